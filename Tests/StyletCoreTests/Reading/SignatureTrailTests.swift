import Foundation
import TestSupport
import Testing

@testable import StyletBase
@testable import StyletImaging
@testable import StyletProject
@testable import StyletReport

/// Signature and audit trail hold each other: what is gone of either is missed, and is taken back by opening again alone.
@Suite struct SignatureTrailTests {
  private let form = try! BuiltInProtocol.covidChest.form

  /// A project with an answer, signed with its trail.
  private func begun(_ files: ProjectFiles, reader: String = "a") throws -> OpenedProject {
    let opened = try ProjectStore.open(
      files, volume: Case.volume(), reader: reader, readingProtocol: form.reference)
    var record = ReadingRecord(opened.store.project.reading)
    record.set(ReadingAnswer(.word("present"), reader: reader, time: "t"), for: "ggo")
    try opened.store.update { $0.reading = record.json }
    try sign(opened, reader)
    return opened
  }

  private func sign(_ opened: OpenedProject, _ reader: String) throws {
    var record = ReadingRecord(opened.store.project.reading)
    let content = SignedContent(
      record, labels: opened.store.project.labels, layers: opened.session.layers,
      annotations: opened.session.annotations, form: form)
    record.sign(
      reader: reader, meaning: "author", following: form.reference,
      frozen: opened.session.signedNumbers(opened.store.project.labels), content: content, trail: opened.store.trail)
    try opened.store.update(noting: (.signed, "author")) { $0.reading = record.json }
  }

  private func reopen(_ opened: OpenedProject, _ reader: String, _ lost: AuditEntry? = nil) throws {
    var record = ReadingRecord(opened.store.project.reading)
    record.reopen(reader: reader, reason: "why", lost: lost)
    try opened.store.update(noting: (.reopened, "why")) { $0.reading = record.json }
  }

  private func saved(_ files: ProjectFiles) throws -> Project {
    try Project(decoding: SafeFile.read(files.project).bytes, path: files.project)
  }

  /// Signed, saved and closed; then changed in the file.
  private func changed(_ files: ProjectFiles, _ change: (inout Project) throws -> Void) throws -> Project {
    var opened = try begun(files)
    try opened.store.save(&opened.session)
    try opened.store.close(opened.session, keepingUnsaved: true)
    var project = try saved(files)
    try change(&project)
    try write(project.encoded(), files.project)
    return project
  }

  private func problems(_ files: ProjectFiles) throws -> [ProjectProblem] {
    try ProjectCheck.problems(at: files.project) { _, _ in Case.grid }
  }

