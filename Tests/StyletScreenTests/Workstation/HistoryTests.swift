import StyletBase
import StyletCore
import StyletImaging
import TestSupport
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

  /// Whoever takes much back learns how much, and of several steps how much in all.
  @Test func muchIsNamedInMillilitres() throws {
    let bench = try Bench().play(":brush-shape<CR>:brush 50<CR><Space>")
    let mL = Double(bench.drawn.count) * 0.0016
    #expect(mL > 1)
    try bench.play("u")
    #expect(bench.notice == "Undo Brush, slice 7: \(NumberText.short(mL)) mL", "\(bench.notice)")
    try bench.play("U")
    #expect(bench.notice.hasSuffix(": \(NumberText.short(mL)) mL") && bench.notice.hasPrefix("Redo "))
    try bench.play("s2<Space>2u")
    #expect(bench.notice.hasPrefix("2 steps; undo ") && bench.notice.hasSuffix(": \(NumberText.short(2 * mL)) mL"))
    // What is in two layers at once is told once.
    let edit = Edit(
      name: "", tool: "", runs: [Run(k: 0, j: 0, i: 0, count: 10, old: 0, new: 1)],
      otherLayers: [LayerChange(layer: LabelLayer.proposal, runs: [Run(k: 0, j: 0, i: 0, count: 10, old: 1, new: 0)])])
    #expect(abs(edit.millilitres(bench.work.volume.grid) - 10 * 0.0016) < 1e-9)
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
    guard case .list(let list) = bench.work.overlay else {
      Issue.record("no list")
      return
    }
    #expect(list.rows.map { $0[1] } == ["Clear, slice 8", "Brush, slice 8", "Brush, slice 7", "before these steps"])
    #expect(list.rows.map { $0[0] } == [":redo 1", "now", ":undo 1", ":undo 2"] && list.selected == 1)
    let screen = bench.work.draw(width: 120, height: 40)
    #expect(screen.width == 120)
    try bench.play("<Esc>")
    #expect(bench.work.overlay == .none)
  }

  /// Enter on a row goes to the state after that step, back or forward; on the present one nowhere.
  @Test func theListLeadsToEveryState() throws {
    let bench = try Bench().play(":brush 0.1<CR>")
    var states = [bench.labels.plain]
    for _ in 0..<5 { states.append(try bench.play("<Space>l<PageUp>").labels.plain) }
    var random = SeededRandom(seed: 3)
    for _ in 0..<25 {
      let at = bench.work.session.history.done.count
      let wanted = Int.random(in: 0...5, using: &random)
      try bench.play(":undolist<CR>" + String(repeating: wanted < at ? "j" : "<Up>", count: abs(wanted - at)) + "<CR>")
      #expect(bench.labels.plain == states[wanted] && bench.work.session.history.done.count == wanted)
    }
    try bench.play(":undolist<CR>G<CR>")
    #expect(bench.drawn.isEmpty)
    try bench.play(":undolist<CR>g<CR>")
    #expect(bench.labels.plain == states[5])
    try bench.play(":undo 3<CR>")
    #expect(bench.labels.plain == states[2] && bench.notice.hasPrefix("3 steps"))
    try bench.play(":redo 2<CR>:undo x<CR>")
    #expect(bench.labels.plain == states[4] && bench.notice.contains("a number of steps"))
  }

  /// A step that changes only where a drawing comes from is shown on its slice.
  @Test func originsAloneAreShown() throws {
    let bench = try Bench().play("<Space>4<PageUp>")
    let key = SliceKey(k: 6, label: 1)
    let edit = Edit(
      name: "Accept", tool: "accept", runs: [], origins: [OriginChange(key: key, old: .manual, new: .proposed)])
    try bench.work.accept(edit)
    #expect(bench.work.session.findings.origins[key] == .proposed)
    try bench.play("u")
    #expect(bench.cursor.k == 6 && bench.work.session.findings.origins[key] == .manual && bench.drawn.count > 0)
  }
}
