/// What a change of the screen costs on the line: an estimate after what ncurses 6.4 sends to xterm-256color,
/// measured on a pseudo-terminal. Ink and paper are both sent whenever one of them changes; up to four unchanged
/// cells between changed ones are sent again, with their colours; colours and attributes are reset at the end.
extension CellBuffer {
  /// Bytes to bring a terminal that shows `previous` to this screen.
  public func transferBytes(after previous: CellBuffer) -> Int {
    guard previous.width == width, previous.height == height else {
      return transferBytes(after: CellBuffer(width: width, height: height))
    }
    var bytes = 0
    var current = Cell.blank
    for row in 0..<height {
      var at: Int?
      for col in 0..<width where cells[row * width + col] != previous.cells[row * width + col] {
        if let at, col - at <= 4 {
          for between in at..<col { bytes += Self.send(cells[row * width + between], &current) }
        } else {
          // `ESC [ n G` within a row.
          bytes += at == nil ? Self.address(col: col, row: row) : 3 + String(col + 1).utf8.count
        }
        bytes += Self.send(cells[row * width + col], &current)
        at = col + 1
      }
    }
    return bytes == 0 ? 0 : bytes + 15
  }

  private static func send(_ cell: Cell, _ current: inout Cell) -> Int {
    defer { current = cell }
    return colours(from: current, to: cell) + UTF8.width(cell.glyph)
  }

  /// `ESC [ row ; col H`
  private static func address(col: Int, row: Int) -> Int {
    4 + String(row + 1).utf8.count + String(col + 1).utf8.count
  }

  private static func colours(from old: Cell, to new: Cell) -> Int {
    var bytes = 0
    var (ink, paper) = (old.ink, old.paper)
    if old.attributes != new.attributes {
      bytes += 6 + 4 * new.attributes.rawValue.nonzeroBitCount  // sgr0 clears the colours too
      (ink, paper) = (.standard, .standard)
    }
    if ink == new.ink, paper == new.paper { return bytes }
    if (new.ink == .standard && ink != .standard) || (new.paper == .standard && paper != .standard) { bytes += 8 }
    return bytes + length(new.ink) + length(new.paper)
  }

  /// `ESC [ 38 ; 5 ; n m` and the shorter forms of the first 16.
  private static func length(_ ink: Ink) -> Int {
    if let c = ink.rgb { return 11 + [c.r, c.g, c.b].reduce(0) { $0 + String($1).utf8.count } }
    return ink == .standard ? 0 : ink.raw < 8 ? 5 : ink.raw < 16 ? 6 : 8 + String(ink.raw).utf8.count
  }
}
