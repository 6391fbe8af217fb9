import StyletBase

/// A worklist on the whole screen: study and reader, progress, headings, rows; what is said or typed; keys.
struct WorklistView {
  private let theme: Theme
  private let glyphs: Glyphs
  private let tier: ColourTier

  /// Rows above the list.
  private static let above = 3

  init(_ traits: TerminalTraits) {
    (theme, glyphs, tier) = (Theme(traits.tier), Glyphs(unicode: traits.unicode), traits.tier)
  }

  /// Rows of the list that are seen at once.
  static func rows(height: Int) -> Int { max(height - above - ScreenFoot.height, 1) }

  /// The place in the list that stands on a row of the screen.
  static func place(row: Int, of model: WorklistModel) -> Int? {
    let n = row - above
    return model.rows.indices.contains(n) ? model.first + n : nil
  }

  func draw(_ model: WorklistModel, width: Int, height: Int) -> CellBuffer {
    var b = CellBuffer(width: width, height: height)
    b.fill(b.bounds, with: Cell(" ", ink: theme.text, paper: theme.paper))
    guard width >= 20, height >= Self.above + ScreenFoot.height + 1 else {
      b.write(
        NumberText.cut(glyphs.plain(model.title), width, glyphs), col: 0, row: 0, ink: theme.text, paper: theme.paper)
      return b
    }
    title(model, &b)
    progress(model, &b)
    let foot = ScreenFoot(theme, glyphs, tier), said = foot.lines(model.said, width: width, height: height).count
    let isCut = list(uncovered(model, by: max(said - 1, 0), height: height), &b)
    if isCut, model.said.notice == nil, model.said.line == nil { note(model, height - ScreenFoot.height, &b) }
    foot.draw(model.said, WorklistText.keys, into: &b)
    return b
  }

  /// Without as many rows from the top as it takes for the chosen one not to lie under what was said.
  private func uncovered(_ model: WorklistModel, by lines: Int, height: Int) -> WorklistModel {
    var model = model
    let room = Self.rows(height: height) - lines
    let hidden = min(max(model.selected - model.first - room + 1, 0), model.rows.count)
    guard lines > 0, hidden > 0 else { return model }
    model.rows.removeFirst(hidden)
    model.first += hidden
    return model
  }

  // MARK: Above

  private func title(_ model: WorklistModel, _ b: inout CellBuffer) {
    let reader = glyphs.plain(model.reader)
    let room = max(b.width - 4 - reader.columns, 0)
    write(NumberText.cut(glyphs.plain(model.title), room, glyphs), 1, 0, theme.text, .bold, &b)
    if reader.columns + 2 < b.width { write(reader, b.width - 1 - reader.columns, 0, theme.quiet, [], &b) }
  }

  private func progress(_ model: WorklistModel, _ b: inout CellBuffer) {
    let p = model.progress
    var col = 1
    let bar = b.width >= 60 ? 16 : 0
    if bar > 0 {
      let part = p.all > 0 ? Double(p.sealed) / Double(p.all) : 0
      col = b.write(
        Bars(unicode: glyphs.unicode).bar(part, width: bar), col: col, row: 1, ink: theme.accent, paper: theme.raised)
      col += 2
    }
    let place = placeText(model)
    let end = b.width - 1 - (place.isEmpty ? 0 : place.columns + 2)
    // What makes the order another one comes first.
    if let alert = model.alert.map(glyphs.plain) {
      let text = NumberText.cut(alert, max(end - col, 0), glyphs)
      write(text, col, 1, theme.warning, theme.strong, &b)
      col += text.columns + 3
    }
    for (n, part) in WorklistText.progress(p).map(glyphs.plain).enumerated() where col + part.columns <= end {
      let isLate = n == 1 && p.overdue > 0
      write(part, col, 1, isLate ? theme.warning : n == 0 ? theme.text : theme.quiet, isLate ? theme.strong : [], &b)
      col += part.columns + 3
    }
    if !place.isEmpty { write(place, b.width - 1 - place.columns, 1, theme.quiet, [], &b) }
  }

