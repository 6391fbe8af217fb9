import Foundation
import TestSupport
import Testing

@testable import StyletCore
@testable import StyletImaging

/// Scores at exact bounds, on lungs of 200 voxels of 1 mL in each of six zones.
@Suite struct DiseaseExtentTests {
  private static let size = GridSize(40, 10, 6)!
  private static let volume = try! Volume(
    grid: VoxelGrid(size: size, affine: Affine(spacing: [10, 10, 10])), rescale: Rescale(slope: 1, intercept: -1024)
  ) { out in for n in out.indices { out[n] = 424 } }  // -600 HU

  /// The right lung is i < 20; zones are two slices high each.
  private func session(_ origin: Origin = .manual) throws -> EditSession {
    var session = EditSession(volume: Self.volume)
    var lungs = EditBuilder(layer: LabelLayer(name: LabelLayer.lungs, size: Self.size))
    for k in 0..<6 {
      for j in 0..<10 {
        lungs.set(j: j, k: k, 0..<20, to: LungLabels.right)
        lungs.set(j: j, k: k, 20..<40, to: LungLabels.left)
      }
    }
    try session.perform(try #require(lungs.edit(name: "t", tool: "t", origin: origin)))
    return session
  }

  /// So many voxels of a finding, from the first of the lowest slice on; a zone is full after 400 of them.
  private func draw(_ session: inout EditSession, _ count: Int, _ label: UInt8 = 1, _ origin: Origin = .manual) throws {
    var builder = EditBuilder(layer: session.findings)
    for n in 0..<count {
      builder.set(j: n / 40 % 10, k: n / 400, n % 40..<n % 40 + 1, to: label)
    }
    if let edit = builder.edit(name: "t", tool: "t", origin: origin) { try session.perform(edit) }
  }

  /// 24 voxels of 2400 are 1 %.
  @Test(arguments: [
    (0, 0, 0), (1, 1, 1), (119, 1, 1), (120, 1, 2), (239, 1, 2), (240, 2, 2), (599, 2, 2), (600, 3, 3), (1199, 3, 3),
    (1200, 4, 4), (1799, 4, 4), (1800, 4, 5), (1801, 5, 5), (2400, 5, 5),
  ])
  func classesOfBothLungs(voxels: Int, sfr: Int, wholeLung: Int) throws {
    var session = try session()
    session.isReadAsNone = true
    try draw(&session, voxels)
    let extent = try #require(session.diseaseExtent())
    #expect(extent.lesion == (voxels > 0 ? .drawn : .readAsNone))
    #expect(extent.both.lesion.voxels == voxels && extent.both.lungMillilitres == 2400)
    #expect(extent.both.lesion.percent == 100 * Double(voxels) / 2400)
    #expect(extent.sfrClass == sfr && extent.wholeLungScore == wholeLung)
    #expect(extent.standards == .init(id: "chest-ct", version: 1) && !extent.lungsAreProposed)
    #expect(extent.groundGlass.voxels == voxels && extent.consolidation.voxels == 0 && extent.otherDensity.voxels == 0)
  }

  /// Nothing drawn is no class of 0, unless a reader says so: in numbers, JSON and tables.
  @Test func nothingDrawnIsNotAbsent() throws {
    func notAssessed(_ session: EditSession) throws -> String? {
      let extent = try #require(session.diseaseExtent())
      #expect(extent.sfrClass == nil && extent.wholeLungScore == nil)
      #expect(extent.zonalScore == nil && extent.zonalScores == nil && extent.both.lesion.percent == 0)
      let scores = extent.json(.standard, .value)["scores"]?.object
      for name in ["sfr_class", "sfr_name", "whole_lung", "zonal", "zonal_sum"] { #expect(scores?[name] == .null) }
      return scores?["not_assessed"]?.string
    }
    var session = try session()
    #expect(try notAssessed(session) == "none_drawn")
    #expect(DiseaseReport(session, findings: .standard).csv.contains(",none_drawn,"))
    session.lesionFindings = [2]
    try draw(&session, 3)
    #expect(try notAssessed(session) == "none_inside")
    session.isReadAsNone = true
    let extent = try #require(session.diseaseExtent())
    #expect(extent.sfrClass == 0 && extent.wholeLungScore == 0 && extent.zonalScore == 0)
    #expect(extent.json(.standard, .value)["scores"]?.object?["not_assessed"] == nil)
  }

  /// Every row of the table says what it rests on.
  @Test func theTableSaysWhatIsNotReviewed() throws {
    func cells(_ session: EditSession) throws -> [[String: String]] {
      let lines = DiseaseReport(session, findings: .standard).csv.components(separatedBy: "\r\n").filter { !$0.isEmpty }
      let names = lines[0].components(separatedBy: ",")
      return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(names, $0.components(separatedBy: ","))) }
    }
    var session = try session(.proposed)
    try draw(&session, 30, 1, .proposed)
    for row in try cells(session) {
      #expect(row["lungs"] == "proposed" && row["sides"] == "proposed" && row["zones"] == "proposed")
      #expect(row["unreviewed_voxels"] == "30")
    }
    session = try self.session()
    try draw(&session, 30)
    for row in try cells(session) {
      #expect(row["lungs"] == "reviewed" && row["sides"] == "reviewed" && row["unreviewed_voxels"] == "0")
    }
    #expect(try cells(session).map { $0["lesion_state"] } == ["", "drawn"])
  }

