import TestSupport
import Testing

@testable import StyletBase
@testable import StyletCore
@testable import StyletImaging
@testable import StyletReport

/// What a report says of where the drawing came from: on the page, as text, in the row and as JSON.
@Suite struct ReportDescentTests {
  private static let words = [
    Acceptance(
      time: "2026-03-01T09:31:00Z", reader: "reader-07", source: "stylet-opacity 3",
      parts: [.init(label: 1, millilitres: 40), .init(label: 2, millilitres: 4)]),
    Acceptance(
      time: "2026-03-01T09:33:00Z", reader: "reader-07", source: "stylet-opacity 3",
      parts: [.init(label: 1, millilitres: 10)]),
    Acceptance(time: "2026-03-02T10:00:00Z", reader: "reader-08", parts: [.init(label: 1, millilitres: 2)]),
  ]

  /// GGO came of a proposal on its lowest slice; CON was accepted, and is drawn by hand by now.
  private func scene(
    _ words: [Acceptance] = words, lungs: LungRecord? = nil, lungWords: [Acceptance] = [],
    lungOrigin: Origin = .accepted, name: String = ""
  ) throws -> ReportScene {
    var scene = try ReportScene(name: name, lungOrigin: lungOrigin)
    var annotations = scene.session.annotations
    annotations[.proposal] = words.map { .object($0.json) }
    if let lungs { _ = annotations.apply(ifFitting: lungs.changes(in: annotations)) }
    for word in lungWords { _ = annotations.apply(ifFitting: LungRecord.accepting(word, in: annotations)) }
    var layers = scene.session.layers
    let changes = [
      OriginChange(key: SliceKey(k: 9, label: 1), old: .manual, new: words.isEmpty ? .manual : .accepted),
      OriginChange(key: SliceKey(k: 1, label: 2), old: .proposed, new: .manual),
      OriginChange(key: SliceKey(k: 2, label: 2), old: .proposed, new: .manual),
    ]
    layers[0].apply(Edit(name: "", tool: "", runs: [], origins: changes))
    scene.session = EditSession(volume: ReportScene.volume, layers: layers, annotations: annotations)
    let answers = scene.content.answers
    scene.content = ReportContent(scene.project, scene.session, scan: scene.content.scan, time: scene.content.time)
    scene.content.answers = answers
    return scene
  }

  private func column(_ scene: ReportScene, _ name: String) -> JSONValue? {
    ReportRow(scene.content).columns.first { $0.name == name }?.value
  }

  private func facts(_ scene: ReportScene) -> [String] {
    ReportWords(scene.content).document().sections.flatMap(\.blocks).flatMap { block -> [String] in
      if case .facts(let facts) = block { facts.filter { $0.name == "accepted" }.map(\.value.text) } else { [] }
    }
  }

  /// A label that the table does not name has columns of its own, the same in every row.
  @Test func whatNobodyNamedIsInTheRow() throws {
    var scene = try scene()
    #expect(column(scene, "unnamed_ml") == .double(0) && column(scene, "unnamed_labels") == .null)
    scene.project.labels = LabelTable(scene.project.labels.findings.filter { $0.value != 1 })!
    scene.content = ReportContent(scene.project, scene.session, scan: scene.content.scan, time: scene.content.time)
    let row = try #require(scene.content.findings.rows.first { $0.finding.value == 1 })
    #expect(column(scene, "unnamed_ml") == .double(row.extent.millilitres) && row.extent.millilitres > 0)
    #expect(column(scene, "unnamed_labels") == .string("1"))
  }

  /// The word in the trail has what was drawn already, and so has the report.
  @Test func whatWasDrawnAlreadyIsSaid() throws {
    var annotations = Annotations()
    let word = Acceptance(time: "t", reader: "r", parts: [.init(label: 1, millilitres: 20.5)], kept: 1.9)
    annotations[.proposal] = [.object(word.json)]
    #expect(Acceptance.all(in: annotations) == [word])
    let plain = Acceptance(time: "t", reader: "r").json
    let negative = JSONValue.object(plain.with(["drawn_already_ml": .double(-1)]))
    #expect(Acceptance(negative) == nil)
    var scene = try scene()
    scene.session = EditSession(volume: ReportScene.volume, layers: scene.session.layers, annotations: annotations)
    scene.content = ReportContent(scene.project, scene.session, scan: scene.content.scan, time: scene.content.time)
    #expect(facts(scene) == ["20.5 mL of GGO, besides 1.9 mL that were drawn already and stayed as they were, by r, t"])
  }

