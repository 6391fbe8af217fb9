import StyletBase
import StyletCore

/// The words of a report: ``ReportContent`` as sections for a page and for plain text.
public struct ReportWords {
  typealias Cell = ReportDocument.Cell
  typealias Column = ReportDocument.Column
  typealias Fact = ReportDocument.Fact
  typealias Block = ReportDocument.Block
  typealias Table = ReportDocument.Table

  let content: ReportContent

  public init(_ content: ReportContent) { self.content = content }

  /// - Parameters:
  ///   - figures: the key images, painted; `zones`: the lungs from the front. For the page.
  public func document(figures: [ReportDocument.Figure] = [], zones: ZonePicture? = nil) -> ReportDocument {
    var pictures: [ReportDocument.Section] = []
    if !figures.isEmpty {
      pictures = [
        ReportDocument.Section(
          words("report.section.pictures"), [.paragraph(words("report.picture-note")), .figures(figures)])
      ]
    }
    let sections =
      // What the reader concludes comes first, what it rests on after it.
      [readingSection, ReportDocument.Section(words("report.section.scan"), [.facts(scanFacts)]), extentSection(zones)]
      + pictures + [
        densitySection, lesionSection, measurementSection,
        ReportDocument.Section(words("report.section.work"), [.facts(workFacts)]),
      ]
    return ReportDocument(
      title: words("report.title", ["scan": content.scan.name]), notices: notices,
      sections: sections.filter { !$0.blocks.isEmpty },
      footer: words(
        "report.footer", ["version": Release.version, "time": content.time, "notice": ResearchUse.notice]))
  }

  // MARK: Notices

  /// The notice of research use, then what the numbers rest on.
  var notices: [String] {
    var out = [ResearchUse.notice]
    if let extent = content.extent {
      if extent.lungsAreProposed {
        out.append(
          words("report.notice.lungs-proposed"))
      }
      if let lungNotice { out.append(lungNotice) }
      if !content.lungNotes.isEmpty {
        out.append(words("report.notice.lungs-check", ["notes": Joint.clauses(content.lungNotes)]))
      }
      if let limits = limitNotice(extent) { out.append(limits) }
    } else {
      out.append(words("report.notice.no-lungs"))
    }
    for row in content.findings.rows {
      let voxels = content.unreviewed[row.finding.value, default: 0]
      guard voxels > 0 else { continue }
      let share = NumberText.fixed(100 * Double(voxels) / Double(max(row.extent.voxels, 1)), 0)
      out.append(
        words("report.notice.unreviewed", ["finding": row.finding.said, "share": share]))
    }
    out += acceptedNotices
    if !content.badges.isEmpty {
      out.append(words("report.notice.densities", ["badges": Joint.clauses(content.badges)]))
    }
    if !content.proposed.isEmpty {
      let parts = content.proposed.map { Self.amount($0.millilitres, of: content.name($0.finding)) }
        .joined(separator: ", ")
      let total = NumberText.short(content.proposed.reduce(0) { $0 + $1.millilitres })
      if let range = content.proposedInterval {
        let (low, high) = (NumberText.short(range.lowerBound), NumberText.short(range.upperBound))
        out.append(
          words("report.notice.proposal-range", ["total": total, "low": low, "high": high, "parts": parts]))
      } else {
        out.append(words("report.notice.proposal", ["total": total, "parts": parts]))
      }
    }
    let outside = content.table.findings.compactMap { finding -> String? in
      guard let share = content.extent?.outside[finding.value] else { return nil }
      return Self.amount(share.millilitres, of: finding.said)
    }
    if !outside.isEmpty {
      out.append(words("report.notice.outside", ["parts": outside.joined(separator: ", ")]))
    }
    if content.answers.title != nil, content.answers.signature == nil {
      out.append(words("report.notice.unsigned"))
    } else if let remark = content.answers.signature?.remark {
      out.append(remark.asSentence)
    } else if let signature = content.answers.signature, !signature.fits {
      out.append(words("report.notice.answers-changed"))
    }
    if let trail = content.answers.trailRemark { out.append(trail.asSentence) }
    if !content.answers.contradictions.isEmpty {
      out.append(
        words("report.notice.contradictions", ["sentences": content.answers.contradictions.joined(separator: " ")]))
    }
    if let problem = content.answers.problem { out.append(problem) }
    if let unsaved = content.unsaved?.inWordsForOthers {
      out.append(unsaved.asSentence)
    }
    return out + content.scan.problems.map { words("report.notice.scan", ["problem": $0]) }
  }

