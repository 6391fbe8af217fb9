import StyletCore
import StyletImaging
import Testing

@testable import StyletScreen

/// A proposal never looks like what a reader has drawn, however small it is on the screen.
@Suite struct ProposalMarksTests {
  /// Pieces of one voxel up to 60 mm across, where a cell covers many voxels: the cells that a proposal changes hold a
  /// question mark each, and each piece has one; drawn, the same voxels fill cells with colour and have no character.
  @Test(arguments: [1, 2, 3, 7, 20, 60])
  func aPieceIsQuestionMarks(side: Int) throws {
    var bench = ViewBench(try .noise(GridSize(200, 200, 3)!, spacing: [1, 1, 1], seed: 4), cursor: VoxelIndex(5, 5, 1))
    let traits = TerminalTraits(tier: .indexed), renderer = ScreenRenderer(traits: traits)
    let before = renderer.draw(bench.model, width: 100, height: 32)
    let rect = ScreenLayout(width: 100, height: 32, model: bench.model).panes[0].image
    var builder = EditBuilder(layer: bench.session.findings)
    for j in 90..<90 + side { builder.set(j: j, k: 1, 100..<100 + side, to: 2) }
    let edit = try #require(builder.edit(name: "piece", tool: "brush", origin: .manual))
    var proposal = LabelMap(size: bench.session.volume.size)
    proposal.apply(edit)

    var model = bench.model
    model.proposal = proposal
    let proposed = renderer.draw(model, width: 100, height: 32)
    var questions = 0
    for row in rect.row + 2..<rect.row + rect.height - 2 {  // not the line of what is proposed
      for col in rect.col..<rect.col + rect.width where proposed[col, row] != before[col, row] {
        let (now, was) = (proposed[col, row], before[col, row])
        if now.glyph == "?" { questions += 1 } else { #expect(CellBuffer.Halves(now) == CellBuffer.Halves(was)) }
      }
    }
    #expect(questions > 0)

    try bench.session.perform(edit)
    let drawn = renderer.draw(bench.model, width: 100, height: 32)
    for row in rect.row + 2..<rect.row + rect.height - 2 {
      for col in rect.col..<rect.col + rect.width { #expect(drawn[col, row].glyph != "?") }
    }
  }

  /// What is outlined is outlined as thin while lungs are drawn as beside them: half a cell, and nothing small is lost.
  @Test func outlinesAreAPixelThick() throws {
    for mm in [4, 30, 60] {
      var bench = ViewBench(try .noise(GridSize(300, 300, 3)!, spacing: [1, 1, 1], seed: 4), cursor: VoxelIndex(5, 5, 1))
      try bench.stamp(VoxelIndex(150, 150, 1), mm: Double(mm), label: 1)
      bench.view.findings = .outlined
      let rect = CellRect(col: 0, row: 0, width: 60, height: 30)
      let g = PaneGeometry(plane: .axial, rect: rect, grid: bench.session.volume.grid, view: bench.view)
      #expect(!g.showsVoxels)
      let rims = OutlineRaster()
      rims.update(bench.session.findings.labels, OutlineVersion(), g)
      let picture = PanePicture()
      picture.update(bench.session.volume, g, bench.view.window)
      let palette = PicturePalette(
        TerminalTraits(tier: .direct), .init(table: .standard, active: 1, erasing: false))
      var buffer = CellBuffer(width: 60, height: 30)
      PanePainter(
        traits: TerminalTraits(tier: .direct), palette: palette, picture: picture,
        findings: FindingsRaster(bench.session.findings.labels, g), marks: PaneMarks(), display: .outlined, active: 1,
        ownRims: rims
      ).paint(rect, into: &buffer)
      var painted = Set<Int>()
      for row in 0..<30 {
        for col in 0..<60 {
          let cell = buffer[col, row]
          let top = cell.glyph == "▀" ? cell.ink : cell.paper
          if top == palette.solid(1) { painted.insert(2 * row * 60 + col) }
          if cell.paper == palette.solid(1) { painted.insert((2 * row + 1) * 60 + col) }
        }
      }
      #expect(!painted.isEmpty)
      if mm >= 30 { #expect(painted == Set(rims.rims.indices.filter { rims.rims[$0] == 1 })) }
    }
  }
}
