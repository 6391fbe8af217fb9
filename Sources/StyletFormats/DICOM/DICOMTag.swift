/// The number of a data element: its group and element. Shown as PS3.6 writes it, with the name where this
/// reader knows it: "(0028,0010) Rows".
struct DICOMTag: Hashable, Comparable, Sendable, CustomStringConvertible {
  let code: UInt32

  init(_ group: UInt16, _ element: UInt16) { code = UInt32(group) << 16 | UInt32(element) }

  private init(_ code: UInt32) { self.code = code }

  var group: UInt16 { UInt16(code >> 16) }
  var element: UInt16 { UInt16(truncatingIfNeeded: code) }
  /// Odd groups belong to vendors.
  var isPrivate: Bool { group & 1 == 1 }

  static func < (l: DICOMTag, r: DICOMTag) -> Bool { l.code < r.code }

  var description: String {
    func hex(_ n: UInt16) -> String {
      let digits = String(n, radix: 16, uppercase: true)
      return String(repeating: "0", count: 4 - digits.count) + digits
    }
    let number = "(\(hex(group)),\(hex(element)))"
    return Self.dictionary[self].map { number + " " + $0.name } ?? number
  }

  /// "Rows"; the number where this reader does not know the name.
  var name: String { Self.dictionary[self]?.name ?? description }

  /// What implicit VR leaves to the dictionary: the value representation; `.un` for tags that are not used here.
  var dictionaryVR: DICOMValueRepresentation { Self.dictionary[self]?.vr ?? (element == 0 ? .ul : .un) }

