import StyletImaging

/// How the scan and what is drawn on it are shown.
extension PaneController {
  func show(findings: FindingsDisplay) {
    view.findings = findings
    say(isOnLungs ? Sentence.lungs(findings) : Sentence.findings(findings))
  }

  func setWindow(_ window: DisplayWindow, name: String) {
    view.window = DisplayWindow(
      level: min(max(window.level, -Self.farthestLevel), Self.farthestLevel),
      width: min(max(window.width, 1), Self.farthestLevel))
    view.windowName = name
    say(Sentence.window(view))
  }

  private static let farthestLevel = 100_000.0

  /// From the values of the active slice.
  func setAutomaticWindow() throws {
    let slice = SliceWindow(whole: view.active, w: place.w, of: volume.size)
    guard view.active.rows(of: volume.arrived, w: place.w, in: volume.size).count == slice.height else {
      throw NotReadYet()
    }
    setWindow(.auto(SliceSampler.sample(volume, slice, .nearest)), name: "auto")
  }

  func adjustWindow(level: Double, width: Double) {
    setWindow(
      DisplayWindow(level: view.window.level + level, width: view.window.width + width), name: "custom")
  }
}
