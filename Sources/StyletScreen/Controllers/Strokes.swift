import StyletCore
import StyletImaging

/// From a drawing command to an ``Edit``.
extension DrawingController {
  // MARK: Brush and pen

  func stamp() throws {
    endPenStroke()
    try draw(brushStroke([.init(u: 0, v: 0)]))
  }

  func setPen(down: Bool) {
    endPenStroke()
    if down, workspace.isRefusedAsSigned { return }
    // Before anything is drawn an eraser that is down would take the first strokes away.
    if down, tool.erasing, drawn.labels.isEmpty { return refuse(Sentence.nothingToErase) }
    tool.penDown = down
    say(down ? Sentence.penDown(tool, table) : Sentence.penUp)
  }

  /// Moves along the screen's axes; with the pen down this paints.
  func moveCursor(du: Int, dv: Int) {
    let old = view.cursor
    panes.moveCursor(du: du, dv: dv)
    if tool.penDown { paint(from: old) }
  }

  /// Paints from `old` to the cursor: the movement of a pen that is down.
  func paint(from old: VoxelIndex) {
    guard old != view.cursor, !workspace.isPictureHidden else { return }
    var pen = workspace.pen ?? PenStroke(number: workspace.newStroke(), plane: view.active, path: [old])
    pen.path.append(view.cursor)
    workspace.pen = pen
    do {
      let brush = BrushTool(
        radius: tool.radius, shape: brushShape(tool.shape), isAdaptive: tool.adaptive, path: [old, view.cursor])
      // The context shares the labels: it must be gone before they change, or they are copied.
      let edit = brush.edit(in: context(erasing: tool.erasing))
      if let edit { try accept(edit, stroke: pen.number) }
      remember(pen)
    } catch {
      say(error)
    }
  }

  private func remember(_ pen: PenStroke) {
    lastStroke = brushStroke(pen.path.map(offset(of:)))
  }

  private func brushStroke(_ path: [Stroke.Offset]) -> Stroke {
    .brush(radius: tool.radius, shape: tool.shape, adaptive: tool.adaptive, erasing: tool.erasing, path: path)
  }

  // MARK: A stroke at the cursor

  /// Draws a stroke here and remembers it for `.`.
  func draw(_ stroke: Stroke) throws {
    endPenStroke()
    lastStroke = stroke
    guard let edit = try edit(of: stroke) else {
      return sayNothingChanged(by: stroke)
    }
    try accept(edit)
    // A brush stroke shows by itself: words for each would cost more bytes on the line than the stroke.
    if case .brush = stroke { return }
    say(Sentence.done(edit))
  }

  /// Draws the last stroke again on `slices` slices, from this one towards the head, as one step; the cursor
  /// stays on the last of them.
  func repeatStroke(slices: Int) throws {
    guard let stroke = lastStroke else { throw Sentence.nothingToRepeat }
    endPenStroke()
    let number = slices > 1 ? workspace.newStroke() : nil
    var drawn = 0
    for n in 0..<max(slices, 1) {
      if n > 0 {
        let before = view.cursor
        panes.moveSlice(by: 1)
        if view.cursor == before { break }
      }
      guard let edit = try edit(of: stroke) else { continue }
      try accept(edit, stroke: number)
      drawn += 1
      say(Sentence.repeated(edit, slices: drawn))
    }
    if drawn == 0 { sayNothingChanged(by: stroke) }
  }

  /// What is drawn already, or not there to be erased, is as it was asked for; a stroke that gate, lungs or locks keep
  /// off is refused.
  func sayNothingChanged(by stroke: Stroke) {
    let free = try? edit(of: stroke) { erasing in
      var context = context(erasing: erasing)
      (context.gate, context.within, context.over, context.locked) = (nil, nil, .everything, [])
      return context
    }
    if free != nil { return refuse(Sentence.keptOff(stroke, tool, table)) }
    say(Sentence.nothingChanged(stroke, tool, table), .warning)
  }

  /// The edit that a stroke makes at the cursor; nil when it changes nothing.
  private func edit(of stroke: Stroke) throws -> Edit? { try edit(of: stroke) { context(erasing: $0) } }

  private func edit(of stroke: Stroke, in context: (_ erasing: Bool) -> ToolContext) throws -> Edit? {
    switch stroke {
    case .brush(let radius, let shape, let adaptive, let erasing, let path):
      let voxels = path.map(voxel(at:))
      return BrushTool(radius: radius, shape: brushShape(shape), isAdaptive: adaptive, path: voxels)
        .edit(in: context(erasing))
    case .contour(let erasing, let vertices):
      let corners = vertices.map { offset -> ContourTool.Vertex in
        let c = view.active.coordinates(of: voxel(at: offset), in: volume.size)
        return ContourTool.Vertex(u: c.u, v: c.v)
      }
      return ContourTool(plane: view.active, w: place.w, vertices: corners).edit(in: context(erasing))
    case .fill:
      switch FillTool(at: view.cursor).outcome(in: context(false)) {
      case .success(let edit): return edit
      case .failure(let refusal): throw Sentence.notFilled(refusal, finding)
      }
    case .copy: return try copied(in: context(false))
    case .clear: return ClearTool(label: tool.finding, w: place.w).edit(in: context(true))
    case .assist(let id, let values):
      let context = context(false)
      return try AssistTable.assist(id)?.tool(values, view.cursor, context).edit(in: context)
    }
  }

  /// From the nearest slice that has the finding; towards the feet when two are as near.
  private func copied(in context: ToolContext) throws -> Edit? {
    let w = place.w
    let back = -view.active.forwardStep
    let nearest = panes.drawnSlices(of: tool.finding).filter { $0 != w }.min {
      (abs($0 - w), ($0 - w) * back > 0 ? 0 : 1) < (abs($1 - w), ($1 - w) * back > 0 ? 0 : 1)
    }
    guard let nearest else { throw Sentence.nothingToCopy(finding) }
    guard var edit = CopyTool(from: nearest, to: w).edit(in: context) else { return nil }
    edit.title = .words("tool.copy-from", edit.title.with(["from": "\(nearest + 1)"]))
    return edit
  }

  // MARK: Offsets

  /// Where a voxel of the active slice lies to the cursor.
  func offset(of voxel: VoxelIndex) -> Stroke.Offset {
    let c = view.active.coordinates(of: voxel, in: volume.size)
    let s = view.active.spacing(of: volume.grid)
    return Stroke.Offset(u: Double(c.u - place.u) * s.u, v: Double(c.v - place.v) * s.v)
  }

  /// The voxel of the active slice nearest to an offset; may lie outside the grid.
  private func voxel(at offset: Stroke.Offset) -> VoxelIndex {
    let s = view.active.spacing(of: volume.grid)
    func steps(_ mm: Double, _ spacing: Double) -> Int {
      let n = (mm / spacing).rounded()
      return n.isFinite ? Int(min(max(n, -1e7), 1e7)) : 0
    }
    let c = place
    return view.active.voxel(u: c.u + steps(offset.u, s.u), v: c.v + steps(offset.v, s.v), w: c.w, in: volume.size)
  }

  private func brushShape(_ shape: ToolState.Shape) -> BrushTool.Shape { shape == .ball ? .ball : .disc }
}
