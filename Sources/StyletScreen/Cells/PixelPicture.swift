/// How a terminal is sent pictures in its own pixels, the better way first.
public enum PixelProtocol: String, Sendable, CaseIterable {
  /// kitty's graphics protocol: images by number, in all colours.
  case kitty
  /// DEC's sixels: drawn once into the screen, in a palette.
  case sixel
}

/// Pixels across and down.
public struct PixelSize: Hashable, Sendable {
  public var width: Int
  public var height: Int

  public init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }
}

/// A picture in the terminal's own pixels, over cells of the screen. It is seen where these hold ``Cell/picture``: what
/// is written on the others stays before it.
public struct PixelPicture: Equatable, Sendable {
  public var rect: CellRect
  /// Of a cell.
  public var cell: PixelSize
  public var way: PixelProtocol
  /// 0xRRGGBB, row by row: as many as the cells have.
  public var pixels: [UInt32]

  public init(rect: CellRect, cell: PixelSize, way: PixelProtocol, pixels: [UInt32]) {
    self.rect = rect
    self.cell = cell
    self.way = way
    self.pixels = pixels
  }

  /// Pixels of a row.
  public var stride: Int { rect.width * cell.width }
}

extension Cell {
  /// The glyph of a cell that shows its part of a ``PixelPicture``; without one it is a blank.
  public static let picture: Unicode.Scalar = "\u{1}"
}
