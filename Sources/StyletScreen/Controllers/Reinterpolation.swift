import StyletCore
import StyletImaging

/// Interpolated slices that are out of date because a slice beside them was corrected or drawn.
///
/// They are computed anew in the background once the reader pauses, and join the step of the stroke that made them
/// so: one undo takes back both. Another stroke cancels what is under way; it then begins anew.
struct Reinterpolation {
  /// The slices (k) changed, by finding.
  var stale: [UInt8: Set<Int>] = [:]
  /// The stroke that what comes belongs to.
  var stroke: Int?
  var work: (edit: BackgroundEdit, label: UInt8)?

  var isIdle: Bool { stale.isEmpty && work == nil }
}
