import StyletBase

/// What a frame of an archive's page shows, as plain values.
struct ArchivePageModel {
  var archive: String
  /// There are other archives.
  var hasOthers: Bool
  /// Text and cursor, in characters, of each field.
  var fields: [(text: String, cursor: Int)]
  var field: ArchiveSearch.Field?
  var rows: [ArchiveRow]
  var isSearched: Bool
  var isCut: Bool
  /// Whose series they are.
  var study: ArchiveRow?
  var selected: Int
  var top: Int
  var task: String?
  var said = ScreenSaid()
}

/// An archive's page on the whole screen: fields, what was found, what is said, keys.
struct ArchivePageView {
  private let theme: Theme
  private let glyphs: Glyphs
  private let tier: ColourTier

  /// Title, two lines of fields, a line of what it is, headings.
  private static let above = 5

  init(_ traits: TerminalTraits) {
    (theme, glyphs, tier) = (Theme(traits.tier), Glyphs(unicode: traits.unicode), traits.tier)
  }

  static func rows(height: Int) -> Int { max(height - above - ScreenFoot.height, 1) }

  /// The row of the list that stands on a row of the screen.
  static func place(row: Int, of model: ArchivePageModel, height: Int) -> Int? {
    let n = row - above
    guard (0..<rows(height: height)).contains(n), model.rows.indices.contains(model.top + n) else { return nil }
    return model.top + n
  }

  func draw(_ model: ArchivePageModel, width: Int, height: Int) -> CellBuffer {
    var b = CellBuffer(width: width, height: height)
    b.fill(b.bounds, with: Cell(" ", ink: theme.text, paper: theme.paper))
    let title = glyphs.plain(ArchivePageText.title(model.archive))
    guard width >= 20, height >= Self.above + ScreenFoot.height + 1 else {
      write(NumberText.cut(title, width, glyphs), 0, 0, theme.text, [], &b)
      return b
    }
    write(NumberText.cut(title, width - 2, glyphs), 1, 0, theme.text, .bold, &b)
    if let task = model.task.map(glyphs.plain), task.columns + title.columns + 4 < width {
      write(task, width - 1 - task.columns, 0, theme.accent, [], &b)
    }
    fields(model, &b)
    caption(model, &b)
    list(model, &b)
    ScreenFoot(theme, glyphs, tier).draw(model.said, ArchivePageText.keys(model), into: &b)
    return b
  }

  // MARK: Fields

  /// Two lines of three, with room for what is typed by the width.
  private func fields(_ model: ArchivePageModel, _ b: inout CellBuffer) {
    let column = (b.width - 2) / 3
    for field in ArchiveSearch.Field.allCases {
      let n = field.rawValue, col = 1 + n % 3 * column, row = 1 + n / 3
      let label = glyphs.plain(ArchivePageText.field(field)), isTyped = model.field == field && model.said.line == nil
      write(label, col, row, isTyped ? theme.accent : theme.quiet, isTyped ? .bold : [], &b)
      let start = col + labelWidth(n % 3) + 1, room = max(1 + (n % 3 + 1) * column - start - 2, 1)
      type(model.fields[n], start, row, room, isTyped: isTyped, &b)
    }
  }

  /// Labels below one another end at one column.
  private func labelWidth(_ column: Int) -> Int {
    let all = ArchiveSearch.Field.allCases.filter { $0.rawValue % 3 == column }
    return all.map { glyphs.plain(ArchivePageText.field($0)).columns }.max() ?? 0
  }

