/// A data element to be written: its tag with the value representation that PS3.6 gives it.
struct DICOMAttribute: Hashable, Sendable {
  let tag: DICOMTag
  let vr: DICOMValueRepresentation

  init(_ group: UInt16, _ element: UInt16, _ vr: DICOMValueRepresentation) {
    tag = DICOMTag(group, element)
    self.vr = vr
  }
}

// What the objects written here share; what only one of them has stands with it.
extension DICOMAttribute {
  static let specificCharacterSet = Self(0x0008, 0x0005, .cs)
  static let imageType = Self(0x0008, 0x0008, .cs)
  static let instanceCreationDate = Self(0x0008, 0x0012, .da)
  static let instanceCreationTime = Self(0x0008, 0x0013, .tm)
  static let sopClassUID = Self(0x0008, 0x0016, .ui)
  static let sopInstanceUID = Self(0x0008, 0x0018, .ui)
  static let studyDate = Self(0x0008, 0x0020, .da)
  static let seriesDate = Self(0x0008, 0x0021, .da)
  static let contentDate = Self(0x0008, 0x0023, .da)
  static let studyTime = Self(0x0008, 0x0030, .tm)
  static let seriesTime = Self(0x0008, 0x0031, .tm)
  static let contentTime = Self(0x0008, 0x0033, .tm)
  static let accessionNumber = Self(0x0008, 0x0050, .sh)
  static let modality = Self(0x0008, 0x0060, .cs)
  static let manufacturer = Self(0x0008, 0x0070, .lo)
  static let referringPhysicianName = Self(0x0008, 0x0090, .pn)
  static let codeValue = Self(0x0008, 0x0100, .sh)
  static let codingSchemeDesignator = Self(0x0008, 0x0102, .sh)
  static let codeMeaning = Self(0x0008, 0x0104, .lo)
  static let studyDescription = Self(0x0008, 0x1030, .lo)
  static let seriesDescription = Self(0x0008, 0x103e, .lo)
  static let manufacturerModelName = Self(0x0008, 0x1090, .lo)
  static let referencedSeriesSequence = Self(0x0008, 0x1115, .sq)
  static let referencedSOPClassUID = Self(0x0008, 0x1150, .ui)
  static let referencedSOPInstanceUID = Self(0x0008, 0x1155, .ui)
  static let referencedFrameNumber = Self(0x0008, 0x1160, .is)
  static let patientName = Self(0x0010, 0x0010, .pn)
  static let patientID = Self(0x0010, 0x0020, .lo)
  static let issuerOfPatientID = Self(0x0010, 0x0021, .lo)
  static let patientBirthDate = Self(0x0010, 0x0030, .da)
  static let patientSex = Self(0x0010, 0x0040, .cs)
  static let patientAge = Self(0x0010, 0x1010, .as)
  static let deviceSerialNumber = Self(0x0018, 0x1000, .lo)
  static let softwareVersions = Self(0x0018, 0x1020, .lo)
  static let studyInstanceUID = Self(0x0020, 0x000d, .ui)
  static let seriesInstanceUID = Self(0x0020, 0x000e, .ui)
  static let studyID = Self(0x0020, 0x0010, .sh)
  static let seriesNumber = Self(0x0020, 0x0011, .is)
  static let instanceNumber = Self(0x0020, 0x0013, .is)
  static let imagePositionPatient = Self(0x0020, 0x0032, .ds)
  static let imageOrientationPatient = Self(0x0020, 0x0037, .ds)
  static let frameOfReferenceUID = Self(0x0020, 0x0052, .ui)
  static let positionReferenceIndicator = Self(0x0020, 0x1040, .lo)
}
