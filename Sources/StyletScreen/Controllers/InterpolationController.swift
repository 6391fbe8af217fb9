import StyletCore
import StyletImaging

/// Slices between drawn ones: kept up to date in the background, and accepted.
final class InterpolationController: Controller {
  unowned let workspace: Workspace
  let previews: PreviewController
  var reinterpolation = Reinterpolation()

  init(_ workspace: Workspace, previews: PreviewController) {
    (self.workspace, self.previews) = (workspace, previews)
  }

  var isWorking: Bool { workspace.mode != .preview && !reinterpolation.isIdle }

  func mayFollow(_ edit: Edit) -> Bool { !changed(by: edit).isEmpty }

  func willSwitchLayer() { finish() }

  func show(in model: inout ScreenModel) {
    let origins = drawn.origins
    model.isInterpolated = origins[SliceKey(k: view.cursor.k, label: tool.finding)] == .interpolated
    model.interpolatedSlices = origins.count(where: { $0.key.label == tool.finding && $0.value == .interpolated })
  }

  // MARK: Keeping up

  /// The slices that the edit of a reader changes, of findings that have interpolated slices.
  func changed(by edit: Edit) -> [UInt8: Set<Int>] {
    let own = [InterpolateTool.id, AcceptInterpolationTool.id, ImportTool.id]
    guard edit.layer == LabelLayer.findings, !own.contains(edit.tool) else { return [:] }
    let interpolated = Set(session.findings.origins.lazy.filter { $0.value == .interpolated }.map(\.key.label))
    guard !interpolated.isEmpty else { return [:] }
    var changed: [UInt8: Set<Int>] = [:]
    for run in edit.runs {
      for label in [run.old, run.new] where interpolated.contains(label) {
        changed[label, default: []].insert(Int(run.k))
      }
    }
    return changed
  }

  /// After an edit was applied.
  func didApply(_ edit: Edit, stroke: Int?) {
    if edit.layer == LabelLayer.findings, edit.tool == InterpolateTool.id,
      let label = edit.origins.first?.key.label ?? edit.runs.first?.new
    {
      reinterpolation.stale[label] = nil
    }
    let changed = changed(by: edit)
    guard !changed.isEmpty || !reinterpolation.isIdle else { return }
    pause()
    for (label, slices) in changed { reinterpolation.stale[label, default: []].formUnion(slices) }
    reinterpolation.stroke = stroke
  }

  /// What is under way ends, and is begun anew in the next quiet moment.
  func pause() {
    reinterpolation.work?.edit.cancel()
    reinterpolation.work = nil
  }

  /// What is out of date stays so: it is undone, or the reader leaves.
  func forget() {
    pause()
    reinterpolation = Reinterpolation()
  }

  /// In a quiet moment: takes what is done, and begins what is next.
  func idle() {
    guard workspace.mode != .preview, !reinterpolation.isIdle else { return }
    if let work = reinterpolation.work {
      guard let result = work.edit.result else { return }
      take(result, of: work.label)
    }
    beginNext()
  }

  /// Returns when all is up to date. While a preview is shown it waits for that to end.
  func finish() {
    guard workspace.mode != .preview else { return }
    while !reinterpolation.isIdle {
      beginNext()
      if let work = reinterpolation.work { take(work.edit.wait(), of: work.label) }
    }
  }

  private func beginNext() {
    while reinterpolation.work == nil, let (label, slices) = reinterpolation.stale.min(by: { $0.key < $1.key }) {
      let gaps = session.findings.staleGaps(of: label, changed: slices)
      guard !gaps.isEmpty else {
        reinterpolation.stale[label] = nil
        continue
      }
      let strength = (previews.assistValues["interpolate"]?.first ?? 100) / 100
      let context = ToolContext(
        layer: session.findings, volume: volume, plane: .axial, label: label, over: .unlabelled, locked: tool.locked)
      reinterpolation.work = (BackgroundEdit(InterpolateTool(strength: strength, gaps: gaps), context), label)
    }
  }

  private func take(_ edit: Edit?, of label: UInt8) {
    reinterpolation.work = nil
    reinterpolation.stale[label] = nil
    guard let edit else { return }
    do {
      try session.perform(edit, stroke: reinterpolation.stroke)
    } catch {
      forget()
      say(Sentence.refused(error))
    }
  }

  // MARK: Accepting

  func acceptInterpolation() throws {
    endPenStroke()
    finish()
    guard !tool.locked.contains(tool.finding) else { throw Sentence.lockedNothingAccepted(finding) }
    guard let edit = AcceptInterpolationTool().edit(in: context(erasing: false)) else {
      say(Sentence.nothingToAccept(finding), .warning)
      return
    }
    try accept(edit)
    say(Sentence.accepted(finding, slices: edit.origins.count))
  }
}
