import StyletScreen
import Testing

@testable import StyletTerminal

/// The answer about mode 2026 (DECRPM), whole and cut by a slow line.
struct SynchronisedOutputTests {
  @Test(arguments: [
    ("2026;1", true), ("2026;2", true), ("2026;3", true), ("2026;0", false), ("2026;4", false), ("2027;2", false),
  ])
  func isKnownWhereTheTerminalSaysSo(_ answer: String, _ isKnown: Bool) {
    var decoder = InputDecoder()
    decoder.owed.mode = true
    #expect(decoder.feed(Array("\u{1b}[?\(answer)$y".utf8)) == [])
    #expect(decoder.knowsSynchronisedOutput == isKnown && !decoder.owed.mode)
    #expect(decoder.feed(Array("j".utf8)) == [.key(.character("j"))])
  }

  /// Its rest comes after it was given up: it is an answer, and no keys.
  @Test(arguments: 4..<11) func isNoKeysWhenItIsCut(_ at: Int) {
    let answer = Array("\u{1b}[?2026;2$y".utf8)
    var decoder = InputDecoder()
    decoder.owed.mode = true
    #expect(decoder.feed(answer[..<at]) == [])
    #expect(decoder.timeout() == [])
    #expect(decoder.feed(answer[at...]) == [])
    #expect(decoder.knowsSynchronisedOutput)
    #expect(decoder.feed(Array("j".utf8)) == [.key(.character("j"))])
  }
}
