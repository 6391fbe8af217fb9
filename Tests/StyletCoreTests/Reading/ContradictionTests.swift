import Testing

@testable import StyletBase
@testable import StyletCore
@testable import StyletProject

/// Answers that do not go together, with one another or with what is drawn.
struct ContradictionTests {
  private func said(_ answers: [String: String], _ facts: [String: Double] = [:]) throws -> [String] {
    try said(answers.mapValues(AnswerValue.word), facts)
  }

  private func said(
    _ answers: [String: AnswerValue], _ facts: [String: Double] = [:], of own: BuiltInProtocol = .covidChest
  ) throws -> [String] {
    var record = ReadingRecord()
    for (field, value) in answers { record.set(ReadingAnswer(value, reader: "r", time: ""), for: field) }
    var known = ReadingFacts()
    for (name, value) in facts { known[name] = .init(value) }
    return ReadingSheet(try own.form, record, known).contradictions()
  }

  @Test func theSideIsHeldAgainstWhatIsDrawn() throws {
    func side(_ side: String, right: Double, left: Double) throws -> [String] {
      try said(["ggo": "present", "laterality": side], ["extent.right-ml": right, "extent.left-ml": left])
    }
    for (right, left) in [(0.0, 37.7), (0.5, 37.7), (0, 0.3)] {
      let inTheLeft = try side("right", right: right, left: left)
      let inTheRight = try side("left", right: left, left: right)
      #expect(inTheLeft == ["The side is right, but what is drawn in the lungs lies left."])
      #expect(inTheRight == ["The side is left, but what is drawn in the lungs lies right."])
      #expect(try side("left", right: right, left: left).isEmpty && side("right", right: left, left: right).isEmpty)
    }
    for side in ["right", "left"] {
      #expect(try said(["ggo": "present", "laterality": side], ["extent.right-ml": 4, "extent.left-ml": 3]).count == 1)
    }
    #expect(try side("bilateral", right: 2, left: 0).first?.hasSuffix("lies right.") == true)
    #expect(try side("bilateral", right: 0, left: 2).first?.hasSuffix("lies left.") == true)
    #expect(try side("bilateral", right: 0.5, left: 37.7).isEmpty && side("bilateral", right: 0.5, left: 0).isEmpty)
    // Nothing is drawn yet, or the lungs are not known: nothing contradicts.
    for one in ["right", "left", "bilateral"] {
      #expect(try side(one, right: 0, left: 0).isEmpty && said(["ggo": "present", "laterality": one]).isEmpty)
    }
    let none = ["ggo": "absent", "consolidation": "absent", "crazy-paving": "absent"]
    #expect(try said(none, ["extent.percent": 2]).first?.contains("drawn") == true)
  }

  @Test func lobesAreHeldAgainstOpacitiesAndSide() throws {
    func lobes(_ lobes: [String], side: String? = nil) throws -> [String] {
      var answers: [String: AnswerValue] = ["ggo": .word("present"), "lobes": .words(lobes)]
      answers["laterality"] = side.map { .word($0) }
      return try said(answers)
    }
    #expect(try lobes([]) == ["Opacities are present, but no lobe is involved."])
    #expect(try lobes(["RML"]).isEmpty && lobes(["RUL", "LLL"], side: "bilateral").isEmpty)
    #expect(try said(["ggo": "present"]).isEmpty)
    #expect(try said(["ggo": .word("present"), "lobes": .notAssessed]).isEmpty)
    #expect(try said(["ggo": .word("absent"), "lobes": .words([])]).isEmpty, "it is not asked then")
    #expect(try lobes(["RUL", "LLL"], side: "right").count == 1 && lobes(["LUL"], side: "left").isEmpty)
    #expect(try lobes(["RLL"], side: "left").count == 1 && lobes(["RLL"], side: "right").isEmpty)
  }

  private static let absent: [(own: BuiltInProtocol, field: String, word: String, code: String, least: Double)] = [
    (.covidChest, "ggo", "absent", "GGO", 1), (.covidChest, "consolidation", "absent", "CON", 1),
    (.covidChest, "crazy-paving", "absent", "CRP", 1), (.covidChest, "nodules", "absent", "NOD", 0.03),
    (.covidChest, "emphysema", "none", "EMP", 1), (.ild, "reticulation", "absent", "RET", 1),
    (.ild, "honeycombing", "absent", "HON", 1), (.ild, "ggo", "absent", "GGO", 1),
    (.ild, "consolidation", "absent", "CON", 1), (.ild, "emphysema", "absent", "EMP", 1),
  ]

