import StyletBase
import StyletCore
import StyletImaging

/// The 3-D view: heading, picture, sides of the patient, marks, and what is missing.
struct SolidPane {
  let traits: TerminalTraits
  let theme: Theme
  let glyphs: Glyphs
  let palette: PicturePalette
  let inks: SolidInks
  /// With the inks of all colours; nil where the picture is drawn with characters.
  var pixels: (painter: PixelPainter, inks: SolidInks)?

  func draw(_ rect: CellRect, _ shown: SolidShown, _ model: ScreenModel, _ picture: SolidPicture, into b: inout CellBuffer) {
    guard rect.height > 1, rect.width > 1 else { return }
    let image = CellRect(col: rect.col, row: rect.row + 1, width: rect.width, height: rect.height - 1)
    heading(CellRect(col: rect.col, row: rect.row, width: rect.width, height: 1), shown, into: &b)
    picture.update(shown, model, columns: image.width, rows: image.height, inPixels: pixels != nil)
    if let pixels {
      paint(image, picture, pixels.painter, pixels.inks, into: &b)
    } else {
      paint(image, model, picture, into: &b)
    }
    guard let view = picture.view else { return }
    marks(image, shown, view, picture.finer, into: &b)
    letters(image, shown.viewpoint, into: &b)
    scaleBar(image, mmPerPixel: view.mmPerSample * Double(picture.finer), into: &b)
    guard !shown.remark.isEmpty else { return }
    for (n, line) in Wrapping.lines(glyphs.plain(shown.remark), max(image.width - 4, 1)).prefix(2).enumerated() {
      b.write(
        " " + line + " ", col: image.col + 1, row: image.row + n, limit: image.width - 2, ink: theme.warning,
        paper: theme.paper, theme.strong)
    }
  }

  // MARK: Picture

  private func paint(_ rect: CellRect, _ model: ScreenModel, _ picture: SolidPicture, into b: inout CellBuffer) {
    let finest = min(model.view.picture ?? traits.picture, traits.finestPicture)
    let fit = traits.hasBlocks && finest != .halves && picture.finer == SolidPicture.fine ? picture.fit(finest) : nil
    let isShaded = traits.tier == .ansi || traits.tier == .mono
    withUnsafeTemporaryAllocation(of: SIMD4<Float>.self, capacity: GlyphShape.rows) { parts in
      guard let parts = parts.baseAddress else { return }
      for row in 0..<rect.height {
        for col in 0..<rect.width {
          b[rect.col + col, rect.row + row] =
            isShaded || !traits.unicode
            ? whole(col, row, picture, isShaded) : blocks(col, row, picture, fit, parts)
        }
      }
    }
  }

  /// The samples between which a pixel lies, mixed by how near they are.
  private func paint(
    _ rect: CellRect, _ picture: SolidPicture, _ pixels: PixelPainter, _ inks: SolidInks, into b: inout CellBuffer
  ) {
    guard let view = picture.view, picture.samples.count == view.width * view.height, view.width > 0, view.height > 0
    else { return }
    let colours = picture.samples.map { PixelPainter.rgb(inks.ink($0)) }
    let stepX = Double(view.width) / Double(rect.width * pixels.cell.width)
    let stepY = Double(view.height) / Double(rect.height * pixels.cell.height)
    pixels.paint(rect, into: &b) { x, y in
      let fx = max((Double(x) + 0.5) * stepX - 0.5, 0), fy = max((Double(y) + 0.5) * stepY - 0.5, 0)
      let x0 = min(Int(fx), view.width - 1), y0 = min(Int(fy), view.height - 1)
      let x1 = min(x0 + 1, view.width - 1), y1 = min(y0 + 1, view.height - 1)
      let (wx, wy) = (fx - Double(x0), fy - Double(y0))
      let top = y0 * view.width, bottom = y1 * view.width
      let (a, b, c, d) = (colours[top + x0], colours[top + x1], colours[bottom + x0], colours[bottom + x1])
      var out: UInt32 = 0
      for shift: UInt32 in stride(from: 0, through: 16, by: 8) {
        func part(_ colour: UInt32) -> Double { Double(colour >> shift & 255) }
        let above = part(a) * (1 - wx) + part(b) * wx, below = part(c) * (1 - wx) + part(d) * wx
        out |= UInt32((above * (1 - wy) + below * wy).rounded()) << shift
      }
      return out
    }
  }

