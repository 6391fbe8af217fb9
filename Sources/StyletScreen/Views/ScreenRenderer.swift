import StyletBase
import StyletCore
import StyletImaging

/// Draws frames. Keeps the sampled pictures of the panes and the last frame; nothing of the labels, so that a
/// stroke never has to copy them.
public final class ScreenRenderer {
  public let traits: TerminalTraits

  private let theme: Theme
  private let glyphs: Glyphs
  private var palette: (key: PicturePalette.Key, value: PicturePalette)?
  private var pixelPalette: (key: PicturePalette.Key, way: PixelProtocol, value: PicturePalette)?
  private var pictures: [Plane: PanePicture] = [:]
  private var details: [Plane: DetailPicture] = [:]
  private var outlines: [Plane: OutlineRaster] = [:]
  private var solid: (picture: SolidPicture, inks: SolidInks, palette: PicturePalette, table: LabelTable)?
  private let mosaic = MosaicView()
  private var followUp: FollowUpView?
  private var last: CellBuffer?
  private lazy var quickGreys = GreyScale(traits.tier, isLight: traits.isLight).reduced(to: 24)
  private lazy var slowGreys = GreyScale(traits.tier, isLight: traits.isLight).reduced(to: 12)

  public init(traits: TerminalTraits) {
    self.traits = traits
    theme = Theme(traits.tier)
    glyphs = Glyphs(unicode: traits.unicode)
  }

  /// The screen for `model`, at any size from 1x1 up; one too small to work on gets a notice.
  ///
  /// Where cells can look the same in two ways the one is chosen that is sent in fewer bytes after the frame
  /// drawn before. Cost: the pixels of the panes, the voxels under those whose slice, place or scale changed,
  /// and the labelled bricks under all.
  public func draw(_ model: ScreenModel, width: Int, height: Int) -> CellBuffer {
    var b = CellBuffer(width: width, height: height)
    let layout = ScreenLayout(width: width, height: height, model: model)
    b.fill(b.bounds, with: Cell(" ", ink: theme.text, paper: theme.paper))
    guard !layout.isTooSmall else {
      tooSmall(model.notice, &b)
      last = b
      return b
    }
    let palette = palette(for: model)
    let pixels = PixelPainter(
      traits, model.view.pictureChoice, cell: model.cell, screen: (width, height), theme: theme)
    let full = pixels.map { pixelPalette(for: model, $0) } ?? palette
    let status = StatusLine(theme: theme, glyphs: glyphs, tier: traits.tier)
    if let title = layout.title { status.title(title, model, into: &b) }
    for pane in layout.panes { draw(pane, model, palette, pixels, full, into: &b) }
    drawSolid(layout.solid, model, pixels, into: &b)
    if let rect = layout.mosaic, let shown = model.mosaic {
      mosaic.draw(rect, shown, model, full, traits, theme, pixels, into: &b)
    } else {
      mosaic.forget()
    }
    drawFollowUp(layout, model, palette, into: &b)
    if let d = layout.divider {
      b.fill(d, with: Cell(glyphs.vertical, ink: theme.line, paper: theme.paper))
    }
    if let rect = layout.form, let form = model.form {
      FormView(theme: theme, glyphs: glyphs, tier: traits.tier).draw(rect, form, into: &b)
    }
    let panel = ExtentPanel(theme: theme, glyphs: glyphs, palette: palette, tier: traits.tier)
    if layout.before != nil, let shown = model.followUp {
      FollowUpPanel(theme: theme, glyphs: glyphs).draw(layout.panel, shown, into: &b)
    } else if let comparison = model.comparison {
      let compared = ComparisonPanel(theme: theme, glyphs: glyphs, palette: palette, tier: traits.tier)
      let (upper, rest) = ComparisonPanel.parts(layout.panel, rows: comparison.rows.count)
      compared.draw(upper, comparison, model, into: &b)
      panel.draw(rest, model, into: &b)
    } else {
      panel.draw(layout.panel, model, into: &b)
    }
    let lines = status.lines(of: model.notice, width: width, height: height, pending: model.pendingWidth)
    // A notice of several lines pushes the status line up, over the lowest row of the panes, until the next key.
    let extra = max(lines.count - 1, 0)
    var (state, message) = (layout.status, layout.message)
    state.row -= extra
    (message.row, message.height) = (message.row - extra, message.height + extra)
    status.status(state, model, into: &b)
    status.message(message, lines, model, into: &b)
    OverlayView(theme: theme, glyphs: glyphs, tier: traits.tier).draw(model.overlay, panel: layout.panel, into: &b)
    if traits.unicode, traits.tier == .direct || traits.tier == .indexed { b = b.economised(after: last) }
    last = b
    return b
  }

