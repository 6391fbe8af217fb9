import StyletBase
import StyletCore
import StyletImaging
import StyletReport

/// A consensus in words.
public struct ConsensusWords {
  private typealias Cell = ReportDocument.Cell
  private typealias Column = ReportDocument.Column
  private typealias Table = ReportDocument.Table

  private let consensus: ScanConsensus

  public init(_ consensus: ScanConsensus) { self.consensus = consensus }

  public func document() -> ReportDocument {
    var sections = [ReportDocument.Section(words("consensus.section.made-of"), [.facts(facts), .table(readings)])]
    if consensus.classes.isEmpty {
      sections.append(ReportDocument.Section(words("consensus.section.drawing"), [.paragraph(words("consensus.none"))]))
    } else {
      sections.append(ReportDocument.Section(words("consensus.section.drawing"), [.table(drawing), .table(votes)]))
      sections.append(
        ReportDocument.Section(words("consensus.section.scores"), consensus.classes.map { .table(scores($0)) }))
    }
    let staples = consensus.classes.compactMap { own in own.staple.map { staple(own, $0) } }
    if !staples.isEmpty { sections.append(ReportDocument.Section("STAPLE", staples.map { .table($0) })) }
    sections.append(ReportDocument.Section(words("agree.section.how"), [.list(how)]))
    return ReportDocument(
      title: words("consensus.title"), notices: notices, sections: sections,
      footer: "stylet \(Release.version), \(UTC.now())")
  }

  private func letter(_ place: Int) -> String { AgreementWords.letter(place) }

  private var notices: [String] {
    var out = [ResearchUse.notice, words("consensus.proposal")]
    for (place, reading) in consensus.readings.enumerated() {
      func add(_ remark: String) { out.append(Joint.named(letter(place), remark).asSentence) }
      if let signature = reading.signature {
        if let remark = signature.remark { add(remark) }
        if signature.state == .unsigned { add(words("agree.unsigned")) }
      }
      for (value, voxels) in reading.unreviewed.sorted(by: { $0.key < $1.key }) where voxels > 0 {
        let code = reading.findings[value]?.code ?? LabelTable.unnamed(value).code
        add(words("agree.unreviewed", ["n": voxels, "finding": code]))
      }
      let unsaid = consensus.classes.filter { $0.scores[place].map { !$0.isAssessed } ?? false }
      if !unsaid.isEmpty { add(words("consensus.unsaid", ["findings": unsaid.map(\.said).joined(separator: ", ")])) }
    }
    for own in consensus.classes where own.staple?.isConverged == false {
      out.append(words("consensus.restless", ["finding": own.said, "n": Staple.mostIterations]))
    }
    return out
  }

  private var facts: [ReportDocument.Fact] {
    let (size, spacing) = (consensus.scan.grid.size, consensus.scan.grid.spacing)
    let steps = [spacing.x, spacing.y, spacing.z].map { NumberText.fixed($0, 2) }.joined(separator: " x ")
    return [
      ReportDocument.Fact(words("agree.fact.scan"), Cell(consensus.scan.name)),
      ReportDocument.Fact(words("agree.fact.grid"), Cell("\(size.i) x \(size.j) x \(size.k), \(steps) mm")),
      ReportDocument.Fact(
        words("consensus.fact.rule"), Cell(words("consensus.rule", ["rule": consensus.rule.method.rawValue]))),
      ReportDocument.Fact(
        words("consensus.fact.tie"), Cell(words("consensus.tie", ["tie": consensus.rule.tie.rawValue]))),
    ]
  }

  private var readings: Table {
    let columns = ["", words("agree.column.file"), words("agree.column.reader"), "SHA-256"].map {
      Column($0, isNumber: false)
    }
    let rows = consensus.readings.enumerated().map { place, reading in
      [
        Cell(letter(place)), Cell(reading.name), Cell(reading.reader.isEmpty ? "–" : reading.reader),
        Cell(String(consensus.digests[place].prefix(16))),
      ]
    }
    return Table("", columns, rows)
  }

  private var finding: Column { Column(words("agree.column.finding"), isNumber: false) }

  private var drawing: Table {
    let columns = [finding, Column("voxels"), Column("mL"), Column(words("consensus.column.disputed"))]
    var rows = consensus.classes.map { own in
      [
        Cell(own.said), Cell("\(own.voxels)"), Cell(number(consensus.millilitres(own.voxels), 2)),
        Cell(number(consensus.millilitres(own.undecided), 2)),
      ]
    }
    let open = consensus.undecided
    let name = consensus.findings.findings.last?.said ?? ""
    rows.append([Cell(name), Cell("\(open)"), Cell(number(consensus.millilitres(open), 2)), Cell("–")])
    return Table(words("consensus.caption.drawing"), columns, rows)
  }

  private var votes: Table {
    Table(
      words("consensus.caption.votes"), [finding] + consensus.readings.indices.map { Column("≥\($0 + 1)") },
      consensus.classes.map { own in [Cell(own.said)] + own.votes.map { Cell("\($0)") } })
  }

  private func scores(_ own: ScanConsensus.Class) -> Table {
    let columns = [
      Column("", isNumber: false), Column("Dice"), Column(words("consensus.column.sensitivity")),
      Column(words("consensus.column.specificity")), Column("n voxels"), Column(words("consensus.column.left-out")),
    ]
    var rows = own.scores.enumerated().map { place, score -> [Cell] in
      [Cell(letter(place))] + [score?.dice, score?.sensitivity, score?.specificity].map { Cell(number($0, 4)) }
        + [score?.voxels, score?.undecided].map { Cell($0.map { "\($0)" } ?? "–") }
    }
    let means = [own.scores.map { $0?.dice }, own.scores.map { $0?.sensitivity }, own.scores.map { $0?.specificity }]
      .map { MeanScore($0) }
    rows.append([Cell(words("consensus.row.mean"))] + means.map { Cell(number($0.value, 4)) } + [Cell(""), Cell("")])
    rows.append([Cell("n")] + means.map { Cell("\($0.n)") } + [Cell(""), Cell("")])
    rows.append([Cell(words("agree.column.undefined"))] + means.map { Cell("\($0.undefined)") } + [Cell(""), Cell("")])
    return Table(own.said, columns, rows)
  }

  private func staple(_ own: ScanConsensus.Class, _ staple: Staple) -> Table {
    let rows = consensus.readings.indices.map { place in
      [
        Cell(letter(place)), Cell(number(staple.sensitivities[place], 5)), Cell(number(staple.specificities[place], 5)),
      ]
    }
    return Table(
      words(
        "consensus.caption.staple", ["finding": own.said, "rounds": staple.iterations, "voxels": staple.voxels]),
      [
        Column("", isNumber: false), Column(words("consensus.column.sensitivity")),
        Column(words("consensus.column.specificity")),
      ], rows)
  }

  private var how: [String] {
    let rule = consensus.rule.method == .majority ? words("consensus.how.majority") : words("consensus.how.staple")
    return [rule, words("consensus.how.scores"), words("consensus.how.unsaid")]
  }

  /// "–" for none.
  private func number(_ x: Double?, _ digits: Int) -> String {
    x.map { NumberText.marked($0.printed("%.\(digits)f")) } ?? "–"
  }
}
