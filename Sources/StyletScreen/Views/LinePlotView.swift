import StyletBase

/// A line in quadrants of cells; in halves where the font may have no quadrants, in stars where there are only plain
/// characters.
struct LinePlotView {
  let box: OverlayView

  /// By which of upper left, upper right, lower left and lower right are filled.
  private static let quadrants: [Unicode.Scalar] = [
    " ", "▘", "▝", "▀", "▖", "▌", "▞", "▛", "▗", "▚", "▐", "▜", "▄", "▙", "▟", "█",
  ]

  /// Parts of a cell across and down.
  private var parts: (across: Int, down: Int) {
    guard box.glyphs.unicode else { return (1, 1) }
    return box.tier == .direct || box.tier == .indexed ? (2, 2) : (1, 2)
  }

  /// The values' axis on the left, millimetres below.
  func draw(_ plot: LinePlot, _ r: CellRect, into b: inout CellBuffer) {
    let glyphs = box.glyphs, theme = box.theme, (low, high) = plot.range
    let labels = [high, (low + high) / 2, low].map { glyphs.plain(NumberText.fixed($0, 0)) }
    let axis = (labels.map(\.columns).max() ?? 0) + 1, rows = r.height - 2
    let area = CellRect(col: r.col + axis, row: r.row, width: r.width - axis, height: rows)
    guard area.width >= 8, rows >= 2, plot.values.count > 1 else { return }
    for (text, row) in zip(labels, [0, rows / 2, rows - 1]) where rows > 2 || row != rows / 2 {
      b.write(text, col: r.col + axis - 1 - text.columns, row: r.row + row, ink: theme.quiet, paper: theme.raised)
    }
    b.write(
      glyphs.plain(PanelText.hu), col: r.col, row: r.row + rows, limit: axis - 1, ink: theme.quiet, paper: theme.raised)
    let (across, down) = parts
    let cells = Self.cells(plot, area.width * across, rows * down, low, high)
    for row in 0..<rows {
      for col in 0..<area.width {
        var filled = 0
        for x in 0..<across {
          for y in 0..<down where cells[col * across + x]?.contains(row * down + y) == true {
            filled |= (across == 2 ? 1 << x : 3) << (2 * y)
          }
        }
        guard filled != 0 else { continue }
        let glyph = glyphs.unicode ? Self.quadrants[filled] : "*"
        b[area.col + col, area.row + row] = Cell(glyph, ink: theme.accent, paper: theme.raised, theme.strong)
      }
    }
    millimetres(plot.length, area, &b)
  }

  /// For each column of dots the rows, from the top, that the line goes through; nil where there is no value.
  static func cells(_ plot: LinePlot, _ columns: Int, _ rows: Int, _ low: Double, _ high: Double) -> [ClosedRange<Int>?] {
    func row(_ value: Float) -> Int? {
      guard value.isFinite else { return nil }
      let part = (Double(value) - low) / (high - low)
      return min(max(rows - 1 - Int((part * Double(rows - 1)).rounded()), 0), rows - 1)
    }
    let last = Double(plot.values.count - 1)
    let places = (0..<columns).map { row(plot.values[Int((Double($0) / Double(max(columns - 1, 1)) * last).rounded())]) }
    return places.indices.map { x in
      guard let here = places[x] else { return nil }
      // From the column before to this one, without what that has already.
      guard x > 0, let before = places[x - 1], abs(before - here) > 1 else { return here...here }
      return before < here ? before + 1...here : here...before - 1
    }
  }

  private func millimetres(_ length: Double, _ area: CellRect, _ b: inout CellBuffer) {
    let row = area.row + area.height, theme = box.theme, glyphs = box.glyphs
    for col in 0..<area.width {
      b[area.col + col, row] = Cell(glyphs.horizontal, ink: theme.quiet, paper: theme.raised)
    }
    let end = PanelText.length(mm: (length * 10).rounded() / 10)
    b.write("0", col: area.col, row: row + 1, ink: theme.quiet, paper: theme.raised)
    b.write(
      end, col: area.col + max(area.width - end.columns, 0), row: row + 1, limit: area.width, ink: theme.quiet,
      paper: theme.raised)
  }
}
