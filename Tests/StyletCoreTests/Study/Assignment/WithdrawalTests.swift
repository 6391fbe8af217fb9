import StyletBase
import TestSupport
import Testing

@testable import StyletStudy

/// Cases that leave a study while it goes on, and come back.
@Suite struct WithdrawalTests {
  private static func bytes(_ path: String) throws -> [UInt8] { try SafeFile.read(path).bytes }

  /// All files of lists, and the design.
  private static func lists(_ folder: StudyFolder) throws -> [[UInt8]] {
    try PlannedStudy.readers(4).map { try bytes(folder.list($0.name)) } + [bytes(folder.design)]
  }

  @Test func nothingElseMoves() throws {
    try withTemporaryFolder { path in
      let folder = try SyntheticStudy.make(in: path, readers: 4, cases: 200, sealed: 10)
      let design = try DesignedReading.read(folder), before = try Self.lists(folder)
      let gone: Set = [try #require(design.first { $0.kind == .repeat }).caseID, CaseID("C7")!]
      let aliases = Set(design.filter { gone.contains($0.caseID) }.map(\.alias))
      let written = try StudyChange(folder).set(.withdrawn, of: gone.sorted(), because: "consent taken back")
      #expect(written >= 2 && aliases.count >= 3)
      for reader in PlannedStudy.readers(4).map(\.name) {
        let list = try ListedReading.read(folder, reader)
        let was = design.filter { $0.reader == reader && !gone.contains($0.caseID) }.map(\.alias)
        #expect(list.map(\.alias) == was, "\(reader)")
      }
      #expect(try DesignedReading.read(folder) == design)
      let check = try StudyCheck(folder, now: SyntheticStudy.now)
      #expect(check.faults == [] && check.remarks == [], "what was read of it stays")
      let last = try #require(try StudyTrail.read(folder, key: PlannedStudy.key).entries.last)
      #expect(last.act == .withdrawn && last.withdrawal?.reason == "consent taken back")
      #expect(last.withdrawal?.cases == gone.sorted())
      // What comes in later is dealt out as if nothing had gone.
      var whole = try StudyCase.read(folder)
      for n in whole.indices { whole[n].status = .open }
      let more = PlannedStudy.cases(260, sites: 5, gold: 20).suffix(60)
      let amendments = [PlannedStudy.assigned(200), PlannedStudy.assigned(260)]
      let study = PlannedStudy.study(PlannedStudy.readers(4), StudyDesign(), amendments)
      let expected = try StudyDeal(study, cases: whole + more, key: PlannedStudy.key).design
      #expect(try StudyDeal(study, cases: StudyCase.read(folder) + more, key: PlannedStudy.key).design == expected)

      _ = try StudyChange(folder).set(.open, of: gone.sorted(), because: "a mistake")
      #expect(try Self.lists(folder) == before, "and back again")
      #expect(try StudyCheck(folder, now: SyntheticStudy.now).faults == [])
    }
  }

  @Test func whatCannotBeIsRefusedAndNothingWritten() throws {
    try withTemporaryFolder { path in
      let folder = try SyntheticStudy.make(in: path, readers: 2, cases: 20, sealed: 0)
      func state() throws -> [[UInt8]] {
        try [folder.cases, folder.trail, folder.list(ReaderName("r00")!)].map(Self.bytes)
      }
      let before = try state()
      for (ids, said) in [(["C3", "C99"], "no case C99"), (["C3", "C3"], "C3 is withdrawn already")] {
        do {
          _ = try StudyChange(folder).set(.withdrawn, of: ids.map { CaseID($0)! }, because: "x")
          Issue.record("\(ids)")
        } catch let failure as Failure {
          #expect(failure.what.contains(said), "\(failure)")
        }
      }
      #expect(try state() == before)
    }
  }

  /// The reason is sealed with the line.
  @Test func anotherReasonShows() throws {
    try withTemporaryFolder { path in
      let folder = try SyntheticStudy.make(in: path, readers: 2, cases: 20, sealed: 0)
      _ = try StudyChange(folder).set(.withdrawn, of: [CaseID("C3")!], because: "consent taken back")
      let text = String(decoding: try Self.bytes(folder.trail), as: UTF8.self)
      try StudyFile.write(Array(text.replacing("consent taken back", with: "too hard to read").utf8), to: folder.trail)
      #expect(try StudyCheck(folder, now: SyntheticStudy.now).faults.map(\.kind) == [.trail])
    }
  }
}
