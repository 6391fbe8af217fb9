import Testing

@testable import StyletProject

/// Formulas against published vectors and sums made by hand, at both sides of each bound.
@Suite struct ScoreTests {
  private func value(_ id: String, _ inputs: [String: Double]) throws -> Double {
    let formula = try #require(ScoreFormula.named(id))
    guard case .value(let result) = formula.evaluate(inputs.mapValues(ScoreInput.number)) else { return .nan }
    return result.value
  }

  /// SpO2, extent, age, male, platelets, urea; the probability.
  private static let clinical: [[Double]] = [
    [98, 1, 45, 0, 250, 4.5, 0.02712], [95, 2, 62, 1, 208, 5.8, 0.23147], [88, 4, 75, 1, 150, 9.0, 0.81019],
    [90, 5, 80, 1, 140, 12, 0.90922],
  ]

  @Test(arguments: clinical) func scanCovIA(_ v: [Double]) throws {
    let inputs = ["spo2": v[0], "extent": v[1], "age": v[2], "male": v[3], "platelets": v[4], "urea": v[5]]
    let off = abs(try value("scancovia-clinical-report", inputs) - v[6])
    #expect(off < 5e-6)
  }

  /// Opacity, crazy paving, consolidation, subpleural, predominance, extent; the probability.
  private static let report: [[Double]] = [
    [1, 0, 0, 1, 1, 1, 0.09067], [1, 1, 1, 1, 0, 3, 0.45937], [1, 1, 1, 0, 0, 5, 0.79429],
  ]

  @Test(arguments: report) func scanCovIAReport(_ v: [Double]) throws {
    let inputs = [
      "opacity": v[0], "crazy-paving": v[1], "consolidation": v[2], "subpleural": v[3], "predominance": v[4],
      "extent": v[5],
    ]
    let off = abs(try value("scancovia-report", inputs) - v[6])
    #expect(off < 5e-6)
  }

  private static let well: [String: Double] = [
    "age": 30, "male": 0, "comorbidities": 0, "respiratory-rate": 15, "spo2": 97, "gcs": 15, "urea": 5, "crp": 10,
  ]

  private static let fourCSteps: [(String, Double, Double)] = [
    ("age", 49, 0), ("age", 50, 2), ("age", 59, 2), ("age", 60, 4), ("age", 69, 4), ("age", 70, 6), ("age", 79, 6),
    ("age", 80, 7), ("male", 1, 1), ("comorbidities", 1, 1), ("comorbidities", 2, 2), ("comorbidities", 5, 2),
    ("respiratory-rate", 19, 0), ("respiratory-rate", 20, 1), ("respiratory-rate", 29, 1), ("respiratory-rate", 30, 2),
    ("spo2", 92, 0), ("spo2", 91.9, 2), ("gcs", 14, 2), ("urea", 6.9, 0), ("urea", 7, 1), ("urea", 14, 1),
    ("urea", 14.1, 3), ("crp", 49, 0), ("crp", 50, 1), ("crp", 99, 1), ("crp", 100, 2),
  ]

  @Test(arguments: fourCSteps) func fourC(_ name: String, _ x: Double, _ points: Double) throws {
    var inputs = Self.well
    inputs[name] = x
    #expect(try value("4c-mortality", inputs) == points)
  }

