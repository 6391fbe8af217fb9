import StyletCore

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
    (DICOMTag(0x0010, 0x0010), "patient name"), (DICOMTag(0x0010, 0x0020), "patient ID"),
    (DICOMTag(0x0010, 0x0030), "patient birth date"), (DICOMTag(0x0010, 0x0040), "patient sex"),
    (DICOMTag(0x0010, 0x1010), "patient age"), (DICOMTag(0x0008, 0x0020), "study date"),
    (DICOMTag(0x0008, 0x0050), "accession number"), (DICOMTag(0x0020, 0x0010), "study ID"),
  ]
}
