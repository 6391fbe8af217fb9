import StyletBase

extension ScoreFormula {
  /// TSS: five lobes of 0...4 points each, 0...20.
  static let totalSeverity = ScoreFormula(
    "tss", source: "Chung, Radiology 2020", inputs: [Input("lobes", 0...4, count: 5)],
    caveats: [words("reading.score.lobes")]
  ) { Result($0.list("lobes").reduce(0, +)) }
}
