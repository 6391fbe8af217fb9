import StyletBase
import StyletImaging

/// Takes one lesion away, or makes it another finding: the connected piece of drawing that has a voxel.
///
/// It is told which lesion and what becomes of it, so gate, draw-over rule, plane and label of the context play no
/// part; a locked finding neither loses nor gains one. Where the lesion was, the slice's drawing keeps the origin that
/// it had: what is left was not touched, and what changed its name was drawn as it was drawn before. Only where it
/// joins a drawing of another origin the slice becomes ``Origin/manual``: a reader has put it together; or
/// ``Origin/accepted``, where one of the two came of a proposal.
///
/// Cost: what is drawn of all findings, once over its runs.
public struct LesionTool: Tool {
  public static let id = "lesion"

  /// Any voxel of the lesion.
  public let at: VoxelIndex
  /// The finding that it becomes; 0 takes it away.
  public let becomes: UInt8
  public let neighbourhood: Neighbourhood

  public init(at: VoxelIndex, becomes: UInt8, neighbourhood: Neighbourhood = .corners) {
    self.at = at
    self.becomes = becomes
    self.neighbourhood = neighbourhood
  }

  public func edit(in context: ToolContext) -> Edit? {
    let was = context.layer.labels[at]
    guard was != 0, was != becomes else { return nil }
    let components = ConnectedRuns(context.layer.labels, neighbourhood)
    guard let component = components.part(at: at) else { return nil }
    var told = context
    (told.label, told.erasing, told.gate, told.over) = (becomes, becomes == 0 ? was : nil, nil, .everything)
    var builder = EditBuilder(told)
    var voxels = 0
    for run in components.runs(of: component) {
      builder.set(run, to: becomes)
      voxels += run.count
    }
    let millilitres = Double(voxels) * context.volume.grid.voxelVolume / 1000
    let edit = builder.edit(
      name: name(millilitres), tool: Self.id,
      parameters: [
        "at": at.words, "was": "\(was)", "becomes": "\(becomes)", "neighbours": "\(neighbourhood.rawValue)",
      ], origin: .manual)
    return edit.map { keepingOrigins($0, was: was, context.layer) }
  }

  /// The edit with the origins of drawing that only changes its name, or goes.
  private func keepingOrigins(_ edit: Edit, was: UInt8, _ layer: LabelLayer) -> Edit {
    var edit = edit
    // The builder has found out on which slices the finding is gone; what is left of it keeps its origin.
    var origins = edit.origins.filter { $0.key.label == was && $0.new == nil }
    if becomes != 0 {
      for k in edit.slices {
        let key = SliceKey(k: k, label: becomes)
        let before = layer.origins[SliceKey(k: k, label: was)] ?? .manual
        let there = layer.origins[key]
        let now = there.map { $0 == before ? before : $0.joined(with: before) } ?? before
        if there != now { origins.append(OriginChange(key: key, old: there, new: now)) }
      }
    }
    edit.origins = origins.sorted { ($0.key.k, $0.key.label) < ($1.key.k, $1.key.label) }
    return edit
  }

  /// "Delete lesion, 1.87 mL", with more decimals for specks.
  private func name(_ millilitres: Double) -> StepName {
    let text = millilitres.printed(millilitres >= 99.95 ? "%.0f" : millilitres >= 0.095 ? "%.2f" : "%.4f")
    let arguments = [StepName.volume: text]
    return becomes == 0 ? .words("tool.lesion-delete", arguments) : .words("tool.lesion-relabel", arguments)
  }
}
