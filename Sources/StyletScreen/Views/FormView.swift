import StyletBase

/// The form of the structured reading: the questions with their answers, and below them what the chosen one takes.
struct FormView {
  let theme: Theme
  let glyphs: Glyphs
  let tier: ColourTier

  /// Rows of the part below the questions: the same for most, more where the chosen one has more to say; so many
  /// questions stay in sight.
  private static func detailRows(_ rect: CellRect, _ form: FormModel) -> Int {
    let usual = rect.height >= 30 ? 11 : rect.height >= 19 ? 8 : 6
    let wanted = [Glyphs(unicode: true), Glyphs(unicode: false)].map {
      1 + Details.lines(form, rect.width - 2, $0).count + min(flow(form.keys, width: rect.width - 2, $0), 3)
    }.max() ?? usual
    return min(max(usual, wanted), max(rect.height - 1 - state(rect, form).count - leastQuestions, usual))
  }

  private static let leastQuestions = 4

  /// Rows of questions in sight, and the first of them: the chosen one stands in the middle where it can.
  private static func visible(_ rect: CellRect, _ form: FormModel) -> Range<Int> {
    let rows = max(rect.height - 1 - state(rect, form).count - detailRows(rect, form), 1)
    let first = max(min(form.selected - rows / 2, form.rows.count - rows), 0)
    return first..<min(first + rows, form.rows.count)
  }

  /// The question under a row of the screen.
  static func row(at row: Int, in rect: CellRect, _ form: FormModel) -> Int? {
    let visible = visible(rect, form)
    let top = rect.row + 1 + state(rect, form).count
    let n = visible.lowerBound + row - top
    return row >= top && visible.contains(n) ? n : nil
  }

  /// Columns for the mark that says how far down the form is.
  private static let markWidth = 8

  /// How far it is, or what is to be known of the signature: in as many lines as that takes, where there is room.
  private static func state(_ rect: CellRect, _ form: FormModel) -> [String] {
    guard form.isSigned else { return [form.state] }
    let lines = Wrapping.lines(form.state, max(rect.width - 2 - markWidth, 1))
    let most = rect.height >= 30 ? 5 : rect.height >= 19 ? 2 : 1
    guard lines.count > most else { return lines.isEmpty ? [""] : lines }
    return lines.prefix(most - 1) + [lines.dropFirst(most - 1).joined(separator: " ")]
  }

  func draw(_ rect: CellRect, _ form: FormModel, into b: inout CellBuffer) {
    guard rect.width >= 30, rect.height >= 10 else { return }
    b.fill(rect, with: Cell(" ", ink: theme.text, paper: theme.paper))
    let inside = CellRect(col: rect.col + 1, row: rect.row, width: rect.width - 2, height: rect.height)
    line(form.title, inside, row: rect.row, ink: theme.accent, .bold, into: &b)
    let visible = Self.visible(rect, form)
    let lines = Self.state(rect, form)
    var state = inside
    state.width -= form.isSigned ? Self.markWidth : Self.scrollMark(visible, form).map { $0.count + 1 } ?? 0
    for (n, text) in lines.enumerated() {
      line(
        text, state, row: rect.row + 1 + n, ink: form.isSigned ? theme.accent : theme.quiet,
        form.isSigned ? .bold : [], into: &b)
    }
    for (n, at) in visible.enumerated() {
      draw(form.rows[at], inside, row: rect.row + 1 + lines.count + n, chosen: at == form.selected, form, into: &b)
    }
    if let mark = Self.scrollMark(visible, form) {
      b.write(
        mark, col: inside.col + inside.width - mark.count, row: rect.row + 1, ink: theme.quiet, paper: theme.paper)
    }
    let detail = Self.detailRows(rect, form)
    details(
      form, CellRect(col: inside.col, row: rect.row + rect.height - detail, width: inside.width, height: detail),
      into: &b)
  }

  private func line(
    _ text: String, _ r: CellRect, row: Int, ink: Ink, paper: Ink? = nil, _ attributes: Attributes = [],
    into b: inout CellBuffer
  ) {
    b.write(
      NumberText.cut(glyphs.plain(text), r.width, glyphs), col: r.col, row: row, ink: ink,
      paper: paper ?? theme.paper, attributes)
  }

  // MARK: Questions

  /// Half of the width for the question, and no more than it needs; the rest is for its answer.
  private static func titleWidth(_ width: Int) -> Int { min(max(width / 2, 22), 34) }

