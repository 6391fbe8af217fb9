import StyletCore
import Testing

@testable import StyletDetection
@testable import StyletImaging

/// What air is by where it lies, on a drawn chest with known parts.
@Suite struct AirVerdictTests {
  /// A chest of 216 x 187 x 96 mm: two lungs, a spine, ribs before and beside the lungs, shoulder blades behind, and a
  /// space of gas 29 mm wide and 12 mm deep that begins at row `j`, 50 mm right of the spine and apart from all lung.
  private static func chest(gasFrom j: Int) throws -> (scan: CoarseScan, gas: VoxelIndex) {
    let scan = try LungAirTests.scan(90, 80, 40) { v in
      guard (3..<87).contains(v.i), (4..<76).contains(v.j) else { return -1000 }
      if (18..<30).contains(v.i), (j..<j + 5).contains(v.j), (18..<28).contains(v.k) { return -990 }
      if (40..<50).contains(v.i), (43..<53).contains(v.j) { return 400 }
      if v.j == 6 || (14..<32).contains(v.i) && v.j == 72 || (58..<76).contains(v.i) && v.j == 72 { return 400 }
      if v.i == 5 || v.i == 84, (6..<66).contains(v.j) { return 400 }
      let isLung = (9..<36).contains(v.i) || (54..<81).contains(v.i)
      return isLung && (10..<50).contains(v.j) && (4..<36).contains(v.k) ? Int16(-850 + (v.i * 7 + v.j * 5) % 23) : 40
    }
    return (scan, VoxelIndex(24, j + 2, 23))
  }

  /// High in the chest and aside nothing but lung holds gas; behind the spine it is air under a hollow back, that the
  /// shoulders and the couch shut in. It is no lung, and not known.
  @Test(arguments: [(54, AirVerdict.lung), (65, .unexplained)]) func gasUnderAHollowBack(j: Int, verdict: AirVerdict)
    throws
  {
    let (scan, place) = try Self.chest(gasFrom: j)
    let l = scan.lattice, air = LungAir(scan)
    try #require(air.body.hasCage && air.body.spine != nil && !air.body.isSpineInFront)
    var inside = [UInt8](repeating: 0, count: l.count)
    for v in 0..<l.count where scan.hu[v] < air.tissue && air.outside[v] == 0 { inside[v] = 1 }
    let pieces = AirPieces(inside, scan, air)
    let evidence = AirEvidence(pieces, scan, air, airways: [UInt8](repeating: 0, count: l.count))
    let verdicts = AirJudge(evidence, air).verdicts
    func told(_ v: VoxelIndex) -> AirVerdict? {
      let n = Int(pieces.owner[l.at(v.i, v.j, v.k)]) - 1
      return n >= 0 ? verdicts[n] : nil
    }
    #expect(told(place) == verdict)
    #expect(told(VoxelIndex(20, 30, 20)) == .lung && told(VoxelIndex(70, 30, 20)) == .lung)
  }
}
