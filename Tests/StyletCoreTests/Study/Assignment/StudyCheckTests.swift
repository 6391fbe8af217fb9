import Glibc
import StyletBase
import TestSupport
import Testing

@testable import StyletStudy

/// What is done to a study's files is found, and named by file and place.
@Suite struct StudyCheckTests {
  private static let ann = ReaderName("r00")!, bob = ReaderName("r01")!

  private static func text(_ path: String) throws -> String {
    String(decoding: try SafeFile.read(path).bytes, as: UTF8.self)
  }

  private static func write(_ text: String, _ path: String) throws { try StudyFile.write(Array(text.utf8), to: path) }

  private static func edit(_ path: String, _ change: (inout [String]) -> Void) throws {
    var lines = try text(path).split(separator: "\n").map(String.init)
    let before = lines
    change(&lines)
    #expect(lines != before, "\(path)")
    try write(lines.map { $0 + "\n" }.joined(), path)
  }

  private static func replace(_ old: String, _ new: String, in path: String) throws {
    let before = try text(path), after = before.replacing(old, with: new, maxReplacements: 1)
    #expect(before != after, "\(path): \(old)")
    try write(after, path)
  }

  private static func exchange(_ a: String, _ b: String) throws {
    let (first, second) = (try text(a), try text(b))
    try write(second, a)
    try write(first, b)
  }

  private static func log(_ folder: StudyFolder, _ reader: ReaderName = ann) -> String {
    folder.events(reader, SyntheticStudy.host)
  }

  private static func events(_ folder: StudyFolder) throws -> [ReadingEvent] {
    try EventLog(folder, study: "trial", reader: ann, host: SyntheticStudy.host).read()
  }

  private static func sealed(_ folder: StudyFolder) throws -> [Alias] {
    try ListedReading.read(folder, ann).prefix(3).map(\.alias)
  }

  struct Tampering: Sendable, CustomTestStringConvertible {
    let name: String
    let kind: StudyFault.Kind
    /// From the study's folder on, or its beginning.
    let path: String
    var place: String?
    /// No other file is blamed.
    var isAlone = true
    let done: @Sendable (StudyFolder) throws -> Void
    var testDescription: String { name }
  }

