import Glibc
import StyletBase
import StyletProject
import StyletStudy

/// Brings back to a study what was read in a checkout. Projects come first, each whole, then what the study's own log
/// has to say, then the logs that were carried; the study says last that nothing is away any more. Stopped in between,
/// the same command goes on, and what is there already stays as it is.
struct CheckinRun {
  private let folder: StudyFolder
  private let study: Study
  private let carried: StudyFolder
  let checkout: Checkout
  private var reader: ReaderName { checkout.reader }

  /// What was done.
  struct Result {
    var checkin: Checkin
    /// Sealed projects that are not what was sealed, or are gone: the study's check says so of them.
    var altered: [Alias]
    /// What is kept beside of this checkout, whenever it came back.
    var kept: [Alias: Checkout.Kept]
    /// Taken, and of a case that was withdrawn: it counts nowhere.
    var withdrawn: [Alias]
    /// The reader has left the study since.
    var hasLeft: Bool
    /// Why the folder does not say that it was brought back.
    var unmarked: (any Error)?
  }

  /// - Throws: a ``Failure``: no study, no checkout, one that is not whole, or of another study.
  init(_ folder: StudyFolder, from out: String) throws {
    self.folder = folder
    study = try Study.read(folder)
    carried = StudyFolder(out)
    guard !Paths.exists(folder.checkout) else {
      throw Failure(
        .usage, path: folder.path, words("study.checkout.of-checkout"), advice: words("error.study.none-advice"))
    }
    guard Paths.exists(carried.checkout) else {
      throw Failure(.noInput, path: out, words("study.checkin.none"), advice: words("study.checkin.none-advice"))
    }
    checkout = try Checkout.read(carried.checkout)
    guard checkout.study == study.id else {
      throw Failure(.usage, path: out, words("study.checkin.other-study"), advice: words("study.checkin.none-advice"))
    }
    guard Paths.exists(carried.study) else {
      throw Failure(
        .badData, path: out, words("study.checkin.unfinished"),
        advice: words("study.checkin.unfinished-advice", ["id": checkout.id.text]))
    }
  }

  func run() throws -> Result {
    let claim = try StudyClaim.take(folder.claim(reader), of: .reader)
    defer { withExtendedLifetime(claim) {} }
    let there = try claimCarried()
    defer { withExtendedLifetime(there) {} }
    let isOver = !Paths.exists(folder.away(reader, checkout.id))
    let list = Set(try ListedReading.read(folder, reader).map(\.alias))
    let logs = try logs(of: carried), before = try self.logs(of: folder), withdrawn = try withdrawn(outside: list)
    let checkin = Checkin(
      checkout, list: list, before: before.mapValues(\.events), carried: logs.mapValues(\.events), isOver: isOver,
      withdrawn: withdrawn,
      reason: Words.inData { words("study.checkin.reason", ["id": checkout.id.text]) })
    var kept = try earlier()?.kept ?? [:]
    for (alias, verdict) in checkin.verdicts {
      switch verdict {
      case .unread, .there: break
      case .taken: try bring(alias)
      case .kept(let why):
        kept[alias] = why
        try keep(alias)
      }
    }
    let own = EventLog(folder, study: study.id, reader: reader)
    for event in checkin.assertions { try own.add(event) }
    for host in checkin.fresh.sorted() {
      try StudyFile.write(logs[host]?.bytes ?? [], to: folder.events(reader, host), mode: StudyFile.sharedMode)
    }
    for host in checkin.parted.sorted() { try keep(carried.events(reader, host)) }
    let altered = try altered(logs.values.flatMap(\.events), kept)
    var record = checkout
    (record.returned, record.kept) = (UTC.now(), kept)
    try record.write(to: folder.returned(reader, checkout.id))
    for path in [folder.away(reader, checkout.id), folder.lost(reader, checkout.id)] { try remove(path) }
    var unmarked: (any Error)?
    if checkout.returned == nil {
      do { try record.write(to: carried.checkout) } catch { unmarked = error }
    }
    let hasLeft = study.amendments.contains { if case .left(_, reader, _) = $0 { true } else { false } }
    let counted = checkin.verdicts.filter { if case .taken = $0.verdict { true } else { false } }.map(\.alias)
    return Result(
      checkin: checkin, altered: altered, kept: kept, withdrawn: counted.filter(withdrawn.contains), hasLeft: hasLeft,
      unmarked: unmarked)
  }

  /// Nobody reads in the folder meanwhile; on a disk that takes no writing nobody can.
  private func claimCarried() throws -> StudyClaim? {
    do {
      return try StudyClaim.take(carried.claim(reader), of: .reader)
    } catch let failure as Failure where failure.kind == .noPermission { return nil }
  }

  private func logs(of folder: StudyFolder) throws -> [HostName: (events: [ReadingEvent], bytes: [UInt8])] {
    var all: [HostName: (events: [ReadingEvent], bytes: [UInt8])] = [:]
    for (host, _) in folder.logs(reader) {
      // In a checkout's folder are its own logs alone.
      guard folder == self.folder || host.isCarrying(checkout.id) else { continue }
      all[host] = try EventLog(folder, study: study.id, reader: reader, host: host).whole()
    }
    return all
  }

