import StyletBase
import Testing

@testable import StyletStudy

/// What comes back from a checkout, and what the study has done meanwhile.
@Suite struct CheckinTests {
  private static let a = Alias("k7m2x9d4")!, b = Alias("k7m2x9d6")!, c = Alias("k7m2x9d7")!
  private static let own = HostName("clinic")!
  private let checkout = Checkout(
    study: "trial", reader: ReaderName("ann")!, aliases: [a, b, c], id: CheckoutID("cdfghj")!, host: own,
    time: "2026-03-01T09:00:00Z")
  private var host: HostName { HostName("laptop")!.carrying(checkout.id) }

  private func event(_ kind: ReadingEvent.Kind, _ alias: Alias, _ minute: Int, _ project: Int? = nil) -> ReadingEvent {
    ReadingEvent(
      kind, of: alias, time: "2026-03-01T10:\(minute < 10 ? "0" : "")\(minute):00Z",
      project: project.map { sha256([UInt8($0)]) })
  }

  private func checkin(
    _ carried: [ReadingEvent], before: [ReadingEvent] = [], there: [ReadingEvent]? = nil,
    list: Set<Alias> = [a, b, c], isOver: Bool = false, withdrawn: Set<Alias> = []
  ) -> (made: Checkin, after: ReadingProgress) {
    var logs: Checkin.Logs = [Self.own: before]
    logs[host] = there
    let made = Checkin(
      checkout, list: list, before: logs, carried: [host: carried], isOver: isOver, withdrawn: withdrawn, reason: "why",
      now: "2026-03-02T00:00:00Z")
    // As the study has it then.
    if made.fresh.contains(host) { logs[host] = carried }
    return (made, ReadingProgress((logs[host] ?? []) + before + made.assertions))
  }

  private func verdicts(_ made: Checkin) -> [Checkin.Verdict] { made.verdicts.map(\.verdict) }

  @Test func whatNobodyTouchedIsTaken() {
    let (made, after) = checkin([event(.open, Self.a, 1), event(.seal, Self.a, 2, 1), event(.open, Self.b, 3)])
    #expect(verdicts(made) == [.taken(.sealed), .taken(.open), .unread])
    #expect(made.assertions.isEmpty && made.fresh == [host] && made.parted.isEmpty)
    #expect(after.seals[Self.a] == sha256([1]) && after.state(of: Self.b) == .open)
  }

  /// A flag in the study is no reading.
  @Test func aFlagIsNoConflict() {
    let (made, _) = checkin([event(.open, Self.a, 1)], before: [event(.flag, Self.a, 0)])
    #expect(verdicts(made)[0] == .taken(.open))
  }

  @Test func twiceIsHarmless() {
    let carried = [event(.open, Self.a, 1), event(.seal, Self.a, 2, 1)]
    let later = [event(.open, Self.a, 5), event(.reopen, Self.a, 6), event(.seal, Self.a, 7, 2)]
    for isOver in [false, true] {
      let (made, after) = checkin(carried, before: later, there: carried, isOver: isOver)
      #expect(verdicts(made) == [.there(.sealed), .unread, .unread])
      #expect(made.fresh.isEmpty && made.assertions.isEmpty && after.seals[Self.a] == sha256([2]))
    }
  }

  /// Whatever the order of the times, the study's own reading stays the last one.
  @Test(arguments: [0, 20]) func whatTheStudyDidMeanwhileStays(minute: Int) {
    let carried = [
      event(.open, Self.a, 10), event(.seal, Self.a, 11, 1), event(.open, Self.b, 12), event(.seal, Self.c, 13, 3),
    ]
    let before = [
      event(.open, Self.a, minute), event(.seal, Self.a, minute + 1, 9), event(.open, Self.b, minute + 2),
      event(.skip, Self.c, minute + 3),
    ]
    let (made, after) = checkin(carried, before: before)
    #expect(verdicts(made) == [.kept(.sealed), .kept(.begun), .kept(.skipped)])
    #expect(after.state(of: Self.a) == .sealed && after.seals[Self.a] == sha256([9]))
    #expect(after.state(of: Self.b) == .open && after.state(of: Self.c) == .skipped)
    // What would be so anyway is not said.
    #expect(made.assertions.count == (minute == 0 ? 2 : 0))
    #expect(made.assertions.allSatisfy { $0.reason == "why" && $0.time == "2026-03-02T00:00:00Z" })
  }

