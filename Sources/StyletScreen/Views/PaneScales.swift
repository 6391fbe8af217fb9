import StyletBase
import StyletImaging

/// What measures a picture by eye: crosses of a grid, the greys of the window with their values, and which part of the
/// slice is shown.
struct PaneScales {
  let traits: TerminalTraits
  let palette: PicturePalette
  let glyphs: Glyphs

  private var theme: Theme { palette.theme }

  // MARK: Grid

  /// Pixels between crosses: closer ones would be a picture of their own.
  private static let leastGap = 8.0

  /// mm between the crosses that are drawn: 1, 2, 5, 10 … times as many as were asked for, so that they can be told.
  static func gridStep(_ asked: Double, _ geometry: PaneGeometry) -> Double {
    var times = 1.0
    for factor in [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000.0] where asked * times < leastGap * geometry.mmPerPixel {
      times = factor
    }
    return asked * times
  }

  /// Crosses every so many millimetres from the slice's upper left corner, over nothing that is marked.
  func grid(_ rect: CellRect, _ geometry: PaneGeometry, mm asked: Double, marks: PaneMarks, into b: inout CellBuffer) {
    for (x, y) in Self.crosses(Self.gridStep(asked, geometry), geometry) where x < rect.width && y / 2 < rect.height {
      let isMarked = [y & ~1, y | 1].contains { marks.pixels[$0 * marks.width + x] != nil }
      if !isMarked { cross(rect.col + x, rect.row + y / 2, &b) }
    }
  }

  /// The pixels of a pane that are so many millimetres from one another, from the slice's upper left corner.
  fileprivate static func crosses(_ mm: Double, _ geometry: PaneGeometry) -> [(x: Int, y: Int)] {
    let extent = geometry.plane.size(of: geometry.size)
    let voxels = (u: mm / geometry.mmPerPixel * geometry.window.stepU, v: mm / geometry.mmPerPixel * geometry.window.stepV)
    guard voxels.u > 0, voxels.v > 0, voxels.u.isFinite, voxels.v.isFinite else { return [] }
    func lines(_ start: Double, _ length: Double, _ gap: Double, _ extent: Int) -> [Double] {
      let first = (max(start, 0) / gap).rounded(.up), last = (min(start + length, Double(extent)) / gap).rounded(.down)
      return first <= last ? stride(from: first, through: last, by: 1).map { $0 * gap } : []
    }
    let window = geometry.window
    let us = lines(window.u0, Double(window.width) * window.stepU, voxels.u, extent.u)
    return lines(window.v0, Double(window.height) * window.stepV, voxels.v, extent.v).flatMap { v in
      us.compactMap { u in
        let pixel = geometry.pixel(of: SlicePoint(u: u, v: v))
        let x = PaneGeometry.floor(pixel.x), y = PaneGeometry.floor(pixel.y)
        return x >= 0 && x < window.width && y >= 0 && y < window.height ? (x, y) : nil
      }
    }
  }

  private func cross(_ col: Int, _ row: Int, _ b: inout CellBuffer) {
    let under = b[col, row]
    let paper = under.glyph == "█" ? under.ink : under.paper
    b[col, row] =
      traits.tier == .mono
      ? Cell("+", .bold) : Cell("+", ink: palette.zone, paper: traits.tier == .ansi ? .palette(0) : paper, theme.strong)
  }

  /// "grid 50 mm", in the lower right corner.
  func gridWords(_ rect: CellRect, _ geometry: PaneGeometry, mm asked: Double, into b: inout CellBuffer) {
    let text = glyphs.plain(" " + PanelText.grid(Self.gridStep(asked, geometry)) + " ")
    guard rect.height >= 6, text.columns <= rect.width / 3 else { return }
    b.write(
      text, col: rect.col + rect.width - text.columns - 1, row: rect.row + rect.height - 1, ink: palette.zone,
      paper: theme.paper)
  }

  // MARK: Colour bar

