import TestSupport
import Testing

@testable import StyletDetection
@testable import StyletImaging

/// What is air of the lungs, of bronchi and of none, on small volumes with known parts.
@Suite struct LungAirTests {
  /// A scan of voxels of 2.4 mm, each as it will be on the coarse one.
  static func scan(_ nx: Int, _ ny: Int, _ nz: Int, hu: (VoxelIndex) -> Int16) throws -> CoarseScan {
    let size = try #require(GridSize(nx, ny, nz))
    let grid = VoxelGrid(size: size, affine: Affine(spacing: [2.4, 2.4, 2.4]))
    let volume = try Volume(grid: grid, rescale: .identity) { out in
      for (n, v) in size.voxels.enumerated() { out[n] = hu(v) }
    }
    let scan = try #require(try CoarseScan(volume, work: nil))
    try #require(scan.factor == SIMD3(1, 1, 1))
    return scan
  }

  /// Values below air's are padding where they reach the picture's edge; within a lung they are noise.
  @Test(arguments: [-1100, -2000, -3024]) func paddingReachesTheEdge(value: Int) throws {
    func padded(_ block: (i: Range<Int>, j: Range<Int>)) throws -> Int {
      let scan = try Self.scan(40, 30, 3) {
        block.i.contains($0.i) && block.j.contains($0.j) ? Int16(value) : Int16(-860 + ($0.i * 7 + $0.j * 5) % 23)
      }
      return scan.padding.reduce(0) { $0 + Int($1) }
    }
    #expect(try padded((10..<20, 10..<20)) == 0)
    #expect(try padded((1..<39, 1..<29)) == 0)
    #expect(try padded((0..<10, 10..<20)) == 3 * 100)
    #expect(try padded((30..<40, 10..<20)) == 3 * 100)
    #expect(try padded((10..<20, 0..<10)) == 3 * 100)
    #expect(try padded((10..<20, 20..<30)) == 3 * 100)
    // too few to be any
    #expect(try padded((0..<3, 10..<15)) == 0)
  }

