import StyletBase

/// The geometry of a scan: its size and where each voxel lies in the patient, in canonical order, with the
/// way back to the axes of the file it came from.
public struct VoxelGrid: Hashable, Sendable {
  /// Canonical extents.
  public let size: GridSize
  /// Canonical index → patient millimetres.
  public let affine: Affine
  /// How the canonical axes lie in the source file.
  public let storage: StorageOrder

  /// A grid that is stored as it is shown.
  public init(size: GridSize, affine: Affine, storage: StorageOrder = .canonical) {
    self.size = size
    self.affine = affine
    self.storage = storage
  }

  /// A grid as a file states it: the canonical order is the nearest permutation and flips of the stored axes.
  public init(storedSize s: GridSize, storedAffine m: Affine) {
    let order = StorageOrder(bringing: m)
    var columns = [PatientPoint]()
    var origin = m.origin
    for a in 0..<3 {
      let column = m[order.axes[a]]
      if order.flipped[a] == 1 { origin += column * Double(s[order.axes[a]] - 1) }
      columns.append(order.flipped[a] == 1 ? -column : column)
    }
    self.init(
      size: GridSize(s[order.axes.x], s[order.axes.y], s[order.axes.z])!,
      affine: Affine(columns[0], columns[1], columns[2], origin: origin), storage: order)
  }

  /// Extents in the file's axis order, fastest first.
  public var storedSize: GridSize {
    var s = SIMD3<Int>()
    for a in 0..<3 { s[storage.axes[a]] = size[a] }
    return GridSize(s.x, s.y, s.z)!
  }

  /// Stored index → patient millimetres.
  public var storedAffine: Affine {
    var columns = [PatientPoint](repeating: .zero, count: 3)
    var origin = affine.origin
    for a in 0..<3 {
      if storage.flipped[a] == 1 { origin += affine[a] * Double(size[a] - 1) }
      columns[storage.axes[a]] = storage.flipped[a] == 1 ? -affine[a] : affine[a]
    }
    return Affine(columns[0], columns[1], columns[2], origin: origin)
  }

  /// Distance between neighbours along i, j and k, mm.
  public var spacing: SIMD3<Double> { SIMD3(length(affine[0]), length(affine[1]), length(affine[2])) }

  /// mm³, shear included.
  public var voxelVolume: Double { abs(affine.determinant) }

  public func patient(of v: VoxelIndex) -> PatientPoint {
    affine.patient(of: SIMD3(Double(v.i), Double(v.j), Double(v.k)))
  }

  /// The nearest voxel of the grid to a patient position, nil when it lies more than half a voxel outside.
  public func voxel(at point: PatientPoint) -> VoxelIndex? {
    let c = affine.index(of: point)
    guard c.x.isFinite, c.y.isFinite, c.z.isFinite, c.max() < 1e9, c.min() > -1e9 else { return nil }
    let v = VoxelIndex(Int(c.x.rounded()), Int(c.y.rounded()), Int(c.z.rounded()))
    return size.contains(v) ? v : nil
  }

  /// Why another canonical grid is not this one, in words for a user; nil when sizes are equal and no corner
  /// of the box differs by more than `tolerance` of the smallest spacing (default a tenth of a voxel).
  public func mismatch(with other: VoxelGrid, tolerance: Double = 0.1) -> String? {
    if size != other.size {
      func told(_ size: GridSize) -> String { "\(size.i)x\(size.j)x\(size.k)" }
      return words("error.grid-size", ["grid": told(other.size), "scan": told(size)])
    }
    var worst = 0.0
    for corner in 0..<8 {
      let v = VoxelIndex(
        corner & 1 == 0 ? 0 : size.i - 1, corner & 2 == 0 ? 0 : size.j - 1, corner & 4 == 0 ? 0 : size.k - 1)
      let away = length(patient(of: v) - other.patient(of: v))
      worst = away.isNaN ? .infinity : max(worst, away)
    }
    guard worst.isFinite else { return words("error.grid-position") }
    if !(worst <= tolerance * spacing.min()) {
      return words("error.grid-away", ["mm": NumberText.marked("\((worst * 100).rounded() / 100)")])
    }
    return nil
  }
}
