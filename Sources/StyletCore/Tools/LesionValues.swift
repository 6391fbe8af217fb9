import StyletImaging

/// The values that belong to the lesion at a voxel, from what it is made of and what lies around it.
///
/// The lesion's value m is the median of the 3 x 3 voxels around the seed on the slice, and then of what of like value
/// hangs together with the seed within 4 mm, so that noise at the seed does not move it. If that is thin and crosses a
/// tissue of its own, as a vessel does a ground-glass opacity, the tissue counts, with the median of all within 8 mm
/// as m: where that median is more than 100 HU darker than the thin, at least 35 % within 8 mm lie within 100 HU of
/// it, it is at least 200 HU brighter than what lies around it, and less than 70 % within 4 mm are nearer to the thin.
/// What lies around is the median of the values more than 100 HU darker within 30 mm, air (-985 HU and less) left
/// aside; where fewer than 2 % are darker it is m - 400. A tolerance of 0.5 puts the lower bound half way between
/// both, which is where a blurred edge has its place (full width at half maximum, as nodule volumetry does); the upper
/// bound as far from the values of soft tissue when m is below -200 HU, so that a ground-glass opacity ends at a
/// vessel, and m + 500 HU otherwise. Other tolerances in proportion.
struct LesionValues {
  /// mm
  static let coreRadius = 4.0
  /// mm: within it lies most of the tissue that a vessel crosses.
  static let nearRadius = 8.0
  static let surroundingsRadius = 30.0
  static let softTissue = 50.0

  let seed: VoxelIndex
  /// 0...1: the part of the way to what lies around.
  let tolerance: Double
  /// The plane whose slice counts; nil in space.
  let plane: Plane?

  /// The range, HU.
  func range(in context: ToolContext) -> ClosedRange<Double> {
    let volume = context.volume, grid = volume.grid
    let around = Histogram(
      volume, VoxelBox(around: seed, radius: Self.surroundingsRadius, grid: grid, plane: plane), seed,
      radius: Self.surroundingsRadius)
    let first = range(about: volume.rescale.value(middle(of: context)), around)
    guard let samples = volume.rescale.samples(in: first) else { return first }
    // everything counts here, whoever may draw on it
    let free = ToolContext(
      layer: LabelLayer(name: context.layer.name, size: volume.size), volume: volume, plane: context.plane, label: 1)
    let box = VoxelBox(around: seed, radius: Self.coreRadius, grid: grid, plane: plane)
    var core = FloodBox(box: box, context: free, around: seed, radius: Self.coreRadius, samples: samples)
    let start = box.offset(of: seed)
    core.states[start] = FloodBox.open
    core.flood(from: start, FloodBox.open, to: FloodBox.reached)
    var values: [Int16] = []
    for n in core.states.indices where core.states[n] == FloodBox.reached { values.append(volume[box.voxel(at: n)]) }
    let own = volume.rescale.value(Self.median(&values))
    return range(about: embedding(own, around, volume) ?? own, around)
  }

  /// The value of the tissue that something thin and bright, a vessel of the value `m`, crosses at the seed; nil where
  /// it crosses none: where it lies in the lung, or is not thin.
  private func embedding(_ m: Double, _ around: Histogram, _ volume: Volume) -> Double? {
    func values(within radius: Double) -> Histogram {
      Histogram(
        volume, VoxelBox(around: seed, radius: radius, grid: volume.grid, plane: plane), seed, radius: radius)
    }
    let near = values(within: Self.nearRadius)
    guard let value = near.median(in: -.infinity ... .infinity, share: 0), value < m - 100,
      near.share(in: value - 100...value + 100) >= 0.35,
      let lung = median(darkerThan: value, around), value >= lung + 200
    else { return nil }
    return values(within: Self.coreRadius).share(in: (m + value) / 2 ... .infinity) < 0.7 ? value : nil
  }

  private func median(darkerThan m: Double, _ around: Histogram) -> Double? {
    around.median(in: -985...max(m - 100, -985), share: 0.02)
  }

  private func range(about m: Double, _ around: Histogram) -> ClosedRange<Double> {
    let low = m - tolerance * (m - (median(darkerThan: m, around) ?? m - 400))
    let high = m < -200 ? m + tolerance * max(Self.softTissue - m, 200) : m + tolerance * 1000
    return low...max(high, low)
  }

  /// The median sample of the 3 x 3 voxels around the seed on the slice.
  private func middle(of context: ToolContext) -> Int16 {
    let plane = context.plane, size = context.volume.size
    let c = plane.coordinates(of: seed, in: size), extent = plane.size(of: size)
    var near: [Int16] = []
    for v in max(c.v - 1, 0)...min(c.v + 1, extent.v - 1) {
      for u in max(c.u - 1, 0)...min(c.u + 1, extent.u - 1) {
        near.append(context.volume[plane.voxel(u: u, v: v, w: c.w, in: size)])
      }
    }
    return Self.median(&near)
  }

  /// The middle one; the lower of two.
  private static func median(_ values: inout [Int16]) -> Int16 {
    values.sort()
    return values[(values.count - 1) / 2]
  }
}

/// How many voxels of a ball, or of a disc on a slice, have each sample.
private struct Histogram {
  private let rescale: Rescale
  private var counts = [Int](repeating: 0, count: 1 << 16)
  private var total = 0

  init(_ volume: Volume, _ box: VoxelBox, _ centre: VoxelIndex, radius: Double) {
    rescale = volume.rescale
    let spacing = volume.grid.spacing, size = volume.size
    volume.withSamples { all in
      counts.withUnsafeMutableBufferPointer { counts in
        for k in box.k {
          for j in box.j {
            let dj = Double(j - centre.j) * spacing.y, dk = Double(k - centre.k) * spacing.z
            let left = radius * radius - dj * dj - dk * dk
            guard left >= 0 else { continue }
            let reach = Int(min(left.squareRoot() / spacing.x, 1e6))
            let row = (k * size.j + j) * size.i
            let range = (centre.i - reach..<centre.i + reach + 1).clamped(to: box.i)
            for n in row + range.lowerBound..<row + range.upperBound { counts[Int(all[n]) &+ 32768] &+= 1 }
            total += range.count
          }
        }
      }
    }
  }

  private func slots(of range: ClosedRange<Double>) -> ClosedRange<Int>? {
    rescale.samples(in: range).map { Int($0.lowerBound) + 32768...Int($0.upperBound) + 32768 }
  }

  /// The part of all whose values lie in `range`, HU.
  func share(in range: ClosedRange<Double>) -> Double {
    slots(of: range).map { Double(counts[$0].reduce(0, +)) / Double(max(total, 1)) } ?? 0
  }

  /// The median of the values in `range`, HU; nil when they are less than `share` of all.
  func median(in range: ClosedRange<Double>, share: Double) -> Double? {
    guard let slots = slots(of: range) else { return nil }
    let n = counts[slots].reduce(0, +)
    guard n > 0, Double(n) >= share * Double(total) else { return nil }
    var seen = 0
    for slot in slots {
      seen += counts[slot]
      if 2 * seen >= n { return rescale.value(Int16(clamping: slot - 32768)) }
    }
    return nil
  }
}
