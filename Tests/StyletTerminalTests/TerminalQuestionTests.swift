import StyletScreen
import Testing

@testable import StyletTerminal

struct TerminalQuestionTests {
  private static let xterm = "\u{1b}]4;255;rgb:eeee/eeee/eeee\u{1b}\\\u{1b}[?64;1;2c"
  private static let bell = "\u{1b}]4;255;rgb:ee/ee/ee\u{7}\u{1b}[?6c"

  private func heard(_ text: String, cut: Int) -> TerminalQuestion {
    var question = TerminalQuestion()
    let bytes = Array(text.utf8)
    question.feed(Array(bytes[..<cut]))
    question.feed(Array(bytes[cut...]))
    question.giveUp()
    return question
  }

  /// However the line cuts an answer.
  @Test(arguments: [xterm, bell]) func anAnswerIsHeard(_ answer: String) {
    for cut in 0...answer.utf8.count {
      let question = heard(answer, cut: cut)
      #expect(question.has256 && question.isAnswered && question.typed.isEmpty, "cut at \(cut)")
    }
  }

  /// A terminal of 8 colours says what it is, and nothing of the palette.
  @Test func noColoursIsAnAnswerToo() {
    let question = heard("\u{1b}[?1;2c", cut: 3)
    #expect(!question.has256 && question.isAnswered)
  }

  /// Keys pressed meanwhile come through, in order and whole.
  @Test func whatIsTypedMeanwhileIsKept() {
    let text = "a\u{1b}[A" + Self.xterm + "\u{1b}Ob\u{1b}"
    for cut in 0...text.utf8.count {
      let question = heard(text, cut: cut)
      #expect(question.has256 && question.isAnswered)
      #expect(question.typed == Array("a\u{1b}[A\u{1b}Ob\u{1b}".utf8), "cut at \(cut)")
    }
  }

  private func ladder(answering: Bool, _ environment: [String: String]) -> ColourLadder {
    let entries = [
      TerminfoEntry(name: "xterm-256color"), TerminfoEntry(name: "xterm", colours: 8, pairs: 64),
      TerminfoEntry(name: "linux", colours: 8, pairs: 64), TerminfoEntry(name: "screen", colours: 8, pairs: 64),
      TerminfoEntry(name: "screen-256color"),
    ]
    return ColourLadder(environment: environment, lookUp: { name in entries.first { $0.name == name } }) { answering }
  }

  @Test func aTerminalThatAnswersGets256() throws {
    let verdict = try ladder(answering: true, ["TERM": "xterm"]).decide(.auto)
    #expect(verdict.tier == .indexed && verdict.entry.name == "xterm-256color" && verdict.reason.contains("answers"))
    #expect(try ladder(answering: false, ["TERM": "xterm"]).decide(.auto).tier == .ansi)
    #expect(try ladder(answering: true, ["TERM": "xterm"]).decide(.ansi).tier == .ansi, "as asked for")
    #expect(try ladder(answering: true, ["TERM": "xterm", "NO_COLOR": "1"]).decide(.auto).tier == .mono)
    #expect(try ladder(answering: true, ["TERM": "linux"]).decide(.auto).tier == .ansi, "has no richer relative")
  }

  /// `stylet doctor` says what to do where the terminal did not answer.
  @Test func theRemedyIsNamed() throws {
    func remedy(_ environment: [String: String], _ choice: ColourChoice = .auto) throws -> String? {
      let ladder = ladder(answering: false, environment)
      return ladder.remedy(for: try ladder.decide(choice), choice)
    }
    #expect(try remedy(["TERM": "xterm"])?.contains("export TERM=xterm-256color") == true)
    #expect(try remedy(["TERM": "screen", "TMUX": "/tmp/x,1,0"])?.contains("default-terminal") == true)
    #expect(try remedy(["TERM": "linux"]) == nil)
    #expect(try remedy(["TERM": "xterm-256color"]) == nil)
    #expect(try remedy(["TERM": "xterm"], .ansi) == nil)
    #expect(try remedy(["TERM": "xterm", "NO_COLOR": "1"]) == nil)
  }
}
