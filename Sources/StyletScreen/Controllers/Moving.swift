import StyletImaging

/// The cursor, slices and panes.
extension PaneController {
  /// Moves along the screen's axes.
  func moveCursor(du: Int, dv: Int) {
    let c = place
    put(u: c.u + du, v: c.v + dv, w: c.w)
  }

  /// Sets the cursor to the voxel nearest to the one given, and keeps it in sight.
  func put(u: Int, v: Int, w: Int) {
    let extent = view.active.size(of: volume.size)
    let plane = view.active
    view.cursor = plane.voxel(
      u: min(max(u, 0), extent.u - 1), v: min(max(v, 0), extent.v - 1), w: min(max(w, 0), extent.w - 1),
      in: volume.size)
    followCursor()
  }

  /// Sets the cursor in patient terms, without painting.
  func jump(to voxel: VoxelIndex) {
    endPenStroke()
    view.cursor = volume.size.clamp(voxel)
    followCursor()
  }

  /// To a place that was asked for: with the pen up, since what is drawn there is no more of the stroke.
  func visit(_ voxel: VoxelIndex) {
    workspace.liftPen()
    jump(to: voxel)
  }

  /// To slice `w` of the active plane, base 0, at the same place of it.
  func visit(slice w: Int) {
    let c = place
    visit(view.active.voxel(u: c.u, v: c.v, w: min(max(w, 0), view.active.size(of: volume.size).w - 1), in: volume.size))
  }

  /// Towards the head (or front, or left) by `n` slices; stops at the ends.
  func moveSlice(by n: Int) {
    let c = place
    go(toW: c.w + n * view.active.forwardStep)
  }

  /// To slice number `n`, base 1 as shown, with the pen up; of a number that there is not, to the nearest, and says so.
  /// - Parameter n: `.max` for the last.
  func go(toSlice n: Int) {
    workspace.liftPen()
    let count = view.active.size(of: volume.size).w
    go(toW: min(max(n, 1), count) - 1)
    if n != .max, !(1...count).contains(n) { refuse(Sentence.noSlice(n, of: count, view.active)) }
  }

  private func go(toW w: Int) {
    let c = place
    endPenStroke()
    put(u: c.u, v: c.v, w: w)
  }

  /// The `n`-th slice from here that has a finding.
  func moveToDrawnSlice(_ n: Int, forward: Bool) {
    let w = place.w
    let drawn = drawnSlices(of: nil)
    let up = forward == (view.active.forwardStep > 0)
    let ahead = up ? drawn.filter { $0 > w } : drawn.filter { $0 < w }.reversed()
    guard !ahead.isEmpty else {
      refuse(drawn.isEmpty ? Sentence.nothingDrawn : Sentence.noFurtherDrawnSlice(forward: forward))
      return
    }
    workspace.liftPen()
    go(toW: ahead[min(max(n, 1), ahead.count) - 1])
  }

  /// The slices (w, ascending) of the active plane that have a finding, any when nil. In the axial plane the
  /// ledger knows; in the others the drawn rows are looked through.
  func drawnSlices(of finding: UInt8?) -> [Int] {
    let axial = drawnLedger.slices(of: finding)
    guard view.active != .axial else { return axial }
    let labels = drawn.labels
    var drawn = [Bool](repeating: false, count: view.active.size(of: volume.size).w)
    for k in axial {
      for j in 0..<volume.size.j {
        labels.forEachRun(j: j, k: k) { i, count, label in
          guard finding == nil || finding == label else { return }
          if view.active == .coronal {
            drawn[j] = true
          } else {
            for n in i..<i + count { drawn[n] = true }
          }
        }
      }
    }
    return drawn.indices.filter { drawn[$0] }
  }

  func activatePane(by step: Int) {
    let all = Plane.allCases
    let at = all.firstIndex(of: view.active) ?? 0
    activate(all[(at + step + all.count) % all.count])
  }

  func activate(_ plane: Plane) {
    guard plane != view.active else { return }
    endPenStroke()
    view.active = plane
    followCursor()
  }
}
