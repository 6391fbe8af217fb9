import Testing

@testable import StyletAgreement

/// Agreement of raters: published vectors and those of irrCAC 0.4.4, krippendorff 0.9.0, pingouin 0.6.1 and
/// scikit-learn; and each formula a second time, over all small tables.
@Suite struct RatingTests {
  private func isNear(_ a: Double?, _ b: Double) -> Bool { a.map { abs($0 - b) < 1e-4 } ?? false }

  /// Krippendorff's example: four observers, twelve units, some not rated.
  private static let krippendorff: RatingTable = {
    let n: Double? = nil
    let observers: [[Double?]] = [
      [1, 2, 3, 3, 2, 1, 4, 1, 2, n, n, n], [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, n, 3], [n, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, n],
      [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, n],
    ]
    return RatingTable((0..<12).map { unit in observers.map { $0[unit] } })
  }()

  /// Two raters who say yes together, first alone, second alone, no together.
  private static func two(_ both: Int, _ first: Int, _ second: Int, _ none: Int) -> RatingTable {
    RatingTable(
      [([1, 1], both), ([1, 0], first), ([0, 1], second), ([0, 0], none)].flatMap {
        [[Double?]](repeating: $0.0, count: $0.1)
      })
  }

  @Test func krippendorffsExample() {
    let table = Self.krippendorff
    #expect(isNear(table.alpha(.nominal), 0.743421) && isNear(table.alpha(.ordinal), 0.815388))
    #expect(isNear(table.alpha(.interval), 0.849107))
    #expect(isNear(table.gwet(), 0.77544) && isNear(table.gwet(.linear), 0.85874))
    #expect(isNear(table.gwet(.quadratic), 0.914))
    #expect(table.paired.count == 11 && !table.isComplete && table.icc2 == nil)
  }

  @Test func twoByTwo() {
    #expect(isNear(Self.two(85, 5, 5, 5).kappa(), 0.44444) && isNear(Self.two(85, 5, 5, 5).gwet(), 0.87805))
    #expect(isNear(Self.two(85, 5, 5, 5).alpha(.nominal), 0.44722) && Self.two(85, 5, 5, 5).percentAgreement == 0.9)
    #expect(isNear(Self.two(118, 5, 2, 0).kappa(), -0.02339) && isNear(Self.two(118, 5, 2, 0).gwet(), 0.94078))
    #expect(isNear(Self.two(118, 5, 2, 0).alpha(.nominal), -0.02469))
    #expect(isNear(Self.two(40, 9, 6, 45).kappa(), 0.69952) && isNear(Self.two(40, 9, 6, 45).gwet(), 0.70075))
  }

  /// Two raters with four ordered categories.
  private static let ordered = RatingTable(
    zip(
      [
        2, 3, 0, 3, 1, 2, 2, 1, 3, 0, 1, 1, 2, 1, 0, 0, 0, 0, 0, 3, 0, 2, 3, 0, 1, 1, 1, 3, 0, 3, 3, 3, 0, 1, 2, 1, 2,
        2, 2, 0,
      ],
      [
        3, 3, 1, 2, 1, 3, 1, 0, 3, 1, 0, 2, 2, 0, 0, 1, 1, 1, 0, 2, 1, 3, 3, 0, 0, 1, 1, 3, 1, 2, 3, 2, 0, 2, 1, 0, 1,
        1, 1, 1,
      ]
    ).map { [Double($0), Double($1)] })

  @Test func weightsOfOrderedCategories() {
    let table = Self.ordered
    #expect(isNear(table.kappa(), 0.097744) && isNear(table.kappa(.linear), 0.443299))
    #expect(isNear(table.kappa(.quadratic), 0.714286))
    #expect(isNear(table.gwet(), 0.10386) && isNear(table.gwet(.linear), 0.46959))
    #expect(isNear(table.gwet(.quadratic), 0.73877))
    #expect(isNear(table.alpha(.nominal), 0.09962) && isNear(table.alpha(.ordinal), 0.697077))
    #expect(isNear(table.alpha(.interval), 0.717818))
  }

