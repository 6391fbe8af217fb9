import Testing

@testable import StyletScreen

/// After another program wrote on the terminal the screen can be drawn again, whatever the keys and the mode.
@Suite struct RepaintTests {
  @Test(arguments: BuiltInKeymap.allCases) func everyMapHasItsKey(_ map: BuiltInKeymap) throws {
    #expect(!Keymap.builtIn(map).bindings(of: "redraw").isEmpty)
    let bench = try Bench(keymap: .builtIn(map))
    #expect(!bench.work.takesRepaint())
    try bench.play("<C-l>")
    #expect(bench.work.takesRepaint() && !bench.work.takesRepaint())
  }

  @Test func theCommandDoesIt() throws {
    let bench = try Bench()
    try bench.play(":redraw<CR>")
    #expect(bench.work.takesRepaint())
  }
}
