import StyletCore
import StyletImaging

/// Brush, pen, fill and what else changes labels at the cursor, and what they are set to.
final class DrawingController: Controller {
  unowned let workspace: Workspace
  let panes: PaneController
  /// What `.` draws again.
  var lastStroke: Stroke?
  private var lastStrokeOfOther: Stroke?

  init(_ workspace: Workspace, panes: PaneController) {
    self.workspace = workspace
    self.panes = panes
  }

  func back() -> Bool {
    guard tool.penDown else { return false }
    setPen(down: false)
    return true
  }

  func willSwitchLayer() { swap(&lastStroke, &lastStrokeOfOther) }

  func show(in model: inout ScreenModel) { model.background = workspace.background?.labels }
}
