import StyletBase
import StyletCore
import StyletImaging

/// A project as opening finds it: file and journal read, nothing written yet.
struct LoadedProject {
  var project: Project
  var session: EditSession
  var notices: [OpenNotice] = []
  var saved: (state: FileState, sha256: String)?
  /// Steps replayed.
  var recovered = 0
  /// What the journal holds beyond the project, and what became of it; nil where that is nothing.
  private(set) var unsaved: UnsavedSteps?
  /// The steps of before the last save; the session has taken them over.
  private(set) var past: RecalledHistory?
  private var journal: JournalContents?
  private var misfit: Int?
  private var scan: ScanMatch
  private var isOfAnotherScan = false
  /// Its first line says which state it goes on from.
  private var journalIsWhole = false
  /// The journal on the disk is not one to go on with.
  private var mustSetAside = false
  /// A journal that was set aside, and is the one to go on with.
  private var takenUp: String?

  /// - Parameters:
  ///   - document: the project's file as it was found; nil where it was not read yet.
  ///   - recalling: take over the steps of before the last save too.
  /// - Throws: ``Failure`` when the project cannot be read or is of another scan.
  init(
    _ files: ProjectFiles, _ document: ProjectDocument? = nil, new: Project, volume: Volume,
    identities: (() throws -> [String])? = nil, layers: [String], recalling: Bool
  ) throws {
    project = new
    scan = new.scan.match
    if let state = FileState(files.project) {
      // Another one may have been saved while the scan was read.
      let found = document.flatMap { $0.state == state ? $0 : nil }
      let document = try found ?? ProjectDocument(files.project, named: files.project)
      project = try Project(document, path: files.project)
      saved = (document.state, document.sha256)
      notices += try Self.check(project.scan, files, new.scan, identities)
      project.scan.path = new.scan.path
      project.scan.grid = volume.grid
      project.scan.fingerprint = new.scan.fingerprint ?? project.scan.fingerprint
      if project.reader.isEmpty {
        project.reader = new.reader  // begun by nobody who gave a name
      } else if project.reader != new.reader {
        notices.append(.otherReader(project.reader))
      }
    }
    if scan.isForeign(files.backup) {
      notices.append(.backupOfAnotherScan(files.backup))
    } else if saved == nil, FileState(files.backup) != nil {
      notices.append(.backupWithoutProject(files.backup))
    }
    for name in layers where !project.layers.contains(where: { $0.name == name }) {
      project.layers.append(LabelLayer(name: name, size: volume.size))
    }
    session = EditSession(volume: volume, layers: project.layers, annotations: project.annotations)
    project.layers = []  // one owner: a second would make the first stroke copy all labels
    project.annotations = Annotations()
    try readJournal(files, new.scan.match)
    takeUp(files)
    if recalling { recall(files) }
    replay()
    if let line = misfit ?? journal?.damagedLine {
      unsaved = UnsavedSteps(included: recovered, leftOut: .damaged, line: line)
    } else if unsaved == nil {
      unsaved = UnsavedSteps(UnsavedSteps(included: recovered, leftOut: journal?.end == .torn ? .incomplete : nil))
    }
  }

  /// That the project is this scan's.
  private static func check(
    _ scan: ScanReference, _ files: ProjectFiles, _ new: ScanReference, _ identities: (() throws -> [String])?
  ) throws -> [OpenNotice] {
    let match = new.match
    let named = ProjectFiles.absolute(scan.path, from: files.project)
    let stated = FileState(named), opened = FileState(files.scan)
    if let stated, let opened, (stated.device, stated.inode) != (opened.device, opened.inode) {
      throw Failure(
        .badData, path: files.project, words("error.of-another-scan", ["scan": scan.path]),
        advice: words("error.own-project-scan"))
    }
    /// The project as it is, or its backup where that is of the scan.
    func refusal(_ failure: Failure) -> Failure {
      var failure = failure
      // What is at the path that the project names can be recovered for.
      guard stated != nil else { return failure }
      failure.advice =
        ProjectAdvice.onScan(files.project) { backup in
          guard match.mismatch(backup.grid, nil) == nil else { return false }
          guard let known = backup.sha256, let identities else {
            return backup.fingerprint != nil && match.mismatch(backup.grid, backup.fingerprint) == nil
          }
          return try identities().contains(known)
        } ?? failure.advice
      return failure
    }
    do {
      try match.check(scan, of: files.project, against: files.scan)
    } catch let failure as Failure {
      // Its digest is for certain: where that is the scan's, the fingerprint was changed, and a save states it anew.
      guard match.mismatch(scan.grid, nil) == nil, let known = scan.sha256, let identities,
        try identities().contains(known)
      else { throw refusal(failure) }
    }
    // Of an earlier version there is no fingerprint to go by: then, this once, all of the scan is read first.
    if scan.fingerprint == nil, let known = scan.sha256, let identities, try !identities().contains(known) {
      throw refusal(ScanMatch.failure(files.project, files.scan, ScanMatch.otherContent))
    }
    // A scan that goes by another name than its file's is not there under either.
    return stated == nil && scan.path != new.path ? [.scanMoved(from: scan.path)] : []
  }

