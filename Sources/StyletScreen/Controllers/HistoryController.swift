import StyletCore
import StyletImaging

/// Undo and redo, with the view going to what changed; and how the extent went.
final class HistoryController: Controller {
  unowned let workspace: Workspace
  let panes: PaneController
  let previews: PreviewController
  let interpolation: InterpolationController
  let measuring: MeasuringController
  private var trail = ExtentTrail()

  init(
    _ workspace: Workspace, panes: PaneController, previews: PreviewController,
    interpolation: InterpolationController, measuring: MeasuringController
  ) {
    (self.workspace, self.panes, self.previews) = (workspace, panes, previews)
    (self.interpolation, self.measuring) = (interpolation, measuring)
    trail.begin(workspace.session)
  }

  func didChange(_ edit: Edit, as step: AppliedStep) {
    if edit.layer == LabelLayer.findings, step != .none { trail.note(session, isNew: step == .new) }
  }

  func show(in model: inout ScreenModel) { model.lungs.trail = trail.values }

  func undo(_ n: Int) throws {
    try steps(n, isUndo: true, Sentence.undone, Sentence.nothingToUndo) { try session.undo() }
  }

  func redo(_ n: Int) throws {
    try steps(n, isUndo: false, Sentence.redone, Sentence.nothingToRedo) { try session.redo() }
  }

  private func steps(
    _ n: Int, isUndo: Bool, _ done: (Edit, Int, Double) -> String, _ nothing: String, _ step: () throws -> Edit?
  ) throws {
    endPenStroke()
    previews.leave()
    interpolation.forget()
    workspace.acceptedStroke = nil
    var taken = 0, millilitres = 0.0
    while taken < max(n, 1) {
      let edit: Edit?
      do {
        edit = try step()
      } catch {
        throw Sentence.refused(error)
      }
      guard let edit else { break }
      taken += 1
      millilitres += edit.millilitres(volume.grid)
      workspace.follow(isUndo ? edit.inverse : edit, as: .new)
      show(edit)
      say(done(edit, taken, millilitres))
    }
    if taken == 0 { refuse(nothing) }
  }

  /// Brings the slice into view that an edit changed; where the slice shown is one of them, all stays.
  private func show(_ edit: Edit) {
    guard !edit.runs.isEmpty else { return edit.origins.isEmpty ? measuring.showMarks(of: edit) : showOrigins(edit) }
    let size = volume.size
    let w = place.w
    let touches = edit.runs.contains { run in
      switch view.active {
      case .axial: Int(run.k) == w
      case .coronal: Int(run.j) == w
      case .sagittal: Int(run.i) <= w && w < Int(run.i) + Int(run.count)
      }
    }
    guard !touches else { return }
    let spacing = volume.grid.spacing
    let c = view.cursor
    var nearest = c
    var least = Double.infinity
    for run in edit.runs {
      let i = min(max(c.i, Int(run.i)), Int(run.i) + Int(run.count) - 1)
      let d = SIMD3(Double(i - c.i), Double(Int(run.j) - c.j), Double(Int(run.k) - c.k)) * spacing
      let distance = dot(d, d)
      if distance < least {
        least = distance
        nearest = VoxelIndex(i, Int(run.j), Int(run.k))
      }
    }
    panes.jump(to: size.clamp(nearest))
  }

  /// The same for one that changes only where drawings come from, which is kept by axial slice.
  private func showOrigins(_ edit: Edit) {
    let slices = edit.origins.map { Int($0.key.k) }
    guard view.active == .axial, let nearest = slices.min(by: { abs($0 - place.w) < abs($1 - place.w) }) else { return }
    panes.jump(to: volume.size.clamp(VoxelIndex(view.cursor.i, view.cursor.j, nearest)))
  }

  /// The states that undo and redo lead to, each named by the last step in it, the newest first; Enter goes there.
  func showSteps() {
    let redo = session.history.undone, done = session.history.done
    guard !redo.isEmpty || !done.isEmpty else {
      say(Sentence.nothingToUndo, .warning)
      return
    }
    var rows = redo.enumerated().map { n, step in [Sentence.redoes(redo.count - n), Sentence.name(of: step)] }
    for n in 0...done.count {
      let name = n < done.count ? Sentence.name(of: done[done.count - 1 - n]) : Sentence.beforeSteps
      rows.append([n == 0 ? Sentence.now : Sentence.undoes(n), name])
    }
    let now = redo.count
    let columns = [ListColumn("", isNumber: false), ListColumn(Sentence.step, isNumber: false)]
    let go = ListAction(keys: [.enter], text: Sentence.goThere) { [unowned self] row in
      if row > now { try self.undo(row - now) }
      if row < now { try self.redo(now - row) }
      return nil
    }
    open(ListPrompt(title: Sentence.steps, columns: columns, rows: rows, selected: now, actions: [go]))
  }
}

extension Edit {
  /// What it changes, mL; of one that changes several layers, what it changes in the one that it changes most.
  func millilitres(_ grid: VoxelGrid) -> Double {
    let voxels = ([runs] + otherLayers.map(\.runs)).map { runs in
      runs.reduce(0) { sum, run in sum + (run.old == run.new ? 0 : Int(run.count)) }
    }
    return Double(voxels.max() ?? 0) * grid.voxelVolume / 1000
  }
}
