import StyletBase

/// Lines over the top of a screen, such as the tour's: in the colours of the mode's name, which stand out on every
/// terminal, whatever lies below them.
public struct Banner {
  private let theme: Theme
  private let glyphs: Glyphs
  private let tier: ColourTier

  public init(_ traits: TerminalTraits) {
    theme = Theme(traits.tier)
    glyphs = Glyphs(unicode: traits.unicode)
    tier = traits.tier
  }

  /// Draws `text` from the top, in as many rows as it takes; a third of the screen at most.
  public func draw(_ text: String, into b: inout CellBuffer) {
    let lines = Wrapping.lines(glyphs.plain(text), b.width - 2).prefix(max(b.height / 3, 1))
    for (row, line) in lines.enumerated() {
      let cell = Cell(" ", ink: theme.badge.ink, paper: theme.badge.paper, tier == .mono ? .reverse : [])
      b.fill(CellRect(col: 0, row: row, width: b.width, height: 1), with: cell)
      b.write(line, col: 1, row: row, ink: cell.ink, paper: cell.paper, cell.attributes)
    }
  }
}
