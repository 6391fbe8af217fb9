import StyletCore
import StyletImaging

/// The 3-D view while it is open.
struct SolidState {
  var viewpoint = Viewpoint(from: .front)
  var zoom = 1.0
  var hasKeys = true
  /// Goes around by itself.
  var isSpinning = false
  /// Is cut at the slice of the active pane.
  var isCut = false
  /// The reader asks for the scan's highest values, or for bodies; nil for bodies where there are any.
  var wantsPeaks: Bool?
  /// At rest, and drawn finer.
  var isFine = false
  /// The lesion that is chosen, by a voxel of it, and what is said of it.
  var lesion: (voxel: VoxelIndex, text: String)?
  /// The cut and the window of the last frame.
  var lastFace: (cut: SolidView.Cut?, window: DisplayWindow)?

  private(set) var scene: SolidScene?
  /// The bodies are those of the labels of now; there may be none.
  private(set) var hasBodies = false
  private(set) var peaks: PeakProjection?
  /// Changes with ``scene`` and ``peaks``.
  private(set) var number = 0

  /// Degrees of a step of the arrows, and of one while it goes around by itself.
  static let step = 5, spin = 6
  /// The largest zoom.
  static let closest = 32.0

  /// Bodies where there are any, else the scan.
  var showsPeaks: Bool { wantsPeaks ?? (hasBodies && scene == nil) }

  mutating func forgetBodies() { (scene, hasBodies, isFine) = (nil, false, false) }

  mutating func take(_ scene: SolidScene?) {
    (self.scene, hasBodies) = (scene, true)
    number += 1
  }

  mutating func take(_ peaks: PeakProjection?) {
    self.peaks = peaks
    number += 1
  }
}
