import StyletBase

extension ScoreFormula {
  /// Coronary calcium by eye: four arteries of 0...3 points each, 0...12.
  static let shemesh = ScoreFormula(
    "shemesh", source: "Shemesh, Radiology 2010", inputs: [Input("arteries", 0...3, count: 4)],
    caveats: [words("reading.score.visual")]
  ) { Result($0.list("arteries").reduce(0, +)) }
}
