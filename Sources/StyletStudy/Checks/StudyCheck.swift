import StyletBase

/// Derives all of a study anew from its files and says what is not as it has to be: the coordinator's files by the
/// trail, lists and design by the assignment, logs by their chains and anchors, projects by what was sealed.
public struct StudyCheck {
  /// What is wrong, by file.
  public var faults: [StudyFault] { found.faults }
  /// What somebody should look at, and is not wrong in itself.
  public var remarks: [StudyFault] { found.remarks }
  public private(set) var readers = 0, cases = 0, readings = 0, events = 0, projects = 0
  /// The trail's last seal; nil where the trail cannot be read.
  public private(set) var seal: String?

  let folder: StudyFolder
  let now: String
  /// Of a case, what the design says of its reading, and the project's path and bytes.
  public typealias SealedProject = @Sendable (
    _ one: StudyCase, _ reading: DesignedReading, _ path: String, _ bytes: [UInt8]
  ) -> String?

  let sealedProject: SealedProject
  private let found = FaultList()

  /// - Parameters:
  ///   - now: no event is later.
  ///   - keeping: seals of the trail that were kept elsewhere: it has each of them.
  ///   - scan: what is wrong with a case's scan; asked of each that is not withdrawn.
  ///   - project: what is wrong with a sealed project that is what the log says; asked of each, on all cores.
  /// Cost: all files of the study, each sealed project once, and what `project` and `scan` take.
  public init(
    _ folder: StudyFolder, now: String = UTC.now(), keeping seals: [String] = [],
    scan: (StudyCase) -> String? = { _ in nil }, project: @escaping SealedProject = { _, _, _, _ in nil }
  ) throws {
    (self.folder, self.now, sealedProject) = (folder, now, project)
    let study = try Study.read(folder)
    guard let key = reading(.key, { try StudyKey.read(folder.key, id: nil) }) else { return }
    let isOwnKey = key.id == study.keyID
    if !isOwnKey { fault(.key, folder.key, words("error.study.other-key")) }
    let trail = isOwnKey ? reading(.trail) { try StudyTrail.read(folder, key: key) } : nil
    seal = trail?.entries.last?.seal
    if let trail { compare(trail, keeping: seals) }
    let cases = reading(.unreadable) { try StudyCase.read(folder) } ?? []
    (self.cases, readers) = (cases.count, study.everyReader.count)
    for one in cases where one.status == .open {
      if let what = scan(one) { fault(.scan, folder.cases, at: one.id.text, what) }
    }
    var design: [DesignedReading]?
    // What is derived of a file that was changed would blame those that are as they were.
    let made = [StudyFolder.studyName, StudyFolder.casesName]
    if trail != nil, !faults.contains(where: { $0.kind != .scan && made.contains($0.path) }) {
      let deal = reading(.design) { try StudyDeal(study, cases: cases, key: key) }
      // Lists are made when cases are first dealt out.
      if let deal, study.hasLists || Paths.exists(folder.design) { compareLists(deal) }
      design = deal?.design
    } else {
      remark(.list, folder.readers, words("study.check.not-derived"))
      design = try? DesignedReading.read(folder)
    }
    guard let design else { return }
    readings = design.count
    if let trail { compareResults(trail, study, design) }
    let byID = Dictionary(cases.map { ($0.id, $0) }) { first, _ in first }
    for reader in study.everyReader { compareReader(reader, study, design, byID, trail) }
    let known = Set(study.everyReader.map(\.text))
    for name in (Paths.names(in: folder.readers) ?? []).sorted() where !known.contains(name) {
      fault(.foreign, folder.readers.appendingPath(name), words("study.check.stranger"))
    }
  }

  func fault(_ kind: StudyFault.Kind, _ path: String, at place: String? = nil, _ what: String) {
    found.faults.append(StudyFault(kind, folder.relative(path), at: place, what))
  }

  func remark(_ kind: StudyFault.Kind, _ path: String, at place: String? = nil, _ what: String) {
    found.remarks.append(StudyFault(kind, folder.relative(path), at: place, what))
  }

  /// What cannot be read is a fault, and the rest goes on.
  func reading<T>(_ kind: StudyFault.Kind, _ body: () throws -> T) -> T? {
    do { return try body() } catch {
      let failure = error as? Failure ?? Failure(.io, "\(error)")
      fault(kind, failure.path ?? folder.path, at: failure.place, failure.what)
      return nil
    }
  }

  // MARK: Trail

