import StyletBase
import StyletDICOM
import StyletFiles
import StyletFormats
import StyletProject
import StyletStudy

/// `stylet export --sr`: a DICOM SEG, and a DICOM SR that refers to it.
enum ExportedReport {
  /// - Parameters:
  ///   - scan: opened of the project.
  ///   - source: what leaves of it.
  /// - Throws: a ``Failure``; where the report cannot be written the segmentation stays.
  static func write(
    _ scan: LabelledScan, _ source: MaskSource, project: String, to path: String, report: String
  ) throws {
    var source = source
    // Both name the same identifiers, which no other export has.
    source.repeats = MeasurementReport.newIdentifiers()
    try Masks.export(source, to: path, form: "dicom-seg")
    let reading = ComparedReaders.reading(scan, project)
    var made = MeasurementReport(source, observers: [scan.reader])
    made.saysWhatIsNotThere = reading.saysWhatIsNotThere
    made.isComplete = reading.signature?.state == .holds
    if let form = try Self.form(scan, project) {
      var content = ExportedContent()
      let columns = AnswerColumns(StudyForms([form]))
      content.take(answers: [(form, reading.answers)], in: columns)
      (made.answers, made.scheme) = (content.codedAnswers(form, in: columns), "\(form.reference)")
    }
    try MeasurementReportWriter().write(made, to: report)
  }

  /// The protocol in the words that data have in every language; nil where the project follows none.
  /// - Throws: a ``Failure`` where it is not to be had: a report without its answers would pass for one that has none.
  private static func form(_ scan: LabelledScan, _ project: String) throws -> ReadingProtocol? {
    guard let own = scan.project, let reference = own.readingProtocol else { return nil }
    let file = ReadingRecord(own.reading).protocolFile
    return try Words.inData { try ProtocolLibrary.find(reference, file: file, project: project) }
  }
}
