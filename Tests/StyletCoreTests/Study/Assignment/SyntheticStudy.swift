import Glibc
import StyletBase

@testable import StyletStudy

/// A whole study on the disk, without scans: cases, lists, logs in their chains, and a small project for each reading
/// that is sealed.
enum SyntheticStudy {
  static let now = "2026-06-01T00:00:00Z"
  static let host = HostName("desk")!

  /// - Parameters:
  ///   - gold: every so-manieth case is gold.
  ///   - sealed: so many rows of each list.
  ///   - project: bytes of each.
  /// - Returns: what its files are found by. An anchor is written at the end.
  @discardableResult
  static func make(
    in path: String, readers: Int, cases: Int, gold: Int = 20, sealed: Int, project: Int = 200
  ) throws -> StudyFolder {
    let folder = StudyFolder(path + "/study"), text = Array("id = \"test\"\n".utf8)
    var study = PlannedStudy.study(PlannedStudy.readers(readers))
    study.protocolUsed = StudyProtocol(reference: .init(id: "test", version: 1), digest: sha256(text))
    try StudyChange.begin(study, key: PlannedStudy.key, protocolText: text, in: folder)
    let change = try StudyChange(folder)
    try change.add(PlannedStudy.cases(cases, sites: 5, gold: gold), time: PlannedStudy.time)
    let deal = try change.assign([PlannedStudy.assigned(cases)]).deal
    for one in change.cases where one.use == .gold {
      try StudyFile.write(Array("{\"gold\": \"\(one.id)\"}\n".utf8), to: folder.gold(one.id))
    }
    for reader in deal.readers {
      try write((deal.list(of: reader) ?? []).prefix(sealed).map(\.alias), of: reader, study, folder, project)
    }
    _ = try change.anchor(time: "2026-05-01T09:00:00Z")
    return folder
  }

  /// A log in which each is opened and sealed, and their projects.
  private static func write(
    _ aliases: [Alias], of reader: ReaderName, _ study: Study, _ folder: StudyFolder, _ size: Int
  ) throws {
    var events: [ReadingEvent] = []
    for (n, alias) in aliases.enumerated() {
      let path = folder.projectFolder(reader, alias)
      if !Paths.isFolder(path) { try Paths.makeFolder(path) }
      let text = "{\"alias\": \"\(alias)\", \"runs\": [\(n), 7]}\n"
      let bytes = Array(text.utf8) + [UInt8](repeating: 32, count: max(0, size - text.utf8.count))
      let file = open(folder.project(reader, alias), O_WRONLY | O_CREAT | O_TRUNC, 0o600)
      _ = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      close(file)
      func time(_ minute: Int) -> String {
        Moment(secondsSince1970: Double(1_772_500_000 + (n * 20 + minute) * 60)).iso8601
      }
      events.append(ReadingEvent(.open, of: alias, time: time(0)))
      events.append(ReadingEvent(.seal, of: alias, time: time(9), project: sha256(bytes)))
    }
    try writeLog(events, of: reader, study.id, folder)
  }

  /// A log of events, all at once, in a chain.
  static func writeLog(_ events: [ReadingEvent], of reader: ReaderName, _ study: String, _ folder: StudyFolder) throws {
    let log = EventLog(folder, study: study, reader: reader, host: host)
    var last = try log.lines().beginning, bytes: [UInt8] = []
    for event in events {
      let line = event.json(after: last).bytes
      bytes += line + [10]
      last = sha256(line)
    }
    try StudyFile.write(bytes, to: log.path, mode: StudyFile.sharedMode)
  }
}
