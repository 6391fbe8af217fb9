import StyletCore

/// The key table: sections flow down columns as wide as they need, and scroll.
public struct HelpView {
  let box: OverlayView

  private static let columnWidth = 44

  private enum Line {
    case title(String)
    case row(HintRow)
    case space
  }

  /// How far help of these sections can be scrolled on a screen of this size: 0 when all of it is seen.
  public static func lastScroll(_ sections: [HelpSection], width: Int, height: Int) -> Int {
    let columns = self.columns(width)
    let longest = flow(sections, columns).map(\.count).max() ?? 0
    return max(0, longest - rows(height))
  }

  private static func columns(_ width: Int) -> Int { max(1, min((width - 4) / columnWidth, 4)) }
  private static func rows(_ height: Int) -> Int { max(height - 3, 1) }

  /// Sections whole, in order, into columns of about the same height.
  private static func flow(_ sections: [HelpSection], _ columns: Int) -> [[Line]] {
    let blocks = sections.map { s in [Line.title(s.title)] + s.rows.map { .row($0) } + [.space] }
    let all = blocks.reduce(0) { $0 + $1.count }
    var out = [[Line]](repeating: [], count: columns)
    var column = 0, placed = 0
    for block in blocks {
      // On to the next column when more than half of the block would lie beyond this one's share.
      if column < columns - 1, placed + block.count / 2 > all * (column + 1) / columns { column += 1 }
      out[column] += block
      placed += block.count
    }
    return out
  }

  func draw(_ sections: [HelpSection], title: String, scroll: Int, into b: inout CellBuffer) {
    guard b.width >= 12, b.height >= 4 else { return }
    let inside = box.frame(
      CellRect(col: 0, row: 0, width: b.width, height: b.height - 1), title: title, into: &b)
    let columns = Self.columns(b.width)
    let flow = Self.flow(sections, columns)
    let last = Self.lastScroll(sections, width: b.width, height: b.height)
    let top = min(max(scroll, 0), last)
    let keys = OverlayView.keyWidth(sections.flatMap(\.rows), most: 16)
    let width = inside.width / columns
    for (c, lines) in flow.enumerated() {
      for (n, line) in lines.dropFirst(top).prefix(inside.height).enumerated() {
        let col = inside.col + c * width, row = inside.row + n
        switch line {
        case .title(let title):
          b.write(
            NumberText.cut(box.glyphs.plain(title), width - 1, box.glyphs), col: col, row: row, ink: box.theme.text,
            paper: box.theme.raised, .bold)
        case .row(let hint): box.row(hint, col: col, row: row, keys: keys, width: width - 2, into: &b)
        case .space: break
        }
      }
    }
    let foot = last > 0 ? " \(PanelText.helpKeys)   \(top + 1)/\(last + 1) " : " \(PanelText.helpKeys) "
    b.write(
      foot, col: 3, row: b.height - 2, limit: max(b.width - 6, 0), ink: box.theme.quiet, paper: box.theme.raised)
  }
}
