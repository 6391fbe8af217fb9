import Testing

@testable import StyletBase
@testable import StyletScreen

/// A terminal without Unicode is told the same: each sign that a catalogue has must have a plain form, or stands there
/// as a question mark.
@Suite struct PlainLettersTests {
  @Test(arguments: Language.allCases) func everySignHasAPlainForm(_ language: Language) {
    let catalogue = Catalogue(language), glyphs = Glyphs(unicode: false)
    func questions(_ text: String) -> Int { text.utf8.count { $0 == UInt8(ascii: "?") } }
    var read = 0
    for id in catalogue.identifiers.sorted() {
      let text = catalogue.written(id) ?? "", plain = glyphs.plain(text)
      read += text.isEmpty ? 0 : 1
      #expect(plain.utf8.allSatisfy { $0 < 128 } && questions(plain) == questions(text), "\(id): \(plain)")
    }
    #expect(read > 1000)
  }
}
