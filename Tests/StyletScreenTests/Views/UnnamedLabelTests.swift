import StyletCore
import StyletImaging
import Testing

@testable import StyletScreen

/// A label that is drawn and that the table of findings does not name: it has a row, and can be locked.
@Suite struct UnnamedLabelTests {
  private func session() throws -> EditSession {
    var session = EditSession(volume: try Bench.volume())
    var builder = EditBuilder(layer: session.findings)
    for j in 2..<10 { builder.set(j: j, k: 6, 2..<12, to: 99) }
    try session.perform(try #require(builder.edit(name: "x", tool: "import", origin: .imported)))
    return session
  }

  @Test(arguments: [(80, 24), (120, 40), (200, 55)]) func thePanelHasARow(_ size: (Int, Int)) throws {
    let bench = try Bench(session: session())
    bench.work.handle(.resize(width: size.0, height: size.1))
    let text = bench.work.draw(width: size.0, height: size.1).text
    #expect(text.contains("label") || text.contains("+1 more"), "\(text)")
    if size.0 >= 120 { #expect(text.contains("label-99"), "\(text)") }
  }

  @Test(arguments: ["label-99", "99"]) func itCanBeLocked(_ name: String) throws {
    let bench = try Bench(session: session())
    bench.work.jump(to: VoxelIndex(6, 6, 6))
    try bench.play(":lock \(name)<CR>")
    #expect(bench.work.tool.locked == [99] && bench.notice == "Locked: label-99")
    let before = bench.drawn
    try bench.play("<Space>")
    #expect(bench.drawn.filter { $0.value == 99 } == before)
    try bench.play(":lock \(name)<CR>")
    #expect(bench.work.tool.locked.isEmpty && bench.notice == "No finding is locked")
    try bench.play("<Space>")
    #expect(bench.drawn.count { $0.value == 99 } < before.count, "unlocked it is drawn over")
    try bench.play(":lock 98<CR>")
    #expect(bench.work.tool.locked.isEmpty && bench.notice.contains("No finding \"98\""))
  }
}
