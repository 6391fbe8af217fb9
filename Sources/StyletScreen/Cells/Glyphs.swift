/// The characters that lines and marks are drawn with, in Unicode or in plain ASCII.
struct Glyphs {
  let horizontal: Unicode.Scalar
  let vertical: Unicode.Scalar
  /// Corners of a box: top left, top right, bottom left, bottom right.
  let corners: (Unicode.Scalar, Unicode.Scalar, Unicode.Scalar, Unicode.Scalar)
  /// Ends of the scale bar.
  let barLeft: Unicode.Scalar
  let barRight: Unicode.Scalar
  /// Ticks at the left and the top of a pane.
  let ticks: (left: Unicode.Scalar, top: Unicode.Scalar)
  let selected: Unicode.Scalar
  let ellipsis: Unicode.Scalar
  let unicode: Bool

  init(unicode: Bool) {
    self.unicode = unicode
    if unicode {
      (horizontal, vertical) = ("─", "│")
      corners = ("┌", "┐", "└", "┘")
      (barLeft, barRight) = ("├", "┤")
      ticks = ("▸", "▾")
      (selected, ellipsis) = ("▸", "…")
    } else {
      (horizontal, vertical) = ("-", "|")
      corners = ("+", "+", "+", "+")
      (barLeft, barRight) = ("|", "|")
      ticks = (">", "v")
      (selected, ellipsis) = (">", "~")
    }
  }

  /// Text for this terminal: on one without Unicode the signs that Stylet writes become plain ones, and any
  /// other letter beyond ASCII a question mark.
  func plain(_ text: String) -> String {
    guard !unicode, !text.utf8.allSatisfy({ $0 < 128 }) else { return text }
    var out = ""
    for s in text.unicodeScalars {
      switch s {
      case "²": out += "2"
      case "³": out += "3"
      case "°": out += " deg"
      case "×": out += "x"
      case "·": out += "-"
      case "−", "–", "—": out += "-"
      case "…": out += "..."
      case "±": out += "+-"
      case "≤": out += "<="
      case "≥": out += ">="
      case "→": out += "->"
      case "←": out += "<-"
      case "↑": out += "^"
      case "↓": out += "v"
      case "’": out += "'"
      case "é", "è", "ê", "ë": out += "e"
      case "à", "â", "ä": out += "a"
      case "ç": out += "c"
      case "ô", "ö": out += "o"
      case "û", "ù", "ü": out += "u"
      case "î", "ï": out += "i"
      case "É", "È", "Ê": out += "E"
      case "À", "Â": out += "A"
      case "Ç": out += "C"
      case "Ô": out += "O"
      case "Î", "Ï": out += "I"
      case "Ù", "Û": out += "U"
      case "œ": out += "oe"
      case "«", "»": out += "\""
      default: out += s.isASCII ? String(s) : "?"
      }
    }
    return out
  }
}
