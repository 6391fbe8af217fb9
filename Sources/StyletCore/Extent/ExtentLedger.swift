import StyletImaging

/// The live extent: for every finding its voxels in all and per axial slice, and the values (HU) under it.
///
/// Kept up by ``apply(_:volume:)`` with a stroke's own voxels only: the cost follows the stroke, never the
/// volume. A recount from zero gives the same ledger, always.
public struct ExtentLedger: Equatable, Sendable {
  /// What is known of one finding.
  public struct Entry: Equatable, Sendable {
    public internal(set) var voxels = 0
    /// Voxels on each axial slice that has any.
    public internal(set) var slices: [Int32: Int32] = [:]
    /// Sum of the stored samples.
    package var sum = 0
    /// How many voxels have each stored sample; index = sample + 32768.
    package var histogram = [Int32](repeating: 0, count: 65536)
    package var low = 65535
    package var high = 0

    /// Counts the voxels that gained `label` in and those that lost it out.
    fileprivate mutating func change(_ label: UInt8, _ runs: [Run], volume: Volume) {
      let size = volume.size
      var taken = false
      var (k, onSlice) = (Int32(-1), Int32(0))
      var counts: [Int32] = []
      swap(&counts, &histogram)  // so that it can be changed through a pointer while the rest changes too
      volume.withSamples { samples in
        counts.withUnsafeMutableBufferPointer { counts in
          for run in runs where run.old != run.new && (run.old == label || run.new == label) {
            let sign: Int32 = run.new == label ? 1 : -1
            precondition(
              run.i >= 0 && run.count >= 0 && Int(run.i) + Int(run.count) <= size.i && run.j >= 0
                && Int(run.j) < size.j && run.k >= 0 && Int(run.k) < size.k, "run outside the grid")
            if run.k != k {
              note(k, onSlice)
              (k, onSlice) = (run.k, 0)
            }
            onSlice += sign * run.count
            taken = taken || sign < 0
            let first = (Int(run.k) * size.j + Int(run.j)) * size.i + Int(run.i)
            for n in first..<first + Int(run.count) {
              let bin = Int(samples[n]) &+ 32768
              counts[bin] &+= sign
              sum &+= Int(samples[n]) &* Int(sign)
              if sign > 0 {
                low = min(low, bin)
                high = max(high, bin)
              }
            }
          }
        }
      }
      swap(&counts, &histogram)
      note(k, onSlice)
      if taken { settle() }
    }

    private mutating func note(_ k: Int32, _ change: Int32) {
      guard change != 0 else { return }
      voxels += Int(change)
      let left = slices[k, default: 0] + change
      slices[k] = left == 0 ? nil : left
    }

    /// After voxels were taken away: the extremes move in to the nearest sample that is still there.
    private mutating func settle() {
      guard voxels > 0 else { return }
      while histogram[low] == 0 { low += 1 }
      while histogram[high] == 0 { high -= 1 }
    }
  }

  private var entries: [UInt8: Entry] = [:]

  public init() {}

  /// Counts everything that is drawn. Cost: the volume's rows and the labelled voxels.
  public init(recounting labels: LabelMap, volume: Volume) {
    var runs: [Run] = []
    for k in 0..<labels.size.k where labels.isUsed(k: k) {
      labels.forEachRun(k: k) { j, i, count, label in
        runs.append(Run(k: k, j: j, i: i, count: count, old: 0, new: label))
      }
      change(runs, volume: volume)
      runs.removeAll(keepingCapacity: true)
    }
  }

  /// Takes over an edit that is applied to the labels. Cost: its voxels.
  public mutating func apply(_ edit: Edit, volume: Volume) { change(edit.runs, volume: volume) }

  private mutating func change(_ runs: [Run], volume: Volume) {
    var concerned: [UInt8] = []
    for run in runs {
      if run.new != 0, !concerned.contains(run.new) { concerned.append(run.new) }
      if run.old != 0, !concerned.contains(run.old) { concerned.append(run.old) }
    }
    for label in concerned {
      // Out of the dictionary while it changes, so that its histogram is changed in place and not copied.
      var entry = entries.removeValue(forKey: label) ?? Entry()
      entry.change(label, runs, volume: volume)
      if entry.voxels != 0 { entries[label] = entry }
    }
  }

  /// The findings that have voxels.
  public var labels: [UInt8] { entries.keys.sorted() }

  /// The extent of one finding, in physical units; nil when it has no voxel.
  public func extent(of label: UInt8, volume: Volume) -> Extent? {
    guard let e = entries[label], e.voxels > 0 else { return nil }
    let a = volume.rescale.value(Int16(e.low - 32768)), b = volume.rescale.value(Int16(e.high - 32768))
    return Extent(
      voxels: e.voxels, millilitres: Double(e.voxels) * volume.grid.voxelVolume / 1000, slices: e.slices.count,
      mean: volume.rescale.slope * Double(e.sum) / Double(e.voxels) + volume.rescale.intercept, low: min(a, b),
      high: max(a, b))
  }

  /// All findings together, mL.
  public func millilitres(volume: Volume) -> Double {
    Double(entries.values.reduce(0) { $0 + $1.voxels }) * volume.grid.voxelVolume / 1000
  }

  /// Voxels of a finding on axial slice `k`.
  public func voxels(of label: UInt8, k: Int) -> Int { Int(entries[label]?.slices[Int32(k)] ?? 0) }

  /// Area of a finding on axial slice `k`, mm².
  public func area(of label: UInt8, k: Int, volume: Volume) -> Double {
    let n = entries[label]?.slices[Int32(k)] ?? 0
    return Double(n) * length(cross(volume.grid.affine[0], volume.grid.affine[1]))
  }

  /// Axial slices with a finding, ascending; of any finding when `label` is nil.
  public func slices(of label: UInt8? = nil) -> [Int] {
    let all = label.map { entries[$0].map { [$0] } ?? [] } ?? Array(entries.values)
    return Set(all.flatMap { $0.slices.keys }).map(Int.init).sorted()
  }
}

/// How much of a finding there is.
public struct Extent: Equatable, Sendable {
  public let voxels: Int
  /// voxels · |det(affine)| / 1000
  public let millilitres: Double
  /// Axial slices touched.
  public let slices: Int
  /// Mean, least and greatest value (HU for CT).
  public let mean: Double
  public let low: Double
  public let high: Double
}
