import StyletBase
import StyletImaging

/// Zoom and pan: the cursor's voxel keeps its place on the screen, or at least stays in sight.
extension PaneController {
  /// A step of the zoom: two double it.
  private static let step = 2.0.squareRoot()

  /// The panes on the screen, active first; empty when the screen is too small for any.
  var geometries: [PaneGeometry] { layout.geometries(grid: volume.grid, view: view) }

  private var layout: ScreenLayout {
    ScreenLayout(
      width: screen.width, height: screen.height, grid: volume.grid, active: view.active, layout: view.layout,
      findings: max(table.findings.count, findingsTable.findings.count), parts: workspace.parts, body: view.body)
  }

  /// The mouse on the scan before is on the same place of the scan after: both panes have one scale and one middle.
  func onScanAfter(_ mouse: MouseEvent) -> MouseEvent {
    let layout = layout
    guard let before = layout.before?.image, let after = layout.panes.first?.image,
      before.contains(col: mouse.col, row: mouse.row)
    else { return mouse }
    var moved = mouse
    moved.col += after.col - before.col + (after.width - before.width) / 2
    return moved
  }

  private func cursorPoint(in plane: Plane) -> SlicePoint {
    let c = plane.coordinates(of: view.cursor, in: volume.size)
    return SlicePoint(u: Double(c.u) + 0.5, v: Double(c.v) + 0.5)
  }

  func zoom(steps: Int) {
    guard let active = geometries.first else { return }
    var factor = 1.0
    for _ in 0..<min(abs(steps), 40) { factor *= Self.step }
    magnify(to: steps > 0 ? active.mmPerPixel / factor : active.mmPerPixel * factor)
  }

  func zoomToVoxels() {
    let s = view.active.spacing(of: volume.grid)
    magnify(to: min(s.u, s.v), fitting: false)
  }

  /// Fits the patient; the whole slice when he is fitted already.
  func zoomToFit() {
    let isFitted = view.magnification == .fit && view.body != nil
    findBody()
    show(isFitted ? .whole : .fit)
    if view.body != nil { say(Sentence.fitted(toPatient: view.magnification == .fit)) }
  }

  private func show(_ all: Magnification) {
    view.magnification = all
    view.centres = [:]
  }

  /// - Parameter fitting: whether a scale that shows the patient or the whole slice becomes that.
  private func magnify(to mm: Double, fitting: Bool = true) {
    guard let active = geometries.first else { return }
    func fit(_ body: VoxelBox?) -> Double {
      PaneGeometry.fit(
        view.active, columns: active.rect.width, rows: active.rect.height, grid: volume.grid, body: body)
    }
    let whole = fit(nil), patient = fit(view.body)
    if fitting, mm >= whole * 0.999 {
      show(view.body == nil ? .fit : .whole)
      return
    }
    if fitting, abs(mm - patient) < patient * 0.001 {
      show(.fit)
      return
    }
    let finest = max(volume.grid.spacing.min() / 32, 0.001)
    let mm = max(mm, finest)
    var centres: [Plane: SlicePoint] = [:]
    for plane in Plane.allCases { centres[plane] = cursorPoint(in: plane) }
    for pane in geometries {
      let point = cursorPoint(in: pane.plane)
      let p = pane.pixel(of: point)
      guard p.x >= 0, p.y >= 0, p.x < Double(pane.window.width), p.y < Double(pane.window.height) else { continue }
      let ratio = mm / pane.mmPerPixel
      centres[pane.plane] = SlicePoint(
        u: point.u - (p.x - Double(pane.window.width) / 2) * pane.window.stepU * ratio,
        v: point.v - (p.y - Double(pane.window.height) / 2) * pane.window.stepV * ratio)
    }
    view.magnification = .scale(mmPerPixel: mm)
    view.centres = centres
    followCursor()
  }

  func centreOnCursor() {
    guard case .scale = view.magnification else {
      say(Sentence.fitHasNoCentre(patient: view.magnification == .fit && view.body != nil))
      return
    }
    for plane in Plane.allCases { view.centres[plane] = cursorPoint(in: plane) }
  }

  /// How pictures are drawn: in the terminal's own pixels, or with which characters where a cell covers many voxels; with
  /// no word says it.
  /// - Throws: what the terminal cannot show.
  func setPicture(_ asked: String) throws {
    guard traits.hasBlocks else { throw Sentence.pictureIsShades() }
    guard !asked.isEmpty else { return sayPicture() }
    guard let choice = PictureChoice(rawValue: asked) else {
      throw Sentence.expected(words("expected.picture"), "picture quadrants")
    }
    if let glyphs = choice.glyphs, glyphs > traits.finestPicture {
      throw Sentence.pictureTooFine(glyphs, traits.finestPicture)
    }
    if let way = choice.way, traits.way(choice) == nil { throw Sentence.noPixels(way) }
    view.pictureChoice = choice
    sayPicture()
  }

  private func sayPicture() {
    if let way = traits.way(view.pictureChoice), let cell = workspace.link.cell ?? traits.pixels?.cell {
      return say(Sentence.picture(way, cell))
    }
    say(Sentence.picture(view.picture ?? traits.picture, traits.finestPicture))
  }

  /// What frames take on the line, as far as the terminal's answers tell.
  func sayStats() { say(Sentence.stats(workspace.link)) }

  func setLayout(_ layout: PaneLayout) {
    view.layout = layout
    followCursor()
  }

  /// Shifts each pane that the cursor comes near the edge of, by as little as brings it an eighth of the pane in.
  func followCursor() {
    guard case .scale = view.magnification else { return }
    for pane in geometries {
      let extent = pane.plane.size(of: volume.size)
      let point = cursorPoint(in: pane.plane)
      let p = pane.pixel(of: point)
      let dx = Self.excess(p.x, of: pane.window.width)
      let dy = Self.excess(p.y, of: pane.window.height)
      guard dx != 0 || dy != 0 else { continue }
      let centre = view.centres[pane.plane] ?? SlicePoint(u: Double(extent.u) / 2, v: Double(extent.v) / 2)
      view.centres[pane.plane] = SlicePoint(
        u: min(max(centre.u + dx * pane.window.stepU, 0), Double(extent.u)),
        v: min(max(centre.v + dy * pane.window.stepV, 0), Double(extent.v)))
    }
  }

  /// How far `x` lies in the outer eighth of `width` pixels, with its sign.
  private static func excess(_ x: Double, of width: Int) -> Double {
    let width = Double(width)
    let margin = (width / 8).rounded(.down)
    return x < margin ? x - margin : x >= width - margin ? x - (width - margin) : 0
  }
}