  private func draw(
    _ row: FormModel.Row, _ r: CellRect, row at: Int, chosen: Bool, _ form: FormModel, into b: inout CellBuffer
  ) {
    if row.isHeading {
      line(row.title.uppercased(), r, row: at, ink: theme.quiet, theme.strong, into: &b)
      return
    }
    let paper = chosen && tier != .mono ? theme.badge.paper : theme.paper
    let reverse: Attributes = chosen && tier == .mono ? .reverse : []
    let titleWidth = Self.titleWidth(r.width)
    if chosen {
      b.fill(
        CellRect(col: r.col, row: at, width: r.width, height: 1),
        with: Cell(" ", ink: theme.text, paper: paper, reverse))
    }
    let isOpen = row.isRequired && row.tone == .required, isContradicted = row.tone == .discordant
    let mark = isContradicted ? ReadingText.contradictedMark : isOpen ? ReadingText.unansweredMark : " "
    let (ink, attributes) = style(row.tone)
    b.write(
      mark, col: r.col, row: at, ink: chosen ? theme.badge.ink : isContradicted ? ink : theme.warning, paper: paper,
      reverse.union(theme.strong))
    let indent = row.isRegion ? "  " : ""
    b.write(
      NumberText.cut(glyphs.plain(indent + row.title), titleWidth - 1, glyphs), col: r.col + 1, row: at,
      ink: chosen ? theme.badge.ink : theme.text, paper: paper, reverse)
    let col = r.col + titleWidth + 1
    let room = r.width - titleWidth - 1
    if chosen, let editor = form.editor {
      edit(editor, col: col, row: at, room: room, into: &b)
      return
    }
    b.write(
      NumberText.cut(glyphs.plain(row.value), room, glyphs), col: col, row: at,
      ink: chosen ? theme.badge.ink : ink, paper: paper, reverse.union(attributes))
  }

  private func style(_ tone: FormModel.Tone) -> (Ink, Attributes) {
    switch tone {
    case .given: (theme.text, .bold)
    case .notAssessed: (theme.quiet, [])
    case .required: (theme.warning, [])
    case .open: (theme.quiet, [])
    case .proposed: (theme.accent, [])
    case .discordant: (theme.error, .bold)
    }
  }

  private func edit(_ editor: FormModel.Editor, col: Int, row: Int, room: Int, into b: inout CellBuffer) {
    b.fill(CellRect(col: col, row: row, width: room, height: 1), with: Cell(" ", ink: theme.text, paper: theme.raised))
    let text = Array(editor.text.unicodeScalars)
    let from = max(0, editor.cursor - room + 2)
    b.write(
      glyphs.plain(String(String.UnicodeScalarView(text[min(from, text.count)...].prefix(room - 1)))), col: col,
      row: row, limit: room, ink: theme.text, paper: theme.raised, tier == .mono ? .underline : [])
    b.cursor = (col + editor.cursor - from, row)
  }

  /// How far down the form one is; nil where all of it is seen.
  private static func scrollMark(_ visible: Range<Int>, _ form: FormModel) -> String? {
    visible.count < form.rows.count ? "\(form.selected + 1)/\(form.rows.count)" : nil
  }

  // MARK: The chosen question

  private func details(_ form: FormModel, _ r: CellRect, into b: inout CellBuffer) {
    for col in 0..<r.width {
      b[r.col + col, r.row] = Cell(glyphs.horizontal, ink: theme.line, paper: theme.paper)
    }
    let details = Details(form, width: r.width, height: r.height, glyphs)
    let top = min(max(form.scroll, 0), details.last)
    for (n, one) in details.lines.dropFirst(top).prefix(details.rows).enumerated() {
      let row = r.row + 1 + n
      switch one {
      case .question(let text): line(text, r, row: row, ink: theme.text, .bold, into: &b)
      case .value(let text): line(text, r, row: row, ink: theme.text, into: &b)
      case .warning(let text): line(text, r, row: row, ink: theme.error, theme.strong, into: &b)
      case .choices(let some): choices(some, r, row: row, into: &b)
      case .note(let text): line(text, r, row: row, ink: theme.quiet, into: &b)
      }
    }
    if details.last > 0 {
      let foot = " " + glyphs.plain(ReadingText.linesBelow(details.last - top)) + " "
      b.write(
        NumberText.cut(foot, max(r.width - 2, 0), glyphs), col: r.col + 1, row: r.row, ink: theme.warning,
        paper: theme.paper, theme.strong)
    }
    hints(form.keys, r, row: r.row + r.height - details.keyRows, rows: details.keyRows, into: &b)
  }

  /// What stands between the questions and the keys, in lines: all of the chosen question, its answer where the row has
  /// no room for it, what contradicts it, its answers, what is to be known of it. It scrolls where it has more lines
  /// than rows.
  private struct Details {
    enum Line {
      case question(String), value(String), warning(String), note(String)
      case choices([FormModel.Choice])
    }

