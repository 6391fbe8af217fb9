import StyletImaging

/// One of the two lungs, the patient's.
public enum LungSide: String, Hashable, Sendable {
  case right, left
}

/// What a reader should know of lungs that a program found. Shown, never hidden.
public enum LungBadge: Hashable, Sendable {
  /// There is no lung on the scan.
  case noLungs
  /// The values are no HU: a rescale seems to be missing. What was added for the search; densities of this scan mean
  /// nothing as they stand.
  case rescaleMissing(added: Double)
  /// Only one lung was found.
  case oneLung
  /// Both lungs' volume is outside 1.5...9 L though neither end of the scan cuts them.
  case volume(millilitres: Double)
  /// Right volume over left is outside 0.6...1.6.
  case ratio(Double)
  /// The scan ends within the lung.
  case cutAtTop, cutAtBottom, cutAtSide
  /// Slices on which a lung's area differs from the slice before by more than a quarter. Said by older versions; now
  /// ``areaJump(_:percent:count:)``.
  case jumps(count: Int)
  /// A lung's area differs from one slice to the next by more than a quarter of its largest, where slices are 3 mm
  /// apart or less: how much where it is most, % of the largest area, and how often it is so. The remark's slices are
  /// the two.
  case areaJump(LungSide, percent: Double, count: Int)
  /// Neither trachea nor carina.
  case noTrachea
  /// The trachea was found and where it parts was not.
  case noCarina
  /// Gas that lies in the patient below or beside the lungs, left out: bowel, stomach, or a large air space.
  case gasLeftOut(millilitres: Double)
  /// Tissue against the pleura of one lung that was taken for consolidation: all pieces of more than 2 mL. Earlier
  /// versions did not say of which.
  case recovered(millilitres: Double, side: LungSide? = nil)
  /// Tissue before the ribs that was left out though the other lung touches the wall there: effusion, consolidation or
  /// a raised diaphragm. Up to 40 mm deep; more than 20 mL.
  case opaqueAgainstWall(LungSide, millilitres: Double)
  /// The lower ends of the lungs differ by more than 50 mm: effusion, consolidation or a raised diaphragm.
  case unevenBases(millimetres: Double)
  /// The upper ends of the lungs differ by more than 25 mm: an apex is missing, or air beside the neck was taken for
  /// one.
  case unevenTops(millimetres: Double)
  /// The lungs touch so broadly that they were divided at the midline.
  case dividedAtMidline
  /// Right and left meet in a sagittal plane over so much of its area with no pleura between them: one lung was split.
  case straightSplit(squareCentimetres: Double)
  /// Air inside the cage of the ribs that is neither lung nor anything known, and more than 2 mL: on which side, nil
  /// for the middle. A row of the ``AirAccount`` of that kind.
  case unexplainedAir(LungSide?, millilitres: Double)
  /// A piece of a lung in which there is no vessel: a bulla, air between lung and wall, or no lung.
  case pieceWithoutVessels(millilitres: Double)
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
