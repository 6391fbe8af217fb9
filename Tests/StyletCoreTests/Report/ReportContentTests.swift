import TestSupport
import Testing

@testable import StyletBase
@testable import StyletCore
@testable import StyletImaging
@testable import StyletProject
@testable import StyletReport

/// Numbers and words of a report, against the scene counted by hand.
@Suite struct ReportContentTests {
  /// mL of n voxels of 10 x 10 x 20 mm.
  private func mL(_ n: Int) -> Double { Double(n) * 2 }

  @Test func theRowHasTheScenesNumbers() throws {
    let row = ReportRow(try ReportScene().content)
    func number(_ name: String) -> Double? { row.columns.first { $0.name == name }?.value.double }
    func text(_ name: String) -> String? { row.columns.first { $0.name == name }?.value.string }
    let lung = 10 * 14 * 12, upper = 10 * 14 * 4, first = 5 * 6 * 3, second = 2 * 4 * 2
    #expect(number("right_lung_ml") == mL(lung) && number("left_lung_ml") == mL(lung))
    #expect(number("both_lesion_ml") == mL(first + second))
    #expect(number("both_lesion_percent") == 100 * Double(first + second) / Double(2 * lung))
    #expect(number("right_upper_lesion_percent") == 100 * Double(first) / Double(upper))
    #expect(number("right_middle_lesion_percent") == 0 && number("left_upper_lesion_ml") == 0)
    #expect(number("left_lower_lesion_ml") == mL(second))
    #expect(number("GGO_ml") == mL(first) && number("GGO_right_percent") == 100 * Double(first) / Double(lung))
    #expect(number("CON_ml") == mL(2 * second) && number("CON_outside_ml") == mL(second))
    #expect(number("CON_unreviewed_voxels") == Double(2 * second) && number("GGO_unreviewed_voxels") == 0)
    #expect(number("NOD_ml") == 0 && number("NOD_percent") == 0)
    #expect(number("limit_upper_slice") == 9 && text("limit_upper_source") == "reader")
    #expect(text("limit_middle_source") == "thirds")
    #expect(number("ground_glass_ml") == mL(first) && number("consolidation_ml") == mL(second))
    #expect(text("lungs") == "reviewed" && row.columns.first { $0.name == "lesion_unreviewed" }?.value == .bool(true))
    #expect(number("lesions") == 2 && number("largest_ml") == mL(first) && number("measurements") == 1)
    #expect(number("sessions") == 3 && number("minutes") == 15.5)
    #expect(text("answer_quality") == "diagnostic" && text("answer_phase") == "not_assessed")
    #expect(row.columns.first { $0.name == "answer_fat" }?.value == .null && number("computed_class") == 1)
    #expect(text("notice") == ResearchUse.notice && text("scan") == "ct.nii" && text("protocol") == "covid-chest")
  }

