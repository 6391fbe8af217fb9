import Testing

@testable import StyletCore
@testable import StyletImaging

/// Against numbers worked out by hand.
@Suite struct QuantitativeCTTests {
  private static let bins = HUBins(Rescale(slope: 1, intercept: -1024), in: -1024...3071)

  private func values(_ hu: [Double], voxelVolume: Double = 2000) throws -> QuantitativeCT.Values {
    let histogram = HUHistogram(Self.bins, counting: hu.map { Int16($0 + 1024) })
    return try #require(QuantitativeCT.Values(histogram, voxelVolume: voxelVolume))
  }

  private func near(_ a: Double?, _ b: Double) -> Bool { a.map { abs($0 - b) < 1e-9 } ?? false }

  /// Ten voxels of 2 mL, one on nearly every bound.
  @Test func tenVoxels() throws {
    let v = try values([-1000, -950, -910, -850, -600, -250, -100, 0, 50, 200])
    #expect(v.voxels == 10 && v.volume == 20)
    #expect(near(v.mean, -441) && near(v.sd * v.sd, 198_329))
    #expect(near(v.mass, 10.98))  // 5490 / 1000 · 2, of 200 HU as of 100
    #expect(near(v.gas, 9.32))  // 4660 / 1000 · 2, of the eight up to 0
    #expect(near(v.laa950, 20) && near(v.laa910, 30) && near(v.haa, 20))
    #expect(near(v.wellAerated, 30) && near(v.compromised, 40))
    #expect(near(v.perc15, -936) && near(v.density, 64))  // 0.15 · 9 = 1.35: from -950 to -910
    #expect(v.aeration.map(\.percent) == [30, 20, 10, 30])
  }

  @Test func moments() throws {
    let even = try values([-900, -800, -700])
    #expect(near(even.skewness, 0) && near(even.kurtosis, -1.5))
    let skew = try values([-900, -900, -900, -500])
    #expect(near(skew.mean, -800) && near(skew.sd * skew.sd, 30000))
    #expect(near(skew.skewness, 2 / 3.0.squareRoot()) && near(skew.kurtosis, 21.0 / 9 - 3))
    let one = try values([-800, -800])
    #expect(one.sd == 0 && one.skewness == nil && one.kurtosis == nil && one.perc15 == -800)
    #expect(QuantitativeCT.Values(HUHistogram(Self.bins), voxelVolume: 1) == nil)
  }

  /// Beyond the range it is as at its ends: padding of -2000 HU is -1024, metal is 3071.
  @Test func valuesAreClamped() throws {
    let bins = HUBins(.identity, in: -1024...3071)
    let histogram = HUHistogram(bins, counting: [-2000, -1500, -1024, 3071, 4000])
    let v = try #require(QuantitativeCT.Values(histogram, voxelVolume: 1000))
    #expect(near(v.mean, 614))
    #expect(near(v.mass, 2.2) && v.gas == 0 && near(v.laa950, 60))
    #expect(histogram.percentile(0) == -1024 && histogram.percentile(100) == 3071 && bins.count == 4098)
  }

  @Test func classesForAPicture() {
    let histogram = HUHistogram(Self.bins, counting: [-1000, -991, -990, -900, 100].map { Int16($0 + 1024) })
    #expect(histogram.classes(from: -1000, width: 10, count: 3) == [2, 1, 0])
    #expect(histogram.classes(from: -1024, width: 200, count: 6) == [4, 0, 0, 0, 0, 1])
    #expect(histogram.classes(from: 0, width: 10, count: 0) == [])
  }

  @Test(arguments: [
    Rescale(), Rescale(slope: -1), Rescale(slope: 0.25, intercept: -300.1), Rescale(slope: -7, intercept: 3),
  ])
  func bandsOfBins(rescale: Rescale) {
    let bins = HUBins(rescale, in: -1024...3071)
    for band in [
      HUBand(.closed(-600), .closed(-250)), HUBand(.open(-300), .open(50)), HUBand(.none, .closed(-950)),
      HUBand(.closed(-200), .none), HUBand(.closed(-2000), .closed(-1024)), HUBand(.closed(4000), .none), HUBand(),
    ] {
      let inside = bins.bins(in: band)
      for bin in 0..<bins.count { #expect(inside.contains(bin) == band.contains(bins.value(bin))) }
    }
  }

  // MARK: Badges

  private func badges(
    _ facts: AcquisitionFacts, spacing: Double = 1, lung: [Double] = [-800], litres: Double = 5
  ) throws -> [QuantitativeCT.Badge] {
    let lungs = try values(lung, voxelVolume: litres * 1e6 / Double(lung.count))
    return QuantitativeCT.Badge.all(
      facts, spacing: spacing, lungs: lungs, withoutLesion: lungs, standards: .standard)
  }

  @Test func badges() throws {
    let good = AcquisitionFacts(sliceThickness: 1.5, kernel: "B30f", contrast: false, kilovolts: 120)
    #expect(try badges(good) == [])
    #expect(try badges(.unknown) == [.kernelNotKnown, .contrastNotKnown, .kilovoltsNotKnown])
    let bad = AcquisitionFacts(sliceThickness: 5, kernel: "B70f", contrast: true, kilovolts: 100)
    #expect(try badges(bad) == [.thickSlices(5), .sharpKernel("B70f"), .contrast, .kilovolts(100)])
    // the distance between slices where nothing is said of their thickness
    var facts = good
    facts.sliceThickness = nil
    #expect(try badges(facts, spacing: 2.5) == [.slicesLowerLAA(2.5)])
    #expect(try badges(facts, spacing: 2.51) == [.thickSlices(2.51)])
    #expect(try badges(facts, spacing: 1.5) == [])
    #expect(try badges(good, litres: 2.5) == [] && badges(good, litres: 2.49) == [.smallVolume(2490)])
    // Some slices become HU otherwise than the others.
    var odd = good
    odd.oddRescales = 3
    #expect(try badges(odd) == [.rescaleDiffers(slices: 3)] && odd.valueBadges == [.rescaleDiffers(slices: 3)])
    #expect(good.valueBadges.isEmpty)
    // The file itself says that its values are something else.
    var other = good
    other.otherUnit = AcquisitionFacts.OtherUnit("US", slices: 3)
    #expect(try badges(other) == [.otherUnit("US", slices: 3)] && other.valueBadges == [.otherUnit("US", slices: 3)])
    let named = QuantitativeCT.Badge.otherUnit("US", slices: 3).named
    #expect(named.name == "other_unit" && named.value?.string == "US")
    // Air near 0 and water near 1000; the offset taken off twice; lungs that are all but airless.
    #expect(try badges(good, lung: [174, 300]) == [.notHU, .dense(237)])
    #expect(try badges(good, lung: [-1024, -1020]) == [.notHU])
    #expect(try badges(good, lung: [Double](repeating: 20, count: 99) + [-300]).first != .notHU)
    #expect(try badges(good, lung: [-650, -650]) == [] && badges(good, lung: [-650, -648]) == [.dense(-649)])
  }
}
