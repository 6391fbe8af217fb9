extension CellBuffer {
  /// The screen as text with SGR colours, for printing outside the workstation (`show`, `doctor`, `demo`).
  /// Every line ends with a reset, so that it can be cut anywhere. Blank lines at the end are kept.
  public var ansi: String {
    var out = ""
    for row in 0..<height {
      var last: Cell?
      for col in 0..<width {
        let cell = self[col, row]
        if last?.ink != cell.ink || last?.paper != cell.paper || last?.attributes != cell.attributes {
          out += "\u{1b}[0" + cell.attributes.sgr + cell.ink.sgr(38) + cell.paper.sgr(48) + "m"
        }
        if cell.glyph != Cell.rest { out.unicodeScalars.append(cell.glyph) }
        last = cell
      }
      out += "\u{1b}[0m\n"
    }
    return out
  }
}

extension Ink {
  /// Select Graphic Rendition parameters (ECMA-48), with a leading semicolon.
  fileprivate func sgr(_ extended: Int) -> String {
    if let (r, g, b) = rgb { return ";\(extended);2;\(r);\(g);\(b)" }
    switch raw {
    case 0..<8: return ";\(extended - 8 + Int(raw))"
    case 8..<16: return ";\(extended + 52 + Int(raw) - 8)"
    case 16..<256: return ";\(extended);5;\(raw)"
    default: return ""
    }
  }
}

extension Attributes {
  fileprivate var sgr: String {
    (contains(.bold) ? ";1" : "") + (contains(.dim) ? ";2" : "") + (contains(.underline) ? ";4" : "")
      + (contains(.reverse) ? ";7" : "")
  }
}
