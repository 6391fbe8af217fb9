import StyletBase
import StyletFiles
import StyletImaging

/// Writes a rejection note: a Key Object Selection Document (PS3.3 A.35.4, TID 2010) that names objects as not to be used,
/// as IHE's Imaging Object Change Management (RAD TF-3, 4.66) has it. The objects stay where they are; an archive that
/// knows such notes hides them.
package enum RejectionNote {
  static let sopClass = "1.2.840.10008.5.1.4.1.1.88.59"

  /// Why objects are rejected: the note's title.
  package enum Reason: String, CaseIterable, Sendable {
    case quality, safety, worklist, retention

    var concept: CodedConcept {
      switch self {
      case .quality: ReportConcept.qualityRejected
      case .safety: ReportConcept.safetyRejected
      case .worklist: ReportConcept.worklistRejected
      case .retention: ReportConcept.retentionExpired
      }
    }

    /// "113001".
    package var code: String { concept.value }
  }

  /// - Parameters:
  ///   - paths: the objects as the archive has them, all of one study and patient; at least one.
  ///   - text: why, in the user's words; empty for none.
  /// - Throws: a ``Failure``: no DICOM, or of two studies or patients.
  package static func write(
    of paths: [String], because reason: Reason, _ text: String, to path: String, date: Moment = .now
  ) throws {
    var study: String?, identity: [DICOMTag: String] = [:], series: [(uid: String, objects: [SourceInstance])] = []
    for one in paths {
      guard let file = try DICOMFile(path: one, whole: true) else {
        throw Failure(.badData, path: one, words("archive.no-dicom"), advice: words("archive.no-dicom-advice"))
      }
      let own = file.dataSet, uid = try own.string(.studyInstanceUID) ?? "", who = try self.identity(own)
      if study == nil { (study, identity) = (uid, who) }
      guard uid == study, who[.patientID] == identity[.patientID], who[.patientName] == identity[.patientName] else {
        throw Failure(.usage, words("archive.two-studies"), advice: words("archive.two-studies-advice"))
      }
      let object = SourceInstance(
        classUID: try own.string(.sopClassUID) ?? "", instanceUID: try own.string(.sopInstanceUID) ?? "",
        frameNumber: nil)
      let seriesUID = try own.string(.seriesInstanceUID) ?? ""
      if let n = series.firstIndex(where: { $0.uid == seriesUID }) {
        series[n].objects.append(object)
      } else {
        series.append((seriesUID, [object]))
      }
    }
    var e = CommonModules.patientAndStudy(studyUID: study ?? "", identity: identity)
    e.merge(
      CommonModules.seriesAndEquipment(
        modality: "KO", seriesUID: UniqueIdentifier.random(), number: 302, description: "rejection note, Stylet",
        date: date))
    e.set(.referencedPerformedProcedureStepSequence, items: [])
    e.set(.contentDate, date.dateDigits)
    e.set(.contentTime, date.timeDigits)
    e.set(.currentRequestedProcedureEvidenceSequence, items: [evidence(study ?? "", series)])
    e.merge(root(reason, text, series.flatMap(\.objects)).elements)
    try DICOMFile(sopClass: sopClass, instanceUID: UniqueIdentifier.random(), dataSet: e).write(to: path)
  }

  private static func identity(_ dataSet: DICOMObject) throws -> [DICOMTag: String] {
    try SourceInstances.identifying.reduce(into: [:]) { found, tag in
      let values = try dataSet.strings(tag)
      if values.contains(where: { !$0.isEmpty }) { found[tag] = values.joined(separator: "\\") }
    }
  }

  private static func evidence(
    _ study: String, _ series: [(uid: String, objects: [SourceInstance])]
  ) -> DICOMObject {
    var e = DICOMObject()
    e.set(
      .referencedSeriesSequence,
      items: series.map { one in
        var item = DICOMObject()
        item.set(.referencedSOPSequence, items: one.objects.map(ReportItem.reference))
        item.set(.seriesInstanceUID, one.uid)
        return item
      })
    e.set(.studyInstanceUID, study)
    return e
  }

  private static func root(_ reason: Reason, _ text: String, _ objects: [SourceInstance]) -> ReportItem {
    typealias C = ReportConcept
    var items = [
      ReportItem(.modified, C.language, .code(C.english)),
      ReportItem(.observed, C.observerType, .code(C.device)),
      ReportItem(.observed, C.deviceUID, .uid(UniqueIdentifier.derived(from: "device", "Stylet \(Release.version)"))),
    ]
    if !text.isEmpty { items.append(ReportItem(.contains, C.noteDescription, .text(text))) }
    items += objects.map { object in
      ReportItem(
        .contains, nil, object.classUID == SegmentationWriter.sopClass ? .image(object, segment: nil) : .composite(object))
    }
    return ReportItem(nil, reason.concept, .container(template: 2010), items)
  }
}
