import StyletImaging

/// One of the two lungs, the patient's.
public enum LungSide: String, Hashable, Sendable {
  case right, left
}

/// The lungs in numbers.
public struct LungReport: Hashable, Sendable {
  /// mL.
  public var right = 0.0
  public var left = 0.0
  /// Trachea and bronchi outside the lungs, mL.
  public var airways = 0.0
  /// mL per axial slice of the lungs that the first and last slice cut, and of the sides: 0 for a whole lung.
  public var cutBottom = 0.0
  public var cutTop = 0.0
  public var cutSide = 0.0
  /// Where the trachea parts, patient mm (LPS).
  public var carina: PatientPoint?
  /// Highest place of the right dome of the diaphragm, as a slice k; nil when it is not on the scan.
  public var rightDome: Double?
  /// Between the values lung and tissue lie on either side, HU.
  public var threshold = 0.0
  /// What is to be looked at, and where.
  public var remarks: [LungRemark] = []
  /// Air inside the body that is no lung.
  public var air = AirAccount()

  public init() {}

  /// The remarks without their places. Those that stay keep theirs.
  public var badges: [LungBadge] {
    get { remarks.badges }
    set { remarks.badges = newValue }
  }

  /// - Parameters:
  ///   - place: where to look, a voxel of the scan; nil for what has no one place.
  ///   - slices: k, base 0, first and last that it concerns.
  public mutating func remark(
    _ badge: LungBadge, at place: VoxelIndex? = nil, slices: ClosedRange<Int>? = nil
  ) {
    remarks.append(LungRemark(badge, at: place, slices: slices))
  }

  public var total: Double { right + left }
  /// Right over left, nil without both.
  public var ratio: Double? { right > 0 && left > 0 ? right / left : nil }
  public var isEmpty: Bool { total == 0 }
}
