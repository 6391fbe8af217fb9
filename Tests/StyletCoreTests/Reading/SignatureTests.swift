import Foundation
import TestSupport
import Testing

@testable import StyletBase
@testable import StyletCore
@testable import StyletImaging
@testable import StyletProject
@testable import StyletReport

/// A signature holds what was signed: whatever changes afterwards is refused, or is seen.
@Suite struct SignatureTests {
  private let form = try! BuiltInProtocol.covidChest.form

  /// A project with drawings, lungs, a ruler, a landmark and answers, signed and saved.
  /// - Parameter asked: the protocol whose questions are signed, too; nil as earlier versions did.
  private func signed(
    _ files: ProjectFiles, content: Bool = true, asked: ReadingProtocol? = nil
  ) throws -> OpenedProject {
    var opened = try ProjectStore.open(
      files, volume: Case.volume(), reader: "a", readingProtocol: form.reference, layers: [LabelLayer.lungs])
    try opened.session.perform(fill(LabelLayer.lungs, 0..<4, to: 1, in: opened.session))
    try opened.session.perform(fill(LabelLayer.findings, 1..<2, to: 1, in: opened.session))
    try opened.session.perform(mark(.measurements, opened.session))
    try opened.session.perform(mark(.landmarks, opened.session))
    var record = ReadingRecord(opened.store.project.reading)
    record.set(ReadingAnswer(.word("present"), reader: "a", time: "t"), for: "ggo")
    let signedContent = SignedContent(
      record, labels: opened.store.project.labels, layers: opened.session.layers,
      annotations: opened.session.annotations, form: asked)
    // Earlier versions kept other numbers.
    record.sign(
      reader: "a", meaning: "author", following: form.reference,
      frozen: content ? opened.session.signedNumbers(opened.store.project.labels) : ["computed": .object([:])],
      content: content ? signedContent : nil)
    try opened.store.update(noting: (.signed, "author")) { $0.reading = record.json }
    opened.session.seal = record.lock
    try opened.store.save(&opened.session)
    return opened
  }

  private func fill(_ layer: String, _ slices: Range<Int>, to label: UInt8, in session: EditSession) -> Edit {
    var builder = EditBuilder(layer: session.layers.first { $0.name == layer }!)
    for k in slices { for j in 1..<4 { builder.set(j: j, k: k, 1..<5, to: label) } }
    return builder.edit(name: "fill", tool: "test", origin: .manual)!
  }

  private func mark(_ list: AnnotationList, _ session: EditSession) -> Edit {
    let entry = JSONValue.object(["name": .string("carina"), "of": .int(session.annotations[list].count)])
    return Edit(
      name: "mark", tool: "test", layer: LabelLayer.findings, runs: [], origins: [],
      annotations: [AnnotationChange(list, at: session.annotations[list].count, old: nil, new: entry)])
  }

  private func saved(_ files: ProjectFiles) throws -> Project {
    try Project(decoding: SafeFile.read(files.project).bytes, path: files.project)
  }

