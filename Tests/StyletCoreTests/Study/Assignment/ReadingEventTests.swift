import Glibc
import StyletBase
import TestSupport
import Testing

@testable import StyletStudy

/// Logs of readers: added to, chained, and what was done to them shows.
@Suite struct ReadingEventTests {
  private let alias = Alias("k7m2x9d4")!, other = Alias("k7m2x9d6")!, reader = ReaderName("ann")!

  /// A log of six events.
  private func log(in path: String) throws -> EventLog {
    let folder = StudyFolder(path)
    for made in [folder.readers, folder.reader(reader)] { try Paths.makeFolder(made) }
    let log = EventLog(folder, study: "trial", reader: reader, host: HostName("desk")!)
    for (n, kind) in ReadingEvent.Kind.allCases.enumerated() {
      try log.add(
        ReadingEvent(
          kind, of: n % 2 == 0 ? alias : other, time: "2026-03-01T09:30:0\(n)Z", reason: "n\u{1b}\(n)",
          project: kind == .seal ? sha256([1]) : nil))
    }
    return log
  }

  @Test func eventsAreReadBackInTheirOrder() throws {
    try withTemporaryFolder { path in
      let log = try log(in: path)
      #expect(try log.read().map(\.kind) == ReadingEvent.Kind.allCases)
      #expect(try log.read()[2].project == sha256([1]))
      #expect(StudyFolder(path).logs(reader).map(\.path) == [log.path])
      #expect(try SafeFile.read(log.path).bytes.contains(27) == false)
    }
  }

