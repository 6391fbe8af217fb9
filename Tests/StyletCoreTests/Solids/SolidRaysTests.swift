import StyletImaging
import Testing

@testable import StyletCore

/// Pictures of solids against projections that go voxel by voxel: from all six sides, for axes stored in any order and
/// direction. A mirror image is what this looks for.
@Suite struct SolidRaysTests {
  /// What is seen from a side: the patient's direction to the right and up on the picture, and away from the reader,
  /// as an atlas has them, axis (0 L, 1 P, 2 S) and sign. Written out, not worked out.
  static let atlas: [Viewpoint.Side: (right: (Int, Double), up: (Int, Double), away: (Int, Double))] = [
    .front: ((0, 1), (2, 1), (1, 1)), .back: ((0, -1), (2, 1), (1, -1)), .left: ((1, 1), (2, 1), (0, -1)),
    .right: ((1, -1), (2, 1), (0, 1)), .head: ((0, 1), (1, 1), (2, -1)), .feet: ((0, 1), (1, -1), (2, 1)),
  ]

  /// No axis and no diagonal turns it into itself: a bar with a foot, a spur and a far-off voxel, of three findings.
  static let voxels: [(VoxelIndex, UInt8)] =
    (2..<11).map { (VoxelIndex(4, 5, $0), 1) } + (5..<9).map { (VoxelIndex($0, 5, 2), 1) }
    + (6..<9).map { (VoxelIndex(4, $0, 9), 2) } + [(VoxelIndex(10, 9, 4), 3), (VoxelIndex(4, 2, 6), 3)]

  static func map(_ size: GridSize, _ voxels: [(VoxelIndex, UInt8)] = voxels) -> LabelMap {
    var map = LabelMap(size: size)
    map.apply(voxels.map { v, label in
      Run(k: v.k, j: v.j, i: v.i, count: 1, old: 0, new: label)
    })
    return map
  }

  /// Grids of cubes of 1 mm, stored in several orders and directions.
  static let grids: [VoxelGrid] = [
    ([1, 0, 0], [0, 1, 0], [0, 0, 1]), ([-1, 0, 0], [0, 1, 0], [0, 0, -1]), ([0, 0, -1], [-1, 0, 0], [0, 1, 0]),
    ([0, -1, 0], [0, 0, 1], [-1, 0, 0]),
  ].map { (a: PatientPoint, b: PatientPoint, c: PatientPoint) in
    func extent(_ v: PatientPoint) -> Int { v.x != 0 ? 14 : v.y != 0 ? 15 : 16 }
    return VoxelGrid(
      storedSize: GridSize(extent(a), extent(b), extent(c))!, storedAffine: Affine(a, b, c, origin: [7, -30, 12]))
  }

  /// The label of each sample, from the voxels alone: the nearest along the direction away.
  static func naive(_ side: Viewpoint.Side, _ grid: VoxelGrid, centre: PatientPoint, n: Int) -> [UInt8] {
    let (right, up, away) = atlas[side]!
    var labels = [UInt8](repeating: 0, count: n * n), depths = [Double](repeating: .infinity, count: n * n)
    for (v, label) in voxels {
      let d = grid.patient(of: v) - centre
      let x = Int((d[right.0] * right.1 + Double(n) / 2).rounded(.down))
      let y = Int((Double(n) / 2 - d[up.0] * up.1).rounded(.down))
      let depth = d[away.0] * away.1
      if depth < depths[y * n + x] { (labels[y * n + x], depths[y * n + x]) = (label, depth) }
    }
    return labels
  }

  @Test(arguments: Viewpoint.Side.allCases, grids) func eachSideIsSeenAsItIs(_ side: Viewpoint.Side, _ grid: VoxelGrid)
    throws
  {
    let scene = try #require(SolidScene(grid, lungs: nil, airway: 3, findings: Self.map(grid.size), edge: 0.5))
    // Samples' middles fall on voxels' middles.
    let centre = grid.patient(of: VoxelIndex(7, 7, 7)) + 0.5
    let n = 24
    let view = SolidView(Viewpoint(from: side), centre: centre, mmPerSample: 1, width: n, height: n)
    let seen = SolidRays().render(scene, view, grid: grid.size)
    #expect(seen.map(\.label) == Self.naive(side, grid, centre: centre, n: n))
    #expect(seen.allSatisfy { ($0.kind == .finding) == ($0.label != 0) })
  }

