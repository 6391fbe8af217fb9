import StyletBase
import StyletImaging

/// Something measured on a scan: its geometry, and who measured it. Its numbers follow from grid and volume.
///
/// Points are voxel indices in canonical order (base 0, a voxel's centre at whole numbers) and may lie between
/// centres; lengths and angles are of patient space, through the grid's affine, shear included.
public struct Measurement: Hashable, Sendable {
  public enum Shape: String, Sendable, CaseIterable {
    /// Two points, on a slice or between slices.
    case ruler
    /// Two axes on a slice: the ends of the one, then of the other.
    case bidirectional
    /// A centre, and half axes along the rows and columns of a slice.
    case ellipse
    /// Three or more corners on a slice.
    case polygon
  }

  /// Unique in its list.
  public var id: String
  public var shape: Shape
  /// Whose slice it lies on; nil for a ruler from one slice to another.
  public var plane: Plane?
  public var points: [SIMD3<Double>]
  /// Of an ellipse: half axes along the plane's u and v, mm; zero for other shapes.
  public var radii: SIMD2<Double> = .zero
  public var name: String?
  /// The code of the finding that it is about.
  public var finding: String?
  /// UTC, ISO 8601.
  public var time: String?
  public var reader: String?
  /// Members of its entry that this version has no meaning for.
  package var others = JSONObject()

  public init(
    id: String = "", shape: Shape, plane: Plane?, points: [SIMD3<Double>], radii: SIMD2<Double> = .zero,
    name: String? = nil, finding: String? = nil, time: String? = nil, reader: String? = nil
  ) {
    self.id = id
    self.shape = shape
    self.plane = plane
    self.points = points
    self.radii = radii
    self.name = name
    self.finding = finding
    self.time = time
    self.reader = reader
  }

  /// The slice that it lies on, base 0; nil for a ruler between slices.
  public var slice: Int? {
    guard let plane, let w = points.first?[plane.axes.w], w.isFinite, abs(w) < 1e7 else { return nil }
    return Int(w.rounded())
  }

  /// Whether it makes sense on a grid: as many points as its shape has, all in the grid and on its slice.
  public func isSound(on size: GridSize) -> Bool {
    let inside = points.allSatisfy { p in
      (0..<3).allSatisfy { p[$0] >= -0.5 && p[$0] <= Double(size[$0]) - 0.5 }  // false for NaN
    }
    guard inside else { return false }
    switch shape {
    case .ruler: guard points.count == 2 else { return false }
    case .bidirectional: guard points.count == 4, plane != nil else { return false }
    case .ellipse:
      guard points.count == 1, plane != nil, radii.min() > 0, radii.max() < 1e6 else { return false }
    case .polygon: guard (3...100_000).contains(points.count), plane != nil else { return false }
    }
    guard let plane, let slice else { return true }
    return points.allSatisfy { abs($0[plane.axes.w] - Double(slice)) < 1e-6 }
  }
}

/// A named place.
public struct Landmark: Hashable, Sendable {
  /// Unique in its list.
  public var id: String
  public var name: String
  /// Voxel index, canonical order, base 0.
  public var point: SIMD3<Double>
  /// UTC, ISO 8601.
  public var time: String?
  public var reader: String?
  /// Members of its entry that this version has no meaning for.
  package var others = JSONObject()

  public init(id: String, name: String, point: SIMD3<Double>, time: String? = nil, reader: String? = nil) {
    self.id = id
    self.name = name
    self.point = point
    self.time = time
    self.reader = reader
  }
}

extension SIMD3<Double> {
  /// The centre of a voxel.
  public init(_ v: VoxelIndex) { self.init(Double(v.i), Double(v.j), Double(v.k)) }

  /// The voxel that a fractional index inside a grid lies in.
  package func voxel(in size: GridSize) -> VoxelIndex {
    func whole(_ x: Double, _ n: Int) -> Int {
      x.isFinite ? Int(Swift.min(Swift.max(x.rounded(), 0), Double(n - 1))) : 0
    }
    return VoxelIndex(whole(x, size.i), whole(y, size.j), whole(z, size.k))
  }
}

extension Measurement {
  /// The voxel to look at: the middle of its points.
  public func middle(in size: GridSize) -> VoxelIndex {
    if shape == .ruler, plane == nil, let first = points.first { return first.voxel(in: size) }
    return (points.reduce(.zero, +) / Double(Swift.max(points.count, 1))).voxel(in: size)
  }
}

extension Landmark {
  public func voxel(in size: GridSize) -> VoxelIndex { point.voxel(in: size) }
}
