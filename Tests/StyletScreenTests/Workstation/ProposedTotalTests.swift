import StyletBase
import StyletCore
import StyletDetection
import StyletImaging
import TestSupport
import Testing

@testable import StyletScreen

/// How much is proposed in all, and how sure that is: wherever it stands.
@Suite struct ProposedTotalTests {
  @Test func words() {
    var t = ProposedTotal(millilitres: 340.4, lungs: 4600, interval: 290...410)
    #expect(ProposalWords.total(t) == "~340 mL (290 to 410), ~7.4 % (6.3 to 8.9) of the lungs")
    #expect(ProposalWords.volume(t) == "~340 mL (290 to 410)")
    t.interval = nil
    #expect(ProposalWords.total(t) == "~340 mL, ~7.4 % of the lungs")
    t = ProposedTotal(millilitres: 4.24, lungs: 0, interval: 0.02...12)
    #expect(ProposalWords.total(t) == "~4.2 mL (0.02 to 12)")
    var report = ProposalReport()
    (report.lungs, report.groundGlass, report.consolidation, report.interval) = (4600, 300, 40.4, 290...410)
    let summary = ProposalWords.summary(report)
    #expect(summary.contains("in all         ~340 mL (290 to 410), ~7.4 % (6.3 to 8.9) of the lungs, lesions: 0\n"))
    #expect(summary.contains("ground glass   300.0 mL  ~6.5 % of the lungs\n"))
  }

  private func proposed() throws -> (Bench, Double) {
    let bench = try Bench()
    var mask = LabelMap(size: Bench.size)
    mask.apply(
      Edit(
        name: "", tool: "",
        runs: [Run(k: 2, j: 3, i: 4, count: 5, old: 0, new: 1), Run(k: 4, j: 3, i: 4, count: 3, old: 0, new: 2)]))
    let mL = 8 * bench.work.volume.grid.voxelVolume / 1000, labels = mask
    let record = ProposalRecord(source: "other 2", millilitres: mL, interval: mL / 2...mL * 3)
    bench.services.job = { _, _, _ in .lesions(labels, mapping: [1: 1, 2: 2], remarks: [], record: record) }
    try bench.play(":propose other<CR>")
    bench.work.waitForWork()
    return (bench, mL)
  }

  /// In the message, in the pane and in the project, until a part is taken.
  @Test func theIntervalStandsWhileAllIsProposed() throws {
    let (bench, mL) = try proposed()
    let words = ProposalWords.volume(ProposedTotal(millilitres: mL, lungs: 0, interval: mL / 2...mL * 3))
    #expect(words.contains(" to ") && bench.notice.hasPrefix("Proposed, not reviewed: \(words) in 2 lesions"))
    #expect(bench.work.draw(width: 160, height: 50).text.contains("proposed, not reviewed: \(words): GGO"))
    #expect(bench.work.draw(width: 80, height: 24).text.contains(words))
    #expect(ProposalRecord(bench.work.session.annotations)?.source == "other 2")
    try bench.play("PnPa")
    #expect(bench.work.model.proposedTotal != nil && bench.work.model.proposedTotal?.interval == nil)
    try bench.play("u")
    #expect(bench.work.model.proposedTotal?.interval == mL / 2...mL * 3)
    try bench.play("u")
    #expect(bench.work.session.annotations.proposal.isEmpty && bench.work.model.proposedTotal == nil)
  }

  /// A new proposal that does not say how sure it is takes the old one's word away.
  @Test func theNextProposalHasItsOwn() throws {
    let (bench, _) = try proposed()
    var mask = LabelMap(size: Bench.size)
    mask.apply(Edit(name: "", tool: "", runs: [Run(k: 3, j: 3, i: 4, count: 8, old: 0, new: 1)]))
    let labels = mask
    bench.services.job = { _, _, _ in .lesions(labels, mapping: [1: 1], remarks: []) }
    try bench.play(":propose other<CR>")
    bench.work.waitForWork()
    let record = ProposalRecord(bench.work.session.annotations)
    #expect(record?.source == "other" && record?.interval == nil && bench.work.session.annotations.proposal.count == 1)
    #expect(bench.work.model.proposedTotal?.interval == nil)
  }
}
