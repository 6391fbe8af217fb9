import Foundation
import StyletImaging
import Testing

@testable import StyletScreen

@Suite struct MouseTests {
  private func mouse(_ bench: Bench, _ action: MouseEvent.Action, _ plane: Plane, _ voxel: VoxelIndex) throws {
    let pane = try #require(bench.work.geometries.first { $0.plane == plane })
    var shown = bench.cursor
    let w = plane.coordinates(of: shown, in: Bench.size).w
    let c = plane.coordinates(of: voxel, in: Bench.size)
    shown = plane.voxel(u: c.u, v: c.v, w: w, in: Bench.size)
    let cell = try #require(pane.cell(of: shown))
    bench.work.handle(.mouse(MouseEvent(action, col: cell.col, row: cell.row)))
  }

  @Test(arguments: Plane.allCases) func aClickSetsTheCursorAndThePane(_ plane: Plane) throws {
    let bench = try Bench()
    try mouse(bench, .press, plane, VoxelIndex(4, 5, 3))
    let c = plane.coordinates(of: bench.cursor, in: Bench.size)
    let expected = plane.coordinates(of: VoxelIndex(4, 5, 3), in: Bench.size)
    #expect(bench.work.view.active == plane)
    #expect(abs(c.u - expected.u) <= 1 && abs(c.v - expected.v) <= 1)
    #expect(c.w == plane.coordinates(of: VoxelIndex(10, 8, 6), in: Bench.size).w)
    #expect(bench.drawn.isEmpty)
  }

  @Test(arguments: Plane.allCases) func aDragIsOneStroke(_ plane: Plane) throws {
    let bench = try Bench().play(":brush 0.1<CR>:pane \(plane.rawValue)<CR>p")
    try mouse(bench, .press, plane, VoxelIndex(4, 4, 3))
    for n in 5...9 { try mouse(bench, .drag, plane, VoxelIndex(n, n, n)) }
    try mouse(bench, .release, plane, VoxelIndex(9, 9, 9))
    #expect(bench.drawn.count > 4)
    #expect(bench.work.session.history.done.count == 1)
    try mouse(bench, .drag, plane, VoxelIndex(15, 12, 10))
    #expect(bench.work.session.history.done.count == 1)
    try bench.play("u")
    #expect(bench.drawn.isEmpty && bench.ledgerIsRight)
  }

  @Test(arguments: Plane.allCases) func withThePenUpADragMovesTheCursorAlone(_ plane: Plane) throws {
    let bench = try Bench().play(":pane \(plane.rawValue)<CR>")
    try mouse(bench, .press, plane, VoxelIndex(4, 4, 3))
    let before = bench.cursor
    for n in 5...9 { try mouse(bench, .drag, plane, VoxelIndex(n, n, n)) }
    try mouse(bench, .release, plane, VoxelIndex(9, 9, 9))
    #expect(bench.drawn.isEmpty && bench.cursor != before)
  }

  @Test(arguments: Plane.allCases) func theWheelGoesThroughThePaneUnderIt(_ plane: Plane) throws {
    let bench = try Bench()
    let before = plane.coordinates(of: bench.cursor, in: Bench.size).w
    try mouse(bench, .wheelUp, plane, bench.cursor)
    #expect(plane.coordinates(of: bench.cursor, in: Bench.size).w == before + plane.forwardStep)
    #expect(bench.work.view.active == .axial)
    try mouse(bench, .wheelDown, plane, bench.cursor)
    try mouse(bench, .wheelDown, plane, bench.cursor)
    #expect(plane.coordinates(of: bench.cursor, in: Bench.size).w == before - plane.forwardStep)
  }

  @Test func anywhereElseIsNothing() throws {
    let bench = try Bench()
    for action: MouseEvent.Action in [.press, .drag, .release, .wheelUp, .wheelDown] {
      for (col, row) in [(0, 0), (-5, 3), (.max, .min), (119, 39), (500, 500)] {
        bench.work.handle(.mouse(MouseEvent(action, button: 0, col: col, row: row)))
        bench.work.handle(.mouse(MouseEvent(action, button: 2, col: col, row: row)))
      }
    }
    #expect(bench.drawn.isEmpty)
  }

  @Test func contoursAreNotPaintedOver() throws {
    let bench = try Bench().play("v")
    try mouse(bench, .press, .axial, VoxelIndex(4, 4, 6))
    try mouse(bench, .drag, .axial, VoxelIndex(9, 9, 6))
    #expect(bench.drawn.isEmpty && bench.work.mode == .contour)
  }

  /// What is tested above stands in the manual.
  @Test func theManualSaysWhatItDoes() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../..")
    let text = try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
    let manual = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for words in [
      "a click sets the cursor", "a drag moves it and paints while the pen is down", "the wheel steps through slices",
    ] { #expect(manual.contains(words), "\(words)") }
  }

  @Test func nothingGetsThroughAQuestion() throws {
    let bench = try Bench().play("<Space>:q<CR>")
    try mouse(bench, .press, .axial, VoxelIndex(4, 4, 6))
    #expect(bench.cursor == VoxelIndex(10, 8, 6))
  }
}
