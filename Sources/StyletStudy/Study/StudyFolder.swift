import StyletBase
import StyletProject

/// Where the files of a study lie.
public struct StudyFolder: Hashable, Sendable {
  public let path: String

  public init(_ path: String) { self.path = path }

  public var study: String { path.appendingPath("study.json") }
  public var readingProtocol: String { path.appendingPath("protocol.toml") }
  public var cases: String { path.appendingPath("cases.jsonl") }
  public var keys: String { path.appendingPath("keys") }
  public var key: String { keys.appendingPath("study.key") }
  public var design: String { keys.appendingPath("design.jsonl") }
  public var readers: String { path.appendingPath("readers") }
  public var gold: String { path.appendingPath("gold") }
  public var adjudication: String { path.appendingPath("adjudication") }
  public var consensus: String { path.appendingPath("consensus") }
  /// What no page, table or picture of the coordinator's is written over.
  public var coordinatorFiles: [String] {
    [path, study, cases, key, design, trail] + protocolFiles + scans
  }
  /// The scans of its cases, and none where the list of them cannot be read: who needs it is told.
  private var scans: [String] {
    ((try? StudyCase.read(self)) ?? []).map { ProjectFiles.absolute($0.path, from: study) }
  }
  /// Files that triage keeps of cases: the coordinator's alone.
  static let triagePrefix = "triage/"
  public var triage: String { path.appendingPath("triage") }
  /// When triage last looked, for all to see.
  public var triageSign: String { path.appendingPath("triage.json") }
  /// Held by whoever changes cases or lists.
  public var claim: String { path.appendingPath("coordinator.claim") }

  public func reader(_ name: ReaderName) -> String { readers.appendingPath(name.text) }
  /// Held while the reader works.
  public func claim(_ name: ReaderName) -> String { reader(name).appendingPath("work.claim") }
  public func list(_ name: ReaderName) -> String { reader(name).appendingPath("list.jsonl") }
  public func places(_ name: ReaderName) -> String { reader(name).appendingPath("scans.jsonl") }
  public func answers(_ name: ReaderName) -> String { reader(name).appendingPath("answers.jsonl") }

  /// In which order triage would have the list read.
  public func order(_ name: ReaderName) -> String { reader(name).appendingPath("order.json") }

  public func events(_ name: ReaderName, _ host: HostName) -> String {
    reader(name).appendingPath("events.\(host).jsonl")
  }

  /// The folder and the file of a reading's project.
  public func projectFolder(_ name: ReaderName, _ alias: Alias) -> String {
    reader(name).appendingPath(alias.folder)
  }

  public func project(_ name: ReaderName, _ alias: Alias) -> String {
    projectFolder(name, alias).appendingPath(alias.text + ProjectNames.ending)
  }

  public func gold(_ id: CaseID) -> String { gold.appendingPath(id.text + ProjectNames.ending) }
  public func adjudication(_ id: CaseID) -> String { adjudication.appendingPath(id.text + ProjectNames.ending) }
  public func consensus(_ id: CaseID) -> String { consensus.appendingPath(id.text + ProjectNames.ending) }

  /// A path as the study names it, where it lies.
  public func located(_ path: String) -> String { path.hasPrefix("/") ? path : self.path.appendingPath(path) }

  /// The logs of a reader, by machine.
  public func logs(_ name: ReaderName) -> [(host: HostName, path: String)] {
    (Paths.names(in: reader(name)) ?? []).sorted().compactMap { file in
      guard file.hasPrefix("events."), file.hasSuffix(".jsonl"),
        let host = HostName(String(file.dropFirst("events.".count).dropLast(".jsonl".count)))
      else { return nil }
      return (host, reader(name).appendingPath(file))
    }
  }
}
