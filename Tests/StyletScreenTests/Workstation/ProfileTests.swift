import StyletBase
import StyletCore
import StyletImaging
import Testing

@testable import StyletScreen

/// Values along a line, and histograms of slice and lesion.
@Suite struct ProfileTests {
  private func page(_ bench: Bench) throws -> PageOverlay {
    guard case .page(let page) = bench.work.overlay else {
      Issue.record("no page")
      return PageOverlay(title: "", lines: [])
    }
    return page
  }

  /// On the bench the values rise by 10 HU along i, 30 along j and 7 along k: every place has its own.
  @Test(arguments: Plane.allCases) func valuesLieWhereTheyAre(_ plane: Plane) throws {
    let volume = try Bench.volume(), extent = plane.size(of: volume.size), spacing = plane.spacing(of: volume.grid)
    for (from, to) in [
      (SIMD2(0.0, 0), SIMD2(Double(extent.u - 1), 0)), (SIMD2(2.0, 1), SIMD2(2.0, Double(extent.v - 2))),
      (SIMD2(1.5, 2.25), SIMD2(7.0, 8.5)),
    ] {
      let profile = LineProfile(volume, plane, w: 3, from: from, to: to, points: 33)
      let (du, dv) = ((to.x - from.x) * spacing.u, (to.y - from.y) * spacing.v)
      #expect(abs(profile.length - (du * du + dv * dv).squareRoot()) < 1e-9 && profile.values.count == 33)
      let corner = volume.value(at: plane.voxel(u: 0, v: 0, w: 3, in: volume.size))
      let alongU = volume.value(at: plane.voxel(u: 1, v: 0, w: 3, in: volume.size)) - corner
      let alongV = volume.value(at: plane.voxel(u: 0, v: 1, w: 3, in: volume.size)) - corner
      for (n, value) in profile.values.enumerated() {
        let at = from + (to - from) * (Double(n) / 32)
        #expect(abs(Double(value) - (corner + at.x * alongU + at.y * alongV)) < 0.01, "\(plane) \(n)")
      }
    }
  }

  @Test func itGoesAlongTheRulerElseAcrossTheCursor() throws {
    let bench = try Bench().play("mf")
    var shown = try page(bench)
    #expect(shown.title.hasPrefix("Across the cursor") && abs((shown.plot?.length ?? 0) - 19 * 0.8) < 1e-9)
    try bench.play("<Esc>mr5<Right>4<Down><Space>mf")
    shown = try page(bench)
    let length = ((5 * 0.8) * (5 * 0.8) + 16.0).squareRoot()
    #expect(shown.title.hasPrefix("Along the ruler") && abs((shown.plot?.length ?? 0) - length) < 1e-9)
    let values = try #require(shown.plot).values
    #expect(abs(values[values.count - 1] - values[0]) == 170)
    // A ruler of another slice is none of this one.
    try bench.play("<Esc><PageUp>mf")
    #expect(try page(bench).title.hasPrefix("Across the cursor"))
  }

  /// The line goes through every column, without a gap, and its ends are where the values are.
  @Test func theLineHasNoGap() {
    let plot = LinePlot(values: [0, 100, -50, -50, 90, 10], length: 5)
    let (low, high) = plot.range
    #expect(low <= -50 && high >= 100 && high - low < 400)
    let cells = LinePlotView.cells(plot, 40, 24, low, high)
    var reached = cells[0]!
    for column in cells.dropFirst() {
      let here = column!
      #expect(here.lowerBound <= reached.upperBound + 1 && here.upperBound >= reached.lowerBound - 1)
      reached = here
    }
    #expect(LinePlotView.cells(LinePlot(values: [.nan, 1, .nan], length: 1), 3, 8, 0, 2).map { $0 == nil } == [true, false, true])
    #expect(LinePlot(values: [], length: 0).range == (0, 1) && LinePlot(values: [7], length: 0).range.low == 7)
  }

  @Test(arguments: TerminalTraits.all) func plotsAreDrawnOnEveryRung(_ traits: TerminalTraits) throws {
    for (width, height) in [(60, 16), (80, 24), (120, 40), (200, 55)] {
      let bench = try Bench().play("mf")
      let text = ScreenRenderer(traits: traits).draw(bench.work.model, width: width, height: height).text
      #expect(text.contains("1.52 cm") && text.contains("HU"), "\(width)x\(height)")
      #expect(traits.unicode || text.utf8.allSatisfy { $0 < 128 })
    }
    // Up and down again: what each rung draws of it.
    let box = OverlayView(theme: Theme(traits.tier), glyphs: Glyphs(unicode: traits.unicode), tier: traits.tier)
    var b = CellBuffer(width: 12, height: 5)
    LinePlotView(box: box).draw(
      LinePlot(values: [0, 1, 2, 1, 0], length: 8), CellRect(col: 0, row: 0, width: 12, height: 5), into: &b)
    let rows = b.text.split(separator: "\n").prefix(3).map { String($0.dropFirst(2)) }
    let signs = Set(rows.joined().unicodeScalars).subtracting([" "])
    let allowed: Set<Unicode.Scalar> =
      !traits.unicode ? ["*"]
      : traits.tier == .direct || traits.tier == .indexed ? Set("▘▝▀▖▌▞▛▗▚▐▜▄▙▟█".unicodeScalars) : ["▀", "▄", "█"]
    #expect(!signs.isEmpty && signs.isSubset(of: allowed), "\(rows)")
    if !traits.unicode { #expect(rows == ["    **", "  **  **", "**      **"]) }
    if traits.unicode, traits.tier == .ansi || traits.tier == .mono {
      #expect(rows == ["    █▀▄", "  █▀  ▀▀▄", "▄▄▀     █▄"])
    }
  }

  /// Counted against the voxels themselves.
  @Test func histogramsOfSliceAndLesion() throws {
    let bench = try Bench().play("<Space>")
    let drawn = bench.drawn.keys, volume = bench.work.session.volume
    try bench.play(":histogram slice<CR>")
    let slice = try page(bench), chart = try #require(slice.chart)
    #expect(chart.lungs.reduce(0, +) == 20 * 16 && chart.lesion.reduce(0, +) == drawn.count)
    for (n, count) in chart.lungs.enumerated() {
      let low = -1024.0 + 8 * Double(n)
      let want = (0..<320).count {
        let value = volume.value(at: VoxelIndex($0 % 20, $0 / 20, bench.cursor.k))
        return value >= low && value < low + 8
      }
      #expect(count == want)
    }
    try bench.play("<Esc>:histogram lesion<CR>")
    let lesion = try page(bench)
    #expect(lesion.chart?.lungs.reduce(0, +) == drawn.count && lesion.title.contains("lesion 1"))
    try bench.play("<Esc>:pane coronal<CR>mh")
    #expect(try page(bench).chart?.lungs.reduce(0, +) == 20 * 12)
    try bench.play("<Esc>ggL:histogram lesion<CR>")
    guard case .none = bench.work.overlay else { Issue.record("a page of no lesion"); return }
    try bench.play(":histogram heart<CR>")
    #expect(bench.notice.contains("lungs, slice or lesion"))
  }
}
