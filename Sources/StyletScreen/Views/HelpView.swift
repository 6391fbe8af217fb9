import StyletBase

/// The key table: sections flow down columns as wide as they need, and scroll.
public struct HelpView {
  let box: OverlayView

  /// No name of a command that has no key is longer.
  private static let keys = 17
  private static func columnWidth(_ sections: [HelpSection]) -> Int {
    max(keys + 2 + (sections.map(\.textWidth).max() ?? 0), 44)
  }

  private enum Line {
    case title(String)
    case row(HintRow)
    case space
  }

  /// How far help of these sections can be scrolled on a screen of this size: 0 when all of it is seen.
  public static func lastScroll(_ sections: [HelpSection], width: Int, height: Int) -> Int {
    let longest = flow(sections, width - 4).lines.map(\.count).max() ?? 0
    return max(0, longest - rows(height))
  }

  /// What a key does in help that is open.
  /// - Parameter at: lines of help above the top.
  /// - Returns: the same after the key; nil where the key closes it.
  static func scroll(_ key: Key, from at: Int, _ sections: [HelpSection], width: Int, height: Int) -> Int? {
    let last = lastScroll(sections, width: width, height: height), page = max(height - 6, 1)
    func show(_ line: Int) -> Int { min(max(line, 0), last) }
    switch key {
    case .up, .character("k"): return show(at - 1)
    case .down, .character("j"), .enter: return show(at + 1)
    case .pageUp, .control("b"): return show(at - page)
    case .pageDown, .control("f"), .character(" "): return show(at + page)
    case .home, .character("g"): return 0
    case .end, .character("G"): return last
    case .escape, .character("q"), .character("?"): return nil
    default: return at
    }
  }

  /// No more columns than there are sections: one that stands alone has the whole width.
  private static func columns(_ width: Int, _ sections: [HelpSection]) -> Int {
    max(1, min(width / columnWidth(sections), 4, sections.count))
  }
  private static func rows(_ height: Int) -> Int { max(height - 3, 1) }

  /// A row in as many lines as its column takes.
  private static func lines(_ hint: HintRow, keys: Int, width: Int) -> [Line] {
    let texts = Wrapping.lines(hint.text, max(width - keys - 2, 1))
    let names = hint.key.columns > keys ? Wrapping.lines(hint.key, max(keys, 1)) : [hint.key]
    return (0..<max(texts.count, names.count, 1)).map {
      .row(HintRow(key: names[safe: $0] ?? "", text: texts[safe: $0] ?? ""))
    }
  }

  /// Sections whole, in order, into columns of about the same height.
  /// - Parameter width: of the inside.
  private static func flow(_ sections: [HelpSection], _ width: Int) -> (lines: [[Line]], keys: Int, width: Int) {
    let columns = columns(width, sections), column = max(width, 1) / columns
    let keys = min(OverlayView.keyWidth(sections.flatMap(\.rows), most: Self.keys), max(column / 2 - 2, 1))
    return (flow(sections, columns) { lines($0, keys: keys, width: column - 2) }, keys, column)
  }

  private static func flow(
    _ sections: [HelpSection], _ columns: Int, _ lines: (HintRow) -> [Line]
  ) -> [[Line]] {
    let blocks = sections.map { s in [Line.title(s.title)] + s.rows.flatMap(lines) + [.space] }
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
    let (flow, keys, width) = Self.flow(sections, inside.width)
    let last = Self.lastScroll(sections, width: b.width, height: b.height)
    let top = min(max(scroll, 0), last)
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
      box.glyphs.plain(foot), col: 3, row: b.height - 2, limit: max(b.width - 6, 0), ink: box.theme.quiet, paper: box.theme.raised)
  }
}
