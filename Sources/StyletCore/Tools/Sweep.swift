import StyletImaging

/// Which voxels lie within a radius of a segment, row by row: the geometry of the brush.
///
/// Works in a plane's coordinates with the grid's own column vectors, so shear counts. The voxels of a row within
/// the radius of a segment are consecutive (the swept shape is convex); their ends come from the quadratics of
/// the two round ends and the cylinder between, then are settled by the distance itself.
struct Sweep {
  private let radius: Double
  private let size: GridSize
  private let plane: Plane
  /// mm for one step of u, v and w.
  private let columns: (u: PatientPoint, v: PatientPoint, w: PatientPoint)
  /// Squared radius, mm², with room for rounding: a centre at exactly the radius belongs.
  private let limit: Double

  init(radius: Double, grid: VoxelGrid, plane: Plane) {
    self.radius = min(radius, 1e6)
    size = grid.size
    self.plane = plane
    let axes = plane.axes
    columns = (grid.affine[axes.u], plane.headUp ? -grid.affine[axes.v] : grid.affine[axes.v], grid.affine[axes.w])
    limit = self.radius * self.radius * (1 + 1e-9) + 1e-12
  }

  /// The ball swept from voxel `a` to voxel `b`.
  func addBall(from a: VoxelIndex, to b: VoxelIndex, to region: inout SpanSet) {
    let (a, b) = (position(a), position(b))
    let volume = abs(dot(columns.u, cross(columns.v, columns.w)))
    guard volume > 0 else { return }
    let segment = Segment(start: a, way: millimetres(b - a))
    let reachV = radius * length(cross(columns.w, columns.u)) / volume
    let reachW = radius * length(cross(columns.u, columns.v)) / volume
    for w in rows(a.z, b.z, reachW, plane.size(of: size).w) {
      for v in rows(a.y, b.y, reachV, plane.size(of: size).v) {
        add(segment, v: v, w: w, offset: Double(w) - a.z, to: &region)
      }
    }
  }

  /// The disc swept from voxel `a` to voxel `b`: on one slice the shape between them, else on each slice passed
  /// the disc where the path goes through it.
  func addDisc(from a: VoxelIndex, to b: VoxelIndex, to region: inout SpanSet) {
    let (a, b) = (position(a), position(b))
    let area = length(cross(columns.u, columns.v))
    guard area > 0 else { return }
    let reach = radius * length(columns.u) / area
    func addSlice(_ a: SIMD3<Double>, _ b: SIMD3<Double>) {
      let segment = Segment(start: a, way: millimetres(b - a))
      for v in rows(a.y, b.y, reach, plane.size(of: size).v) { add(segment, v: v, w: Int(a.z), offset: 0, to: &region) }
    }
    guard a.z != b.z else { return addSlice(a, b) }
    for w in Int(min(a.z, b.z))...Int(max(a.z, b.z)) {
      let t = (Double(w) - a.z) / (b.z - a.z)
      var centre = a + (b - a) * t
      centre.z = Double(w)
      addSlice(centre, centre)
    }
  }

  private struct Segment {
    /// Plane coordinates, voxels.
    let start: SIMD3<Double>
    /// From start to end, mm.
    let way: PatientPoint
  }

  private func position(_ x: VoxelIndex) -> SIMD3<Double> {
    let c = plane.coordinates(of: x, in: size)
    return SIMD3(Double(c.u), Double(c.v), Double(c.w))
  }

  private func millimetres(_ d: SIMD3<Double>) -> PatientPoint { columns.u * d.x + columns.v * d.y + columns.w * d.z }

  private func rows(_ a: Double, _ b: Double, _ reach: Double, _ extent: Int) -> Range<Int> {
    let low = max(min(a, b) - reach - 1e-6, 0).rounded(.up)
    let high = min(max(a, b) + reach + 1e-6, Double(extent - 1)).rounded(.down)
    return low <= high ? Int(low)..<Int(high) + 1 : 0..<0
  }

  /// - Parameter offset: slices from the segment's start to the row.
  private func add(_ s: Segment, v: Int, w: Int, offset: Double, to region: inout SpanSet) {
    // From the segment's start to voxel u = 0 of the row, and the step along the row, mm.
    let p = millimetres(SIMD3(-s.start.x, Double(v) - s.start.y, offset)), e = columns.u
    let loose = limit * (1 + 1e-6) + 1e-9
    var (low, high) = (Double.infinity, -Double.infinity)
    func take(_ found: (Double, Double)?) {
      if let found { (low, high) = (min(low, found.0), max(high, found.1)) }
    }
    take(Self.within(p, e, loose))
    let square = dot(s.way, s.way)
    if square > 0 {
      take(Self.within(p - s.way, e, loose))
      let alongP = dot(p, s.way) / square, alongE = dot(e, s.way) / square
      if let side = Self.within(p - s.way * alongP, e - s.way * alongE, loose) {
        if abs(alongE) > 1e-12 {
          let ends = (-alongP / alongE, (1 - alongP) / alongE)
          let from = max(side.0, min(ends.0, ends.1)), to = min(side.1, max(ends.0, ends.1))
          if from <= to { take((from, to)) }
        } else if alongP >= 0, alongP <= 1 {
          take(side)
        }
      }
    }
    let extent = plane.size(of: size).u
    guard low <= high, high >= 0, low <= Double(extent) else { return }
    var first = Int(max(low - 1e-6, 0).rounded(.up)), last = Int(min(high + 1e-6, Double(extent - 1)).rounded(.down))
    func inside(_ u: Int) -> Bool {
      let q = p + e * Double(u)
      let t = square > 0 ? min(max(dot(q, s.way) / square, 0), 1) : 0
      let d = q - s.way * t
      return dot(d, d) <= limit
    }
    while first <= last, !inside(first) { first += 1 }
    while first < last, !inside(last) { last -= 1 }
    if first <= last { region.insert(w: w, v: v, first...last) }
  }

  /// The x for which |p + x·e|² ≤ limit; all of them when e is nothing and p is within.
  private static func within(_ p: PatientPoint, _ e: PatientPoint, _ limit: Double) -> (Double, Double)? {
    let a = dot(e, e), b = dot(p, e), c = dot(p, p) - limit
    if a < 1e-12 { return c <= 0 ? (-.infinity, .infinity) : nil }
    let root = b * b - a * c
    guard root >= 0 else { return nil }
    return ((-b - root.squareRoot()) / a, (-b + root.squareRoot()) / a)
  }
}
