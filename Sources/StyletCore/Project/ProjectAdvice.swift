import Foundation

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
    if has(.version) { return "use the Stylet that wrote it, or a newer one" }
    if has(.file) { return onDamage(path, scan: probe) }
    // What cannot be read just now is not known to be another one.
    if has(.scanFile) {
      return "make the scan readable, or check the disk: nothing is known to be wrong with the project"
    }
    if has(.changed) { return toBackup(path) }
    // A signature that was given on another scan is void for that reason; signing anew would not make it the right one.
    if has(.scan) {
      return "put the right scan back; where it has moved, `stylet open SCAN --project \(path)`"
    }
    if has(.signature) { return "open it, look again, and sign anew after :reopen REASON" }
    if has(.journalFile) {
      return "make the journal readable, or put what has its name elsewhere: until then nothing opens the project"
    }
    return "open the project: it goes on with the steps before that place, and keeps the journal under another name"
  }

  /// Where the file itself is damaged.
  public static func onDamage(_ path: String, scan probe: ScanProbe? = nil) -> String {
    let files = ProjectFiles(scan: "", project: path)
    var backup: Project?, refusal: Failure?
    do { backup = try SafeFile.backup(of: files) } catch { refusal = error as? Failure }
    if refusal?.kind == .noPermission {
      return "its backup, \(files.backup), may not be read: ask its owner for the right to read it, and look again"
    }
    let isOne =
      ProjectFiles.isProject(path) || path.hasSuffix(ProjectFiles.ending + ".bak") || FileState(path)?.size == 0
      || FileState(files.backup) != nil || Paths.exists(files.journal)
    guard let backup else {
      guard isOne else { return "give the project's own file, SCAN.stylet.json unless --project named another" }
      return "there is no backup that can be read: \(withoutBackup)"
    }
    if BackupOwner.isForeign(backup, to: files, project: try? SafeFile.readProject(files.project).bytes, probe) {
      return "its backup, \(files.backup), is of another scan: \(withoutBackup)"
    }
    return "`stylet recover \(path)` goes back to its backup, with what fits of the journal"
  }

  static let withoutBackup =
    "put an older copy back, or mend the file at that place; under another name it is out of the way of a new project"

  /// Nothing is at a path.
  public static func missing(_ path: String) -> Failure {
    let files = ProjectFiles(scan: "", project: path), backup = files.backup
    do {
      guard try SafeFile.backup(of: files) != nil else { return missing(path, journal: files.journal) }
    } catch let failure as Failure where failure.kind == .noPermission {
      return Failure(
        .noInput, path: path, "there is no such project, and its backup may not be read", at: backup,
        advice: "ask its owner for the right to read it, and give the path again")
    } catch { return missing(path, journal: files.journal) }
    return Failure(
      .noInput, path: path, "there is no such project, but its backup, \(backup)",
      advice: "`stylet recover \(path)` brings it back")
  }

  /// There is neither a project nor a backup that can be read: what a journal is good for then.
  private static func missing(_ path: String, journal: String) -> Failure {
    let nothing = Failure(.noInput, path: path, "there is no such file or folder", advice: "check the path")
    // Another scan of that name may have been opened since: what was set aside then is found by opening the scan.
    let unsaved = ([journal] + SafeFile.keptNames(journal)).filter { Paths.exists($0) && hasFirstSteps($0) }
    if !unsaved.isEmpty {
      return Failure(
        .noInput, path: path, "was never saved; its steps are in \(unsaved.joined(separator: " and in "))",
        advice: "open the scan that they were made on: they are there again, and :w saves them")
    }
    guard Paths.exists(journal) else { return nothing }
    let contents: JournalContents?
    do { contents = try JournalContents(path: journal) } catch {
      return Failure(
        .noInput, path: path, "there is no such project, and the journal beside it cannot be read: \(journal)",
        advice: "make the journal readable, and give the path again")
    }
    guard let contents else {
      // Without a whole line there is nothing in it.
      guard (try? LineReader(journal).next())?.isWhole == true else { return nothing }
      return Failure(
        .noInput, path: path, "there is no such project, and no step can be read of the journal beside it, \(journal)",
        advice: "put the project or a copy of it back, or check the path")
    }
    guard contents.entries(after: nil) == nil else { return nothing }
    return Failure(
      .noInput, path: path, "there is no such project; the steps in \(journal) go on from a state of it that is gone",
      advice: "put the project or a copy of it back: without it these steps fit nothing")
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
    "its backup is of this scan, and `stylet recover \(path)` goes back to it; or put the right scan back"
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
