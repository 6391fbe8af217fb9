import StyletCore
import StyletImaging

/// Takes pieces of a proposal away. They leave no trace but the step.
///
/// Cost: the voxels of the pieces.
public struct RejectProposal: Sendable {
  public static let id = "proposal-reject"

  /// By k, j and i ascending; all of the layer when nil.
  public let runs: [LabelRun]?

  public init(runs: [LabelRun]? = nil) { self.runs = runs }

  /// - Returns: nil when nothing of it is proposed.
  public func edit(in proposal: LabelLayer) -> Edit? {
    var builder = EditBuilder(layer: proposal)
    for run in runs ?? ConnectedRuns(proposal.labels).runs { builder.set(run, to: 0) }
    return builder.edit(name: .words("tool.proposal-reject"), tool: Self.id, origin: .proposed, rest: .proposed)
  }
}