  static let mediaStorageSOPClassUID = DICOMTag(0x0002_0002)
  static let transferSyntaxUID = DICOMTag(0x0002_0010)
  static let firstDirectoryRecord = DICOMTag(0x0004_1200)
  static let directoryRecordSequence = DICOMTag(0x0004_1220)
  static let nextDirectoryRecord = DICOMTag(0x0004_1400)
  static let recordInUseFlag = DICOMTag(0x0004_1410)
  static let lowerDirectoryRecord = DICOMTag(0x0004_1420)
  static let referencedFileID = DICOMTag(0x0004_1500)
  static let specificCharacterSet = DICOMTag(0x0008_0005)
  static let imageType = DICOMTag(0x0008_0008)
  static let frameType = DICOMTag(0x0008_9007)
  static let sopClassUID = DICOMTag(0x0008_0016)
  static let sopInstanceUID = DICOMTag(0x0008_0018)
  static let studyDate = DICOMTag(0x0008_0020)
  static let accessionNumber = DICOMTag(0x0008_0050)
  static let irradiationEventUID = DICOMTag(0x0008_3010)
  static let acquisitionNumber = DICOMTag(0x0020_0012)
  static let temporalPositionIdentifier = DICOMTag(0x0020_0100)
  static let modalityLUT = DICOMTag(0x0028_3000)
  static let modality = DICOMTag(0x0008_0060)
  static let manufacturer = DICOMTag(0x0008_0070)
  static let seriesDescription = DICOMTag(0x0008_103e)
  static let manufacturerModelName = DICOMTag(0x0008_1090)
  static let patientName = DICOMTag(0x0010_0010)
  static let patientID = DICOMTag(0x0010_0020)
  static let issuerOfPatientID = DICOMTag(0x0010_0021)
  static let patientBirthDate = DICOMTag(0x0010_0030)
  static let patientSex = DICOMTag(0x0010_0040)
  static let bodyPartExamined = DICOMTag(0x0018_0015)
  static let contrastBolusAgent = DICOMTag(0x0018_0010)
  static let contrastBolusAgentSequence = DICOMTag(0x0018_0012)
  static let sliceThickness = DICOMTag(0x0018_0050)
  static let kvp = DICOMTag(0x0018_0060)
  static let protocolName = DICOMTag(0x0018_1030)
  static let convolutionKernel = DICOMTag(0x0018_1210)
  static let patientPosition = DICOMTag(0x0018_5100)
  static let ctReconstruction = DICOMTag(0x0018_9314)
  static let ctXRayDetails = DICOMTag(0x0018_9325)
  static let ctImageFrameType = DICOMTag(0x0018_9329)
  static let mrImageFrameType = DICOMTag(0x0018_9226)
  static let petFrameType = DICOMTag(0x0018_9751)
  static let studyInstanceUID = DICOMTag(0x0020_000d)
  static let seriesInstanceUID = DICOMTag(0x0020_000e)
  static let seriesNumber = DICOMTag(0x0020_0011)
  static let imagePositionPatient = DICOMTag(0x0020_0032)
  static let imageOrientationPatient = DICOMTag(0x0020_0037)
  static let frameOfReferenceUID = DICOMTag(0x0020_0052)
  static let stackID = DICOMTag(0x0020_9056)
  static let frameContent = DICOMTag(0x0020_9111)
  static let planePosition = DICOMTag(0x0020_9113)
  static let planeOrientation = DICOMTag(0x0020_9116)
  static let temporalPositionIndex = DICOMTag(0x0020_9128)
  static let concatenationUID = DICOMTag(0x0020_9161)
  static let samplesPerPixel = DICOMTag(0x0028_0002)
  static let photometricInterpretation = DICOMTag(0x0028_0004)
  static let numberOfFrames = DICOMTag(0x0028_0008)
  static let rows = DICOMTag(0x0028_0010)
  static let columns = DICOMTag(0x0028_0011)
  static let pixelSpacing = DICOMTag(0x0028_0030)
  static let bitsAllocated = DICOMTag(0x0028_0100)
  static let bitsStored = DICOMTag(0x0028_0101)
  static let highBit = DICOMTag(0x0028_0102)
  static let pixelRepresentation = DICOMTag(0x0028_0103)
  static let pixelPaddingValue = DICOMTag(0x0028_0120)
  static let pixelPaddingRangeLimit = DICOMTag(0x0028_0121)
  static let rescaleIntercept = DICOMTag(0x0028_1052)
  static let rescaleSlope = DICOMTag(0x0028_1053)
  static let rescaleType = DICOMTag(0x0028_1054)
  static let pixelMeasures = DICOMTag(0x0028_9110)
  static let pixelValueTransformation = DICOMTag(0x0028_9145)
  static let sharedFunctionalGroups = DICOMTag(0x5200_9229)
  static let perFrameFunctionalGroups = DICOMTag(0x5200_9230)
  static let extendedOffsetTable = DICOMTag(0x7fe0_0001)
  static let floatPixelData = DICOMTag(0x7fe0_0008)
  static let doublePixelData = DICOMTag(0x7fe0_0009)
  static let pixelData = DICOMTag(0x7fe0_0010)
  static let item = DICOMTag(0xfffe_e000)
  static let itemEnd = DICOMTag(0xfffe_e00d)
  static let sequenceEnd = DICOMTag(0xfffe_e0dd)

