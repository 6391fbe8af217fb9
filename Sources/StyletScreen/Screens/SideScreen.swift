import StyletBase

/// A screen beside the workstation: a list, a page, a board. Keys in, cells out.
///
/// A key goes to help that is open, to the line that is typed, to the screen's own keys, and then by the key map in force
/// to those commands of the workstation that mean something here. What a screen has of its own it says by overriding what
/// stands under "What a screen says of itself".
public class SideScreen: Application {
  let keymap: Keymap
  /// Columns and rows.
  private(set) var size = (width: 80, height: 24)
  /// Lines of help above the top; nil where it is closed.
  private(set) var helpScroll: Int?
  private(set) var line: TypedLine?
  /// Keys of a command that is not complete.
  private var pending: [Key] = []
  public private(set) var notice: Notice?
  public private(set) var isFinished = false
  public private(set) var unknownInput: Failure?
  public private(set) var refusal: Failure?
  public var wantsIdle: Bool { true }

  init(_ keymap: Keymap) { self.keymap = keymap }

  // MARK: What a screen says of itself

  var help: (title: String, sections: [HelpSection]) { ("", []) }
  /// The whole frame.
  func frame() -> CellBuffer { CellBuffer(width: size.width, height: size.height) }
  /// Takes what is new; not while a line is typed, under which nothing is to change places.
  func look() {}
  /// The screen has another size.
  func resized() {}
  func go(_ step: RowStep) {}
  /// The first button of the mouse.
  func click(col: Int, row: Int) {}
  /// Text pasted where no line is typed.
  func paste(_ text: String) { say(Sentence.pasteIgnored, .warning) }
  /// - Returns: false for a key that the screen has no use for.
  func pressOwn(_ key: Key) -> Bool { false }
  /// Typed before a command and not part of it: a count.
  var prefix: String { "" }
  /// A command has run, or means nothing here.
  func forgetPrefix() {}
  /// A command that is not everywhere the same.
  /// - Returns: whether it means something here.
  func runOwn(_ command: Invocation) -> Bool { false }
  /// What is said where a command that was typed means nothing. A screen that names patients does not repeat it.
  func unknownCommand(_ text: String) -> String { Sentence.unknownCommand(text) }
  /// Whether a failure that is said counts as something refused.
  func isRefusal(_ failure: Failure) -> Bool { true }
  /// For those who play keys: returns when nothing is under way that the next key may meet.
  public func waitForWork() {}

  // MARK: What is said and typed

  public func say(_ text: String, _ weight: Notice.Weight = .info) {
    notice = Notice(weight, KeyTable.naming(text, keymap).escapedForTerminal)
  }

  public func say(_ error: any Error) {
    let failure = error as? Failure
    if let failure, refusal == nil, isRefusal(failure) { refusal = failure }
    say(failure?.onScreen ?? "\(error)", failure?.kind == .usage ? .warning : .error)
  }

  private func sayUnknown(_ text: String) {
    say(text, .warning)
    if unknownInput == nil { unknownInput = Failure(.usage, KeyTable.naming(text, keymap)) }
  }

  func ask(_ line: TypedLine) { self.line = line }
  func leave() { isFinished = true }
  func showHelp() { helpScroll = 0 }

  func askCommand() {
    ask(TypedLine(":") { [unowned self] text in
      if !text.isEmpty, !run(Invocation(parsing: text)) { sayUnknown(unknownCommand(text)) }
      return true
    })
  }

  /// What stands at the foot, and above all else.
  var said: ScreenSaid {
    ScreenSaid(
      notice: notice, line: line.map { ($0.label, $0.text) }, pending: prefix + KeyNotation.write(pending),
      help: helpScroll.map { (help.title, help.sections, $0) })
  }

  // MARK: Application

  public func draw(width: Int, height: Int) -> CellBuffer {
    resize(width, height)
    return frame()
  }

  private func resize(_ width: Int, _ height: Int) {
    guard (width, height) != size else { return }
    size = (max(width, 0), max(height, 0))
    resized()
  }

  public func handle(_ event: InputEvent) {
    guard !isFinished else { return }
    switch event {
    case .key(let key):
      notice = nil
      press(key)
    case .mouse(let mouse): take(mouse)
    case .paste(let text):
      guard line != nil else { return paste(text) }
      line?.text.insert(text)
      follow()
    case .brokenPaste: say(Sentence.pasteBroken, .warning)
    case .resize(let width, let height): resize(width, height)
    case .hangUp: leave()
    case .idle: if line == nil { look() }
    }
  }

  // MARK: Keys

  private func press(_ key: Key) {
    if let helpScroll {
      return self.helpScroll = HelpView.scroll(
        key, from: helpScroll, help.sections, width: size.width, height: size.height)
    }
    if line != nil { return pressInLine(key) }
    if pending.isEmpty {
      if pressOwn(key) { return }
      if pressShared(key) { return forgetPrefix() }
    }
    if key == .escape { return forgetKeys() }
    pending.append(key)
    switch keymap.meaning(of: pending, in: .navigate) {
    case .prefix: return
    case .action(let action) where run(action): break
    case .action, .nothing: sayUnknown(Sentence.unknownKeys(pending))
    }
    forgetKeys()
  }

  private func forgetKeys() {
    pending = []
    forgetPrefix()
  }

  private func pressShared(_ key: Key) -> Bool {
    switch key {
    case .character(":"): askCommand()
    case .character("?"): showHelp()
    case .character("q"): leave()
    default: return false
    }
    return true
  }

  /// What commands of the workstation mean here.
  private func run(_ command: Invocation) -> Bool {
    if runOwn(command) { return true }
    switch CommandTable.command(command.command)?.id {
    case "help": showHelp()
    case "leave", "save-and-leave", "leave-discarding": leave()
    case "palette": askCommand()
    case "redraw": break
    default: return false
    }
    return true
  }

  // MARK: Lines, mouse

  private func pressInLine(_ key: Key) {
    guard let line else { return }
    switch key {
    case .escape:
      self.line = nil
      line.follow?("")
    case .enter:
      self.line = nil
      if !line.enter(line.text.input.trimmed) { self.line = line }
    case .up where line.follow != nil: go(.rows(-1))
    case .down where line.follow != nil: go(.rows(1))
    case .backspace where line.text.characters.isEmpty: self.line = nil
    default:
      self.line?.text.edit(key)
      follow()
    }
  }

  private func follow() {
    guard let line else { return }
    line.follow?(line.text.input)
  }

  private func take(_ mouse: MouseEvent) {
    switch mouse.action {
    case .wheelUp where helpScroll != nil: press(.up)
    case .wheelDown where helpScroll != nil: press(.down)
    case _ where helpScroll != nil || line != nil && line?.follow == nil: break
    case .wheelUp: go(.rows(-1))
    case .wheelDown: go(.rows(1))
    case .press where mouse.button == 0: click(col: mouse.col, row: mouse.row)
    case .press, .drag, .release: break
    }
  }
}