  /// A bronchus goes down aslant through tissue and opens into lung: it is followed as far as tissue is around it.
  @Test func aBronchusIsFollowedThroughTheHilum() throws {
    func isLumen(_ v: VoxelIndex) -> Bool {
      let i = 30 - (28 - v.k) / 3
      return (i..<i + 4).contains(v.i) && (24..<28).contains(v.j)
    }
    func isBody(_ v: VoxelIndex) -> Bool { (6..<54).contains(v.i) && (6..<44).contains(v.j) }
    let scan = try Self.scan(60, 50, 34) { v in
      if !isBody(v) { return -1000 }
      if isLumen(v) { return -990 }
      // Below there is lung around it.
      return v.k < 12 && (10..<50).contains(v.i) && (10..<40).contains(v.j) ? -850 : 40
    }
    let l = scan.lattice, air = LungAir(scan)
    var lumen = [UInt8](repeating: 0, count: l.count)
    func voxel(_ n: Int) -> VoxelIndex { VoxelIndex(n % l.nx, n / l.nx % l.ny, n / l.plane) }
    for n in lumen.indices where voxel(n).k >= 28 && isLumen(voxel(n)) { lumen[n] = 1 }
    LungBronchi(scan, air).follow(&lumen)
    for n in lumen.indices {
      let v = voxel(n)
      if v.k > 12 { #expect((lumen[n] != 0) == isLumen(v), "\(v)") }
      if v.k < 11 { #expect(lumen[n] == 0, "\(v)") }
    }
    // Without anything to begin from, nothing is followed.
    var none = [UInt8](repeating: 0, count: l.count)
    LungBronchi(scan, air).follow(&none)
    #expect(!none.contains(1))
  }

  @Test func neighboursShareAFace() {
    for (nx, ny, nz) in [(1, 1, 1), (3, 1, 2), (2, 3, 4)] {
      let l = LungLattice(nx: nx, ny: ny, nz: nz, spacing: [1, 1, 1])
      let all = (0..<l.count).map { SIMD3($0 % nx, $0 / nx % ny, $0 / l.plane) }
      for v in 0..<l.count {
        var found: [Int] = []
        l.forEachNeighbour(of: v) { found.append($0) }
        let wanted = (0..<l.count).filter { n in
          let d = all[n] &- all[v]
          return (d &* d).wrappedSum() == 1
        }
        #expect(found.sorted() == wanted)
      }
    }
  }

  /// A wall as round as a barrel of 80 mm that lung touches but in a gap: it may bulge there by little.
  @Test func theWallBulgesLittleInAGap() {
    let count = LungWall.directions
    func limits(_ slices: Int, _ touches: (_ z: Int, _ d: Int) -> Bool) -> [Float] {
      let touch = (0..<slices * count).map { touches($0 / count, $0 % count) }
      return LungWallFilling.limits([Float](repeating: 80, count: slices * count), touch, slices: slices, rise: 5)
    }
    let inSlice = limits(1) { !(40..<48).contains($1) }
    #expect(inSlice.indices.allSatisfy { (40..<48).contains($0) == inSlice[$0].isFinite })
    let arc = 9 * LungWall.step * 80 * .pi / 180
    #expect(inSlice[40..<48].allSatisfy { abs($0 - (83 + arc * arc / 200)) < 0.01 })
    let upwards = limits(9) { z, _ in z < 2 || z > 6 }
    #expect(upwards[4 * count..<5 * count].allSatisfy { abs($0 - (83 + 30 * 30 / 200.0)) < 0.01 })
    // touched on one side alone, or nowhere
    #expect(limits(1) { $1 < 40 }.allSatisfy { $0 == .infinity })
    #expect(limits(4) { _, _ in false }.allSatisfy { $0 == .infinity })
  }

  /// A lung alone is hollow where heart and hilum are: a disc without a bite, and one with bites at both sides, tell
  /// nothing, nor do two lungs.
  @Test(arguments: [-1, 1]) func aLungAloneIsHollowAtTheMiddle(medial: Int) throws {
    let l = LungLattice(nx: 60, ny: 40, nz: 4, spacing: SIMD3(4, 4, 6))
    func lung(_ discs: [Int], _ bites: [Int]) -> [UInt8] {
      var mask = [UInt8](repeating: 0, count: l.count)
      for z in 0..<l.nz {
        for y in 0..<l.ny {
          for x in 0..<l.nx {
            let isIn = discs.contains { ($0 - x) * ($0 - x) + (20 - y) * (20 - y) < 150 }
            if isIn, !bites.contains(where: { ($0 - x) * ($0 - x) + (20 - y) * (20 - y) < 64 }) {
              mask[l.at(x, y, z)] = 1
            }
          }
        }
      }
      return mask
    }
    #expect(LungHollow.medial(lung([30], [30 + 12 * medial]), l) == medial)
    let one = lung([30], [30 + 12 * medial]), columns = one.indices.filter { one[$0] != 0 }.map { $0 % l.nx }
    let end = try #require(medial < 0 ? columns.min() : columns.max())
    #expect(LungHollow.middle(one, l) == Double(end + medial))
    #expect(LungHollow.medial(lung([30], []), l) == nil && LungHollow.medial(lung([30], [18, 42]), l) == nil)
    #expect(LungHollow.middle(lung([14, 44], [14 + 12, 44 - 12]), l) == nil)
    #expect(LungHollow.middle([UInt8](repeating: 0, count: l.count), l) == nil)
  }

  /// Dark lung that a flood gave to the stomach's gas is lung again where it is open to lung, and the gas is not;
  /// behind a wall nothing is.
  @Test(arguments: [true, false]) func darkLungBesideGasIsLung(isOpen: Bool) throws {
    func isBody(_ v: VoxelIndex) -> Bool { (4..<44).contains(v.i) && (4..<52).contains(v.j) }
    func isDeep(_ v: VoxelIndex) -> Bool { (10..<46).contains(v.j) && (4..<36).contains(v.k) }
    let scan = try Self.scan(48, 56, 40) { v in
      guard isBody(v) else { return -1000 }
      guard isDeep(v) else { return 40 }
      switch v.i {
      case 8..<19: return -860
      case 19: return isOpen ? -860 : 40
      case 20..<25: return -930
      case 25..<34: return -1000
      default: return 40
      }
    }
    let l = scan.lattice
    var lungs = [UInt8](repeating: 0, count: l.count), other = lungs
    for v in 0..<l.count where isDeep(VoxelIndex(v % l.nx, v / l.nx % l.ny, v / l.plane)) {
      let i = v % l.nx
      if (8..<(isOpen ? 20 : 19)).contains(i) { lungs[v] = 1 }
      if (20..<34).contains(i) { other[v] = 1 }
    }
    let before = lungs
    let size = try #require(GridSize(48, 56, 40))
    let volume = try Volume(grid: VoxelGrid(size: size, affine: Affine(spacing: [2.4, 2.4, 2.4]))) { _ in }
    LungFinder(volume, nil).returnDarkLung(to: &lungs, &other, scan, LungAir(scan))
    if !isOpen { #expect(lungs == before) }
    for i in 20..<34 {
      let v = l.at(i, 28, 20)
      #expect(lungs[v] == (isOpen && i < 23 ? 1 : 0) && lungs[v] + other[v] == 1, "\(i)")
    }
  }

  /// Two columns of gas before the spine: the one in front is the trachea, and the other the gullet, where they lie
  /// against each other; a dark place far in front is no trachea, and the gas before the spine no gullet.
  @Test(arguments: [(43, true), (24, false)]) func theGulletLiesAgainstTheTrachea(j: Int, isTrachea: Bool) throws {
    func isIn(_ v: VoxelIndex, _ j: Int, _ ks: Range<Int>) -> Bool {
      (v.i - 50) * (v.i - 50) + (v.j - j) * (v.j - j) < 13 && ks.contains(v.k)
    }
    let scan = try Self.scan(100, 90, 50) { v in
      if !(6..<94).contains(v.i) || !(6..<84).contains(v.j) { return -1000 }
      if (46..<55).contains(v.i), (62..<72).contains(v.j) { return 300 }
      if isIn(v, 54, 10..<50) || isIn(v, j, 14..<34) { return -990 }
      let isLung = (12..<36).contains(v.i) || (64..<88).contains(v.i)
      return isLung && (14..<70).contains(v.j) && v.k < 46 ? -850 : 40
    }
    let air = LungAir(scan), l = scan.lattice
    _ = try #require(air.body.spine)
    let airways = LungAirways(scan, air)
    #expect(airways.isFound)
    #expect((airways.mask[l.at(50, j, 24)] != 0) == isTrachea)
    #expect((airways.mask[l.at(50, 54, 40)] != 0) != isTrachea)
  }

  /// What is too thin for a piece is no lung's before the spine, where tubes lie, but far below the carina to the right
  /// of the gullet.
  @Test func thinAirBesideTheGullet() throws {
    let size = try #require(GridSize(100, 90, 60))
    let grid = VoxelGrid(size: size, affine: Affine(spacing: [2.4, 2.4, 2.4]))
    func isThin(_ v: VoxelIndex) -> Bool {
      (v.i == 44 || v.i == 52) && v.j == 54 && ((6..<14).contains(v.k) || (44..<52).contains(v.k))
    }
    let volume = try Volume(grid: grid, rescale: .identity) { out in
      for (n, v) in size.voxels.enumerated() {
        let isLung = (12..<36).contains(v.i) || (64..<88).contains(v.i)
        let isSpine = (46..<55).contains(v.i) && (62..<72).contains(v.j)
        let isBody = (6..<94).contains(v.i) && (6..<84).contains(v.j)
        let within: Int16 = isSpine ? 300 : isThin(v) ? -600 : 40
        let air = Int16(-860 + (v.i * 7 + v.j * 5 + v.k * 3) % 41)
        out[n] = !isBody ? -1000 : isLung && (14..<70).contains(v.j) && (2..<58).contains(v.k) ? air : within
      }
    }
    let scan = try #require(try CoarseScan(volume, work: nil)), l = scan.lattice, air = LungAir(scan)
    let spine = try #require(air.body.spine)
    try #require(abs(spine[30].x - 50) < 3)
    var airways = LungAirways(scan, air), finder = LungFinder(volume, nil)
    airways.carina = SIMD3(50, 50, 45)
    let found = finder.aerated(scan, air, airways), other = try #require(found).other
    for (i, k) in [(44, 10), (44, 48), (52, 10), (52, 48)] {
      #expect((other[l.at(i, 54, k)] != 0) == (i == 52 || k == 48), "\(i), \(k)")
    }
  }

  /// Air again behind a strip of tissue is lung, with the strip; not where the air is other gas or its rim, too thick a
  /// strip lies between, or there is next to nothing of it; nor fat, in whose noise lines are as dark.
  @Test(arguments: [
    ("strip", true), ("gas", false), ("far", false), ("little", false), ("fat", false), ("noise", false),
  ])
  func airBehindAStripOfTissue(what: String, isLung: Bool) throws {
    let end = what == "far" ? 40 : 33, ks = what == "little" ? 14..<15 : 4..<26
    func isIn(_ v: VoxelIndex) -> Bool { (10..<40).contains(v.j) && ks.contains(v.k) }
    let scan = try Self.scan(60, 50, 30) { v in
      if !(6..<54).contains(v.i) || !(6..<44).contains(v.j) { return -1000 }
      if (10..<31).contains(v.i), (10..<40).contains(v.j), (4..<26).contains(v.k) { return -850 }
      guard (end..<end + 2).contains(v.i), isIn(v), what != "little" || v.j < 12 else { return 40 }
      if what == "noise" { return v.i == end && v.j % 5 < 2 ? -285 : -40 }
      return what == "fat" ? -120 : -400
    }
    let l = scan.lattice, air = LungAir(scan)
    var lungs = [UInt8](repeating: 0, count: l.count), other = lungs
    for n in lungs.indices where scan.hu[n] == -850 { lungs[n] = 1 }
    if what == "gas" { for n in other.indices where scan.hu[n] == -400 { other[n] = 1 } }
    let before = lungs
    var airways = LungAirways(scan, air)
    airways.mask = [UInt8](repeating: 0, count: l.count)
    DenseGroundGlass.addStrips(to: &lungs, scan, air, airways, other: other)
    if !isLung { #expect(lungs == before) }
    for i in 31..<35 { #expect(lungs[l.at(i, 25, 15)] == (isLung ? 1 : 0), "\(i)") }
    // Nothing beyond, and no lung is lost.
    #expect(lungs[l.at(36, 25, 15)] == 0 && zip(before, lungs).allSatisfy { $0 <= $1 })
  }

  /// Voxels of half tissue and half padding look like lung and are outside; where lung goes on behind them they are
  /// not.
  @Test(arguments: [true, false]) func theRimOfPaddingIsOutside(isTissue: Bool) throws {
    func isCut(_ v: VoxelIndex) -> Bool { v.i < 20 }
    let scan = try Self.scan(60, 50, 4) { v in
      if isCut(v) { return -2000 }
      if v.i >= 54 || !(6..<44).contains(v.j) { return -1000 }
      if !isTissue, (12..<38).contains(v.j), v.i < 40 { return Int16(-860 + (v.i * 7 + v.j * 5) % 23) }
      return v.i == 20 ? -800 : 40
    }
    let l = scan.lattice, air = LungAir(scan)
    try #require(air.isPadding(l.at(19, 25, 2)))
    #expect(air.outside[l.at(20, 25, 2)] == (isTissue ? 1 : 0))
    #expect(air.outside[l.at(21, 25, 2)] == 0)
  }
}
