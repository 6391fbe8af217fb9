import Foundation

/// What `stylet validate` says of a project.
public enum ProjectCheck {
  /// Everything that is wrong with a project or odd about it, with its place; empty when all is well. Nothing
  /// is written and no lock taken.
  /// - Parameters:
  ///   - describe: reads a scan's header and gives its grid.
  ///   - identify: the hash of a scan's content, as it is computed when the project is drawn on, and as it was
  ///     computed by earlier versions where that differs.
  /// - Throws: ``Failure`` when there is no such file.
  public static func problems(
    at path: String, describe: (_ scan: String, _ choice: ScanChoice) throws -> VoxelGrid,
    identify: (_ scan: String, _ choice: ScanChoice) throws -> [String] = { scan, _ in
      [try ScanIdentity.sha256(of: scan)]
    }
  ) throws -> [ProjectProblem] {
    let files = ProjectFiles(scan: "", project: path)
    let bytes = try SafeFile.read(files.project).bytes
    let log = ProblemLog()
    let project = Project.read(bytes, log: log)
    if let project {
      checkLabels(project, log)
      checkScan(project, files, describe, identify, log)
      ReadingCheck.check(project, log) { try ProtocolLibrary.find($0, file: $1, project: files.project) }
    }
    checkJournal(files, bytes, project, log)
    if let project { checkHistory(files, bytes, project, log) }
    return log.problems
  }

  /// Only what opening would leave aside: nothing drawn depends on it.
  private static func checkHistory(_ files: ProjectFiles, _ bytes: [UInt8], _ project: Project, _ log: ProblemLog) {
    guard FileState(files.history) != nil else { return }
    let journal = (try? SafeFile.read(files.journal)).flatMap { JournalContents($0.bytes) }
    let past = RecalledHistory(files.history, project: sha256(bytes), journal: journal, scan: project.scan.match)
    guard past.isLeftAside else { return }
    let what = "is damaged or of another state of the project; opening leaves it aside, and undo begins anew"
    log.add(ProjectProblem(.warning, at: files.history, what))
  }

  private static func checkLabels(_ project: Project, _ log: ProblemLog) {
    for layer in project.layers where layer.name == LabelLayer.findings {
      for label in Set(layer.origins.keys.map(\.label)).sorted() where project.labels[label] == nil {
        log.add(
          ProjectProblem(.warning, at: "layer \(layer.name)", "label \(label) is drawn but not in the label table"))
      }
    }
    if !project.layers.contains(where: { $0.name == LabelLayer.findings }) {
      log.add(ProjectProblem(.warning, at: "layers", "there is no layer \"\(LabelLayer.findings)\""))
    }
  }

  private static func checkScan(
    _ project: Project, _ files: ProjectFiles, _ describe: (String, ScanChoice) throws -> VoxelGrid,
    _ identify: (String, ScanChoice) throws -> [String], _ log: ProblemLog
  ) {
    let scan = ProjectFiles.absolute(project.scan.path, from: files.project)
    guard Paths.exists(scan) else {
      return log.add(ProjectProblem(at: "scan.path", "there is no scan at \(scan)"))
    }
    do {
      if let mismatch = try describe(scan, project.scan.choice).mismatch(with: project.scan.grid) {
        log.add(ProjectProblem(at: "scan.grid", mismatch))
      }
      if let stated = project.scan.sha256, try !identify(scan, project.scan.choice).contains(stated) {
        log.add(ProjectProblem(at: "scan.sha256", "the scan's content is not what the project was drawn on"))
      }
    } catch {
      log.add(ProjectProblem(at: "scan.path", "the scan cannot be read: \(error)"))
    }
  }

  private static func checkJournal(_ files: ProjectFiles, _ bytes: [UInt8], _ project: Project?, _ log: ProblemLog) {
    guard FileState(files.journal) != nil else { return }
    func add(_ weight: ProjectProblem.Weight, _ what: String) {
      log.add(ProjectProblem(weight, at: files.journal, what))
    }
    guard let file = try? SafeFile.read(files.journal), let contents = JournalContents(file.bytes) else {
      return add(.error, "the journal's first line cannot be read")
    }
    switch contents.end {
    case .whole: break
    case .torn: add(.warning, "the last line is incomplete; opening leaves it out")
    case .damaged(let line, let offset): add(.error, "line \(line), byte \(offset), is damaged")
    }
    if let project, !project.scan.match.fits(contents.header) {
      return add(.warning, "belongs to another scan; opening sets it aside")
    }
    guard var project, let entries = contents.entries(after: sha256(bytes)) else {
      return add(.warning, "belongs to another state of the project; opening sets it aside")
    }
    var history = History()
    let result = JournalReplay.replay(entries, into: &project, layersOf: project.layers, history: &history).result
    if let line = result.misfit { add(.error, "line \(line) does not fit the project") }
    if result.steps > 0 { add(.warning, "\(result.steps) steps are not saved yet; opening takes them up") }
  }
}

