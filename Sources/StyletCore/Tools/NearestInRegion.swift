import StyletBase
import StyletImaging

extension FloodBox {
  /// Keeps of the voxels ``reached`` the `most` that are nearest to `seed` along the region: by the shortest way in mm
  /// over neighbours along the axes, from the region's voxel nearest to the seed. Of voxels as far away the one that
  /// was seen first is kept. The others become ``open``. Cost: n·log n of the voxels kept.
  mutating func keepNearest(_ most: Int, to seed: VoxelIndex, spacing: SIMD3<Double>, work: CancellableWork? = nil) {
    guard let start = nearestReached(to: seed, spacing: spacing) else { return }
    let (ni, nj, nk) = (box.i.count, box.j.count, box.k.count)
    let all = states.indices
    var kept = 0
    var queue = PathQueue()
    queue.push(cost: 0, Int32(truncatingIfNeeded: start))
    while kept < most, let (cost, next) = queue.pop() {
      let n = Int(next)
      guard states[n] == Self.reached else { continue }
      states[n] = 6
      kept &+= 1
      if kept & 0x3ff == 0, work?.isCancelled == true { return }
      let i = n % ni, j = n / ni % nj, k = n / (ni &* nj)
      func reach(_ m: Int, _ mm: Double) {
        if states[m] == Self.reached { queue.push(cost: cost + Float(mm), Int32(truncatingIfNeeded: m)) }
      }
      if i > 0 { reach(n &- 1, spacing.x) }
      if i < ni &- 1 { reach(n &+ 1, spacing.x) }
      if j > 0 { reach(n &- ni, spacing.y) }
      if j < nj &- 1 { reach(n &+ ni, spacing.y) }
      if k > 0 { reach(n &- ni &* nj, spacing.z) }
      if k < nk &- 1 { reach(n &+ ni &* nj, spacing.z) }
    }
    for n in all where states[n] == Self.reached { states[n] = Self.open }
    for n in all where states[n] == 6 { states[n] = Self.reached }
  }

  private func nearestReached(to seed: VoxelIndex, spacing: SIMD3<Double>) -> Int? {
    if box.contains(seed), states[box.offset(of: seed)] == Self.reached { return box.offset(of: seed) }
    var best: Int?
    var least = Double.infinity
    for n in states.indices where states[n] == Self.reached {
      let v = box.voxel(at: n)
      let d = SIMD3(Double(v.i - seed.i), Double(v.j - seed.j), Double(v.k - seed.k)) * spacing
      let away = (d * d).sum()
      if away < least { (best, least) = (n, away) }
    }
    return best
  }
}
