import StyletCore
import Testing

@Suite struct LungZonesTests {
  @Test func landmarksGiveTheLimits() {
    let z = LungZones.proposed(lungs: 10...109, carina: 70.4, rightDome: 30)
    #expect(z.carina == .init(k: 70, source: .automatic))
    #expect(z.veins == .init(k: 50, source: .proxy))
    #expect([9, 49, 50, 69, 70, 200].map(z.level(k:)) == [.lower, .lower, .middle, .middle, .upper, .upper])
    #expect(z.zone(lung: 1, k: 70) == 0 && z.zone(lung: 1, k: 69) == 1 && z.zone(lung: 1, k: 49) == 2)
    #expect(z.zone(lung: 2, k: 70) == 3 && z.zone(lung: 2, k: 50) == 4 && z.zone(lung: 2, k: 10) == 5)
    #expect(z.zone(lung: 0, k: 50) == nil && z.zone(lung: 3, k: 50) == nil)
  }

  @Test func thirdsWhereALandmarkIsMissing() {
    let none = LungZones.proposed(lungs: 10...99, carina: nil, rightDome: 30)
    #expect(none.carina == .init(k: 70, source: .thirds) && none.veins == .init(k: 40, source: .thirds))
    let cut = LungZones.proposed(lungs: 0...89, carina: 50, rightDome: nil)
    #expect(cut.carina == .init(k: 50, source: .automatic) && cut.veins == .init(k: 25, source: .thirds))
    // A landmark that lies outside the lungs, or under the other one, is none.
    #expect(LungZones.proposed(lungs: 0...89, carina: 95, rightDome: 20).carina == .init(k: 60, source: .thirds))
    #expect(LungZones.proposed(lungs: 0...89, carina: 40, rightDome: 45).veins.source == .thirds)
    let one = LungZones.proposed(lungs: 5...5, carina: nil, rightDome: nil)
    #expect(one.veins.k <= one.carina.k)
  }

  @Test func limitsNeverCross() {
    let z = LungZones(carina: .init(k: 20, source: .reader), veins: .init(k: 30, source: .reader))
    #expect(z.veins.k == 20 && z.level(k: 19) == .lower && z.level(k: 20) == .upper)
    #expect(z.veins.source == .thirds, "nobody has put them there")
  }
}
