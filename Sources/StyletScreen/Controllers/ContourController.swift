import StyletCore
import StyletImaging

/// Outlines: the one that is being drawn is the tool's (``ToolState/contour``); those left open and those closed are
/// kept here.
final class ContourController: Controller {
  unowned let workspace: Workspace
  let panes: PaneController
  let drawing: DrawingController
  /// One that was left open.
  var openContour: OpenContour?
  /// Contours closed so far, the newest last.
  var drawnContours: [DrawnContour] = []
  private var other: (open: OpenContour?, drawn: [DrawnContour]) = (nil, [])
  /// Edges of the slice that a contour was last drawn on.
  var wire: LiveWire?

  init(_ workspace: Workspace, panes: PaneController, drawing: DrawingController) {
    (self.workspace, self.panes, self.drawing) = (workspace, panes, drawing)
  }

  var mode: Mode? { tool.contour != nil ? .contour : nil }

  func back() -> Bool {
    guard tool.contour != nil else { return false }
    leaveContour()
    return true
  }

  func giveWay() { leaveContour() }

  func willSwitchLayer() {
    readyForContour()
    let kept = (openContour, drawnContours)
    (openContour, drawnContours) = other
    other = kept
  }
}
