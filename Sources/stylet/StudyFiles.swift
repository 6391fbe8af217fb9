import StyletBase
import StyletCore
import StyletImaging
import StyletProject
import StyletScreen
import StyletStudy

/// The files of a reading in a study, or of a decision between readings: as outside one, but for what would tell whose
/// scan it is, bring others' work in, or change what the study says.
final class StudyFiles: WorkstationServices {
  /// What was done with the reading and is to be noted.
  private(set) var isSigned = false
  private let files: ReaderFiles
  private let scan: BlindScan?
  private let parts: () -> [String]
  private let mayReopen: (_ reason: String) throws -> Void
  let noProposals: Failure?
  let asksForNothing = true
  let asksForReason: Bool

  /// - Parameters:
  ///   - scan: nil for who knows the case.
  ///   - parts: the files of the scan.
  ///   - asksForReason: who signs says why.
  ///   - mayReopen: notes that the reading is opened again before it is.
  init(
    _ files: ReaderFiles, _ scan: BlindScan?, parts: @escaping () -> [String] = { [] }, noProposals: Failure?,
    asksForReason: Bool = false, mayReopen: @escaping (_ reason: String) throws -> Void
  ) {
    (self.files, self.scan, self.parts, self.noProposals, self.mayReopen) = (files, scan, parts, noProposals, mayReopen)
    self.asksForReason = asksForReason
  }

  /// What is thrown says the alias, whatever it names.
  private func blindly<T>(_ body: () throws -> T) throws -> T {
    do { return try body() } catch { throw scan?.said(error, parts: parts()) ?? error }
  }

  private var isOfStudy: Failure { Failure(.usage, words("study.work.of-study")) }

  // MARK: What the study says

  func export(_ session: EditSession, findings: LabelTable, to path: String, replacing: Bool) throws -> String {
    throw isOfStudy
  }

  func importMask(from path: String, grid: VoxelGrid, findings: LabelTable) throws -> ImportedMask { throw isOfStudy }
  func imported(_ source: String) {}
  func setReader(_ name: String) throws { throw isOfStudy }
  func readProtocol(_ asked: String) throws -> (form: ReadingProtocol, file: String?) { throw isOfStudy }

  func segmenter(_ name: String) throws -> SegmenterJob {
    if let noProposals { throw noProposals }
    return try files.segmenter(name)
  }

  func record(_ reading: ReadingRecord, following reference: ProtocolReference?, act: ReadingAct?) throws {
    if case .reopened(let reason) = act { try blindly { try mayReopen(reason) } }
    try blindly { try files.record(reading, following: reference, act: act) }
    switch act {
    case .signed: isSigned = true
    case .reopened: isSigned = false
    case nil: break
    }
  }

  // MARK: As outside a study

  func save(
    _ session: inout EditSession, findings: LabelTable, place: PlaceRecord, replacing: Bool
  ) throws -> String {
    do {
      return try files.save(&session, findings: findings, place: place, replacing: replacing)
    } catch { throw scan?.said(error, parts: parts()) ?? error }
  }

  func record(_ findings: LabelTable) throws { try blindly { try files.record(findings) } }
  var scanIdentity: String? { files.scanIdentity }
  var trail: [AuditEntry]? { files.trail }
  func decided(because reason: String) { files.decided(because: reason) }
  func discard(_ session: EditSession) throws { try blindly { try files.discard(session) } }
  func leave(at place: PlaceRecord) { files.leave(at: place) }
  func keep(_ session: EditSession, findings: LabelTable) { files.keep(session, findings: findings) }
  var scanCheck: ScanCheck { files.scanCheck }
  var isWorking: Bool { files.isWorking }

  func news() -> Notice? {
    files.news().map { news in
      guard let scan else { return news }
      var news = news
      news.text = scan.said(news.text, parts: parts())
      news.details = news.details.map { scan.said($0, parts: parts()) }
      return news
    }
  }
}