/// What `stylet recover` did.
public struct RecoveryReport: Hashable, Sendable {
  /// The file that the project was rebuilt from: the project itself or its backup.
  public var base: String
  /// Steps taken from the journal.
  public var steps: Int
  /// What was read and is now under another name.
  public var kept: [String]
  /// The line of the journal (base 1) from which on it could not be used.
  public var unusableFrom: Int?
}

extension ProjectCheck {
  /// Rebuilds a project from the best that is left: the project, or else its backup, with all of the journal
  /// that fits. A damaged project and a journal that was not used up are kept under other names.
  ///
  /// The scan is not needed; the derived extent is left out until the next save.
  /// - Throws: ``Failure``: in use, or neither file can be read. Nothing was written then.
  public static func recover(_ path: String, reader: String) throws -> RecoveryReport {
    try recover(path, reader: reader, calls: .live)
  }

  static func recover(_ path: String, reader: String, calls: SystemCalls) throws -> RecoveryReport {
    let files = ProjectFiles(scan: "", project: path)
    guard FileState(files.project) != nil || FileState(files.backup) != nil else {
      throw Failure(.noInput, path: path, "there is neither this project nor a backup of it", advice: "check the path")
    }
    let lock = try ProjectLock.acquire(files.lock, for: path, owner: .current(reader: reader), calls: calls)
    defer { lock.release() }
    var report = RecoveryReport(base: files.project, steps: 0, kept: [], unusableFrom: nil)
    let damaged = (try? SafeFile.read(files.project))?.bytes
    var bytes = damaged ?? []
    var project: Project
    do {
      project = try Project(decoding: bytes, path: files.project)
    } catch {
      guard FileState(files.backup) != nil else { throw error }
      bytes = try SafeFile.read(files.backup).bytes
      project = try Project(decoding: bytes, path: files.backup)
      report.base = files.backup
    }
    let journal = FileState(files.journal) == nil ? nil : try SafeFile.read(files.journal).bytes
    let contents = journal.flatMap { JournalContents($0) }
    let past = RecalledHistory(
      files.history, project: sha256(bytes), journal: contents, scan: project.scan.match)
    var history = past.history
    if journal != nil { replay(contents, on: sha256(bytes), into: &project, &history, &report) }
    if report.base == files.project, report.steps == 0, report.unusableFrom == nil { return report }
    project.extent = JSONObject()
    project.audit.append(
      AuditEntry(
        reader: reader, action: .recovered,
        detail: "\(report.steps) steps on \(report.base == files.project ? "the project" : "its backup")"))
    do throws(SystemError) {
      if report.base == files.backup, let damaged {
        report.kept.append(try SafeFile.keepAside(damaged, of: files.project, calls: calls))
      }
      if let journal { report.kept.append(try SafeFile.keepAside(journal, of: files.journal, calls: calls)) }
      let old = report.base == files.project ? files.backup : nil  // a damaged file must not become the backup
      let rebuilt = project.encoded()
      try SafeFile.replace(files.project, with: rebuilt, backup: old, calls: calls)
      if journal != nil { try calls.unlink(files.journal) }
      keep(history, of: sha256(rebuilt), project.scan.grid, reader, files, calls)
    } catch {
      throw error.failure("the project could not be rebuilt", about: path)
    }
    return report
  }

  /// As much as fits, even of a journal that continues a state which is lost: each edit says what it was drawn
  /// over, and one that does not fit ends it.
  private static func replay(
    _ contents: JournalContents?, on base: String, into project: inout Project, _ history: inout History,
    _ report: inout RecoveryReport
  ) {
    guard let contents else {
      report.unusableFrom = 1
      return
    }
    let entries = contents.entries(after: base) ?? contents.entries[...]
    let (result, layers) = JournalReplay.replay(
      entries, into: &project, layersOf: project.layers, history: &history)
    project.layers = layers
    report.steps = result.steps
    report.unusableFrom = result.misfit
    if case .damaged(let line, _) = contents.end, result.misfit == nil { report.unusableFrom = line }
  }

  /// What can be taken back goes on to the rebuilt project. No part of the recovery: undo begins anew without it.
  private static func keep(
    _ history: History, of project: String, _ grid: VoxelGrid, _ reader: String, _ files: ProjectFiles,
    _ calls: SystemCalls
  ) {
    guard !history.isEmpty || FileState(files.history) != nil else { return }
    let header = JournalHeader(project: nil, grid: grid, reader: reader)
    let bytes = HistoryFile.bytes(of: history, header, savedAs: project)
    do throws(SystemError) { try SafeFile.replace(files.history, with: bytes, backup: nil, calls: calls) } catch {}
  }
}
