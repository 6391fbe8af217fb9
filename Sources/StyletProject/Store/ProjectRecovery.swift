import Glibc
import StyletBase
import StyletCore

/// What `stylet recover` did.
public struct RecoveryReport: Hashable, Sendable {
  /// The file that the project was rebuilt from: the project itself or its backup.
  public var base: String
  public var project = ""
  /// The scan that it names.
  public var scan = ""
  /// Steps taken from the journal, and from those that were set aside.
  public var steps: Int
  /// What was read and is now under another name.
  public var kept: [String]
  /// The line of the journal (base 1) from which on it could not be used.
  public var unusableFrom: Int?
  /// Journals that were left as they are, and why.
  public var leftAside: [String] = []
  /// Projects that lie beside this one under other names, each with what it is: they were not looked into.
  public var others: [String] = []
}

extension ProjectCheck {
  /// Rebuilds a project from the best that is left: the project, or else its backup, with all of the journal that fits,
  /// and of those that were set aside. A damaged project and journals that were used are kept under other names.
  ///
  /// The scan is not needed; the derived extent is left out until the next save. Where it is there, and the project
  /// states another one while its backup states this one, what the project states was changed: back to the backup.
  /// - Throws: ``Failure``: in use, cannot be read just now, of a newer version, or neither file can be understood.
  ///   Nothing was written then: a project that may be whole is never replaced. So it is where a journal would change
  ///   what is signed: that is opened again first.
  public static func recover(_ path: String, reader: String, scan: ScanProbe? = nil) throws -> RecoveryReport {
    try recover(path, reader: reader, scan: scan, calls: .live)
  }

