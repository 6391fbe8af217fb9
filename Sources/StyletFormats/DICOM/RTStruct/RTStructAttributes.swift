/// Attributes of RT structure sets (PS3.3 C.8.8.5, C.8.8.6, C.8.8.8, C.8.8.16).
extension DICOMAttribute {
  static let operatorsName = Self(0x0008, 0x1070, .pn)
  static let structureSetLabel = Self(0x3006, 0x0002, .sh)
  static let structureSetName = Self(0x3006, 0x0004, .lo)
  static let structureSetDescription = Self(0x3006, 0x0006, .st)
  static let structureSetDate = Self(0x3006, 0x0008, .da)
  static let structureSetTime = Self(0x3006, 0x0009, .tm)
  static let referencedFrameOfReferenceSequence = Self(0x3006, 0x0010, .sq)
  static let rtReferencedStudySequence = Self(0x3006, 0x0012, .sq)
  static let rtReferencedSeriesSequence = Self(0x3006, 0x0014, .sq)
  static let contourImageSequence = Self(0x3006, 0x0016, .sq)
  static let structureSetROISequence = Self(0x3006, 0x0020, .sq)
  static let roiNumber = Self(0x3006, 0x0022, .is)
  static let referencedFrameOfReferenceUID = Self(0x3006, 0x0024, .ui)
  static let roiName = Self(0x3006, 0x0026, .lo)
  static let roiDisplayColor = Self(0x3006, 0x002a, .is)
  static let roiGenerationAlgorithm = Self(0x3006, 0x0036, .cs)
  static let roiGenerationDescription = Self(0x3006, 0x0038, .lo)
  static let roiContourSequence = Self(0x3006, 0x0039, .sq)
  static let contourSequence = Self(0x3006, 0x0040, .sq)
  static let contourGeometricType = Self(0x3006, 0x0042, .cs)
  static let numberOfContourPoints = Self(0x3006, 0x0046, .is)
  static let contourNumber = Self(0x3006, 0x0048, .is)
  static let contourData = Self(0x3006, 0x0050, .ds)
  static let rtROIObservationsSequence = Self(0x3006, 0x0080, .sq)
  static let observationNumber = Self(0x3006, 0x0082, .is)
  static let referencedROINumber = Self(0x3006, 0x0084, .is)
  static let roiObservationLabel = Self(0x3006, 0x0085, .sh)
  static let rtROIIdentificationCodeSequence = Self(0x3006, 0x0086, .sq)
  static let rtROIInterpretedType = Self(0x3006, 0x00a4, .cs)
  static let roiInterpreter = Self(0x3006, 0x00a6, .pn)
  static let approvalStatus = Self(0x300e, 0x0002, .cs)
}

enum RTStruct {
  /// RT Structure Set Storage.
  static let storageClass = "1.2.840.10008.5.1.4.1.1.481.3"
}
