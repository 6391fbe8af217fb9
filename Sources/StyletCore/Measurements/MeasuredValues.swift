import StyletImaging

/// The numbers of a measurement.
public enum MeasuredValues: Hashable, Sendable {
  /// mm.
  case length(Double)
  /// The longer and the shorter axis, mm, and the angle between them, degrees, 0...90.
  case axes(long: Double, short: Double, degrees: Double)
  case region(RegionStatistics)
}

extension Measurement {
  /// nil where there are none: an outline without a voxel, an axis without a length, or a region before its scan is
  /// read. The measurement must be sound on the grid. Cost: the region.
  public func values(in volume: Volume) -> MeasuredValues? {
    let grid = volume.grid
    guard isSound(on: grid.size) else { return nil }
    switch shape {
    case .ruler: return .length(grid.distance(points[0], points[1]))
    case .bidirectional:
      let a = grid.distance(points[0], points[1]), b = grid.distance(points[2], points[3])
      guard let degrees = grid.angle((points[0], points[1]), (points[2], points[3])) else { return nil }
      return .axes(long: max(a, b), short: min(a, b), degrees: degrees)
    case .ellipse, .polygon:
      guard volume.isComplete, let region = region(in: grid) else { return nil }
      return RegionStatistics(region, of: volume).map(MeasuredValues.region)
    }
  }

  /// The voxels that an ellipse or a polygon encloses; nil for other shapes.
  public func region(in grid: VoxelGrid) -> SliceRegion? {
    guard let plane, let w = slice else { return nil }
    let corners = points.map { p in
      let c = plane.coordinates(of: p, in: grid.size)
      return SIMD2(c.u, c.v)
    }
    switch shape {
    case .ruler, .bidirectional: return nil
    case .ellipse:
      return corners.first.map { SliceRegion(ellipse: $0, radii: radii, plane: plane, w: w, grid: grid) }
    case .polygon: return SliceRegion(polygon: corners, plane: plane, w: w, grid: grid)
    }
  }
}
