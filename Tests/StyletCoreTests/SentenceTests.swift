import Testing

@testable import StyletBase

@Suite struct SentenceTests {
  /// The first letter in any language; nothing where a sentence begins with no letter.
  @Test(arguments: [
    ("the signature is void", "The signature is void"), ("écrit par un autre", "Écrit par un autre"),
    ("e\u{301}crit", "E\u{301}crit"), ("œdème", "Œdème"), ("ñu", "Ñu"), ("ärzte", "Ärzte"), ("ﬁn", "Fin"),
    ("ß", "Ss"), ("{undo} undoes it", "{undo} undoes it"), ("12 mL lie outside", "12 mL lie outside"),
    ("\"a\" is none", "\"a\" is none"), (":reopen opens it", ":reopen opens it"), ("Already", "Already"),
    ("находка", "Находка"), ("发现", "发现"), ("", ""), (" blank", " blank"),
  ])
  func beginsWithACapital(_ text: String, _ sentence: String) {
    #expect(text.beginningSentence == sentence)
    #expect(text[...].beginningSentence == sentence)
  }
}
