import StyletBase

/// The keys of a worklist.
extension Worklist {
  private static let largestCount = 99_999

  public func handle(_ event: InputEvent) {
    guard !isFinished else { return }
    switch event {
    case .key(let key):
      notice = nil
      press(key)
    case .mouse(let mouse): take(mouse)
    case .paste(let text):
      guard var line else { return say(Sentence.pasteIgnored, .warning) }
      line.text.insert(text)
      edited(line)
    case .brokenPaste: say(Sentence.pasteBroken, .warning)
    case .resize(let width, let height):
      screen = (max(width, 0), max(height, 0))
      select(selected)
    case .hangUp: isFinished = true
    case .idle: break
    }
  }

  private func press(_ key: Key) {
    if helpScroll != nil { return pressInHelp(key) }
    if let line { return press(key, in: line) }
    if key == .escape {
      if pending.isEmpty, count == nil { look(for: "") }
      return forgetKeys()
    }
    if pending.isEmpty, takeDigit(key) { return }
    if pending.isEmpty, pressOwn(key) { return count = nil }
    pending.append(key)
    switch keymap.meaning(of: pending, in: .navigate) {
    case .prefix: return
    case .action(let action) where run(action.command): break
    case .action, .nothing: sayUnknown(Sentence.unknownKeys(pending))
    }
    forgetKeys()
  }

  private func forgetKeys() { (pending, count) = ([], nil) }

  private func takeDigit(_ key: Key) -> Bool {
    guard case .character(let c) = key, let digit = keymap.digit(c), count != nil || digit != 0 else { return false }
    count = min((count ?? 0) * 10 + digit, Self.largestCount)
    return true
  }

  /// - Returns: false for a key that the list has no use for.
  private func pressOwn(_ key: Key) -> Bool {
    let n = count ?? 1
    switch key {
    case .up, .character("k"), .backTab: select(selected - n)
    case .down, .character("j"), .tab: select(selected + n)
    case .pageUp, .control("b"): select(selected - rowsInSight * n)
    case .pageDown, .control("f"), .character(" "): select(selected + rowsInSight * n)
    case .home, .character("g"): select((count ?? 1) - 1)
    case .end, .character("G"): select((count ?? shown.count) - 1)
    case .enter: open()
    case .character("n"): if !chooseNext() { say(WorklistText.allRead) }
    case .character("/"): begin(.filter, filterText)
    case .character("s"): ask(.skip)
    case .character("f"): ask(.flag)
    case WorklistText.compareKey where teaches: compare()
    case .character(":"): begin(.command)
    case .character("?"): helpScroll = 0
    case .character("q"): isFinished = true
    default: return false
    }
    return true
  }

  /// What commands of the workstation mean here.
  private func run(_ command: String) -> Bool {
    if command == TriageScreen.command {
      say(WorklistText.noTriage, .warning)
      return true
    }
    switch CommandTable.command(command)?.id {
    case "help": helpScroll = 0
    case "leave", "save-and-leave", "leave-discarding": isFinished = true
    case "palette": begin(.command)
    case "redraw": break
    default: return false
    }
    return true
  }

  private func open() {
    guard let row = chosen.map({ rows[$0] }) else { return }
    if row.state == .later { return say(WorklistText.later(row.name), .warning) }
    // Not without saying so.
    if row.state == .away { return begin(.away) }
    act(.open)
  }

  private func ask(_ kind: Line) {
    guard let row = chosen.map({ rows[$0] }) else { return }
    if kind == .skip, row.state == .sealed { return say(WorklistText.isSealed(row.name), .warning) }
    if kind == .skip, row.state == .away { return say(WorklistText.isAway(row.name), .warning) }
    if row.state == .later { return say(WorklistText.later(row.name), .warning) }
    begin(kind)
  }

  // MARK: Lines

  private func begin(_ kind: Line, _ text: String = "") {
    var prompt = PalettePrompt()
    prompt.set(text)
    line = (kind, prompt)
  }

  private func press(_ key: Key, in line: (kind: Line, text: PalettePrompt)) {
    var line = line
    switch key {
    case .escape:
      self.line = nil
      if line.kind == .filter { look(for: "") }
      return
    case .enter: return enter(line.kind, line.text.input.trimmed)
    case .up where line.kind == .filter: return select(selected - 1)
    case .down where line.kind == .filter: return select(selected + 1)
    case .backspace where line.text.characters.isEmpty: return self.line = nil
    default: line.text.edit(key)
    }
    edited(line)
  }

  private func edited(_ line: (kind: Line, text: PalettePrompt)) {
    self.line = line
    if line.kind == .filter { look(for: line.text.input) }
  }

  private func enter(_ kind: Line, _ text: String) {
    switch kind {
    case .filter: line = nil
    case .command:
      line = nil
      if !text.isEmpty, !run(Invocation(parsing: text).command) { sayUnknown(Sentence.unknownCommand(text)) }
    case .skip, .flag, .away:
      // Without a reason the line stays.
      guard !text.isEmpty else { return say(WorklistText.needsReason, .warning) }
      line = nil
      switch kind {
      case .skip: act(.skip(text))
      case .away: act(.openAway(text))
      default: act(.flag(text))
      }
    }
  }

  // MARK: Help, mouse

  private func pressInHelp(_ key: Key) {
    helpScroll = HelpView.scroll(
      key, from: helpScroll ?? 0, helpSections, width: screen.width, height: screen.height)
  }

  private func take(_ mouse: MouseEvent) {
    switch mouse.action {
    case .wheelUp: press(.up)
    case .wheelDown: press(.down)
    case .press where mouse.button == 0 && helpScroll == nil:
      if let place = WorklistView.place(row: mouse.row, of: model) { select(place) }
    case .press, .drag, .release: break
    }
  }
}
