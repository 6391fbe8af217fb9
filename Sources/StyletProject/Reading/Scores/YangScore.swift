import StyletBase

extension ScoreFormula {
  /// CT-SS: twenty regions of 0...2 points each, 0...40: the 18 segments, of which the left apicoposterior and the left
  /// anteromedial basal one count as two each.
  static let yang = ScoreFormula(
    "yang-ct-ss", source: "Yang, Radiology: Cardiothoracic Imaging 2020", inputs: [Input("regions", 0...2, count: 20)],
    caveats: [words("reading.score.regions")]
  ) { Result($0.list("regions").reduce(0, +)) }
}
