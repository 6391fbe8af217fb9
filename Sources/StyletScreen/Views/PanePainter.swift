/// Puts a pane's picture, findings and marks into cells, in the way each kind of terminal can show them.
struct PanePainter {
  let traits: TerminalTraits
  let palette: PicturePalette
  let picture: PanePicture
  let findings: FindingsRaster
  /// nil when nothing is proposed here.
  let proposal: ProposalMarks?
  /// nil when two readings agree here, or none are compared.
  let compared: ComparedMarks?
  let marks: PaneMarks
  let display: FindingsDisplay
  let active: UInt8
  /// Rims of what is not drawn in: the lungs, or the findings.
  private let outline: OutlineRaster?
  private let outlinesFindings: Bool
  /// Rims of what is drawn in, a pixel thick, where findings are outlined but filled cell by cell.
  private let ownRims: OutlineRaster?
  /// The picture as it is now. Painting asks for it at every pixel, and a class checks each access.
  private let brightness: [UInt8]
  private let inside: (x: Range<Int>, y: Range<Int>)
  /// The scan in finer characters, for cells on which nothing is drawn; empty where all cells are half blocks.
  private let parts: [DetailPicture.Part]
  private let shapes: [GlyphShape]
  /// What there is besides the picture: asked first, so that a pixel copies nothing that is not there.
  private let isCompared, isProposed, hasRims, hasOwnRims: Bool

  init(
    traits: TerminalTraits, palette: PicturePalette, picture: PanePicture, detail: DetailPicture? = nil,
    findings: FindingsRaster, proposal: ProposalMarks? = nil, compared: ComparedMarks? = nil, marks: PaneMarks,
    display: FindingsDisplay, active: UInt8, outline: OutlineRaster? = nil, outlinesFindings: Bool = false,
    ownRims: OutlineRaster? = nil
  ) {
    hasOwnRims = ownRims.map { !$0.isEmpty } ?? false
    hasRims = outline.map { !$0.isEmpty } ?? false
    self.ownRims = hasOwnRims ? ownRims : nil
    self.outline = hasRims ? outline : nil
    self.outlinesFindings = outlinesFindings
    self.traits = traits
    self.palette = palette
    self.picture = picture
    self.findings = findings
    self.proposal = display == .hidden ? nil : proposal
    self.compared = display == .hidden ? nil : compared
    isProposed = self.proposal != nil
    isCompared = self.compared != nil
    (brightness, inside) = (picture.brightness, picture.inside)
    parts = detail?.parts ?? []
    shapes = detail?.fit?.shapes ?? []
    self.marks = marks
    self.display = display
    self.active = active
    byCell = picture.geometry?.isByCell ?? false
  }

  func paint(_ rect: CellRect, into buffer: inout CellBuffer) {
    guard let geometry = picture.geometry, geometry.window.width == rect.width,
      geometry.window.height == rect.height * 2, rect.col >= 0, rect.row >= 0,
      rect.col + rect.width <= buffer.width, rect.row + rect.height <= buffer.height
    else { return }
    let stride = buffer.width
    let shades = traits.tier == .ansi || traits.tier == .mono
    buffer.withCells { cells in
      for row in 0..<rect.height {
        let line = (rect.row + row) * stride + rect.col
        for col in 0..<rect.width {
          cells[line + col] =
            shades ? shade(col, row) : traits.unicode ? halves(col, row) : whole(col, row)
        }
      }
    }
    if !marks.pixels.isEmpty { repaintMarks(rect, &buffer, shades) }
  }

  // MARK: Colours

  /// Two pixels, each with its own colour.
  @inline(__always)
  private func halves(_ col: Int, _ row: Int) -> Cell {
    if isCompared, let sign = compared?.letter(col, row), !hasFinding(col, row), mean(col, row) != nil {
      return Cell(sign.letter, ink: palette.onCompared, paper: palette.compared(sign.isA), sign.isCurrent ? .bold : [])
    }
    if isProposed, let asked = proposal?.question(col, row), !hasFinding(col, row), mean(col, row) != nil {
      return Cell("?", ink: palette.onSolid(asked), paper: palette.solid(asked))
    }
    if !parts.isEmpty, let cell = fine(col, row) { return cell }
    let top = ink(col, 2 * row)
    let bottom = ink(col, 2 * row + 1)
    return top == bottom ? Cell(" ", ink: top, paper: top) : Cell("▀", ink: top, paper: bottom)
  }

