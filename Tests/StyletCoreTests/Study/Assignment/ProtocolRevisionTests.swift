import StyletBase
import StyletCore
import StyletImaging
import StyletProject
import TestSupport
import Testing

@testable import StyletAgreement
@testable import StyletStudy

/// A protocol that came in another version while the study went on.
@Suite struct ProtocolRevisionTests {
  /// `quality` is asked alike, `pattern` in another way, `old` before and `new` after alone.
  static func text(_ version: Int, id: String = "outlines") -> String {
    func options(_ ids: [String]) -> String {
      "options = [" + ids.map { "{ id = \"\($0)\", title = \"\($0) \(version)\" }" }.joined(separator: ", ") + "]\n"
    }
    func field(_ id: String, _ ids: [String]) -> String {
      "[[sections.fields]]\nid = \"\(id)\"\ntitle = \"\(id)\"\nkind = \"choice\"\n" + options(ids) + "\n"
    }
    return """
      id = "\(id)"
      version = \(version)
      title = "Outlines"

      [[findings]]
      value = 1
      code = "GGO"
      name = "Ground-glass opacity"
      colour = "#e69f00"

      [[sections]]
      id = "scan"
      title = "Scan"


      """ + field("quality", ["good", "poor"])
      + field("pattern", version == 1 ? ["typical", "other"] : ["typical", "mixed", "other"])
      + field(version == 1 ? "old" : "new", ["yes", "no"])
  }

  private static func form(_ version: Int) throws -> ReadingProtocol {
    try ReadingProtocol.parse(text(version), name: "protocol.toml")
  }

  private static func failure(_ body: () throws -> Void) -> Failure? {
    do { try body() } catch { return error as? Failure }
    return nil
  }

  private static let first = "2026-04-01T09:30:00Z"

  /// A study without scans that follows version 1.
  private static func study(in path: String) throws -> StudyFolder {
    let folder = StudyFolder(path + "/study"), bytes = Array(text(1).utf8)
    var study = PlannedStudy.study(PlannedStudy.readers(2))
    study.protocolUsed = StudyProtocol(reference: .init(id: "outlines", version: 1), digest: sha256(bytes))
    try StudyChange.begin(study, key: PlannedStudy.key, protocolText: bytes, in: folder)
    let change = try StudyChange(folder)
    try change.add(PlannedStudy.cases(12), time: PlannedStudy.time)
    _ = try change.assign([PlannedStudy.assigned(12)])
    return folder
  }

  private static func revise(
    _ folder: StudyFolder, _ version: Int, id: String = "outlines", by change: StudyChange? = nil
  ) throws {
    try (change ?? StudyChange(folder)).revise(
      .init(id: id, version: version), text: Array(text(version, id: id).utf8), because: "asked for", time: first)
  }

  @Test func theOldOneStays() throws {
    try withTemporaryFolder { path in
      let folder = try Self.study(in: path), list = folder.list(ReaderName("r00")!)
      let before = try SafeFile.read(list).bytes
      try Self.revise(folder, 2)
      #expect(try SafeFile.read(folder.readingProtocol).bytes == Array(Self.text(1).utf8))
      #expect(try SafeFile.read(folder.path + "/protocol.2.toml").bytes == Array(Self.text(2).utf8))
      #expect(try SafeFile.read(list).bytes == before, "by what is read changes nothing of who reads it")
      let study = try Study.read(folder)
      #expect(study.protocols.map(\.reference.version) == [1, 2])
      #expect(study.protocolInForce(at: "2026-04-01T09:29:59Z")?.reference.version == 1)
      #expect(study.protocolInForce(at: Self.first)?.reference.version == 2)
      guard case .revised(_, _, "asked for") = study.amendments.last else {
        Issue.record("\(study.amendments)")
        return
      }
      let forms = try StudyForms(study, folder)
      #expect(forms.all.map(\.version) == [1, 2] && forms.inForce?.version == 2)
      let check = try StudyCheck(folder, now: SyntheticStudy.now)
      #expect(check.faults == [] && check.remarks == [])
      _ = try StudyChange(folder).anchor(time: "2026-05-01T09:00:00Z")
      #expect(try StudyCheck(folder, now: SyntheticStudy.now).faults == [])
      // And the next cases are dealt out.
      let change = try StudyChange(folder)
      try change.add(Array(PlannedStudy.cases(20).suffix(8)), time: PlannedStudy.time)
      _ = try change.assign([PlannedStudy.assigned(20)])
      #expect(try StudyCheck(folder, now: SyntheticStudy.now).faults == [])
    }
  }

