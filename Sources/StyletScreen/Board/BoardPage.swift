import StyletBase
import StyletReport

/// A section of a document as lines for a screen of some width. A table that is too wide shows its first columns, and of
/// the others those from a shift on.
struct BoardPage {
  struct Line: Equatable {
    enum Style { case text, quiet, caption, warning, heading }

    var text: String
    var style: Style
  }

  private(set) var lines: [Line] = []
  /// How far columns can be shifted; 0 where all are seen.
  private(set) var lastShift = 0
  private let width: Int
  private let shift: Int
  private let glyphs: Glyphs

  /// - Parameters:
  ///   - notices: stand first.
  ///   - width: columns of the screen for the lines.
  ///   - shift: columns of tables that are left out behind the first.
  init(_ section: ReportDocument.Section, notices: [String], width: Int, shift: Int, glyphs: Glyphs) {
    (self.width, self.shift, self.glyphs) = (max(width, 1), shift, glyphs)
    for notice in notices { wrap(notice, .warning, first: "! ", next: "  ") }
    for block in section.blocks {
      let before = lines.count
      if before > 0 { lines.append(Line(text: "", style: .text)) }
      switch block {
      case .paragraph(let text): wrap(text, .text)
      case .list(let texts): for text in texts { wrap(text, .text, first: "- ", next: "  ") }
      case .facts(let facts): self.facts(facts)
      case .table(let table): self.table(table)
      case .figures, .drawing: lines.removeLast(lines.count - before)
      }
    }
  }

  private func plain(_ text: String) -> String { glyphs.plain(text.escapedForTerminal) }

  private mutating func wrap(_ text: String, _ style: Line.Style, first: String = "", next: String = "") {
    for (n, line) in Wrapping.lines(plain(text), max(width - first.count, 1)).enumerated() {
      lines.append(Line(text: (n == 0 ? first : next) + line, style: style))
    }
  }

  private mutating func facts(_ facts: [ReportDocument.Fact]) {
    let names = facts.map { plain($0.name) }, column = min((names.map(\.columns).max() ?? 0) + 2, width / 2)
    for (fact, name) in zip(facts, names) {
      let parts = Wrapping.lines(plain(fact.value.text), max(width - column, 1))
      for (n, part) in parts.enumerated() {
        let head = n == 0 ? NumberText.cut(name, max(column - 2, 0), glyphs) : ""
        lines.append(Line(text: Self.filled(head, column) + part, style: .text))
      }
    }
  }

  // MARK: Tables

  private mutating func table(_ table: ReportDocument.Table) {
    let titles = table.columns.map { plain($0.title) }
    let rows = table.rows.map { row in table.columns.indices.map { $0 < row.count ? plain(row[$0].text) : "" } }
    var widths = table.columns.indices.map { n in
      let cells = rows.map { $0[n].columns }.max() ?? 0
      let words = titles[n].split(separator: " ").map { String($0).columns }.max() ?? 0
      return max(cells, table.columns[n].isNumber ? words : titles[n].columns, 1)
    }
    // Words at the beginning say what a row is: they stay.
    let first = max(min(table.columns.prefix { !$0.isNumber }.count, 2), 1)
    if widths.reduce(-2, { $0 + $1 + 2 }) > width {
      for n in 0..<min(first, widths.count) { widths[n] = min(widths[n], max(width / (first + 2), 8)) }
    }
    let shown = shown(widths, first)
    var caption = table.caption
    if shown.count < widths.count, let from = shown.dropFirst(first).first, let to = shown.last {
      caption += (caption.isEmpty ? "" : " ") + BoardText.columns(from + 1, to + 1, widths.count)
    }
    if !caption.isEmpty { wrap(caption, .caption) }
    let heads = shown.map { n in Wrapping.lines(titles[n], max(widths[n], 1)) }
    let height = heads.map(\.count).max() ?? 0
    func line(_ cells: [String], _ style: Line.Style) {
      var text = ""
      for (cell, n) in zip(cells, shown) {
        let cut = NumberText.cut(cell, widths[n], glyphs)
        let blank = String(repeating: " ", count: max(widths[n] - cut.columns, 0))
        text += (text.isEmpty ? "" : "  ") + (table.columns[n].isNumber ? blank + cut : cut + blank)
      }
      while text.last == " " { text.removeLast() }
      lines.append(Line(text: text, style: style))
    }
    // Titles stand on the rows: the last line of each is full.
    for at in 0..<height {
      line(heads.map { head in head[safe: at - (height - head.count)] ?? "" }, .heading)
    }
    for row in rows { line(shown.map { row[$0] }, .text) }
  }

  /// The columns that are seen, and how far this table can be shifted.
  private mutating func shown(_ widths: [Int], _ first: Int) -> [Int] {
    func space(_ columns: some Sequence<Int>) -> Int { columns.reduce(-2) { $0 + widths[$1] + 2 } }
    guard space(widths.indices) > width, widths.count > first else { return Array(widths.indices) }
    let room = width - space(0..<first) - 2, rest = first..<widths.count
    var last = rest.count - 1
    while last > 0, space(rest.dropFirst(last - 1)) <= room { last -= 1 }
    lastShift = max(lastShift, last)
    var columns: [Int] = []
    for n in rest.dropFirst(min(shift, last)) {
      guard columns.isEmpty || space(columns + [n]) <= room else { break }
      columns.append(n)
    }
    return Array(0..<first) + columns
  }

  private static func filled(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(width - text.columns, 0))
  }
}