  /// The laptop's clock is days ahead.
  @Test func aClockThatWasAheadDoesNotWin() {
    var seal = event(.seal, Self.a, 2, 1)
    seal.time = "2026-03-09T00:00:00Z"
    let before = [event(.open, Self.a, 3), event(.seal, Self.a, 4, 9)]
    let (made, after) = checkin([event(.open, Self.a, 1), seal], before: before)
    #expect(verdicts(made)[0] == .kept(.sealed) && made.assertions.map(\.time) == ["2026-03-09T00:00:01Z"])
    #expect(after.seals[Self.a] == sha256([9]))
  }

  @Test func whatWasChangedAfterItCameBackIsKept() {
    let first = [event(.open, Self.a, 1), event(.seal, Self.a, 2, 1)]
    let more = first + [
      event(.reopen, Self.a, 3), event(.seal, Self.a, 4, 2), event(.open, Self.b, 5), event(.seal, Self.b, 6, 3),
    ]
    let (made, after) = checkin(more, there: first, isOver: true)
    #expect(verdicts(made) == [.kept(.changed), .taken(.sealed), .unread])
    #expect(after.seals[Self.a] == sha256([1]) && after.seals[Self.b] == sha256([3]))
    // A check-in that was stopped goes on.
    let (again, goneOn) = checkin(more, there: first)
    #expect(verdicts(again) == [.taken(.sealed), .taken(.sealed), .unread] && again.assertions.isEmpty)
    #expect(goneOn.seals[Self.a] == sha256([2]))
  }

  /// Two copies of the folder were read in.
  @Test func logsThatPartAreKept() {
    let first = [event(.open, Self.a, 1)]
    let here = first + [event(.seal, Self.a, 3, 1)]
    let (made, after) = checkin(first + [event(.seal, Self.a, 4, 2)], there: here, isOver: true)
    #expect(verdicts(made)[0] == .kept(.changed) && made.parted == [host] && made.fresh.isEmpty)
    #expect(after.seals[Self.a] == sha256([1]))
    // An older copy brings nothing.
    #expect(verdicts(checkin(first, there: here).made)[0] == .there(.sealed))
  }

  @Test func whatIsOffTheListIsKept() {
    let carried = [event(.seal, Self.a, 1, 1), event(.seal, Self.b, 2, 2)]
    let (made, _) = checkin(carried, list: [Self.c], withdrawn: [Self.b])
    #expect(verdicts(made) == [.kept(.unlisted), .taken(.sealed), .unread] && made.assertions.isEmpty)
    // What the study has of a case that was withdrawn is written over no more than of any other.
    let (there, after) = checkin(carried, before: [event(.seal, Self.b, 1, 7)], list: [Self.c], withdrawn: [Self.b])
    #expect(verdicts(there)[1] == .kept(.sealed) && after.seals[Self.b] == sha256([7]))
    // A log that speaks of another reading altogether.
    let other = Alias("ccccdddd")!
    let (strange, _) = checkin([event(.seal, other, 1, 1)])
    #expect(strange.verdicts.last?.alias == other && strange.verdicts.last?.verdict == .kept(.unlisted))
  }

  @Test func recordsAreReadAsTheyAreWritten() throws {
    var one = checkout
    (one.returned, one.kept) = ("2026-03-03T00:00:00Z", [Self.a: .sealed, Self.c: .unlisted])
    for record in [checkout, one] {
      let read = try StudyFile.object(record.json.bytes, "away.json", "") { Checkout(&$0) }
      #expect(read == record)
    }
    let names = Set((0..<50).map { _ in CheckoutID.make() })
    #expect(names.count > 45 && CheckoutID("abc") == nil && CheckoutID("cdfgha") == nil)
    let long = HostName(String(repeating: "h", count: 64))!.carrying(checkout.id)
    #expect(long.text.utf8.count == 64 && long.isCarrying(checkout.id) && !Self.own.isCarrying(checkout.id))
  }

  @Test func theNextOnesThatNobodyHas() throws {
    let rows = [Self.a, Self.b, Self.c].map { ListedReading(alias: $0) }
      + [ListedReading(alias: Alias("ccccdddd")!, opens: .init(after: 1, days: 0))]
    let progress = ReadingProgress([event(.open, Self.b, 1), event(.flag, Self.c, 2)])
    #expect(Checkout.next(rows, progress, taken: []) == [Self.a, Self.c])
    #expect(Checkout.next(rows, progress, taken: [Self.a]) == [Self.c])
    let sealed = ReadingProgress([event(.seal, Self.a, 1, 1)])
    #expect(Checkout.next(rows, sealed, taken: [Self.b]).map(\.text) == [Self.c.text, "ccccdddd"])
  }
}
