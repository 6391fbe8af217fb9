import StyletCore
import Testing

@testable import StyletScreen

/// A tool's preview: shown, changed, taken or left without a trace.
@Suite struct PreviewTests {
  /// The region that grow draws from the cursor, by the tool itself: its own tests hold it to a naive walk.
  private func region(_ bench: Bench, tolerance: Double, radius: Double = 30, space: Bool = false) -> Int {
    GrowTool(seed: bench.cursor, tolerance: tolerance, radius: radius, limit: space ? 100 : nil, isSpatial: space)
      .edit(in: bench.work.context(erasing: false))?.voxels ?? 0
  }

  /// What the panel counts.
  private func shownVoxels(_ bench: Bench) -> Int {
    let model = bench.work.model
    return model.ledger.extent(of: 1, volume: model.volume)?.voxels ?? 0
  }

  @Test func isShownAndNotDrawn() throws {
    let bench = try Bench().play("r")
    #expect(bench.work.mode == .preview)
    #expect(bench.drawn.isEmpty && bench.work.session.revision == 0 && bench.services.calls.isEmpty)
    let shown = bench.work.model
    #expect(shownVoxels(bench) == region(bench, tolerance: 50))
    #expect(!shown.labels.isEmpty)
    #expect(bench.notice.contains("tolerance 50 %"))
  }

  @Test func arrowsChangeItAndEnterTakesIt() throws {
    let bench = try Bench().play("r<Left><Left><Right><Left>")
    let expected = region(bench, tolerance: 40)
    #expect(shownVoxels(bench) == expected)
    try bench.play("<CR>")
    #expect(bench.work.mode == .navigate && bench.drawn.count == expected && bench.ledgerIsRight)
    #expect(bench.work.session.history.done.count == 1)
    // the next one begins with what was taken last
    try bench.play("ur")
    #expect(bench.drawn.isEmpty && bench.notice.contains("tolerance 40 %"))
    // and . draws it without asking
    try bench.play("<Esc>.")
    #expect(bench.drawn.count == expected)
  }

  @Test func theOtherParameter() throws {
    let bench = try Bench().play("r<Down><Left><Left><Left><Left><Left><Left><Left><Left>")
    let at = bench.notice
    #expect(at.contains("‹radius 5 mm›"), "\(at)")
    try bench.play("<CR>")
    #expect(bench.drawn.count == region(try Bench(), tolerance: 50, radius: 5))
  }

  @Test(arguments: ["<Esc>", "u", "<Space>u", "4<Left><Esc>"]) func leavesNoTrace(keys: String) throws {
    let bench = try Bench().play("<Space>").play("<PageUp>r" + keys)
    if keys != "u" { #expect(bench.drawn.count == (try Bench().play("<Space>").drawn.count)) }
    #expect(bench.work.mode == .navigate)
    #expect(bench.ledgerIsRight)
  }

  /// Where a tool could draw nothing whatever is chosen, that is said, and the keys stay what they were.
  @Test(arguments: [
    ("i", "No axial slice lies between"), ("ac", "No other slice has"),
    ("<Space><PgUp><Space>i", "No axial slice lies between"),
  ])
  func whatCannotDrawIsNotEntered(_ keys: String, _ why: String) throws {
    let bench = try Bench().play(keys)
    #expect(bench.work.preview == nil && bench.work.mode == .navigate && bench.notice.hasPrefix(why), "\(bench.notice)")
    #expect(bench.work.notice?.weight == .warning)
    let at = bench.cursor
    try bench.play("l")
    #expect(bench.cursor.i == at.i + 1)
  }

  /// What a choice can mend is entered, and left by Enter as by Esc.
  @Test func whatIsRefusedIsLeftByEnter() throws {
    let bench = try Bench().play(":brush 1<CR><Space>5l")
    try bench.play("ai3<Right>")
    #expect(bench.work.mode == .preview && bench.notice.hasPrefix("The cursor is not on"), "\(bench.notice)")
    try bench.play("<CR>")
    #expect(bench.work.mode == .navigate && bench.notice.hasPrefix("The cursor is not on"), "\(bench.notice)")
  }

  @Test func slicesAreSeenMeanwhile() throws {
    let bench = try Bench().play("r")
    let edit = bench.work.preview?.edit
    try bench.play("<PageUp>+wm<CR>")
    #expect(edit != nil && bench.work.session.history.done.last == edit)
  }

  @Test func inSpaceItWorksBesideTheScreen() throws {
    let bench = try Bench().play(":grow-space<CR>")
    #expect(bench.work.preview?.work != nil && bench.work.wantsIdle)
    bench.work.waitForWork()
    let expected = region(bench, tolerance: 50, space: true)
    #expect(shownVoxels(bench) == expected)
    // a change cancels what is under way; Enter waits for the last
    try bench.play("<Left><Left><CR>")
    #expect(bench.drawn.count == region(try Bench(), tolerance: 40, space: true))
    #expect(Set(bench.drawn.keys.map(\.k)).count > 1 && bench.ledgerIsRight)
  }

  @Test func rulesAreSetByCommands() throws {
    let bench = try Bench().play("s2<Space>s1:draw-over unlabelled<CR>:brush 6<CR><Space>")
    #expect(bench.drawn[bench.cursor] == 2)
    try bench.play(":draw-over everything<CR>:lock CON<CR><Space>")
    #expect(bench.drawn[bench.cursor] == 2)
    try bench.play(":lock CON<CR><Space>")
    #expect(bench.drawn[bench.cursor] == 1)
    #expect(bench.ledgerIsRight)
  }
}