  @Test(arguments: absent)
  func whatIsAbsentIsNotDrawn(own: BuiltInProtocol, field: String, word: String, code: String, least: Double) throws {
    func count(_ answer: AnswerValue, _ mL: Double) throws -> Int {
      try said([field: answer], ["drawn." + code: mL], of: own).count
    }
    #expect(try count(.word(word), least) == 1 && count(.word(word), least * 0.9) == 0)
    let other = try #require(try own.form.field(field)?.options.first { $0.id != word })
    #expect(try count(.word(other.id), 50) == 0 && count(.notAssessed, 50) == 0)
  }

  @Test func emphysemaIsHeldAgainstTheLungsDensity() throws {
    for word in ["moderate", "confluent", "advanced"] {
      #expect(try said(["emphysema": word, "contrast": "no"], ["lung.laa950": 0.4]).count == 1)
      #expect(try said(["emphysema": word, "contrast": "yes"], ["lung.laa950": 0.4]).isEmpty)
      #expect(try said(["emphysema": word, "contrast": "no"], ["lung.laa950": 12]).isEmpty)
    }
    #expect(try said(["emphysema": "none"], ["lung.laa950": 14]).count == 1)
    #expect(try said(["emphysema": "none"], ["lung.laa950": 4]).isEmpty && said(["emphysema": "none"]).isEmpty)
    #expect(try said(["emphysema": "trace", "contrast": "no"], ["lung.laa950": 0.4]).isEmpty)
  }

  @Test func patternsOfInterstitialDisease() throws {
    func pattern(_ answers: [String: String]) throws -> Int {
      try said(answers.mapValues(AnswerValue.word), of: .ild).count
    }
    #expect(try pattern(["pattern": "uip", "honeycombing": "absent"]) == 1)
    #expect(try pattern(["pattern": "uip", "honeycombing": "present"]) == 0)
    #expect(try pattern(["pattern": "none", "traction": "present"]) == 1)
    #expect(try pattern(["pattern": "none", "reticulation": "absent"]) == 0)
  }

  /// Of the scan itself: mL of each finding by its code, and of the lesion in each lung.
  @Test func numbersOfWhatIsDrawn() throws {
    let scene = try ReportScene(), session = scene.session
    let facts = session.readingFacts(lesionFindings: nil, findings: scene.project.labels, words: .plain)
    #expect(facts["drawn.GGO"]?.value == 180 && facts["drawn.GGO"]?.isUnreviewed == false)
    #expect(facts["drawn.CON"]?.value == 64 && facts["drawn.CON"]?.isUnreviewed == true)
    #expect(facts["drawn.NOD"]?.value == 0 && facts["drawn.XYZ"] == nil)
    // half of the second lies outside
    #expect(facts["extent.right-ml"]?.value == 180 && facts["extent.left-ml"]?.value == 64 / 2)
    let form = try BuiltInProtocol.covidChest.form
    var record = ReadingRecord()
    record.set(ReadingAnswer(.word("absent"), reader: "r", time: ""), for: "consolidation")
    let said = ReadingSheet(form, record, facts).contradictions()
    #expect(said == ["Consolidation is absent, but 1 mL of it or more is drawn."])
    // Without lungs there are no sides, but what is drawn is.
    let bare = try ReportScene(hasLungs: false)
    let fewer = bare.session.readingFacts(lesionFindings: nil, findings: bare.project.labels, words: .plain)
    #expect(fewer["drawn.GGO"]?.value == 180 && fewer["extent.right-ml"] == nil)
  }

  @Test func classesAreHeldAgainstOneAnother() throws {
    #expect(try said(["sfr": "typical", "co-rads-image": "1"]).count == 1)
    #expect(try said(["sfr": "typical", "co-rads-image": "5"]).isEmpty)
    #expect(try said(["sfr": "normal", "co-rads-image": "4", "rsna": "negative"]).count == 2)
    #expect(try said(["rsna": "typical", "co-rads-image": "2"]).count == 1)
    for (field, word) in [("co-rads-image", "1"), ("rsna", "negative")] {
      #expect(try said(["stoic": "positive", field: word]).count == 1)
      #expect(try said(["stoic": "negative", field: word]).isEmpty)
    }
    for (field, word) in [("co-rads-image", "5"), ("rsna", "typical")] {
      #expect(try said(["stoic": "negative", field: word]).count == 1)
      #expect(try said(["stoic": "positive", field: word]).isEmpty)
    }
  }

