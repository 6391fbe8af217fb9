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
        ReportDocument.Section("Pictures", [.paragraph(Self.pictureNote), .figures(figures)])
      ]
    }
    let sections =
      // What the reader concludes comes first, what it rests on after it.
      [readingSection, ReportDocument.Section("Scan", [.facts(scanFacts)]), extentSection(zones)] + pictures + [
        densitySection, lesionSection, measurementSection, ReportDocument.Section("Work", [.facts(workFacts)]),
      ]
    return ReportDocument(
      title: "Chest CT, report of \(content.scan.name)", notices: notices,
      sections: sections.filter { !$0.blocks.isEmpty },
      footer: "Stylet \(Release.version), \(content.time). \(ResearchUse.notice)")
  }

  private static let pictureNote =
    "The patient's right is on the left of axial and coronal pictures. Findings are tinted and outlined in their "
    + "colours, with a broken outline where no reader has reviewed the slice; pale blue is the outline of the lungs, "
    + "broken blue lines are the limits of the zones."

  // MARK: Notices

  /// The notice of research use, then what the numbers rest on.
  var notices: [String] {
    var out = [ResearchUse.notice]
    if let extent = content.extent {
      if extent.lungsAreProposed {
        out.append(
          "The lungs are as the program found them, at least in part, and not reviewed: every percentage, score and "
            + "density rests on them.")
      }
      if let lungNotice { out.append(lungNotice) }
      if !content.lungNotes.isEmpty { out.append("Lungs, please check: \(content.lungNotes.joined(separator: "; ")).") }
      if let limits = limitNotice(extent) { out.append(limits) }
    } else {
      out.append("No lungs are drawn: there are no percentages, scores or densities.")
    }
    for row in content.findings.rows {
      let voxels = content.unreviewed[row.finding.value, default: 0]
      guard voxels > 0 else { continue }
      let share = NumberText.fixed(100 * Double(voxels) / Double(max(row.extent.voxels, 1)), 0)
      out.append(
        "\(row.finding.name): \(share) % of the voxels are on slices that were proposed or interpolated and not "
          + "reviewed.")
    }
    out += acceptedNotices
    if !content.badges.isEmpty { out.append("Densities: \(content.badges.joined(separator: "; ")).") }
    if !content.proposed.isEmpty {
      let parts = content.proposed.map { "\(NumberText.short($0.millilitres)) mL of \(content.name($0.finding))" }
      let range = content.proposedInterval.map {
        " (\(NumberText.short($0.lowerBound)) to \(NumberText.short($0.upperBound)))"
      }
      let total = NumberText.short(content.proposed.reduce(0) { $0 + $1.millilitres })
      out.append(
        "A proposal is open, in no number until a reader accepts it: ~\(total) mL\(range ?? ""), "
          + "\(parts.joined(separator: ", ")).")
    }
    let outside = content.table.findings.compactMap { finding -> String? in
      guard let share = content.extent?.outside[finding.value] else { return nil }
      return "\(NumberText.short(share.millilitres)) mL of \(finding.name)"
    }
    if !outside.isEmpty {
      out.append("Outside the lungs, in no percentage: \(outside.joined(separator: ", ")).")
    }
    if content.answers.title != nil, content.answers.signature == nil {
      out.append("The reading is not signed.")
      if let lost = content.answers.lostSignature { out.append(lost.beginningSentence + ".") }
    } else if let remark = content.answers.signature?.remark {
      out.append(remark.beginningSentence + ".")
    } else if let signature = content.answers.signature, !signature.fits {
      out.append("The answers are not those that were signed.")
    }
    if !content.answers.contradictions.isEmpty {
      out.append("Answers that do not go together: \(content.answers.contradictions.joined(separator: " "))")
    }
    if let problem = content.answers.problem { out.append(problem) }
    if let unsaved = content.unsaved?.inWordsForOthers {
      out.append(unsaved.beginningSentence + ".")
    }
    return out + content.scan.problems.map { "The scan: \($0)." }
  }

  private func limitNotice(_ extent: DiseaseExtent) -> String? {
    guard let limits = extent.limits else { return nil }
    func words(_ limit: LungZones.Limit, _ name: String, _ landmark: String) -> String? {
      switch limit.source {
      case .reader: nil
      case .automatic: "\(name) at \(landmark) as the program found it"
      case .proxy: "\(name) midway between carina and right dome of the diaphragm instead of \(landmark), not marked"
      case .thirds: "\(name) at a third of the lungs' height instead of \(landmark), not marked"
      }
    }
    let parts = [
      words(limits.carina, "upper and middle zone meet", "the carina"),
      words(limits.veins, "middle and lower zone meet", "the inferior pulmonary veins"),
    ].compactMap { $0 }
    return parts.isEmpty ? nil : "Limits of the zones that no reader has set: \(parts.joined(separator: "; "))."
  }

  // MARK: Scan and work

  private var scanFacts: [Fact] {
    let g = content.grid, s = g.spacing
    func mm(_ x: Double) -> String { NumberText.fixed(x, 3) }
    var facts = content.identity.map { Fact($0.name, Cell($0.text)) }
    facts += [
      Fact("file", Cell(content.scan.name)),
      Fact("format", Cell(content.scan.format)),
      Fact("grid", Cell("\(g.size.i) × \(g.size.j) × \(g.size.k) voxels, to patient left, back and head")),
      Fact("spacing", Cell("\(mm(s.x)) × \(mm(s.y)) × \(mm(s.z)) mm, voxel \(mm(g.voxelVolume)) mm³")),
    ]
    facts += content.scan.facts.map { Fact($0.name, Cell($0.text)) }
    let a = content.acquisition
    func add(_ name: String, _ text: String?) {
      guard !content.scan.facts.contains(where: { $0.name == name }) else { return }
      facts.append(Fact(name, Cell(text ?? "not known")))
    }
    add("slice thickness", a.sliceThickness.map { NumberText.trimmed($0) + " mm" })
    add("kernel", a.kernel)
    add("tube voltage", a.kilovolts.map { NumberText.trimmed($0) + " kV" })
    add("contrast agent", a.contrast.map { $0 ? "given" : "none" })
    if let sha256 = content.sha256 { facts.append(Fact("SHA-256", Cell(sha256))) }
    if let p = content.readingProtocol { facts.append(Fact("protocol", Cell("\(p.id), version \(p.version)"))) }
    facts.append(Fact("reader", Cell(content.reader.isEmpty ? "not named" : content.reader)))
    return facts.filter { !$0.value.text.isEmpty }
  }

  private var workFacts: [Fact] {
    let work = content.work
    var facts = [
      Fact("sessions", Cell("\(work.sessions)")),
      Fact("time open", Cell("\(NumberText.fixed(work.minutes, 1)) min, pauses included")),
    ]
    if let first = work.first, let last = work.last { facts.append(Fact("from, to", Cell("\(first), \(last)"))) }
    if !work.actions.isEmpty {
      facts.append(
        Fact("audit trail", Cell(work.actions.map { "\($0.action) \($0.count)" }.joined(separator: ", "))))
    }
    facts += acceptedFacts
    if !work.readers.isEmpty { facts.append(Fact("by", Cell(work.readers.joined(separator: ", ")))) }
    return facts
  }
}
