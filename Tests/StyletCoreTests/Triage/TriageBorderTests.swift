import StyletBase
import StyletTexts
import Testing

@testable import StyletTriage

/// Every row of the rule's text at its borders, held against a reading of the text that shares nothing with the
/// program's own; and amounts of doubt.
@Suite struct TriageBorderTests {
  /// What is known of a patient and a scan, by the names of the rule's text; yes is 1.
  private typealias Known = [String: Double]

  /// Rows of the text as they stand there: tier and conditions.
  private static let rows: [(tier: Int, asks: [(name: String, bound: Double)])] = CarriedText.triageRule
    .split(separator: "\n").compactMap { line -> (tier: Int, asks: [(name: String, bound: Double)])? in
      guard let found = line.firstMatch(of: /^\ *\{ tier = (\d), (.*) \},?$/) else { return nil }
      let asks = found.2.split(separator: ", ").map { ask -> (name: String, bound: Double) in
        let parts = ask.split(separator: " = ").map(String.init)
        return (name: parts[0], bound: parts[1] == "true" ? 1 : Double(parts[1])!)
      }
      return (Int(found.1)!, asks)
    }

  /// The value that just fits, and the one that just does not.
  private static func borders(_ name: String, _ bound: Double) -> (fits: Double, not: Double) {
    switch name {
    case "spo2_below": (bound - 0.1, bound)
    case "oxygen_above": (bound + 0.1, bound)
    case "consolidation_from": (bound, bound - 0.0001)
    case "oxygen_from", "respiratory_from", "age_from": (bound, bound - 0.1)
    default: (bound, bound - 1)
    }
  }

  /// What a value is called, whatever is asked of it.
  private static func own(_ name: String) -> String { String(name.split(separator: "_")[0]) }

  /// NEWS2's points of what is known here.
  private static func points(_ k: Known) -> Double? {
    var all: [Double] = []
    if let x = k["spo2"] { all.append(x < 92 ? 3 : x < 94 ? 2 : x < 96 ? 1 : 0) }
    if let x = k["oxygen"] { all.append(x > 0 ? 2 : 0) }
    if let x = k["respiratory"] { all.append(x < 9 ? 3 : x < 12 ? 1 : x < 21 ? 0 : x < 25 ? 2 : 3) }
    if let x = k["parameter"] { all.append(x) }
    return all.max()
  }

  private static func fits(_ ask: (name: String, bound: Double), _ k: Known) -> Bool {
    let name = own(ask.name)
    guard let value = name == "parameter" ? points(k) : k[name] else { return false }
    return ask.name == "spo2_below" ? value < ask.bound : ask.name == "oxygen_above" ? value > ask.bound : value >= ask.bound
  }

  private static func wanted(_ k: Known) -> Int? {
    rows.filter { row in row.asks.allSatisfy { fits($0, k) } }.map(\.tier).min()
  }

  private static func verdict(_ k: Known) -> TriageVerdict {
    var m = TriageMeasures(), c = ClinicalFields()
    let part = k["consolidation"] ?? 0.1
    (m.sfrClass, m.extent, m.lungs) = (k["extent"].map { Int($0) }, k["extent"].map { $0 * 15 }, 4000)
    (m.groundGlass, m.consolidation) = (1 - part, part)
    (c.spo2, c.oxygen, c.respiratoryRate, c.age) = (k["spo2"], k["oxygen"], k["respiratory"], k["age"])
    (c.comorbidities, c.givenNEWS2) = (k["comorbidities"], k["news2"].map { Int($0) })
    (c.isUrgent, c.isEmergency) = (k["urgent"] == 1, k["emergency"] == 1)
    // Heart rates of 0, 1, 2 and 3 points.
    c.heartRate = k["parameter"].map { [70, 91, 111, 131][Int($0)] }
    return TriageVerdict(.standard, measures: m, clinical: c, asked: nil)
  }

  private static func decides(_ verdict: TriageVerdict, _ row: Int) -> Bool {
    verdict.reasons.contains { if case .row(row, _) = $0 { true } else { false } }
  }

