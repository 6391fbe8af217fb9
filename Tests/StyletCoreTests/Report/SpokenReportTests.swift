import Foundation
import Testing

@testable import StyletBase
@testable import StyletCore
@testable import StyletReport

/// A report in French is French at whole, with decimal commas, and what programs read of it knows no language.
struct SpokenReportTests {
  private func text() throws -> String {
    try Words.$inTask.withValue(.french) { ReportText.render(ReportWords(try ReportScene().content).document()) }
  }

  private func page() throws -> String {
    try Words.$inTask.withValue(.french) { ReportPage.render(ReportWords(try ReportScene().content).document()) }
  }

  /// Words in a row, without the breaks of lines.
  private func flat(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

  /// No sentence of the English catalogue is in it: of each the longest piece between its arguments is looked for.
  @Test func nothingOfItIsEnglish() throws {
    let english = Catalogue(.english), french = Catalogue(.french)
    let text = flat(try text()), page = flat(try page())
    #expect(text.contains("Lésion dans les poumons") && text.contains("Réservé à la recherche"))
    #expect(page.contains("<html lang=\"fr\">"))
    var asked = 0
    for id in english.identifiers where ["core", "report", "reading"].contains(String(id.prefix { $0 != "." })) {
      let pieces = english.text(id).split(separator: /\{[^}]*\}+/)
      guard let longest = pieces.max(by: { $0.count < $1.count }), longest.count > 7,
        !french.text(id).contains(longest)
      else { continue }
      asked += 1
      #expect(!text.contains(longest) && !page.contains(longest), "\(id): \(longest)")
    }
    #expect(asked > 80, "\(asked) sentences")
  }

  /// "12,5" and never "12.5"; the scan's own name and the version have points.
  @Test func numbersHaveCommas() throws {
    let text = try text().replacingOccurrences(of: Release.version, with: "")
    #expect(text.contains(/[0-9],[0-9]/))
    #expect(!text.contains(/[0-9]\.[0-9]/), "\(text)")
  }

  @Test func tablesAndJSONKnowNoLanguage() throws {
    let scene = try ReportScene()
    let row = ReportRow(scene.content), json = ReportJSON(scene.content).text
    let session = scene.session
    let extent = ExtentReport(ledger: session.ledger, findings: scene.project.labels, volume: session.volume)
    Words.$inTask.withValue(.french) {
      #expect(ReportRow(scene.content).line == row.line && ReportRow(scene.content).header == row.header)
      #expect(extent.csv.contains(/[0-9]\.[0-9]/))
      #expect(extent.table.contains(/[0-9],[0-9]/) && extent.table.hasPrefix("anomalie"))
      #expect(Words.inData { ReportJSON(scene.content).text } == json)
    }
    #expect(extent.table.contains(/[0-9]\.[0-9]/) && extent.table.hasPrefix("finding"))
  }
}
