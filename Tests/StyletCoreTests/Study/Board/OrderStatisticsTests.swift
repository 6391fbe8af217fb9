import Foundation
import TestSupport
import Testing

@testable import StyletAgreement
@testable import StyletStudy

/// Numbers of the coordinator's page against published ones.
@Suite struct OrderStatisticsTests {
  /// Newcombe, Stat Med 1998;17:857, table I, method 3 (score without correction).
  @Test(arguments: [
    (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718),
  ])
  func wilsonIsAsPublished(_ part: Int, _ of: Int, _ low: Double, _ high: Double) {
    let interval = StudyPrecision.interval(Double(part) / Double(of), of: of)
    #expect(abs(interval.lowerBound - low) < 6e-5 && abs(interval.upperBound - high) < 6e-5, "\(interval)")
  }

  /// Ranks of the table of the sign test, 5 % on two sides, one more than its critical values.
  @Test func medianRanksAreThoseOfTheSignTest() {
    let ranks = [
      1: nil, 5: nil, 6: 1, 8: 1, 9: 2, 10: 2, 12: 3, 15: 4, 20: 6, 25: 8, 30: 10, 40: 14, 50: 18, 100: 40,
    ]
    for (n, rank) in ranks { #expect(OrderStatistics.rank(n) == rank, "\(n)") }
    #expect(OrderStatistics.rank(0) == nil && (OrderStatistics.rank(10_000) ?? 0) == 4902)
    let values = (1...20).map(Double.init).shuffled()
    #expect(OrderStatistics(values).medianInterval == 6...15)
    #expect(OrderStatistics([1, 2, 3]).medianInterval == nil)
  }

  /// R's `quantile(x)` and NumPy's `percentile`, their standard definitions.
  @Test func quantilesAreThoseOfR() {
    let values = OrderStatistics([7, 1, 4, 2])
    #expect(values.median == 3 && values.quartiles == 1.75...4.75 && values.count == 4)
    #expect(OrderStatistics([]).median == nil && OrderStatistics([]).quartiles == nil)
    #expect(OrderStatistics([5]).quartiles == 5...5 && OrderStatistics([.nan, 5]).count == 1)
    #expect(values.quantile(0) == 1 && values.quantile(1) == 7 && values.quantile(9) == 7)
  }
}
