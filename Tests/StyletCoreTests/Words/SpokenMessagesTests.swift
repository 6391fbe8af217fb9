import TestSupport
import Testing

@testable import StyletBase

/// The messages of all that is not the screen's, of Core, files, reports and the command line: each that is said is in
/// the catalogues with the arguments that it gets, and none is there that nobody says.
struct SpokenMessagesTests {
  private static let others = ((try? MessageTable.ofScreen()) ?? []).union(["language"])

  /// A table that is new is the screen's or one of these: none is looked at by nobody.
  private func isOurs(_ id: String) -> Bool {
    id.contains(".") && !Self.others.contains(String(id.prefix { $0 != "." }))
  }

  @Test func eachIsInTheCatalogueAndSaid() throws {
    let said = try MessageCall.all().flatMap(\.ids).filter(isOurs), catalogue = Catalogue(.english)
    #expect(said.count > 400, "\(said.count) messages")
    let known = catalogue.identifiers.filter(isOurs)
    #expect(Set(said).subtracting(known).sorted() == [], "said, and in no catalogue")
    #expect(known.subtracting(said).sorted() == [], "in the catalogue, and said by nobody")
  }

  @Test func eachGetsItsArguments() throws {
    let catalogue = Catalogue(.english)
    for call in try MessageCall.all() {
      for id in call.ids where isOurs(id) && !id.hasPrefix("tool.") {
        let own = catalogue.arguments(of: id)
        #expect(own.isSubset(of: call.arguments ?? []), "\(call.file): \(id) takes \(own.sorted())")
        // Where code chooses between messages, each may leave out what another one takes.
        if call.ids.count == 1 { #expect(call.arguments == own, "\(call.file): \(id) takes \(own.sorted())") }
      }
    }
  }

  /// A catalogue of which each message is another one: English words that stay when it is spoken are no messages.
  @Test(arguments: Language.allCases.filter { $0 != .english }) func otherLanguagesSayItOtherwise(
    _ language: Language
  ) {
    let english = Catalogue(.english), own = Catalogue(language)
    let same = english.identifiers.filter(isOurs).filter { id in
      let text = english.text(id), plain = text.replacing(#/\{\$[^}]*\}/#, with: "")
      let words = plain.split { !$0.isLetter }.filter { $0.count > 3 }
      return words.count > 3 && text == own.text(id)
    }
    #expect(same.sorted() == [])
  }
}
