import StyletCore

/// Undo and redo, with the view going to what changed.
extension Workstation {
  func undo(_ n: Int) throws { try steps(n, Say.undone, Say.nothingToUndo) { try session.undo() } }

  func redo(_ n: Int) throws { try steps(n, Say.redone, Say.nothingToRedo) { try session.redo() } }

  private func steps(
    _ n: Int, _ done: (Edit, Int) -> String, _ nothing: String, _ step: () throws -> Edit?
  ) throws {
    endPenStroke()
    leavePreview()
    acceptedStroke = nil
    var taken = 0
    while taken < max(n, 1) {
      let edit: Edit?
      do {
        edit = try step()
      } catch {
        throw Say.refused(error)
      }
      guard let edit else { break }
      taken += 1
      unsavedStrokes += 1
      show(edit)
      say(done(edit, taken))
    }
    if taken == 0 { say(nothing, .warning) }
  }

  /// Brings the slice into view that an edit changed; where the slice shown is one of them, all stays.
  private func show(_ edit: Edit) {
    if edit.runs.isEmpty { return showMarks(of: edit) }
    let size = volume.size
    let w = place.w
    let touches = edit.runs.contains { run in
      switch view.active {
      case .axial: Int(run.k) == w
      case .coronal: Int(run.j) == w
      case .sagittal: Int(run.i) <= w && w < Int(run.i) + Int(run.count)
      }
    }
    guard !touches, !edit.runs.isEmpty else { return }
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

  func showSteps() {
    let redo = session.history.undone.map { HintRow(key: Say.canRedo, text: $0.name) }
    let undo = session.history.done.reversed().enumerated().map { HintRow(key: "\($0 + 1)", text: $1.name) }
    guard !redo.isEmpty || !undo.isEmpty else {
      say(Say.nothingToUndo, .warning)
      return
    }
    prompt = .pages(sections: [HelpSection(title: Say.steps, rows: redo + undo)], scroll: 0)
  }
}
