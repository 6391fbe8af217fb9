import StyletBase

/// A report as one HTML page that needs nothing else: pictures are in it, nothing is fetched, nothing runs.
///
/// Every text of a file is escaped; besides, the page forbids scripts and all that is not in it (Content Security
/// Policy). It is made for A4 paper and for screens, and says in words what its pictures and colours say.
public struct ReportPage {
  public static func render(_ document: ReportDocument) -> String {
    let title = document.title.shownOnPage
    var out = """
      <!DOCTYPE html>
      <html lang="\(Words.language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="generator" content="Stylet \(Release.version)">
      <title>\(title)</title>
      <style>
      \(style)
      </style>
      </head>
      <body>
      <header>
      <h1>\(title)</h1>

      """
    if !document.notices.isEmpty {
      out += "<ul class=\"notices\">\n"
      out += document.notices.map { "<li>\($0.shownOnPage)</li>\n" }.joined()
      out += "</ul>\n"
    }
    out += "</header>\n<main>\n"
    for section in document.sections where !section.blocks.isEmpty {
      out += "<section>\n<h2>\(section.title.shownOnPage)</h2>\n"
      for block in section.blocks {
        out += html(block)
        if block.isMarked { out += "<p class=\"note\">\(ReportDocument.markExplained.shownOnPage)</p>\n" }
      }
      out += "</section>\n"
    }
    return out + "</main>\n<footer><p>\(document.footer.shownOnPage)</p></footer>\n</body>\n</html>\n"
  }

  private static func html(_ block: ReportDocument.Block) -> String {
    switch block {
    case .paragraph(let text): "<p>\(text.shownOnPage)</p>\n"
    case .list(let texts): "<ul>\n" + texts.map { "<li>\($0.shownOnPage)</li>\n" }.joined() + "</ul>\n"
    case .facts(let facts):
      "<table class=\"facts\">\n<tbody>\n"
        + facts.map {
          "<tr><th scope=\"row\">\($0.name.shownOnPage)</th><td>\(html($0.value, breaking: true))</td></tr>\n"
        }.joined()
        + "</tbody>\n</table>\n"
    case .table(let table): html(table)
    case .figures(let figures): "<div class=\"figures\">\n" + figures.map(html).joined() + "</div>\n"
    case .drawing(let svg, let caption):
      "<figure class=\"drawing\">\n\(svg)<figcaption>\(caption.shownOnPage)</figcaption>\n</figure>\n"
    }
  }

  /// - Parameter breaking: long words may be broken where ``breaks(_:)`` says.
  private static func html(_ cell: ReportDocument.Cell, breaking: Bool = false) -> String {
    let text = breaking ? breaks(cell.text) : cell.text.shownOnPage
    guard cell.isUnreviewed else { return text }
    let title = words("report.mark-title").escapedForHTML
    return text + "<abbr class=\"unreviewed\" title=\"\(title)\">\(ReportDocument.mark)</abbr>"
  }

  /// Digests and the like may be broken after each 16 characters, and are whole when they are copied: a browser would
  /// else break them where the column happens to end, before their last character.
  private static func breaks(_ text: String) -> String {
    text.shownOnPage.split(separator: " ", omittingEmptySubsequences: false).map { word in
      let bytes = Array(word.utf8)
      guard bytes.count > 32, bytes.allSatisfy({ (48...57).contains($0) || (97...122).contains($0) }) else {
        return String(word)
      }
      return stride(from: 0, to: bytes.count, by: 16).map {
        String(decoding: bytes[$0..<min($0 + 16, bytes.count)], as: UTF8.self)
      }.joined(separator: "<wbr>")
    }.joined(separator: " ")
  }

