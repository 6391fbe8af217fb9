import Foundation
import TestSupport
import Testing

@testable import StyletBase
@testable import StyletReport

/// Page, text and table: what they are made of, and that nothing of a file works in them.
@Suite struct ReportFormTests {
  static let hostile = "<script>alert(1)</script>\"'&\u{1b}]0;x\u{7}\u{202e}\n=1+1,\"\r\n"

  private func document(_ scene: ReportScene) throws -> ReportDocument {
    let picture = ZonePicture(
      lungs: try #require(scene.session.lungs).labels, limits: try #require(scene.session.zones),
      grid: ReportScene.grid)
    let words = ReportWords(scene.content)
    let painter = SlicePainter(
      volume: scene.session.volume, findings: scene.session.findings, table: scene.content.table,
      lungs: scene.session.lungs?.labels, zones: scene.session.zones, marks: scene.session.marks)
    let figures = KeyImages(painter, ledger: scene.session.ledger).all.map { words.figure($0, bytes: [1, 2, 3]) }
    return words.document(figures: figures, zones: picture)
  }

  /// Every tag that opens closes, in order; attributes are quoted; no text holds a control character.
  private func isSound(_ page: String) -> String? {
    let void: Set = ["meta", "img", "wbr", "!DOCTYPE"]
    var open: [String] = []
    var rest = page[...]
    while let start = rest.firstIndex(of: "<") {
      guard let end = rest[start...].firstIndex(of: ">") else { return "a tag without an end" }
      let tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      let name = String(tag.drop { $0 == "/" }.prefix { !$0.isWhitespace && $0 != "/" })
      if tag.contains("<") || tag.count(where: { $0 == "\"" }) % 2 != 0 { return "quotes in <\(tag.prefix(80))>" }
      if tag.hasPrefix("/") {
        if open.popLast() != name { return "</\(name)> closes another" }
      } else if !void.contains(name), !tag.hasSuffix("/") {
        open.append(name)
      }
    }
    if let left = open.last { return "<\(left)> is open" }
    let bad = page.unicodeScalars.first { ($0.value < 32 && $0 != "\n") || $0.value == 0x202e || $0.value == 127 }
    return bad.map { "character \($0.value)" }
  }

  /// In print a heading stays with what it is of, and rows and pictures stay whole; the reading stands first.
  @Test func printedPagesBreakBetweenThings() throws {
    let page = ReportPage.render(try document(ReportScene()))
    let style = page.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    func rule(_ selector: String) -> String { style.first { $0.hasPrefix(selector) } ?? "" }
    #expect(rule("h2 {").contains("break-after: avoid") && rule("h2 + p {").contains("break-after: avoid"))
    #expect(rule("figure {").contains("break-inside: avoid") && rule("tr, .facts {").contains("break-inside: avoid"))
    #expect(rule("thead {").contains("display: table-header-group"))
    // A title stands in the head of its table: it is printed again on the next page.
    let titled = page.components(separatedBy: "class=\"caption\"").dropLast()
    #expect(!page.contains("<caption") && !titled.isEmpty)
    #expect(titled.allSatisfy { $0.components(separatedBy: "<thead>").last?.contains("</thead>") == false })
    let headings = page.components(separatedBy: "<h2>").dropFirst().map { $0.prefix { $0 != "<" } }
    #expect(headings.first?.hasPrefix("Structured reading") == true, "\(headings)")
  }

  @Test func thePageIsSound() throws {
    let page = ReportPage.render(try document(ReportScene()))
    #expect(isSound(page) == nil)
    #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
    for outside in ["http:", "https:", "src=\"/", "url(", "<link", "<script", "@import"] {
      #expect(!page.contains(outside), "\(outside)")
    }
    #expect(page.contains(ResearchUse.notice) && page.contains("Content-Security-Policy"))
    // An image says what it shows, a table what its cells are about.
    let images = page.split(separator: "<img ").dropFirst()
    #expect(!images.isEmpty && images.allSatisfy { $0.contains("alt=\"CT picture.") })
    #expect(page.contains("src=\"data:image/png;base64,AQID\""))
    #expect(page.components(separatedBy: "<table").dropFirst().allSatisfy { $0.contains("scope=\"row\"") })
    #expect(page.contains("<svg class=\"zones\" role=\"img\" aria-label=\"Lesion by zone: right upper zone 16.1 %"))
  }

