import Glibc
import StyletBase
import StyletCore
import StyletImaging

/// Whether work on a project can be kept.
public enum ProjectAccess: Sendable {
  case full
  /// Nothing can be written here, for this reason; every edit is refused with it.
  case readOnly(Failure)
}

/// A project that was opened.
public struct OpenedProject {
  public let store: ProjectStore
  /// With the journal replayed; records into the journal.
  public var session: EditSession
  public let notices: [OpenNotice]
  /// What is not in the project's file, and whether it is used; nil where there is nothing.
  public let unsaved: UnsavedSteps?
}

/// A project on the disk: the one way in and out. Holds the lock and the journal while it lives.
///
/// What is drawn, measured and marked goes through the ``EditSession``; all else of the project through ``update(_:)``.
/// Both are in the journal before they count.
public final class ProjectStore {
  public let files: ProjectFiles
  public let access: ProjectAccess
  /// Everything but what the session holds: `layers`, `measurements` and `landmarks` are empty.
  public private(set) var project: Project
  private var reader: String
  private let calls: SystemCalls
  private let lock: ProjectLock?
  private let journal: JournalWriter?
  /// The steps of before a save; nil where nothing can be kept.
  private let past: HistoryFile?
  /// The project file as last read or written; nil when there is none.
  private var saved: (state: FileState, sha256: String)?
  private var savedRevision: Int
  private var hasChangedFields = false
  private var opened = ContinuousClock.now
  private var pendingAudit: [AuditEntry]
  /// Whether this session is one of those that the project counts.
  private var isCounted = false
  /// The journal's length as it was found, while its steps are the only unsaved ones that are to be kept by
  /// ``closeAsOpened(_:)``; nil when there were none, or they are saved.
  private var openedLength: Int?
  /// A save was refused since the last one that was not: only the journal has what it was to write.
  private var isSaveOwed = false
  /// The project names its scan by a path where nothing is.
  private let isElsewhere: Bool
  /// Why the scan is not the project's, once ``confirmScan(sha256:)`` has found out.
  private var wrongScan: Failure?

  private init(
    files: ProjectFiles, access: ProjectAccess, project: Project, reader: String, calls: SystemCalls,
    lock: ProjectLock?, journal: JournalWriter?, past: HistoryFile?, loaded: LoadedProject
  ) {
    self.files = files
    self.access = access
    self.project = project
    self.reader = reader
    self.calls = calls
    self.lock = lock
    self.journal = journal
    self.past = past
    saved = loaded.saved
    isElsewhere = loaded.notices.contains { if case .scanMoved = $0 { true } else { false } }
    savedRevision = 0
    hasChangedFields = loaded.recovered > 0
    // A beginning that a journal kept, with what was signed after it, is not told twice.
    let isNew = loaded.saved == nil && !project.audit.contains { $0.isOf(.created) }
    pendingAudit = [AuditEntry(reader: reader, action: isNew ? .created : .opened)]
    if loaded.recovered > 0 {
      pendingAudit.append(AuditEntry(reader: reader, action: .recovered, detail: "steps=\(loaded.recovered)"))
    }
  }

  deinit { journal?.closeFile() }

  /// Loads the project of a scan, or begins one; nothing is saved yet. Takes the lock and replays the journal.
  /// - Parameters:
  ///   - document: the project's file as ``ProjectFiles/resolve(_:project:choice:)`` has read it; nil where nobody has.
  ///   - volume: the scan at `files.scan`.
  ///   - fingerprint: of the scan's files, ``ScanIdentity/fingerprint(ofFiles:)``: what of project, journal and history
  ///     is another scan's is not taken up. Without it the grid alone speaks for the scan.
  ///   - identities: what the SHA-256 of the scan's content may be, by the ways of this version and of earlier ones:
  ///     asked for where a project of an earlier version has no fingerprint.
  ///   - reader: who works on it now.
  ///   - readingProtocol, labels, reading: for a project that is begun.
  ///   - layers: further layers that a new or old project shall have, empty.
  ///   - readOnly: look only; no lock is taken and edits are refused.
  /// - Throws: ``Failure``: in use, unreadable, of another scan. Nothing was written then.
  public static func open(
    _ files: ProjectFiles, document: ProjectDocument? = nil, volume: Volume, fingerprint: String? = nil,
    identities: (() throws -> [String])? = nil, reader: String, readingProtocol: ProtocolReference? = nil,
    labels: LabelTable = .standard, reading: ReadingRecord = ReadingRecord(), layers: [String] = [],
    readOnly: Bool = false
  ) throws -> OpenedProject {
    var new = Project(
      scan: ScanReference(
        path: ProjectFiles.relative(files.scan, to: files.project), choice: files.choice, fingerprint: fingerprint,
        grid: volume.grid),
      reader: reader, readingProtocol: readingProtocol, labels: labels)
    new.reading = reading.json
    return try open(
      files, document: document, volume: volume, reader: reader, new: new, identities: identities, layers: layers,
      readOnly: readOnly, calls: .live)
  }

