/// A box of voxels in cells of a few voxels each: coarse enough that rays go through it quickly, and about as long in
/// each direction, as far as voxels allow.
///
/// Cell coordinates are in cells from the box's corner: cell n covers n..<n + 1. They follow from the voxels' affine
/// alone, so that oblique and sheared grids lie where they do in the patient.
package struct CellGrid: Sendable {
  /// Voxels of a cell along i, j, k.
  package let factor: SIMD3<Int>
  /// The voxels that lie in it.
  package let box: VoxelBox
  /// Cells along i, j, k.
  package let size: SIMD3<Int>
  /// Cell coordinates → patient millimetres.
  package let affine: Affine

  /// - Parameters:
  ///   - box: not empty, in the grid.
  ///   - edge: mm of a cell that are asked for; cells are longer where there would be more than `most`.
  package init(_ grid: VoxelGrid, box: VoxelBox, edge: Double, most: Int = 3_000_000) {
    let spacing = grid.spacing
    func factors(_ edge: Double) -> SIMD3<Int> {
      var f = SIMD3<Int>(repeating: 1)
      for a in 0..<3 where spacing[a] > 0 { f[a] = Int(min(max((edge / spacing[a]).rounded(), 1), 4096)) }
      return f
    }
    func cells(_ f: SIMD3<Int>) -> SIMD3<Int> {
      SIMD3((box.i.count - 1) / f.x + 1, (box.j.count - 1) / f.y + 1, (box.k.count - 1) / f.z + 1)
    }
    var edge = edge
    var f = factors(edge), n = cells(f)
    while n.x * n.y * n.z > most, edge < 1e6 {
      edge *= 1.1
      f = factors(edge)
      n = cells(f)
    }
    (factor, size, self.box) = (f, n, box)
    let corner = SIMD3(Double(box.i.lowerBound), Double(box.j.lowerBound), Double(box.k.lowerBound)) - 0.5
    affine = Affine(
      grid.affine[0] * Double(f.x), grid.affine[1] * Double(f.y), grid.affine[2] * Double(f.z),
      origin: grid.affine.patient(of: corner))
  }

  package var count: Int { size.x * size.y * size.z }

  /// Whether rays can go through it in single precision: cells of an imaginable size that are not flat.
  package var isUsable: Bool {
    let edges = (0..<3).map { length(affine[$0]) }
    guard edges.allSatisfy({ $0 > 1e-4 && $0 < 1e6 }), corners.allSatisfy({ length($0) < 1e9 }) else { return false }
    return abs(affine.determinant) > 1e-4 * edges[0] * edges[1] * edges[2]
  }

  /// Voxels of a whole cell.
  package var voxels: Int { factor.x * factor.y * factor.z }
  /// The length of a cell's shortest edge, mm.
  package var edge: Double { min(length(affine[0]), length(affine[1]), length(affine[2])) }

  /// Cell coordinates of a place between voxels' middles, axis by axis.
  package func cell(ofVoxel v: SIMD3<Double>) -> SIMD3<Double> {
    let first = SIMD3(Double(box.i.lowerBound), Double(box.j.lowerBound), Double(box.k.lowerBound))
    return (v + 0.5 - first) / SIMD3(Double(factor.x), Double(factor.y), Double(factor.z))
  }

  /// The voxels of a range of cells along an axis, as far as the box reaches.
  package func voxels(_ n: Int, axis: Int) -> Range<Int> {
    let low = box[axis].lowerBound + n * factor[axis]
    return low..<min(low + factor[axis], box[axis].upperBound)
  }

  /// The way of a displacement in mm, in cells.
  package func cells(of d: PatientPoint) -> SIMD3<Double> { affine.index(of: affine.origin + d) }

  /// The middle of the box, mm.
  package var middle: PatientPoint {
    affine.patient(of: SIMD3(Double(size.x), Double(size.y), Double(size.z)) / 2)
  }

  /// mm across and down that the box takes from any side, as far as what is in it is rounder than a box.
  package var extent: (across: Double, down: Double) {
    let all = corners
    func span(_ axis: Int) -> Double { (all.map { $0[axis] }.max() ?? 0) - (all.map { $0[axis] }.min() ?? 0) }
    let (x, y, z) = (span(0), span(1), span(2))
    return (max(x, y), max(y, z))
  }

  /// The corners of the box, mm.
  package var corners: [PatientPoint] {
    (0..<8).map { n in
      affine.patient(
        of: SIMD3(n & 1 == 0 ? 0 : Double(size.x), n & 2 == 0 ? 0 : Double(size.y), n & 4 == 0 ? 0 : Double(size.z)))
    }
  }
}
