import StyletBase

/// What a frame of the screen of triage shows, as plain values.
struct TriageModel {
  var title: String
  var page: TriagePage
  /// Base 0.
  var selected: Int
  var top: Int
  var said = ScreenSaid()
}

/// Title, what is wrong, headings, rows; below a rule the chosen case in words; what is said or typed; keys.
struct TriageView {
  private let theme: Theme
  private let glyphs: Glyphs
  private let tier: ColourTier

  init(_ traits: TerminalTraits) {
    (theme, glyphs, tier) = (Theme(traits.tier), Glyphs(unicode: traits.unicode), traits.tier)
  }

  /// Lines above the rows: title, alerts, headings.
  private func above(_ model: TriageModel, width: Int) -> Int { 2 + alerts(model, width: width).count }

  private func alerts(_ model: TriageModel, width: Int) -> [String] {
    model.page.alerts.flatMap { Wrapping.lines(glyphs.plain($0), max(width - 2, 1)) }
  }

  /// Lines for the chosen case, its rule above them.
  private static func words(height: Int) -> Int { max(min(height / 3, 9), 3) }

  /// Rows that are seen at once.
  func rows(_ model: TriageModel, width: Int, height: Int) -> Int {
    max(height - above(model, width: width) - Self.words(height: height) - ScreenFoot.height, 1)
  }

  func draw(_ model: TriageModel, width: Int, height: Int) -> CellBuffer {
    var b = CellBuffer(width: width, height: height)
    b.fill(b.bounds, with: Cell(" ", ink: theme.text, paper: theme.paper))
    let title = glyphs.plain(Joint.named(TriageText.title, model.title))
    guard width >= 20, height >= 12 else {
      write(NumberText.cut(title, width, glyphs), 0, 0, theme.text, [], &b)
      return b
    }
    let place = model.page.rows.isEmpty ? "" : "\(model.selected + 1)/\(model.page.rows.count)"
    write(NumberText.cut(title, max(width - 4 - place.columns, 0), glyphs), 1, 0, theme.text, .bold, &b)
    write(place, max(width - 1 - place.columns, 0), 0, theme.quiet, [], &b)
    let alerts = alerts(model, width: width)
    for (n, text) in alerts.enumerated() { write(text, 1, 1 + n, theme.warning, theme.strong, &b) }
    list(model, from: 1 + alerts.count, &b)
    let rule = height - ScreenFoot.height - Self.words(height: height)
    chosen(model, rule, &b)
    ScreenFoot(theme, glyphs, tier).draw(model.said, TriageText.keys, into: &b)
    return b
  }

  // MARK: Rows

  private func list(_ model: TriageModel, from line: Int, _ b: inout CellBuffer) {
    let count = rows(model, width: b.width, height: b.height)
    let shown = model.page.rows.enumerated().dropFirst(model.top).prefix(count)
    let cells = shown.map { n, row in
      ["\(n + 1)", row.name, row.tier, TriageText.wait(row.minutes), row.extent, row.diagnosis].map(glyphs.plain)
    }
    let headings = TriageText.headings.map(glyphs.plain), least = [3, 6, 7, 7, 6, 0]
    let widths = headings.indices.map { at in
      max(headings[at].columns, least[at], cells.map { $0[at].columns }.max() ?? 0)
    }
    func row(_ cells: [String], _ at: Int, _ ink: Ink, _ paper: Ink, _ attributes: Attributes) {
      var col = 1
      for (n, cell) in cells.enumerated() {
        let room = min(widths[n], b.width - 1 - col)
        guard room > 0 else { return }
        let text = NumberText.cut(cell, room, glyphs), shift = [0, 3, 4].contains(n) ? room - text.columns : 0
        b.write(text, col: col + shift, row: at, ink: ink, paper: paper, attributes)
        col += widths[n] + 2
      }
    }
    row(headings, line, theme.quiet, theme.paper, [])
    if cells.isEmpty { write(glyphs.plain(TriageText.empty), 1, line + 1, theme.quiet, [], &b) }
    for (n, own) in cells.enumerated() {
      let at = line + 1 + n
      guard model.top + n == model.selected else {
        row(own, at, theme.text, theme.paper, [])
        continue
      }
      let paper = tier == .mono ? theme.paper : theme.badge.paper, reverse: Attributes = tier == .mono ? .reverse : []
      b.fill(
        CellRect(col: 0, row: at, width: b.width, height: 1), with: Cell(" ", ink: theme.badge.ink, paper: paper, reverse))
      row(own, at, theme.badge.ink, paper, reverse)
    }
  }

  /// The chosen case in words; what has no room is cut at the end, where the least is lost.
  private func chosen(_ model: TriageModel, _ line: Int, _ b: inout CellBuffer) {
    let rule = String(repeating: glyphs.plain("─"), count: b.width)
    write(rule, 0, line, theme.quiet, [], &b)
    guard let row = model.page.rows[safe: model.selected] else { return }
    let room = Self.words(height: b.height) - 1, width = b.width - 2
    var lines = Wrapping.lines(glyphs.plain(row.name + "  " + row.tier + "  " + TriageText.arrival(row.arrival)), width)
    lines += Wrapping.lines(glyphs.plain(row.why.escapedForTerminal), width)
    for one in row.evidence { lines += Wrapping.lines(glyphs.plain("· " + one.escapedForTerminal), width) }
    lines.append(glyphs.plain(model.page.rule.escapedForTerminal))
    for (n, text) in lines.prefix(room).enumerated() {
      let isCut = n == room - 1 && lines.count > room
      write(isCut ? NumberText.cut(text + " " + lines[n + 1], width, glyphs) : text, 1, line + 1 + n,
        n == 0 ? theme.accent : theme.text, n == 0 ? .bold : [], &b)
    }
  }

  private func write(
    _ text: String, _ col: Int, _ row: Int, _ ink: Ink, _ attributes: Attributes, _ b: inout CellBuffer
  ) {
    b.write(text, col: col, row: row, ink: ink, paper: theme.paper, attributes)
  }
}