  @Test func findingsThatWereAccepted() throws {
    let scene = try scene()
    let notices = ReportWords(scene.content).notices
    // 30 voxels of 2 mL a slice, three slices
    #expect(
      notices.contains(
        "Ground-glass opacity: 52.0 mL accepted from a proposal (stylet-opacity 3, by reader-07, reader-08); "
          + "of the 180 mL drawn now, 60.0 mL are on slices that began as that proposal; what was added by hand on these "
          + "slices is counted with them."))
    #expect(
      notices.contains(
        "Consolidation: 4.0 mL accepted from a proposal (stylet-opacity 3, by reader-07); no slice that began as "
          + "that proposal is left."))
    #expect(
      facts(scene) == [
        "50.0 mL of GGO, 4.0 mL of CON, from stylet-opacity 3, by reader-07, 2026-03-01T09:31:00Z to "
          + "2026-03-01T09:33:00Z", "2.0 mL of GGO, by reader-08, 2026-03-02T10:00:00Z",
      ])
    #expect(
      column(scene, "accepted_ml") == .double(56) && column(scene, "accepted_from") == .string("stylet-opacity 3"))
    #expect(column(scene, "accepted_by") == .string("reader-07;reader-08"))
    #expect(column(scene, "accepted_at") == .string("2026-03-02T10:00:00Z"))
    #expect(column(scene, "GGO_accepted_ml") == .double(52) && column(scene, "GGO_accepted_slices_ml") == .double(60))
    #expect(column(scene, "CON_accepted_ml") == .double(4) && column(scene, "CON_accepted_slices_ml") == .double(0))
    let json = try #require(JSONParser.parse(Array(ReportJSON(scene.content).text.utf8)).object)
    #expect(json["accepted"] == .array(Self.words.map { .object($0.json(.value)) }))
  }

  /// Where all slices came of it that is not all that can be said of the drawing: a stroke on them is by hand.
  @Test func allOnSlicesThatBeganAsAProposal() throws {
    var scene = try scene()
    scene.content.descent.voxels[1] = 90
    let said = try #require(ReportWords(scene.content).notices.first { $0.hasPrefix("Ground-glass") })
    #expect(
      said.hasSuffix(
        "the 180 mL drawn now are all on slices that began as that proposal; what was added by hand on these slices is "
          + "counted with them."))
    scene.content.descent.acceptances = []
    #expect(
      ReportWords(scene.content).notices.contains(
        "Ground-glass opacity: the 180 mL drawn now are all on slices that began as a proposal; what was added by hand "
          + "on these slices is counted with them."))
  }

  /// Accepted is reviewed: no star, and nothing left to accept.
  @Test func acceptedIsReviewed() throws {
    let scene = try scene()
    #expect(scene.content.unreviewed.isEmpty && !scene.content.lesionIsUnreviewed)
    #expect(column(scene, "lungs") == .string("reviewed"))
  }

  @Test func drawnByHandSaysNothing() throws {
    let scene = try scene([], lungOrigin: .manual)
    #expect(!ReportWords(scene.content).notices.contains { $0.contains("accepted") || $0.hasPrefix("The lungs") })
    #expect(facts(scene).isEmpty && column(scene, "accepted_ml") == .double(0))
    for name in ["accepted_from", "accepted_by", "accepted_at", "lungs_source", "lungs_accepted_by"] {
      #expect(column(scene, name) == .null)
    }
  }

  @Test func howTheLungsWereMade() throws {
    let word = Acceptance(time: "2026-03-01T09:30:00Z", reader: "reader-07")
    let cases: [(LungRecord?, [Acceptance], Origin, String?, String?)] = [
      (
        LungRecord(.automatic), [word], .accepted,
        "The lungs were found by the program and accepted by reader-07, 2026-03-01T09:30:00Z.", "automatic"
      ),
      (
        LungRecord(.imported, file: "net"), [Acceptance(time: "t", reader: "", source: "net")], .accepted,
        "The lungs were found by net and accepted, t.", "imported"
      ),
      (
        LungRecord(.automatic), [], .accepted, "The lungs were found by a program and corrected by a reader.",
        "automatic"
      ),
      (LungRecord(.imported, file: "Doe.nii"), [], .imported, "The lungs were imported.", "imported"),
      (nil, [], .manual, nil, nil),
    ]
    for (record, words, origin, notice, source) in cases {
      let scene = try scene([], lungs: record, lungWords: words, lungOrigin: origin)
      let said = ReportWords(scene.content).notices.filter { $0.hasPrefix("The lungs") }
      #expect(said == [notice].compactMap { $0 })
      #expect(column(scene, "lungs_source") == source.map(JSONValue.string) ?? .null)
      let json = ReportJSON(scene.content).text
      #expect(!json.contains("Doe"), "a file's name may be a patient's")
      let accepted = ReportJSON(scene.content).value.object?["lungs_accepted"]?.array
      #expect(accepted?.count == words.count)
    }
    // as the program found them, whoever accepted others before
    let proposed = try scene([], lungs: LungRecord(.automatic), lungWords: [word], lungOrigin: .proposed)
    let said = ReportWords(proposed.content).notices.filter { $0.hasPrefix("The lungs") }
    #expect(said.count == 1 && said[0].hasPrefix("The lungs are as the program found them"))
  }

  @Test func hostileNamesAreInert() throws {
    let bad = ReportFormTests.hostile
    let scene = try scene(
      [Acceptance(time: bad, reader: bad, source: bad, parts: [.init(label: 1, millilitres: 1)])],
      lungs: LungRecord(.automatic), lungWords: [Acceptance(time: bad, reader: bad, source: bad)])
    let document = ReportWords(scene.content).document()
    let page = ReportPage.render(document), text = ReportText.render(document)
    #expect(!page.contains("<script") && page.contains("&lt;script&gt;"))
    for text in [page, text] {
      #expect(
        text.unicodeScalars.allSatisfy { $0 == "\n" || ($0.value >= 32 && $0.value != 127 && $0.value != 0x202e) })
    }
  }
}
