import Glibc
import StyletBase

extension ScoreFormula {
  private static var firstWave: [String] {
    [
      words("reading.score.first-wave"), words("reading.score.other-pneumonias"),
    ]
  }

  /// The probability of a severe course from clinic, laboratory and the reported extent (0...1).
  ///
  /// z = −2.3138924 − 0.7158677·s + 0.6344742·E + 0.0238457·age + 0.5481827·male − 0.8337315·ln(0.001 + platelets)
  /// + 0.5606861·ln(0.001 + urea), s = −ln(101 − SpO2), p = 1/(1 + e^−z).
  static let scanCovIA = ScoreFormula(
    "scancovia-clinical-report", source: "Lassau, Nature Communications 2021",
    inputs: [
      Input("spo2", 0...100), Input("extent", 0...5), Input("age", 0...120), Input("male", 0...1),
      Input("platelets", 0...5000), Input("urea", 0...200),
    ], caveats: firstWave
  ) { v in
    let s = -log(101 - v["spo2"])
    let demography = 0.0238457 * v["age"] + 0.5481827 * v["male"]
    let blood = -0.8337315 * log(0.001 + v["platelets"]) + 0.5606861 * log(0.001 + v["urea"])
    return Result(logistic(-2.3138924 - 0.7158677 * s + 0.6344742 * v["extent"] + demography + blood))
  }

  /// The same from the radiologist's report alone. What "predominance" is, the source leaves open: without the reader's
  /// answer to it there is no number.
  static let scanCovIARadiologist = ScoreFormula(
    "scancovia-report", source: "Lassau, Nature Communications 2021",
    inputs: [
      Input("opacity", 0...1), Input("crazy-paving", 0...1), Input("consolidation", 0...1), Input("subpleural", 0...1),
      Input("predominance", 0...1), Input("extent", 0...5),
    ], caveats: firstWave + [words("reading.score.predominance")]
  ) { v in
    let pattern = -0.67385675 * v["opacity"] + 0.40283637 * v["crazy-paving"] - 0.0878739 * v["consolidation"]
    let place = -0.13998417 * v["subpleural"] - 0.45379975 * v["predominance"]
    return Result(logistic(-1.72478553 + pattern + place + 0.6869313 * v["extent"]))
  }

  private static func logistic(_ z: Double) -> Double { 1 / (1 + exp(-z)) }
}
