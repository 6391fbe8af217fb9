import StyletBase
import StyletCore
import StyletImaging
import StyletProject
import StyletReport

/// The agreement of readers in words: what the page and the text both say.
public struct AgreementWords {
  private typealias Block = ReportDocument.Block
  private typealias Cell = ReportDocument.Cell
  private typealias Column = ReportDocument.Column
  private typealias Table = ReportDocument.Table

  private let report: AgreementReport

  public init(_ report: AgreementReport) { self.report = report }

  public func document() -> ReportDocument {
    var sections = [ReportDocument.Section(words("agree.section.readings"), readings)]
    if let summary = report.summary {
      sections += summary.pairs.map { section($0) }
      sections.append(ReportDocument.Section(words("agree.section.all"), all(summary)))
    } else if let scan = report.scans.first {
      sections += scan.pairs.map { section($0, scan) }
    }
    sections.append(ReportDocument.Section(words("agree.section.how"), [.list(how)]))
    return ReportDocument(
      title: words("agree.title"), notices: notices, sections: sections,
      footer: "stylet \(Release.version), \(UTC.now())")
  }

  /// "A", "B", … and beyond them "27".
  package static func letter(_ reader: Int) -> String {
    reader < 26 ? String(UnicodeScalar(UInt8(65 + reader))) : "\(reader + 1)"
  }

  // MARK: What is compared

  /// The notice of research use, then what the numbers rest on.
  private var notices: [String] {
    var out = [ResearchUse.notice]
    for (place, reading) in readingsAndPlaces {
      let who = Self.letter(place)
      func add(_ remark: String) { out.append(Joint.named(who, remark).asSentence) }
      if reading.extent?.lungsAreProposed == true { add(words("agree.lungs-proposed")) }
      for (value, voxels) in reading.unreviewed.sorted(by: { $0.key < $1.key }) where voxels > 0 {
        let code = reading.findings[value]?.code ?? LabelTable.unnamed(value).code
        add(words("agree.unreviewed", ["n": voxels, "finding": code]))
      }
      if let signature = reading.signature {
        if let remark = signature.remark { add(remark) }
        if signature.state == .unsigned { add(words("agree.unsigned")) }
      }
      if let unsaved = reading.unsaved { add(unsaved.inWordsForOthers) }
    }
    if report.summary != nil {
      for place in report.readers.indices {
        let own = report.scans.compactMap { $0.readings[place] }
        func add(_ n: Int, _ remark: (Int) -> String) {
          if n > 0 { out.append(Joint.named(Self.letter(place), remark(n)).asSentence) }
        }
        add(own.count { $0.extent?.lungsAreProposed == true }) { words("agree.many.lungs-proposed", ["n": $0]) }
        add(own.count { $0.unreviewed.contains { $0.value > 0 } }) { words("agree.many.unreviewed", ["n": $0]) }
        add(own.count { $0.signature.map { $0.state != .holds } ?? false }) { words("agree.many.unsigned", ["n": $0]) }
        add(own.count { $0.unsaved != nil }) { words("agree.many.unsaved", ["n": $0]) }
      }
    }
    let spacing = report.scans.map { $0.scan.grid.spacing.max() }.max() ?? 0
    if report.tolerance < spacing {
      out.append(
        words(
          "agree.small-tolerance",
          ["mm": NumberText.trimmed(report.tolerance), "step": NumberText.trimmed(spacing)]))
    }
    if report.scans.contains(where: { !$0.scan.grid.hasPerpendicularAxes }) { out.append(words("agree.sheared")) }
    let apart = report.scans.compactMap { $0.answers?.notShared }.filter { !$0.isEmpty }
    if !apart.isEmpty {
      let fields = Set(apart.joined()).sorted().joined(separator: ", ")
      out.append(words("agree.not-shared", ["n": apart.count, "fields": fields]))
    }
    if report.alone > 0 { out.append(words("agree.alone", ["n": report.alone])) }
    return out + patientNotices
  }

