import StyletCore
import StyletImaging

/// Rulers, regions and landmarks: made, listed, gone to.
final class MeasuringController: Controller {
  unowned let workspace: Workspace
  let panes: PaneController
  /// The measurement being made.
  var measuring: Measuring?
  var visitedMark: VisitedMark?

  init(_ workspace: Workspace, panes: PaneController) {
    (self.workspace, self.panes) = (workspace, panes)
  }

  var mode: Mode? { measuring != nil ? .measure : nil }

  func back() -> Bool {
    defer { measuring = nil }
    return measuring != nil
  }

  func giveWay() { measuring = nil }

  func remind() { sayMeasuring() }

  func show(in model: inout ScreenModel) { (model.marks, model.measuring) = (session.marks, liveMeasurement) }
}
