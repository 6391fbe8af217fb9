/// The three orthogonal slice directions, shown the radiological way: patient right on screen left, head or
/// anterior up. A plane's (u, v, w): u to screen right, v down, w the slice number; all base 0.
public enum Plane: String, CaseIterable, Sendable, Codable {
  case axial, coronal, sagittal

  /// Canonical axis of u, v, w.
  public var axes: (u: Int, v: Int, w: Int) {
    switch self {
    case .axial: (0, 1, 2)
    case .coronal: (0, 2, 1)
    case .sagittal: (1, 2, 0)
    }
  }

  /// Whether v counts down from the head (v = last k − k).
  public var headUp: Bool { self != .axial }

  public func size(of g: GridSize) -> (u: Int, v: Int, w: Int) { (g[axes.u], g[axes.v], g[axes.w]) }

  /// Distance between neighbours along u, v and w, mm.
  public func spacing(of grid: VoxelGrid) -> (u: Double, v: Double, w: Double) {
    let s = grid.spacing
    return (s[axes.u], s[axes.v], s[axes.w])
  }

  public func voxel(u: Int, v: Int, w: Int, in g: GridSize) -> VoxelIndex {
    switch self {
    case .axial: VoxelIndex(u, v, w)
    case .coronal: VoxelIndex(u, w, g.k - 1 - v)
    case .sagittal: VoxelIndex(w, u, g.k - 1 - v)
    }
  }

  public func coordinates(of x: VoxelIndex, in g: GridSize) -> (u: Int, v: Int, w: Int) {
    switch self {
    case .axial: (x.i, x.j, x.k)
    case .coronal: (x.i, g.k - 1 - x.k, x.j)
    case .sagittal: (x.j, g.k - 1 - x.k, x.i)
    }
  }

  /// Step in w of PgUp: towards the head (axial), the front (coronal), the patient's left (sagittal).
  public var forwardStep: Int { self == .coronal ? -1 : 1 }

  /// Orientation letters at screen left, right, top and bottom.
  public var letters: (left: Character, right: Character, top: Character, bottom: Character) {
    switch self {
    case .axial: ("R", "L", "A", "P")
    case .coronal: ("R", "L", "S", "I")
    case .sagittal: ("A", "P", "S", "I")
    }
  }
}
