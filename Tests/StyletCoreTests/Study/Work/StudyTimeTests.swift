import StyletBase
import TestSupport
import Testing

@testable import StyletStudy

/// Times of a study's files, against the system's calendar.
@Suite struct StudyTimeTests {
  /// Taken apart and told again by the calendar, a time is the same text.
  private func naive(_ text: String) -> Int? {
    let b = Array(text.utf8)
    guard b.count == 20, let seconds = UTC.seconds(text) else { return nil }
    return Moment(secondsSince1970: Double(seconds)).iso8601 == text ? seconds : nil
  }

  @Test func everyDayOfTheCalendarAndNoOther() {
    func two(_ n: Int) -> String { (n < 10 ? "0" : "") + "\(n)" }
    // Each day that the calendar has, in its order, and days that it has not.
    for year in [1900, 1999, 2000, 2023, 2024, 2026, 2100, 2400] {
      var last: Int?
      for month in 0...13 {
        for day in 0...32 {
          let text = "\(year)-\(two(month))-\(two(day))T23:59:59Z", seconds = UTC.seconds(text)
          #expect(seconds == naive(text), "\(text)")
          guard let seconds else { continue }
          if let last { #expect(seconds == last + 86_400, "\(text)") }
          last = seconds
        }
      }
      let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      #expect((UTC.seconds("\(year)-02-29T00:00:00Z") != nil) == leap, "\(year)")
    }
    #expect(UTC.seconds("1970-01-01T00:00:00Z") == 0)
    #expect(UTC.seconds("2026-03-01T09:30:00Z") == 1_772_357_400)
    for text in [
      "", "2026-03-01", "2026-03-01T24:00:00Z", "2026-03-01T09:60:00Z", "2026-03-01T09:30:60Z", "2026-03-01T09:30:00",
      "2026-3-01T09:30:000Z", "2026-03-01 09:30:00Z", "-026-03-01T09:30:00Z", "2026-03-01T09:30:0éZ",
    ] { #expect(UTC.seconds(text) == nil, "\(text)") }
  }

  @Test func aTimeAfterAnother() {
    #expect(StudyTime.text(after: "2026-03-01T09:30:00Z", orNow: "2026-03-01T09:30:01Z") == "2026-03-01T09:30:01Z")
    #expect(StudyTime.text(after: "2026-02-28T23:59:59Z", orNow: "2026-02-28T23:59:59Z") == "2026-03-01T00:00:00Z")
  }

  /// In order already, or not: as a stable sort has it.
  @Test func eventsByTime() {
    var random = SeededRandom(seed: 3)
    for count in [0, 1, 2, 40] {
      for isSorted in [true, false] {
        var events = (0..<count).map { n in
          let day = Int.random(in: 1...9, using: &random)
          return ReadingEvent(.open, of: Alias("k7m2x9d4")!, time: "2026-03-0\(day)T09:30:00Z", reason: "\(n)")
        }
        if isSorted { events.sort { $0.time < $1.time } }
        let naive = events.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
        #expect(events.byTime == naive.map(\.element))
      }
    }
  }
}
