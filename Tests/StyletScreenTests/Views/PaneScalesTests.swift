import StyletBase
import StyletImaging
import Testing

@testable import StyletScreen

/// Grid, colour bar and minimap, on every rung.
@Suite struct PaneScalesTests {
  private func draw(_ bench: Bench, _ traits: TerminalTraits, _ width: Int = 120, _ height: Int = 40) -> CellBuffer {
    ScreenRenderer(traits: traits).draw(bench.work.model, width: width, height: height)
  }

  /// The cells of the active pane's picture that differ.
  private func changed(_ a: CellBuffer, _ b: CellBuffer, _ bench: Bench) throws -> [(col: Int, row: Int)] {
    let layout = ScreenLayout(width: a.width, height: a.height, model: bench.work.model)
    let rect = try #require(layout.panes.first).image
    return (rect.row..<rect.row + rect.height).flatMap { row in
      (rect.col..<rect.col + rect.width).filter { a[$0, row] != b[$0, row] }.map { (col: $0, row: row) }
    }
  }

  /// Crosses stand where multiples of the step lie, and nowhere else.
  @Test(arguments: TerminalTraits.all) func crossesStandAtTheirMillimetres(_ traits: TerminalTraits) throws {
    let bench = try Bench().play(":layout single<CR>")
    let plain = draw(bench, traits)
    try bench.play(":grid 4<CR>")
    let grid = draw(bench, traits)
    let model = bench.work.model
    let layout = ScreenLayout(width: 120, height: 40, model: model)
    let rect = try #require(layout.panes.first).image
    let geometry = PaneGeometry(plane: .axial, rect: rect, grid: model.volume.grid, view: model.view)
    let mm = PaneScales.gridStep(4, geometry)
    #expect(mm == 4)
    var wanted = Set<[Int]>()
    // 16 mm across and down; voxels of 0.8 and 1 mm.
    for x in stride(from: 0.0, through: 16, by: mm) {
      for y in stride(from: 0.0, through: 16, by: mm) {
        let p = geometry.pixel(of: SlicePoint(u: x / 0.8, v: y / 1.0))
        wanted.insert([rect.col + Int(p.x.rounded(.down)), rect.row + Int(p.y.rounded(.down)) / 2])
      }
    }
    let found = try changed(plain, grid, bench)
    let crosses = found.filter { grid[$0.col, $0.row].glyph == "+" && plain[$0.col, $0.row].glyph != "+" }
    #expect(crosses.count >= 9 && crosses.allSatisfy { wanted.contains([$0.col, $0.row]) })
    #expect(grid.text.contains("grid 4 mm"))
    try bench.play(":grid off<CR>")
    #expect(try changed(plain, draw(bench, traits), bench).isEmpty)
  }

  @Test func crossesAreNeverTooClose() throws {
    let grid = VoxelGrid(size: GridSize(512, 512, 300)!, affine: Affine(spacing: [0.7, 0.7, 1]))
    for width in [20, 60, 160] {
      let geometry = PaneGeometry(
        plane: .axial, rect: CellRect(col: 0, row: 0, width: width, height: 40), grid: grid,
        view: ViewState(cursor: VoxelIndex(0, 0, 0)))
      for asked in [1.0, 3, 10, 100] {
        let mm = PaneScales.gridStep(asked, geometry)
        #expect(mm / geometry.mmPerPixel >= 8 || mm == asked * 1000)
        #expect((mm / asked).rounded() == mm / asked)
      }
    }
  }

  /// White above black, with the values of both ends.
  @Test(arguments: TerminalTraits.all) func theBarNamesItsEnds(_ traits: TerminalTraits) throws {
    let bench = try Bench().play("wl")
    let plain = draw(bench, traits)
    try bench.play("zb")
    let shown = draw(bench, traits)
    let minus = traits.unicode ? "−" : "-"
    #expect(shown.text.contains("150 HU") && shown.text.contains("\(minus)1350 HU"))
    #expect(!plain.text.contains("1350 HU"))
    try bench.play("wm")
    #expect(draw(bench, traits).text.contains("240 HU") && draw(bench, traits).text.contains("\(minus)160 HU"))
    try bench.play("zb")
    #expect(!draw(bench, traits).text.contains("240 HU"))
  }

  /// Shown while zoomed in alone, and the part shown moves with the picture.
  @Test(arguments: TerminalTraits.all) func theMinimapShowsThePart(_ traits: TerminalTraits) throws {
    let bench = try Bench().play(":layout single<CR>")
    func marked() throws -> [[Int]] {
      try bench.play(":minimap shown<CR>")
      let with = draw(bench, traits)
      try bench.play(":minimap hidden<CR>")
      let without = draw(bench, traits)
      // What it says differs in the last row alone.
      return try changed(with, without, bench).map { [$0.col, $0.row] }
    }
    #expect(try marked().isEmpty)
    try bench.play("++++")
    let cells = try marked()
    #expect(!cells.isEmpty && cells.allSatisfy { $0[1] < 14 })
    try bench.play("40<Left>40<Up>:minimap shown<CR>")
    let corner = draw(bench, traits)
    try bench.play("40<Right>40<Down>:minimap shown<CR>")
    let other = draw(bench, traits)
    #expect(cells.contains { corner[$0[0], $0[1]] != other[$0[0], $0[1]] })
  }

  /// Without them no cell differs, and a stamp changes none of theirs.
  @Test func aStrokeLeavesThemAlone() throws {
    let bench = try Bench().play(":layout single<CR>zgzb++++")
    let before = draw(bench, TerminalTraits())
    let cells = (0..<120).flatMap { col in (1..<20).map { (col, $0) } }.filter { before[$0.0, $0.1].glyph == "+" }
    try bench.play("<Space>")
    let after = draw(bench, TerminalTraits())
    #expect(cells.allSatisfy { after[$0.0, $0.1].glyph == "+" })
  }

  @Test func whatIsTypedWrongIsRefused() throws {
    let bench = try Bench()
    for (typed, said) in [("grid 0", "1 to 100"), ("grid 101", "1 to 100"), ("colour-bar x", "shown"), ("minimap 3", "shown")]
    {
      try bench.play(":\(typed)<CR>")
      #expect(bench.notice.contains(said), "\(typed)")
    }
    #expect(bench.work.view.grid == nil && !bench.work.view.showsColourBar && bench.work.view.showsMinimap)
  }
}
