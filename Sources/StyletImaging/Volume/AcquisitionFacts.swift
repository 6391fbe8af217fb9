/// What is known of how a scan was made and bears on its densities; nil where it is not known.
public struct AcquisitionFacts: Hashable, Sendable {
  /// As the scanner states it, mm: not the distance between slices.
  public var sliceThickness: Double?
  /// Reconstruction kernel, as the file has it: to be escaped before it is shown.
  public var kernel: String?
  /// Whether a contrast agent was given.
  public var contrast: Bool?
  /// Tube voltage, kV.
  public var kilovolts: Double?
  /// How many slices become HU otherwise than most do; nil where none does. A wrong rescale looks like any other.
  public var oddRescales: Int?
  /// What the file itself says its values to be where that is no HU; nil where it says nothing of the kind.
  public var otherUnit: OtherUnit?

  /// A modality or a rescale type.
  public struct OtherUnit: Hashable, Sendable {
    /// As the file has it, "MR", "US": to be escaped before it is shown.
    public var name: String
    /// How many slices say so; nil for all.
    public var slices: Int?

    public init(_ name: String, slices: Int? = nil) {
      self.name = name
      self.slices = slices
    }
  }

  public init(
    sliceThickness: Double? = nil, kernel: String? = nil, contrast: Bool? = nil, kilovolts: Double? = nil,
    oddRescales: Int? = nil, otherUnit: OtherUnit? = nil
  ) {
    self.sliceThickness = sliceThickness
    self.kernel = kernel
    self.contrast = contrast
    self.kilovolts = kilovolts
    self.oddRescales = oddRescales
    self.otherUnit = otherUnit
  }

  public static let unknown = AcquisitionFacts()
}
