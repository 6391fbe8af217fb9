import Foundation
import TestSupport
import Testing

@testable import StyletBase
@testable import StyletCore
@testable import StyletImaging
@testable import StyletProject

@Suite struct ReadingRecordTests {
  private let form = try! BuiltInProtocol.covidChest.form

  private func answer(_ value: AnswerValue, _ way: ReadingAnswer.Way = .given) -> ReadingAnswer {
    ReadingAnswer(value, reader: "r-7", time: "2026-03-01T09:30:00Z", way: way)
  }

  @Test func everyKindOfAnswerComesBack() throws {
    let values: [AnswerValue] = [
      .notAssessed, .word("typical"), .words([]), .words(["RUL", "LLL"]), .number(3), .number(-0.25),
      .regions(["LM": "0", "LAD": "not-assessed"]),
    ]
    for (n, value) in values.enumerated() {
      for way in [ReadingAnswer.Way.given, .normal, .proposal] {
        var record = ReadingRecord()
        record.set(answer(value, way), for: "f\(n)")
        let bytes = JSONValue.object(record.json).bytes
        let back = ReadingRecord(try #require(JSONParser.parse(bytes).object))
        #expect(back.answer(to: "f\(n)") == answer(value, way) && back == record)
        record.set(nil, for: "f\(n)")
        #expect(record.answer(to: "f\(n)") == nil && record.answered.isEmpty)
      }
    }
  }

  /// A signature over answers of somebody else says whose they are, and is bound to that.
  @Test func answersOfOthersAreKept() throws {
    var record = ReadingRecord()
    for (field, reader) in [("a", "dupont"), ("b", "moreau"), ("c", "dupont"), ("d", "")] {
      record.set(ReadingAnswer(.number(1), reader: reader, time: "t"), for: field)
    }
    let others = record.answersOfOthers(than: "moreau")
    #expect(others == [AnswersOfOther(reader: "dupont", count: 2), AnswersOfOther(reader: "", count: 1)])
    #expect(others.map(\.inWords) == ["2 answers are of dupont", "1 answer is of a reader without a name"])
    let french = Words.$inTask.withValue(.french) { others.map(\.inWords) }
    #expect(french == ["lecteur de 2 réponses : dupont", "1 réponse est d'un lecteur sans nom"])
    #expect(record.answersOfOthers(than: "dupont").map(\.reader) == ["", "moreau"])
    record.sign(
      reader: "moreau", meaning: "author", following: form.reference, frozen: [:], content: SignedContent(), time: "t")
    let back = ReadingRecord(try #require(JSONParser.parse(JSONValue.object(record.json).bytes).object))
    #expect(back.signature?.others == others && back.signature?.seal == back.seal)
  }

  /// No lesion: by the answers that the protocol names, or by a signature over numbers without one.
  @Test func noLesionIsSaid() {
    func says(_ answers: [String: String]) -> Bool {
      var record = ReadingRecord()
      for (field, word) in answers { record.set(answer(.word(word)), for: field) }
      return record.saysNoLesion(form)
    }
    #expect(!says([:]) && !says(["ggo": "absent"]) && !says(["ggo": "absent", "consolidation": "absent"]))
    #expect(says(["ggo": "absent", "consolidation": "absent", "crazy-paving": "absent"]))
    #expect(says(["extent-visual": "0"]) && !says(["extent-visual": "2"]))
    #expect(!says(["extent-visual": "0", "ggo": "present"]), "one answer says so, another does not")
    func signed(_ frozen: JSONObject) -> Bool {
      var record = ReadingRecord()
      record.sign(reader: "r", meaning: "author", following: form.reference, frozen: frozen)
      return record.saysNoLesion(nil)
    }
    func lungs(_ voxels: Int) -> JSONValue {
      .object(["both": .object(["lesion": .object(["voxels": .int(voxels)])])])
    }
    #expect(signed(["findings": .array([])]) && !signed(["findings": .array([.object([:])])]) && !signed([:]))
    #expect(signed(["extent": lungs(0), "findings": .array([.object([:])])]) && !signed(["extent": lungs(3)]))
  }

  /// A signature where nothing is drawn says that there is nothing only where no answer says otherwise.
  @Test func whatIsAnsweredGoesBeforeASignature() throws {
    func says(_ answers: [String: AnswerValue], of form: ReadingProtocol, signed: Bool) -> Bool {
      var record = ReadingRecord()
      for (field, value) in answers { record.set(answer(value), for: field) }
      guard signed else { return record.saysNoLesion(form, onceSigned: true) }
      record.sign(reader: "r", meaning: "author", following: form.reference, frozen: ["findings": .array([])])
      return record.saysNoLesion(form)
    }
    let ild = try BuiltInProtocol.ild.form
    for signed in [false, true] {
      #expect(says([:], of: form, signed: signed) && says(["technical": .word("limited")], of: form, signed: signed))
      for (field, word) in [
        ("ggo", "present"), ("consolidation", "present"), ("crazy-paving", "present"), ("extent-visual", "1"),
        ("extent-visual", "5"), ("sfr", "typical"), ("stoic", "positive"), ("co-rads-image", "5"), ("rsna", "typical"),
      ] {
        #expect(!says([field: .word(word)], of: form, signed: signed), "\(field)")
        var none: [String: AnswerValue] = ["ggo": .word("absent"), "extent-visual": .word("0")]
        none[field] = .word(word)
        #expect(!says(none, of: form, signed: signed), "\(field) beside others")
      }
      let unseen = ["ggo": AnswerValue.notAssessed, "extent-visual": .notAssessed]
      #expect(!says(unseen, of: form, signed: signed), "looked for and not to be judged is not none")
      #expect(says(["stage": .word("none")], of: ild, signed: signed) && says([:], of: ild, signed: signed))
      #expect(!says(["stage": .word("none"), "zones": .regions(["RU": "2"])], of: ild, signed: signed))
      #expect(!says(["stage": .word("none"), "honeycombing": .word("present")], of: ild, signed: signed))
    }
    // One that does not say what a lesion is: what would say none is answered otherwise.
    let text = BuiltInProtocol.ild.text
    let bare = try ReadingProtocol.parse(
      String(text[..<text.range(of: "lesion = [")!.lowerBound])
        + String(text[text.range(of: "[[findings]]")!.lowerBound...]), name: "bare")
    #expect(bare.lesion == nil && bare.noLesion != nil)
    #expect(!says(["stage": .word("limited")], of: bare, signed: true) && says([:], of: bare, signed: true))
  }

  /// A band's word and the number beside it agree at every border, in each protocol that the program carries.
  @Test(arguments: BuiltInProtocol.allCases) func bandsAgreeWithTheirNumbers(_ each: BuiltInProtocol) throws {
    for field in try each.form.fields {
      guard case .computed(let computed) = field.kind else { continue }
      for border in computed.bands.map(\.from) {
        for off in [0, 1e-6, 2e-5, 0.0004, 0.003, 0.04, 0.1, 0.333, 0.499, 0.51, 0.833, 0.96] {
          for x in [border - off, border + off] where x >= computed.bands[0].from {
            let said = String(computed.said(x).split(separator: " ")[0])
            let shown = try #require(Double(said))
            #expect(computed.band(of: shown) == computed.band(of: x), "\(field.id): \(x) is said \(shown)")
          }
        }
      }
    }
  }

  @Test(arguments: [
    (0.0, "0", "0"), (0.833, "1", "1-100"), (0.3, "0.3", "1-100"), (1, "1", "1-100"), (99.6, "100", "1-100"),
    (100, "100", "1-100"), (100.4, "100.4", "101-400"), (100.83, "101", "101-400"), (400, "400", "101-400"),
    (400.02, "400.02", "> 400"), (412, "412", "> 400"),
  ])
  func agatstonsBands(_ value: Double, _ said: String, _ band: String) throws {
    guard case .computed(let computed)? = form.field("agatston")?.kind else { throw Failure(.badData, "no field") }
    #expect(computed.said(value) == said && computed.band(of: value)?.title == band)
    // As the standard's categories have it.
    let grade = ChestStandards.standard.scales.agatston.grade(of: value).grade
    #expect(grade == computed.bands.firstIndex { $0.title == band })
  }

  @Test func bandsAscend() {
    func parsed(_ bands: String) throws -> ReadingProtocol {
      try ReadingProtocol.parse(
        """
        id = "x"
        version = 1
        title = "X"
        [[sections]]
        id = "s"
        title = "S"
        [[sections.fields]]
        id = "f"
        title = "F"
        kind = "computed"
        fact = "agatston.total"
        bands = [\(bands)]
        """, name: "x.toml")
    }
    #expect(throws: Never.self) { try parsed("{ from = 0, title = \"a\" }, { above = 0, title = \"b\" }") }
    for wrong in [
      "{ above = 0, title = \"a\" }, { from = 0, title = \"b\" }",
      "{ above = 0, title = \"a\" }, { above = 0, title = \"b\" }",
      "{ from = 0, title = \"a\" }, { from = 0, title = \"b\" }",
      "{ from = 2, title = \"a\" }, { above = 1, title = \"b\" }",
      "{ from = 0, above = 1, title = \"a\" }", "{ title = \"a\" }",
    ] {
      #expect(throws: Failure.self, "\(wrong)") { try parsed(wrong) }
    }
  }

  /// A small number is not said to be 0.
  @Test(arguments: [
    (0.0, "0.0 %"), (0.02, "0.02 %"), (0.0004, "0.0 %"), (0.6, "0.6 %"), (-0.03, "−0.03 %"), (12.34, "12.3 %"),
  ])
  func aComputedValueIsSaid(_ value: Double, _ said: String) {
    let field = ComputedField(
      source: .fact("extent.percent"), unit: "%", bands: [], options: [], digits: 1)
    #expect(field.said(value) == said)
  }

  @Test func unknownMembersSurvive() throws {
    let text = """
      {"u1": [1], "answers": {"ggo": {"value": "present", "reader": "r", "time": "t", "u2": {"x": null}}, \
      "other": "not an answer", "odd": {"value": [3]}}, "protocol": {"u3": true}}
      """
    var record = ReadingRecord(try #require(JSONParser.parse(Array(text.utf8)).object))
    #expect(record.answer(to: "odd") == nil && record.answer(to: "other") == nil)
    #expect(record.answered == ["ggo", "other", "odd"])
    record.set(answer(.word("absent")), for: "ggo")
    record.protocolFile = "mine.toml"
    let after = String(decoding: JSONValue.object(record.json).bytes, as: UTF8.self)
    #expect(
      after == """
        {"u1": [1], "answers": {"ggo": {"value": "absent", "reader": "r-7", "time": "2026-03-01T09:30:00Z", \
        "u2": {"x": null}}, "other": "not an answer", "odd": {"value": [3]}}, "protocol": {"u3": true, \
        "file": "mine.toml"}}
        """)
  }

  @Test func signingAndReopening() throws {
    var record = ReadingRecord()
    record.set(answer(.word("present")), for: "ggo")
    let sheet = ReadingSheet(form, record)
    record.sign(
      reader: "r-7", meaning: "author", following: form.reference,
      frozen: sheet.frozen(["extent": .object(["a": .int(1)])]), time: "2026-03-01T10:00:00Z")
    let signature = try #require(record.signature)
    #expect(record.isSigned && signature.digest == record.digest && signature.meaning == "author")
    #expect(signature.frozen["extent"] == .object(["a": .int(1)]))
    #expect(signature.frozen["computed"]?.object?["opacities"]?.object?["value"]?.double == 1)
    #expect(ReadingCheck.problems(of: record, form).contains { $0.what.contains("signed, but \"technical\"") })

    var forged = record
    forged.set(answer(.word("absent")), for: "ggo")
    let content = SignedContent(forged, labels: .standard, layers: [], annotations: Annotations())
    #expect(SignatureCheck(forged, content: content, following: form.reference).state == .void)

    record.reopen(reader: "r-8", reason: "second look", time: "2026-03-02T10:00:00Z")
    #expect(!record.isSigned && record.reopenings == 1)
    let before = record.json["reopened"]?.array?.first?.object
    #expect(before?["reason"]?.string == "second look" && before?["answers"] == record.json["answers"])
    #expect(before?["signature"]?.object.flatMap { ReadingSignature($0) } == signature)
    record.reopen(reader: "r-8", reason: "again")
    #expect(record.reopenings == 1)
    // a signature of a later version still closes it
    let strange = ReadingRecord(["signature": .string("by seal")])
    #expect(strange.isSigned && strange.signature == nil)
  }

  @Test func theCheckFindsWhatIsOdd() {
    var record = ReadingRecord()
    record.set(answer(.word("perhaps")), for: "ggo")
    record.set(answer(.number(200)), for: "mpa")
    record.set(answer(.number(30.5)), for: "age")
    record.set(answer(.word("present")), for: "embolism")
    record.set(answer(.word("yes")), for: "invented")
    record.set(ReadingAnswer(.word("no"), reader: ""), for: "contrast")
    record.set(answer(.regions(["LM": "7"])), for: "calcium")
    record.set(answer(.words(["LLL", "RUL"])), for: "lobes")
    let problems = ReadingCheck.problems(of: record, form)
    func says(_ field: String, _ what: String) -> Bool {
      problems.contains { $0.place == "reading.answers.\(field)" && $0.what.contains(what) && $0.weight == .warning }
    }
    #expect(says("ggo", "not one of its options") && says("mpa", "is not from 5 to 80"))
    #expect(says("age", "not a whole number") && says("embolism", "not asked"))
    #expect(says("invented", "no such field") && says("contrast", "who answered"))
    #expect(says("calcium", "not one of its options") && says("lobes", "out of order"))
    #expect(problems.count == 8)
  }

  /// Through the project's file and its journal, with a crash before the first save.
  @Test func answersOutlastACrash() throws {
    try withTemporaryFolder { try answersOutlastACrash(Case.files(in: $0)) }
  }

  private func answersOutlastACrash(_ files: ProjectFiles) throws {
    func open(_ labels: LabelTable = .standard, _ reference: ProtocolReference? = nil) throws -> OpenedProject {
      try ProjectStore.open(
        files, volume: Case.volume(), reader: "r-7", readingProtocol: reference, labels: labels)
    }
    let ild = try BuiltInProtocol.ild.form
    let first = try open(try #require(ild.labels), ild.reference)
    var record = ReadingRecord()
    record.set(answer(.word("present")), for: "reticulation")
    try first.store.update { $0.reading = record.json }
    try first.store.close(first.session, keepingUnsaved: true)

    var second = try open()
    #expect(second.store.project.readingProtocol == ild.reference && second.store.project.labels == ild.labels)
    #expect(ReadingRecord(second.store.project.reading) == record)
    record.sign(reader: "r-7", meaning: "author", following: ild.reference, frozen: [:])
    try second.store.update { $0.reading = record.json }
    second.store.note(.signed, "author")
    try second.store.save(&second.session)
    try second.store.close(second.session, keepingUnsaved: true)

    let project = try Project(decoding: SafeFile.read(files.project).bytes, path: "p")
    #expect(ReadingRecord(project.reading).signature?.reader == "r-7")
    #expect(project.audit.map(\.action).contains("signed"))
    let problems = try ProjectCheck.problems(at: files.project) { _, _ in Case.grid }
    #expect(problems.allSatisfy { $0.weight == .warning } && problems.contains { $0.what.contains("is signed, but") })
  }

  /// A look at a scan under a protocol leaves nothing behind.
  @Test func aMereLookLeavesNoJournal() throws {
    try withTemporaryFolder { try look(Case.files(in: $0)) }
  }

  private func look(_ files: ProjectFiles) throws {
    let form = try BuiltInProtocol.ild.form
    let opened = try ProjectStore.open(
      files, volume: Case.volume(), reader: "r", readingProtocol: form.reference, labels: form.labels ?? .standard)
    #expect(!opened.store.hasUnsavedWork(opened.session))
    try opened.store.close(opened.session, keepingUnsaved: true)
    #expect(FileState(files.journal) == nil && FileState(files.project) == nil)
  }

  /// What is written is what the published schema names.
  @Test func theSchemaNamesEveryMember() throws {
    var record = ReadingRecord()
    record.protocolFile = "mine.toml"
    record.set(answer(.word("present"), .normal), for: "ggo")
    record.set(answer(.notAssessed), for: "mass")
    record.sign(reader: "r", meaning: "author", following: form.reference, frozen: ["computed": .object([:])])
    record.reopen(reader: "r", reason: "why")
    record.sign(
      reader: "r", meaning: "author", following: form.reference,
      frozen: [
        "computed": .object([:]), "contradictions": .array([]), "discordant": .array([]), "extent": .object([:]),
        "findings": .array([]),
        "quantitative_ct": .object([:]),
      ], content: SignedContent(record, labels: .standard, layers: [], annotations: Annotations()), scan: "0")
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../..")
    let path = root.appendingPathComponent("Samples/stylet-project.schema.json").path
    let schema = try JSONParser.parse(SafeFile.read(path).bytes)
    let reading = schema.object?["properties"]?.object?["reading"]
    func check(_ value: JSONValue, _ schema: JSONValue?, _ place: String) {
      let properties = schema?.object?["properties"]?.object, any = schema?.object?["additionalProperties"]
      for member in value.object?.members ?? [] where properties != nil || any != nil {
        #expect(properties?[member.name] != nil || any != nil, "\(place).\(member.name)")
        check(member.value, properties?[member.name] ?? any, place + "." + member.name)
      }
      for element in value.array ?? [] { check(element, schema?.object?["items"], place + "[]") }
      for name in schema?.object?["required"]?.array ?? [] where value.object != nil {
        #expect(value.object?[name.string ?? ""] != nil, "\(place).\(name)")
      }
    }
    check(.object(record.json), reading, "reading")
  }
}
