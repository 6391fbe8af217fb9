import StyletBase

/// A report as plain text for terminals, letters and files: at most 80 characters wide where words can be broken.
public struct ReportText {
  public static let width = 80

  /// Lines, each with its end. Control characters of files are shown escaped.
  public static func render(_ document: ReportDocument) -> String {
    let title = wrapped(document.title)
    var lines = title + [String(repeating: "=", count: title.map(\.count).max() ?? 0)]
    for notice in document.notices { lines += [""] + wrapped(notice, first: "! ", next: "  ") }
    for section in document.sections {
      let blocks = section.blocks.flatMap(block)
      guard !blocks.isEmpty else { continue }
      lines += ["", ""] + wrapped(section.title.uppercased()) + blocks
    }
    lines += [""] + wrapped(document.footer)
    return lines.map { trimmed($0) + "\n" }.joined()
  }

  private static func block(_ block: ReportDocument.Block) -> [String] {
    var lines: [String]
    switch block {
    case .paragraph(let text): lines = wrapped(text)
    case .list(let texts): lines = texts.flatMap { wrapped($0, first: "- ", next: "  ") }
    case .facts(let facts): lines = self.facts(facts)
    case .table(let table): lines = self.table(table)
    case .figures, .drawing: return []
    }
    if lines.isEmpty { return [] }
    return [""] + lines + (block.isMarked ? wrapped(ReportDocument.markExplained) : [])
  }

  private static func said(_ cell: ReportDocument.Cell) -> String {
    safe(cell.text) + (cell.isUnreviewed ? ReportDocument.mark : "")
  }

  private static func facts(_ facts: [ReportDocument.Fact]) -> [String] {
    let names = facts.map { safe($0.name) }
    let column = min((names.map(\.count).max() ?? 0) + 2, width / 2)
    return zip(facts, names).flatMap { fact, name -> [String] in
      let blank = String(repeating: " ", count: column)
      if name.count + 2 > column { return wrapped(name) + wrapped(said(fact.value), first: blank, next: blank) }
      return wrapped(said(fact.value), first: name.padded(column), next: blank)
    }
  }

  /// Columns as wide as they need, numbers with their titles broken into lines; where that is too much, columns of
  /// words are broken into lines, the widest first.
  private static func table(_ table: ReportDocument.Table) -> [String] {
    let titles = table.columns.map { safe($0.title) }
    let rows = table.rows.map { $0.map(said) }
    var widths = table.columns.indices.map { column in
      let cells = rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
      guard table.columns[column].isNumber else { return max(cells, titles[column].count) }
      return max(cells, min(titles[column].split(separator: " ").map(\.count).max() ?? 0, 12))
    }
    while widths.reduce(0, +) + 2 * (widths.count - 1) > width {
      let breakable = widths.indices.filter { !table.columns[$0].isNumber && widths[$0] > 12 }
      guard let widest = breakable.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
    }
    var lines = table.caption.isEmpty ? [] : wrapped(table.caption)
    for (n, row) in ([titles] + rows).enumerated() {
      let cells = table.columns.indices.map { column -> [String] in
        let text = column < row.count ? row[column] : ""
        return n > 0 && table.columns[column].isNumber ? [text] : folded(text, widths[column])
      }
      for line in 0..<(cells.map(\.count).max() ?? 0) {
        lines.append(
          cells.enumerated().map { column, cell in
            let text = line < cell.count ? cell[line] : ""
            let blank = String(repeating: " ", count: max(widths[column] - text.count, 0))
            return table.columns[column].isNumber ? blank + text : text + blank
          }.joined(separator: "  "))
      }
      if n == 0 { lines.append(widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ")) }
    }
    return lines
  }

  private static func wrapped(_ text: String, first: String = "", next: String = "") -> [String] {
    let parts = folded(safe(text), max(width - max(first.count, next.count), 10))
    return parts.enumerated().map { ($0 == 0 ? first : next) + $1 }
  }

  /// Broken at blanks; a word that is longer than a line is cut into pieces of one length, so that no single character
  /// of a digest or of a name is left on a line of its own.
  private static func folded(_ text: String, _ width: Int) -> [String] {
    var lines: [String] = [], line = ""
    for word in Wrapping.words(text[...]) {
      var word = word[...]
      let count = word.count
      if !line.isEmpty, line.count + 1 + count > width {
        lines.append(line)
        line = ""
      }
      let pieces = (count + width - 1) / width, length = (count + pieces - 1) / pieces
      while let cut = word.index(word.startIndex, offsetBy: length, limitedBy: word.endIndex), cut < word.endIndex {
        lines.append(String(word[..<cut]))
        word = word[cut...]
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return lines + [line]
  }

  private static func safe(_ text: String) -> String { text.escapedForTerminal }

  private static func trimmed(_ line: String) -> String {
    var line = line[...]
    while line.last == " " { line.removeLast() }
    return String(line)
  }
}

extension String {
  fileprivate func padded(_ width: Int) -> String { self + String(repeating: " ", count: max(width - count, 0)) }
}
