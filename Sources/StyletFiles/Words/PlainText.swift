import StyletBase

extension String {
  /// On one line, for the fields of other programs' binary and JSON files, whose names are not to be changed: control
  /// characters become blanks. What is text to the eye goes by ``visibleLine(limit:)``.
  /// - Parameter limit: the most characters.
  package func oneLine(limit: Int = 200) -> String {
    String(unicodeScalars.prefix(limit).map { $0.value < 32 || (127..<160).contains($0.value) ? " " : Character($0) })
  }

  /// On one line, for files of plain text, which a person reads and a terminal may get: as all text that others wrote
  /// (`escapedForTerminal`); ``unescaped`` is the way back.
  /// - Parameter limit: the most characters, before they are escaped.
  package func visibleLine(limit: Int = 200) -> String {
    String(String.UnicodeScalarView(unicodeScalars.prefix(limit))).escapedForTerminal
  }
}

extension StringProtocol {
  /// Without white space at both ends.
  package var trimmed: String {
    var s = Substring(self)
    while let c = s.first, c.isWhitespace { s.removeFirst() }
    while let c = s.last, c.isWhitespace { s.removeLast() }
    return String(s)
  }
}
