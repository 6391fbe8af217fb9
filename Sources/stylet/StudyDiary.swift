import StyletBase
import StyletScreen
import StyletStudy

/// A reader's day in the files of a study: the list, and the log of what was done. One process at a time has it.
final class StudyDiary {
  let folder: StudyFolder
  let study: Study
  let reader: ReaderName
  private(set) var list: [ListedReading] = []
  private var listState: FileState?
  /// Of all machines; those of this one at the end.
  private var events: [ReadingEvent] = []
  private(set) var progress: ReadingProgress
  private let log: EventLog
  private let claim: StudyClaim

  /// - Throws: a ``Failure``: no study, no such reader, the reader works elsewhere, a file that is wrong.
  init(_ folder: StudyFolder, reader: ReaderName) throws {
    self.folder = folder
    study = try Study.read(folder)
    self.reader = reader
    guard Paths.exists(folder.list(reader)) else {
      throw Failure(
        .noInput, path: folder.path, words("study.work.no-list", ["reader": reader.text]),
        advice: words("study.work.no-list-advice"))
    }
    claim = try StudyClaim.take(folder.claim(reader), of: .reader)
    log = EventLog(folder, study: study.id, reader: reader)
    for one in folder.logs(reader) {
      events += try EventLog(folder, study: study.id, reader: reader, host: one.host).read()
    }
    progress = ReadingProgress(events)
    try readList()
  }

  /// Takes a list that the coordinator has changed meanwhile.
  func readList() throws {
    let state = FileState(folder.list(reader))
    guard state != listState || listState == nil else { return }
    list = try ListedReading.read(folder, reader)
    listState = state
  }

  /// Writes an event; it counts once it is on the disk.
  func note(_ event: ReadingEvent) throws {
    try log.add(event)
    events.append(event)
    progress = ReadingProgress(events)
  }

  /// When something was noted last here.
  var lastTime: String? { events.last?.time }

  /// Whether a reading was sealed once, whatever was done with it since.
  func wasSealed(_ alias: Alias) -> Bool { events.contains { $0.kind == .seal && $0.alias == alias } }

  /// Why nothing may be proposed for a reading; nil where it may.
  func noProposals(_ alias: Alias) -> Failure? {
    switch study.rules.proposals {
    case .first: return nil
    case .after where wasSealed(alias): return nil
    case .after: return Failure(.usage, words("study.work.proposals-later"))
    case .off: return Failure(.usage, words("study.work.no-proposals"))
    }
  }

  // MARK: Rows

  /// As the list shows them. Cost: all rows, and all events.
  func rows(at time: String = UTC.now()) -> [WorklistRow] {
    let seconds = TimeOnTask.seconds(events)
    var notes: [Alias: String] = [:]
    for event in events { if let reason = event.reason { notes[event.alias] = reason } }
    // All rows of a part open together: each opening is looked at once.
    var isOpen: [ListedReading.Opening: Bool] = [:]
    return list.map { row in
      var state: WorklistRow.State =
        switch progress.state(of: row.alias) {
        case .waiting: .waiting
        case .open: .open
        case .sealed: .sealed
        case .skipped: .skipped
        }
      if state == .waiting, let opens = row.opens {
        let known = isOpen[opens] ?? progress.isOpen(row, in: list, at: time)
        isOpen[opens] = known
        if !known { state = .later }
      }
      return WorklistRow(
        row.alias.text, state, priority: row.priority, due: row.due, seconds: seconds[row.alias] ?? 0,
        isFlagged: progress.flagged.contains(row.alias), note: notes[row.alias] ?? "")
    }
  }
}
