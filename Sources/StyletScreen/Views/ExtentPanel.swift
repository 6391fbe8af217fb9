import StyletBase
import StyletCore
import StyletImaging

/// The live numbers of every finding, and the tool beside or below them. Drawn from the ledger alone; numbers
/// stand close together, so that a stroke changes few places on the line.
struct ExtentPanel {
  /// From this width on the tool stands beside the table.
  static let widthWithTool = 64
  private static let toolWidth = 20

  let theme: Theme
  let glyphs: Glyphs
  let palette: PicturePalette
  let tier: ColourTier

  /// One number of the table: its heading, its width with the gap before it, and what it says.
  private struct Column {
    var title: String
    var width: Int
    var text: (Extent, UInt8) -> String
  }

  func draw(_ rect: CellRect, _ model: ScreenModel, into b: inout CellBuffer) {
    guard rect.width >= 12, rect.height >= 2 else { return }
    b.fill(rect, with: Cell(" ", ink: theme.text, paper: theme.paper))
    let beside = rect.width >= Self.widthWithTool
    let tableWidth = beside ? rect.width - Self.toolWidth - 3 : rect.width - 1
    let columns = self.columns(tableWidth, model)
    // What is drawn and not in the table counts, too.
    let listed = model.table.findings + model.table.unnamed(of: model.ledger.labels).map(LabelTable.unnamed)
    let words = toolWords(model)
    func holds(_ label: UInt8) -> Bool { millilitres(label, model) > 0 }
    let leftOut = leftOut(columns, model)
    let parts = Parts(
      height: rect.height, width: rect.width, findings: listed.count, isBeside: beside,
      needed: leftOut.isEmpty ? nil : listed.count { $0.value == model.tool.finding || holds($0.value) })
    var row = rect.row
    heading(CellRect(col: rect.col, row: row, width: tableWidth, height: 1), columns, model, parts, into: &b)
    row += 1
    let (shown, hidden) = Self.rows(listed, active: model.tool.finding, room: parts.findings, holds: holds)
    for finding in shown {
      line(finding, CellRect(col: rect.col, row: row, width: tableWidth, height: 1), columns, model, into: &b)
      row += 1
    }
    if parts.findings > 1, !hidden.isEmpty {
      more(hidden, CellRect(col: rect.col, row: row, width: tableWidth, height: 1), columns, model, into: &b)
      row += 1
    }
    if parts.hasTotal {
      let line = CellRect(col: rect.col, row: row, width: tableWidth, height: 1)
      sum(line, columns, model, leftOut, isSaid: parts.hasNote, into: &b)
      row += 1
    }
    if parts.hasNote {
      let forms = PanelText.without(leftOut.map { (model.table[$0]?.code ?? "?", millilitres($0, model)) })
      let text = forms.map { glyphs.plain($0) }.first { $0.columns <= tableWidth - 3 }
      b.write(text ?? "", col: rect.col + 3, row: row, ink: theme.quiet, paper: theme.paper)
      row += 1
    }
    if beside {
      let col = rect.col + rect.width - Self.toolWidth
      let height = rect.height - parts.lungs
      for r in rect.row..<rect.row + height {
        b[col - 2, r] = Cell(glyphs.vertical, ink: theme.line, paper: theme.paper)
      }
      tool(CellRect(col: col, row: rect.row, width: Self.toolWidth, height: height), model, into: &b)
    } else if parts.tool > 0 {
      let pairs = [words[0] + "  " + words[1], words[2] + "  " + words[3]]
      for (n, text) in (parts.tool == words.count ? words : Array(pairs.prefix(parts.tool))).enumerated() {
        b.write(
          NumberText.cut(glyphs.plain(text), rect.width - 2, glyphs), col: rect.col + 1,
          row: rect.row + rect.height - parts.tool + n, ink: theme.quiet, paper: theme.paper)
      }
    }
    let lungs = CellRect(
      col: rect.col, row: rect.row + rect.height - parts.tool - parts.lungs, width: rect.width, height: parts.lungs)
    LungPanel(theme: theme, glyphs: glyphs).draw(lungs, model, into: &b)
  }

