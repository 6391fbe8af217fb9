import StyletCore
import StyletScreen

/// What `stylet propose --json` prints.
enum ProposeJSON {
  static let help = """
    As JSON it is: format (stylet-proposal), version, program, notice; scan (name, sha256, size, spacing_mm, \
    voxel_mm3); standards; lungs (ml); findings, each with value, code, name, ml and percent, of both lungs; total (ml, \
    percent, lesions, and ml_interval and percent_interval, from the least to the most that is likely, null where that \
    is not known); aerated_hu; remarks, what should be looked at: badge, ml or mm, and words.
    """

  /// Cost: the scan's file is read once more, for its digest.
  static func text(_ report: ProposalReport, scan: String, choice: ScanChoice, grid: VoxelGrid) throws -> String {
    ProposalJSON(report, scan: try Scans.facts(scan, choice, grid), words: ProposalWords.text).text
  }
}
