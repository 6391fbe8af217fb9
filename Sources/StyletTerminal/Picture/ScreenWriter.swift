import CTerminal
import StyletScreen

/// A cell as a terminal is told it.
struct WrittenCell {
  /// Unicode; 0 for the second column of the character before.
  var glyph: UInt32
  /// By terminfo's numbers; -1 the terminal's own.
  var ink: Int32
  var paper: Int32
  /// As in `Attributes`.
  var attributes: UInt8

  /// Whether its ink is seen: of a blank that is neither underlined nor in reverse it is not.
  var showsInk: Bool { glyph != 0x20 || attributes & (Attributes.underline.rawValue | Attributes.reverse.rawValue) != 0 }
}

/// The difference of two screens, in the fewest bytes, for a terminal of ECMA-48.
///
/// Curses sends ink and paper whenever one of them changes, colours and all for up to four cells that did not change,
/// and resets both after each frame: half of the bytes of a picture. This writer sends the colour that changes and is
/// seen, steps over what did not change, and leaves the colours set.
struct ScreenWriter {
  private var strings: WritingStrings
  private var out: [UInt8] = []
  /// Where the terminal's cursor stands; nil after the last column, and where it is not known.
  private var place: (col: Int, row: Int)?
  private var ink: Int32 = -1
  private var paper: Int32 = -1
  private var attributes: UInt8 = 0
  private var isCursorShown = false
  private var widths: [UInt32: Int32] = [:]

  init(_ strings: WritingStrings) { self.strings = strings }

  /// The terminal's own colours set again and its cursor hidden: before curses writes.
  mutating func reset() -> [UInt8] {
    defer { (ink, paper, attributes, place, isCursorShown) = (-1, -1, 0, nil, false) }
    return (ink == -1 && paper == -1 && attributes == 0 ? [] : Self.plain) + (isCursorShown ? strings.hideCursor : [])
  }

  /// The terminal's own colours, and no attributes.
  static let plain = Array("\u{1b}[m".utf8)

  /// - Parameters:
  ///   - previous: what the terminal shows, of the same size.
  ///   - converted: a cell as it is written.
  mutating func write(
    _ next: CellBuffer, after previous: CellBuffer, converted: (Cell) -> WrittenCell
  ) -> [UInt8] {
    out.removeAll(keepingCapacity: true)
    let width = next.width
    for row in 0..<next.height {
      let line = row * width
      var col = 0
      while col < width {
        guard next.cells[line + col] != previous.cells[line + col] else {
          col += 1
          continue
        }
        // A character of two columns goes as a whole.
        let first = col > 0 && next.cells[line + col].glyph == Cell.rest && isWide(col - 1, row, next) ? col - 1 : col
        let wide = isWide(first, row, next)
        step(to: (first, row), next, converted)
        if next.clearsRest(of: row, from: first, after: previous), let blank = cleared(row, first, next, converted) {
          colour(blank)
          out += Self.clearRest
          break
        }
        put(shown(converted(next.cells[line + first]), isWide: wide))
        let end = first + (wide ? 2 : 1)
        place = end < width ? (end, row) : nil
        col = max(end, col + 1)
      }
    }
    finish(next.cursor.flatMap { next.bounds.contains(col: $0.col, row: $0.row) ? $0 : nil })
    return out
  }

  /// The terminal's own cursor, hidden but in prompts.
  private mutating func finish(_ cursor: (col: Int, row: Int)?) {
    if let cursor, place.map({ $0 != cursor }) ?? true { address(cursor) }
    guard isCursorShown != (cursor != nil) else { return }
    out += cursor != nil ? strings.showCursor : strings.hideCursor
    isCursorShown = cursor != nil
  }

  // MARK: Cells

  /// EL: in the paper that is set, where the terminal has `bce`.
  private static let clearRest: [UInt8] = [0x1b, 0x5b, 0x4b]

  /// The blank that all of a row is from a column on; nil where the terminal does not clear to it.
  private func cleared(
    _ row: Int, _ first: Int, _ next: CellBuffer, _ converted: (Cell) -> WrittenCell
  ) -> WrittenCell? {
    let tail = next.cells[row * next.width + first..<(row + 1) * next.width].map(converted)
    guard strings.clearsInPaper, let blank = tail.first,
      tail.allSatisfy({ $0.glyph == 0x20 && !$0.showsInk && $0.paper == blank.paper })
    else { return nil }
    return blank
  }

  private mutating func put(_ cell: WrittenCell) {
    colour(cell)
    switch cell.glyph {
    case 0..<0x80: out.append(UInt8(cell.glyph))
    case 0x80..<0x800: out += [UInt8(0xc0 | cell.glyph >> 6), UInt8(0x80 | cell.glyph & 63)]
    case 0x800..<0x10000:
      out += [UInt8(0xe0 | cell.glyph >> 12), UInt8(0x80 | cell.glyph >> 6 & 63), UInt8(0x80 | cell.glyph & 63)]
    default:
      out += [
        UInt8(0xf0 | cell.glyph >> 18 & 7), UInt8(0x80 | cell.glyph >> 12 & 63), UInt8(0x80 | cell.glyph >> 6 & 63),
        UInt8(0x80 | cell.glyph & 63),
      ]
    }
  }

