import StyletImaging
import Testing

@testable import StyletScreen

@Suite struct MagnifyingTests {
  private func cell(_ bench: Bench) -> [Plane: [Int]] {
    var out: [Plane: [Int]] = [:]
    for g in bench.work.geometries {
      if let c = g.cell(of: bench.cursor) { out[g.plane] = [c.col, c.row] }
    }
    return out
  }

  /// The cursor keeps its cell in every pane, but for the grid that the picture snaps to.
  @Test(arguments: ["+", "3+", "++-", "="]) func zoomIsAboutTheCursor(_ keys: String) throws {
    let bench = try Bench().play("2h2k<PgUp>")
    let before = cell(bench)
    try bench.play(keys)
    #expect(bench.work.view.magnification != .fit)
    let after = cell(bench)
    for (plane, c) in before {
      let d = try #require(after[plane])
      #expect(abs(c[0] - d[0]) <= 1 && abs(c[1] - d[1]) <= 1, "\(plane)")
    }
  }

  @Test func twoStepsDouble() throws {
    let bench = try Bench()
    let fit = bench.work.geometries[0].mmPerPixel
    try bench.play("2+")
    #expect(abs(bench.work.geometries[0].mmPerPixel - fit / 2) < 1e-9)
    try bench.play("2-")
    #expect(bench.work.view.magnification == .fit && bench.work.view.centres.isEmpty)
  }

  @Test func oneVoxelPerPixel() throws {
    let bench = try Bench().play("=")
    #expect(bench.work.geometries[0].mmPerPixel == 0.8)
    try bench.play("<S-Tab>=")
    #expect(bench.work.geometries[0].mmPerPixel == 1)
    try bench.play("0")
    #expect(bench.work.view.magnification == .fit)
  }

  @Test func zoomHasLimits() throws {
    let bench = try Bench().play("99999+")
    #expect(bench.work.geometries[0].mmPerPixel >= 0.8 / 33)
    try bench.play("99999-")
    #expect(bench.work.view.magnification == .fit)
  }

  /// Wherever the cursor goes, every pane shows it.
  @Test func theViewFollows() throws {
    let bench = try Bench().play("8+")
    for keys in ["99l", "99j", "99h", "99k", "G", "gg", "<Tab>", "99j", "99l", "<Tab>", "99h", "99k"] {
      try bench.play(keys)
      for g in bench.work.geometries { #expect(g.cell(of: bench.cursor) != nil, "\(keys) \(g.plane)") }
    }
  }

  @Test func centre() throws {
    let bench = try Bench().play("6+zc")
    let g = bench.work.geometries[0]
    let c = try #require(g.cell(of: bench.cursor))
    #expect(abs(c.col - (g.rect.col + g.rect.width / 2)) <= 2)
    #expect(abs(c.row - (g.rect.row + g.rect.height / 2)) <= 2)
    #expect(try Bench().play("zc").notice.hasPrefix("The whole slice is in view"))
  }

  @Test func layout() throws {
    let bench = try Bench().play("zl")
    #expect(bench.work.view.layout == .single && bench.work.geometries.count == 1)
    try bench.play("4+zl")
    #expect(bench.work.view.layout == .three && bench.work.geometries.count == 3)
    try bench.play(":layout single<CR>")
    #expect(bench.work.view.layout == .single)
  }

  /// A screen without panes: nothing to zoom, nothing to trap.
  @Test func tinyScreens() throws {
    let bench = try Bench()
    for size in [(0, 0), (1, 1), (40, 10), (59, 16), (60, 16)] {
      bench.work.handle(.resize(width: size.0, height: size.1))
      try bench.play("+=-0+lzcwW<Esc>:<Esc>?<PgDn><Esc>s1")
      let screen = bench.work.draw(width: size.0, height: size.1)
      #expect(screen.width == size.0 && screen.height == size.1)
    }
  }
}