  /// The signature deleted, or the whole reading: nothing is signed or drawn until it is opened again, and that is told.
  @Test(arguments: ["signature", "reading"]) func whatIsGoneHoldsWhatIsThere(_ what: String) throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      let project = try changed(files) {
        if what == "reading" { $0.reading = JSONObject() } else { $0.reading["signature"] = nil }
      }
      let check = SignatureCheck(saved: project, form: form)
      #expect(check.state == .gone && check.signer?.reader == "a" && check.refusal?.what.contains("gone") == true)
      let found = try problems(files)
      #expect(found.contains { $0.weight == .error && $0.place == "reading.signature" }, "\(found)")
      var again = try Case.open(files, reader: "b")
      #expect(again.session.seal?.what == "the reading was signed by a, and the signature is gone")
      #expect(again.session.seal?.advice?.contains(":reopen REASON") == true)
      #expect(throws: Failure.self) { try sign(again, "b") }
      #expect(throws: Failure.self) {
        try again.store.update { project in
          var record = ReadingRecord(project.reading)
          record.set(ReadingAnswer(.word("absent"), reader: "b", time: "t"), for: "ggo")
          project.reading = record.json
        }
      }
      #expect(throws: Failure.self) { try again.store.update { $0.labels = LabelTable([])! } }
      try reopen(again, "b", check.lost)
      let record = ReadingRecord(again.store.project.reading)
      #expect(record.reopenings == 1 && record.reopeningReasons.first?.signer == "a")
      // Also for who does not know the trail's last entry.
      #expect(record.lock(project.audit) == nil)
      #expect(SignatureCheck(again.session, again.store.project, form: form).state == .unsigned)
      try sign(again, "b")
      try again.store.save(&again.session)
      try again.store.close(again.session, keepingUnsaved: true)
      let now = SignatureCheck(saved: try saved(files), form: form)
      #expect(now.state == .holds && now.signedOver == nil, "\(now)")
      #expect(try saved(files).audit.filter { $0.action == "reopened" }.map(\.reader) == ["b"])
    }
  }

  /// What has lost a part that it needs is void, as one is that was changed, and the trail says who had signed.
  @Test(arguments: ["reader", "time", "meaning", "protocol", "answers", "all", "object"])
  func aSignatureWithoutAPartIsVoid(_ part: String) throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      let project = try changed(files) { project in
        var signature = try #require(project.reading["signature"]?.object)
        signature[part] = nil
        let left: JSONValue = part == "all" ? .object([:]) : part == "object" ? .string("a") : .object(signature)
        project.reading["signature"] = left
      }
      let check = SignatureCheck(saved: project, form: form)
      #expect(check.state == .void && check.changes == [.signature] && check.signer?.reader == "a")
      #expect(check.remark?.contains("void") == true && check.remark?.contains("signed by a at ") == true)
      let found = try problems(files).first { $0.place == "reading.signature" }
      #expect(found?.weight == .error && found?.cause == .signature)
      let again = try Case.open(files, reader: "b")
      var content = ReportContent(again.store.project, again.session, scan: .init(name: "ct"))
      content.answers = ReportAnswers(ReadingSheet(form, ReadingRecord(project.reading)), check)
      let columns = ReportRow(content).columns
      func column(_ name: String) -> JSONValue? { columns.first { $0.name == name }?.value }
      #expect(column("signed") == .bool(false) && column("signature") == .string("void"))
      #expect(column("signed_by") == .string("a"))
      #expect(ReportText.render(ReportWords(content).document()).contains("was signed by"))
      #expect(ReportJSON(content).text.contains("\"state\": \"void\""))
      try again.store.close(again.session, keepingUnsaved: false)
    }
  }

  /// The whole reading deleted, and the name of the protocol with it: the report says it in every form.
  @Test(arguments: [true, false]) func aReportSaysWhatIsGone(_ hasProtocol: Bool) throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      let project = try changed(files) {
        $0.reading = JSONObject()
        if !hasProtocol { $0.readingProtocol = nil }
      }
      let again = try Case.open(files, reader: "b")
      var content = ReportContent(again.store.project, again.session, scan: .init(name: "ct"))
      let record = ReadingRecord(project.reading), check = SignatureCheck(saved: project)
      if hasProtocol {
        content.answers = ReportAnswers(ReadingSheet(form, record), check)
      } else {
        content.answers.take(record, check)
      }
      let row = ReportRow(content).columns
      #expect(row.first { $0.name == "signature" }?.value == .string("gone"))
      #expect(row.first { $0.name == "signed" }?.value == .bool(false))
      #expect(ReportWords(content).notices.contains { $0.hasPrefix("The signature is gone") })
      #expect(ReportPage.render(ReportWords(content).document()).contains("The signature is gone"))
      #expect(ReportJSON(content).text.contains("\"state\": \"gone\""))
      try again.store.close(again.session, keepingUnsaved: false)
    }
  }

  /// What counts as lesion is the protocol's: where it cannot be read no number is held against what was signed.
  @Test func aProtocolThatIsMissingChangesNoNumbers() throws {
    try withTemporaryFolder { folder in
      let opened = try begun(try Case.files(in: folder))
      var record = ReadingRecord(opened.store.project.reading)
      record.reopen(reader: "a", reason: "r")
      let content = SignedContent(
        record, labels: .standard, layers: opened.session.layers, annotations: opened.session.annotations)
      record.sign(
        reader: "a", meaning: "author", following: form.reference, frozen: ["findings": .array([])], content: content)
      func check(lacks: Bool) -> SignatureCheck {
        SignatureCheck(
          record, content: content, following: form.reference, numbers: ["findings": .array([.int(1)])],
          lacksProtocol: lacks)
      }
      #expect(check(lacks: false).remark?.contains("come out otherwise") == true)
      let lacking = check(lacks: true)
      #expect(lacking.state == .holds && !lacking.hasOtherNumbers)
      #expect(lacking.remark?.hasPrefix("the protocol cannot be read") == true)
      try opened.store.close(opened.session, keepingUnsaved: false)
    }
  }

  // MARK: The trail

  /// Saved, or killed before: the signature and its trail fit each other.
  @Test(arguments: [true, false]) func theTrailHolds(_ isSaved: Bool) throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      var opened = try begun(files)
      #expect(SignatureCheck(opened.session, opened.store.project, form: form).state == .holds)
      if isSaved { try opened.store.save(&opened.session) }
      try opened.store.close(opened.session, keepingUnsaved: true)
      var again = try Case.open(files, reader: "b")
      #expect(SignatureCheck(again.session, again.store.project, form: form).state == .holds)
      again.store.note(.exported, "x")
      try again.store.save(&again.session)
      try again.store.close(again.session, keepingUnsaved: true)
      let project = try saved(files)
      #expect(SignatureCheck(saved: project, form: form).state == .holds)
      #expect(project.audit.count { $0.action == "created" } == 1 && project.audit.first?.action == "created")
      #expect(project.timing.sessions == (isSaved ? 2 : 1))
    }
  }

  /// Emptied, shortened, told otherwise: each is seen. What comes after the signature is free.
  @Test(arguments: ["emptied", "signed", "first", "reader", "later"]) func aFalseTrailIsSeen(_ what: String) throws {
    try withTemporaryFolder { folder in
      let project = try changed(try Case.files(in: folder)) { project in
        let at = try #require(project.audit.firstIndex { $0.action == "signed" })
        switch what {
        case "emptied": project.audit = []
        case "signed": project.audit.remove(at: at)
        case "first": project.audit.removeFirst()
        case "reader": project.audit[0].reader = "z"
        default: project.audit.append(AuditEntry(reader: "b", action: .opened))
        }
      }
      let check = SignatureCheck(saved: project, form: form)
      if what == "later" {
        #expect(check.state == .holds)
      } else {
        #expect(check.state == .void && check.changes.contains(.trail), "\(check)")
        #expect(check.remark?.contains("the audit trail") == true)
      }
    }
  }

  @Test func aTrailThatIsNonsenseIsVoidAndNoTrap() {
    let audit = [AuditEntry(time: "t", reader: "a", action: .signed)]
    for json: JSONObject in [[:], ["entries": .int(-5)], ["entries": .int(.max)], ["entries": .string("1")]] {
      #expect(!SignedTrail(json).holds(in: audit, seal: nil))
    }
  }

  /// Of another reader or the same one: signed anew without a word of opening.
  @Test func signedAnewWithoutOpeningIsSaid() throws {
    func entry(_ reader: String, _ action: AuditEntry.Action, _ seal: String? = nil) -> AuditEntry {
      var entry = AuditEntry(time: "t-\(reader)", reader: reader, action: action)
      entry.seal = seal
      return entry
    }
    let record = ReadingRecord()
    let over = record.signedOver([entry("a", .signed, "1"), entry("b", .saved), entry("b", .signed, "2")])
    #expect(over?.before.reader == "a" && over?.after.reader == "b")
    #expect(over?.remark.contains("signed again by b at t-b") == true && over?.remark.contains("by a at t-a") == true)
    #expect(record.signedOver([entry("a", .signed, "1"), entry("b", .reopened), entry("b", .signed, "2")]) == nil)
    #expect(record.signedOver([entry("a", .signed, "1"), entry("a", .signed, "1")]) == nil)
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      _ = try changed(files) { project in
        let at = try #require(project.audit.firstIndex { $0.action == "signed" })
        project.audit.insert(entry("z", .signed, "0"), at: at)
      }
      let found = try problems(files)
      #expect(found.contains { $0.weight == .warning && $0.place == "audit" && $0.what.contains("signed again by a") })
    }
  }

  /// Over sessions, saves and readers.
  @Test func revisionsGrow() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      for reader in ["a", "b"] {
        var opened = try Case.open(files, reader: reader)
        for _ in 0..<2 { try opened.store.save(&opened.session) }
        try opened.store.close(opened.session, keepingUnsaved: true)
      }
      let details = try saved(files).audit.filter { $0.action == "saved" }.map(\.detail)
      #expect(details == (1...4).map { "revision=\($0)" })
    }
  }

  /// Another version of the protocol than what was signed under: advice that can be followed.
  @Test func anotherProtocolsAdviceNamesTheProtocol() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      _ = try changed(files) { $0.readingProtocol?.version += 1 }
      let advice = ProjectAdvice.on(try problems(files), files.project)
      #expect(advice.contains(":protocol") && advice.contains(":reopen REASON"), "\(advice)")
    }
  }
}
