import StyletBase

struct HistogramView {
  let box: OverlayView

  func draw(_ chart: HistogramChart, _ r: CellRect, into b: inout CellBuffer) {
    let bandRows = min(chart.bands.count, max(r.height - 4, 0))
    let rows = r.height - 1 - bandRows
    guard r.width >= 10, rows >= 1, !chart.lungs.isEmpty else { return }
    let glyphs = box.glyphs, theme = box.theme, bars = Bars(unicode: glyphs.unicode)
    let count = chart.lungs.count
    // A whole number of columns for a class, or parts of classes alike: so heights can be compared.
    let columns = count > r.width ? r.width : r.width / count * count
    let each = Double(count) / Double(columns)
    let lungs = Self.shares(chart.lungs, each, columns), lesion = Self.shares(chart.lesion, each, columns)
    let top = max(lungs.max() ?? 0, 1)
    for c in 0..<columns {
      for row in 0..<rows {
        let at = r.row + rows - 1 - row
        let outer = bars.cell(lungs[c] / top, row: row, of: rows)
        let inner = bars.cell(lesion[c] * Double(chart.magnified) / top, row: row, of: rows)
        // The lesion stands in front: its ink over the lungs' where both are.
        if inner != " " {
          let behind = outer == "█" && inner != "█" && [.direct, .indexed].contains(box.tier)
          b[r.col + c, at] = Cell(
            box.tier == .mono ? (glyphs.unicode ? "#" : "o") : inner, ink: theme.warning, paper: behind ? theme.quiet : theme.raised)
        } else if outer != " " {
          b[r.col + c, at] = Cell(outer, ink: theme.quiet, paper: theme.raised)
        }
      }
    }
    func column(_ hu: Double) -> Int {
      Int(min(max(((hu - chart.start) / (chart.width * each)).rounded(), 0), Double(columns)))
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

  /// What each column has of the classes, a class that lies in several shared among them.
  static func shares(_ classes: [Int], _ each: Double, _ columns: Int) -> [Double] {
    (0..<columns).map { c in
      let from = Double(c) * each, to = from + each
      let last = max(min(Int(to.rounded(.up)), classes.count), Int(from))
      var sum = 0.0
      for n in Int(from)..<last {
        let part: Double = min(Double(n + 1), to) - max(Double(n), from)
        sum += Double(classes[n]) * max(part, 0)
      }
      return sum
    }
  }

  /// Values in steps of 100 HU, or of as many hundreds as there is room for.
  private func axis(
    _ chart: HistogramChart, _ row: Int, _ r: CellRect, _ column: (Double) -> Int, _ b: inout CellBuffer
  ) {
    let end = chart.start + chart.width * Double(chart.lungs.count)
    func labels(_ step: Double) -> [(text: String, at: Int)] {
      stride(from: (chart.start / step).rounded(.up) * step, through: end, by: step).map {
        (box.glyphs.plain(NumberText.fixed($0, 0)), column($0))
      }
    }
    for step in [100, 200, 500, 1000.0] {
      let all = labels(step)
      guard zip(all, all.dropFirst()).allSatisfy({ $0.at + $0.text.columns + 2 <= $1.at }) else { continue }
      for (text, at) in all where at + text.columns <= r.width {
        b.write(text, col: r.col + at, row: row, ink: box.theme.quiet, paper: box.theme.raised)
      }
      return
    }
  }
}