  private func compare(_ trail: StudyTrail, keeping seals: [String]) {
    for seal in seals where !trail.entries.contains(where: { $0.seal == seal }) {
      fault(.trail, folder.trail, words("study.check.no-seal", ["seal": seal]))
    }
    for file in trail.files.union(folder.keptNames).sorted() {
      let path = folder.path.appendingPath(file)
      guard let now = reading(.unreadable, { try folder.digest(of: file) }) else { continue }
      // Of what was made of readings the trail tells more: see ``compareResults``.
      if trail.result(file) != nil { continue }
      // What is put there by hand is named by the next anchor.
      guard let stated = trail.digest(of: file) else {
        if StudyFolder.isProtocol(file) { fault(.foreign, path, words("study.check.foreign")) }
        if file.hasPrefix(folder.relative(folder.gold) + "/") { remark(.untold, path, words("study.check.untold")) }
        continue
      }
      if now == stated { continue }
      let time = trail.time(of: file) ?? ""
      if trail.isBeforeTheLast(file, now) {
        remark(.changed, path, words("study.check.interrupted", ["time": time]))
      } else if now == nil {
        fault(.gone, path, words("study.check.gone", ["time": time]))
      } else {
        fault(.changed, path, words("study.check.changed", ["time": time]))
      }
    }
  }

  // MARK: Readers

  private mutating func compareReader(
    _ reader: ReaderName, _ study: Study, _ design: [DesignedReading], _ cases: [CaseID: StudyCase],
    _ trail: StudyTrail?
  ) {
    let readings = design.filter { $0.reader == reader }, own = Set(readings.lazy.map(\.alias))
    var all: [ReadingEvent] = []
    let anchored = (trail?.anchor?.logs ?? [:]).filter { $0.key.hasPrefix("readers/\(reader)/") }
    let logs = folder.logs(reader)
    // What a reader has away, and what came back and is not on his list.
    _ = reading(.unreadable) { try folder.checkouts(reader) }
    let returned = reading(.unreadable) { try folder.returnedCheckouts(reader) } ?? []
    let kept = Set(returned.flatMap { $0.kept.filter { $0.value == .unlisted }.keys })
    for (path, _) in anchored.sorted(by: { $0.key < $1.key })
    where !logs.contains(where: { folder.relative($0.path) == path }) {
      fault(.gone, folder.path.appendingPath(path), words("study.check.gone", ["time": trail?.anchor?.time ?? ""]))
    }
    for (host, path) in logs {
      let log = EventLog(folder, study: study.id, reader: reader, host: host)
      guard let lines = reading(.chain, { try log.lines() }) else { continue }
      events += lines.events.count
      if let end = anchored[folder.relative(path)], !lines.ends.contains(end) {
        let isShort = (lines.ends.last?.bytes ?? 0) < end.bytes
        fault(
          .anchor, path,
          words("study.check.anchor", ["short": isShort, "bytes": end.bytes, "time": trail?.anchor?.time ?? ""]))
      }
      compareEvents(lines.events, own, kept, path)
      all += lines.events
    }
    projects += compareProjects(of: reader, readings, cases, all)
    compareReopened(of: reader, all, but: Set(returned.flatMap(\.kept.keys)))
    compareOpenings(of: reader, all)
    compareFolder(of: reader, study)
    compareTeaching(reader, study, design, all)
  }

  /// - Parameter kept: aliases that came back from a checkout when they were on the list no more.
  private func compareEvents(_ events: [ReadingEvent], _ own: Set<Alias>, _ kept: Set<Alias>, _ path: String) {
    var latest = 0
    let end = UTC.seconds(now) ?? .max
    for (n, event) in events.enumerated() {
      let time = UTC.seconds(event.time) ?? 0, place = "line \(n + 1)"
      if !own.contains(event.alias), kept.contains(event.alias) {
        remark(.alias, path, at: place, words("study.check.kept-beside", ["alias": event.alias.text]))
      } else if !own.contains(event.alias) {
        fault(.alias, path, at: place, words("study.check.not-on-list", ["alias": event.alias.text]))
      }
      if event.kind == .seal, event.project == nil { fault(.project, path, at: place, words("study.check.no-digest")) }
      if time + 3600 < latest { remark(.clock, path, at: place, words("study.check.clock-back")) }
      if time > end, end - time < -3600 { remark(.clock, path, at: place, words("study.check.clock-ahead")) }
      latest = max(latest, time)
    }
  }
}

/// What was found so far.
private final class FaultList {
  var faults: [StudyFault] = []
  var remarks: [StudyFault] = []
}

extension StudyFolder {
  /// The projects of a reader, by path; nil for the alias where the name is none, or lies in another one's folder.
  func projects(_ reader: ReaderName) -> [(alias: Alias?, path: String)] {
    let own = self.reader(reader)
    return (Paths.names(in: own) ?? []).filter { $0.utf8.count == 2 }.sorted().flatMap { part in
      let inner = own.appendingPath(part)
      return (Paths.names(in: inner) ?? []).filter { $0.hasSuffix(ProjectNames.ending) }.sorted().map { name in
        let alias = Alias(String(name.dropLast(ProjectNames.ending.count)))
        return (alias?.folder == part ? alias : nil, inner.appendingPath(name))
      }
    }
  }
}