  @Test func whatIsDoneToALogShows() throws {
    try withTemporaryFolder { path in
      let log = try log(in: path)
      let text = String(decoding: try SafeFile.read(log.path).bytes, as: UTF8.self)
      let lines = text.split(separator: "\n").map(String.init)
      func place(_ lines: [String]) throws -> String? {
        try StudyFile.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: log.path)
        let failure = #expect(throws: Failure.self) { try log.read() }
        return failure?.place
      }
      for n in 0..<5 {
        var taken = lines, swapped = lines, dated = lines
        taken.remove(at: n)
        swapped.swapAt(n, n + 1)
        dated[n] = dated[n].replacing("09:30", with: "09:31")
        #expect(try place(taken) == "line \(n + 1), previous")
        #expect(try place(swapped) == "line \(n + 1), previous")
        #expect(try place(dated) == "line \(n + 2), previous")
      }
      // Of another machine, reader or study.
      let lap = path + "/readers/ann/events.lap.jsonl"
      try StudyFile.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: lap)
      let moved = EventLog(StudyFolder(path), study: "trial", reader: reader, host: HostName("lap")!)
      #expect(throws: Failure.self) { try moved.read() }
      let strange = EventLog(StudyFolder(path), study: "else", reader: reader, host: HostName("desk")!)
      #expect(throws: Failure.self) { try strange.read() }
    }
  }

  @Test func aLineThatACrashHasCutDoesNotCount() throws {
    try withTemporaryFolder { path in
      let log = try log(in: path), whole = try SafeFile.read(log.path).bytes
      for cut in [1, 20, whole.count - 1] {
        try StudyFile.write(Array(whole.dropLast(cut)), to: log.path)
        // Another process than the one that has crashed.
        let log = EventLog(StudyFolder(path), study: "trial", reader: reader, host: HostName("desk")!)
        let kept = try log.read()
        try log.add(ReadingEvent(.flag, of: alias))
        #expect(try log.read().map(\.kind) == kept.map(\.kind) + [.flag])
        #expect(try SafeFile.read(log.path + ".kept").bytes == Array(whole.dropLast(cut)))
        unlink(log.path + ".kept")
      }
    }
  }

  /// Lines are added behind the end that is known: nothing before it is read again, and what others did to it shows.
  @Test func addingCostsTheLine() throws {
    try withTemporaryFolder { path in
      let log = try log(in: path), whole = try SafeFile.read(log.path).bytes
      func event(_ second: Int) -> ReadingEvent { ReadingEvent(.flag, of: alias, time: "2026-03-01T10:00:0\(second)Z") }
      var broken = whole
      broken[2] ^= 1
      try StudyFile.write(broken, to: log.path)
      try log.add(event(1))
      #expect(throws: Failure.self) { try log.read() }
      // Another process of this machine has added to it.
      try StudyFile.write(whole, to: log.path)
      let other = EventLog(StudyFolder(path), study: "trial", reader: reader, host: HostName("desk")!)
      let mine = EventLog(StudyFolder(path), study: "trial", reader: reader, host: HostName("desk")!)
      try mine.add(event(2))
      try other.add(event(3))
      try mine.add(event(4))
      #expect(try mine.read().count == ReadingEvent.Kind.allCases.count + 3)
      // Shortened, and with another last line: neither is added to.
      let now = try SafeFile.read(log.path).bytes
      try StudyFile.write(whole, to: log.path)
      #expect(throws: Failure.self) { try mine.add(event(5)) }
      #expect(try SafeFile.read(log.path).bytes == whole)
      var last = now
      last[last.count - 3] ^= 1
      try StudyFile.write(last, to: log.path)
      #expect(throws: Failure.self) { try mine.add(event(6)) }
      #expect(try SafeFile.read(log.path).bytes == last)
      try StudyFile.write(now, to: log.path)
      try mine.add(event(7))
      #expect(try mine.read().count == ReadingEvent.Kind.allCases.count + 4)
    }
  }

  @Test func aListOpensInTime() {
    let aliases = (0..<4).map { Alias("k7m2x9d" + ["2", "3", "4", "6"][$0])! }
    let list = aliases.enumerated().map { n, alias in
      ListedReading(alias: alias, opens: n == 3 ? .init(after: 2, days: 28) : nil)
    }
    func event(_ kind: ReadingEvent.Kind, _ n: Int, _ time: String) -> ReadingEvent {
      ReadingEvent(kind, of: aliases[n], time: time)
    }
    var events = [event(.open, 0, "2026-03-01T08:00:00Z"), event(.seal, 0, "2026-03-01T09:00:00Z")]
    #expect(ReadingProgress(events).state(of: aliases[0]) == .sealed)
    #expect(ReadingProgress(events).isOpen(list[0], in: list, at: "2026-03-01T09:00:00Z"))
    #expect(!ReadingProgress(events).isOpen(list[3], in: list, at: "2026-09-01T09:00:00Z"))
    events.append(event(.skip, 1, "2026-03-02T09:00:00Z"))
    #expect(!ReadingProgress(events).isOpen(list[3], in: list, at: "2026-03-30T08:59:59Z"))
    #expect(ReadingProgress(events).isOpen(list[3], in: list, at: "2026-03-30T09:00:00Z"))
    // By time, whichever machine's log is read first.
    events.insert(event(.reopen, 0, "2026-03-03T09:00:00Z"), at: 0)
    #expect(ReadingProgress(events).state(of: aliases[0]) == .open)
    #expect(!ReadingProgress(events).isOpen(list[3], in: list, at: "2026-09-01T09:00:00Z"))
  }

  @Test func aClaimIsOnes() throws {
    try withTemporaryFolder { path in
      let file = path + "/coordinator.claim"
      var claim: StudyClaim? = try StudyClaim.take(file)
      #expect(throws: Failure.self) { try StudyClaim.take(file) }
      #expect(claim != nil)
      claim = nil
      #expect(!Paths.exists(file))
      func leave(_ host: String, _ pid: Int) throws {
        let text = "{\"host\": \"\(host)\", \"pid\": \(pid), \"since\": \"2026-03-01T09:30:00Z\"}\n"
        try StudyFile.write(Array(text.utf8), to: file)
      }
      // A process number beyond what the system gives.
      try leave(HostName.here.text, 1 << 29)
      claim = try StudyClaim.take(file)
      claim = nil
      // What one that was killed has left of a claim in the making goes; another machine's stays.
      for host in [HostName.here.text, "elsewhere"] {
        try StudyFile.write([123], to: "\(file).\(host).\(1 << 29).tmp")
      }
      claim = try StudyClaim.take(file)
      #expect(Paths.names(in: path)?.sorted() == ["coordinator.claim", "coordinator.claim.elsewhere.\(1 << 29).tmp"])
      claim = nil
      try leave("elsewhere", 1 << 29)
      #expect(throws: Failure.self) { try StudyClaim.take(file) }
    }
  }
}
