import StyletBase
import StyletScreen
import Testing

@testable import StyletTerminal

private let entries: [TerminfoEntry] = [
  TerminfoEntry(name: "xterm-256color"), TerminfoEntry(name: "xterm", colours: 8, pairs: 64),
  TerminfoEntry(name: "xterm-direct", colours: 1 << 24, isDirect: true),
  TerminfoEntry(name: "tmux-256color"), TerminfoEntry(name: "tmux-direct", colours: 1 << 24, isDirect: true),
  TerminfoEntry(name: "screen-256color"), TerminfoEntry(name: "linux", colours: 8, pairs: 64, knowsMouse: false),
  TerminfoEntry(name: "vt100", colours: -1, pairs: -1, knowsMouse: false),
  TerminfoEntry(name: "dumb", colours: -1, pairs: -1, canDraw: false),
]

private func decide(
  _ choice: ColourChoice, _ environment: [String: String], without: Set<String> = []
) throws(Failure) -> ColourVerdict {
  try ColourLadder(environment: environment) { name in entries.first { $0.name == name && !without.contains(name) } }
    .decide(choice)
}

struct DetectionTests {
  private static let ladder:
    [(choice: ColourChoice, environment: [String: String], entry: String, tier: ColourTier)] = [
      (.auto, ["TERM": "xterm-256color"], "xterm-256color", .indexed),
      (.auto, ["TERM": "xterm"], "xterm", .ansi),
      (.auto, ["TERM": "linux"], "linux", .ansi),
      (.auto, ["TERM": "vt100"], "vt100", .mono),
      (.auto, ["TERM": "xterm-direct"], "xterm-direct", .direct),
      (.auto, ["TERM": "xterm-256color", "COLORTERM": "truecolor"], "xterm-direct", .direct),
      (.auto, ["TERM": "xterm", "COLORTERM": "24bit"], "xterm-direct", .direct),
      (.auto, ["TERM": "tmux-256color", "COLORTERM": "truecolor"], "tmux-direct", .direct),
      (.auto, ["TERM": "screen-256color", "COLORTERM": "truecolor"], "screen-256color", .indexed),
      (.auto, ["TERM": "linux", "COLORTERM": "truecolor"], "linux", .ansi),
      (.auto, ["TERM": "xterm-256color", "COLORTERM": "yes"], "xterm-256color", .indexed),
      (.auto, ["TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"], "xterm-256color", .mono),
      (.auto, ["TERM": "xterm-256color", "NO_COLOR": ""], "xterm-256color", .indexed),
      (.indexed, ["TERM": "xterm-256color", "COLORTERM": "truecolor"], "xterm-256color", .indexed),
      (.indexed, ["TERM": "xterm-256color", "NO_COLOR": "1"], "xterm-256color", .indexed),
      (.indexed, ["TERM": "xterm"], "xterm-256color", .indexed),
      (.indexed, ["TERM": "xterm-direct"], "xterm-256color", .indexed),
      (.indexed, ["TERM": "vt100"], "vt100", .mono),
      (.direct, ["TERM": "xterm-256color"], "xterm-direct", .direct),
      (.direct, ["TERM": "vt100"], "vt100", .mono),
      (.ansi, ["TERM": "xterm-256color"], "xterm-256color", .ansi),
      (.ansi, ["TERM": "vt100"], "vt100", .mono),
      (.mono, ["TERM": "xterm-direct"], "xterm-direct", .mono),
      // relatives of xterm that this computer has not heard of
      (.auto, ["TERM": "xterm-ghostty"], "xterm-256color", .indexed),
      (.auto, ["TERM": "alacritty", "COLORTERM": "truecolor"], "xterm-direct", .direct),
      (.auto, ["TERM": "tmux"], "screen-256color", .indexed),
    ]

  @Test(arguments: ladder.indices)
  func ladderChooses(_ n: Int) throws {
    let row = Self.ladder[n]
    let verdict = try decide(row.choice, row.environment)
    #expect(verdict.entry.name == row.entry)
    #expect(verdict.tier == row.tier)
    #expect(!verdict.reason.isEmpty)
  }

