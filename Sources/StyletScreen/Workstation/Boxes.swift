import StyletBase

extension Workstation {
  /// What lies over the panes, for the view that draws it.
  public var overlay: Overlay {
    switch prompt {
    case .none:
      return pending.isEmpty ? .none : .hints(title: KeyNotation.write(pending), rows: hints)
    case .palette(let palette):
      let rows = matches(palette).map(\.row)
      return .palette(
        input: palette.input, cursor: palette.cursor, rows: rows.isEmpty ? palette.asked : rows,
        selected: palette.selected ?? 0)
    case .list(let list): return .list(list.overlay(rows: list.rows(height: screen.height)))
    case .page(let page): return .page(page)
    case .pages(let title, let sections, let scroll): return .help(title: title, sections: sections, scroll: scroll)
    case .question(let question):
      return .question(
        text: question.text,
        answers: question.answers.map { HintRow(key: String($0.key), text: $0.text) }
          + [HintRow(key: Key.escape.label, text: Sentence.stay)],
        scroll: question.scroll)
    }
  }

  /// What was begun and still waits for an answer, or for what a command takes.
  var waiting: Failure? {
    switch prompt {
    case .question(let question): Failure(.usage, Sentence.notAnswered(question.text))
    case .palette(let palette) where palette.lacksArgument: Failure(.usage, Sentence.notEntered(palette.input.trimmed))
    default: nil
    }
  }

  /// What may follow the keys typed.
  private var hints: [HintRow] {
    keymap.bindings(after: pending, in: mode).compactMap { binding in
      guard let text = KeyTable.title(of: binding.action, table) else { return nil }
      return HintRow(key: binding.keys.dropFirst(pending.count).map(\.label).joined(separator: " "), text: text)
    }
  }

  func pressInPages(_ key: Key) {
    guard case .pages(let title, let sections, let scroll) = prompt else { return }
    let last = HelpView.lastScroll(sections, width: screen.width, height: screen.height)
    if countInBox(key) { return }
    let n = count ?? 1
    count = nil
    let page = max(screen.height - 6, 1)
    func show(_ line: Int) { prompt = .pages(title: title, sections: sections, scroll: min(max(line, 0), last)) }
    switch key {
    case .up, .character("k"): show(scroll - n)
    case .down, .character("j"), .enter: show(scroll + n)
    case .pageUp, .control("b"): show(scroll - page * n)
    case .pageDown, .control("f"), .character(" "): show(scroll + page * n)
    case .home, .character("g"): show(0)
    case .end, .character("G"): show(last)
    case .escape, .character("q"), .character("?"): prompt = .none
    case .character(":"): workspace.openPalette()
    default: break
    }
  }

  /// An answer's key takes it, Esc takes none, those of the pages scroll a long text; any other key leaves the question
  /// standing.
  func answer(_ key: Key) {
    guard case .question(var question) = prompt else { return }
    let last = QuestionView.lastScroll(
      question.text, answers: question.answers.count + 1, width: screen.width, height: screen.height)
    let page = max(screen.height - question.answers.count - 5, 1)
    let at = min(question.scroll, last)
    let line: Int? =
      switch key {
      case .up: at - 1
      case .down: at + 1
      case .pageUp: at - page
      case .pageDown: at + page
      case .home: 0
      case .end: last
      default: nil
      }
    if let line {
      question.scroll = min(max(line, 0), last)
      prompt = .question(question)
      return
    }
    if key == .escape {
      prompt = .none
      return
    }
    guard case .character(let c) = key, let answer = question.answers.first(where: { $0.key == c }) else { return }
    prompt = .none
    do {
      try answer.perform()
    } catch {
      say(error)
    }
  }
}
