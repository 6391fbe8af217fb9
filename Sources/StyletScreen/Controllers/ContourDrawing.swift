import StyletCore
import StyletImaging

/// A contour: vertices are dropped at the cursor, joined straight or along edges, then it is closed and filled.
extension ContourController {
  /// Starts a contour, or goes on with the one that was left open on this slice. While one is drawn: how the next
  /// vertices are joined.
  func enterContour(wired: Bool) {
    if workspace.isRefusedAsSigned { return }
    panes.isAdjusting = false
    if tool.contour != nil {
      tool.contour?.isWired = wired
      say(Sentence.contourWay(wired: wired))
      return
    }
    readyForContour()
    if let open = openContour, open.plane == view.active, open.w == place.w {
      tool.contour = open
      openContour = nil
      say(Sentence.contourResumed(open.vertices.count))
    } else {
      tool.contour = OpenContour(plane: view.active, w: place.w, isWired: wired)
      say(Sentence.contourStarted(wired: wired))
    }
  }

  /// Nothing else is under way; a contour that is being drawn is left open.
  func readyForContour() {
    panes.isAdjusting = false
    endPenStroke()
    tool.penDown = false
    tool.contour?.picked = nil
    if let contour = tool.contour, !contour.vertices.isEmpty { openContour = contour }
    tool.contour = nil
  }

  /// The cursor on the contour's slice; nil when it is elsewhere.
  func cursor(on contour: OpenContour) -> OpenContour.Vertex? {
    let c = place
    return contour.plane == view.active && contour.w == c.w ? OpenContour.Vertex(u: c.u, v: c.v) : nil
  }

  /// Drops a vertex: a new one, or the one that goes with the cursor. On a vertex of a contour that was closed before,
  /// picks it up.
  func dropVertex() {
    guard var contour = tool.contour else { return }
    if contour.vertices.isEmpty {
      contour = OpenContour(plane: view.active, w: place.w, isWired: contour.isWired)
    }
    guard let here = cursor(on: contour) else {
      refuse(Sentence.contourElsewhere(contour))
      return
    }
    let wire = self.wire(contour)
    if let picked = contour.picked {
      contour.move(picked, to: here, wire)
      (contour.picked, contour.selected) = (nil, picked)
      say(Sentence.vertices(contour.vertices.count))
    } else if let found = contour.vertex(at: here) {
      (contour.picked, contour.selected) = (found, found)
      say(Sentence.vertexPicked)
    } else if contour.isClosed {
      contour.insert(here, spacing: spacing(of: contour), wire)
      say(Sentence.vertices(contour.vertices.count))
    } else {
      guard contour.vertices.last != here else { return }
      contour.append(here, wire)
      say(Sentence.vertices(contour.vertices.count))
    }
    tool.contour = contour
  }

  /// Takes the last vertices back; of a contour that was closed before, the vertex under the cursor.
  func takeVertexBack(_ n: Int) {
    guard var contour = tool.contour, !contour.vertices.isEmpty else {
      refuse(Sentence.noVertex)
      return
    }
    let found = contour.picked ?? cursor(on: contour).flatMap { contour.vertex(at: $0) }
    if contour.isClosed || contour.picked != nil {
      guard let found else {
        refuse(Sentence.noVertexHere)
        return
      }
      guard !contour.isClosed || contour.vertices.count > 3 else {
        say(Sentence.tooFewVertices)
        return
      }
      contour.remove(found, wire(contour))
    } else {
      contour.removeLast(max(n, 1))
    }
    tool.contour = contour
    say(Sentence.vertices(contour.vertices.count))
  }

  /// Leaves an unfinished contour where it is: `v` on its slice goes on with it. A vertex that goes with the cursor
  /// stays where it was, and the contour is gone on with.
  func leaveContour() {
    guard let contour = tool.contour else { return }
    if contour.picked != nil {
      tool.contour?.picked = nil
      say(Sentence.vertexPutBack)
      return
    }
    tool.contour = nil
    guard !contour.vertices.isEmpty else { return }
    openContour = contour
    say(Sentence.contourLeft(contour))
  }

  /// Fills the contour on its own slice, whichever is shown now.
  func closeContour() throws {
    guard let drawn = tool.contour else { return }
    var contour = drawn
    guard contour.vertices.count >= 3 else { throw Sentence.tooFewVertices }
    if let picked = contour.picked, let here = cursor(on: contour) { contour.move(picked, to: here, wire(contour)) }
    contour.picked = nil
    contour.close(wire(contour))
    let outline = contour.outline
    if contour.plane == view.active {
      let voxels = outline.map { contour.plane.voxel(u: $0.u, v: $0.v, w: contour.w, in: volume.size) }
      drawing.lastStroke = .contour(erasing: tool.erasing, vertices: voxels.map(drawing.offset(of:)))
    }
    let change = change(by: contour, outline)
    if let step = change.step { try accept(step) }
    tool.contour = nil
    if let step = change.step {
      remember(contour, fill: change.fill ?? step, step: step)
      say(Sentence.done(step))
    } else if change.fill != nil {
      say(Sentence.contourUnchanged)
    } else {
      openContour = drawn
      let isHere = contour.plane == view.active
      drawing.sayNothingChanged(
        by: (isHere ? drawing.lastStroke : nil) ?? .contour(erasing: tool.erasing, vertices: []))
    }
  }

  /// What closing the contour changes, and what of it the contour itself draws: all, unless it stands for another.
  private func change(by contour: OpenContour, _ outline: [OpenContour.Vertex]) -> (step: Edit?, fill: Edit?) {
    let polygon = ContourTool(plane: contour.plane, w: contour.w, vertices: outline)
    guard let old = drawnContours.first(where: { $0.number == contour.replaces }), isDone(old) else {
      let edit = polygon.edit(in: context(erasing: tool.erasing))
      return (edit, edit)
    }
    let change = polygon.replacement(
      of: old.fill, corrected: slicesDrawn(since: old.step), in: context(erasing: tool.erasing))
    return (change?.step, change?.fill)
  }

  /// The findings on slices that steps after this one have changed.
  private func slicesDrawn(since step: Edit) -> Set<SliceKey> {
    var keys: Set<SliceKey> = []
    for later in session.history.done.reversed() {
      if later == step { break }
      guard later.layer == step.layer else { continue }
      for run in later.runs {
        for label in [run.old, run.new] where label != 0 { keys.insert(SliceKey(k: Int(run.k), label: label)) }
      }
    }
    return keys
  }
}
