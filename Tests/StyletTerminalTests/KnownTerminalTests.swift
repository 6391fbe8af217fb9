import StyletScreen
import Testing

@testable import StyletTerminal

/// What is concluded of the terminals that readers have, from their TERM and what they answer. xterm, tmux and screen were
/// recorded (xterm 379, tmux 3.3a, screen 4.09); the others are what is known of them, not recorded.
@Suite struct KnownTerminalTests {
  struct Known: CustomTestStringConvertible, Sendable {
    var name: String
    var environment: [String: String]
    /// To the question for colours, and to that for mode 2026; "" for a terminal that is silent.
    var answer: String
    var mode = ""
    var entry: String
    var tier: ColourTier
    var picture: PictureGlyphs
    var isLight = false
    var isSynchronised = false
    var testDescription: String { name }
  }

  private static let e = "\u{1b}", bel = "\u{7}"
  private static func osc(_ paper: String, _ attributes: String) -> String {
    "\(e)]4;255;rgb:eeee/eeee/eeee\(e)\\\(e)]11;rgb:\(paper)\(e)\\\(e)[?\(attributes)c"
  }
  private static let black = "0000/0000/0000", white = "ffff/ffff/ffff"

  static let all: [Known] = [
    Known(
      name: "xterm, TERM=xterm", environment: ["TERM": "xterm"],
      answer: osc(white, "64;1;2;6;9;15;16;17;18;21;22;28"), mode: "\(e)[?2026;0$y", entry: "xterm-256color",
      tier: .indexed, picture: .quadrants, isLight: true),
    Known(
      name: "xterm", environment: ["TERM": "xterm-256color"], answer: osc(black, "64;1;2;6;9;15;16;17;18;21;22;28"),
      mode: "\(e)[?2026;0$y", entry: "xterm-256color", tier: .indexed, picture: .quadrants),
    Known(
      name: "kitty", environment: ["TERM": "xterm-kitty", "COLORTERM": "truecolor"], answer: osc(black, "62;"),
      mode: "\(e)[?2026;2$y", entry: "kitty-direct", tier: .direct, picture: .sextants, isSynchronised: true),
    Known(
      name: "kitty over SSH", environment: ["TERM": "xterm-kitty", "SSH_TTY": "/dev/pts/1"], answer: osc(black, "62;"),
      mode: "\(e)[?2026;2$y", entry: "xterm-kitty", tier: .indexed, picture: .sextants, isSynchronised: true),
    Known(
      name: "foot", environment: ["TERM": "foot", "COLORTERM": "truecolor"], answer: osc("fdfd/f6f6/e3e3", "62;4;22;28"),
      mode: "\(e)[?2026;2$y", entry: "foot-direct", tier: .direct, picture: .sextants, isLight: true, isSynchronised: true),
    Known(
      name: "alacritty", environment: ["TERM": "alacritty", "COLORTERM": "truecolor"],
      answer: "\(e)]4;255;rgb:eeee/eeee/eeee\(bel)\(e)]11;rgb:1818/1818/1818\(bel)\(e)[?6c", mode: "\(e)[?2026;2$y",
      entry: "alacritty-direct", tier: .direct, picture: .quadrants, isSynchronised: true),
    Known(
      name: "WezTerm", environment: ["TERM": "xterm-256color", "COLORTERM": "truecolor"],
      answer: osc(black, "65;4;6;18;22"), mode: "\(e)[?2026;2$y", entry: "xterm-direct", tier: .direct,
      picture: .quadrants, isSynchronised: true),
    Known(
      name: "WezTerm by its own entry, not known here", environment: ["TERM": "wezterm", "COLORTERM": "truecolor"],
      answer: osc(black, "65;4;6;18;22"), mode: "\(e)[?2026;2$y", entry: "xterm-direct", tier: .direct,
      picture: .sextants, isSynchronised: true),
    Known(
      name: "Windows Terminal", environment: ["TERM": "xterm-256color"], answer: "\(e)[?1;0c", entry: "xterm-256color",
      tier: .indexed, picture: .quadrants),
    Known(
      name: "PuTTY as it comes", environment: ["TERM": "xterm"],
      answer: "\(e)]4;255;rgb:eeee/eeee/eeee\(bel)\(e)[?6c", entry: "xterm-256color", tier: .indexed, picture: .quadrants),
    Known(
      name: "PuTTY that answers nothing of colours", environment: ["TERM": "xterm"], answer: "\(e)[?6c", entry: "xterm",
      tier: .ansi, picture: .quadrants),
    Known(
      name: "PuTTY as putty-256color", environment: ["TERM": "putty-256color"], answer: "\(e)[?6c",
      entry: "putty-256color", tier: .indexed, picture: .halves),
    Known(
      name: "Linux console", environment: ["TERM": "linux"], answer: "\(e)[?6c", entry: "linux", tier: .ansi,
      picture: .halves),
    Known(
      name: "vt100", environment: ["TERM": "vt100"], answer: "\(e)[?1;2c", entry: "vt100", tier: .mono, picture: .halves),
    Known(
      name: "tmux", environment: ["TERM": "tmux-256color", "TMUX": "/tmp/tmux-1000/default,1,0"], answer: "\(e)[?1;2c",
      entry: "tmux-256color", tier: .indexed, picture: .quadrants),
    Known(
      name: "tmux with RGB", environment: ["TERM": "tmux-256color", "COLORTERM": "truecolor", "TMUX": "/tmp/x,1,0"],
      answer: "\(e)[?1;2c", entry: "tmux-direct", tier: .direct, picture: .quadrants),
    Known(
      name: "screen", environment: ["TERM": "screen", "STY": "1.pts-0.host"], answer: "\(e)[?1;2c", entry: "screen",
      tier: .ansi, picture: .quadrants),
    Known(
      name: "screen.xterm-256color", environment: ["TERM": "screen.xterm-256color", "STY": "1.pts-0.host"],
      answer: "\(e)[?1;2c", entry: "screen.xterm-256color", tier: .indexed, picture: .quadrants),
    Known(
      name: "mosh", environment: ["TERM": "xterm-256color", "SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"],
      answer: "\(e)[?62c", entry: "xterm-256color", tier: .indexed, picture: .quadrants),
  ]

