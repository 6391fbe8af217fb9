import StyletImaging
import Testing

@testable import StyletScreen

@Suite struct ContourTests {
  private let triangle = "v<Space>4l<Space>4j<CR>"

  @Test(arguments: DrawingTests.planes) func closeFills(_ keys: String, _ plane: Plane) throws {
    let bench = try Bench().play(keys)
    let c = plane.coordinates(of: bench.cursor, in: Bench.size)
    try bench.play("4k" + triangle + "a")
    let expected = Set(
      (0...4).flatMap { dv in
        (dv...4).map { du in
          plane.voxel(u: c.u + du, v: c.v - 4 + dv, w: c.w, in: Bench.size)
        }
      })
    #expect(Set(bench.drawn.keys) == expected)
    #expect(bench.work.mode == .navigate && bench.ledgerIsRight)
    #expect(bench.work.session.history.done.count == 1)
    // The same shape with its last corner at the cursor, elsewhere.
    try bench.play("<PgUp>.")
    #expect(bench.drawn.count == 30)
  }

  @Test func backspaceTakesVerticesBack() throws {
    let bench = try Bench().play(triangle + "<BS>")
    #expect(bench.work.tool.contour?.vertices.count == 2)
    try bench.play("a")
    #expect(bench.notice == "A contour needs three vertices; Space drops one")
    #expect(bench.work.mode == .contour)
    try bench.play("9<BS><BS>")
    #expect(bench.work.tool.contour?.vertices == [])
    #expect(bench.notice == "The contour has no vertex")
  }

  @Test func theSameVoxelCountsOnce() throws {
    #expect(try Bench().play("v<Space><Space><CR>").work.tool.contour?.vertices.count == 1)
  }

  /// Esc leaves; `v` on the same slice goes on with what was left.
  @Test func escapeKeepsTheVertices() throws {
    let bench = try Bench().play(triangle + "<Esc>")
    #expect(bench.work.mode == .navigate && bench.work.tool.contour == nil && bench.drawn.isEmpty)
    #expect(bench.notice.contains("3 vertices; v on this slice"))
    try bench.play("<PgUp>v<Esc><PgDn>v")
    #expect(bench.work.tool.contour?.vertices.count == 3)
    try bench.play("a")
    #expect(bench.drawn.count == 15)
  }

  @Test func verticesStayOnOneSlice() throws {
    let bench = try Bench().play(triangle + "<PgUp>2l<Space>")
    #expect(bench.work.tool.contour?.vertices.count == 3)
    #expect(bench.notice.hasPrefix("The contour is on axial slice 7"))
    try bench.play("<Tab>a")
    #expect(Set(bench.drawn.keys.map(\.k)) == [6])
  }

  @Test func theWindowIsAdjustedWithinAContour() throws {
    let bench = try Bench().play("v<Space>W<Right><Esc>")
    #expect(bench.work.mode == .contour && bench.work.view.window.width == 1510)
  }

  @Test func contourCommandsNeedAContour() throws {
    #expect(try Bench().play(":contour-vertex<CR>").notice.contains("v starts one"))
    #expect(try Bench().play("v:pen<CR>").notice.contains("cannot be done while a contour is drawn"))
  }

  @Test func erasingContour() throws {
    let bench = try Bench().play(":brush 9<CR><Space>")
    let full = bench.drawn.count
    try bench.play("e" + triangle + "a")
    #expect(bench.drawn.count == full - 15)
    try bench.play("<PgUp>" + triangle + "a")
    #expect(bench.notice == "No GGO here to erase")
  }
}
