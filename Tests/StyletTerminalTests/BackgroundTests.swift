import StyletScreen
import Testing

@testable import StyletTerminal

struct BackgroundTests {
  @Test(arguments: [
    ("rgb:ffff/ffff/ffff", 1.0), ("rgb:00/00/00", 0), ("rgb:0000/0000/0000", 0), ("rgb:f/f/f", 1),
    ("rgb:fdfd/f6f6/e3e3", 0.96), ("rgb:1e1e/1e1e/2e2e", 0.12), ("rgb:ff/00/00", 0.2126), ("rgb:00/ff/00", 0.7152),
  ])
  func luminanceOfAnAnswer(_ text: String, _ luminance: Double) throws {
    let found = try #require(Background.luminance(Array(text.utf8)))
    #expect(abs(found - luminance) < 0.01, "\(found)")
  }

  @Test(arguments: [
    "", "rgb:", "rgb:ff/ff", "rgb:ff/ff/ff/ff", "rgb:fffff/ff/ff", "rgb:-1/ff/ff", "rgba:0/0/0/0", "white",
  ])
  func whatIsNoColourIsNone(_ text: String) { #expect(Background.luminance(Array(text.utf8)) == nil) }

  @Test func whatIsBelieved() {
    func isLight(_ choice: BackgroundChoice, _ environment: [String: String] = [:], _ answer: Double? = nil) -> Bool {
      Background.decide(choice, environment: environment, answer: answer).isLight
    }
    #expect(!isLight(.auto) && isLight(.light) && !isLight(.dark, ["COLORFGBG": "0;15"], 1))
    #expect(isLight(.auto, [:], 0.96) && !isLight(.auto, ["COLORFGBG": "0;15"], 0.1), "its own word before the rest")
    for light in ["0;15", "0;default;15", "0;7"] { #expect(isLight(.auto, ["COLORFGBG": light])) }
    for dark in ["15;0", "15;default;0", "7;8", "", ";", "x", "0;99"] { #expect(!isLight(.auto, ["COLORFGBG": dark])) }
  }

  /// The paper's colour among the answers, cut anywhere.
  @Test func theTerminalSaysItsPaper() {
    let bytes = Array("\u{1b}]4;255;rgb:ee/ee/ee\u{7}a\u{1b}]11;rgb:ffff/ffff/dddd\u{1b}\\\u{1b}[?62;22c".utf8)
    for cut in 0...bytes.count {
      var question = TerminalQuestion()
      question.feed(Array(bytes[..<cut]))
      question.feed(Array(bytes[cut...]))
      #expect(question.has256 && question.isAnswered && question.typed == Array("a".utf8))
      #expect(question.paper.map { $0 > 0.9 } == true, "cut at \(cut)")
    }
  }

  /// An answer whose rest comes after it was given up is no keys.
  @Test(arguments: 4..<24) func aLateAnswerIsNoKeys(_ at: Int) {
    let answer = Array("\u{1b}]11;rgb:ffff/ffff/dddd\u{1b}\\".utf8)
    var decoder = InputDecoder(keys: KeySequences(), owed: OwedAnswers(colour: true, attributes: true))
    #expect(decoder.feed(answer[..<at]) == [])
    #expect(decoder.timeout() == [])
    #expect(decoder.feed(answer[at...]) == [])
    #expect(decoder.feed(Array("j".utf8)) == [.key(.character("j"))])
  }
}
