import StyletAgreement
import StyletBase
import StyletCore
import StyletImaging
import StyletProject

/// A reading that is sealed: its file is the one that was sealed, its signature holds, and it is of its case's scan.
public struct SealedReading {
  public let path: String
  /// SHA-256 of its file.
  public let digest: String
  public let project: Project
  public let session: EditSession
  /// Valid answers, by field.
  public let answers: [String: AnswerValue]
  /// nil where none is asked for.
  public let signature: SignatureCheck?
  /// The version of the study's protocol that it follows; nil where the study has none.
  public let form: ReadingProtocol?
  let isSigned: Bool

  /// - Parameters:
  ///   - one: the case that it is of.
  ///   - alias: by which its reader has it; nil of what the coordinator has.
  ///   - volume: the scan, where it lies; the project of a reader has the same grid at another place.
  ///   - forms: of the study: the reading is held against the one that it follows.
  ///   - sealed: the digest that the log names; nil where no log tells of it.
  ///   - mustBeSigned: false of a consensus, which nobody signs.
  /// - Throws: a ``Failure`` that names the file: changed since it was sealed, not signed, of another scan or grid, of a
  ///   protocol that is not the study's.
  /// Cost: the file, and the voxels drawn.
  public init(
    _ path: String, of one: StudyCase, as alias: Alias? = nil, on volume: Volume, forms: StudyForms, sealed: String?,
    mustBeSigned: Bool = true
  ) throws {
    (project, digest) = try Self.read(path, sealed: sealed)
    self.path = path
    // Scans of one scanner have one grid: by that alone a drawing of another one would do.
    guard one.isScan(of: project, as: alias) else {
      throw Failure(
        .badData, path: path, words("study.sealed.of-other-scan"), advice: words("study.sealed.check-advice"))
    }
    let form = try forms.form(of: project, at: path)
    let own = project.scan.grid
    let isOther = own.size != volume.size || length(own.spacing - volume.grid.spacing) > 1e-3
    guard !isOther else {
      throw Failure(
        .badData, path: path, words("study.sealed.other-grid"), advice: words("study.sealed.check-advice"))
    }
    var session = EditSession(volume: volume, layers: project.layers, annotations: project.annotations)
    let record = ReadingRecord(project.reading)
    session.lesionFindings = Self.lesionFindings(project.labels, form)
    session.isReadAsNone = record.saysNoLesion(form)
    self.session = session
    (self.form, isSigned) = (form, record.isSigned)
    let lacksProtocol = project.readingProtocol != nil && form == nil
    signature =
      mustBeSigned ? SignatureCheck(session, project, form: form, lacksProtocol: lacksProtocol) : nil
    guard signature?.state ?? .holds == .holds else {
      throw Failure(
        .badData, path: path, words("study.sealed.no-signature"), advice: words("study.sealed.check-advice"))
    }
    guard let form else {
      answers = [:]
      return
    }
    let facts = session.readingFacts(
      lesionFindings: session.lesionFindings, findings: project.labels, words: Self.noWords)
    let sheet = ReadingSheet(form, record, facts)
    answers = form.fields.reduce(into: [:]) { all, field in all[field.id] = sheet.answer(to: field.id)?.value }
  }

  /// Remarks on numbers are nobody's answer.
  private static var noWords: ReadingFacts.Words {
    ReadingFacts.Words(
      calcium: { _ in "" }, badge: { _ in "" }, contrast: "", noLungs: "", lungsAreProposed: "", isUnreviewed: "",
      withoutLesion: "")
  }

  /// What counts as lesion, by the protocol's codes, since a consensus numbers findings anew; without one all but what
  /// is undecided. nil for all.
  static func lesionFindings(_ table: LabelTable, _ form: ReadingProtocol?) -> Set<UInt8>? {
    guard let form, !form.findings.isEmpty else { return table.lesionFindings }
    let codes = Set(form.findings.filter(\.countsToExtent).map(\.finding.code))
    return Set(table.findings.filter { codes.contains($0.code) }.map(\.value))
  }

  /// A project's file, if it is the one that was sealed.
  public static func read(_ path: String, sealed: String? = nil) throws -> (project: Project, digest: String) {
    let bytes = try SafeFile.readProject(path).bytes, digest = sha256(bytes)
    guard sealed == nil || sealed == digest else {
      throw Failure(
        .badData, path: path, words("study.sealed.not-as-sealed"), advice: words("study.sealed.check-advice"))
    }
    return (try Project(decoding: bytes, path: path), digest)
  }

  /// Whether somebody has signed a project.
  public static func isSigned(_ path: String) throws -> Bool {
    ReadingRecord(try read(path).project.reading).isSigned
  }

  /// SHA-256 of the readings that a consensus was made of, as its trail says; nil where it is none.
  public var madeOf: Set<String>? { Self.madeOf(project) }

  /// The same of a file.
  public static func madeOf(_ path: String) throws -> Set<String>? { madeOf(try read(path).project) }

  private static func madeOf(_ project: Project) -> Set<String>? {
    let entry = project.audit.last { $0.action == "consensus" }
    return entry?.others["readings"]?.array.map { Set($0.compactMap { $0.object?["sha256"]?.string }) }
  }

  var lesionValues: Set<UInt8> { session.lesionFindings ?? Set(1...255) }
  var labels: LabelMap { session.findings.labels }
}

extension StudyReading {
  /// - Parameter name: what it is called where no file is.
  public init(_ sealed: SealedReading, name: String) {
    let table = sealed.project.labels.withUnnamed(of: sealed.session.ledger.labels)
    self.init(name: name, labels: sealed.labels, findings: table)
    reader = sealed.project.reader
    saved = sealed.project.audit.last { $0.action == AuditEntry.Action.saved.rawValue }?.time
    (signature, form, answers) = (sealed.signature, sealed.form, sealed.answers)
    (lesionFindings, isReadAsNone) = (sealed.session.lesionFindings, sealed.session.isReadAsNone)
    unreviewed = DiseaseExtent.unreviewed(sealed.session.findings.origins, sealed.session.ledger)
    extent = sealed.session.diseaseExtent()
  }
}
