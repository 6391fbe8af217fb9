/// The mouse, where there is one: a click sets the cursor, a drag moves it and paints while the pen is down, the wheel
/// goes through slices.
extension Workstation {
  func handle(_ mouse: MouseEvent) {
    switch prompt {
    case .pages, .list, .page, .question:
      if mouse.action == .wheelUp { press(.up) }
      if mouse.action == .wheelDown { press(.down) }
      return
    case .palette: return
    case .none: if takeInForm(mouse) { return }
    }
    let mouse = controllers.panes.onScanAfter(mouse)
    switch mouse.action {
    case .press where mouse.button == 0: clicked(mouse)
    case .drag where mouse.button == 0 && dragging:
      if workspace.isLoading { postpone(.event(.mouse(mouse))) } else { dragged(mouse) }
    case .release:
      if dragging { endPenStroke() }
      dragging = false
    case .wheelUp: turnWheel(mouse, by: 1)
    case .wheelDown: turnWheel(mouse, by: -1)
    default: break
    }
  }

  private func pane(at mouse: MouseEvent) -> PaneGeometry? {
    controllers.panes.geometries.first { $0.rect.contains(col: mouse.col, row: mouse.row) }
  }

  private func clicked(_ mouse: MouseEvent) {
    guard let pane = pane(at: mouse), let voxel = pane.voxel(col: mouse.col, row: mouse.row) else { return }
    notice = nil
    controllers.panes.activate(pane.plane)
    controllers.panes.jump(to: voxel)
    dragging = true
  }

  /// Within the pane that the drag began in; outside it nothing is drawn.
  private func dragged(_ mouse: MouseEvent) {
    guard let pane = controllers.panes.geometries.first(where: { $0.plane == view.active }),
      let voxel = pane.voxel(col: mouse.col, row: mouse.row), voxel != view.cursor
    else { return }
    let old = view.cursor
    view.cursor = voxel
    if tool.penDown, tool.contour == nil, controllers.measuring.measuring == nil {
      controllers.drawing.paint(from: old)
    }
  }

  /// The slice of the pane under the pointer; the active pane stays.
  private func turnWheel(_ mouse: MouseEvent, by n: Int) {
    guard let pane = pane(at: mouse) else { return }
    let size = volume.size
    let c = pane.plane.coordinates(of: view.cursor, in: size)
    let last = pane.plane.size(of: size).w - 1
    let w = min(max(c.w + n * pane.plane.forwardStep, 0), last)
    controllers.panes.jump(to: pane.plane.voxel(u: c.u, v: c.v, w: w, in: size))
  }
}
