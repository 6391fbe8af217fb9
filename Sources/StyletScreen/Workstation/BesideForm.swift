import StyletProject

/// The image beside the form, which keys and mouse reach.
extension Workstation {
  /// With the form open, keys look at the image; what draws waits until the form is left. Says so.
  func mayRunBesideForm(_ action: Invocation) -> Bool {
    guard controllers.reading.isOpen, mode == .navigate, let command = CommandTable.command(action.command) else {
      return true
    }
    if command.section.leavesDrawings { return true }
    say(ReadingText.imageOnly(command), .warning)
    return false
  }

  /// A command from the palette may need the panes' keys: the form gives way to it.
  func yieldForm() {
    if controllers.reading.isOpen, !mode.isFree { controllers.reading.closeForm() }
  }

  /// Within the form: the wheel goes through the questions, a click chooses one. Beside it nothing is painted.
  func takeInForm(_ mouse: MouseEvent) -> Bool {
    guard controllers.reading.isOpen else { return false }
    let layout = ScreenLayout(width: screen.width, height: screen.height, model: model)
    guard let rect = layout.form, rect.contains(col: mouse.col, row: mouse.row) else { return mouse.action == .drag }
    switch mouse.action {
    case .wheelUp: press(.up)
    case .wheelDown: press(.down)
    case .press:
      let row = controllers.reading.formModel.flatMap { FormView.row(at: mouse.row, in: rect, $0) }
      if let row { controllers.reading.chooseRow(row) }
    case .drag, .release: break
    }
    return true
  }
}
