import StyletImaging
import TestSupport
import Testing

@testable import StyletScreen

@Suite struct PanePictureTests {
  private func draw(_ bench: ViewBench, _ traits: TerminalTraits = .init(), width: Int = 100, height: Int = 32)
    -> CellBuffer
  {
    ScreenRenderer(traits: traits).draw(bench.model, width: width, height: height)
  }

  /// One bright voxel off every middle shows at the place that the radiological convention gives it: patient right
  /// on screen left, front or head up.
  @Test(arguments: Plane.allCases) func brightVoxelStandsWhereItShould(_ plane: Plane) throws {
    let size = GridSize(12, 10, 8)!
    let spot = VoxelIndex(2, 7, 6)
    let volume = try Volume(grid: VoxelGrid(size: size, affine: Affine(spacing: [1, 1, 1])), rescale: .identity) {
      out in
      out.update(repeating: -1350)
      out[(spot.k * 10 + spot.j) * 12 + spot.i] = 500
    }
    var bench = ViewBench(volume, cursor: VoxelIndex(spot.i, spot.j, spot.k))
    bench.view.active = plane
    bench.view.layout = .single
    let picture = PanePicture()
    let g = PaneGeometry(
      plane: plane, rect: CellRect(col: 0, row: 0, width: 24, height: 10), grid: volume.grid, view: bench.view)
    picture.update(volume, g, .lung)
    let bright = picture.brightness.indices.filter { picture.brightness[$0] > 128 }.map { ($0 % 24, $0 / 24) }
    let middle = (
      Double(bright.map(\.0).reduce(0, +)) / Double(bright.count),
      Double(bright.map(\.1).reduce(0, +)) / Double(bright.count)
    )
    switch plane {  // 2 of 12 from the right side, 7 of 10 from the front, 6 of 8 from the feet
    case .axial: #expect(middle.0 < 12 && middle.1 > 10)
    case .coronal: #expect(middle.0 < 12 && middle.1 < 10)
    case .sagittal: #expect(middle.0 > 12 && middle.1 < 10)
    }
  }

  @Test func letterAtEverySideOfEveryPane() throws {
    let bench = ViewBench(try .asymmetric(), cursor: VoxelIndex(5, 3, 2))
    let b = draw(bench, .init(tier: .mono, unicode: false))
    let layout = ScreenLayout(width: 100, height: 32, model: bench.model)
    #expect(layout.panes.count == 3)
    for pane in layout.panes {
      let r = pane.image
      let l = pane.plane.letters
      #expect(b[r.col, r.row + r.height / 2].glyph == l.left.unicodeScalars.first)
      #expect(b[r.col + r.width - 1, r.row + r.height / 2].glyph == l.right.unicodeScalars.first)
      #expect(b[r.col + r.width / 2, r.row].glyph == l.top.unicodeScalars.first)
      #expect(b[r.col + r.width / 2, r.row + r.height - 1].glyph == l.bottom.unicodeScalars.first)
    }
  }

  @Test func slicesAndValueAreWritten() throws {
    var bench = ViewBench(try .asymmetric(), cursor: VoxelIndex(5, 3, 2))
    bench.tool.radius = 2.5
    let text = draw(bench).text
    for part in [
      "Axial 3/5", "Coronal 4/7", "Sagittal 6/11", "865 HU", "disc 2.5 mm", "L 5.0  P 3.0  S 2.0 mm", "mm/px",
    ] {
      #expect(text.contains(part), "\(part) in\n\(text)")
    }
  }

  @Test func outsideIsNotAir() throws {
    let volume = try Volume(
      grid: VoxelGrid(size: GridSize(40, 8, 8)!, affine: Affine(spacing: [1, 1, 1])), rescale: .identity
    ) {
      $0.update(repeating: -1024)
    }
    var bench = ViewBench(volume, cursor: VoxelIndex(3, 3, 3))
    bench.view.window = .mediastinum
    for traits in TerminalTraits.all {
      let b = draw(bench, traits)
      let r = ScreenLayout(width: 100, height: 32, model: bench.model).panes[0].image
      // Between a place outside and one in air something tells where the scan ends.
      let column = (r.row + 2...r.row + r.height / 2 + 1).map { b[r.col + 3, $0] }
      let air = column[column.count - 1]
      #expect(column.contains { $0.glyph != air.glyph || $0.paper != air.paper }, "\(traits)")
    }
  }

