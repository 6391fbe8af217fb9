import StyletAgreement
import StyletBase
import StyletCore
import StyletDICOM
import StyletImaging
import StyletProject
import StyletScreen

/// The readers of `stylet agree`: what each of its arguments stands for, scan by scan.
struct ComparedReaders {
  /// How each is called.
  let names: [String]
  /// By scan, then by reader: a project or a mask; nil where one has not read it. At least two have.
  let scans: [[String?]]
  /// Scans that one alone has read; they are in nothing else.
  let alone: Int
  /// Where masks lie.
  private let scan: String?
  private let which: ScanOptions
  private let lungs: String?

  /// - Parameters:
  ///   - arguments: projects and masks of one scan, or folders of projects.
  ///   - scan: of the masks; nil where a project says it.
  ///   - lungs: in place of everybody's own, as ``LungSource`` takes them.
  init(_ arguments: [String], scan: String?, _ which: ScanOptions, lungs: String?) throws {
    (self.scan, self.which, self.lungs) = (scan, which, lungs)
    for path in arguments + [scan].compactMap({ $0 }) { try Scans.mustExist(path) }
    try MetReadings.check(arguments)
    names = arguments.map(\.lastPathPart)
    guard arguments.contains(where: Paths.isFolder) else {
      (scans, alone) = ([arguments], 0)
      return
    }
    if !arguments.allSatisfy(Paths.isFolder), let folder = arguments.first(where: Paths.isFolder) {
      throw Failure(.usage, path: folder, words("cli.agree.mixed"), advice: words("cli.agree.mixed-advice"))
    }
    guard scan == nil else {
      throw Failure(
        .usage, path: arguments[0], words("cli.agree.no-folder-scan"), advice: words("cli.agree.no-folder-scan-advice"))
    }
    var found: [(scan: String, paths: [String?])] = []
    for (reader, folder) in arguments.enumerated() {
      for (scan, project) in try Self.projects(in: folder) {
        if let place = found.firstIndex(where: { $0.scan == scan }) {
          found[place].paths[reader] = project
        } else {
          found.append((scan, arguments.indices.map { $0 == reader ? project : nil }))
        }
      }
    }
    let common = found.map(\.paths).filter { $0.count { $0 != nil } >= 2 }
    guard !common.isEmpty else {
      throw Failure(
        .badData, path: arguments[0], words("cli.agree.nothing-common"),
        advice: words("cli.agree.nothing-common-advice"))
    }
    (scans, alone) = (common, found.count - common.count)
  }

  /// The projects of a folder with what each states of its scan, by their names.
  private static func projects(in folder: String) throws -> [(scan: String, project: String)] {
    var found: [String: String] = [:], order: [(scan: String, project: String)] = []
    for name in (Paths.names(in: folder) ?? []).sorted() where name.hasSuffix(ProjectNames.ending) {
      let path = folder.appendingPath(name)
      let resolved = try ProjectFiles.resolve(path)
      let scan = resolved.document?.statedScan ?? resolved.files.scan
      if let other = found[scan] {
        throw Failure(
          .badData, path: path, words("cli.agree.twice", ["other": other]), advice: words("cli.agree.twice-advice"))
      }
      found[scan] = path
      order.append((scan, path))
    }
    guard !order.isEmpty else {
      throw Failure(
        .noInput, path: folder, words("cli.agree.no-projects"), advice: words("cli.agree.no-projects-advice"))
    }
    return order
  }

  /// What readers made of one scan.
  struct Found {
    var scan: ScanFacts
    /// Where it lies, and which of that path it is.
    var path: String
    var choice: ScanChoice
    /// What tells its patient from others; never told.
    var patient: String
    /// Whether the scan says so; else it counts as a patient of its own.
    var patientIsStated: Bool
    var readings: [StudyReading?]
    /// SHA-256 of each reading's file.
    var digests: [String?] = []
    /// All files that were read.
    var inputs: [String]
  }

