import StyletBase
import StyletCore
import StyletFiles
import StyletImaging

/// The extent of every finding, and with lungs what it means for them, as a table for spreadsheets:
/// ``DiseaseReport/csv``.
struct ExtentCSVWriter: MaskWriter {
  let form = "csv"
  let extensions = ["csv"]
  let takesAnyLayer = false

  func write(_ mask: MaskSource, to path: String) throws { try OutputFile.write(Array(mask.report.csv.utf8), to: path) }
}

/// The same for programs: ``DiseaseReport/json``.
struct ExtentJSONWriter: MaskWriter {
  let form = "json"
  let extensions = ["json"]
  let takesAnyLayer = false

  func write(_ mask: MaskSource, to path: String) throws {
    try OutputFile.write(Array(mask.report.json.utf8), to: path)
  }
}

extension MaskSource {
  var report: DiseaseReport {
    var report = DiseaseReport(session, findings: findings)
    report.extent.scan = scan.map { ScanFacts(name: $0.lastPathPart, sha256: scanSHA256, grid: grid) }
    report.extent.unsaved = unsaved
    return report
  }
}
