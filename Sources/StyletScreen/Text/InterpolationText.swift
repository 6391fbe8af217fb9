import StyletBase

extension Sentence {
  static var nothingToInterpolate: Failure {
    Failure(
      .usage, words("say.nothing-to-interpolate"), advice: words("say.nothing-to-interpolate-advice"))
  }

  static func nothingToAccept(_ finding: String) -> String { words("say.nothing-to-accept", ["finding": finding]) }

  static func lockedNothingAccepted(_ finding: String) -> Failure {
    Failure(
      .usage, words("say.locked-nothing-accepted", ["finding": finding]),
      advice: words("say.locked-nothing-accepted-advice", ["finding": finding]))
  }

  static func accepted(_ finding: String, slices: Int) -> String {
    words("say.interpolation-accepted", ["finding": finding, "n": slices])
  }
}

extension PanelText {
  /// In the status line, where the finding chosen is on the cursor's axial slice by interpolation.
  static var interpolated: String { words("panel.interpolated") }
  /// In the panel, in place of the pen that is up.
  static func interpolated(_ slices: Int) -> String { words("panel.interpolated-slices", ["n": slices]) }
}
