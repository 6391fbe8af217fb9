import StyletScreen

extension CellBuffer {
  /// The picture as lines of text with colours (SGR), for programs that print and go. Each line ends in the
  /// terminal's own colours. Without colours (`mono`) only reverse, bold and underline are sent; `plain` sends no
  /// escape at all, for a file or a pipe.
  public func ansiText(_ traits: TerminalTraits, plain: Bool = false) -> String {
    if plain { return text }
    let inks = SGR(tier: traits.tier)
    var out = ""
    for row in 0..<height {
      var now = "0"
      for col in 0..<width {
        let cell = self[col, row]
        let wanted = inks.parameters(cell)
        if wanted != now {
          out += "\u{1b}[\(wanted)m"
          now = wanted
        }
        out.unicodeScalars.append(cell.glyph)
      }
      out += now == "0" ? "\n" : "\u{1b}[0m\n"
    }
    return out
  }
}

/// Select Graphic Rendition (ECMA-48 8.3.117) of a cell.
private struct SGR {
  let tier: ColourTier

  func parameters(_ cell: Cell) -> String {
    var codes = ["0"]
    if cell.attributes.contains(.bold) { codes.append("1") }
    if cell.attributes.contains(.dim) { codes.append("2") }
    if cell.attributes.contains(.underline) { codes.append("4") }
    if cell.attributes.contains(.reverse) { codes.append("7") }
    if tier != .mono {
      if let ink = colour(cell.ink, 30) { codes.append(ink) }
      if let paper = colour(cell.paper, 40) { codes.append(paper) }
    }
    return codes.joined(separator: ";")
  }

  /// `base` 30 for ink, 40 for paper. Semicolons: older emulators do not read the standard's colons.
  private func colour(_ ink: Ink, _ base: Int) -> String? {
    if ink == .standard { return nil }
    let resolver = InkResolver(tier: tier, colours: 16, hasDefault: true)
    if tier == .direct, let c = ink.rgb { return "\(base + 8);2;\(c.r);\(c.g);\(c.b)" }
    let n = ink.rgb == nil && tier == .direct ? ink.raw : resolver.colour(ink, isPaper: base == 40)
    if tier == .ansi { return "\(n < 8 ? base + Int(n) : base + 52 + Int(n))" }
    return "\(base + 8);5;\(n)"
  }
}
