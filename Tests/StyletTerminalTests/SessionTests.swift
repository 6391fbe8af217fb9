import Foundation
import StyletBase
import Testing
import TestSupport

/// The event loop on real terminals: the probe application in tmux and on pseudo-terminals.
@Suite(.serialized, .enabled(if: TmuxTerminal.isAvailable, "tmux is not installed"))
struct TmuxSessionTests {
  static let terms = ["xterm-256color", "tmux-256color", "xterm-direct", "linux", "vt100"]
  private let probe = builtProduct("terminal-probe")

  @Test(arguments: terms)
  func drawsReadsResizesSuspendsAndLeaves(_ term: String) throws {
    let tiers = ["xterm-256color": "256", "tmux-256color": "256", "xterm-direct": "direct", "linux": "16"]
    let tier = tiers[term] ?? "mono"
    let terminal = try TmuxTerminal(term: term, width: 100, height: 24)
    try terminal.run(probe)
    let first = try terminal.waitFor("ready \(tier) unicode=true 100x24")
    #expect(first.contains("▀"))
    #expect(try terminal.state("#{cursor_flag}") == (term == "vt100" ? "1" : "0"))

    try terminal.press("a", "Up", "F5", "PageUp", "Home", "BTab", "C-c", "é", "C-s", "C-q", "Escape")
    let keys = try terminal.waitFor("escape")
    for event in ["\"a\"", ".up", "pageUp", "home", "control(\"c\")", "\"é\"", "control(\"s\")", "control(\"q\")"] {
      #expect(keys.contains(event), "\(event) under \(term)")
    }

    try terminal.resize(width: 72, height: 30)
    try terminal.waitFor("72x30")
    #expect(try terminal.screen().contains("resize(width: 72, height: 30)"))

    try terminal.press("C-z")
    #expect(try terminal.remains(after: "Ctrl-Z") == [])
    try terminal.run("fg")
    try terminal.waitFor("72x30")
    try terminal.press("b")
    try terminal.waitFor("\"b\"")

    try terminal.press("q")
    #expect(try terminal.remains(after: "q") == [])
    #expect(try terminal.screen().contains("ended: finished"))
  }

  @Test func pasteIsOneEventAndMouseIsRead() throws {
    let terminal = try TmuxTerminal(term: "tmux-256color", width: 120)
    try terminal.run(probe)
    try terminal.waitFor("ready")
    #expect(try terminal.state("#{mouse_button_flag}#{mouse_sgr_flag}") == "11")
    try terminal.paste("q:q!")
    try terminal.waitFor("paste(\"q:q!\")")
    try terminal.type("\u{1b}[<0;300;7M")
    try terminal.waitFor("col: 299, row: 6")
    try terminal.press("q")
    #expect(try terminal.remains(after: "q") == [])
  }

  /// A paste whose end is lost gives the keyboard back by itself, and at once at Ctrl-C.
  @Test(arguments: [true, false]) func aPasteWithoutAnEndDoesNotKeepTheKeys(_ isInterrupted: Bool) throws {
    let terminal = try TmuxTerminal(term: "tmux-256color", width: 120)
    try terminal.run(probe)
    try terminal.waitFor("ready")
    try terminal.type("\u{1b}[200~abc")
    if isInterrupted { try terminal.press("C-c") }
    try terminal.waitFor("brokenPaste")
    try terminal.press("b")
    try terminal.waitFor("\"b\"")
    try terminal.press("q")
    #expect(try terminal.remains(after: "q") == [])
  }

  private static let crashes = [SIGSEGV, SIGABRT, SIGILL]

  @Test(arguments: EndingSignal.all + crashes)
  func restoresTheTerminalAfterSignal(_ signal: Int32) throws {
    let terminal = try TmuxTerminal(term: "xterm-256color")
    try terminal.run(probe)
    try terminal.waitFor("ready")
    let pid = try terminal.process(named: "terminal-probe")
    let graceful = !Self.crashes.contains(signal)
    kill(pid, signal)
    #expect(try terminal.remains(after: "signal \(signal)") == [])
    #expect(try terminal.screen().contains("ended: hangUp(signal: \(signal))") == graceful)
  }

  @Test(arguments: ["T", "E"])
  func restoresTheTerminalAfterTrapAndExit(_ key: String) throws {
    let terminal = try TmuxTerminal(term: "xterm-256color", width: 150, height: 60)
    try terminal.run(probe)
    try terminal.waitFor("ready")
    try terminal.press("P", key)
    #expect(try terminal.remains(after: key) == [])
    let screen = try terminal.screen()
    #expect(screen.contains("printed while up"), "what was printed meanwhile is shown after")
    #expect(screen.contains("trap as asked") == (key == "T"))
    try terminal.run("echo status $?")
    try terminal.waitFor(key == "E" ? "status 3" : "status 1")
  }

