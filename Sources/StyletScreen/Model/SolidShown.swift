import StyletImaging

/// What a frame shows in the 3-D view: lungs and findings as bodies, or the highest values of the scan.
struct SolidShown {
  /// The bodies; nil while peaks are shown, or nothing is drawn.
  var scene: SolidScene?
  /// The projection of the scan; nil while bodies are shown.
  var peaks: PeakProjection?
  /// Changes whenever ``scene`` or ``peaks`` is another one.
  var number = 0
  var viewpoint = Viewpoint(from: .front)
  /// 1 shows all.
  var zoom = 1.0
  /// What lies in the middle, mm.
  var centre = PatientPoint.zero
  /// mm across and down that all of it takes, from any side.
  var extent: (across: Double, down: Double) = (1, 1)
  var cut: SolidView.Cut?
  /// Axial slices between which zones part.
  var limits: [Double] = []
  /// At rest: finer than while it turns.
  var isFine = false
  /// Keys are for it, not for the panes beside it.
  var hasKeys = true
  /// The lesion chosen.
  var lesion: (place: PatientPoint, text: String)?
  /// The panes' cursor, while keys are for them.
  var cursor: PatientPoint?
  var landmarks: [(place: PatientPoint, name: String)] = []
  /// What is missing in it; empty for nothing.
  var remark = ""

  /// What a picture of so many cells shows, in `finer` samples for a pixel, which is half a cell.
  func view(columns: Int, rows: Int, finer: Int) -> SolidView {
    let fit = max(extent.across / Double(max(columns, 1)), extent.down / Double(max(2 * rows, 1)))
    return SolidView(
      viewpoint, centre: centre, mmPerSample: max(fit, 1e-6) / zoom / Double(finer), width: columns * finer,
      height: 2 * rows * finer, cut: cut)
  }
}
