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

  /// The slice before that shows the same place as a pane of the scan after, at the same scale; nil where there is none.
  /// Slices are shown as they are: where the patient lies otherwise, the rest of the slice lies a little higher or lower.
  func geometry(beside after: PaneGeometry, on grid: VoxelGrid, _ view: ViewState, rect: CellRect) -> PaneGeometry? {
    let plane = after.plane, window = after.window, size = volume.size
    // The middle of the pane, and on the slice.
    let u = window.u0 + Double(window.width) / 2 * window.stepU - 0.5
    let v = window.v0 + Double(window.height) / 2 * window.stepV - 0.5
    var middle = SIMD3<Double>.zero
    middle[plane.axes.u] = u
    middle[plane.axes.v] = plane.headUp ? Double(after.size.k - 1) - v : v
    middle[plane.axes.w] = Double(window.w)
    let centre = index(of: grid.affine.patient(of: middle)), at = index(of: grid.patient(of: grid.size.clamp(view.cursor)))
    let w = at[plane.axes.w].rounded()
    guard centre.sum().isFinite, w >= 0, w < Double(plane.size(of: size).w) else { return nil }
    let row = centre[plane.axes.v]
    var own = view
    own.cursor = plane.voxel(u: 0, v: 0, w: Int(w), in: size)
    own.magnification = .scale(mmPerPixel: after.mmPerPixel)
    own.centres[plane] = SlicePoint(
      u: centre[plane.axes.u] + 0.5, v: (plane.headUp ? Double(size.k - 1) - row : row) + 0.5)
    return PaneGeometry(plane: plane, rect: rect, grid: volume.grid, view: own)
  }
}
