import Glibc
import StyletBase
import TestSupport
import Testing

@testable import StyletAgreement
@testable import StyletStudy

/// The coordinator's page against what the files say, counted the naive way.
@Suite struct StudyBoardTests {
  private static func board(
    _ folder: StudyFolder, measures: StudyMeasures? = nil, digests: [CaseID: String] = [:],
    now: String = SyntheticStudy.now, days: Int = 7
  ) throws -> StudyBoard {
    StudyBoard(
      try StudyRecords(folder), measures: measures ?? StudyMeasures(nil, forms: StudyForms([]), protocolDigests: []),
      goldDigests: digests, rule: ExportRule(), now: now, days: days)
  }

  @Test func pairsAreThoseOfTheDesign() throws {
    try withTemporaryFolder { path in
      let folder = try SyntheticStudy.make(in: path, readers: 4, cases: 300, sealed: 40)
      let board = try Self.board(folder), records = try StudyRecords(folder)
      let design = records.design.filter { $0.kind == .first || $0.kind == .double }
      var planned: [Set<ReaderName>: Int] = [:], sealed: [Set<ReaderName>: Int] = [:]
      for a in design {
        for b in design where a.caseID == b.caseID && a.reader < b.reader {
          let both = [a, b].allSatisfy { row in
            records.readers.first { $0.name == row.reader }?.progress.state(of: row.alias) == .sealed
          }
          planned[[a.reader, b.reader], default: 0] += 1
          if both { sealed[[a.reader, b.reader], default: 0] += 1 }
        }
      }
      #expect(!planned.isEmpty && !sealed.isEmpty)
      #expect(board.pairs.count == planned.count)
      for pair in board.pairs {
        let names: Set = [board.matrix.readers[pair.first], board.matrix.readers[pair.second]]
        #expect(pair.planned == planned[names] && pair.sealed == sealed[names] ?? 0, "\(names)")
        #expect(pair.measured == 0 && pair.interval == nil && pair.meanDice == nil)
      }
      // Nothing is known, and nothing is divided by nothing.
      #expect(board.gold.total.judged.isEmpty && board.gold.total.interval == nil && board.gold.answered == 0)
      #expect(board.gold.total.withoutAnswer == board.gold.total.sealed && board.gold.total.sealed > 0)
      let text = JSONValue.object(board.json).text
      #expect(!text.contains("nan") && !text.contains("inf,"))
      #expect(text.contains("\"right\": null") || text.contains("\"right\":null"))
    }
  }

  @Test func sealedReadingsAreHeldAgainstGoldByTheRule() throws {
    try withTemporaryFolder { path in
      let folder = try SyntheticStudy.make(in: path, readers: 3, cases: 200, sealed: 60)
      let records = try StudyRecords(folder)
      var gold = GoldDigests()
      let digests = gold.digests(folder, of: records.cases)
      #expect(digests.count == records.cases.count { $0.use == .gold })
      // What was measured, as a file keeps it; every third is wrong.
      let store = path + "/cache/stylet/study.jsonl"
      var lines: [JSONObject] = [], right = 0, all = 0
      for (place, reader) in records.readers.enumerated() {
        for row in records.design where row.reader == reader.name && row.kind == .gold {
          guard let seal = records.seal(row, place), let answer = digests[row.caseID] else { continue }
          let isWrong = all % 3 == 0
          lines.append([
            "first": .string(answer), "second": .string(seal), "basis": .string("\(Release.version) p"),
            "voxels": .array([.int(100), .int(100), .int(isWrong ? 10 : 90)]), "alike": .array([]),
            "unlike": .array([]), "missing": .array([]),
          ])
          all += 1
          if !isWrong { right += 1 }
        }
      }
      try #require(all > 5)
      for made in [path + "/cache", path + "/cache/stylet"] { try Paths.makeFolder(made) }
      try StudyFile.write(StudyFile.bytes(ofLines: lines), to: store)
      let measures = StudyMeasures(store, forms: StudyForms([]), protocolDigests: ["p"])
      let board = try Self.board(folder, measures: measures, digests: digests), total = board.gold.total
      #expect(total.judged.count == all && total.right == right && total.found == all && total.unmeasured == 0)
      #expect(total.interval == StudyPrecision.interval(Double(right) / Double(all), of: all))
      #expect(board.effects.byPosition.reduce(0) { $0 + $1.judged } == all)
      #expect(board.effects.byPosition.reduce(0) { $0 + $1.wrong } == all - right)
      #expect(board.effects.byHour.reduce(0) { $0 + $1.readings } == board.status.total.sealed)
      // Another protocol, a broken file: nothing is known, nothing is wrong.
      #expect(StudyMeasures(store, forms: StudyForms([]), protocolDigests: ["q"]).known.isEmpty)
      try StudyFile.write(Array("{\"first\": 1}\n".utf8), to: store)
      let broken = try Self.board(
        folder, measures: StudyMeasures(store, forms: StudyForms([]), protocolDigests: ["p"]), digests: digests)
      #expect(broken.gold.total.unmeasured == all && broken.gold.tasks.count == all)
    }
  }

