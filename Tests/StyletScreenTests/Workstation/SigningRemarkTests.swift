import StyletBase
import StyletCore
import StyletImaging
import TestSupport
import Testing

@testable import StyletScreen

/// What numbers leave out, and what nobody has looked at, is said before the signature: by keys, on a phantom.
@Suite struct SigningRemarkTests {
  private let outside = "lie outside the lungs", unreviewed = "and not reviewed", open = "is open"

  /// A reading on the phantom with its lungs.
  /// - Parameter accepted: a reader has taken them.
  private func desk(accepted: Bool) throws -> FormDesk {
    let bench = try LungBench()
    if accepted { try bench.play(":lungs-accept<CR>") }
    return try FormDesk(session: bench.work.session)
  }

  /// The question before the signature, which is on the screen, and whose answer still signs.
  private func asked(_ desk: FormDesk) throws -> String {
    try desk.play(FormDesk.normal)
    let question = try #require(desk.question, "\(desk.notice)")
    #expect(question.hasPrefix("Sign the reading as reader-07?") && !desk.work.readingRecord.isSigned)
    let text = desk.text(200, 55)
    for line in question.split(separator: "\n") { #expect(text.contains(line.prefix(40)), "\(line) in \(text)") }
    try desk.play("a")
    #expect(desk.work.readingRecord.isSigned && desk.services.acts == [.signed("author")])
    return question
  }

  /// Nothing is left open: none of it is said.
  @Test func nothingIsSaidWhereNothingIsOpen() throws {
    let question = try asked(desk(accepted: true))
    for words in [outside, unreviewed, open] { #expect(!question.contains(words), "\(question)") }
  }

  @Test func aLesionOutsideTheLungs() throws {
    let desk = try desk(accepted: true)
    let volume = desk.work.volume, lungs = try #require(desk.work.lungs)
    // The first slice's middle: below the lungs, or between them.
    desk.work.jump(to: VoxelIndex(volume.size.i / 2, volume.size.j / 2, 0))
    try desk.play(":brush 8<CR><Space>")
    let labels = desk.work.session.findings.labels
    let voxels = volume.size.voxels.count { labels[$0] != 0 && lungs[$0] != LungLabels.right && lungs[$0] != LungLabels.left }
    try #require(voxels > 0)
    let mL = NumberText.short(Double(voxels) * volume.grid.voxelVolume / 1000)
    let question = try asked(desk)
    #expect(question.contains("\(mL) mL of findings lie outside the lungs: in no percentage."), "\(question)")
    #expect(!question.contains(unreviewed) && !question.contains(open))
  }

  @Test func anOpenProposal() throws {
    let desk = try desk(accepted: true)
    let volume = desk.work.volume
    let edit = Edit(
      name: "Proposal", tool: "import", layer: LabelLayer.proposal,
      runs: [Run(k: 3, j: 4, i: 5, count: 6, old: 0, new: 1)],
      origins: [OriginChange(key: SliceKey(k: 3, label: 1), old: nil, new: .proposed)])
    try desk.work.session.perform(edit)
    let mL = NumberText.short(6 * volume.grid.voxelVolume / 1000)
    let question = try asked(desk)
    #expect(question.contains("A proposal of \(mL) mL is open: neither accepted nor rejected"), "\(question)")
    #expect(!question.contains(outside) && !question.contains(unreviewed))
    // Rejected, it is no matter for the signature.
    let other = try self.desk(accepted: true)
    try other.work.session.perform(edit)
    #expect(try !asked(other.play("PX")).contains(open))
  }

  @Test func lungsThatNobodyHasReviewed() throws {
    let question = try asked(desk(accepted: false))
    #expect(question.contains("The lungs are as the program found them, and not reviewed."), "\(question)")
    #expect(!question.contains(outside) && !question.contains(open))
  }
}
