import Glibc
import StyletBase
import StyletDICOM
import StyletFiles

/// Where deliveries are brought together into scans. What it says is there has been synced; what it does not know of, a
/// crash may have left, and is taken away when it begins: the sender has no receipt for it.
public final class IntakeDesk {
  public let folder: IntakeFolder
  private let keyed: (String) -> String
  private let largest: Int
  private let isDeidentified: Bool
  /// Those that wait, and those that were asked for since the last ``forget()``.
  private var records: [String: SeriesRecord] = [:]
  private var touched: Set<String> = []
  private var unsynced: [String] = []
  private var lastCame: [String: ContinuousClock.Instant] = [:]
  private let began = ContinuousClock.now
  var seen = SeenFiles()

  /// Files that are in memory together: so many, and so many bytes.
  private static let atOnce = (files: 64, bytes: 96 << 20)
  /// What is written at most before it is synced.
  private static let unsyncedFiles = 1024

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

  private static func within(_ folder: String) -> [(name: String, path: String)] {
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

  // MARK: Taking

  /// Takes all that is new of a source. Each byte is read once.
  ///
  /// - Parameters:
  ///   - quiet: of a source that is watched, for how long a file has to stay as it is where it looks damaged; nil where
  ///     the source has ended.
  ///   - stop: asked between files.
  ///   - progress: bytes so far.
  /// - Throws: ``Failure`` where something cannot be written: the desk is to be made anew then.
  public func take(
    _ source: IntakeSource, quiet: Duration?, stop: () -> Bool, progress: (Int) -> Void = { _ in }
  ) throws -> IntakeDelivery {
    var delivery = IntakeDelivery(
      source, key: String(keyed("source|" + source.path.absolutePath).prefix(16)), isDeidentified: isDeidentified)
    var items = source.items[...], archives: [String] = [], looked: [String: FileState] = [:]
    while !stop() {
      if items.isEmpty, let archive = archives.popLast() {
        do { items = try DeliveredItem.members(of: archive)[...] } catch {
          // One that is still being written has no end yet.
          let isEarly = quiet.map { seen.isYoung(archive, $0) } ?? false
          delivery.add(row(archive, looked[archive], nil, isEarly ? .unfinished : .refused, .badArchive, nil))
          if !isEarly { seen.done(archive) }
        }
      }
      guard !items.isEmpty else { break }
      let block = nextBlock(&items, quiet != nil, &looked, &delivery)
      try checkRoom(block.reduce(0) { $0 + $1.size })
      let read = Self.each(block) { [largest] in ReadItem($0, most: largest) }
      var writes: [(path: String, bytes: [UInt8])] = []
      for (item, read) in zip(block, read) {
        let disk = item.disk
        if case .archive(let path) = read {
          archives.append(path)
          continue
        }
        let isEarly = quiet.map { seen.isYoung(disk, $0) } ?? false
        let (row, patient, write) = try place(read, disk, looked[disk], source, isEarly: isEarly)
        delivery.add(row, patient: patient, bytes: read.count)
        if let write { writes.append(write) }
        if row.outcome != .unfinished { seen.done(disk) }
      }
      try write(writes)
      progress(delivery.bytes)
      if unsynced.count >= Self.unsyncedFiles { try flush() }
    }
    try flush()
    return delivery
  }

  private func nextBlock(
    _ items: inout ArraySlice<DeliveredItem>, _ isWatched: Bool, _ looked: inout [String: FileState],
    _ delivery: inout IntakeDelivery
  ) -> [DeliveredItem] {
    var block: [DeliveredItem] = [], bytes = 0
    while let item = items.first, block.count < Self.atOnce.files, bytes < Self.atOnce.bytes {
      items = items.dropFirst()
      if item.isUnfinished {
        delivery.add(row(item.name, nil, nil, .unfinished, nil, nil))
        continue
      }
      if let file = item.file, let state = FileState(file) {
        if isWatched, !seen.isDue(file, state) { continue }
        looked[file] = state
      }
      block.append(item)
      bytes += min(item.size, largest)
    }
    return block
  }

  private func row(
    _ file: String, _ state: FileState?, _ sha256: String?, _ outcome: InstanceOutcome, _ reason: IntakeReason?,
    _ series: String?
  ) -> IntakeDelivery.Row {
    IntakeDelivery.Row(
      file: file, state: state, sha256: sha256, outcome: outcome, reason: reason, series: series)
  }

  private typealias Placed = (row: IntakeDelivery.Row, patient: String?, write: (path: String, bytes: [UInt8])?)

  /// What becomes of a file, and where its bytes go.
  private func place(
    _ read: ReadItem, _ file: String, _ state: FileState?, _ source: IntakeSource, isEarly: Bool
  ) throws -> Placed {
    switch read {
    case .unfinished: return (row(file, state, nil, .unfinished, nil, nil), nil, nil)
    case .archive: return (row(file, state, nil, .unfinished, nil, nil), nil, nil)
    case .refused(let reason, let digest): return (row(file, state, digest, .refused, reason, nil), nil, nil)
    case .damaged(let bytes, let digest):
      if isEarly { return (row(file, state, nil, .unfinished, nil, nil), nil, nil) }
      return aside(file, state, digest, bytes, .damaged, nil)
    case .instance(let one, let bytes, let digest):
      if one.refusal == .directory { return (row(file, state, digest, .refused, .directory, nil), nil, nil) }
      guard !one.instanceUID.isEmpty, !one.seriesUID.isEmpty else {
        return aside(file, state, digest, bytes, .withoutUID, nil)
      }
      guard one.isPatientReadable else { return aside(file, state, digest, bytes, .characterSet, nil) }
      return try place(one, bytes, digest, file, state, source.counts[one.seriesUID])
    }
  }

  private func place(
    _ one: DeliveredInstance, _ bytes: [UInt8], _ digest: String, _ file: String, _ state: FileState?, _ listed: Int?
  ) throws -> Placed {
    let key = String(keyed("series|" + one.seriesUID).prefix(32))
    let own = String(keyed("instance|" + one.instanceUID).prefix(32))
    let patient = String(keyed("patient|" + one.patient).prefix(32))
    var record =
      try record(key)
      ?? SeriesRecord(
        key: key, exam: String(keyed("exam|" + one.studyUID).prefix(16)), patient: patient, received: UTC.now())
    defer { records[key] = record }
    if let stated = [one.stated, listed, record.stated].compactMap({ $0 }).max(), record.state == .waiting {
      record.stated = stated
    }
    func came(_ outcome: InstanceOutcome, _ reason: IntakeReason? = nil, _ write: String? = nil) -> Placed {
      (row(file, state, digest, outcome, reason, key), patient, write.map { ($0, bytes) })
    }
    let instance = SeriesRecord.Instance(
      key: own, sha256: digest, number: one.number, heights: one.refusal == nil ? one.heights : [], shape: one.shape)
    lastCame[key] = lastCame[key] ?? ContinuousClock.now
    if let known = record[own], known.sha256 != digest { return aside(file, state, digest, bytes, .conflict, key, patient) }
    if let refusal = one.refusal {
      if record[own] == nil, record.state == .waiting {
        record.add(instance)
        if record.count > 0 { touched.insert(key) }
      }
      return came(.refused, refusal.reason)
    }
    if record[own] != nil { return came(.again) }
    if record.state == .accepted {
      if record.patient != patient { return aside(file, state, digest, bytes, .patients, key, patient) }
      if !record.lateOnes.contains(digest) { record.lateOnes.append(digest) }
      touched.insert(key)
      return aside(file, state, digest, bytes, .late, key, patient)
    }
    // Complete already, and about to become a case.
    if record.state == .waiting, record.completeBy != nil, place(of: key).isLast {
      return aside(file, state, digest, bytes, .late, key, patient)
    }
    record.completeBy = nil
    record.add(instance)
    (record.received, lastCame[key]) = (UTC.now(), .now)
    touched.insert(key)
    let name = SeriesRecord.fileName(own)
    if record.state == .quarantined {
      // Until the record is written its files lie where they lay before.
      let place = Paths.exists(folder.quarantine(key)) ? folder.quarantine(key) : folder.waiting(key)
      return came(.quarantined, .withItsScan, place.appendingPath(name))
    }
    if record.patient != patient {
      (record.state, record.reason) = (.quarantined, .patients)
      return came(.quarantined, .patients, folder.waiting(key).appendingPath(name))
    }
    return came(.new, nil, folder.waiting(key).appendingPath(name))
  }

  /// By itself, once.
  private func aside(
    _ file: String, _ state: FileState?, _ digest: String, _ bytes: [UInt8], _ reason: IntakeReason, _ series: String?,
    _ patient: String? = nil
  ) -> Placed {
    let place = folder.single(digest)
    if Paths.exists(place) { return (row(file, state, digest, .again, reason, series), patient, nil) }
    return (row(file, state, digest, .quarantined, reason, series), patient, (place, bytes))
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
    for (_, file) in Self.within(path) { chmod(file.systemPath, 0o640) }
    chmod(path.systemPath, 0o750)
    try move(path, folder.study.appendingPath(folder.place(key)))
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

  private func change(_ key: String, _ body: (inout SeriesRecord) -> Void) {
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

  // MARK: Disk

  /// What must stay free for the study itself: its readers save there, too.
  private static let reserve = 64 << 20

  public func hasRoom(_ bytes: Int = 0) -> Bool {
    [folder.kept, folder.study].allSatisfy { path in
      guard let room = IntakeFolder.room(path) else { return true }
      return room.free - bytes > min(Self.reserve, room.all / 20)
    }
  }

  private func checkRoom(_ bytes: Int) throws {
    if hasRoom(bytes) { return }
    try flush()
    throw Failure(.io, path: folder.study, words("intake.full"), advice: words("error.output.make-room"))
  }

  private static func each<T: Sendable, R: Sendable>(_ all: [T], _ body: @Sendable (T) -> R) -> [R] {
    Parallel.map(all.count) { body(all[$0]) }
  }

  private func write(_ writes: [(path: String, bytes: [UInt8])]) throws {
    for parent in Set(writes.map(\.path.pathFolder)) { try IntakeFolder.make(parent) }
    let failures = Self.each(writes) { write -> Failure? in
      do throws(SystemError) {
        try SafeFile.rename(write.path, with: write.bytes, backup: nil, synced: false, calls: .live)
        return nil
      } catch { return error.failure(words("error.study.not-written"), about: write.path) }
    }
    if let failure = failures.lazy.compactMap({ $0 }).first { throw failure }
    unsynced += writes.map(\.path)
  }

  /// From now on what came is known, whatever happens: the files are on the disk before the records that name them.
  public func flush() throws {
    let folders = Set(unsynced.map(\.pathFolder)), files = unsynced
    let failures = Self.each(files) { path -> SystemError? in
      do throws(SystemError) {
        let file = try SystemCalls.live.open(path, O_WRONLY)
        defer { close(file) }
        try SystemCalls.live.sync(file, path)
        return nil
      } catch { return error }
    }
    if let error = failures.lazy.compactMap({ $0 }).first {
      throw error.failure(words("error.study.not-written"), about: error.path)
    }
    do throws(SystemError) {
      for path in folders { try SystemCalls.live.syncFolder(path) }
      if !folders.isEmpty { for path in [folder.waiting, folder.quarantine] { try SystemCalls.live.syncFolder(path) } }
    } catch { throw error.failure(words("error.study.not-written"), about: error.path) }
    unsynced = []
    for key in touched.sorted() {
      guard let record = records[key] else { continue }
      try record.write(folder)
      let (place, isLast) = place(of: key)
      switch record.state {
      case .quarantined where Paths.exists(place): try move(place, free(folder.quarantine(key)))
      case .accepted:
        Paths.remove(folder.waiting(key))
        if isLast, record.reason == .twin { Paths.remove(place) }
      default: break
      }
    }
    touched = []
    seen.keep()
  }

  /// A name that nothing has yet: what is in quarantine stays.
  private func free(_ path: String) -> String {
    var name = path, n = 1
    while Paths.exists(name) {
      n += 1
      name = "\(path).\(n)"
    }
    return name
  }

  private func move(_ old: String, _ new: String) throws {
    do throws(SystemError) {
      try SystemCalls.live.rename(old, new)
      try SystemCalls.live.syncFolder(new.pathFolder)
      try SystemCalls.live.syncFolder(old.pathFolder)
    } catch { throw error.failure(words("error.study.not-written"), about: error.path) }
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

extension DeliveredInstance.Refusal {
  fileprivate var reason: IntakeReason {
    switch self {
    case .directory: .directory
    case .scout: .localiser
    case .notCT: .notCT
    case .other: .otherObject
    }
  }
}