  @Test func theRuleIsPlain() {
    var rule = ExportRule()
    rule.answers = ["class"]
    func pair(_ a: Int, _ b: Int, _ common: Int, _ change: (inout MeasuredPair) -> Void = { _ in }) -> Bool {
      var pair = MeasuredPair(first: a, second: b, common: common)
      change(&pair)
      return pair.isMet(rule)
    }
    #expect(pair(0, 0, 0) && pair(100, 100, 70) && !pair(100, 100, 69) && !pair(0, 5, 0) && !pair(5, 0, 0))
    #expect(pair(10, 10, 10) { $0.alike = ["class"] } && !pair(10, 10, 10) { $0.unlike = ["class"] })
    #expect(!pair(10, 10, 10) { $0.missing = ["class"] } && pair(10, 10, 10) { $0.unlike = ["other"] })
    rule.dice = 0
    #expect(!pair(0, 5, 0), "one alone has found a lesion")
    #expect(MeasuredPair(first: 0, second: 0, common: 0).dice == nil)
  }

  @Test func silenceOverdueRowsAndWrongClocksAreSaid() throws {
    try withTemporaryFolder { path in
      let folder = try SyntheticStudy.make(in: path, readers: 3, cases: 120, sealed: 10)
      let now = "2026-03-08T00:00:00Z", name = ReaderName("r00")!
      // The logs end on the third of March.
      #expect(try Self.board(folder, now: now, days: 4).attention.silent.map(\.reader.text) == ["r00", "r01", "r02"])
      let rows = try ListedReading.read(folder, name)
      let log = EventLog(folder, study: "trial", reader: name, host: HostName("lap")!)
      try log.add(ReadingEvent(.open, of: rows[20].alias, time: "2026-03-07T12:00:00Z"))
      var quiet = try Self.board(folder, now: now, days: 4)
      #expect(quiet.attention.silent.map(\.reader.text) == ["r01", "r02"] && quiet.attention.clocks.isEmpty)
      #expect(quiet.attention.silent.allSatisfy { $0.days == 4 && $0.open > 0 })
      // A clock that runs ahead makes nobody busy.
      let other = EventLog(folder, study: "trial", reader: ReaderName("r01")!, host: HostName("lap")!)
      try other.add(ReadingEvent(.flag, of: try ListedReading.read(folder, ReaderName("r01")!)[3].alias, time: "2026-03-10T00:00:00Z", reason: "x"))
      try log.add(ReadingEvent(.pause, of: rows[20].alias, time: "2026-03-07T06:00:00Z"))
      quiet = try Self.board(folder, now: now, days: 4)
      #expect(quiet.attention.silent.map(\.reader.text) == ["r01", "r02"])
      #expect(quiet.attention.clocks.map(\.kind) == [.back, .ahead])
      #expect(quiet.attention.clocks.map(\.seconds) == [6 * 3600, 2 * 86_400])
      #expect(quiet.sittings.map(\.ahead) == [0, 1, 0])
      // A list with days that are over.
      var dated = rows
      for n in 0..<30 { dated[n].due = n < 15 ? "2026-03-01" : "2026-03-09" }
      try StudyFile.write(ListedReading.bytes(dated), to: folder.list(name), mode: StudyFile.sharedMode)
      let late = try Self.board(folder, now: now).attention.overdue
      #expect(late == [StudyAttention.Overdue(reader: name, due: "2026-03-01", rows: 5, begun: 0)])
      // Rows that open late are nobody's fault before they do, whatever day they have.
      for n in 0..<30 { dated[n].due = "2026-03-01" }
      for n in 12..<30 { dated[n].opens = .init(after: 10, days: n < 20 ? 28 : 1) }
      try StudyFile.write(ListedReading.bytes(dated), to: folder.list(name), mode: StudyFile.sharedMode)
      #expect(try Self.board(folder, now: now).attention.overdue.map(\.rows) == [12])
      #expect(try StudyStatus(folder, now: now).readers[0].overdue == 12)
      #expect(try StudyStatus(folder, now: "2026-06-01T00:00:00Z").readers[0].overdue == 20)
    }
  }