  package static func open(
    _ files: ProjectFiles, document: ProjectDocument? = nil, volume: Volume, reader: String, new: Project,
    identities: (() throws -> [String])? = nil, layers: [String] = [], readOnly: Bool = false, calls: SystemCalls
  ) throws -> OpenedProject {
    var lock: ProjectLock?
    var access = ProjectAccess.full
    if readOnly {
      access = .readOnly(Failure(.noPermission, path: files.project, words("error.read-only")))
    } else {
      do {
        try files.checkNames()
        lock = try ProjectLock.acquire(files.lock, for: files.project, owner: .current(reader: reader), calls: calls)
      } catch let failure as Failure where failure.kind != .inUse {
        access = .readOnly(failure)
      }
    }
    var loaded = try LoadedProject(
      files, document, new: new, volume: volume, identities: identities, layers: layers, recalling: lock != nil)
    var journal: JournalWriter?
    if case .full = access {
      do throws(SystemError) {
        journal = try loaded.continueJournal(files, reader: reader, calls: calls)
      } catch {
        access = .readOnly(error.failure(words("error.no-steps"), about: files.journal))
        lock?.release()
      }
    }
    if case .readOnly(let reason) = access {
      loaded.session.recorder = RefusingRecorder(reason)
    } else {
      loaded.session.recorder = journal
    }
    let past =
      journal == nil
      ? nil
      : loaded.past.map {
        let header = JournalHeader(project: nil, grid: volume.grid, scan: new.scan.fingerprint, reader: reader)
        return HistoryFile(path: files.history, state: $0, header: header, calls: calls)
      }
    let form = form(of: loaded.project, at: files.project)
    loaded.session.lesionFindings = form?.lesionFindings ?? loaded.project.labels.lesionFindings
    loaded.session.isReadAsNone = ReadingRecord(loaded.project.reading).saysNoLesion(form)
    loaded.session.seal = ReadingRecord(loaded.project.reading).lock(loaded.project.audit)
    let store = ProjectStore(
      files: files, access: access, project: loaded.project, reader: reader, calls: calls, lock: lock,
      journal: journal, past: past, loaded: loaded)
    if loaded.recovered > 0 {
      store.openedLength = journal?.length
      journal?.keepAll()
    }
    if loaded.saved == nil, loaded.recovered == 0 { try store.journalBeginning() }
    var unsaved = loaded.unsaved
    if unsaved != nil, lock == nil { unsaved?.session = ProjectLock.holder(of: files.lock) }
    return OpenedProject(store: store, session: loaded.session, notices: loaded.notices, unsaved: unsaved)
  }

  /// The project's protocol; nil where it has none that is here.
  private static func form(of project: Project, at path: String) -> ReadingProtocol? {
    guard let reference = project.readingProtocol else { return nil }
    let file = ReadingRecord(project.reading).protocolFile
    return (try? ProtocolLibrary.find(reference, file: file, project: path))
  }

  /// Whether closing now would leave something that only the journal has.
  public func hasUnsavedWork(_ session: EditSession) -> Bool {
    hasChangedFields || session.revision != savedRevision
  }