  /// What is doubtful of the patients that intervals go by.
  private var patientNotices: [String] {
    guard let summary = report.summary else { return [] }
    if report.unstated > 0 { return [words("agree.no-patient", ["n": report.unstated, "scans": summary.scans])] }
    return summary.patients == 1 ? [words("agree.one-patient", ["scans": summary.scans])] : []
  }

  /// Of one scan alone: what is to be known of many stands in JSON, scan by scan.
  private var readingsAndPlaces: [(Int, ScanAgreement.Reading)] {
    guard report.summary == nil, let scan = report.scans.first else { return [] }
    return scan.readings.enumerated().compactMap { place, reading in reading.map { (place, $0) } }
  }

  private var readings: [Block] {
    if let summary = report.summary {
      let patients = words(
        "agree.patients",
        ["n": summary.patients, "all": report.unstated == 0, "unstated": report.unstated])
      let facts = Block.facts([
        ReportDocument.Fact(words("agree.fact.scans"), Cell("\(summary.scans)")),
        ReportDocument.Fact(words("agree.fact.patients"), Cell(patients)),
      ])
      let rows = report.readers.enumerated().map { place, name -> [Cell] in
        let own = report.scans.compactMap { $0.readings[place] }
        return [
          Cell(Self.letter(place)), Cell(name), Cell("\(own.count)"),
          Cell("\(own.count { $0.signature?.state == .holds })"),
        ]
      }
      let columns = [
        Column("", isNumber: false), Column(words("agree.column.reader"), isNumber: false),
        Column(words("agree.column.scans")), Column(words("agree.column.signed")),
      ]
      return [facts, .table(Table("", columns, rows))]
    }
    var blocks: [Block] = []
    if let scan = report.scans.first?.scan {
      let (size, spacing) = (scan.grid.size, scan.grid.spacing)
      let steps = [spacing.x, spacing.y, spacing.z].map { NumberText.fixed($0, 2) }.joined(separator: " x ")
      blocks.append(
        .facts([
          ReportDocument.Fact(words("agree.fact.scan"), Cell(scan.name)),
          ReportDocument.Fact(
            words("agree.fact.grid"), Cell("\(size.i) x \(size.j) x \(size.k), \(steps) mm")),
        ]))
    }
    let rows = readingsAndPlaces.map { place, reading -> [Cell] in
      [
        Cell(Self.letter(place)), Cell(reading.name), Cell(reading.reader.isEmpty ? "–" : reading.reader),
        Cell(reading.saved ?? "–"), Cell(reading.signature.map(state) ?? "–"),
      ]
    }
    let columns = ["", words("agree.column.file"), words("agree.column.reader"), words("agree.column.saved"),
      words("agree.column.signature")].map { Column($0, isNumber: false) }
    return blocks + [.table(Table("", columns, rows))]
  }

  /// "signed by reader-07, 2026-03-01T09:30:00Z"
  private func state(_ signature: ScanAgreement.Signature) -> String {
    switch signature.state {
    case .unsigned: words("agree.state.unsigned")
    case .holds: words("agree.state.holds", ["reader": signature.reader, "time": signature.time])
    case .answersOnly: words("agree.state.answers-only", ["reader": signature.reader, "time": signature.time])
    case .void: words("agree.state.void", ["reader": signature.reader])
    case .gone: words("agree.state.gone")
    }
  }

  private var how: [String] {
    [
      words("agree.how.undefined"),
      words("agree.how.surface", ["mm": NumberText.trimmed(report.tolerance)]),
      words("agree.how.lesions"),
    ]
      + (report.summary.map { [words("agree.how.interval", ["n": $0.patients, "seed": "\(report.seed)"])] } ?? [])
  }

  private func title(_ first: Int, _ second: Int) -> String {
    words("agree.section.pair", ["first": Self.letter(first), "second": Self.letter(second)])
  }

  // MARK: One scan

  private func section(_ pair: ScanAgreement.Pair, _ scan: ScanAgreement) -> ReportDocument.Section {
    let (a, b) = (Self.letter(pair.first), Self.letter(pair.second))
    var blocks: [Block] = [
      .table(extents(pair.findings, a, b)), .table(overlaps(pair.findings)), .table(lesions(pair.findings, a, b)),
    ]
    let states = pair.findings.compactMap { sentence($0, a, b) }
    if !states.isEmpty { blocks.append(.list(states)) }
    return ReportDocument.Section(
      title(pair.first, pair.second), blocks + answers(scan, pair.first, pair.second, a, b))
  }