  @Test func eachRowFitsAtItsBordersAndNotBeyond() {
    #expect(Self.rows.count == TriageRule.standard.rows.count && Self.rows.count > 15)
    for (n, row) in Self.rows.enumerated() {
      var fitted: Known = ["extent": 0]
      for ask in row.asks { fitted[Self.own(ask.name)] = Self.borders(ask.name, ask.bound).fits }
      let verdict = Self.verdict(fitted)
      #expect(verdict.tier.number == Self.wanted(fitted) && verdict.rank == verdict.tier.number, "row \(n): \(verdict)")
      #expect(Self.decides(verdict, n) == (verdict.rank == row.tier), "row \(n): \(verdict)")
      for ask in row.asks {
        for other in [Self.borders(ask.name, ask.bound).not, nil] {
          var k = fitted
          k[Self.own(ask.name)] = other
          // Below the lowest class there is none, and of consolidation something is always known here.
          if k["extent"].map({ $0 < 0 }) ?? true { k["extent"] = nil }
          if ask.name == "consolidation_from", other == nil { continue }
          let verdict = Self.verdict(k)
          #expect(!Self.decides(verdict, n), "row \(n) without \(ask): \(verdict)")
          #expect(verdict.tier.number == Self.wanted(k) || verdict.tier == .px && (Self.wanted(k) ?? 9) >= 3, "\(k)")
        }
      }
    }
  }

  /// All borders of all rows, two by two, with each class of extent.
  @Test func twoBordersAtATime() {
    var borders: [(String, Double)] = []
    for ask in Self.rows.flatMap(\.asks) where ask.name != "extent_from" {
      let (fits, not) = Self.borders(ask.name, ask.bound)
      borders += [(Self.own(ask.name), fits), (Self.own(ask.name), not)]
    }
    var seen: Set<Int> = []
    for first in borders {
      for second in borders where second.0 != first.0 {
        for grade in 0...5 {
          let k = ["extent": Double(grade), first.0: first.1, second.0: second.1]
          let verdict = Self.verdict(k)
          #expect(verdict.tier.number == Self.wanted(k), "\(k): \(verdict)")
          seen.insert(verdict.rank)
        }
      }
    }
    #expect(seen == [1, 2, 3, 4, 5])
  }

  /// Tissue that was left out is a doubt where it is enough for another tier, and no doubt where it is not.
  @Test(arguments: [
    (0.0, 6.0, "p5"), (0, 19, "p5"), (0, 21, "px"), (14, 13, "p4"), (9.9, 8, "p4"), (24.8, 4, "p4"), (24.8, 12, "px"),
    (49, 200, "p3"),
  ])
  func amountsCountWhereTheyMatter(_ percent: Double, _ left: Double, _ tier: String) {
    var m = TriageMeasures()
    (m.lungs, m.groundGlass, m.extent, m.remarks) = (4000, 40 * percent, percent, ["doubtfulLung", "opaqueAgainstWall"])
    m.sfrClass = percent == 0 ? 0 : percent < 10 ? 1 : percent < 25 ? 2 : 3
    m.leftOut = ["doubtfulLung": left - 1, "opaqueAgainstWall": 1]
    let verdict = TriageVerdict(.standard, measures: m, clinical: nil, asked: nil)
    #expect(verdict.tier.rawValue == tier, "\(verdict)")
    // Of a remark without its amount nobody can say: it counts.
    m.leftOut["doubtfulLung"] = nil
    #expect(TriageVerdict(.standard, measures: m, clinical: nil, asked: nil).tier.rawValue == (percent < 25 ? "px" : tier))
    // A doubt without an amount stands beside it.
    (m.remarks, m.leftOut) = (m.remarks + ["cutAtTop"], ["doubtfulLung": 1, "opaqueAgainstWall": 1])
    let beside = TriageVerdict(.standard, measures: m, clinical: nil, asked: nil)
    #expect(beside.reasons.contains(.doubtful(["cutAtTop"])))
  }
}
