import StyletBase

/// `keys/trail.jsonl`: what the coordinator did, in a chain that only who has the key can make: each line is sealed by
/// an HMAC, and has the seal of the one before. A line says what the study's files are after it, and an anchor how far
/// the readers' logs go: what was changed, shortened or put back since then shows.
public struct StudyTrail: Sendable {
  public enum Act: String, Sendable, CaseIterable {
    case begun, added, assigned, joined, left, anchored
    /// Cases that came out of intake's quarantine, by somebody who said why.
    case released
    /// A gold case was given its answer.
    case answered
    /// Cases that nobody reads any more, and those that are read again.
    case withdrawn, restored
    /// Another version of the protocol.
    case revised
    /// Other rules.
    case amended
    /// A drawing was made of readings: by somebody who decided between them, or by a rule.
    case adjudicated, consensus
    /// One of these counts no more; it is kept under another name.
    case putAside = "put_aside"
    /// The order of reading was changed by triage; somebody set a tier.
    case prioritised, overridden

    /// The file is there before the line is.
    var isOfResult: Bool { [.adjudicated, .consensus, .putAside].contains(self) }
    /// Of the order of reading: files of the study stay as they are.
    var isOfOrder: Bool { self == .prioritised || self == .overridden }
  }

  public struct Entry: Hashable, Sendable {
    public var act: Act
    public var time: String
    /// SHA-256 of files that the coordinator writes, by their paths in the study's folder.
    public var files: [String: String]
    /// Where logs end, by their paths: bytes, and SHA-256 of the last line.
    var logs: [String: LogEnd] = [:]
    /// Of cases that were withdrawn or restored.
    var withdrawal: Withdrawal?
    var result = ResultLine()
    var seal = ""
  }

  public private(set) var entries: [Entry] = []

  init() {}

  /// The digest that a file has after the last line; nil of one that no line names.
  func digest(of file: String) -> String? { entries.last { $0.names(file) }?.files[file] }

  /// What was told of a file that was made of readings; nil where no line does, and of one that was put aside.
  func result(_ file: String) -> Entry? {
    let last = entries.last { $0.act.isOfResult && $0.names(file) }
    return last?.act == .putAside ? nil : last
  }

  /// Whether a file is as it was before the last change: what its line tells of was interrupted. An anchor and what is
  /// told of a result change no file; what triage writes is its own, and changes between other lines.
  func isBeforeTheLast(_ file: String, _ digest: String?) -> Bool {
    let isOrder = file.hasPrefix(StudyFolder.triagePrefix)
    let last = entries.lastIndex { isOrder ? $0.names(file) : !$0.act.isOfResult && !$0.act.isOfOrder }
    guard let at = last, entries[at].act != .anchored, entries[at].names(file) else { return false }
    return entries[..<at].last { $0.names(file) }?.files[file] == digest
  }

  /// All files that are named.
  var files: Set<String> { Set(entries.flatMap(\.files.keys)) }

  /// When a file was named last.
  func time(of file: String) -> String? { entries.last { $0.names(file) }?.time }

  /// The last anchor's ends of logs.
  var anchor: Entry? { entries.last { $0.act == .anchored } }

  // MARK: File

  mutating func add(_ entry: Entry, key: StudyKey, to folder: StudyFolder) throws {
    var entry = entry
    entry.seal = Self.seal(entry, after: entries.last?.seal ?? "", key: key)
    let all = entries + [entry]
    var rows: [JSONObject] = [], previous = ""
    for one in all {
      rows.append(one.json(after: previous).with(["seal": .string(one.seal)]))
      previous = one.seal
    }
    try StudyFile.write(StudyFile.bytes(ofLines: rows), to: folder.trail)
    entries = all
  }

  /// - Throws: a ``Failure``: not there, or the first line that is not the coordinator's or does not follow.
  static func read(_ folder: StudyFolder, key: StudyKey) throws -> StudyTrail {
    guard Paths.exists(folder.trail) else {
      throw Failure(
        .noInput, path: folder.trail, words("error.study.no-trail"), advice: words("error.study.wrong-advice"))
    }
    var trail = StudyTrail(), number = 0
    let rows = try StudyFile.lines(folder.trail, Entry.read)
    for (entry, previous) in rows {
      number += 1
      let before = trail.entries.last?.seal ?? ""
      guard previous == before else {
        throw StudyFile.wrong(folder.trail, "line \(number), previous", words("error.study.chain"))
      }
      guard seal(entry, after: before, key: key) == entry.seal else {
        throw StudyFile.wrong(folder.trail, "line \(number), seal", words("error.study.bad-seal"))
      }
      trail.entries.append(entry)
    }
    // A study begins with a line.
    guard number > 0 else { throw StudyFile.wrong(folder.trail, "line 1", words("error.study.chain")) }
    return trail
  }

  private static func seal(_ entry: Entry, after previous: String, key: StudyKey) -> String {
    let text = Words.inData { JSONValue.object(entry.json(after: previous)).text }
    return KeyedHash.text(key.hash("trail|" + text))
  }
}

extension StudyTrail.Entry {
  func names(_ file: String) -> Bool { files[file] != nil || result.aside == file }

  func json(after previous: String) -> JSONObject {
    let files = files.sorted { $0.key < $1.key }.map { (name: $0.key, value: JSONValue.string($0.value)) }
    let logs = logs.sorted { $0.key < $1.key }.map { log in
      (
        name: log.key,
        value: JSONValue.object([
          "bytes": .int(log.value.bytes), "last": .string(log.value.last), "length": .int(log.value.length),
        ])
      )
    }
    let own: JSONObject = [
      "act": .string(act.rawValue), "time": .string(time), "files": .object(JSONObject(files)),
      "logs": .object(JSONObject(logs)),
    ]
    return own.with(withdrawal?.json ?? [:]).with(result.json).with(["previous": .string(previous)])
  }

  static func read(_ fields: inout FieldReader) -> (entry: StudyTrail.Entry, previous: String)? {
    let act = fields.word("act", as: StudyTrail.Act.self), time = fields.time("time")
    var digests: [String: String] = [:], logs: [String: LogEnd] = [:]
    if var inner = fields.reader("files") {
      for member in inner.others.members { digests[member.name] = inner.digest(member.name) }
    }
    if var inner = fields.reader("logs") {
      for member in inner.others.members {
        guard var end = inner.reader(member.name) else { continue }
        let bytes = end.int("bytes", in: 0...StudyFile.limit), last = end.digest("last")
        let length = end.int("length", in: 0...StudyFile.limit)
        end.refuseOthers()
        if let bytes, let last, let length, length <= bytes {
          logs[member.name] = LogEnd(bytes: bytes, last: last, length: length)
        }
      }
    }
    let isOfResult = act?.isOfResult ?? false
    let withdrawal = isOfResult ? nil : Withdrawal(&fields)
    let result = isOfResult ? ResultLine(&fields) : ResultLine()
    let previous = fields.text("previous", required: true), seal = fields.digest("seal")
    guard let act, let time, let previous, let seal else { return nil }
    return (
      StudyTrail.Entry(
        act: act, time: time, files: digests, logs: logs, withdrawal: withdrawal, result: result, seal: seal), previous
    )
  }
}