  /// As Debian's terminfo has them.
  private static let entries: [String: TerminfoEntry] = {
    var all: [String: TerminfoEntry] = [:]
    for name in ["xterm-256color", "xterm-kitty", "foot", "alacritty", "putty-256color", "tmux-256color",
      "screen-256color", "screen.xterm-256color"] { all[name] = TerminfoEntry(name: name) }
    for name in ["xterm-direct", "kitty-direct", "foot-direct", "alacritty-direct", "tmux-direct"] {
      all[name] = TerminfoEntry(name: name, colours: 1 << 24, isDirect: true)
    }
    for name in ["xterm", "putty", "screen"] { all[name] = TerminfoEntry(name: name, colours: 8, pairs: 64) }
    all["linux"] = TerminfoEntry(name: "linux", colours: 8, pairs: 64, knowsMouse: false)
    all["vt100"] = TerminfoEntry(name: "vt100", colours: -1, pairs: -1, knowsMouse: false)
    return all
  }()

  @Test(arguments: all) func isUnderstood(_ known: Known) throws {
    // Asked for its paper too, as `stylet doctor` does.
    var question = TerminalQuestion()
    question.feed(Array(known.answer.utf8))
    question.giveUp()
    #expect(question.isAnswered && question.typed.isEmpty)
    let verdict = try ColourLadder(
      environment: known.environment, lookUp: { Self.entries[$0] }, answers: { question.has256 }).decide(.auto)
    #expect(verdict.entry.name == known.entry && verdict.tier == known.tier)
    #expect(PictureDetection.usual(known.environment["TERM"] ?? "") == known.picture)
    let paper = Background.decide(.auto, environment: known.environment, answer: question.paper)
    #expect(paper.isLight == known.isLight)
    // Asked for mode 2026 where its entry is a relative of xterm's.
    let asked = TerminalModes(mouse: verdict.entry.knowsMouse, paste: verdict.entry.knowsMouse).question
    #expect(asked.isEmpty == ["linux", "vt100"].contains(known.entry))
    var decoder = InputDecoder()
    decoder.owed.mode = !asked.isEmpty
    #expect(decoder.feed(Array(known.mode.utf8)) == [])
    #expect(decoder.knowsSynchronisedOutput == known.isSynchronised)
  }

  /// Its entry has a mouse on some systems; a question that it does not know may be printed.
  @Test func theLinuxConsoleIsAskedNothing() {
    guard let entry = TerminfoEntry.lookUp("linux") else { return }
    #expect(!entry.knowsMouse)
  }
}
