import StyletCore

/// What is said of the search for the lungs.
extension Say {
  static let findingLungs = "Finding the lungs:"
  static let lungsStep = "Lungs"
  static let noLungsFound = "No lungs were found on this scan"
  static let lungsAsBefore = "The lungs are as they were found before"

  static func lungsFound(_ report: LungReport) -> String {
    func mL(_ x: Double) -> String { "\(NumberText.fixed(x, 0)) mL" }
    let look = report.badges.map { ";  look: " + LungWords.text($0) }
    return "Proposed: right lung \(mL(report.right)), left lung \(mL(report.left))" + look.joined()
  }
}
