import StyletScreen

/// A rectangle of pixels as it is encoded.
struct PixelTile: Equatable {
  /// A pixel that is left as it is, for what a cell says stands there.
  static let clear = UInt32.max

  var width: Int
  var height: Int
  /// 0xRRGGBB or ``clear``, row by row.
  var pixels: [UInt32]

  /// A part of a picture: the pixels of the cells that show it.
  /// - Parameter rect: cells of the screen, within the picture's.
  init(_ picture: PixelPicture, _ rect: CellRect, cells: CellBuffer) {
    let cell = picture.cell, stride = picture.stride
    let left = (rect.col - picture.rect.col) * cell.width, top = (rect.row - picture.rect.row) * cell.height
    (width, height) = (rect.width * cell.width, rect.height * cell.height)
    pixels = []
    pixels.reserveCapacity(width * height)
    for row in rect.row..<rect.row + rect.height {
      let first = row * cells.width + rect.col
      let isWhole = cells.cells[first..<first + rect.width].allSatisfy { $0.glyph == Cell.picture }
      for y in 0..<cell.height {
        let line = (top + (row - rect.row) * cell.height + y) * stride + left
        if isWhole {
          pixels += picture.pixels[line..<line + width]
          continue
        }
        for n in 0..<rect.width {
          if cells.cells[first + n].glyph == Cell.picture {
            pixels += picture.pixels[line + n * cell.width..<line + (n + 1) * cell.width]
          } else {
            pixels += repeatElement(Self.clear, count: cell.width)
          }
        }
      }
    }
  }

  init(width: Int, height: Int, pixels: [UInt32]) { (self.width, self.height, self.pixels) = (width, height, pixels) }

  var isEmpty: Bool { pixels.allSatisfy { $0 == Self.clear } }
}
