import StyletImaging

/// What a synthetic thorax shall be. The same specification gives the same bytes.
public struct PhantomSpecification: Hashable, Sendable {
  public var size: GridSize
  /// mm along i, j, k; each greater than 0.
  public var spacing: SIMD3<Double>
  /// Varies the anatomy a little, the vessels, the lesions' places and sizes, and the noise.
  public var seed: UInt64
  /// How many lesions, 0...``maximumLesions``. Two in three are ground-glass, one is consolidation.
  public var lesions: Int
  /// How many consolidations besides that touch the pleura, cut off by the lung's own surface at the ribs. Together
  /// with the others at most ``maximumLesions``.
  public var pleural = 0
  /// sd of the noise in the body, HU.
  public var noise: Double

  public static let maximumLesions = 24

  /// - Parameter spacing: when nil, such that the grid spans 360 mm from side to side and 320 mm from head to
  ///   foot. With another field of view the thorax is scaled to fill it, so that nothing is cut off.
  public init(
    size: GridSize, spacing: SIMD3<Double>? = nil, seed: UInt64 = 1, lesions: Int = 6, noise: Double = 20
  ) {
    self.size = size
    let inPlane = max(360 / Double(size.i), 280 / Double(size.j))
    self.spacing = spacing ?? SIMD3(inPlane, inPlane, 320 / Double(size.k))
    self.seed = seed
    self.lesions = lesions
    self.noise = noise
  }

  /// The grid: LPS axes, patient origin at the middle of the field of view.
  public var grid: VoxelGrid {
    let last = SIMD3(Double(size.i - 1), Double(size.j - 1), Double(size.k - 1))
    return VoxelGrid(size: size, affine: Affine(spacing: spacing, origin: last * spacing * -0.5))
  }
}

/// A lesion of a phantom: an axis-aligned ellipsoid inside a lung, or the part of one that lies in the lung.
public struct PhantomLesion: Hashable, Sendable {
  /// Its value in the truth mask: 1 ground-glass, 2 consolidation, as in ``LabelTable/standard``.
  public let label: UInt8
  /// Patient mm, LPS.
  public let centre: PatientPoint
  /// Half axes along x, y, z, mm.
  public let semiAxes: SIMD3<Double>
  /// Whether it touches the pleura: then only what of the ellipsoid lies in the lung belongs to it.
  public let isPleural: Bool
  /// 4/3 π a b c, mL; of a pleural one the part in the lung, summed over a fine lattice (within 0.1 %).
  public let millilitres: Double

  init(label: UInt8, centre: PatientPoint, semiAxes: SIMD3<Double>, partInLung: Double? = nil) {
    self.label = label
    self.centre = centre
    self.semiAxes = semiAxes
    isPleural = partInLung != nil
    millilitres = 4 / 3 * Double.pi * semiAxes.x * semiAxes.y * semiAxes.z / 1000 * (partInLung ?? 1)
  }

  /// Whether a patient position lies inside or on the ellipsoid.
  public func contains(_ p: PatientPoint) -> Bool {
    let d = (p - centre) / semiAxes
    return dot(d, d) <= 1
  }
}
