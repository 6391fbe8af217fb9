import StyletBase
import StyletFiles
import StyletImaging

/// Writes an Encapsulated PDF (PS3.3 A.45.1): a document in the study of a scan, of its patient, with new identifiers each
/// time. It names the slices that it is about.
package enum EncapsulatedPDF {
  package static let sopClass = "1.2.840.10008.5.1.4.1.1.104.1"

  /// - Parameters:
  ///   - pdf: the document.
  ///   - title: what it is, in a few words; the notice of research use stands before it.
  ///   - mask: of what scan, and whether the patient's identity goes along.
  package static func write(_ pdf: [UInt8], title: String, of mask: MaskSource, to path: String) throws {
    try Failure.naming(path) {
      let (source, _) = try SegmentationWriter.source(mask), date = mask.date
      var e = CommonModules.patientAndStudy(studyUID: source.studyUID, identity: source.identity)
      e.merge(
        CommonModules.seriesAndEquipment(
          modality: "DOC", seriesUID: UniqueIdentifier.random(), number: 303, description: "report, Stylet", date: date))
      e.set(.conversionType, "WSD")
      e.set(.contentDate, date.dateDigits)
      e.set(.contentTime, date.timeDigits)
      e.set(.acquisitionDateTime, "")
      // What it says may tell who the patient is.
      e.set(.burnedInAnnotation, "YES")
      e.set(.documentTitle, "Research use only: " + title)
      e.set(.conceptNameCodeSequence, items: [])
      var seen: Set<String> = []
      let images = source.images.compactMap { $0 }.filter { seen.insert($0.instanceUID).inserted }
      if !images.isEmpty { e.set(.sourceInstanceSequence, items: images.map(ReportItem.reference)) }
      e.set(.mimeTypeOfEncapsulatedDocument, "application/pdf")
      e.set(.encapsulatedDocument, bytes: pdf)
      e.set(.encapsulatedDocumentLength, pdf.count)
      try DICOMFile(sopClass: sopClass, instanceUID: UniqueIdentifier.random(), dataSet: e).write(to: path)
    }
  }
}

extension DICOMTag {
  fileprivate static let conversionType = DICOMTag(0x0008, 0x0064)
  fileprivate static let documentTitle = DICOMTag(0x0042, 0x0010)
  fileprivate static let encapsulatedDocument = DICOMTag(0x0042, 0x0011)
  fileprivate static let mimeTypeOfEncapsulatedDocument = DICOMTag(0x0042, 0x0012)
  fileprivate static let sourceInstanceSequence = DICOMTag(0x0042, 0x0013)
  fileprivate static let encapsulatedDocumentLength = DICOMTag(0x0042, 0x0015)
}
