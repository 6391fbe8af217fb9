import Glibc
import StyletBase

/// What leads on from a project that cannot be used, or should not be: one place for all commands.
///
/// It goes by what is really there, so that it cannot lead in a circle: `stylet recover` is named only where it has
/// something to go back to, and nothing is said to be mended that is not at fault.
public enum ProjectAdvice {
  /// - Parameters:
  ///   - problems: of the project at `path`, with an error among them.
  ///   - probe: where scans can be read: whose a backup is then.
  public static func on(_ problems: [ProjectProblem], _ path: String, scan probe: ScanProbe? = nil) -> String {
    let errors = problems.filter { $0.weight == .error }
    func has(_ cause: ProjectProblem.Cause) -> Bool { errors.contains { $0.cause == cause } }
    if has(.version) { return words("error.advice.version") }
    if has(.file) { return onDamage(path, scan: probe) }
    // What cannot be read just now is not known to be another one.
    if has(.scanFile) {
      return words("error.advice.scan-file")
    }
    if has(.changed) { return toBackup(path) }
    // A signature that was given on another scan is void for that reason; signing anew would not make it the right one.
    if has(.scan) {
      return words("error.advice.scan", ["path": path])
    }
    if has(.readingProtocol) { return words("error.advice.signed-protocol") }
    if has(.signature) { return words("error.advice.signature") }
    if has(.journalFile) {
      return words("error.advice.journal-file")
    }
    return words("error.advice.open")
  }

  /// Where the file itself is damaged.
  public static func onDamage(_ path: String, scan probe: ScanProbe? = nil) -> String {
    let files = ProjectFiles(scan: "", project: path)
    var backup: Project?, refusal: Failure?
    do { backup = try SafeFile.backup(of: files) } catch { refusal = error as? Failure }
    if refusal?.kind == .noPermission {
      return words("error.advice.backup-rights", ["backup": files.backup])
    }
    let isOne =
      ProjectFiles.isProject(path) || path.hasSuffix(ProjectNames.ending + ".bak") || FileState(path)?.size == 0
      || FileState(files.backup) != nil || Paths.exists(files.journal)
    guard let backup else {
      guard isOne else { return words("error.advice.own-file") }
      return words("error.advice.no-backup", ["advice": withoutBackup])
    }
    if BackupOwner.isForeign(backup, to: files, project: try? SafeFile.readProject(files.project).bytes, probe) {
      return words("error.advice.foreign-backup", ["backup": files.backup, "advice": withoutBackup])
    }
    return words("error.advice.recover", ["path": path])
  }

  static var withoutBackup: String { words("error.advice.without-backup") }

  /// Nothing is at a path.
  public static func missing(_ path: String) -> Failure {
    let files = ProjectFiles(scan: "", project: path), backup = files.backup
    do {
      guard try SafeFile.backup(of: files) != nil else { return missing(path, journal: files.journal) }
    } catch let failure as Failure where failure.kind == .noPermission {
      return Failure(
        .noInput, path: path, words("error.backup-not-readable"), at: backup,
        advice: words("error.advice.ask-and-again"))
    } catch { return missing(path, journal: files.journal) }
    return Failure(
      .noInput, path: path, words("error.only-backup", ["backup": backup]),
      advice: words("error.advice.brings-back", ["path": path]))
  }

  /// There is neither a project nor a backup that can be read: what a journal is good for then.
  private static func missing(_ path: String, journal: String) -> Failure {
    let nothing = Failure(.noInput, path: path, words("error.nothing-there"), advice: words("error.advice.check-path"))
    // Another scan of that name may have been opened since: what was set aside then is found by opening the scan.
    let unsaved = ([journal] + SafeFile.keptNames(journal)).filter { Paths.exists($0) && hasFirstSteps($0) }
    if !unsaved.isEmpty {
      return Failure(
        .noInput, path: path,
        words("error.never-saved", ["journals": unsaved.joined(separator: words("error.and-in"))]),
        advice: words("error.advice.open-scan"))
    }
    guard Paths.exists(journal) else { return nothing }
    let contents: JournalContents?
    do { contents = try JournalContents(path: journal) } catch {
      return Failure(
        .noInput, path: path, words("error.journal-not-readable", ["journal": journal]),
        advice: words("error.advice.journal-again"))
    }
    guard let contents else {
      // Without a whole line there is nothing in it.
      guard (try? JournalLine.reader(journal).next())?.isWhole == true else { return nothing }
      return Failure(
        .noInput, path: path, words("error.journal-no-step", ["journal": journal]),
        advice: words("error.advice.put-back"))
    }
    guard contents.entries(after: nil) == nil else { return nothing }
    return Failure(
      .noInput, path: path, words("error.journal-goes-on", ["journal": journal]),
      advice: words("error.advice.fit-nothing"))
  }

  /// Whether a journal has steps of a project that was never saved.
  private static func hasFirstSteps(_ journal: String) -> Bool {
    let contents = (try? JournalContents(path: journal)) ?? nil
    return contents?.entries(after: nil)?.contains(where: \.isStep) == true
  }

  /// What leads on where a project is not of the scan that it names: back to its backup, where that is of it.
  /// - Parameter fits: whether what a project states is of the scan.
  static func onScan(_ path: String, fits: (ScanReference) throws -> Bool) -> String? {
    let files = ProjectFiles(scan: "", project: path)
    guard let bytes = try? SafeFile.readProject(files.backup).bytes,
      let backup = try? Project(decoding: bytes, path: files.backup), (try? fits(backup.scan)) == true
    else { return nil }
    return toBackup(path)
  }

  private static func toBackup(_ path: String) -> String {
    words("error.advice.to-backup", ["path": path])
  }
}

extension SafeFile {
  /// The project that a backup holds; nil where there is none that this program reads.
  /// - Throws: ``Failure`` where it cannot be read just now.
  static func backup(of files: ProjectFiles) throws -> Project? {
    guard try isThere(files.backup), !Paths.isFolder(files.backup) else { return nil }
    let log = ProblemLog()
    let project = Project.read(try readProject(files.backup).bytes, log: log)
    return log.firstError == nil ? project : nil
  }
}
