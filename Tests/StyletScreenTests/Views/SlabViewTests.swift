import StyletBase
import StyletImaging
import Testing

@testable import StyletScreen

/// Slabs on the screen: what shows them, and that all else stays on the slice in the middle.
@Suite struct SlabViewTests {
  /// One bright voxel two slices (4 mm) towards the head of the cursor's, a dark one towards the feet.
  private func bench(_ size: GridSize = GridSize(20, 16, 12)!) throws -> Bench {
    try Bench(
      on: try Volume(grid: VoxelGrid(size: size, affine: Affine(spacing: Bench.spacing)), rescale: .identity) { out in
        out.update(repeating: -600)
        out[((6 + 2) * size.j + 5) * size.i + 14] = 200
        out[((6 - 2) * size.j + 11) * size.i + 3] = -1300
      })
  }

  private func brightness(_ bench: Bench, _ plane: Plane) -> [UInt8] {
    let view = bench.work.view, volume = bench.work.session.volume
    let picture = PanePicture()
    let geometry = PaneGeometry(
      plane: plane, rect: CellRect(col: 0, row: 0, width: 60, height: 30), grid: volume.grid, view: view)
    picture.update(volume, geometry, view.window, slab: view.slab)
    return picture.brightness
  }

  @Test func keysChooseKindAndThickness() throws {
    let bench = try bench()
    #expect(bench.work.view.slab == nil)
    try bench.play("zm")
    #expect(bench.work.view.slab == Slab(.mip, thickness: 10))
    #expect(bench.notice.contains("MIP 10 mm") && bench.notice.contains("5 slices"))
    try bench.play("2zt")
    #expect(bench.work.view.slab == Slab(.mip, thickness: 20))
    try bench.play("zn")
    #expect(bench.work.view.slab == Slab(.minip, thickness: 20))
    try bench.play("zTzTza")
    #expect(bench.work.view.slab == Slab(.mean, thickness: 10))
    try bench.play("9zT")
    #expect(bench.work.view.slab == Slab(.mean, thickness: 1) && bench.notice.contains("1 slice "))
    try bench.play("zt")
    #expect(bench.work.view.slab == Slab(.mean, thickness: 5))
    try bench.play("zo")
    #expect(bench.work.view.slab == nil && bench.notice == "The slice alone")
    try bench.play("zt")
    #expect(bench.work.view.slab == Slab(.mean, thickness: 5))
  }

  @Test func typedKindsAndThicknesses() throws {
    let bench = try bench()
    for (typed, slab) in [
      ("mip 10", Slab(.mip, thickness: 10)), ("MinIP 7,5", Slab(.minip, thickness: 7.5)),
      ("30", Slab(.minip, thickness: 30)), ("mean", Slab(.mean, thickness: 30)), ("off", nil),
    ] {
      try bench.play(":slab \(typed)<CR>")
      #expect(bench.work.view.slab == slab)
    }
    for wrong in ["mip 0", "mip 61", "mip nan", "vip 10", "mip 10 mm", "10 mip"] {
      try bench.play(":slab \(wrong)<CR>")
      #expect(bench.work.view.slab == nil && bench.notice.contains("1 to 60 mm"), "\(wrong)")
    }
  }

  /// Brighter somewhere with a MIP, darker somewhere with a MinIP, and as before once it is off.
  @Test(arguments: Plane.allCases) func thePictureShowsNeighbours(_ plane: Plane) throws {
    let bench = try bench()
    bench.work.view.active = plane
    bench.work.view.cursor = VoxelIndex(plane == .sagittal ? 12 : 10, plane == .coronal ? 6 : 8, 6)
    let slice = brightness(bench, plane)
    let grey = slice.max()!
    #expect(slice.allSatisfy { $0 == grey || $0 == 0 })
    try bench.play(":slab mip 10<CR>")
    let most = brightness(bench, plane)
    #expect(zip(most, slice).allSatisfy { $0 >= $1 } && most.max()! > grey)
    if plane == .axial {
      try bench.play(":slab minip 10<CR>")
      let least = brightness(bench, plane)
      #expect(zip(least, slice).allSatisfy { $0 <= $1 } && least != slice)
    }
    try bench.play(":slab off<CR>")
    #expect(brightness(bench, plane) == slice)
  }

