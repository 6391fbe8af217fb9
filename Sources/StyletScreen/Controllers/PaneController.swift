import StyletImaging
import StyletProject

/// Where the reader looks: cursor, slices, panes, magnification, window.
final class PaneController: Controller {
  unowned let workspace: Workspace
  /// Keys change the window.
  var isAdjusting = false
  /// Nothing was touched yet: the cursor goes with the slices that arrive.
  var isFollowing = false

  init(_ workspace: Workspace) { self.workspace = workspace }

  var mode: Mode? { isAdjusting ? .adjust : nil }

  func back() -> Bool {
    defer { isAdjusting = false }
    return isAdjusting
  }

  func giveWay() { isAdjusting = false }

  /// Goes to the slice that is there and nearest to the middle, where the cursor comes to rest.
  func followArrival() {
    let slices = volume.arrived
    guard !slices.isEmpty else { return }
    view.cursor.k = min(max(volume.size.k / 2, slices.lowerBound), slices.upperBound - 1)
    followCursor()
  }
}
