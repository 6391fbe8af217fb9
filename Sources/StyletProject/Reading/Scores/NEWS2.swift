import StyletBase

extension ScoreFormula {
  /// National Early Warning Score 2 with SpO2 scale 1, 0...20 points.
  static let news2 = ScoreFormula(
    "news2", source: "Royal College of Physicians 2017",
    inputs: [
      Input("respiratory-rate", 0...100), Input("spo2", 0...100), Input("oxygen", 0...100),
      Input("systolic", 0...400), Input("heart-rate", 0...400), Input("alert", 0...1), Input("temperature", 20...45),
    ], caveats: [words("reading.score.spo2-scale")]
  ) { v in
    // whole breaths and percents: between two of them the lower group counts
    let rate = steps(v["respiratory-rate"], [(0, 3), (9, 1), (12, 0), (21, 2), (25, 3)])
    let saturation = steps(v["spo2"], [(0, 3), (92, 2), (94, 1), (96, 0)])
    let oxygen: Double = v["oxygen"] > 0 ? 2 : 0
    let pressure = steps(v["systolic"], [(0, 3), (91, 2), (101, 1), (111, 0), (220, 3)])
    let pulse = steps(v["heart-rate"], [(0, 3), (41, 1), (51, 0), (91, 1), (111, 2), (131, 3)])
    let mind: Double = v["alert"] == 1 ? 0 : 3
    let tenths = (v["temperature"] * 10).rounded()
    let warmth = steps(tenths, [(0, 3), (351, 1), (361, 0), (381, 1), (391, 2)])
    return Result(rate + saturation + oxygen + pressure + pulse + mind + warmth)
  }
}
