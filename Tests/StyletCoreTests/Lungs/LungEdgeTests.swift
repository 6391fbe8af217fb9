import StyletCore
import Testing

@testable import StyletDetection
@testable import StyletImaging

/// What a picture cuts, on small volumes with known parts.
@Suite struct LungEdgeTests {
  /// A strip of lung at the edge of a picture that is cut between the lungs, as wide as a bronchus and with tissue
  /// around: it is no bronchus, and the other lung's. A tube of gas alone that comes in over that edge is one.
  @Test func whatThePictureCutsIsARim() throws {
    func isRim(_ v: VoxelIndex) -> Bool { v.i < 4 && (20..<25).contains(v.j) && (4..<20).contains(v.k) }
    func isLumen(_ v: VoxelIndex) -> Bool { v.i < 8 && (32..<37).contains(v.j) && (10..<14).contains(v.k) }
    func isLung(_ v: VoxelIndex) -> Bool {
      (14..<44).contains(v.i) && (10..<44).contains(v.j) && (2..<22).contains(v.k)
    }
    let scan = try LungAirTests.scan(60, 54, 24) { v in
      if v.i >= 54 || !(4..<50).contains(v.j) { return -1000 }
      return isLumen(v) ? -925 : isRim(v) || isLung(v) ? -850 : 40
    }
    let l = scan.lattice, air = LungAir(scan)
    #expect(air.body.cutSide == -1)
    func voxel(_ n: Int) -> VoxelIndex { VoxelIndex(n % l.nx, n / l.nx % l.ny, n / l.plane) }
    func all(_ isIn: (VoxelIndex) -> Bool) -> [Int] { (0..<l.count).filter { isIn(voxel($0)) } }
    var lumen = [UInt8](repeating: 0, count: l.count)
    LungBronchi(scan, air).addEntries(to: &lumen)
    LungBronchi(scan, air).follow(&lumen)
    #expect(all { lumen[l.at($0.i, $0.j, $0.k)] != 0 } == all(isLumen))
    var lungs = [UInt8](repeating: 0, count: l.count)
    for v in all({ isRim($0) || isLung($0) }) { lungs[v] = 1 }
    // The midline is taken for the picture's edge: without the edge all is the left lung's.
    let middle = [Double](repeating: 0, count: l.nz)
    for (cutSide, rim) in [(-1, LungLabels.right), (nil, LungLabels.left)] {
      let sides = LungSides.divide(lungs, middle: middle, scan, shift: air.shift, cutSide: cutSide).sides
      #expect(all(isRim).allSatisfy { sides[$0] == rim })
      #expect(all(isLung).allSatisfy { sides[$0] == LungLabels.left })
    }
  }
}
