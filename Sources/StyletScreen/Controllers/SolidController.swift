import StyletBase
import StyletCore
import StyletImaging

/// The 3-D view: lungs, airways and lesions as bodies, or the highest values of the scan, from any side.
///
/// While it is closed it has nothing and does nothing. Open it has the keys, or stands beside the panes and shows what
/// is drawn in them. Bodies are made when they are first shown, and strokes change the cells that they touch.
final class SolidController: Controller {
  unowned let workspace: Workspace
  let panes: PaneController
  let lesions: LesionController
  let lungsFound: LungController
  /// nil while it is closed.
  var state: SolidState?

  init(_ workspace: Workspace, panes: PaneController, lesions: LesionController, lungs: LungController) {
    (self.workspace, self.panes, self.lesions, lungsFound) = (workspace, panes, lesions, lungs)
  }

  var hasKeys: Bool { state?.hasKeys ?? false }

  var mode: Mode? { hasKeys ? .solid : nil }

  /// Beside the panes there must be room for both.
  var part: ScreenPart? {
    guard let state, state.hasKeys || screen.width >= ScreenLayout.widthWithForm else { return nil }
    return .solid
  }

  func back() -> Bool {
    guard let state else { return false }
    if state.isSpinning { self.state?.isSpinning = false } else { close() }
    return true
  }

  func giveWay() {
    state?.hasKeys = false
    state?.isSpinning = false
  }

  func remind() {
    if hasKeys { say(SolidText.keys) }
  }

  // MARK: Time

  /// It is refined, or turns on, in a quiet moment.
  var isWorking: Bool { state.map { part != nil && (!$0.isFine || $0.isSpinning) } ?? false }

  func idle() {
    guard let now = state, part != nil else { return }
    if now.isSpinning { turn(by: SolidState.spin) } else { state?.isFine = true }
  }

  func finish() { if state?.isSpinning == false { state?.isFine = true } }

  func end() { state = nil }

  // MARK: What it follows

  func didChange(_ edit: Edit, as step: AppliedStep) {
    guard state != nil else { return }
    if edit.touches(LabelLayer.lungs) { state?.forgetBodies() }
    for part in edit.parts where part.layer == LabelLayer.findings && !part.runs.isEmpty {
      state?.isFine = false
      guard state?.scene?.update(part.runs, of: session.findings.labels) ?? true else {
        state?.forgetBodies()
        return
      }
      // There may be something now where there was nothing.
      if state?.scene == nil { state?.forgetBodies() }
    }
  }

  func show(in model: inout ScreenModel) {
    guard part != nil, state != nil else { return }
    prepare()
    guard let state else { return }
    var shown = SolidShown()
    (shown.viewpoint, shown.zoom, shown.number) = (state.viewpoint, state.zoom, state.number)
    (shown.isFine, shown.hasKeys) = (state.isFine, state.hasKeys)
    (shown.scene, shown.peaks) = state.showsPeaks ? (nil, state.peaks) : (state.scene, nil)
    let cells = shown.scene?.cells ?? shown.peaks?.cells
    if let cells { (shown.centre, shown.extent) = (cells.middle, cells.extent) }
    if state.isCut {
      shown.cut = SolidView.Cut(view.active, w: view.active.coordinates(of: view.cursor, in: volume.size).w)
    }
    if let last = state.lastFace, last.cut != shown.cut || shown.cut != nil && last.window != view.window {
      shown.isFine = false
      self.state?.isFine = false
    }
    self.state?.lastFace = (shown.cut, view.window)
    // A limit lies below the slice that it names.
    let zones = model.extent?.limits
    shown.limits = zones.map { [Double($0.carina.k) - 0.5, Double($0.veins.k) - 0.5] } ?? []
    // Lesions are not looked for anew at every stroke.
    if let chosen = state.lesion, session.findings.labels[chosen.voxel] != 0 {
      let place = volume.grid.patient(of: chosen.voxel)
      shown.lesion = (place, chosen.text)
      if state.zoom > 1 { shown.centre = place }
    }
    if !state.hasKeys { shown.cursor = volume.grid.patient(of: volume.size.clamp(view.cursor)) }
    shown.landmarks = session.marks.landmarks.compactMap { marked in
      let place = volume.grid.affine.patient(of: marked.landmark.point)
      return (place, marked.landmark.name)
    }
    shown.remark = workspace.commands.naming(remark(shown), keymap)
    model.solid = shown
    if state.hasKeys, workspace.mode == .solid { model.modeName = Sentence.modeName(.solid, tool) }
  }

  /// What cannot be seen, and why.
  private func remark(_ shown: SolidShown) -> String {
    guard volume.isComplete else { return SolidText.arriving }
    if lungs != nil { return "" }
    if let search = lungsFound.state.search { return SolidText.searching(search.progress) }
    return SolidText.noLungs(shown.peaks != nil, isEmpty: shown.scene == nil && shown.peaks == nil)
  }
}
