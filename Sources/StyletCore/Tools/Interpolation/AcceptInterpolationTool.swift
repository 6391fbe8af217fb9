import StyletImaging

/// Makes the interpolated slices of the active finding drawn ones: a reader has seen them and takes them as they are.
/// Only origins change, no voxel.
public struct AcceptInterpolationTool: Tool {
  public static let id = "interpolation-accept"

  public init() {}

  public func edit(in context: ToolContext) -> Edit? {
    let slices = context.layer.interpolatedSlices(of: context.label)
    guard !slices.isEmpty, context.label != 0, !context.locked.contains(context.label) else { return nil }
    return Edit(
      name: .words("tool.interpolation-accept", ["slices": "\(slices.count)"]), tool: Self.id,
      parameters: context.parameters([:], plane: .axial), layer: context.layer.name, runs: [],
      origins: slices.map {
        OriginChange(key: SliceKey(k: $0, label: context.label), old: .interpolated, new: .manual)
      })
  }
}