  private func type(
    _ typed: (text: String, cursor: Int), _ col: Int, _ row: Int, _ room: Int, isTyped: Bool, _ b: inout CellBuffer
  ) {
    let paper = tier == .mono ? theme.paper : theme.raised, attributes: Attributes = tier == .mono ? .underline : []
    b.fill(
      CellRect(col: col, row: row, width: room, height: 1), with: Cell(" ", ink: theme.text, paper: paper, attributes))
    let text = glyphs.plain(typed.text)
    if isTyped {
      ScreenFoot.type(
        text, typed.cursor, col: col, row: row, room: room, ink: theme.text, paper: paper, attributes, into: &b)
    } else {
      b.write(String(text.prefix(room)), col: col, row: row, ink: theme.text, paper: paper, attributes)
    }
  }

  // MARK: What was found

  private func caption(_ model: ArchivePageModel, _ b: inout CellBuffer) {
    guard model.isSearched else { return }
    let count = glyphs.plain(
      ArchivePageText.count(model.rows.count, isCut: model.isCut, ofSeries: model.study != nil))
    write(count, b.width - 1 - count.columns, 3, model.isCut ? theme.warning : theme.quiet, [], &b)
    guard let study = model.study, !study.patient.isEmpty || !study.name.isEmpty else { return }
    let text = glyphs.plain(ArchivePageText.series(of: study).escapedForTerminal)
    write(NumberText.cut(text, max(b.width - 4 - count.columns, 0), glyphs), 1, 3, theme.accent, [], &b)
  }

  private func list(_ model: ArchivePageModel, _ b: inout CellBuffer) {
    let isSeries = model.study != nil
    guard !model.rows.isEmpty else {
      let text = model.isSearched ? ArchivePageText.nothing : ArchivePageText.begin
      return write(NumberText.cut(glyphs.plain(text), b.width - 2, glyphs), 1, 4, theme.quiet, [], &b)
    }
    let headings = ArchivePageText.headings(ofSeries: isSeries).map(glyphs.plain)
    // Widths that do not go by what is in sight; a wide window has room for names.
    let spare = max(b.width - 80, 0)
    let least = isSeries ? [8, 6, 0] : [10, 8, 14 + spare / 6, 12 + spare / 3, 6, 0]
    let widths = headings.indices.map { max(headings[$0].columns, least[$0]) }
    let numbers = isSeries ? 1 : 4
    func row(_ cells: [String], _ at: Int, _ ink: Ink, _ paper: Ink, _ attributes: Attributes) {
      var col = 1
      for (n, cell) in cells.enumerated() where col < b.width - 1 {
        let width = n == cells.count - 1 ? b.width - 1 - col : min(widths[n], b.width - 1 - col)
        let text = NumberText.cut(cell, width, glyphs), shift = n == numbers ? width - text.columns : 0
        b.write(text, col: col + shift, row: at, ink: ink, paper: paper, attributes)
        col += width + 2
      }
    }
    row(headings, 4, theme.quiet, theme.paper, [])
    for (n, one) in model.rows.dropFirst(model.top).prefix(Self.rows(height: b.height)).enumerated() {
      let at = Self.above + n, texts = cells(one, isSeries)
      guard model.top + n == model.selected, model.field == nil else {
        row(texts, at, theme.text, theme.paper, [])
        continue
      }
      let paper = tier == .mono ? theme.paper : theme.badge.paper, reverse: Attributes = tier == .mono ? .reverse : []
      b.fill(
        CellRect(col: 0, row: at, width: b.width, height: 1),
        with: Cell(" ", ink: theme.badge.ink, paper: paper, reverse))
      row(texts, at, theme.badge.ink, paper, reverse)
    }
  }

  private func cells(_ row: ArchiveRow, _ isSeries: Bool) -> [String] {
    let all = [row.date, row.modality, row.patient, row.name, row.instances, row.description]
    return (isSeries ? [all[1], all[4], all[5]] : all).map { glyphs.plain($0.escapedForTerminal) }
  }

  private func write(
    _ text: String, _ col: Int, _ row: Int, _ ink: Ink, _ attributes: Attributes, _ b: inout CellBuffer
  ) {
    b.write(text, col: col, row: row, ink: ink, paper: theme.paper, attributes)
  }
}