  private var blank: Cell { Cell(" ", ink: theme.text, paper: theme.paper) }

  /// How the rows are shared out.
  struct Parts: Equatable {
    var findings = 0
    var hasTotal = false
    /// A line below the total says what it leaves out.
    var hasNote = false
    var lungs = 0
    /// Lines of the tool below all else; 4, 2, 1 or none.
    var tool = 0

    /// - Parameters:
    ///   - isBeside: the tool stands beside the table.
    ///   - needed: findings that go before a note of what the total leaves out; nil for no note.
    init(height: Int, width: Int, findings wanted: Int, isBeside: Bool, needed: Int? = nil) {
      hasTotal = height >= 3
      let rest = height - 1 - (hasTotal ? 1 : 0)
      let some = min(wanted, 4)
      if rest >= some + LungPanel.rows + (isBeside ? 0 : 2), width >= LungPanel.width {
        lungs = LungPanel.rows
      } else if width < LungPanel.narrow.width, rest >= LungPanel.narrow.rows + some + 4 {
        lungs = LungPanel.narrow.rows
      } else {
        lungs = rest >= 12 ? 6 : rest >= 6 ? 3 : rest >= 5 ? 2 : rest >= 3 ? 1 : 0
      }
      hasNote = hasTotal && needed.map { rest - lungs > $0 } ?? false
      let table = rest - (hasNote ? 1 : 0)
      if !isBeside {
        // The status line has the tool too.
        let spare = table - lungs - wanted
        tool = spare >= 4 ? 4 : spare >= 2 ? 2 : max(spare, 0)
      }
      findings = max(table - lungs - tool, 0)
    }
  }

  private func columns(_ width: Int, _ model: ScreenModel) -> [Column] {
    let volume = model.volume
    let ledger = model.ledger
    let k = volume.size.clamp(model.view.cursor).k
    let wide = width >= 44
    var all = [Column(title: PanelText.millilitresTitle, width: 8) { e, _ in PanelText.millilitres(e.millilitres) }]
    let isOnLungs = model.tool.layer == LabelLayer.lungs
    let extent = isOnLungs ? nil : model.extent
    if let extent {
      all.append(
        Column(title: ExtentText.percentTitle, width: 7) { _, label in
          // what is drawn and lies outside the lungs is none of it
          let percent = ExtentText.percent(extent.both.findings[label]?.percent ?? 0)
          return (extent.unreviewed[label] ?? 0) > 0 ? ExtentText.unreviewedMark + percent : percent
        })
    }
    // A finding's code stands whole before a further number does.
    let code = min(model.table.findings.map(\.code.columns).max() ?? 0, 5)
    let isRoomy = all.reduce(3 + code) { $0 + $1.width } + 6 <= width
    let width = width - (extent == nil ? 0 : 7)
    if isRoomy {
      all.append(
        Column(title: PanelText.areaTitle, width: 6) { _, label in
          NumberText.fixed(ledger.area(of: label, k: k, volume: volume), 0)
        })
    }
    if width >= 27 {
      all.append(
        Column(title: wide ? PanelText.meanTitle : PanelText.narrowMeanTitle, width: wide ? 8 : 6) { e, _ in
          NumberText.fixed(e.mean, 0)
        })
    }
    if width >= 31 {
      all.append(
        Column(title: wide ? PanelText.slicesTitle : PanelText.narrowSlicesTitle, width: wide ? 7 : 4) { e, _ in
          String(e.slices)
        })
    }
    if width >= 80 {
      all.append(
        Column(title: PanelText.rangeTitle, width: 15) { e, _ in
          "\(NumberText.fixed(e.low, 0))…\(NumberText.fixed(e.high, 0))"
        })
    }
    return all
  }