  /// An entry is direct by its strings: kitty's own says Tc of the terminal, and has those of 256 colours.
  @Test(arguments: ["xterm-kitty", "xterm-256color", "xterm-direct", "kitty-direct"])
  func anEntryIsDirectByItsStrings(_ name: String) throws {
    guard let entry = TerminfoEntry.lookUp(name) else { return }
    #expect(entry.isDirect == name.hasSuffix("-direct") && entry.isDirect == (entry.colours > 256))
  }

  @Test func withoutTheDirectEntryItStaysAt256AndSaysSo() throws {
    let verdict = try decide(
      .auto, ["TERM": "xterm-256color", "COLORTERM": "truecolor"], without: ["xterm-direct"])
    #expect(verdict.tier == .indexed)
    #expect(verdict.reason.contains("ncurses-term"))
  }

  @Test(arguments: [[:], ["TERM": ""], ["TERM": "dumb"], ["TERM": "nonsense"], ["TERM": "../../etc/passwd"]])
  func noUsableTerminalIsAUsageFailure(_ environment: [String: String]) {
    #expect {
      try decide(.auto, environment)
    } throws: {
      let failure = $0 as? Failure
      return failure?.kind == .usage && failure?.advice != nil
    }
  }

  /// `installed` are the locales that can be set; the environment's own is the first non-empty variable.
  private func settle(_ environment: [String: String], installed: [String: String], ascii: Bool = false) -> Charset {
    let own = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? "C"
    return Charset.settle(
      ascii: ascii, environment: environment,
      select: { name in (name ?? own) == "C" ? "ANSI_X3.4-1968" : installed[name ?? own] }, columns: { _ in 1 })
  }

  @Test func localeDecidesOnBlocks() {
    let both = ["C.UTF-8": "UTF-8", "fr_FR.UTF-8": "UTF-8", "fr_FR": "ISO-8859-1"]
    #expect(settle(["LANG": "fr_FR.UTF-8"], installed: both).unicode)
    #expect(settle(["LANG": "fr_FR.UTF-8"], installed: ["C.UTF-8": "UTF-8"]).unicode, "asked for, not installed")
    #expect(settle([:], installed: both).unicode, "nothing said")
    #expect(!settle([:], installed: [:]).unicode, "nothing there")
    #expect(!settle(["LC_ALL": "C"], installed: both).unicode)
    #expect(!settle(["LC_ALL": "C", "LANG": "fr_FR.UTF-8"], installed: both).unicode)
    #expect(!settle(["LANG": "fr_FR"], installed: both).unicode, "Latin-1")
    #expect(!settle(["LANG": "fr_FR.ISO-8859-15"], installed: both).unicode, "asked for, not installed, not UTF-8")
    #expect(!settle(["LANG": "fr_FR.UTF-8"], installed: both, ascii: true).unicode)
    #expect(settle(["LC_ALL": "", "LANG": "fr_FR.utf8@euro"], installed: ["C.UTF-8": "UTF-8"]).unicode)
  }

  @Test func paddingIsTakenOut() {
    let text = Array("\u{1b}[?1l$<5>\u{1b}>$<100/*>$".utf8)
    #expect(TerminfoText.withoutPadding(text) == Array("\u{1b}[?1l\u{1b}>$".utf8))
  }

  @Test func pacingWaitsForAnAnswerAndGivesUpOnTheDeaf() {
    var pacing = Pacing()
    let small = pacing.ask(frame: 100, now: 0)
    let large = pacing.ask(frame: 50_000, now: 0)
    let unanswered = pacing.wait(now: 10)
    pacing.note(reports: 1, now: 10)
    let answered = pacing.wait(now: 10)
    #expect(!small && large && unanswered > 0 && answered == 0)
    for n in Int64(1)...3 {
      let asked = pacing.ask(frame: 50_000, now: n * 10_000)
      let left = pacing.wait(now: n * 10_000 + Pacing.patience)
      #expect(asked && left == 0)
    }
    let again = pacing.ask(frame: 50_000, now: 90_000)
    #expect(!again)
  }
}
