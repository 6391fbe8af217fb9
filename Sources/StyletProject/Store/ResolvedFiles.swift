import StyletBase
import StyletImaging

/// What a user means by SCAN on the command line, and what had to be read to know it.
public struct ResolvedFiles {
  public let files: ProjectFiles
  /// The project's file; nil where there is none.
  public let document: ProjectDocument?

  init(files: ProjectFiles, document: ProjectDocument?) { (self.files, self.document) = (files, document) }

  /// Files that are known, whether they are there or not: nothing was read.
  public init(_ files: ProjectFiles) { self.init(files: files, document: nil) }
}

/// A project's file, read once: it says where the scan is, and opening takes it up where the file is still that one.
public struct ProjectDocument {
  let state: FileState
  let sha256: String
  let value: JSONValue

  /// - Parameter name: what the user calls it.
  /// - Throws: a ``Failure``, also where it is no JSON. Cost: the bytes.
  init(_ path: String, named name: String) throws {
    let (bytes, state) = try SafeFile.readProject(path)
    do throws(JSONSyntaxError) {
      value = try JSONParser.parse(bytes)
    } catch {
      throw Failure(
        .badData, path: name, bytes.isEmpty ? words("error.empty-file") : error.said, at: error.place,
        advice: ProjectAdvice.onDamage(name))
    }
    self.state = state
    sha256 = StyletBase.sha256(bytes)
  }

  /// What the file states to tell its scan from others by, before that is opened; nil where it states nothing.
  public var statedScan: String? {
    let scan = value.object?["scan"]?.object
    return scan?["fingerprint"]?.string ?? scan?["sha256"]?.string
  }

  /// Where the scan is and which it is, for those that have to load it first.
  func scan(named name: String) throws -> (path: String, choice: ScanChoice) {
    if let scan = value.object?["scan"]?.object, let path = scan["path"]?.string, !path.isEmpty,
      !path.utf8.contains(0)
    {
      var fields = FieldReader(scan, at: "scan", log: ProblemLog())
      var choice = ScanChoice(&fields)
      choice.drawn = DrawnScan(scan)
      return (path, choice)
    }
    _ = try Project(self, path: name)  // says it best: another format, a newer version
    throw Failure(
      .badData, path: name, words("error.names-no-scan"), at: "scan.path", advice: ProjectAdvice.onDamage(name))
  }
}

extension ProjectFiles {
  /// What a user means by SCAN on the command line: a scan, or a project that names one.
  /// - Parameters:
  ///   - project: from `--project`.
  ///   - choice: which scan of the path the user asks for; a project that is there already says it itself.
  /// - Throws: ``Failure`` when there is nothing, the scan that the project names is gone, or another choice of
  ///   its path is asked for than the project was drawn on.
  public static func resolve(
    _ argument: String, project: String? = nil, choice: ScanChoice = .standard
  ) throws -> ResolvedFiles {
    guard Paths.exists(argument) else { throw ProjectAdvice.missing(argument) }
    if let project, [project, followLinks(project)].contains(where: ProjectGuard.isBeside) {
      throw Failure(.usage, path: project, words("error.kept-name"), advice: words("error.kept-name-advice"))
    }
    guard isProject(argument) else {
      let files = ProjectFiles(scan: argument, project: project)
      guard isProject(files.project) else {
        return ResolvedFiles(files: ProjectFiles(scan: argument, choice: choice, project: project), document: nil)
      }
      let document = try ProjectDocument(files.project, named: files.project)
      let drawn = try agreed(choice, document.scan(named: files.project).choice, files.project)
      return ResolvedFiles(
        files: ProjectFiles(scan: argument, choice: drawn, project: project), document: document)
    }
    if project != nil {
      throw Failure(
        .usage, path: argument, words("error.project-already"),
        advice: words("error.project-already-advice"))
    }
    let path = followLinks(argument)
    let document = try ProjectDocument(path, named: argument)
    let (scan, drawn) = try document.scan(named: argument)
    let found = absolute(scan, from: path)
    guard Paths.exists(found) else {
      throw Failure(
        .noInput, path: argument, words("error.scan-gone"), at: found,
        advice: words("error.scan-gone-advice", ["path": argument]))
    }
    let files = ProjectFiles(scan: found, choice: try agreed(choice, drawn, argument), project: path)
    return ResolvedFiles(files: files, document: document)
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
      words(
        "error.drawn-on",
        ["drawn": drawn.inWords ?? words("error.opens-by-itself"), "asked": asked.inWords ?? ""]),
      advice: words("error.own-project"))
  }
}

extension Project {
  /// The project in a file's bytes.
  /// - Parameter path: the file, for the message.
  /// - Throws: ``Failure`` naming the first problem and its place. Cost: the bytes and the voxels drawn.
  public init(decoding bytes: [UInt8], path: String) throws {
    let log = ProblemLog()
    self = try Self.whole(Project.read(bytes, log: log), log, path)
  }

  /// The same of a file that was read.
  init(_ document: ProjectDocument, path: String) throws {
    let log = ProblemLog()
    self = try Self.whole(Project.read(document.value, log: log), log, path)
  }

  private static func whole(_ project: Project?, _ log: ProblemLog, _ path: String) throws -> Project {
    if let problem = log.firstError {
      let more = log.problems.filter { $0.weight == .error }.count - 1
      let list = more > 0 ? [words("error.validate-lists")] : []
      throw Failure(
        .badData, path: path, problem.what, at: problem.place(andMore: more),
        advice: Joint.clauses(list + [ProjectAdvice.on(log.problems, path)]))
    }
    guard let project else { throw Failure(.badData, path: path, words("error.no-project")) }
    return project
  }
}
