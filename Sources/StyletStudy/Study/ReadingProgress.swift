import StyletBase

/// What a reader made of his list so far.
public struct ReadingProgress: Sendable {
  public enum State: String, Sendable, CaseIterable { case waiting, open, sealed, skipped }

  /// By alias; what is not in it is waiting.
  public private(set) var states: [Alias: State] = [:]
  public private(set) var flagged: Set<Alias> = []
  /// Those whose reader has seen what is known of the case.
  public private(set) var taught: Set<Alias> = []
  /// The last time that something was done, UTC.
  public private(set) var last: String?
  /// When each was sealed or skipped last.
  public private(set) var settled: [Alias: String] = [:]
  /// What the log says was sealed last: SHA-256 of the project.
  public private(set) var seals: [Alias: String] = [:]

  /// Of all logs of a reader, by time.
  public init(_ events: [ReadingEvent]) {
    for event in events.byTime {
      last = event.time
      switch event.kind {
      case .open, .pause: if state(of: event.alias) == .waiting { states[event.alias] = .open }
      case .seal:
        (states[event.alias], settled[event.alias]) = (.sealed, event.time)
        seals[event.alias] = event.project
      case .skip: (states[event.alias], settled[event.alias]) = (.skipped, event.time)
      case .reopen: (states[event.alias], settled[event.alias]) = (.open, nil)
      case .flag: flagged.insert(event.alias)
      case .compare: taught.insert(event.alias)
      }
    }
  }

  /// - Throws: a ``Failure`` of the first log that is wrong.
  public init(_ folder: StudyFolder, study: String, reader: ReaderName) throws {
    self.init(
      try folder.logs(reader).flatMap { try EventLog(folder, study: study, reader: reader, host: $0.host).read() })
  }

  public func state(of alias: Alias) -> State { states[alias] ?? .waiting }

  /// Whether a row of the list may be read at a time; the list is that which it stands in.
  public func isOpen(_ row: ListedReading, in list: [ListedReading], at time: String) -> Bool {
    guard let opens = row.opens else { return true }
    return opens.time(in: list, settled: settled).map { (UTC.seconds(time) ?? 0) >= $0 } ?? false
  }

  /// Rows of a list that may not be read yet at a time.
  /// Cost: the list; all rows of a part open together, so that each opening is looked at once.
  public func closed(_ list: [ListedReading], at time: String) -> Set<Alias> {
    var openings: [ListedReading.Opening: Bool] = [:], closed: Set<Alias> = []
    for row in list {
      guard let opens = row.opens else { continue }
      let known = openings[opens] ?? isOpen(row, in: list, at: time)
      openings[opens] = known
      if !known { closed.insert(row.alias) }
    }
    return closed
  }

  /// Rows that are neither sealed nor skipped and may be read at a time: what opens late is in nobody's debt before.
  public func toRead(_ list: [ListedReading], at time: String) -> [ListedReading] {
    let closed = closed(list, at: time)
    return list.filter { row in
      switch state(of: row.alias) {
      case .sealed, .skipped: false
      case .open: true
      case .waiting: !closed.contains(row.alias)
      }
    }
  }
}

extension [ReadingEvent] {
  /// By time; those of one time stay in their order. Cost: a look at each where they are in order already.
  var byTime: [ReadingEvent] {
    guard !zip(self, dropFirst()).allSatisfy({ $0.time <= $1.time }) else { return self }
    return enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(\.element)
  }
}
