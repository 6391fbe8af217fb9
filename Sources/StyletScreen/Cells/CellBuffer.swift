/// A rectangle of cells, columns and rows base 0 from the top left.
public struct CellRect: Hashable, Sendable {
  public var col: Int
  public var row: Int
  public var width: Int
  public var height: Int

  public init(col: Int, row: Int, width: Int, height: Int) {
    self.col = col
    self.row = row
    self.width = max(width, 0)
    self.height = max(height, 0)
  }

  public func contains(col c: Int, row r: Int) -> Bool {
    c >= col && r >= row && c < col + width && r < row + height
  }
}

/// The screen as a value: what views draw into, tests compare and the terminal is sent the difference of.
public struct CellBuffer: Equatable, Sendable {
  public let width: Int
  public let height: Int
  public private(set) var cells: [Cell]
  /// Where the terminal's own cursor stands, when it is shown (a prompt, for screen readers).
  public var cursor: (col: Int, row: Int)?

  public init(width: Int, height: Int) {
    self.width = max(width, 0)
    self.height = max(height, 0)
    cells = [Cell](repeating: .blank, count: self.width * self.height)
  }

  public var bounds: CellRect { CellRect(col: 0, row: 0, width: width, height: height) }

  /// Outside the buffer: reading gives a blank, writing does nothing.
  public subscript(col: Int, row: Int) -> Cell {
    get { bounds.contains(col: col, row: row) ? cells[row * width + col] : .blank }
    set { if bounds.contains(col: col, row: row) { cells[row * width + col] = newValue } }
  }

  /// Writes a line of text, clipped to `limit` columns and the buffer. Every scalar takes one column; one that
  /// could upset a terminal (control, combining, wide, bidirectional) is shown as "?".
  /// - Returns: the column after the last one written.
  @discardableResult
  public mutating func write(
    _ text: String, col: Int, row: Int, limit: Int = .max, ink: Ink = .standard, paper: Ink = .standard,
    _ attributes: Attributes = []
  ) -> Int {
    var c = col
    for s in text.unicodeScalars.prefix(limit) where c < width {
      self[c, row] = Cell(s.isOneColumn ? s : "?", ink: ink, paper: paper, attributes)
      c += 1
    }
    return c
  }

  /// All cells, row by row, for a pass that would spend its time in bounds checks.
  mutating func withCells<R>(_ body: (UnsafeMutableBufferPointer<Cell>) -> R) -> R {
    cells.withUnsafeMutableBufferPointer { body($0) }
  }

  public mutating func fill(_ rect: CellRect, with cell: Cell) {
    for row in rect.row..<rect.row + rect.height {
      for col in rect.col..<rect.col + rect.width { self[col, row] = cell }
    }
  }

  /// The characters without colours, a line a row, trailing blanks cut: what `--dump-screen` writes.
  public var text: String {
    (0..<height).map { row in
      var line = String.UnicodeScalarView(cells[row * width..<(row + 1) * width].map(\.glyph))
      while line.last == " " { line.removeLast() }
      return String(line) + "\n"
    }.joined()
  }

  public static func == (l: CellBuffer, r: CellBuffer) -> Bool {
    l.width == r.width && l.height == r.height && l.cells == r.cells && l.cursor?.col == r.cursor?.col
      && l.cursor?.row == r.cursor?.row
  }
}

extension Unicode.Scalar {
  /// Whether every terminal gives this scalar exactly one column: ASCII, Latin, and the box, block and symbol
  /// characters that Stylet draws with.
  public var isOneColumn: Bool {
    switch value {
    case 0x20...0x7e, 0xa0...0xac, 0xae...0x24f: true
    case 0x2010...0x2027, 0x2030...0x205e, 0x2190...0x21ff, 0x2200...0x22ff, 0x2500...0x259f, 0x25a0...0x25ff: true
    default: false
    }
  }
}
