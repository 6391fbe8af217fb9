import StyletImaging

/// Makes the proposed slices of the lungs accepted ones, and the interpolated ones drawn ones: a reader has looked at
/// them and takes them as they are. Only origins change, no voxel.
public struct AcceptLungsTool: Tool {
  public static let id = "lungs-accept"

  public init() {}

  public func edit(in context: ToolContext) -> Edit? {
    let keys = context.layer.origins
      .filter { $0.value.isUnreviewed && !context.locked.contains($0.key.label) }
      .sorted { ($0.key.k, $0.key.label) < ($1.key.k, $1.key.label) }
    guard !keys.isEmpty else { return nil }
    let slices = Set(keys.map(\.key.k)).count
    return Edit(
      name: .words("tool.lungs-accept", ["slices": "\(slices)"]), tool: Self.id, layer: context.layer.name,
      runs: [], origins: keys.map { OriginChange(key: $0.key, old: $0.value, new: $0.value.changed(by: .manual)) })
  }
}
