import Foundation

/// What leads on from a project that cannot be used, or should not be: one place for all commands.
///
/// It goes by what is really there, so that it cannot lead in a circle: `stylet recover` is named only where it has
/// something to go back to, and nothing is said to be mended that is not at fault.
public enum ProjectAdvice {
  /// - Parameter problems: of the project at `path`, with an error among them.
  public static func on(_ problems: [ProjectProblem], _ path: String) -> String {
    let errors = problems.filter { $0.weight == .error }
    func has(_ cause: ProjectProblem.Cause) -> Bool { errors.contains { $0.cause == cause } }
    if has(.version) { return "use the Stylet that wrote it, or a newer one" }
    if has(.file) { return onDamage(path) }
    // A signature that was given on another scan is void for that reason; signing anew would not make it the right one.
    if has(.scan) {
      return "put the right scan back; where it has moved, `stylet open SCAN --project \(path)`" + backupAdvice(path)
    }
    if has(.signature) { return "open it, look again, and sign anew after :reopen REASON" }
    if has(.journalFile) {
      return "make the journal readable, or put what has its name elsewhere: until then nothing opens the project"
    }
    return "open the project: it goes on with the steps before that place, and keeps the journal under another name"
  }

  /// Where the file itself is damaged.
  public static func onDamage(_ path: String) -> String {
    let files = ProjectFiles(scan: "", project: path)
    let backup = (try? SafeFile.readProject(files.backup).bytes).map(Project.isReadable)
    if backup == true { return "`stylet recover \(path)` goes back to its backup, with what fits of the journal" }
    let isOne =
      ProjectFiles.isProject(path) || path.hasSuffix(ProjectFiles.ending + ".bak") || FileState(path)?.size == 0
      || backup != nil || Paths.exists(files.journal)
    guard isOne else { return "give the project's own file, SCAN.stylet.json unless --project named another" }
    return "there is no backup that can be read: put an older copy back, or mend the file at that place; under another "
      + "name it is out of the way of a new project"
  }

  /// Nothing is at a path.
  public static func missing(_ path: String) -> Failure {
    let files = ProjectFiles(scan: "", project: path), backup = files.backup
    guard let bytes = try? SafeFile.readProject(backup).bytes, Project.isReadable(bytes) else {
      if Paths.exists(files.journal) {
        return Failure(
          .noInput, path: path, "was never saved; its steps are in \(files.journal)",
          advice: "open the scan: the steps are there again, and :w saves them")
      }
      return Failure(.noInput, path: path, "there is no such file or folder", advice: "check the path")
    }
    return Failure(
      .noInput, path: path, "there is no such project, but its backup, \(backup)",
      advice: "`stylet recover \(path)` brings it back")
  }

  /// Where the members that stand for the scan are not what they were at the last save, somebody has changed them.
  private static func backupAdvice(_ path: String) -> String {
    let files = ProjectFiles(scan: "", project: path)
    func scan(_ path: String) -> ScanReference? {
      (try? SafeFile.readProject(path).bytes).flatMap { Project.read($0, log: ProblemLog()) }?.scan
    }
    guard let own = scan(files.project), let before = scan(files.backup), own.sha256 != nil, before.sha256 != nil,
      own.sha256 != before.sha256 || own.fingerprint != before.fingerprint || own.grid != before.grid
    else { return "" }
    return "; its backup, \(files.backup), names another content: where the project was changed by hand, put that in "
      + "its place"
  }
}

extension Project {
  /// Whether bytes are a project that this program reads.
  static func isReadable(_ bytes: [UInt8]) -> Bool {
    let log = ProblemLog()
    return Project.read(bytes, log: log) != nil && log.firstError == nil
  }
}
