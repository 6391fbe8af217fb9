import StyletImaging

/// The codes of a measurement report: PS3.16, templates TID 1204, 1001–1004, 1500, 1411, 1501, 1419, 1600–1602, as
/// pydicom 3.0 and highdicom 0.28 spell them too.
enum ReportConcept {
  // Document (TID 1500, CID 7021).
  static let report = dcm("126000", "Imaging Measurement Report")
  static let imageLibrary = dcm("111028", "Image Library")
  static let imageLibraryGroup = dcm("126200", "Image Library Group")
  static let measurements = dcm("126010", "Imaging Measurements")
  static let measurementGroup = dcm("125007", "Measurement Group")
  static let evaluations = CodedConcept(scheme: "UMLS", value: "C0034375", meaning: "Qualitative Evaluations")

  // Language (TID 1204; IETF RFC 5646).
  static let language = dcm("121049", "Language of Content Item and Descendants")
  static let english = CodedConcept(scheme: "RFC5646", value: "en", meaning: "English")

  // Who and what observed (TID 1002–1004).
  static let observerType = dcm("121005", "Observer Type")
  static let person = dcm("121006", "Person")
  static let device = dcm("121007", "Device")
  static let personName = dcm("121008", "Person Observer Name")
  static let deviceUID = dcm("121012", "Device Observer UID")
  static let deviceName = dcm("121013", "Device Observer Name")
  static let deviceManufacturer = dcm("121014", "Device Observer Manufacturer")
  static let deviceModel = dcm("121015", "Device Observer Model Name")

  // What was done (TID 1500; CID 7000 has the report of it).
  static let procedureReported = dcm("121058", "Procedure reported")
  static let chestCT = CodedConcept(scheme: "LN", value: "24627-2", meaning: "CT Chest")

  // Images (TID 1602).
  static let modality = dcm("121139", "Modality")
  static let ct = dcm("CT", "Computed Tomography")
  static let frameOfReference = dcm("112227", "Frame of Reference UID")

  // A finding (TID 1411, 1501).
  static let trackingIdentifier = dcm("112039", "Tracking Identifier")
  static let trackingUID = dcm("112040", "Tracking Unique Identifier")
  static let findingCategory = sct("276214006", "Finding category")
  static let finding = dcm("121071", "Finding")
  static let findingSite = sct("363698007", "Finding Site")
  static let laterality = sct("272741003", "Laterality")
  static let bothSides = sct("51440002", "Right and left")
  static let segment = dcm("121191", "Referenced Segment")
  static let sourceSeries = dcm("121232", "Source series for segmentation")

  // Its numbers (TID 1419; CID 7462, 7469, 7464, 7181).
  static let volume = sct("118565006", "Volume")
  static let attenuation = dcm("112031", "Attenuation Coefficient")
  static let volumeRatio = dcm("113288", "Volume Ratio")
  static let derivation = dcm("121401", "Derivation")
  static let mean = sct("373098007", "Mean")
  static let cubicCentimetre = ucum("cm3", "cubic centimeter")
  static let hounsfield = ucum("[hnsf'U]", "Hounsfield unit")
  static let percent = ucum("%", "Percent")

  // A note about objects (TID 2010, CID 7010).
  static let qualityRejected = dcm("113001", "Rejected for Quality Reasons")
  static let safetyRejected = dcm("113037", "Rejected for Patient Safety Reasons")
  static let worklistRejected = dcm("113038", "Incorrect Modality Worklist Entry")
  static let retentionExpired = dcm("113039", "Data Retention Policy Expired")
  static let noteDescription = dcm("113012", "Key Object Description")

  private static func dcm(_ value: String, _ meaning: String) -> CodedConcept {
    CodedConcept(scheme: "DCM", value: value, meaning: meaning)
  }

  private static func sct(_ value: String, _ meaning: String) -> CodedConcept {
    CodedConcept(scheme: "SCT", value: value, meaning: meaning)
  }

  private static func ucum(_ value: String, _ meaning: String) -> CodedConcept {
    CodedConcept(scheme: "UCUM", value: value, meaning: meaning)
  }
}
