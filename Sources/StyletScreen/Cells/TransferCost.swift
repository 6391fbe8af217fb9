/// What a change of the screen costs on the line, in the bytes that StyletTerminal's writer sends to xterm-256color (a
/// test of it holds both equal): of ink and paper the one that changes and is seen, cells that did not change stepped over.
enum TransferCost {
  /// Bytes of one cell where the cursor stands already.
  @inline(__always)
  static func cell(_ cell: Cell, after pen: Cell) -> Int {
    // The second column of a character goes with the first.
    colours(from: pen, to: cell) + (cell.glyph == Cell.rest ? 0 : UTF8.width(cell.glyph))
  }

  /// What is set on the terminal when a cell has been sent.
  @inline(__always)
  static func pen(_ old: Cell, after cell: Cell) -> Cell {
    if cell.showsInk { return cell }
    var pen = cell
    pen.ink = old.attributes.subtracting(cell.attributes).isEmpty ? old.ink : .standard
    return pen
  }

  private static func colours(from old: Cell, to new: Cell) -> Int {
    if old.ink == new.ink || !new.showsInk, old.paper == new.paper, old.attributes == new.attributes { return 0 }
    var bytes = 0
    var (ink, paper, attributes) = (old.ink, old.paper, old.attributes)
    if !attributes.subtracting(new.attributes).isEmpty {
      // Attributes are taken off all together, and colours with them.
      bytes += 3
      (ink, paper, attributes) = (.standard, .standard, [])
    }
    bytes += 4 * new.attributes.subtracting(attributes).rawValue.nonzeroBitCount
    let inkBytes = ink == new.ink || !new.showsInk ? 0 : length(new.ink)
    let paperBytes = paper == new.paper ? 0 : length(new.paper)
    // Both go in one sequence.
    return bytes + inkBytes + paperBytes - (inkBytes > 0 && paperBytes > 0 ? 2 : 0)
  }

  /// `ESC [ 38 ; 5 ; n m`, and the shorter forms of the first 16 and of the terminal's own.
  private static func length(_ ink: Ink) -> Int {
    if let c = ink.rgb { return 11 + digits(Int(c.r)) + digits(Int(c.g)) + digits(Int(c.b)) }
    return ink == .standard || ink.raw < 8 ? 5 : ink.raw < 16 ? (ink.raw < 10 ? 5 : 6) : 8 + digits(Int(ink.raw))
  }

  static func digits(_ n: Int) -> Int { n < 10 ? 1 : n < 100 ? 2 : n < 1000 ? 3 : 4 }
}

extension CellBuffer {
  /// Bytes to bring a terminal that shows `previous`, its own colours set and its cursor anywhere, to this screen.
  public func transferBytes(after previous: CellBuffer) -> Int {
    guard previous.width == width, previous.height == height else {
      return transferBytes(after: CellBuffer(width: width, height: height))
    }
    var bytes = 0
    var pen = Cell.blank
    var place: (col: Int, row: Int)?
    for row in 0..<height {
      for col in 0..<width where cells[row * width + col] != previous.cells[row * width + col] {
        let cell = cells[row * width + col]
        bytes += step(from: place, to: (col, row), pen) + TransferCost.cell(cell, after: pen)
        if clearsRest(of: row, from: col, after: previous) {
          // ESC [ K instead of the blank; the cursor stays.
          bytes += 2
          (pen, place) = (TransferCost.pen(pen, after: cell), (col, row))
          break
        }
        pen = TransferCost.pen(pen, after: cell)
        place = col + 1 < width ? (col + 1, row) : nil
      }
    }
    return bytes
  }

  /// Whether a row is blank from a changed cell to its end, in one paper, and enough of that is new for one sequence
  /// to be shorter than its blanks.
  public func clearsRest(of row: Int, from col: Int, after previous: CellBuffer) -> Bool {
    let line = row * width, first = cells[line + col]
    guard first.glyph == " ", !first.showsInk, width - col >= 4, previous.width == width else { return false }
    var changed = 0
    for n in line + col..<line + width {
      let cell = cells[n]
      guard cell.glyph == " ", !cell.showsInk, cell.paper == first.paper, cell.attributes == first.attributes else {
        return false
      }
      if cell != previous.cells[n] { changed += 1 }
    }
    return changed >= 4
  }

  /// Of the cursor, over cells that did not change: the cheapest of what the writer can do.
  private func step(from here: (col: Int, row: Int)?, to there: (col: Int, row: Int), _ pen: Cell) -> Int {
    if let here, here == there { return 0 }
    if let here, here.row == there.row, here.col < there.col {
      let gap = there.col - here.col
      let move = gap == 1 ? 3 : 3 + TransferCost.digits(gap)
      let isSet = gap <= move && (here.col..<there.col).allSatisfy {
        let cell = cells[here.row * width + $0]
        return (0x20..<0x7f).contains(cell.glyph.value) && (cell.ink == pen.ink || !cell.showsInk)
          && cell.paper == pen.paper && cell.attributes == pen.attributes
      }
      return isSet ? gap : move
    }
    let row = TransferCost.digits(there.row + 1)
    let address = there.col == 0 ? there.row == 0 ? 3 : 3 + row : 4 + row + TransferCost.digits(there.col + 1)
    guard let here, (1...4).contains(there.row - here.row) else { return address }
    // Line feeds, then across or from the row's beginning.
    func right(_ n: Int) -> Int { n == 0 ? 0 : n == 1 ? 3 : 3 + TransferCost.digits(n) }
    let left = here.col - there.col
    let across = left < 0 ? right(-left) : left <= 4 ? left : 3 + TransferCost.digits(left)
    return min(there.row - here.row + min(across, 1 + right(there.col)), address)
  }
}
