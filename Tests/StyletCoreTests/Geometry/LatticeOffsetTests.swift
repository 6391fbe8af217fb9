import StyletBase
import StyletCore
import StyletImaging
import TestSupport
import Testing

@Suite struct LatticeOffsetTests {
  /// Oblique and of unequal spacing, near the patient's axes.
  static let affine = Affine([0.7, 0.02, -0.01], [-0.03, 0.8, 0.1], [0.02, -0.2, 2.5], origin: [-110, -90, 300])
  static let scan = VoxelGrid(size: GridSize(9, 7, 6)!, affine: affine)
  static let orders: [StorageOrder] = [
    SIMD3(0, 1, 2), SIMD3(0, 2, 1), SIMD3(1, 0, 2), SIMD3(1, 2, 0), SIMD3(2, 0, 1), SIMD3(2, 1, 0),
  ].flatMap { axes in (0..<8).map { StorageOrder(axes: axes, flipped: SIMD3($0 & 1, $0 >> 1 & 1, $0 >> 2)) } }

  /// A grid of the scan's lattice, its first voxel at `at`.
  static func grid(_ at: SIMD3<Double>, _ size: GridSize, _ order: StorageOrder = .canonical) -> VoxelGrid {
    VoxelGrid(
      size: size,
      affine: Affine(affine[0], affine[1], affine[2], origin: affine.patient(of: at)), storage: order)
  }

  /// Labels that look different from every side.
  static func labels(_ size: GridSize) -> LabelMap {
    LabelLayer(size.voxels.map { UInt8(($0.i * 3 + $0.j * 5 + $0.k * 11) % 7) }, size: size).labels
  }

  /// A file states its own axes; canonical, all of them lie where they belong.
  @Test func croppedInEveryAxisOrder() throws {
    let size = GridSize(4, 3, 5)!, mask = Self.labels(size)
    for order in Self.orders {
      let stored = Self.grid([2, 3, 1], size, order)
      let read = VoxelGrid(storedSize: stored.storedSize, storedAffine: stored.storedAffine)
      #expect(try Self.scan.offset(of: read) == [2, 3, 1])
      let placed = try Self.scan.aligned(mask, of: read)
      let expected = Self.scan.size.voxels.map { mask[VoxelIndex($0.i - 2, $0.j - 3, $0.k - 1)] }
      #expect(placed.plain == expected, "\(order)")
    }
  }

  /// A larger grid, with labels at both ends of where the scan is.
  @Test func padded() throws {
    let size = GridSize(14, 12, 10)!, at = SIMD3(-3.0, -2, -4)
    let inside = Self.labels(Self.scan.size)
    let mask = LabelLayer(size.voxels.map { inside[VoxelIndex($0.i - 3, $0.j - 2, $0.k - 4)] }, size: size).labels
    #expect(try Self.scan.aligned(mask, of: Self.grid(at, size)).plain == inside.plain)
    var one = LabelLayer(mask.plain, size: size)
    var builder = EditBuilder(layer: one)
    builder.set(j: 0, k: 5, 1..<5, to: 1)
    builder.set(j: 3, k: 5, 0..<4, to: 2)
    one.apply(builder.edit(name: "", tool: "", origin: .manual)!)
    let failure = try #require(
      #expect(throws: Failure.self) { try Self.scan.aligned(one.labels, of: Self.grid(at, size)) })
    // four before the first row, and three of the four to the right of the scan
    #expect(failure.kind == .badData)
    #expect(failure.what.contains(": 7 labelled voxels lie outside"), "\(failure)")
  }

  @Test func sameGridIsNotCopied() throws {
    let mask = Self.labels(Self.scan.size)
    #expect(try Self.scan.offset(of: Self.scan) == .zero)
    #expect(try Self.scan.aligned(mask, of: Self.scan).plain == mask.plain)
  }

  /// Moves of every kind against a naive reference, with the count of what falls outside.
  @Test func movesAgainstAReference() {
    let size = GridSize(5, 4, 3)!, target = GridSize(4, 6, 2)!, mask = Self.labels(size)
    for x in -5...5 {
      for y in -4...6 {
        for z in -3...2 {
          let (labels, outside) = mask.moved(by: [x, y, z], onto: target)
          #expect(labels.plain == target.voxels.map { mask[VoxelIndex($0.i - x, $0.j - y, $0.k - z)] })
          let drawn = mask.plain.filter { $0 != 0 }.count
          #expect(outside == drawn - labels.plain.filter { $0 != 0 }.count)
        }
      }
    }
  }

  private func mismatch(_ other: VoxelGrid) -> LatticeMismatch? {
    do {
      _ = try Self.scan.offset(of: other)
      return nil
    } catch { return error }
  }

  @Test func whatDiffers() throws {
    let size = GridSize(4, 3, 5)!, a = Self.affine
    #expect(mismatch(Self.grid([1.09, 2, 0], size)) == nil)
    let off = try #require(mismatch(Self.grid([1.2, 2, 0], size)))
    #expect(off.aspect == .position)
    #expect(off.description.contains("1.2 x 2.0 x 0.0"), "\(off)")
    let coarse = VoxelGrid(size: size, affine: Affine(a[0], a[1], a[2] * 2, origin: a.origin))
    let spacing = try #require(mismatch(coarse))
    #expect(spacing.aspect == .spacing)
    #expect(spacing.description.contains("4x3x5") && spacing.description.contains("5.016"), "\(spacing)")
    let turned = VoxelGrid(size: size, affine: Affine(a[0] + [0, 0.05, 0], a[1], a[2], origin: a.origin))
    #expect(mismatch(turned)?.aspect == .direction)
    // Along an axis of one voxel nothing can differ.
    let flat = VoxelGrid(size: GridSize(4, 3, 1)!, affine: Affine(a[0], a[1], [0, 0, 7], origin: a.origin))
    #expect(mismatch(flat) == nil)
    // A spacing that is off by so little that the far end is still on its voxel.
    let near = VoxelGrid(size: size, affine: Affine(a[0] * 1.01, a[1], a[2], origin: a.origin))
    #expect(mismatch(near) == nil)
  }

  @Test func numbersThatAreNone() {
    let size = GridSize(2, 2, 2)!, a = Self.affine
    for bad in [Double.nan, .infinity, 1e300, -1e300] {
      #expect(mismatch(VoxelGrid(size: size, affine: Affine(a[0], a[1], a[2], origin: [0, bad, 0]))) != nil)
      #expect(mismatch(VoxelGrid(size: size, affine: Affine(a[0], [0, bad, 0], a[2], origin: a.origin))) != nil)
    }
  }
}
