/// A DICOM SEG a case, on the scan's own slices, with the study's findings and their codes. It names study, series and
/// instances of the scan by their UIDs, as it must: where those tell who the patient is, it is not to leave the house.
struct DICOMForm: ExportForm {
  let name = "dicom"
  let namesImages = false

  func files(of one: ExportedCase, in set: ExportedSet) -> [CaseFile] {
    [CaseFile("\(one.name)/\(one.name).seg.dcm", .segmentation)]
  }

  func tables(of set: ExportedSet, digests: [String: String]) throws -> [ExportedFile] {
    [CSVForm.cases(set.table), CSVForm.columns(set.table)]
  }
}
