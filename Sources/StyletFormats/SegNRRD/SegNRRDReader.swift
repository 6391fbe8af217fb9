import StyletBase
import StyletFiles
import StyletImaging

/// Reads 3D Slicer's segmentations, `.seg.nrrd`, of old versions and new.
///
/// Labels come on the file's own grid, which may be a cropped box of the scan's (``VoxelGrid/aligned(_:of:)`` puts them
/// there). Where segments of several layers overlap, the later one of the list wins, and a problem says how much the
/// earlier lost. A file of one voxel is Slicer's way to write that nothing is drawn. Cost: a pass over the file for
/// each layer that a segment names.
struct SegNRRDReader: MaskReader {
  let name = "Slicer segmentation"

  func recognises(_ probe: FileProbe) -> Bool {
    guard NRRDHeader.recognises(probe.head) else { return false }
    if Self.namesSegments(probe.head) { return true }
    // Where the header goes on beyond what was looked at, its end decides: a program may note every step before.
    guard probe.size > probe.head.count, !Self.endsHeader(probe.head) else { return false }
    let pairs = (try? NRRDHeader(probe.path))?.pairs ?? []
    return pairs.contains { pair in Self.marks.contains { pair.key.hasPrefix($0) } }
  }

  private static let marks = ["Segment0_", "Segmentation_"]

  private static func namesSegments(_ head: [UInt8]) -> Bool {
    // Byte by byte: "\r\n" is one character, which no "\n" is found in.
    marks.contains { head.firstRange(of: Array("\n\($0)".utf8)) != nil }
  }

  /// Whether the empty line that ends a header is there.
  private static func endsHeader(_ head: [UInt8]) -> Bool {
    head.firstRange(of: [10, 10]) != nil || head.firstRange(of: [13, 10, 13, 10]) != nil
  }

  /// One voxel is no grid of its own.
  func grid(_ path: String, on scan: VoxelGrid) throws -> VoxelGrid {
    let own = try Failure.naming(path) { try NRRDReader().image(NRRDHeader(path), path).grid }
    return own.size.count == 1 ? scan : own
  }

  func readMask(_ path: String, on scan: VoxelGrid, options: ReadOptions) throws -> LoadedLabels {
    try Failure.naming(path) {
      let h = try NRRDHeader(path)
      let image = try NRRDReader().image(h, path)
      try image.checkLength()
      let layers = image.data.volumes.count
      var plan = try LayerPlan(SegNRRDSegment.list(h.pairs), layers: layers)
      var description = image.description
      description.format = name
      description.facts += [("segments", "\(plan.segments.count)"), ("layers", "\(layers)")]
      // Of several layers all are read.
      if layers > 1 { description.problems.removeAll { $0.contains("--volume") } }
      if image.grid.size.count == 1, scan.size.count > 1 {
        description.grid = scan
        description.problems.append(words("mask.single-voxel"))
        return LoadedLabels(
          labels: LabelMap(size: scan.size), values: [], segments: plan.segments, description: description)
      }
      guard !plan.layers.isEmpty else {
        throw Failure(.badData, "it has \(layers) layers and no segment that says what one holds", at: "Segment0_ID")
      }
      var overlay = SegmentOverlay(size: image.grid.size)
      for (n, segment) in plan.segments.enumerated() { overlay.rank(segment.value, n) }
      for layer in plan.layers {
        let read = try NRRDReader().labels(h, path, component: layer, options)
        for value in read.values { try plan.take(value, of: layer) }
        let values = plan.values(of: layer)
        for k in 0..<read.labels.size.k where read.labels.isUsed(k: k) {
          var runs: [Run] = []
          for j in 0..<read.labels.size.j {
            read.labels.forEachRun(j: j, k: k) { i, count, label in
              runs.append(Run(k: k, j: j, i: i, count: count, old: 0, new: values[Int(label)]))
            }
          }
          overlay.draw(runs)
        }
      }
      let names = Dictionary(plan.segments.map { ($0.value, $0.name) }, uniquingKeysWith: { first, _ in first })
      description.problems += plan.problems + overlay.problems {
        names[$0] ?? words("mask.label", ["value": Int($0)])
      }
      return LoadedLabels(
        labels: overlay.labels, values: overlay.values, segments: plan.segments, description: description)
    }
  }
}

/// Which value each label of each layer becomes: its own where that is free, else the first that is.
private struct LayerPlan {
  private(set) var segments: [Segment] = []
  private(set) var problems: [String] = []
  /// The layers to read, ascending.
  private(set) var layers: [Int]
  /// layer · 65536 + label → value
  private var values: [Int: UInt8] = [:]
  private var used = Set<UInt8>()

  /// - Throws: a ``Failure`` when there are more segments than labels.
  init(_ list: [SegNRRDSegment], layers count: Int) throws {
    layers = []
    for (n, segment) in list.enumerated() {
      let layer = segment.layer ?? (count == 1 ? 0 : n)
      let label = segment.labelValue ?? 1
      let name = segment.name ?? segment.id
      guard (0..<count).contains(layer) else {
        problems.append(words("mask.no-such-layer", ["name": name, "field": "Segment\(n)_Layer"]))
        continue
      }
      guard (1...65535).contains(label) else {
        problems.append(words("mask.no-label-value", ["name": name, "field": "Segment\(n)_LabelValue"]))
        continue
      }
      guard values[layer << 16 | label] == nil else {
        problems.append(words("mask.same-voxels", ["name": name, "field": "Segment\(n)_LabelValue"]))
        continue
      }
      segments.append(segment.segment(value: try add(label, of: layer)))
      if !layers.contains(layer) { layers.append(layer) }
    }
    layers.sort()
    // A plain label map, or one whose segments are not described.
    if layers.isEmpty, count == 1 { layers = [0] }
  }

  private mutating func add(_ label: Int, of layer: Int) throws -> UInt8 {
    let own = UInt8(exactly: label).flatMap { used.contains($0) ? nil : $0 }
    guard let value = own ?? (1...255).first(where: { !used.contains($0) }) else {
      throw Failure(
        .badData, "it has more than 255 segments", at: "Segment255_ID", advice: "split it, or leave segments out")
    }
    used.insert(value)
    values[layer << 16 | label] = value
    return value
  }

  /// A label that is drawn in a layer: without a segment it is kept as a number.
  mutating func take(_ label: UInt8, of layer: Int) throws {
    guard label != 0, values[layer << 16 | Int(label)] == nil else { return }
    let value = try add(Int(label), of: layer)
    problems.append(
      words("mask.without-segment", ["label": Int(label), "layer": layer, "value": Int(value)]))
  }

  /// For each label of a layer its value.
  func values(of layer: Int) -> [UInt8] { (0...255).map { values[layer << 16 | $0] ?? 0 } }
}