  @Test func whatIsSignedHoldsAfterOpeningAgain() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      let first = try signed(files)
      try first.store.close(first.session, keepingUnsaved: true)
      let again = try Case.open(files, reader: "b")
      let check = SignatureCheck(again.session, again.store.project)
      #expect(check.state == .holds && check.changes.isEmpty && !check.hasOtherNumbers && check.remark == nil)
      #expect(check.signature?.frozen["findings"]?.array?.isEmpty == false)
      #expect(again.session.seal != nil)
      let problems = try ProjectCheck.problems(at: files.project) { _, _ in Case.grid }
      #expect(!problems.contains { $0.place == "reading.signature" && $0.what.contains("void") })
      try again.store.close(again.session, keepingUnsaved: true)
    }
  }

  /// Stroke, undo, lungs, measurement, landmark, import, an accepted proposal: all are refused, and nothing has changed.
  @Test func changesAreRefusedUntilItIsOpenedAgain() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      var opened = try signed(files)
      let before = Drawing(opened.session)
      let edits = [
        fill(LabelLayer.findings, 2..<3, to: 2, in: opened.session),
        fill(LabelLayer.lungs, 0..<1, to: 2, in: opened.session),
        mark(.measurements, opened.session), mark(.landmarks, opened.session), mark(.lungs, opened.session),
      ]
      for edit in edits {
        let error = #expect(throws: Failure.self) { try opened.session.perform(edit) }
        #expect(error?.what.contains("signed by a") == true && error?.advice?.contains(":reopen REASON") == true)
        #expect(throws: Failure.self) { try opened.session.takeOver(edit) }
      }
      #expect(throws: Failure.self) { _ = try opened.session.undo() }
      #expect(throws: Failure.self) { try opened.store.update { $0.labels = LabelTable([])! } }
      #expect(throws: Failure.self) { try opened.store.update { $0.readingProtocol = nil } }
      #expect(throws: Failure.self) {
        try opened.store.update { project in
          var record = ReadingRecord(project.reading)
          record.set(ReadingAnswer(.word("absent"), reader: "b", time: "t"), for: "ggo")
          project.reading = record.json
        }
      }
      #expect(Drawing(opened.session) == before && !opened.store.hasUnsavedWork(opened.session))
      #expect(SignatureCheck(opened.session, opened.store.project).state == .holds)

      var record = ReadingRecord(opened.store.project.reading)
      record.reopen(reader: "b", reason: "why")
      try opened.store.update { $0.reading = record.json }
      opened.session.seal = nil
      try opened.session.perform(edits[0])
      #expect(SignatureCheck(opened.session, opened.store.project).state == .unsigned)
      try opened.store.close(opened.session, keepingUnsaved: false)
    }
  }

  /// A proposal is in no number, and what of it is open is in the report: it stays as it is until `:reopen`.
  @Test func aProposalStaysAsItWas() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      let first = try signed(files)
      try first.store.close(first.session, keepingUnsaved: true)
      var again = try ProjectStore.open(files, volume: Case.volume(), reader: "b", layers: [LabelLayer.proposal])
      let proposing = fill(LabelLayer.proposal, 2..<3, to: 1, in: again.session)
      let error = #expect(throws: Failure.self) { try again.session.perform(proposing) }
      #expect(error?.what.contains("signed by a") == true)
      #expect(SignatureCheck(again.session, again.store.project).state == .holds)
      #expect(!again.store.hasUnsavedWork(again.session))
      again.session.seal = nil
      try again.session.perform(proposing)
      try again.store.close(again.session, keepingUnsaved: false)
    }
  }

  /// Killed before the save: the trail has the word that the journal kept, once, also after the save that follows.
  @Test func theTrailTellsOfIt() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      func told(_ project: Project, _ action: AuditEntry.Action) -> [String] {
        project.audit.filter { $0.action == action.rawValue }.map { "\($0.reader): \($0.detail)" }
      }
      var opened = try signed(files)
      var record = ReadingRecord(opened.store.project.reading)
      let reason = "second look"
      record.reopen(reader: "a", reason: reason)
      try opened.store.update(noting: (.reopened, reason)) { $0.reading = record.json }
      // what comes later makes the line of the answers idle, not what is told
      for n in 0..<3 {
        record.set(ReadingAnswer(.word("absent"), reader: "a", time: "\(n)"), for: "ggo")
        try opened.store.update { $0.reading = record.json }
      }
      try opened.store.close(opened.session, keepingUnsaved: true)

      var again = try Case.open(files, reader: "b")
      #expect(told(again.store.project, .reopened) == ["a: second look"])
      #expect(again.session.seal == nil && ReadingRecord(again.store.project.reading).reopenings == 1)
      try again.store.update(noting: (.signed, "author")) { $0.reading = record.json }
      #expect(try told(saved(files), .reopened).isEmpty)
      try again.store.save(&again.session)
      #expect(try told(saved(files), .reopened) == ["a: second look"])
      #expect(try told(saved(files), .signed) == ["a: author", "b: author"])
      try again.store.close(again.session, keepingUnsaved: true)
      opened = try Case.open(files)
      #expect(told(opened.store.project, .reopened).count == 1 && told(opened.store.project, .signed).count == 2)
      try opened.store.close(opened.session, keepingUnsaved: false)
    }
  }

  /// A journal that is made shorter keeps the lines of which the trail tells.
  @Test func whatIsToldOutlivesAShortening() throws {
    let fields: JSONObject = ["reading": .object([:])]
    let noted = AuditEntry(reader: "a", action: .signed)
    var index = JournalIndex()
    for (n, entry) in [
      JournalEntry.fields(fields), .fields(fields, audit: [noted]), .fields(fields), .fields(fields),
    ].enumerated() {
      index.append(JournalIndex.Kind(entry, strokeOffset: 0), n..<n + 1)
    }
    #expect(index.reduced().map(\.bytes) == [1..<2, 3..<4])
    // as it stands in the line, and read back; a version that does not know it reads the members beside it
    let line = JournalEntry.fields(fields, audit: [noted]).encoded(number: 1, strokeOffset: 0)
    let value = try JSONParser.parse(line)
    #expect(value.object?["fields"]?.object == fields)
    guard case .fields(fields, let audit)? = JournalEntry(value, number: 1, log: ProblemLog()) else {
      return #expect(Bool(false), "not read back")
    }
    #expect(audit == [noted])
    for wrong in [#"[3]"#, #"[{"time": 1}]"#, #"{}"#] {
      let text = #"{"n": 1, "fields": {}, "audit": \#(wrong)}"#
      #expect(JournalEntry(try JSONParser.parse(Array(text.utf8)), number: 1, log: ProblemLog()) == nil, "\(wrong)")
    }
  }

  /// The file edited by another hand, or written by a program that knows nothing of seals.
  @Test(arguments: [
    ("findings", "layer:findings"), ("lungs", "layer:lungs"), ("measurement", "measurements"),
    ("landmark", "landmarks"), ("answer", "answers"), ("table", "labels"), ("protocol", "protocol"),
    ("number", "signature"), ("name", "signature"), ("origin", "layer:findings"),
  ])
  func whatIsChangedInTheFileIsSeen(_ what: String, _ change: String) throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      let first = try signed(files)
      try first.store.close(first.session, keepingUnsaved: true)
      let text = String(decoding: try read(files.project), as: UTF8.self)
      let swaps: [String: (String, String)] = [
        "findings": (
          "\"k\": 1, \"label\": 1, \"origin\": \"manual\", \"runs\": \"8 4",
          "\"k\": 1, \"label\": 1, \"origin\": \"manual\", \"runs\": \"8 3"
        ),
        "lungs": ("\"k\": 3, \"label\": 1", "\"k\": 3, \"label\": 2"),
        "measurement": (
          "\"measurements\": [\n    {\"name\": \"carina\"", "\"measurements\": [\n    {\"name\": \"carina 2\""
        ),
        "landmark": ("\"landmarks\": [\n    {\"name\": \"carina\"", "\"landmarks\": [\n    {\"name\": \"zone\""),
        "answer": ("{\"value\": \"present\"", "{\"value\": \"absent\""),
        "table": ("\"code\": \"GGO\"", "\"code\": \"CON2\""),
        "protocol": (
          "\"protocol\": {\"id\": \"covid-chest\", \"version\": 1}",
          "\"protocol\": {\"id\": \"covid-chest\", \"version\": 2}"
        ),
        "number": (
          "\"values\": {\"findings\": [{\"label\": 1, \"code\": \"GGO\", \"voxels\": 12",
          "\"values\": {\"findings\": [{\"label\": 1, \"code\": \"GGO\", \"voxels\": 13"
        ),
        "name": ("\"signature\": {\"reader\": \"a\"", "\"signature\": {\"reader\": \"c\""),
        "origin": (
          "\"k\": 1, \"label\": 1, \"origin\": \"manual\", \"runs\": \"8 4",
          "\"k\": 1, \"label\": 1, \"origin\": \"grown\", \"runs\": \"8 4"
        ),
      ]
      let (old, new) = try #require(swaps[what])
      let ranges = text.ranges(of: old)
      // Of what stands in both layers the findings come first.
      let range = try #require(what == "lungs" ? ranges.last : ranges.first, "\(text)")
      try write(Array(text.replacingCharacters(in: range, with: new).utf8), files.project)

      let check = SignatureCheck(saved: try saved(files))
      #expect(check.state == .void && check.changes.map(\.name).contains(change), "\(check)")
      let problems = try ProjectCheck.problems(at: files.project) { _, _ in Case.grid }
      #expect(problems.contains { $0.weight == .error && $0.place == "reading.signature" && $0.what.contains("void") })
      let again = try Case.open(files, reader: "b")
      #expect(SignatureCheck(again.session, again.store.project).state == .void)
      try again.store.close(again.session, keepingUnsaved: true)
    }
  }

  /// The numbers that stand in the file for other programs, changed by hand: neither the signature is at fault nor this
  /// version of the program, and saving mends it.
  @Test func statedNumbersThatWereChangedAreNamed() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      let first = try signed(files)
      try first.store.close(first.session, keepingUnsaved: true)
      let text = String(decoding: try read(files.project), as: UTF8.self)
      let old = "\"extent\": {\"findings\": [{\"label\": 1, \"code\": \"GGO\", \"voxels\": 12"
      let range = try #require(text.ranges(of: old).first, "\(text)")
      try write(Array(text.replacingCharacters(in: range, with: old.dropLast(2) + "13").utf8), files.project)
      func problems() throws -> [ProjectProblem] {
        try ProjectCheck.problems(at: files.project) { _, _ in Case.grid }
      }
      let found = try problems()
      #expect(!found.contains { $0.weight == .error || $0.what.contains("come out") }, "\(found)")
      #expect(found.contains { $0.place == "extent" && $0.what.contains("by hand") }, "\(found)")
      let stated = found.first { $0.place == "extent.findings[0].voxels" }
      #expect(stated?.what.hasPrefix("13 are stated and 12 are drawn") == true, "\(found)")
      var again = try Case.open(files, reader: "b")
      try again.store.save(&again.session)
      try again.store.close(again.session, keepingUnsaved: false)
      #expect(try !problems().contains { $0.place.hasPrefix("extent") })
    }
  }

  /// Another order of members, other blanks, another spelling of numbers: the same content.
  @Test func aTextThatSaysTheSameHolds() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      let first = try signed(files)
      try first.store.close(first.session, keepingUnsaved: true)
      let bytes = try read(files.project)
      let value = try JSONSerialization.jsonObject(with: Data(bytes))
      try JSONSerialization.data(withJSONObject: value, options: [.prettyPrinted, .sortedKeys])
        .write(to: URL(fileURLWithPath: files.project))
      let check = SignatureCheck(saved: try saved(files))
      #expect(check.state == .holds, "\(check)")
    }
  }

  @Test func anOldSignatureIsSaidToBeOne() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      let first = try signed(files, content: false)
      try first.store.close(first.session, keepingUnsaved: true)
      let check = SignatureCheck(saved: try saved(files))
      #expect(check.state == .answersOnly && check.remark?.contains("old kind") == true)
      let problems = try ProjectCheck.problems(at: files.project) { _, _ in Case.grid }
      #expect(problems.contains { $0.weight == .warning && $0.what.contains("old kind") })
    }
  }

  /// Parts of a signature that were taken away do not make an old one of it, whichever they are.
  @Test(arguments: [["content"], ["content", "sha256"], ["content", "values"], ["content", "sha256", "values"]])
  func aSignatureThatLostItsPartsIsVoid(_ gone: [String]) throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      let first = try signed(files, asked: form)
      try first.store.close(first.session, keepingUnsaved: true)
      var project = try saved(files)
      var signature = try #require(project.reading["signature"]?.object)
      for name in gone { signature[name] = nil }
      project.reading["signature"] = .object(signature)
      let apart = SignatureCheck(saved: project)
      #expect(apart.state == .void)
      // Its numbers are nobody's.
      let left = try #require(apart.signature)
      #expect(ReportAnswers.Signature(apart, left, meaning: "").numbers.isEmpty)
      // Without the trail's word, too, as far as the parts tell it.
      project.audit = []
      #expect(SignatureCheck(saved: project).state == .void)
      // As an old one would be: the trail knows another.
      project = try saved(files)
      signature = JSONObject(signature.members.filter { $0.name != "sha256" }.map { ($0.name, $0.value) })
      signature["values"] = .object(["computed": .object([:])])
      project.reading["signature"] = .object(signature)
      let check = SignatureCheck(saved: project)
      #expect(check.state == .void && check.changes == [.signature])
      try write(project.encoded(), files.project)
      let problems = try ProjectCheck.problems(at: files.project) { _, _ in Case.grid }
      #expect(problems.contains { $0.weight == .error && $0.place == "reading.signature" })
    }
  }

  @Test func anOldSignatureVouchesForNoNumbers() throws {
    try withTemporaryFolder { folder in
      let opened = try signed(try Case.files(in: folder), content: false)
      let project = opened.store.project
      var content = ReportContent(project, opened.session, scan: .init(name: "ct"))
      content.answers = ReportAnswers(
        ReadingSheet(form, ReadingRecord(project.reading)), SignatureCheck(opened.session, project))
      let signature = try #require(content.answers.signature)
      #expect(!signature.fits && signature.state == "answers-only" && signature.numbers.isEmpty)
      let text = ReportText.render(ReportWords(content).document())
      #expect(!text.contains("as they were signed") && text.contains("old kind"))
      let columns = ReportRow(content).columns
      #expect(columns.first { $0.name == "signed" }?.value == .bool(false))
      #expect(columns.first { $0.name == "signature" }?.value == .string("answers-only"))
      try opened.store.close(opened.session, keepingUnsaved: true)
    }
  }

  /// The trail says that it was signed, and nothing that it was opened again.
  @Test func aSignatureThatIsGoneIsMissed() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      let first = try signed(files)
      try first.store.close(first.session, keepingUnsaved: true)
      var project = try saved(files)
      #expect(SignatureCheck(saved: project).lost == nil)
      var reopened = ReadingRecord(project.reading)
      project.reading["signature"] = nil
      let check = SignatureCheck(saved: project)
      #expect(check.state == .gone && check.lost?.reader == "a")
      #expect(check.remark?.contains("was signed by a") == true && check.remark?.contains("gone") == true)
      try write(project.encoded(), files.project)
      let problems = try ProjectCheck.problems(at: files.project) { _, _ in Case.grid }
      let gone = problems.first { $0.place == "reading.signature" }
      #expect(gone?.weight == .error && gone?.what.contains("gone") == true, "\(problems)")
      // Opened again, whether the trail has it already or not: nothing is missed.
      reopened.reopen(reader: "a", reason: "why")
      project.reading = reopened.json
      #expect(SignatureCheck(saved: project).remark == nil)
      project.audit.append(AuditEntry(reader: "a", action: .reopened, detail: "why"))
      #expect(SignatureCheck(saved: project).remark == nil)
    }
  }

  /// A title, an option, what an option counts: the answer does not mean any more what was signed.
  @Test func otherQuestionsMakeItVoid() throws {
    let text = """
      id = "mine"
      version = 1
      title = "Mine"

      [[sections]]
      id = "s"
      title = "S"

      [[sections.fields]]
      id = "q"
      title = "Honeycombing present"
      kind = "choice"
      options = [
        { id = "no", title = "no", points = 0 }, { id = "yes", title = "yes", points = 1 },
      ]
      """
    func parsed(_ old: String = "", _ new: String = "") throws -> ReadingProtocol {
      let text = old.isEmpty ? text : text.replacingCharacters(in: try #require(text.range(of: old)), with: new)
      return try ReadingProtocol.parse(text, name: "mine.toml")
    }
    let before = try parsed()
    var record = ReadingRecord()
    record.protocolFile = "mine.toml"
    record.set(ReadingAnswer(.word("yes"), reader: "a", time: "t"), for: "q")
    func content(_ form: ReadingProtocol?) -> SignedContent {
      SignedContent(record, labels: .standard, layers: [], annotations: Annotations(), form: form)
    }
    func check(_ record: ReadingRecord, _ form: ReadingProtocol?) -> SignatureCheck {
      SignatureCheck(record, content: content(form), following: before.reference)
    }
    var sealed = record
    sealed.sign(
      reader: "a", meaning: "author", following: before.reference, frozen: [:], content: content(before), time: "t")
    #expect(check(sealed, before).remark == nil && check(sealed, nil).state == .holds)
    #expect(check(sealed, try parsed("kind = \"choice\"", "kind = \"choice\"\nhelp = \"Look twice.\"")).remark == nil)
    for (old, new) in [
      ("Honeycombing present", "Honeycombing absent"), ("title = \"yes\"", "title = \"perhaps\""),
      ("points = 1", "points = 2"), ("title = \"S\"", "title = \"T\""), ("title = \"Mine\"", "title = \"Other\""),
    ] {
      let now = check(sealed, try parsed(old, new))
      #expect(now.state == .void && now.changes.map(\.name) == ["questions"], "\(old)")
      #expect(now.remark == "the signature is void: the protocol's questions are not what was signed")
    }
    // Of a protocol that the program carries, its version may be why.
    sealed.protocolFile = nil
    let own = check(sealed, try parsed("points = 1", "points = 2"))
    #expect(own.remark?.contains("another version of the program") == true)

    // One that does not have the questions yet is judged as before, and that is said.
    var older = record
    older.sign(
      reader: "a", meaning: "author", following: before.reference, frozen: [:], content: content(nil), time: "t")
    let old = check(older, before)
    #expect(old.state == .holds && old.remark?.contains("by a does not hold the protocol's questions") == true)
  }

  /// Each protocol that the program carries has a digest of its own, the same at every reading.
  @Test func whatIsAskedHasADigest() throws {
    let digests = try BuiltInProtocol.allCases.map { try $0.form.askedDigest }
    #expect(Set(digests).count == digests.count)
    #expect(try digests == BuiltInProtocol.allCases.map { try $0.form.askedDigest })
  }

  @Test func aVoidSignatureIsNotCalledSigned() {
    var record = ReadingRecord()
    record.sign(reader: "a", meaning: "author", following: form.reference, frozen: [:])
    #expect(record.lock?.what == "the reading is signed by a")
    #expect(record.refusal(isVoid: true)?.what == "the reading was signed by a, and the signature is void")
    #expect(record.refusal(isVoid: true)?.advice == record.lock?.advice)
  }

  private static func former(_ json: String) -> String {
    [("ml", "millilitres"), ("mean_hu", "mean"), ("min_hu", "minimum"), ("max_hu", "maximum")]
      .reduce(json) { $0.replacing("\"\($1.0)\"", with: "\"\($1.1)\"") }
  }

  @Test func otherNumbersOfTheSameDrawingAreSaid() throws {
    try withTemporaryFolder { folder in
      let opened = try signed(try Case.files(in: folder))
      let project = opened.store.project
      let record = ReadingRecord(project.reading)
      let content = SignedContent(
        record, labels: project.labels, layers: opened.session.layers, annotations: opened.session.annotations)
      var numbers = opened.session.signedNumbers(project.labels)
      func check() -> SignatureCheck {
        SignatureCheck(record, content: content, following: form.reference, numbers: numbers)
      }
      #expect(!check().hasOtherNumbers)
      // Earlier versions called them otherwise.
      let today = try #require(numbers["findings"]).text, former = Self.former(today)
      #expect(former != today)
      numbers["findings"] = try JSONParser.parse(Array(former.utf8))
      #expect(!check().hasOtherNumbers)
      numbers["findings"] = .array([])
      #expect(check().state == .holds && check().hasOtherNumbers && check().remark != nil)
      try opened.store.close(opened.session, keepingUnsaved: true)
    }
  }

  @Test func aReportSaysIt() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      let opened = try signed(files)
      var project = opened.store.project
      func content() -> ReportContent {
        var content = ReportContent(project, opened.session, scan: .init(name: "ct"))
        let record = ReadingRecord(project.reading)
        content.answers = ReportAnswers(ReadingSheet(form, record), SignatureCheck(opened.session, project))
        return content
      }
      func column(_ name: String) -> JSONValue? { ReportRow(content()).columns.first { $0.name == name }?.value }
      #expect(column("signed") == .bool(true) && column("signature") == .string("holds"))
      #expect(ReportText.render(ReportWords(content()).document()).contains("Numbers as they were signed: GGO"))
      project.labels = LabelTable([Finding(value: 1, code: "X", name: "X", colour: RGB("#000000")!)])!
      #expect(column("signed") == .bool(false) && column("signature") == .string("void"))
      #expect(column("signature_changes") == .string("labels"))
      #expect(ReportWords(content()).notices.contains { $0.contains("signature is void: the list of findings") })
      let json = ReportJSON(content()).text
      #expect(json.contains("\"state\": \"void\"") && json.contains("\"fits\": false"))
      try opened.store.close(opened.session, keepingUnsaved: true)
    }
  }
}
