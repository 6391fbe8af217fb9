import StyletBase

/// What a study's files say at one moment, each read once: what is asked of whom, and what was done. The coordinator's:
/// it takes the design. A reader whose log or list cannot be read is in it with what is wrong; the others count.
public struct StudyRecords: Sendable {
  /// What is known of one reader.
  public struct Reader: Sendable {
    public let name: ReaderName
    public fileprivate(set) var hasLeft = false
    public fileprivate(set) var list: [ListedReading] = []
    /// Of each machine, in the order of its log.
    public fileprivate(set) var logs: [(host: HostName, events: [ReadingEvent])] = []
    public fileprivate(set) var progress = ReadingProgress([])
    /// What a checkout has carried away, and nobody has begun here.
    public fileprivate(set) var away: Set<Alias> = []
    /// Files that say nothing, since they cannot be read.
    public fileprivate(set) var faults: [Failure] = []
    fileprivate var states: [String: FileState?] = [:]

    /// Of all machines.
    public var events: [ReadingEvent] { logs.flatMap(\.events) }
  }

  public let folder: StudyFolder
  public let study: Study
  /// In order of arrival.
  public let cases: [StudyCase]
  public let design: [DesignedReading]
  public let readers: [Reader]
  /// How many cases, in order of arrival, were dealt out.
  public let dealt: Int
  private let states: [String: FileState?]

  /// - Parameter before: what of it did not change is not read again.
  /// - Throws: a ``Failure`` of the study's own files: study, cases, design.
  /// Cost: cases, design, lists and logs; readers on all cores.
  public init(_ folder: StudyFolder, after before: StudyRecords? = nil) throws {
    self.folder = folder
    let states = Self.states([folder.study, folder.cases, folder.design])
    func isKept(_ path: String) -> Bool { before.map { $0.states[path] == states[path] } ?? false }
    if let before, isKept(folder.study), isKept(folder.cases), isKept(folder.design) {
      (study, cases, design) = (before.study, before.cases, before.design)
    } else {
      let study = try Study.read(folder)
      // The two long ones beside each other.
      let read = Parallel.map(2) { n -> Result<Table, any Error> in
        Result {
          if n == 0 { return .cases(try StudyCase.read(folder)) }
          return .design(Paths.exists(folder.design) ? try DesignedReading.read(folder) : [])
        }
      }
      var cases: [StudyCase] = [], design: [DesignedReading] = []
      for one in read {
        switch try one.get() {
        case .cases(let all): cases = all
        case .design(let all): design = all
        }
      }
      (self.study, self.cases, self.design) = (study, cases, design)
    }
    self.states = states
    let names = study.everyReader, id = study.id
    let known = Dictionary((before?.readers ?? []).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var readers = Parallel.map(names.count) { Self.reader(names[$0], folder, study: id, after: known[names[$0]]) }
    var dealt = 0
    for one in study.amendments {
      switch one {
      case .assigned(_, let through, _): dealt = max(dealt, through)
      case .left(_, let name, _): for n in readers.indices where readers[n].name == name { readers[n].hasLeft = true }
      case .joined, .revised, .ruled: break
      }
    }
    (self.readers, self.dealt) = (readers, min(dealt, cases.count))
  }

  private enum Table: Sendable {
    case cases([StudyCase])
    case design([DesignedReading])
  }

  private static func states(_ paths: [String]) -> [String: FileState?] {
    paths.reduce(into: [:]) { $0.updateValue(FileState($1), forKey: $1) }
  }

  /// The files that a reader's row is made of.
  private static func files(_ name: ReaderName, _ folder: StudyFolder) -> [String] {
    [folder.list(name)] + folder.logs(name).map(\.path) + folder.awayFiles(name)
  }

  private static func reader(
    _ name: ReaderName, _ folder: StudyFolder, study: String, after before: Reader?
  ) -> Reader {
    let states = states(files(name, folder))
    if var before, before.states == states {
      before.hasLeft = false
      return before
    }
    var reader = Reader(name: name)
    reader.states = states
    func reading<T>(_ body: () throws -> T) -> T? {
      do { return try body() } catch {
        reader.faults.append(error as? Failure ?? Failure(.io, "\(error)"))
        return nil
      }
    }
    if Paths.exists(folder.list(name)) { reader.list = reading { try ListedReading.read(folder, name) } ?? [] }
    for (host, _) in folder.logs(name) {
      let events = reading { try EventLog(folder, study: study, reader: name, host: host).read() }
      if let events { reader.logs.append((host, events)) }
    }
    reader.progress = ReadingProgress(reader.events)
    let carried = reading { try folder.checkouts(name) } ?? []
    reader.away = Set(carried.flatMap(\.aliases)).filter { reader.progress.state(of: $0) == .waiting }
    return reader
  }

  /// Whether a file has changed since, has come or gone. Cost: a look at each.
  public var isStale: Bool {
    if Self.states(Array(states.keys)) != states { return true }
    return readers.contains { Self.states(Self.files($0.name, folder)) != $0.states }
  }

  /// What cannot be read, all of it.
  public var faults: [Failure] { readers.flatMap(\.faults) }
}
