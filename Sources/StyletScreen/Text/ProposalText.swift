import StyletCore

/// What is said of lesions that a program proposes.
extension Say {
  static let proposing = "Looking for lesions:"

  /// - Parameter part: 0 where the program that searches does not say how far it is. All of it is done when the result is
  ///   there.
  static func proposing(_ part: Double, seconds: Int) -> String {
    proposing + (part > 0 ? " \(min(Int(part * 100), 99)) %" : " \(seconds) s")
  }

  static let stoppingProposal = "The search ends"
  static let notProposing = "No search for lesions is under way"
  static let proposingStopped = Failure(.usage, "The search for lesions was stopped")
  static let proposalStep = "Proposal"
  static let nothingProposed = "Nothing to propose: no opacity was found in the lungs"
  static let proposalAsBefore = "The proposal is as before"
  static let noProposal = Failure(.usage, "Nothing is proposed", advice: ":propose looks for lesions")

  /// - Parameter part: 0 where the program that searches does not say how far it is.
  static func noProposalYet(_ part: Double) -> Failure {
    Failure(
      .usage, "The search for lesions goes on" + (part > 0 ? " (\(Int(part * 100)) %)" : ""),
      advice: "what it proposes comes when it ends; {propose-stop} stops it")
  }

  static let noProposalHere = Failure(
    .usage, "Nothing is proposed under the cursor",
    advice: "{proposal-next} goes to a proposed lesion, {proposal-list} lists them")
  static let proposalLocked = Failure(
    .usage, "What is proposed is of locked findings and stays proposed", advice: ":lock unlocks them")
  static let proposals = "Proposed lesions, the largest first"
  static let acceptIt = "accept"
  static let rejectIt = "reject"
  static let acceptAll = "accept all"

  static func noFindingToPropose(_ code: String) -> Failure {
    Failure(.usage, "The label table has no \(code)", advice: "proposals need findings of the codes GGO and CON")
  }

  static func noSegmenter(_ name: String) -> Failure { Failure(.usage, "There is no segmenter \(name)") }

  static func lungsFrom(_ source: String) -> String { "The lungs are those of \(source) now: a proposal" }

  /// How much of which finding stands in the panel and over the pane.
  static func proposed(_ pieces: Int, _ total: ProposedTotal) -> String {
    "Proposed, not reviewed: \(ProposalWords.total(total)) in \(pieces) \(pieces == 1 ? "piece" : "pieces"); "
      + "{proposal-list} lists them, {proposal-accept} accepts one"
  }

  static func accepted(_ millilitres: Double, left: [ProposedExtent], _ table: LabelTable) -> String {
    "Accepted: \(mL(millilitres))" + still(left, table)
  }

  static func rejected(_ millilitres: Double, left: [ProposedExtent], _ table: LabelTable) -> String {
    "Rejected: \(mL(millilitres))" + still(left, table)
  }

  private static func still(_ left: [ProposedExtent], _ table: LabelTable) -> String {
    left.isEmpty ? "; nothing is proposed any more" : "; still proposed: \(list(amounts(left, table)))"
  }

  /// The line over the pane: apart from the extent, which it is no part of. The longest of its forms that has room, or
  /// the shortest.
  static func proposalLine(
    _ total: ProposedTotal, _ extent: [ProposedExtent], _ table: LabelTable, room: Int
  ) -> String {
    let parts = amounts(extent, table).joined(separator: ", "), volume = ProposalWords.volume(total)
    let forms = [
      "\(ProposalWords.total(total)): \(parts)", "\(volume): \(parts)",
      "\(volume): \(amounts(extent, table, unit: "").joined(separator: ", "))", volume,
    ].map { "proposed, not reviewed: " + $0 }
    return forms.first { $0.count <= room } ?? "proposed: " + volume
  }

  private static func amounts(_ extent: [ProposedExtent], _ table: LabelTable, unit: String = " mL") -> [String] {
    extent.map { "\(code($0.finding, table)) \(number($0.millilitres))\(unit)" }
  }

  static func proposedLesion(_ lesion: Lesion, number: Int, of count: Int, _ table: LabelTable) -> String {
    "Proposed \(number) of \(count): \(code(lesion.label, table)), \(mL(lesion.millilitres)), mean "
      + "\(NumberText.fixed(lesion.mean, 0)) HU; {proposal-accept} accepts, {proposal-reject} rejects"
  }

  static let proposalColumns: [ListColumn] = [
    ListColumn("#", width: 3), ListColumn("proposed", isNumber: false), ListColumn("mL", width: 7),
    ListColumn("lung", isNumber: false, width: 5), ListColumn("slices", width: 7), ListColumn("mean HU"),
  ]

  static func proposalRow(_ lesion: Lesion, number: Int, _ lungs: LabelMap?, _ table: LabelTable) -> [String] {
    let (first, last) = (lesion.slices.lowerBound + 1, lesion.slices.upperBound + 1)
    let side =
      switch lungs?[lesion.middle] {
      case Lungs.right: "right"
      case Lungs.left: "left"
      default: lesion.centroid.x < 0 ? "right" : "left"
      }
    return [
      "\(number)", code(lesion.label, table), NumberText.fixed(lesion.millilitres, lesion.millilitres < 99.995 ? 2 : 1),
      side, first == last ? "\(first)" : "\(first)–\(last)", NumberText.fixed(lesion.mean, 0),
    ]
  }

  private static func code(_ value: UInt8, _ table: LabelTable) -> String {
    (table[value]?.code ?? "\(value)").escapedForTerminal
  }

  private static func mL(_ x: Double) -> String { number(x) + " mL" }

  private static func number(_ x: Double) -> String { NumberText.fixed(x, x < 99.95 ? 1 : 0) }
}
