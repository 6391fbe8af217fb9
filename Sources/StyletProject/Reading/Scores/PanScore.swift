import StyletBase

extension ScoreFormula {
  /// CTSS-25: five lobes of 0...5 points each, 0...25.
  static let pan = ScoreFormula(
    "pan-ctss-25", source: "Pan, Radiology 2020", inputs: [Input("lobes", 0...5, count: 5)],
    caveats: [words("reading.score.lobes")]
  ) { Result($0.list("lobes").reduce(0, +)) }
}
