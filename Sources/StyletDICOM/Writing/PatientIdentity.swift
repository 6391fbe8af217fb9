import StyletImaging

/// Who the patient is and when the study was made: for reports that were asked to carry it, and read for nothing else.
public enum PatientIdentity {
  /// Name and text of each attribute that the scan's first file states, as they are written there: to be escaped
  /// before they are shown. Empty where the path is not DICOM.
  /// - Throws: ``Failure`` where reading the path fails.
  public static func of(_ path: String, choice: ScanChoice) throws -> [(name: String, text: String)] {
    guard let source = try SourceInstances.of(path, choice: choice) else { return [] }
    let found = try source.identifiedAttributes()
    return names.compactMap { tag, name in found[tag].map { (name, String($0.prefix(256))) } }
  }

  private static let names: [(DICOMTag, String)] = [
    (.patientName, "patient name"), (.patientID, "patient ID"), (.patientBirthDate, "patient birth date"),
    (.patientSex, "patient sex"), (.patientAge, "patient age"), (.studyDate, "study date"),
    (.accessionNumber, "accession number"), (.studyID, "study ID"),
  ]
}
