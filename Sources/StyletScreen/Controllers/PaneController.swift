import StyletDetection
import StyletImaging
import StyletProject

/// Where the reader looks: cursor, slices, panes, magnification, window.
final class PaneController: Controller {
  unowned let workspace: Workspace
  /// Keys change the window.
  var isAdjusting = false
  /// Nothing was touched yet: the cursor goes with the slices that arrive.
  var isFollowing = false

  /// The slab shown last: what its keys go on with.
  var lastSlab = Slab(.mip, thickness: 10)
  /// What the terminal can show.
  var traits = TerminalTraits()
  /// Keys were typed while the scan arrived.
  var isTouched = false
  /// The patient was looked for: once for a scan.
  private var isBodyKnown = false

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

  /// From now on the patient is fitted, not the whole slice. While the scan arrives nothing is known of him.
  func findBody() {
    guard !isBodyKnown, volume.isComplete else { return }
    isBodyKnown = true
    view.body = BodyBox.find(in: volume)
  }

  /// As ``findBody()``, but never so that the picture changes under the reader: who has typed while the scan arrived
  /// keeps the whole slice until it is asked for.
  func findBodyQuietly() {
    if isTouched, view.magnification == .fit { return }
    findBody()
  }
}