  @Test func fourCSaysTheMortality() throws {
    let worst: [String: Double] = [
      "age": 85, "male": 1, "comorbidities": 3, "respiratory-rate": 35, "spo2": 80, "gcs": 10, "urea": 20, "crp": 200,
    ]
    let formula = try #require(ScoreFormula.named("4c-mortality"))
    #expect(
      formula.evaluate(worst.mapValues(ScoreInput.number))
        == .value(.init(21, detail: "in-hospital mortality 87.5 %")))
    #expect(formula.evaluate(Self.well.mapValues(ScoreInput.number)) == .value(.init(0)))
    var one = Self.well
    one["male"] = 1
    #expect(
      formula.evaluate(one.mapValues(ScoreInput.number)) == .value(.init(1, detail: "in-hospital mortality 0.3 %")))
  }

  private static let calm: [String: Double] = [
    "respiratory-rate": 15, "spo2": 98, "oxygen": 0, "systolic": 120, "heart-rate": 70, "alert": 1, "temperature": 37,
  ]

  private static let news2Steps: [(String, [(Double, Double)])] = [
    ("respiratory-rate", [(8, 3), (9, 1), (11, 1), (12, 0), (20, 0), (21, 2), (24, 2), (25, 3)]),
    ("spo2", [(91, 3), (92, 2), (93, 2), (94, 1), (95, 1), (96, 0)]), ("oxygen", [(0, 0), (2, 2)]),
    ("systolic", [(90, 3), (91, 2), (100, 2), (101, 1), (110, 1), (111, 0), (219, 0), (220, 3)]),
    ("heart-rate", [(40, 3), (41, 1), (50, 1), (51, 0), (90, 0), (91, 1), (110, 1), (111, 2), (130, 2), (131, 3)]),
    ("alert", [(1, 0), (0, 3)]),
    ("temperature", [(35, 3), (35.1, 1), (36, 1), (36.1, 0), (38, 0), (38.1, 1), (39, 1), (39.1, 2)]),
  ]

  @Test(arguments: news2Steps) func news2(_ name: String, _ steps: [(Double, Double)]) throws {
    for (x, points) in steps {
      var inputs = Self.calm
      inputs[name] = x
      #expect(try value("news2", inputs) == points, "\(name) \(x)")
    }
  }

  /// Formula, input, points, sum, and a point that no region can have.
  private static let sums: [(String, String, [Double], Double, Double)] = [
    ("pan-ctss-25", "lobes", [5, 4, 3, 2, 1], 15, 5.5), ("tss", "lobes", [4, 4, 0, 1, 2], 11, 5),
    ("shemesh", "arteries", [3, 2, 0, 1], 6, 4),
    ("yang-ct-ss", "regions", [0, 1, 2, 2, 2, 1, 0, 0, 1, 2, 2, 2, 2, 2, 0, 1, 1, 0, 2, 2], 25, 3),
  ]

  @Test(arguments: sums) func regionSums(
    _ id: String, _ name: String, _ points: [Double], _ sum: Double, _ tooMuch: Double
  ) throws {
    let formula = try #require(ScoreFormula.named(id))
    #expect(formula.evaluate([name: .list(points)]) == .value(.init(sum)))
    #expect(formula.evaluate([name: .list(Array(points.dropLast()))]) == .outOfRange([name]))
    #expect(formula.evaluate([name: .list([tooMuch] + points.dropFirst())]) == .outOfRange([name]))
    #expect(formula.evaluate([:]) == .missing([name]))
  }

  /// Each input that is missing alone leaves no number, and is named.
  @Test(arguments: ScoreFormula.all.map(\.id)) func nothingIsFilledIn(_ id: String) throws {
    let formula = try #require(ScoreFormula.named(id))
    var all: [String: ScoreInput] = [:]
    for input in formula.inputs {
      let low = input.range.lowerBound
      all[input.name] = input.isList ? .list(Array(repeating: low, count: input.count ?? 0)) : .number(low)
    }
    guard case .value = formula.evaluate(all) else {
      Issue.record("\(id) gives no number for its lowest inputs")
      return
    }
    for input in formula.inputs {
      var some = all
      some[input.name] = nil
      #expect(formula.evaluate(some) == .missing([input.name]))
      if !input.isList {
        some[input.name] = .number(input.range.upperBound + 1)
        #expect(formula.evaluate(some) == .outOfRange([input.name]))
      }
    }
    #expect(!formula.source.isEmpty && formula.version >= 1)
  }
}
