import StyletBase

/// The lowest lines of a screen of its own, a list or a board: what was said, and keys.
struct ScreenFoot {
  let theme: Theme
  let glyphs: Glyphs

  /// In one line as many hints as have room, in plain letters where the terminal has no others.
  func keys(_ hints: [HintRow], room: Int) -> String {
    hints.reduce("") { line, hint in
      let next = line + glyphs.plain((line.isEmpty ? "" : "   ") + hint.key + " " + hint.text)
      return next.columns <= room ? next : line
    }
  }

  /// A notice in lines, a third of the screen at most.
  func lines(_ notice: Notice, room: Int, height: Int) -> [String] {
    Array(Wrapping.lines(glyphs.plain(notice.text), max(room, 1)).prefix(max(height / 3, 1)))
  }

  /// Writes it over what lies there, its last line on `row`.
  /// - Parameter kept: columns at the end of that row that stay as they are.
  func write(_ lines: [String], _ weight: Notice.Weight, on row: Int, kept: Int = 0, into b: inout CellBuffer) {
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
}