  /// From anywhere, on a grid that is turned, sheared and of voxels that are no cubes: each voxel's sample shows a
  /// finding, and no sample does that is further than a voxel from all of them.
  @Test func obliqueAndShearedGridsLieWhereTheyDo() throws {
    let grid = VoxelGrid(
      size: GridSize(14, 15, 16)!,
      affine: Affine([0.9, 0.2, -0.1], [-0.25, 1.1, 0.15], [0.3, 0.4, 1.6], origin: [-3, 20, 100]))
    let scene = try #require(SolidScene(grid, lungs: nil, airway: 3, findings: Self.map(grid.size), edge: 0.5))
    let centre = grid.patient(of: VoxelIndex(7, 7, 7))
    let n = 120, mm = 0.4
    for azimuth in stride(from: 0, to: 360, by: 35) {
      for elevation in [-90, -40, 0, 25, 90] {
        let viewpoint = Viewpoint(azimuth: azimuth, elevation: elevation)
        let view = SolidView(viewpoint, centre: centre, mmPerSample: mm, width: n, height: n)
        let seen = SolidRays().render(scene, view, grid: grid.size)
        let (right, up, away) = viewpoint.axes
        #expect(length(cross(right, up) + away) < 1e-9)
        let places = Self.voxels.map { v, _ in
          let d = grid.patient(of: v) - centre
          return SIMD2(dot(d, right) / mm + Double(n) / 2, Double(n) / 2 - dot(d, up) / mm)
        }
        for p in places { #expect(seen[Int(p.y) * n + Int(p.x)].kind == .finding, "\(azimuth) \(elevation)") }
        for (at, sample) in seen.enumerated() where sample.kind == .finding {
          let here = SIMD2(Double(at % n) + 0.5, Double(at / n) + 0.5)
          let nearest = places.map { (($0 - here) * ($0 - here)).sum().squareRoot() * mm }.min() ?? .infinity
          #expect(nearest < 1.6, "\(azimuth) \(elevation)")
        }
      }
    }
  }

  /// However coarse the picture: one voxel of a finding is not lost between rays.
  @Test(arguments: [1.0, 1.7, 2.9, 3.8]) func nothingDrawnIsLostBetweenRays(_ mm: Double) throws {
    let grid = VoxelGrid(size: GridSize(40, 40, 40)!, affine: Affine(spacing: [1, 1, 1]))
    for side in Viewpoint.Side.allCases {
      for v in [VoxelIndex(3, 17, 30), VoxelIndex(16, 15, 31), VoxelIndex(20, 20, 20)] {
        // Other voxels far off hold the box of cells open.
        let map = Self.map(grid.size, [(v, 2), (VoxelIndex(0, 0, 0), 1), (VoxelIndex(39, 39, 39), 1)])
        let scene = try #require(SolidScene(grid, lungs: nil, airway: 3, findings: map, edge: 0.5))
        let n = Int(60 / mm)
        let view = SolidView(
          Viewpoint(from: side), centre: [20, 20, 20], mmPerSample: mm, width: n, height: n)
        #expect(SolidRays().render(scene, view, grid: grid.size).contains { $0.label == 2 }, "\(side) \(v) \(mm)")
      }
    }
  }

  /// A ball of lung is a shell: clearer where it faces the reader than at its rim, and what lies in it shows.
  @Test func lungsAreAShell() throws {
    let grid = VoxelGrid(size: GridSize(48, 48, 48)!, affine: Affine(spacing: [1, 1, 1]))
    var lungs = LabelMap(size: grid.size)
    for k in 0..<48 {
      for j in 0..<48 {
        for i in 0..<48 where (i - 24) * (i - 24) + (j - 24) * (j - 24) + (k - 24) * (k - 24) < 400 {
          lungs.apply([Run(k: k, j: j, i: i, count: 1, old: 0, new: 1)])
        }
      }
    }
    let map = Self.map(grid.size, [(VoxelIndex(30, 24, 24), 5)])
    let scene = try #require(SolidScene(grid, lungs: lungs, airway: 3, findings: map, edge: 1))
    let view = SolidView(Viewpoint(from: .front), centre: [24.5, 24.5, 24.5], mmPerSample: 1, width: 48, height: 48)
    let seen = SolidRays().render(scene, view, grid: grid.size)
    func at(_ x: Int, _ y: Int) -> SolidSample { seen[y * 48 + x] }
    #expect(at(0, 0).kind == .nothing)
    #expect(at(24, 24).kind == .lung)
    #expect(at(6, 24).kind == .lung && at(6, 24).brightness > 2 * at(24, 24).brightness)
    #expect(at(29, 24).kind == .finding && at(29, 24).label == 5)
    var rays = SolidRays()
    rays.limits = [30]
    #expect(rays.render(scene, view, grid: grid.size).contains { $0.kind == .limit })
  }

  /// What lies before a cut is taken away, the scan shows on its face, and the rest stays.
  @Test func cutsTakeAwayWhatLiesBefore() throws {
    let size = GridSize(20, 20, 20)!
    let volume = try Volume(grid: VoxelGrid(size: size, affine: Affine(spacing: [1, 1, 1]))) { samples in
      for n in samples.indices { samples[n] = Int16(n % 20 * 10) }
    }
    let map = Self.map(size, [(VoxelIndex(5, 2, 5), 1), (VoxelIndex(5, 15, 5), 2), (VoxelIndex(12, 10, 12), 3)])
    let scene = try #require(SolidScene(volume.grid, lungs: nil, airway: 3, findings: map, edge: 0.5))
    var rays = SolidRays()
    func labels(_ side: Viewpoint.Side, _ cut: SolidView.Cut?) -> Set<UInt8> {
      let view = SolidView(
        Viewpoint(from: side), centre: [10, 10, 10], mmPerSample: 1, width: 24, height: 24, cut: cut)
      return Set(rays.render(scene, view, grid: size).map(\.label)).subtracting([0])
    }
    // The first hides the second.
    #expect(labels(.front, nil) == [1, 3])
    #expect(labels(.front, SolidView.Cut(.coronal, w: 8)) == [2, 3])
    #expect(labels(.back, SolidView.Cut(.coronal, w: 8)) == [1])
    #expect(labels(.head, SolidView.Cut(.axial, w: 8)) == [1, 2])
    #expect(labels(.feet, SolidView.Cut(.axial, w: 8)) == [3])
    #expect(labels(.left, SolidView.Cut(.sagittal, w: 8)) == [1, 2])
    rays.face = (volume, DisplayWindow(level: 95, width: 190))
    let view = SolidView(
      Viewpoint(from: .front), centre: [9.5, 9.5, 9.5], mmPerSample: 1, width: 20, height: 20,
      cut: SolidView.Cut(.coronal, w: 8))
    let seen = rays.render(scene, view, grid: size)
    // Brighter towards the patient's left, as the scan is: at the right.
    #expect(seen[10 * 20 + 6].kind == .face && seen[10 * 20 + 12].brightness > seen[10 * 20 + 6].brightness)
  }

  /// A stroke that is taken over leaves what a scene made anew has.
  @Test func strokesChangeTheScene() throws {
    let grid = Self.grids[0]
    var map = Self.map(grid.size)
    let scene = try #require(SolidScene(grid, lungs: nil, airway: 3, findings: map, edge: 2.2))
    let runs = [
      Run(k: 4, j: 9, i: 3, count: 6, old: 0, new: 4), Run(k: 9, j: 6, i: 4, count: 1, old: 2, new: 0),
      Run(k: 9, j: 7, i: 4, count: 1, old: 2, new: 1),
    ]
    map.apply(runs)
    let before = scene.version
    #expect(scene.update(runs, of: map))
    #expect(scene.version != before)
    let fresh = try #require(SolidScene(grid, lungs: nil, airway: 3, findings: map, edge: 2.2))
    let n = 40
    for side in Viewpoint.Side.allCases {
      let view = SolidView(Viewpoint(from: side), centre: [0, -20, 20], mmPerSample: 0.7, width: n, height: n)
      #expect(SolidRays().render(scene, view, grid: grid.size) == SolidRays().render(fresh, view, grid: grid.size))
    }
    // What lies beyond its cells needs a new one.
    let far = try #require(
      SolidScene(
        VoxelGrid(size: GridSize(64, 64, 64)!, affine: Affine(spacing: [1, 1, 1])), lungs: nil, airway: 3,
        findings: Self.map(GridSize(64, 64, 64)!)))
    #expect(!far.update([Run(k: 60, j: 60, i: 60, count: 1, old: 0, new: 1)], of: Self.map(GridSize(64, 64, 64)!)))
  }

