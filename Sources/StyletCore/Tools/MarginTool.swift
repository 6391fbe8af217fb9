import StyletImaging

/// Grows a finding by a margin, or shrinks it: in millimetres, between voxel centres.
///
/// Grown, the voxels at most the margin away from the finding belong too; shrunk, those of its voxels go that lie at
/// most the margin away from one outside it. So growing and shrinking by the same margin closes gaps, and the other
/// way round opens. A margin below the spacing changes nothing along that axis. What lies beyond the scan counts
/// as neither. Cost: the box of the finding and the margin around it.
public struct MarginTool: Tool {
  public static let id = "margin"

  /// mm; below 0 the finding shrinks.
  public let margin: Double
  public let scope: ShapeScope

  public init(margin: Double, scope: ShapeScope) {
    self.margin = margin
    self.scope = scope
  }

  public func edit(in context: ToolContext) -> Edit? {
    let spacing = context.volume.grid.spacing
    guard context.canReshape, margin != 0, margin.isFinite, let within = scope.box(in: context) else { return nil }
    let length = abs(margin)
    let rim = margin > 0 ? VoxelBox.steps(length, spacing: spacing) : SIMD3(1, 1, 1)
    guard let old = MaskBox(of: context.label, in: context.layer.labels, within: within, rim: rim) else { return nil }
    guard
      let distance = DistanceTransform(
        to: margin > 0 ? old : old.complement, spacing: spacing, limit: length, work: context.work)
    else { return nil }
    let near = distance.within(length)
    var builder = EditBuilder(context)
    builder.reshape(context.label, from: old, to: margin > 0 ? near : near.complement)
    return builder.edit(
      name: margin > 0 ? context.words("tool.margin-grow", scope) : context.words("tool.margin-shrink", scope),
      tool: Self.id,
      parameters: context.parameters(
        scope.words.merging(["margin": "\(margin.plain) mm"]) { a, _ in a }, plane: context.plane),
      origin: .manual)
  }
}
