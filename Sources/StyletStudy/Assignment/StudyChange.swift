import Glibc
import StyletBase

/// A change that the coordinator makes to a study: while it lasts nobody else makes one. What there is is held against
/// the trail first, so that no change covers up another.
public final class StudyChange {
  public let folder: StudyFolder
  public internal(set) var study: Study
  /// In order of arrival.
  public internal(set) var cases: [StudyCase]
  public let key: StudyKey
  private(set) var trail: StudyTrail
  private let claim: StudyClaim

  /// Cost: the cases.
  /// - Throws: a ``Failure``: somebody else changes the study, or a file of it is not what the trail says.
  public init(_ folder: StudyFolder) throws {
    self.folder = folder
    let study = try Study.read(folder)
    claim = try StudyClaim.take(folder.claim)
    (self.study, key) = (study, try StudyKey.read(folder.key, id: study.keyID))
    trail = try StudyTrail.read(folder, key: key)
    for file in [StudyFolder.studyName, StudyFolder.casesName] + folder.protocolNames {
      let now = try folder.digest(of: file)
      guard now == trail.digest(of: file) || trail.isBeforeTheLast(file, now) else {
        throw Failure(
          .badData, path: folder.path.appendingPath(file), words("study.check.changed", [
            "time": trail.time(of: file) ?? "?",
          ]), advice: words("error.study.check-advice"))
      }
    }
    cases = try StudyCase.read(folder)
  }

  /// Makes a new study in a folder that is empty or not there. Where that fails it is so again.
  /// - Parameter protocolText: of ``Study/protocolUsed``.
  public static func begin(_ study: Study, key: StudyKey, protocolText: [UInt8]?, in folder: StudyFolder) throws {
    let isThere = Paths.exists(folder.path)
    if isThere {
      guard let names = Paths.names(in: folder.path), names.isEmpty else {
        throw Failure(
          .cannotCreate, path: folder.path, words("error.study.not-empty"), advice: words("error.output.other-name"))
      }
    }
    try Paths.makeFolder(folder.path, mode: 0o755)
    let leftover = isThere ? nil : Leftovers.Thing.folder(folder.path)
    // Only what nobody else is making, too, is taken away again.
    defer { if !isThere { rmdir(folder.path.systemPath) } }
    let claim = try StudyClaim.take(folder.claim)
    leftover.map(Leftovers.add)
    defer { leftover.map(Leftovers.forget) }
    do { try fill(folder, study, key, protocolText) } catch {
      for name in Paths.names(in: folder.path) ?? [] { Paths.remove(folder.path.appendingPath(name)) }
      throw error
    }
    withExtendedLifetime(claim) {}
  }

  private static func fill(_ folder: StudyFolder, _ study: Study, _ key: StudyKey, _ protocolText: [UInt8]?) throws {
    try Paths.makeFolder(folder.readers, mode: 0o755)
    for made in [folder.keys, folder.gold, folder.adjudication, folder.consensus] { try Paths.makeFolder(made) }
    try StudyFile.write(key.text, to: folder.key)
    if let protocolText {
      try StudyFile.write(protocolText, to: folder.readingProtocol, mode: StudyFile.sharedMode)
    }
    try StudyCase.write([], folder)
    for reader in study.readers { try Paths.makeFolder(folder.reader(reader.name)) }
    // Last, since a folder with it is a study.
    var trail = StudyTrail(), files = [StudyFolder.studyName: sha256(study.bytes), StudyFolder.casesName: sha256([])]
    files[StudyFolder.protocolName] = protocolText.map { sha256($0) }
    try trail.add(StudyTrail.Entry(act: .begun, time: study.made, files: files), key: key, to: folder)
    try study.write(folder)
  }

  /// What the lists are made of, as it would be after an amendment.
  public func deal(_ amendments: [StudyAmendment] = []) throws -> StudyDeal {
    var after = study
    after.amendments += amendments
    return try StudyDeal(after, cases: cases, key: key)
  }

