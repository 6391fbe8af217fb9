import StyletBase
import StyletCore
import StyletDetection
import StyletImaging
import StyletReport

/// Numbers before and after on the left, how they were brought together and what is doubtful on the right.
struct FollowUpPanel {
  let theme: Theme
  let glyphs: Glyphs

  func draw(_ r: CellRect, _ shown: FollowUpShown, into b: inout CellBuffer) {
    b.fill(r, with: Cell(" ", ink: theme.text, paper: theme.paper))
    guard r.width >= 30, r.height >= 2 else { return }
    guard let report = shown.report else {
      b.write(
        NumberText.cut(glyphs.plain(FollowUpText.working(shown.progress)), r.width - 2, glyphs), col: r.col + 1,
        row: r.row, ink: theme.warning, paper: theme.paper, theme.strong)
      b.write(
        NumberText.cut(glyphs.plain(FollowUpText.link(shown.link)), r.width - 2, glyphs), col: r.col + 1,
        row: r.row + 1, ink: theme.quiet, paper: theme.paper)
      return
    }
    let left = min(max(r.width / 2, 43), 60)
    table(CellRect(col: r.col, row: r.row, width: left, height: r.height), report, into: &b)
    let right = CellRect(col: r.col + left + 2, row: r.row, width: r.width - left - 3, height: r.height)
    if right.width >= 16 { remarks(right, report, shown.numbers, into: &b) }
  }

  private func table(_ r: CellRect, _ report: FollowUpReport, into b: inout CellBuffer) {
    let rows = FollowUpText.rows(report), names = r.width - 28
    for (n, row) in ([FollowUpText.head] + rows).prefix(r.height).enumerated() {
      let at = r.row + n
      b.write(
        NumberText.cut(glyphs.plain(row.name), max(names - 1, 0), glyphs), col: r.col + 1, row: at,
        ink: n == 0 ? theme.quiet : theme.text, paper: theme.paper, n == 0 ? theme.strong : [])
      for (m, text) in [row.before, row.after, row.change].map(glyphs.plain).enumerated() {
        let end = r.col + names + [9, 18, 28][m]
        b.write(
          text, col: max(end - text.columns, r.col), row: at, ink: n == 0 ? theme.quiet : m == 2 ? theme.accent : theme.text,
          paper: theme.paper)
      }
    }
  }

  private func remarks(_ r: CellRect, _ report: FollowUpReport, _ more: String, into b: inout CellBuffer) {
    var lines: [(text: String, ink: Ink)] = []
    func add(_ text: String, _ ink: Ink) { lines += Wrapping.lines(text, r.width).map { ($0, ink) } }
    func add(_ doubts: [FollowUpDoubt], _ ink: Ink) { for doubt in doubts { add("! " + FollowUpText.doubt(doubt), ink) } }
    if let link = report.link { add(FollowUpText.link(link, isShort: r.width < 60), theme.text) }
    add(report.doubts.filter(\.isGrave), theme.warning)
    for text in FollowUpText.measured(report) { add(text, theme.text) }
    add(report.doubts.filter { !$0.isGrave }, theme.quiet)
    // What has no room is on the page of the numbers.
    if lines.count > r.height { lines = lines.prefix(max(r.height - 1, 0)) + [(more, theme.quiet)] }
    for (n, line) in lines.enumerated() {
      b.write(
        NumberText.cut(glyphs.plain(line.text), r.width, glyphs), col: r.col, row: r.row + n, ink: line.ink,
        paper: theme.paper)
    }
  }
}
