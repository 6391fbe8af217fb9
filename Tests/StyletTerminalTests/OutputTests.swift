import StyletScreen
import Testing

@testable import StyletTerminal

struct OutputTests {
  @Test func coloursAreSentOnceAndEndWithTheLine() {
    var buffer = CellBuffer(width: 3, height: 2)
    for col in 0..<2 { buffer[col, 0] = Cell("x", ink: .palette(9), paper: .palette(240), .bold) }
    buffer[2, 0] = Cell("y")
    buffer[2, 1] = Cell("z", ink: .direct(1, 2, 3))
    let end = "\u{1b}[0m\n"
    #expect(
      buffer.ansiText(TerminalTraits(tier: .indexed))
        == "\u{1b}[0;1;38;5;9;48;5;240mxx\u{1b}[0my\n  \u{1b}[0;38;5;16mz\(end)")
    #expect(
      buffer.ansiText(TerminalTraits(tier: .direct))
        == "\u{1b}[0;1;38;5;9;48;5;240mxx\u{1b}[0my\n  \u{1b}[0;38;2;1;2;3mz\(end)")
    #expect(
      buffer.ansiText(TerminalTraits(tier: .ansi)) == "\u{1b}[0;1;91;100mxx\u{1b}[0my\n  \u{1b}[0;30mz\(end)")
    #expect(buffer.ansiText(TerminalTraits(tier: .mono)) == "\u{1b}[0;1mxx\u{1b}[0my\n  z\n")
    #expect(buffer.ansiText(TerminalTraits(tier: .direct), plain: true) == "xxy\n  z\n")
  }

  @Test(arguments: ColourTier.allCases, [true, false])
  func wedgeRisesAndFitsTheTerminal(_ tier: ColourTier, _ unicode: Bool) {
    let wedge = greyWedge(TerminalTraits(tier: tier, unicode: unicode))
    #expect(wedge.width == 64 && wedge.height == 2)
    if !unicode { #expect(wedge.cells.allSatisfy { $0.glyph.isASCII }) }
    let distinct = Set((0..<64).map { wedge[$0, 0] }).count
    #expect(distinct == [.direct: 64, .indexed: 26, .ansi: 13, .mono: 10][tier])
    #expect(wedge[0, 0] != wedge[63, 0])
    #expect(greyWedge(TerminalTraits(tier: tier, unicode: unicode), width: 1).width == 1)
  }
}
