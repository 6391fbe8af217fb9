import StyletCore
import StyletImaging

/// A contour that was closed: opened again, or laid on another slice.
struct DrawnContour {
  let number: Int
  let contour: OpenContour
  /// What the contour itself drew: taken back when another stands for it.
  let fill: Edit
  /// The step of the history that it came with.
  let step: Edit
  let erasing: Bool
  let finding: UInt8
}

/// Vertices gone to, the last contour again, and edges for the wire.
extension ContourController {
  /// Older ones cannot be opened again.
  private static let mostDrawnContours = 32
  /// How far a pasted vertex goes to find its edge, mm.
  private static let reach = 3.0

  func remember(_ contour: OpenContour, fill: Edit, step: Edit) {
    var contour = contour
    (contour.picked, contour.selected, contour.replaces, contour.live) = (nil, nil, nil, [])
    let number = (drawnContours.last?.number ?? 0) + 1
    drawnContours.append(
      DrawnContour(
        number: number, contour: contour, fill: fill, step: step, erasing: tool.erasing, finding: tool.finding))
    if drawnContours.count > Self.mostDrawnContours { drawnContours.removeFirst() }
  }

  /// Whether what a contour drew has not been taken back.
  func isDone(_ drawn: DrawnContour) -> Bool { session.history.done.reversed().contains(drawn.step) }

  /// Opens the last contour that is drawn, with the finding and the way (paint or erase) it was drawn with.
  func reopenContour() throws {
    try session.refuseIfSealed()
    guard let last = drawnContours.last(where: isDone) else { throw Sentence.noContourToReopen }
    readyForContour()
    var contour = last.contour
    contour.replaces = last.number
    contour.selected = 0
    tool.contour = contour
    tool.erasing = last.erasing
    if table[last.finding] != nil { tool.finding = last.finding }
    go(to: contour.vertices[0], of: contour)
    say(Sentence.contourReopened(contour.vertices.count))
  }

  /// Lays the last contour on the slice shown. Where it follows edges it finds those of this slice.
  func pasteContour() throws {
    try session.refuseIfSealed()
    guard let last = drawnContours.last(where: isDone) ?? drawnContours.last else { throw Sentence.noContourToPaste }
    guard last.contour.plane == view.active else { throw Sentence.pasteElsewhere(last.contour.plane) }
    readyForContour()
    var contour = last.contour
    let w = place.w
    if w != contour.w, contour.ways.contains(where: \.isWired) {
      let old = contour
      let rises = withWire(old.plane, old.w) { wire in
        Dictionary(old.vertices.map { ($0, wire.rise(at: $0)) }) { first, _ in first }
      }
      contour.w = w
      let snap = { (vertex: OpenContour.Vertex) in
        self.withWire(old.plane, w) { $0.snapped(vertex, within: Self.reach, rise: rises[vertex] ?? nil) }
      }
      contour.carry(to: w, snap: snap, wire(contour))
    }
    contour.w = w
    tool.contour = contour
    say(Sentence.contourPasted(contour.vertices.count))
  }

  /// Goes to a vertex, round the contour. One that goes with the cursor is dropped first.
  func goToVertex(by n: Int) {
    if tool.contour?.picked != nil { dropVertex() }
    guard var contour = tool.contour, !contour.vertices.isEmpty, contour.picked == nil else {
      if tool.contour?.vertices.isEmpty == true { refuse(Sentence.noVertex) }
      return
    }
    let count = contour.vertices.count
    let from = contour.selected ?? (n > 0 ? -1 : 0)
    let at = ((from + n) % count + count) % count
    contour.selected = at
    tool.contour = contour
    go(to: contour.vertices[at], of: contour)
    say(Sentence.atVertex(at, of: count))
  }

  private func go(to vertex: OpenContour.Vertex, of contour: OpenContour) {
    panes.activate(contour.plane)
    panes.put(u: vertex.u, v: vertex.v, w: contour.w)
  }

  // MARK: Edges

  func spacing(of contour: OpenContour) -> (u: Double, v: Double) {
    let s = contour.plane.spacing(of: volume.grid)
    return (s.u, s.v)
  }

  /// Lends the edges of a slice; those of the slice asked for last are kept.
  private func withWire<R>(_ plane: Plane, _ w: Int, _ body: (inout LiveWire) -> R) -> R {
    // Out of the property while it changes: a second owner would make it copy itself.
    var wire = self.wire.take().flatMap { $0.plane == plane && $0.w == w ? $0 : nil }
      ?? LiveWire(volume: volume, plane: plane, w: w)
    defer { self.wire = wire }
    return body(&wire)
  }

  /// Ways along the edges of a contour's slice.
  func wire(_ contour: OpenContour) -> OpenContour.Wire {
    { a, b in self.withWire(contour.plane, contour.w) { $0.path(from: a, to: b) } }
  }

  /// Brings the ways to the cursor up to date, for the frame to come.
  func leadContour() {
    guard let contour = tool.contour, volume.isComplete, let here = cursor(on: contour) else { return }
    tool.contour?.lead(to: here, wire(contour))
  }
}
