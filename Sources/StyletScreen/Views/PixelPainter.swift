import StyletBase
import StyletImaging

/// Puts pictures into a frame as the terminal's own pixels: the sibling of what makes cells of them.
struct PixelPainter {
  /// How they are sent, and the pixels of a cell.
  let way: PixelProtocol
  let cell: PixelSize
  /// Where there is no scan.
  let outside: UInt32
  private let paper: Ink
  private let greys: GreyScale

  /// - Parameters:
  ///   - cell: as it is now; nil for what the terminal said at the beginning.
  ///   - screen: its cells.
  ///   - theme: of the cells around.
  /// nil where pictures are drawn with characters, and on a screen of more pixels than any has.
  init?(
    _ traits: TerminalTraits, _ asked: PictureChoice?, cell: PixelSize?, screen: (width: Int, height: Int), theme: Theme
  ) {
    guard let way = traits.way(asked), let pixels = traits.pixels else { return nil }
    self.way = way
    self.cell = cell ?? pixels.cell
    guard screen.width * self.cell.width * screen.height * self.cell.height <= Self.most else { return nil }
    paper = theme.outside
    outside = Self.rgb(theme.outside)
    // In sixels a colour is a pass over six rows of pixels.
    greys = GreyScale(pixels: way == .kitty ? 256 : pixels.colours >= 192 ? 64 : 16, isLight: traits.isLight)
  }

  /// Twice those of a screen of 3840 x 2160.
  private static let most = 1 << 24

  /// The inks of a picture in all colours, whatever the cells have.
  func palette(_ traits: TerminalTraits, _ key: PicturePalette.Key) -> PicturePalette {
    var full = traits
    full.tier = .direct
    var palette = PicturePalette(full, key)
    palette.greys = greys
    return palette
  }

  /// A pane's picture, where cells that are written later stand before it. Its geometry is in pixels of ``cell``.
  func paint(_ pane: PanePainter, _ rect: CellRect, into b: inout CellBuffer) {
    guard let geometry = pane.picture.geometry, geometry.rect.width == rect.width, geometry.rect.height == rect.height
    else { return }
    let width = geometry.window.width, height = geometry.window.height
    let inside = pane.picture.inside
    var pixels = rows(width, height) { x, y in
      inside.x.contains(x) && inside.y.contains(y) ? Self.rgb(pane.ink(x, y)) : outside
    }
    for (n, mark) in pane.marks.pixels { pixels[n] = Self.rgb(pane.markInk(mark, n % width, n / width)) }
    // While keys repeat a pane may still have cells of another size.
    put(pixels, geometry.cell, rect, into: &b)
  }

  /// A picture of its own, `colour` asked for each pixel on all cores.
  func paint(_ rect: CellRect, into b: inout CellBuffer, colour: (_ x: Int, _ y: Int) -> UInt32) {
    put(rows(rect.width * cell.width, rect.height * cell.height, colour), cell, rect, into: &b)
  }

  private func put(_ pixels: [UInt32], _ cell: PixelSize, _ rect: CellRect, into b: inout CellBuffer) {
    b.fill(rect, with: Cell(Cell.picture, ink: paper, paper: paper))
    b.pictures.append(PixelPicture(rect: rect, cell: cell, way: way, pixels: pixels))
  }

  private func rows(_ width: Int, _ height: Int, _ colour: (_ x: Int, _ y: Int) -> UInt32) -> [UInt32] {
    guard width > 0, height > 0 else { return [] }
    return [UInt32](unsafeUninitializedCapacity: width * height) { out, count in
      count = width * height
      guard let base = out.baseAddress else { return }
      let shared = SharedWriter(pointer: base)
      withoutActuallyEscaping(colour) { colour in
        nonisolated(unsafe) let colour = colour
        let bands = min(16, height)
        Parallel.forEach(bands, together: width * height > 20_000) { band in
          for y in height * band / bands..<height * (band + 1) / bands {
            for x in 0..<width { shared.pointer[y * width + x] = colour(x, y) }
          }
        }
      }
    }
  }

  /// 0xRRGGBB of an ink; of the first sixteen as xterm has them.
  @inline(__always)
  static func rgb(_ ink: Ink) -> UInt32 {
    if ink.raw >= 0x100_0000 { return UInt32(ink.raw & 0xff_ffff) }
    guard ink.raw >= 0 else { return 0 }
    let c = XtermPalette.rgb(Int(ink.raw))
    return UInt32(c.r) << 16 | UInt32(c.g) << 8 | UInt32(c.b)
  }
}
