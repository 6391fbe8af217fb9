import StyletBase

/// `cases.csv`, a row a case (RFC 4180, UTF-8; an empty cell is what was not assessed), with `columns.csv`, which says
/// what the columns are.
struct CSVForm: ExportForm {
  let name = "csv"
  let namesImages = false

  func files(of one: ExportedCase, in set: ExportedSet) -> [CaseFile] { [] }

  func tables(of set: ExportedSet, digests: [String: String]) throws -> [ExportedFile] {
    [Self.cases(set.table), Self.columns(set.table)]
  }

  static func cases(_ columns: [ExportColumn]) -> ExportedFile {
    let head = CSVText.row(columns.map { CSVText.quoted($0.name) })
    let count = columns.first?.values.count ?? 0
    let rows = (0..<count).map { row in CSVText.row(columns.map { CSVText.cell($0[row]) }) }
    return ExportedFile("cases.csv", text: head + rows.joined())
  }

  static func columns(_ columns: [ExportColumn]) -> ExportedFile {
    let rows = columns.map { CSVText.row([$0.name, $0.kind, $0.about].map(CSVText.quoted)) }
    return ExportedFile("columns.csv", text: CSVText.row(["name", "kind", "about"]) + rows.joined())
  }
}
