import TestSupport
import Testing

@testable import StyletBase
@testable import StyletCore
@testable import StyletDetection
@testable import StyletImaging

/// What `stylet lungs --json` and `stylet propose --json` print: names that do not change, numbers as they are.
@Suite struct FoundJSONTests {
  private static func facts() throws -> ScanFacts {
    let size = try #require(GridSize(40, 30, 20))
    return ScanFacts(
      name: "a.nii", sha256: "ab", grid: VoxelGrid(size: size, affine: Affine(spacing: [0.5, 0.5, 2])))
  }

  private static func json(_ text: String) throws -> JSONValue { try JSONValue(reading: [UInt8](text.utf8)) }

  @Test func lungs() throws {
    var report = LungReport()
    (report.right, report.left, report.airways) = (2000, 1500.5, 30)
    report.remark(.areaJump(.left, percent: 41.5, count: 2), at: VoxelIndex(1, 2, 3), slices: 3...4)
    report.remark(.noCarina)
    report.air.append(
      .init(kind: .stomach, side: .left, millilitres: 80.25, slices: 0...9, at: VoxelIndex(30, 20, 3)))
    let limit = LungZones.Limit(k: 7, source: .proxy)
    let lungs = Lungs(
      labels: LabelMap(size: try Self.facts().grid.size), report: report, zones: LungZones(carina: limit, veins: limit))
    let text = LungsJSON(lungs, scan: try Self.facts(), words: { "\($0.facts.name)!" }).text
    let o = try #require(try JSONValue(reading: [UInt8](text.utf8)).object)
    #expect(
      o.members.map(\.name) == [
        "format", "version", "program", "notice", "scan", "lungs", "limits", "remarks", "air",
      ])
    #expect(o["format"] == .string("stylet-lungs") && o["scan"]?.object?["sha256"] == .string("ab"))
    #expect(o["scan"]?.object?["voxel_mm3"]?.double == 0.5)
    let parts = try #require(o["lungs"]?.object)
    #expect(["right", "left", "both", "airways"].map { parts[$0]?.object?["ml"]?.double } == [2000, 1500.5, 3500.5, 30])
    #expect(o["limits"]?.object?["carina"]?.object?["source"] == .string("proxy"))
    #expect(
      try o["remarks"] == Self.json(
        """
        [{"badge":"area_jump","side":"left","slices":[3,4],"voxel":[1,2,3],"percent":41.5,"count":2,
          "words":"area_jump!"}, {"badge":"no_carina","side":null,"slices":null,"voxel":null,"words":"no_carina!"}]
        """))
    #expect(
      try o["air"]
        == Self.json(#"[{"kind":"stomach","side":"left","ml":80.25,"slices":[0,9],"voxel":[30,20,3]}]"#))
  }

  @Test func withoutLungs() throws {
    var report = LungReport()
    report.remark(.noLungs)
    let lungs = Lungs(labels: LabelMap(size: try Self.facts().grid.size), report: report, zones: nil)
    let text = LungsJSON(lungs, scan: try Self.facts(), words: { _ in "" }).text
    #expect(try JSONValue(reading: [UInt8](text.utf8)).object?["limits"] == .null)
  }

  @Test func proposal() throws {
    var report = ProposalReport()
    (report.lungs, report.groundGlass, report.consolidation, report.lesions) = (4000, 300, 100, 7)
    (report.standards, report.badges) = ("x 1", [.dependent(millilitres: 5), .thickSlices(millimetres: 6)])
    func total() throws -> JSONObject {
      let text = ProposalJSON(report, scan: try Self.facts(), words: { _ in "w" }).text
      let o = try #require(try JSONValue(reading: [UInt8](text.utf8)).object)
      let findings = try #require(o["findings"]?.array)
      #expect(findings.map { $0.object?["ml"]?.double } == [300, 100])
      #expect(findings.map { $0.object?["percent"]?.double } == (report.lungs > 0 ? [7.5, 2.5] : [nil, nil]))
      #expect(
        try o["remarks"]
          == Self.json(#"[{"badge":"dependent","ml":5.0,"words":"w"},{"badge":"thick_slices","mm":6.0,"words":"w"}]"#))
      return try #require(o["total"]?.object)
    }
    #expect(try total()["ml"]?.double == 400 && total()["ml_interval"] == .null && total()["lesions"]?.int == 7)
    report.interval = 200...600
    #expect(try total()["ml_interval"] == Self.json("[200.0, 600.0]"))
    #expect(try total()["percent_interval"] == Self.json("[5.0, 15.0]"))
    report.lungs = 0
    #expect(try total()["percent"] == .null && total()["percent_interval"] == .null)
  }
}