  /// A voxel-sized finding shows in every tier, in the pane's voxel and nowhere else; hidden, it does not.
  @Test(arguments: TerminalTraits.all) func findingShowsInEveryTier(_ traits: TerminalTraits) throws {
    var bench = ViewBench(
      try .noise(GridSize(200, 200, 40)!, spacing: [1, 1, 1], seed: 3), cursor: VoxelIndex(20, 20, 20))
    let renderer = ScreenRenderer(traits: traits)
    let before = renderer.draw(bench.model, width: 100, height: 32)
    try bench.stamp(VoxelIndex(120, 90, 20), mm: 0.5, label: 2)
    bench.unsaved = 0
    let layout = ScreenLayout(width: 100, height: 32, model: bench.model)
    let g = layout.geometries(grid: bench.session.volume.grid, view: bench.view)[0]
    let at = try #require(g.cell(of: VoxelIndex(120, 90, 20)))
    let shown = renderer.draw(bench.model, width: 100, height: 32)
    let r = layout.panes[0].image
    for row in r.row..<r.row + r.height {
      for col in r.col..<r.col + r.width {
        let changed = shown[col, row] != before[col, row]
        #expect(changed == (col == at.col && row == at.row), "\(col) \(row)")
      }
    }
    bench.view.findings = .hidden
    let hidden = renderer.draw(bench.model, width: 100, height: 32)[at.col, at.row]
    let was = before[at.col, at.row]
    #expect(hidden == was || CellBuffer.Halves(hidden) == CellBuffer.Halves(was))
  }

  @Test func outlineLeavesTheInside() throws {
    var bench = ViewBench(try .noise(GridSize(60, 60, 20)!, spacing: [1, 1, 1], seed: 5), cursor: VoxelIndex(5, 5, 10))
    bench.view.magnification = .scale(mmPerPixel: 1)
    try bench.stamp(VoxelIndex(30, 30, 10), mm: 8, label: 1)
    bench.view.findings = .outlined
    let g = PaneGeometry(
      plane: .axial, rect: CellRect(col: 0, row: 0, width: 60, height: 30), grid: bench.session.volume.grid,
      view: bench.view)
    let raster = FindingsRaster(bench.session.findings.labels, g)
    let middle = g.pixel(u: 30, v: 30)
    let rim = g.pixel(u: 38, v: 30)
    #expect(raster.labels[middle.py * 60 + middle.px] == 1)
    #expect(!raster.isEdge(middle.px, middle.py, step: 1))
    #expect(raster.isEdge(rim.px, rim.py, step: 1))
    // A voxel a pixel: as many pixels as voxels, at their places.
    var same = true
    for v in 0..<60 {
      for u in 0..<60 {
        let p = g.pixel(u: u, v: v)
        same = same && raster.labels[p.py * 60 + p.px] == bench.session.findings.labels[VoxelIndex(u, v, 10)]
      }
    }
    #expect(same)
  }

  /// A lesion, however small, is somewhere in the pane at any scale.
  @Test func nothingDrawnIsInvisible() throws {
    for mm in [0.3, 1, 2.7, 6.1, 13] {
      for at in [VoxelIndex(31, 47, 3), VoxelIndex(0, 0, 3), VoxelIndex(99, 80, 3)] {
        var bench = ViewBench(
          try .noise(GridSize(100, 100, 6)!, spacing: [0.8, 0.8, 3], seed: 1), cursor: VoxelIndex(31, 47, 3))
        try bench.stamp(at, mm: 0.4, label: 1)
        bench.view.magnification = .scale(mmPerPixel: mm)
        bench.view.centres[.axial] = SlicePoint(u: Double(at.i), v: Double(at.j))
        let g = PaneGeometry(
          plane: .axial, rect: CellRect(col: 0, row: 0, width: 40, height: 20), grid: bench.session.volume.grid,
          view: bench.view)
        #expect(FindingsRaster(bench.session.findings.labels, g).labels.contains(1), "\(mm) mm/px, \(at)")
      }
    }
  }

  @Test func contourShowsVerticesAndLines() throws {
    var bench = ViewBench(try .noise(GridSize(60, 60, 8)!, spacing: [1, 1, 1], seed: 5), cursor: VoxelIndex(40, 40, 4))
    bench.tool.contour = OpenContour(plane: .axial, w: 4, vertices: [.init(u: 10, v: 10), .init(u: 40, v: 10)])
    bench.view.magnification = .scale(mmPerPixel: 1)
    let g = PaneGeometry(
      plane: .axial, rect: CellRect(col: 0, row: 0, width: 60, height: 30), grid: bench.session.volume.grid,
      view: bench.view)
    let marks = PaneMarks(bench.model, g, active: true)
    func mark(_ u: Int, _ v: Int) -> PaneMarks.Mark? {
      let p = g.pixel(u: u, v: v)
      return marks.pixels[p.py * marks.width + p.px]
    }
    #expect(mark(10, 10) == .vertex)
    #expect(mark(40, 10) == .vertex)
    #expect(mark(25, 10) == .line)
    #expect(mark(40, 25) == .line)
    #expect(mark(40, 40) == .cursor)
    bench.view.cursor.k = 5
    let elsewhere = PaneGeometry(
      plane: .axial, rect: CellRect(col: 0, row: 0, width: 60, height: 30), grid: bench.session.volume.grid,
      view: bench.view)
    #expect(!PaneMarks(bench.model, elsewhere, active: true).pixels.values.contains(.vertex))
  }
}
