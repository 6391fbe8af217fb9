import StyletBase

/// The coordinator's screen of triage: cases in order, and of the chosen one why it stands there. Keys in, cells out.
/// Cost of a key and a frame: the rows in sight.
public final class TriageScreen: Application {
  private let source: any TriageSource
  private let title: String
  private let keymap: Keymap
  private let view: TriageView

  private(set) var page = TriagePage(rows: [], alerts: [], rule: "")
  /// Base 0: the chosen row, and the first in sight.
  private(set) var selected = 0
  private var top = 0
  /// What is typed: a tier with its reason, or behind ":" a command.
  private var line: (isCommand: Bool, text: PalettePrompt)?
  private var helpScroll: Int?
  private var pending: [Key] = []
  private var screen: (width: Int, height: Int) = (80, 24)
  public private(set) var notice: Notice?
  public private(set) var isFinished = false
  public private(set) var unknownInput: Failure?
  public private(set) var refusal: Failure?
  /// Files change without a key.
  public var wantsIdle: Bool { true }

  /// What is typed for it behind ":" on the coordinator's board; on a reader's list it says whose it is.
  static let command = "triage"

  /// - Parameter title: the study in a few words.
  public init(
    _ source: any TriageSource, title: String, keymap: Keymap = .standard, traits: TerminalTraits = TerminalTraits()
  ) {
    (self.source, self.title, self.keymap) = (source, title, keymap)
    view = TriageView(traits)
    look()
  }

  public func say(_ text: String, _ weight: Notice.Weight = .info) {
    notice = Notice(weight, KeyTable.naming(text, keymap).escapedForTerminal)
  }

  public func say(_ error: any Error) {
    let failure = error as? Failure
    if let failure, refusal == nil { refusal = failure }
    say(failure?.onScreen ?? "\(error)", failure?.kind == .usage ? .warning : .error)
  }

  /// Takes what is new; the chosen case stays chosen, wherever it stands now.
  private func look() {
    do {
      guard let new = try source.news() else { return }
      let name = page.rows[safe: selected]?.name
      page = new
      select(page.rows.firstIndex { $0.name == name } ?? selected)
    } catch { say(error) }
  }

  private var rows: Int { view.rows(model, width: screen.width, height: screen.height) }

  private func select(_ row: Int) {
    selected = min(max(row, 0), max(page.rows.count - 1, 0))
    top = min(max(top, selected - rows + 1, 0), selected, max(page.rows.count - rows, 0))
  }

  // MARK: Application

  public func draw(width: Int, height: Int) -> CellBuffer {
    screen = (width, height)
    select(selected)
    return view.draw(model, width: width, height: height)
  }

  var model: TriageModel {
    TriageModel(
      title: title, page: page, selected: selected, top: top, notice: notice,
      line: line.map { ($0.isCommand ? ":" : TriageText.ask(page.rows[safe: selected]?.name ?? ""), $0.text) },
      pending: KeyNotation.write(pending), help: helpScroll.map { ([TriageText.section(keymap)], $0) })
  }

  public func handle(_ event: InputEvent) {
    guard !isFinished else { return }
    switch event {
    case .key(let key):
      notice = nil
      press(key)
    case .mouse(let mouse) where mouse.action == .wheelUp: select(selected - 1)
    case .mouse(let mouse) where mouse.action == .wheelDown: select(selected + 1)
    case .mouse: break
    case .paste(let text):
      guard line != nil else { return say(Sentence.pasteIgnored, .warning) }
      line?.text.insert(text)
    case .brokenPaste: say(Sentence.pasteBroken, .warning)
    case .resize(let width, let height):
      screen = (max(width, 0), max(height, 0))
      select(selected)
    case .hangUp: isFinished = true
    // Nothing changes places under a line that is being typed.
    case .idle: if line == nil { look() }
    }
  }

  // MARK: Keys

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
    switch key {
    case .up, .character("k"): select(selected - 1)
    case .down, .character("j"): select(selected + 1)
    case .pageUp, .control("b"): select(selected - rows)
    case .pageDown, .control("f"), .character(" "): select(selected + rows)
    case .home, .character("g"): select(0)
    case .end, .character("G"): select(page.rows.count - 1)
    case .enter: act { try source.open($0) }
    case .character("t"): if page.rows[safe: selected] != nil { line = (false, PalettePrompt()) }
    case .character(":"): line = (true, PalettePrompt())
    case .character("?"): helpScroll = 0
    case .character("q"): isFinished = true
    default: return false
    }
    return true
  }

  private func act(_ body: (String) throws -> Void) {
    guard let name = page.rows[safe: selected]?.name else { return }
    do { try body(name) } catch { say(error) }
  }

  /// What commands of the workstation mean here.
  private func run(_ command: String) -> Bool {
    switch CommandTable.command(command)?.id {
    case "help": helpScroll = 0
    case "leave", "save-and-leave", "leave-discarding": isFinished = true
    case "palette": line = (true, PalettePrompt())
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
    guard var line else { return }
    switch key {
    case .escape: self.line = nil
    case .backspace where line.text.characters.isEmpty: self.line = nil
    case .enter: enter(line.isCommand, line.text.input.trimmed)
    default:
      line.text.edit(key)
      self.line = line
    }
  }

  private func enter(_ isCommand: Bool, _ text: String) {
    if isCommand {
      line = nil
      if !text.isEmpty, !run(Invocation(parsing: text).command) { sayUnknown(Sentence.unknownCommand(text)) }
      return
    }
    let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
    // Without a reason the line stays.
    guard parts.count == 2 else { return say(TriageText.needsReason, .warning) }
    line = nil
    act { name in
      try source.set(parts[0].lowercased(), of: name, because: parts[1].trimmed)
      look()
      say(TriageText.set(name))
    }
  }

  private func pressInHelp(_ key: Key) {
    helpScroll = HelpView.scroll(
      key, from: helpScroll ?? 0, [TriageText.section(keymap)], width: screen.width, height: screen.height)
  }
}
