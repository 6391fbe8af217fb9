import Testing

@testable import StyletScreen

@Suite struct FrameTests {
  /// The first key is drawn in full; keys that follow without a quiet moment are drawn in a hurry, and a quiet
  /// moment is asked for to make up for it.
  @Test func hurry() throws {
    let bench = try Bench().play("l")
    #expect(!bench.work.model.hurried && !bench.work.wantsIdle)
    try bench.play("l")
    #expect(bench.work.model.hurried && bench.work.wantsIdle)
    bench.work.handle(.idle)
    #expect(!bench.work.model.hurried && !bench.work.wantsIdle)
  }

  @Test func theScreenSaysWhatTheKeysDid() throws {
    let bench = try Bench().play(":brush 3<CR>5G<Space>u")
    let text = bench.work.draw(width: 120, height: 40).text
    #expect(text.contains("NAVIGATE") && text.contains("GGO") && text.lowercased().contains("brush, slice 5"))
    try bench.play(":")
    #expect(bench.work.draw(width: 120, height: 40).text.contains("go to a slice"))
    try bench.play("<Esc>?")
    #expect(bench.work.draw(width: 120, height: 40).text.contains("stamp the brush"))
    try bench.play("<Esc>w")
    #expect(bench.work.draw(width: 120, height: 40).text.contains("lung"))
    try bench.play("<Esc>:q<CR>")
    #expect(bench.work.draw(width: 120, height: 40).text.contains("save and leave"))
  }

  @Test func drawingASizeIsAResize() throws {
    let bench = try Bench()
    _ = bench.work.draw(width: 90, height: 30)
    #expect(bench.work.screen == (90, 30))
  }
}
