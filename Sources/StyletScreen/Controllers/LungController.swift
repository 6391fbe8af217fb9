import StyletBase
import StyletCore
import StyletImaging

/// The lungs: searched for, looked at, drawn on, taken; their zones and densities.
final class LungController: Controller {
  unowned let workspace: Workspace
  let panes: PaneController
  let lesions: LesionController
  var state = LungState()

  init(_ workspace: Workspace, panes: PaneController, lesions: LesionController) {
    (self.workspace, self.panes, self.lesions) = (workspace, panes, lesions)
  }

  func back() -> Bool {
    guard state.isAwaited else { return false }
    state.isAwaited = false
    say(Sentence.drawsOn(lungs: false))
    return true
  }

  var isWorking: Bool { state.search != nil }

  /// In a quiet moment: says how far it is, or takes what was found.
  func idle() {
    guard let search = state.search, workspace.mode != .preview else { return }
    guard let found = search.result else {
      if state.isAsked { sayLungs() }
      return
    }
    state.search = nil
    do {
      try take(found)
      if state.isAwaited { try drawOn(LabelLayer.lungs) }
    } catch {
      say(error)
    }
    state.isAwaited = false
  }

  /// Returns when the search is at its end.
  func finish() {
    guard let search = state.search, workspace.mode != .preview else { return }
    _ = search.wait()
    idle()
  }

  /// Keys that were meant for the lungs must not go into the findings.
  func willApply(_ edit: Edit) throws {
    if state.isAwaited, let search = state.search, edit.layer == LabelLayer.findings {
      throw Sentence.drawsOnLungsSoon(search.progress)
    }
  }

  func didChange(_ edit: Edit, as step: AppliedStep) { state.follow(edit) }

  var lungsAwaited: Failure? { state.search.map { Sentence.lungsAwaited($0.progress) } }

  func show(in model: inout ScreenModel) {
    let isKnown = lungs != nil
    if isKnown {
      model.lungs.state = .known
    } else if let search = state.search {
      model.lungs.state = .searching(percent: Int(search.progress * 100))
    } else if state.areMissing {
      model.lungs.state = .missing
    }
    if isKnown {
      model.lungs.record = state.record(session.annotations)
      model.lungs.key = remarkKey
    }
    if isOnLungs { model.others = findingsTable }
    guard state.areShown else { return }
    model.lungs.outline = isOnLungs ? session.findings.labels : lungs
    model.lungs.version = OutlineVersion(isOfFindings: isOnLungs, n: isOnLungs ? session.revision : state.version)
    model.lungs.zones = model.extent?.limits
  }
}
