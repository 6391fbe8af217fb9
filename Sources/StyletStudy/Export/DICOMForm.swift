/// A DICOM SEG a case, on the scan's own slices, with the study's findings and their codes, and a DICOM SR with their
/// numbers and the answers. Both name study, series and
/// instances of the scan by their UIDs, as it must: where those tell who the patient is, it is not to leave the house.
struct DICOMForm: ExportForm {
  let name = "dicom"
  let namesImages = false

  func files(of one: ExportedCase, in set: ExportedSet) -> [CaseFile] {
    [
      CaseFile("\(one.name)/\(one.name).seg.dcm", .segmentation), CaseFile("\(one.name)/\(one.name).sr.dcm", .report),
    ]
  }

  func tables(of set: ExportedSet, digests: [String: String]) throws -> [ExportedFile] {
    [CSVForm.cases(set.table), CSVForm.columns(set.table)]
  }
}