  /// What this locale gives no such width becomes "?".
  private mutating func shown(_ cell: WrittenCell, isWide: Bool) -> WrittenCell {
    var cell = cell
    if cell.glyph < 0x20 {
      cell.glyph = 0x20
    } else if columns(of: cell.glyph) != (isWide ? 2 : 1) {
      cell.glyph = 0x3f
    }
    return cell
  }

  /// Whether a cell's character takes the next one, too, here and in this locale.
  private mutating func isWide(_ col: Int, _ row: Int, _ next: CellBuffer) -> Bool {
    let at = row * next.width + col
    return col + 1 < next.width && next.cells[at + 1].glyph == Cell.rest
      && columns(of: next.cells[at].glyph.value) == 2
  }

  private mutating func columns(of glyph: UInt32) -> Int32 {
    if (0x20..<0x7f).contains(glyph) { return 1 }
    if let width = widths[glyph] { return width }
    let width = stylet_columns_of(glyph)
    widths[glyph] = width
    return width
  }

  private mutating func colour(_ cell: WrittenCell) {
    let has = cell.ink != -1 || cell.paper != -1
    let wanted = has ? cell.attributes & ~strings.colourless : cell.attributes
    if wanted != attributes {
      // Attributes are taken off all together, and colours with them.
      if attributes & ~wanted != 0 {
        out += Self.plain
        (ink, paper, attributes) = (-1, -1, 0)
      }
      for bit in 0..<4 where (wanted & ~attributes) >> bit & 1 == 1 { out += strings.attributes[bit] }
      attributes = wanted
    }
    let newInk = cell.showsInk ? cell.ink : ink
    let inkBytes = ink == newInk ? [] : strings.ink(newInk)
    let paperBytes = paper == cell.paper ? [] : strings.paper(cell.paper)
    (ink, paper) = (newInk, cell.paper)
    if !inkBytes.isEmpty, !paperBytes.isEmpty, inkBytes.last == 0x6d, paperBytes.starts(with: [0x1b, 0x5b]) {
      out += inkBytes.dropLast() + [0x3b] + paperBytes.dropFirst(2)
    } else {
      out += inkBytes + paperBytes
    }
  }

  // MARK: Places

  /// Brings the cursor to a place: over a few cells of the colours that are set by sending them again, else by the
  /// shortest movement.
  private mutating func step(
    to there: (col: Int, row: Int), _ next: CellBuffer, _ converted: (Cell) -> WrittenCell
  ) {
    guard let here = place, here != there else {
      if place == nil { address(there) }
      return
    }
    guard here.row == there.row, here.col < there.col else {
      let steps = strings.hasSteps ? Self.down(from: here, to: there) : nil
      if let steps, steps.count < Self.addressing(there).count {
        out += steps
        place = there
      } else {
        address(there)
      }
      return
    }
    let move = Self.right(there.col - here.col)
    let between = next.cells[here.row * next.width + here.col..<here.row * next.width + there.col]
    guard between.count <= move.count else {
      out += move
      return
    }
    let cells = between.map(converted)
    let isSet = cells.allSatisfy {
      (0x20..<0x7f).contains($0.glyph) && ($0.ink == ink || !$0.showsInk) && $0.paper == paper
        && $0.attributes == attributes
    }
    out += isSet ? cells.map { UInt8(truncatingIfNeeded: $0.glyph) } : move
  }

  private static func right(_ columns: Int) -> [UInt8] {
    Array((columns == 1 ? "\u{1b}[C" : "\u{1b}[\(columns)C").utf8)
  }

  /// A few rows down: line feeds, then to the left or right, or from the row's beginning. nil for more rows and upwards.
  private static func down(from here: (col: Int, row: Int), to there: (col: Int, row: Int)) -> [UInt8]? {
    guard (1...4).contains(there.row - here.row) else { return nil }
    let feeds = [UInt8](repeating: 0x0a, count: there.row - here.row)
    let fromStart = [0x0d] + feeds + (there.col > 0 ? right(there.col) : [])
    let across =
      there.col > here.col
      ? right(there.col - here.col)
      : here.col - there.col <= 4
        ? [UInt8](repeating: 0x08, count: here.col - there.col) : Array("\u{1b}[\(here.col - there.col)D".utf8)
    return feeds.count + across.count < fromStart.count ? feeds + across : fromStart
  }

  private static func addressing(_ there: (col: Int, row: Int)) -> [UInt8] {
    let (col, row) = (there.col + 1, there.row + 1)
    return Array((col == 1 ? row == 1 ? "\u{1b}[H" : "\u{1b}[\(row)H" : "\u{1b}[\(row);\(col)H").utf8)
  }

  private mutating func address(_ there: (col: Int, row: Int)) {
    out += Self.addressing(there)
    place = there
  }
}
