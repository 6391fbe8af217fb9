import StyletBase
import StyletFiles
import StyletImaging

/// Where a frame's pixels lie on the scan's grid: pixel by pixel on its voxels, turned by quarters or mirrored at most.
struct FramePlace: Equatable {
  /// The voxel of the first pixel, in canonical order; may lie outside the grid.
  let start: SIMD3<Int>
  /// From a pixel to the next one of its row, and of its column: ±1 along one axis each.
  let alongRow: SIMD3<Int>
  let alongColumn: SIMD3<Int>

  /// The most, in voxels, that a pixel's centre may be off a voxel's within the frame.
  static let tolerance = 0.1
  /// The most across frames: a scan's slices may themselves be that far off even spacing.
  static let toleranceAcross = 0.2

  /// - Throws: ``Failure`` with numbers when the frame does not lie on the grid's voxels.
  init(_ frame: SegmentationHeader.Frame, rows: Int, columns: Int, on scan: VoxelGrid) throws {
    let m = scan.affine
    func direction(_ along: PatientPoint, _ spacing: Double) -> SIMD3<Double> {
      m.index(of: m.origin + along * spacing)
    }
    let first = m.index(of: frame.position)
    let u = direction(frame.alongRow, frame.spacing.alongRow)
    let v = direction(frame.alongColumn, frame.spacing.alongColumn)
    guard (0..<3).allSatisfy({ abs(first[$0]) < 1e6 && abs(u[$0]) < 1e6 && abs(v[$0]) < 1e6 }) else {
      throw Failure(.badData, words("mask.frame-far"))
    }
    let (rowAxis, rowStep) = Self.nearest(u), (columnAxis, columnStep) = Self.nearest(v)
    try Self.checkDirection(frame.alongRow, m[rowAxis], count: columns, "rows")
    try Self.checkDirection(frame.alongColumn, m[columnAxis], count: rows, "columns")
    guard rowAxis != columnAxis else {
      throw Failure(.badData, words("mask.frame-flat"))
    }
    for (spacing, axis, count) in [
      (frame.spacing.alongRow, rowAxis, columns), (frame.spacing.alongColumn, columnAxis, rows),
    ] where abs(spacing / scan.spacing[axis] - 1) * Double(count - 1) > Self.tolerance {
      throw Failure(
        .badData, words("mask.frame-spacing", ["pixels": spacing.said, "voxels": scan.spacing[axis].said]),
        advice: words("mask.export-on-grid"))
    }
    let nominal = first.rounded(.toNearestOrAwayFromZero)
    var worst = SIMD3<Double>.zero
    for (x, y) in [(0, 0), (columns - 1, 0), (0, rows - 1), (columns - 1, rows - 1)] {
      let off = first + u * Double(x) + v * Double(y) - nominal - rowStep * Double(x) - columnStep * Double(y)
      for a in 0..<3 { worst[a] = max(worst[a], abs(off[a])) }
    }
    for a in 0..<3 {
      let isAcross = a != rowAxis && a != columnAxis
      guard worst[a] <= (isAcross ? Self.toleranceAcross : Self.tolerance) else {
        throw Failure(
          .badData, words("mask.frame-between", ["off": worst[a].said, "axis": ["i", "j", "k"][a]]),
          advice: words("mask.export-on-grid"))
      }
    }
    start = SIMD3(Int(nominal.x), Int(nominal.y), Int(nominal.z))
    alongRow = SIMD3(Int(rowStep.x), Int(rowStep.y), Int(rowStep.z))
    alongColumn = SIMD3(Int(columnStep.x), Int(columnStep.y), Int(columnStep.z))
  }

  /// The axis that a step goes along most, and one voxel along it.
  private static func nearest(_ step: SIMD3<Double>) -> (axis: Int, step: SIMD3<Double>) {
    let axis = (0..<3).max { abs(step[$0]) < abs(step[$1]) } ?? 0
    var unit = SIMD3<Double>.zero
    unit[axis] = step[axis] < 0 ? -1 : 1
    return (axis, unit)
  }

  /// Refuses a frame that is turned so far that it leaves its line of voxels.
  private static func checkDirection(_ along: PatientPoint, _ axis: PatientPoint, count: Int, _ name: String) throws {
    let sine = length(cross(along, axis)) / max(length(along) * length(axis), .leastNormalMagnitude)
    guard sine * Double(max(count - 1, 1)) <= max(4 * tolerance, 0.02) else {
      throw Failure(
        .badData, words("mask.frame-turned", ["what": name, "degrees": degrees(ofSine: sine).said]),
        advice: words("mask.resample"))
    }
  }
}
