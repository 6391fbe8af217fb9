import Testing

@testable import StyletBase

/// What must not reach a terminal does not, by any of the ways out.
@Suite struct VisibleTextTests {
  private static let hostile = "a\u{1b}]0;x\u{7}\u{9b}31m\u{202e}b\u{2066}\u{200b}\u{7f}\u{85}\u{e000}é漢"

  private func isSafe(_ text: some StringProtocol) -> Bool {
    !text.unicodeScalars.contains { $0.isUnsafeToShow && $0 != "\n" && $0 != "\r" }
  }

  @Test func everyWayOutIsSafe() throws {
    let text = Self.hostile
    let shown = text.escapedForTerminal
    #expect(shown.hasPrefix(#"a\u{1b}]0;x\u{7}\u{9b}31m"#) && shown.hasSuffix("é漢"))
    #expect(isSafe(shown) && isSafe(CSVText.quoted(text)) && isSafe(text.escapedForHTML))
    #expect(isSafe("\(Failure(.badData, path: text, text, at: text, advice: text))"))
    let json = JSONValue.object([text: .string(text)])
    #expect(isSafe(json.text) && isSafe(String(decoding: json.bytes, as: UTF8.self)))
    #expect(try JSONValue(reading: json.bytes) == json)
  }

  @Test func aCellKeepsItsLines() {
    #expect(CSVText.quoted("a\nb\tc\"") == "\"a\nb\tc\"\"\"")
    #expect("a\nb".escapedForTerminal == #"a\u{a}b"#)
  }

  @Test func whatIsEscapedComesBack() {
    #expect(Self.hostile.escapedForTerminal.unescaped == Self.hostile)
    for plain in [#"\u{41}"#, #"\u{}"#, #"\u{110000}"#, #"\u{d800}"#, #"\u{1b"#, #"\u{00000001b}"#, #"C:\u"#, "é漢"] {
      #expect(plain.unescaped == plain)
    }
  }

  @Test func beyondTheBasicPlane() throws {
    let json = JSONValue.string("\u{e0001}\u{1f600}")
    #expect(json.text == #""\udb40\udc01"# + "\u{1f600}\"")
    #expect(try JSONValue(reading: json.bytes) == json)
  }
}
