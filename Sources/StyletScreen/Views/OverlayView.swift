import StyletBase

/// Boxes over the panes: hints, palette, question, help. They shrink, scroll or clip to the smallest screen.
struct OverlayView {
  let theme: Theme
  let glyphs: Glyphs
  let tier: ColourTier

  /// - Parameter panel: the numbers, which the palette leaves in sight.
  func draw(_ overlay: Overlay, panel: CellRect, into b: inout CellBuffer) {
    switch overlay {
    case .none: break
    case .hints(let title, let rows): hints(title, rows, &b)
    case .help(let title, let sections, let scroll):
      HelpView(box: self).draw(sections, title: title, scroll: scroll, into: &b)
    case .palette(let input, let cursor, let rows, let selected): palette(input, cursor, rows, selected, besides: panel, &b)
    case .list(let list): ListView(box: self).draw(list, into: &b)
    case .page(let page): PageView(box: self).draw(page, into: &b)
    case .question(let text, let answers, let scroll):
      QuestionView(box: self).draw(text, answers, scroll: scroll, into: &b)
    }
  }

  /// Clears a box, draws its frame and title, and gives the inside.
  func frame(_ rect: CellRect, title: String, into b: inout CellBuffer) -> CellRect {
    b.fill(rect, with: Cell(" ", ink: theme.text, paper: theme.raised))
    let right = rect.col + rect.width - 1
    let bottom = rect.row + rect.height - 1
    guard rect.width >= 2, rect.height >= 2 else { return rect }
    for col in rect.col...right {
      for row in [rect.row, bottom] { b[col, row] = Cell(glyphs.horizontal, ink: theme.quiet, paper: theme.raised) }
    }
    for row in rect.row...bottom {
      for col in [rect.col, right] { b[col, row] = Cell(glyphs.vertical, ink: theme.quiet, paper: theme.raised) }
    }
    for (glyph, col, row) in [
      (glyphs.corners.0, rect.col, rect.row), (glyphs.corners.1, right, rect.row), (glyphs.corners.2, rect.col, bottom),
      (glyphs.corners.3, right, bottom),
    ] {
      b[col, row] = Cell(glyph, ink: theme.quiet, paper: theme.raised)
    }
    if !title.isEmpty {
      let text = " " + NumberText.cut(glyphs.plain(title), max(rect.width - 6, 0), glyphs) + " "
      b.write(
        text, col: rect.col + 2, row: rect.row, limit: max(rect.width - 4, 0), ink: theme.accent, paper: theme.raised,
        .bold)
    }
    return CellRect(col: rect.col + 2, row: rect.row + 1, width: rect.width - 4, height: rect.height - 2)
  }

  /// A key and what it does, cut to `width`.
  func row(_ hint: HintRow, col: Int, row: Int, keys: Int, width: Int, into b: inout CellBuffer, selected: Bool = false)
  {
    let paper = selected && tier != .mono ? theme.badge.paper : theme.raised
    let reverse: Attributes = selected && tier == .mono ? .reverse : []
    if selected {
      b.fill(
        CellRect(col: col, row: row, width: width, height: 1),
        with: Cell(" ", ink: theme.badge.ink, paper: paper, reverse))
    }
    b.write(
      NumberText.cut(glyphs.plain(hint.key), min(keys, width), glyphs), col: col, row: row,
      ink: selected ? theme.badge.ink : theme.accent, paper: paper, reverse.union(theme.strong))
    b.write(
      NumberText.cut(glyphs.plain(hint.text), max(width - keys - 2, 0), glyphs), col: col + keys + 2, row: row,
      ink: selected ? theme.badge.ink : theme.text, paper: paper, reverse)
  }

  static func keyWidth(_ rows: [HintRow], most: Int) -> Int {
    min(rows.map { $0.key.columns }.max() ?? 0, most)
  }

  /// At the bottom, in as many columns as fit, read downwards.
  private func hints(_ title: String, _ rows: [HintRow], _ b: inout CellBuffer) {
    guard b.width >= 12, b.height >= 5, !rows.isEmpty else { return }
    let keys = Self.keyWidth(rows, most: 14)
    let texts = rows.map { $0.text.columns }.max() ?? 0
    let inner = b.width - 4
    let columnWidth = min(keys + 2 + texts + 3, inner)
    let columns = max(min(inner / columnWidth, rows.count), 1)
    let lines = min((rows.count + columns - 1) / columns, max(b.height - 4, 1))
    let height = lines + 2
    let inside = frame(
      CellRect(col: 0, row: max(b.height - 1 - height, 0), width: b.width, height: height), title: title, into: &b)
    for (n, hint) in rows.prefix(lines * columns).enumerated() {
      row(
        hint, col: inside.col + n / lines * columnWidth, row: inside.row + n % lines, keys: keys,
        width: min(columnWidth - 1, inside.width), into: &b)
    }
    let hidden = rows.count - lines * columns
    if hidden > 0 {
      let text = " " + glyphs.plain(PanelText.more(hidden)) + " "
      b.write(text, col: b.width - 3 - text.count, row: inside.row + lines, ink: theme.quiet, paper: theme.raised)
    }
  }

  /// At the top, the input line first; the list scrolls so that the chosen row is seen. Above the panel, or beside it where
  /// it begins too high for that.
  private func palette(
    _ input: String, _ cursor: Int, _ rows: [HintRow], _ selected: Int, besides panel: CellRect, _ b: inout CellBuffer
  ) {
    let top = min(2, b.height - 5), least = 7
    let isBeside = panel.height > 0 && panel.row < top + least && panel.col >= 24
    let columns = isBeside ? panel.col : b.width
    let bottom = !isBeside && panel.height > 0 && panel.row >= top + least ? panel.row : b.height - 2
    let width = min(84, columns - 2)
    guard width >= 10, b.height >= 5 else { return }
    let list = max(min(rows.count, min(bottom - top - 4, 16)), 1)
    let inside = frame(
      CellRect(col: (columns - width) / 2, row: top, width: width, height: list + 4),
      title: PanelText.commands, into: &b)
    let text = Array(input.unicodeScalars)
    let at = min(max(cursor, 0), text.count)
    let room = max(inside.width - 3, 1)
    let from = max(0, at - room + 1)  // what is before the cursor stays in sight
    b.write(":", col: inside.col, row: inside.row, ink: theme.accent, paper: theme.raised, .bold)
    b.write(
      glyphs.plain(String(String.UnicodeScalarView(text[from...].prefix(room)))), col: inside.col + 2, row: inside.row,
      limit: room, ink: theme.text, paper: theme.raised)
    b.cursor = (inside.col + 2 + at - from, inside.row)
    for col in 0..<inside.width {
      b[inside.col + col, inside.row + 1] = Cell(glyphs.horizontal, ink: theme.line, paper: theme.raised)
    }
    guard !rows.isEmpty else {
      b.write(
        glyphs.plain(PanelText.noCommand), col: inside.col, row: inside.row + 2, limit: inside.width, ink: theme.quiet,
        paper: theme.raised)
      return
    }
    let chosen = min(max(selected, 0), rows.count - 1)
    let first = min(max(0, chosen - list + 1), max(rows.count - list, 0))
    let keys = Self.keyWidth(rows, most: inside.width / 3)
    for (n, hint) in rows[first..<min(first + list, rows.count)].enumerated() {
      row(
        hint, col: inside.col, row: inside.row + 2 + n, keys: keys, width: inside.width, into: &b,
        selected: first + n == chosen)
    }
  }
}
