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
    var sum = 0
    /// How many voxels have each stored sample; index = sample + 32768.
    var histogram = [Int32](repeating: 0, count: 65536)
    var low = 65535
    var high = 0

    mutating func add(_ sample: Int16, _ sign: Int32) {
      let bin = Int(sample) + 32768
      histogram[bin] += sign
      sum += Int(sample) * Int(sign)
      if sign > 0 {
        low = min(low, bin)
        high = max(high, bin)
      }
    }

    /// After voxels were taken away: the extremes move in to the nearest sample that is still there.
    mutating func settle() {
      guard voxels > 0 else {
        low = 65535
        high = 0
        return
      }
      while histogram[low] == 0 { low += 1 }
      while histogram[high] == 0 { high -= 1 }
    }
  }

  private var entries: [UInt8: Entry] = [:]

  public init() {}

  /// Counts everything that is drawn. Cost: the volume's rows and the labelled voxels.
  public init(recounting labels: LabelMap, volume: Volume) {
    for k in 0..<labels.size.k where labels.isUsed(k: k) {
      for j in 0..<labels.size.j {
        labels.forEachRun(j: j, k: k) { i, count, label in
          change(label, k: k, j: j, i: i, count: count, sign: 1, volume: volume)
        }
      }
    }
  }

  /// Takes over an edit that is applied to the labels. Cost: its voxels.
  public mutating func apply(_ edit: Edit, volume: Volume) {
    for run in edit.runs {
      change(run.old, k: Int(run.k), j: Int(run.j), i: Int(run.i), count: Int(run.count), sign: -1, volume: volume)
      change(run.new, k: Int(run.k), j: Int(run.j), i: Int(run.i), count: Int(run.count), sign: 1, volume: volume)
    }
    for label in Set(edit.runs.map(\.old)) where label != 0 {
      entries[label]?.settle()
      if entries[label]?.voxels == 0 { entries[label] = nil }
    }
  }

  private mutating func change(_ label: UInt8, k: Int, j: Int, i: Int, count: Int, sign: Int, volume: Volume) {
    guard label != 0 else { return }
    let size = volume.size
    precondition(i >= 0 && i + count <= size.i && j >= 0 && j < size.j && k >= 0 && k < size.k)
    let row = (k * size.j + j) * size.i + i
    volume.withSamples { samples in
      update(&entries[label, default: Entry()]) { entry in
        for n in row..<row + count { entry.add(samples[n], Int32(sign)) }
        entry.voxels += sign * count
        let left = (entry.slices[Int32(k)] ?? 0) + Int32(sign * count)
        entry.slices[Int32(k)] = left == 0 ? nil : left
      }
    }
  }

  private func update(_ entry: inout Entry, _ body: (inout Entry) -> Void) { body(&entry) }

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
