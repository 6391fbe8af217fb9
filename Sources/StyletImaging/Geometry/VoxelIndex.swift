/// A position or displacement in patient space: millimetres in DICOM's LPS axes
/// (+x to the patient's Left, +y to Posterior, +z to Superior).
public typealias PatientPoint = SIMD3<Double>

/// A voxel, by its index in canonical order, base 0: +i to Left, +j to Posterior, +k to Superior.
public struct VoxelIndex: Hashable, Sendable {
  public var i: Int
  public var j: Int
  public var k: Int

  public init(_ i: Int, _ j: Int, _ k: Int) {
    self.i = i
    self.j = j
    self.k = k
  }
}

/// How many voxels a grid has along each axis; every extent is at least 1.
public struct GridSize: Hashable, Sendable {
  public let i: Int
  public let j: Int
  public let k: Int

  /// The most voxels a volume may have: 2³⁴ Int16 are 32 GiB, beyond any CT.
  public static let maximumVoxels = 1 << 34
  /// The longest axis. Runs keep their coordinates in 32 bits; no scanner comes near this.
  public static let maximumExtent = 1 << 20

  /// Checks before anything is allocated: nil unless each extent is within 1...``maximumExtent`` and the
  /// product is at most ``maximumVoxels``.
  public init?(_ i: Int, _ j: Int, _ k: Int) {
    guard min(i, j, k) >= 1, max(i, j, k) <= Self.maximumExtent else { return nil }
    let (plane, planeOverflow) = i.multipliedReportingOverflow(by: j)
    let (count, overflow) = plane.multipliedReportingOverflow(by: k)
    guard !planeOverflow, !overflow, count <= Self.maximumVoxels else { return nil }
    self.i = i
    self.j = j
    self.k = k
  }

  /// Voxels in all.
  public var count: Int { i * j * k }

  /// Extent along axis 0, 1 or 2.
  public subscript(axis: Int) -> Int { axis == 0 ? i : axis == 1 ? j : k }

  public func contains(_ v: VoxelIndex) -> Bool {
    v.i >= 0 && v.j >= 0 && v.k >= 0 && v.i < i && v.j < j && v.k < k
  }

  /// The voxel of the grid nearest to `v`.
  public func clamp(_ v: VoxelIndex) -> VoxelIndex {
    VoxelIndex(min(max(v.i, 0), i - 1), min(max(v.j, 0), j - 1), min(max(v.k, 0), k - 1))
  }
}