  private mutating func readJournal(_ files: ProjectFiles, _ scan: ScanMatch) throws {
    self.scan = scan
    guard FileState(files.journal) != nil else { return }
    journal = try JournalContents(path: files.journal)
    isOfAnotherScan = journal.map { !scan.fits($0.header) } ?? false
    journalIsWhole = journal != nil
    guard let contents = journal, !isOfAnotherScan, contents.entries(after: saved?.sha256) != nil
    else {
      // Whatever it was: only an empty one holds nothing.
      mustSetAside = journal != nil || FileState(files.journal).map { $0.size > 0 } == true
      if let entries = journal?.entries {
        let steps = entries.count(where: \.isStep)
        let reason = isOfAnotherScan ? UnsavedSteps.Reason.ofAnotherScan : .ofAnotherState
        if steps > 0 { unsaved = UnsavedSteps(included: 0, leftOut: reason, leftOutSteps: steps) }
      } else if mustSetAside {
        unsaved = UnsavedSteps(included: 0, leftOut: .unreadable)
      }
      journal = nil
      return
    }
  }

  /// Where the journal in its place has no step for this scan and this state, one that was set aside may have: another
  /// scan of the same name was opened meanwhile. The latest that is known to be of this very scan, and goes on from the
  /// project as it is.
  private mutating func takeUp(_ files: ProjectFiles) {
    if let journal {
      guard journal.damagedLine == nil, journal.entries(after: saved?.sha256)?.contains(where: \.isStep) != true
      else { return }
    }
    guard let fingerprint = scan.fingerprint else { return }
    for path in SafeFile.keptNames(files.journal).reversed() {
      guard let header = JournalHeader(of: path), header.scan == fingerprint, scan.fits(header),
        let contents = (try? JournalContents(path: path)) ?? nil,
        contents.entries(after: saved?.sha256)?.contains(where: \.isStep) == true
      else { continue }
      // What is in its place is of another scan or state, or holds nothing.
      (journal, takenUp, unsaved) = (contents, path, nil)
      notices.append(.journalTakenUp(from: path))
      return
    }
  }

  private mutating func recall(_ files: ProjectFiles) {
    let past = RecalledHistory(
      files.history, project: saved?.sha256, journal: journal, scan: scan)
    session.recall(past.history)
    session.endStroke()
    if past.isLeftAside { notices.append(past.isUnreadable ? .historyUnreadable : .historyLeftAside) }
    self.past = past
    self.past?.history = History()  // one owner: a second would make the first steps copy them all
  }

  private mutating func replay() {
    guard let contents = journal, let entries = contents.entries(after: saved?.sha256) else { return }
    let result = JournalReplay.replay(entries, into: &project, endStroke: { session.endStroke() }) {
      try session.replay($0)
    } take: {
      session.take(journaled: $0)
    }
    project.annotations = Annotations()
    session.endStroke()
    recovered = result.steps
    misfit = result.misfit
    if recovered > 0 { notices.append(.recovered(steps: recovered)) }
    if contents.end == .torn, misfit == nil { notices.append(.lastStepIncomplete) }
  }

  /// The writer that goes on with the journal, or begins one. A journal that is damaged or belongs to another
  /// state is kept under another name first.
  mutating func continueJournal(
    _ files: ProjectFiles, reader: String, calls: SystemCalls
  ) throws(SystemError) -> JournalWriter {
    let header = JournalHeader(
      project: saved?.sha256, grid: session.volume.grid, scan: scan.fingerprint, reader: reader)
    let writer = JournalWriter(path: files.journal, header: header, calls: calls)
    if mustSetAside, let kept = try SafeFile.setAside(files.journal, calls: calls) {
      notices.append(
        isOfAnotherScan
          ? .journalOfAnotherScan(keptAs: kept)
          : !journalIsWhole
            ? .journalUnreadable(keptAs: kept)
            : saved == nil ? .journalWithoutProject(keptAs: kept) : .journalOfAnotherState(keptAs: kept))
    }
    guard var contents = journal else {
      try writer.create()
      return writer
    }
    if let takenUp { try calls.rename(takenUp, files.journal) }
    var line = misfit
    if case .damaged(let damagedLine, _) = contents.end, line == nil { line = damagedLine }
    if let line {
      let kept = try SafeFile.keepAside(files.journal, as: SafeFile.damaged, calls: calls)
      notices.append(.journalDamaged(line: line, keptAs: kept))
      contents.cut(toEntries: max(line - 2, 0))
      contents.end = .whole
      let length = contents.length
      try SafeFile.replace(files.journal, calls: calls) { file, path throws(SystemError) in
        try SafeFile.copy(kept, 0..<length, to: file, path, calls: calls)
      }
    }
    try writer.resume(contents)
    return writer
  }
}