  /// The picture alone, in finer characters; nil where something is drawn over it or it is not all scan.
  @inline(__always)
  private func fine(_ col: Int, _ row: Int) -> Cell? {
    let part = parts[row * findings.width + col]
    guard part.shape != DetailPicture.none, isPlain(col, 2 * row), isPlain(col, 2 * row + 1) else { return nil }
    let paper = palette.greys.inks[palette.greys.level(part.paper)]
    guard part.shape > 0 else { return Cell(" ", ink: paper, paper: paper) }
    let ink = palette.greys.inks[palette.greys.level(part.ink)]
    return ink == paper ? Cell(" ", ink: paper, paper: paper)
      : Cell(shapes[Int(part.shape) - 1].glyph, ink: ink, paper: paper)
  }

  /// Whether a pixel shows the scan and nothing else.
  private func isPlain(_ x: Int, _ y: Int) -> Bool {
    guard inside.y.contains(y), inside.x.contains(x) else { return false }
    let n = y * findings.width + x
    if ownRim(n) != nil || rim(n) != nil { return false }
    if display != .hidden, !findings.isEmpty, findings.labels[n] != 0 { return false }
    if isCompared, compared?.hatch(x, y, isOutlined: display == .outlined) != nil { return false }
    return !isProposed || (proposal?.dash(x, y) ?? 0) == 0
  }

  /// One colour for both pixels: where there are no blocks.
  private func whole(_ col: Int, _ row: Int) -> Cell {
    guard let b = mean(col, row) else { return Cell(" ", ink: palette.theme.text, paper: palette.theme.outside) }
    let label = cellLabel(col, row)
    if label == 0, let sign = compared?.sign(col, row) {
      return Cell(
        sign.isFilled || sign.isCurrent ? sign.letter : " ", ink: palette.onCompared, paper: palette.compared(sign.isA))
    }
    if label == 0, let rim = proposal?.rim(col, row) {
      let glyph = rim.asks ? "?" : palette.marker(rim.label)
      return Cell(glyph, ink: palette.onSolid(rim.label), paper: palette.solid(rim.label))
    }
    let grey = palette.greys.inks[palette.greys.level(b)]
    if label == 0, let rim = cellRim(col, row) { return Cell(rimGlyph(rim), ink: rimInk(rim), paper: grey, .bold) }
    let paper = label == 0 ? grey : palette.tint(label, b)
    return Cell(" ", ink: palette.theme.text, paper: paper)
  }

  /// What a pixel shows under the marks.
  @inline(__always)
  func ink(_ x: Int, _ y: Int) -> Ink {
    guard inside.y.contains(y), inside.x.contains(x) else { return palette.theme.outside }
    let n = y * findings.width + x
    let b = brightness[n]
    if let own = ownRim(n) { return palette.solid(own) }
    let label = findings.isEmpty || display == .hidden ? 0 : findings.labels[n]
    if label == 0 {
      if isCompared, let isA = compared?.hatch(x, y, isOutlined: display == .outlined) {
        return palette.compared(isA, b)
      }
      if isProposed, let dash = proposal?.dash(x, y), dash != 0 { return palette.solid(dash) }
      return rim(n).map(rimInk) ?? palette.greys.inks[palette.greys.level(b)]
    }
    if display == .shown { return byCell ? palette.coarseTint(label, b) : palette.tint(label, b) }
    if isOutlined(x, y, label) { return palette.solid(label) }
    return rim(n).map(rimInk) ?? palette.greys.inks[palette.greys.level(b)]
  }

  private func ownRim(_ n: Int) -> UInt8? {
    guard hasOwnRims, let rim = ownRims?.rims[n], rim != 0 else { return nil }
    return rim
  }

  /// Whether a finding, shown or not, lies in a cell.
  private func hasFinding(_ col: Int, _ row: Int) -> Bool {
    guard !findings.isEmpty, display != .hidden else { return false }
    for y in [2 * row, 2 * row + 1] where y < findings.height {
      let n = y * findings.width + col
      if findings.labels[n] != 0 || ownRim(n) != nil { return true }
    }
    return false
  }

