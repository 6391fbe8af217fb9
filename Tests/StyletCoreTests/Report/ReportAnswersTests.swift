import TestSupport
import Testing

@testable import StyletBase
@testable import StyletProject
@testable import StyletReport

/// What a report says of a form, and its columns, whatever was answered.
@Suite struct ReportAnswersTests {
  private let form = try! BuiltInProtocol.covidChest.form

  private func answers(_ given: [String: AnswerValue]) -> ReportAnswers {
    var record = ReadingRecord()
    for (field, value) in given.sorted(by: { $0.key < $1.key }) {
      record.set(ReadingAnswer(value, reader: "r-7", time: "2026-03-01T09:30:00Z"), for: field)
    }
    return ReportAnswers(ReadingSheet(form, record))
  }

  private func item(_ id: String, _ answers: ReportAnswers) throws -> ReportAnswers.Item {
    try #require(answers.sections.flatMap(\.items).first { $0.id == id })
  }

  @Test func answersAreInWords() throws {
    let answers = answers([
      "technical": .word("diagnostic"), "ggo": .notAssessed,
      "calcium": .regions(["LM": "1", "LAD": "not-assessed", "LCX": "0"]),
    ])
    #expect(answers.title == form.title && answers.missing > 0 && answers.signature == nil)
    let technical = try item("technical", answers)
    #expect(technical.state == .answered && technical.value == .string("diagnostic"))
    #expect(technical.text == form.field("technical")?.option("diagnostic")?.title)
    #expect(try item("ggo", answers).state == .notAssessed && item("consolidation", answers).state == .unanswered)
    #expect(try item("limits", answers).state == .notAsked)
    let calcium = try item("calcium", answers)
    #expect(calcium.regions == ["LM", "LAD", "LCX", "RCA"] && calcium.note == "not answered for every region")
    #expect(calcium.value == .object(["LM": .string("1"), "LAD": .string("not_assessed"), "LCX": .string("0")]))
    #expect(calcium.text.contains("not assessed"))
  }

  /// One row a scan: the columns of a protocol do not depend on what was answered or asked.
  @Test func columnsAreThoseOfTheProtocol() throws {
    func names(_ given: [String: AnswerValue]) throws -> [String] {
      var content = try ReportScene().content
      content.answers = answers(given)
      return ReportRow(content).names
    }
    let bare = try names([:])
    #expect(bare.contains("answer_calcium_LAD") && bare.contains("answer_limits") && !bare.contains("answer_calcium"))
    #expect(Set(bare).count == bare.count)
    #expect(try names(["technical": .word("limited"), "ggo": .notAssessed]) == bare)
    #expect(try names(["calcium": .regions(["LM": "1"]), "by-eye": .words(["tss", "yang"])]) == bare)
    #expect(try names(["calcium": .notAssessed]) == bare)
  }

