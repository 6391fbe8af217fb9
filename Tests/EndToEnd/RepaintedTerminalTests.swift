import Foundation
import TestSupport
import Testing

/// Through curses, in a real terminal: what another program wrote on it goes with Ctrl-L, and names in any script stand
/// where they belong.
@Suite(.serialized, .enabled(if: TmuxTerminal.isAvailable, "tmux is not installed"))
struct RepaintedTerminalTests {
  /// What `wall`, a background job or a noisy kernel puts there.
  private static let foreign = [
    "\u{1b}[5;10HFOREIGN WORDS\r\n", "\u{1b}[2J\u{1b}[12;1H\u{1b}[41mFOREIGN message from root@ward\u{1b}[0m\r\n\r\n",
    "\u{1b}[30;1H\n\n\nFOREIGN\n", "\u{1b}[1;1H" + String(repeating: "FOREIGN ", count: 400),
  ]

  @Test(arguments: Desk.terms) func ctrlLDrawsTheScreenAgain(_ term: String) throws {
    let desk = try Desk(term)
    try desk.open("--lungs ask")
    try desk.press("Space")
    try desk.waitForUnsaved(1)
    try desk.press("C-l")
    // No message stands there any more: what is to be seen again.
    var whole = ""
    try desk.terminal.waitFor("the screen without a message, at rest") { now in
      defer { (whole, _) = (now, usleep(100_000)) }
      return now == whole && now.contains("NAVIGATE") && now.contains("unsaved") && !now.contains("Brush, slice")
    }
    let tty = try desk.terminal.state("#{pane_tty}")
    for bytes in Self.foreign {
      let out = try #require(FileHandle(forWritingAtPath: tty))
      try out.write(contentsOf: Data(bytes.utf8))
      try out.close()
      let spoilt = try desk.terminal.waitFor("FOREIGN")
      #expect(spoilt != whole)
      try desk.press("C-l")
      try desk.terminal.waitFor("the whole screen after \(bytes.debugDescription.prefix(60))") { $0 == whole }
    }
    try desk.command("q!")
    #expect(try desk.remains() == [])
  }

  /// The columns of a row, a wide character taking two: where each column's text begins.
  private static func columns(before text: String, in line: Substring) -> Int? {
    line.range(of: text).map { range in
      line[..<range.lowerBound].unicodeScalars.reduce(0) { $0 + ((0x2e80...0xffef).contains($1.value) ? 2 : 1) }
    }
  }

  @Test func namesInAnyScriptStandWhereTheyBelong() throws {
    let files = try CaseFolder()
    try files.draw("<Space>", lungs: "ask")
    let amount = try #require(try files.shownMillilitres()["GGO"])
    var text = try String(contentsOfFile: files.project, encoding: .utf8)
    for (old, new) in [
      (#""code": "GGO", "name": "Ground-glass opacity""#, #""code": "磨玻璃", "name": "磨玻璃影""#),
      (#""code": "CON", "name": "Consolidation""#, #""code": "ΠΥΚΝ", "name": "Πύκνωση""#),
      (#""code": "NOD", "name": "Nodule""#, #""code": "УЗЕЛ", "name": "Узелок""#),
    ] {
      #expect(text.contains(old))
      text = text.replacingOccurrences(of: old, with: new)
    }
    try text.write(toFile: files.project, atomically: true, encoding: .utf8)
    let desk = try Desk(files: files)
    try desk.open("--lungs ask --reader Ιωάννα-Юрий")
    let screen = try desk.terminal.screen()
    for name in ["磨玻璃", "ΠΥΚΝ", "Πύκνωση", "УЗЕЛ", "Узелок", "Ιωάννα-Юрий"] {
      #expect(screen.contains(name), "\(name): \(screen)")
    }
    // A wide name moves nothing: finding, amount and the rows of plain names begin in the same columns.
    let lines = screen.split(separator: "\n")
    let wide = try #require(lines.first { $0.contains("磨玻璃") })
    let total = try #require(lines.first { $0.contains("unsaved") })
    #expect(Self.columns(before: amount, in: wide) == Self.columns(before: amount, in: total), "\(screen)")
    let plain = try #require(lines.first { $0.contains("OTH") })
    #expect(Self.columns(before: "磨玻璃", in: wide) == Self.columns(before: "OTH", in: plain), "\(screen)")
    // The hints, a message, and the palette.
    try desk.press("s")
    try desk.terminal.waitFor("the hints") { $0.contains("磨玻璃影") && $0.contains("Узелок") }
    try desk.press("2")
    try desk.terminal.waitFor("ΠΥΚΝ: Πύκνωση")
    try desk.terminal.type(":finding 磨")
    try desk.terminal.waitFor(":finding 磨玻璃")
    try desk.press("Enter")
    try desk.terminal.waitFor("磨玻璃: 磨玻璃影")
    try desk.press("C-l", "Space")
    try desk.command("q!")
    #expect(try desk.remains() == [])
  }
}

/// What a terminal shows of a running program besides its screen: the window's title, and the list of processes.
@Suite(.serialized, .enabled(if: TmuxTerminal.isAvailable, "tmux is not installed"))
struct RunningPrivacyTests {
  private static let identity = "Zq7Wx^Kelvoni"

  @Test func titleAndProcessNameNobody() throws {
    try withTemporaryFolder { folder in
      try SmallSeries(identity: Self.identity).write(to: folder + "/ct")
      let terminal = try TmuxTerminal(
        term: "xterm-256color", width: 100, height: 30, environment: ["STYLET": builtProduct("stylet")])
      try terminal.run("cd \(folder); clear")
      func names() throws -> String { try terminal.state("#{pane_title} #{window_name} #{session_name}") }
      // A title that is set shows here: the test can fail.
      try terminal.run(#"printf '\033]2;a title\007'"#)
      try terminal.waitFor("the title") { _ in try names().contains("a title") }
      try terminal.run("clear; $STYLET ct --lungs ask --reader r1")
      try terminal.waitFor("the first frame") { $0.contains("Axial") && $0.contains("unsaved") }
      for (key, text, isThere) in [
        ("Space", "1 unsaved", true), ("R", "Which protocol", true), ("Escape", "Which protocol", false),
        ("?", "Esc closes", true), ("Escape", "Esc closes", false),
      ] {
        try terminal.press(key)
        let screen = try terminal.waitFor(text) { $0.contains(text) == isThere }
        #expect(!Self.isNamed(screen), "\(screen)")
      }
      try terminal.type(":w")
      try terminal.press("Enter")
      try terminal.waitFor("Saved ")
      #expect(try names().hasPrefix("a title ") && !Self.isNamed(names()))
      let pid = try terminal.process(named: "--reader r1")
      for file in ["cmdline", "comm", "environ"] {
        let bytes = try #require(FileManager.default.contents(atPath: "/proc/\(pid)/\(file)"))
        #expect(!bytes.isEmpty && !Self.isNamed(String(decoding: bytes, as: UTF8.self)), "\(file)")
      }
      for task in try FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/task") {
        // A thread may be gone by now.
        let name = FileManager.default.contents(atPath: "/proc/\(pid)/task/\(task)/comm") ?? Data()
        #expect(!Self.isNamed(String(decoding: name, as: UTF8.self)))
      }
      try terminal.type(":q")
      try terminal.press("Enter")
      #expect(try terminal.remains(after: "stylet") == [])
      #expect(try !Self.isNamed(terminal.screen()) && !Self.isNamed(names()))
    }
  }

  private static func isNamed(_ text: String) -> Bool { ["Zq7Wx", "Kelvoni"].contains { text.contains($0) } }
}
