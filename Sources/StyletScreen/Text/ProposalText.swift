import StyletBase
import StyletCore
import StyletImaging

/// What is said of lesions that a program proposes.
extension Sentence {
  static var proposing: String { words("say.proposing") }

  /// - Parameter part: 0 where the program that searches does not say how far it is. All of it is done when the result is
  ///   there.
  static func proposing(_ part: Double, seconds: Int) -> String {
    proposing + (part > 0 ? " \(min(Int(part * 100), 99)) %" : " \(seconds) s")
  }

  static var stoppingProposal: String { words("say.stopping-proposal") }
  static var notProposing: String { words("say.not-proposing") }
  static var proposingStopped: Failure { Failure(.usage, words("say.proposing-stopped")) }
  static var nothingProposed: String { words("say.nothing-proposed") }
  static var proposalAsBefore: String { words("say.proposal-as-before") }
  static var noProposal: Failure { Failure(.usage, words("say.no-proposal"), advice: words("say.no-proposal-advice")) }

  /// - Parameter part: 0 where the program that searches does not say how far it is.
  static func noProposalYet(_ part: Double) -> Failure {
    Failure(
      .usage, words("say.no-proposal-yet", ["known": part > 0, "percent": Int(part * 100)]),
      advice: words("say.no-proposal-yet-advice"))
  }

  static var noProposalHere: Failure {
    Failure(
      .usage, words("say.no-proposal-here"),
      advice: words("say.no-proposal-here-advice"))
  }
  static var proposalLocked: Failure {
    Failure(
      .usage, words("say.proposal-locked"), advice: words("say.proposal-locked-advice"))
  }
  static var proposals: String { words("say.proposals") }
  static var acceptIt: String { words("say.accept-it") }
  static var rejectIt: String { words("say.reject-it") }
  static var acceptAll: String { words("say.accept-all") }

  static func noFindingToPropose(_ code: String) -> Failure {
    Failure(
      .usage, words("say.no-finding-to-propose", ["finding": code]), advice: words("say.no-finding-to-propose-advice"))
  }

  static func noSegmenter(_ name: String) -> Failure { Failure(.usage, words("say.no-segmenter", ["name": name])) }

  static func lungsFrom(_ source: String) -> String { words("say.lungs-from", ["source": source]) }

  /// How much of which finding stands in the panel and over the pane.
  static func proposed(_ pieces: Int, _ total: ProposedTotal) -> String {
    words("say.proposed", ["total": ProposalWords.total(total), "n": pieces])
  }

  /// - Parameter kept: mL of it that were drawn before.
  static func accepted(
    _ millilitres: Double, kept: Double, left: [ProposedExtent], _ table: LabelTable
  ) -> String {
    let what =
      kept >= 0.05
      ? words("say.accepted-kept", ["ml": mL(millilitres), "kept": mL(kept)])
      : words("say.accepted", ["ml": mL(millilitres)])
    return Joint.clauses([what, still(left, table)])
  }

  static func rejected(_ millilitres: Double, left: [ProposedExtent], _ table: LabelTable) -> String {
    Joint.clauses([words("say.rejected", ["ml": mL(millilitres)]), still(left, table)])
  }

  private static func still(_ left: [ProposedExtent], _ table: LabelTable) -> String {
    left.isEmpty ? words("say.none-proposed-still") : words("say.still-proposed", ["list": list(amounts(left, table))])
  }

  /// The line over the pane: apart from the extent, which it is no part of. The longest of its forms that has room, or
  /// the shortest.
  static func proposalLine(
    _ total: ProposedTotal, _ extent: [ProposedExtent], _ table: LabelTable, room: Int
  ) -> String {
    let parts = amounts(extent, table).joined(separator: ", ")
    let volume = ProposalWords.volume(total)
    let forms = [
      Joint.named(ProposalWords.total(total), parts), Joint.named(volume, parts),
      Joint.named(volume, amounts(extent, table, unit: "").joined(separator: ", ")), volume,
    ].map { words("say.proposal-line", ["what": $0]) }
    return forms.first { $0.count <= room } ?? words("say.proposal-line-short", ["volume": volume])
  }

  private static func amounts(_ extent: [ProposedExtent], _ table: LabelTable, unit: String = " mL") -> [String] {
    extent.map { "\(code($0.finding, table)) \(number($0.millilitres))\(unit)" }
  }

  static func proposedLesion(_ lesion: Lesion, number: Int, of count: Int, _ table: LabelTable) -> String {
    words(
      "say.proposed-lesion",
      [
        "number": number, "count": count, "finding": code(lesion.label, table), "ml": mL(lesion.millilitres),
        "mean": NumberText.fixed(lesion.mean, 0),
      ])
  }

  static var proposalColumns: [ListColumn] {
    [
      ListColumn("#", width: 3), ListColumn(words("say.column-proposed"), isNumber: false), ListColumn("mL", width: 7),
      ListColumn(words("say.column-lung"), isNumber: false, width: max(5, sideWidth)),
      ListColumn(words("say.column-slices"), width: 7), ListColumn(words("say.column-mean")),
    ]
  }

  static func proposalRow(_ lesion: Lesion, number: Int, _ lungs: LabelMap?, _ table: LabelTable) -> [String] {
    let side: LungSide =
      switch lungs?[lesion.middle] {
      case LungLabels.right: .right
      case LungLabels.left: .left
      default: lesion.centroid.x < 0 ? .right : .left
      }
    return [
      "\(number)", code(lesion.label, table), NumberText.fixed(lesion.millilitres, lesion.millilitres < 99.995 ? 2 : 1),
      Sentence.side(side), slices(lesion.slices), NumberText.fixed(lesion.mean, 0),
    ]
  }

  private static func code(_ value: UInt8, _ table: LabelTable) -> String {
    (table[value]?.code ?? "\(value)").escapedForTerminal
  }

  private static func mL(_ x: Double) -> String { number(x) + " mL" }

  private static func number(_ x: Double) -> String { NumberText.fixed(x, x < 99.95 ? 1 : 0) }
}
