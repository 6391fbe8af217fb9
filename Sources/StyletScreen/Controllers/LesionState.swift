import StyletCore
import StyletImaging

/// What the workstation knows of the lesions: found when first asked for after a change of labels, never at a stroke.
struct LesionState {
  var catalogue: (revision: Int, value: LesionCatalogue)?
  /// The lesion gone to last, by a voxel of it and by its row: when it is gone, the one in its row now is the next.
  var current: (voxel: VoxelIndex, row: Int)?
  var order = LesionCatalogue.Order.size
  /// Shown until labels change.
  var diameters: (revision: Int, value: LesionDiameters)?
}
