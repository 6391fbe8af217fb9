import StyletImaging

/// The voxels of a slice whose centres lie within an outline.
public struct SliceRegion: Hashable, Sendable {
  public struct Row: Hashable, Sendable {
    public var v: Int
    public var u: Range<Int>
  }

  public let plane: Plane
  /// Base 0.
  public let w: Int
  /// Row by row; never empty ranges, never overlapping.
  public private(set) var rows: [Row] = []

  public var voxels: Int { rows.reduce(0) { $0 + $1.u.count } }

  /// Within or on an ellipse whose half axes lie along the slice's rows and columns: (du·su/ru)² + (dv·sv/rv)² ≤ 1,
  /// with the spacings su and sv. Where shear sets rows and columns askew these are conjugate half diameters.
  /// - Parameters:
  ///   - centre: (u, v), voxels, centres at whole numbers.
  ///   - radii: mm, above zero.
  /// Cost: the rows.
  public init(ellipse centre: SIMD2<Double>, radii: SIMD2<Double>, plane: Plane, w: Int, grid: VoxelGrid) {
    self.plane = plane
    self.w = w
    let size = plane.size(of: grid.size), spacing = plane.spacing(of: grid)
    let half = radii / SIMD2(spacing.u, spacing.v)  // voxels
    guard w >= 0, w < size.w, half.min() > 0, half.max().isFinite, centre.x.isFinite, centre.y.isFinite else { return }
    guard let within = Self.clamped(centre.y - half.y, centre.y + half.y, size.v) else { return }
    for v in within {
      let y = (Double(v) - centre.y) / half.y
      let reach = half.x * max(1 - y * y, 0).squareRoot()
      guard let u = Self.clamped(centre.x - reach, centre.x + reach, size.u) else { continue }
      rows.append(Row(v: v, u: u))
    }
  }

  /// Within or on a polygon, as ``PolygonRaster`` fills it.
  /// - Parameter corners: (u, v), voxels, centres at whole numbers.
  /// Cost: the box around it.
  public init(polygon corners: [SIMD2<Double>], plane: Plane, w: Int, grid: VoxelGrid) {
    self.plane = plane
    self.w = w
    let size = plane.size(of: grid.size)
    guard w >= 0, w < size.w, let first = corners.first, corners.allSatisfy({ $0.x.isFinite && $0.y.isFinite })
    else { return }
    let low = corners.reduce(first) { pointwiseMin($0, $1) }, high = corners.reduce(first) { pointwiseMax($0, $1) }
    guard let us = Self.clamped(low.x - 1, high.x + 1, size.u), let vs = Self.clamped(low.y - 1, high.y + 1, size.v)
    else { return }
    var raster = PolygonRaster(width: us.count, height: vs.count)
    raster.add(corners.map { $0 - SIMD2(Double(us.lowerBound), Double(vs.lowerBound)) })
    var rows: [Row] = []
    raster.takeRuns { v, u in
      rows.append(Row(v: v + vs.lowerBound, u: u.lowerBound + us.lowerBound..<u.upperBound + us.lowerBound))
    }
    self.rows = rows
  }

  /// The whole numbers of 0..<count from `low` to `high`, with room for a rounding error; nil when there are none.
  private static func clamped(_ low: Double, _ high: Double, _ count: Int) -> Range<Int>? {
    let first = max((low - 1e-9).rounded(.up), 0), last = min((high + 1e-9).rounded(.down), Double(count - 1))
    return first <= last ? Int(first)..<Int(last) + 1 : nil
  }
}
