/// Cells and rows of RFC 4180.
package enum CSVText {
  /// A spreadsheet takes a leading = + - @ for a formula: such text gets an apostrophe in front. Control and format
  /// characters, which a terminal would obey, are shown escaped.
  package static func quoted(_ text: String) -> String {
    let isFormula = text.unicodeScalars.first.map { "=+-@\t\r\n".unicodeScalars.contains($0) } == true
    let safe = isFormula ? "'" + text : text
    return "\"" + safe.escapedForCell.replacing("\"", with: "\"\"") + "\""
  }

  /// A value as a cell: texts, lists and objects quoted, nothing for null.
  package static func cell(_ value: JSONValue) -> String {
    switch value {
    case .null: ""
    case .bool(let b): b ? "true" : "false"
    case .number(let n): n.text
    case .string(let s): quoted(s)
    case .array(let all): quoted(all.compactMap { $0.string ?? $0.text }.joined(separator: ";"))
    case .object: quoted(value.text)
    }
  }

  /// A row with its end.
  package static func row(_ cells: [String]) -> String { cells.joined(separator: ",") + "\r\n" }

  /// The cells of the first row; nil when a quote is not closed or stands where it may not.
  package static func firstRow(of text: some StringProtocol) -> [String]? {
    var cells: [String] = [], cell = ""
    var isQuoted = false, wasQuoted = false
    var rest = text.unicodeScalars[...]
    while let c = rest.popFirst() {
      if isQuoted {
        guard c == "\"" else {
          cell.unicodeScalars.append(c)
          continue
        }
        if rest.first == "\"" {
          rest.removeFirst()
          cell += "\""
        } else {
          (isQuoted, wasQuoted) = (false, true)
        }
        continue
      }
      switch c {
      case "\"":
        guard cell.isEmpty, !wasQuoted else { return nil }
        isQuoted = true
      case ",":
        cells.append(cell)
        (cell, wasQuoted) = ("", false)
      case "\r", "\n": return cells + [cell]
      default:
        guard !wasQuoted else { return nil }
        cell.unicodeScalars.append(c)
      }
    }
    return isQuoted ? nil : cells + [cell]
  }
}
