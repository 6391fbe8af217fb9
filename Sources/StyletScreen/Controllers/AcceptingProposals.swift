import StyletBase
import StyletCore
import StyletDetection

/// The reader's word on what is proposed: a piece of it, or all, becomes the reader's, or goes.
extension ProposalController {
  func acceptProposal() throws { try acceptProposal(place: try proposalHere()) }

  func rejectProposal() throws { try rejectProposal(place: try proposalHere()) }

  func acceptAllProposals() throws { try acceptProposal(place: nil) }

  func rejectAllProposals() throws { try rejectProposal(place: nil) }

  /// What made what is proposed, also when that was before the project was opened; nil where nobody has said.
  private var proposalSource: String? {
    ProposalRecord(session.annotations)?.source ?? (state.source.isEmpty ? nil : state.source)
  }

  private func proposalHere() throws -> Int {
    try session.refuseIfSealed()  // before a search for a proposal is advised
    let catalogue = proposalCatalogue()
    guard !catalogue.lesions.isEmpty else { throw noProposal }
    guard let place = catalogue.place(at: view.cursor) else { throw Sentence.noProposalHere }
    return place
  }

  /// - Parameter place: of the piece in the catalogue; all when nil.
  func acceptProposal(place: Int?) throws {
    try session.refuseIfSealed()
    try needFindings()
    endPenStroke()
    let catalogue = proposalCatalogue()
    guard !catalogue.lesions.isEmpty else { throw noProposal }
    let before = proposalExtent.reduce(0) { $0 + $1.millilitres }
    let tool = AcceptProposal(proposalLayer, runs: place.map(catalogue.runs), source: proposalSource)
    let edit = tool.edit(in: context(erasing: false), by: reader, at: UTC.now(), session.annotations)
    guard let edit else { throw Sentence.proposalLocked }
    try acceptStep(edit, place)
    // The same number as in the trail: what was drawn by it. The rest was drawn there already.
    let drawn = Acceptance.drawn(by: edit, grid: volume.grid)
    let kept = before - proposalExtent.reduce(0) { $0 + $1.millilitres } - drawn
    say(Sentence.accepted(drawn, kept: kept, left: proposalExtent, findingsTable))
  }

  func rejectProposal(place: Int?) throws {
    try session.refuseIfSealed()
    endPenStroke()
    let catalogue = proposalCatalogue()
    guard !catalogue.lesions.isEmpty else { throw noProposal }
    let before = proposalExtent.reduce(0) { $0 + $1.millilitres }
    let rejection = RejectProposal(runs: place.map(catalogue.runs))
    guard let edit = rejection.edit(in: proposalLayer) else { throw noProposal }
    try acceptStep(edit, place)
    let gone = before - proposalExtent.reduce(0) { $0 + $1.millilitres }
    say(Sentence.rejected(gone, left: proposalExtent, findingsTable))
  }

  private func acceptStep(_ edit: Edit, _ place: Int?) throws {
    try accept(edit)
    state.row = place
  }
}
