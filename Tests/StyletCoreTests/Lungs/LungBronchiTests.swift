import Testing

@testable import StyletDetection
@testable import StyletImaging

/// Lumens that are followed from known airways, in a block of tissue.
@Suite struct LungBronchiTests {
  /// Below a lumen of the airways that is known lies another of so many blocks of 2.4 mm across and so dense: of gas
  /// alone it may be broad; as dense as lung, as behind a smooth kernel and in thick slices, only narrow.
  @Test(arguments: [(4, -920, true), (4, -700, true), (9, -920, true), (9, -700, false), (4, -600, false)])
  func aBlurredLumenIsFollowedWhereItIsNarrow(wide: Int, hu: Int, isFollowed: Bool) throws {
    let scan = try LungAirTests.scan(50, 46, 16) { v in
      guard (3..<47).contains(v.i), (3..<43).contains(v.j) else { return -1000 }
      if (12..<16).contains(v.k), (20..<24).contains(v.i), (18..<22).contains(v.j) { return -1000 }
      // Lung on one side, so that air and tissue are told.
      if (5..<14).contains(v.i), (8..<38).contains(v.j) { return -850 }
      let isBelow = (6..<12).contains(v.k) && (20..<20 + wide).contains(v.i) && (18..<18 + wide).contains(v.j)
      return isBelow ? Int16(hu) : 40
    }
    let l = scan.lattice, air = LungAir(scan)
    var lumen = [UInt8](repeating: 0, count: l.count)
    for z in 12..<16 { for y in 18..<22 { for x in 20..<24 { lumen[l.at(x, y, z)] = 1 } } }
    LungBronchi(scan, air).follow(&lumen)
    #expect((lumen[l.at(21, 20, 7)] != 0) == isFollowed)
    #expect(lumen[l.at(9, 20, 7)] == 0)
  }
}
