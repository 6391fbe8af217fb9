import StyletCore

/// The extent of every finding as a table for spreadsheets: ``ExtentReport/csv``.
struct ExtentCSVWriter: MaskWriter {
  let form = "csv"
  let extensions = ["csv"]

  func write(_ mask: MaskSource, to path: String) throws { try OutputFile.write(Array(mask.extent.csv.utf8), to: path) }
}

/// The same for programs: ``ExtentReport/json``.
struct ExtentJSONWriter: MaskWriter {
  let form = "json"
  let extensions = ["json"]

  func write(_ mask: MaskSource, to path: String) throws {
    try OutputFile.write(Array(mask.extent.json.utf8), to: path)
  }
}

extension MaskSource {
  /// Counted anew. Cost: the rows of the volume and the labelled voxels.
  public var extent: ExtentReport {
    ExtentReport(ledger: ExtentLedger(recounting: labels, volume: volume), findings: findings, volume: volume)
  }
}
