import Testing

@testable import StyletScreen

@Suite struct PaletteTests {
  private func rows(_ bench: Bench) -> (input: String, cursor: Int, rows: [String], selected: Int)? {
    guard case .palette(let input, let cursor, let rows, let selected) = bench.work.overlay else { return nil }
    return (input, cursor, rows.map(\.key), selected)
  }

  @Test func everythingIsListedAndTypingNarrows() throws {
    let bench = try Bench().play(":")
    #expect(rows(bench)?.rows.count == CommandTable.all.count)
    try bench.play("und")
    #expect(rows(bench)?.rows.prefix(2) == [":undo [N]", ":undolist"])
    #expect(rows(bench)?.input == "und" && rows(bench)?.cursor == 3)
    try bench.play("<C-u>gate")
    #expect(rows(bench)?.rows.first == ":gate [LOW HIGH|on|off]")
  }

  @Test func keysStandBesideTheTitle() throws {
    let bench = try Bench().play(":undo")
    guard case .palette(_, _, let rows, _) = bench.work.overlay else {
      Issue.record("no palette")
      return
    }
    #expect(rows.first?.text == "undo  u")
  }

  @Test func escapeAndEmptyLinesRunNothing() throws {
    for keys in [":<Esc>", ":<CR>", ":<BS>", ":u<BS><BS>", ":undo<Esc>", ":   <CR>"] {
      let bench = try Bench().play("<Space>" + keys)
      #expect(bench.work.overlay == .none && bench.drawn.count > 0, "\(keys)")
    }
  }

  /// Keys that mean something elsewhere are text here.
  @Test func keysAreText() throws {
    let bench = try Bench().play(":uxp 5")
    #expect(rows(bench)?.input == "uxp 5" && bench.drawn.isEmpty && !bench.work.tool.penDown)
    try bench.play("<CR>")
    #expect(bench.notice.hasPrefix("No command is called \"uxp\""))
  }

  /// A line has a limit, and says so; what is typed on a full one costs next to nothing.
  @Test func aLineHasALimit() throws {
    let bench = try Bench().play(":")
    for _ in 0..<PalettePrompt.longest { bench.work.handle(.key(.character("x"))) }
    #expect(rows(bench)?.input.count == PalettePrompt.longest && bench.work.notice == nil)
    bench.work.handle(.key(.character("y")))
    #expect(rows(bench)?.input.count == PalettePrompt.longest && bench.notice == Sentence.lineIsFull)
    let clock = ContinuousClock(), begun = clock.now
    for _ in 0..<100_000 { bench.work.handle(.key(.character("x"))) }
    #expect(clock.now - begun < .seconds(60))
    try bench.play("<BS>z")
    #expect(rows(bench)?.input.hasSuffix("xz") == true)
    try bench.play("<CR>")
    #expect(bench.notice.hasPrefix("No command is called"))
    try bench.play(":")
    bench.work.handle(.paste(String(repeating: "p", count: 5000)))
    #expect(rows(bench)?.input.count == PalettePrompt.longest && bench.notice == Sentence.lineIsFull)
  }

  /// What there is of a paste that never ended goes nowhere, and that is said.
  @Test func aBrokenPasteIsNotTaken() throws {
    let bench = try Bench().play(":und")
    bench.work.handle(.brokenPaste)
    #expect(rows(bench)?.input == "und" && bench.notice == Sentence.pasteBroken)
  }

  /// The beginning of one command runs it; of anything less the best match stands on the line until Enter is pressed again.
  @Test func nothingRunsThatWasNotTyped() throws {
    let bench = try Bench().play("<Space>:undol<CR>")
    guard case .list = bench.work.overlay else {
      Issue.record("no list of steps")
      return
    }
    try bench.play("<Esc>:und<CR>")
    #expect(rows(bench)?.input == "undo " && !bench.drawn.isEmpty)
    try bench.play("<CR>")
    #expect(bench.drawn.isEmpty && bench.work.overlay == .none)
    try bench.play(":zmi<CR>")
    #expect(rows(bench)?.input.hasPrefix("zoom-in") == true && bench.work.view.magnification == .fit)
    try bench.play("<CR>")
    #expect(bench.work.view.magnification != .fit)
    let cursor = bench.cursor
    try bench.play(":x<CR>")
    #expect(bench.cursor == cursor && rows(bench) != nil)
  }

