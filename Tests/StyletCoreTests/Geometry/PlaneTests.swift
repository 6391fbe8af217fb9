import StyletImaging
import Testing

@Suite struct PlaneTests {
  let size = GridSize(4, 5, 6)!

  @Test(arguments: Plane.allCases) func coordinatesAndBack(plane: Plane) {
    let extent = plane.size(of: size)
    #expect(extent.u * extent.v * extent.w == size.count)
    for x in size.voxels {
      let c = plane.coordinates(of: x, in: size)
      #expect((0..<extent.u).contains(c.u) && (0..<extent.v).contains(c.v) && (0..<extent.w).contains(c.w))
      #expect(plane.voxel(u: c.u, v: c.v, w: c.w, in: size) == x)
    }
  }

  /// A step along +u and +v goes where the letters say, in the patient.
  @Test(arguments: Plane.allCases) func lettersAgreeWithSteps(plane: Plane) {
    let toward: [Character: PatientPoint] = [
      "L": [1, 0, 0], "R": [-1, 0, 0], "P": [0, 1, 0], "A": [0, -1, 0], "S": [0, 0, 1], "I": [0, 0, -1],
    ]
    let grid = VoxelGrid(size: size, affine: Affine(spacing: [1, 1, 1]))
    func at(_ u: Int, _ v: Int) -> PatientPoint { grid.patient(of: plane.voxel(u: u, v: v, w: 2, in: size)) }
    #expect(at(2, 1) - at(1, 1) == toward[plane.letters.right])
    #expect(at(1, 1) - at(2, 1) == toward[plane.letters.left])
    #expect(at(1, 2) - at(1, 1) == toward[plane.letters.bottom])
    #expect(at(1, 1) - at(1, 2) == toward[plane.letters.top])
  }

  @Test func gridsThatDoNotMatchSayWhy() {
    let a = VoxelGrid(size: size, affine: Affine(spacing: [1, 1, 2]))
    #expect(a.mismatch(with: a) == nil)
    let near = VoxelGrid(size: size, affine: Affine(spacing: [1, 1, 2], origin: [0.05, 0, 0]))
    #expect(a.mismatch(with: near) == nil)
    for other in [
      VoxelGrid(size: GridSize(4, 5, 7)!, affine: a.affine),
      VoxelGrid(size: size, affine: Affine(spacing: [1, 1, 2], origin: [0, 0.2, 0])),
      VoxelGrid(size: size, affine: Affine(spacing: [1, 1, 2.1])),
      VoxelGrid(size: size, affine: Affine(spacing: [1, .nan, 2])),
      VoxelGrid(size: size, affine: Affine(spacing: [1, 1, 2], origin: [0, 0, .infinity])),
    ] {
      #expect(a.mismatch(with: other) != nil)
      #expect(other.mismatch(with: a) != nil)
    }
  }

  @Test func patientPositionsAndBack() {
    let grid = VoxelGrid(
      size: size, affine: Affine([0.8, 0.05, 0], [-0.05, 0.8, 0.1], [0, -0.2, 2], origin: [-10, 20, -30]))
    for x in size.voxels { #expect(grid.voxel(at: grid.patient(of: x)) == x) }
    #expect(grid.voxel(at: [1e300, 0, 0]) == nil)
    #expect(grid.voxel(at: [.nan, 0, 0]) == nil)
    #expect(grid.voxel(at: grid.affine.patient(of: [-0.6, 0, 0])) == nil)
    #expect(abs(grid.voxelVolume - (0.8 * (0.8 * 2 + 0.02) + 0.05 * 0.05 * 2)) < 1e-12)
    #expect(VoxelGrid(size: size, affine: Affine(spacing: [1, 1, 0])).voxel(at: [1, 1, 1]) == nil)
  }
}
