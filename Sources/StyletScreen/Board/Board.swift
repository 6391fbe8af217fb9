import StyletBase
import StyletReport

/// A document that changes while one looks at it, on the whole screen: a section a page. Keys in, cells out; what is on
/// the pages comes from a source. Cost of a key and a frame: the lines of the page.
public final class Board: SideScreen {
  private let source: any BoardSource
  private let view: BoardView

  private(set) var document: ReportDocument?
  private var task: String?
  private var unmeasured = 0
  /// Base 0; lines and columns above and before what is seen, of each page its own.
  private(set) var page = 0
  private var places: [Int: (top: Int, shift: Int)] = [:]
  public init(_ source: any BoardSource, keymap: Keymap = .standard, traits: TerminalTraits = TerminalTraits()) {
    self.source = source
    view = BoardView(traits)
    super.init(keymap)
    look()
  }

  /// Takes what is new; where one is stays.
  override func look() {
    guard let news = source.news() else { return }
    if let new = news.document {
      document = new
      page = min(page, max(new.sections.count - 1, 0))
    }
    (task, unmeasured) = (news.task, news.unmeasured)
    if let failure = news.failure { say(failure) }
  }

  // MARK: Frame

  public override func waitForWork() {
    source.waitForWork()
    look()
  }

  override func frame() -> CellBuffer { view.draw(model, width: size.width, height: size.height) }

  var model: BoardModel {
    let place = places[page] ?? (0, 0)
    return BoardModel(
      document: document, page: page, top: place.top, shift: place.shift, task: task, said: said)
  }

  // MARK: Keys

  override var help: (title: String, sections: [HelpSection]) { (BoardText.help, [BoardText.section]) }

  override func click(col: Int, row: Int) {
    if let page = view.page(at: col, row: row, of: model, width: size.width) { show(page) }
  }

  override func pressOwn(_ key: Key) -> Bool {
    defer { look() }
    if case .character(let c) = key, let digit = keymap.digit(c), digit > 0 {
      show(digit - 1)
      return true
    }
    if let step = RowStep(key) {
      go(step)
      return true
    }
    switch key {
    case .tab: turn(1)
    case .backTab: turn(-1)
    case .left, .character("h"): shift(-1)
    case .right, .character("l"): shift(1)
    case .character("r"): source.ask(.read)
    case .character("m"): if unmeasured > 0 { source.ask(.measure) } else { say(BoardText.nothingToMeasure) }
    default: return false
    }
    return true
  }

  private var isTriageAsked = false

  /// Whether the order of triage was asked for; asked once, then forgotten.
  public func takeTriageAsked() -> Bool {
    defer { isTriageAsked = false }
    return isTriageAsked
  }

  override func runOwn(_ command: Invocation) -> Bool {
    guard command.command == TriageScreen.command else { return false }
    isTriageAsked = true
    return true
  }

  // MARK: Places

  private var pages: Int { document?.sections.count ?? 0 }

  private func show(_ page: Int) { if page < pages { self.page = page } }
  private func turn(_ by: Int) { if pages > 0 { page = (page + by + pages) % pages } }

  override func go(_ step: RowStep) {
    let last = view.lastTop(model, width: size.width, height: size.height), place = places[page] ?? (0, 0)
    let top = step.row(from: place.top, page: BoardView.rows(height: size.height), count: last + 1)
    places[page] = (top, place.shift)
  }

  private func shift(_ columns: Int) {
    let last = view.lines(model, width: size.width).lastShift, place = places[page] ?? (0, 0)
    places[page] = (place.top, min(max(place.shift + columns, 0), last))
  }
}