  /// The greys of the display window from white to black, with the values of both ends, at the right edge.
  func colourBar(_ rect: CellRect, _ window: DisplayWindow, into b: inout CellBuffer) {
    guard rect.width >= 30, rect.height >= 10 else { return }
    let rows = min(rect.height / 2 - 3, 12), top = rect.row + 2, col = rect.col + rect.width - 4
    // Told from the picture beside it by a column of paper.
    b.fill(CellRect(col: col - 1, row: top, width: 4, height: rows), with: Cell(" ", ink: theme.text, paper: theme.paper))
    for row in 0..<rows {
      for x in 0..<2 { b[col + x, top + row] = grey(row, of: rows, col: x) }
    }
    for (value, row) in [(window.level + window.width / 2, top - 1), (window.level - window.width / 2, top + rows)] {
      let text = glyphs.plain(PanelText.value(value))
      b.write(
        text, col: max(rect.col + rect.width - text.columns - 1, rect.col), row: row, ink: theme.text, paper: theme.paper)
    }
  }

  private func grey(_ row: Int, of rows: Int, col: Int) -> Cell {
    let last = max(2 * rows - 1, 1)
    func brightness(_ y: Int) -> Int { 255 - 255 * y / last }
    if traits.tier == .ansi || traits.tier == .mono {
      return palette.ramp.scanCell((brightness(2 * row) + brightness(2 * row + 1)) / 2, col: col, row: row)
    }
    func ink(_ y: Int) -> Ink { palette.greys.inks[palette.greys.level(UInt8(brightness(y)))] }
    guard traits.unicode else { return Cell(" ", ink: theme.text, paper: ink(2 * row)) }
    return Cell("▀", ink: ink(2 * row), paper: ink(2 * row + 1))
  }

  // MARK: Minimap

  /// The slice in a few cells of the upper right corner, the part that the pane shows within it; nothing where the pane
  /// shows all of it, or is small.
  func minimap(_ rect: CellRect, _ geometry: PaneGeometry, besideBar: Bool, into b: inout CellBuffer) {
    let window = geometry.window, extent = geometry.plane.size(of: geometry.size)
    guard rect.width >= 48, rect.height >= 14, extent.u > 0, extent.v > 0 else { return }
    let u = (window.u0 / Double(extent.u), (window.u0 + Double(window.width) * window.stepU) / Double(extent.u))
    let v = (window.v0 / Double(extent.v), (window.v0 + Double(window.height) * window.stepV) / Double(extent.v))
    guard u.0 > 0.001 || u.1 < 0.999 || v.0 > 0.001 || v.1 < 0.999 else { return }
    let width = 12
    let shape = Double(extent.v) / window.stepV / (Double(extent.u) / window.stepU)
    let rows = Int(min(max((shape * Double(width) / 2).rounded(), 2), Double(rect.height / 3)))
    let col = rect.col + rect.width - width - (besideBar ? 10 : 2), top = rect.row + 1
    func isShown(_ x: Int, _ y: Int) -> Bool {
      let a = (Double(x) + 0.5) / Double(width), b = (Double(y) + 0.5) / Double(2 * rows)
      // A part smaller than a pixel still has one.
      let (w, h) = (0.5 / Double(width), 0.25 / Double(rows))
      return a + w > u.0 && a - w < u.1 && b + h > v.0 && b - h < v.1
    }
    let signs: (shown: Unicode.Scalar, other: Unicode.Scalar) = traits.unicode ? ("█", "░") : ("#", ".")
    for row in 0..<rows {
      for x in 0..<width {
        let (upper, lower) = (isShown(x, 2 * row), isShown(x, 2 * row + 1))
        b[col + x, top + row] =
          traits.hasBlocks
          ? Cell("▀", ink: upper ? theme.accent : theme.line, paper: lower ? theme.accent : theme.line)
          : Cell(upper || lower ? signs.shown : signs.other, ink: theme.accent, paper: theme.paper)
      }
    }
  }
}

extension PaneMarks {
  /// The crosses in the terminal's own pixels, over nothing that is marked.
  /// - Parameters:
  ///   - asked: mm between them.
  ///   - cells: the same place in half blocks, which say how close they may be.
  mutating func drawGrid(_ asked: Double, _ geometry: PaneGeometry, _ cells: PaneGeometry) {
    let marked = Set(pixels.keys), arm = max(unit / 3, 1)
    for (x, y) in PaneScales.crosses(PaneScales.gridStep(asked, cells), geometry) where !marked.contains(y * width + x) {
      for n in -arm...arm {
        set(x + n, y, .zone)
        set(x, y + n, .zone)
      }
    }
  }
}
