import StyletBase
import StyletDetection
import StyletImaging
import StyletProject
import StyletScreen

/// What `stylet propose --json` prints.
enum ProposeJSON {
  static var help: String { words("cli.propose.json-help") }

  /// Cost: the scan's file is read once more, for its digest.
  static func text(_ report: ProposalReport, scan: String, choice: ScanChoice, grid: VoxelGrid) throws -> String {
    ProposalJSON(report, scan: try Scans.facts(scan, choice, grid), words: ProposalWords.text).text
  }
}