  /// The same.
  private func drawFollowUp(
    _ layout: ScreenLayout, _ model: ScreenModel, _ palette: PicturePalette, into b: inout CellBuffer
  ) {
    guard let before = layout.before, let after = layout.panes.first, let shown = model.followUp else {
      followUp = nil
      return
    }
    let view = followUp ?? FollowUpView()
    followUp = view
    var palette = palette
    if let greys = hurriedGreys(model) { palette.greys = greys }
    view.draw((before, after), shown, model, palette, traits, into: &b)
  }

  /// What it keeps is let go of when it is closed.
  private func drawSolid(
    _ rect: CellRect?, _ model: ScreenModel, _ pixels: PixelPainter?, into b: inout CellBuffer
  ) {
    guard let rect, let shown = model.solid else {
      solid = nil
      return
    }
    let table = model.solidTable
    let kept = solid.flatMap { $0.table == table ? $0 : nil }
    let own =
      kept
      ?? (
        solid?.picture ?? SolidPicture(), SolidInks(traits.tier, table),
        PicturePalette(traits, PicturePalette.Key(table: table, active: 0, erasing: false)), table
      )
    solid = own
    SolidPane(
      traits: traits, theme: theme, glyphs: glyphs, palette: own.palette, inks: own.inks,
      pixels: pixels.map { ($0, SolidInks(.direct, table)) }
    ).draw(rect, shown, model, own.picture, into: &b)
  }

  /// - Parameters:
  ///   - palette: of cells and words.
  ///   - full: of the picture; the same unless it is drawn in pixels.
  private func draw(
    _ pane: ScreenLayout.Pane, _ model: ScreenModel, _ palette: PicturePalette, _ pixels: PixelPainter?,
    _ full: PicturePalette, into b: inout CellBuffer
  ) {
    let active = pane.plane == model.view.active
    var full = full
    // The linked panes stay as they are: other greys would have to be sent.
    if active, pixels == nil, let greys = hurriedGreys(model) { full.greys = greys }
    let asked = PaneGeometry(plane: pane.plane, rect: pane.image, grid: model.volume.grid, view: model.view)
      .with(cell: pixels?.cell ?? PaneGeometry.halves)
    let picture = pictures[pane.plane] ?? PanePicture()
    pictures[pane.plane] = picture
    let keep = model.hurried && !active && picture.shows(model.volume, in: pane.image, cell: asked.cell)
    if !keep { picture.update(model.volume, asked, model.view.window, slab: model.view.slab) }
    // Of the picture, and of the cells before it.
    let raster = picture.geometry ?? asked, geometry = raster.with(cell: PaneGeometry.halves)
    let isCoarse = active && model.hurried && model.isLinkSlow || pixels != nil
    let detail = isCoarse ? nil : detail(pane.plane, model, geometry, full.greys, picture.projection)
    let outline = outlines[pane.plane] ?? OutlineRaster()
    outlines[pane.plane] = outline
    outline.update(model.lungs.outline, model.lungs.version, raster)
    var ownRims: OutlineRaster?
    if model.view.findings == .outlined, !raster.showsVoxels {
      ownRims = OutlineRaster()
      ownRims?.update(model.labels, OutlineVersion(), raster)
    }
    var marks = PaneMarks(model, raster, active: active)
    if raster.isFine, let mm = model.view.grid { marks.drawGrid(mm, raster, geometry) }
    let painter = PanePainter(
      traits: traits, palette: full, picture: picture, detail: detail,
      // One thin slice of a stroke is a hair in the linked panes: drawn a cell thick it would mislead, and cost.
      findings: FindingsRaster(model.labels, raster, least: active ? 0 : 0.15),
      proposal: ProposalMarks(model.proposal, raster, active: active),
      compared: ComparedMarks(model.comparison?.marks, raster, active: active),
      marks: marks, display: model.view.findings, active: model.tool.finding,
      outline: outline, outlinesFindings: model.lungs.version.isOfFindings, ownRims: ownRims)
    if let pixels { pixels.paint(painter, pane.image, into: &b) } else { painter.paint(pane.image, into: &b) }
    let scales = PaneScales(traits: traits, palette: palette, glyphs: glyphs)
    if !raster.isFine, let mm = model.view.grid { scales.grid(pane.image, geometry, mm: mm, marks: marks, into: &b) }
    var places = LabelPlaces(pane: pane.image)
    if active { ProposalLine(theme: theme, glyphs: glyphs).draw(pane.image, model, &places, into: &b) }
    ZoneWords(theme: theme, glyphs: glyphs, ink: palette.zone).draw(pane.image, geometry, model, &places, into: &b)
    MarkWords(theme: theme, glyphs: glyphs).draw(pane.image, geometry, model, &places, into: &b)
    let chrome = PaneChrome(theme: theme, glyphs: glyphs)
    chrome.heading(
      pane.heading, raster, active: active, model.view, slab: picture.projection?.slab, zones: model.lungs.zones,
      into: &b)
    chrome.ticks(pane.image, geometry, model.view.cursor, into: &b)
    chrome.letters(pane.image, pane.plane, active: active, into: &b)
    chrome.scaleBar(pane.image, geometry, active: active, into: &b)
    if let mm = model.view.grid { scales.gridWords(pane.image, geometry, mm: mm, into: &b) }
    guard active else { return }
    if model.view.showsColourBar { scales.colourBar(pane.image, model.view.window, into: &b) }
    if model.view.showsMinimap, case .scale = model.view.magnification {
      scales.minimap(pane.image, geometry, besideBar: model.view.showsColourBar, into: &b)
    }
  }

