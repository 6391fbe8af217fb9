import StyletBase

/// What a DICOM file is that is no slice of a scan. The raw value chooses its words.
enum OtherObject: String, Sendable {
  case directory, scout, segmentation, waveform
  case secondaryCapture = "secondary-capture", parametricMap = "parametric-map", doseReport = "dose-report"
  case keyObjects = "key-objects", document, structuredReport = "structured-report"
  case presentationState = "presentation-state", microscopy
  case rtDose = "rt-dose", rtStructureSet = "rt-structure-set", rtPlan = "rt-plan"
  case floatingPoint = "floating-point", multiFrame = "multi-frame", colour
  case withoutImage = "without-image", withoutPosition = "without-position"

  /// "2 scouts"
  func inWords(_ count: Int) -> String { words("scan.objects", ["kind": rawValue, "count": count]) }

  /// "a scout"
  var inWords: String { words("scan.object", ["kind": rawValue]) }
}
