import StyletBase

/// A question in a box in the middle: its answers stand, its text scrolls where the screen is too small for all of it.
struct QuestionView {
  let box: OverlayView

  /// What is asked, in lines, with the rows that they are given.
  private struct Fit {
    var lines: [String]
    var rows: Int
    /// Lines below the last row, when the first is at the top.
    var last: Int { max(lines.count - rows, 0) }

    /// Answers first: a question without them helps nobody.
    init(_ text: String, answers: Int, width: Int, height: Int) {
      lines = Wrapping.lines(text, max(QuestionView.width(width) - 4, 1))
      rows = min(lines.count, max(height - 3 - answers, 1))
    }
  }

  private static func width(_ width: Int) -> Int { min(64, width - 2) }

  /// How far it can be scrolled on a screen of this size: 0 when all of it is seen. In ASCII a text may be longer.
  static func lastScroll(_ text: String, answers: Int, width: Int, height: Int) -> Int {
    [text, Glyphs(unicode: false).plain(text)]
      .map { Fit($0, answers: answers, width: width, height: height).last }.max() ?? 0
  }

  func draw(_ text: String, _ answers: [HintRow], scroll: Int, into b: inout CellBuffer) {
    let width = Self.width(b.width), glyphs = box.glyphs, theme = box.theme
    guard width >= 10, b.height >= 4 else { return }
    let fit = Fit(glyphs.plain(text), answers: answers.count, width: b.width, height: b.height)
    let wanted = fit.rows + answers.count + 3, height = min(wanted, b.height)
    let inside = box.frame(
      CellRect(col: (b.width - width) / 2, row: (b.height - height) / 2, width: width, height: height), title: "",
      into: &b)
    let top = min(max(scroll, 0), fit.last)
    for (n, line) in fit.lines.dropFirst(top).prefix(min(fit.rows, inside.height)).enumerated() {
      b.write(
        line, col: inside.col, row: inside.row + n, limit: inside.width, ink: theme.text, paper: theme.raised, .bold)
    }
    let keys = OverlayView.keyWidth(answers, most: 10)
    for (n, hint) in answers.enumerated() {
      let at = fit.rows + n + (height == wanted ? 1 : 0)
      if at < inside.height {
        box.row(hint, col: inside.col, row: inside.row + at, keys: keys, width: inside.width, into: &b)
      }
    }
    guard fit.last > 0 else { return }
    let foot = " " + glyphs.plain(PanelText.linesBelow(fit.last - top)) + " "
    b.write(
      NumberText.cut(foot, max(inside.width - 2, 0), glyphs), col: inside.col + 1, row: inside.row + inside.height,
      ink: theme.warning, paper: theme.raised, theme.strong)
  }
}