  /// One log that cannot be read is said; the others count.
  @Test func aBrokenLogIsSaidAndTheOthersCount() throws {
    try withTemporaryFolder { path in
      let folder = try SyntheticStudy.make(in: path, readers: 3, cases: 120, sealed: 10)
      try StudyFile.write(Array("nonsense\n".utf8), to: folder.events(ReaderName("r01")!, HostName("desk")!))
      let board = try Self.board(folder)
      #expect(board.faults.map(\.reader.text) == ["r01"] && board.status.total.sealed == 20)
      #expect(throws: Failure.self) { try StudyStatus(folder) }
      let text = JSONValue.object(board.json).text
      #expect(text.contains("events.desk.jsonl") && !text.contains(path) && !text.contains("scans/"))
    }
  }

  /// What did not change is not read again, and what did is.
  @Test func aSecondLookReadsWhatChanged() throws {
    try withTemporaryFolder { path in
      let folder = try SyntheticStudy.make(in: path, readers: 2, cases: 60, sealed: 5)
      let first = try StudyRecords(folder), name = ReaderName("r00")!
      #expect(!first.isStale)
      try EventLog(folder, study: "trial", reader: name, host: HostName("lap")!)
        .add(ReadingEvent(.skip, of: first.readers[0].list[9].alias, reason: "motion"))
      #expect(first.isStale)
      let second = try StudyRecords(folder, after: first)
      #expect(second.readers[0].events.count == first.readers[0].events.count + 1 && !second.isStale)
      #expect(second.readers[1].events == first.readers[1].events)
      unlink(folder.design.systemPath)
      let third = try StudyRecords(folder, after: second)
      #expect(second.isStale && third.design.isEmpty)
    }
  }

  @Test func goldGoesToItsPlaceAndIntoTheTrail() throws {
    try withTemporaryFolder { path in
      let folder = try SyntheticStudy.make(in: path, readers: 2, cases: 60, sealed: 2)
      let change = try StudyChange(folder), gold = try #require(change.cases.first { $0.use == .gold })
      let study = try #require(change.cases.first { $0.use == .study })
      #expect(throws: Failure.self) { try change.goldCase(study.id) }
      #expect(throws: Failure.self) { try change.goldCase(CaseID("none")!) }
      let bytes = Array("{\"gold\": \"\(gold.id)\"}\n".utf8)
      try change.answer(try change.goldCase(gold.id), with: bytes, isReplacing: false)
      #expect(throws: Failure.self) { try change.answer(gold, with: Array("other\n".utf8), isReplacing: false) }
      #expect(try StudyCheck(folder, now: SyntheticStudy.now).faults == [])
      try change.answer(gold, with: Array("other\n".utf8), isReplacing: true)
      #expect(try StudyCheck(folder, now: SyntheticStudy.now).faults == [])
      try StudyFile.write(Array("third\n".utf8), to: folder.gold(gold.id))
      let faults = try StudyCheck(folder, now: SyntheticStudy.now).faults
      #expect(faults.map(\.path) == ["gold/\(gold.id).stylet.json"] && faults.map(\.kind) == [.changed])
    }
  }
}