  @Test func withoutLabelsThereIsNoScene() {
    let size = GridSize(8, 8, 8)!
    let grid = VoxelGrid(size: size, affine: Affine(spacing: [1, 1, 1]))
    #expect(SolidScene(grid, lungs: LabelMap(size: size), airway: 3, findings: LabelMap(size: size)) == nil)
    #expect(SolidScene(grid, lungs: nil, airway: 3, findings: LabelMap(size: size)) == nil)
  }

  @Test func lettersNameWhereDirectionsLead() {
    typealias V = Viewpoint
    let expected: [(V.Side, String, String)] = [
      (.front, "L", "S"), (.back, "R", "S"), (.left, "P", "S"), (.right, "A", "S"), (.head, "L", "P"), (.feet, "L", "A"),
    ]
    for (side, right, up) in expected {
      let axes = V(from: side).axes
      #expect(String(V.letters(towards: axes.right)) == right && String(V.letters(towards: axes.up)) == up)
      #expect(V(from: side).side == side)
    }
    #expect(V.letters(towards: V(azimuth: 40, elevation: 0).axes.right) == ["L", "P"])
    #expect(V(azimuth: 350, elevation: 80).turned(by: 20, up: 30) == V(azimuth: 10, elevation: 90))
    #expect(V(azimuth: 0, elevation: 0).turned(by: -5) == V(azimuth: 355, elevation: 0))
    #expect(V(azimuth: 45, elevation: 0).side == nil)
  }
}
