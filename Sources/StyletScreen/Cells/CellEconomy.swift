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
      var ink = Ink.standard, paper = Ink.standard
      for n in cells.indices {
        let cell = cells[n]
        let halves = Halves(cell)
        if let old = same?.cells[n] {
          if old == cell { continue }
          if let halves, halves == Halves(old) {
            cells[n] = old
            continue
          }
        }
        guard let halves else {
          (ink, paper) = (cell.ink, cell.paper)
          continue
        }
        let (top, bottom) = (halves.top, halves.bottom)
        if top == bottom {
          if paper == top {
            cells[n] = Cell(" ", ink: ink, paper: paper)
          } else if ink == top {
            cells[n] = Cell("█", ink: ink, paper: paper)
          } else {
            // The pair that the next cell needs, if this colour is in it.
            var partner = halves.wasBlank ? cell.ink : ink
            if n + 1 < cells.count, let next = Halves(cells[n + 1]) {
              partner = next.top == top ? next.bottom : next.top
            }
            (ink, paper) = (partner, top)
            cells[n] = Cell(" ", ink: ink, paper: paper)
          }
        } else if ink == bottom, paper == top {
          cells[n] = Cell("▄", ink: ink, paper: paper)
        } else {
          (ink, paper) = (top, bottom)
          cells[n] = Cell("▀", ink: ink, paper: paper)
        }
      }
    }
    return out
  }

  /// What a picture cell looks like; nil for every other cell.
  struct Halves: Equatable {
    var top: Ink
    var bottom: Ink
    var wasBlank = false

    init?(_ cell: Cell) {
      guard cell.attributes.isEmpty else { return nil }
      switch cell.glyph {
      case "▀": (top, bottom) = (cell.ink, cell.paper)
      case "▄": (top, bottom) = (cell.paper, cell.ink)
      case "█": (top, bottom) = (cell.ink, cell.ink)
      case " ":
        (top, bottom) = (cell.paper, cell.paper)
        wasBlank = true
      default: return nil
      }
      // The terminal's default ink has no paper of its own: it cannot change places.
      if cell.ink == .standard || cell.paper == .standard { return nil }
    }

    static func == (l: Halves, r: Halves) -> Bool { l.top == r.top && l.bottom == r.bottom }
  }
}
