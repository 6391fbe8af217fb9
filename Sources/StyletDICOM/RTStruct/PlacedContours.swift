import StyletBase
import StyletImaging

/// The contours of one region on the slices of a scan.
struct PlacedContours {
  struct Loop {
    /// Stored (x, y), voxels.
    let polygon: [SIMD2<Double>]
    let isXOR: Bool
  }

  /// By stored slice.
  private(set) var polygons: [Int: [Loop]] = [:]
  private(set) var problems: [String] = []
  /// Contours outside of the scan, and those between its slices: left out as others lie nearer to the slice, or farther
  /// from it than ``flatness``.
  private(set) var outside = 0, between = 0
  /// Of both, those that are left out.
  private(set) var leftOut = 0

  /// How far a contour's points may lie apart along the slices' normal, in slices.
  private static let flatness = 0.25
  /// Contours nearer than this along the normal, in slices, lie in one plane.
  private static let samePlane = 0.05
  /// How far off its slice a contour may lie, in slices, before it is said.
  private static let offPlane = 0.1

  /// - Throws: a ``Failure`` when a contour does not lie in the plane of the slices.
  init(_ region: RTStructFile.Region, named name: String, on slices: StoredSlices) throws {
    var placed: [Int: [(height: Double, loop: Loop)]] = [:]
    var beyond = 0
    var farthest = 0.0
    for contour in region.contours {
      var polygon: [SIMD2<Double>] = []
      polygon.reserveCapacity(contour.points.count)
      var (low, high) = (SIMD3(repeating: Double.infinity), SIMD3(repeating: -Double.infinity))
      for point in contour.points {
        let at = slices.affine.index(of: point)
        low = pointwiseMin(low, at)
        high = pointwiseMax(high, at)
        polygon.append([at.x, at.y])
      }
      guard high.z - low.z <= Self.flatness else {
        throw Failure(
          .badData, words("mask.contour-tilted", ["region": name, "slices": (high.z - low.z).said]), at: contour.place,
          advice: words("mask.export-on-slices"))
      }
      let height = (low.z + high.z) / 2, z = height.rounded()
      guard z >= 0, z < Double(slices.count), high.x > -0.5, high.y > -0.5, low.x < Double(slices.width) - 0.5,
        low.y < Double(slices.height) - 0.5
      else {
        outside += 1
        continue
      }
      let edge = SIMD2(Double(slices.width), Double(slices.height)) - 0.5 + PolygonRaster.tolerance
      if min(low.x, low.y) < -0.5 - PolygonRaster.tolerance || high.x > edge.x || high.y > edge.y { beyond += 1 }
      farthest = max(farthest, abs(height - z))
      placed[Int(z), default: []].append((height, Loop(polygon: polygon, isXOR: contour.isXOR)))
    }
    if outside > 0 { problems.append(words("mask.contours-outside", ["region": name, "count": outside])) }
    if beyond > 0 { problems.append(words("mask.contours-cut", ["region": name, "count": beyond])) }
    if farthest > Self.offPlane {
      problems.append(words("mask.contours-beside", ["region": name, "slices": farthest.said]))
    }
    keepNearest(placed, name)
    leftOut += outside
    if let step = Self.step(polygons.keys.sorted()) {
      problems.append(words("mask.contours-apart", ["region": name, "step": step]))
    }
  }

  /// Of contours in several planes that are nearest to one slice, those of the nearest plane.
  private mutating func keepNearest(
    _ placed: [Int: [(height: Double, loop: Loop)]], _ name: String
  ) {
    var crowded = 0
    for (z, contours) in placed {
      let best = contours.min { abs($0.height - Double(z)) < abs($1.height - Double(z)) }?.height ?? 0
      let kept = contours.filter { abs($0.height - best) <= Self.samePlane }
      crowded += contours.count - kept.count
      if abs(best - Double(z)) > Self.flatness { between += kept.count }
      polygons[z] = kept.map(\.loop)
    }
    between += crowded
    leftOut += crowded
    if crowded > 0 {
      problems.append(words("mask.contours-crowded", ["region": name, "count": crowded]))
    }
  }

  /// The smallest step from one drawn slice to the next, when it is more than one.
  private static func step(_ slices: [Int]) -> Int? {
    guard slices.count > 2, let least = zip(slices.dropFirst(), slices).map({ $0 - $1 }).min(), least > 1 else {
      return nil
    }
    return least
  }
}
