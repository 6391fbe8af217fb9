import StyletImaging

extension Volume {
  /// A small volume in which every voxel has its own value: a flip or a swap of axes shows in any plane.
  /// Sample = i + 20 j + 400 k.
  public static func asymmetric(
    _ i: Int = 11, _ j: Int = 7, _ k: Int = 5, spacing: SIMD3<Double> = [1, 1, 1]
  ) throws -> Volume {
    let size = GridSize(i, j, k)!
    return try Volume(grid: VoxelGrid(size: size, affine: Affine(spacing: spacing)), rescale: .identity) { out in
      for n in out.indices { out[n] = Int16(n % i + n / i % j * 20 + n / (i * j) * 400) }
    }
  }

  /// Lung (−850) with noise and vessels.
  /// - Parameter slices: the axial slices that have noise, all by default: a large volume costs only those.
  public static func noise(
    _ size: GridSize, spacing: SIMD3<Double>, seed: UInt64, slices: [Int]? = nil
  ) throws -> Volume {
    var random = SeededRandom(seed: seed)
    let grid = VoxelGrid(size: size, affine: Affine(spacing: spacing))
    return try Volume(grid: grid, rescale: Rescale(slope: 1, intercept: -850)) { out in
      for k in slices ?? Array(0..<size.k) {
        for n in k * size.i * size.j..<(k + 1) * size.i * size.j {
          let r = Int(truncatingIfNeeded: random.next() & 0xffff)
          out[n] = Int16(r & 63) + (r >> 6 < 40 ? 700 : 0)
        }
      }
    }
  }
}
