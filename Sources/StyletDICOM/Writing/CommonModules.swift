import StyletBase
import StyletImaging

/// The modules that every object written here has (PS3.3 C.7.1.1, C.7.2.1, C.7.5.1).
enum CommonModules {
  /// What tells who the patient is, and when and for whom the study was made.
  ///
  /// These are type 2: always there, and empty unless the reader asked for the patient's identity to go along. Study,
  /// series and instance UIDs of the scan are not among them: an object that does not name its images is of no use.
  static let identifying: [DICOMTag] = [
    .studyDate, .studyTime, .accessionNumber, .referringPhysicianName, .patientName, .patientID, .patientBirthDate,
    .patientSex, .studyID,
  ]
  /// Only there when asked for. That it was de-identified goes along: such an object must not come among patients.
  private static let furtherIdentifying: [DICOMTag] = [
    .studyDescription, .issuerOfPatientID, .patientAge, .patientIdentityRemoved, .deidentificationMethod,
  ]

  /// Patient and general study.
  ///
  /// - Parameter identity: values as the scan's headers have them (``SourceInstances/identifiedAttributes()``), to be
  ///   given only on request.
  static func patientAndStudy(studyUID: String, identity: [DICOMTag: String] = [:]) -> DICOMObject {
    var e = DICOMObject()
    func set(_ tag: DICOMTag, _ values: String) {
      e.set(tag, texts: values.split(separator: "\\", omittingEmptySubsequences: false).map(String.init))
    }
    for tag in identifying { set(tag, identity[tag] ?? "") }
    for tag in furtherIdentifying { identity[tag].map { set(tag, $0) } }
    e.set(.studyInstanceUID, studyUID)
    return e
  }

  /// Series, instance and equipment.
  ///
  /// - Parameters:
  ///   - description: what the series is, at most 64 characters: the notice of research use stands before it.
  ///   - number: SeriesNumber.
  static func seriesAndEquipment(
    modality: String, seriesUID: String, number: Int, description: String, date: Moment
  ) -> DICOMObject {
    let (day, time) = (date.dateDigits, date.timeDigits)
    var e = DICOMObject()
    e.set(.modality, modality)
    e.set(.seriesInstanceUID, seriesUID)
    e.set(.seriesNumber, number)
    e.set(.instanceNumber, 1)
    e.set(.seriesDescription, "Research use only: " + description)
    e.set(.instanceCreationDate, day)
    e.set(.instanceCreationTime, time)
    e.set(.seriesDate, day)
    e.set(.seriesTime, time)
    e.set(.manufacturer, "Stylet")
    e.set(.manufacturerModelName, "Stylet")
    e.set(.deviceSerialNumber, "none")
    e.set(.softwareVersions, Release.version)
    return e
  }

  /// A code sequence's item (PS3.3 §8.8).
  static func code(_ concept: CodedConcept) -> DICOMObject {
    var e = DICOMObject()
    e.set(.codeValue, concept.value)
    e.set(.codingSchemeDesignator, concept.scheme)
    e.set(.codeMeaning, concept.meaning)
    return e
  }
}
