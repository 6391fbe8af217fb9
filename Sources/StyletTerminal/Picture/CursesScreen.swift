import CNcursesw
import CTerminal
import Glibc
import StyletBase
import StyletScreen

/// Cell buffers to terminal bytes: curses, told to write into memory.
///
/// Curses knows every terminal: it takes the screen, gives it back, and says how it is written on. On a terminal of
/// ECMA-48 the difference of two frames is written by ``ScreenWriter``, in half of the bytes; on others by curses.
/// What it sends is taken from memory and handed to the device, so that a full or broken line never blocks or surprises
/// curses, every byte is counted, and a test or a benchmark needs no terminal at all. Curses has one screen per
/// process: make one at a time, on one thread.
public final class CursesScreen {
  public let traits: TerminalTraits
  private let memory: Int32
  private let resolver: InkResolver
  private let firstPairIsStandard: Bool
  private var pairs: PairCache
  private var shown: CellBuffer?
  private var run: [stylet_cell] = []
  /// nil where curses writes.
  private var writer: ScreenWriter?
  private var pictures: PictureWriter
  /// The terminal is ours, blank but for what ``shown`` tells.
  private var isTaken = false

  /// - Parameter term: the terminfo entry to draw for.
  /// - Throws: `.usage` when curses cannot draw on such a terminal, `.defect` when a screen is open already.
  public init(term: String, traits: TerminalTraits, width: Int, height: Int) throws(Failure) {
    let memory = stylet_memory_file()
    guard memory >= 0 else { throw Failure(.io, words("error.screen-memory")) }
    guard stylet_screen_open(term, memory, Int32(clamping: width), Int32(clamping: height)) != 0 else {
      close(memory)
      throw Failure(.usage, words("error.curses", ["term": term]), advice: words("error.try-term"))
    }
    self.memory = memory
    self.traits = traits
    // With few pairs to give, the terminal's own colours would take some that the picture needs.
    let wantsDefault = traits.tier == .direct || traits.tier == .indexed
    let hasColours = traits.tier != .mono && stylet_colours_start(wantsDefault ? 1 : 0) != 0
    let colours = hasColours ? Int(stylet_colour_count()) : 0
    resolver = InkResolver(tier: hasColours ? traits.tier : .mono, colours: colours, hasDefault: wantsDefault)
    firstPairIsStandard = !wantsDefault
    pairs = PairCache(terminalPairs: hasColours ? Int(stylet_pair_count()) : 1)
    writer = WritingStrings(hasColours: hasColours).map(ScreenWriter.init)
    pictures = PictureWriter(colours: traits.pixels?.colours ?? 256)
  }

  deinit {
    stylet_screen_close()
    close(memory)
  }

  public var width: Int { Int(stylet_screen_columns()) }
  public var height: Int { Int(stylet_screen_rows()) }

  /// The bytes that turn what the terminal shows into `next`; none when nothing changed.
  public func present(_ next: CellBuffer) -> [UInt8] {
    guard writer != nil else { return presentByCurses(next) }
    let taking = isTaken ? [] : taken()
    let size = (width, height)
    let next = next.width == size.0 && next.height == size.1 ? next : next.cut(width: size.0, height: size.1)
    let before = shown ?? CellBuffer(width: size.0, height: size.1)
    shown = next
    return taking + (writer?.write(next, after: before, converted: written) ?? []) + pictures.write(next)
  }

  /// The bytes after which the terminal is ours, and blank.
  private func taken() -> [UInt8] {
    let plain = (writer?.reset() ?? []) + pictures.forget()
    stylet_blank()
    stylet_repaint()
    stylet_update(-1, -1)
    (isTaken, shown) = (true, nil)
    // Curses clears in colours that it calls the terminal's own, and leaves them set.
    return plain + take() + ScreenWriter.plain
  }

  private func presentByCurses(_ next: CellBuffer) -> [UInt8] {
    if !put(next) {
      // More colour pairs than there are numbers: forget the old ones and draw all anew.
      reset_color_pairs()
      pairs.removeAll()
      shown = nil
      stylet_repaint()
      _ = put(next)
    }
    if let cursor = next.cursor, next.bounds.contains(col: cursor.col, row: cursor.row) {
      stylet_update(Int32(cursor.row), Int32(cursor.col))
    } else {
      stylet_update(-1, -1)
    }
    shown = next
    return take()
  }

