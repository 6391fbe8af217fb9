import StyletCore
import StyletImaging

/// Lesions that a program proposes.
final class ProposalController: Controller {
  unowned let workspace: Workspace
  let panes: PaneController
  var state = ProposalState()

  init(_ workspace: Workspace, panes: PaneController) {
    (self.workspace, self.panes) = (workspace, panes)
  }

  var isWorking: Bool { state.search != nil }

  func show(in model: inout ScreenModel) {
    (model.proposal, model.proposed) = (proposalLayer.labels, proposalExtent)
    model.proposedTotal = proposedTotal(model.extent)
  }
}
