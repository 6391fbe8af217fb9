import StyletAgreement
import StyletBase
import StyletReport

/// The coordinator's page in words: what the screen, the page and the text all say. A section a page of the screen.
public struct BoardWords {
  private typealias Block = ReportDocument.Block
  private typealias Cell = ReportDocument.Cell
  private typealias Column = ReportDocument.Column
  private typealias Table = ReportDocument.Table

  private let board: StudyBoard
  /// More names do not fit into a matrix that anybody reads.
  private static let mostInMatrix = 40

  public init(_ board: StudyBoard) { self.board = board }

  public func document() -> ReportDocument {
    let sections = [
      ("progress", progress), ("pairs", pairs), ("gold", gold), ("sessions", sessions), ("attention", attention),
      ("how", [Block.list(how)]),
    ]
    return ReportDocument(
      title: words("board.title", ["study": board.status.title]), notices: notices,
      sections: sections.map { ReportDocument.Section(words("board.section", ["section": $0.0]), $0.1) },
      footer: "stylet \(Release.version), \(board.now)")
  }

  /// That of research use, and in how many respects there is something to look at.
  private var notices: [String] {
    let a = board.attention
    var out = [ResearchUse.notice]
    if !board.faults.isEmpty { out.append(words("board.notice.unreadable", ["n": board.faults.count])) }
    if !a.clocks.isEmpty { out.append(words("board.notice.clocks", ["n": Set(a.clocks.map(\.reader)).count])) }
    if !a.silent.isEmpty { out.append(words("board.notice.silent", ["n": a.silent.count, "days": board.days])) }
    let overdue = a.overdue.reduce(0) { $0 + $1.rows }
    if overdue > 0 { out.append(words("board.notice.overdue", ["n": overdue])) }
    if !board.tasks.isEmpty { out.append(words("board.notice.unmeasured", ["n": board.tasks.count])) }
    return out
  }

  // MARK: Progress

  private var progress: [Block] {
    let s = board.status
    let facts = Block.facts([
      ReportDocument.Fact(
        words("board.fact.cases"),
        Cell(words("board.cases", ["cases": s.cases, "dealt": s.dealt, "withdrawn": s.withdrawn]))),
      ReportDocument.Fact(words("board.fact.readings"), Cell(part(s.total.sealed, s.total.assigned))),
    ])
    let counts = ["sealed", "share", "begun", "skipped", "flagged", "doubles", "repeats", "gold"]
    let readers = s.readers.map { r -> [Cell] in
      let name = r.hasLeft ? words("cli.study.status.left", ["name": r.name.text]) : r.name.text
      return [Cell(name)] + cells(r.counts) + [Cell("\(r.overdue)"), Cell(last(r.last))]
    }
    let all = [[Cell(words("board.all"))] + cells(s.total)]
    let sites = s.sites.map { [Cell($0.name)] + cells($0.counts) + [Cell("\($0.cases)")] }
    return [
      facts,
      .table(
        Table(
          words("board.caption.readers"),
          [text("reader")] + columns(counts + ["overdue"]) + [text("last")], readers + all)),
      .table(Table(words("board.caption.sites"), [text("site")] + columns(counts + ["cases"]), sites)),
    ]
  }

  /// With a mark where it lies in the future, which page Attention tells.
  private func last(_ time: String?) -> String {
    guard let time else { return "–" }
    let isAhead = time > board.now && board.attention.clocks.contains { $0.kind == .ahead }
    return minute(time) + (isAhead ? " !" : "")
  }

  private func cells(_ c: StudyStatus.Counts) -> [Cell] {
    func part(_ part: StudyStatus.Counts.Part) -> Cell { Cell(self.part(part.sealed, part.assigned)) }
    let sealed = StudyStatus.Counts.Part(assigned: c.assigned, sealed: c.sealed)
    let numbers = [part(sealed), Cell(share(c.sealed, c.assigned))]
    return numbers + [c.open, c.skipped, c.flagged].map { Cell("\($0)") }
      + [part(c.doubles), part(c.repeats), part(c.gold)]
  }

  // MARK: Pairs

