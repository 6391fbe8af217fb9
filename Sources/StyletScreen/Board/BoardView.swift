import StyletBase
import StyletReport

/// What a frame of a board shows, as plain values.
struct BoardModel {
  /// nil until it was read.
  var document: ReportDocument?
  /// Base 0.
  var page: Int
  var top: Int
  var shift: Int
  var task: String?
  var said = ScreenSaid()
}

/// A board on the whole screen: title, pages, the lines of one; what is said or typed; keys.
struct BoardView {
  private let theme: Theme
  private let glyphs: Glyphs
  private let tier: ColourTier

  /// Rows above the lines.
  private static let above = 3

  init(_ traits: TerminalTraits) {
    (theme, glyphs, tier) = (Theme(traits.tier), Glyphs(unicode: traits.unicode), traits.tier)
  }

  /// Lines that are seen at once.
  static func rows(height: Int) -> Int { max(height - above - ScreenFoot.height, 1) }

  /// The page's lines. What is to be looked at stands on the first one; that of research use is said otherwise.
  func lines(_ model: BoardModel, width: Int) -> BoardPage {
    let section = model.document?.sections[safe: model.page] ?? ReportDocument.Section("", [])
    let notices = model.page == 0 ? Array((model.document?.notices ?? []).dropFirst()) : []
    return BoardPage(section, notices: notices, width: width - 2, shift: model.shift, glyphs: glyphs)
  }

  func lastTop(_ model: BoardModel, width: Int, height: Int) -> Int {
    max(lines(model, width: width).lines.count - Self.rows(height: height), 0)
  }

  func draw(_ model: BoardModel, width: Int, height: Int) -> CellBuffer {
    var b = CellBuffer(width: width, height: height)
    b.fill(b.bounds, with: Cell(" ", ink: theme.text, paper: theme.paper))
    let title = glyphs.plain((model.document?.title ?? "").escapedForTerminal)
    guard width >= 20, height >= Self.above + ScreenFoot.height + 1 else {
      write(NumberText.cut(title, width, glyphs), 0, 0, theme.text, [], &b)
      return b
    }
    let state = glyphs.plain(model.task ?? model.document.map { Self.time($0.footer) } ?? BoardText.reading)
    write(NumberText.cut(title, max(width - 4 - state.columns, 0), glyphs), 1, 0, theme.text, .bold, &b)
    if state.columns + 2 < width {
      write(state, width - 1 - state.columns, 0, model.task == nil ? theme.quiet : theme.accent, [], &b)
    }
    for (n, tab) in tabs(model, width).enumerated() {
      let isShown = n == model.page, paper = isShown && tier != .mono ? theme.badge.paper : theme.paper
      b.write(
        tab.text, col: tab.col, row: 1, ink: isShown ? theme.badge.ink : theme.quiet, paper: paper,
        isShown && tier == .mono ? .reverse : [])
    }
    let page = lines(model, width: width), rows = Self.rows(height: height)
    let top = min(model.top, max(page.lines.count - rows, 0))
    for (n, line) in page.lines.dropFirst(top).prefix(rows).enumerated() {
      let ink: Ink =
        switch line.style {
        case .text: theme.text
        case .quiet, .heading: theme.quiet
        case .caption: theme.accent
        case .warning: theme.warning
        }
      write(line.text, 1, Self.above + n, ink, line.style == .warning ? theme.strong : [], &b)
    }
    let all = page.lines.count
    ScreenFoot(theme, glyphs, tier).draw(
      model.said, BoardText.keys, place: all > rows ? "\(top + 1)–\(min(top + rows, all))/\(all)" : "", into: &b)
    return b
  }

  /// The time behind the program's name in the document's last line.
  private static func time(_ footer: String) -> String {
    footer.split(separator: " ").last.map(String.init) ?? ""
  }

  /// Pages with their numbers; cut to the width by leaving out names.
  private func tabs(_ model: BoardModel, _ width: Int) -> [(text: String, col: Int)] {
    let titles = (model.document?.sections ?? []).map { glyphs.plain($0.title.escapedForTerminal) }
    func laid(_ text: (Int) -> String) -> [(text: String, col: Int)] {
      var col = 1
      return titles.indices.map { n in
        defer { col += text(n).columns + 1 }
        return (text(n), col)
      }
    }
    let whole = laid { " \($0 + 1) \(titles[$0]) " }
    if let last = whole.last, last.col + last.text.columns > width {
      return laid { $0 == model.page ? " \($0 + 1) \(titles[$0]) " : " \($0 + 1) " }
    }
    return whole
  }

  /// The page whose name stands at a place of the screen; nil elsewhere.
  func page(at col: Int, row: Int, of model: BoardModel, width: Int) -> Int? {
    row == 1 ? tabs(model, width).firstIndex { ($0.col..<$0.col + $0.text.columns).contains(col) } : nil
  }

  private func write(
    _ text: String, _ col: Int, _ row: Int, _ ink: Ink, _ attributes: Attributes, _ b: inout CellBuffer
  ) {
    b.write(text, col: col, row: row, ink: ink, paper: theme.paper, attributes)
  }
}
