/// The map from a voxel index to patient millimetres: `origin + i·columns.0 + j·columns.1 + k·columns.2`.
/// Shear (gantry tilt) is kept. LPS, index base 0, the origin is the centre of voxel (0, 0, 0).
public struct Affine: Hashable, Sendable {
  public var columns: (PatientPoint, PatientPoint, PatientPoint)
  public var origin: PatientPoint

  public init(_ c0: PatientPoint, _ c1: PatientPoint, _ c2: PatientPoint, origin: PatientPoint) {
    columns = (c0, c1, c2)
    self.origin = origin
  }

  /// Axis-aligned LPS grid.
  public init(spacing: SIMD3<Double>, origin: PatientPoint = .zero) {
    self.init([spacing.x, 0, 0], [0, spacing.y, 0], [0, 0, spacing.z], origin: origin)
  }

  public subscript(axis: Int) -> PatientPoint { axis == 0 ? columns.0 : axis == 1 ? columns.1 : columns.2 }

  /// Signed volume of one voxel, mm³. Zero or not finite means the matrix cannot be used.
  public var determinant: Double { dot(columns.0, cross(columns.1, columns.2)) }

  /// Patient position of a (fractional) index, mm.
  public func patient(of index: SIMD3<Double>) -> PatientPoint {
    origin + columns.0 * index.x + columns.1 * index.y + columns.2 * index.z
  }

  /// The (fractional) index of a patient position; the matrix must be invertible (``determinant`` ≠ 0).
  public func index(of point: PatientPoint) -> SIMD3<Double> {
    let d = point - origin
    let (a, b, c) = columns
    return SIMD3(dot(d, cross(b, c)), dot(a, cross(d, c)), dot(a, cross(b, d))) / determinant
  }

  public static func == (l: Affine, r: Affine) -> Bool { l.columns == r.columns && l.origin == r.origin }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(columns.0)
    hasher.combine(columns.1)
    hasher.combine(columns.2)
    hasher.combine(origin)
  }
}

public func dot(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> Double { (a * b).sum() }

public func cross(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> SIMD3<Double> {
  SIMD3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
}

public func length(_ a: SIMD3<Double>) -> Double { dot(a, a).squareRoot() }