  private func extents(_ findings: [FindingAgreement], _ a: String, _ b: String) -> Table {
    let columns = [
      Column(words("agree.column.finding"), isNumber: false), Column("\(a) mL"), Column("\(b) mL"), Column("\(a)−\(b)"),
      Column("\(a) %"), Column("\(b) %"), Column("\(a)−\(b)"),
    ]
    let rows = findings.map { f -> [Cell] in
      let (first, second) = (f.first, f.second)
      func rests(_ side: FindingAgreement.Side) -> Bool { side.unreviewed > 0 || side.lungsAreProposed }
      return [
        Cell(f.said), Cell(number(f.firstMillilitres), isUnreviewed: first.unreviewed > 0),
        Cell(number(f.secondMillilitres), isUnreviewed: second.unreviewed > 0),
        Cell(number(f.difference), isUnreviewed: f.isUnreviewed),
        Cell(number(first.percent), isUnreviewed: first.percent != nil && rests(first)),
        Cell(number(second.percent), isUnreviewed: second.percent != nil && rests(second)),
        Cell(number(f.percentDifference), isUnreviewed: f.percentDifference != nil && (rests(first) || rests(second))),
      ]
    }
    return Table(words("agree.caption.extent"), columns, rows)
  }

  private func overlaps(_ findings: [FindingAgreement]) -> Table {
    let columns = [
      Column(words("agree.column.finding"), isNumber: false), Column("Dice"), Column("Jaccard"),
      Column(words("agree.column.surface-dice")), Column("HD95 mm"), Column("Hausdorff mm"), Column("ASSD mm"),
    ]
    let rows = findings.map { f -> [Cell] in
      let numbers = [
        (f.dice, 3), (f.jaccard, 3), (f.surfaceDice, 3), (f.hausdorff95, 2), (f.hausdorff, 2), (f.averageDistance, 2),
      ]
      return [Cell(f.said)]
        + numbers.map { value, digits in
          Cell(number(value, digits), isUnreviewed: value != nil && f.isUnreviewed)
        }
    }
    return Table(words("agree.caption.masks"), columns, rows)
  }

  private func lesions(_ findings: [FindingAgreement], _ a: String, _ b: String) -> Table {
    let columns = [
      Column(words("agree.column.finding"), isNumber: false), Column(a), Column(b),
      Column(words("agree.column.matched")), Column(words("agree.column.precision")),
      Column(words("agree.column.recall")), Column("F1"),
    ]
    let rows = findings.map { f -> [Cell] in
      let l = f.lesions
      return [Cell(f.said)]
        + [l.map { "\($0.first)" }, l.map { "\($0.second)" }, l.map { "\($0.matched)" }].map { text in
          Cell(text ?? "–", isUnreviewed: text != nil && f.isUnreviewed)
        }
        + [l?.precision, l?.recall, l?.f1].map { Cell(number($0), isUnreviewed: $0 != nil && f.isUnreviewed) }
    }
    return Table(words("agree.caption.lesions"), columns, rows)
  }

  /// Why nothing is told of a finding; nil where all is.
  private func sentence(_ f: FindingAgreement, _ a: String, _ b: String) -> String? {
    let (drawn, other) = f.state == .firstOnly ? (a, b) : (b, a)
    switch (f.state, f.isAssessed) {
    case (.both, _): return nil
    case (.neither, true): return words("agree.neither-said", ["finding": f.said])
    case (.neither, false): return words("agree.neither", ["finding": f.said])
    case (_, true): return words("agree.only-said", ["finding": f.said, "drawn": drawn, "other": other])
    case (_, false): return words("agree.only", ["finding": f.said, "drawn": drawn, "other": other])
    }
  }