  @Test func hostileNamesAreInertOnThePage() throws {
    let page = ReportPage.render(try document(ReportScene(name: Self.hostile)))
    #expect(isSound(page) == nil, "\(isSound(page) ?? "")")
    #expect(!page.contains("<script"))
    #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;\\u{1b}]0;x"))
    #expect(
      try page.components(separatedBy: "<td").count
        == ReportPage.render(document(ReportScene())).components(separatedBy: "<td").count)
  }

  @Test func hostileNamesAreInertInText() throws {
    let text = ReportText.render(try document(ReportScene(name: Self.hostile)))
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || ($0.value >= 32 && $0.value != 127 && $0.value != 0x202e) })
    #expect(text.contains("\\u{1b}"))
  }

  /// A digest has more characters than a line of the text has room for: no piece of it is a mere rest, and on the page
  /// it may be broken at sixteens, and is copied whole.
  @Test func aDigestBreaksAtSensiblePlaces() throws {
    var scene = try ReportScene()
    let digest = String(repeating: "0123456789abcdef", count: 4)
    scene.content.sha256 = digest
    let document = try document(scene)
    let lines = ReportText.render(document).split(separator: "\n").map { $0.split(separator: " ").last ?? "" }
    let pieces = lines.filter { !$0.isEmpty && digest.contains($0) && $0.count > 8 }
    #expect(pieces.joined() == digest && pieces.allSatisfy { $0.count == 32 }, "\(pieces)")
    let page = ReportPage.render(document)
    #expect(isSound(page) == nil && !page.contains(digest))
    #expect(page.contains("<td>" + Array(repeating: "0123456789abcdef", count: 4).joined(separator: "<wbr>") + "</td>"))
    // What is no longer than a line is not broken at all, and no piece of what is longer is much shorter than another.
    for count in [20, 40, 62, 63, 64, 65, 79, 80, 126, 127, 200] {
      scene.content.sha256 = String(repeating: "x", count: count)
      let text = ReportText.render(ReportWords(scene.content).document())
      let runs = text.split { $0 != "x" }.map(\.count).filter { $0 > 8 }
      #expect(runs.reduce(0, +) == count && 2 * (runs.min() ?? 0) > runs.max() ?? 0, "\(count): \(runs)")
      #expect(count > 60 || runs.count == 1, "\(count): \(runs)")
    }
  }

  @Test func textHasNoMoreThan80Columns() throws {
    for scene in [
      try ReportScene(), try ReportScene(hasLungs: false), try ReportScene(lungOrigin: .proposed),
      try ReportScene(name: " with a long name that goes on for longer than a line of eighty columns could ever take"),
    ] {
      let lines = ReportText.render(ReportWords(scene.content).document()).split(separator: "\n")
      #expect(lines.allSatisfy { $0.count <= 80 }, "\(lines.max { $0.count < $1.count } ?? "")")
      #expect(lines.contains { $0.hasPrefix("! For research use only.") })
    }
  }

  /// What the page's tables say the text says, too.
  @Test func textAndPageSayTheSame() throws {
    let document = try document(ReportScene())
    let text = ReportText.render(document).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for block in document.sections.flatMap(\.blocks) {
      guard case .table(let table) = block else { continue }
      for row in table.rows {
        // Words of a column may be broken into lines; numbers in a row stand on one.
        let isNumbers = table.columns.dropFirst().allSatisfy(\.isNumber)
        let parts = row.map { $0.text + ($0.isUnreviewed ? "*" : "") }.filter { !$0.isEmpty }
        let line = parts.dropFirst(isNumbers ? 1 : 0).joined(separator: " ")
        for words in isNumbers ? [line] : line.components(separatedBy: " ") { #expect(text.contains(words)) }
      }
    }
  }

  // MARK: The table

  /// Rows as a reader of RFC 4180 has them.
  private func rows(_ csv: String) -> [[String]] {
    var rows: [[String]] = [], rest = csv[...]
    while !rest.isEmpty {
      // Up to the first line feed outside of quotes.
      var isQuoted = false
      let end = rest.unicodeScalars.firstIndex { c in
        if c == "\"" { isQuoted.toggle() }
        return c == "\n" && !isQuoted
      }
      guard let end else { break }
      let after = rest.unicodeScalars.index(after: end)
      rows.append(CSVText.firstRow(of: String(rest.unicodeScalars[..<after])) ?? ["bad"])
      rest = Substring(rest.unicodeScalars[after...])
    }
    return rows
  }

  @Test func cellsComeBackFromTheTable() throws {
    let row = ReportRow(try ReportScene(name: Self.hostile).content)
    let table = rows(row.header + row.line)
    #expect(table.count == 2 && table[0] == row.names && table[1].count == row.names.count)
    let cells = Dictionary(uniqueKeysWithValues: zip(table[0], table[1]))
    #expect(
      cells["scan"] == "ct\(Self.hostile).nii".escapedForCell && cells["GGO_ml"] == nil && cells["sfr_class"] == "1")
  }

  @Test(arguments: [
    ("=1+1", "\"'=1+1\""), ("-2", "\"'-2\""), ("@x", "\"'@x\""), ("\t=x", "\"'\t=x\""), ("\r\n=x", "\"'\\u{d}\n=x\""),
    ("a\"b", "\"a\"\"b\""), ("", "\"\""), ("a,b", "\"a,b\""),
  ]) func textIsNoFormula(_ text: String, _ cell: String) {
    #expect(CSVText.quoted(text) == cell)
  }

  @Test func firstRowsAreReadAsTheyAreWritten() {
    #expect(CSVText.firstRow(of: "a,\"b,\"\"c\",,d\r\ne") == ["a", "b,\"c", "", "d"])
    #expect(CSVText.firstRow(of: "\"a\r\nb\",c") == ["a\r\nb", "c"])
    #expect(CSVText.firstRow(of: "") == [""])
    for bad in ["\"a", "a\"b\"", "\"a\"b", "\"a\"\"b"] { #expect(CSVText.firstRow(of: bad) == nil, "\(bad)") }
  }

  @Test func rowsGoUnderOtherHeaders() throws {
    let row = ReportRow(try ReportScene().content)
    #expect(try row.line(under: row.header) == row.line)
    #expect(try row.line(under: "\u{feff}" + row.header) == row.line)
    let more = ["extra"] + row.names.reversed()
    let line = try #require(rows(row.line(under: CSVText.row(more))).first)
    let mine = try #require(rows(row.line).first)
    #expect(line == [""] + mine.reversed())
    for bad in [CSVText.row(Array(row.names.dropLast())), "a,b\r\n", "", "\"", CSVText.row(row.names + ["scan"])] {
      #expect(throws: Failure.self) { try row.line(under: bad) }
    }
    do {
      _ = try row.line(under: CSVText.row(row.names.filter { $0 != "GGO_ml" && $0 != "minutes" }))
    } catch let failure as Failure {
      #expect(failure.what.contains("GGO_ml, minutes"))
    }
  }

  /// A number and its percent sign stay on one line, and so do the marks that French sets apart; wherever they stand.
  @Test func noLineEndsBeforeAPercentSign() {
    let fact = ReportDocument.Fact("a 95 % b", .init("16.1 % c « d » : e"))
    let column = ReportDocument.Column("95 % interval")
    let page = ReportPage.render(
      ReportDocument(
        title: "5 % of", notices: ["6 % of"],
        sections: [
          .init(
            "7 % of",
            [
              .paragraph("8 % of"), .list(["9 % of"]), .facts([fact]),
              .table(.init("10 % of", [column], [[.init("11 %")]])),
            ])
        ], footer: "12 % of"))
    let text = page.split(separator: "<body>").last ?? ""
    #expect(!text.contains(" %") && text.components(separatedBy: "\u{A0}%").count == 12, "\(text)")
    #expect(text.contains("c «\u{A0}d\u{A0}»\u{A0}: e"))
  }
}
