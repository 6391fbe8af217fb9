import StyletBase
import StyletCore

/// Where the drawing came from, in words: what was accepted of proposals, and how lungs were made.
extension ReportWords {
  private typealias Names = ReportDescent

  /// A sentence for each finding of which something was accepted.
  var acceptedNotices: [String] {
    let d = content.descent
    return d.findings.map { finding in
      let acceptances = d.acceptances.filter { $0.millilitres(of: finding) > 0 }
      let accepted = d.accepted(of: finding), name = content.name(finding)
      let row = content.findings.rows.first { $0.finding.value == finding }, total = row?.extent.millilitres ?? 0
      let voxels = d.voxels[finding] ?? 0, slices = Double(voxels) * content.grid.voxelVolume / 1000
      // How much of a slice was drawn by hand is not known: only where the slice began.
      let (part, all) = (Self.plain(slices), Self.plain(total)), isAccepted = accepted > 0
      let share =
        slices <= 0
        ? words("report.accepted.none-left", ["accepted": isAccepted])
        : voxels == row?.extent.voxels
          ? words("report.accepted.all", ["accepted": isAccepted, "ml": all])
          : words("report.accepted.part", ["accepted": isAccepted, "ml": all, "part": part])
      guard isAccepted else { return words("report.accepted.only-slices", ["finding": name, "share": share]) }
      let by = [Names.names(acceptances.map(\.source)).joined(separator: ", "), Self.by(acceptances)]
        .filter { !$0.isEmpty }
      let ml = Self.plain(accepted)
      guard !by.isEmpty else {
        return words("report.accepted.notice", ["finding": name, "ml": ml, "share": share])
      }
      return words(
        "report.accepted.notice-by", ["finding": name, "ml": ml, "by": by.joined(separator: ", "), "share": share])
    }
  }

  /// Of lungs that a program made and a reader took or corrected, or that came from a file; nil of others.
  var lungNotice: String? {
    let d = content.descent
    guard let extent = content.extent, !extent.lungsAreProposed else { return nil }
    let program = Names.names(d.lungAcceptances.map(\.source)).last ?? words("report.the-program")
    if let word = d.lungAcceptances.last {
      let by = Self.by(d.lungAcceptances)
      guard !by.isEmpty else {
        return words("report.notice.lungs-accepted", ["program": program, "time": word.time])
      }
      return words("report.notice.lungs-accepted-by", ["program": program, "by": by, "time": word.time])
    }
    if d.lungsAreAccepted { return words("report.notice.lungs-corrected") }
    return d.lungSource == .imported ? words("report.notice.lungs-imported") : nil
  }

  /// Who accepted how much of what, from what and when: one line for each reader and source.
  var acceptedFacts: [Fact] {
    var groups: [(reader: String, source: String?, words: [Acceptance])] = []
    for word in content.descent.acceptances {
      if let at = groups.firstIndex(where: { $0.reader == word.reader && $0.source == word.source }) {
        groups[at].words.append(word)
      } else {
        groups.append((word.reader, word.source, [word]))
      }
    }
    return groups.map { group in
      let labels = Set(group.words.flatMap { $0.parts.map(\.label) }).sorted()
      let amounts = labels.map { label in
        Self.amount(group.words.reduce(0) { $0 + $1.millilitres(of: label) }, of: content.code(label))
      }
      let first = group.words[0].time, last = group.words[group.words.count - 1].time
      let parts = [
        amounts.joined(separator: ", "), Self.kept(group.words),
        group.source.map { words("report.accepted.from", ["source": $0]) } ?? "", Self.by(group.words),
        first == last ? first : words("report.accepted.times", ["first": first, "last": last]),
      ]
      return Fact(words("report.fact.accepted"), Cell(parts.filter { !$0.isEmpty }.joined(separator: ", ")))
    }
  }

  private static func kept(_ acceptances: [Acceptance]) -> String {
    let kept = acceptances.reduce(0) { $0 + $1.kept }
    return kept > 0 ? words("report.accepted.kept", ["ml": plain(kept)]) : ""
  }

  private static func by(_ acceptances: [Acceptance]) -> String {
    let readers = Names.names(acceptances.map(\.reader))
    return readers.isEmpty ? "" : words("report.accepted.by", ["readers": readers.joined(separator: ", ")])
  }

  private static func plain(_ mL: Double) -> String { NumberText.short(mL) }
}
