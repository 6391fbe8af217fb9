import TestSupport
import Testing

@testable import StyletCore
@testable import StyletProject

/// Answers held against the protocol that the program carries.
@Suite struct ReadingSheetTests {
  private let form = try! BuiltInProtocol.covidChest.form

  private func record(_ answers: [String: AnswerValue]) -> ReadingRecord {
    var record = ReadingRecord()
    for (field, value) in answers.sorted(by: { $0.key < $1.key }) {
      record.set(ReadingAnswer(value, reader: "r-7", time: "2026-03-01T09:30:00Z"), for: field)
    }
    return record
  }

  private func sheet(_ answers: [String: AnswerValue], _ facts: ReadingFacts = ReadingFacts()) -> ReadingSheet {
    ReadingSheet(form, record(answers), facts)
  }

  @Test func conditions() {
    #expect(!sheet([:]).isAsked("limits"))
    #expect(!sheet(["technical": .word("diagnostic")]).isAsked("limits"))
    #expect(sheet(["technical": .word("limited")]).isAsked("limits"))
    #expect(!sheet(["technical": .notAssessed]).isAsked("limits"))
    // through a computed field
    #expect(!sheet(["ggo": .word("absent"), "consolidation": .word("absent")]).isAsked("laterality"))
    #expect(sheet(["ggo": .word("absent"), "consolidation": .word("present")]).isAsked("laterality"))
    // an answer that is not asked fulfils nothing
    let hidden = sheet(["contrast": .word("no"), "embolism": .word("present")])
    #expect(!hidden.isAsked("embolism") && hidden.answer(to: "embolism") == nil)
    #expect(sheet(["by-eye": .words(["tss", "yang"])]).isAsked("yang"))
    #expect(!sheet(["by-eye": .words(["tss", "yang"])]).isAsked("pan"))
  }

  /// An answer, no answer and `not assessed` are three things.
  @Test func notAssessedIsNeitherAbsentNorOpen() {
    let open = sheet([:]), looked = sheet(["ggo": .notAssessed]), absent = sheet(["ggo": .word("absent")])
    #expect(open.missing.contains { $0.id == "ggo" })
    #expect(!looked.missing.contains { $0.id == "ggo" } && !absent.missing.contains { $0.id == "ggo" })
    #expect(looked.number("ggo") == nil && absent.number("ggo") == .number(0))
    let partly = sheet(["calcium": .regions(["LM": "1", "LAD": "2", "LCX": "not-assessed"])])
    #expect(partly.missing.contains { $0.id == "calcium" } && partly.computed("calcium-sum")?.number == nil)
    let whole = sheet(["calcium": .regions(["LM": "1", "LAD": "2", "LCX": "not-assessed", "RCA": "0"])])
    #expect(!whole.missing.contains { $0.id == "calcium" } && whole.computed("calcium-sum")?.number == nil)
  }

  @Test func coRADSSixComesFromTheLaboratoryAlone() {
    let image = form.field("co-rads-image")
    #expect(image?.option("6") == nil && image?.problem(with: .word("6")) != nil)
    let negative = sheet(["co-rads-image": .word("4"), "pcr": .word("negative")])
    #expect(negative.computed("co-rads")?.word == "4" && negative.computed("co-rads")?.known?.title == "high")
    let positive = sheet(["co-rads-image": .word("4"), "pcr": .word("positive")])
    #expect(positive.computed("co-rads")?.word == "6" && positive.computed("co-rads")?.number == 6)
    #expect(positive.answer(to: "co-rads-image")?.value == .word("4"))
    #expect(sheet(["pcr": .word("negative")]).computed("co-rads") == .missing(["co-rads-image"]))
  }

  private static let rsna: [(String, String?)] = [
    ("0", nil), ("1", "negative"), ("2", "atypical"), ("3", "indeterminate"), ("4", "indeterminate"), ("5", "typical"),
  ]

  @Test(arguments: rsna) func rsnaIsProposed(_ coRADS: String, _ rsna: String?) throws {
    let field = try #require(form.field("rsna"))
    let sheet = sheet(["co-rads-image": .word(coRADS)])
    #expect(sheet.proposal(for: field) == rsna.map(AnswerValue.word))
    #expect(sheet.missing.contains(field))  // a proposal is no answer
    let own = self.sheet(["co-rads-image": .word(coRADS), "rsna": .word("atypical")])
    #expect(own.proposal(for: field) == nil && own.answer(to: "rsna")?.value == .word("atypical"))
  }

  private static let groups: [(Int, String)] = [
    (0, "group 0"), (1, "group 1-3"), (3, "group 1-3"), (4, "group 4-6"), (6, "group 4-6"), (7, "group 7-12"),
  ]

