/// How text that others wrote (names in files, paths, messages of other programs) leaves the program. Control and format
/// characters would command a terminal (ESC, OSC, C1) or turn what is read around (bidirectional overrides), and so
/// screens, reports, tables and JSON all go by the one rule of this file.
extension Unicode.Scalar {
  /// Whether the character must not be written as it is: control (C0, DEL, C1), format (bidirectional marks, zero
  /// widths), separators of lines, private and unassigned ones.
  public var isUnsafeToShow: Bool {
    if isASCII { return value < 32 || value == 127 }
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: return true
    default: return false
    }
  }
}

extension String {
  /// Safe to print: unsafe characters become `\u{1b}` and the like, and so does an end of line.
  public var escapedForTerminal: String { escaped { _ in false } }

  /// Safe to print in a cell of a table, where ends of lines and tabs may stand.
  public var escapedForCell: String { escaped { $0 == "\n" || $0 == "\t" } }

  /// The way back from ``escapedForTerminal``, for forms that are read again. Only what is escaped there is undone, so
  /// that `\u{41}` stays as it is. Cost: the text.
  public var unescaped: String {
    guard contains("\\u{") else { return self }
    return replacing(/\\u\{([0-9a-f]{1,6})\}/) { match in
      guard let value = UInt32(match.1, radix: 16), let s = Unicode.Scalar(value), s.isUnsafeToShow else {
        return String(match.0)
      }
      return String(Character(s))
    }
  }

  /// Cost: the text.
  private func escaped(unless isKept: (Unicode.Scalar) -> Bool) -> String {
    guard unicodeScalars.contains(where: { $0.isUnsafeToShow && !isKept($0) }) else { return self }
    var out = ""
    for s in unicodeScalars {
      if s.isUnsafeToShow, !isKept(s) {
        out += s.isPathByte ? "\\x\(String(s.value & 0xff, radix: 16))" : "\\u{\(String(s.value, radix: 16))}"
      } else {
        out.unicodeScalars.append(s)
      }
    }
    return out
  }
}
