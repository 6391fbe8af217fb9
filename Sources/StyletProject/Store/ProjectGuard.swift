import StyletBase

/// Which files are a project's, and which scans carry one: what commands that write must leave alone.
public enum ProjectGuard {
  /// What is put behind the name of a project's file: a number may follow.
  private static let asides = [".bak", SafeFile.kept, SafeFile.damaged, SafeFile.taken]

  /// Whether a path is a project, its backup, journal, history, place or lock, or has a name that is kept for one.
  public static func isOfProject(_ path: String) -> Bool {
    path.lastPathPart.lowercased().hasSuffix(ProjectNames.ending) || isBeside(path) || ProjectFiles.isProject(path)
  }

  /// Whether it is one of a project's files but the project itself, or has a name that is kept for one.
  static func isBeside(_ path: String) -> Bool {
    let name = path.lastPathPart.lowercased()
    for ending in ProjectNames.endings {
      if ending != ProjectNames.ending, name.hasSuffix(ending) { return true }
      for aside in asides {
        guard let range = name.firstRange(of: ending + aside) else { continue }
        if name[range.upperBound...].allSatisfy(\.isNumber) { return true }
      }
    }
    // Of a project that was given another name: `mine.json` has `mine.journal`.
    if path.hasSuffix(".bak") { return ProjectFiles.isProject(String(path.dropLast(4))) }
    return ProjectNames.Beside.allCases.map(\.ending).contains {
      path.hasSuffix($0) && ProjectFiles.isProject(path.dropLast($0.count) + ".json")
    }
  }

  /// The project, or the journal of one, beside a file that is its scan; nil where there is none.
  ///
  /// Cost: reads the projects of the folder.
  public static func project(drawnOn path: String) -> String? {
    let scan = path.absolutePath, folder = scan.pathFolder
    let own = ProjectFiles(scan: scan)
    let beside = (Paths.names(in: folder) ?? []).filter { $0.hasSuffix(".json") || $0.hasSuffix(".json.bak") }
      .sorted().map { folder.appendingPath($0) }
    for project in [own.project] + beside where names(project, scan) { return project }
    // Work that was never saved: its journal knows the scan by its content only.
    return !Paths.exists(own.project) && Paths.exists(own.journal) ? own.journal : nil
  }

  private static func names(_ project: String, _ scan: String) -> Bool {
    let isBackup = project.hasSuffix(".bak")
    guard isBackup ? Paths.exists(project) : ProjectFiles.isProject(project) else { return false }
    guard let named = try? ProjectDocument(project, named: project).scan(named: project) else {
      // One that cannot be read may be of this scan, where it is called so.
      return !isBackup && project.absolutePath == ProjectFiles(scan: scan).project.absolutePath
    }
    return isSame(ProjectFiles.absolute(named.path, from: project), scan)
  }

  private static func isSame(_ one: String, _ other: String) -> Bool {
    if one.absolutePath == other.absolutePath { return true }
    // Another name of the same file: a hard link.
    if let a = FileState(one), let b = FileState(other), (a.device, a.inode) == (b.device, b.inode) { return true }
    guard let one = Paths.resolved(one), let other = Paths.resolved(other) else { return false }
    return one == other
  }
}