  /// kill -STOP cannot be caught: the shell takes the terminal as it is, and after fg it must be ours again.
  @Test func drawsAgainAfterStopAndContinue() throws {
    let terminal = try TmuxTerminal(term: "xterm-256color")
    try terminal.run(probe)
    try terminal.waitFor("ready")
    kill(try terminal.process(named: "terminal-probe"), SIGSTOP)
    try terminal.waitFor("the shell") { _ in try terminal.state("#{pane_current_command}") == "sh" }
    // The line is raw still, and this shell leaves it so: Enter would be no line end.
    try terminal.type("stty sane; clear; fg")
    try terminal.press("C-j")
    try terminal.waitFor("ready")
    try terminal.press("k")
    try terminal.waitFor("\"k\"")
    try terminal.press("q")
    #expect(try terminal.remains(after: "q") == [])
  }

  @Test func cLocaleIsASCIIAlone() throws {
    let terminal = try TmuxTerminal(term: "xterm-256color", environment: ["LC_ALL": "C"])
    try terminal.run(probe)
    #expect(try !terminal.waitFor("ready 256 unicode=false").contains("▀"))
    try terminal.press("q")
    #expect(try terminal.remains(after: "q") == [])
  }

  @Test func trueColourByEnvironment() throws {
    let terminal = try TmuxTerminal(term: "xterm-256color", environment: ["COLORTERM": "truecolor"])
    try terminal.run(probe)
    try terminal.waitFor("ready direct")
    try terminal.press("F")
    try terminal.waitFor("fills 1")
    #expect(try terminal.colouredScreen().contains("38;2;"))
    try terminal.press("q")
    #expect(try terminal.remains(after: "q") == [])
  }

  @Test(arguments: [("dumb", "cannot place its cursor"), ("nonsense", "is not known"), ("", "TERM is not set")])
  func saysWhatToDoWithoutAUsableTerminal(_ term: String, _ text: String) throws {
    let terminal = try TmuxTerminal(term: "xterm-256color", width: 150)
    try terminal.run("TERM=\(term) \(probe); echo status $?")
    try terminal.waitFor("status 64")
    #expect(try terminal.screen().contains(text))
    try terminal.run("\(probe) </dev/null | cat")
    try terminal.waitFor("are not a terminal")
  }
}

@Suite struct PtySessionTests {
  private let probe = builtProduct("terminal-probe")
  private let environment = ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8"]

  @Test func aDroppedLineIsAHangUpAndNothingSpins() throws {
    try withTemporaryFolder { folder in
      let kept = folder + "/kept"
      let session = try PtyProcess([probe], environment: environment.merging(["PROBE_HANGUP_FILE": kept]) { $1 })
      #expect(session.read(until: "ready"))
      session.hangUp()
      #expect(session.waitForExit(seconds: 5) == 0)
      #expect(FileManager.default.fileExists(atPath: kept), "the application was told")
    }
  }

  @Test func anApplicationThatDoesNotEndIsEnded() throws {
    let session = try PtyProcess([probe], environment: environment.merging(["PROBE_HANG": "1"]) { $1 })
    #expect(session.read(until: "ready"))
    kill(session.pid, SIGTERM)
    #expect(session.waitForExit(seconds: 8) == 143 << 8)
    #expect(session.mode.c_lflag & UInt32(ECHO | ICANON | ISIG) == UInt32(ECHO | ICANON | ISIG))
    #expect(String(decoding: session.output, as: UTF8.self).contains("\u{1b}[?1049l"))
  }

  @Test func sleepsWhenNothingIsDue() throws {
    let session = try PtyProcess([probe], environment: environment)
    #expect(session.read(until: "ready"))
    session.read(seconds: 0.3) { _ in false }
    let before = session.processorSeconds
    session.forgetOutput()
    session.read(seconds: 1) { _ in false }
    #expect(session.processorSeconds - before <= 0.02)
    #expect(session.output.isEmpty)
    session.type("W")
    #expect(session.read { $0.count > 10 })
    session.read(seconds: 1) { _ in false }
    #expect(session.processorSeconds - before <= 0.3)
    session.type("q")
    #expect(session.waitForExit() == 0)
  }

  /// Keys that come while the line is full are all handled; the frames between are left out.
  @Test func aSlowLineGetsTheLatestFrameNotAllOfThem() throws {
    let session = try PtyProcess([probe], width: 200, height: 55, environment: environment)
    #expect(session.read(until: "ready"))
    for _ in 0..<40 {
      session.type("F")
      usleep(10_000)
    }
    session.forgetOutput()
    #expect(session.read(seconds: 5) { _ in false } == false)
    let whole = 200 * 55 * 20
    #expect(session.output.count < 6 * whole, "\(session.output.count) bytes for 40 frames")
    session.forgetOutput()
    session.resize(width: 100, height: 20)
    #expect(session.read(until: "100x20"))
    #expect(session.read(seconds: 1, until: "fills 40"))
    session.type("q")
    #expect(session.waitForExit() == 0)
  }

  @Test func anEscapeSequenceCutByTheLineIsOneKey() throws {
    let session = try PtyProcess([probe], environment: environment)
    #expect(session.read(until: "ready"))
    for byte in Array("\u{1b}[5~".utf8) {
      session.type([byte])
      usleep(5_000)
    }
    #expect(session.read(until: "pageUp"))
    session.type("\u{1b}")
    #expect(session.read(until: "escape"))
    session.type("q")
    #expect(session.waitForExit() == 0)
    #expect(session.mode.c_lflag & UInt32(ECHO | ICANON | ISIG) == UInt32(ECHO | ICANON | ISIG))
  }
}
