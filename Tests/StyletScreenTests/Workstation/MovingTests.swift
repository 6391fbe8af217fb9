import StyletImaging
import Testing

@testable import StyletScreen

@Suite struct MovingTests {
  /// The middle of 20 x 16 x 12 is (10, 8, 6).
  @Test(arguments: [
    // Axial: u is i, v is j; PgUp goes to the head.
    ("<Right>", 11, 8, 6), ("<Left>", 9, 8, 6), ("<Up>", 10, 7, 6), ("<Down>", 10, 9, 6), ("h", 9, 8, 6),
    ("l", 11, 8, 6), ("k", 10, 7, 6), ("j", 10, 9, 6), ("5l", 15, 8, 6), ("99999l", 19, 8, 6),
    ("99999999999999999999h", 0, 8, 6), ("H", 0, 8, 6), ("2K", 10, 0, 6), ("<PgUp>", 10, 8, 7),
    ("3<PgDn>", 10, 8, 3), ("<C-b>", 10, 8, 7), ("12<C-f>", 10, 8, 0), ("gg", 10, 8, 0), ("G", 10, 8, 11),
    ("5G", 10, 8, 4), ("5gg", 10, 8, 4), ("999G", 10, 8, 11), (":4<CR>", 10, 8, 3), (":slice 2<CR>", 10, 8, 1),
    // Coronal: u is i, v is down from the head; PgUp goes to the front.
    ("<Tab><Right>", 11, 8, 6), ("<Tab><Down>", 10, 8, 5), ("<Tab>2<Up>", 10, 8, 8), ("<Tab><PgUp>", 10, 7, 6),
    ("<Tab>3<PgDn>", 10, 11, 6), ("<Tab>gg", 10, 0, 6), ("<Tab>G", 10, 15, 6), ("<Tab>5G", 10, 4, 6),
    // Sagittal: u is j, v is down from the head; PgUp goes to the patient's left.
    ("<S-Tab><Right>", 10, 9, 6), ("<S-Tab><Left>", 10, 7, 6), ("<S-Tab><Up>", 10, 8, 7),
    ("<S-Tab>2<PgUp>", 12, 8, 6), ("<S-Tab>99<PgDn>", 0, 8, 6), ("<S-Tab>G", 19, 8, 6),
    (":pane sagittal<CR>G", 19, 8, 6),
  ])
  func cursor(_ script: String, _ i: Int, _ j: Int, _ k: Int) throws {
    let bench = try Bench().play(script)
    #expect(bench.cursor == VoxelIndex(i, j, k))
    #expect(bench.drawn.isEmpty)
  }

  /// A number that no slice has goes to the nearest, in every map, and that is said; the ends themselves are quiet.
  @Test(arguments: [
    ("999G", BuiltInKeymap.standard, "There is no slice 999: the axial slices are 1 to 12"),
    (":999<CR>", .standard, "There is no slice 999: the axial slices are 1 to 12"),
    (":0<CR>", .standard, "There is no slice 0: the axial slices are 1 to 12"),
    ("<Tab>:slice 17<CR>", .standard, "There is no slice 17: the coronal slices are 1 to 16"),
    ("G999<CR>", .slicer, "There is no slice 999: the axial slices are 1 to 12"),
    ("G", .standard, ""), ("12G", .standard, ""), (":1<CR>", .standard, ""), ("<End>", .slicer, ""),
  ])
  func aSliceThatThereIsNot(_ keys: String, _ map: BuiltInKeymap, _ said: String) throws {
    #expect(try Bench(keymap: .builtIn(map)).play(keys).notice == said)
  }

  @Test func panesGoRound() throws {
    let bench = try Bench()
    var seen: [Plane] = []
    for _ in 0..<4 {
      seen.append(bench.work.view.active)
      try bench.play("<Tab>")
    }
    #expect(seen == [.axial, .coronal, .sagittal, .axial])
    try bench.play("<S-Tab>")
    #expect(bench.work.view.active == .axial)
  }

  @Test func endsAreQuiet() throws {
    let bench = try Bench().play("50<PgUp><PgUp><Up>")
    #expect(bench.work.notice == nil)
  }