  /// Before anything is dealt out there is no list, and none is missed.
  @Test func beforeTheFirstAssignment() throws {
    try withTemporaryFolder { path in
      let folder = StudyFolder(path + "/study"), bytes = Array(Self.text(1).utf8)
      var study = PlannedStudy.study(PlannedStudy.readers(2))
      study.protocolUsed = StudyProtocol(reference: .init(id: "outlines", version: 1), digest: sha256(bytes))
      try StudyChange.begin(study, key: PlannedStudy.key, protocolText: bytes, in: folder)
      let change = try StudyChange(folder)
      try change.add(PlannedStudy.cases(12), time: PlannedStudy.time)
      try Self.revise(folder, 2, by: change)
      #expect(try change.set(.withdrawn, of: [CaseID("C3")!], because: "damaged") == 0)
      #expect(try StudyCheck(folder, now: SyntheticStudy.now).faults == [])
      _ = try change.assign([PlannedStudy.assigned(12)])
      #expect(try StudyCheck(folder, now: SyntheticStudy.now).faults == [])
      let listed = try PlannedStudy.readers(2).flatMap { try ListedReading.read(folder, $0.name) }.map(\.alias)
      let gone = try DesignedReading.read(folder).filter { $0.caseID.text == "C3" }.map(\.alias)
      #expect(!gone.isEmpty && Set(listed).isDisjoint(with: gone))
    }
  }

  @Test(arguments: [(1, "outlines"), (0, "outlines"), (3, "others")])
  func onlyALaterVersionOfTheSame(_ version: Int, _ id: String) throws {
    try withTemporaryFolder { path in
      let folder = try Self.study(in: path), before = try SafeFile.read(folder.trail).bytes
      do {
        try Self.revise(folder, version, id: id)
        Issue.record("\(version)")
      } catch let failure as Failure {
        #expect(failure.kind == .usage && failure.what.contains("not a later version"), "\(failure)")
      }
      #expect(try SafeFile.read(folder.trail).bytes == before)
      #expect(try StudyCheck(folder, now: SyntheticStudy.now).faults == [])
    }
  }

  @Test func whatIsDoneToAVersionShows() throws {
    try withTemporaryFolder { path in
      let folder = try Self.study(in: path)
      try Self.revise(folder, 2)
      let path = folder.path + "/protocol.2.toml"
      func faults() throws -> [StudyFault.Kind] { try StudyCheck(folder, now: SyntheticStudy.now).faults.map(\.kind) }
      try StudyFile.write(Array(Self.text(3).utf8), to: path)
      #expect(try faults() == [.changed])
      let failure = Self.failure { _ = try StudyForms(Study.read(folder), folder) }
      #expect(failure?.path == path && failure?.what.contains("not the study's protocol") == true)
      try StudyFile.write(Array(Self.text(2).utf8), to: path)
      try StudyFile.write(Array(Self.text(3).utf8), to: folder.path + "/protocol.3.toml")
      #expect(try faults() == [.foreign])
    }
  }

  // MARK: Answers

  private static let old: [String: AnswerValue] = [
    "quality": .word("good"), "pattern": .word("other"), "old": .word("yes"),
  ]
  private static let new: [String: AnswerValue] = [
    "quality": .word("good"), "pattern": .word("other"), "new": .word("no"),
  ]

  @Test func columnsOfAllVersions() throws {
    let columns = AnswerColumns(StudyForms([try Self.form(1), try Self.form(2)]))
    #expect(columns.all.map(\.name) == ["quality", "pattern", "new", "pattern@1", "old"])
    var content = ExportedContent()
    content.take(answers: [(try Self.form(1), Self.old)], in: columns)
    #expect(content.answers == ["quality": .word("good"), "pattern@1": .word("other"), "old": .word("yes")])
    #expect(content.notShared == [] && content.versions == ["outlines 1"])
    // Two readings of one case by two versions: only what both ask alike is everybody's answer.
    content = ExportedContent()
    content.take(answers: [(try Self.form(1), Self.old), (try Self.form(2), Self.new)], in: columns)
    #expect(content.answers == ["quality": .word("good")])
    #expect(Set(content.notShared) == ["pattern", "old", "new"] && content.differing == [])
    #expect(content.versions == ["outlines 1", "outlines 2"])
    let coded = content.codedAnswers(try Self.form(2), in: columns)
    #expect(coded.map(\.question.value) == ["quality"])
    #expect(coded.first?.answer == .concept(CodedConcept(scheme: "99STYLET", value: "quality.good", meaning: "good 2")))
  }

  @Test func agreementOverVersions() throws {
    let size = GridSize(2, 2, 2)!
    func reading(_ version: Int, _ answers: [String: AnswerValue]) throws -> StudyReading {
      var reading = StudyReading(name: "a", labels: LabelMap(size: size), findings: .standard)
      (reading.form, reading.answers) = (try Self.form(version), answers)
      return reading
    }
    let mixed = try #require(AnswerAgreement([try reading(1, Self.old), try reading(2, Self.new)]))
    #expect(mixed.questions.map(\.field) == ["quality"] && mixed.notShared == ["new", "old", "pattern"])
    #expect(mixed.counts(0, 1) == (1, 1, 0))
    let same = try #require(AnswerAgreement([try reading(1, Self.old), try reading(1, Self.old)]))
    #expect(same.questions.count == 3 && same.notShared == [])
  }
}