  /// Reads what readers made of one scan, one after another: one volume at a time is in memory.
  /// - Throws: a ``Failure`` where a project is of another scan, or a mask on another grid, with the way out.
  func readings(_ paths: [String?]) throws -> Found {
    var facts: ScanFacts?, place = (path: "", choice: ScanChoice.standard), patient = "", isStated = false
    var readings = [StudyReading?](repeating: nil, count: paths.count)
    var digests = [String?](repeating: nil, count: paths.count)
    var inputs: [String] = [], table = LabelTable.standard
    var first: (path: String, scan: ScanReference)?, met = MetReadings()
    /// A scan that was opened with what was drawn on it, as one reader's.
    func take(_ opened: LabelledScan, _ path: String, at reader: Int) throws {
      var opened = opened
      if let project = opened.project {
        if let first, let difference = first.scan.mismatch(with: project.scan) {
          throw Failure(
            .badData, path: path,
            words("cli.agree.another-scan", ["first": first.path, "difference": difference]),
            advice: words("cli.agree.another-scan-advice", ["project": path]))
        }
        if first == nil { (first, table) = ((path, project.scan), project.labels) }
      }
      digests[reader] = try met.meet(path, opened)
      if facts == nil {
        let own = try opened.facts()
        (facts, place) = (own, (opened.path, opened.choice))
        let identity = try PatientIdentity.of(opened.path, choice: opened.choice)
        let number = identity.first { $0.name == "patient ID" && !$0.text.isEmpty }?.text
        isStated = number != nil
        patient = number.map { "patient \($0)" } ?? "scan \(own.sha256 ?? opened.path)"
      }
      try LungSource.apply(lungs, to: &opened)
      readings[reader] = Self.reading(opened, path)
      inputs += opened.inputs + [path]
    }
    let isProject = paths.map { $0.map(ProjectFiles.isProject) ?? false }
    for (reader, path) in paths.enumerated() where isProject[reader] {
      guard let path else { continue }
      let opened = try scan.map { scan in
        try LabelledScan.open(scan, which.choice, labels: path, incomplete: which.incomplete)
      } ?? LabelledScan.open(path, which.choice, incomplete: which.incomplete)
      try take(opened, path, at: reader)
    }
    // A mask lies on the scan that is named, else on that of the first project.
    let named = try scan.map { ($0, which.choice) }
      ?? first.map { first in
        let files = try ProjectFiles.resolve(first.path).files
        return (files.scan, files.choice)
      }
    var bare: LabelledScan?
    for (reader, path) in paths.enumerated() where !isProject[reader] {
      guard let path else { continue }
      guard let (scan, choice) = named else {
        throw Failure(.usage, path: path, words("cli.agree.no-scan"), advice: words("cli.agree.no-scan-advice"))
      }
      let own = try bare ?? LabelledScan.open(scan, choice, incomplete: which.incomplete)
      bare = own
      try take(own.labelled(by: path, findings: table), path, at: reader)
    }
    guard let facts else { throw Failure(.defect, words("cli.agree.nothing-common")) }
    return Found(
      scan: facts, path: place.path, choice: place.choice, patient: patient, patientIsStated: isStated,
      readings: readings, digests: digests, inputs: inputs)
  }

  /// What was read, as others compare it.
  static func reading(_ opened: LabelledScan, _ path: String) -> StudyReading {
    let session = opened.session
    let table = opened.table.withUnnamed(of: session.ledger.labels)
    var reading = StudyReading(name: path.lastPathPart, labels: opened.labels, findings: table)
    (reading.reader, reading.unsaved) = (opened.reader, opened.unsaved)
    (reading.lesionFindings, reading.isReadAsNone) = (opened.lesionFindings, opened.isReadAsNone)
    reading.unreviewed = DiseaseExtent.unreviewed(opened.layer.origins, session.ledger)
    reading.extent = session.diseaseExtent()
    guard let project = opened.project else { return reading }
    reading.saved = project.audit.last { $0.action == AuditEntry.Action.saved.rawValue }?.time
    reading.signature = Scans.signature(project, session, at: path)
    let record = ReadingRecord(project.reading)
    guard let reference = project.readingProtocol,
      let form = try? ProtocolLibrary.find(reference, file: record.protocolFile, project: path)
    else { return reading }
    let sheet = ReadingSheet(
      form, record,
      session.readingFacts(lesionFindings: form.lesionFindings, findings: opened.table, words: .standard))
    (reading.form, reading.protocolFile) = (form, record.protocolFile.map { ProjectFiles.absolute($0, from: path) })
    for field in form.fields { reading.answers[field.id] = sheet.answer(to: field.id)?.value }
    return reading
  }
}
