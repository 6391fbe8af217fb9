import Testing

@testable import StyletScreen

/// Keys recorded and played: the same as if they were typed.
@Suite struct MacroTests {
  /// As the script runner plays: each key, then what is under way.
  @discardableResult
  private func play(_ bench: Bench, _ script: String) throws -> Bench {
    for key in try KeyNotation.parse(script) {
      bench.work.handle(.key(key))
      bench.work.waitForWork()
    }
    return bench
  }

  private func bench(_ keymap: Keymap = .standard) throws -> Bench {
    try Bench(keymap: keymap).play(":brush 0.1<CR>gg")
  }

  /// Recorded once and played with a count: as typed that often. One for each kind of tool.
  @Test(arguments: [
    "<Space>l<PageUp>", "p3lp<PageUp>", "v<Space>2l<Space>j<Space>a<PageUp>", "s2<Space><PageUp>c<PageUp>",
    "<Space>e<Space>e<Space>l", ":brush 2<CR><Space><PageUp>.<PageUp>", "<Space>r<Left><CR><PageUp>",
    "r<Esc>:grow-space<CR><Left><CR><PageUp>x", "<Space><PageUp><Space>xu<PageUp>", "<Space>2j<Space>u",
    "s1<Space>s2l<Space>h<CR><PageUp>",
  ])
  func sameAsTyped(_ keys: String) throws {
    let typed = try bench(), played = try bench()
    for _ in 0..<4 { try play(typed, keys) }
    try play(played, "q" + keys + "q")
    #expect(!played.work.isRecording)
    try play(played, "2@@")
    #expect(played.drawn == typed.drawn && played.cursor == typed.cursor)
    #expect(played.work.session.findings.origins == typed.work.session.findings.origins)
    #expect(played.work.session.history.done == typed.work.session.history.done)
    #expect(!typed.drawn.isEmpty && played.ledgerIsRight)
  }

  /// Each step stays its own, and how many there were is said.
  @Test func everyStepIsUndoneByItself() throws {
    let bench = try play(try bench(), "q<Space>l<Space>lq")
    #expect(bench.notice == "Recorded 4 keys; @ plays it")
    try play(bench, "3@")
    #expect(bench.notice == "6 steps; 6u takes them back")
    #expect(bench.drawn.count == 8 && bench.work.session.history.done.count == 8)
    try play(bench, "6u")
    #expect(bench.drawn.count == 2)
    try play(bench, "q<PageUp>q@")
    #expect(bench.work.macros.last == [.pageUp] && bench.drawn.count == 2)
  }

  @Test func recordingIsShown() throws {
    let bench = try play(try bench(), "q")
    func shown() -> Bool { "\(bench.work.draw(width: 120, height: 40).text)".contains(" recording ") }
    #expect(bench.work.model.isRecording && shown())
    try play(bench, "q")
    #expect(!bench.work.model.isRecording && !shown())
    #expect(bench.notice == "Nothing was recorded; the last macro stays")
    try play(bench, "@")
    #expect(bench.notice.hasPrefix("No macro is recorded yet"))
  }

  /// A round that is refused is the last: nothing after it is played.
  @Test func endsAtTheFirstRefusal() throws {
    let bench = try play(try bench(), "qu<Space>lq")
    #expect(bench.drawn.count == 1)
    try play(bench, "99u5@")
    #expect(bench.drawn.isEmpty)
    #expect(bench.notice == "Macro ended in round 1 of 5: Nothing to undo")
    // up to the end of the scan, and no further
    try play(bench, "ggq<Space><PageUp>q99ugg50@")
    #expect(bench.notice.hasPrefix("Macro ended in round 13 of 50: All GGO here already.  12 steps; 12u"))
    #expect(bench.drawn.count == Bench.size.k)
  }

  /// A full disk ends it as it refuses a stroke.
  @Test func endsWhenAStrokeIsRefused() throws {
    let bench = try play(try bench(), "q<Space>lq")
    let disk = FullDisk()
    bench.work.session.recorder = disk
    disk.isFull = true
    try play(bench, "9@")
    #expect(bench.drawn.count == 1 && bench.notice.contains("no space left") && bench.notice.contains("round 1 of 9"))
  }

  @Test func cannotPlayItself() throws {
    let bench = try bench()
    // a name for what is played while recording is recorded as what it plays
    try play(bench, "q<Space>lq:macro-save dot<CR>q2@<PageUp>:macro dot<CR>q")
    #expect(bench.work.macros.last == (try KeyNotation.parse("<Space>l<Space>l<PageUp><Space>l")))
    try play(bench, "@:macro dot<CR>")
    #expect(bench.work.macros.last == (try KeyNotation.parse("<Space>l")))
    // a macro that says to play the last one, whatever that is by then
    bench.work.macros.last = try KeyNotation.parse("h@h")
    let before = bench.cursor.i
    try play(bench, "7@")
    #expect(bench.cursor.i == before - 1 && bench.notice.contains("neither play nor record"))
    bench.work.macros.last = try KeyNotation.parse("hqh")
    try play(bench, "@")
    #expect(bench.cursor.i == before - 2 && !bench.work.isRecording)
  }

  @Test func names() throws {
    let bench = try bench()
    try play(bench, ":macro-save a<CR>")
    #expect(bench.notice.hasPrefix("No macro is recorded yet"))
    try play(bench, "qlq:macro-save a<CR>qjq:macro-save b<CR>:macro a<CR>")
    #expect(bench.cursor.i == Bench.size.i / 2 + 2 && bench.cursor.j == Bench.size.j / 2 + 1)
    try play(bench, "3@")
    #expect(bench.cursor.i == Bench.size.i / 2 + 5)
    try play(bench, ":macro c<CR>")
    #expect(bench.notice.contains("there are a, b"))
  }

  /// Between two pieces the screen is drawn, keys wait in line, and Esc stops it.
  @Test func isHeardWhilePlaying() throws {
    let bench = try play(try bench(), "q:grow-space<CR><CR><PageUp>q")
    bench.work.handle(.key(.character("9")))
    bench.work.handle(.key(.character("@")))
    // its first growing may still be under way: what is typed waits for the end
    let isPlaying = bench.work.macros.playback != nil
    bench.work.handle(.key(.character("j")))
    if isPlaying { #expect(bench.work.wantsIdle) }
    bench.work.waitForWork()
    #expect(bench.work.macros.playback == nil && bench.cursor.j == Bench.size.j / 2 + 1)
    // stopped at once: a macro of moves without an end in sight
    bench.work.macros.last = try KeyNotation.parse("lh")
    bench.work.run(Invocation("macro-play"), count: Workstation.largestCount)
    #expect(bench.work.macros.playback != nil)
    try bench.play("jjj<Esc>")
    #expect(bench.work.macros.playback == nil && bench.notice.contains("stopped"))
    #expect(bench.cursor.j == Bench.size.j / 2 + 1)
  }

  @Test func onAFrenchKeyboard() throws {
    let bench = try play(try bench(.builtIn(.azerty)), "q<Space>lqQ")
    #expect(bench.drawn.count == 2 && bench.notice == "1 step; u undoes it")
  }

  @Test func theMouseIsNotRecorded() throws {
    let bench = try play(try bench(), "q")
    bench.work.handle(.mouse(MouseEvent(.press, col: 20, row: 10)))
    #expect(bench.notice.hasPrefix("This is not recorded"))
  }
}
