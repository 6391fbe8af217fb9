import Testing

@testable import StyletAgreement

/// Numbers of published tables: Donner's, Gwet's and Bonett's formulas, Wilson's interval, the rule of three.
@Suite struct StudyPrecisionTests {
  @Test func kappa() {
    let table: [(prevalence: Double, cases: [Int])] = [
      (0.6, [1027, 819, 578]), (0.5, [984, 784, 554]), (0.3, [1181, 944, 666]), (0.1, [2820, 2276, 1603]),
      (0.05, [5386, 4361, 3069]),
    ]
    for (prevalence, cases) in table {
      let own = [0.6, 0.7, 0.8].map { StudyPrecision.cases(kappa: $0, prevalence: prevalence, halfWidth: 0.05) }
      #expect(own == cases, "prevalence \(prevalence)")
    }
    #expect(abs(StudyPrecision.halfWidth(kappa: 0.7, prevalence: 0.6, cases: 950) - 0.046) < 5e-4)
  }

  @Test func percentAgreement() {
    #expect(StudyPrecision.cases(agreement: 0.8, halfWidth: 0.03) == 683)
    #expect(StudyPrecision.cases(agreement: 0.9, halfWidth: 0.03) == 385)
    #expect(abs(StudyPrecision.halfWidth(agreement: 0.9, cases: 385) - 0.03) < 1e-4)
  }

  @Test func intraclassCorrelation() {
    let table: [(r: Double, k: Int, width: Double, cases: Int)] = [
      // Two readers with the correction: 5 r more than 50.8, 56.5, 222.9, 59.4.
      (0.8, 2, 0.2, 55), (0.9, 2, 0.1, 61), (0.9, 2, 0.05, 228), (0.95, 2, 0.05, 65), (0.9, 3, 0.05, 162),
    ]
    for (r, k, width, cases) in table {
      #expect(StudyPrecision.cases(correlation: r, readers: k, width: width) == cases)
      #expect(StudyPrecision.width(correlation: r, readers: k, cases: cases) <= width)
      #expect(StudyPrecision.width(correlation: r, readers: k, cases: cases - 1) > width)
    }
    #expect(StudyPrecision.width(correlation: 0.9, readers: 2, cases: 1) == .infinity)
  }

  @Test func diceAndLimitsOfAgreement() {
    #expect([0.01, 0.02, 0.03].map { StudyPrecision.cases(deviation: 0.1, halfWidth: $0) } == [385, 97, 43])
    #expect(abs(StudyPrecision.halfWidth(deviation: 0.1, cases: 385) - 0.01) < 1e-4)
    for (cases, half) in [(100, 0.34), (200, 0.24), (400, 0.17)] {
      #expect(abs(StudyPrecision.limitHalfWidth(deviation: 1, cases: cases) - half) < 5e-3)
    }
  }

  @Test func proportions() {
    for (cases, low, high) in [(20, 0.70, 0.97), (30, 0.74, 0.97), (50, 0.79, 0.96), (100, 0.83, 0.95)] {
      let interval = StudyPrecision.interval(0.9, of: cases)
      #expect(abs(interval.lowerBound - low) < 6e-3 && abs(interval.upperBound - high) < 6e-3, "\(cases)")
    }
    #expect(StudyPrecision.interval(0, of: 10).lowerBound < 1e-12 && StudyPrecision.interval(1, of: 0) == 0...1)
    #expect(StudyPrecision.bound(ofNoneIn: 299) < 0.01 && StudyPrecision.bound(ofNoneIn: 298) > 0.01)
    #expect(StudyPrecision.bound(ofNoneIn: 3000) < 0.001)
  }
}