  private var pairs: [Block] {
    let names = board.matrix.readers.map(\.text)
    guard !board.pairs.isEmpty else { return [.paragraph(words("board.no-pairs"))] }
    var blocks: [Block] = []
    if names.count <= Self.mostInMatrix {
      var cells = [[String]](repeating: [String](repeating: "", count: names.count), count: names.count)
      for pair in board.pairs {
        let text = part(pair.sealed, pair.planned)
        (cells[pair.first][pair.second], cells[pair.second][pair.first]) = (text, text)
      }
      let rows = names.indices.map { n in
        [Cell("\(AgreementWords.letter(n)) \(names[n])")]
          + names.indices.map { Cell($0 == n ? "·" : cells[n][$0].isEmpty ? "–" : cells[n][$0]) }
      }
      let letters = names.indices.map { Column(AgreementWords.letter($0)) }
      blocks.append(.table(Table(words("board.caption.matrix"), [text("reader")] + letters, rows)))
    }
    let read = board.pairs.filter { $0.sealed > 0 }
    guard !read.isEmpty else { return blocks + [.paragraph(words("board.no-common"))] }
    let rows = read.map { pair in
      [
        Cell(names[pair.first]), Cell(names[pair.second]), Cell("\(pair.sealed)"), Cell("\(pair.measured)"),
        Cell("\(pair.unreadable)"), Cell(of(pair.found, pair.measured)), Cell(number(pair.meanDice)),
        Cell("\(pair.dice.count)"), Cell(of(pair.agreed, pair.measured)), Cell(percents(pair.interval)),
      ]
    }
    let columns = columns(["both-sealed", "measured", "unreadable", "found", "dice", "dice-n", "agreed", "interval"])
    return blocks + [
      .table(
        Table(
          words("board.caption.agreement", ["dice": dice, "any": !answers.isEmpty, "answers": answers]),
          [text("reader"), text("with")] + columns, rows))
    ]
  }

  /// Of the rule: the least Dice, and what has to be answered alike.
  private var dice: String { NumberText.fixed(board.gold.rule.dice, 2) }
  private var answers: String { board.gold.rule.answers.joined(separator: ", ") }

  // MARK: Gold

  private var gold: [Block] {
    let g = board.gold
    guard g.cases > 0 else { return [.paragraph(words("board.no-gold"))] }
    let facts = Block.facts([
      ReportDocument.Fact(words("board.fact.gold"), Cell(words("board.gold-cases", ["n": g.answered, "all": g.cases])))
    ])
    var all = g.total
    all.name = ReaderName("all")!
    let rows = g.readers.map { row($0.name.text, $0) } + [row(words("board.all"), all)]
    let columns = columns([
      "sealed", "judged", "right", "interval", "found", "dice", "dice-n", "answers", "no-answer", "unmeasured",
      "unreadable",
    ])
    let caption = words("board.caption.gold", ["dice": dice, "any": !answers.isEmpty, "answers": answers])
    return [facts, .table(Table(caption, [text("reader")] + columns, rows))]
  }

  private func row(_ name: String, _ r: GoldResults.Reader) -> [Cell] {
    let answers = r.answers, judged = r.judged.count
    return [
      Cell(name), Cell(part(r.sealed, r.assigned)), Cell("\(judged)"), Cell(of(r.right, judged)),
      Cell(percents(r.interval)), Cell(of(r.found, judged)), Cell(number(StudyBoard.mean(r.dice))),
      Cell("\(r.dice.count)"), Cell(of(answers.alike, answers.compared)), Cell("\(r.withoutAnswer)"),
      Cell("\(r.unmeasured)"), Cell("\(r.unreadable)"),
    ]
  }

  // MARK: Sessions

  private var sessions: [Block] {
    let rows = board.sittings.filter { $0.sessions > 0 }.map { s in
      [
        Cell(s.reader.text), Cell("\(s.sessions)"), Cell(minutes(s.sessionSeconds)), Cell("\(s.readings)"),
        Cell(s.perSession.map { NumberText.trimmed($0) } ?? "–"), Cell("\(s.timed)"), Cell(minutes(s.seconds)),
        Cell(span(s.quartiles)),
      ]
    }
    guard !rows.isEmpty else { return [.paragraph(words("board.no-sessions"))] }
    let head = columns(["sessions", "session-time", "readings", "per-session", "timed", "median", "quartiles"])
    return [
      .table(Table(words("board.caption.sessions", ["minutes": board.gap / 60]), [text("reader")] + head, rows)),
      .table(effects("position", board.effects.byPosition)), .table(effects("hour", board.effects.byHour)),
      .paragraph(words("board.no-cause")),
    ]
  }

  private func effects(_ kind: String, _ parts: [PositionEffects.Part]) -> Table {
    let rows = parts.map { p in
      [
        Cell(range(p.range, isHour: kind == "hour")), Cell("\(p.readings)"), Cell("\(p.readers)"), Cell("\(p.timed)"),
        Cell(minutes(p.median)), Cell(span(p.quartiles)), Cell(number(p.ratio)), Cell("\(p.ratioReaders)"),
        Cell(p.ratioInterval.map { "\(number($0.lowerBound)) … \(number($0.upperBound))" } ?? "–"),
        Cell(of(p.wrong, p.judged)), Cell(percents(p.wrongInterval)),
      ]
    }
    let head = columns([
      "readings", "readers", "timed", "median", "quartiles", "ratio", "ratio-n", "interval", "gold-wrong", "interval",
    ])
    return Table(words("board.caption.effects", ["kind": kind]), [text(kind)] + head, rows)
  }