  /// Whether a pixel with a label is drawn, besides rims a pixel thick, while findings are outlined.
  private func isOutlined(_ x: Int, _ y: Int, _ label: UInt8) -> Bool {
    guard let ownRims else { return findings.isEdge(x, y, step: edgeStep) }
    // What lies between the pixels' centres is in no rim: its cell shows it.
    let row = y / 2
    for y in max(2 * row - 2, 0)..<min(2 * row + 4, findings.height) {
      for x in max(x - 1, 0)...min(x + 1, findings.width - 1) where ownRims.labels[y * findings.width + x] == label {
        return false
      }
    }
    return true
  }

  /// The label whose rim a pixel shows; nil for none.
  @inline(__always)
  private func rim(_ n: Int) -> UInt8? {
    guard hasRims, let rim = outline?.rims[n], rim != 0 else { return nil }
    return rim
  }

  private func rimInk(_ label: UInt8) -> Ink { outlinesFindings ? palette.other(label) : palette.lung(label) }

  /// The rim that either pixel of a cell shows.
  private func cellRim(_ col: Int, _ row: Int) -> UInt8? {
    rim(2 * row * findings.width + col) ?? rim((2 * row + 1) * findings.width + col)
  }

  /// Whether findings are drawn by cells: rims are then a cell thick.
  private let byCell: Bool
  private var edgeStep: Int { byCell ? 2 : 1 }

  // MARK: Shades

  /// Where there is no scan. Air that is blank as well ends at a row of dots.
  private func outside(_ col: Int, _ row: Int) -> Cell {
    let (x, y) = (inside.x, inside.y)
    let isEdge = palette.ramp.hasBlankAir && !x.isEmpty && !y.isEmpty
      && (x.lowerBound - 1...x.upperBound).contains(col) && (y.lowerBound - 3...y.upperBound + 1).contains(2 * row)
    return Cell(isEdge ? "." : " ", ink: palette.theme.text, paper: palette.theme.outside)
  }

  /// A character of the ramp; findings by their digit at the rim and in their colour inside, the active one in
  /// reverse: never by hue alone.
  private func shade(_ col: Int, _ row: Int) -> Cell {
    guard let b = mean(col, row) else { return outside(col, row) }
    let cell = palette.ramp.scanCell(Int(b), col: col, row: row)
    let label = cellLabel(col, row)
    if label == 0 {
      if let sign = compared?.sign(col, row) {
        guard sign.isFilled || sign.isCurrent else { return cell }
        let attributes: Attributes = sign.isCurrent ? [.bold, .reverse] : .bold
        return traits.tier == .mono
          ? Cell(sign.letter, attributes)
          : Cell(sign.letter, ink: palette.onCompared, paper: palette.compared(sign.isA), sign.isCurrent ? .bold : [])
      }
      if let rim = proposal?.rim(col, row) {
        let glyph = rim.asks ? "?" : palette.marker(rim.label)
        return traits.tier == .mono
          ? Cell(glyph, .bold) : Cell(glyph, ink: palette.onBlack(rim.label), paper: .palette(0))
      }
      guard let rim = cellRim(col, row) else { return cell }
      return traits.tier == .mono
        ? Cell(rimGlyph(rim), .bold) : Cell(rimGlyph(rim), ink: rimInk(rim), paper: .palette(0), .bold)
    }
    let y = 2 * row
    let top = findings.labels[y * findings.width + col] == label ? y : y + 1
    let edge = findings.isEdge(col, top, step: edgeStep)
    if !edge, display == .outlined { return cell }
    let marker = palette.marker(label)
    let attributes: Attributes = label == active ? .reverse : []
    if traits.tier == .mono {
      // Inside, every second character is the picture.
      if edge || (col + row) & 1 == 0 { return Cell(marker, attributes) }
      return Cell(cell.glyph, attributes.symmetricDifference(cell.attributes))
    }
    let hue = palette.solid(label)
    if edge { return Cell(marker, ink: palette.onSolid(label), paper: hue, label == active ? .bold : []) }
    return Cell(traits.unicode ? Self.shades[Int(b) * 4 / 256] : cell.glyph, ink: hue, paper: .palette(0))
  }