  @Test func shroutAndFleiss() {
    let table = RatingTable([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]])
    #expect(isNear(table.icc1, 0.16574) && isNear(table.icc2, 0.28976))
    let other = RatingTable([
      [28.5, 25.6, 25.9], [22.6, 28, 24.9], [12.9, 10.1, 9.2], [23.3, 21.2, 21], [16.1, 13.4, 13.3], [20.2, 22.2, 19],
      [20, 21.5, 20], [6.3, 10.7, 5], [16.2, 16.8, 20], [17.7, 17.3, 15.7], [26.6, 24.5, 22.7], [14.1, 11.3, 11.8],
    ])
    #expect(isNear(other.icc1, 0.912810) && isNear(other.icc2, 0.913005))
  }

  /// What has no answer gives none: never 0, never 1.
  @Test func whatIsUndefinedGivesNothing() {
    let nothing = RatingTable([[nil, nil], [1, nil]])
    #expect(nothing.percentAgreement == nil && nothing.kappa() == nil && nothing.gwet() == nil)
    #expect(nothing.alpha(.nominal) == nil && nothing.icc1 == nil && nothing.icc2 == nil && BlandAltman(nothing) == nil)
    // All are one category: chance alone agrees as well.
    let same = RatingTable([[1, 1], [1, 1], [1, 1]])
    #expect(same.kappa() == nil && same.alpha(.nominal) == nil && same.gwet() == nil && same.icc1 == nil)
    #expect(same.percentAgreement == 1)
    // Where the scale has another one, AC1 is told.
    #expect(same.gwet(scale: [0, 1]) == 1)
    #expect(RatingTable([]).alpha(.interval) == nil)
  }

  /// Tables of four items, two raters and three categories, or not rated: by the confusion matrix and by pairs.
  @Test func everySmallTable() {
    let values: [Double?] = [0, 1, 2, nil]
    for code in 0..<65536 where code % 7 == 0 {
      let cells = (0..<8).map { (place: Int) -> Double? in values[(code >> (2 * place)) & 3] }
      let rows = stride(from: 0, to: 8, by: 2).map { Array(cells[$0..<$0 + 2]) }
      let table = RatingTable(rows)
      for weights in RatingTable.Weights.allCases {
        #expect(isSame(table.kappa(weights, scale: [0, 1, 2]), naiveKappa(table, weights)), "\(table.rows) \(weights)")
      }
      #expect(isSame(table.alpha(.interval), naiveAlpha(table)), "\(table.rows)")
      #expect(isSame(table.icc1, naiveICC(table)), "\(table.rows)")
    }
  }

  private func isSame(_ a: Double?, _ b: Double?) -> Bool {
    guard let a, let b else { return a == nil && b == nil }
    return abs(a - b) < 1e-9
  }

  private func naiveKappa(_ table: RatingTable, _ weights: RatingTable.Weights) -> Double? {
    let rows = table.rows.filter { !$0.contains(nil) }.map { [$0[0]!, $0[1]!] }
    guard !rows.isEmpty else { return nil }
    func disagreement(_ a: Double, _ b: Double) -> Double {
      switch weights {
      case .nominal: a == b ? 0 : 1
      case .linear: abs(a - b) / 2
      case .quadratic: (a - b) * (a - b) / 4
      }
    }
    var observed = 0.0, expected = 0.0
    for row in rows {
      observed += disagreement(row[0], row[1]) / Double(rows.count)
      for other in rows { expected += disagreement(row[0], other[1]) / Double(rows.count * rows.count) }
    }
    return expected < 1e-12 ? nil : 1 - observed / expected
  }

  /// Within items the squared differences of pairs, among all the same of any two ratings.
  private func naiveAlpha(_ table: RatingTable) -> Double? {
    let pairs = table.rows.filter { !$0.contains(nil) }.map { [$0[0]!, $0[1]!] }
    let all = pairs.flatMap { $0 }
    var observed = 0.0, expected = 0.0
    for pair in pairs { observed += (pair[0] - pair[1]) * (pair[0] - pair[1]) / Double(pairs.count) }
    for a in all.indices {
      for b in all.indices where a != b {
        expected += (all[a] - all[b]) * (all[a] - all[b]) / Double(all.count * (all.count - 1))
      }
    }
    return expected > 0 ? 1 - observed / expected : nil
  }

  /// For two ratings an item: Fisher's intraclass correlation by mean squares.
  private func naiveICC(_ table: RatingTable) -> Double? {
    let pairs = table.rows.filter { !$0.contains(nil) }.map { ($0[0]!, $0[1]!) }
    guard pairs.count >= 2 else { return nil }
    let n = Double(pairs.count), mean = pairs.reduce(0) { $0 + $1.0 + $1.1 } / (2 * n)
    let between = pairs.reduce(0) { $0 + 2 * (($1.0 + $1.1) / 2 - mean) * (($1.0 + $1.1) / 2 - mean) } / (n - 1)
    let within = pairs.reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) / 2 } / n
    return between + within > 0 ? (between - within) / (between + within) : nil
  }

  // MARK: Differences and intervals

  @Test func blandAndAltman() throws {
    let found = try #require(BlandAltman(RatingTable([[10, 8], [5, 6], [7, 7], [nil, 3], [12, 9]])))
    #expect(found.n == 4 && found.bias == 1 && isNear(found.deviation, 1.825742))
    #expect(isNear(found.limits.lowerBound, -2.578454) && isNear(found.limits.upperBound, 4.578454))
  }

  @Test func intervalsAreOfPatients() throws {
    let values = (0..<60).map { (n: Int) -> Double in Double(n % 7) + Double(n) / 1000 }
    @Sendable func mean(_ items: [Int]) -> Double? {
      let sum: Double = items.reduce(0) { $0 + values[$1] }
      return sum / Double(items.count)
    }
    let draws = Bootstrap(seed: 5)
    let alone = try #require(draws.interval(patients: Array(0..<60), mean))
    #expect(draws.interval(patients: Array(0..<60), mean) == alone, "the same seed")
    #expect(Bootstrap(seed: 6).interval(patients: Array(0..<60), mean) != alone)
    // About two standard errors to either side.
    let wanted: Double = 8 / Double(60).squareRoot()
    #expect(abs(alone.upperBound - alone.lowerBound - wanted) < 0.15, "\(alone)")
    // Six items a patient say less than six patients would: those who are alike within a patient.
    let patients = (0..<60).map { (n: Int) -> Int in n % 7 + (n / 30) * 7 }
    let alike = try #require(draws.interval(patients: patients, mean))
    #expect(alike.upperBound - alike.lowerBound > 1.5 * (alone.upperBound - alone.lowerBound))
    #expect(draws.interval(patients: (0..<60).map { $0 % 9 }, mean) == nil, "nine patients")
    #expect(draws.interval(patients: Array(0..<60)) { $0[0] < 10 ? nil : 1 } == nil, "one draw in six gives nothing")
  }
}
