import StyletBase
import StyletCore
import StyletImaging

/// Draws the mosaic; keeps the sampled slices of the page.
final class MosaicView {
  private var pictures: [Int: PanePicture] = [:]
  private var details: [Int: DetailPicture] = [:]

  /// Cost: the pixels, the voxels under those slices that were not on the page before, and the labelled bricks of all.
  func draw(
    _ rect: CellRect, _ mosaic: Mosaic, _ model: ScreenModel, _ palette: PicturePalette, _ traits: TerminalTraits,
    _ theme: Theme, _ pixels: PixelPainter?, into b: inout CellBuffer
  ) {
    let glyphs = Glyphs(unicode: traits.unicode)
    let plan = MosaicPlan(mosaic, model.view.active, in: rect, model.volume.grid, body: model.view.body)
    let size = model.volume.size, at = plan.plane.coordinates(of: size.clamp(model.view.cursor), in: size)
    let page = plan.page(with: at.w)
    var view = model.view
    // All of the patient, at one scale.
    if case .scale = view.magnification { view.magnification = .fit }
    for (n, w) in page.slices.enumerated() {
      let tile = plan.tile(n, in: rect)
      let image = CellRect(col: tile.col, row: tile.row + 1, width: tile.width, height: tile.height - 1)
      guard image.width > 0, image.height > 0 else { continue }
      view.cursor = plan.plane.voxel(u: at.u, v: at.v, w: w, in: size)
      let geometry = PaneGeometry(plane: plan.plane, rect: image, grid: model.volume.grid, view: view)
        .with(cell: pixels?.cell ?? PaneGeometry.halves)
      let picture = pictures[n] ?? PanePicture()
      pictures[n] = picture
      picture.update(model.volume, geometry, view.window)
      var rims: OutlineRaster?
      if view.findings == .outlined, !geometry.showsVoxels {
        rims = OutlineRaster()
        rims?.update(model.labels, OutlineVersion(), geometry)
      }
      let painter = PanePainter(
        traits: traits, palette: palette, picture: picture,
        detail: pixels == nil ? detail(n, model, geometry, traits, palette.greys) : nil,
        findings: FindingsRaster(model.labels, geometry), proposal: ProposalMarks(model.proposal, geometry, active: false),
        marks: PaneMarks(), display: view.findings, active: model.tool.finding, ownRims: rims)
      if let pixels { pixels.paint(painter, image, into: &b) } else { painter.paint(image, into: &b) }
      title(tile, plan.plane, w, isCurrent: n == page.current, theme, glyphs, traits, &b)
    }
    let keep = page.slices.count
    pictures = pictures.filter { $0.key < keep }
    details = details.filter { $0.key < keep }
    guard page.of > 1 else { return }
    let text = " \(page.number + 1)/\(page.of) "
    b.write(
      text, col: rect.col + rect.width - text.count, row: rect.row + rect.height - 1, ink: theme.quiet, paper: theme.paper)
  }

  func forget() { (pictures, details) = ([:], [:]) }

  /// The slice's number; of the one that the cursor is on a bar over the whole picture, with a mark.
  private func title(
    _ tile: CellRect, _ plane: Plane, _ w: Int, isCurrent: Bool, _ theme: Theme, _ glyphs: Glyphs,
    _ traits: TerminalTraits, _ b: inout CellBuffer
  ) {
    let (ink, paper) = isCurrent ? (theme.badge.ink, theme.badge.paper) : (theme.quiet, theme.paper)
    let attributes: Attributes = isCurrent ? (traits.tier == .mono ? [.bold, .reverse] : .bold) : []
    b.fill(
      CellRect(col: tile.col, row: tile.row, width: tile.width, height: 1),
      with: Cell(" ", ink: ink, paper: paper, attributes))
    let text = (isCurrent ? String(glyphs.selected) : " ") + "\(w + 1)"
    b.write(text, col: tile.col, row: tile.row, limit: tile.width, ink: ink, paper: paper, attributes)
  }

  private func detail(
    _ n: Int, _ model: ScreenModel, _ geometry: PaneGeometry, _ traits: TerminalTraits, _ greys: GreyScale
  ) -> DetailPicture? {
    let glyphs = min(model.view.picture ?? traits.picture, traits.finestPicture)
    guard traits.hasBlocks, glyphs != .halves, !geometry.showsVoxels else { return nil }
    let detail = details[n] ?? DetailPicture()
    details[n] = detail
    detail.update(model.volume, geometry, model.view.window, glyphs, greys)
    return detail
  }
}
