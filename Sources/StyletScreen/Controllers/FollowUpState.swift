import StyletCore
import StyletDetection
import StyletImaging
import StyletReport

/// Two scans side by side, and how far the work on them is.
struct FollowUpState {
  var before: EditSession
  let facts: FollowUpFacts
  /// The panes of both are shown, else those of the scan after alone.
  var isShown = true
  /// The lungs of the scan before are being looked for.
  var search: BackgroundWork<FoundLungs>?
  /// The lungs are being laid on one another.
  var joining: BackgroundWork<ScanLink?>?
  /// Until the lungs are there by the table, or by the share of the height.
  private(set) var link: ScanLink
  /// All is done.
  private(set) var report: FollowUpReport?

  init(_ earlier: EarlierScan, beside after: VoxelGrid) {
    (before, facts) = (earlier.session, earlier.facts)
    link = ScanLink(earlier.session.volume.grid, after)
  }

  var isDone: Bool { report != nil }

  /// Of both steps together.
  var progress: Double { joining.map { 0.8 + 0.2 * $0.progress } ?? 0.8 * (search?.progress ?? 0) }

  mutating func take(_ found: FoundLungs) throws {
    search = nil
    guard let lungs = found.lungs, !lungs.report.isEmpty, let drawing = found.edit else { return }
    try before.takeOver(lungs.completing(drawing, before.annotations, on: before.volume.grid))
  }

  mutating func take(_ link: ScanLink, _ after: EditSession, _ table: LabelTable) {
    self.link = link
    joining = nil
    report = FollowUpReport(
      FollowUpScan(before, findings: table), FollowUpScan(after, findings: table), link: link, facts: facts)
  }
}