  /// The picture of a pane in finer characters than half blocks: where a pixel covers several voxels, and no voxel can
  /// be told from its neighbours anyway.
  private func detail(
    _ plane: Plane, _ model: ScreenModel, _ geometry: PaneGeometry, _ greys: GreyScale,
    _ projection: SlabProjection?
  ) -> DetailPicture? {
    let glyphs = min(model.view.picture ?? traits.picture, traits.finestPicture)
    guard traits.hasBlocks, glyphs != .halves, !geometry.showsVoxels else {
      details[plane] = nil
      return nil
    }
    let detail = details[plane] ?? DetailPicture()
    details[plane] = detail
    detail.update(model.volume, geometry, model.view.window, glyphs, greys, through: projection)
    return detail
  }

  /// Fewer greys while keys repeat: neighbours share them, and frames are smaller. On 256 colours only where the line
  /// needs it. nil for all of them.
  private func hurriedGreys(_ model: ScreenModel) -> GreyScale? {
    guard model.hurried, model.isLinkSlow || traits.tier == .direct else { return nil }
    return model.isLinkSlow ? slowGreys : quickGreys
  }

  private func palette(for model: ScreenModel) -> PicturePalette {
    let key = PicturePalette.Key(
      table: model.table, active: model.tool.finding, erasing: model.tool.erasing, others: model.others)
    if let palette, palette.key == key { return palette.value }
    let made = PicturePalette(traits, key)
    palette = (key, made)
    return made
  }

  private func pixelPalette(for model: ScreenModel, _ pixels: PixelPainter) -> PicturePalette {
    let key = PicturePalette.Key(
      table: model.table, active: model.tool.finding, erasing: model.tool.erasing, others: model.others)
    if let pixelPalette, pixelPalette.key == key, pixelPalette.way == pixels.way { return pixelPalette.value }
    let made = pixels.palette(traits, key)
    pixelPalette = (key, pixels.way, made)
    return made
  }

  private func tooSmall(_ notice: Notice?, _ b: inout CellBuffer) {
    let said = notice.map { Wrapping.lines($0.text, b.width) } ?? []
    let lines = (PanelText.tooSmall(width: b.width, height: b.height) + said).map { glyphs.plain($0) }
    let top = max((b.height - lines.count) / 2, 0)
    for (n, line) in lines.enumerated() {
      b.write(line, col: max((b.width - line.count) / 2, 0), row: top + n, ink: theme.text, paper: theme.paper)
    }
  }
}
