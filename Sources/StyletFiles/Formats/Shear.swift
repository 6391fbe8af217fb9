import StyletBase
import StyletImaging

extension VoxelGrid {
  /// How far its axes are from right angles, degrees: the most that any two of them are. 0 below a tenth of a degree.
  package var shear: Double {
    let axes = (0..<3).map { storedAffine[$0] / max(length(storedAffine[$0]), .leastNormalMagnitude) }
    let sine = [(0, 1), (0, 2), (1, 2)].map { abs(dot(axes[$0.0], axes[$0.1])) }.max() ?? 0
    return sine > 0.002 ? degrees(ofSine: sine) : 0
  }

  /// What is said of a scan whose axes are not at right angles; nil where they are.
  package var shearInWords: String? { shear > 0 ? words("scan.sheared", ["degrees": shear.said]) : nil }
}