  /// Changes what the session does not hold: label table, reading, protocol. In the journal at once.
  /// - Parameter noting: what the audit trail tells of it, in the journal with the change.
  /// - Throws: ``Failure`` when it cannot be kept, or what it changes is signed; nothing has changed then.
  public func update(
    noting act: (action: AuditEntry.Action, detail: String)? = nil, _ change: (inout Project) -> Void
  ) throws {
    if case .readOnly(let reason) = access { throw reason }
    var changed = project
    change(&changed)
    try refuseIfSigned(changed)
    let before = project.journaled
    let fields = JSONObject(checked: changed.journaled.members.filter { before[$0.name] != $0.value })
    var audit: [AuditEntry] = []
    if let act {
      var entry = AuditEntry(reader: reader, action: act.action, detail: act.detail)
      if act.action == .signed { entry.seal = ReadingRecord(changed.reading).signature?.seal }
      // With all that was told before it: a signature holds the trail up to it, also after a crash.
      audit = pendingAudit + [entry]
    }
    if !fields.isEmpty || !audit.isEmpty { try journal?.append(.fields(fields, audit: audit)) }
    project = changed
    if !audit.isEmpty {
      project.audit += audit
      pendingAudit = []
    }
    hasChangedFields = true
  }

  /// What is told of the project up to now, saved or not.
  public var trail: [AuditEntry] { project.audit + pendingAudit }

  /// What is signed changes only with the signature: by signing or by opening again.
  private func refuseIfSigned(_ changed: Project) throws {
    let record = ReadingRecord(project.reading), next = ReadingRecord(changed.reading)
    // The trail may tell of a signature that is gone: it is taken back by opening again, and not by signing anew.
    guard let lock = record.lock(project.audit), next.lock(project.audit) != nil else { return }
    let isSame =
      changed.labels == project.labels && changed.readingProtocol == project.readingProtocol
      && next.json["answers"] == record.json["answers"] && next.json["signature"] == record.json["signature"]
    if !isSame { throw lock }
  }

  /// What a new project begins with is nowhere yet: were it not in the journal, a crash before the first save would leave
  /// strokes under another label table, and answers without their protocol.
  private func journalBeginning() throws {
    guard project.readingProtocol != nil || project.labels != .standard else { return }
    try journal?.append(.fields(project.journaled))
  }

  /// What the next save notes as looked at. It is no work: nothing is unsaved by it, and no signature covers it.
  public func remember(_ place: PlaceRecord) { project.view = place.json(over: project.view) }

  /// Where a reader was who leaves without a save: beside the project, which stays as it is, byte for byte, with its
  /// history and what is signed in it. Nothing is written where no project is, nor what the project says itself. It is
  /// a convenience: where it cannot be written, the next opening goes to the place of the last save.
  public func leave(at place: PlaceRecord) {
    guard case .full = access, wrongScan == nil, let saved else { return }
    let view = place.json(over: project.view)
    guard view != project.view else { return forgetLeftPlace() }
    let left = LeftPlace(project: saved.sha256, view: view)
    try? SafeFile.replace(files.place, with: left.bytes, backup: nil, calls: calls)
  }

  private func forgetLeftPlace() { if FileState(files.place) != nil { try? calls.unlink(files.place) } }

  /// The `view` member to go back to: that of the last leaving, else that of the last save.
  public var lastView: JSONObject {
    guard let saved, let left = LeftPlace(files.place), left.project == saved.sha256 else { return project.view }
    return left.view
  }

  /// Whose work it is from now on; a project that was begun without a name is theirs.
  public func setReader(_ name: String) {
    reader = name
    if project.reader.isEmpty { project.reader = name }
  }

  /// Notes something for the audit trail that changes nothing here; it is written with the next save.
  /// - Parameter others: further members of the entry.
  public func note(_ action: AuditEntry.Action, _ detail: String = "", others: JSONObject = JSONObject()) {
    var entry = AuditEntry(reader: reader, action: action, detail: detail)
    entry.others = others
    pendingAudit.append(entry)
  }

  /// Compares the scan's content with what the project was begun on. Compute the hash in the background with
  /// ``ScanIdentity``; when it was not known yet, the next save notes it.
  /// - Parameter formerly: as earlier versions computed it, where that differs; asked for only where it matters.
  /// - Throws: ``Failure`` when it is another scan; saving is refused from then on.
  public func confirmScan(sha256: String, formerly: () throws -> String? = { nil }) throws {
    guard let known = project.scan.sha256, known != sha256 else {
      project.scan.sha256 = sha256
      return
    }
    let former = try formerly()
    guard former != known else {
      project.scan.sha256 = sha256
      return
    }
    throw refuse(ScanMatch.otherContent) { backup in
      backup.grid.mismatch(with: project.scan.grid) == nil
        && backup.sha256.map { $0 == sha256 || $0 == former } == true
    }
  }

