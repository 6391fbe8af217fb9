import StyletImaging
import Testing

@Suite struct GridTests {
  /// Every one of the 48 axis orders of one oblique grid is brought to the same canonical grid and back.
  @Test func canonicalOrderAndTheWayBack() throws {
    let canonical = VoxelGrid(
      size: GridSize(5, 7, 3)!,
      affine: Affine([0.8, 0.05, 0], [-0.05, 0.8, 0.1], [0, -0.2, 2], origin: [-10, 20, -30]))
    for axes: SIMD3<Int> in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
      for flips in 0..<8 {
        let order = StorageOrder(axes: axes, flipped: [flips & 1, flips >> 1 & 1, flips >> 2])
        let grid = VoxelGrid(size: canonical.size, affine: canonical.affine, storage: order)
        let back = VoxelGrid(storedSize: grid.storedSize, storedAffine: grid.storedAffine)
        #expect(back.storage == order)
        #expect(back.size == canonical.size)
        #expect(canonical.mismatch(with: back, tolerance: 1e-9) == nil)
        let v = VoxelIndex(4, 2, 1)
        let s = order.stored(v, size: grid.size)
        let p = grid.storedAffine.patient(of: SIMD3(Double(s.x), Double(s.y), Double(s.z)))
        #expect(length(p - canonical.patient(of: v)) < 1e-9)
        #expect(order.mirrored(slice: s.z, of: grid.storedSize.k) == [v.i, v.j, v.k][order.sliceAxis])
        let (start, steps) = order.layout(storedSize: grid.storedSize)
        let dense = s.x + grid.storedSize.i * (s.y + grid.storedSize.j * s.z)
        #expect(start + v.i * steps.x + v.j * steps.y + v.k * steps.z == dense)
      }
    }
  }

  @Test func absurdSizesAreRefused() {
    #expect(GridSize(0, 1, 1) == nil)
    #expect(GridSize(-5, 4, 4) == nil)
    #expect(GridSize(1 << 20, 1 << 20, 1 << 20) == nil)
    #expect(GridSize(.max, .max, .max) == nil)
    #expect(GridSize(512, 512, 400) != nil)
  }
}
