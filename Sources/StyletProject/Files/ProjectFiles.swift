import Glibc
import StyletBase
import StyletImaging

/// Where a scan and the files of its project lie.
public struct ProjectFiles: Hashable, Sendable {
  /// As the user gave it, or as the project names it.
  public let scan: String
  /// Which scan of that path.
  public let choice: ScanChoice
  /// The project file itself, not a symbolic link to it: a save must go through to the target.
  public let project: String

  public var backup: String { project + ".bak" }
  public var journal: String { base + ProjectNames.Beside.journal.ending }
  public var history: String { base + ProjectNames.Beside.history.ending }
  public var place: String { base + ProjectNames.Beside.place.ending }
  public var lock: String { base + ProjectNames.Beside.lock.ending }

  /// Whether there is a journal, or one that was set aside.
  public var hasJournals: Bool { Paths.exists(journal) || !SafeFile.keptNames(journal).isEmpty }

  /// All of the project, whether they are there or not.
  public var all: [String] { [project, backup] + ProjectNames.Beside.allCases.map { base + $0.ending } }

  private var base: String { project.hasSuffix(".json") ? String(project.dropLast(5)) : project }

  /// - Parameter project: ``defaultProject(for:)`` when nil.
  public init(scan: String, choice: ScanChoice = .standard, project: String? = nil) {
    self.scan = scan
    self.choice = choice
    self.project = Self.followLinks(project ?? Self.defaultProject(for: scan))
  }

  /// That the file system takes every name that saving needs: a first save must not be the one to find out.
  /// - Throws: ``Failure`` that names the first that is too long.
  func checkNames() throws {
    let limit = pathconf(SafeFile.folder(of: project).systemPath, Int32(_PC_NAME_MAX))
    guard limit > 0 else { return }  // not known: the system says it when a name is used
    let needed = [project, lock] + [journal, history, backup].map { $0 + SafeFile.temporary }
    for name in needed {
      let count = name.lastPathPart.systemPath.count - 1
      guard count > limit else { continue }
      throw Failure(
        .cannotCreate, path: project,
        words(
          "error.long-name",
          ["ending": String(name.dropFirst(base.count)), "count": count, "limit": Int(limit)]),
        advice: ProjectNames.adviceOnLongName)
    }
  }

  /// Whether a file says of itself, near its beginning, that it is a project, or is called as projects are: a damaged
  /// one is no scan that cannot be read.
  public static func isProject(_ path: String) -> Bool {
    guard let state = FileState(path) else { return false }
    // By its name even where it cannot be read just now: that is said then, and not that it is no scan.
    if path.hasSuffix(ProjectNames.ending), !Paths.isFolder(path) { return true }
    guard let head = try? SafeFile.beginning(of: path, 4096) else { return false }
    guard state.size > 0, let first = head.first(where: { $0 > 32 }) else { return false }
    return (first == UInt8(ascii: "{") || first == 0xef) && head.firstRange(of: Array(Project.format.utf8)) != nil
  }

  /// `SCAN.stylet.json` beside the scan; SCAN is its name without the image ending. Scans that differ in
  /// nothing else share it; the project knows whose it is.
  public static func defaultProject(for scan: String) -> String {
    let full = scan.absolutePath
    var name = full.lastPathPart
    if let known = ImageEnding.of(name) { name = String(name.dropLast(known.ending.count)) }
    // the user's own spelling of the folder, where it has one
    let given = scan.hasSuffix("/") || ["", ".", ".."].contains(scan.lastPathPart) ? full : scan
    return given.pathFolder.appendingPath((name == "/" ? "scan" : name) + ProjectNames.ending)
  }

  /// The scans whose ``defaultProject(for:)`` it is: files of that name with each ending, and a folder.
  var scansBeside: [String] {
    guard project.hasSuffix(ProjectNames.ending) else { return [] }
    let stem = String(project.dropLast(ProjectNames.ending.count))
    return (ImageEnding.all.map(\.ending) + [""]).map { stem + $0 }
  }

  /// The scan's path as the project at `project` names it: relative to its folder.
  public static func relative(_ scan: String, to project: String) -> String {
    let target = components(scan)
    let start = components(SafeFile.folder(of: project))
    let shared = zip(target, start).prefix { $0 == $1 }.count
    let path = repeatElement("..", count: start.count - shared) + target[shared...]
    return path.joined(separator: "/")
  }

  /// Components of the absolute path with the folder's links followed.
  private static func components(_ path: String) -> [String] {
    let whole = path.absolutePath
    let folder = Paths.resolved(whole.pathFolder) ?? whole.pathFolder
    return folder.appendingPath(whole.lastPathPart).pathParts
  }

  /// Where a project at `project` finds the scan that it names.
  public static func absolute(_ scan: String, from project: String) -> String {
    if scan.hasPrefix("/") { return scan }
    return project.pathFolder.appendingPath(scan)
  }

  /// The file that a chain of symbolic links ends at, which need not exist.
  static func followLinks(_ path: String) -> String {
    var path = path
    for _ in 0..<32 {
      guard let target = Paths.link(path) else { return path }
      path = absolute(target, from: path)
    }
    return path
  }
}
