import StyletBase
import StyletFiles
import StyletImaging

/// Writes DICOM SR: Comprehensive 3D SR (PS3.3 A.35.13) by the template Measurement Report (PS3.16 TID 1500), as IHE
/// AIR wants results: a group for each segment of the segmentation that ``SegmentationWriter`` writes of the same drawing,
/// with its volume, mean HU and share of the lungs; one for the lesion as a whole; and the reading's answers.
///
/// It names of the scan what the segmentation does, and no more. Of a scan that is no DICOM there are no images to
/// name. Cost: that of the numbers where they are not counted, and the scan's headers.
package struct MeasurementReportWriter {
  static let sopClass = "1.2.840.10008.5.1.4.1.1.88.34"

  package init() {}

  package func write(_ report: MeasurementReport, to path: String) throws {
    try Failure.naming(path) {
      guard report.mask.repeats != nil else { throw Failure(.defect, "a report needs its segmentation's identifiers") }
      try Content(report).file.write(to: path)
    }
  }

  /// A report in the making.
  private struct Content {
    private let report: MeasurementReport
    private let source: SegmentationSource
    private let segments: [Finding]
    private var mask: MaskSource { report.mask }

    init(_ report: MeasurementReport) throws {
      self.report = report
      let drawn = try SegmentationWriter.drawn(report.mask)
      (source, segments) = (drawn.source, drawn.segments)
    }

    var file: DICOMFile {
      let (day, time) = (mask.date.dateDigits, mask.date.timeDigits)
      var e = CommonModules.patientAndStudy(studyUID: source.studyUID, identity: source.identity)
      e.merge(
        CommonModules.seriesAndEquipment(
          modality: "SR", seriesUID: UniqueIdentifier.of("report series", mask), number: 301,
          description: "measurements, Stylet", date: mask.date))
      e.set(.referencedPerformedProcedureStepSequence, items: [])
      e.set(.contentDate, day)
      e.set(.contentTime, time)
      e.set(.completionFlag, report.isComplete ? "COMPLETE" : "PARTIAL")
      // Nobody who could answer for it is known by name.
      e.set(.verificationFlag, "UNVERIFIED")
      e.set(.performedProcedureCodeSequence, items: [])
      if let scheme = report.scheme {
        var item = DICOMObject()
        item.set(.codingSchemeDesignator, CodedConcept.ownScheme)
        item.set(.codingSchemeName, "Fields and options of the reading protocol \(scheme)")
        e.set(.codingSchemeIdentificationSequence, items: [item])
      }
      let evidence = evidence
      if !evidence.isEmpty { e.set(.currentRequestedProcedureEvidenceSequence, items: evidence) }
      e.merge(root.elements)
      return DICOMFile(sopClass: sopClass, instanceUID: UniqueIdentifier.of("report", mask), dataSet: e)
    }

    // MARK: What it refers to

    /// The scan's objects, each once: the slices of one object are frames of it.
    private var images: [SourceInstance] {
      var seen = Set<String>()
      return source.images.compactMap { $0 }.filter { seen.insert($0.instanceUID).inserted }
    }

    private var segmentation: SourceInstance? {
      segments.isEmpty
        ? nil
        : SourceInstance(
          classUID: SegmentationWriter.sopClass, instanceUID: UniqueIdentifier.of("instance", mask), frameNumber: nil)
    }

    /// All that is referred to, by study and series: the scan's study is the segmentation's.
    private var evidence: [DICOMObject] {
      func series(_ uid: String, _ objects: [SourceInstance]) -> DICOMObject {
        var e = DICOMObject()
        e.set(.referencedSOPSequence, items: objects.map(ReportItem.reference))
        e.set(.seriesInstanceUID, uid)
        return e
      }
      var all: [DICOMObject] = []
      if let uid = source.seriesUID, !images.isEmpty { all.append(series(uid, images)) }
      if let segmentation { all.append(series(UniqueIdentifier.of("series", mask), [segmentation])) }
      guard !all.isEmpty else { return [] }
      var study = DICOMObject()
      study.set(.referencedSeriesSequence, items: all)
      study.set(.studyInstanceUID, source.studyUID)
      return [study]
    }

    // MARK: Content (TID 1500)

    private var root: ReportItem {
      typealias C = ReportConcept
      let groups = report.groups(segments)
      var items = [ReportItem(.modified, C.language, .code(C.english))] + observers
      items.append(ReportItem(.modified, C.procedureReported, .code(C.chestCT)))
      if let library { items.append(library) }
      if !groups.isEmpty {
        items.append(ReportItem(.contains, C.measurements, .container(template: nil), groups.map(group)))
      }
      if !report.answers.isEmpty {
        items.append(ReportItem(.contains, C.evaluations, .container(template: nil), report.answers.map(answer)))
      }
      return ReportItem(nil, C.report, .container(template: 1500), items)
    }

    /// TID 1001: who read, by the study's name for him, and what measured.
    private var observers: [ReportItem] {
      typealias C = ReportConcept
      func observed(_ name: CodedConcept, _ value: ReportItem.Value) -> ReportItem {
        ReportItem(.observed, name, value)
      }
      let people = report.observers.filter { !$0.isEmpty }.flatMap {
        [observed(C.observerType, .code(C.person)), observed(C.personName, .person($0))]
      }
      return people + [
        observed(C.observerType, .code(C.device)),
        observed(C.deviceUID, .uid(UniqueIdentifier.derived(from: "device", "Stylet \(Release.version)"))),
        observed(C.deviceName, .text("Stylet \(Release.version)")), observed(C.deviceManufacturer, .text("Stylet")),
        observed(C.deviceModel, .text("Stylet")),
      ]
    }

    private static let ctClasses: Set = [
      "1.2.840.10008.5.1.4.1.1.2", "1.2.840.10008.5.1.4.1.1.2.1", "1.2.840.10008.5.1.4.1.1.2.2",
    ]

    /// TID 1600; nil where the scan has no CT images to name.
    private var library: ReportItem? {
      typealias C = ReportConcept
      guard !images.isEmpty, images.allSatisfy({ Self.ctClasses.contains($0.classUID) }) else { return nil }
      let common = [
        ReportItem(.acquired, C.modality, .code(C.ct)),
        ReportItem(.acquired, C.frameOfReference, .uid(source.frameOfReferenceUID)),
      ]
      let entries = images.map { ReportItem(.contains, nil, .image($0, segment: nil)) }
      let group = ReportItem(.contains, C.imageLibraryGroup, .container(template: nil), common + entries)
      return ReportItem(.contains, C.imageLibrary, .container(template: 1600), [group])
    }

    /// TID 1411 of a segment, 1501 of the lesion as a whole.
    private func group(_ one: MeasurementReport.Group) -> ReportItem {
      typealias C = ReportConcept
      // Its code is none of a finding's, and its concept that of any lesion.
      let finding = one.finding ?? Finding(value: 0, code: "LESION", name: "Lesion", colour: RGB(0, 0, 0))
      let tracking = SegmentTracking(finding, of: mask, scan: source.key)
      var items = [
        ReportItem(.observed, C.trackingIdentifier, .text(tracking.identifier)),
        ReportItem(.observed, C.trackingUID, .uid(tracking.uid)),
        ReportItem(.contains, C.findingCategory, .code(Finding.category)),
        ReportItem(.contains, C.finding, .code(finding.concept)),
        ReportItem(.modified, C.findingSite, .code(Finding.region)),
      ]
      if let number = one.segment, let segmentation {
        items.append(ReportItem(.contains, C.segment, .image(segmentation, segment: number)))
        if let uid = source.seriesUID { items.append(ReportItem(.contains, C.sourceSeries, .uid(uid))) }
      }
      items.append(ReportItem(.contains, C.volume, .number(one.millilitres, C.cubicCentimetre)))
      if let mean = one.meanHU {
        let derived = ReportItem(.modified, C.derivation, .code(C.mean))
        items.append(ReportItem(.contains, C.attenuation, .number(mean, C.hounsfield), [derived]))
      }
      if let percent = one.percent {
        // Of what it is a share.
        let side = ReportItem(.modified, C.laterality, .code(C.bothSides))
        let lungs = ReportItem(.modified, C.findingSite, .code(Finding.region), [side])
        items.append(ReportItem(.contains, C.volumeRatio, .number(percent, C.percent), [lungs]))
      }
      return ReportItem(.contains, C.measurementGroup, .container(template: one.segment == nil ? 1501 : 1411), items)
    }

    private func answer(_ one: CodedAnswer) -> ReportItem {
      switch one.answer {
      case .concept(let concept): ReportItem(.contains, one.question, .code(concept))
      case .text(let text): ReportItem(.contains, one.question, .text(text))
      }
    }
  }
}
