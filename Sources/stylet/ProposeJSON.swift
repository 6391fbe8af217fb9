import StyletBase
import StyletDetection
import StyletImaging
import StyletProject
import StyletScreen

/// What `stylet propose --json` prints.
enum ProposeJSON {
  static var help: String { words("cli.propose.json-help") }

  /// Cost: the scan's file is read once more, for its digest.
  /// - Parameter onDisk: the scan's files, from before it was read.
  static func text(
    _ report: ProposalReport, scan: String, choice: ScanChoice, grid: VoxelGrid, _ onDisk: ScanFiles
  ) throws -> String {
    ProposalJSON(report, scan: try Scans.facts(scan, choice, grid, onDisk), words: ProposalWords.text).text
  }
}
