import Glibc
import StyletBase

/// Where deliveries are brought together into scans. What it says is there has been synced; what it does not know of, a
/// crash may have left, and is taken away when it begins: the sender has no receipt for it.
public final class IntakeDesk {
  public let folder: IntakeFolder
  let keyed: (String) -> String
  let largest: Int
  let isDeidentified: Bool
  /// Those that wait, and those that were asked for since the last ``forget()``.
  var records: [String: SeriesRecord] = [:]
  var touched: Set<String> = []
  var unsynced: [String] = []
  var lastCame: [String: ContinuousClock.Instant] = [:]
  private let began = ContinuousClock.now
  var seen = SeenFiles()

  /// - Parameters:
  ///   - largest: bytes that a file may have; it is read in one piece.
  ///   - keyed: 64 hexadecimal digits of a text that nobody can make without the study's key.
  /// - Throws: ``Failure`` where a folder cannot be made, or a record is damaged.
  public init(_ folder: IntakeFolder, isDeidentified: Bool, largest: Int, keyed: @escaping (String) -> String) throws {
    (self.folder, self.isDeidentified, self.largest, self.keyed) = (folder, isDeidentified, largest, keyed)
    try folder.make()
    for (_, path) in Self.within(folder.cleaned) { Paths.remove(path) }
    for key in (Paths.names(in: folder.waiting) ?? []).sorted() { try goOn(key) }
    for (name, path) in Self.within(folder.singles) where name.hasSuffix(SafeFile.temporary) { unlink(path.systemPath) }
  }

  static func within(_ folder: String) -> [(name: String, path: String)] {
    (Paths.names(in: folder) ?? []).map { ($0, folder.appendingPath($0)) }
  }

  /// Brings what lies in a waiting folder to what its record says.
  private func goOn(_ key: String) throws {
    let place = folder.waiting(key)
    guard let record = try SeriesRecord.read(key, folder) else { return Paths.remove(place) }
    switch record.state {
    case .accepted: Paths.remove(place)
    case .quarantined: try move(place, free(folder.quarantine(key)))
    case .waiting:
      for (name, path) in Self.within(place) where record.digest(ofFile: name) == nil { unlink(path.systemPath) }
      let there = Set(Paths.names(in: place) ?? [])
      records[key] = record.keeping { there.contains(SeriesRecord.fileName($0)) }
    }
  }

  /// Scans that are in their place and no case yet: a crash came between.
  /// - Parameter cases: what `cases.jsonl` has, by path.
  public func goOn(cases: [String: String]) throws {
    for name in (Paths.names(in: folder.scans) ?? []).sorted() {
      let parent = folder.record(name).pathFolder
      let record = (Paths.names(in: parent) ?? []).first { $0.hasPrefix(name) && $0.hasSuffix(".json") }
      guard let record, let found = try self.record(String(record.dropLast(5))) else { continue }
      if found.state != .accepted { records[found.key] = found }
    }
    for (key, record) in records where record.state == .waiting {
      // It is a case, and only its record does not say so.
      if let id = cases[folder.place(key)] { accept(key, as: id, by: record.completeBy ?? .order) }
    }
    try flush()
  }

  // MARK: Scans

  public func record(_ key: String) throws -> SeriesRecord? {
    if let known = records[key] { return known }
    guard let found = try SeriesRecord.read(key, folder) else { return nil }
    // Somebody has taken its files away, or they wait elsewhere: with a key and without one that is not the same.
    if found.state == .waiting, !Paths.exists(place(of: key).path) { return nil }
    records[key] = found
    return found
  }

  /// The scans that are complete, and not cases yet.
  ///
  /// - Parameters:
  ///   - quiet: for how long nothing of a scan must have come.
  ///   - ended: scans of sources that have ended.
  ///   - settling: those that wait without a stated count are all there is.
  public func ready(quiet: Duration?, ended: Set<String> = [], settling: Bool) -> [SeriesRecord] {
    let now = ContinuousClock.now
    var ready: [SeriesRecord] = []
    for (key, record) in records where record.state == .waiting && record.count > 0 {
      if record.completeBy != nil {
        ready.append(record)
        continue
      }
      let isQuiet = ended.contains(key) || quiet.map { now - (lastCame[key] ?? began) >= $0 } ?? false
      switch record.verdict(isQuiet: isQuiet, isSettled: settling) {
      case .complete(let how):
        change(key) { $0.completeBy = how }
        if let record = records[key] { ready.append(record) }
      case .waiting(let reason):
        if record.reason != reason { wait(key, reason) }
      }
    }
    return ready.sorted { ($0.received, $0.key) < ($1.received, $1.key) }
  }

