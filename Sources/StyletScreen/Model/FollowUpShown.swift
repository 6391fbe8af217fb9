import StyletCore
import StyletDetection
import StyletImaging
import StyletReport

/// What is shown of two scans of one patient, side by side.
public struct FollowUpShown {
  public var volume: Volume
  public var labels: LabelMap
  /// nil where none are known, or they are not shown.
  public var lungs: LabelMap?
  /// Changes whenever ``lungs`` does.
  public var version: Int
  public var link: ScanLink
  /// nil while the lungs are looked for or laid on one another.
  public var report: FollowUpReport?
  /// Of what goes on until then, 0...1.
  public var progress = 0.0
  /// Days between; nil where they are not known.
  public var days: Int?
  /// The command that has all numbers, as the key map in force has it.
  public var numbers = ""

  /// The voxel of the scan before that a place of the scan after, mm, lies in, between voxels.
  func index(of place: PatientPoint) -> SIMD3<Double> { volume.grid.affine.index(of: link.before(place)) }

  /// The voxel before of a voxel after; nil where that scan does not reach.
  func voxel(of voxel: VoxelIndex, on grid: VoxelGrid) -> VoxelIndex? {
    let near = index(of: grid.patient(of: voxel)).rounded(.toNearestOrAwayFromZero), size = volume.size
    guard near.x >= 0, near.y >= 0, near.z >= 0, near.x < Double(size.i), near.y < Double(size.j), near.z < Double(size.k)
    else { return nil }
    return VoxelIndex(Int(near.x), Int(near.y), Int(near.z))
  }
}