  /// Two pixels, or a character of finer parts where all is grey.
  private func blocks(
    _ col: Int, _ row: Int, _ picture: SolidPicture, _ fit: GlyphFit?, _ parts: UnsafeMutablePointer<SIMD4<Float>>
  ) -> Cell {
    func grey(_ x: Float) -> Ink { inks.greys.inks[inks.greys.level(UInt8(min(max(x, 0), 255)))] }
    if let fit, picture.parts(col, row, into: parts) {
      let choice = fit.choose(parts, greys: inks.greys, before: nil)
      let paper = grey(choice.paper), ink = grey(choice.ink)
      guard choice.shape > 0, ink != paper else { return Cell(" ", ink: paper, paper: paper) }
      return Cell(fit.shapes[Int(choice.shape) - 1].glyph, ink: ink, paper: paper)
    }
    let n = picture.finer
    let top = inks.ink(picture.mean(col * n, 2 * row * n, n, n))
    let bottom = inks.ink(picture.mean(col * n, (2 * row + 1) * n, n, n))
    return top == bottom ? Cell(" ", ink: top, paper: top) : Cell("▀", ink: top, paper: bottom)
  }

  private static let shades: [Unicode.Scalar] = ["░", "▒", "▓", "█"]

  /// One value for a cell: characters by how much ink they have, findings by their digit besides.
  private func whole(_ col: Int, _ row: Int, _ picture: SolidPicture, _ isShaded: Bool) -> Cell {
    let n = picture.finer
    let sample = picture.mean(col * n, 2 * row * n, n, 2 * n)
    guard isShaded else {
      let paper = inks.ink(sample)
      guard sample.label != 0, (col + 2 * row) % 4 == 0 else { return Cell(" ", ink: theme.text, paper: paper) }
      return Cell(palette.marker(sample.label), ink: palette.onSolid(sample.label), paper: palette.solid(sample.label))
    }
    let light = Int(sample.brightness), isMono = traits.tier == .mono
    if sample.kind == .nothing { return Cell(" ", ink: theme.text, paper: theme.outside) }
    if sample.label != 0 {
      let marker = palette.marker(sample.label)
      if isMono { return Cell(marker, light > 150 ? [.reverse, .bold] : light > 80 ? .reverse : .bold) }
      let hue = palette.solid(sample.label)
      if !traits.unicode || (col + 2 * row) % 4 == 0 {
        return light > 80
          ? Cell(marker, ink: palette.onSolid(sample.label), paper: hue, .bold)
          : Cell(marker, ink: palette.onBlack(sample.label), paper: .palette(0), .bold)
      }
      return Cell(Self.shades[min(light * 5 / 256, 3)], ink: hue, paper: .palette(0))
    }
    switch sample.kind {
    case .airway:
      return isMono
        ? Cell(LungInks.glyph(3), .bold) : Cell(LungInks.glyph(3), ink: palette.lung(3), paper: .palette(0), .bold)
    case .limit: return isMono ? Cell("-", .bold) : Cell("-", ink: palette.zone, paper: .palette(0), .bold)
    // Glass on light paper, as it is drawn with a pencil: the more of it, the more ink.
    case .lung where isMono && traits.isLight: return palette.ramp.cell(255 - light, col: col, row: row)
    default: return palette.ramp.cell(light, col: col, row: row)
    }
  }

  // MARK: What stands around

