import StyletBase
import StyletBatch
import StyletReport

/// How far a batch is, in words: lines for a terminal, and a page.
struct BatchWords {
  private typealias Cell = ReportDocument.Cell
  private typealias Fact = ReportDocument.Fact

  /// So many failed items are named; the table of the merge has all.
  private static let most = (lines: 20, page: 1000)

  private let status: BatchStatus

  init(_ status: BatchStatus) { self.status = status }

  var text: String {
    var lines = facts.map { Joint.named($0.name, $0.value.text) }
    lines += status.failed.prefix(Self.most.lines).map { Joint.named($0.item.path, Joint.named(said($0.reason), $0.what)) }
    if status.failed.count > Self.most.lines {
      lines.append(words("cli.info.and-more", ["count": status.failed.count - Self.most.lines]))
    }
    return lines.map { $0.escapedForTerminal + "\n" }.joined()
  }

  func document() -> ReportDocument {
    var sections = [ReportDocument.Section(section("progress"), [.facts(facts)])]
    let plan = status.manifest.settings
    sections.append(
      ReportDocument.Section(
        section("plan"),
        [
          .facts([
            fact("program", plan.program), fact("steps", plan.steps.names.joined(separator: ", ")),
            fact("settings", plan.digest),
          ])
        ]))
    if !status.hosts.isEmpty {
      let rows = status.hosts.sorted { $0.key < $1.key }.map { [Cell($0.key), Cell("\($0.value)")] }
      let columns = [column("host"), column("items", isNumber: true)]
      sections.append(
        ReportDocument.Section(section("hosts"), [.table(.init(section("hosts"), columns, rows))]))
    }
    if !status.failed.isEmpty {
      let columns = ["item", "path", "reason", "what"].map { column($0) }
      let rows = status.failed.prefix(Self.most.page).map { one in
        [Cell(one.item.id), Cell(one.item.path), Cell(said(one.reason)), Cell(one.what)]
      }
      sections.append(
        ReportDocument.Section(
          section("failed"), [.table(.init(section("failed"), columns, Array(rows)))]))
    }
    return ReportDocument(
      title: words("batch.title"), notices: [ResearchUse.notice], sections: sections,
      footer: "stylet \(Release.version), \(UTC.now())")
  }

  private func section(_ name: String) -> String { words("batch.section", ["name": name]) }

  private func fact(_ name: String, _ text: String) -> Fact { Fact(words("batch.fact", ["name": name]), Cell(text)) }

  private func column(_ name: String, isNumber: Bool = false) -> ReportDocument.Column {
    ReportDocument.Column(words("batch.column", ["name": name]), isNumber: isNumber)
  }

  private func said(_ reason: BatchReason?) -> String {
    words("batch.reason", ["reason": reason?.rawValue ?? "unreadable"])
  }

  private var facts: [Fact] {
    var facts = [
      fact("done", "\(status.done)/\(status.all)"), fact("failed", "\(status.failed.count)"),
      fact("missing", "\(status.missing.count)"),
    ]
    if status.claimed > 0 { facts.append(fact("claimed", "\(status.claimed)")) }
    if !status.failed.isEmpty {
      let reasons = status.byReason.map { "\($0.count) \(said($0.reason))" }
      facts.append(fact("reasons", reasons.joined(separator: ", ")))
    }
    if let rate = status.perHour { facts.append(fact("rate", NumberText.short(rate))) }
    if let left = status.left, left > 0 { facts.append(fact("left", Self.time(left))) }
    facts.append(fact("hours", NumberText.short(status.seconds / 3600)))
    if !status.missing.isEmpty { facts.append(fact("hours_left", NumberText.short(status.coreHoursLeft))) }
    facts.append(fact("peak", NumberText.short(status.peak)))
    facts.append(fact("bytes", NumberText.short(Double(status.bytes) / 1e6)))
    return facts
  }

  /// "2 h 05 min", "3 min", "12 s".
  private static func time(_ seconds: Double) -> String {
    let s = Int(min(seconds, 1e9).rounded(.up)), minutes = (s + 59) / 60
    if s < 60 { return "\(s) s" }
    if minutes < 60 { return "\(minutes) min" }
    return "\(minutes / 60) h " + (minutes % 60 < 10 ? "0" : "") + "\(minutes % 60) min"
  }
}
