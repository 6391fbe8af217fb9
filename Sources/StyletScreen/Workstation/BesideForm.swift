import StyletProject

/// The image beside the form, which keys and mouse reach.
extension Workstation {
  /// With the form open, keys look at the image; what draws waits until the form is left. Says so.
  func mayRunBesideForm(_ action: Invocation) -> Bool {
    guard controllers.reading.isOpen, mode == .navigate, let command = CommandTable.command(action.command) else {
      return true
    }
    if command.section.leavesDrawings { return true }
    refuse(ReadingText.imageOnly(command))
    return false
  }

  /// A command from the palette may need the panes' keys: the form gives way to it.
  func yieldForm() {
    if controllers.reading.isOpen, !mode.isFree { controllers.reading.closeForm() }
  }

  /// What stands below the question goes up and down by the page, where it is longer than its room.
  /// - Returns: false for another key, and where all of it is seen: the key is the image's then.
  func scrollForm(_ key: Key) -> Bool {
    guard key == .pageUp || key == .pageDown else { return false }
    return scrollForm(by: key == .pageUp ? -Self.formPage : Self.formPage)
  }

  /// No more than the rows of the smallest form, so that no line is passed over.
  private static let formPage = 3

  private func scrollForm(by lines: Int) -> Bool {
    let reading = controllers.reading
    let layout = ScreenLayout(width: screen.width, height: screen.height, model: model)
    guard let rect = layout.form, let form = reading.formModel else { return false }
    let last = FormView.lastScroll(form, in: rect)
    guard last > 0 else { return false }
    reading.state.view?.scroll = min(max(min(form.scroll, last) + lines, 0), last)
    return true
  }

  /// Within the form: the wheel goes through the questions, or through what stands below them, a click chooses one.
  /// Beside it nothing is painted.
  func takeInForm(_ mouse: MouseEvent) -> Bool {
    guard controllers.reading.isOpen else { return false }
    let layout = ScreenLayout(width: screen.width, height: screen.height, model: model)
    guard let rect = layout.form, rect.contains(col: mouse.col, row: mouse.row) else { return mouse.action == .drag }
    switch mouse.action {
    case .wheelUp, .wheelDown:
      let isUp = mouse.action == .wheelUp
      let isBelow = controllers.reading.formModel.map { FormView.isInDetails(mouse.row, of: rect, $0) } ?? false
      if isBelow, scrollForm(by: isUp ? -1 : 1) { break }
      press(isUp ? .up : .down)
    case .press:
      let row = controllers.reading.formModel.flatMap { FormView.row(at: mouse.row, in: rect, $0) }
      if let row { controllers.reading.chooseRow(row) }
    case .drag, .release: break
    }
    return true
  }
}
