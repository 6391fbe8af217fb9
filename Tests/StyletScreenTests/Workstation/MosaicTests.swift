import StyletBase
import StyletImaging
import Testing

@testable import StyletScreen

/// Slices side by side.
@Suite struct MosaicTests {
  private static let size = GridSize(20, 16, 60)!

  private func bench(_ keys: String = "") throws -> Bench { try Bench(Self.size).play(keys) }

  private func plan(_ bench: Bench) throws -> MosaicPlan {
    let model = bench.work.model
    let layout = ScreenLayout(width: 120, height: 40, model: model)
    return MosaicPlan(
      try #require(model.mosaic), model.view.active, in: try #require(layout.mosaic), model.volume.grid, body: nil)
  }

  /// Pages hold every slice of the step once, in the order of reading, and the one asked for is marked.
  @Test(arguments: Plane.allCases) func pagesHoldEverySliceOnce(_ plane: Plane) throws {
    let grid = VoxelGrid(size: GridSize(31, 17, 23)!, affine: Affine(spacing: [0.7, 1.3, 2.5]))
    let count = plane.size(of: grid.size).w
    for step in 1...7 {
      for rect in [CellRect(col: 0, row: 0, width: 53, height: 22), CellRect(col: 3, row: 1, width: 159, height: 52)] {
        let plan = MosaicPlan(Mosaic(step: .slices(step)), plane, in: rect, grid, body: nil)
        #expect(plan.step == step)
        for w in 0..<count {
          let page = plan.page(with: w)
          #expect(page.slices[page.current] == w && page.slices.count <= plan.columns * plan.rows)
          #expect(page.number < page.of)
          let order = plane == .axial ? Array(page.slices.reversed()) : page.slices
          #expect(zip(order, order.dropFirst()).allSatisfy { $1 - $0 == step })
          var seen = [w], at = w
          while plan.slice(1, from: at) != at { at = plan.slice(1, from: at); seen.append(at) }
          at = w
          while plan.slice(-1, from: at) != at { at = plan.slice(-1, from: at); seen.append(at) }
          #expect(seen.sorted() == (0..<count).filter { ($0 - w) % step == 0 })
        }
      }
    }
  }

  /// Pictures lie beside one another within the rectangle, none over another.
  @Test func picturesDoNotOverlap() throws {
    let grid = VoxelGrid(size: Self.size, affine: Affine(spacing: Bench.spacing))
    for (width, height) in [(34, 13), (53, 22), (89, 37), (159, 52), (300, 100)] {
      for plane in Plane.allCases {
        let rect = CellRect(col: 2, row: 1, width: width, height: height)
        let plan = MosaicPlan(Mosaic(), plane, in: rect, grid, body: nil)
        var taken = Set<[Int]>()
        for n in 0..<plan.columns * plan.rows {
          let tile = plan.tile(n, in: rect)
          #expect(tile.width > 8 && tile.height > 2)
          for row in tile.row..<tile.row + tile.height {
            for col in tile.col..<tile.col + tile.width {
              #expect(rect.contains(col: col, row: row) && taken.insert([col, row]).inserted)
            }
          }
        }
      }
    }
  }

  @Test func stepsAreSlicesOrMillimetres() throws {
    let bench = try bench("zp")
    #expect(bench.work.mode == .mosaic)
    #expect(try plan(bench).step == 5 || (try plan(bench).step) < 5)  // 10 mm are 5 slices of 2 mm
    for (typed, step) in [("3", 3), ("6 mm", 3), ("7,9mm", 4), ("0.1 mm", 1), ("9999", 60)] {
      try bench.play(":mosaic \(typed)<CR>")
      #expect(try plan(bench).step == step, "\(typed)")
    }
    for wrong in ["0", "-2", "mm", "3 cm", "nan mm"] {
      try bench.play(":mosaic \(wrong)<CR>")
      #expect(bench.notice.contains("a number of slices"), "\(wrong)")
    }
  }

  /// Arrows go through the pictures, pages by the page; Enter stays there, Esc goes back.
  @Test func keysGoThroughIt() throws {
    let bench = try bench("30G:mosaic 2<CR>")
    let plan = try plan(bench), start = bench.cursor
    #expect(start.k == 29)
    try bench.play("<Right>")
    #expect(bench.cursor.k == 27)
    try bench.play("2<Left>")
    #expect(bench.cursor.k == 31)
    try bench.play("<Down>")
    #expect(bench.cursor.k == 31 - 2 * plan.columns)
    try bench.play("<Up><PageDown>")
    #expect(bench.cursor.k == max(31 - 2 * plan.columns * plan.rows, 1))
    try bench.play("99<Left>")
    #expect(bench.cursor.k == 59)
    try bench.play("<CR>")
    #expect(bench.work.mode == .navigate && bench.cursor == VoxelIndex(start.i, start.j, 59))
    try bench.play("30G:mosaic 2<CR>3<Right><Esc>")
    #expect(bench.work.mode == .navigate && bench.cursor.k == 29)
  }

  /// What draws or measures waits: the cursor's place on the slice is not seen.
  @Test func nothingIsDrawnInIt() throws {
    let bench = try bench("zp")
    for keys in [":stamp<CR>", "x", "f", "c", ".", "p", "mr", ":clear<CR>", "v"] {
      try bench.play(keys)
      #expect(bench.drawn.isEmpty && bench.work.mode == .mosaic && bench.work.model.measuring == nil, "\(keys)")
    }
    #expect(bench.work.view.slab == nil)
    try bench.play("wm")
    #expect(bench.work.view.windowName == "mediastinum" && bench.work.mode == .mosaic)
  }

  /// Half blocks are sent in the form that costs less.
  private static func looksAlike(_ one: Cell, _ other: Cell) -> Bool {
    let halves = CellBuffer.Halves(one)
    return one == other || (halves != nil && halves == CellBuffer.Halves(other))
  }

  /// On every rung: the cursor's slice has a bar and a mark, findings show, the numbers of the slices stand above them.
  @Test(arguments: TerminalTraits.all) func theCursorsSliceAndFindingsShow(_ traits: TerminalTraits) throws {
    for (width, height) in [(60, 16), (80, 24), (120, 40), (200, 55)] {
      let bench = try bench("30G4]4]<Space>:mosaic 1<CR>")
      bench.work.handle(.resize(width: width, height: height))
      func frame() -> CellBuffer {
        ScreenRenderer(traits: traits).draw(bench.work.model, width: width, height: height)
      }
      let model = bench.work.model, shown = frame()
      let rect = try #require(ScreenLayout(width: width, height: height, model: model).mosaic)
      let plan = MosaicPlan(try #require(model.mosaic), .axial, in: rect, model.volume.grid, body: model.view.body)
      let page = plan.page(with: 29)
      func title(_ n: Int) -> String {
        let tile = plan.tile(n, in: rect)
        return String((0..<4).map { Character(shown[tile.col + $0, tile.row].glyph) })
      }
      for (n, w) in page.slices.enumerated() {
        let mark = n == page.current ? (traits.unicode ? "▸" : ">") : " "
        #expect(title(n).hasPrefix("\(mark)\(w + 1)"), "\(width)x\(height) \(n): \(title(n))")
      }
      // The lesion is on its slice alone.
      var bare = model
      bare.labels = LabelMap(size: Self.size)
      let plain = ScreenRenderer(traits: traits).draw(bare, width: width, height: height)
      for n in page.slices.indices {
        let tile = plan.tile(n, in: rect)
        let differs = (tile.row..<tile.row + tile.height).contains { row in
          (tile.col..<tile.col + tile.width).contains { !Self.looksAlike(shown[$0, row], plain[$0, row]) }
        }
        #expect(differs == (n == page.current), "\(width)x\(height) \(n)")
      }
      let (ascii, text) = (traits.unicode, shown.text)
      #expect(ascii || text.utf8.allSatisfy { $0 < 128 })
    }
  }
}
