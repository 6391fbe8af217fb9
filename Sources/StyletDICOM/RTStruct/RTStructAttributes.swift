/// Attributes of RT structure sets (PS3.3 C.8.8.5, C.8.8.6, C.8.8.8, C.8.8.16).
extension DICOMTag {
  static let operatorsName = DICOMTag(0x0008, 0x1070)
  static let structureSetLabel = DICOMTag(0x3006, 0x0002)
  static let structureSetName = DICOMTag(0x3006, 0x0004)
  static let structureSetDescription = DICOMTag(0x3006, 0x0006)
  static let structureSetDate = DICOMTag(0x3006, 0x0008)
  static let structureSetTime = DICOMTag(0x3006, 0x0009)
  static let referencedFrameOfReferenceSequence = DICOMTag(0x3006, 0x0010)
  static let rtReferencedStudySequence = DICOMTag(0x3006, 0x0012)
  static let rtReferencedSeriesSequence = DICOMTag(0x3006, 0x0014)
  static let contourImageSequence = DICOMTag(0x3006, 0x0016)
  static let structureSetROISequence = DICOMTag(0x3006, 0x0020)
  static let roiNumber = DICOMTag(0x3006, 0x0022)
  static let referencedFrameOfReferenceUID = DICOMTag(0x3006, 0x0024)
  static let roiName = DICOMTag(0x3006, 0x0026)
  static let roiDisplayColor = DICOMTag(0x3006, 0x002a)
  static let roiGenerationAlgorithm = DICOMTag(0x3006, 0x0036)
  static let roiGenerationDescription = DICOMTag(0x3006, 0x0038)
  static let roiContourSequence = DICOMTag(0x3006, 0x0039)
  static let contourSequence = DICOMTag(0x3006, 0x0040)
  static let contourGeometricType = DICOMTag(0x3006, 0x0042)
  static let numberOfContourPoints = DICOMTag(0x3006, 0x0046)
  static let contourNumber = DICOMTag(0x3006, 0x0048)
  static let contourData = DICOMTag(0x3006, 0x0050)
  static let rtROIObservationsSequence = DICOMTag(0x3006, 0x0080)
  static let observationNumber = DICOMTag(0x3006, 0x0082)
  static let referencedROINumber = DICOMTag(0x3006, 0x0084)
  static let roiObservationLabel = DICOMTag(0x3006, 0x0085)
  static let rtROIIdentificationCodeSequence = DICOMTag(0x3006, 0x0086)
  static let rtROIInterpretedType = DICOMTag(0x3006, 0x00a4)
  static let roiInterpreter = DICOMTag(0x3006, 0x00a6)
  static let approvalStatus = DICOMTag(0x300e, 0x0002)
}

enum RTStruct {
  /// RT Structure Set Storage.
  static let storageClass = "1.2.840.10008.5.1.4.1.1.481.3"
}
