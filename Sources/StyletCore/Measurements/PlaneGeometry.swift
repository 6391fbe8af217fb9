import Glibc
import StyletImaging

/// Lengths and directions on the slices of a grid, in patient millimetres.
extension VoxelGrid {
  /// The way in patient space between two fractional indices, mm.
  public func displacement(from a: SIMD3<Double>, to b: SIMD3<Double>) -> PatientPoint {
    let d = b - a
    return affine[0] * d.x + affine[1] * d.y + affine[2] * d.z
  }

  /// mm in patient space, shear included.
  public func distance(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> Double { length(displacement(from: a, to: b)) }

  /// mm² that a voxel covers of a slice: of the parallelogram that its rows and columns make, where a grid is sheared.
  public func pixelArea(_ plane: Plane) -> Double { length(cross(affine[plane.axes.u], affine[plane.axes.v])) }

  /// The angle between two ways, degrees, 0...90; nil when one has no length.
  public func angle(_ a: (SIMD3<Double>, SIMD3<Double>), _ b: (SIMD3<Double>, SIMD3<Double>)) -> Double? {
    let p = displacement(from: a.0, to: a.1), q = displacement(from: b.0, to: b.1)
    let sine = length(cross(p, q)), cosine = abs(dot(p, q))
    guard sine + cosine > 0, (sine + cosine).isFinite else { return nil }
    return atan2(sine, cosine) * 180 / .pi
  }

  /// The point of the slice that is nearest to `target` on the line through `start` at a right angle to the way from
  /// `a` to `b`, the angle being that of patient space. nil when `a` and `b` are one point.
  public func perpendicular(
    to axis: (SIMD3<Double>, SIMD3<Double>), from start: SIMD3<Double>, towards target: SIMD3<Double>, on plane: Plane
  ) -> SIMD3<Double>? {
    let eu = affine[plane.axes.u], ev = affine[plane.axes.v]
    let along = displacement(from: axis.0, to: axis.1)
    let across = cross(along, cross(eu, ev))  // in the slice, at a right angle to the axis
    let squared = dot(across, across)
    guard squared > 0, squared.isFinite else { return nil }
    let step = across * (dot(displacement(from: start, to: target), across) / squared)
    // Back to voxels along the slice's own two directions; the third stays what it is.
    let (uu, uv, vv) = (dot(eu, eu), dot(eu, ev), dot(ev, ev))
    let (su, sv) = (dot(step, eu), dot(step, ev))
    let det = uu * vv - uv * uv
    guard det > 0, det.isFinite else { return nil }
    var point = start
    point[plane.axes.u] += (su * vv - sv * uv) / det
    point[plane.axes.v] += (sv * uu - su * uv) / det
    return point
  }
}

extension Plane {
  /// The fractional index at (u, v) of slice w, as ``voxel(u:v:w:in:)``.
  public func point(u: Double, v: Double, w: Double, in g: GridSize) -> SIMD3<Double> {
    switch self {
    case .axial: SIMD3(u, v, w)
    case .coronal: SIMD3(u, w, Double(g.k - 1) - v)
    case .sagittal: SIMD3(w, u, Double(g.k - 1) - v)
    }
  }

  /// (u, v, w) of a fractional index, as ``coordinates(of:in:)``.
  public func coordinates(of x: SIMD3<Double>, in g: GridSize) -> (u: Double, v: Double, w: Double) {
    switch self {
    case .axial: (x.x, x.y, x.z)
    case .coronal: (x.x, Double(g.k - 1) - x.z, x.y)
    case .sagittal: (x.y, Double(g.k - 1) - x.z, x.x)
    }
  }
}