  /// One voxel drawn at (3, 4, 2) and one at (15, 9, 8).
  @Test(arguments: [
    ("", 2, 8), ("<Tab>", 9, 4), ("<S-Tab>", 3, 15),
  ])
  func drawnSlices(_ plane: String, _ previous: Int, _ next: Int) throws {
    let bench = try Bench().play(":brush 0.1<CR>")
    for v in [VoxelIndex(3, 4, 2), VoxelIndex(15, 9, 8)] {
      bench.work.jump(to: v)
      try bench.play("<Space>")
    }
    #expect(bench.drawn.count == 2)
    bench.work.jump(to: VoxelIndex(9, 6, 5))
    try bench.play(plane).play("n")
    #expect(bench.work.place.w == next)
    try bench.play("N")
    #expect(bench.work.place.w == previous)
    try bench.play("N")
    #expect(bench.work.place.w == previous)
    #expect(bench.notice.hasPrefix("No further slice"))
    try bench.play("9n")
    #expect(bench.work.place.w == next)
  }

  @Test func nothingDrawnIsSaid() throws {
    #expect(try Bench().play("n").notice == "No finding is drawn yet")
  }

  // MARK: Counts and prefixes

  @Test func zeroCountsOnceACountHasBegun() throws {
    let bench = try Bench().play("+")
    #expect(bench.work.view.magnification != .fit)
    try bench.play("10h")
    #expect(bench.cursor.i == 0)
    #expect(bench.work.view.magnification != .fit)
    try bench.play("0")
    #expect(bench.work.view.magnification == .fit)
  }

  @Test func prefixShowsHintsAndAnUnknownKeyCancels() throws {
    let bench = try Bench().play("w")
    guard case .hints(let title, let rows) = bench.work.overlay else {
      Issue.record("no hints")
      return
    }
    #expect(title == "w")
    #expect(rows.map(\.key) == ["l", "m", "b", "f", "a"])
    #expect(bench.work.model.pending == "w")
    try bench.play("q")
    #expect(bench.work.overlay == .none)
    #expect(bench.notice == "No command on w q; ? shows the keys")
    try bench.play("l")
    #expect(bench.cursor.i == 11)
  }

  @Test func escapeCancelsPrefixAndCountOnly() throws {
    let bench = try Bench().play("pw<Esc>")
    #expect(bench.work.overlay == .none && bench.work.tool.penDown)
    try bench.play("12<Esc>l")
    #expect(bench.cursor.i == 11 && bench.work.tool.penDown)
    try bench.play("<Esc>")
    #expect(!bench.work.tool.penDown)
  }

  @Test func hintsOfFindingsNameTheOnesThatExist() throws {
    let bench = try Bench().play("s")
    guard case .hints(_, let rows) = bench.work.overlay else {
      Issue.record("no hints")
      return
    }
    let findings = LabelTable.standard.findings.map { "\($0.code)  \($0.name)" }
    #expect(rows.map(\.text) == findings + ["draw on the lungs / on the findings"])
  }

  @Test func frenchDigitsCount() throws {
    let bench = try Bench(keymap: .builtIn(.azerty)).play("&à<Left>")
    #expect(bench.cursor.i == 0)
    try bench.play("-<Right>").play("s\"")
    #expect(bench.cursor.i == 6)
    #expect(bench.work.tool.finding == 3)
    try bench.play("+à")
    #expect(bench.work.view.magnification == .fit)
  }

  @Test func zeroIsACommandUntilACountHasBegun() throws {
    let bench = try Bench().play("+0")
    #expect(bench.work.view.magnification == .fit)
    try bench.play("10<Left>")
    #expect(bench.cursor.i == 0)
  }

  // MARK: Small scans

  @Test(arguments: [(1, 1, 1), (1, 1, 7), (7, 1, 1), (1, 7, 1)])
  func thinScans(_ i: Int, _ j: Int, _ k: Int) throws {
    let size = try #require(GridSize(i, j, k))
    let bench = try Bench(size)
    for plane in ["", "<Tab>", "<Tab>"] {
      try bench.play(plane + "5h5l5k5j5<PgUp>5<PgDn>ggGnN<Space>p9l9jp+=0xcfvwa<Space>l<Space>j<Space>a<Esc>..3.uU")
      #expect(size.contains(bench.cursor))
      #expect(bench.work.draw(width: 100, height: 30).width == 100)
    }
    #expect(bench.ledgerIsRight)
  }
}
