/// What a change of the screen costs on the line: an estimate after what ncurses 6.4 sends, measured on a
/// pseudo-terminal. Ink and paper are both sent whenever one of them changes; a cursor is moved by the shortest
/// of the usual ways; characters in between are sent again where that is shorter and their colours are set.
extension CellBuffer {
  /// Bytes to bring a terminal that shows `previous` to this screen.
  public func transferBytes(after previous: CellBuffer) -> Int {
    guard previous.width == width, previous.height == height else { return transferBytes(after: .init(width: width, height: height)) }
    var bytes = 0
    var at = (col: -1, row: -1)
    var current: (ink: Ink, paper: Ink, attributes: Attributes)?
    for row in 0..<height {
      for col in 0..<width {
        let n = row * width + col
        let cell = cells[n]
        if cell == previous.cells[n] { continue }
        if at.row != row {
          bytes += Self.address(col: col, row: row)
        } else if at.col != col {
          let between = cells[row * width + at.col..<n]
          let repeatable = between.allSatisfy {
            current?.ink == $0.ink && current?.paper == $0.paper && current?.attributes == $0.attributes
          }
          let again = repeatable ? between.reduce(0) { $0 + Self.length($1.glyph) } : .max
          bytes += min(again, 3 + (col - at.col > 1 ? String(col - at.col).utf8.count : 0))
        }
        if current == nil || current! != (cell.ink, cell.paper, cell.attributes) {
          bytes += Self.colours(from: current, to: cell)
          current = (cell.ink, cell.paper, cell.attributes)
        }
        bytes += Self.length(cell.glyph)
        at = (col + 1, row)
      }
    }
    return bytes
  }

  /// `ESC [ row ; col H`
  private static func address(col: Int, row: Int) -> Int {
    4 + String(row + 1).utf8.count + String(col + 1).utf8.count
  }

  private static func length(_ glyph: Unicode.Scalar) -> Int { UTF8.width(glyph) }

  private static func colours(from old: (ink: Ink, paper: Ink, attributes: Attributes)?, to new: Cell) -> Int {
    var bytes = 0
    var set = old.map { ($0.ink, $0.paper) } ?? (.standard, .standard)
    if (old?.attributes ?? []) != new.attributes {
      bytes += 6 + 4 * new.attributes.rawValue.nonzeroBitCount  // sgr0 clears the colours too
      set = (.standard, .standard)
    }
    if set == (new.ink, new.paper) { return bytes }
    if (new.ink == .standard && set.0 != .standard) || (new.paper == .standard && set.1 != .standard) { bytes += 8 }
    return bytes + length(new.ink) + length(new.paper)
  }

  /// `ESC [ 38 ; 5 ; n m` and the shorter forms of the first 16.
  private static func length(_ ink: Ink) -> Int {
    if let c = ink.rgb { return 11 + [c.r, c.g, c.b].reduce(0) { $0 + String($1).utf8.count } }
    return ink == .standard ? 0 : ink.raw < 8 ? 5 : ink.raw < 16 ? 6 : 8 + String(ink.raw).utf8.count
  }
}
