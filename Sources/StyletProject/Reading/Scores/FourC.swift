import StyletBase

extension ScoreFormula {
  /// ISARIC 4C Mortality, 0...21 points, with the published in-hospital mortality.
  static let fourC = ScoreFormula(
    "4c-mortality", source: "Knight, BMJ 2020",
    inputs: [
      Input("age", 0...120), Input("male", 0...1), Input("comorbidities", 0...20), Input("respiratory-rate", 0...100),
      Input("spo2", 0...100), Input("gcs", 3...15), Input("urea", 0...200), Input("crp", 0...2000),
    ],
    caveats: [
      words("reading.score.units"),
      words("reading.score.first-wave-uk"),
    ]
  ) { v in
    let age = steps(v["age"], [(50, 2), (60, 4), (70, 6), (80, 7)])
    let breathing = steps(v["respiratory-rate"], [(20, 1), (30, 2)])
    let oxygen: Double = v["spo2"] < 92 ? 2 : 0
    let mind: Double = v["gcs"] < 15 ? 2 : 0
    // up to 14 mmol/L is the middle group, beyond it the highest
    let urea: Double = v["urea"] > 14 ? 3 : v["urea"] >= 7 ? 1 : 0
    let crp = steps(v["crp"], [(50, 1), (100, 2)])
    let person = age + v["male"] + min(v["comorbidities"], 2)
    let points = person + breathing + oxygen + mind + urea + crp
    let at = Int(points.rounded())
    let detail =
      mortality.indices.contains(at - 1)
      ? words("reading.score.mortality", ["percent": NumberText.fixed(mortality[at - 1], 1)]) : nil
    return Result(points, detail: detail)
  }

  /// % for 1...21 points.
  private static let mortality = [
    0.3, 0.8, 2.3, 4.8, 7.5, 7.8, 11.7, 14.4, 19.2, 22.9, 26.9, 32.9, 40.1, 44.6, 51.6, 59.1, 66.1, 75.8, 77.4, 82.9,
    87.5,
  ]

  /// The points of the last step that begins at or below x; 0 below the first.
  package static func steps(_ x: Double, _ steps: [(from: Double, points: Double)]) -> Double {
    steps.last { $0.from <= x }?.points ?? 0
  }
}