  private func heading(
    _ r: CellRect, _ columns: [Column], _ model: ScreenModel, _ parts: Parts, into b: inout CellBuffer
  ) {
    let title =
      model.tool.layer == LabelLayer.lungs
      ? ExtentText.lungs : model.loading == nil ? PanelText.extent : PanelText.extentLater
    let col = b.write(
      glyphs.plain(title), col: r.col + 1, row: r.row, limit: r.width, ink: theme.quiet, paper: theme.paper,
      theme.strong)
    let titles = place(columns, r) { column, _ in (column.title, theme.quiet) }
    let end = (titles.first?.col ?? col) - 1
    let short = ExtentText.shortState(model.lungs, model.extent)
    if parts.lungs < 3, model.loading == nil, short.count < end - r.col {
      // What is to be looked at goes before the heading where there is no room for both.
      let from = col + 1 + short.count <= end ? col + 1 : r.col + 1
      if from < col { b.fill(CellRect(col: from, row: r.row, width: col - from, height: 1), with: blank) }
      b.write(
        glyphs.plain(short), col: from, row: r.row, ink: model.lungs.notes > 0 ? theme.warning : theme.quiet,
        paper: theme.paper)
    }
    for title in titles { b.write(title.text, col: title.col, row: r.row, ink: title.ink, paper: theme.paper) }
  }

  private func line(_ f: Finding, _ r: CellRect, _ columns: [Column], _ model: ScreenModel, into b: inout CellBuffer) {
    let own = f.value == model.tool.finding
    let marker = palette.marker(f.value)
    b[r.col, r.row] = Cell(own ? glyphs.selected : " ", ink: theme.accent, paper: theme.paper)
    if tier == .mono {
      b[r.col + 1, r.row] = Cell(marker, own ? .reverse : [])
    } else {
      b[r.col + 1, r.row] = Cell(marker, ink: palette.onSolid(f.value), paper: palette.solid(f.value))
    }
    let numbers = columns.reduce(0) { $0 + $1.width }
    let room = r.width - 3 - numbers
    let code = glyphs.plain(f.code)
    let name =
      code.columns + 1 + f.said.columns <= room
      ? code + " " + glyphs.plain(f.said) : NumberText.cut(code, room, glyphs)
    b.write(
      name, col: r.col + 3, row: r.row, limit: max(room, 0), ink: own ? theme.text : theme.quiet, paper: theme.paper,
      own ? .bold : [])
    guard let extent = model.ledger.extent(of: f.value, volume: model.volume) else { return }
    place(columns, r) { column, _ in (column.text(extent, f.value), theme.text) }.forEach {
      b.write($0.text, col: $0.col, row: r.row, ink: $0.ink, paper: theme.paper)
    }
  }

  /// The findings that are not in the total.
  private func leftOut(_ columns: [Column], _ model: ScreenModel) -> [UInt8] {
    let counts = counting(columns, model)
    return model.ledger.labels.filter { !counts($0) && millilitres($0, model) > 0 }
  }

  /// What the total counts: where percentages stand, what they count too.
  private func counting(_ columns: [Column], _ model: ScreenModel) -> (UInt8) -> Bool {
    if hasShares(columns), let extent = model.extent { return extent.counts }
    let lesion = model.table.lesionFindings
    return { lesion?.contains($0) ?? true }
  }

  private func hasShares(_ columns: [Column]) -> Bool {
    columns.count > 1 && columns[1].title == ExtentText.percentTitle
  }

  private func millilitres(_ label: UInt8, _ model: ScreenModel) -> Double {
    model.ledger.extent(of: label, volume: model.volume)?.millilitres ?? 0
  }

  /// Findings that have no row although they hold something: how many, and how much.
  private func more(
    _ hidden: [Finding], _ r: CellRect, _ columns: [Column], _ model: ScreenModel, into b: inout CellBuffer
  ) {
    b.write(
      glyphs.plain(PanelText.moreFindings(hidden.count)), col: r.col + 1, row: r.row, ink: theme.warning, paper: theme.paper)
    let mL = PanelText.millilitres(hidden.reduce(0) { $0 + millilitres($1.value, model) })
    place(Array(columns.prefix(1)), r, all: columns) { _, _ in (mL, theme.text) }.forEach {
      b.write($0.text, col: $0.col, row: r.row, ink: $0.ink, paper: theme.paper)
    }
  }

