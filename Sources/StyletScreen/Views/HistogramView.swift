import StyletBase

struct HistogramView {
  let box: OverlayView

  func draw(_ chart: HistogramChart, _ r: CellRect, into b: inout CellBuffer) {
    let bandRows = min(chart.bands.count, max(r.height - 4, 0))
    let rows = r.height - 1 - bandRows
    guard r.width >= 10, rows >= 1, !chart.lungs.isEmpty else { return }
    let glyphs = box.glyphs, theme = box.theme, bars = Bars(unicode: glyphs.unicode)
    let count = chart.lungs.count
    // Each column has as many classes, so that the heights can be compared.
    let each = max((count + r.width - 1) / r.width, 1)
    let columns = (count + each - 1) / each
    func sums(_ classes: [Int]) -> [Int] {
      (0..<columns).map { c in classes[min(c * each, classes.count)..<min((c + 1) * each, classes.count)].reduce(0, +) }
    }
    let lungs = sums(chart.lungs), lesion = sums(chart.lesion).map { $0 * chart.magnified }
    let top = Double(max(lungs.max() ?? 0, 1))
    for c in 0..<columns {
      for row in 0..<rows {
        let at = r.row + rows - 1 - row
        let outer = bars.cell(Double(lungs[c]) / top, row: row, of: rows)
        let inner = bars.cell(Double(lesion[c]) / top, row: row, of: rows)
        // The lesion stands in front: its ink over the lungs' where both are.
        if inner != " " {
          let behind = outer == "█" && inner != "█" && [.direct, .indexed].contains(box.tier)
          b[r.col + c, at] = Cell(
            box.tier == .mono ? "#" : inner, ink: theme.warning, paper: behind ? theme.quiet : theme.raised)
        } else if outer != " " {
          b[r.col + c, at] = Cell(outer, ink: theme.quiet, paper: theme.raised)
        }
      }
    }
    func column(_ hu: Double) -> Int {
      Int(min(max(((hu - chart.start) / (chart.width * Double(each))).rounded(), 0), Double(columns)))
    }
    axis(chart, r.row + rows, r, column, &b)
    for (n, band) in chart.bands.prefix(bandRows).enumerated() {
      let row = r.row + rows + 1 + n, from = column(band.from), to = max(column(band.to), from + 1)
      for c in from..<min(to, r.width) {
        b[r.col + c, row] = Cell(
          c == from ? glyphs.barLeft : c == to - 1 ? glyphs.barRight : glyphs.horizontal, ink: theme.accent,
          paper: theme.raised)
      }
      let name = glyphs.plain(band.name), room = r.width - to - 1
      if name.columns <= room {
        b.write(name, col: r.col + to + 1, row: row, ink: theme.text, paper: theme.raised)
      } else if name.columns <= from - 1 {
        b.write(name, col: r.col + from - 1 - name.columns, row: row, ink: theme.text, paper: theme.raised)
      }
    }
  }

  private func axis(
    _ chart: HistogramChart, _ row: Int, _ r: CellRect, _ column: (Double) -> Int, _ b: inout CellBuffer
  ) {
    let end = chart.start + chart.width * Double(chart.lungs.count)
    var free = 0
    for hu in stride(from: (chart.start / 100).rounded(.up) * 100, through: end, by: 100) {
      let text = box.glyphs.plain(NumberText.fixed(hu, 0)), at = column(hu)
      guard at >= free, at + text.columns <= r.width else { continue }
      b.write(text, col: r.col + at, row: row, ink: box.theme.quiet, paper: box.theme.raised)
      free = at + text.columns + 2
    }
  }
}
