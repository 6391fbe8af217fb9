import StyletCore

/// What the next key of the drawing tools will do.
public struct ToolState: Hashable, Sendable {
  /// The finding drawn with; its value in the label table.
  public var finding: UInt8 = 1
  /// mm, from the brush's centre.
  public var radius: Double = 5
  public enum Shape: String, Sendable { case disc, ball }
  public var shape = Shape.disc
  /// Paint only values (HU) inside it, while `gated`.
  public var gate: ClosedRange<Double> = -750...150
  public var gated = false
  /// The gate is that of the finding's usual values, and changes with the finding.
  public var gateFollows = false
  public var erasing = false
  public var over = DrawOver.everything
  /// Findings that nothing changes.
  public var locked: Set<UInt8> = []
  /// Nothing is drawn outside the lungs.
  public var withinLungs = false
  /// Movement paints.
  public var penDown = false
  /// The contour being drawn, nil when none is.
  public var contour: OpenContour?

  public init() {}
}

/// A polygon whose vertices are being dropped on one slice, each at the centre of a voxel.
public struct OpenContour: Hashable, Sendable {
  public var plane: Plane
  public var w: Int
  /// Voxel (u, v) of each vertex, in the order dropped.
  public var vertices: [Vertex]

  public struct Vertex: Hashable, Sendable {
    public var u: Int
    public var v: Int
    public init(u: Int, v: Int) {
      self.u = u
      self.v = v
    }
  }

  public init(plane: Plane, w: Int, vertices: [Vertex] = []) {
    self.plane = plane
    self.w = w
    self.vertices = vertices
  }
}
