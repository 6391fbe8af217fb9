/// How the canonical axes lie in the stored file: the way back to the source grid.
///
/// Canonical axis `a` runs along stored axis `axes[a]`, backwards where `flipped[a]`.
public struct StorageOrder: Hashable, Sendable {
  public let axes: SIMD3<Int>
  public let flipped: SIMD3<Int>  // 0 or 1

  /// Stored as canonical.
  public static let canonical = StorageOrder(axes: [0, 1, 2], flipped: [0, 0, 0])

  /// - Parameters:
  ///   - axes: a permutation of 0, 1, 2.
  ///   - flipped: 1 where the canonical axis runs against the stored one, else 0.
  public init(axes: SIMD3<Int>, flipped: SIMD3<Int>) {
    precondition(Set([axes.x, axes.y, axes.z]) == [0, 1, 2], "axes must be a permutation")
    self.axes = axes
    self.flipped = flipped
  }

  public var isCanonical: Bool { self == .canonical }

  /// The order that brings a stored affine nearest to LPS: of the six permutations, the one whose direction
  /// cosines lie closest to the patient's axes, each flipped to point along +x, +y, +z. No resampling.
  public init(bringing affine: Affine) {
    let unit = (0..<3).map { affine[$0] / max(length(affine[$0]), .leastNormalMagnitude) }
    let permutations: [SIMD3<Int>] = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
    var best = permutations[0]
    var bestFit = -Double.infinity
    for p in permutations {
      let fit = abs(unit[p.x].x) + abs(unit[p.y].y) + abs(unit[p.z].z)
      if fit > bestFit + 1e-9 { (best, bestFit) = (p, fit) }
    }
    self.init(
      axes: best,
      flipped: [unit[best.x].x < 0 ? 1 : 0, unit[best.y].y < 0 ? 1 : 0, unit[best.z].z < 0 ? 1 : 0])
  }

  /// The canonical axis that runs along the slices as they are stored.
  public var sliceAxis: Int { (0..<3).first { axes[$0] == 2 } ?? 2 }

  /// The canonical index along ``sliceAxis`` of a stored slice, and the stored one of a canonical index.
  /// - Parameter count: how many slices there are.
  public func mirrored(slice: Int, of count: Int) -> Int { flipped[sliceAxis] == 1 ? count - 1 - slice : slice }

  /// The stored index (fastest axis first) of a canonical voxel in a canonical grid of `size`.
  public func stored(_ v: VoxelIndex, size: GridSize) -> SIMD3<Int> {
    var out = SIMD3<Int>()
    let c = SIMD3(v.i, v.j, v.k)
    for a in 0..<3 { out[axes[a]] = flipped[a] == 1 ? size[a] - 1 - c[a] : c[a] }
    return out
  }

  /// Where the canonical voxels lie in a stored, densely packed buffer: the offset of canonical (0, 0, 0)
  /// and the step of each canonical axis, in elements.
  public func layout(storedSize s: GridSize) -> (start: Int, steps: SIMD3<Int>) {
    let strides = [1, s.i, s.i * s.j]
    var start = 0
    var steps = SIMD3<Int>()
    for a in 0..<3 {
      let stride = strides[axes[a]]
      steps[a] = flipped[a] == 1 ? -stride : stride
      if flipped[a] == 1 { start += (s[axes[a]] - 1) * stride }
    }
    return (start, steps)
  }
}