  private static func html(_ table: ReportDocument.Table) -> String {
    func kind(_ n: Int) -> String {
      table.columns.indices.contains(n) && table.columns[n].isNumber ? " class=\"number\"" : ""
    }
    var out = "<table>\n"
    out += "<thead>\n"
    // In the head, so that in print it is never parted from its rows, and is said again on the next page.
    if !table.caption.isEmpty {
      out +=
        "<tr><th scope=\"colgroup\" colspan=\"\(max(table.columns.count, 1))\" class=\"caption\">"
        + "\(table.caption.shownOnPage)</th></tr>\n"
    }
    out += "<tr>"
    for (n, column) in table.columns.enumerated() {
      out += "<th scope=\"col\"\(kind(n))>\(column.title.shownOnPage)</th>"
    }
    out += "</tr>\n</thead>\n<tbody>\n"
    for row in table.rows {
      out += "<tr>"
      for (n, cell) in row.enumerated() {
        out += n == 0 ? "<th scope=\"row\"\(kind(n))>\(html(cell))</th>" : "<td\(kind(n))>\(html(cell))</td>"
      }
      out += "</tr>\n"
    }
    return out + "</tbody>\n</table>\n"
  }

  private static func html(_ figure: ReportDocument.Figure) -> String {
    let data = Base64.encode(figure.bytes)
    return "<figure>\n<img src=\"data:image/png;base64,\(data)\" width=\"\(figure.width)\" height=\"\(figure.height)\" "
      + "alt=\"\(figure.description.escapedForHTML)\">\n<figcaption>\(figure.caption.shownOnPage)</figcaption>\n"
      + "</figure>\n"
  }

  private static let style = """
    @page { size: A4; margin: 14mm; }
    body { font: 15px/1.4 "Liberation Sans", Arial, Helvetica, sans-serif; color: #111; background: #fff;
      max-width: 60em; margin: 1.5em auto; padding: 0 1em; overflow-wrap: break-word; }
    h1 { font-size: 1.5em; margin: 0 0 .4em; }
    h2 { font-size: 1.15em; margin: 1.4em 0 .4em; border-bottom: 1px solid #999; break-after: avoid; }
    .notices { list-style: none; margin: 0; padding: .5em .8em; border: 1px solid #996; background: #fffbe6; }
    .notices li { margin: .15em 0; }
    .notices li:first-child { font-weight: bold; }
    table { border-collapse: collapse; margin: .5em 0; font-variant-numeric: tabular-nums; }
    th, td { text-align: left; vertical-align: top; padding: .15em .6em; border-bottom: 1px solid #ddd; }
    thead th { border-bottom: 1px solid #666; vertical-align: bottom; }
    thead .caption { border-bottom: none; padding: .2em 0; }
    tbody th { font-weight: normal; }
    .facts th { color: #444; white-space: nowrap; }
    .facts td, figcaption, h1 { overflow-wrap: anywhere; }
    .number { text-align: right; }
    td.number, th.number { overflow-wrap: normal; }
    .unreviewed { color: #a00; font-weight: bold; text-decoration: none; }
    .note, figcaption, footer { color: #444; font-size: .87em; }
    h2 + p { break-after: avoid; }
    figure { margin: 0; max-width: 100%; break-inside: avoid; }
    figure img { display: block; max-width: 100%; height: auto; background: #000; }
    .figures figure { display: inline-block; vertical-align: bottom; max-width: calc(50% - .6em); margin: 0 .4em .8em 0; }
    .drawing svg { max-width: 100%; height: auto; font-family: inherit; }
    footer { margin-top: 2em; border-top: 1px solid #999; }
    tr, .facts { break-inside: avoid; }
    thead { display: table-header-group; }
    @media print {
      body { font-size: 10pt; max-width: none; margin: 0; padding: 0; }
      .figures figure { max-width: 88mm; }
      .notices, svg { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
    }
    """
}

extension String {
  /// Escaped, and no line ends between a number and its percent sign, nor at the marks that French sets apart.
  fileprivate var shownOnPage: String {
    var bytes: [UInt8] = []
    let text = Array(escapedForHTML.utf8), space = UInt8(ascii: " ")
    let closing = "%:;?!".utf8
    func isMark(_ n: Int, _ mark: [UInt8]) -> Bool { n >= 0 && text[n...].starts(with: mark) }
    let (opened, closed) = (Array("«".utf8), Array("»".utf8))
    for (n, byte) in text.enumerated() {
      let isKept = byte == space && n + 1 < text.count
        && (closing.contains(text[n + 1]) || isMark(n + 1, closed) || isMark(n - opened.count, opened))
      if isKept { bytes += "\u{A0}".utf8 } else { bytes.append(byte) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
