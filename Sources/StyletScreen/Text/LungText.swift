import StyletCore

/// What is said of the lungs: searching, drawing, taking and exchanging them.
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

  // MARK: Drawing on them

  static func drawsOn(lungs: Bool) -> String {
    lungs
      ? "Drawing on the lungs: s1 right, s2 left, s3 airways; all tools work; sl goes back to the findings"
      : "Drawing on the findings"
  }

  static func lungsAwaited(_ progress: Double) -> Failure {
    Failure(.usage, "The lungs are being looked for, \(Int(progress * 100)) %", advice: "try again in a moment")
  }

  static let onLungs = Failure(.usage, "This is for findings, and the lungs are drawn on", advice: "sl goes back")

  static func lungs(_ display: FindingsDisplay) -> String { "Lungs \(display.rawValue)" }

  static func outlines(shown: Bool, isKnown: Bool) -> String {
    guard isKnown else { return "The lungs are not known yet; they will be \(shown ? "outlined" : "hidden")" }
    return shown ? "Lungs and zones outlined" : "Lungs and zones hidden"
  }

  /// A step with the layer that it is of, where that is not the findings.
  static func name(of edit: Edit) -> String {
    edit.layer == LabelLayer.lungs && !edit.name.hasPrefix(lungsStep) ? "on the lungs: " + edit.name : edit.name
  }

  static let nothingToAcceptOfLungs = "No slice of the lungs waits for being accepted"

  static func lungsAccepted(slices: Int) -> String {
    "Accepted the lungs on \(slices == 1 ? "1 slice" : "\(slices) slices"); u takes it back"
  }

  // MARK: From a file

  static func lungsImported(_ source: String, _ mask: LungMask) -> String {
    var words = "Lungs taken from \(source)"
    if let i = mask.divided {
      words += "; its one value was divided between right and left at sagittal slice \(i + 1): look there"
    }
    if !mask.leftOut.isEmpty {
      words += "; left out the value\(mask.leftOut.count == 1 ? "" : "s") "
        + mask.leftOut.map(String.init).joined(separator: ", ")
    }
    return words
  }

  static let takesItBack = "; u takes it back"

  // MARK: Their page

  static let lungsTitle = "Lungs"
  static let toLookAt = "To look at"
  static let zonesTitle = "Zones"
  static func lungPart(_ part: Finding, _ mL: Double) -> String {
    part.name + String(repeating: " ", count: max(22 - part.name.count, 1))
      + NumberText.padded(NumberText.fixed(mL, 0), 6) + " mL"
  }

  static func zoneLimit(_ limit: LungZones.Limit, _ landmark: String) -> String {
    "slice \(limit.k + 1): \(LungWords.source(limit, landmark: landmark))"
  }

  static let nothingToLookAt = "nothing was remarked"

  static func lungsState(_ e: DiseaseExtent?, _ record: LungRecord?) -> String {
    let from =
      switch record?.source {
      case .automatic: "found by the program"
      case .imported: "imported" + (record?.file.map { " from \($0.escapedForTerminal)" } ?? "")
      case nil: "drawn"
      }
    return from + (e?.lungsAreProposed == true ? ", proposed: :lungs-accept takes them" : ", taken by a reader")
  }

  static func unknownBadge(_ name: String) -> String {
    "a remark of another version: \(name.escapedForTerminal)"
  }
}