  /// What takes no argument does not run with words behind it: they may be a text that was pasted.
  @Test func wordsBehindACommandThatTakesNone() throws {
    let bench = try Bench().play("<Space>")
    let drawn = bench.drawn
    for command in CommandTable.all where command.argument == nil {
      bench.work.run(Invocation(command.id, "and more"))
      #expect(bench.notice == Sentence.takesNothing(command), "\(command.id)")
      #expect(!bench.work.isFinished && bench.drawn == drawn && bench.work.mode == .navigate, "\(command.id)")
    }
    try bench.play(":q! and more<CR>")
    #expect(!bench.work.isFinished && bench.notice.hasPrefix(":q! takes nothing"), "\(bench.notice)")
  }

  @Test func arrowsChoose() throws {
    let bench = try Bench().play(":zoom<Down><Down>")
    #expect(rows(bench)?.selected == 1)
    try bench.play("<Up><Up>")
    let count = try #require(rows(bench)?.rows.count)
    #expect(rows(bench)?.selected == count - 1)
    try bench.play("<Down><CR>")
    #expect(bench.work.view.magnification != .fit)
  }

  @Test func tabCompletesNamesAndChoices() throws {
    let bench = try Bench().play(":find<Tab>")
    #expect(rows(bench)?.input == "finding ")
    #expect(rows(bench)?.rows == [":finding GGO", ":finding CON", ":finding NOD", ":finding OTH"])
    try bench.play("n<Tab>")
    #expect(rows(bench)?.input == "finding NOD")
    try bench.play("<CR>")
    #expect(bench.work.tool.finding == 3)
    try bench.play(":window b<Tab><CR>:gate on<CR>")
    #expect(bench.work.view.window == .bone && bench.work.tool.gated)
  }

  @Test func aCommandThatLacksItsArgumentWaits() throws {
    for keys in [":bru<CR>", ":bru<Down><CR>"] {
      let bench = try Bench().play(keys)
      #expect(rows(bench)?.input == "brush ", "\(keys)")
      try bench.play("3<CR>")
      #expect(bench.work.tool.radius == 3 && bench.work.overlay == .none)
    }
  }

  @Test func editing() throws {
    let bench = try Bench().play(":slcie 12<Left><Left><Left><Left><Left><BS><Right>c<Home><End><BS><BS>5")
    #expect(rows(bench)?.input == "slice 5")
    try bench.play("<C-w>9<Home><Del>s<CR>")
    #expect(bench.cursor.k == 8)
    try bench.play(":abc def <C-w>")
    #expect(rows(bench)?.input == "abc ")
    try bench.play("<Left><C-u>")
    #expect(rows(bench)?.input == " ")
  }

  @Test func pasteIsTextHereAndNothingElsewhere() throws {
    let bench = try Bench().play(":export ")
    bench.work.handle(.paste("a\u{1b}b.nii\nu\n"))
    #expect(rows(bench)?.input == "export ab.nii u")
    #expect(bench.notice.contains("left out"), "the escape is none of it, and that is said")
    try bench.play("<Esc>:export ")
    bench.work.handle(.paste("a\r\n\tb\n"))
    #expect(rows(bench)?.input == "export a b" && bench.notice.isEmpty)
    try bench.play("<Esc>")
    bench.work.handle(.paste("xxx:q!\n"))
    #expect(bench.notice.hasPrefix("Pasted text is not taken for keys"))
    #expect(!bench.work.isFinished && bench.work.overlay == .none)
    try bench.play(":")
    bench.work.handle(.paste(String(repeating: "a", count: 1_000_000)))
    #expect(rows(bench)?.input.count == 4096)
  }

  @Test func helpScrollsAndCloses() throws {
    for keys in ["?", "<F1>", ":keys<CR>", ":help<CR>"] {
      let bench = try Bench()
      bench.work.handle(.resize(width: 80, height: 24))
      try bench.play(keys)
      guard case .help(_, let sections, 0) = bench.work.overlay else {
        Issue.record("no help")
        return
      }
      #expect(sections.map(\.title) == Command.Section.allCases.map(\.title))
      try bench.play("<Down><Down><Up>")
      #expect(bench.work.overlay == .help(title: "Help", sections: sections, scroll: 1))
      try bench.play("<Home>")
      bench.work.handle(.mouse(MouseEvent(.wheelDown, col: 3, row: 3)))
      #expect(bench.work.overlay == .help(title: "Help", sections: sections, scroll: 1))
      try bench.play("<End>")
      let last = HelpView.lastScroll(sections, width: 80, height: 24)
      #expect(bench.work.overlay == .help(title: "Help", sections: sections, scroll: last) && last > 0)
      try bench.play("9<PgDn><Space><Esc>l")
      #expect(bench.work.overlay == .none && bench.cursor.i == 11)
    }
  }
}
