import StyletBase
import StyletImaging

/// How far the surfaces of two masks lie from one another, mm.
///
/// From each element of one surface to the nearest element of the other, between voxel corners (``SurfaceElements``),
/// each weighted by its area.
public struct SurfaceDistances: Equatable, Sendable {
  /// Twice the area within the tolerance, of either surface, over the area of both: surface Dice, 0...1.
  public let dice: Double
  /// The larger of the two directed distances that 95 % of the area keep to.
  public let hausdorff95: Double
  /// The largest distance.
  public let hausdorff: Double
  /// The mean over both surfaces together.
  public let average: Double

  /// What the numbers are, for answers to programs. It belongs to them: others' HD95 differs by a millimetre and more.
  public static let convention =
    "surface elements at voxel corners (marching cubes) weighted by area; HD95 is the larger of the two directed "
    + "percentiles; ASSD is the mean over both surfaces together; as DeepMind surface-distance"

  /// - Parameters:
  ///   - a, b: of one box, each with at least one voxel.
  ///   - spacing: mm along i, j and k; the axes are perpendicular.
  ///   - tolerance: mm.
  /// Cost: the box, and n log n of the elements; on all cores.
  init(_ a: MaskBox, _ b: MaskBox, spacing: SIMD3<Double>, tolerance: Double) {
    let surfaces = [SurfaceElements(a, spacing: spacing), SurfaceElements(b, spacing: spacing)]
    let ways = Parallel.map(2) { Directed(from: surfaces[$0], to: surfaces[1 - $0], tolerance) }
    let (there, back) = (ways[0], ways[1])
    let area = there.area + back.area
    dice = (there.within + back.within) / area
    hausdorff95 = max(there.percentile95, back.percentile95)
    hausdorff = max(there.most, back.most)
    average = (there.sum + back.sum) / area
  }

  /// From one surface to the other.
  private struct Directed {
    /// mm² in all, and within the tolerance.
    var area = 0.0, within = 0.0
    /// mm² · mm.
    var sum = 0.0
    var most = 0.0, percentile95 = 0.0

    init(from own: SurfaceElements, to other: SurfaceElements, _ tolerance: Double) {
      let squares = SurfaceTree(other).squares(to: own)
      for (square, part) in zip(squares, own.areas) {
        area += Double(part)
        if DistanceTransform.isWithin(square, tolerance) { within += Double(part) }
        sum += Double(part) * Double(square).squareRoot()
      }
      var all = Array(zip(squares, own.areas))
      all.sort { $0.0 < $1.0 }
      most = Double(all.last?.0 ?? 0).squareRoot()
      var reached = 0.0
      for each in all {
        reached += Double(each.1)
        guard reached >= 0.95 * area else { continue }
        percentile95 = Double(each.0).squareRoot()
        break
      }
    }
  }
}
