import StyletBase

/// A page of lines in a box, its chart above them.
struct PageView {
  let box: OverlayView

  private static let most = 100

  private static func width(_ width: Int) -> Int { min(most, width - 2) }
  /// Rows of the chart with its axis, where there is one: what the lines leave, a third of the screen at least.
  private static func chartRows(_ page: PageOverlay, lines: Int, height: Int) -> Int {
    page.chart == nil && page.plot == nil ? 0 : max(min(height - 4 - lines, 24), height / 3, 4)
  }

  private static func lines(_ page: PageOverlay, _ width: Int) -> [PageOverlay.Line] {
    page.lines.flatMap { line -> [PageOverlay.Line] in
      guard line.style != .row, line.text.count > width else { return [line] }
      return Wrapping.lines(line.text, width).map { PageOverlay.Line($0, line.style) }
    }
  }

  /// How far it can be scrolled on a screen of this size.
  static func lastScroll(_ page: PageOverlay, width: Int, height: Int) -> Int {
    let lines = lines(page, max(Self.width(width) - 4, 1)).count
    return max(lines - max(height - 3 - chartRows(page, lines: lines, height: height), 1), 0)
  }

  func draw(_ page: PageOverlay, into b: inout CellBuffer) {
    let width = Self.width(b.width)
    guard width >= 16, b.height >= 6 else { return }
    let glyphs = box.glyphs, theme = box.theme
    var plain = page
    plain.lines = page.lines.map { PageOverlay.Line(glyphs.plain($0.text), $0.style) }
    let lines = Self.lines(plain, width - 4)
    let chart = Self.chartRows(page, lines: lines.count, height: b.height)
    let height = min(lines.count + chart + 2, b.height - 1)
    let inside = box.frame(
      CellRect(col: (b.width - width) / 2, row: 0, width: width, height: height), title: page.title, into: &b)
    if let histogram = page.chart {
      HistogramView(box: box).draw(
        histogram, CellRect(col: inside.col, row: inside.row, width: inside.width, height: chart), into: &b)
    }
    if let plot = page.plot {
      LinePlotView(box: box).draw(
        plot, CellRect(col: inside.col, row: inside.row, width: inside.width, height: chart), into: &b)
    }
    let room = max(inside.height - chart, 0)
    let last = max(lines.count - room, 0)
    for (n, line) in lines.dropFirst(min(page.scroll, last)).prefix(room).enumerated() {
      let ink =
        switch line.style {
        case .title: theme.accent
        case .text, .row: theme.text
        case .quiet: theme.quiet
        case .warning: theme.warning
        }
      b.write(
        NumberText.cut(line.text, inside.width, glyphs), col: inside.col, row: inside.row + chart + n, ink: ink,
        paper: theme.raised, line.style == .title ? .bold : line.style == .warning ? theme.strong : [])
    }
    let foot = last > 0 ? " \(PanelText.helpKeys)   \(min(page.scroll, last) + 1)/\(last + 1) " : " \(PanelText.listKeys) "
    b.write(
      box.glyphs.plain(foot), col: inside.col + 1, row: inside.row + inside.height, limit: max(inside.width - 2, 0), ink: theme.quiet,
      paper: theme.raised)
  }
}
