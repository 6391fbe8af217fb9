import StyletCore
import StyletImaging

/// What makes lungs that a program found part of a project.
extension Lungs {
  /// Whether a volume can be a chest, by its size alone: what is too small is not looked through.
  public static func mayBe(in volume: Volume) -> Bool {
    let size = volume.size, spacing = volume.grid.spacing
    func length(_ n: Int, _ mm: Double) -> Double { Double(n) * mm }
    return length(size.i, spacing.x) >= 150 && length(size.j, spacing.y) >= 150 && length(size.k, spacing.z) >= 80
      && min(size.i, size.j) >= 32 && size.k >= 8
  }

  /// The edit with what belongs to the lungs besides their voxels, behind its own changes: remarks, account of air
  /// and zone limits.
  /// - Parameters:
  ///   - edit: draws the lungs.
  ///   - annotations: as they are before it.
  public func completing(_ edit: Edit, _ annotations: Annotations, on grid: VoxelGrid) -> Edit {
    var edit = edit
    edit.annotations += LungRecord(.automatic, remarks: report.remarks, air: report.air).changes(in: annotations)
    edit.annotations += zoneChanges(annotations, on: grid)
    return edit
  }
}

extension Lungs {
  /// The changes that write the proposed limits down, for the same edit that draws the lungs: one step of the history.
  public func zoneChanges(_ annotations: Annotations, time: String? = nil, on grid: VoxelGrid) -> [AnnotationChange] {
    guard let zones else { return [] }
    let middle = VoxelIndex(grid.size.i / 2, grid.size.j / 2, 0)
    let at = report.carina.map { grid.affine.index(of: $0).voxel(in: grid.size) } ?? middle
    return annotations.proposing(zones, at: at, time: time, on: grid)
  }
}
