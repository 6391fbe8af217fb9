import StyletBase
import StyletReport
import StyletScreen
import StyletStudy
import StyletTriage

/// The order of a study's cases as it is printed: as text, for programs, and as a page with a card a scan.
struct TriageSheet {
  let order: TriageOrder
  let study: Study
  /// nil where triage never was.
  let sign: TriageSign?

  init(_ order: TriageOrder, _ study: Study, sign: TriageSign?) {
    (self.order, self.study, self.sign) = (order, study, sign)
  }

  private var rule: TriageRule { order.rule }

  /// Says when triage last looked, where that is too long ago, or that readers do not go by it.
  private var notes: [String] {
    var all: [String] = []
    if let sign, !sign.isFresh(at: order.time) {
      all.append(words("triage.down", ["time": TriageTime.short(sign.time, at: order.time)]))
    }
    if study.rules.order == .design { all.append(words("triage.by-design")) }
    return all
  }

  // MARK: Screen

  /// What the coordinator's screen shows of it.
  var page: TriagePage {
    let now = UTC.seconds(order.time) ?? 0
    let rows = order.rows.map { row in
      let diagnosis = ProposedDiagnosis(rule, row.result?.known)
      return TriageRow(
        name: row.id.text, tier: tier(row),
        minutes: Int(clamping: max(now - (UTC.seconds(row.study.added) ?? now), 0) / 60), extent: Self.extent(row),
        diagnosis: TriageWords.diagnosis(diagnosis), why: why(row),
        evidence: diagnosis.evidence.map(TriageWords.evidence), arrival: row.arrival + 1)
    }
    return TriagePage(rows: rows, alerts: notes, rule: words("triage.goes-by", ["rule": rule.name]))
  }

  /// The slice to look at first, base 0; nil where nothing was found.
  static func slice(_ row: TriageOrder.Row) -> Int? { row.result?.measures?.slice }

  // MARK: Text

  /// A line a case, and why below it; no line is wider than a terminal of 80.
  var text: String {
    var rows = [["place", "case", "tier", "extent", "diagnosis", "arrival"].map(Self.column)]
    for (n, row) in order.rows.enumerated() {
      rows.append([
        String(n + 1), row.id.text, tier(row), Self.extent(row), diagnosis(row), String(row.arrival + 1),
      ])
    }
    let lines = StudyWords.table(rows, left: [1, 2, 4]).split(separator: "\n").map(String.init)
    var out = (lines.first ?? "") + "\n"
    for (line, row) in zip(lines.dropFirst(), order.rows) {
      out += line + "\n"
      for part in Wrapping.lines(why(row).escapedForTerminal, 74) { out += "     " + part + "\n" }
    }
    if order.rows.isEmpty { out = words("triage.no-cases") + "\n" }
    for note in [words("triage.goes-by", ["rule": rule.name.escapedForTerminal])] + notes + [ResearchUse.notice] {
      out += Wrapping.lines(note, 79).map { $0 + "\n" }.joined()
    }
    return out
  }

  private static func column(_ name: String) -> String { words("triage.column", ["column": name]) }

  /// "P3", and "P3 > P2" of one that has waited.
  private func tier(_ row: TriageOrder.Row) -> String {
    let own = row.verdict.tier.label
    return row.isAged ? words("triage.aged", ["tier": own, "rank": row.rank]) : own
  }

  private static func extent(_ row: TriageOrder.Row) -> String {
    row.result?.measures?.extent.map { TriageWords.percent($0) + " %" } ?? "-"
  }

  private func diagnosis(_ row: TriageOrder.Row) -> String {
    TriageWords.diagnosis(ProposedDiagnosis(rule, row.result?.known))
  }

  private func why(_ row: TriageOrder.Row) -> String {
    let failure = row.result?.failure.map { [$0] } ?? []
    return Joint.clauses([TriageWords.reasons(row.verdict, rule, row.result?.known)] + failure)
  }

  // MARK: JSON

  var json: JSONObject {
    [
      "format": .string("stylet-triage-list"), "version": .int(1), "program": .string("stylet \(Release.version)"),
      "notice": .string(ResearchUse.inData), "time": .string(order.time), "rule": .object(rule.json),
      "last_sign": sign.map { .string($0.time) } ?? .null, "fresh": .bool(sign?.isFresh(at: order.time) ?? false),
      "readers_follow": .bool(study.rules.order == .triage),
      "rows": .array(
        order.rows.map { row in
          .object(
            row.json(rule).with([
              "words": .string(TriageWords.verdict(row.verdict, rule, row.result?.known)),
              "diagnosis": .object(ProposedDiagnosis(rule, row.result?.known).json),
              "measures": row.result?.measures.map { .object($0.json) } ?? .null,
              "failure": row.result?.failure.map(JSONValue.string) ?? .null,
              "measured": row.result.map { .string($0.measured) } ?? .null,
              "seconds": row.result.map { .double($0.seconds) } ?? .null,
            ]))
        }),
    ]
  }

