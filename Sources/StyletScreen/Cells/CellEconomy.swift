/// Characters of two colours say the same picture in two ways: ▀ with ink over paper and ▄ with paper over ink look
/// alike, and so do █ and a blank. Choosing among them so that colours stay the same from cell to cell makes a frame
/// about a third as long on the line.
extension CellBuffer {
  /// This screen in the cells that cost least to send after `previous`: every cell looks exactly the same.
  ///
  /// A cell that looks as it did is left as it was. Of those that change, in the order in which they are sent, the
  /// cheapest way through both forms of each is taken (Viterbi's algorithm with two states). Cost: a pass over the cells.
  func economised(after previous: CellBuffer?) -> CellBuffer {
    let same = previous.flatMap { $0.width == width && $0.height == height ? $0.cells : nil }
    var out = self
    out.withCells { cells in
      var changed: [Int] = []
      for n in cells.indices {
        guard let same else {
          changed.append(n)
          continue
        }
        let old = same[n]
        if old == cells[n] { continue }
        if !old.showsInk, !cells[n].showsInk, old.paper == cells[n].paper, old.attributes == cells[n].attributes {
          cells[n] = old
          continue
        }
        if let halves = Halves(cells[n]), halves == Halves(old), !(cells[n].isWords && old.glyph == "█") {
          cells[n] = old
        } else if cells[n].exchanged == old {
          cells[n] = old
        } else {
          changed.append(n)
        }
      }
      Self.takeCheapestWay(through: changed, of: cells)
    }
    return out
  }

  /// A form of a cell, and what it costs to have sent all up to it.
  private struct Way {
    var cell: Cell
    /// What is set on the terminal behind it.
    var pen: Cell
    var cost: Int32
    /// Which form of the cell before it follows.
    var from: Int8
  }

  private static func takeCheapestWay(through changed: [Int], of cells: UnsafeMutableBufferPointer<Cell>) {
    var ways: [Way] = []
    ways.reserveCapacity(2 * changed.count)
    var before = (Way(cell: .blank, pen: .blank, cost: 0, from: 0), Way(cell: .blank, pen: .blank, cost: 0, from: 0))
    for n in changed {
      let cell = cells[n]
      let pair: (Way, Way)
      if let plain = Halves(cell), plain.top == plain.bottom {
        let blank = cheaper(before) { Cell(" ", ink: $0.ink == .standard ? plain.top : $0.ink, paper: plain.top) }
        pair = (
          blank,
          cell.isWords
            ? blank : cheaper(before) { Cell("█", ink: plain.top, paper: $0.paper == .standard ? plain.top : $0.paper) }
        )
      } else {
        let one = cheaper(before) { _ in cell }
        pair = (one, cell.exchanged.map { other in cheaper(before) { _ in other } } ?? one)
      }
      ways.append(pair.0)
      ways.append(pair.1)
      before = pair
    }
    var form = before.1.cost < before.0.cost ? 1 : 0
    for at in changed.indices.reversed() {
      let way = ways[2 * at + form]
      cells[changed[at]] = way.cell
      form = Int(way.from)
    }
  }

  @inline(__always)
  private static func cheaper(_ before: (Way, Way), _ form: (Cell) -> Cell) -> Way {
    let a = form(before.0.pen), b = form(before.1.pen)
    let first = before.0.cost + Int32(truncatingIfNeeded: TransferCost.cell(a, after: before.0.pen))
    let second = before.1.cost + Int32(truncatingIfNeeded: TransferCost.cell(b, after: before.1.pen))
    return second < first
      ? Way(cell: b, pen: TransferCost.pen(before.1.pen, after: b), cost: second, from: 1)
      : Way(cell: a, pen: TransferCost.pen(before.0.pen, after: a), cost: first, from: 0)
  }

  /// What a cell of half blocks looks like; nil for every other cell.
  struct Halves: Equatable {
    var top: Ink
    var bottom: Ink

    init?(_ cell: Cell) {
      // The terminal's default colours cannot change places.
      guard cell.attributes.isEmpty, cell.ink != .standard, cell.paper != .standard else { return nil }
      switch cell.glyph {
      case "▀": (top, bottom) = (cell.ink, cell.paper)
      case "▄": (top, bottom) = (cell.paper, cell.ink)
      case "█": (top, bottom) = (cell.ink, cell.ink)
      case " ": (top, bottom) = (cell.paper, cell.paper)
      default: return nil
      }
    }
  }
}

extension Cell {
  /// A blank between words: it stays one, for whoever copies the text. A picture's blank has one colour.
  fileprivate var isWords: Bool { glyph == " " && ink != paper }

  /// The cell that looks the same with ink and paper exchanged; nil where there is none.
  fileprivate var exchanged: Cell? {
    // The terminal's default colours cannot change places.
    guard attributes.isEmpty, ink != .standard, paper != .standard, let other = GlyphShape.complements[glyph]
    else { return nil }
    return Cell(other, ink: paper, paper: ink)
  }
}
