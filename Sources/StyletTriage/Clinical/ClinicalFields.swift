/// What is known of a patient besides the scan; nil where it is not. Nothing is ever assumed.
public struct ClinicalFields: Hashable, Sendable {
  /// Years; % of saturation; L/min of oxygen; a minute; mmHg; °C.
  public var age, spo2, oxygen, respiratoryRate, heartRate, systolic, temperature: Double?
  /// How many there are.
  public var comorbidities: Double?
  public var isAlert: Bool?
  /// As somebody has counted it.
  public var givenNEWS2: Int?
  /// What whoever asks for the reading, or the technician, says.
  public var isUrgent = false, isEmergency = false

  public init() {}

  public var news2: NEWS2 { NEWS2(self, given: givenNEWS2) }
}
