import StyletImaging

/// What of a measurement or landmark lies on a slice: lines and end marks, in its (u, v), voxels with their centres at
/// whole numbers.
public struct MarkLines: Hashable, Sendable {
  public struct Line: Hashable, Sendable {
    public var from: SIMD2<Double>
    public var to: SIMD2<Double>
  }

  public var lines: [Line] = []
  public var ends: [SIMD2<Double>] = []

  /// nil where nothing of it is on the slice. A ruler shows wherever its ends are: one end alone, or its whole length
  /// on a slice of any plane that has both.
  public init?(_ m: Measurement, _ plane: Plane, w: Int, _ grid: VoxelGrid) {
    let points = m.points.map { p -> (at: SIMD2<Double>, w: Double) in
      let c = plane.coordinates(of: p, in: grid.size)
      return (SIMD2(c.u, c.v), c.w)
    }
    if m.shape == .ruler {
      ends = points.filter { $0.w.rounded() == Double(w) }.map(\.at)
      if ends.isEmpty { return nil }
      if ends.count == 2 { lines = [Line(from: ends[0], to: ends[1])] }
      return
    }
    guard m.plane == plane, m.slice == w, let first = points.first?.at else { return nil }
    let at = points.map(\.at)
    switch m.shape {
    case .ruler, .bidirectional:
      ends = at
      lines = stride(from: 1, to: at.count, by: 2).map { Line(from: at[$0 - 1], to: at[$0]) }
    case .polygon: lines = zip(at, Array(at.dropFirst()) + [first]).map { Line(from: $0, to: $1) }
    case .ellipse:
      let spacing = plane.spacing(of: grid)
      let half = m.radii / SIMD2(spacing.u, spacing.v)
      let rim = Self.circle.map { first + $0 * half }
      lines = zip(rim, Array(rim.dropFirst()) + [rim[0]]).map { Line(from: $0, to: $1) }
    }
  }

  public init?(_ l: Landmark, _ plane: Plane, w: Int, _ grid: VoxelGrid) {
    let c = plane.coordinates(of: l.point, in: grid.size)
    guard c.w.rounded() == Double(w) else { return nil }
    ends = [SIMD2(c.u, c.v)]
  }

  /// 64 points of the unit circle, each turned on from the one before.
  private static let circle: [SIMD2<Double>] = {
    let turn = SIMD2(0.995184726672197, 0.098017140329561)  // cosine and sine of 2π/64
    var p = SIMD2(1.0, 0.0)
    return (0..<64).map { _ in
      defer { p = SIMD2(p.x * turn.x - p.y * turn.y, p.x * turn.y + p.y * turn.x) }
      return p
    }
  }()

  /// From a point to the nearest line or end; `here` and the result in mm, `scale` in mm a voxel.
  public func distance(to here: SIMD2<Double>, scale: SIMD2<Double>) -> Double {
    let all = lines + ends.map { Line(from: $0, to: $0) }
    return all.reduce(.infinity) { least, line in
      let a = line.from * scale, d = line.to * scale - a, p = here - a
      let squared = (d * d).sum()
      let t = squared > 0 ? min(max((p * d).sum() / squared, 0), 1) : 0
      let away = p - d * t
      return min(least, (away * away).sum().squareRoot())
    }
  }

  /// Where its words may stand: beside the outermost points on either side.
  public var outermost: (left: SIMD2<Double>, right: SIMD2<Double>)? {
    let all = ends + lines.map(\.from)
    guard let first = all.first else { return nil }
    return all.reduce((first, first)) { ($1.x < $0.0.x ? $1 : $0.0, $1.x > $0.1.x ? $1 : $0.1) }
  }
}
