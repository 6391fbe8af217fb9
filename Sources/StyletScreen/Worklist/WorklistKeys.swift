import StyletBase

/// The keys of a worklist, and the lines that they open.
extension Worklist {
  private static let largestCount = 99_999

  /// - Returns: false for a key that the list has no use for.
  func pressInList(_ key: Key) -> Bool {
    if takeDigit(key) { return true }
    if let step = RowStep(key) {
      go(step)
    } else {
      switch key {
      case .escape where count == nil: look(for: "")
      case .tab: go(.rows(1))
      case .backTab: go(.rows(-1))
      case .enter: open()
      case .character("n"): if !chooseNext() { say(WorklistText.allRead) }
      case .character("/"): askFilter()
      case .character("s"): askSkip()
      case .character("f"): askFlag()
      case WorklistText.compareKey where teaches: compare()
      default: return false
      }
    }
    count = nil
    return true
  }

  private func takeDigit(_ key: Key) -> Bool {
    guard case .character(let c) = key, let digit = keymap.digit(c), count != nil || digit != 0 else { return false }
    count = min((count ?? 0) * 10 + digit, Self.largestCount)
    return true
  }

  // MARK: Rows

  private var row: WorklistRow? { chosen.map { rows[$0] } }

  private func open() {
    guard let row else { return }
    switch row.state {
    case .later: say(WorklistText.later(row.name), .warning)
    // Not without a reason.
    case .away: askReason(.openAway(""), row)
    default: act(.open)
    }
  }

  private func askSkip() {
    guard let row else { return }
    switch row.state {
    case .sealed: say(WorklistText.isSealed(row.name), .warning)
    case .away: say(WorklistText.isAway(row.name), .warning)
    case .later: say(WorklistText.later(row.name), .warning)
    default: askReason(.skip(""), row)
    }
  }

  private func askFlag() {
    guard let row else { return }
    if row.state == .later { return say(WorklistText.later(row.name), .warning) }
    askReason(.flag(""), row)
  }

  // MARK: Lines

  private func askFilter() {
    let follow: (String) -> Void = { [unowned self] in look(for: $0) }
    ask(TypedLine("/", filterText, follow: follow) { _ in true })
  }

  /// The same act with what is typed; without a reason the line stays.
  private func askReason(_ act: Act, _ row: WorklistRow) {
    ask(TypedLine(WorklistText.asked(act, row.name)) { [unowned self] text in
      guard !text.isEmpty else {
        say(WorklistText.needsReason, .warning)
        return false
      }
      switch act {
      case .skip: self.act(.skip(text))
      case .openAway: self.act(.openAway(text))
      case .flag: self.act(.flag(text))
      case .open, .compare: self.act(act)
      }
      return true
    })
  }
}
