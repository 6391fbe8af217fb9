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
  /// Pictures in the terminal's own pixels, where cells hold ``Cell/picture``.
  public var pictures: [PixelPicture] = []

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

  /// Writes a line of text, clipped to `limit` columns and the buffer. Letters of East Asia take two columns, others
  /// one; what could upset a terminal (control, bidirectional, unknown) is shown as "?".
  /// - Returns: the column after the last one written.
  @discardableResult
  public mutating func write(
    _ text: String, col: Int, row: Int, limit: Int = .max, ink: Ink = .standard, paper: Ink = .standard,
    _ attributes: Attributes = []
  ) -> Int {
    var c = col
    let end = limit < width - min(col, width) ? col + limit : max(width, col)
    for s in text.unicodeScalars {
      let columns = s.columns ?? 1
      guard c + columns <= end else { break }
      if columns == 0 { continue }
      self[c, row] = Cell(s.columns == nil ? "?" : s, ink: ink, paper: paper, attributes)
      if columns == 2 { self[c + 1, row] = Cell(Cell.rest, ink: ink, paper: paper, attributes) }
      c += columns
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

  /// The upper left part, blank where there is none.
  public func cut(width: Int, height: Int) -> CellBuffer {
    var part = CellBuffer(width: width, height: height)
    for row in 0..<min(height, self.height) {
      for col in 0..<min(width, self.width) { part[col, row] = self[col, row] }
    }
    part.cursor = cursor
    part.pictures = pictures
    return part
  }

  /// The characters without colours, a line a row, trailing blanks cut: what `--dump-screen` writes.
  public var text: String {
    (0..<height).map { row in
      let glyphs = cells[row * width..<(row + 1) * width].map(\.glyph)
      var line = String.UnicodeScalarView(glyphs.filter { $0 != Cell.rest }.map { $0 == Cell.picture ? " " : $0 })
      while line.last == " " { line.removeLast() }
      return String(line) + "\n"
    }.joined()
  }

  public static func == (l: CellBuffer, r: CellBuffer) -> Bool {
    l.width == r.width && l.height == r.height && l.cells == r.cells && l.cursor?.col == r.cursor?.col
      && l.cursor?.row == r.cursor?.row && l.pictures == r.pictures
  }
}