  @Test(arguments: groups) func shemeshGroups(_ sum: Int, _ group: String) {
    var left = sum
    var regions: [String: String] = [:]
    for vessel in CoronaryCalcium.vesselNames {
      regions[vessel] = "\(min(left, 3))"
      left -= min(left, 3)
    }
    let known = sheet(["calcium": .regions(regions)]).computed("calcium-sum")?.known
    #expect(known?.number == Double(sum) && known?.title == group)
  }

  @Test func discordanceOfTwoClasses() throws {
    let field = try #require(form.field("extent-visual"))
    let pairs: [(String, Double, Bool)] = [("1", 2, false), ("1", 3, true), ("4", 2, true), ("0", 0, false), ("5", 4, false)]
    for (eye, computed, flagged) in pairs {
      var facts = ReadingFacts()
      facts["extent.class"] = .init(computed)
      let sheet = sheet(["extent-visual": .word(eye)], facts)
      #expect((sheet.discordance(of: field) != nil) == flagged, "\(eye) \(computed)")
      #expect(sheet.discordances == (flagged ? [field] : []))
    }
    #expect(sheet(["extent-visual": .word("5")]).discordance(of: field) == nil)
  }

  @Test func measurementsAreOffered() throws {
    var facts = ReadingFacts()
    facts["length.mpa"] = .init(31.27)
    facts["length.FAT  Right"] = .init(300)
    let sheet = sheet([:], facts)
    #expect(sheet.proposal(for: try #require(form.field("mpa"))) == .number(31.3))
    #expect(sheet.proposal(for: try #require(form.field("fat-right"))) == nil)  // beyond its range
    #expect(sheet.proposal(for: try #require(form.field("aorta"))) == nil)
    let ratio = self.sheet(["mpa": .number(31.5), "aorta": .number(35)]).computed("mpa-aorta")?.known
    #expect(ratio?.number == 0.9 && ratio?.title == "above the 90th percentile")
  }

  /// The whole way: from answers of the form to ScanCovIA's third vector, and to what is missing.
  @Test func scoresFromAnswers() {
    var answers: [String: AnswerValue] = [
      "extent-visual": .word("4"), "age": .number(75), "sex": .word("male"), "platelets": .number(150),
      "urea": .number(9), "spo2": .number(88),
    ]
    let known = sheet(answers).computed("scancovia")?.known
    let off = abs((known?.number ?? 0) - 0.81019)
    #expect(off < 5e-6)
    #expect(known?.notes.isEmpty == false)
    answers["urea"] = .notAssessed
    #expect(sheet(answers).computed("scancovia") == .missing(["urea"]))
    answers["urea"] = nil
    answers["sex"] = nil
    #expect(sheet(answers).computed("scancovia") == .missing(["sex", "urea"]))
    let report = sheet([
      "ggo": .word("present"), "crazy-paving": .word("present"), "consolidation": .word("present"),
      "axial": .word("diffuse"), "predominance": .word("no"), "extent-visual": .word("5"),
    ])
    let reportOff = abs((report.computed("scancovia-report")?.number ?? 0) - 0.79429)
    #expect(reportOff < 5e-6)
    #expect(sheet(["comorbidities": .words(["renal", "cancer"])]).number("comorbidities") == .number(2))
    #expect(sheet(["comorbidities": .words([])]).number("comorbidities") == .number(0))
  }

  @Test func normalAnswersAreForWhatIsOpen() {
    let sheet = sheet(["calcium": .regions(["LAD": "3"]), "mpa": .number(30)])
    let normal = sheet.normalAnswers(of: "arteries")
    #expect(normal.map(\.field) == ["calcium", "aortic-calcium"])
    #expect(normal.first?.value == .regions(["LM": "0", "LAD": "3", "LCX": "0", "RCA": "0"]))
    #expect(sheet.normalAnswers(of: "nonsense").isEmpty)
  }

  @Test func anotherDisease() throws {
    let form = try BuiltInProtocol.ild.form
    let stage = record(["stage": .word("indeterminate"), "fvc": .number(69.9)])
    #expect(ReadingSheet(form, stage).computed("goh")?.word == "extensive")
    let limited = record(["stage": .word("indeterminate"), "fvc": .number(70)])
    #expect(ReadingSheet(form, limited).computed("goh")?.word == "limited")
    let uip = record([
      "honeycombing": .word("present"), "reticulation": .word("present"), "axial": .word("subpleural"),
      "height": .word("basal"),
    ])
    #expect(ReadingSheet(form, uip).proposal(for: try #require(form.field("pattern"))) == .word("uip"))
    let zones = Dictionary(uniqueKeysWithValues: ["RU", "RM", "RL", "LU", "LM", "LL"].map { ($0, "2") })
    #expect(ReadingSheet(form, record(["zones": .regions(zones)])).computed("zones-sum")?.number == 12)
  }
}
