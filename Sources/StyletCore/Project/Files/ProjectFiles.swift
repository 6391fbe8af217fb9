import Foundation

/// Where a scan and the files of its project lie.
public struct ProjectFiles: Hashable, Sendable {
  /// As the user gave it, or as the project names it.
  public let scan: String
  /// Which scan of that path.
  public let choice: ScanChoice
  /// The project file itself, not a symbolic link to it: a save must go through to the target.
  public let project: String

  public var backup: String { project + ".bak" }
  public var journal: String { base + Beside.journal.ending }
  public var history: String { base + Beside.history.ending }
  public var place: String { base + Beside.place.ending }
  public var lock: String { base + Beside.lock.ending }

  /// The files beside a project and its backup, by what stands in the place of its `.json`.
  enum Beside: String, CaseIterable {
    case journal
    /// The steps of before the last save.
    case history
    /// Where a reader was who left without a save.
    case place
    case lock

    var ending: String { "." + rawValue }
  }

  /// Whether there is a journal, or one that was set aside.
  public var hasJournals: Bool { Paths.exists(journal) || !SafeFile.keptNames(journal).isEmpty }

  /// All of the project, whether they are there or not.
  public var all: [String] { [project, backup] + Beside.allCases.map { base + $0.ending } }

  private var base: String { project.hasSuffix(".json") ? String(project.dropLast(5)) : project }

  /// - Parameter project: ``defaultProject(for:)`` when nil.
  public init(scan: String, choice: ScanChoice = .standard, project: String? = nil) {
    self.scan = scan
    self.choice = choice
    self.project = Self.followLinks(project ?? Self.defaultProject(for: scan))
  }

  /// What a user means by SCAN on the command line: a scan, or a project that names one.
  /// - Parameters:
  ///   - project: from `--project`.
  ///   - choice: which scan of the path the user asks for; a project that is there already says it itself.
  /// - Throws: ``Failure`` when there is nothing, the scan that the project names is gone, or another choice of
  ///   its path is asked for than the project was drawn on.
  public static func resolve(
    _ argument: String, project: String? = nil, choice: ScanChoice = .standard
  ) throws -> ProjectFiles {
    guard Paths.exists(argument) else { throw ProjectAdvice.missing(argument) }
    guard isProject(argument) else {
      let files = ProjectFiles(scan: argument, project: project)
      guard isProject(files.project) else { return ProjectFiles(scan: argument, choice: choice, project: project) }
      let drawn = try Project.scan(of: SafeFile.readProject(files.project).bytes, at: files.project).choice
      return ProjectFiles(scan: argument, choice: try agreed(choice, drawn, files.project), project: project)
    }
    if project != nil {
      throw Failure(
        .usage, path: argument, "is a project already",
        advice: "give the scan together with --project, or leave that out")
    }
    let path = followLinks(argument)
    let (scan, drawn) = try Project.scan(of: SafeFile.readProject(path).bytes, at: argument)
    let found = absolute(scan, from: path)
    guard Paths.exists(found) else {
      throw Failure(
        .noInput, path: argument, "its scan is gone", at: found,
        advice: "put the scan back, or open it where it is now with --project \(argument)")
    }
    return ProjectFiles(scan: found, choice: try agreed(choice, drawn, argument), project: path)
  }

  private static func agreed(_ asked: ScanChoice, _ drawn: ScanChoice, _ project: String) throws -> ScanChoice {
    guard asked != .standard, asked != drawn else { return drawn }
    // What a number or the beginning of a UID means is for the folder to say: its reader holds it to the project's own.
    if let series = asked.series, asked.volume == nil || asked.volume == drawn.volume,
      !asked.fillGaps || drawn.fillGaps
    {
      var choice = drawn
      choice.drawn?.asked = series
      return choice
    }
    throw Failure(
      .usage, path: project,
      "was drawn on \(drawn.inWords ?? "the scan that opens by itself"), not on \(asked.inWords ?? "")",
      advice: "give this choice a project of its own with --project")
  }

  /// The way out where the file system has no room for a name.
  static let adviceOnLongName = "give the project a shorter name: --project PATH, or rename it with the files beside it"

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
        "its name is too long: with \(name.dropFirst(base.count)) it has \(count) bytes, at most \(limit) are possible "
          + "there", advice: Self.adviceOnLongName)
    }
  }

  /// Whether a file says of itself, near its beginning, that it is a project, or is called as projects are: a damaged
  /// one is no scan that cannot be read.
  public static func isProject(_ path: String) -> Bool {
    guard let state = FileState(path) else { return false }
    // By its name even where it cannot be read just now: that is said then, and not that it is no scan.
    if path.hasSuffix(ending), !Paths.isFolder(path) { return true }
    guard let head = try? SafeFile.beginning(of: path, 4096) else { return false }
    guard state.size > 0, let first = head.first(where: { $0 > 32 }) else { return false }
    return (first == UInt8(ascii: "{") || first == 0xef) && head.firstRange(of: Array(Project.format.utf8)) != nil
  }

  /// What ends a project's name where nobody has given it another.
  static let ending = ".stylet.json"
  /// Of all files of such a project but its backup.
  static let endings = [ending] + Beside.allCases.map { ".stylet" + $0.ending }

  /// What ends an image file's name, longest first.
  static let imageEndings = [
    ".nii.gz", ".hdr.gz", ".img.gz", ".nii", ".hdr", ".img", ".mha", ".mhd", ".nrrd", ".nhdr", ".dcm", ".zip",
  ]

  /// `SCAN.stylet.json` beside the scan; SCAN is its name without the image ending. Scans that differ in
  /// nothing else share it; the project knows whose it is.
  public static func defaultProject(for scan: String) -> String {
    let full = scan.absolutePath
    var name = full.lastPathPart
    if let ending = imageEndings.first(where: { name.lowercased().hasSuffix($0) && name.count > $0.count }) {
      name = String(name.dropLast(ending.count))
    }
    // the user's own spelling of the folder, where it has one
    let given = scan.hasSuffix("/") || ["", ".", ".."].contains(scan.lastPathPart) ? full : scan
    return given.pathFolder.appendingPath((name == "/" ? "scan" : name) + ending)
  }

  /// The scans whose ``defaultProject(for:)`` it is: files of that name with each ending, and a folder.
  var scansBeside: [String] {
    guard project.hasSuffix(Self.ending) else { return [] }
    let stem = String(project.dropLast(Self.ending.count))
    return (Self.imageEndings + [""]).map { stem + $0 }
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

extension Project {
  /// Only where the scan is and which it is, for those that have to load it first.
  static func scan(of bytes: [UInt8], at path: String) throws -> (path: String, choice: ScanChoice) {
    do throws(JSONSyntaxError) {
      let value = try JSONParser.parse(bytes)
      if let scan = value.object?["scan"]?.object, let path = scan["path"]?.string, !path.isEmpty,
        !path.utf8.contains(0)
      {
        var fields = FieldReader(scan, at: "scan", log: ProblemLog())
        var choice = ScanChoice(&fields)
        choice.drawn = DrawnScan(scan)
        return (path, choice)
      }
    } catch {
      throw Failure(
        .badData, path: path, bytes.isEmpty ? "the file is empty" : "not JSON: \(error.what)", at: error.place,
        advice: ProjectAdvice.onDamage(path))
    }
    _ = try Project(decoding: bytes, path: path)  // says it best: another format, a newer version
    throw Failure(
      .badData, path: path, "the project names no scan", at: "scan.path", advice: ProjectAdvice.onDamage(path))
  }
}
