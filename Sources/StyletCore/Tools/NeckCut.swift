import StyletBase
import StyletImaging

/// Cuts off what hangs on a region by a thin neck: a vessel that runs into a nodule, the chest wall that it touches.
///
/// Opening by reconstruction from the seed's core: the region is eroded by half the neck's width; the part of it in
/// which the seed lies, or nearest to the seed, is its core; what of the region lies no farther from the core than
/// it was eroded (and half a voxel) comes back. Where the lesion around the seed is itself thinner than the neck, the
/// erosion is 0.6 of its half-width instead, so that a small lesion is not lost, as Kuhnigk et al., IEEE TMI 2006,
/// let the erosion follow the lesion. Distances are Euclidean, in mm. Cost: a few passes over the mask's box.
struct NeckCut {
  /// mm: what is thinner is cut off; 0 cuts nothing.
  let width: Double
  let seed: VoxelIndex
  let spacing: SIMD3<Double>

  /// Leaves of the voxels ``FloodBox/reached`` those that stay; the others become ``FloodBox/open``.
  /// - Returns: false when nobody waits for it any more.
  func cut(_ mask: inout FloodBox, work: CancellableWork?, progress: (Double) -> Void = { _ in }) -> Bool {
    guard width > 0 else { return true }
    let reached = FloodBox.reached
    func goOn(_ part: Double) -> Bool {
      progress(part)
      return work?.isCancelled != true
    }
    let states = mask.states
    let rest = mask.mask { $0 != reached }
    guard let depth = DistanceTransform(to: rest, spacing: spacing, isOutsideIn: true, work: work)?.squares,
      goOn(0.375)
    else { return false }
    let deepest = deepest(of: mask, depth)
    guard deepest > 0 else { return true }
    let erosion = min(width / 2, 0.6 * Double(deepest).squareRoot())
    let least = Float(erosion * erosion)
    guard let start = nearest(in: mask, where: { states[$0] == reached && depth[$0] > least }) else { return true }

    // 1 core, 2 the seed's core
    var core = FloodBox(box: mask.box, states: depth.indices.map { states[$0] == reached && depth[$0] > least ? 1 : 0 })
    guard core.flood(from: start, 1, to: 2, work: work) != nil, goOn(0.5) else { return false }
    let back = erosion + 0.5 * Self.finest(mask.box, spacing)
    guard
      let away = DistanceTransform(to: core.mask { $0 == 2 }, spacing: spacing, limit: back, work: work)?.squares,
      goOn(0.875)
    else { return false }
    let most = Float(back * back)
    // and only what hangs together with the core: nothing from across a gap
    for n in states.indices where states[n] == reached { mask.states[n] = away[n] <= most ? 5 : FloodBox.open }
    guard mask.flood(from: start, 5, to: reached, work: work) != nil else { return false }
    for n in states.indices where mask.states[n] == 5 { mask.states[n] = FloodBox.open }
    return goOn(1)
  }

  /// The finest spacing of the axes that the box has more than one voxel along.
  private static func finest(_ box: VoxelBox, _ spacing: SIMD3<Double>) -> Double {
    let used = [(box.i.count, spacing.x), (box.j.count, spacing.y), (box.k.count, spacing.z)].filter { $0.0 > 1 }
    return used.map(\.1).min() ?? 0
  }

  /// The greatest depth of the region, mm², within the neck's width of the seed.
  private func deepest(of mask: FloodBox, _ depth: [Float]) -> Float {
    var deepest: Float = 0
    for n in depth.indices where mask.states[n] == FloodBox.reached && depth[n] < .infinity {
      if depth[n] > deepest, squaredDistance(mask.box.voxel(at: n)) <= width * width { deepest = depth[n] }
    }
    return deepest
  }

  /// The voxel nearest to the seed, the first of those that are as near, within the neck's width of it.
  private func nearest(in mask: FloodBox, where belongs: (Int) -> Bool) -> Int? {
    var best: Int?
    var least = width * width
    for n in mask.states.indices where belongs(n) {
      let away = squaredDistance(mask.box.voxel(at: n))
      if away < least || best == nil && away == least { (best, least) = (n, away) }
    }
    return best
  }

  private func squaredDistance(_ v: VoxelIndex) -> Double {
    let d = SIMD3(Double(v.i - seed.i), Double(v.j - seed.j), Double(v.k - seed.k)) * spacing
    return (d * d).sum()
  }
}
