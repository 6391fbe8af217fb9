import StyletBase
import StyletCore
import StyletImaging

/// The pane of the scan before, and what stands above both. Keeps its sampled slice.
final class FollowUpView {
  private var picture = PanePicture()
  private var detail = DetailPicture()
  private var outline = OutlineRaster()

  /// Cost: the pixels, the voxels under them where the slice, place or scale changed, and the labelled bricks.
  func draw(
    _ panes: (before: ScreenLayout.Pane, after: ScreenLayout.Pane), _ shown: FollowUpShown, _ model: ScreenModel,
    _ palette: PicturePalette, _ traits: TerminalTraits, into b: inout CellBuffer
  ) {
    let theme = palette.theme, glyphs = Glyphs(unicode: traits.unicode)
    let after = PaneGeometry(plane: panes.after.plane, rect: panes.after.image, grid: model.volume.grid, view: model.view)
    let cursor = model.volume.size.clamp(model.view.cursor)
    heading(panes.after.heading, FollowUpText.after, after, model.volume.grid, model.view, theme, glyphs, into: &b)
    let rect = panes.before.image, name = FollowUpText.before(days: shown.days)
    b.fill(rect, with: Cell(" ", ink: theme.text, paper: theme.paper))
    guard let geometry = shown.geometry(beside: after, on: model.volume.grid, model.view, rect: rect) else {
      heading(panes.before.heading, name, nil, shown.volume.grid, model.view, theme, glyphs, into: &b)
      let lines = Wrapping.lines(FollowUpText.beyond, max(rect.width - 2, 1)).map(glyphs.plain)
      for (n, line) in lines.enumerated() where n < rect.height {
        b.write(
          line, col: rect.col + max((rect.width - line.count) / 2, 0), row: rect.row + max(rect.height / 2 - 1, 0) + n,
          limit: rect.width, ink: theme.warning, paper: theme.paper, theme.strong)
      }
      return
    }
    picture.update(shown.volume, geometry, model.view.window, slab: model.view.slab)
    outline.update(shown.lungs, OutlineVersion(n: shown.version), geometry)
    var rims: OutlineRaster?
    if model.view.findings == .outlined, !geometry.showsVoxels {
      rims = OutlineRaster()
      rims?.update(shown.labels, OutlineVersion(), geometry)
    }
    PanePainter(
      traits: traits, palette: palette, picture: picture, detail: finer(shown, model, geometry, traits, palette.greys),
      findings: FindingsRaster(shown.labels, geometry), marks: PaneMarks(), display: model.view.findings,
      active: model.tool.finding, outline: outline, ownRims: rims
    ).paint(rect, into: &b)
    let chrome = PaneChrome(theme: theme, glyphs: glyphs)
    heading(panes.before.heading, name, geometry, shown.volume.grid, model.view, theme, glyphs, isDoubtful: isDoubtful(shown), into: &b)
    if let own = shown.voxel(of: cursor, on: model.volume.grid) { chrome.ticks(rect, geometry, own, into: &b) }
    chrome.letters(rect, geometry.plane, active: true, into: &b)
    chrome.scaleBar(rect, geometry, active: true, into: &b)
  }

  private func isDoubtful(_ shown: FollowUpShown) -> Bool { shown.report == nil || shown.link.isDoubtful }

  private func finer(
    _ shown: FollowUpShown, _ model: ScreenModel, _ geometry: PaneGeometry, _ traits: TerminalTraits,
    _ greys: GreyScale
  ) -> DetailPicture? {
    let glyphs = min(model.view.picture ?? traits.picture, traits.finestPicture)
    let isCoarse = model.hurried && model.isLinkSlow
    guard traits.hasBlocks, glyphs != .halves, !geometry.showsVoxels, !isCoarse else { return nil }
    detail.update(shown.volume, geometry, model.view.window, glyphs, greys, through: picture.projection)
    return detail
  }

  /// "BEFORE  axial 120/275  -123.5 mm ?": which scan, its own slice and where that lies; what has no room is left out.
  private func heading(
    _ rect: CellRect, _ name: String, _ geometry: PaneGeometry?, _ grid: VoxelGrid, _ view: ViewState, _ theme: Theme,
    _ glyphs: Glyphs, isDoubtful: Bool = false, into b: inout CellBuffer
  ) {
    b.fill(rect, with: Cell(" ", ink: theme.text, paper: theme.paper))
    let end = rect.col + rect.width
    var col = b.write(
      NumberText.cut(glyphs.plain(name), max(rect.width - 2, 0), glyphs), col: rect.col + 1, row: rect.row,
      ink: theme.accent, paper: theme.paper, .bold)
    guard let geometry else { return }
    let plane = geometry.plane, w = geometry.window.w
    let place = grid.patient(of: plane.voxel(u: 0, v: 0, w: w, in: grid.size))[plane.axes.w]
    let parts = [
      FollowUpText.slice(plane, w + 1, of: plane.size(of: grid.size).w), FollowUpText.place(mm: place),
      isDoubtful ? "?" : "",
    ]
    for (n, part) in parts.map(glyphs.plain).enumerated() where !part.isEmpty && col + 2 + part.columns <= end {
      col = b.write(
        part, col: col + 2, row: rect.row, ink: n == 2 ? theme.warning : n == 0 ? theme.text : theme.quiet,
        paper: theme.paper, n == 2 ? theme.strong : [])
    }
  }
}

extension FollowUpShown {
  /// The slice before that shows the same place as a pane of the scan after, at the same scale; nil where there is none.
  /// Slices are shown as they are: where the patient lies otherwise, the rest of the slice lies a little higher or lower.
  func geometry(beside after: PaneGeometry, on grid: VoxelGrid, _ view: ViewState, rect: CellRect) -> PaneGeometry? {
    let plane = after.plane, window = after.window, size = volume.size
    // The middle of the pane, and on the slice.
    let u = window.u0 + Double(window.width) / 2 * window.stepU - 0.5
    let v = window.v0 + Double(window.height) / 2 * window.stepV - 0.5
    var middle = SIMD3<Double>.zero
    middle[plane.axes.u] = u
    middle[plane.axes.v] = plane.headUp ? Double(after.size.k - 1) - v : v
    middle[plane.axes.w] = Double(window.w)
    let centre = index(of: grid.affine.patient(of: middle)), at = index(of: grid.patient(of: grid.size.clamp(view.cursor)))
    let w = at[plane.axes.w].rounded()
    guard centre.sum().isFinite, w >= 0, w < Double(plane.size(of: size).w) else { return nil }
    let row = centre[plane.axes.v]
    var own = view
    own.cursor = plane.voxel(u: 0, v: 0, w: Int(w), in: size)
    own.magnification = .scale(mmPerPixel: after.mmPerPixel)
    own.centres[plane] = SlicePoint(
      u: centre[plane.axes.u] + 0.5, v: (plane.headUp ? Double(size.k - 1) - row : row) + 0.5)
    return PaneGeometry(plane: plane, rect: rect, grid: volume.grid, view: own)
  }
}
