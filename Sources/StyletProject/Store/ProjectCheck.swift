import Glibc
import StyletBase
import StyletCore
import StyletImaging

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
    at path: String, describe: @escaping (_ scan: String, _ choice: ScanChoice) throws -> VoxelGrid,
    identify: @escaping (_ scan: String, _ choice: ScanChoice) throws -> [String] = { scan, _ in
      [try ScanIdentity.sha256(of: scan)]
    },
    sample: @escaping (_ scan: String, _ choice: ScanChoice) throws -> String? = { _, _ in nil }
  ) throws -> [ProjectProblem] {
    try problems(at: path, scan: ScanProbe(grid: describe, identities: identify, sample: sample))
  }

  /// The same, with all that can be found out of scans.
  public static func problems(at path: String, scan probe: ScanProbe) throws -> [ProjectProblem] {
    let files = ProjectFiles(scan: "", project: path)
    guard Paths.exists(files.project) else { throw ProjectAdvice.missing(path) }
    let bytes = try SafeFile.readProject(files.project).bytes
    let log = ProblemLog()
    let project = Project.read(bytes, log: log)
    if let project {
      checkLabels(project, log)
      checkStated(project, log)
      checkScan(project, files, probe, log)
      ReadingCheck.check(project, log) { try ProtocolLibrary.find($0, file: $1, project: files.project) }
    }
    checkJournal(files, bytes, project, log)
    if let project {
      checkHistory(files, bytes, project, log)
      let scan = ProjectFiles.absolute(project.scan.path, from: files.project)
      let sample = (try? probe.sample(scan, project.scan.choice)) ?? nil
      // Where the scan was replaced the two are still one another's.
      if ScanMatch(grid: project.scan.grid, fingerprint: sample).isForeign(files.backup),
        !BackupOwner.isSameScan(files.backup, as: project.scan)
      {
        let what = words("report.check.backup-of-another")
        log.add(ProjectProblem(.warning, at: files.backup, what))
      }
    }
    return log.problems
  }

  /// Only what opening would leave aside: nothing drawn depends on it.
  private static func checkHistory(_ files: ProjectFiles, _ bytes: [UInt8], _ project: Project, _ log: ProblemLog) {
    guard FileState(files.history) != nil else { return }
    let journal = (try? JournalContents(path: files.journal)) ?? nil
    let past = RecalledHistory(files.history, project: sha256(bytes), journal: journal, scan: project.scan.match)
    guard past.isLeftAside else { return }
    let what = past.unreadable.map { words("report.check.history-unreadable", ["why": $0.what]) }
      ?? words("report.check.history")
    log.add(ProjectProblem(.warning, at: files.history, what))
  }

  private static func checkLabels(_ project: Project, _ log: ProblemLog) {
    for layer in project.layers {
      // The labels of a layer that is another program's are its own.
      let tables = [
        LabelLayer.findings: project.labels, LabelLayer.proposal: project.labels, LabelLayer.lungs: LungLabels.table,
      ]
      guard let table = tables[layer.name] else { continue }
      for label in Set(layer.origins.keys.map(\.label)).sorted() where table[label] == nil {
        log.add(
          ProjectProblem(.warning, at: "layer \(layer.name)", words("report.check.label", ["label": Int(label)])))
      }
    }
    for (list, entries) in [("landmarks", project.landmarks), ("measurements", project.measurements)] {
      var seen = Set<String>()
      for (n, entry) in entries.enumerated() {
        guard let id = entry.object?["id"]?.string, !seen.insert(id).inserted else { continue }
        log.add(ProjectProblem(.warning, at: "\(list)[\(n)].id", words("report.check.twice", ["id": id])))
      }
    }
    if !project.layers.contains(where: { $0.name == LabelLayer.findings }) {
      log.add(ProjectProblem(.warning, at: "layers", words("report.check.no-layer", ["layer": LabelLayer.findings])))
    }
  }

  /// That the numbers for programs that read the file without its scan are of what is drawn, as far as voxels go.
  private static func checkStated(_ project: Project, _ log: ProblemLog) {
    guard log.firstError == nil, let rows = project.extent["findings"]?.array, !rows.isEmpty,
      let layer = project.layers.first(where: { $0.name == LabelLayer.findings })
    else { return }
    var drawn: [Int: Int] = [:]
    for k in 0..<layer.size.k { layer.labels.forEachRun(k: k) { drawn[Int($3), default: 0] += $2 } }
    for (n, row) in rows.enumerated() {
      guard let label = row.object?["label"]?.int, let stated = row.object?["voxels"]?.int,
        stated != drawn[label, default: 0]
      else { continue }
      log.add(
        ProjectProblem(
          .warning, at: "extent.findings[\(n)].voxels",
          words("report.check.voxels", ["stated": stated, "drawn": drawn[label, default: 0]])))
    }
  }

  private static func checkScan(
    _ project: Project, _ files: ProjectFiles, _ probe: ScanProbe, _ log: ProblemLog
  ) {
    let scan = ProjectFiles.absolute(project.scan.path, from: files.project)
    guard Paths.exists(scan) else {
      return log.add(ProjectProblem(at: "scan.path", words("report.check.no-scan", ["path": scan]), of: .scan))
    }
    // Where the backup is of the scan, and the project is not, the project was changed.
    func cause() -> ProjectProblem.Cause {
      ProjectAdvice.onScan(files.project) { try probe.fits($0, at: scan) == true } == nil ? .scan : .changed
    }
    do {
      if let mismatch = try probe.grid(scan, project.scan.choice).mismatch(with: project.scan.grid) {
        log.add(ProjectProblem(at: "scan.grid", mismatch, of: cause()))
      }
      let another = words("report.check.another", ["content": ScanMatch.otherContent])
      let isKnown = try project.scan.sha256.map { try probe.identities(scan, project.scan.choice).contains($0) }
      if isKnown == false { log.add(ProjectProblem(at: "scan.sha256", another, of: cause())) }
      guard let stated = project.scan.fingerprint, isKnown != false,
        let own = try probe.sample(scan, project.scan.choice), stated != own
      else { return }
      let changed = words("report.check.fingerprint")
      log.add(
        isKnown == true
          ? ProjectProblem(.warning, at: "scan.fingerprint", changed)
          : ProjectProblem(at: "scan.fingerprint", another, of: cause()))
    } catch {
      let kind = (error as? Failure)?.kind
      let cause: ProjectProblem.Cause = kind == .io || kind == .noPermission ? .scanFile : .scan
      log.add(ProjectProblem(at: "scan.path", words("report.check.scan-unreadable", ["why": "\(error)"]), of: cause))
    }
  }

  private static func checkJournal(_ files: ProjectFiles, _ bytes: [UInt8], _ project: Project?, _ log: ProblemLog) {
    guard FileState(files.journal) != nil else { return }
    func add(_ weight: ProjectProblem.Weight, _ what: String) {
      log.add(ProjectProblem(weight, at: files.journal, what, of: .journal))
    }
    let contents: JournalContents
    do {
      guard let read = try JournalContents(path: files.journal) else {
        let first = try JournalLine.reader(files.journal).next()
        // Room that was made for a file, and whose bytes never came: what they were is not known.
        if first?.bytes.contains(0) == true { return add(.error, words("report.check.zeros")) }
        return first?.isWhole != true
          ? add(.warning, words("report.check.empty"))
          : add(.error, words("report.check.first-line"))
      }
      contents = read
    } catch {
      let what = (error as? Failure)?.what ?? words("error.cannot-read")
      return log.add(ProjectProblem(at: files.journal, what, of: .journalFile))
    }
    switch contents.end {
    case .whole: break
    case .torn: add(.warning, words("report.check.torn"))
    case .damaged(let line, let offset): add(.error, words("report.check.damaged-line", ["line": line, "byte": offset]))
    }
    if let project, !project.scan.match.fits(contents.header) {
      return add(.warning, words("report.check.journal-scan"))
    }
    guard var project, let entries = contents.entries(after: sha256(bytes)) else {
      return add(.warning, words("report.check.journal-state"))
    }
    var history = History()
    let result = JournalReplay.replay(entries, into: &project, layersOf: project.layers, history: &history).result
    if let seal = result.seal {
      add(.error, seal.what)
    } else if let line = result.misfit { add(.error, words("report.check.misfit", ["line": line])) }
    guard result.steps > 0 else { return }
    add(.warning, words("report.check.unsaved", ["steps": result.steps]))
    if let who = ProjectLock.holder(of: files.lock) { add(.warning, words("report.check.open-by", ["who": who])) }
  }
}
