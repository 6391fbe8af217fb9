import StyletScreen
import Testing

@testable import StyletTerminal

struct GreyWedgeTests {
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
