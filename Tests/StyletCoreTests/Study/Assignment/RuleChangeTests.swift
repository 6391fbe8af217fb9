import StyletBase
import TestSupport
import Testing

@testable import StyletStudy

/// Rules that change while a study goes on.
@Suite struct RuleChangeTests {
  private static let later = "2026-04-01T09:30:00Z"

  private static func study(in path: String) throws -> StudyFolder {
    let folder = StudyFolder(path + "/trial")
    let study = PlannedStudy.study(PlannedStudy.readers(2), StudyDesign())
    try StudyChange.begin(study, key: PlannedStudy.key, protocolText: nil, in: folder)
    let change = try StudyChange(folder)
    try change.add(PlannedStudy.cases(12), time: PlannedStudy.time)
    _ = try change.assign([PlannedStudy.assigned(12)])
    return folder
  }

  @Test func fromThenOn() throws {
    try withTemporaryFolder { path in
      let folder = try Self.study(in: path), reader = ReaderName("r00")!
      let list = try SafeFile.read(folder.list(reader)).bytes
      let before = try Study.read(folder).rules
      var strict = before
      (strict.adjudication.dice, strict.tie, strict.proposals) = (0.95, .drawn, .after)
      let written = try StudyChange(folder).follow(strict, because: "pilot read", time: Self.later)
      #expect(written == 0, "rules change nothing of who reads what")
      let study = try Study.read(folder)
      #expect(study.rules == before && study.rulesInForce == strict)
      #expect(study.rules(at: Self.later) == before && study.rules(at: "2026-04-01T09:30:01Z") == strict)
      guard case .ruled(_, strict, "pilot read") = study.amendments.last else {
        Issue.record("\(study.amendments)")
        return
      }
      #expect(try SafeFile.read(folder.list(reader)).bytes == list)
      #expect(throws: Failure.self) { try StudyChange(folder).follow(strict, because: "again") }
      let check = try StudyCheck(folder, now: SyntheticStudy.now)
      #expect(check.faults == [] && check.remarks == [])
      let last = try StudyTrail.read(folder, key: PlannedStudy.key).entries.last
      #expect(last?.act == .amended)
      // And the next cases are dealt out.
      let change = try StudyChange(folder)
      try change.add(Array(PlannedStudy.cases(20).suffix(8)), time: PlannedStudy.time)
      _ = try change.assign([PlannedStudy.assigned(20)])
      #expect(try StudyCheck(folder, now: SyntheticStudy.now).faults == [])
    }
  }

  /// A rule that is changed behind the trail's back shows.
  @Test func notBehindTheTrail() throws {
    try withTemporaryFolder { path in
      let folder = try Self.study(in: path)
      var rules = try Study.read(folder).rules
      rules.adjudication.extent = 50
      try StudyChange(folder).follow(rules, because: "x", time: Self.later)
      let text = String(decoding: try SafeFile.read(folder.study).bytes, as: UTF8.self)
      let eased = text.split(separator: "\"extent_percent\": 50.0").joined(separator: "\"extent_percent\": 90.0")
      #expect(eased != text)
      try StudyFile.write(Array(eased.utf8), to: folder.study)
      #expect(try StudyCheck(folder, now: SyntheticStudy.now).faults.map(\.kind) == [.changed])
    }
  }

  /// A study that was made before there was the rule shows nothing.
  @Test func withoutARuleNothingIsShown() throws {
    try withTemporaryFolder { path in
      let folder = try Self.study(in: path)
      let text = String(decoding: try SafeFile.read(folder.study).bytes, as: UTF8.self)
      let old = text.split(separator: "\"teaching\": \"off\", ").joined()
      #expect(old != text)
      try StudyFile.write(Array(old.utf8), to: folder.study)
      #expect(try Study.read(folder).rules.teaching == .off)
    }
  }
}
