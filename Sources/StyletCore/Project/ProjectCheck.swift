import Foundation

/// What `stylet validate` says of a project.
public enum ProjectCheck {
  /// Everything that is wrong with a project or odd about it, with its place; empty when all is well. Nothing
  /// is written and no lock taken.
  /// - Parameters:
  ///   - describe: reads a scan's header and gives its grid.
  ///   - identify: the hash of a scan's content, as it is computed when the project is drawn on, and as it was
  ///     computed by earlier versions where that differs.
  ///   - sample: ``ScanIdentity/fingerprint(ofFiles:)`` of a scan: for a project that was saved before the whole scan was
  ///     read; nil where it cannot be told.
  /// - Throws: ``Failure`` when there is no such file.
  public static func problems(
    at path: String, describe: (_ scan: String, _ choice: ScanChoice) throws -> VoxelGrid,
    identify: (_ scan: String, _ choice: ScanChoice) throws -> [String] = { scan, _ in
      [try ScanIdentity.sha256(of: scan)]
    },
    sample: (_ scan: String, _ choice: ScanChoice) throws -> String? = { _, _ in nil }
  ) throws -> [ProjectProblem] {
    let files = ProjectFiles(scan: "", project: path)
    let bytes = try SafeFile.readProject(files.project).bytes
    let log = ProblemLog()
    let project = Project.read(bytes, log: log)
    if let project {
      checkLabels(project, log)
      checkScan(project, files, describe, identify, sample, log)
      ReadingCheck.check(project, log) { try ProtocolLibrary.find($0, file: $1, project: files.project) }
    }
    checkJournal(files, bytes, project, log)
    if let project { checkHistory(files, bytes, project, log) }
    return log.problems
  }

  /// Only what opening would leave aside: nothing drawn depends on it.
  private static func checkHistory(_ files: ProjectFiles, _ bytes: [UInt8], _ project: Project, _ log: ProblemLog) {
    guard FileState(files.history) != nil else { return }
    let journal = (try? JournalContents(path: files.journal)) ?? nil
    let past = RecalledHistory(files.history, project: sha256(bytes), journal: journal, scan: project.scan.match)
    guard past.isLeftAside else { return }
    let what = "is damaged or of another state of the project; opening leaves it aside, and undo begins anew"
    log.add(ProjectProblem(.warning, at: files.history, what))
  }

  private static func checkLabels(_ project: Project, _ log: ProblemLog) {
    for layer in project.layers {
      // The labels of a layer that is another program's are its own.
      let tables = [
        LabelLayer.findings: project.labels, LabelLayer.proposal: project.labels, LabelLayer.lungs: Lungs.table,
      ]
      guard let table = tables[layer.name] else { continue }
      for label in Set(layer.origins.keys.map(\.label)).sorted() where table[label] == nil {
        log.add(
          ProjectProblem(.warning, at: "layer \(layer.name)", "label \(label) is drawn but not in the label table"))
      }
    }
    for (list, entries) in [("landmarks", project.landmarks), ("measurements", project.measurements)] {
      var seen = Set<String>()
      for (n, entry) in entries.enumerated() {
        guard let id = entry.object?["id"]?.string, !seen.insert(id).inserted else { continue }
        log.add(ProjectProblem(.warning, at: "\(list)[\(n)].id", "\"\(id)\" stands twice"))
      }
    }
    if !project.layers.contains(where: { $0.name == LabelLayer.findings }) {
      log.add(ProjectProblem(.warning, at: "layers", "there is no layer \"\(LabelLayer.findings)\""))
    }
  }

  private static func checkScan(
    _ project: Project, _ files: ProjectFiles, _ describe: (String, ScanChoice) throws -> VoxelGrid,
    _ identify: (String, ScanChoice) throws -> [String], _ sample: (String, ScanChoice) throws -> String?,
    _ log: ProblemLog
  ) {
    let scan = ProjectFiles.absolute(project.scan.path, from: files.project)
    guard Paths.exists(scan) else {
      return log.add(ProjectProblem(at: "scan.path", "there is no scan at \(scan)"))
    }
    do {
      if let mismatch = try describe(scan, project.scan.choice).mismatch(with: project.scan.grid) {
        log.add(ProjectProblem(at: "scan.grid", mismatch))
      }
      let isAnother =
        if let stated = project.scan.sha256 {
          try !identify(scan, project.scan.choice).contains(stated)
        } else if let stated = project.scan.fingerprint, let own = try sample(scan, project.scan.choice) {
          stated != own
        } else {
          false
        }
      if isAnother {
        let place = project.scan.sha256 == nil ? "scan.fingerprint" : "scan.sha256"
        log.add(ProjectProblem(at: place, "the scan's content is not what the project was drawn on"))
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
    let contents: JournalContents
    do {
      guard let read = try JournalContents(path: files.journal) else {
        return add(.error, "the journal's first line cannot be read")
      }
      contents = read
    } catch {
      return add(.error, "\((error as? Failure)?.what ?? "cannot be read")")
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
    guard result.steps > 0 else { return }
    let steps = result.steps == 1 ? "1 step not saved yet is" : "\(result.steps) steps not saved yet are"
    add(.warning, "\(steps) in the journal; opening the project and all that reads it include what fits")
    if let who = ProjectLock.holder(of: files.lock) { add(.warning, "the project is open now, by \(who)") }
  }
}