  static let tamperings: [Tampering] = [
    Tampering(name: "a log's line taken out", kind: .chain, path: "readers/r00/events.", place: "line 3, previous") {
      try edit(log($0)) { $0.remove(at: 2) }
    },
    Tampering(name: "a log's lines reordered", kind: .chain, path: "readers/r00/events.", place: "line 2, previous") {
      try edit(log($0)) { $0.swapAt(1, 2) }
    },
    Tampering(name: "an event's date moved", kind: .chain, path: "readers/r00/events.", place: "line 3, previous") {
      try edit(log($0)) { $0[1] = $0[1].replacing("2026-03-0", with: "2026-02-0") }
    },
    Tampering(name: "a log's last line taken out", kind: .anchor, path: "readers/r00/events.", isAlone: false) {
      try edit(log($0)) { $0.removeLast() }
    },
    Tampering(name: "a log written anew", kind: .anchor, path: "readers/r00/events.") { folder in
      var all = try events(folder)
      all[0].time = "2026-03-01T00:00:00Z"
      try SyntheticStudy.writeLog(all, of: ann, "trial", folder)
    },
    Tampering(name: "a log taken away", kind: .gone, path: "readers/r00/events.") { unlink(log($0)) },
    Tampering(name: "another reader's log", kind: .chain, path: "readers/r00/events.", place: "line 1, previous") {
      try write(text(log($0, bob)), log($0))
    },
    Tampering(name: "another machine's log", kind: .chain, path: "readers/r00/events.lap", place: "line 1, previous") {
      try write(text(log($0)), $0.events(ann, HostName("lap")!))
    },
    Tampering(name: "an event of another reader's alias", kind: .alias, path: "readers/r00/events.") { folder in
      let other = try ListedReading.read(folder, bob)[0].alias
      try EventLog(folder, study: "trial", reader: ann, host: SyntheticStudy.host).add(
        ReadingEvent(.skip, of: other, time: "2026-05-02T10:00:00Z", reason: "x"))
    },
    Tampering(name: "a run of a sealed project changed", kind: .project, path: "readers/r00/") { folder in
      try replace("7]", "8]", in: folder.project(ann, sealed(folder)[0]))
    },
    Tampering(name: "two projects exchanged", kind: .project, path: "readers/r00/", isAlone: false) { folder in
      let two = try sealed(folder)
      try exchange(folder.project(ann, two[0]), folder.project(ann, two[1]))
    },
    Tampering(name: "a sealed project taken away", kind: .gone, path: "readers/r00/") { folder in
      unlink(folder.project(ann, try sealed(folder)[0]))
    },
    Tampering(name: "another reader's project", kind: .foreign, path: "readers/r00/") { folder in
      let other = try ListedReading.read(folder, bob)[0].alias, path = folder.projectFolder(ann, other)
      if !Paths.isFolder(path) { try Paths.makeFolder(path) }
      try write(text(folder.project(bob, other)), folder.project(ann, other))
    },
    Tampering(name: "a list reordered", kind: .list, path: "readers/r00/list.jsonl", place: "line 4") {
      try edit($0.list(ann)) { $0.swapAt(3, 5) }
    },
    Tampering(name: "a list's row taken out", kind: .list, path: "readers/r00/list.jsonl") {
      try edit($0.list(ann)) { $0.remove(at: 3) }
    },
    Tampering(name: "an alias exchanged", kind: .list, path: "readers/r00/list.jsonl", place: "line 1") { folder in
      let own = try ListedReading.read(folder, ann)[0].alias, other = try ListedReading.read(folder, bob)[0].alias
      try replace(own.text, other.text, in: folder.list(ann))
    },
    Tampering(name: "a list opened too early", kind: .list, path: "readers/r00/list.jsonl") {
      try replace("\"days\": 28", "\"days\": 0", in: $0.list(ann))
    },
    Tampering(name: "a scan's place changed", kind: .place, path: "readers/r00/scans.jsonl", place: "line 2") {
      try edit($0.places(ann)) { $0[1] = $0[1].replacing("\"check\": \"", with: "\"check\": \"0", maxReplacements: 1) }
    },
    Tampering(name: "a scan's place taken out", kind: .place, path: "readers/r00/scans.jsonl", place: "line 2") {
      try edit($0.places(ann)) { $0.remove(at: 1) }
    },
    Tampering(name: "a kind of reading changed", kind: .changed, path: "keys/design.jsonl") {
      try replace("\"double\"", "\"first\"", in: $0.design)
    },
    Tampering(name: "the key's file replaced", kind: .key, path: "keys/study.key") {
      try StudyFile.write(StudyKey.make().text, to: $0.key)
    },
    Tampering(name: "key and study replaced", kind: .trail, path: "keys/trail.jsonl") { folder in
      let key = StudyKey.make()
      try StudyFile.write(key.text, to: folder.key)
      try replace(PlannedStudy.key.id, key.id, in: folder.study)
    },
    Tampering(name: "a case taken out", kind: .changed, path: "cases.jsonl") {
      try edit($0.cases) { $0.remove(at: 4) }
    },
    Tampering(name: "a case's scan exchanged", kind: .changed, path: "cases.jsonl") {
      try replace("../scans/5", "../scans/6", in: $0.cases)
    },
    Tampering(name: "the seed changed", kind: .changed, path: "study.json") {
      try replace("\"seed\": 1", "\"seed\": 2", in: $0.study)
    },
    Tampering(name: "an amendment's date moved", kind: .changed, path: "study.json") {
      try replace("\"assigned\", \"time\": \"2026-03-01", "\"assigned\", \"time\": \"2026-03-02", in: $0.study)
    },
    Tampering(name: "the protocol changed", kind: .changed, path: "protocol.toml") {
      try write("id = \"tess\"\n", $0.readingProtocol)
    },
    Tampering(name: "a gold answer changed", kind: .changed, path: "gold/C20.stylet.json") {
      try write("{}\n", $0.gold(CaseID("C20")!))
    },
    Tampering(name: "a gold answer taken away", kind: .gone, path: "gold/C20.stylet.json") {
      unlink($0.gold(CaseID("C20")!))
    },
    Tampering(
      name: "a line of the trail taken out", kind: .trail, path: "keys/trail.jsonl", place: "line 2, previous"
    ) {
      try edit($0.trail) { $0.remove(at: 1) }
    },
    Tampering(name: "the trail emptied", kind: .trail, path: "keys/trail.jsonl", place: "line 1") {
      try write("", $0.trail)
    },
    Tampering(name: "a digest in the trail changed", kind: .trail, path: "keys/trail.jsonl", place: "line 2, seal") {
      let digest = "\"cases.jsonl\": \"\(sha256([]))\""
      try edit($0.trail) { $0[1] = $0[1].replacing(/"cases.jsonl": "[0-9a-f]{64}"/, with: digest) }
    },
    Tampering(name: "known answers where none are shown", kind: .answers, path: "readers/r00/answers.jsonl") {
      try write("", $0.answers(ann))
    },
    Tampering(name: "a known answer shown where there is none", kind: .answers, path: "readers/r00") {
      let log = EventLog($0, study: "trial", reader: ann, host: SyntheticStudy.host)
      try log.add(ReadingEvent(.compare, of: sealed($0)[0], time: "2026-05-02T09:00:00Z"))
    },
    Tampering(name: "a reading sealed that was never opened", kind: .chain, path: "readers/r00", isAlone: false) {
      folder in
      let all = try events(folder), alias = try sealed(folder)[1]
      try SyntheticStudy.writeLog(all.filter { $0.alias != alias || $0.kind == .seal }, of: ann, "trial", folder)
    },
    Tampering(name: "a stranger's folder", kind: .foreign, path: "readers/zoe") {
      try Paths.makeFolder($0.readers + "/zoe")
    },
  ]