  private func answers(_ scan: ScanAgreement, _ first: Int, _ second: Int, _ a: String, _ b: String) -> [Block] {
    guard let answers = scan.answers else {
      let isAsked = [first, second].contains { scan.readings[$0]?.hasForm == true }
      return isAsked ? [.paragraph(words("agree.no-answers"))] : []
    }
    let counts = answers.counts(first, second)
    guard counts.compared + counts.undefined > 0 else { return [] }
    let share = counts.compared > 0 ? 100 * Double(counts.equal) / Double(counts.compared) : nil
    var blocks: [Block] = [
      .paragraph(
        words(
          "agree.answers",
          [
            "equal": counts.equal, "compared": counts.compared, "percent": NumberText.fixed(share ?? .nan, 0),
            "undefined": counts.undefined,
          ]))
    ]
    let rows = zip(answers.questions, answers.answers).compactMap { question, row -> [Cell]? in
      guard row[first] != row[second] else { return nil }
      return [Cell(question.title), Cell(said(row[first], question)), Cell(said(row[second], question))]
    }
    if !rows.isEmpty {
      let columns = [words("agree.column.question"), a, b].map { Column($0, isNumber: false) }
      blocks.append(.table(Table(words("agree.caption.answers"), columns, rows)))
    }
    return blocks
  }

  private func said(_ answer: ComparedAnswer?, _ question: ComparedQuestion) -> String {
    func title(_ option: String) -> String { question.options[option] ?? option }
    return switch answer {
    case nil: "–"
    case .notAssessed?: words("agree.not-assessed")
    case .word(let word)?: title(word)
    case .words(let all)?: all.isEmpty ? words("agree.none") : all.map(title).joined(separator: ", ")
    case .number(let x)?: NumberText.trimmed(x)
    }
  }

  // MARK: Many scans

  private func section(_ pair: AgreementSummary.Pair) -> ReportDocument.Section {
    let finding = Column(words("agree.column.finding"), isNumber: false)
    let states = pair.findings.map { f -> [Cell] in
      [Cell(f.said)] + FindingAgreement.State.allCases.map { Cell("\(f.states[$0] ?? 0)") }
        + [f.lesions.first, f.lesions.second, f.lesions.matched].map { Cell("\($0)") } + [Cell(number(f.f1.value))]
    }
    let (a, b) = (Self.letter(pair.first), Self.letter(pair.second))
    let both = Column(words("agree.column.both"))
    let counts = Table(
      words("agree.caption.scans"),
      [
        finding, both, Column(words("agree.column.only", ["reader": a])),
        Column(words("agree.column.only", ["reader": b])),
        Column(words("agree.column.neither")), Column(words("agree.column.lesions", ["reader": a])),
        Column(words("agree.column.lesions", ["reader": b])), Column(words("agree.column.matched")), Column("F1"),
      ], states)
    let estimates = pair.findings.flatMap { f in
      [
        row(f.said, "Dice", f.dice, f.isUnreviewed),
        row(f.said, words("agree.column.surface-dice"), f.surfaceDice, f.isUnreviewed),
        row(f.said, "HD95 mm", f.hausdorff95, f.isUnreviewed),
        row(f.said, "ASSD mm", f.averageDistance, f.isUnreviewed),
        row(f.said, "F1", f.f1, f.isUnreviewed),
      ]
    }
    let differences = pair.findings.flatMap { f in
      [(f.millilitres, "mL", f.isUnreviewed), (f.percent, "%", f.isUnreviewed || f.lungsAreProposed)]
        .map { d, unit, isUnreviewed -> [Cell] in
          let numbers = [d.bias.value, d.numbers?.limits.lowerBound, d.numbers?.limits.upperBound].map {
            Cell(number($0), isUnreviewed: $0 != nil && isUnreviewed)
          }
          return [Cell(f.said), Cell(unit), Cell("\(d.bias.n)"), Cell("\(d.bias.undefined)"), numbers[0]]
            + [Cell(interval(d.bias)), numbers[1], numbers[2]]
        }
    }
    var blocks: [Block] = [
      .table(counts), .table(Table(words("agree.caption.means"), estimateColumns(finding), estimates)),
      .table(
        Table(
          words("agree.caption.differences", ["first": a, "second": b]),
          [
            finding, Column("", isNumber: false), Column("n"), Column(words("agree.column.undefined")),
            Column(words("agree.column.bias")), Column(words("agree.column.interval")),
            Column(words("agree.column.lower")), Column(words("agree.column.upper")),
          ], differences)),
    ]
    blocks += answers(
      pair.questions.map { q in
        let kappas = RatingTable.Weights.allCases.compactMap { weights in
          q.kappas[weights].map { row(q.question.title, words("agree.kappa", ["weights": weights.rawValue]), $0) }
        }
        return (q.question.title, q.agreement, kappas)
      })
    return ReportDocument.Section(title(pair.first, pair.second), blocks)
  }

