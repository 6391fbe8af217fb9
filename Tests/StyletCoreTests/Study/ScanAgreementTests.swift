import StyletBase
import StyletCore
import StyletImaging
import StyletProject
import StyletReport
import Testing

@testable import StyletAgreement

/// Readings of scans held against each other: by codes, with what is empty, and over scans.
@Suite struct ScanAgreementTests {
  private static let grid = StudyMasks.grid([1, 1, 2])
  private static let facts = ScanFacts(name: "chest.nii", sha256: String(repeating: "a", count: 64), grid: grid)

  private func finding(_ value: UInt8, _ code: String) -> Finding {
    Finding(value: value, code: code, name: "Finding \(code)", colour: RGB(1, 2, 3))
  }

  /// Voxels i of a row for each label.
  private func reading(_ name: String, _ table: [Finding], _ drawn: [UInt8: Range<Int>]) throws -> StudyReading {
    var labels = LabelMap(size: StudyMasks.size)
    for (label, i) in drawn where !i.isEmpty {
      labels.apply([Run(k: 3, j: Int(label), i: i.lowerBound, count: i.count, old: 0, new: label)])
    }
    return StudyReading(name: name, labels: labels, findings: try #require(LabelTable(table)))
  }

  private func agreement(
    _ readings: [StudyReading?], only: [String]? = nil, patient: String = "1", isStated: Bool = true
  ) -> ScanAgreement {
    ScanAgreement(Self.facts, patient: patient, isStated: isStated, readings: readings, only: only, tolerance: 1)
  }

  /// One finding under two values, on the row of each: what has one code is one.
  @Test func findingsAreJoinedByTheirCodes() throws {
    let a = try reading("a", [finding(1, "GGO"), finding(2, "CON")], [1: 2..<8, 2: 3..<5])
    var b = try reading("b", [finding(2, "GGO"), finding(7, "NEW")], [7: 1..<4])
    b.labels.apply([Run(k: 3, j: 1, i: 4, count: 6, old: 0, new: 2)])
    let scan = agreement([a, b])
    let findings = try #require(scan.pairs.first).findings
    #expect(findings.map(\.row.code) == ["GGO", "CON", "NEW", "lesion"])
    #expect(findings[0].masks.common == 4 && findings[0].dice == 8.0 / 12)
    #expect(findings[3].masks.first == 8 && findings[3].masks.second == 9)
    // What counts as lesion is each project's.
    var counting = a
    counting.lesionFindings = [1]
    #expect(agreement([counting, b]).pairs[0].findings[3].masks.first == 6)
    #expect(agreement([a, b], only: ["CON"]).pairs[0].findings.map(\.row.code) == ["CON"])
  }

  /// Drawn or not, and whether what is not drawn is said not to be there.
  @Test func whatIsEmptyGivesNoAgreement() throws {
    let table = [finding(1, "GGO")]
    func pair(_ a: Range<Int>, _ b: Range<Int>, saying: (Bool, Bool)) throws -> FindingAgreement {
      var (first, second) = (try reading("a", table, [1: a]), try reading("b", table, [1: b]))
      (first.isReadAsNone, second.isReadAsNone) = saying
      return agreement([first, second], only: ["GGO"]).pairs[0].findings[0]
    }
    let both = try pair(2..<6, 4..<8, saying: (false, false))
    #expect(both.state == .both && both.dice == 0.5 && both.difference == 0 && both.hausdorff != nil)
    let silent = try pair(2..<6, 2..<2, saying: (false, false))
    #expect(silent.state == .firstOnly && !silent.isAssessed && silent.dice == nil && silent.surfaceDice == nil)
    #expect(silent.lesions == nil && silent.difference == nil && silent.firstMillilitres == 0.008)
    let said = try pair(2..<6, 2..<2, saying: (false, true))
    #expect(said.dice == 0 && said.jaccard == 0 && said.surfaceDice == 0 && said.hausdorff95 == nil)
    #expect(said.averageDistance == nil && said.difference == 0.008)
    #expect(said.lesions?.f1 == 0 && said.lesions?.precision == nil)
    let neither = try pair(2..<2, 2..<2, saying: (true, true))
    #expect(neither.state == .neither && neither.isAssessed && neither.dice == nil && neither.difference == 0)
    #expect(neither.lesions?.f1 == nil)
    let unsaid = try pair(2..<2, 2..<2, saying: (true, false))
    #expect(unsaid.dice == nil && unsaid.difference == nil && unsaid.second.percent == nil)
  }

  /// Choices, regions and numbers; not assessed is no answer, and none is not absent.
  @Test func answersAreHeldAgainstEachOther() throws {
    let form = try #require(BuiltInProtocol(rawValue: "covid-chest")).form
    let questions = ComparedQuestion.all(of: form)
    let choice = try #require(form.fields.first { if case .choice(let all) = $0.kind { all.count > 2 } else { false } })
    let yesNo = try #require(form.fields.first { $0.kind == .yesNo })
    var (a, b) = (try reading("a", [finding(1, "GGO")], [1: 2..<4]), try reading("b", [finding(1, "GGO")], [1: 2..<4]))
    (a.form, b.form) = (form, form)
    a.answers = [choice.id: .word(choice.options[0].id), yesNo.id: .word("yes")]
    b.answers = [choice.id: .word(choice.options[1].id), yesNo.id: .notAssessed]
    let answers = try #require(agreement([a, b]).answers)
    #expect(answers.questions == questions && questions.count > 10)
    #expect(answers.counts(0, 1) == (1, 0, 1))
    b.answers[choice.id] = a.answers[choice.id]
    b.answers[yesNo.id] = nil
    #expect(try #require(agreement([a, b]).answers).counts(0, 1) == (1, 1, 1))
    b.form = nil
    #expect(agreement([a, b]).answers == nil)
  }

  // MARK: Over scans

  /// Scans of as many patients; on the last one the second reader drew nothing and did not say so.
  private func scans(_ count: Int, patients: Int) throws -> [ScanAgreement] {
    let form = try #require(BuiltInProtocol(rawValue: "covid-chest")).form
    let yesNo = try #require(form.fields.first { $0.kind == .yesNo })
    return try (0..<count).map { n in
      let table = [finding(1, "GGO")]
      var a = try reading("a\(n)", table, [1: 2..<6 + n % 5])
      var b = try reading("b\(n)", table, [1: n == count - 1 ? 2..<2 : 3..<8])
      (a.form, b.form) = (form, form)
      a.answers = [yesNo.id: .word(n % 3 == 0 ? "yes" : "no")]
      b.answers = [yesNo.id: .word(n % 4 == 0 ? "yes" : "no")]
      // The third reader has read every other scan.
      return agreement([a, b, n % 2 == 0 ? a : nil], patient: "\(n % patients)")
    }
  }

  /// Scans in which both say that nothing is there count where that is asked, and not among those that a mean is of.
  @Test func scansWithoutLesionsCountInNoMean() throws {
    let table = [finding(1, "GGO")]
    let all = try (0..<9).map { n in
      var (a, b) = (try reading("a", table, [1: n < 3 ? 2..<2 : 2..<6]), try reading("b", table, [1: n < 5 ? 2..<2 : 3..<7]))
      (a.isReadAsNone, b.isReadAsNone) = (true, true)
      return agreement([a, b], only: ["GGO"], patient: "\(n)")
    }
    let found = try #require(AgreementSummary(all, seed: 1).pairs[0].findings.first)
    #expect(found.states == [.neither: 3, .firstOnly: 2, .both: 4])
    for one in [found.dice, found.surfaceDice, found.f1] { #expect(one.n == 6 && one.undefined == 3) }
    for one in [found.hausdorff95, found.averageDistance] { #expect(one.n == 4 && one.undefined == 5) }
    #expect(found.lesions.first == 6 && found.lesions.second == 4 && found.f1.value == 0.8)
    // Where none has any there is no number, and none is told.
    let none = try #require(AgreementSummary(Array(all.prefix(3)), seed: 1).pairs[0].findings.first)
    #expect(none.f1.value == nil && none.f1.n == 0 && none.f1.undefined == 3 && none.dice.n == 0)
  }

  @Test func numbersOverScansHaveTheirCounts() throws {
    let all = try scans(24, patients: 24), summary = AgreementSummary(all, seed: 1)
    #expect(summary.pairs.map { [$0.first, $0.second] } == [[0, 1], [0, 2], [1, 2]])
    let lesion = try #require(summary.pairs[0].findings.first)
    #expect(lesion.dice.n == 23 && lesion.dice.undefined == 1 && lesion.states == [.both: 23, .firstOnly: 1])
    let known = all.compactMap { $0.pairs[0].findings[0].dice }
    #expect(abs((lesion.dice.value ?? 0) - known.reduce(0, +) / 23) < 1e-12)
    let interval = try #require(lesion.dice.interval)
    #expect(interval.contains(lesion.dice.value ?? 0) && interval.lowerBound < interval.upperBound)
    #expect(lesion.millilitres.numbers?.n == 23 && lesion.lesions.matched == 23)
    #expect(summary.pairs[1].findings[0].dice.n == 12 && summary.pairs[1].findings[0].dice.value == 1)
    // Of all readers: not every one has every scan.
    let quantity = try #require(summary.quantities.first)
    #expect(quantity.millilitres.icc1.value != nil && quantity.millilitres.icc2 == nil)
    #expect(quantity.percent.icc1.value == nil)
    let question = try #require(summary.questions.first)
    #expect(question.agreement.n == 24 && question.gwet[.nominal]?.value != nil)
    #expect(question.alpha[.nominal]?.interval != nil)
    let kappa = try #require(summary.pairs[0].questions.first?.kappas[.nominal])
    let pairs = (0..<24).map { [Double($0 % 3 == 0 ? 1 : 0), Double($0 % 4 == 0 ? 1 : 0)] }
    #expect(kappa.value == RatingTable(pairs).kappa() && kappa.n == 24 && kappa.undefined == 0)
    // The same again, and none for few patients.
    #expect(AgreementSummary(all, seed: 1).pairs[0].findings[0].dice == lesion.dice)
    #expect(AgreementSummary(try scans(24, patients: 9), seed: 1).pairs[0].findings[0].dice.interval == nil)
  }

  /// What nobody drew in a scan is 0 for both there, whether or not the finding is asked for.
  @Test func whatBothLeaveOutCounts() throws {
    let table = [finding(1, "GGO"), finding(2, "CON"), finding(3, "NEVER")]
    func scans(_ only: [String]?) throws -> [ScanAgreement] {
      try (0..<12).map { n in
        var a = try reading("a\(n)", table, [1: n < 4 ? 2..<6 + n : 0..<0, 2: n > 9 ? 3..<5 : 0..<0])
        var b = try reading("b\(n)", table, [1: n < 4 ? 3..<8 : 0..<0])
        (a.isReadAsNone, b.isReadAsNone) = (true, true)
        return agreement([a, b], only: only, patient: "\(n)")
      }
    }
    let all = AgreementReport(try scans(nil), readers: ["a", "b"], tolerance: 1, seed: 3)
    #expect(all.scans[0].pairs[0].findings.map(\.row.code) == ["GGO", "CON", "lesion"])
    let findings = try #require(all.summary?.pairs[0].findings)
    for code in ["GGO", "CON"] {
      let asked = AgreementReport(try scans([code]), readers: ["a", "b"], tolerance: 1, seed: 3)
      let one = try #require(asked.summary?.pairs[0].findings.first)
      let same = try #require(findings.first { $0.row.code == code })
      #expect(same.states == one.states && same.dice == one.dice, "\(code)")
      #expect(same.millilitres.numbers?.n == 12 && same.millilitres.numbers?.bias == one.millilitres.numbers?.bias)
      #expect(same.states[.neither] == (code == "GGO" ? 8 : 10), "\(code)")
      let quantity = try #require(all.summary?.quantities.first { $0.row.code == code })
      #expect(quantity.millilitres.icc1 == asked.summary?.quantities.first?.millilitres.icc1, "\(code)")
    }
  }

  // MARK: For programs and people

  @Test func programsAndPeopleReadTheSame() throws {
    let readers = ["a", "b", "c"], few = Array(try scans(2, patients: 2).prefix(1))
    let one = AgreementReport(few, readers: readers, tolerance: 1, seed: 3)
    let many = AgreementReport(try scans(12, patients: 12), readers: readers, tolerance: 1, seed: 3, alone: 2)
    for report in [one, many] {
      let json = try JSONParser.parse(Array(report.json.utf8)).object
      #expect(json?["format"]?.string == "stylet-agreement" && json?["seed"]?.int == 3)
      #expect(json?["tolerance_mm"]?.double == 1)
      #expect((json?["summary"] == .null) == (report.scans.count == 1))
      let rows = report.csv.split(separator: "\r\n")
      #expect(rows.count == 1 + report.scans.reduce(0) { $0 + $1.pairs.reduce(0) { $0 + $1.findings.count } })
      let header = try #require(CSVText.firstRow(of: rows[0]))
      for row in rows { #expect(CSVText.firstRow(of: row)?.count == header.count) }
      for language in Language.allCases {
        let document = Words.$inTask.withValue(language) { AgreementWords(report).document() }
        let text = ReportText.render(document)
        let words = text.split { $0.isWhitespace }
        #expect(text.contains("Dice") && !words.contains { $0.hasPrefix("agree.") || $0.contains("{$") }, "\(text)")
        #expect(ReportPage.render(document).contains("HD95"))
      }
    }
    let dice = try #require(one.scans[0].pairs[0].findings[0].dice)
    #expect(one.json.contains("\"dice\": \(dice)") || one.json.contains("\"dice\":\(dice)"))
  }

  /// A question that two readers always answered alike is named, with how many scans both answered; others have rows.
  @Test func alikeAnswersAreOneSentence() throws {
    let report = AgreementReport(try scans(12, patients: 12), readers: ["a", "b", "c"], tolerance: 1, seed: 3)
    let summary = try #require(report.summary)
    let shares = summary.pairs.flatMap(\.questions).map(\.agreement) + summary.questions.map(\.agreement)
    let alike = shares.filter { $0.value == 1 }
    try #require(alike.map(\.n) == [6] && shares.count == 4, "the third reader answers as the first one")
    let text = ReportText.render(AgreementWords(report).document())
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let title = try #require(summary.questions.first).question.title
    #expect(words.ranges(of: "\(title) equal").count == 3, "\(text)")
    #expect(words.ranges(of: "brackets: \(title) (6).").count == 1, "\(text)")
  }

  /// Intervals go by patients: how they are known is said wherever the numbers are, and never who they are.
  @Test func howPatientsAreKnownIsSaid() throws {
    let table = [finding(1, "GGO")]
    func report(_ patients: [(id: String, isStated: Bool)]) throws -> AgreementReport {
      let scans = try patients.enumerated().map { n, patient in
        let a = try reading("a\(n)", table, [1: 2..<6]), b = try reading("b\(n)", table, [1: 3..<8])
        return agreement([a, b], patient: "secret " + patient.id, isStated: patient.isStated)
      }
      return AgreementReport(scans, readers: ["a", "b"], tolerance: 1, seed: 3)
    }
    /// What the text says beside what a comparison without doubt says.
    func said(_ report: AgreementReport, _ language: Language) -> String {
      Words.$inTask.withValue(language) {
        let document = AgreementWords(report).document()
        #expect(ReportPage.render(document).contains("patients"))
        return ReportText.render(document).split(whereSeparator: \.isWhitespace).joined(separator: " ")
      }
    }
    let known = try report((0..<12).map { ("\($0 / 2)", true) })
    let mixed = try report((0..<12).map { ("\($0)", $0 > 8) })
    let none = try report((0..<12).map { ("\($0)", false) })
    let one = try report((0..<12).map { _ in ("ANON", true) })
    for report in [known, mixed, none, one] {
      for text in [report.json, report.csv] + Language.allCases.map({ said(report, $0) }) {
        #expect(!text.contains("secret"))
      }
    }
    #expect(said(known, .english).contains("patients 6 (by the scans' patient IDs)"), "\(said(known, .english))")
    #expect(said(mixed, .english).contains("9 of 12 scans state no patient ID: each counts as a patient of its own"))
    #expect(said(none, .english).contains("patients 12 (12 scans without a patient ID count as one each)"))
    #expect(said(none, .english).contains("12 of 12 scans state no patient ID"))
    #expect(said(one, .english).contains("All 12 scans state one patient ID"))
    #expect(said(none, .french).contains("12 scanners sur 12 ne donnent pas d'identifiant de patient"))
    #expect(said(one, .french).contains("Les 12 scanners donnent un seul identifiant"))
    for word in ["state no patient", "state one patient"] { #expect(!said(known, .english).contains(word)) }

    for (report, numbers, unstated) in [
      (known, [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6], 0), (none, Array(1...12), 12),
      (one, Array(repeating: 1, count: 12), 0),
    ] {
      let json = try JSONParser.parse(Array(report.json.utf8)).object
      let scans = json?["scans"]?.array?.compactMap(\.object) ?? []
      #expect(scans.map { $0["patient"]?.int } == numbers)
      #expect(scans.count { $0["patient_stated"] == .bool(false) } == unstated)
      let summary = json?["summary"]?.object
      #expect(summary?["patients"]?.int == numbers.max() && summary?["scans_without_patient"]?.int == unstated)
      #expect(json?["conventions"]?.object?["patients"]?.string?.contains("patient of its own") == true)
      let rows = report.csv.split(separator: "\r\n").compactMap(CSVText.firstRow)
      let place = try #require(rows.first?.firstIndex(of: "patient"))
      #expect(rows[0][place + 1] == "patient_stated")
      #expect(Set(rows.dropFirst().map { $0[place] }) == Set(numbers.map { "\($0)" }))
      #expect(rows.dropFirst().allSatisfy { $0[place + 1] == "\(unstated == 0)" })
    }
  }

  /// What the text says of signature, lungs and unsaved steps is in the table, too.
  @Test func theTableSaysWhatTheNumbersRestOn() throws {
    let table = [finding(1, "GGO")]
    var a = try reading("a", table, [1: 2..<6])
    a.unsaved = UnsavedSteps(included: 1)
    let report = AgreementReport(
      [agreement([a, try reading("b", table, [1: 3..<8])])], readers: ["a", "b"], tolerance: 1, seed: 3)
    let rows = report.csv.split(separator: "\r\n").compactMap(CSVText.firstRow)
    let row = Dictionary(zip(rows[0], rows[1]), uniquingKeysWith: { first, _ in first })
    #expect(row["first_signature"] == "" && row["first_lungs"] == "" && row["second_unsaved"] == "false")
    #expect(row["first_unsaved"] == "true")
  }
}