  @Test func aStudyAsItWasMadeHasNoFault() throws {
    try withTemporaryFolder { path in
      let folder = try SyntheticStudy.make(in: path, readers: 3, cases: 300, sealed: 6)
      let check = try StudyCheck(folder, now: SyntheticStudy.now)
      #expect(check.faults == [] && check.remarks == [])
      #expect(check.readers == 3 && check.cases == 300 && check.events == 36 && check.projects == 18)
      #expect(check.seal?.count == 64)
      // A scan that is gone keeps nothing else from being looked at.
      let gone = try StudyCheck(folder, now: SyntheticStudy.now) { $0.id.text == "C7" ? "gone" : nil }
      #expect(gone.faults.map(\.place) == ["C7"] && gone.remarks == [])
      // Once more from the beginning: nothing hangs on when it is asked.
      #expect(try StudyCheck(folder, now: SyntheticStudy.now).seal == check.seal)
    }
  }

  @Test(arguments: tamperings) func whatIsDoneIsFoundAndNamed(_ one: Tampering) throws {
    try withTemporaryFolder { path in
      let folder = try SyntheticStudy.make(in: path, readers: 3, cases: 300, sealed: 6)
      try one.done(folder)
      let faults = try StudyCheck(folder, now: SyntheticStudy.now).faults
      let named = faults.contains { fault in
        fault.kind == one.kind && fault.path.hasPrefix(one.path) && (one.place == nil || fault.place == one.place)
      }
      #expect(named, "\(one.name): \(faults)")
      #expect(!one.isAlone || Set(faults.map(\.path)).count == 1, "\(one.name): \(faults)")
      #expect(faults.allSatisfy { !$0.what.isEmpty && !$0.path.hasPrefix("/") })
    }
  }

