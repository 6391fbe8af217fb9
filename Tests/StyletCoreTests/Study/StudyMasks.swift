import StyletImaging

/// Masks for the tests of agreement.
enum StudyMasks {
  static let size = GridSize(16, 14, 12)!

  static func map(_ size: GridSize = size, _ label: UInt8 = 1, _ belongs: (Int, Int, Int) -> Bool) -> LabelMap {
    var map = LabelMap(size: size)
    map.apply(runs(size, label, belongs))
    return map
  }

  static func runs(_ size: GridSize, _ label: UInt8, _ belongs: (Int, Int, Int) -> Bool) -> [Run] {
    var runs: [Run] = []
    for k in 0..<size.k {
      for j in 0..<size.j {
        for i in 0..<size.i where belongs(i, j, k) { runs.append(Run(k: k, j: j, i: i, count: 1, old: 0, new: label)) }
      }
    }
    return runs
  }

  static func box(_ i: Range<Int>, _ j: Range<Int>, _ k: Range<Int>) -> LabelMap {
    map { i.contains($0) && j.contains($1) && k.contains($2) }
  }

  static func grid(_ spacing: SIMD3<Double>, _ size: GridSize = size) -> VoxelGrid {
    VoxelGrid(size: size, affine: Affine(spacing: spacing))
  }
}
