import Testing

@testable import StyletBase

/// What catalogues say, and how a message takes its arguments.
struct WordsTests {
  private let some = Catalogue(.english, """
    [slice]
    many = "{$n: # slice | # slices} of {$what}"
    wire = "Contour {$wired: yes = along edges, {$n: # vertex | # vertices} | no = straight}; {contour-close} closes"
    bare = "no {brace and # sign"
    """)

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
    let french = Catalogue(.french, "[slice]\nmany = \"{$n: # coupe | # coupes}\"")
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

  @Test func aTaskSpeaksItsLanguage() {
    #expect(Words.$inTask.withValue(.french) { words("language.name") } == "Français")
    #expect(words("language.name") == "English")
    #expect(words("language.nothing") == "language.nothing")
  }
}
