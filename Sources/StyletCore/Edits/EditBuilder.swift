import StyletBase
import StyletImaging

/// Collects the voxels that a tool wants to change and makes an ``Edit`` of those that really change.
///
/// Each voxel may be asked for at most once in one edit. Cost: the voxels asked for.
public struct EditBuilder {
  private let layer: LabelLayer
  private let gate: Gate?
  /// Which labels may change, by label; nil when all may.
  private let changeable: [Bool]?
  /// Nothing is drawn where it is 0.
  private let within: LabelMap?
  private var runs: [Run] = []
  /// The labels of the row at hand.
  private var row: [UInt8]

  /// The HU gate as the volume stores it; no sample passes when `samples` is nil.
  private struct Gate {
    let volume: Volume
    let samples: ClosedRange<Int16>?
  }

  /// A builder that may change any voxel.
  public init(layer: LabelLayer) {
    self.layer = layer
    gate = nil
    changeable = nil
    within = nil
    row = [UInt8](repeating: 0, count: layer.size.i)
  }

  /// A builder that changes only what the context lets it: by its gate, by what may be drawn over, not what is locked,
  /// not outside `within`, and, when it erases, only the finding that is to be erased.
  public init(_ context: ToolContext) {
    layer = context.layer
    gate = context.gate.map { Gate(volume: context.volume, samples: context.volume.rescale.samples(in: $0)) }
    let changeable = (0...255).map { context.mayChange(UInt8($0)) }
    self.changeable = changeable.allSatisfy { $0 } ? nil : changeable
    within = context.within
    row = [UInt8](repeating: 0, count: layer.size.i)
  }

  /// Gives label `new` to the voxels `range` of row (j, k); the part outside the grid is left out.
  /// - Parameter allowed: which voxels may change, by index i and the label they carry now; all by default.
  @inline(__always)
  public mutating func set(
    j: Int, k: Int, _ range: Range<Int>, to new: UInt8,
    where allowed: (_ i: Int, _ old: UInt8) -> Bool = { _, _ in true }
  ) {
    let size = layer.size
    let range = range.clamped(to: 0..<size.i)
    guard j >= 0, j < size.j, k >= 0, k < size.k, !range.isEmpty else { return }
    row.withUnsafeMutableBufferPointer { row in
      let row = UnsafeMutableBufferPointer(rebasing: row[0..<range.count])
      layer.labels.read(.axial, w: k, u: range, v: j..<j + 1, into: row)
      if let gate { Self.close(gate, row, from: (k * size.j + j) * size.i + range.lowerBound, against: new) }
      if let within, new != 0 { Self.close(within, row, j: j, k: k, from: range.lowerBound, against: new) }
      var n = 0
      while n < row.count {
        let old = row[n]
        guard old != new, changeable.map({ $0[Int(old)] }) ?? true, allowed(range.lowerBound + n, old) else {
          n += 1
          continue
        }
        let start = n
        repeat { n += 1 } while n < row.count && row[n] == old && allowed(range.lowerBound + n, old)
        runs.append(Run(k: k, j: j, i: range.lowerBound + start, count: n - start, old: old, new: new))
      }
    }
  }

  /// Makes the voxels that the gate keeps out look as if they had the new label already.
  private static func close(
    _ gate: Gate, _ row: UnsafeMutableBufferPointer<UInt8>, from first: Int, against new: UInt8
  ) {
    guard let range = gate.samples else {
      row.update(repeating: new)
      return
    }
    gate.volume.withSamples { samples in
      for n in row.indices {
        let sample = samples[first &+ n]
        if sample < range.lowerBound || sample > range.upperBound { row[n] = new }
      }
    }
  }

  /// The same for the voxels where `within` is 0.
  private static func close(
    _ within: LabelMap, _ row: UnsafeMutableBufferPointer<UInt8>, j: Int, k: Int, from first: Int, against new: UInt8
  ) {
    var next = 0
    within.forEachRun(j: j, k: k) { i, count, _ in
      let inside = (i - first..<i - first + count).clamped(to: 0..<row.count)
      guard !inside.isEmpty else { return }
      row[next..<inside.lowerBound].update(repeating: new)
      next = inside.upperBound
    }
    row[next...].update(repeating: new)
  }

  /// As ``set(j:k:_:to:where:)``, the voxels of a run.
  package mutating func set(
    _ run: LabelRun, to new: UInt8, where allowed: (_ i: Int, _ old: UInt8) -> Bool = { _, _ in true }
  ) {
    set(j: Int(run.j), k: Int(run.k), run.i, to: new, where: allowed)
  }

  /// Gives label `new` to the voxels `u` of row `v` of slice `w` in a plane.
  @inline(__always)
  public mutating func set(
    _ plane: Plane, w: Int, v: Int, u range: Range<Int>, to new: UInt8,
    where allowed: (_ u: Int, _ old: UInt8) -> Bool = { _, _ in true }
  ) {
    switch plane {
    case .axial: set(j: v, k: w, range, to: new, where: allowed)
    case .coronal: set(j: w, k: layer.size.k - 1 - v, range, to: new, where: allowed)
    case .sagittal:
      for u in range.clamped(to: 0..<layer.size.j) {
        set(j: u, k: layer.size.k - 1 - v, w..<w + 1, to: new) { _, old in allowed(u, old) }
      }
    }
  }

  /// The edit, or nil when nothing changes.
  ///
  /// Each finding that gained voxels on a slice takes `origin` there; one that lost its last voxel on a slice
  /// loses its origin; where only a part was taken away the rest becomes `rest`: a reader has corrected it. What was
  /// there before has its say: see ``Origin/accepted``.
  public func edit(
    name: StepName, tool: String, parameters: [String: String] = [:], origin: Origin, rest: Origin = .manual
  ) -> Edit? {
    guard !runs.isEmpty else { return nil }
    var gained = Set<SliceKey>()
    var lost: [SliceKey: Int] = [:]
    var newest: SliceKey?
    for run in runs {
      if run.new != 0 {
        let key = SliceKey(k: Int(run.k), label: run.new)
        if key != newest { gained.insert(key) }
        newest = key
      }
      if run.old != 0 { lost[SliceKey(k: Int(run.k), label: run.old), default: 0] += Int(run.count) }
    }
    var origins: [OriginChange] = []
    for key in gained.union(lost.keys).sorted(by: { ($0.k, $0.label) < ($1.k, $1.label) }) {
      let old = layer.origins[key]
      let drawn: Origin? = gained.contains(key) ? origin : remains(key, after: lost[key] ?? 0) ? rest : nil
      let new = drawn.map { old?.changed(by: $0) ?? $0 }
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
