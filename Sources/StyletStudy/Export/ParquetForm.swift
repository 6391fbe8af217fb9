import StyletBase

/// `cases.parquet`: the same table as ``CSVForm``'s with its types, and null for what was not assessed; `columns.csv`
/// says what the columns are.
struct ParquetForm: ExportForm {
  let name = "parquet"
  let namesImages = false

  func files(of one: ExportedCase, in set: ExportedSet) -> [CaseFile] { [] }

  func tables(of set: ExportedSet, digests: [String: String]) throws -> [ExportedFile] {
    let columns = set.table
    return [
      ExportedFile("cases.parquet", try ParquetFile.bytes(columns, rows: set.cases.count)), CSVForm.columns(columns),
    ]
  }
}
