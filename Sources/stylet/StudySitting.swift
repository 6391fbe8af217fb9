import Glibc
import StyletBase
import StyletProject
import StyletScreen
import StyletStudy

/// A case over the list, in the workstation.
protocol DeskSitting: AnyObject {
  var alias: Alias { get }
  var workstation: Workstation { get }
  func handle(_ event: InputEvent)
  /// After each event: whether the case is done with.
  func settle() -> StudySitting.Outcome
}

/// A case that is open in the workstation: what is done with it, and when, goes to the reader's log.
final class StudySitting: DeskSitting {
  let alias: Alias
  let workstation: Workstation
  private let diary: StudyDiary
  private let scan: BlindScan
  private let reading: Reading
  private var files: StudyFiles?
  private let project: String
  /// The reading is signed, and the log does not say so.
  private var isSealOwed = false
  private var lastInput = (UTC.now(), ContinuousClock.now)

  /// Without a key for so long, a pause is noted from the last one on: what counts as idle is decided later, and is not
  /// less than this.
  private static let longestGap = Duration.seconds(60)

  /// - Parameter reason: why a case is begun that is away.
  /// - Throws: a ``Failure`` that names the alias alone. Nothing is noted then.
  init(
    _ alias: Alias, of diary: StudyDiary, because reason: String? = nil, keymap: Keymap, traits: TerminalTraits,
    atOnce: Bool
  ) throws {
    (self.alias, self.diary) = (alias, diary)
    let folder = diary.folder, reader = diary.reader
    let scan = try BlindScan(alias, folder, of: reader)
    self.scan = scan
    guard Paths.exists(scan.path) else {
      throw Failure(
        .noInput, path: alias.text, words("study.work.no-scan"), advice: words("study.work.no-scan-advice"))
    }
    project = folder.project(reader, alias)
    let name = folder.projectFolder(reader, alias).appendingPath(alias.text)
    var made: StudyFiles?, parts: [String] = []
    do {
      try diary.makeFolder(of: alias)
      reading = try Reading(
        ResolvedFiles(ProjectFiles(scan: name, project: project)), reader: reader.text,
        protocolName: diary.protocolFile(of: alias), keymap: keymap, traits: traits, atOnce: atOnce, blind: scan
      ) { files in
        let study = StudyFiles(files, scan, parts: { parts }, noProposals: diary.noProposals(alias)) { reason in
          try diary.reopen(alias, because: reason)
        }
        made = study
        return study
      }
    } catch { throw scan.said(error) }
    parts = reading.parts
    (files, workstation) = (made, reading.workstation)
    do { try diary.note(ReadingEvent(.open, of: alias, reason: reason)) } catch {
      try? reading.endAsOpened()
      throw scan.said(error)
    }
    lastInput = (UTC.now(), .now)
    // Where the line dropped between signature and log.
    isSealOwed = workstation.readingRecord.isSigned && diary.progress.state(of: alias) != .sealed
  }

  /// What happened, as far as the list goes.
  enum Outcome {
    case open
    /// Left as it was; why it had to be, if it had to.
    case left((any Error)?)
    /// Sealed; why the log does not say so, where it does not.
    case sealed((any Error)?)
  }

  func handle(_ event: InputEvent) {
    switch event {
    case .key, .mouse, .paste, .brokenPaste: noteGap()
    case .idle, .resize, .hangUp: break
    }
    workstation.handle(event)
  }

  /// After each event: whether the case is done with.
  func settle() -> Outcome {
    if files?.isSigned == true { isSealOwed = true }
    if !workstation.readingRecord.isSigned { isSealOwed = false }
    if isSealOwed, !workstation.isLoading, isSaved() { return seal() }
    guard workstation.isFinished else { return .open }
    return .left(leave())
  }

  /// Saves what is signed; what cannot be is said, and stays open until it is saved.
  private func isSaved() -> Bool {
    guard workstation.isUnsaved || !Paths.exists(project) else { return true }
    guard !isRefused else { return false }
    do {
      try reading.save()
      return true
    } catch {
      isRefused = true
      workstation.say(error)
      return false
    }
  }

  /// A save was refused: the next one is the reader's to ask for.
  private var isRefused = false

  private func seal() -> Outcome {
    do {
      try reading.end()
      let digest = try diary.folder.sealFile(of: alias, of: diary.reader)
      try diary.note(ReadingEvent(.seal, of: alias, project: digest))
      return .sealed(nil)
    } catch {
      try? reading.end()
      return .sealed(scan.said(error, parts: reading.parts))
    }
  }

  /// - Returns: why it could not go on, or be ended as it should.
  private func leave() -> (any Error)? {
    var problem: (any Error)?
    do { try reading.end() } catch { problem = error }
    do { try diary.note(ReadingEvent(.pause, of: alias, time: pauseTime)) } catch { problem = problem ?? error }
    return problem.map { scan.said($0, parts: reading.parts) }
  }

  /// Of the last key, and no earlier than what is noted already: a log goes forward.
  private var pauseTime: String { max(lastInput.0, diary.lastTime ?? "") }

  private func noteGap() {
    let now = (UTC.now(), ContinuousClock.now)
    defer { lastInput = now }
    guard now.1 - lastInput.1 > Self.longestGap else { return }
    do {
      try diary.note(ReadingEvent(.pause, of: alias, time: pauseTime))
      try diary.note(ReadingEvent(.open, of: alias, time: now.0))
    } catch { workstation.say(scan.said(error, parts: reading.parts)) }
  }
}

extension StudyDiary {
  func makeFolder(of alias: Alias) throws {
    let path = folder.projectFolder(reader, alias)
    if !Paths.isFolder(path) { try Paths.makeFolder(path, mode: 0o2770) }
  }

  /// Notes that a sealed reading is opened again. Its project stays as it was sealed under another name beside it.
  /// - Throws: a ``Failure`` where the reader has seen what is known of the case.
  func reopen(_ alias: Alias, because reason: String) throws {
    guard !progress.taught.contains(alias) else {
      throw Failure(.usage, path: alias.text, words("study.work.is-taught"))
    }
    let path = folder.project(reader, alias)
    do {
      _ = try SafeFile.keepAside(SafeFile.readProject(path).bytes, of: path, calls: .live)
    } catch let error as SystemError { throw error.failure(words("error.study.not-written"), about: path) }
    try note(ReadingEvent(.reopen, of: alias, reason: reason))
  }
}
