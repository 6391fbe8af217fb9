import StyletBase
import StyletFiles

/// Fetches a segmentation's frames, one at a time.
struct SegmentationPixels {
  private let header: SegmentationHeader
  private let source: DICOMSource
  /// Where each frame's fragments lie; empty for native pixels.
  private let fragments: [[Range<Int>]]

  init(_ header: SegmentationHeader, _ dataSet: DICOMObject) throws {
    self.header = header
    source = dataSet.source
    switch header.transferSyntax.encoding {
    case .native, .deflated: fragments = []
    case .encapsulated, .unusable:
      if header.transferSyntax.uid != Self.deflatedFrames {
        _ = try PixelDecoders.decoder(for: header.transferSyntax)
        guard header.bits > 1 else {
          throw Failure(
            .badData, "pixels of one bit are not read when compressed as \(header.transferSyntax)",
            at: "\(DICOMTag.transferSyntaxUID)", advice: "decompress the file first (dcmdjpeg, gdcmconv --raw)")
        }
      }
      fragments = try Self.fragments(source, header.pixels, frames: header.frames.count)
    }
  }

  /// Deflated Image Frame Compression (PS3.5 A.4.13): each frame is a deflate stream of native pixels.
  private static let deflatedFrames = "1.2.840.10008.1.2.8.1"

  /// The pixels of frame `n` as they are stored: a word each, 1 bit ones as 0 and 1.
  func read(_ n: Int, into out: UnsafeMutableBufferPointer<UInt16>) throws {
    let pixels = header.pixelsPerFrame
    precondition(out.count >= pixels)
    if fragments.isEmpty {
      let bit = n * pixels * header.bits
      let bytes = (bit + pixels * header.bits + 7) / 8 - bit / 8
      let packed = try [UInt8](unsafeUninitializedCapacity: bytes) { buffer, count in
        try source.copy(
          at: header.pixels.offset + bit / 8,
          into: UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: buffer[..<bytes])))
        count = bytes
      }
      unpack(packed, from: bit % 8, into: out)
    } else {
      unpack(try decoded(n), from: 0, into: out)
    }
  }

  private func unpack(_ bytes: [UInt8], from bit: Int, into out: UnsafeMutableBufferPointer<UInt16>) {
    let pixels = header.pixelsPerFrame
    bytes.withUnsafeBufferPointer { bytes in
      switch header.bits {
      case 1:
        for n in 0..<pixels {
          let at = bit &+ n
          out[n] = UInt16(bytes[at &>> 3] &>> UInt8(truncatingIfNeeded: at & 7) & 1)
        }
      case 8: for n in 0..<pixels { out[n] = UInt16(bytes[n]) }
      default: for n in 0..<pixels { out[n] = UInt16(bytes[2 &* n]) | UInt16(bytes[2 &* n &+ 1]) &<< 8 }
      }
    }
  }

  private func decoded(_ n: Int) throws -> [UInt8] {
    let wanted = (header.pixelsPerFrame * header.bits + 7) / 8
    let parts = try fragments[n].map { try source.bytes(at: $0.lowerBound, count: $0.count) }
    var bytes: [UInt8]
    if header.transferSyntax.uid == Self.deflatedFrames {
      let packed = joined(parts)
      guard wanted / 1032 <= packed.count + 1 else { throw tooShort(n, packed.count) }
      let stream = try InflateStream(source: ArrayStream(packed), wrapping: .raw) { fragments[n][0].lowerBound }
      bytes = try stream.bytes(upTo: wanted)
    } else {
      guard
        let format = PixelFormat(
          rows: header.rows, columns: header.columns, bitsAllocated: header.bits, bitsStored: header.bits,
          highBit: header.bits - 1, signed: false)
      else { throw Failure(.badData, "the frames' format makes no image", at: "\(DICOMTag.bitsAllocated)") }
      bytes = try PixelDecoders.decoder(for: header.transferSyntax).decode(parts, format: format)
    }
    guard bytes.count >= wanted else { throw tooShort(n, bytes.count) }
    return bytes
  }

  private func tooShort(_ n: Int, _ count: Int) -> Failure {
    Failure(
      .badData, "cut short: frame \(n + 1) has only \(count) bytes", at: "\(DICOMTag.pixelData)",
      advice: "copy the file again")
  }

  /// A fragment a frame, or else as the basic offset table says (PS3.5 A.4).
  private static func fragments(_ source: DICOMSource, _ element: DICOMElement, frames: Int) throws -> [[Range<Int>]] {
    let all = try EncapsulatedPixels(source, element).fragments
    if all.count == frames { return all.map { [$0] } }
    if frames == 1 { return [all] }
    func refused() -> Failure {
      Failure(
        .badData, "\(all.count) fragments of pixels for \(frames) frames, and no table says which is whose",
        at: "\(element.tag), offset \(element.offset)", advice: "decompress the file first (dcmdjpeg, gdcmconv --raw)")
    }
    let table = try DICOMParser(source: source, encoding: .explicitLittleEndian)
      .header(at: element.offset, end: source.size)
    guard let length = table.length, length / 4 == frames, let start = all.first.map({ $0.lowerBound - 8 }) else {
      throw refused()
    }
    let offsets = try (0..<frames).map {
      start + Int(try source.number(at: table.offset + 4 * $0, .little, UInt32.self))
    }
    var parts = [[Range<Int>]](repeating: [], count: frames)
    var frame = -1
    for fragment in all {
      let item = fragment.lowerBound - 8
      while frame + 1 < frames, offsets[frame + 1] <= item { frame += 1 }
      guard frame >= 0 else { throw refused() }
      parts[frame].append(fragment)
    }
    guard parts.allSatisfy({ !$0.isEmpty }) else { throw refused() }
    return parts
  }
}