  /// What the study says of this checkout from the time before.
  private func earlier() throws -> Checkout? {
    let path = folder.returned(reader, checkout.id)
    return Paths.exists(path) ? try Checkout.read(path) : nil
  }

  /// Aliases off the list that have a place all the same: their cases were withdrawn.
  private func withdrawn(outside list: Set<Alias>) throws -> Set<Alias> {
    let gone = checkout.aliases.filter { !list.contains($0) }
    return gone.isEmpty ? [] : Set(try SealedPlaces.places(of: gone, in: folder.places(reader)).keys)
  }

  // MARK: Files

  /// The files of a reading, by name: its project and what lies beside it; no lock, nothing that is half.
  private func names(of alias: Alias, in folder: StudyFolder) -> [String] {
    (Paths.names(in: folder.projectFolder(reader, alias)) ?? []).sorted().filter {
      $0.hasPrefix(alias.text + ".") && !$0.hasSuffix(ProjectNames.Beside.lock.ending)
        && !$0.hasSuffix(SafeFile.temporary)
    }
  }

  /// Into the reader's folder. What a check-in that was stopped has left there of the same reading makes room; a
  /// project stays beside.
  private func bring(_ alias: Alias) throws {
    let source = carried.projectFolder(reader, alias), target = folder.projectFolder(reader, alias)
    let names = names(of: alias, in: carried), project = carried.project(reader, alias).lastPathPart
    if !names.isEmpty, !Paths.isFolder(target) { try Paths.makeFolder(target, mode: 0o2770) }
    let stale = self.names(of: alias, in: folder).filter { !names.contains($0) }
    for name in stale where ProjectNames.endings.contains(where: name.hasSuffix) {
      try setAside(target.appendingPath(name))
    }
    // The project last: what belongs to it is there then.
    for name in names.filter({ $0 != project }) + names.filter({ $0 == project }) {
      try copy(
        source.appendingPath(name), to: target.appendingPath(name), keeping: name == project,
        mode: name == project ? StudyFile.sharedMode : StudyFile.ownMode)
    }
  }

  /// Beside the reader's readings.
  private func keep(_ alias: Alias) throws {
    for name in names(of: alias, in: carried) {
      try keep(carried.projectFolder(reader, alias).appendingPath(name))
    }
  }

  private func keep(_ path: String) throws {
    let target = folder.kept(reader, checkout.id)
    if !Paths.isFolder(target) { try Paths.makeFolder(target, mode: 0o2770) }
    try copy(path, to: target.appendingPath(path.lastPathPart), keeping: true, mode: StudyFile.sharedMode)
  }

  /// A whole file; one with the same bytes is left alone.
  private func copy(_ source: String, to target: String, keeping: Bool, mode: mode_t) throws {
    if FileState(target) != nil {
      if SafeFile.isSame(source, as: target) { return }
      if keeping { try setAside(target) }
    }
    guard let size = FileState(source)?.size else { throw SafeFile.unreadable(source, ENOENT) }
    do {
      try SafeFile.replace(target, calls: .live) { file, path throws(SystemError) in
        _ = fchmod(file, mode)
        try SafeFile.copy(source, 0..<size, to: file, path, calls: .live)
      }
    } catch { throw error.failure(words("study.checkin.not-brought"), about: error.path == source ? source : target) }
  }

  private func setAside(_ path: String) throws {
    do { try SafeFile.setAside(path, calls: .live) } catch {
      throw error.failure(words("study.checkin.not-brought"), about: path)
    }
  }

  private func remove(_ path: String) throws {
    do {
      try SystemCalls.live.unlink(path)
      try SystemCalls.live.syncFolder(folder.reader(reader))
    } catch { throw error.failure(words("error.study.not-written"), about: path) }
  }

  /// What was changed after its seal, or is gone: of all that the study has taken.
  private func altered(_ events: [ReadingEvent], _ kept: [Alias: Checkout.Kept]) throws -> [Alias] {
    let all = try ReadingProgress(folder, study: study.id, reader: reader)
    return try Set(events.map(\.alias)).sorted().filter { alias in
      guard kept[alias] == nil, all.state(of: alias) == .sealed, let seal = all.seals[alias] else { return false }
      let path = folder.project(reader, alias)
      return try !Paths.exists(path) || ScanIdentity.sha256(of: path) != seal
    }
  }
}

extension CheckinRun {
  /// Gives up a checkout that will not come back: its cases may be begun in the study again. Should it be found, it is
  /// brought back as any other.
  static func giveUp(_ id: CheckoutID, of folder: StudyFolder) throws -> Checkout {
    let study = try Study.read(folder)
    guard let reader = study.everyReader.first(where: { Paths.exists(folder.away($0, id)) }) else {
      throw Failure(.usage, path: folder.path, words("study.checkin.not-away", ["id": id.text]))
    }
    let claim = try StudyClaim.take(folder.claim(reader), of: .reader)
    defer { withExtendedLifetime(claim) {} }
    let checkout = try Checkout.read(folder.away(reader, id))
    do {
      try SystemCalls.live.rename(folder.away(reader, id), folder.lost(reader, id))
      try SystemCalls.live.syncFolder(folder.reader(reader))
    } catch { throw error.failure(words("error.study.not-written"), about: folder.away(reader, id)) }
    return checkout
  }
}
