import StyletBase

/// What a screen beside the workstation says and asks, as plain values.
struct ScreenSaid {
  var notice: Notice?
  /// What is typed, behind its label.
  var line: (label: String, text: PalettePrompt)?
  /// Keys that are not a command yet.
  var pending = ""
  var help: (title: String, sections: [HelpSection], scroll: Int)?
}

/// The lowest lines of such a screen: what was said or is typed, and under it keys; help above all.
struct ScreenFoot {
  private let theme: Theme
  private let glyphs: Glyphs
  private let tier: ColourTier
  /// Lines at the foot.
  static let height = 2

  init(_ theme: Theme, _ glyphs: Glyphs, _ tier: ColourTier) {
    (self.theme, self.glyphs, self.tier) = (theme, glyphs, tier)
  }

  /// - Parameters:
  ///   - hints: keys, what matters most first.
  ///   - place: at the end of the keys' line.
  func draw(_ said: ScreenSaid, _ hints: [HintRow], place: String = "", into b: inout CellBuffer) {
    let row = b.height - Self.height, place = glyphs.plain(place)
    write(keys(hints, room: b.width - 2 - (place.isEmpty ? 0 : place.columns + 1)), 1, b.height - 1, theme.quiet, [], &b)
    if !place.isEmpty { write(place, b.width - 1 - place.columns, b.height - 1, theme.quiet, [], &b) }
    let pending = glyphs.plain(said.pending)
    if !pending.isEmpty { write(pending, b.width - 1 - pending.columns, row, theme.accent, .bold, &b) }
    if let notice = said.notice {
      // Above the line that is typed.
      write(
        lines(said, width: b.width, height: b.height), notice.weight, on: said.line == nil ? row : row - 1,
        kept: pending.isEmpty || said.line != nil ? 0 : pending.columns + 3, into: &b)
    }
    if let line = said.line { type(line, row, &b) }
    if let (title, sections, scroll) = said.help {
      HelpView(box: OverlayView(theme: theme, glyphs: glyphs, tier: tier))
        .draw(sections, title: title, scroll: scroll, into: &b)
    }
  }

  /// What was said in lines, a third of the screen at most.
  func lines(_ said: ScreenSaid, width: Int, height: Int) -> [String] {
    guard let notice = said.notice else { return [] }
    let room = width - 2 - (said.pending.isEmpty ? 0 : said.pending.columns + 2)
    return Array(Wrapping.lines(glyphs.plain(notice.text), max(room, 1)).prefix(max(height / 3, 1)))
  }

  /// In one line as many hints as have room.
  private func keys(_ hints: [HintRow], room: Int) -> String {
    hints.reduce("") { line, hint in
      let next = line + glyphs.plain((line.isEmpty ? "" : "   ") + hint.key + " " + hint.text)
      return next.columns <= room ? next : line
    }
  }

  /// Writes a notice over what lies there, its last line on `row`.
  /// - Parameter kept: columns at the end of that row that stay as they are.
  private func write(
    _ lines: [String], _ weight: Notice.Weight, on row: Int, kept: Int, into b: inout CellBuffer
  ) {
    let ink: Ink =
      switch weight {
      case .info: theme.text
      case .warning: theme.warning
      case .error: theme.error
      }
    for (n, text) in lines.enumerated() {
      let at = row - lines.count + 1 + n, width = b.width - (at == row ? kept : 0)
      b.fill(CellRect(col: 0, row: at, width: width, height: 1), with: Cell(" ", ink: ink, paper: theme.paper))
      b.write(text, col: 1, row: at, ink: ink, paper: theme.paper, weight == .info ? [] : theme.strong)
    }
  }

  private func type(_ line: (label: String, text: PalettePrompt), _ row: Int, _ b: inout CellBuffer) {
    b.fill(CellRect(col: 0, row: row, width: b.width, height: 1), with: Cell(" ", ink: theme.text, paper: theme.paper))
    let label = NumberText.cut(glyphs.plain(line.label), b.width * 2 / 3, glyphs)
    let col = write(label, 1, row, theme.accent, .bold, &b) + 1
    Self.type(
      glyphs.plain(line.text.input), line.text.cursor, col: col, row: row, room: max(b.width - 1 - col, 1),
      ink: theme.text, paper: theme.paper, into: &b)
  }

  /// What is typed, as much of it around the cursor as has room, with the terminal's cursor in it.
  /// - Parameter cursor: in characters.
  static func type(
    _ text: String, _ cursor: Int, col: Int, row: Int, room: Int, ink: Ink, paper: Ink, _ attributes: Attributes = [],
    into b: inout CellBuffer
  ) {
    let text = Array(text), at = min(cursor, text.count), from = max(0, at - room + 1)
    b.write(String(text[from...].prefix(room)), col: col, row: row, ink: ink, paper: paper, attributes)
    b.cursor = (col + at - from, row)
    // A terminal may hide its cursor.
    b[col + at - from, row].attributes.insert(.underline)
  }

  @discardableResult
  private func write(
    _ text: String, _ col: Int, _ row: Int, _ ink: Ink, _ attributes: Attributes, _ b: inout CellBuffer
  ) -> Int {
    b.write(text, col: col, row: row, ink: ink, paper: theme.paper, attributes)
  }
}
