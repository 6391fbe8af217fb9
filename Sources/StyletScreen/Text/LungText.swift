import StyletCore

/// What is said of the lungs: searching, drawing, taking and exchanging them.
extension Say {
  static let findingLungs = "Finding the lungs:"
  static let lungsStep = "Lungs"
  static let noLungsFound = "No lungs were found on this scan"
  static let lungsAsBefore = "The lungs are as they were found before"

  static func lungsFound(_ report: LungReport) -> String {
    func mL(_ x: Double) -> String { "\(NumberText.fixed(x, 0)) mL" }
    return "Proposed: right lung \(mL(report.right)), left lung \(mL(report.left))"
      + (report.remarks.isEmpty ? "" : "; {lungs-remark-next} goes to what to look at")
  }

  // MARK: Drawing on them

  static func drawsOn(lungs: Bool) -> String {
    lungs
      ? "Drawing on the lungs: {finding 1} right, {finding 2} left, {finding 3} airways; all tools work; {draw-on} goes back to the findings"
      : "Drawing on the findings"
  }

  static func drawsOnLungsSoon(_ progress: Double) -> Failure {
    Failure(
      .usage, "The lungs are not found yet (\(Int(progress * 100)) %): nothing is drawn until they are",
      advice: "drawing on them begins then; Esc goes on with the findings")
  }

  static func lungsAwaited(_ progress: Double) -> Failure {
    Failure(.usage, "The lungs are not found yet (\(Int(progress * 100)) %)", advice: "try again in a moment")
  }

  static let onLungs = Failure(
    .usage, "This is for findings, and the lungs are drawn on", advice: "{draw-on} goes back")

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
    "Accepted the lungs on \(slices == 1 ? "1 slice" : "\(slices) slices"); {undo} undoes it"
  }

  // MARK: From a file

  static func lungsTaken(from source: String) -> String { "Lungs taken from \(source)" }
  static func lungsImported(_ source: String) -> String { lungsTaken(from: source) + "; {undo} undoes it" }

  /// What became of a mask that does not tell right from left, or has other values.
  static func lungsTaken(_ mask: LungMask) -> [String] {
    var words: [String] = []
    if let i = mask.divided {
      words.append("its one value was divided between right and left at sagittal slice \(i + 1): look there")
    }
    if !mask.leftOut.isEmpty {
      let values = mask.leftOut.map(String.init).joined(separator: ", ")
      words.append("left out the value\(mask.leftOut.count == 1 ? "" : "s") " + values)
    }
    return words
  }

  // MARK: Their list

  static func lungsTitle(_ e: DiseaseExtent?, _ record: LungRecord?) -> String { "Lungs, " + lungsState(e, record) }

  static let lungColumns: [ListColumn] = [
    ListColumn("", isNumber: false, width: 4), ListColumn("what", isNumber: false, width: 28),
    ListColumn("mL", width: 7), ListColumn("slices", width: 7), ListColumn("side", isNumber: false, width: 5),
  ]

  /// - Parameters:
  ///   - group: what kind of row it is, in a few letters.
  ///   - slices: base 0; nil for none.
  static func lungRow(
    _ group: String, _ what: String, _ millilitres: Double?, _ slices: ClosedRange<Int>?, _ side: LungSide?
  ) -> [String] {
    [
      group, what, millilitres.map { NumberText.fixed($0, $0 < 99.95 ? 1 : 0) } ?? "", slices.map(Say.slices) ?? "",
      side?.rawValue ?? "",
    ]
  }

  static let toLookAt = "look"
  static let seenRemark = "seen"
  static let seenIt = "seen, or not"
  static func remarkStep(_ isSeen: Bool) -> String { isSeen ? "Remark seen" : "Remark not seen" }
  static let noRemark = Failure(.usage, "No remark has been gone to", advice: "{lungs-remark-next} goes to the next")
  static let unknownStays = Failure(.usage, "The remark is of another version of the program, and stays as it is")
  static func remarkSeen(_ isSeen: Bool, left: Int) -> String {
    (isSeen ? "Seen" : "Not seen any more") + "; "
      + (left == 0 ? "no remark is left to look at" : "\(left) still to look at: {lungs-remark-next} goes on")
  }

  static let otherAir = "air"
  static let lungParts = "lung"
  static let zoneLimits = "zone"

  /// As shown, from 1: "152–168".
  static func slices(_ slices: ClosedRange<Int>) -> String {
    let (first, last) = (slices.lowerBound + 1, slices.upperBound + 1)
    return first == last ? "\(first)" : "\(first)–\(last)"
  }

  static func lungRemark(_ n: Int, of count: Int, _ words: String) -> String { "Remark \(n) of \(count): \(words)" }

  static func lungPart(_ part: Finding, _ mL: Double) -> String {
    "\(part.name): \(NumberText.fixed(mL, 0)) mL; the slice with most of it"
  }

  static func zoneEnds(_ zone: String) -> String { "the \(zone) zone's lowest slice" }

  static func zoneLimit(_ limit: LungZones.Limit, _ landmark: String, zone: String) -> String {
    "\(zoneEnds(zone)) is \(limit.k + 1): \(LungWords.source(limit, landmark: landmark))"
  }

  static let nothingToLookAt = "Nothing was remarked of the lungs"

  private static func lungsState(_ e: DiseaseExtent?, _ record: LungRecord?) -> String {
    let from =
      switch record?.source {
      case .automatic: "found by the program"
      case .imported: "imported" + (record?.file.map { " from \($0.escapedForTerminal)" } ?? "")
      case nil: "drawn"
      }
    if e?.lungsAreProposed == true { return from + ", proposed: :lungs-accept accepts them" }
    let reader = record?.accepted.last?.reader ?? ""
    return from + ", accepted by " + (reader.isEmpty ? "a reader" : reader.escapedForTerminal)
  }

  static func unknownBadge(_ name: String) -> String {
    "a remark of another version: \(name.escapedForTerminal)"
  }
}