  /// An empty cell is a question without an answer, and nothing else.
  @Test func noneIsAWordInTheRow() throws {
    func cells(_ given: [String: AnswerValue]) throws -> (String) -> String? {
      var content = try ReportScene().content
      content.answers = answers(given)
      let row = ReportRow(content)
      return { name in row.columns.first { $0.name == name }.map { CSVText.cell($0.value) } }
    }
    let asked: [String: AnswerValue] = ["ggo": .word("present")]
    let open = try cells(asked)
    for name in ["answer_lobes", "answer_predominance", "answer_remarks", "answer_oxygen", "answer_calcium_LM"] {
      #expect(open(name) == "", "\(name)")
    }
    let given: [String: AnswerValue] = [
      "lobes": .words([]), "by-eye": .words([]), "predominance": .word("no"), "remarks": .word(""),
      "oxygen": .number(0), "calcium": .regions(["LM": "0"]), "limits": .words([]),
    ]
    let none = try cells(asked.merging(given) { $1 })
    for name in ["answer_lobes", "answer_by_eye", "answer_remarks"] { #expect(none(name) == "\"none\"", "\(name)") }
    #expect(none("answer_predominance") == "\"no\"" && none("answer_oxygen").flatMap(Double.init) == 0)
    #expect(none("answer_calcium_LM") == "\"0\"" && none("answer_calcium_LAD") == "")
    #expect(none("answer_limits") == "", "it is not asked")
    #expect(try cells(asked.merging(["lobes": .notAssessed]) { $1 })("answer_lobes") == "\"not_assessed\"")
    #expect(try cells(asked.merging(["lobes": .words(["RUL", "LLL"])]) { $1 })("answer_lobes") == "\"RUL;LLL\"")
  }

  /// A number has its mark in the reading where it has it in the tables: where it rests on what nobody has reviewed.
  @Test func theMarkFollowsOneRule() throws {
    let scenes = [
      (try ReportScene(), true), (try ReportScene(lungOrigin: .proposed, drawn: false), true),
      (try ReportScene(drawn: false), false), (try ReportScene(lungOrigin: .accepted, drawn: false), false),
    ]
    for (scene, isMarked) in scenes {
      var content = scene.content
      var record = ReadingRecord()
      let given: [String: AnswerValue] = [
        "co-rads-image": .word("3"), "calcium": .regions(["LM": "1", "LAD": "0", "LCX": "0", "RCA": "0"]),
      ]
      for (field, value) in given { record.set(ReadingAnswer(value, reader: "r", time: ""), for: field) }
      // Where nothing is drawn the numbers are a reader's who said so.
      var session = scene.session
      session.isReadAsNone = true
      let facts = session.readingFacts(lesionFindings: nil, findings: scene.project.labels, words: .plain)
      content.answers = ReportAnswers(ReadingSheet(form, record, facts))
      #expect(content.lesionIsUnreviewed == isMarked)
      let blocks = ReportWords(content).document().sections.flatMap(\.blocks)
      let rows = blocks.flatMap { block -> [[ReportDocument.Cell]] in
        if case .table(let table) = block { table.rows } else { [] }
      }
      func cells(_ name: String) throws -> [ReportDocument.Cell] {
        try #require(rows.first { $0[0].text == name }, "\(name)")
      }
      for title in ["Of both lungs", "Of the left lung", "Extent computed"] {
        #expect(try cells(title)[1].isUnreviewed == isMarked, "\(title)")
      }
      #expect(try cells("both lungs")[3].isUnreviewed == isMarked && cells("%LAA −950")[4].isUnreviewed == isMarked)
      #expect(try cells("Lung at or below -950 HU")[1].isUnreviewed == isMarked)
      // of the reader's answers alone
      for title in ["CO-RADS", "Shemesh (0-12)"] { #expect(try !cells(title)[1].isUnreviewed, "\(title)") }
    }
  }

  /// What was said at signing stands in all that is made of the reading.
  @Test func whatDoesNotGoTogetherIsSaid() throws {
    let given: [String: AnswerValue] = ["sfr": .word("typical"), "co-rads-image": .word("1")]
    let said = "The SFR conclusion is typical, CO-RADS low or very low."
    var record = ReadingRecord()
    for (field, value) in given { record.set(ReadingAnswer(value, reader: "r", time: ""), for: field) }
    let sheet = ReadingSheet(form, record)
    #expect(sheet.frozen([:])["contradictions"] == .array([.string(said)]))
    #expect(ReadingSheet(form, ReadingRecord()).frozen([:])["contradictions"] == nil)

    var content = try ReportScene().content
    #expect(!ReportWords(content).notices.contains { $0.contains("go together") })
    content.answers = answers(given)
    #expect(try item("sfr", content.answers).note == String(said.dropLast()))
    #expect(try item("technical", content.answers).note.isEmpty)
    #expect(ReportWords(content).notices.contains("Answers that do not go together: \(said)"))
    #expect(ReportRow(content).columns.first { $0.name == "contradictions" }?.value == .array([.string(said)]))
    let json = ReportJSON(content).value.object?["reading"]?.object?["contradictions"]
    #expect(json == .array([.string(said)]))
  }

  @Test func whyItWasOpenedAgainIsSaid() throws {
    var record = ReadingRecord()
    record.sign(reader: "r-7", meaning: form.meanings[0].id, following: form.reference, frozen: [:], time: "now")
    record.reopen(reader: "r-8", reason: "second <look>", time: "2026-03-02T09:30:00Z")
    var content = try ReportScene().content
    content.answers = ReportAnswers(ReadingSheet(form, record))
    let said = "second <look> (r-8, 2026-03-02T09:30:00Z; signed before by r-7 at now)"
    #expect(content.answers.reopenings == 1 && content.answers.reopeningReasons == [said])
    #expect(ReportText.render(ReportWords(content).document()).contains("Opened again after signing: 1 ×: second <look>"))
    #expect(ReportPage.render(ReportWords(content).document()).contains("second &lt;look&gt;"))
    #expect(ReportJSON(content).value.object?["reading"]?.object?["reopenings"] == .array([.string(said)]))
  }

  @Test func aSignatureThatFitsNoMoreIsSaid() throws {
    var record = ReadingRecord()
    record.set(ReadingAnswer(.word("diagnostic"), reader: "r-7", time: "2026-03-01T09:30:00Z"), for: "technical")
    record.sign(reader: "r-7", meaning: form.meanings[0].id, following: form.reference, frozen: [:], time: "now")
    let signed = ReportAnswers(ReadingSheet(form, record))
    #expect(signed.signature == .init(reader: "r-7", time: "now", meaning: form.meanings[0].title, fits: true))
    record.set(ReadingAnswer(.notAssessed, reader: "r-8", time: "2026-03-02T09:30:00Z"), for: "technical")
    var content = try ReportScene().content
    content.answers = ReportAnswers(ReadingSheet(form, record))
    #expect(content.answers.signature?.fits == false)
    #expect(ReportWords(content).notices.contains("The answers are not those that were signed."))
    #expect(ReportRow(content).columns.first { $0.name == "signed" }?.value == .bool(false))
  }
}