  /// What is taken off the trail's end shows by a seal that was kept elsewhere.
  @Test func aShortenedTrailShowsByASealThatWasKept() throws {
    try withTemporaryFolder { path in
      let folder = try SyntheticStudy.make(in: path, readers: 2, cases: 40, sealed: 2)
      let kept = try #require(try StudyCheck(folder, now: SyntheticStudy.now).seal)
      #expect(try StudyCheck(folder, now: SyntheticStudy.now, keeping: [kept]).faults == [])
      try Self.edit(folder.trail) { $0.removeLast() }
      #expect(try StudyCheck(folder, now: SyntheticStudy.now).faults == [])
      let faults = try StudyCheck(folder, now: SyntheticStudy.now, keeping: [kept]).faults
      #expect(faults.map(\.kind) == [.trail] && faults.first?.what.contains(kept) == true, "\(faults)")
    }
  }

  /// The coordinator's commands do not go on over a change, and one that was interrupted is gone on with.
  @Test func noChangeCoversUpAnother() throws {
    try withTemporaryFolder { path in
      let folder = try SyntheticStudy.make(in: path, readers: 2, cases: 40, sealed: 2)
      let before = try SafeFile.read(folder.cases).bytes
      let more = StudyCase(
        id: CaseID("C900")!, path: "../x", sha256: sha256([1]), fingerprint: sha256([2]), files: 1, size: [9, 9, 9],
        spacing: [1, 1, 1], site: "a", patient: "p", added: PlannedStudy.time)
      do { try StudyChange(folder).add([more]) }
      // The trail tells of the case, and the file was never written.
      try StudyFile.write(before, to: folder.cases)
      let check = try StudyCheck(folder, now: SyntheticStudy.now)
      #expect(check.faults == [] && check.remarks.map(\.path) == ["cases.jsonl"])
      do { try StudyChange(folder).add([more]) }
      #expect(try StudyCase.read(folder).count == 41)
      #expect(try StudyCheck(folder, now: SyntheticStudy.now).remarks == [])
      try Self.replace("../scans/5", "../scans/6", in: folder.cases)
      let failure = #expect(throws: Failure.self) { try StudyChange(folder) }
      #expect(failure?.path == folder.cases)
      #expect(!Paths.exists(folder.claim), "the claim is given back")
    }
  }

  /// A reading of a part of the list that was not open yet, by what the log says; and what is no file of the study's.
  @Test func whatIsEarlyAndWhatIsStrangeIsRemarked() throws {
    try withTemporaryFolder { path in
      let folder = try SyntheticStudy.make(in: path, readers: 2, cases: 400, sealed: 2)
      let rows = try ListedReading.read(folder, Self.ann)
      let late = try #require(rows.firstIndex { $0.opens != nil }), opens = try #require(rows[late].opens)
      let log = EventLog(folder, study: "trial", reader: Self.ann, host: SyntheticStudy.host)
      for row in rows[..<late] where try ReadingProgress(folder, study: "trial", reader: Self.ann).state(of: row.alias) == .waiting {
        try log.add(ReadingEvent(.skip, of: row.alias, time: "2026-04-01T00:00:00Z", reason: "x"))
      }
      #expect(opens.after <= late && opens.days == 28)
      try log.add(ReadingEvent(.open, of: rows[late].alias, time: "2026-04-28T23:59:59Z"))
      var check = try StudyCheck(folder, now: SyntheticStudy.now)
      #expect(check.faults == [] && check.remarks.map(\.place) == [rows[late].alias.text], "\(check.remarks)")
      try log.add(ReadingEvent(.open, of: rows[late + 1].alias, time: "2026-04-29T00:00:00Z"))
      let names = ["copy of list.jsonl", "kept.x", "order.json", "returned.abcdef.json", "zzz"]
      for name in names.reversed() { try Paths.makeFolder(folder.reader(Self.ann) + "/" + name) }
      check = try StudyCheck(folder, now: SyntheticStudy.now)
      let strange = check.remarks.filter { $0.kind == .foreign }.map(\.path)
      #expect(strange == names.map { "readers/r00/" + $0 })
      #expect(check.faults == [] && check.remarks.count == names.count + 1, "\(check.remarks)")
    }
  }