  private func rimGlyph(_ label: UInt8) -> Unicode.Scalar { outlinesFindings ? "'" : LungInks.glyph(label) }

  private static let shades: [Unicode.Scalar] = ["░", "▒", "▓", "█"]

  /// Mean brightness of a cell's pixels on the scan; nil when there are none.
  private func mean(_ col: Int, _ row: Int) -> UInt8? {
    guard inside.x.contains(col) else { return nil }
    let width = findings.width
    let top = inside.y.contains(2 * row)
    let bottom = inside.y.contains(2 * row + 1)
    if !top, !bottom { return nil }
    let a = brightness[(top ? 2 * row : 2 * row + 1) * width + col]
    let b = brightness[(bottom ? 2 * row + 1 : 2 * row) * width + col]
    return UInt8((Int(a) + Int(b)) / 2)
  }

  private func cellLabel(_ col: Int, _ row: Int) -> UInt8 {
    if findings.isEmpty || display == .hidden { return 0 }
    let top = findings.labels[2 * row * findings.width + col]
    let bottom = findings.labels[(2 * row + 1) * findings.width + col]
    func shown(_ label: UInt8, _ y: Int) -> Bool {
      label != 0 && (display == .shown || findings.isEdge(col, y, step: edgeStep))
    }
    return shown(top, 2 * row) ? top : shown(bottom, 2 * row + 1) ? bottom : 0
  }

  // MARK: Marks

  private func repaintMarks(_ rect: CellRect, _ buffer: inout CellBuffer, _ shades: Bool) {
    for (n, mark) in marks.pixels {
      let x = n % marks.width
      let y = n / marks.width
      let col = rect.col + x
      let row = rect.row + y / 2
      if shades || !traits.unicode {
        let partner = marks.pixels[(y ^ 1) * marks.width + x]
        if let partner, partner.rawValue > mark.rawValue || (partner == mark && y & 1 == 1) { continue }
        buffer[col, row] = glyphCell(mark, over: buffer[col, row])
        continue
      }
      var halves = [ink(x, y & ~1), ink(x, y | 1)]
      for side in 0...1 {
        let at = (y & ~1) + side
        guard let m = marks.pixels[at * marks.width + x] else { continue }
        halves[side] = markInk(m, x, at)
      }
      buffer[col, row] =
        halves[0] == halves[1]
        ? Cell(" ", ink: halves[0], paper: halves[0]) : Cell("▀", ink: halves[0], paper: halves[1])
    }
  }

  func markInk(_ mark: PaneMarks.Mark, _ x: Int, _ y: Int) -> Ink {
    switch mark {
    case .cursor: byCell ? palette.crosshair : palette.cursor(brightness[y * marks.width + x])
    case .brush, .line, .preview: palette.brush
    case .measure: palette.measure
    case .zone: palette.zone
    case .vertex, .end: palette.vertex
    case .none: ink(x, y)
    }
  }

  private func glyphCell(_ mark: PaneMarks.Mark, over cell: Cell) -> Cell {
    let glyph: Unicode.Scalar =
      switch mark {
      case .cursor: "+"
      case .brush, .preview: "."
      case .zone: "-"
      case .line, .measure: "*"
      case .vertex: "o"
      case .end: "x"
      case .none: cell.glyph
      }
    switch traits.tier {
    case .mono: return Cell(glyph, mark == .cursor ? [.reverse, .bold] : .bold)
    case .ansi:
      return mark == .cursor
        ? Cell(glyph, ink: .palette(0), paper: .palette(2))
        : Cell(glyph, ink: plainInk(mark), paper: .palette(0), .bold)
    case .indexed, .direct:
      return mark == .cursor
        ? Cell(glyph, ink: palette.greys.inks[0], paper: palette.crosshair)
        : Cell(glyph, ink: plainInk(mark), paper: cell.paper)
    }
  }

  private func plainInk(_ mark: PaneMarks.Mark) -> Ink {
    switch mark {
    case .measure, .end: palette.measure
    case .zone: palette.zone
    default: palette.brush
    }
  }
}
