import Testing

@testable import StyletCore

/// Answers that do not go together, with one another or with what is drawn.
struct ContradictionTests {
  private func said(_ answers: [String: String], _ facts: [String: Double] = [:]) throws -> [String] {
    var record = ReadingRecord()
    for (field, word) in answers { record.set(ReadingAnswer(.word(word), reader: "r", time: ""), for: field) }
    var known = ReadingFacts()
    for (name, value) in facts { known[name] = .init(value) }
    return ReadingSheet(try BuiltInProtocol.covidChest.form, record, known).contradictions()
  }

  @Test func theSideIsHeldAgainstWhatIsDrawn() throws {
    let left = ["extent.left": 4.0, "extent.right": 0, "extent.percent": 2]
    #expect(try said(["ggo": "present", "laterality": "right"], left).count == 1)
    for side in ["left", "bilateral"] { #expect(try said(["ggo": "present", "laterality": side], left).isEmpty) }
    let right = ["extent.left": 0.0, "extent.right": 4, "extent.percent": 2]
    #expect(try said(["ggo": "present", "laterality": "left"], right).first?.contains("lies right") == true)
    // Nothing is drawn yet, or the lungs are not known: nothing contradicts.
    #expect(try said(["ggo": "present", "laterality": "left"]).isEmpty)
    #expect(
      try said(["ggo": "absent", "consolidation": "absent", "crazy-paving": "absent"], left).first?.contains("drawn") == true)
  }

  @Test func classesAreHeldAgainstOneAnother() throws {
    #expect(try said(["sfr": "typical", "co-rads-image": "1"]).count == 1)
    #expect(try said(["sfr": "typical", "co-rads-image": "5"]).isEmpty)
    #expect(try said(["sfr": "normal", "co-rads-image": "4", "rsna": "negative"]).count == 2)
    #expect(try said(["rsna": "typical", "co-rads-image": "2"]).count == 1)
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
    let form = try ReadingProtocol.parse(
      text + "[[contradictions]]\nwhen = { field = \"f\", is = [\"yes\"] }\nsays = \"No.\"", name: "x.toml")
    #expect(form.contradictions.map(\.text) == ["No."])
  }
}
