import StyletBase
import TestSupport
import Testing

@testable import StyletStudy

/// A reader's sittings, from raw events.
@Suite struct ReadingSessionsTests {
  private static let start = 1_772_500_000
  private static func alias(_ n: Int) -> Alias { Alias("22222222".dropLast(2) + Self.letters[n])! }
  private static let letters = (0..<16).map { "\(["2", "3", "4", "6"][$0 / 4])\(["7", "9", "c", "d"][$0 % 4])" }

  private static func event(_ kind: ReadingEvent.Kind, _ alias: Int, _ second: Int) -> ReadingEvent {
    ReadingEvent(kind, of: self.alias(alias), time: Moment(secondsSince1970: Double(start + second)).iso8601)
  }

  @Test func sessionsArePartedByBreaks() {
    let events = [
      Self.event(.open, 0, 0), Self.event(.seal, 0, 300), Self.event(.open, 1, 310), Self.event(.pause, 1, 400),
      Self.event(.open, 1, 900), Self.event(.seal, 1, 1000),
      // A break of more than ten minutes.
      Self.event(.open, 2, 1701), Self.event(.skip, 2, 1730), Self.event(.open, 3, 1740), Self.event(.seal, 3, 1800),
      // Opened again: it has been read.
      Self.event(.reopen, 0, 1810), Self.event(.seal, 0, 1900),
    ]
    let own = ReadingSessions(events, now: Self.start + 2000)
    #expect(own.sessions.map(\.readings) == [2, 1] && own.sessions.map(\.seconds) == [490, 179])
    #expect(own.readings.map(\.seconds) == [300, 190, 60] && own.readings.map(\.position) == [1, 2, 1])
    #expect(own.readings.map(\.session) == [0, 0, 1] && own.ahead == 0)
    #expect(own.readings[0].hour == (Self.start + 300) % 86_400 / 3600)
    #expect(ReadingSessions(events, now: Self.start + 2000, gap: 701).sessions.count == 1)
  }

  /// The dropped line: nobody knows how long it took. The future: it cannot be.
  @Test func whatIsNotKnownIsNotTold() {
    let events = [
      Self.event(.open, 0, 0), Self.event(.open, 0, 5000), Self.event(.seal, 0, 5100), Self.event(.seal, 1, 5200),
      Self.event(.open, 2, 90_000), Self.event(.seal, 2, 90_100),
    ]
    let own = ReadingSessions(events, now: Self.start + 6000)
    #expect(own.readings.map(\.seconds) == [nil, nil] && own.ahead == 2)
    #expect(ReadingSessions([], now: 0).sessions.isEmpty)
  }

  /// Against a naive one: stretches alias by alias, then grouped.
  @Test(arguments: 0..<20)
  func aNaiveOneGivesTheSame(_ seed: Int) {
    var random = SplitMix64(seed: UInt64(seed)), time = 0, events: [ReadingEvent] = [], open: Int?
    for _ in 0..<200 {
      time += [5, 60, 300, 599, 601, 4000][Int(random.next() % 6)]
      if let alias = open {
        let kind = [ReadingEvent.Kind.pause, .seal, .skip][Int(random.next() % 3)]
        events.append(Self.event(kind, alias, time))
        open = nil
      } else {
        let alias = Int(random.next() % 16)
        open = alias
        events.append(Self.event(.open, alias, time))
      }
    }
    // Of a sealed one opening is looking: the naive one reads on, too, until it is sealed.
    var stretches: [(start: Int, end: Int)] = [], first: [Int: (time: Int, seconds: Int)] = [:]
    for alias in 0..<16 {
      let own = events.filter { $0.alias == Self.alias(alias) }, seal = own.firstIndex { $0.kind == .seal }
      var spent = 0, begun: Int?
      for (n, event) in own.enumerated() {
        let at = UTC.seconds(event.time)!
        if event.kind == .open { if seal.map({ n < $0 }) ?? true { begun = at } else { begun = nil } } else {
          stretches.append((begun ?? at, at))
          spent += at - (begun ?? at)
          begun = nil
          if n == seal { first[alias] = (at, spent) }
        }
      }
      if let begun { stretches.append((begun, begun)) }
    }
    stretches.sort { ($0.end, $0.start) < ($1.end, $1.start) }
    var sessions: [(start: Int, end: Int)] = []
    for one in stretches {
      if let last = sessions.last, one.start - last.end <= 600 { sessions[sessions.count - 1].end = max(last.end, one.end) }
      else { sessions.append(one) }
    }
    let own = ReadingSessions(events, now: Self.start + time)
    #expect(own.sessions.map(\.end) == sessions.map(\.end))
    #expect(own.sessions.map(\.start) == sessions.map(\.start))
    let seals = first.values.sorted { $0.time < $1.time }
    #expect(own.readings.map(\.time) == seals.map(\.time) && own.readings.map(\.seconds) == seals.map(\.seconds))
    for reading in own.readings {
      let session = sessions.firstIndex { ($0.start...$0.end).contains(reading.time) }
      let place = seals.count { seal in
        seal.time <= reading.time && session == sessions.firstIndex { ($0.start...$0.end).contains(seal.time) }
      }
      #expect(reading.session == session && reading.position == place)
    }
    // All the time there is, as the worklist tells it.
    let total = TimeOnTask.seconds(events).values.reduce(0, +)
    #expect(own.sessions.reduce(0) { $0 + $1.seconds } == total)
  }
}
