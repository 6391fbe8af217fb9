import Glibc
import StyletBase

/// What a reader did, as `readers/NAME/events.HOST.jsonl` has it: raw times; what counts as a pause is decided later.
public struct ReadingEvent: Hashable, Sendable {
  public enum Kind: String, Sendable, CaseIterable { case open, pause, seal, reopen, skip, flag, compare }

  public var kind: Kind
  /// UTC, of the machine's clock.
  public var time: String
  public var alias: Alias
  /// In the reader's words: of a skip, a flag, a reopening, an opening of what is away. In the program's, where a
  /// reading of a checkout was kept beside.
  public var reason: String?
  /// SHA-256 of the project's file as it was sealed.
  public var project: String?

  public init(_ kind: Kind, of alias: Alias, time: String = UTC.now(), reason: String? = nil, project: String? = nil) {
    (self.kind, self.alias, self.time, self.reason, self.project) = (kind, alias, time, reason, project)
  }
}

/// A reader's log on one machine: only added to, by that machine alone. Each line has the SHA-256 of the one before, so
/// that a line that is taken out, moved or changed shows.
public struct EventLog: Sendable {
  public let path: String
  private let beginning: String
  private let head = LogHead()

  /// - Parameter study: ``Study/id``.
  public init(_ folder: StudyFolder, study: String, reader: ReaderName, host: HostName = .here) {
    path = folder.events(reader, host)
    beginning = sha256(Array("stylet study events|\(study)|\(reader)|\(host)".utf8))
  }

  /// In their order; none where there is no log yet. A last line without an end, which a crash has left, was never
  /// told: it does not count.
  /// - Throws: a ``Failure`` with the first line that is wrong, or that does not follow the one before.
  public func read() throws -> [ReadingEvent] { try lines().events }

  /// The same, with the bytes of its lines: what a crash has left behind them is none of it.
  package func whole() throws -> (events: [ReadingEvent], bytes: [UInt8]) {
    let lines = try lines()
    guard let end = lines.ends.last?.bytes else { return ([], []) }
    return (lines.events, Array(try SafeFile.read(path, limit: StudyFile.limit).bytes.prefix(end)))
  }

  /// The same, with what tells its lines. Cost: the log.
  func lines() throws -> LogLines {
    var all = LogLines(beginning: beginning)
    guard Paths.exists(path) else { return all }
    var lines = LinesOfBytes(try SafeFile.read(path, limit: StudyFile.limit).bytes)
    while let line = lines.next() {
      guard line.isWhole else {
        all.isTorn = true
        return all
      }
      let bytes = Array(line.bytes), place = "line \(all.events.count + 1)"
      let (event, previous) = try StudyFile.object(bytes, path, place, ReadingEvent.read)
      guard previous == all.last else {
        throw StudyFile.wrong(path, "\(place), previous", words("error.study.chain"))
      }
      all.events.append(event)
      all.ends.append(LogEnd(bytes: line.end, last: sha256(bytes), length: line.bytes.count + 1))
    }
    return all
  }

  /// Adds a line, synced: when it returns, the event is on the disk. Cost: the line and the disk's; the log's reading
  /// where this log was not added to before, or another process has added to it.
  /// - Throws: a ``Failure`` where another process writes at this moment, or the log is not what it was.
  public func add(_ event: ReadingEvent) throws {
    let calls = SystemCalls.live
    do {
      let file = try calls.open(path, O_RDWR | O_CREAT | O_APPEND)
      defer { close(file) }
      guard try calls.lock(file, path) != false else {
        throw Failure(.inUse, path: path, words("error.study.log-in-use"), advice: words("error.study.log-advice"))
      }
      let end = try end(of: file, calls)
      let line = event.json(after: end.last).bytes
      try calls.write(line + [10], to: file, path)
      try calls.sync(file, path)
      head.end.withLock { $0 = LogEnd(bytes: end.bytes + line.count + 1, last: sha256(line), length: line.count + 1) }
    } catch let error as SystemError {
      throw error.failure(words("error.study.not-written"), about: path)
    }
  }

  /// What the next line follows: the end that is known, where it still is the end.
  private func end(of file: Int32, _ calls: SystemCalls) throws -> LogEnd {
    if let known = head.end.withLock({ $0 }) {
      guard known.isIn(file) else {
        throw StudyFile.wrong(path, "byte \(known.bytes)", words("error.study.log-changed"))
      }
      var s = stat()
      if fstat(file, &s) == 0, Int(s.st_size) == known.bytes { return known }
    }
    let whole = try lines()
    if whole.isTorn {
      _ = try SafeFile.keepAside(SafeFile.read(path, limit: StudyFile.limit).bytes, of: path, calls: calls)
      try calls.truncate(file, to: whole.ends.last?.bytes ?? 0, path)
    }
    guard fchmod(file, StudyFile.sharedMode) == 0 || errno == EPERM else {
      throw SystemError(call: .mode, code: errno, path: path)
    }
    return whole.ends.last ?? LogEnd(bytes: 0, last: beginning, length: 0)
  }
}

/// A log, line by line.
struct LogLines {
  /// What the first line follows.
  let beginning: String
  var events: [ReadingEvent] = []
  /// Of each line.
  var ends: [LogEnd] = []
  /// A crash has left a line without an end.
  var isTorn = false

  init(beginning: String) { self.beginning = beginning }

  /// What the next line follows.
  var last: String { ends.last?.last ?? beginning }
}

/// Where a log ends behind one of its lines.
struct LogEnd: Hashable, Sendable {
  /// Of the file, up to and with the line.
  var bytes: Int
  /// SHA-256 of the line, without its line feed.
  var last: String
  /// Bytes of the line, with its line feed.
  var length: Int

  /// Whether the line is still there.
  func isIn(_ file: Int32) -> Bool {
    guard length > 0 else { return true }
    var line = [UInt8](repeating: 0, count: length)
    guard pread(file, &line, length, off_t(bytes - length)) == length, line.removeLast() == 10 else { return false }
    return sha256(line) == last
  }
}

/// Where a log ended when this process wrote to it last; nil where it has not.
private final class LogHead: Sendable {
  let end = Lock<LogEnd?>(nil)
}

extension ReadingEvent {
  func json(after previous: String) -> JSONValue {
    var object: JSONObject = [
      "event": .string(kind.rawValue), "time": .string(time), "alias": .string(alias.text),
    ]
    object["reason"] = reason.map(JSONValue.string)
    object["project"] = project.map(JSONValue.string)
    object["previous"] = .string(previous)
    return .object(object)
  }

  static func read(_ fields: inout FieldReader) -> (event: ReadingEvent, previous: String)? {
    let kind = fields.word("event", as: Kind.self), time = fields.time("time")
    let alias = fields.name("alias", as: Alias.self), reason = fields.text("reason", most: 4096)
    let project = fields.digest("project", required: false), previous = fields.digest("previous")
    guard let kind, let time, let alias, let previous else { return nil }
    return (ReadingEvent(kind, of: alias, time: time, reason: reason, project: project), previous)
  }
}
