import StyletCore
import StyletImaging
import Testing

@testable import StyletScreen

/// Where two readings differ on the screen: told apart with and without colours, and with ASCII alone.
@Suite struct ComparedMarksTests {
  private static let rungs = ColourTier.allCases.flatMap { tier in
    [true, false].map { TerminalTraits(tier: tier, unicode: $0) }
  }

  private func screen(_ keys: String, _ traits: TerminalTraits, _ size: (Int, Int) = (80, 24)) throws -> CellBuffer {
    let bench = try ComparisonBench(size: size).play(keys)
    return ScreenRenderer(traits: traits).draw(bench.work.model, width: size.0, height: size.1)
  }

  /// Cells of the active pane that differ from those without the comparison's marks.
  private func changed(_ keys: String, _ traits: TerminalTraits) throws -> [Cell] {
    let bench = try ComparisonBench(size: (80, 24)).play(keys)
    var model = bench.work.model
    let with = ScreenRenderer(traits: traits).draw(model, width: 80, height: 24)
    model.comparison?.marks = nil
    let without = ScreenRenderer(traits: traits).draw(model, width: 80, height: 24)
    let layout = ScreenLayout(width: 80, height: 24, model: model)
    var cells: [Cell] = []
    for row in layout.panes[0].image.row..<layout.panes[0].image.row + layout.panes[0].image.height {
      for col in layout.panes[0].image.col..<layout.panes[0].image.col + layout.panes[0].image.width
      where with[col, row] != without[col, row] {
        cells.append(with[col, row])
      }
    }
    return cells
  }

  @Test(arguments: rungs) func regionsAreSeen(_ traits: TerminalTraits) throws {
    let b = try changed("n", traits), a = try changed("nn", traits), x = try changed("nnn", traits)
    #expect(!a.isEmpty && !b.isEmpty && !x.isEmpty, "\(traits)")
    if traits.tier == .mono || traits.tier == .ansi {
      #expect(b.contains { $0.glyph == "B" } && !b.contains { $0.glyph == "A" })
      #expect(a.contains { $0.glyph == "A" } && !a.contains { $0.glyph == "B" })
      #expect(x.contains { $0.glyph == "X" })
    } else {
      let palette = PicturePalette(traits, PicturePalette.Key(table: .standard, active: 1, erasing: false))
      func inks(_ isA: Bool) -> Set<Ink> {
        Set((0...255).map { palette.compared(isA, $0) } + [palette.compared(isA)])
      }
      func shown(_ cells: [Cell]) -> Set<Ink> { Set(cells.flatMap { [$0.ink, $0.paper] }) }
      #expect(!shown(a).isDisjoint(with: inks(true)) && shown(a).isDisjoint(with: inks(false)))
      #expect(!shown(b).isDisjoint(with: inks(false)) && shown(b).isDisjoint(with: inks(true)))
      #expect(!shown(x).isDisjoint(with: inks(true)) && !shown(x).isDisjoint(with: inks(false)))
    }
  }

  @Test(arguments: rungs) func hiddenFindingsHideThem(_ traits: TerminalTraits) throws {
    #expect(try changed("noo", traits).isEmpty)
  }

  /// One is drawn from the other by no hue alone: stripes rise and fall.
  @Test func stripesRiseAndFall() throws {
    var view = ViewState(cursor: VoxelIndex(10, 8, 6))
    view.magnification = .scale(mmPerPixel: 0.2)
    let grid = try Bench.volume().grid
    let rect = CellRect(col: 0, row: 0, width: 40, height: 20)
    let geometry = PaneGeometry(plane: .axial, rect: rect, grid: grid, view: view)
    func signs(_ mark: UInt8) throws -> [Bool?] {
      var map = LabelMap(size: Bench.size)
      map.apply((0..<16).map { Run(k: 6, j: $0, i: 0, count: 20, old: 0, new: mark) })
      let marks = try #require(ComparedMarks(map, geometry, active: true))
      return (0..<8).flatMap { y in (16..<24).map { marks.hatch($0, 16 + y) } }
    }
    let a = try signs(1), b = try signs(2), x = try signs(3), current = try signs(4)
    #expect(Set(a) == [true, nil] && Set(b) == [false, nil] && Set(x) == [true, false] && Set(current) == [true])
    // The one is the other's mirror.
    #expect(a.map { $0 != nil } != b.map { $0 != nil } && a.count { $0 != nil } == b.count { $0 != nil })
  }

  @Test(arguments: rungs) func thePanelSaysTheNumbers(_ traits: TerminalTraits) throws {
    for size in [(60, 16), (80, 24), (120, 40), (200, 55)] {
      let text = try screen("", traits, size).text
      #expect(text.contains("3 of 3 regions open"), "\(size)")
    }
    let text = try screen("", traits, (120, 40)).text
    // 12 of 18 and 12 voxels of finding 1: 2 * 12 / 30.
    #expect(text.contains("Dice") && text.contains("0.800"), "\(text)")
  }
}