  /// A row's columns are the same whatever was drawn, found, or known.
  @Test func columnsAreStable() throws {
    let names = ReportRow(try ReportScene().content).names
    #expect(Set(names).count == names.count)
    #expect(names.allSatisfy { $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") } })
    for scene in [
      try ReportScene(hasLungs: false), try ReportScene(drawn: false), try ReportScene(hasLungs: false, drawn: false),
      try ReportScene(lungOrigin: .proposed),
    ] { #expect(ReportRow(scene.content).names == names) }
    var signed = try ReportScene().content
    signed.answers.signature = .init(reader: "a", time: "b", meaning: "c", fits: true)
    #expect(ReportRow(signed).names == names)
  }

  @Test func withoutLungsNothingIsOfThem() throws {
    let content = try ReportScene(hasLungs: false).content
    let row = ReportRow(content)
    for name in ["both_lung_ml", "both_lesion_percent", "sfr_class", "GGO_percent", "GGO_outside_ml", "qct_mean_hu"] {
      #expect(row.columns.first { $0.name == name }?.value == .null, "\(name)")
    }
    #expect(row.columns.first { $0.name == "lungs" }?.value == .string("none"))
    #expect(ReportWords(content).notices.contains { $0.hasPrefix("No lungs are drawn") })
  }

  private func value(_ name: String, _ content: ReportContent) -> JSONValue? {
    ReportRow(content).columns.first { $0.name == name }?.value
  }

  /// A scan that nobody has read is not free of lesions.
  @Test func nothingDrawnIsNotAbsent() throws {
    var scene = try ReportScene(drawn: false)
    let scores = ["sfr_class", "whole_lung_score", "zonal_score", "zonal_right_upper"]
    for name in scores { #expect(value(name, scene.content) == .null, "\(name)") }
    #expect(value("lesion_state", scene.content) == .string("none_drawn"))
    let text = ReportText.render(ReportWords(scene.content).document())
    #expect(text.contains("not assessed: nothing is drawn") && !text.contains("absent"), "\(text)")
    scene.session.isReadAsNone = true
    let read = ReportContent(scene.project, scene.session, scan: scene.content.scan)
    for name in scores { #expect(value(name, read) == .int(0), "\(name)") }
    #expect(value("lesion_state", read) == .string("read_as_none"))
    #expect(ReportText.render(ReportWords(read).document()).contains("0 of 5, absent"))
  }

  /// Limits that the program has found are marked, and what stands in for the veins is not called so.
  @Test func proposedLimitsAreMarked() throws {
    var scene = try ReportScene()
    for (source, isMarked) in [(LungZones.Source.reader, false), (.automatic, true), (.proxy, true)] {
      let edit = try #require(
        scene.session.annotations.settingZone(
          .veins, at: VoxelIndex(15, 10, 4), source: source, on: ReportScene.grid))
      try scene.session.perform(edit)
      let content = ReportContent(scene.project, scene.session, scan: scene.content.scan)
      let rows = ReportWords(content).measurementSection.blocks.compactMap { block -> [[ReportDocument.Cell]]? in
        if case .table(let table) = block { table.rows } else { nil }
      }.joined()
      let row = try #require(rows.first { $0[0].text.contains("veins") })
      #expect(row[0].isUnreviewed == isMarked && row.last?.isUnreviewed == isMarked, "\(source)")
      #expect((row[0].text == "inferior pulmonary veins") == (source != .proxy), "\(row[0].text)")
    }
  }

  /// Right and left that the program told apart in a mask of one value: numbers by side and zone are marked.
  @Test func dividedSidesAreMarked() throws {
    var scene = try ReportScene()
    var edit = Edit(name: "t", tool: "t", layer: LabelLayer.lungs, runs: [])
    edit.annotations = LungRecord(.imported, badges: [.dividedAtMidline]).changes(in: scene.session.annotations)
    try scene.session.perform(edit)
    let content = ReportContent(scene.project, scene.session, scan: scene.content.scan)
    #expect(value("lung_sides", content) == .string("proposed"))
    #expect(value("lungs", content) == .string("reviewed"))
    #expect(value("lung_sides", scene.content) == .string("reviewed"))
    let row = try #require(
      ReportWords(content).document().sections.flatMap(\.blocks).lazy.compactMap { block -> [ReportDocument.Cell]? in
        guard case .table(let table) = block else { return nil }
        return table.rows.first { $0[0].text == "Ground-glass opacity (GGO)" }
      }.first)
    #expect(row.map(\.isUnreviewed) == [false, false, false, true, true, false, false, false])
  }

  /// Whose answers were signed besides the signer's own stands with the signature.
  @Test func answersOfOthersAreSaid() throws {
    var content = try ReportScene().content
    content.answers.signature = .init(reader: "moreau", time: "t", meaning: "author", fits: true)
    content.answers.signature?.others = [AnswersOfOther(reader: "dupont", count: 12)]
    #expect(ReportText.render(ReportWords(content).document()).contains("12 answers are of dupont."))
    #expect(value("answers_of", content) == .string("dupont"))
    #expect(ReportJSON(content).text.contains("\"others\": [{\"reader\": \"dupont\", \"answers\": 12}]"))
  }

  @Test func noticesSayWhatNumbersRestOn() throws {
    let scene = try ReportScene(lungOrigin: .proposed)
    let notices = ReportWords(scene.content).notices
    #expect(notices.first == ResearchUse.notice)
    #expect(notices.contains { $0.hasPrefix("The lungs are as the program found them") })
    #expect(notices.contains { $0.hasPrefix("Consolidation: 100 % of the voxels") })
    #expect(!notices.contains { $0.hasPrefix("Ground-glass") })
    #expect(notices.contains { $0.contains("middle and lower zone meet at a third") && !$0.contains("upper and") })
    #expect(notices.contains("Outside the lungs, in no percentage: 32.0 mL of Consolidation."))
    #expect(notices.contains("The reading is not signed."))
    let reviewed = ReportWords(try ReportScene().content).notices
    #expect(!reviewed.contains { $0.hasPrefix("The lungs") })
  }

  /// What is to be looked at of the lungs, and a proposal that nobody has decided on, which is in no number.
  @Test func notesAndProposalsAreSaid() throws {
    var scene = try ReportScene()
    let plain = ReportRow(scene.content)
    let proposal = ReportScene.layer(LabelLayer.proposal, { _ in .proposed }) { $0.k == 5 && $0.j == 7 ? 2 : 0 }
    scene.session = EditSession(
      volume: ReportScene.volume, layers: scene.session.layers + [proposal], annotations: scene.session.annotations)
    var content = ReportContent(scene.project, scene.session, scan: scene.content.scan, time: scene.content.time)
    (content.answers, content.lungNotes) = (scene.content.answers, ["one\u{1b}", "two"])
    let notices = ReportWords(content).notices
    #expect(notices.contains("Lungs, please check: one\u{1b}; two."))
    #expect(notices.contains {
      $0.hasPrefix("A proposal is open") && $0.contains("\(NumberText.short(mL(30))) mL of Consolidation")
    })
    #expect(!ReportText.render(ReportWords(content).document()).contains("\u{1b}"))
    let row = ReportRow(content)
    #expect(row.columns.filter { $0.name != "proposed_ml" } == plain.columns.filter { $0.name != "proposed_ml" })
    #expect(row.columns.first { $0.name == "proposed_ml" }?.value == .double(mL(30)))
    #expect(plain.columns.first { $0.name == "proposed_ml" }?.value == .double(0))
  }

  /// Each number that rests on what no reader has reviewed carries the mark, and no other.
  @Test func unreviewedNumbersAreMarked() throws {
    func cells(_ scene: ReportScene) -> [String: [ReportDocument.Cell]] {
      let blocks = ReportWords(scene.content).document().sections.flatMap(\.blocks)
      let tables = blocks.compactMap { block -> ReportDocument.Table? in
        if case .table(let table) = block { table } else { nil }
      }
      return Dictionary(tables.flatMap(\.rows).map { ($0[0].text, $0) }, uniquingKeysWith: { first, _ in first })
    }
    let reviewed = cells(try ReportScene())
    let glass = try #require(reviewed["Ground-glass opacity (GGO)"])
    let solid = try #require(reviewed["Consolidation (CON)"])
    #expect(glass.allSatisfy { !$0.isUnreviewed })
    #expect([1, 2, 3, 4, 5, 7].allSatisfy { solid[$0].isUnreviewed } && !solid[6].isUnreviewed)
    let both = try #require(reviewed["both lungs"])
    #expect(!both[1].isUnreviewed && both[2].isUnreviewed && both[3].isUnreviewed)
    let zone = try #require(reviewed["right upper zone"])
    #expect(zone[1].isUnreviewed, "the lower limit is a third of the height")
    let proposed = cells(try ReportScene(lungOrigin: .proposed))
    let region = try #require(proposed["both lungs"])
    let ground = try #require(proposed["Ground-glass opacity (GGO)"])
    #expect(region[1].isUnreviewed && ground[2].isUnreviewed && !ground[1].isUnreviewed)
    #expect(try #require(proposed["mean, HU"]).dropFirst().allSatisfy(\.isUnreviewed))
    #expect(try #require(reviewed["mean, HU"])[1].isUnreviewed == false)
    #expect(try #require(reviewed["Class"])[1].isUnreviewed, "it is computed of the lesion")
    #expect(reviewed["Phase"]?[1].text == "not assessed" && reviewed["Fat"] == nil)
    let text = ReportText.render(ReportWords(try ReportScene().content).document())
    #expect(text.contains("Not answered: Fat."), "neither absent nor not assessed")
  }

  @Test func jsonIsWholeAndHasTheRow() throws {
    let content = try ReportScene().content
    let object = try #require(JSONParser.parse(Array(ReportJSON(content).text.utf8)).object)
    #expect(object["format"] == .string("stylet-report") && object["notice"] == .string(ResearchUse.notice))
    let row = try #require(object["row"]?.object)
    #expect(row.members.map(\.name) == ReportRow(content).names)
    let extent = try #require(content.extent)
    #expect(object["lungs"] == .object(extent.json(content.table, .value)))
    #expect(object["quantitative_ct"]?.object?["lungs"]?.object?["right"]?.object?["voxels"]?.int == 1680)
    #expect(object["findings"]?.array?.count == 2 && object["lesions"]?.array?.count == 2)
    let ruler = try #require(object["measurements"]?.array?.first?.object)
    #expect(ruler["number"]?.int == 1 && ruler["values"]?.object?["millimetres"]?.double == 50)
    #expect(object["reading"]?.object?["sections"]?.array?.count == 1)
    #expect(object["scan"]?.object?["patient"] == nil)
  }
}
