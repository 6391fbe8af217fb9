/// Where the drawing came from, in words: what was accepted of proposals, and how lungs were made.
extension ReportWords {
  private typealias Names = ReportDescent

  /// A sentence for each finding of which something was accepted.
  var acceptedNotices: [String] {
    let d = content.descent
    return d.findings.map { finding in
      let words = d.acceptances.filter { $0.millilitres(of: finding) > 0 }
      let accepted = d.accepted(of: finding)
      let row = content.findings.rows.first { $0.finding.value == finding }, total = row?.extent.millilitres ?? 0
      let voxels = d.voxels[finding] ?? 0, slices = Double(voxels) * content.grid.voxelVolume / 1000
      // How much of a slice was drawn by hand is not known: only where the slice began.
      func share(_ origin: String) -> String {
        guard slices > 0 else { return "no slice that began as \(origin) is left" }
        let (part, all) = (Self.plain(slices), Self.plain(total))
        let amount =
          voxels == row?.extent.voxels
          ? "the \(all) mL drawn now are all" : "of the \(all) mL drawn now, \(part) mL are"
        return "\(amount) on slices that began as \(origin); what was added by hand on these slices is counted with "
          + "them"
      }
      guard accepted > 0 else { return "\(content.name(finding)): \(share("a proposal"))." }
      let by = [Names.names(words.map(\.source)).joined(separator: ", "), Self.by(words)].filter { !$0.isEmpty }
      let told = by.isEmpty ? "" : " (\(by.joined(separator: ", ")))"
      return "\(content.name(finding)): \(Self.plain(accepted)) mL accepted from a proposal\(told); "
        + share("that proposal") + "."
    }
  }

  /// Of lungs that a program made and a reader took or corrected, or that came from a file; nil of others.
  var lungNotice: String? {
    let d = content.descent
    guard let extent = content.extent, !extent.lungsAreProposed else { return nil }
    let program = Names.names(d.lungAcceptances.map(\.source)).last ?? "the program"
    if let word = d.lungAcceptances.last {
      let by = Self.by(d.lungAcceptances)
      return "The lungs were found by \(program) and accepted\(by.isEmpty ? "" : " " + by), \(word.time)."
    }
    if d.lungsAreAccepted { return "The lungs were found by a program and corrected by a reader." }
    return d.lungSource == .imported ? "The lungs were imported." : nil
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
        "\(Self.plain(group.words.reduce(0) { $0 + $1.millilitres(of: label) })) mL of \(content.code(label))"
      }
      let first = group.words[0].time, last = group.words[group.words.count - 1].time
      let parts = [
        amounts.joined(separator: ", "), group.source.map { "from \($0)" } ?? "", Self.by(group.words),
        first == last ? first : "\(first) to \(last)",
      ]
      return Fact("accepted", Cell(parts.filter { !$0.isEmpty }.joined(separator: ", ")))
    }
  }

  private static func by(_ words: [Acceptance]) -> String {
    let readers = Names.names(words.map(\.reader))
    return readers.isEmpty ? "" : "by " + readers.joined(separator: ", ")
  }

  private static func plain(_ mL: Double) -> String { NumberText.short(mL) }
}
