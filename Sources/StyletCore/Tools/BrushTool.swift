import StyletImaging

/// Paints, or erases, with a disc or a ball swept along a path.
///
/// A voxel belongs when its centre lies within the radius of the path, in millimetres (spacing and shear taken
/// into account), or on the path itself, so that a thin brush leaves no gaps either: a radius below half the
/// spacing gives single voxels. The disc lies in the slices of the active plane that the path goes through,
/// the ball is three-dimensional. An adaptive brush leaves out what lies beyond edges inside it
/// (``AdaptiveRegion``). Cost: the rows and voxels swept, whatever the volume.
public struct BrushTool: Tool {
  public static let id = "brush"

  public enum Shape: String, Sendable, CaseIterable { case disc, ball }

  /// mm.
  public let radius: Double
  public let shape: Shape
  /// Whether it stops at edges inside it.
  public let isAdaptive: Bool
  /// The voxels that the pen went through, joined by straight lines; one for a stamp.
  public let path: [VoxelIndex]

  /// - Parameters:
  ///   - radius: mm; one that is negative or not a number is taken as 0.
  ///   - path: a voxel outside the grid is taken to the nearest one inside.
  public init(radius: Double, shape: Shape = .disc, isAdaptive: Bool = false, path: [VoxelIndex]) {
    self.radius = radius > 0 ? radius : 0
    self.shape = shape
    self.isAdaptive = isAdaptive
    self.path = path
  }

  public func edit(in context: ToolContext) -> Edit? {
    let size = context.layer.size
    let path = path.map(size.clamp)
    guard let last = path.last else { return nil }
    // A ball is the same in every plane; along i its rows are the longest runs.
    let plane = shape == .disc ? context.plane : .axial
    var region = SpanSet()
    let sweep = Sweep(radius: radius, grid: context.volume.grid, plane: plane)
    for (a, b) in path.count == 1 ? [(last, last)] : Array(zip(path, path.dropFirst())) {
      for x in digitalLine(from: a, to: b) {
        let c = plane.coordinates(of: x, in: size)
        region.insert(w: c.w, v: c.v, c.u...c.u)
      }
      switch shape {
      case .ball: sweep.addBall(from: a, to: b, to: &region)
      case .disc: sweep.addDisc(from: a, to: b, to: &region)
      }
    }
    if isAdaptive, var adapted = AdaptiveRegion(region, plane: plane, shape: shape, radius: radius, context: context) {
      let centres = path.count == 1 ? path : zip(path, path.dropFirst()).flatMap { digitalLine(from: $0, to: $1) }
      for centre in centres { adapted.take(around: centre, whole: path.count == 1) }
      region = adapted.region
    }
    var builder = EditBuilder(context)
    builder.set(region, in: plane, to: context.label)
    let w = context.plane.coordinates(of: last, in: size).w
    var own = [
      "radius": "\(radius.plain) mm", "shape": shape.rawValue, "path": path.map(\.words).joined(separator: " "),
    ]
    if isAdaptive { own["adaptive"] = "yes" }
    return builder.edit(
      name: context.words("tool.brush", w: w, of: context.plane), tool: Self.id,
      parameters: context.parameters(own, plane: context.plane),
      origin: .manual)
  }
}
