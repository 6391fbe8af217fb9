import StyletBase
import StyletScreen
import StyletStudy
import StyletTriage

/// A reader's day in the files of a study: the list, and the log of what was done. One process at a time has it.
final class StudyDiary {
  let folder: StudyFolder
  private(set) var study: Study
  private var studyState: FileState?
  let reader: ReaderName
  private(set) var list: [ListedReading] = []
  private var listState: FileState?
  /// Of all machines; those of this one at the end.
  private var events: [ReadingEvent] = []
  private(set) var progress: ReadingProgress
  private let log: EventLog
  private let claim: StudyClaim
  /// What this folder carries of a study; nil where it is the study itself.
  let checkout: Checkout?
  /// When other machines noted something of a reading last.
  private var elsewhere: [Alias: String] = [:]
  /// Read once; nil where the study shows nothing of it.
  private var answered: AnsweredCases?
  /// By alias, the checkout that carries it away from here.
  private var away: [Alias: Checkout] = [:]

  /// - Throws: a ``Failure``: no study, no such reader, the reader works elsewhere, a file that is wrong.
  init(_ folder: StudyFolder, reader: ReaderName) throws {
    self.folder = folder
    studyState = FileState(folder.study)
    study = try Study.read(folder)
    self.reader = reader
    checkout = Paths.exists(folder.checkout) ? try Checkout.read(folder.checkout) : nil
    guard Paths.exists(folder.list(reader)) else {
      throw Failure(
        .noInput, path: folder.path, words("study.work.no-list", ["reader": reader.text]),
        advice: words("study.work.no-list-advice"))
    }
    if let checkout, let time = checkout.returned {
      throw Failure(
        .usage, path: folder.path, words("study.work.returned", ["time": time]),
        advice: words("study.work.returned-advice"))
    }
    claim = try StudyClaim.take(folder.claim(reader), of: .reader)
    let host = checkout.map { HostName.here.carrying($0.id) } ?? .here
    log = EventLog(folder, study: study.id, reader: reader, host: host)
    for one in try folder.checkouts(reader) { for alias in one.aliases { away[alias] = one } }
    for one in folder.logs(reader) where one.host != host {
      events += try EventLog(folder, study: study.id, reader: reader, host: one.host).read()
    }
    for event in events { elsewhere[event.alias] = max(event.time, elsewhere[event.alias] ?? "") }
    events += try log.read()
    progress = ReadingProgress(events)
    try readList()
  }

  /// Takes what the coordinator has changed meanwhile.
  func readList() throws {
    let now = FileState(folder.study)
    if now != studyState || studyState == nil { (study, studyState) = (try Study.read(folder), now) }
    let state = FileState(folder.list(reader))
    guard state != listState || listState == nil else { return }
    list = try ListedReading.read(folder, reader)
    listState = state
  }

  /// Whether a reading is on the list; of a case that was withdrawn it is not.
  func has(_ alias: Alias) -> Bool { list.contains { $0.alias == alias } }

  /// Writes an event; it counts once it is on the disk. Where the clock of another machine was ahead it is later than
  /// what that one has noted of the reading, all the same: what is done last is last in time.
  func note(_ event: ReadingEvent) throws {
    var event = event
    if let other = elsewhere[event.alias] { event.time = StudyTime.text(after: other, orNow: event.time) }
    let own = events.last { $0.alias == event.alias }
    event.time = max(event.time, own?.time ?? "")
    try log.add(event)
    events.append(event)
    progress = ReadingProgress(events)
  }

  /// When something was noted last here.
  var lastTime: String? { events.last?.time }

  /// When a reading was opened first; nil where it never was.
  func begun(_ alias: Alias) -> String? { events.first { $0.kind == .open && $0.alias == alias }?.time }

  /// The checkout that has a reading away, as long as nobody has begun it here.
  func away(_ alias: Alias) -> Checkout? { progress.state(of: alias) == .waiting ? away[alias] : nil }

  /// Whether a reading was sealed once, whatever was done with it since.
  func wasSealed(_ alias: Alias) -> Bool { events.contains { $0.kind == .seal && $0.alias == alias } }

  /// Why nothing may be proposed for a reading; nil where it may.
  func noProposals(_ alias: Alias) -> Failure? {
    switch study.rulesInForce.proposals {
    case .first: return nil
    case .after where wasSealed(alias): return nil
    case .after: return Failure(.usage, words("study.work.proposals-later"))
    case .off: return Failure(.usage, words("study.work.no-proposals"))
    }
  }

  /// Whether readers are shown what is known of gold cases. What is carried has none of it.
  var teaches: Bool { study.rulesInForce.teaching == .after && checkout == nil }

  /// What was sealed of a reading that may be compared with what is known of its case; nil of any other.
  func mayCompare(_ alias: Alias) -> String? {
    guard teaches, has(alias), progress.state(of: alias) == .sealed else { return nil }
    return progress.seals[alias]
  }

  // MARK: Rows

  /// As the list shows them. Cost: all rows, and all events.
  func rows(at time: String = UTC.now()) -> [WorklistRow] {
    let seconds = TimeOnTask.seconds(events)
    var notes: [Alias: String] = [:]
    for event in events { if let reason = event.reason { notes[event.alias] = reason } }
    let order = order(at: time)
    let closed = progress.closed(list, at: time)
    let answered = teaches ? AnsweredCases(folder, reader, after: self.answered) : nil
    self.answered = answered
    let rows = list.map { row in
      var state: WorklistRow.State =
        switch progress.state(of: row.alias) {
        case .waiting: .waiting
        case .open: .open
        case .sealed: .sealed
        case .skipped: .skipped
        }
      if state == .waiting, closed.contains(row.alias) { state = .later }
      var note = notes[row.alias] ?? ""
      if let checkout = away(row.alias) {
        state = .away
        note = words("study.work.away-note", ["day": String(checkout.time.prefix(10)), "id": checkout.id.text])
          + (note.isEmpty ? "" : " \u{00b7} " + note)
      }
      var shown = WorklistRow(
        row.alias.text, state, priority: row.priority, due: row.due, seconds: seconds[row.alias] ?? 0,
        isFlagged: progress.flagged.contains(row.alias), note: note)
      shown.isKnown = state == .sealed && answered?.contains(row.alias) == true
      shown.tier = order.map { $0.rows[row.alias]?.tier.uppercased() ?? TriageTier.px.label }
      return shown
    }
    return order.map { order in Self.sorted(rows) { order.rank(list[$0].alias) } } ?? rows
  }

  // MARK: Order

  /// Rows that wait change places with one another, by rank and then as the list has them; what is begun, sealed or away
  /// stays where it stands.
  private static func sorted(_ rows: [WorklistRow], by rank: (Int) -> Int) -> [WorklistRow] {
    let places = rows.indices.filter { rows[$0].state == .waiting }
    let ranked = places.sorted { (rank($0), $0) < (rank($1), $1) }
    var all = rows
    for (place, row) in zip(places, ranked) { all[place] = rows[row] }
    return all
  }

  /// Triage's, where the study's rules want it and triage is at work; nil where the list is in its own order.
  private func order(at time: String) -> OrderOfReading? {
    guard study.rules.order == .triage, stalled(at: time) == nil else { return nil }
    return try? OrderOfReading.read(folder, reader)
  }

  /// When triage last looked, where the study's rules want its order and it does not look any more; nil where it does, or
  /// never did.
  func stalled(at time: String = UTC.now()) -> String? {
    guard study.rules.order == .triage, checkout == nil, let sign = try? TriageSign.read(folder),
      !sign.isFresh(at: time)
    else { return nil }
    return sign.time
  }
}