  /// An answer that somebody put there by hand, until an anchor names it.
  @Test func goldThatTheTrailDoesNotTellOfIsRemarked() throws {
    try withTemporaryFolder { path in
      let folder = try SyntheticStudy.make(in: path, readers: 2, cases: 40, sealed: 2), gold = "gold/C21.stylet.json"
      try Self.write("{}\n", folder.path + "/" + gold)
      let check = try StudyCheck(folder, now: SyntheticStudy.now)
      #expect(check.faults == [] && check.remarks.map(\.path) == [gold] && check.remarks[0].kind == .untold)
      _ = try StudyChange(folder).anchor()
      #expect(try StudyCheck(folder, now: SyntheticStudy.now).remarks == [])
      try Self.write("{ }\n", folder.path + "/" + gold)
      #expect(try StudyCheck(folder, now: SyntheticStudy.now).faults.map(\.path) == [gold])
    }
  }

  /// The reading of before, as with proposals that come once it is sealed.
  @Test func whatWasOpenedAgainIsKeptAsItWasSealed() throws {
    try withTemporaryFolder { path in
      let folder = try SyntheticStudy.make(in: path, readers: 2, cases: 40, sealed: 2), alias = try Self.sealed(folder)[1]
      let project = folder.project(Self.ann, alias), kept = project + ".kept", own = try Self.text(project)
      try Self.write(own, kept)
      let log = EventLog(folder, study: "trial", reader: Self.ann, host: SyntheticStudy.host)
      try log.add(ReadingEvent(.reopen, of: alias, time: "2026-05-02T09:00:00Z", reason: "once more"))
      func said() throws -> [String] {
        let check = try StudyCheck(folder, now: SyntheticStudy.now)
        #expect(check.faults == [], "\(check.faults)")
        return check.remarks.map(\.path)
      }
      #expect(try said() == [])
      // Drawn on: the file of before is the kept one.
      try Self.write(own + " ", project)
      #expect(try said() == [])
      try Self.write(own + "  ", kept)
      #expect(try said() == [folder.relative(project)])
      unlink(kept)
      #expect(try said() == [folder.relative(project)])
    }
  }

  /// A sealed project is looked into: what is wrong with it is its fault, and one that is not what was sealed is not asked.
  @Test func sealedProjectsAreLookedInto() throws {
    try withTemporaryFolder { path in
      let folder = try SyntheticStudy.make(in: path, readers: 2, cases: 60, sealed: 4)
      let own = try Self.sealed(folder)
      try Self.replace("7]", "8]", in: folder.project(Self.ann, own[0]))
      let design = try DesignedReading.read(folder)
      let check = try StudyCheck(folder, now: SyntheticStudy.now, project: { one, reading, path, bytes in
        #expect(one.id == reading.caseID && path == folder.project(reading.reader, reading.alias))
        #expect((try? SafeFile.read(path).bytes) == bytes)
        #expect(design.contains(reading) && reading.alias != own[0])
        return reading.alias == own[2] ? "of another scan" : nil
      })
      #expect(Set(check.faults.map(\.kind)) == [.project] && check.projects == 8)
      #expect(check.faults.filter { $0.what == "of another scan" }.map(\.path) == [folder.relative(folder.project(Self.ann, own[2]))])
      #expect(check.faults.count == 2)
    }
  }

  @Test func aClockThatIsWrongIsRemarked() throws {
    try withTemporaryFolder { path in
      let folder = try SyntheticStudy.make(in: path, readers: 2, cases: 40, sealed: 2)
      let log = EventLog(folder, study: "trial", reader: Self.ann, host: SyntheticStudy.host)
      let alias = try Self.sealed(folder)[0]
      for time in ["2026-02-27T09:00:00Z", "2027-01-01T00:00:00Z"] {
        try log.add(ReadingEvent(.flag, of: alias, time: time))
      }
      let check = try StudyCheck(folder, now: SyntheticStudy.now)
      #expect(check.faults == [] && check.remarks.map(\.kind) == [.clock, .clock])
      #expect(check.remarks.map(\.place) == ["line 5", "line 6"])
    }
  }
}