  static func recover(
    _ path: String, reader: String, scan: ScanProbe? = nil, calls: SystemCalls
  ) throws -> RecoveryReport {
    let files = ProjectFiles(scan: "", project: path)
    let isThere = try SafeFile.isThere(files.project)
    guard try isThere || SafeFile.isThere(files.backup) else {
      if files.hasJournals { throw ProjectAdvice.missing(path) }
      throw Failure(.noInput, path: path, words("error.neither"), advice: words("error.advice.check-path"))
    }
    let lock = try ProjectLock.acquire(files.lock, for: path, owner: .current(reader: reader), calls: calls)
    defer { lock.release() }
    // What cannot be read just now (permissions, a bad disk, its size) is no reason to put an older state in its place.
    let damaged = isThere ? try SafeFile.readProject(files.project).bytes : nil
    var report = RecoveryReport(base: files.project, steps: 0, kept: [], unusableFrom: nil)
    var bytes = damaged ?? []
    var project: Project
    do {
      project = try Project(decoding: bytes, path: files.project)
    } catch {
      if Project.isOfNewerVersion(bytes) { throw error }
      guard try SafeFile.isThere(files.backup), !Paths.isFolder(files.backup) else { throw error }
      bytes = try SafeFile.readProject(files.backup).bytes
      do {
        project = try Project(decoding: bytes, path: files.backup)
      } catch let ofBackup {
        throw isThere && !Project.isOfNewerVersion(bytes) ? error : ofBackup
      }
      if BackupOwner.isForeign(project, to: files, project: damaged, scan) {
        throw Failure(
          .badData, path: path,
          words("error.backup-foreign", ["there": isThere, "backup": files.backup]),
          advice: ProjectAdvice.withoutBackup)
      }
      report.base = files.backup
    }
    if report.base == files.project, let backup = backup(of: project, files, scan) {
      (bytes, project, report.base) = (backup.bytes, backup.project, files.backup)
      report.leftAside.append(words("report.recovery.other-scan", ["path": files.project]))
    }
    (report.project, report.scan) = (files.project, project.scan.path)
    report.others = setAside(files, project.scan.match)
    var work = Recovery(project: project, base: sha256(bytes), report: report)
    let hasJournal = try SafeFile.isThere(files.journal)
    let contents = hasJournal ? try JournalContents(path: files.journal) : nil
    let past = RecalledHistory(files.history, project: work.base, journal: contents, scan: project.scan.match)
    work.history = past.history
    let isUsed = try hasJournal && work.has(files.journal)
    if hasJournal, !isUsed { work.replay(contents, files.journal) }
    let taken = try SafeFile.keptNames(files.journal).filter { kept in
      try work.has(kept) || work.replay(kept: try JournalContents(path: kept), kept)
    }
    if let seal = work.seal {
      guard work.report.base == files.backup else { throw seal.about(path) }
      work.report.leftAside.append(seal.about(files.backup).description)
    }
    report = work.report
    let isWhole = report.base == files.project && report.steps == 0 && report.unusableFrom == nil
    if isWhole, !isUsed, taken.isEmpty { return report }
    project = work.project
    project.extent = JSONObject()
    project.audit.append(
      AuditEntry(
        reader: reader, action: .recovered,
        detail: "steps=\(report.steps) base=\(report.base == files.project ? "project" : "backup")"
          + work.digests.map { " journal=\($0)" }.joined()))
    var copies: [(of: String, name: String)] = []
    do throws(SystemError) {
      if report.base == files.backup, let damaged {
        let name = try SafeFile.keepAside(damaged, of: files.project, calls: calls)
        copies.append((files.project, name))
      }
      if hasJournal, !work.isJournalOfAnother {
        copies.append((files.journal, try SafeFile.keepAside(files.journal, as: SafeFile.taken, calls: calls)))
      }
      report.kept += copies.map(\.name)
      let old = report.base == files.project ? files.backup : nil  // a damaged file must not become the backup
      let rebuilt = project.encoded()
      try SafeFile.replace(files.project, with: rebuilt, backup: old, calls: calls)
      if hasJournal, !work.isJournalOfAnother { try calls.unlink(files.journal) }
      for kept in taken {
        if let name = try SafeFile.setAside(kept, of: files.journal, as: SafeFile.taken, calls: calls) {
          report.kept.append(name)
        }
      }
      if past.isUnreadable, let name = try SafeFile.setAside(files.history, calls: calls) { report.kept.append(name) }
      work.keepHistory(of: sha256(rebuilt), reader, files, calls)
    } catch {
      // What is still in its place needs no second name.
      for copy in copies where SafeFile.isSame(copy.of, as: copy.name) { try? calls.unlink(copy.name) }
      throw error.failure(words("report.recovery.not-rebuilt"), about: path)
    }
    return report
  }

  /// The projects that were set aside, and what each of them is.
  private static func setAside(_ files: ProjectFiles, _ scan: ScanMatch) -> [String] {
    (SafeFile.keptNames(files.project) + SafeFile.keptNames(files.backup)).map { path in
      guard let bytes = try? SafeFile.readProject(path).bytes else {
        return words("report.recovery.unreadable", ["path": path])
      }
      let log = ProblemLog()
      guard let project = Project.read(bytes, log: log), log.firstError == nil else {
        return words("report.recovery.no-project", ["path": path])
      }
      guard scan.mismatch(project.scan.grid, project.scan.fingerprint) == nil else {
        return words("report.recovery.project-of-another", ["path": path])
      }
      guard let time = project.audit.last?.time else { return words("report.recovery.of-this", ["path": path]) }
      return words("report.recovery.of-this-at", ["path": path, "time": time])
    }
  }

  /// The backup, where that is of the scan and the project is not.
  private static func backup(
    of project: Project, _ files: ProjectFiles, _ probe: ScanProbe?
  ) -> (bytes: [UInt8], project: Project)? {
    let scan = ProjectFiles.absolute(project.scan.path, from: files.project)
    // Whatever cannot be read just now is no reason to go back.
    guard let probe, Paths.exists(scan), (try? probe.fits(project.scan, at: scan)) == false,
      let bytes = try? SafeFile.readProject(files.backup).bytes,
      let backup = try? Project(decoding: bytes, path: files.backup),
      (try? probe.fits(backup.scan, at: scan)) == true
    else { return nil }
    return (bytes, backup)
  }
}