  private func heading(_ rect: CellRect, _ shown: SolidShown, into b: inout CellBuffer) {
    b.fill(rect, with: Cell(" ", ink: theme.text, paper: theme.paper))
    let end = rect.col + rect.width
    var col = b.write(
      glyphs.plain(shown.peaks == nil ? SolidText.name : SolidText.peaks), col: rect.col + 1, row: rect.row,
      limit: max(rect.width - 1, 0), ink: shown.hasKeys ? theme.accent : theme.quiet, paper: theme.paper,
      shown.hasKeys ? .bold : [])
    let parts = [
      (SolidText.from(shown.viewpoint), theme.text), (shown.lesion?.text ?? "", theme.accent),
      (shown.cut.map(SolidText.cut) ?? "", theme.text),
    ]
    for (text, ink) in parts where !text.isEmpty {
      let plain = glyphs.plain(text)
      guard col + 2 + plain.columns <= end else { continue }
      col = b.write(plain, col: col + 2, row: rect.row, ink: ink, paper: theme.paper)
    }
  }

  /// Sides of the patient at the middle of each edge, as the slices have them.
  private func letters(_ rect: CellRect, _ viewpoint: Viewpoint, into b: inout CellBuffer) {
    guard rect.width >= 9, rect.height >= 4 else { return }
    let axes = viewpoint.axes
    func words(_ direction: PatientPoint) -> String {
      Viewpoint.letters(towards: direction).map { PatientSide.letter(String($0)) }.joined()
    }
    let midCol = rect.col + rect.width / 2, midRow = rect.row + rect.height / 2
    let right = words(axes.right), left = words(-axes.right)
    for (text, col, row) in [
      (left, rect.col, midRow), (right, rect.col + rect.width - right.count, midRow), (words(axes.up), midCol, rect.row),
      (words(-axes.up), midCol, rect.row + rect.height - 1),
    ] { b.write(text, col: col, row: row, ink: theme.accent, paper: theme.paper, theme.strong) }
  }

  /// A round length, in the lower left corner: rays are parallel, so it holds at every depth.
  private func scaleBar(_ rect: CellRect, mmPerPixel: Double, into b: inout CellBuffer) {
    let mm = PaneChrome.roundLength(most: mmPerPixel * Double(rect.width) / 4)
    let length = PaneGeometry.floor((mm / mmPerPixel).rounded())
    guard rect.height >= 6, length >= 2, length <= rect.width / 2 else { return }
    let row = rect.row + rect.height - 1
    for n in 0..<length {
      let glyph = n == 0 ? glyphs.barLeft : n == length - 1 ? glyphs.barRight : glyphs.horizontal
      b[rect.col + 1 + n, row] = Cell(glyph, ink: theme.text, paper: theme.paper)
    }
    b.write(
      " " + PanelText.length(mm: mm) + " ", col: rect.col + 1 + length, row: row, ink: theme.text, paper: theme.paper)
  }

  private func marks(_ rect: CellRect, _ shown: SolidShown, _ view: SolidView, _ finer: Int, into b: inout CellBuffer) {
    func cell(_ place: PatientPoint) -> (col: Int, row: Int)? {
      let at = view.sample(of: place)
      guard at.x >= 0, at.y >= 0, at.x < view.width, at.y < view.height else { return nil }
      return (rect.col + at.x / finer, rect.row + at.y / (2 * finer))
    }
    func put(_ glyph: Unicode.Scalar, _ col: Int, _ row: Int, _ ink: Ink) {
      guard rect.contains(col: col, row: row) else { return }
      b[col, row] = Cell(glyph, ink: ink, paper: inks.black, .bold)
    }
    for mark in shown.landmarks {
      guard let at = cell(mark.place) else { continue }
      put("+", at.col, at.row, palette.measure)
      let room = max(min(24, rect.col + rect.width - at.col - 2), 0)
      let name = NumberText.cut(glyphs.plain(mark.name), room, glyphs)
      b.write(
        name, col: at.col + 1, row: at.row, limit: room,
        ink: palette.measure, paper: inks.black)
    }
    if let at = shown.cursor.flatMap(cell) { put("+", at.col, at.row, theme.cursorTick) }
    if let at = shown.lesion.flatMap({ cell($0.place) }) {
      put("[", at.col - 2, at.row, inks.mark)
      put("]", at.col + 2, at.row, inks.mark)
    }
  }
}
