import StyletBase

/// From a key to a command: counts, prefixes, dispatch.
extension Workstation {
  /// The largest count: enough for any volume's longest way, small enough for every product.
  static let largestCount = 99_999
  /// Of digits typed where they are commands so many, and one more, are remembered.
  private static let longestNumber = 4

  func press(_ key: Key) {
    switch prompt {
    case .none: if !isInForm || !(scrollForm(key) || controllers.reading.press(key)) { pressCommandKey(key) }
    case .palette: pressInPalette(key)
    case .pages: pressInPages(key)
    case .question: answer(key)
    case .list: pressInList(key)
    case .page: pressInPage(key)
    }
  }

  /// The next key begins a command.
  var isAtCommandStart: Bool {
    guard case .none = prompt else { return false }
    return pending.isEmpty && count == nil
  }

  /// Whether keys go to the form.
  private var isInForm: Bool { controllers.reading.isOpen && mode == .navigate && pending.isEmpty && count == nil }

  private func pressCommandKey(_ key: Key) {
    if key == .escape, count != nil || !pending.isEmpty {
      forgetKeys()
      return
    }
    if takeDigit(key) { return }
    let digit = pending.isEmpty ? commandDigit(key) : nil
    let now = clock()
    if let last = digitsRun.last, now - last.at > DigitRun.pause { digitsRun = [] }
    func digits(_ action: Invocation?) -> [DigitRun] {
      digit.map { digitsRun.suffix(Self.longestNumber) + [DigitRun(digit: $0, action: action, at: now)] } ?? []
    }
    pending.append(key)
    switch keymap.meaning(of: pending, in: mode) {
    case .prefix: break
    case .nothing:
      sayUnknown(digit.map(Sentence.noCount) ?? Sentence.unknownKeys(pending))
      forgetKeys()
      digitsRun = digits(nil)
    case .action(let action):
      let count = count, before = digitsRun
      forgetKeys()
      digitsRun = digits(action)
      guard mayRunBesideForm(action) else { return }
      let wasMeant = digit == nil && wasMeantAsCount(before, action)
      askOrRun(action, count: count, typed: wasMeant ? before.map { String($0.digit) }.joined() : "")
      if wasMeant { say(Sentence.digitsRan(before, table), .warning) }
    }
  }

  /// A key of a command that lacks what it takes opens the palette, where that is typed.
  /// - Parameter typed: a number that was meant for it: it stands there for Enter.
  private func askOrRun(_ action: Invocation, count: Int?, typed: String) {
    let command = CommandTable.command(action.command)
    let isAsked = command.map { $0.needsArgument && $0.modes.contains(mode) } ?? false
    guard let command, isAsked, action.argument.isEmpty, count == nil else { return run(action, count: count) }
    var palette = PalettePrompt()
    palette.set(command.name + " " + (command.counts == .slice ? typed : ""))
    prompt = .palette(palette)
  }

  /// The digit of a key, where digits are commands.
  private func commandDigit(_ key: Key) -> Int? {
    guard !keymap.takesCounts, case .character(let c) = key else { return nil }
    return keymap.digit(c)
  }

  /// Whether who typed digits right before a command may have meant a number: several of them before one that can be
  /// repeated, any before one that goes to a slice. What they did instead is said.
  private func wasMeantAsCount(_ digits: [DigitRun], _ action: Invocation) -> Bool {
    switch CommandTable.command(action.command)?.counts ?? .none {
    case .none: false
    case .slice: !digits.isEmpty
    case .times, .slicesOn: digits.count > 1
    }
  }

  /// A script must not go on as if it had been understood: it is told at its end.
  func sayUnknown(_ text: String) {
    say(text, .warning)
    let text = KeyTable.naming(text, keymap)
    if unknownInput == nil { unknownInput = Failure(.usage, text, advice: words("keys.list-advice")) }
  }

  private func forgetKeys() {
    pending = []
    count = nil
  }

  /// A digit goes to the count, unless a prefix waits for it, the map takes no counts, or it is itself a command: then
  /// it only counts once a count has begun. So `0` fits the view, and `10` is ten.
  private func takeDigit(_ key: Key) -> Bool {
    guard pending.isEmpty, keymap.takesCounts, case .character(let c) = key, let digit = keymap.digit(c) else {
      return false
    }
    if count == nil, digit == 0 || keymap.meaning(of: [key], in: mode) != .nothing { return false }
    count = min((count ?? 0) * 10 + digit, Self.largestCount)
    return true
  }

  /// Runs a command; what it refuses becomes a notice.
  func run(_ action: Invocation, count: Int? = nil) {
    guard let command = CommandTable.command(action.command) else {
      sayUnknown(Sentence.unknownCommand(action.command))
      return
    }
    guard command.argument != nil || action.argument.isEmpty else {
      // Words behind it may be a text that was pasted: nothing runs that was not asked for whole.
      refuse(Sentence.takesNothing(command))
      return
    }
    if !command.modes.contains(mode), command.modes.contains(.navigate), controllers.previews.isEmpty {
      controllers.previews.leave()
    }
    guard command.modes.contains(mode) else {
      refuse(Sentence.notInMode(command, mode))
      return
    }
    guard command.section.leavesDrawings || !workspace.isPictureHidden else {
      refuse(Sentence.tooSmall(command))
      return
    }
    defer { yieldForm() }
    if workspace.isLoading, command.needsScan {
      postpone(.command(action, count: count))
      return
    }
    do {
      try command.perform(controllers, Call(count: count, argument: action.argument))
    } catch is NotReadYet {
      postpone(.command(action, count: count))
    } catch {
      say(error)
    }
  }

  /// Pasted text is typed only where text is asked for.
  func paste(_ text: String) {
    if case .none = prompt, controllers.reading.paste(text) { return }
    guard case .palette(var palette) = prompt else {
      say(Sentence.pasteIgnored, .warning)
      return
    }
    let isCut = palette.insert(text)
    prompt = .palette(palette)
    if palette.isFull { say(Sentence.lineIsFull, .warning) } else if isCut { say(Sentence.pasteCut, .warning) }
  }
}