/// A project that is being rebuilt.
private struct Recovery {
  var project: Project
  /// The SHA-256 of the file that it is rebuilt from.
  let base: String
  var report: RecoveryReport
  var history = History()
  /// The journal holds steps on another scan: it stays where it is.
  private(set) var isJournalOfAnother = false
  /// Why steps of a journal were not taken that would have changed what is signed.
  private(set) var seal: Failure?
  /// Of the journals of which steps were taken, and of the one that is replayed now.
  private(set) var digests: [String] = []
  private var digest = ""

  init(project: Project, base: String, report: RecoveryReport) {
    self.project = project
    self.base = base
    self.report = report
  }

  /// Whether an earlier recovery, stopped before it could put a journal away, has taken its steps already: taken twice,
  /// some of them might fit again. Otherwise it is the next to be replayed. Cost: the bytes.
  mutating func has(_ journal: String) throws -> Bool {
    digest = String(try ScanIdentity.sha256(of: journal).prefix(16))
    return project.audit.contains {
      $0.action == AuditEntry.Action.recovered.rawValue && $0.detail.contains(digest)
    }
  }

  /// As much as fits, even of a journal that continues a state which is lost: each edit says what it was drawn over, and
  /// one that does not fit ends it.
  mutating func replay(_ contents: JournalContents?, _ path: String) {
    guard let contents else {
      report.unusableFrom = 1
      return
    }
    guard project.scan.match.fits(contents.header) else {
      isJournalOfAnother = true
      report.leftAside.append(words("report.recovery.of-another", ["path": path]))
      return
    }
    let result = take(contents)
    report.unusableFrom = result.misfit
    if case .damaged(let line, _) = contents.end, result.misfit == nil { report.unusableFrom = line }
  }

  /// The same of a journal that was set aside.
  /// - Returns: whether any of it was taken.
  mutating func replay(kept contents: JournalContents?, _ path: String) -> Bool {
    guard let contents else {
      report.leftAside.append(words("report.recovery.unreadable", ["path": path]))
      return false
    }
    guard project.scan.match.fits(contents.header) else {
      report.leftAside.append(words("report.recovery.of-another", ["path": path]))
      return false
    }
    let result = take(contents)
    if let line = result.misfit {
      report.leftAside.append(
        result.steps > 0
          ? words("report.recovery.misfit-from", ["path": path, "line": line])
          : words("report.recovery.misfit", ["path": path]))
    }
    return result.steps > 0
  }

  private mutating func take(_ contents: JournalContents) -> JournalReplay.Result {
    let entries = contents.entries(after: base) ?? contents.entries[...]
    let (result, layers) = JournalReplay.replay(
      entries, into: &project, layersOf: project.layers, history: &history)
    project.layers = layers
    seal = seal ?? result.seal
    report.steps += result.steps
    if result.steps > 0 { digests.append(digest) }
    return result
  }

  /// What can be taken back goes on to the rebuilt project. No part of the recovery: undo begins anew without it.
  func keepHistory(of saved: String, _ reader: String, _ files: ProjectFiles, _ calls: SystemCalls) {
    guard !history.isEmpty || FileState(files.history) != nil else { return }
    let header = JournalHeader(
      project: nil, grid: project.scan.grid, scan: project.scan.fingerprint, reader: reader)
    let bytes = HistoryFile.bytes(of: history, header, savedAs: saved)
    do throws(SystemError) { try SafeFile.replace(files.history, with: bytes, backup: nil, calls: calls) } catch {}
  }
}

extension Project {
  /// Whether a file's bytes are a project of a version that this program does not read: whole, for all it knows.
  static func isOfNewerVersion(_ bytes: [UInt8]) -> Bool {
    guard let object = (try? JSONParser.parse(bytes))?.object, object["format"]?.string == format else { return false }
    return object["version"]?.int.map { $0 > version } ?? false
  }
}
