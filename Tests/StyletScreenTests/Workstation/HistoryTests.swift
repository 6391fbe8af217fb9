import StyletCore
import Testing

@testable import StyletScreen

@Suite struct HistoryTests {
  /// Undo and redo bring the slice into view that changes, in whichever plane is active.
  @Test(arguments: DrawingTests.planes) func theViewGoesToWhatChanged(_ keys: String, _ plane: Plane) throws {
    let bench = try Bench().play(keys + ":brush 0.1<CR>2l<Space>")
    let drawn = bench.cursor
    try bench.play("4<PgUp>3hu")
    #expect(bench.cursor == drawn && bench.drawn.isEmpty)
    #expect(bench.notice.hasPrefix("Undo Brush"))
    try bench.play("3<PgDn>U")
    #expect(bench.cursor == drawn && bench.drawn.count == 1)
    #expect(bench.notice.hasPrefix("Redo Brush"))
  }

  @Test func theViewStaysWhereTheSliceShows() throws {
    let bench = try Bench().play("<Space>5l3ju")
    #expect(bench.cursor == VoxelIndex(15, 11, 6))
  }

  @Test func theNoticeNamesTheStepAndItsSlice() throws {
    #expect(try Bench().play("<Space>u").notice == "Undo Brush, slice 7")
  }

  @Test func counts() throws {
    let bench = try Bench().play(":brush 0.1<CR><Space>l<Space>l<Space>2u")
    #expect(bench.drawn.count == 1)
    try bench.play("99u")
    #expect(bench.drawn.isEmpty)
    try bench.play("u")
    #expect(bench.notice == "Nothing to undo")
    try bench.play("3<C-r>")
    #expect(bench.drawn.count == 3)
    try bench.play("U")
    #expect(bench.notice == "Nothing to redo")
    #expect(bench.ledgerIsRight)
  }

  /// A stroke that changes nothing is no step.
  @Test func emptyStrokesAreNoSteps() throws {
    let bench = try Bench().play("<Space><Space><Space>")
    #expect(bench.work.session.history.done.count == 1)
    #expect(bench.notice == "All GGO here already")
  }

  @Test func listOfSteps() throws {
    #expect(try Bench().play(":undolist<CR>").notice == "Nothing to undo")
    let bench = try Bench().play("<Space><PgUp><Space>xu:undolist<CR>")
    guard case .help(let sections, 0) = bench.work.overlay else {
      Issue.record("no list")
      return
    }
    #expect(sections[0].rows.map(\.text) == ["Clear, slice 8", "Brush, slice 8", "Brush, slice 7"])
    #expect(sections[0].rows.map(\.key) == ["redo", "1", "2"])
    try bench.play("<Esc>")
    #expect(bench.work.overlay == .none)
  }
}
