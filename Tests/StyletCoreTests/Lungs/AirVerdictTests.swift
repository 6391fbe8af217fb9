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
    let told = try Self.told(scan)
    #expect(told(place) == verdict)
    #expect(told(VoxelIndex(20, 30, 20)) == .lung && told(VoxelIndex(70, 30, 20)) == .lung)
  }

  /// The verdict on the air at a place; nil where there is none.
  private static func told(_ scan: CoarseScan) throws -> (VoxelIndex) -> AirVerdict? {
    let l = scan.lattice, air = LungAir(scan), airways = [UInt8](repeating: 0, count: l.count)
    try #require(air.body.hasCage && air.body.spine != nil && !air.body.isSpineInFront)
    var inside = [UInt8](repeating: 0, count: l.count)
    for v in 0..<l.count where scan.hu[v] < air.tissue && air.outside[v] == 0 { inside[v] = 1 }
    let pieces = AirPieces(inside, scan, air, gullet: LungGullet.columns(scan, air, airways: airways))
    let verdicts = AirJudge(AirEvidence(pieces, scan, air, airways: airways), air).verdicts
    return { v in
      let n = Int(pieces.owner[l.at(v.i, v.j, v.k)]) - 1
      return n >= 0 ? verdicts[n] : nil
    }
  }

  /// Soft tissue with a spine and ribs, 216 x 187 x 96 mm, and in it what `air` says.
  private static func trunk(air: (VoxelIndex) -> Int16?) throws -> CoarseScan {
    try LungAirTests.scan(90, 80, 40) { v in
      guard (3..<87).contains(v.i), (4..<76).contains(v.j) else { return -1000 }
      if (40..<50).contains(v.i), (43..<53).contains(v.j) { return 400 }
      if v.j == 6 || (14..<32).contains(v.i) && v.j == 72 || (58..<76).contains(v.i) && v.j == 72 { return 400 }
      if v.i == 5 || v.i == 84, (6..<66).contains(v.j) { return 400 }
      return air(v) ?? 40
    }
  }

  /// A column of gas 7 mm wide before the spine, which is open to the left lung on three slices, is the gullet's.
  @Test func gasInTheGulletThatRunsIntoLung() throws {
    let scan = try Self.column(at: 45, slices: 8..<34)
    let told = try Self.told(scan)
    for k in [10, 17, 24, 32] { #expect(told(VoxelIndex(46, 35, k)) == .oesophagus) }
    #expect(told(VoxelIndex(20, 30, 20)) == .lung && told(VoxelIndex(70, 30, 20)) == .lung)
  }

  /// What is short, or lies aside, is no gullet.
  @Test(arguments: [(45, 8..<34, true), (45, 24..<32, false), (33, 8..<34, false)])
  func aColumnBeforeTheSpine(i: Int, slices: Range<Int>, isFound: Bool) throws {
    let scan = try Self.column(at: i, slices: slices), l = scan.lattice
    let found = LungGullet.columns(scan, LungAir(scan), airways: [UInt8](repeating: 0, count: l.count))
    #expect(found.contains(1) == isFound)
    #expect((found[l.at(i + 1, 35, slices.upperBound - 2)] == 1) == isFound)
  }

  /// Both lungs, and a column of gas before the spine that a bridge joins to the left one.
  private static func column(at i: Int, slices: Range<Int>) throws -> CoarseScan {
    try Self.trunk { v in
      let isLung = (9..<27).contains(v.i) || (54..<81).contains(v.i)
      if isLung, (10..<50).contains(v.j), (4..<36).contains(v.k) { return Int16(-850 + (v.i * 7 + v.j * 5) % 23) }
      guard (34..<37).contains(v.j) else { return nil }
      if (i..<i + 3).contains(v.i), slices.contains(v.k) { return -880 }
      return (i + 3..<54).contains(v.i) && (19..<22).contains(v.k) ? -840 : nil
    }
  }

  /// Foam without gas that lies under a raised left base, in front and apart from all lung: bowel where there is gas of
  /// the stomach beside it, and what is left of a lung else.
  @Test(arguments: [(true, AirVerdict.bowel), (false, .lung)]) func foamBesideBowel(hasGas: Bool, verdict: AirVerdict)
    throws
  {
    let scan = try Self.trunk { v in
      let isRight = (9..<36).contains(v.i) && v.k >= 4, isLeft = (54..<81).contains(v.i) && v.k >= 18
      if (10..<50).contains(v.j), v.k < 36, isRight || isLeft { return Int16(-850 + (v.i * 7 + v.j * 5) % 23) }
      guard (12..<24).contains(v.j), (4..<14).contains(v.k) else { return nil }
      if (58..<70).contains(v.i) { return hasGas ? -990 : nil }
      return (72..<80).contains(v.i) ? -600 : nil
    }
    let told = try Self.told(scan)
    #expect(told(VoxelIndex(76, 18, 9)) == verdict)
    #expect(told(VoxelIndex(64, 18, 9)) == (hasGas ? .stomach : nil))
    #expect(told(VoxelIndex(20, 30, 20)) == .lung && told(VoxelIndex(70, 30, 25)) == .lung)
  }
}
