/// The characters that lines and marks are drawn with, in Unicode or in plain ASCII.
struct Glyphs {
  let horizontal: Unicode.Scalar
  let vertical: Unicode.Scalar
  /// Corners of a box: top left, top right, bottom left, bottom right.
  let corners: (Unicode.Scalar, Unicode.Scalar, Unicode.Scalar, Unicode.Scalar)
  /// Ends of the scale bar.
  let barLeft: Unicode.Scalar
  let barRight: Unicode.Scalar
  /// Ticks at the left, right, top and bottom of a pane.
  let ticks: (left: Unicode.Scalar, right: Unicode.Scalar, top: Unicode.Scalar, bottom: Unicode.Scalar)
  let chip: Unicode.Scalar
  let dot: Unicode.Scalar
  let selected: Unicode.Scalar
  let minus: Unicode.Scalar
  let ellipsis: Unicode.Scalar
  let unicode: Bool

  init(unicode: Bool) {
    self.unicode = unicode
    if unicode {
      (horizontal, vertical) = ("─", "│")
      corners = ("┌", "┐", "└", "┘")
      (barLeft, barRight) = ("├", "┤")
      ticks = ("▸", "◂", "▾", "▴")
      (chip, dot, selected, minus, ellipsis) = ("█", "·", "▸", "−", "…")
    } else {
      (horizontal, vertical) = ("-", "|")
      corners = ("+", "+", "+", "+")
      (barLeft, barRight) = ("|", "|")
      ticks = (">", "<", "v", "^")
      (chip, dot, selected, minus, ellipsis) = ("#", "-", ">", "-", "~")
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
      case "×": out += "x"
      case "·": out += "-"
      case "−", "–", "—": out += "-"
      case "…": out += "..."
      case "±": out += "+-"
      case "≤": out += "<="
      case "≥": out += ">="
      case "→": out += "->"
      case "’": out += "'"
      case "é", "è", "ê", "ë": out += "e"
      case "à", "â", "ä": out += "a"
      case "ç": out += "c"
      case "ô", "ö": out += "o"
      case "û", "ù", "ü": out += "u"
      case "î", "ï": out += "i"
      case "É", "È", "Ê": out += "E"
      case "À", "Â": out += "A"
      default: out += s.isASCII ? String(s) : "?"
      }
    }
    return out
  }
}