  /// The scan has changed on the disk since it was opened: what is drawn is of a scan that is gone.
  public func scanHasChanged() throws { throw refuse(words("error.changed-since")) }

  /// Whether that was found out: nothing is recorded or saved any more.
  public var isOfAnotherScan: Bool { wrongScan != nil }

  /// - Parameter fits: whether the scan is that of what a backup states.
  private func refuse(_ mismatch: String, but fits: (ScanReference) -> Bool = { _ in false }) -> Failure {
    var failure = ScanMatch.failure(files.project, files.scan, mismatch)
    // What is recovered is of the scan at the path that the file names.
    if !isElsewhere { failure.advice = ProjectAdvice.onScan(files.project, fits: fits) ?? failure.advice }
    wrongScan = failure
    journal?.refusal = failure
    return failure
  }

  /// Writes the project and begins the journal anew; its steps go to the history. The version before stays as `.bak`.
  /// - Parameter replacing: also when another program has changed the file since; its version becomes `.bak`.
  /// - Returns: why the steps up to here cannot be taken back after the project is closed, though the project is saved;
  ///   nil when they can.
  /// - Throws: ``Failure``; the old file, the journal and the drawing are what they were.
  @discardableResult
  public func save(_ session: inout EditSession, replacing: Bool = false) throws -> Failure? {
    isSaveOwed = true
    let trouble = try write(&session, replacing: replacing)
    isSaveOwed = false
    return trouble
  }

  private func write(_ session: inout EditSession, replacing: Bool) throws -> Failure? {
    if case .readOnly(let reason) = access { throw reason }
    if let wrongScan { throw wrongScan }
    if !replacing { try checkUnchanged() }
    try lock?.renew(for: files.project)  // its folder may have been deleted and made again
    let now = ContinuousClock.now
    let next = updated(from: session, at: now)
    let bytes = next.encoded()
    guard bytes.count <= SafeFile.projectLimit else {
      throw Failure(
        .io, path: files.project, words("error.too-large-project", ["mb": bytes.count >> 20]),
        advice: words("error.smooth-or-clear"))
    }
    let hash = StyletBase.sha256(bytes)
    do { try journal?.append(.saved(hash)) } catch {
      // What another program has changed is not gone by any more; the drawing is whole, and so will the project be.
      if journal?.isForeign != true { throw error }
    }
    session.endStroke()  // the mark ends it for those who replay the journal
    do throws(SystemError) {
      if journal?.isForeign != true { try journal?.flush() }
      // The backup of a project that is gone, or of another scan: a save would write over it.
      if saved == nil || project.scan.match.isForeign(files.backup) {
        try SafeFile.setAside(files.backup, calls: calls)
      }
      try SafeFile.replace(files.project, with: bytes, backup: files.backup, calls: calls)
    } catch {
      // syncing the folder is the one step that fails with the new file in place
      if let (disk, state) = try? SafeFile.readProject(files.project), disk == bytes { saved = (state, hash) }
      throw error.failure(words("error.not-saved"), about: files.project)
    }
    saved = FileState(files.project).map { ($0, hash) }
    let trouble = endJournal(session.history, savedAs: hash)
    project = next
    project.layers = []
    project.annotations = Annotations()
    forgetLeftPlace()  // the project says it now
    pendingAudit = []
    isCounted = true
    opened = now
    hasChangedFields = false
    savedRevision = session.revision
    openedLength = nil
    return trouble
  }

  /// After a save: the journal's steps go to the history, and a new journal begins. When the first fails the journal
  /// goes on behind the mark of the save, so that the next save can try again.
  private func endJournal(_ history: History, savedAs project: String) -> Failure? {
    guard let journal, let past else { return nil }
    do throws(SystemError) {
      if journal.isForeign {
        try past.keep(savedAs: project, history)
        try SafeFile.setAside(files.journal, calls: calls)
      } else {
        try past.keep(journal, savedAs: project, history)
      }
    } catch {
      return error.failure(words("error.no-undo-later"), about: files.history)
    }
    do throws(SystemError) {
      try journal.restart(after: project)
      past.journalBeganAnew()
    } catch {}  // it goes on too; the history knows how far it has it
    return nil
  }

