import StyletBase
import StyletReport

/// A document that changes while one looks at it, on the whole screen: a section a page. Keys in, cells out; what is on
/// the pages comes from a source. Cost of a key and a frame: the lines of the page.
public final class Board: Application {
  private let source: any BoardSource
  let keymap: Keymap
  private let view: BoardView

  private(set) var document: ReportDocument?
  private var task: String?
  private var unmeasured = 0
  /// Base 0; lines and columns above and before what is seen, of each page its own.
  private(set) var page = 0
  private var places: [Int: (top: Int, shift: Int)] = [:]
  /// Lines of help above the top; nil where it is closed.
  var helpScroll: Int?
  /// What is typed behind ":".
  var line: PalettePrompt?
  private var pending: [Key] = []
  private var screen: (width: Int, height: Int) = (80, 24)
  public private(set) var notice: Notice?
  public private(set) var isFinished = false
  public private(set) var unknownInput: Failure?
  public private(set) var refusal: Failure?
  /// Files change without a key.
  public var wantsIdle: Bool { true }

  public init(_ source: any BoardSource, keymap: Keymap = .standard, traits: TerminalTraits = TerminalTraits()) {
    (self.source, self.keymap) = (source, keymap)
    view = BoardView(traits)
    look()
  }

  public func say(_ text: String, _ weight: Notice.Weight = .info) {
    notice = Notice(weight, KeyTable.naming(text, keymap).escapedForTerminal)
  }

  public func say(_ error: any Error) {
    let failure = error as? Failure
    if let failure, refusal == nil { refusal = failure }
    say(failure?.onScreen ?? "\(error)", .error)
  }

  /// Takes what is new; where one is stays.
  private func look() {
    guard let news = source.news() else { return }
    if let new = news.document {
      document = new
      page = min(page, max(new.sections.count - 1, 0))
    }
    (task, unmeasured) = (news.task, news.unmeasured)
    if let failure = news.failure { say(failure) }
  }

  // MARK: Application

  public func waitForWork() {
    source.waitForWork()
    look()
  }

  public func draw(width: Int, height: Int) -> CellBuffer {
    screen = (width, height)
    return view.draw(model, width: width, height: height)
  }

  var model: BoardModel {
    let place = places[page] ?? (0, 0)
    return BoardModel(
      document: document, page: page, top: place.top, shift: place.shift, task: task, notice: notice,
      line: line.map { ($0.input, $0.cursor) }, pending: KeyNotation.write(pending),
      help: helpScroll.map { ([BoardText.section()], $0) })
  }

  // MARK: Keys

  public func handle(_ event: InputEvent) {
    guard !isFinished else { return }
    switch event {
    case .key(let key):
      notice = nil
      press(key)
    case .mouse(let mouse):
      switch mouse.action {
      case .wheelUp: scroll(-1)
      case .wheelDown: scroll(1)
      case .press where mouse.button == 0 && helpScroll == nil:
        if let page = view.page(at: mouse.col, row: mouse.row, of: model, width: screen.width) { show(page) }
      case .press, .drag, .release: break
      }
    case .paste(let text): line?.insert(text)
    case .brokenPaste: say(Sentence.pasteBroken, .warning)
    case .resize(let width, let height): screen = (max(width, 0), max(height, 0))
    case .hangUp: isFinished = true
    case .idle: look()
    }
  }

  private func press(_ key: Key) {
    if helpScroll != nil { return pressInHelp(key) }
    if line != nil { return pressInLine(key) }
    if key == .escape { return pending = [] }
    if pending.isEmpty, pressOwn(key) { return }
    pending.append(key)
    switch keymap.meaning(of: pending, in: .navigate) {
    case .prefix: return
    case .action(let action) where run(action.command): break
    case .action, .nothing: sayUnknown(Sentence.unknownKeys(pending))
    }
    pending = []
  }

  /// - Returns: false for a key that the screen has no use for.
  private func pressOwn(_ key: Key) -> Bool {
    if case .character(let c) = key, let digit = keymap.digit(c), digit > 0 {
      show(digit - 1)
      return true
    }
    switch key {
    case .tab: step(1)
    case .backTab: step(-1)
    case .up, .character("k"): scroll(-1)
    case .down, .character("j"): scroll(1)
    case .pageUp, .control("b"): scroll(-rows)
    case .pageDown, .control("f"), .character(" "): scroll(rows)
    case .home, .character("g"): scroll(-1 << 30)
    case .end, .character("G"): scroll(1 << 30)
    case .left, .character("h"): shift(-1)
    case .right, .character("l"): shift(1)
    case .character("r"): source.ask(.read)
    case .character("m"): if unmeasured > 0 { source.ask(.measure) } else { say(BoardText.nothingToMeasure) }
    case .character(":"): line = PalettePrompt()
    case .character("?"): helpScroll = 0
    case .character("q"): isFinished = true
    default: return false
    }
    look()
    return true
  }

  private var isTriageAsked = false

  /// Whether the order of triage was asked for; asked once, then forgotten.
  public func takeTriageAsked() -> Bool {
    defer { isTriageAsked = false }
    return isTriageAsked
  }

  /// What commands of the workstation mean here, and the board's own.
  private func run(_ command: String) -> Bool {
    if command == TriageScreen.command {
      isTriageAsked = true
      return true
    }
    switch CommandTable.command(command)?.id {
    case "help": helpScroll = 0
    case "leave", "save-and-leave", "leave-discarding": isFinished = true
    case "palette": line = PalettePrompt()
    case "redraw": break
    default: return false
    }
    return true
  }

  private func sayUnknown(_ text: String) {
    say(text, .warning)
    if unknownInput == nil { unknownInput = Failure(.usage, text) }
  }

  private func pressInLine(_ key: Key) {
    guard var prompt = line else { return }
    switch key {
    case .escape: line = nil
    case .enter:
      line = nil
      let text = prompt.input.trimmed
      if !text.isEmpty, !run(Invocation(parsing: text).command) { sayUnknown(Sentence.unknownCommand(text)) }
    case .backspace where prompt.characters.isEmpty: line = nil
    default:
      prompt.edit(key)
      line = prompt
    }
  }

  private func pressInHelp(_ key: Key) {
    helpScroll = HelpView.scroll(
      key, from: helpScroll ?? 0, [BoardText.section()], width: screen.width, height: screen.height)
  }

  // MARK: Places

  private var rows: Int { BoardView.rows(height: screen.height) }
  private var pages: Int { document?.sections.count ?? 0 }

  private func show(_ page: Int) { if page < pages { self.page = page } }
  private func step(_ by: Int) { if pages > 0 { page = (page + by + pages) % pages } }

  private func scroll(_ lines: Int) {
    let last = view.lastTop(model, width: screen.width, height: screen.height), place = places[page] ?? (0, 0)
    places[page] = (min(max(place.top + lines, 0), last), place.shift)
  }

  private func shift(_ columns: Int) {
    let last = view.lines(model, width: screen.width).lastShift, place = places[page] ?? (0, 0)
    places[page] = (place.top, min(max(place.shift + columns, 0), last))
  }
}