  /// The next `present` sends every cell: after another program has written to the terminal.
  public func repaint() {
    isTaken = false
    stylet_repaint()
  }

  public func resize(width: Int, height: Int) {
    stylet_screen_resize(Int32(clamping: width), Int32(clamping: height))
    stylet_blank()
    stylet_repaint()
    (isTaken, shown) = (false, nil)
  }

  /// The bytes that give the terminal back; the next `present` takes it again and draws everything.
  public func leave() -> [UInt8] {
    let plain = (writer?.reset() ?? []) + pictures.forget()
    isTaken = false
    endwin()
    return plain + take()
  }

  // MARK: -

  /// False when the pairs ran out on the way.
  private func put(_ next: CellBuffer) -> Bool {
    let columns = min(next.width, width)
    let before = shown.flatMap { $0.width == next.width && $0.height == next.height ? $0 : nil }
    if before == nil { stylet_blank() }
    var complete = true
    for row in 0..<min(next.height, height) {
      let start = row * next.width
      var col = 0
      while col < columns {
        guard before?.cells[start + col] != next.cells[start + col] else {
          col += 1
          continue
        }
        // A character of two columns goes as a whole.
        let first = col > 0 && next.cells[start + col].glyph == Cell.rest ? col - 1 : col
        run.removeAll(keepingCapacity: true)
        if first < col { run.append(converted(next.cells[start + first], complete: &complete)) }
        while col < columns,
          before?.cells[start + col] != next.cells[start + col] || next.cells[start + col].glyph == Cell.rest
        {
          run.append(converted(next.cells[start + col], complete: &complete))
          col += 1
        }
        stylet_put_run(Int32(row), Int32(first), run, Int32(run.count))
      }
    }
    return complete
  }

  private func converted(_ cell: Cell, complete: inout Bool) -> stylet_cell {
    let cell = written(cell)
    let pair: Int32? = cell.ink == -1 && cell.paper == -1 ? 0
      : pairs.pair(ink: cell.ink, paper: cell.paper) { _ = init_extended_pair($0, $1, $2) }
    if pair == nil { complete = false }
    return stylet_cell(glyph: cell.glyph, pair: pair ?? 0, attributes: UInt32(cell.attributes))
  }

  /// A cell in the terminal's own numbers.
  private func written(_ cell: Cell) -> WrittenCell {
    var cell = cell
    if cell.glyph == Cell.picture { cell.glyph = " " }
    if resolver.tier == .mono {
      return WrittenCell(glyph: cell.glyph.value, ink: -1, paper: -1, attributes: cell.attributes.rawValue)
    }
    // On eight colours only ink can be bright: half blocks change places so that the bright half is ink.
    if resolver.brightens(cell.paper), !resolver.brightens(cell.ink), let other = Self.inverse[cell.glyph] {
      cell.glyph = other
      swap(&cell.ink, &cell.paper)
    }
    // Bold black is grey where bold is bright: on a badge it is lost.
    if resolver.tier == .ansi, cell.ink == .palette(0) { cell.attributes.remove(.bold) }
    if resolver.brightens(cell.ink) { cell.attributes.insert(.bold) }
    let ink = resolver.colour(cell.ink, isPaper: false)
    let paper = resolver.colour(cell.paper, isPaper: true)
    let isStandard = firstPairIsStandard && ink == 7 && paper == 0
    return WrittenCell(
      glyph: cell.glyph.value, ink: isStandard ? -1 : ink, paper: isStandard ? -1 : paper,
      attributes: cell.attributes.rawValue)
  }

  private static let inverse: [Unicode.Scalar: Unicode.Scalar] = ["▀": "▄", "▄": "▀", " ": "█", "█": " "]

  private func take() -> [UInt8] {
    let count = Int(lseek(memory, 0, SEEK_CUR))
    guard count > 0 else { return [] }
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = max(pread(memory, buffer.baseAddress, count, 0), 0)
    }
    lseek(memory, 0, SEEK_SET)
    return bytes
  }
}