  /// - Parameters:
  ///   - leftOut: findings that it does not count.
  ///   - isSaid: the next row says so; else the row's own name does.
  private func sum(
    _ r: CellRect, _ columns: [Column], _ model: ScreenModel, _ leftOut: [UInt8], isSaid: Bool,
    into b: inout CellBuffer
  ) {
    // All numbers of the row are of the same findings: those that count, where percentages stand too.
    let extent = hasShares(columns) ? model.extent : nil
    b.write(
      glyphs.plain(leftOut.isEmpty || isSaid ? PanelText.total : PanelText.lesion), col: r.col + 3, row: r.row,
      limit: max(r.width - 3, 0), ink: theme.quiet, paper: theme.paper)
    let parts = model.ledger.labels.filter(counting(columns, model)).map { model.ledger.extent(of: $0, volume: model.volume) }
    var sums = [PanelText.millilitres(parts.reduce(0) { $0 + ($1?.millilitres ?? 0) })]
    if let extent {
      sums.append(
        (extent.unreviewed.isEmpty ? "" : ExtentText.unreviewedMark) + ExtentText.percent(extent.both.lesion.percent))
    }
    place(Array(columns.prefix(sums.count)), r, all: columns) { _, n in (sums[n], theme.text) }.forEach {
      b.write($0.text, col: $0.col, row: r.row, ink: $0.ink, paper: theme.paper)
    }
    // Right behind the total: a stroke changes both, and the terminal's cursor has not far to go.
    let rest = columns.dropFirst(sums.count).reduce(0) { $0 + $1.width }
    let room = rest - 4 - PanelText.unsaved.count
    // The word keeps its place while the number grows.
    let strokes = NumberText.padded(PanelText.strokes(model.unsavedStrokes), min(room, 3))
    guard room >= strokes.count else { return }
    let col = b.write(strokes, col: r.col + r.width - rest + 3, row: r.row, ink: theme.text, paper: theme.paper)
    b.write(glyphs.plain(PanelText.unsaved), col: col + 1, row: r.row, ink: theme.quiet, paper: theme.paper)
  }

  /// Right-aligned places for a row of numbers.
  private func place(
    _ columns: [Column], _ r: CellRect, all: [Column]? = nil, _ text: (Column, Int) -> (String, Ink)
  ) -> [(col: Int, text: String, ink: Ink)] {
    var end = r.col + r.width - (all ?? columns).reduce(0) { $0 + $1.width }
    return columns.enumerated().map { n, column in
      end += column.width
      let (s, ink) = text(column, n)
      let plain = NumberText.cut(glyphs.plain(s), column.width - 1, glyphs)
      return (end - plain.columns, plain, ink)
    }
  }

  // MARK: Tool

  private func toolWords(_ model: ScreenModel) -> [String] {
    let t = model.tool
    let code = model.table[t.finding]?.code ?? "?"
    return [
      "\(PanelText.action(t)) \(code)", PanelText.brush(t), PanelText.gate(t),
      t.contour.map(PanelText.contour)
        ?? (t.penDown
          ? PanelText.penDown
          : model.interpolatedSlices > 0 ? PanelText.interpolated(model.interpolatedSlices) : PanelText.penUp),
    ]
  }

  private func tool(_ r: CellRect, _ model: ScreenModel, into b: inout CellBuffer) {
    b.write(glyphs.plain(PanelText.tool), col: r.col, row: r.row, ink: theme.quiet, paper: theme.paper, theme.strong)
    for (n, text) in toolWords(model).prefix(max(r.height - 1, 0)).enumerated() {
      let loud = n == 0 && model.tool.erasing || n == 3 && model.tool.penDown
      b.write(
        NumberText.cut(glyphs.plain(text), r.width, glyphs), col: r.col, row: r.row + 1 + n,
        ink: loud ? theme.warning : n < 2 ? theme.text : theme.quiet, paper: theme.paper, loud ? theme.strong : [])
    }
  }
}
