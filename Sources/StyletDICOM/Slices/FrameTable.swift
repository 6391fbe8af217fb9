import StyletBase
import StyletFiles

/// Where the compressed frames of a file of several lie; found when the first one is read, and once for all.
final class FrameTable: Sendable {
  /// Frames in the file.
  let count: Int
  private let extended: DICOMElement?
  private let found = Guarded<[[Range<Int>]]?>(nil)

  /// - Parameter extended: the file's ExtendedOffsetTable.
  init(count: Int, extended: DICOMElement?) {
    self.count = count
    self.extended = extended
  }

  /// The fragments of a frame, base 1.
  ///
  /// - Throws: ``Failure`` when the file does not say which they are.
  func fragments(of frame: Int, _ source: DICOMSource, _ pixels: DICOMElement) throws -> [Range<Int>] {
    let frames = try found.with { found in
      if let found { return found }
      let frames = try Self.frames(count, EncapsulatedPixels(source, pixels), source, pixels, extended)
      found = frames
      return frames
    }
    guard frames.indices.contains(frame - 1) else {
      throw Failure(.badData, "there is no frame \(frame) among \(frames.count)", at: "\(pixels.tag)")
    }
    return frames[frame - 1]
  }

  /// Whether a frame's fragments can be told; reads where they lie, unless that is known.
  func check(_ frame: Int, _ location: DICOMLocation, _ pixels: DICOMElement) throws {
    if found.with({ $0.map { $0.indices.contains(frame - 1) } }) == true { return }
    _ = try fragments(of: frame, location.open(), pixels)
  }

  /// A fragment a frame needs no table, and no table that is wrong does harm then; otherwise the extended offset
  /// table counts, then the basic one, then where images begin.
  private static func frames(
    _ count: Int, _ pixels: EncapsulatedPixels, _ source: DICOMSource, _ element: DICOMElement,
    _ extended: DICOMElement?
  ) throws -> [[Range<Int>]] {
    let fragments = pixels.fragments
    if fragments.count == count { return fragments.map { [$0] } }
    if count == 1 { return [fragments] }
    if fragments.count > count {
      let tables = [
        try extended.map { try offsets(source, $0.offset..<$0.offset + ($0.length ?? 0), UInt64.self) },
        try offsets(source, pixels.offsetTable, UInt32.self),
      ]
      for table in tables {
        guard let table, table.count == count, let frames = cut(fragments, at: table) else { continue }
        return frames
      }
      let starts = try fragments.indices.filter { try beginsImage(source, fragments[$0]) }
      if starts.count == count, starts.first == 0 { return cut(fragments, before: starts) }
    }
    throw Failure(
      .badData, "\(count) frames are in \(fragments.count) fragments, and nothing says which are whose",
      at: "\(element.tag), offset \(element.offset)",
      advice: "write the file again with an offset table, or export the series with an image a file")
  }

  private static func offsets<T: FixedWidthInteger>(
    _ source: DICOMSource, _ range: Range<Int>, _ type: T.Type
  ) throws -> [Int] {
    let size = MemoryLayout<T>.size
    return try stride(from: range.lowerBound, through: range.upperBound - size, by: size).map {
      Int(clamping: try source.number(at: $0, .little, type))
    }
  }

  /// Nil unless every offset is the beginning of a fragment, the first of the first, and they rise. They count from
  /// the first fragment's item.
  private static func cut(_ fragments: [Range<Int>], at offsets: [Int]) -> [[Range<Int>]]? {
    guard let base = fragments.first?.lowerBound else { return nil }
    var starts: [Int] = []
    var next = 0
    for offset in offsets {
      while next < fragments.count, fragments[next].lowerBound - base < offset { next += 1 }
      guard next < fragments.count, fragments[next].lowerBound - base == offset, starts.last != next else { return nil }
      starts.append(next)
    }
    return starts.first == 0 ? cut(fragments, before: starts) : nil
  }

  private static func cut(_ fragments: [Range<Int>], before starts: [Int]) -> [[Range<Int>]] {
    starts.indices.map { n in
      Array(fragments[starts[n]..<(n + 1 < starts.count ? starts[n + 1] : fragments.count)])
    }
  }

  /// Whether a fragment begins with the mark of a JPEG or JPEG-LS image (SOI) or of a JPEG 2000 one (SOC, SIZ).
  private static func beginsImage(_ source: DICOMSource, _ fragment: Range<Int>) throws -> Bool {
    guard fragment.count >= 4 else { return false }
    let head = Array(try source.bytes(at: fragment.lowerBound, count: 4))
    return head.starts(with: [0xff, 0xd8, 0xff]) || head == [0xff, 0x4f, 0xff, 0x51]
  }
}
