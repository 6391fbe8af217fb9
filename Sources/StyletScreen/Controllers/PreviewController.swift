import StyletCore

/// Tools that show what they would draw before they draw it.
final class PreviewController: Controller {
  unowned let workspace: Workspace
  let panes: PaneController
  let drawing: DrawingController
  /// What a tool shows and has not drawn.
  var preview: Preview?
  /// What each assisted tool was last taken with.
  var assistValues: [String: [Double]] = [:]

  init(_ workspace: Workspace, panes: PaneController, drawing: DrawingController) {
    (self.workspace, self.panes, self.drawing) = (workspace, panes, drawing)
  }

  var mode: Mode? { preview != nil ? .preview : nil }

  func back() -> Bool {
    defer { leave() }
    return preview != nil
  }

  /// Leaves it without a trace.
  func leave() {
    preview?.work?.cancel()
    preview = nil
  }

  func giveWay() { leave() }

  func remind() { poll() }

  var isWorking: Bool { preview?.work != nil }

  func idle() { poll() }

  func finish() {
    guard let work = preview?.work else { return }
    _ = work.wait()
    poll()
  }

  /// What is shown was made of what was drawn before.
  func willApply(_ edit: Edit) { leave() }

  func willSwitchLayer() { leave() }

  func show(in model: inout ScreenModel) {
    if let shown = preview?.shown { (model.labels, model.ledger) = (shown.labels, shown.ledger) }
  }
}
