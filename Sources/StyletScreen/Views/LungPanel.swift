import StyletBase
import StyletCore

/// The lower part of the panel: how much of each lung and zone is affected, what class that is, and how sure the lungs
/// are. Numbers here change seldom at a stroke: bars are of whole percentages, and what changes often stands above. What
/// changes at most strokes is in the ink of the table's numbers: another ink is as long on the line as the number.
struct LungPanel {
  /// Rows of the block with a bar for each zone, and the columns that it needs.
  static let rows = 5
  static let width = 46

  /// Cells of the course of millilitres: now and then a stroke changes all of them.
  private static let trail = 8

  let theme: Theme
  let glyphs: Glyphs

  private var bars: Bars { Bars(unicode: glyphs.unicode) }

  /// Rows of lines that are broken rather than cut, and the columns below which they are.
  static let narrow = (rows: 9, width: 37)

  /// With five rows and room for the bars the block; else as many lines as there are rows, the most important first,
  /// broken where there are rows to spare.
  func draw(_ r: CellRect, _ model: ScreenModel, into b: inout CellBuffer) {
    guard r.height > 0 else { return }
    if r.height >= Self.rows, r.width >= Self.width {
      block(r, model, into: &b)
    } else {
      lines(r, model, into: &b)
    }
  }

  private func hasTrail(_ model: ScreenModel) -> Bool { model.lungs.trail.contains { $0 > 0 } }

  // MARK: Lines

  /// In lines of at most so many columns, broken at blanks; all others stay, for in bars a blank is a zone.
  static func broken(_ text: String, _ width: Int) -> [String] {
    var rest = Substring(text), lines: [String] = []
    while rest.count > width, let blank = rest.prefix(width + 1).lastIndex(of: " "), blank > rest.startIndex {
      lines.append(String(rest[..<blank]))
      rest = rest[blank...].drop { $0 == " " }
    }
    return lines + [String(rest)]
  }

  private func lines(_ r: CellRect, _ model: ScreenModel, into b: inout CellBuffer) {
    var row = r.row
    func line(_ text: String, _ ink: Ink, _ attributes: Attributes = []) {
      let plain = glyphs.plain(text)
      let isBroken = r.height >= Self.narrow.rows && plain.columns >= r.width
      for part in isBroken ? Self.broken(plain, r.width - 1) : [plain] where row < r.row + r.height {
        b.write(
          NumberText.cut(part, r.width - 1, glyphs), col: r.col + 1, row: row, ink: ink, paper: theme.paper, attributes)
        row += 1
      }
    }
    func state() {
      let title = ExtentText.lungs.lowercased() + " "
      let words = ExtentText.state(model.lungs, model.extent, room: r.width - 1 - title.count).map { title + $0 }
      line(
        words ?? ExtentText.tightState(model.lungs, model.extent, room: r.width - 1),
        model.lungs.notes > 0 ? theme.warning : theme.quiet)
    }
    guard let e = model.extent else { return state() }
    let sides = [ExtentText.shortSides(e), ExtentText.sfr(e)], both = sides.joined(separator: "  ")
    for text in r.height >= Self.narrow.rows && both.columns >= r.width ? sides : [both] { line(text, theme.text) }
    // What is to be looked at before all that a message of two lines covers; with two rows the heading has it.
    if r.height > 2 { state() }
    if let outside = ExtentText.outside(e) { line(outside, theme.warning, theme.strong) }
    if r.height <= 2 { state() }
    let zones = [0..<3, 3..<6].map { part in
      String(String.UnicodeScalarView(part.map { bars.column((e.zones[$0].lesion.percent ?? 0) / 100) }))
    }
    // At 80 columns all of it fits with single spaces.
    line(ExtentText.zoneBars(zones[0], zones[1], e), theme.text)
    line(ExtentText.densities(e), theme.text)
    if hasTrail(model) {
      line(ExtentText.trail + " " + bars.plot(model.lungs.trail, width: min(r.width - 6, Self.trail)), theme.text)
    }
  }

  // MARK: Block

  private static let bar = 6

  private func block(_ r: CellRect, _ model: ScreenModel, into b: inout CellBuffer) {
    var col = b.write(
      glyphs.plain(ExtentText.lungs), col: r.col + 1, row: r.row, ink: theme.quiet, paper: theme.paper, theme.strong)
    func write(_ text: String, _ ink: Ink, row: Int, from: Int, _ attributes: Attributes = []) -> Int {
      let room = r.col + r.width - from
      guard room > 0, !text.isEmpty else { return from }
      return b.write(
        NumberText.cut(glyphs.plain(text), room, glyphs), col: from, row: row, ink: ink, paper: theme.paper, attributes)
    }
    let isLoud = model.lungs.notes > 0
    let room = r.col + r.width - col - 1
    let state = ExtentText.state(model.lungs, model.extent, room: room)
    col = write(
      state ?? ExtentText.tightState(model.lungs, model.extent, room: room), isLoud ? theme.warning : theme.text,
      row: r.row, from: col + 1)
    guard let e = model.extent else { return }
    if let outside = ExtentText.shortOutside(e) {
      let hasRoom = col + 2 + outside.count <= r.col + r.width
      let row = hasRoom ? r.row : r.row + 4, from = hasRoom ? col + 2 : r.col + 34
      _ = write(outside, theme.warning, row: row, from: from, theme.strong)
      // Its number changes at strokes, and has the ink of the table's.
      if let n = outside.firstIndex(where: { $0.isNumber || $0 == "<" }) {
        let number = String(outside[n...].prefix { $0 != " " && $0 != "\u{a0}" })
        _ = write(number, theme.text, row: row, from: from + outside.distance(from: outside.startIndex, to: n))
      }
    }
    col = write(ExtentText.bothSides(e), theme.text, row: r.row + 1, from: r.col + 1)
    _ = write(ExtentText.sfr(e), theme.text, row: r.row + 1, from: r.col + 34, theme.strong)
    for level in LungZones.Level.allCases {
      let row = r.row + 2 + level.rawValue
      _ = write(ExtentText.row(level), theme.quiet, row: row, from: r.col + 1)
      for (n, zone) in [level.rawValue, level.rawValue + 3].enumerated() {
        let percent = e.zones[zone].lesion.percent
        let at = r.col + 8 + n * 13
        b.write(
          bars.bar((percent ?? 0) / 100, width: Self.bar), col: at, row: row, ink: theme.accent, paper: theme.paper)
        _ = write(
          NumberText.padded(ExtentText.percent(percent, atLeast: 1), 5), theme.text, row: row,
          from: at + Self.bar)
      }
    }
    let right = r.col + 34
    _ = write(ExtentText.zonal(e), theme.text, row: r.row + 2, from: right)
    _ = write(ExtentText.wholeLung(e), theme.text, row: r.row + 3, from: right)
    guard r.width >= 64 else { return }
    let densities = ExtentText.densities(e)
    if right + 16 + densities.count <= r.col + r.width {
      _ = write(densities, theme.text, row: r.row + 2, from: right + 16)
    }
    guard hasTrail(model) else { return }
    let plot = bars.plot(model.lungs.trail, width: min(r.width - 54, Self.trail))
    _ = write(ExtentText.trail + " " + plot, theme.text, row: r.row + 3, from: right + 16)
  }
}
