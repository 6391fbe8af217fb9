import StyletBase
import StyletCore
import StyletFiles
import StyletImaging

/// Gathers the labels of frames on the scan's grid.
struct SegmentCollector {
  private let scan: VoxelGrid
  private let header: SegmentationHeader
  private var labels: LabelMap
  /// Voxels of each label.
  private var counts = [Int](repeating: 0, count: 256)
  /// Voxels that a segment took from an earlier one: [earlier · 256 + later].
  private var taken: [Int: Int] = [:]
  private var outside = 0

  init(_ scan: VoxelGrid, _ header: SegmentationHeader) {
    self.scan = scan
    self.header = header
    labels = LabelMap(size: scan.size)
  }

  /// Makes labels of a frame's pixels.
  ///
  /// - Throws: ``Failure`` when a label map has a number that no segment has.
  func label(
    _ pixels: UnsafeBufferPointer<UInt16>, segment: Int, into out: UnsafeMutableBufferPointer<UInt8>
  ) throws {
    let own = UInt8(truncatingIfNeeded: segment)
    switch header.kind {
    case .binary:
      for n in pixels.indices { out[n] = pixels[n] == 0 ? 0 : own }
    case .fractional(let maximum, _):
      for n in pixels.indices { out[n] = 2 &* Int(pixels[n]) >= maximum ? own : 0 }
    case .labelmap(let background):
      var table = [Int16](repeating: -1, count: 65536)
      for segment in header.segments { table[Int(segment.value)] = Int16(segment.value) }
      table[0] = 0
      if (0...65535).contains(background) { table[background] = 0 }
      for n in pixels.indices {
        let label = table[Int(pixels[n])]
        guard label >= 0 else {
          throw Failure(
            .badData, "a pixel has the value \(pixels[n]), and no segment has that number",
            at: "\(DICOMTag.pixelData)")
        }
        out[n] = UInt8(truncatingIfNeeded: label)
      }
    }
  }

  /// Puts a frame's labels on the grid: 0 leaves a voxel as it is, another label replaces what is there.
  mutating func add(_ frame: UnsafeBufferPointer<UInt8>, at place: FramePlace) {
    let (rows, columns) = (header.rows, header.columns)
    // Runs are taken along i where the frame has that axis.
    let isTurned = place.alongColumn.x != 0
    let inner = isTurned ? (count: rows, stride: columns, step: place.alongColumn)
      : (count: columns, stride: 1, step: place.alongRow)
    let outer = isTurned ? (count: columns, stride: 1, step: place.alongRow)
      : (count: rows, stride: columns, step: place.alongColumn)
    let isAlongI = inner.step.x != 0
    var runs: [Run] = []
    for line in 0..<outer.count {
      let base = line * outer.stride
      let first = place.start &+ outer.step &* line
      var n = 0
      while n < inner.count {
        let label = frame[base + n * inner.stride]
        if label == 0 {
          n += 1
          continue
        }
        var end = n + 1
        while isAlongI, end < inner.count, frame[base + end * inner.stride] == label { end += 1 }
        let a = first &+ inner.step &* n
        var i = a.x..<a.x + 1
        if isAlongI { i = inner.step.x > 0 ? a.x..<a.x + (end - n) : a.x - (end - n) + 1..<a.x + 1 }
        take(i, j: a.y, k: a.z, label, into: &runs)
        n = end
      }
    }
    if !runs.isEmpty { labels.apply(Edit(name: "", tool: "", runs: runs)) }
  }

  private mutating func take(_ i: Range<Int>, j: Int, k: Int, _ label: UInt8, into runs: inout [Run]) {
    guard j >= 0, k >= 0, j < scan.size.j, k < scan.size.k else {
      outside += i.count
      return
    }
    let inside = i.clamped(to: 0..<scan.size.i)
    outside += i.count - inside.count
    guard !inside.isEmpty else { return }
    for x in inside {
      let old = labels[VoxelIndex(x, j, k)]
      if old == label { continue }
      counts[Int(label)] += 1
      if old != 0 {
        counts[Int(old)] -= 1
        taken[Int(old) << 8 | Int(label), default: 0] += 1
      }
    }
    runs.append(Run(k: k, j: j, i: inside.lowerBound, count: inside.count, old: 0, new: label))
  }

  /// - Throws: ``Failure`` when voxels of the mask lie outside the scan.
  func loaded() throws -> LoadedLabels {
    guard outside == 0 else {
      throw Failure(
        .badData, words("mask.outside", ["count": outside]), advice: words("mask.outside-advice"))
    }
    var problems: [String] = []
    if case .fractional(let maximum, let type) = header.kind {
      problems.append(words("mask.fractional", ["type": type.escapedForTerminal, "maximum": maximum]))
    }
    let overlaps = taken.sorted { $0.key < $1.key }.map { pair, count in
      let (lower, upper) = (pair >> 8, pair & 255)
      return words(
        "mask.segments-overlap",
        ["count": count, "lower": lower, "under": name(lower), "upper": upper, "over": name(upper)])
    }
    problems += overlaps.prefix(8)
    if overlaps.count > 8 { problems.append(words("mask.more-segments-overlap", ["count": overlaps.count - 8])) }
    let type =
      switch header.kind {
      case .binary: "1 bit"
      default: "uint\(header.bits)"
      }
    return LoadedLabels(
      labels: labels, values: (1...255).filter { counts[$0] > 0 }.map { UInt8($0) }, segments: header.segments,
      description: ImageDescription(
        format: "DICOM SEG", voxelType: type, grid: scan,
        facts: [("segments", "\(header.segments.count)"), ("frames", "\(header.frames.count)")], problems: problems))
  }

  private func name(_ value: Int) -> String {
    header.segments.first { Int($0.value) == value }.map { $0.code ?? $0.name } ?? "?"
  }
}