  /// Appends cases.
  /// - Parameter reason: of those that were in quarantine: why somebody let them in.
  public func add(_ more: [StudyCase], released reason: String? = nil, time: String = UTC.now()) throws {
    let all = cases + more
    try note(
      .init(
        act: reason == nil ? .added : .released, time: time,
        files: [StudyFolder.casesName: sha256(StudyCase.bytes(all))],
        withdrawal: reason.map { Withdrawal(cases: more.map(\.id), reason: $0) }))
    try StudyCase.write(all, folder)
    cases = all
  }

  /// Follows amendments and writes the lists; with none it writes those that are not as they have to be.
  /// - Returns: the lists, and how many files were written.
  public func assign(_ amendments: [StudyAmendment]) throws -> (deal: StudyDeal, written: Int) {
    let deal = try deal(amendments), design = DesignedReading.bytes(deal.design)
    var after = study
    after.amendments += amendments
    let digest = sha256(design)
    if !amendments.isEmpty || trail.digest(of: StudyFolder.designName) != digest {
      try note(
        amendments.last?.act ?? .assigned, [StudyFolder.studyName: sha256(after.bytes), StudyFolder.designName: digest],
        time: UTC.now())
      try after.write(folder)
      study = after
    }
    return (deal, try deal.write(folder))
  }

  /// Names what there is: how far the logs go, and the digests of all that the coordinator keeps.
  /// - Returns: the seal of the trail's last line, to be kept elsewhere: with it nobody can shorten the trail unseen.
  public func anchor(time: String = UTC.now()) throws -> String {
    var files: [String: String] = [:], logs: [String: LogEnd] = [:]
    // What somebody is still deciding is another file with each save.
    for file in folder.keptNames where try !folder.isUndecided(file) { files[file] = try folder.digest(of: file) }
    for reader in study.everyReader {
      for (host, path) in folder.logs(reader) {
        let lines = try EventLog(folder, study: study.id, reader: reader, host: host).lines()
        logs[folder.relative(path)] = lines.ends.last
      }
    }
    try trail.add(.init(act: .anchored, time: time, files: files, logs: logs), key: key, to: folder)
    return trail.entries.last?.seal ?? ""
  }

  func note(_ act: StudyTrail.Act, _ files: [String: String], time: String) throws {
    try note(.init(act: act, time: time, files: files))
  }

  func note(_ entry: StudyTrail.Entry) throws { try trail.add(entry, key: key, to: folder) }
}

extension StudyAmendment {
  var act: StudyTrail.Act {
    switch self {
    case .assigned: .assigned
    case .joined: .joined
    case .left: .left
    case .revised: .revised
    case .ruled: .amended
    }
  }
}

extension Study {
  /// All who are or were in the study, in the order in which they came.
  public var everyReader: [ReaderName] {
    readers.map(\.name)
      + amendments.compactMap { if case .joined(_, let reader, _) = $0 { reader.name } else { nil } }
  }
}

extension StudyFolder {
  static let studyName = "study.json", casesName = "cases.jsonl", protocolName = "protocol.toml"
  static let designName = "keys/design.jsonl"
  var trail: String { keys.appendingPath("trail.jsonl") }

  /// A path of the study's, from its folder on.
  func relative(_ path: String) -> String {
    path.hasPrefix(self.path + "/") ? String(path.dropFirst(self.path.count + 1)) : path
  }

  /// SHA-256 of a file of the study; nil where it is not there.
  func digest(of file: String) throws -> String? {
    let path = path.appendingPath(file)
    guard Paths.exists(path) else { return nil }
    return try ScanIdentity.sha256(of: path)
  }

  /// Files that an anchor names: those of the study, and all that the coordinator keeps of cases.
  var keptNames: [String] {
    let own = [Self.studyName, Self.casesName, Self.designName].filter {
      Paths.exists(path.appendingPath($0))
    }
    return own + protocolNames
      + [gold, adjudication, consensus].flatMap { folder in
        (Paths.names(in: folder) ?? []).sorted().filter { $0.hasSuffix(ProjectNames.ending) }.map {
          relative(folder.appendingPath($0))
        }
      }
  }

  /// Whether a file is an adjudication that nobody has signed.
  func isUndecided(_ file: String) throws -> Bool {
    guard file.hasPrefix(relative(adjudication) + "/") else { return false }
    return (try? !SealedReading.isSigned(path.appendingPath(file))) ?? false
  }
}
