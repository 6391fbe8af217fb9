import StyletBase
import StyletCore
import StyletImaging

/// Takes pieces of a proposal over into the findings: they leave the proposal in the same step.
///
/// Where they come to lie the slice's drawing is ``Origin/accepted``, also beside what was drawn by hand. So is one that
/// was interpolated, as a stroke would make it a reader's: interpolated slices are computed anew when their neighbours
/// change, and what was accepted on them would be gone. What is drawn already stays as it is, and a locked finding gains
/// nothing: its pieces stay proposed. Gate, plane, label and what may be drawn over play no part.
///
/// Cost: the voxels of the pieces.
public struct AcceptProposal: Sendable {
  public static let id = "proposal-accept"

  public let proposal: LabelLayer
  /// Of the proposal, by k, j and i ascending.
  public let runs: [LabelRun]
  /// What made the proposal, for the trail; nil when that is not known any more.
  public let source: String?

  /// - Parameters:
  ///   - proposal: its labels are values of findings; of the context's size.
  ///   - runs: what is accepted; all of it when nil.
  public init(_ proposal: LabelLayer, runs: [LabelRun]? = nil, source: String? = nil) {
    self.proposal = proposal
    self.runs = runs ?? ConnectedRuns(proposal.labels).runs
    self.source = source
  }

  /// - Returns: an edit of the findings that takes one of the proposal along; of the proposal alone where all voxels
  ///   are drawn already; nil when nothing of it can be accepted.
  public func edit(in context: ToolContext) -> Edit? {
    var drawn = EditBuilder(layer: context.layer), left = EditBuilder(layer: proposal)
    for run in runs where !context.locked.contains(run.label) {
      drawn.set(run, to: run.label) { _, old in old == 0 }
      left.set(run, to: 0) { _, old in old == run.label }
    }
    let name = StepName.words("tool.proposal-accept")
    var parameters = ["from": LabelLayer.proposal]
    parameters["source"] = source
    let rest = left.edit(name: name, tool: Self.id, parameters: parameters, origin: .proposed, rest: .proposed)
    guard var edit = drawn.edit(name: name, tool: Self.id, parameters: parameters, origin: .accepted) else {
      return rest
    }
    if let rest { edit.otherLayers = [LayerChange(rest)] }
    return edit
  }

  /// The same, with the word of it in the trail: who accepts how much of what. Nothing is said where nothing was drawn.
  public func edit(in context: ToolContext, by reader: String, at time: String, _ annotations: Annotations) -> Edit? {
    var edit = edit(in: context)
    if let drawn = edit, drawn.layer == context.layer.name {
      let word = Acceptance(of: drawn, grid: context.volume.grid, source: source, reader: reader, time: time)
      edit?.annotations.append(word.change(in: annotations))
    }
    return edit
  }
}