  private func limitNotice(_ extent: DiseaseExtent) -> String? {
    guard let limits = extent.limits else { return nil }
    func told(_ limit: LungZones.Limit, _ mark: ZoneMark) -> String? {
      guard limit.source != .reader else { return nil }
      return words("report.zone-limit", ["limit": mark.rawValue, "source": limit.source.rawValue])
    }
    let parts = [told(limits.carina, .carina), told(limits.veins, .veins)].compactMap { $0 }
    return parts.isEmpty ? nil : words("report.notice.limits", ["limits": Joint.clauses(parts)])
  }

  /// "3.2 mL of Consolidation"
  static func amount(_ millilitres: Double, of finding: String) -> String {
    words("report.amount", ["ml": NumberText.short(millilitres), "finding": finding])
  }

  // MARK: Scan and work

  private var scanFacts: [Fact] {
    let g = content.grid, s = g.spacing
    func mm(_ x: Double) -> String { NumberText.fixed(x, 3) }
    var facts = content.identity.map { Fact(ScanFactWords.name($0.name), Cell(ScanFactWords.value($0.text))) }
    facts += [
      Fact(words("report.fact.file"), Cell(content.scan.name)),
      Fact(words("report.fact.format"), Cell(content.scan.format)),
      Fact(words("report.fact.grid"), Cell(words("report.grid", ["i": g.size.i, "j": g.size.j, "k": g.size.k]))),
      Fact(words("report.fact.spacing"), Cell(words("report.spacing",
        ["x": mm(s.x), "y": mm(s.y), "z": mm(s.z), "volume": mm(g.voxelVolume)]))),
    ]
    facts += content.scan.facts.map { Fact(ScanFactWords.name($0.name), Cell(ScanFactWords.value($0.text))) }
    let a = content.acquisition
    func add(_ name: String, _ text: String?) {
      guard !content.scan.facts.contains(where: { $0.name == name }) else { return }
      facts.append(Fact(ScanFactWords.name(name), Cell(text ?? words("report.not-known"))))
    }
    add("slice thickness", a.sliceThickness.map { NumberText.trimmed($0) + " mm" })
    add("kernel", a.kernel)
    add("tube voltage", a.kilovolts.map { NumberText.trimmed($0) + " kV" })
    add("contrast agent", a.contrast.map { words("report.contrast", ["given": $0]) })
    if let sha256 = content.sha256 { facts.append(Fact("SHA-256", Cell(sha256))) }
    if let p = content.readingProtocol { facts.append(Fact(words("report.fact.protocol"), Cell(words("report.protocol",
      ["id": p.id, "version": p.version])))) }
    facts.append(
      Fact(words("report.fact.reader"), Cell(content.reader.isEmpty ? words("report.not-named") : content.reader)))
    return facts.filter { !$0.value.text.isEmpty }
  }

  private var workFacts: [Fact] {
    let work = content.work
    var facts = [
      Fact(words("report.fact.sessions"), Cell("\(work.sessions)")),
      Fact(words("report.fact.time-open"), Cell(words("report.minutes",
        ["minutes": NumberText.fixed(work.minutes, 1)]))),
    ]
    if let first = work.first, let last = work.last {
      facts.append(Fact(words("report.fact.from-to"), Cell("\(first), \(last)")))
    }
    if !work.actions.isEmpty {
      facts.append(
        Fact(
          words("report.fact.audit-trail"),
          Cell(
            work.actions.map { words("report.action", ["action": $0.action, "count": $0.count]) }.joined(
              separator: ", "))))
    }
    facts += acceptedFacts
    if !work.readers.isEmpty { facts.append(Fact(words("report.fact.by"), Cell(work.readers.joined(separator: ", ")))) }
    return facts
  }
}