  @Test func zonesByLandmarks() throws {
    var session = try session(.proposed)
    // right and left lower zones: slices 0 and 1 with 200 voxels of each lung
    try draw(&session, 400 + 200)  // all of slice 0, the first five rows of slice 1
    var extent = try #require(session.diseaseExtent())
    #expect(extent.limits == LungZones(carina: .init(k: 4, source: .thirds), veins: .init(k: 2, source: .thirds)))
    #expect(extent.zones.map(\.lesion.percent) == [0, 0, 75, 0, 0, 75])
    #expect(extent.zones.allSatisfy { $0.lungVoxels == 400 })
    #expect(extent.zonalScores == [0, 0, 4, 0, 0, 4] && extent.zonalScore == 8 && extent.lungsAreProposed)
    let annotations = session.annotations
    try session.perform(
      try #require(annotations.settingZone(.veins, at: VoxelIndex(3, 4, 1), reader: "r", on: Self.volume.grid)))
    extent = try #require(session.diseaseExtent())
    #expect(extent.limits?.veins == .init(k: 1, source: .reader) && extent.limits?.carina.source == .thirds)
    #expect(extent.zones.map(\.lesion.voxels) == [0, 100, 200, 0, 100, 200])
    #expect(extent.zonalScores == [0, 1, 4, 0, 1, 4] && extent.zonalScore == 10)
    #expect(session.marks.landmarks.map(\.landmark.id) == ["zone-veins"])
    #expect(session.marks.landmarks[0].landmark.reader == "r")
    try session.perform(
      try #require(session.annotations.settingZone(.veins, at: VoxelIndex(0, 0, 0), on: Self.volume.grid)))
    #expect(session.diseaseExtent()?.zones[1].lesion.percent == 37.5 && session.diseaseExtent()?.zonalScores == nil)
    _ = try session.undo()
    #expect(session.zones?.veins.k == 1)
    _ = try session.undo()
    #expect(session.zones?.veins.source == .thirds && session.annotations == annotations)
  }

  /// What counts, what lies outside, what nobody has looked at.
  @Test func countingAndUnreviewed() throws {
    var session = try session()
    try draw(&session, 240, 1)
    try draw(&session, 24, 2, .interpolated)
    let all = try #require(session.diseaseExtent()), one = try #require(session.diseaseExtent(lesionFindings: [2]))
    #expect(all.both.lesion.voxels == 240 && all.both.findings[1]?.voxels == 216 && all.both.findings[2]?.voxels == 24)
    #expect(one.both.lesion.voxels == 24 && one.both.findings == all.both.findings && one.wholeLungScore == 1)
    #expect(all.unreviewed == [2: 24] && all.counts(1) && !one.counts(1) && one.counts(2))
  }

  /// Automatic opacity below 0.5 % or 5 mL that no reader has confirmed is class 0.
  @Test(arguments: [
    (11, Origin.proposed, 0), (12, .proposed, 1), (11, .manual, 1), (4, .interpolated, 0), (1, .grown, 1),
  ])
  func unconfirmed(voxels: Int, origin: Origin, sfr: Int) throws {
    var session = try session()
    try draw(&session, voxels, 1, origin)
    #expect(session.diseaseExtent()?.sfrClass == sfr && session.diseaseExtent()?.wholeLungScore == 1)
  }
}