  @Test func conclusionsAreHeldAgainstWhatIsDrawn() throws {
    let drawn = ["extent.left": 6.0, "extent.right": 7, "extent.percent": 6.5]
    #expect(try said(["extent-visual": "0"], drawn).count == 1)
    #expect(try said(["extent-visual": "1"], drawn).isEmpty && said(["extent-visual": "0"]).isEmpty)
    #expect(try said(["sfr": "normal"], drawn).count == 1 && said(["sfr": "typical"], drawn).isEmpty)
    for (field, negative, positive) in [("rsna", "negative", "typical"), ("stoic", "negative", "positive")] {
      #expect(try said(["sfr": "typical", field: negative]).count == 1, "\(field)")
      #expect(try said(["sfr": "normal", field: positive]).count == 1, "\(field)")
      #expect(try said(["sfr": "typical", field: positive]).isEmpty && said(["sfr": "normal", field: negative]).isEmpty)
    }
  }

  /// What is said of opacities, the extent by eye and the computed one are held against one another.
  @Test func opacitiesAreHeldAgainstTheExtent() throws {
    let none = ["ggo": "absent", "consolidation": "absent", "crazy-paving": "absent"]
    for field in none.keys {
      #expect(try said([field: "present", "extent-visual": "0"]).count == 1, "\(field)")
      #expect(try said([field: "present", "extent-visual": "1"]).isEmpty, "\(field)")
    }
    #expect(try said(none.merging(["extent-visual": "0"]) { $1 }).isEmpty && said(none).isEmpty)
    for extent in 1...5 {
      #expect(try said(none.merging(["extent-visual": "\(extent)"]) { $1 }).count == 1)
      #expect(try said(["extent-visual": "\(extent)"], ["extent.class": 0]).count == 1)
      #expect(try said(["extent-visual": "\(extent)"], ["extent.class": 1]).isEmpty)
      #expect(try said(["extent-visual": "\(extent)", "sfr": "normal"]).count == 1)
      #expect(try said(["extent-visual": "\(extent)"]).isEmpty)
    }
    #expect(try said(["extent-visual": "0"], ["extent.class": 0]).isEmpty)
    #expect(try said(none.merging(["sfr": "typical"]) { $1 }).count == 1)
    #expect(try said(["ggo": "present", "sfr": "typical"]).isEmpty)
    #expect(try said(["ggo": "present", "sfr": "normal"]).count == 1)
    #expect(try said(["reticulation": .word("present"), "stage": .word("none")], of: .ild).count == 1)
    #expect(try said(["zones": .regions(["LL": "1"]), "stage": .word("none")], of: .ild).count == 1)
    #expect(try said(["zones": .regions(["LL": "0"]), "stage": .word("none")], of: .ild).isEmpty)
  }

  @Test func oneThatNamesNoFieldIsAMistake() throws {
    let text = """
      id = "x"
      version = 1
      title = "X"
      [[sections]]
      id = "s"
      title = "S"
      [[sections.fields]]
      id = "f"
      title = "F"
      kind = "yes-no"

      """
    func problem(_ rows: String) throws -> String {
      "\(try #require(#expect(throws: Failure.self) { try ReadingProtocol.parse(text + rows, name: "x.toml") }))"
    }
    #expect(try problem("[[contradictions]]\nwhen = { field = \"g\", is = [\"yes\"] }\nsays = \"No.\"").contains("contradictions[0].when"))
    #expect(try problem("[[contradictions]]\nsays = \"No.\"").contains("is missing"))
    #expect(try problem("[[contradictions]]\nwhen = { field = \"f\", is = [\"yes\"] }").contains("says"))
    let fact = "[[contradictions]]\nsays = \"No.\"\nwhen = { fact = \"drawn.GGO\""
    #expect(try problem(fact + " }").contains("at-least"))
    #expect(try problem(fact.replacing("drawn.GGO", with: "drawn") + ", below = 1 }").contains("no value \"drawn\""))
    #expect(try problem(fact + ", is = [\"yes\"], below = 1 }").contains("contradictions[0].when"))
    let form = try ReadingProtocol.parse(
      text + "[[contradictions]]\nwhen = { field = \"f\", is = [\"yes\"] }\nsays = \"No.\"", name: "x.toml")
    #expect(form.contradictions.map(\.text) == ["No."])
  }
}