  public var waiting: [SeriesRecord] { records.values.filter { $0.state == .waiting && $0.count > 0 } }

  /// Where a scan lies that is no case yet, and whether that is its last place.
  public func place(of key: String) -> (path: String, isLast: Bool) {
    let last = folder.study.appendingPath(folder.place(key))
    return Paths.exists(last) ? (last, true) : (folder.waiting(key), false)
  }

  /// Puts a folder with a scan in its place, for those who may enter the study to read.
  public func settle(_ key: String, from path: String) throws {
    Self.share(path)
    try move(path, folder.study.appendingPath(folder.place(key)))
  }

  private static func share(_ path: String) {
    let isFolder = Paths.isFolder(path)
    chmod(path.systemPath, isFolder ? 0o750 : 0o640)
    if isFolder { for (_, inner) in within(path) { share(inner) } }
  }

  /// - Parameter isTwin: it was a case before it came: its copy goes.
  public func accept(_ key: String, as id: String, by how: SeriesCompletion, isTwin: Bool = false) {
    change(key) {
      ($0.state, $0.reason, $0.detail) = (.accepted, isTwin ? .twin : nil, nil)
      ($0.caseID, $0.completeBy) = (id, how)
    }
  }

  public func wait(_ key: String, _ reason: IntakeReason) { change(key) { $0.reason = reason } }

  public func quarantine(_ key: String, _ reason: IntakeReason, _ detail: String?) {
    change(key) { ($0.state, $0.reason, $0.detail) = (.quarantined, reason, detail) }
  }

  func change(_ key: String, _ body: (inout SeriesRecord) -> Void) {
    guard var record = records[key] else { return }
    body(&record)
    records[key] = record
    touched.insert(key)
  }

  /// Forgets what is settled: its record is read again when it is asked for.
  public func forget() {
    records = records.filter { $0.value.state == .waiting && $0.value.count > 0 }
    lastCame = lastCame.filter { records[$0.key] != nil }
  }

  // MARK: Receipts

  /// Writes the receipt of a delivery.
  /// - Returns: the delivery with its number, and the receipt without its files.
  public func receipt(_ delivery: IntakeDelivery) throws -> (delivery: IntakeDelivery, json: JSONObject) {
    let last = (Paths.names(in: folder.receipts) ?? []).compactMap { name in
      name.hasSuffix(".json") ? Int(name.dropLast(5)) : nil
    }.max()
    var delivery = delivery
    delivery.number = (last ?? 0) + 1
    let records = try delivery.series.compactMap { try record($0) }
    try IntakeFile.write(delivery.json(records, all: true), to: folder.receipt(delivery.number ?? 0))
    return (delivery, delivery.json(records, all: false))
  }

  /// A receipt's content for scans that were settled after their delivery's own was written.
  public func decision(_ keys: [String]) -> IntakeDelivery {
    IntakeDelivery(decisionOn: keys, at: folder.study, isDeidentified: isDeidentified)
  }

  /// Takes from the source what is safe here and has a receipt.
  /// - Returns: how many files are gone.
  public func remove(_ delivery: IntakeDelivery) -> Int {
    delivery.safeFiles.count { file in
      guard FileState(file.path) == file.state, unlink(file.path.systemPath) == 0 else { return false }
      seen.forget(file.path)
      return true
    }
  }

  /// Says that somebody watches. A disk that is full says nothing.
  public func beat(_ state: String, accepted: Int) {
    let object: JSONObject = [
      "time": .string(UTC.now()), "pid": .int(Int(getpid())), "state": .string(state), "accepted": .int(accepted),
      "waiting": .int(waiting.count),
    ]
    try? IntakeFile.write(object, to: folder.heartbeat, synced: false)
  }
}
