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

extension Workstation {
  /// The number that an edit without one gets when interpolated slices may follow it; `stroke` otherwise.
  func strokeFollowed(_ edit: Edit, _ stroke: Int?) -> Int? {
    stroke ?? (changed(by: edit).isEmpty ? nil : newStroke())
  }

  /// The slices that the edit of a reader changes, of findings that have interpolated slices.
  private func changed(by edit: Edit) -> [UInt8: Set<Int>] {
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
  func noteStale(_ edit: Edit, stroke: Int?) {
    if edit.layer == LabelLayer.findings, edit.tool == InterpolateTool.id, let label = edit.origins.first?.key.label ?? edit.runs.first?.new {
      reinterpolation.stale[label] = nil
    }
    let changed = changed(by: edit)
    guard !changed.isEmpty || !reinterpolation.isIdle else { return }
    pauseReinterpolation()
    for (label, slices) in changed { reinterpolation.stale[label, default: []].formUnion(slices) }
    reinterpolation.stroke = stroke
  }

  /// What is under way ends, and is begun anew in the next quiet moment.
  func pauseReinterpolation() {
    reinterpolation.work?.edit.cancel()
    reinterpolation.work = nil
  }

  /// What is out of date stays so: it is undone, or the reader leaves.
  func forgetReinterpolation() {
    pauseReinterpolation()
    reinterpolation = Reinterpolation()
  }

  /// In a quiet moment: takes what is done, and begins what is next.
  func pollReinterpolation() {
    guard preview == nil, !reinterpolation.isIdle else { return }
    if let work = reinterpolation.work {
      guard let result = work.edit.result else { return }
      take(result, of: work.label)
    }
    beginReinterpolation()
  }

  /// Returns when all is up to date. While a preview is shown it waits for that to end.
  func finishReinterpolation() {
    guard preview == nil else { return }
    while !reinterpolation.isIdle {
      beginReinterpolation()
      if let work = reinterpolation.work { take(work.edit.wait(), of: work.label) }
    }
  }

  private func beginReinterpolation() {
    while reinterpolation.work == nil, let (label, slices) = reinterpolation.stale.min(by: { $0.key < $1.key }) {
      let gaps = session.findings.staleGaps(of: label, changed: slices)
      guard !gaps.isEmpty else {
        reinterpolation.stale[label] = nil
        continue
      }
      let strength = (assistValues["interpolate"]?.first ?? 100) / 100
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
      forgetReinterpolation()
      say(Say.refused(error))
    }
  }

  // MARK: Accepting

  func acceptInterpolation() throws {
    endPenStroke()
    finishReinterpolation()
    guard !tool.locked.contains(tool.finding) else { throw Say.lockedNothingAccepted(finding) }
    guard let edit = AcceptInterpolationTool().edit(in: context(erasing: false)) else {
      say(Say.nothingToAccept(finding), .warning)
      return
    }
    try accept(edit)
    say(Say.accepted(finding, slices: edit.origins.count))
  }
}
