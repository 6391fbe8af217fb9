/// Half blocks say the same picture in two ways: ▀ with ink over paper and ▄ with paper over ink look alike,
/// and so do █ and a blank. Choosing among them so that the pair of colours stays the same from cell to cell
/// makes a frame about a third as long on the line.
extension CellBuffer {
  /// This screen in the cells that cost least to send after `previous`: every cell looks exactly the same.
  ///
  /// A cell that looks as it did is left as it was; one that changes takes the colours that the terminal has set
  /// when they will do. Cost: a pass over the cells.
  func economised(after previous: CellBuffer?) -> CellBuffer {
    let same = previous.flatMap { $0.width == width && $0.height == height ? $0 : nil }
    var out = self
    out.withCells { cells in
      var changed: [Int] = []
      for n in cells.indices {
        guard let old = same?.cells[n] else {
          changed.append(n)
          continue
        }
        if old == cells[n] { continue }
        if let halves = Halves(cells[n]), halves == Halves(old) {
          cells[n] = old
        } else if cells[n].exchanged == old {
          cells[n] = old
        } else {
          changed.append(n)
        }
      }
      var ink = Ink.standard, paper = Ink.standard
      for (at, n) in changed.enumerated() {
        guard let halves = Halves(cells[n]) else {
          if cells[n].ink == paper, cells[n].paper == ink, let other = cells[n].exchanged { cells[n] = other }
          (ink, paper) = (cells[n].ink, cells[n].paper)
          continue
        }
        let next = at + 1 < changed.count ? Halves(cells[changed[at + 1]]) : nil
        let cell = halves.cell(ink, paper, next: next)
        (ink, paper) = (cell.ink, cell.paper)
        cells[n] = cell
      }
    }
    return out
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

    /// The cell that looks like this: in the pair that is set when it will do, else in one that the next cell to
    /// be sent can use as well.
    func cell(_ ink: Ink, _ paper: Ink, next: Halves?) -> Cell {
      if top != bottom {
        return ink == bottom && paper == top ? Cell("▄", ink: ink, paper: paper) : Cell("▀", ink: top, paper: bottom)
      }
      if paper == top { return Cell(" ", ink: ink, paper: paper) }
      if ink == top { return Cell("█", ink: ink, paper: paper) }
      let partner = next.map { $0.top == top ? $0.bottom : $0.top } ?? top
      return Cell(" ", ink: partner, paper: top)
    }
  }
}

extension Cell {
  /// The cell that looks the same with ink and paper exchanged; nil where there is none.
  fileprivate var exchanged: Cell? {
    // The terminal's default colours cannot change places.
    guard attributes.isEmpty, ink != .standard, paper != .standard, let other = GlyphShape.complements[glyph]
    else { return nil }
    return Cell(other, ink: paper, paper: ink)
  }
}