  /// Where one is in the list, and how much of it what was looked for has left.
  private func placeText(_ model: WorklistModel) -> String {
    if !model.filter.isEmpty { return glyphs.plain(WorklistText.filtered(model.count, model.all)) }
    return model.count > model.rows.count ? "\(model.selected + 1)/\(model.count)" : ""
  }

  // MARK: Rows

  /// - Returns: whether the chosen row's words are cut.
  private func list(_ model: WorklistModel, _ b: inout CellBuffer) -> Bool {
    let headings = WorklistText.headings.map(glyphs.plain)
    let rows = model.rows.map { cells($0) }
    let states = WorklistRow.State.allCases.map { glyphs.plain(WorklistText.state($0)).columns }.max() ?? 0
    // Widths that do not go by what is in sight: scrolling moves no column.
    let least = [8, states, 0, 10, 6, glyphs.plain(WorklistText.flag).columns, 0]
    let widths = headings.indices.map { max(headings[$0].columns, least[$0]) }
    let names = max(widths[0], rows.map { $0[0].columns }.max() ?? 0)
    /// - Returns: whether the last cell is cut.
    @discardableResult
    func row(_ cells: [String], _ n: Int, _ ink: (Int) -> Ink, _ paper: Ink, _ attributes: Attributes) -> Bool {
      var col = 1, isCut = false
      for (at, cell) in cells.enumerated() {
        let width = at == 0 ? names : at == cells.count - 1 ? max(b.width - 1 - col, 0) : widths[at]
        let text = NumberText.cut(cell, width, glyphs)
        isCut = text != cell
        let shift = Self.isNumber(at) ? width - text.columns : 0
        if col + width <= b.width {
          b.write(text, col: col + shift, row: n, ink: ink(at), paper: paper, attributes)
        }
        col += width + 2
      }
      return isCut
    }
    var isCut = false
    row(headings, 2, { _ in theme.quiet }, theme.paper, [])
    for (n, cells) in rows.enumerated() {
      let one = model.rows[n], at = Self.above + n
      guard model.first + n == model.selected else {
        row(cells, at, { ink(one, $0, model.today) }, theme.paper, [])
        continue
      }
      let paper = tier == .mono ? theme.paper : theme.badge.paper, reverse: Attributes = tier == .mono ? .reverse : []
      b.fill(
        CellRect(col: 0, row: at, width: b.width, height: 1),
        with: Cell(" ", ink: theme.badge.ink, paper: paper, reverse))
      isCut = row(cells, at, { _ in theme.badge.ink }, paper, reverse)
    }
    if rows.isEmpty {
      let text = model.filter.isEmpty ? WorklistText.empty : WorklistText.noneShown(model.filter)
      write(NumberText.cut(glyphs.plain(text), b.width - 2, glyphs), 1, Self.above, theme.quiet, [], &b)
    }
    return isCut
  }

  private static func isNumber(_ column: Int) -> Bool { column == 2 || column == 4 }

  private func cells(_ row: WorklistRow) -> [String] {
    [
      row.name, WorklistText.state(row.state), WorklistText.priority(row), row.due ?? "",
      WorklistText.time(row.seconds), row.isFlagged ? WorklistText.flag : "", row.note.escapedForTerminal,
    ].map(glyphs.plain)
  }

  private func ink(_ row: WorklistRow, _ column: Int, _ today: String) -> Ink {
    switch column {
    case 3 where row.isOverdue(today), 5: theme.warning
    case 1 where row.state == .open: theme.accent
    default: row.isToRead ? theme.text : theme.quiet
    }
  }

  // MARK: Below

  /// The chosen row's words where its line has no room for them.
  private func note(_ model: WorklistModel, _ row: Int, _ b: inout CellBuffer) {
    guard let chosen = model.rows[safe: model.selected - model.first] else { return }
    write(
      NumberText.cut(glyphs.plain(chosen.note.escapedForTerminal), b.width - 2, glyphs), 1, row, theme.quiet, [], &b)
  }

  @discardableResult
  private func write(
    _ text: String, _ col: Int, _ row: Int, _ ink: Ink, _ attributes: Attributes, _ b: inout CellBuffer
  ) -> Int {
    b.write(text, col: col, row: row, ink: ink, paper: theme.paper, attributes)
  }
}
