import StyletBase
import StyletCore
import StyletDetection
import StyletImaging

/// What the workstation knows of a proposal and of the search for one.
struct ProposalState {
  var search: BackgroundWork<ProposalOutcome>?
  /// What was found is being made ready for being taken.
  var readying: BackgroundWork<ReadyProposal?>?
  var begun = ContinuousClock.now
  /// What the search is called while it goes on, and who made what was found last.
  var source = ""
  var catalogue: (revision: Int, value: LesionCatalogue)?
  /// The piece gone to last, by its row.
  var row: Int?
}