  /// The picture in finer characters is of the same slab.
  @Test func detailShowsTheSlabToo() throws {
    let size = GridSize(120, 96, 12)!
    let bench = try bench(size)
    let volume = bench.work.session.volume
    let geometry = PaneGeometry(
      plane: .axial, rect: CellRect(col: 0, row: 0, width: 30, height: 12), grid: volume.grid, view: bench.work.view)
    let detail = DetailPicture(), picture = PanePicture()
    func inks(_ slab: Slab?) -> [UInt8] {
      picture.update(volume, geometry, .lung, slab: slab)
      detail.update(volume, geometry, .lung, .quadrants, GreyScale(.direct), through: picture.projection)
      return detail.parts.map { max($0.ink, $0.paper) }
    }
    let slice = inks(nil), slab = inks(Slab(.mip, thickness: 10))
    #expect(slice.max()! < slab.max()! && inks(nil) == slice)
  }

  /// Every pane names kind and thickness, at every size and with plain characters; the status says where strokes go.
  @Test(arguments: TerminalTraits.all) func everyPaneNamesIt(_ traits: TerminalTraits) throws {
    for language in [Language.english, .french] {
      try Words.$inTask.withValue(language) {
        let bench = try bench()
        try bench.play(":slab mean 15<CR>")
        for (width, height) in [(80, 24), (120, 40), (200, 55)] {
          let screen = ScreenRenderer(traits: traits).draw(bench.work.model, width: width, height: height)
          let layout = ScreenLayout(width: width, height: height, model: bench.work.model)
          for pane in layout.panes {
            let heading = (0..<pane.heading.width).map {
              Character(screen[pane.heading.col + $0, pane.heading.row].glyph)
            }
            let name = language == .french ? "moy. 15 mm" : "mean 15 mm"
            #expect(String(heading).contains(name), "\(width)x\(height) \(pane.plane): \(String(heading))")
          }
        }
        let wide = ScreenRenderer(traits: traits).draw(bench.work.model, width: 120, height: 40).text
        #expect(wide.contains(language == .french ? "dessin sur cette coupe seule" : "drawn on this slice alone"))
      }
    }
  }

  /// What is drawn, measured and read is of the slice in the middle.
  @Test func strokesStayOnTheSlice() throws {
    let bench = try bench()
    bench.work.view.cursor = VoxelIndex(14, 5, 6)
    try bench.play(":slab mip 10<CR>")
    let frame = bench.work.draw(width: 120, height: 40).text
    #expect(frame.contains("−600 HU") && !frame.contains("200 HU"))
    try bench.play("<Space>")
    #expect(!bench.drawn.isEmpty && bench.drawn.keys.allSatisfy { $0.k == 6 })
  }

  /// A stamp sends as much with a slab as without: nothing of it is made anew.
  @Test func aStrokeMakesNoSlabAnew() throws {
    let bench = try bench()
    let picture = PanePicture()
    let volume = bench.work.session.volume
    func geometry(_ k: Int) -> PaneGeometry {
      bench.work.view.cursor.k = k
      return PaneGeometry(
        plane: .axial, rect: CellRect(col: 0, row: 0, width: 40, height: 20), grid: volume.grid, view: bench.work.view)
    }
    let slab = Slab(.mip, thickness: 6)
    picture.update(volume, geometry(5), .lung, slab: slab)
    let first = try #require(picture.projection)
    picture.update(volume, geometry(5), .lung, slab: slab)
    picture.update(volume, geometry(5), .bone, slab: slab)
    #expect(picture.projection === first)
    picture.update(volume, geometry(6), .bone, slab: slab)
    #expect(picture.projection !== first && picture.projection?.w == 6)
    picture.update(volume, geometry(6), .bone)
    #expect(picture.projection == nil)
  }
}
