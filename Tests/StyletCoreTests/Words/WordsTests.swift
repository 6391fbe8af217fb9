import Foundation
import StyletTexts
import Testing

@testable import StyletBase

/// What catalogues say, and how a message takes its arguments.
struct WordsTests {
  private let some = Catalogue(.english, Array("""
    [slice]
    many = "{$n: # slice | # slices} of {$what}"
    wire = "Contour {$wired: yes = along edges, {$n: # vertex | # vertices} | no = straight}; {contour-close} closes"
    bare = "no {brace and # sign"
    """.utf8))

  @Test func argumentsAreCountedAndChosen() {
    #expect(some.text("slice.many", ["n": 1, "what": "CT #1 {$n}"]) == "1 slice of CT #1 {$n}")
    #expect(some.text("slice.many", ["n": 0, "what": "2"]) == "0 slices of 2")
    #expect(some.text("slice.wire", ["wired": true, "n": 3]) == "Contour along edges, 3 vertices; {contour-close} closes")
    #expect(some.text("slice.wire", ["wired": false]) == "Contour straight; {contour-close} closes")
    #expect(some.text("slice.bare") == "no {brace and # sign")
    #expect(some.text("slice.many", ["n": 2]) == "2 slices of {$what}")
    #expect(some.arguments(of: "slice.wire") == ["wired", "n"])
  }

  @Test func frenchCountsZeroAsOne() {
    let french = Catalogue(.french, Array("[slice]\nmany = \"{$n: # coupe | # coupes}\"".utf8))
    #expect([0, 1, 2].map { french.text("slice.many", ["n": $0]) } == ["0 coupe", "1 coupe", "2 coupes"])
  }

  @Test func languagesAreAskedForAsLocalesDo() {
    #expect(Language(environment: ["LANG": "fr_FR.UTF-8"]) == .french)
    #expect(Language(environment: ["LANG": "fr_FR.UTF-8", "LC_ALL": "C"]) == .english)
    #expect(Language(environment: ["LC_ALL": "", "LC_MESSAGES": "fr_CA", "LANG": "de_DE"]) == .french)
    #expect(Language(environment: [:]) == .english)
    #expect(Language(code: "FR") == .french)
    #expect(Language(code: "frank") == nil)
  }

  /// Each language has the messages of English, and each of them its arguments and keys.
  @Test(arguments: Language.allCases) func cataloguesAreWhole(_ language: Language) {
    let english = Catalogue(.english), own = Catalogue(language)
    #expect(english.identifiers.subtracting(own.identifiers).sorted() == [])
    #expect(own.identifiers.subtracting(english.identifiers).sorted() == [])
    for id in english.identifiers.sorted() {
      #expect(own.arguments(of: id) == english.arguments(of: id), "\(id)")
    }
  }

  /// A catalogue is read without the parser, by its lines: it must say what the parser reads.
  @Test(arguments: Language.allCases) func cataloguesAreReadAsTOML(_ language: Language) throws {
    let own = Catalogue(language)
    let read = try Self.texts(of: CarriedText.catalogue(language.rawValue))
    #expect(own.identifiers == Set(read.keys) && read.count > 1000)
    for (id, text) in read { #expect(own.written(id) == text, "\(id)") }
  }

  /// Every form that a catalogue may use, and what must not lead its lines astray.
  @Test func linesAreReadAsTOML() throws {
    let lines = #"""
      # say = "a comment"
      top = "without a table"

      [say]
      a = "one \"word\", a tab\t, \u00e9 and \\"
      b.title = "dotted"
      c = """
      [say.no]
      no = "in a text" \
        and folded; \"""not the end\""", ""two quotes"" and é"""
      d = """short"""
      empty = "" # said nothing
      [say.inner]
      a = "deeper"
      """#
    for text in [lines, lines + "\n", lines.replacingOccurrences(of: "\n", with: "\r\n")] {
      let own = Catalogue(.english, Array(text.utf8)), read = try Self.texts(of: Array(text.utf8))
      #expect(own.identifiers == Set(read.keys) && read.count == 7)
      for (id, text) in read { #expect(own.written(id) == text, "\(id)") }
    }
  }

  /// Nothing of what stands there, and no trap.
  @Test(arguments: ["", "[", "a", "a = ", "a = \"", "a = \"\"\"", "[a\nb = \"\"\"\"\"", "a = \"open\nb = 'c'\n= \"d\""])
  func whatIsNoCatalogueSaysNothing(_ text: String) {
    let own = Catalogue(.english, Array(text.utf8))
    for id in own.identifiers.union(["a", "b", "a.b", ""]) { #expect(own.written(id) ?? "" == "", "\(id)") }
  }

  private static func texts(of toml: [UInt8]) throws -> [String: String] {
    var all: [String: String] = [:]
    func take(_ table: TOMLTable, _ prefix: String) {
      for entry in table.entries {
        all[prefix + entry.key] = entry.value.string
        if let inner = entry.value.table { take(inner, prefix + entry.key + ".") }
      }
    }
    take(try TOMLTable(reading: String(decoding: toml, as: UTF8.self)), "")
    return all
  }

  /// Why the system refused; what has no message stands in the system's words.
  @Test func theSystemsReasonsAreSaid() {
    for code in [EIO, EACCES, ENOENT, ENOSPC, EROFS] {
      let own = String(cString: strerror(code)), french = Words.$inTask.withValue(.french) { SystemReason.said(code) }
      #expect(SystemReason.said(code) == own && french != own && !french.isEmpty, "\(own)")
    }
    #expect(Words.$inTask.withValue(.french) { SystemReason.said(ECHILD) } == String(cString: strerror(ECHILD)))
  }

  @Test func aTaskSpeaksItsLanguage() {
    #expect(Words.$inTask.withValue(.french) { words("language.name") } == "Français")
    #expect(words("language.name") == "English")
    #expect(words("language.nothing") == "language.nothing")
  }
}
