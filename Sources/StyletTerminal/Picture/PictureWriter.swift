import StyletScreen

/// The pictures of a frame, as far as they differ from those that the terminal shows: the sibling of ``ScreenWriter``,
/// which has written the cells before.
///
/// A picture is cut into tiles of a few cells; a tile goes again when a pixel of it has changed, or whether a cell of it
/// shows the picture. So a stroke costs its tiles, and what is written before a picture clips it. kitty keeps a numbered
/// image for each tile. Sixels are drawn over what was there: tiles side by side go as one.
struct PictureWriter {
  /// Cells of a tile.
  static let tile = (columns: 8, rows: 4)
  /// Others may have images in this terminal: ours have numbers from here on.
  private static let firstNumber = 50_100

  /// Colours that a picture in sixels may have.
  let colours: Int
  private var before: CellBuffer?
  /// The images that the terminal has, by their cells.
  private var numbers: [CellRect: Int] = [:]
  private var free: [Int] = []

  init(colours: Int) { self.colours = colours }

  /// The bytes that bring the terminal's pictures to those of `next`; none when nothing changed. The cursor stays.
  mutating func write(_ next: CellBuffer) -> [UInt8] {
    defer { before = next.pictures.isEmpty ? nil : next }
    guard !next.pictures.isEmpty || before != nil else { return [] }
    var out: [UInt8] = [], kept: Set<CellRect> = []
    for picture in next.pictures where Self.fits(picture, next) {
      let tiles = Self.tiles(picture.rect)
      let old = before?.pictures.first {
        $0.rect == picture.rect && $0.cell == picture.cell && $0.way == picture.way
      }
      let changed = tiles.filter { differs($0, picture, old, next) }
      switch picture.way {
      case .kitty:
        kept.formUnion(tiles)
        for rect in changed { out += kitty(rect, picture, next) }
      case .sixel:
        for rect in Self.joined(changed, most: SixelImage.most, picture.cell) {
          let tile = PixelTile(picture, rect, cells: next)
          if !tile.isEmpty { out += Self.at(rect) + SixelImage.draw(tile, colours: colours) }
        }
      }
    }
    for rect in numbers.keys.filter({ !kept.contains($0) }).sorted(by: { ($0.row, $0.col) < ($1.row, $1.col) }) {
      out += delete(rect)
    }
    return out.isEmpty ? [] : Self.keepCursor + out + Self.giveCursor
  }

  /// The bytes after which the terminal has none of our images; what comes next is sent whole.
  mutating func forget() -> [UInt8] {
    before = nil
    return numbers.keys.sorted { ($0.row, $0.col) < ($1.row, $1.col) }.flatMap { delete($0) }
  }

  /// DECSC and DECRC.
  private static let keepCursor: [UInt8] = [0x1b, 0x37], giveCursor: [UInt8] = [0x1b, 0x38]

  private static func at(_ rect: CellRect) -> [UInt8] { Array("\u{1b}[\(rect.row + 1);\(rect.col + 1)H".utf8) }

  /// Whether it has the pixels that it says, on the screen.
  private static func fits(_ picture: PixelPicture, _ cells: CellBuffer) -> Bool {
    let r = picture.rect
    return r.col >= 0 && r.row >= 0 && r.col + r.width <= cells.width && r.row + r.height <= cells.height
      && picture.pixels.count == picture.stride * r.height * picture.cell.height && !picture.pixels.isEmpty
  }

  private mutating func kitty(_ rect: CellRect, _ picture: PixelPicture, _ cells: CellBuffer) -> [UInt8] {
    let tile = PixelTile(picture, rect, cells: cells)
    if tile.isEmpty { return delete(rect) }
    let number = numbers[rect] ?? free.popLast() ?? Self.firstNumber + numbers.count
    numbers[rect] = number
    return Self.at(rect) + KittyImage.show(tile, number: number, columns: rect.width, rows: rect.height)
  }

  private mutating func delete(_ rect: CellRect) -> [UInt8] {
    guard let number = numbers.removeValue(forKey: rect) else { return [] }
    free.append(number)
    return KittyImage.delete(number: number)
  }

  // MARK: Tiles

  static func tiles(_ rect: CellRect) -> [CellRect] {
    stride(from: rect.row, to: rect.row + rect.height, by: tile.rows).flatMap { row in
      stride(from: rect.col, to: rect.col + rect.width, by: tile.columns).map { col in
        CellRect(
          col: col, row: row, width: min(tile.columns, rect.col + rect.width - col),
          height: min(tile.rows, rect.row + rect.height - row))
      }
    }
  }

  private func differs(_ rect: CellRect, _ picture: PixelPicture, _ old: PixelPicture?, _ next: CellBuffer) -> Bool {
    guard let old, let before, before.width == next.width, before.height == next.height else { return true }
    for row in rect.row..<rect.row + rect.height {
      let line = row * next.width
      for n in line + rect.col..<line + rect.col + rect.width
      where (next.cells[n].glyph == Cell.picture) != (before.cells[n].glyph == Cell.picture) { return true }
    }
    let cell = picture.cell, left = (rect.col - picture.rect.col) * cell.width
    for y in (rect.row - picture.rect.row) * cell.height..<(rect.row + rect.height - picture.rect.row) * cell.height {
      let line = y * picture.stride + left, end = line + rect.width * cell.width
      let isSame = picture.pixels.withUnsafeBufferPointer { a in
        old.pixels.withUnsafeBufferPointer { b in a[line..<end].elementsEqual(b[line..<end]) }
      }
      if !isSame { return true }
    }
    return false
  }

  /// Tiles side by side as one, and such rows one below the other, while they are no larger than an image may be.
  static func joined(_ tiles: [CellRect], most: Int, _ cell: PixelSize) -> [CellRect] {
    var rows: [CellRect] = []
    for tile in tiles {
      if let last = rows.last, last.row == tile.row, last.col + last.width == tile.col, last.height == tile.height,
        (last.width + tile.width) * cell.width <= most
      {
        rows[rows.count - 1].width += tile.width
      } else {
        rows.append(tile)
      }
    }
    var out: [CellRect] = []
    for row in rows {
      let above = out.firstIndex {
        $0.col == row.col && $0.width == row.width && $0.row + $0.height == row.row
          && ($0.height + row.height) * cell.height <= most
      }
      if let above { out[above].height += row.height } else { out.append(row) }
    }
    return out
  }
}
