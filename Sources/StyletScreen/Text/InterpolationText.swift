import StyletCore

extension Say {
  static let nothingToInterpolate = Failure(
    .usage, "No axial slice lies between two that the finding is drawn on", advice: "draw it on two slices, some apart")

  static func nothingToAccept(_ finding: String) -> String { "No slice of \(finding) is interpolated and not accepted" }

  static func lockedNothingAccepted(_ finding: String) -> Failure {
    Failure(.usage, "\(finding) is locked", advice: "unlock it with :lock \(finding)")
  }

  static func accepted(_ finding: String, slices: Int) -> String {
    "\(finding): \(slices) interpolated slice\(slices == 1 ? "" : "s") accepted"
  }
}

extension PanelText {
  /// In the status line, where the finding chosen is on the cursor's axial slice by interpolation.
  static let interpolated = "interpolated"
  /// In the panel, in place of the pen that is up.
  static func interpolated(_ slices: Int) -> String { "\(slices) interpolated" }
}
