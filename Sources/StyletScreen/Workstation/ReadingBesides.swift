import StyletProject

/// The image beside the form, and the numbers of the scan in it.
extension Workstation {
  /// With the form open, keys look at the image; what draws waits until the form is left. Says so.
  func mayRunBesideForm(_ action: Invocation) -> Bool {
    guard reading.view != nil, mode == .navigate, let command = CommandTable.command(action.command) else {
      return true
    }
    if command.section.leavesDrawings { return true }
    say(ReadingText.imageOnly(command), .warning)
    return false
  }

  /// A command from the palette may need the panes' keys: the form gives way to it.
  func yieldForm() {
    if reading.view != nil, mode != .navigate, mode != .adjust { closeForm() }
  }

  /// Within the form: the wheel goes through the questions, a click chooses one. Beside it nothing is painted.
  func takeInForm(_ mouse: MouseEvent) -> Bool {
    guard reading.view != nil else { return false }
    let layout = ScreenLayout(width: screen.width, height: screen.height, model: model)
    guard let rect = layout.form, rect.contains(col: mouse.col, row: mouse.row) else { return mouse.action == .drag }
    switch mouse.action {
    case .wheelUp: press(.up)
    case .wheelDown: press(.down)
    case .press:
      let row = formModel.flatMap { FormView.row(at: mouse.row, in: rect, $0) }
      if let row { chooseRow(row) }
    case .drag, .release: break
    }
    return true
  }

  // MARK: Numbers

  /// What was drawn and measured, for the form. Worked out again only after an edit.
  func readingFacts() -> ReadingFacts {
    guard session.isCounted else { return ReadingFacts() }
    if let known = reading.facts, known.revision == session.revision { return known.facts }
    let facts = session.readingFacts(
      counting: reading.form?.counting, findings: findingsTable, words: ReadingText.factWords)
    reading.facts = (session.revision, facts)
    return facts
  }
}
