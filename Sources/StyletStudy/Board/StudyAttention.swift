import StyletBase

/// What the coordinator has to look at: readers who are silent, rows past their day, clocks that are wrong.
public struct StudyAttention: Sendable {
  public struct Silent: Hashable, Sendable {
    public var reader: ReaderName
    /// The last event that is not in the future; nil where there is none.
    public var last: String?
    /// Whole days since then, or since cases were dealt out first.
    public var days: Int
    /// Rows that could be read now.
    public var open: Int
  }

  public struct Overdue: Hashable, Sendable {
    public var reader: ReaderName
    public var due: String
    /// Neither sealed nor skipped; of these begun.
    public var rows: Int, begun: Int
  }

  public struct Clock: Hashable, Sendable {
    public enum Kind: String, Sendable, CaseIterable { case ahead, back }

    public var kind: Kind
    public var reader: ReaderName
    public var host: HostName
    /// How many events, and how far the worst is off, seconds.
    public var events: Int, seconds: Int
  }

  public private(set) var silent: [Silent] = []
  public private(set) var overdue: [Overdue] = []
  public private(set) var clocks: [Clock] = []

  /// - Parameters:
  ///   - now: UTC.
  ///   - days: without an event a reader is silent.
  /// Cost: lists and events; readers on all cores.
  public init(_ records: StudyRecords, now: String, days: Int) {
    let seconds = UTC.seconds(now) ?? 0
    var begin: String?
    for case .assigned(let time, _, _) in records.study.amendments { begin = min(begin ?? time, time) }
    let first = begin
    let all = Parallel.map(records.readers.count) { n in
      let reader = records.readers[n]
      return (
        silent: Self.silent(reader, since: first, now: now, seconds, days), overdue: Self.overdue(reader, now),
        clocks: reader.logs.flatMap { Self.clocks($0.events, of: reader.name, $0.host, seconds) }
      )
    }
    silent = all.compactMap(\.silent).sorted { ($1.days, $0.reader) < ($0.days, $1.reader) }
    overdue = all.flatMap(\.overdue)
    clocks = all.flatMap(\.clocks)
  }

  private static func silent(
    _ reader: StudyRecords.Reader, since first: String?, now: String, _ seconds: Int, _ days: Int
  ) -> Silent? {
    guard !reader.hasLeft else { return nil }
    let latest = Moment(secondsSince1970: Double(seconds + ReadingSessions.tolerance)).iso8601
    let last = reader.logs.compactMap { $0.events.lazy.map(\.time).filter { $0 <= latest }.max() }.max()
    guard let since = (last ?? first).flatMap(UTC.seconds) else { return nil }
    let past = max(seconds - since, 0) / 86_400
    guard past >= days else { return nil }
    let open = reader.progress.toRead(reader.list, at: now).count
    return open > 0 ? Silent(reader: reader.name, last: last, days: past, open: open) : nil
  }

  private static func overdue(_ reader: StudyRecords.Reader, _ now: String) -> [Overdue] {
    guard !reader.hasLeft else { return [] }
    let today = String(now.prefix(10))
    var byDay: [String: (rows: Int, begun: Int)] = [:]
    for row in reader.progress.toRead(reader.list, at: now) {
      guard let due = row.due, due < today else { continue }
      byDay[due, default: (0, 0)].rows += 1
      if reader.progress.state(of: row.alias) == .open { byDay[due]?.begun += 1 }
    }
    return byDay.sorted { $0.key < $1.key }.map {
      Overdue(reader: reader.name, due: $0.key, rows: $0.value.rows, begun: $0.value.begun)
    }
  }

  /// Times of a log go forward, and none is later than now: an hour is nobody's fault.
  private static func clocks(
    _ events: [ReadingEvent], of reader: ReaderName, _ host: HostName, _ now: Int
  ) -> [Clock] {
    let limit = Moment(secondsSince1970: Double(now + ReadingSessions.tolerance)).iso8601
    var latest = "", ahead = (events: 0, seconds: 0), back = (events: 0, seconds: 0)
    for event in events {
      // Times of one form: their texts are in their order.
      if event.time > limit, let time = UTC.seconds(event.time) {
        ahead = (ahead.events + 1, max(ahead.seconds, time - now))
      }
      if event.time < latest, let time = UTC.seconds(event.time), let before = UTC.seconds(latest) {
        if before - time > ReadingSessions.tolerance { back = (back.events + 1, max(back.seconds, before - time)) }
      }
      latest = max(latest, event.time)
    }
    return [(Clock.Kind.ahead, ahead), (.back, back)].compactMap { kind, found in
      found.events > 0
        ? Clock(kind: kind, reader: reader, host: host, events: found.events, seconds: found.seconds) : nil
    }
  }
}
