import StyletBase
import StyletCore
import StyletImaging
import StyletProject
import StyletStudy

/// A study as its coordinator uses what readers have sealed in it. Its files are as they have to be; one scan at a time
/// is in memory.
struct SealedStudy: SealedReadings {
  let folder: StudyFolder
  let study: Study
  let key: StudyKey
  /// In order of arrival.
  let cases: [StudyCase]
  private let byID: [CaseID: StudyCase]
  /// All versions of its protocol.
  let forms: StudyForms
  /// The readings of each case, in the design's order.
  let design: [CaseID: [DesignedReading]]
  private var progress: [ReaderName: ReadingProgress] = [:]

  /// - Throws: a ``Failure``: no study, no key, the first fault that ``StudyCheck`` finds.
  init(_ folder: StudyFolder) throws {
    self.folder = folder
    // What was made of readings that are sealed no more is told by who asks for it.
    if let fault = try StudyCheck(folder).faults.first(where: { $0.kind != .stale }) {
      throw Failure(
        .badData, path: folder.path.appendingPath(fault.path), fault.what, at: fault.place,
        advice: words("study.sealed.check-advice"))
    }
    study = try Study.read(folder)
    cases = try StudyCase.read(folder)
    byID = Dictionary(cases.map { ($0.id, $0) }) { first, _ in first }
    key = try StudyKey.read(folder.key, id: study.keyID)
    forms = try StudyForms(study, folder)
    let all = Paths.exists(folder.design) ? try DesignedReading.read(folder) : []
    design = Dictionary(grouping: all, by: \.caseID)
    for reader in Set(all.map(\.reader)) {
      progress[reader] = try ReadingProgress(folder, study: study.id, reader: reader)
    }
  }

  func state(of reading: DesignedReading) -> ReadingProgress.State {
    progress[reading.reader]?.state(of: reading.alias) ?? .waiting
  }

  func path(of reading: DesignedReading) -> String { folder.project(reading.reader, reading.alias) }

  func seal(of reading: DesignedReading) throws -> String {
    guard let seal = progress[reading.reader]?.seals[reading.alias] else {
      throw Failure(
        .badData, path: path(of: reading), words("study.sealed.no-seal"), advice: words("study.sealed.check-advice"))
    }
    return seal
  }

  /// The readings of a case that are sealed, of some kinds.
  func sealed(_ id: CaseID, where isAsked: (DesignedReading.Kind) -> Bool) -> [DesignedReading] {
    (design[id] ?? []).filter { isAsked($0.kind) && state(of: $0) == .sealed }
  }

  /// Cases that two or more have read as the design asks for: by lot, before anybody has seen them. Repeats and gold
  /// are none of these.
  /// - Throws: a ``Failure`` where there is none.
  func readTogether() throws -> [(one: StudyCase, readings: [DesignedReading])] {
    let read = cases.filter { $0.use == .study && $0.status == .open }
      .map { (one: $0, readings: sealed($0.id, where: \.isOfCase)) }
      .filter { $0.readings.count > 1 }
    guard !read.isEmpty else { throw nothingCommon(repeats: false) }
    return read
  }

  func nothingCommon(repeats: Bool) -> Failure {
    Failure(
      .noInput, path: folder.path, words("cli.study.agreement.none", ["repeats": repeats]),
      advice: words("cli.study.agreement.none-advice"))
  }

  /// A case's scan, where it lies.
  /// - Throws: a ``Failure`` where it is gone, or another one.
  func scan(of one: StudyCase) throws -> (path: String, volume: Volume) { try Self.scan(of: one, in: folder) }

  static func scan(of one: StudyCase, in folder: StudyFolder) throws -> (path: String, volume: Volume) {
    let path = folder.located(one.path)
    try Scans.mustExist(path)
    let onDisk = ScanFiles(path)
    let image = try Scans.read(path, one.choice, remarking: false)
    let parts = Scans.parts(of: path, image.description)
    guard try onDisk.identified(parts, by: { try ScanIdentity.fingerprint(ofFiles: parts) }) == one.fingerprint else {
      throw Failure(
        .badData, path: path, words("study.sealed.other-scan", ["case": one.id.text]),
        advice: words("study.sealed.check-advice"))
    }
    return (path, image.volume)
  }

  func reading(_ reading: DesignedReading, on volume: Volume) throws -> SealedReading {
    let path = path(of: reading)
    guard let one = byID[reading.caseID] else {
      throw Failure(
        .badData, path: path, words("study.sealed.of-other-scan"), advice: words("study.sealed.check-advice"))
    }
    return try SealedReading(path, of: one, as: reading.alias, on: volume, forms: forms, sealed: seal(of: reading))
  }

  /// Where the protocol lies that a reading follows.
  func protocolFile(of reading: SealedReading) -> String? {
    study.protocols.first { $0.reference == reading.form?.reference }.map { folder.file(of: $0, in: study) }
  }

  /// Whether a scan says whose it is; else it counts as a patient's of its own.
  func isPatientStated(_ one: StudyCase) -> Bool {
    one.patient != StudyIntake([], key: key).patient(number: nil, sha256: one.sha256)
  }
}
