import StyletCore

/// A contour of straight lines: vertices are dropped at the cursor, then it is closed and filled.
extension Workstation {
  /// Starts a contour, or goes on with the one that was left open on this slice.
  func enterContour() {
    adjusting = false
    endPenStroke()
    tool.penDown = false
    if let open = openContour, open.plane == view.active, open.w == place.w {
      tool.contour = open
      openContour = nil
      say(Say.contourResumed(open.vertices.count))
    } else {
      tool.contour = OpenContour(plane: view.active, w: place.w)
      say(Say.contourStarted)
    }
  }

  func dropVertex() {
    guard var contour = tool.contour else { return }
    let c = place
    if contour.vertices.isEmpty {
      contour = OpenContour(plane: view.active, w: c.w)
    }
    guard contour.plane == view.active, contour.w == c.w else {
      say(Say.contourElsewhere(contour), .warning)
      return
    }
    let vertex = OpenContour.Vertex(u: c.u, v: c.v)
    guard contour.vertices.last != vertex else { return }
    contour.vertices.append(vertex)
    tool.contour = contour
    say(Say.vertices(contour.vertices.count))
  }

  func takeVertexBack(_ n: Int) {
    guard var contour = tool.contour, !contour.vertices.isEmpty else {
      say(Say.noVertex, .warning)
      return
    }
    contour.vertices.removeLast(min(max(n, 1), contour.vertices.count))
    tool.contour = contour
    say(Say.vertices(contour.vertices.count))
  }

  /// Leaves an unfinished contour where it is: `v` on its slice goes on with it.
  func leaveContour() {
    guard let contour = tool.contour else { return }
    tool.contour = nil
    guard !contour.vertices.isEmpty else { return }
    openContour = contour
    say(Say.contourLeft(contour))
  }

  /// Fills the contour on its own slice, whichever is shown now.
  func closeContour() throws {
    guard let contour = tool.contour else { return }
    guard contour.vertices.count >= 3 else { throw Say.tooFewVertices }
    let corners = contour.vertices.map { ContourTool.Vertex(u: $0.u, v: $0.v) }
    let polygon = ContourTool(plane: contour.plane, w: contour.w, vertices: corners)
    if contour.plane == view.active {
      let voxels = contour.vertices.map {
        contour.plane.voxel(u: $0.u, v: $0.v, w: contour.w, in: volume.size)
      }
      lastStroke = .contour(erasing: tool.erasing, vertices: voxels.map(offset(of:)))
    }
    let edit = polygon.edit(in: context(erasing: tool.erasing))
    if let edit { try accept(edit) }
    tool.contour = nil
    if let edit {
      say(Say.done(edit))
    } else {
      openContour = contour
      say(Say.nothingChanged(.contour(erasing: tool.erasing, vertices: []), tool, table), .warning)
    }
  }
}
