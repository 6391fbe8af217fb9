import StyletImaging

/// Sorts the connected parts of a finding: takes small ones away, or all but one.
///
/// Voxels that share a corner are of one part (26 neighbours in space, eight on a slice). The gate plays no part.
/// Cost: the finding's box.
public struct IslandsTool: Tool {
  public static let id = "islands"

  public enum Action: Hashable, Sendable {
    /// All but the largest part go; of several as large, the first stays.
    case keepLargest
    /// Parts of less than so many millilitres go.
    case removeSmaller(Double)
    /// All but the part at this voxel go.
    case keep(VoxelIndex)
    /// The part at this voxel goes.
    case remove(VoxelIndex)

    package var words: [String: String] {
      switch self {
      case .keepLargest: ["action": "keep largest"]
      case .removeSmaller(let millilitres): ["action": "remove smaller", "least": "\(millilitres.plain) mL"]
      case .keep(let at): ["action": "keep", "at": at.words]
      case .remove(let at): ["action": "remove", "at": at.words]
      }
    }
  }

  public let action: Action
  public let scope: ShapeScope

  public init(_ action: Action, scope: ShapeScope) {
    self.action = action
    self.scope = scope
  }

  public func edit(in context: ToolContext) -> Edit? {
    guard context.canReshape, let within = scope.box(in: context),
      let mask = MaskBox(of: context.label, in: context.layer.labels, within: within)
    else { return nil }
    let parts = Components(mask, .corners)
    let goes: (Int) -> Bool
    switch action {
    case .keepLargest:
      let largest = parts.largest
      goes = { $0 != largest }
    case .removeSmaller(let millilitres):
      let one = context.volume.grid.voxelVolume / 1000
      goes = { Double(parts.voxels[$0]) * one < millilitres }
    case .keep(let at):
      guard let part = parts.part(at: at) else { return nil }
      goes = { $0 != part }
    case .remove(let at):
      guard let part = parts.part(at: at) else { return nil }
      goes = { $0 == part }
    }
    var builder = EditBuilder(context.withoutGate)
    for (run, part) in parts.runs where goes(Int(part)) {
      builder.set(run, to: 0)
    }
    let gone = parts.voxels.indices.count(where: goes)
    return builder.edit(
      name: context.words("tool.islands", scope, ["parts": "\(gone)"]), tool: Self.id,
      parameters: context.withoutGate.parameters(
        scope.words.merging(action.words) { a, _ in a }, plane: context.plane), origin: .manual)
  }
}