  private func range(_ range: ClosedRange<Int>, isHour: Bool) -> String {
    func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
    if isHour { return "\(two(range.lowerBound))–\(two(range.upperBound + 1))" }
    return range.upperBound == .max ? "≥ \(range.lowerBound)" : "\(range.lowerBound)–\(range.upperBound)"
  }

  // MARK: Attention

  private var attention: [Block] {
    let a = board.attention
    var blocks: [Block] = []
    if !board.faults.isEmpty {
      // The file's name alone: where the study lies is nobody's business.
      blocks.append(.list(board.faults.map { reader, fault in
        Joint.named(
          reader.text,
          [fault.path?.lastPathPart, fault.place].compactMap { $0 }.reversed().reduce(fault.what) {
            Joint.named($1, $0)
          }
        ).asSentence
      }))
    }
    if !a.clocks.isEmpty {
      blocks.append(.list(a.clocks.map { c in
        words("board.clock", [
          "kind": c.kind.rawValue, "reader": c.reader.text, "host": c.host.text, "n": c.events,
          "days": c.seconds / 86_400, "hours": c.seconds % 86_400 / 3600, "minutes": c.seconds % 3600 / 60,
        ])
      }))
    }
    if !a.silent.isEmpty {
      let rows = a.silent.map {
        [
          Cell($0.reader.text), Cell($0.last.map(minute) ?? words("board.never")), Cell("\($0.days)"),
          Cell("\($0.open)"),
        ]
      }
      blocks.append(
        .table(
          Table(
            words("board.caption.silent", ["days": board.days]),
            [text("reader"), text("last")] + columns(["days", "waiting"]), rows)))
    }
    if !a.overdue.isEmpty {
      let rows = a.overdue.map {
        [Cell($0.reader.text), Cell($0.due), Cell("\($0.rows)"), Cell("\($0.begun)")]
      }
      blocks.append(
        .table(
          Table(words("board.caption.overdue"), [text("reader"), text("due")] + columns(["rows", "begun"]), rows)))
    }
    return blocks.isEmpty ? [.paragraph(words("board.nothing"))] : blocks
  }

  private var how: [String] {
    [
      words("board.how.counts"), words("board.how.pairs"),
      words("board.how.right", ["dice": dice, "any": !answers.isEmpty, "answers": answers]),
      words("board.how.wilson"),
      words("board.how.sessions", ["minutes": board.gap / 60]),
      words("board.how.ratio", ["n": PositionEffects.leastReadings]), words("board.how.silent", ["days": board.days]),
      words("board.how.checked"),
    ]
  }

  // MARK: Cells

  private func text(_ name: String) -> Column { Column(words("board.column", ["column": name]), isNumber: false) }
  private func columns(_ names: [String]) -> [Column] { names.map { Column(words("board.column", ["column": $0])) } }

  /// "2026-03-01 09:30", UTC.
  private func minute(_ time: String) -> String { String(time.prefix(16)).replacing("T", with: " ") }
  private func part(_ n: Int, _ all: Int) -> String { "\(n)/\(all)" }
  /// Of nothing nothing is told.
  private func of(_ n: Int, _ all: Int) -> String { all > 0 ? "\(n)/\(all)" : "–" }
  private func share(_ n: Int, _ all: Int) -> String {
    all > 0 ? NumberText.fixed(100 * Double(n) / Double(all), 0) + " %" : "–"
  }
  private func number(_ x: Double?) -> String { x.map { NumberText.fixed($0, 2) } ?? "–" }
  private func percents(_ x: ClosedRange<Double>?) -> String {
    x.map { "\(NumberText.fixed(100 * $0.lowerBound, 0))–\(NumberText.fixed(100 * $0.upperBound, 0)) %" } ?? "–"
  }
  /// "4:05", minutes and seconds.
  private func minutes(_ seconds: Double?) -> String {
    guard let seconds, seconds.isFinite else { return "–" }
    let whole = Int(min(max(seconds, 0), 1e9).rounded()), rest = whole % 60
    return "\(whole / 60):\(rest < 10 ? "0" : "")\(rest)"
  }
  private func span(_ x: ClosedRange<Double>?) -> String {
    x.map { "\(minutes($0.lowerBound)) … \(minutes($0.upperBound))" } ?? "–"
  }
}
