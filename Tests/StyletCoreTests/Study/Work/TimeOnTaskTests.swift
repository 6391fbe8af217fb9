import Testing

@testable import StyletStudy

/// Seconds of readings, of the raw times of a log.
@Suite struct TimeOnTaskTests {
  private let a = Alias("k7m2x9d4")!, b = Alias("k7m2x9d6")!

  private func event(_ kind: ReadingEvent.Kind, _ alias: Alias, _ time: String) -> ReadingEvent {
    ReadingEvent(kind, of: alias, time: "2026-03-01T\(time)Z")
  }

  @Test func pausesAreLeftOut() {
    let events = [
      event(.open, a, "09:00:00"), event(.flag, a, "09:01:00"), event(.pause, a, "09:02:00"),
      event(.open, a, "12:00:00"), event(.seal, a, "12:00:30"), event(.open, b, "12:01:00"),
      event(.skip, b, "12:01:07"),
    ]
    #expect(TimeOnTask.seconds(events) == [a: 150, b: 7])
    #expect(TimeOnTask.seconds(events.reversed()) == [a: 150, b: 7], "of several machines, in any order")
  }

  /// Looking at what is sealed is no reading, until it is opened again.
  @Test func whatIsSealedTakesNoTime() {
    let events = [
      event(.open, a, "09:00:00"), event(.seal, a, "09:01:00"), event(.open, a, "10:00:00"),
      event(.pause, a, "10:20:00"), event(.open, a, "11:00:00"), event(.reopen, a, "11:05:00"),
      event(.seal, a, "11:06:00"),
    ]
    #expect(TimeOnTask.seconds(events) == [a: 120])
  }

  /// The machine stopped: when the first opening ended nobody knows. A clock set back takes nothing away.
  @Test func openEndsCountForNothing() {
    let events = [event(.open, a, "09:00:00"), event(.open, a, "12:00:00"), event(.pause, a, "12:00:10")]
    #expect(TimeOnTask.seconds(events) == [a: 10])
    #expect(TimeOnTask.seconds([event(.open, a, "09:00:00")]) == [:])
    #expect(TimeOnTask.seconds([event(.pause, a, "09:00:00")]) == [:])
  }
}
