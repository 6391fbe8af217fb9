import StyletCore
import StyletImaging

/// Undo and redo, with the view going to what changed.
extension Workstation {
  func undo(_ n: Int) throws { try steps(n, isUndo: true, Say.undone, Say.nothingToUndo) { try session.undo() } }

  func redo(_ n: Int) throws { try steps(n, isUndo: false, Say.redone, Say.nothingToRedo) { try session.redo() } }

  /// What besides the session keeps up with an edit that was made.
  func follow(_ edit: Edit, isNew: Bool = true) {
    lungState.follow(edit, volume)
    if edit.layer == LabelLayer.findings { trail.note(session, isNew: isNew) }
  }

  private func steps(
    _ n: Int, isUndo: Bool, _ done: (Edit, Int, Double) -> String, _ nothing: String, _ step: () throws -> Edit?
  ) throws {
    endPenStroke()
    leavePreview()
    forgetReinterpolation()
    acceptedStroke = nil
    var taken = 0, millilitres = 0.0
    while taken < max(n, 1) {
      let edit: Edit?
      do {
        edit = try step()
      } catch {
        throw Say.refused(error)
      }
      guard let edit else { break }
      taken += 1
      millilitres += edit.millilitres(volume.grid)
      unsavedStrokes += 1
      follow(isUndo ? edit.inverse : edit)
      show(edit)
      say(done(edit, taken, millilitres))
    }
    if taken == 0 { say(nothing, .warning) }
  }

  /// Brings the slice into view that an edit changed; where the slice shown is one of them, all stays.
  private func show(_ edit: Edit) {
    guard !edit.runs.isEmpty else { return edit.origins.isEmpty ? showMarks(of: edit) : showOrigins(edit) }
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
    jump(to: size.clamp(nearest))
  }

  /// The same for one that changes only where drawings come from, which is kept by axial slice.
  private func showOrigins(_ edit: Edit) {
    let slices = edit.origins.map { Int($0.key.k) }
    guard view.active == .axial, let nearest = slices.min(by: { abs($0 - place.w) < abs($1 - place.w) }) else { return }
    jump(to: volume.size.clamp(VoxelIndex(view.cursor.i, view.cursor.j, nearest)))
  }

  /// The states that undo and redo lead to, each named by the last step in it, the newest first; Enter goes there.
  func showSteps() {
    let redo = session.history.undone, done = session.history.done
    guard !redo.isEmpty || !done.isEmpty else {
      say(Say.nothingToUndo, .warning)
      return
    }
    var rows = redo.enumerated().map { n, step in [Say.redoes(redo.count - n), Say.name(of: step)] }
    for n in 0...done.count {
      let name = n < done.count ? Say.name(of: done[done.count - 1 - n]) : Say.beforeSteps
      rows.append([n == 0 ? Say.now : Say.undoes(n), name])
    }
    let now = redo.count
    let columns = [ListColumn("", isNumber: false), ListColumn(Say.step, isNumber: false)]
    let go = ListAction(keys: [.enter], text: Say.goThere) { work, row in
      if row > now { try work.undo(row - now) }
      if row < now { try work.redo(now - row) }
      return nil
    }
    open(ListPrompt(title: Say.steps, columns: columns, rows: rows, selected: now, actions: [go]))
  }
}

extension Edit {
  /// What it changes, mL; of one that changes several layers, what it changes in the one that it changes most.
  func millilitres(_ grid: VoxelGrid) -> Double {
    let voxels = ([runs] + also.map(\.runs)).map { runs in
      runs.reduce(0) { sum, run in sum + (run.old == run.new ? 0 : Int(run.count)) }
    }
    return Double(voxels.max() ?? 0) * grid.voxelVolume / 1000
  }
}