  // MARK: Page

  /// The list, and a card a scan: the slice to look at first, the six zones, what is proposed and why.
  func document(_ folder: StudyFolder) -> ReportDocument {
    let columns = ["place", "case", "tier", "extent", "diagnosis", "arrival", "why"].map {
      ReportDocument.Column(Self.column($0), isNumber: ["place", "extent", "arrival"].contains($0))
    }
    let rows = order.rows.enumerated().map { n, row -> [ReportDocument.Cell] in
      [
        "\(n + 1)", row.id.text, tier(row), Self.extent(row), diagnosis(row), "\(row.arrival + 1)", why(row),
      ].map { ReportDocument.Cell($0) }
    }
    let table = ReportDocument.Table(words("triage.goes-by", ["rule": rule.name]), columns, rows)
    return ReportDocument(
      title: words("triage.title", ["study": study.title]), notices: [ResearchUse.notice] + notes,
      sections: [ReportDocument.Section(words("triage.order"), [.table(table)])]
        + order.rows.map { card($0, folder) },
      footer: words("triage.footer", ["program": "stylet \(Release.version)", "time": order.time]))
  }

  private func card(_ row: TriageOrder.Row, _ folder: StudyFolder) -> ReportDocument.Section {
    let diagnosis = ProposedDiagnosis(rule, row.result?.known)
    func fact(_ name: String, _ value: String, unreviewed: Bool = false) -> ReportDocument.Fact {
      ReportDocument.Fact(words("triage.fact", ["fact": name]), ReportDocument.Cell(value, isUnreviewed: unreviewed))
    }
    var facts = [fact("tier", tier(row)), fact("why", why(row))]
    facts.append(fact("diagnosis", TriageWords.diagnosis(diagnosis), unreviewed: true))
    if !diagnosis.evidence.isEmpty {
      facts.append(fact("evidence", Joint.clauses(diagnosis.evidence.map(TriageWords.evidence))))
    }
    if let m = row.result?.measures { facts.append(fact("extent", TriageWords.extent(m), unreviewed: true)) }
    var blocks: [ReportDocument.Block] = [.facts(facts)]
    if let figure = figure(row, folder) { blocks.append(.figures([figure])) }
    if let zones = row.result?.zones, let percents = row.result?.measures?.zones {
      let title = words("triage.zones")
      let figures = percents.map { (percent: $0, words: $0.map { [TriageWords.percent($0) + " %"] } ?? []) }
      blocks.append(.drawing(svg: zones.picture.svg(figures, title: title), caption: title))
    }
    return ReportDocument.Section(Joint.named(row.verdict.tier.label, row.id.text), blocks)
  }

  /// nil where there is no picture of this program's.
  private func figure(_ row: TriageOrder.Row, _ folder: StudyFolder) -> ReportDocument.Figure? {
    let path = folder.triagePicture(row.id)
    guard row.result?.measures != nil, Paths.exists(path),
      let bytes = try? SafeFile.read(path, limit: 1 << 22).bytes, bytes.count > 24,
      bytes.prefix(8) == [137, 80, 78, 71, 13, 10, 26, 10]
    else { return nil }
    func number(_ at: Int) -> Int { bytes[at..<at + 4].reduce(0) { $0 << 8 | Int($1) } }
    let (width, height) = (number(16), number(20))
    guard (1...4096).contains(width), (1...4096).contains(height) else { return nil }
    let slice = (row.result?.measures?.slice).map { $0 + 1 } ?? (row.result?.measures?.slices ?? 0) / 2 + 1
    let caption = words("triage.picture", [
      "slice": slice, "count": row.result?.measures?.slices ?? 0, "found": row.result?.measures?.slice != nil,
    ])
    return ReportDocument.Figure(caption: caption, description: caption, bytes: bytes, width: width, height: height)
  }
}

/// Times as the list says them.
enum TriageTime {
  /// "14:02 UTC" of the same day, else with the day.
  static func short(_ time: String, at now: String) -> String {
    let clock = time.dropFirst(11).prefix(5) + " UTC"
    return time.prefix(10) == now.prefix(10) ? String(clock) : time.prefix(10) + " " + clock
  }
}
