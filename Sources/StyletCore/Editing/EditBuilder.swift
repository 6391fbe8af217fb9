/// Collects the voxels that a tool wants to change and makes an ``Edit`` of those that really change.
///
/// Each voxel may be asked for at most once in one edit.
public struct EditBuilder {
  private let layer: LabelLayer
  private var runs: [Run] = []

  public init(layer: LabelLayer) { self.layer = layer }

  /// Gives label `new` to the voxels `range` of row (j, k); the part outside the grid is left out.
  /// - Parameter where_: which voxels may change, by index i and the label they carry now; all by default.
  @inline(__always)
  public mutating func set(
    j: Int, k: Int, _ range: Range<Int>, to new: UInt8, where allowed: (_ i: Int, _ old: UInt8) -> Bool = { _, _ in true }
  ) {
    let size = layer.size
    guard j >= 0, j < size.j, k >= 0, k < size.k else { return }
    for i in range.clamped(to: 0..<size.i) {
      let old = layer.labels[VoxelIndex(i, j, k)]
      guard old != new, allowed(i, old) else { continue }
      if let last = runs.indices.last, runs[last].old == old, runs[last].new == new,
        Int(runs[last].j) == j, Int(runs[last].k) == k, Int(runs[last].i + runs[last].count) == i
      {
        runs[last].count += 1
      } else {
        runs.append(Run(k: k, j: j, i: i, count: 1, old: old, new: new))
      }
    }
  }

  /// The edit, or nil when nothing changes.
  ///
  /// Each finding that gained voxels on a slice takes `origin` there; one that lost its last voxel on a slice
  /// loses its origin; erasing part of a drawing makes the rest `manual`: a reader has corrected it.
  public func edit(name: String, tool: String, parameters: [String: String] = [:], origin: Origin) -> Edit? {
    guard !runs.isEmpty else { return nil }
    var gained = Set<SliceKey>()
    var lost: [SliceKey: Int] = [:]
    for run in runs {
      if run.new != 0 { gained.insert(SliceKey(k: Int(run.k), label: run.new)) }
      if run.old != 0 { lost[SliceKey(k: Int(run.k), label: run.old), default: 0] += Int(run.count) }
    }
    var origins: [OriginChange] = []
    for key in gained.union(lost.keys).sorted(by: { ($0.k, $0.label) < ($1.k, $1.label) }) {
      let old = layer.origins[key]
      let new: Origin? = gained.contains(key) ? origin : remains(key, after: lost[key]!) ? .manual : nil
      if old != new { origins.append(OriginChange(key: key, old: old, new: new)) }
    }
    return Edit(
      name: name, tool: tool, parameters: parameters, layer: layer.name, runs: runs, origins: origins)
  }

  /// Whether more than `voxels` of the finding lie on the slice: looks until it has found them.
  private func remains(_ key: SliceKey, after voxels: Int) -> Bool {
    var found = 0
    for j in 0..<layer.size.j where found <= voxels {
      layer.labels.forEachRun(j: j, k: Int(key.k)) { _, count, label in
        if label == key.label { found += count }
      }
    }
    return found > voxels
  }
}
