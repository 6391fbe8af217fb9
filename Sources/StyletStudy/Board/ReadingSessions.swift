import StyletBase

/// A reader's work as sittings: stretches at the screen without a long break, made of the raw times in the logs.
public struct ReadingSessions: Sendable {
  /// So long without anything is a break, seconds: what lies behind it is another session. Order effects within a
  /// batch have been described with this cut (Abbey, Proc SPIE 2020).
  public static let longestGap = 600
  /// So far a clock may be ahead before it counts as wrong, seconds.
  public static let tolerance = 3600

  public struct Session: Hashable, Sendable {
    /// Seconds since 1970.
    public var start, end: Int
    /// At the screen, without the pauses that the log tells.
    public var seconds: Int
    /// Sealed in it.
    public var readings = 0
  }

  /// A reading at the moment when it was sealed first.
  public struct Reading: Hashable, Sendable {
    public var alias: Alias
    /// Seconds since 1970.
    public var time: Int
    /// Time on task until then, over all sessions; nil where an opening was never ended, so that nobody knows.
    public var seconds: Int?
    /// The session it was sealed in, base 0, and the how-manieth there, base 1.
    public var session, position: Int

    /// Of the day, UTC, 0…23.
    public var hour: Int { ((time % 86_400) + 86_400) % 86_400 / 3600 }
  }

  public private(set) var sessions: [Session] = []
  public private(set) var readings: [Reading] = []
  /// Events later than now, which cannot be: they are in none of these.
  public private(set) var ahead = 0

  /// - Parameters:
  ///   - events: of one reader, of all machines.
  ///   - now: seconds since 1970; what is later by more than ``tolerance`` is left out.
  ///   - gap: of a break, seconds.
  /// Cost: the events, sorted.
  public init(_ events: [ReadingEvent], now: Int, gap: Int = longestGap) {
    var begun: [Alias: Int] = [:], spent: [Alias: Int] = [:], lost: Set<Alias> = [], met: Set<Alias> = []
    var sealed: Set<Alias> = []
    let timed = events.enumerated().compactMap { n, event in
      UTC.seconds(event.time).map { (time: $0, n: n, event: event) }
    }
    for (time, _, event) in timed.sorted(by: { ($0.time, $0.n) < ($1.time, $1.n) }) {
      guard time <= now + Self.tolerance else {
        ahead += 1
        continue
      }
      let alias = event.alias
      switch event.kind {
      case .open where sealed.contains(alias): break
      case .open, .reopen:
        // As in ``TimeOnTask``: an opening that nothing ends counts for nothing.
        if begun[alias] != nil { lost.insert(alias) }
        sealed.remove(alias)
        begun[alias] = time
        sit(from: time, to: time, gap)
      case .pause, .seal, .skip:
        let start = begun.removeValue(forKey: alias)
        if let start { spent[alias, default: 0] += time - start }
        sit(from: start ?? time, to: time, gap)
        guard event.kind == .seal else { break }
        sealed.insert(alias)
        guard met.insert(alias).inserted else { break }
        sessions[sessions.count - 1].readings += 1
        let seconds = lost.contains(alias) || spent[alias] == nil ? nil : spent[alias]
        readings.append(
          Reading(
            alias: alias, time: time, seconds: seconds, session: sessions.count - 1,
            position: sessions[sessions.count - 1].readings))
      case .flag, .compare: break
      }
    }
  }

  /// Stretches come in the order of their ends.
  private mutating func sit(from start: Int, to end: Int, _ gap: Int) {
    if let last = sessions.indices.last, start - sessions[last].end <= gap {
      sessions[last].end = max(sessions[last].end, end)
      sessions[last].seconds += end - start
    } else {
      sessions.append(Session(start: start, end: end, seconds: end - start))
    }
  }
}
