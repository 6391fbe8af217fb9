import StyletImaging

/// A connected piece of a finding, with its numbers. Indices are canonical, base 0; slices are axial.
public struct Lesion: Hashable, Sendable {
  /// The finding; its value in the label table.
  public let label: UInt8
  public let voxels: Int
  /// voxels · |det(affine)| / 1000
  public let millilitres: Double
  /// Lowest and uppermost slice with a voxel of it.
  public let slices: ClosedRange<Int>
  /// The bounding box along i and j.
  public let columns: ClosedRange<Int>
  public let rows: ClosedRange<Int>
  /// The mean of its voxels' centres, mm; may lie outside of it.
  public let centroid: PatientPoint
  /// Mean, standard deviation (over all its voxels, divided by their number), least and greatest value (HU for CT).
  public let mean: Double
  public let deviation: Double
  public let low: Double
  public let high: Double
  public let diameters: LesionDiameters
  /// A voxel of it: on the slice where its area is largest, the nearest to the middle of that area. What a lesion is
  /// known by while strokes change it.
  public let middle: VoxelIndex

}

extension VoxelGrid {
  /// Of the voxels of runs on one axial slice the one nearest to a place (i, j) on it, in mm; nil without runs.
  package func nearest(to place: SIMD2<Double>, in runs: some Collection<LabelRun>) -> VoxelIndex? {
    let (a, b) = (affine[0], affine[1])
    let aa = max(dot(a, a), .leastNormalMagnitude), ab = dot(a, b)
    var best: (distance: Double, voxel: VoxelIndex)?
    for run in runs {
      let dj = Double(run.j) - place.y
      let i = min(max((place.x - dj * ab / aa).rounded(), Double(run.low)), Double(run.high))
      let d = a * (i - place.x) + b * dj
      let distance = dot(d, d)
      if distance < best?.distance ?? .infinity {
        best = (distance, VoxelIndex(Int(i), Int(run.j), Int(run.k)))
      }
    }
    return best?.voxel
  }
}