  private func all(_ summary: AgreementSummary) -> [Block] {
    func rows(_ name: String, _ unit: String, _ c: AgreementSummary.Correlation, _ isUnreviewed: Bool) -> [[Cell]] {
      [row(name, "ICC(1)\(unit)", c.icc1, isUnreviewed)]
        + (c.icc2.map { [row(name, "ICC(2,1)\(unit)", $0, isUnreviewed)] } ?? [])
    }
    let quantities = summary.quantities.flatMap {
      rows($0.said, ", mL", $0.millilitres, $0.isUnreviewed)
        + rows($0.said, ", %", $0.percent, $0.isUnreviewed || $0.lungsAreProposed)
    }
    let questions = summary.questions.map { q -> (String, Estimate, [[Cell]]) in
      let title = q.question.title
      let gwet = RatingTable.Weights.allCases.compactMap { weights in
        q.gwet[weights].map { row(title, words("agree.gwet", ["weights": weights.rawValue]), $0) }
      }
      let alpha = RatingTable.Measurement.allCases.compactMap { kind in
        q.alpha[kind].map { row(title, words("agree.alpha", ["kind": kind.rawValue]), $0) }
      }
      return (title, q.agreement, gwet + alpha + (q.icc.map { rows(title, "", $0, false) } ?? []))
    }
    let finding = Column(words("agree.column.finding"), isNumber: false)
    return [.table(Table(words("agree.caption.quantities"), estimateColumns(finding), quantities))] + answers(questions)
  }

  /// A row a measure of each question that was not always answered alike; the others are named in a sentence.
  /// - Parameter questions: each with its title, the share of equal answers, and the rows of other measures.
  private func answers(_ questions: [(title: String, equal: Estimate, measures: [[Cell]])]) -> [Block] {
    var rows: [[Cell]] = [], alike: [String] = []
    for question in questions {
      if question.equal.value == 1 {
        alike.append(words("agree.alike.question", ["title": question.title, "n": question.equal.n]))
        continue
      }
      rows.append(row(question.title, words("agree.column.equal"), question.equal))
      if question.equal.value != nil { rows += question.measures }
    }
    var blocks: [Block] = []
    if !rows.isEmpty {
      let column = Column(words("agree.column.question"), isNumber: false)
      blocks.append(.table(Table(words("agree.caption.questions"), estimateColumns(column), rows)))
    }
    if !alike.isEmpty {
      blocks.append(.paragraph(words("agree.alike.all", ["questions": Joint.clauses(alike)])))
    }
    return blocks
  }

  private func estimateColumns(_ first: Column) -> [Column] {
    [
      first, Column("", isNumber: false), Column(words("agree.column.value")), Column(words("agree.column.interval")),
      Column("n"), Column(words("agree.column.undefined")),
    ]
  }

  private func row(_ name: String, _ what: String, _ e: Estimate, _ isUnreviewed: Bool = false) -> [Cell] {
    [
      Cell(name), Cell(what), Cell(number(e.value, 3), isUnreviewed: e.value != nil && isUnreviewed), Cell(interval(e)),
      Cell("\(e.n)"), Cell("\(e.undefined)"),
    ]
  }

  private func interval(_ e: Estimate) -> String {
    e.interval.map { "\(number($0.lowerBound)) … \(number($0.upperBound))" } ?? "–"
  }

  /// "–" for none.
  private func number(_ x: Double?, _ digits: Int = 2) -> String { x.map { NumberText.fixed($0, digits) } ?? "–" }
}