  /// The part of PS3.6 that this reader uses.
  private static let dictionary: [DICOMTag: (name: String, vr: DICOMValueRepresentation)] = [
    mediaStorageSOPClassUID: ("MediaStorageSOPClassUID", .ui),
    transferSyntaxUID: ("TransferSyntaxUID", .ui),
    firstDirectoryRecord: ("OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity", .ul),
    directoryRecordSequence: ("DirectoryRecordSequence", .sq),
    nextDirectoryRecord: ("OffsetOfTheNextDirectoryRecord", .ul),
    recordInUseFlag: ("RecordInUseFlag", .us),
    lowerDirectoryRecord: ("OffsetOfReferencedLowerLevelDirectoryEntity", .ul),
    referencedFileID: ("ReferencedFileID", .cs),
    specificCharacterSet: ("SpecificCharacterSet", .cs),
    imageType: ("ImageType", .cs),
    frameType: ("FrameType", .cs),
    sopClassUID: ("SOPClassUID", .ui),
    sopInstanceUID: ("SOPInstanceUID", .ui),
    studyDate: ("StudyDate", .da),
    accessionNumber: ("AccessionNumber", .sh),
    irradiationEventUID: ("IrradiationEventUID", .ui),
    acquisitionNumber: ("AcquisitionNumber", .is),
    temporalPositionIdentifier: ("TemporalPositionIdentifier", .is),
    modalityLUT: ("ModalityLUTSequence", .sq),
    modality: ("Modality", .cs),
    manufacturer: ("Manufacturer", .lo),
    seriesDescription: ("SeriesDescription", .lo),
    manufacturerModelName: ("ManufacturerModelName", .lo),
    patientName: ("PatientName", .lo),
    patientID: ("PatientID", .lo),
    issuerOfPatientID: ("IssuerOfPatientID", .lo),
    patientBirthDate: ("PatientBirthDate", .da),
    patientSex: ("PatientSex", .cs),
    bodyPartExamined: ("BodyPartExamined", .cs),
    sliceThickness: ("SliceThickness", .ds),
    kvp: ("KVP", .ds),
    protocolName: ("ProtocolName", .lo),
    convolutionKernel: ("ConvolutionKernel", .sh),
    patientPosition: ("PatientPosition", .cs),
    ctReconstruction: ("CTReconstructionSequence", .sq),
    ctXRayDetails: ("CTXRayDetailsSequence", .sq),
    ctImageFrameType: ("CTImageFrameTypeSequence", .sq),
    mrImageFrameType: ("MRImageFrameTypeSequence", .sq),
    petFrameType: ("PETFrameTypeSequence", .sq),
    studyInstanceUID: ("StudyInstanceUID", .ui),
    seriesInstanceUID: ("SeriesInstanceUID", .ui),
    seriesNumber: ("SeriesNumber", .is),
    imagePositionPatient: ("ImagePositionPatient", .ds),
    imageOrientationPatient: ("ImageOrientationPatient", .ds),
    frameOfReferenceUID: ("FrameOfReferenceUID", .ui),
    stackID: ("StackID", .sh),
    frameContent: ("FrameContentSequence", .sq),
    planePosition: ("PlanePositionSequence", .sq),
    planeOrientation: ("PlaneOrientationSequence", .sq),
    temporalPositionIndex: ("TemporalPositionIndex", .ul),
    concatenationUID: ("ConcatenationUID", .ui),
    samplesPerPixel: ("SamplesPerPixel", .us),
    photometricInterpretation: ("PhotometricInterpretation", .cs),
    numberOfFrames: ("NumberOfFrames", .is),
    rows: ("Rows", .us),
    columns: ("Columns", .us),
    pixelSpacing: ("PixelSpacing", .ds),
    bitsAllocated: ("BitsAllocated", .us),
    bitsStored: ("BitsStored", .us),
    highBit: ("HighBit", .us),
    pixelRepresentation: ("PixelRepresentation", .us),
    pixelPaddingValue: ("PixelPaddingValue", .us),
    pixelPaddingRangeLimit: ("PixelPaddingRangeLimit", .us),
    rescaleIntercept: ("RescaleIntercept", .ds),
    rescaleSlope: ("RescaleSlope", .ds),
    rescaleType: ("RescaleType", .lo),
    pixelMeasures: ("PixelMeasuresSequence", .sq),
    pixelValueTransformation: ("PixelValueTransformationSequence", .sq),
    sharedFunctionalGroups: ("SharedFunctionalGroupsSequence", .sq),
    perFrameFunctionalGroups: ("PerFrameFunctionalGroupsSequence", .sq),
    extendedOffsetTable: ("ExtendedOffsetTable", .ov),
    DICOMTag(0x0062_0004): ("SegmentNumber", .us),
    DICOMTag(0x0062_000b): ("ReferencedSegmentNumber", .us),
    DICOMTag(0x0062_000d): ("RecommendedDisplayCIELabValue", .us),
    DICOMTag(0x0062_000e): ("MaximumFractionalValue", .us),
    floatPixelData: ("FloatPixelData", .of),
    doublePixelData: ("DoubleFloatPixelData", .od),
    pixelData: ("PixelData", .ow),
    item: ("Item", .un),
    itemEnd: ("ItemDelimitationItem", .un),
    sequenceEnd: ("SequenceDelimitationItem", .un),
  ]
}
