import StyletBase
import StyletCore
import StyletProject
import Testing

@testable import StyletScreen

/// What stands below a question is read to its end at every size.
@Suite struct FormScrollTests {
  /// CO-RADS, whose classes take a long text.
  private static let classes = "R<Tab>11"

  /// The words that are seen on the screen while one goes down, page by page.
  private func seen(_ desk: FormDesk, _ size: (Int, Int)) throws -> Set<Substring> {
    var all: Set<Substring> = [], last = ""
    for _ in 0..<40 {
      let text = desk.text(size.0, size.1)
      all.formUnion(text.split(whereSeparator: \.isWhitespace))
      if text == last { break }
      last = text
      try desk.play("<PageDown>")
    }
    return all
  }

  @Test(arguments: [(60, 16), (80, 24), (100, 30), (120, 40), (160, 50), (200, 60)], Language.allCases)
  func everyWordIsReached(_ size: (Int, Int), _ language: Language) throws {
    try Words.$inTask.withValue(language) {
      let desk = try FormDesk(size: size).play(Self.classes)
      #expect(desk.work.reading.view?.at.field == "co-rads-image")
      let help = try #require(desk.work.reading.form?.field("co-rads-image")?.help)
      let k = desk.work.view.cursor.k
      let seen = try seen(desk, size)
      let left = help.split(separator: " ").filter { !seen.contains($0) }
      #expect(left.isEmpty, "\(size): \(left)")
      let layout = ScreenLayout(width: size.0, height: size.1, model: desk.work.model)
      let rect = try #require(layout.form), model = try #require(desk.work.formModel)
      let last = FormView.lastScroll(model, in: rect)
      #expect(model.scroll <= last && (last == 0 || desk.work.view.cursor.k == k))
    }
  }

  @Test func whatIsBelowIsSaid() throws {
    let desk = try FormDesk(size: (60, 16)).play(Self.classes)
    #expect(desk.text(60, 16).contains("lines below   PgUp PgDn scroll"), "\(desk.text(60, 16))")
    #expect(!desk.text(60, 16).contains("confirming"))
    for _ in 0..<20 { try desk.play("<PageDown>") }
    #expect(desk.text(60, 16).contains(" 0 lines below") && desk.text(60, 16).contains("confirming"))
    for _ in 0..<20 { try desk.play("<PageUp>") }
    #expect(desk.work.reading.view?.scroll == 0)
    // Another question begins at its top.
    try desk.play("<PageDown>j")
    #expect(desk.work.reading.view?.scroll == 0)
  }

  /// Where all is seen nothing is said of it, and the key is the image's.
  @Test func whatFitsDoesNotScroll() throws {
    let desk = try FormDesk(size: (160, 50)).play("R")
    let k = desk.work.view.cursor.k
    #expect(!desk.text().contains("below   PgUp"))
    try desk.play("<PageUp>")
    #expect(desk.work.view.cursor.k != k && desk.work.reading.view?.scroll == 0)
  }

  /// Whose answer it is, and what contradicts it, stand before what explains it.
  @Test func whatIsAnsweredStandsBeforeTheHelp() throws {
    var record = ReadingRecord()
    for (field, word) in [("sfr", "typical"), ("stoic", "positive"), ("rsna", "typical"), ("co-rads-image", "1")] {
      record.set(ReadingAnswer(.word(word), reader: "dupont", time: "2026-01-01T10:00:00Z"), for: field)
    }
    let desk = try FormDesk(size: (100, 30))
    desk.work.take(reading: record.json, following: desk.work.reading.reference, form: desk.work.reading.form)
    try desk.play("R<Tab>jj")
    let model = try #require(desk.work.formModel)
    #expect(desk.work.reading.view?.at.field == "co-rads-image" && model.warnings.count == 3, "\(model.warnings)")
    #expect(model.notes.first?.contains("dupont") == true)
    #expect(model.notes.last == desk.work.reading.form?.field("co-rads-image")?.help)
    let seen = try seen(desk, (100, 30))
    for word in model.warnings.joined(separator: " ").split(separator: " ") { #expect(seen.contains(word), "\(word)") }
  }
}
