/// Neighbouring slices that are shown as one.
public struct Slab: Hashable, Sendable {
  public enum Mode: String, Sendable, CaseIterable {
    /// The largest value across the slices: vessels, nodules.
    case mip
    /// The smallest: airways, emphysema.
    case minip
    /// The mean: less noise.
    case mean
  }

  public var mode: Mode
  /// mm, within ``thicknesses``.
  public private(set) var thickness: Double

  public static let thicknesses = 1.0...60

  public init(_ mode: Mode, thickness: Double) {
    self.mode = mode
    self.thickness = min(max(thickness, Self.thicknesses.lowerBound), Self.thicknesses.upperBound)
  }

  /// The slices whose middles lie within half the thickness of the middle of slice `w`, as far as there are any:
  /// as many on either side, except at the ends of the scan. Empty where there is no slice `w`.
  public func slices(around w: Int, of plane: Plane, in grid: VoxelGrid) -> Range<Int> {
    let count = plane.size(of: grid.size).w, spacing = plane.spacing(of: grid).w
    guard (0..<count).contains(w) else { return 0..<0 }
    // A slice whose middle lies on the face counts, whatever the rounding of the spacing.
    let beside = (thickness / 2 / spacing + 1e-6).rounded(.down)
    let n = beside.isFinite && beside > 0 ? Int(min(beside, Double(count))) : 0
    return max(w - n, 0)..<min(w + n + 1, count)
  }
}