    let lines: [Line]
    let rows: Int
    let keyRows: Int
    /// Lines below the last row, when the first is at the top.
    var last: Int { max(lines.count - rows, 0) }

    /// - Parameter height: with the rule and the keys.
    init(_ form: FormModel, width: Int, height: Int, _ glyphs: Glyphs) {
      keyRows = min(FormView.flow(form.keys, width: width, glyphs), height >= 11 ? 3 : height >= 8 ? 2 : 1)
      rows = max(height - 1 - keyRows, 0)
      lines = Self.lines(form, width, glyphs)
    }

    static func lines(_ form: FormModel, _ width: Int, _ glyphs: Glyphs) -> [Line] {
      func wrapped(_ text: String, _ line: (String) -> Line) -> [Line] {
        Wrapping.lines(glyphs.plain(text), width).map(line)
      }
      let value = form.rows[safe: form.selected]?.value ?? ""
      let isCut = form.editor == nil && glyphs.plain(value).columns > width - FormView.titleWidth(width) - 1
      return wrapped(form.question, Line.question) + (isCut ? wrapped(value, Line.value) : [])
        + form.warnings.flatMap { wrapped($0, Line.warning) } + choices(form.choices, width, glyphs)
        + form.notes.flatMap { wrapped($0, Line.note) }
    }

    private static func choices(_ choices: [FormModel.Choice], _ width: Int, _ glyphs: Glyphs) -> [Line] {
      var lines: [Line] = [], here: [FormModel.Choice] = [], col = 0
      for choice in choices {
        let wide = choice.key.columns + 1 + glyphs.plain(choice.title).columns
        if col > 0, col + wide > width {
          lines.append(.choices(here))
          (here, col) = ([], 0)
        }
        here.append(choice)
        col += wide + 3
      }
      return here.isEmpty ? lines : lines + [.choices(here)]
    }
  }

  /// How far what stands below the question can be scrolled: 0 when all of it is seen. In ASCII a text may be longer.
  static func lastScroll(_ form: FormModel, in rect: CellRect) -> Int {
    guard rect.width >= 30, rect.height >= 10 else { return 0 }
    return [Glyphs(unicode: true), Glyphs(unicode: false)].map {
      Details(form, width: rect.width - 2, height: detailRows(rect, form), $0).last
    }.max() ?? 0
  }

  /// Whether a row of the screen belongs to what stands below the questions.
  static func isInDetails(_ row: Int, of rect: CellRect, _ form: FormModel) -> Bool {
    row >= rect.row + rect.height - detailRows(rect, form)
  }

  /// Options with their keys, in one line.
  private func choices(_ choices: [FormModel.Choice], _ r: CellRect, row: Int, into b: inout CellBuffer) {
    var col = r.col
    for choice in choices {
      let title = glyphs.plain(choice.title)
      let paper = choice.isChosen && tier != .mono ? theme.badge.paper : theme.paper
      let reverse: Attributes = choice.isChosen && tier == .mono ? .reverse : []
      col = b.write(
        choice.key, col: col, row: row, ink: choice.isChosen ? theme.badge.ink : theme.accent, paper: paper,
        reverse.union(.bold))
      col = b.write(" ", col: col, row: row, ink: theme.text, paper: paper, reverse)
      col = b.write(
        NumberText.cut(title, max(r.col + r.width - col, 0), glyphs), col: col, row: row,
        ink: choice.isChosen ? theme.badge.ink : theme.text, paper: paper, reverse)
      col += 3
    }
  }

  private static func flow(_ keys: [HintRow], width: Int, _ glyphs: Glyphs) -> Int {
    var rows = 1, col = 0
    for hint in keys {
      let wide = hintWidth(hint, glyphs)
      if col > 0, col + wide > width { (rows, col) = (rows + 1, 0) }
      col += wide + 3
    }
    return rows
  }

  private static func hintWidth(_ hint: HintRow, _ glyphs: Glyphs) -> Int {
    glyphs.plain(hint.key).columns + 1 + glyphs.plain(hint.text).columns
  }

  private func hints(_ keys: [HintRow], _ r: CellRect, row: Int, rows: Int, into b: inout CellBuffer) {
    var at = row, col = r.col
    for hint in keys {
      if col > r.col, col + Self.hintWidth(hint, glyphs) > r.col + r.width { (at, col) = (at + 1, r.col) }
      guard at < row + rows else { return }
      col = b.write(glyphs.plain(hint.key), col: col, row: at, ink: theme.accent, paper: theme.paper)
      col = b.write(" " + glyphs.plain(hint.text), col: col, row: at, ink: theme.quiet, paper: theme.paper) + 3
    }
  }
}
