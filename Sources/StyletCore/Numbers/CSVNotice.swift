import StyletBase

extension CSVText {
  /// A table of a header and rows, without their ends, and a last column `notice`.
  /// - Parameter badges: what is to be known of the values in it, said there too: "check rescale_differs 1".
  package static func withNotice(_ rows: [String], _ badges: [QuantitativeCT.Badge] = []) -> String {
    let checks = badges.map { badge in
      let (name, value) = badge.named
      return " check \(name)\(value.map { " " + ($0.string ?? $0.text) } ?? "")"
    }
    let notice = quoted(ResearchUse.inData + checks.joined())
    return rows.enumerated().map { n, row in row + (n == 0 ? ",notice" : "," + notice) + "\r\n" }.joined()
  }
}