  /// Lets go of the project.
  /// - Parameter keepingUnsaved: leave the journal, so that the next opening finds what was not saved (a
  ///   dropped connection); otherwise the journal goes, and with it what was not saved.
  public func close(_ session: EditSession, keepingUnsaved: Bool) throws {
    defer { lock?.release() }
    guard let journal else { return }
    if keepingUnsaved, hasUnsavedWork(session) {
      defer { journal.closeFile() }
      do throws(SystemError) { try journal.flush() } catch {
        throw error.failure(words("error.last-step"), about: files.journal)
      }
    } else {
      try? past?.close(journal, session.revision == savedRevision ? session.history : nil)
      journal.closeFile()
      do throws(SystemError) { try calls.unlink(files.journal) } catch {
        throw error.failure(words("error.journal-not-removed"), about: files.journal)
      }
    }
  }

  /// The project's file is not in its place any more, as when its folder was deleted: what it held is in no file.
  public var isGone: Bool { saved != nil && FileState(files.project) == nil }

  /// Bytes of the steps that are not saved: long before they are many, a reader should know.
  public var journalBytes: Int { journal?.length ?? 0 }

  /// Lets go of the project as it was found: what was done since the opening and not saved is given up; what the journal
  /// held before stays in it. What was to be saved and could not be stays, too.
  public func closeAsOpened(_ session: EditSession) throws {
    if isSaveOwed { return try close(session, keepingUnsaved: true) }
    guard let length = openedLength, let journal else { return try close(session, keepingUnsaved: false) }
    defer {
      journal.closeFile()
      lock?.release()
    }
    do throws(SystemError) { try journal.cutBack(to: length) } catch {
      throw error.failure(words("error.journal-not-back"), about: files.journal)
    }
  }

  private func checkUnchanged() throws {
    guard let state = FileState(files.project), state != saved?.state else { return }
    if let saved, let disk = try? SafeFile.readProject(files.project), sha256(disk.bytes) == saved.sha256 {
      self.saved = (disk.state, saved.sha256)
      return
    }
    throw Failure(
      .inUse, path: files.project, words("error.project-changed"),
      advice: words("error.replace-advice"))
  }

  private func updated(from session: EditSession, at now: ContinuousClock.Instant) -> Project {
    var next = project
    next.layers = session.layers
    next.annotations = session.annotations
    let numbers = session.signedNumbers(next.labels)
    next.extent["findings"] = numbers["findings"]
    next.extent["lungs"] = numbers["extent"]
    next.extent["quantitative_ct"] = numbers["quantitative_ct"]
    next.timing.sessions += isCounted ? 0 : 1
    let tenths = ((now - opened) / .milliseconds(100)).rounded()
    next.timing.seconds = ((next.timing.seconds * 10).rounded() + tenths) / 10
    next.audit += pendingAudit
    next.audit.append(AuditEntry(reader: reader, action: .saved, detail: "revision=\(Self.nextRevision(next.audit))"))
    return next
  }

  /// Saves of a project are counted on, whoever made them and in which session.
  private static func nextRevision(_ audit: [AuditEntry]) -> Int {
    // Earlier versions wrote "revision 3".
    let saved = audit.filter { $0.isOf(.saved) && $0.detail.hasPrefix("revision") }
      .compactMap { Int($0.detail.dropFirst("revision".count + 1)) }
    return (saved.filter { (0..<1_000_000_000).contains($0) }.max() ?? 0) + 1
  }
}

extension EditSession {
  /// The live extent of every finding that is drawn, for programs that read the project without the scan.
  func extentRows(_ table: LabelTable) -> JSONValue {
    .array(
      ledger.labels.compactMap { label in
        guard let e = ledger.extent(of: label, volume: volume) else { return nil }
        let head: JSONObject = ["label": .int(Int(label)), "code": .string(table[label]?.code ?? "")]
        return .object(head.with(e.json))
      })
  }
}
