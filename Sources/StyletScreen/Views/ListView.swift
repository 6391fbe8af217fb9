import StyletBase

/// A list in a box at the upper edge: headings, rows, and at the foot what the keys do.
struct ListView {
  let box: OverlayView

  private static let most = 16
  /// Lines that are kept for the chosen row in full, so that the box stays as it is for most of them.
  static let detailRows = 2

  /// Rows that a list shows at once on a screen of this height.
  static func rows(height: Int) -> Int { max(min(height - 8, most), 1) }

  func draw(_ list: ListOverlay, into b: inout CellBuffer) {
    guard b.width >= 20, b.height >= 6 else { return }
    let glyphs = box.glyphs, theme = box.theme
    let titles = list.columns.map { glyphs.plain($0.title) }
    let rows = list.rows.map { $0.map(glyphs.plain) }
    let widths = list.columns.indices.map { n in
      max(
        titles[n].columns, list.columns[n].width,
        rows.map { $0[safe: n]?.columns ?? 0 }.max() ?? 0)
    }
    func line(_ cells: [String]) -> String {
      var out = ""
      for (n, width) in widths.enumerated() {
        let cell = cells[safe: n] ?? ""
        let blanks = String(repeating: " ", count: max(width - cell.columns, 0))
        out += (n == 0 ? "" : "  ") + (list.columns[n].isNumber ? blanks + cell : cell + blanks)
      }
      return out
    }
    let keys = (list.actions.map { "\($0.key) \($0.text)" } + [PanelText.listKeys]).map(glyphs.plain)
    let place = list.count > rows.count ? "\(list.selected + 1)/\(list.count)" : ""
    let wanted = [line(titles).columns, Self.feet(keys, .max)[0].columns, list.title.columns + 4]
    let width = min((wanted.max() ?? 0) + 4, b.width - 2)
    let feet = Self.feet(keys, width - 4).prefix(b.height >= 12 ? 2 : 1)
    let detail = detail(list, rows.map(line), width - 4)
    let below = min(detail.count, max(b.height - 5 - feet.count, 0))
    let shown = max(min(rows.count, b.height - 4 - feet.count - below), 0)
    // Where the chosen row in full takes their place, rows before it give way.
    let hidden = max(list.selected - list.first - shown + 1, 0)
    let inside = box.frame(
      CellRect(
        col: (b.width - width) / 2, row: max(min(1, b.height - shown - below - 4 - feet.count), 0), width: width,
        height: shown + below + 3 + feet.count),
      title: list.title, into: &b)
    b.write(
      NumberText.cut(line(titles), inside.width, glyphs), col: inside.col, row: inside.row, ink: theme.quiet,
      paper: theme.raised)
    for (n, cells) in rows.dropFirst(hidden).prefix(shown).enumerated() {
      let chosen = list.first + hidden + n == list.selected
      let paper = chosen && box.tier != .mono ? theme.badge.paper : theme.raised
      let ink = chosen ? theme.badge.ink : theme.text
      let reverse: Attributes = chosen && box.tier == .mono ? .reverse : []
      let row = inside.row + 1 + n
      b.fill(
        CellRect(col: inside.col, row: row, width: inside.width, height: 1),
        with: Cell(" ", ink: ink, paper: paper, reverse))
      b.write(
        NumberText.cut(line(cells), inside.width, glyphs), col: inside.col, row: row, ink: ink, paper: paper, reverse)
    }
    for (n, words) in detail.prefix(below).enumerated() {
      b.write(words, col: inside.col, row: inside.row + 1 + shown + n, ink: theme.accent, paper: theme.raised)
    }
    for (n, foot) in feet.enumerated() {
      b.write(
        NumberText.cut(foot, inside.width, glyphs), col: inside.col, row: inside.row + 1 + shown + below + n,
        ink: theme.quiet, paper: theme.raised)
    }
    if !place.isEmpty {
      b.write(
        " \(place) ", col: inside.col + inside.width - place.count - 2,
        row: inside.row + shown + below + 1 + feet.count,
        ink: theme.quiet, paper: theme.raised)
    }
  }

  /// What the keys do, in as many lines as that takes.
  private static func feet(_ keys: [String], _ width: Int) -> [String] {
    keys.reduce(into: []) { lines, key in
      if let last = lines.last, last.columns + 3 + key.columns <= width {
        lines[lines.count - 1] = last + "   " + key
      } else {
        lines.append(key)
      }
    }
  }

  /// The chosen row in full, in as many lines as that takes; none where no row in sight is cut.
  private func detail(_ list: ListOverlay, _ rows: [String], _ width: Int) -> [String] {
    guard list.detail != nil || rows.contains(where: { $0.columns > width }) else { return [] }
    let chosen = list.rows[safe: list.selected - list.first] ?? []
    let isCut = (rows[safe: list.selected - list.first] ?? "").columns > width
    let cells = isCut ? chosen.filter { !$0.isEmpty }.joined(separator: "  ") : ""
    let said = [cells, list.detail ?? ""].filter { !$0.isEmpty }.joined(separator: "\n")
    let lines = Wrapping.lines(box.glyphs.plain(said), width)
    return lines + [String](repeating: "", count: max(Self.detailRows - lines.count, 0))
  }
}
