/// Cells and rows of RFC 4180.
enum CSVText {
  /// A spreadsheet takes a leading = + - @ for a formula: such text gets an apostrophe in front. Control and format
  /// characters, which a terminal would obey, are shown escaped.
  static func quoted(_ text: String) -> String {
    let isFormula = text.unicodeScalars.first.map { "=+-@\t\r\n".unicodeScalars.contains($0) } == true
    let safe = isFormula ? "'" + text : text
    return "\"" + safe.escapedForCell.replacing("\"", with: "\"\"") + "\""
  }

  /// A value as a cell: texts, lists and objects quoted, nothing for null.
  static func cell(_ value: JSONValue) -> String {
    switch value {
    case .null: ""
    case .bool(let b): b ? "true" : "false"
    case .number(let n): n.text
    case .string(let s): quoted(s)
    case .array(let all): quoted(all.compactMap { $0.string ?? $0.text }.joined(separator: ";"))
    case .object: quoted(value.text)
    }
  }

  /// A table of a header and rows, without their ends, and a last column `notice`.
  /// - Parameter badges: what is to be known of the values in it, said there too: "check rescale_differs 1".
  static func withNotice(_ rows: [String], _ badges: [QuantitativeCT.Badge] = []) -> String {
    let checks = badges.map { badge in
      let (name, value) = badge.named
      return " check \(name)\(value.map { " " + ($0.string ?? $0.text) } ?? "")"
    }
    let notice = quoted(ResearchUse.notice + checks.joined())
    return rows.enumerated().map { n, row in row + (n == 0 ? ",notice" : "," + notice) + "\r\n" }.joined()
  }

  /// A row with its end.
  static func row(_ cells: [String]) -> String { cells.joined(separator: ",") + "\r\n" }

  /// The cells of the first row; nil when a quote is not closed or stands where it may not.
  static func firstRow(of text: some StringProtocol) -> [String]? {
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
