import StyletImaging

/// Fills a closed polygon drawn on one slice, its vertices at voxel centres.
///
/// A voxel belongs when its centre lies inside by the even-odd rule, or on the boundary; parts that the outline
/// encloses twice stay out. The arithmetic is exact. One vertex gives its voxel, two the line between them.
/// Cost: rows times edges, and the voxels filled.
public struct ContourTool: Tool {
  public static let id = "contour"

  /// A voxel of the slice, (u, v) in the plane's coordinates, base 0.
  public struct Vertex: Hashable, Sendable {
    public var u: Int
    public var v: Int

    public init(u: Int, v: Int) {
      self.u = u
      self.v = v
    }
  }

  public let plane: Plane
  public let w: Int
  public let vertices: [Vertex]
  /// What an earlier contour drew, which this one stands for: it is taken back first, and both are one change.
  public let replacing: Edit?

  /// - Parameters:
  ///   - plane: the one the contour was drawn on, whichever is active now.
  ///   - w: its slice, base 0.
  ///   - vertices: in the order drawn; the last is joined to the first. One outside the slice is taken to the
  ///     nearest voxel of the slice.
  ///   - replacing: an edit of the layer that is in it still, as far as nothing was drawn over it.
  public init(plane: Plane, w: Int, vertices: [Vertex], replacing: Edit? = nil) {
    self.plane = plane
    self.w = w
    self.vertices = vertices
    self.replacing = replacing
  }

  public func edit(in context: ToolContext) -> Edit? {
    if let replacing { return replacement(of: replacing, in: context)?.step }
    return outline(in: context)
  }

  /// What lies inside, whatever is replaced.
  package func outline(in context: ToolContext) -> Edit? {
    let extent = plane.size(of: context.layer.size)
    guard !vertices.isEmpty, w >= 0, w < extent.w else { return nil }
    let corners = vertices.map {
      Vertex(u: min(max($0.u, 0), extent.u - 1), v: min(max($0.v, 0), extent.v - 1))
    }
    var builder = EditBuilder(context)
    builder.set(corners.count < 3 ? line(corners) : polygon(corners), in: plane, to: context.label)
    return builder.edit(
      name: context.words("tool.contour", w: w, of: plane), tool: Self.id,
      parameters: context.parameters(
        ["w": "\(w)", "vertices": corners.map { "\($0.u),\($0.v)" }.joined(separator: " ")], plane: plane),
      origin: .manual)
  }

  private func line(_ corners: [Vertex]) -> SpanSet {
    var region = SpanSet()
    let a = corners[0], b = corners[corners.count - 1]
    for x in digitalLine(from: VoxelIndex(a.u, a.v, w), to: VoxelIndex(b.u, b.v, w)) {
      region.insert(w: w, v: x.j, x.i...x.i)
    }
    return region
  }

  private func polygon(_ corners: [Vertex]) -> SpanSet {
    var region = SpanSet()
    let edges = corners.indices.map { (corners[$0], corners[($0 + 1) % corners.count]) }
    for v in corners.map(\.v).min()!...corners.map(\.v).max()! {
      var crossings: [Crossing] = []
      for (a, b) in edges where min(a.v, b.v) <= v && v <= max(a.v, b.v) {
        if a.v == b.v {
          region.insert(w: w, v: v, min(a.u, b.u)...max(a.u, b.u))
          continue
        }
        let c = Crossing(of: a, b, at: v)
        // Each edge owns its upper end and not its lower one, so a vertex on the row counts once or twice as
        // the outline crosses or only touches the row; being boundary, it belongs either way.
        if v < max(a.v, b.v) { crossings.append(c) }
        if c.floor == c.ceiling { region.insert(w: w, v: v, c.floor...c.floor) }
      }
      crossings.sort()
      for n in stride(from: 0, to: crossings.count - 1, by: 2) {
        let low = crossings[n].ceiling, high = crossings[n + 1].floor
        if low <= high { region.insert(w: w, v: v, low...high) }
      }
    }
    return region
  }

  /// Where an edge meets a row: the fraction over / under, under > 0. Coordinates are below 2²⁰, so the products
  /// of the comparison stay below 2⁶³.
  private struct Crossing: Comparable {
    let over: Int
    let under: Int

    init(of a: Vertex, _ b: Vertex, at v: Int) {
      let (top, bottom) = a.v < b.v ? (a, b) : (b, a)
      under = bottom.v - top.v
      over = top.u * under + (v - top.v) * (bottom.u - top.u)
    }

    var floor: Int { over / under }  // over is never negative: u lies in the slice
    var ceiling: Int { (over + under - 1) / under }

    static func < (l: Crossing, r: Crossing) -> Bool { l.over * r.under < r.over * l.under }
    static func == (l: Crossing, r: Crossing) -> Bool { l.over * r.under == r.over * l.under }
  }
}
