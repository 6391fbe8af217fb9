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

  public init(
    sliceThickness: Double? = nil, kernel: String? = nil, contrast: Bool? = nil, kilovolts: Double? = nil,
    oddRescales: Int? = nil
  ) {
    self.sliceThickness = sliceThickness
    self.kernel = kernel
    self.contrast = contrast
    self.kilovolts = kilovolts
    self.oddRescales = oddRescales
  }

  public static let unknown = AcquisitionFacts()
}
