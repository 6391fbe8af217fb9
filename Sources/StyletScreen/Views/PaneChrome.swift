import StyletBase
import StyletCore
import StyletImaging

/// What stands around a picture: heading, orientation letters, scale bar, ticks of the crosshair.
struct PaneChrome {
  let theme: Theme
  let glyphs: Glyphs

  /// Plane, slice (base 1) and, in the pane that is read, display window, scale and what a cell of half blocks covers, as far as
  /// there is room. The window is worth more than the zone, its name or a word of it, and that more than scale and
  /// cell.
  /// - Parameters:
  ///   - slab: what the picture shows in place of the slice: it stands before all else.
  ///   - zones: an axial slice names its own.
  func heading(
    _ rect: CellRect, _ geometry: PaneGeometry, active: Bool, _ view: ViewState, slab: Slab? = nil,
    zones: LungZones? = nil, into b: inout CellBuffer
  ) {
    b.fill(rect, with: Cell(" ", ink: theme.text, paper: theme.paper))
    let slices = geometry.plane.size(of: geometry.size).w
    let end = rect.col + rect.width, shown = slab.map { glyphs.plain(PanelText.slab($0)) } ?? ""
    let (name, slice) = title(geometry, beside: shown, in: rect.width, slices)
    var col = b.write(
      name, col: rect.col + 1, row: rect.row, limit: max(rect.width - 1, 0), ink: active ? theme.accent : theme.quiet,
      paper: theme.paper, active ? .bold : [])
    col = b.write(
      slice, col: col + 1, row: rect.row, limit: max(end - col - 1, 0), ink: active ? theme.text : theme.quiet,
      paper: theme.paper)
    if !shown.isEmpty {
      col = b.write(
        NumberText.cut(shown, max(end - col - 1, 0), glyphs), col: col + 1, row: rect.row, ink: theme.warning,
        paper: theme.paper, theme.strong)
    }
    let window = glyphs.plain(PanelText.window(view.windowName, view.window))
    if geometry.plane == .axial, let zones {
      let level = zones.level(k: geometry.window.w)
      let beside = active && col + 3 + window.count < end ? 3 + window.count : 0
      for name in [ZoneText.name(level), ZoneText.short(level)].map(glyphs.plain) where col + 1 + name.count + beside < end {
        col = b.write(name, col: col + 1, row: rect.row, limit: name.count, ink: theme.quiet, paper: theme.paper)
        break
      }
    }
    guard active else { return }
    let vox = geometry.voxelsPerCell
    var right = end - 1
    let scale = glyphs.plain(PanelText.scale(geometry.mmPerPixel))
    let cell = glyphs.plain(PanelText.cell(vox.u, vox.v))
    let hasWindow = col + 3 + window.count < end
    for text in geometry.isFine ? [scale] : [scale, cell] {
      let isRoom = hasWindow ? right - text.count - 3 - window.count >= col + 3 : right - text.count > col + 2
      guard isRoom, hasWindow || text == scale else { continue }
      right -= text.count
      b.write(text, col: right, row: rect.row, ink: theme.quiet, paper: theme.paper)
      right -= 3
    }
    if hasWindow {
      b.write(window, col: col + 3, row: rect.row, ink: theme.text, paper: theme.paper)
    }
  }

  /// Name and number of the slice; where a slab needs the room, without how many there are, the name cut short.
  private func title(_ geometry: PaneGeometry, beside slab: String, in width: Int, _ slices: Int) -> (String, String) {
    let name = glyphs.plain(PanelText.name(geometry.plane)), number = "\(geometry.window.w + 1)"
    let all = "\(number)/\(slices)"
    guard !slab.isEmpty else { return (name, all) }
    let forms = [(name, all), (name, number), (String(name.prefix(3)), number)]
    return forms.first { $0.0.columns + $0.1.columns + slab.columns + 4 <= width } ?? forms[2]
  }

  /// Patient sides at the middle of each edge.
  func letters(_ rect: CellRect, _ plane: Plane, active: Bool, into b: inout CellBuffer) {
    guard rect.width >= 7, rect.height >= 4 else { return }
    let l = plane.letters
    let midCol = rect.col + rect.width / 2, midRow = rect.row + rect.height / 2
    for (letter, col, row) in [
      (l.left, rect.col, midRow), (l.right, rect.col + rect.width - 1, midRow), (l.top, midCol, rect.row),
      (l.bottom, midCol, rect.row + rect.height - 1),
    ] {
      guard let scalar = PatientSide.letter(String(letter)).unicodeScalars.first else { continue }
      b[col, row] = Cell(scalar, ink: active ? theme.accent : theme.quiet, paper: theme.paper, theme.strong)
    }
  }

  /// A bar of a round number of millimetres, a quarter of the pane's width at most, in the lower left corner.
  func scaleBar(_ rect: CellRect, _ geometry: PaneGeometry, active: Bool, into b: inout CellBuffer) {
    let mm = Self.roundLength(most: geometry.mmPerPixel * Double(rect.width) / 4)
    let length = PaneGeometry.floor((mm / geometry.mmPerPixel).rounded())
    guard rect.height >= 6, length >= 2, length <= rect.width / 2 else { return }
    let row = rect.row + rect.height - 1
    let ink = active ? theme.text : theme.quiet
    for n in 0..<length {
      let glyph = n == 0 ? glyphs.barLeft : n == length - 1 ? glyphs.barRight : glyphs.horizontal
      b[rect.col + 1 + n, row] = Cell(glyph, ink: ink, paper: theme.paper)
    }
    b.write(
      " " + PanelText.length(mm: mm) + " ", col: rect.col + 1 + length, row: row, ink: ink, paper: theme.paper)
  }

  /// The longest of 1, 2, 5, 10, 20, 50 … mm that is not above `most`.
  static func roundLength(most: Double) -> Double {
    var best = 0.1
    for decade in [0.1, 1, 10, 100, 1000.0] {
      for step in [1, 2, 5.0] where step * decade <= most { best = step * decade }
    }
    return best
  }

  /// Where the cursor's lines would meet the pane's left and upper edges: two marks cost a few bytes when the
  /// cursor moves, lines across the picture cost hundreds and hide it.
  func ticks(_ rect: CellRect, _ geometry: PaneGeometry, _ cursor: VoxelIndex, into b: inout CellBuffer) {
    guard rect.width >= 7, rect.height >= 4, let at = geometry.cell(of: geometry.size.clamp(cursor)) else { return }
    let marks = [(rect.col, at.row, glyphs.ticks.left), (at.col, rect.row, glyphs.ticks.top)]
    for (col, row, glyph) in marks where (col, row) != at {
      b[col, row] = Cell(glyph, ink: theme.cursorTick, paper: theme.paper)
    }
  }
}
