import StyletBase
import StyletCore
import StyletImaging

/// Which place of a scan is which of another scan of the same patient.
public struct ScanLink: Sendable {
  public enum Way: Equatable, Sendable {
    /// The lungs were laid on one another.
    case lungs(LungRegistration.Quality)
    /// By the table's position and the place on it, as the scans state them: nothing was measured.
    case table
    /// By the share of the scan's height, width and depth: nothing was measured, and the scans need not show the same.
    case height
  }

  public let way: Way
  /// Patient millimetres of the scan before → of the scan after.
  public let map: Affine

  /// - Parameters:
  ///   - before, after: their lungs; nil where none are known.
  /// - Returns: nil where nobody waits for it any more.
  public init?(
    _ before: (lungs: LabelMap?, grid: VoxelGrid), _ after: (lungs: LabelMap?, grid: VoxelGrid),
    work: CancellableWork? = nil
  ) {
    if let a = before.lungs, let b = after.lungs {
      let first = LungField(a, on: before.grid, work: work)
      let second = first.flatMap { _ in LungField(b, on: after.grid, work: work) }
      if let first, let second, let found = LungRegistration(first, second, work: work) {
        self.init(.lungs(found.quality), found.motion)
        return
      }
      if work?.isCancelled == true { return nil }
    }
    self.init(before.grid, after.grid)
  }

  /// Without lungs. The table's position counts where by it the scans show the same for the greater part.
  public init(_ before: VoxelGrid, _ after: VoxelGrid) {
    let (a, b) = (Self.box(before), Self.box(after))
    let isShared = (0..<3).allSatisfy { axis in
      let common = min(a.high[axis], b.high[axis]) - max(a.low[axis], b.low[axis])
      return common >= 0.5 * min(a.high[axis] - a.low[axis], b.high[axis] - b.low[axis])
    }
    guard !isShared else {
      self.init(.table, Affine(spacing: SIMD3(1, 1, 1)))
      return
    }
    func size(_ grid: VoxelGrid) -> SIMD3<Double> {
      SIMD3(Double(grid.size.i), Double(grid.size.j), Double(grid.size.k))
    }
    func there(_ p: PatientPoint) -> PatientPoint {
      let share = (before.affine.index(of: p) + 0.5) / size(before)
      return after.affine.patient(of: share * size(after) - 0.5)
    }
    let zero = there(.zero)
    self.init(
      .height, Affine(there([1, 0, 0]) - zero, there([0, 1, 0]) - zero, there([0, 0, 1]) - zero, origin: zero))
  }

  private init(_ way: Way, _ map: Affine) { (self.way, self.map) = (way, map) }

  /// The places that a scan's voxels fill, mm.
  private static func box(_ grid: VoxelGrid) -> (low: PatientPoint, high: PatientPoint) {
    var low = PatientPoint(repeating: .infinity), high = -low
    for n in 0..<8 {
      let corner = SIMD3(
        n & 1 == 0 ? -0.5 : Double(grid.size.i) - 0.5, n & 2 == 0 ? -0.5 : Double(grid.size.j) - 0.5,
        n & 4 == 0 ? -0.5 : Double(grid.size.k) - 0.5)
      let point = grid.affine.patient(of: corner)
      (low, high) = (pointwiseMin(low, point), pointwiseMax(high, point))
    }
    return (low, high)
  }

  /// How well the lungs lie on one another; nil where nothing was measured.
  public var quality: LungRegistration.Quality? { if case .lungs(let quality) = way { quality } else { nil } }

  /// Whether the places should be looked at before they are believed.
  public var isDoubtful: Bool { quality.map { !$0.doubts.isEmpty } ?? true }

  /// The place in the scan before of a place in the scan after, mm.
  public func before(_ after: PatientPoint) -> PatientPoint { map.index(of: after) }
}
