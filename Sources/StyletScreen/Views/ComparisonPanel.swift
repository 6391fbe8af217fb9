import StyletBase
import StyletImaging

/// What two readings say of each finding, mL, and how much is left to decide.
struct ComparisonPanel {
  let theme: Theme
  let glyphs: Glyphs
  let palette: PicturePalette
  let tier: ColourTier

  private static let widths = [7, 7, 7, 6]

  /// The rows of the comparison, and what is left for the extent below it; none where that is too little.
  static func parts(_ r: CellRect, rows: Int) -> (upper: CellRect, rest: CellRect) {
    let wanted = min(3 + max(rows, 1), r.height), left = r.height - wanted
    let isShared = left >= 4
    var upper = r, rest = r
    upper.height = isShared ? wanted : r.height
    (rest.row, rest.height) = (r.row + upper.height, r.height - upper.height)
    return (upper, rest)
  }

  func draw(_ r: CellRect, _ shown: ComparisonShown, _ model: ScreenModel, into b: inout CellBuffer) {
    guard r.width >= 12, r.height >= 2 else { return }
    b.fill(r, with: Cell(" ", ink: theme.text, paper: theme.paper))
    // Of a narrow panel the last columns give way: A, B, both, Dice.
    var widths: [Int] = []
    for width in Self.widths where 8 + widths.reduce(width, +) <= r.width { widths.append(width) }
    let titles = ["A", "B", PanelText.comparedBoth, "Dice"]
    b.write(
      glyphs.plain(PanelText.comparedTitle), col: r.col + 1, row: r.row,
      limit: max(r.width - widths.reduce(0, +) - 2, 0), ink: theme.quiet, paper: theme.paper, theme.strong)
    for (n, at) in places(widths, r).enumerated() {
      let isReading = n < 2
      let text = NumberText.cut(glyphs.plain(titles[n]), widths[n] - 1, glyphs)
      if isReading, tier != .mono {
        b.write(
          " " + text, col: at - 1 - text.columns, row: r.row, ink: palette.onCompared, paper: palette.compared(n == 0))
      } else {
        b.write(text, col: at - text.columns, row: r.row, ink: theme.quiet, paper: theme.paper)
      }
    }
    // What is open stands above the findings: a notice of two lines covers the lowest rows of a small screen. What has
    // no room beside it goes to a second row, where findings leave one, else it is left out.
    let spare = max(r.height - 1 - shown.rows.count, 1)
    let words = Self.packed(PanelText.comparedState(shown), width: r.width - 2, lines: min(spare, 2))
    let isOpen = shown.regions.map { $0.open > 0 } ?? true
    for (n, text) in words.enumerated() {
      b.write(
        NumberText.cut(glyphs.plain(text), r.width - 2, glyphs), col: r.col + 1, row: r.row + 1 + n,
        ink: isOpen && n == 0 ? theme.warning : theme.quiet, paper: theme.paper)
    }
    for (n, row) in shown.rows.prefix(max(r.height - 1 - words.count, 0)).enumerated() {
      let at = CellRect(col: r.col, row: r.row + 1 + words.count + n, width: r.width, height: 1)
      line(row, at, widths, model, into: &b)
    }
  }

  /// Parts side by side, as many as so many lines hold whole; the first one in any case.
  private static func packed(_ parts: [String], width: Int, lines: Int) -> [String] {
    var out: [String] = []
    for part in parts {
      if let last = out.last, last.columns + 3 + part.columns <= width {
        out[out.count - 1] = last + " · " + part
      } else if out.isEmpty || out.count < lines && part.columns <= width {
        out.append(part)
      }
    }
    return out
  }

  /// The column after the last of each number.
  private func places(_ widths: [Int], _ r: CellRect) -> [Int] {
    var end = r.col + r.width - widths.reduce(0, +)
    return widths.map {
      end += $0
      return end
    }
  }

  private func line(
    _ row: ComparisonShown.Row, _ r: CellRect, _ widths: [Int], _ model: ScreenModel, into b: inout CellBuffer
  ) {
    let marker = palette.marker(row.finding)
    b[r.col + 1, r.row] =
      tier == .mono
      ? Cell(marker, []) : Cell(marker, ink: palette.onSolid(row.finding), paper: palette.solid(row.finding))
    let table = model.others.findings.isEmpty ? model.table : model.others
    let code = (table[row.finding]?.code ?? "\(row.finding)").escapedForTerminal
    let room = r.width - widths.reduce(0, +) - 4
    b.write(
      NumberText.cut(glyphs.plain(code), max(room, 0), glyphs), col: r.col + 3, row: r.row, ink: theme.text,
      paper: theme.paper)
    let texts =
      [row.a, row.b, row.both].map(PanelText.millilitres) + [row.dice.map { NumberText.fixed($0, 3) } ?? "-"]
    for (n, at) in places(widths, r).enumerated() {
      let text = NumberText.cut(glyphs.plain(texts[n]), widths[n] - 1, glyphs)
      b.write(text, col: at - text.columns, row: r.row, ink: theme.text, paper: theme.paper)
    }
  }
}

extension PanelText {
  static var comparedTitle: String { words("compare.panel-title") }
  static var comparedBoth: String { words("compare.panel-both") }

  /// How much is open, whose readings they are, and what the panes show where that is one of them alone.
  static func comparedState(_ shown: ComparisonShown) -> [String] {
    guard let regions = shown.regions else { return [words("compare.panel-still")] }
    var parts = [words("compare.panel-open", ["open": regions.open, "n": regions.count])]
    if shown.answers.count > 0 {
      parts.append(words("compare.panel-answers", ["open": shown.answers.open, "n": shown.answers.count]))
    }
    if shown.side != .difference { parts.insert(words("compare.panel-side", ["side": shown.side.rawValue]), at: 0) }
    if let names = shown.names { parts.append("A " + names.a + ", B " + names.b) }
    return parts
  }
}
