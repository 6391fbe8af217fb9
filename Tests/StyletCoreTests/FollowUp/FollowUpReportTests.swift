import Foundation
import StyletBase
import StyletCore
import StyletDetection
import StyletImaging
import Testing

@testable import StyletReport

/// Lungs and lesions of known sizes, before and after.
@Suite struct FollowUpReportTests {
  private static let size = GridSize(24, 14, 18)!

  private static func box(_ i: Range<Int>, _ j: Range<Int>, _ k: Range<Int>, _ label: UInt8) -> [Run] {
    k.flatMap { k in j.map { Run(k: k, j: $0, i: i.lowerBound, count: i.count, old: 0, new: label) } }
  }

  /// Lungs of 8 x 10 x 14 voxels on either side; a lesion wherever the runs say.
  private func scan(
    _ lesions: [Run], spacing: SIMD3<Double>, table: LabelTable = .standard, origin: Origin = .manual,
    lungs: Origin? = .manual
  ) throws -> FollowUpScan {
    let volume = try Volume(grid: VoxelGrid(size: Self.size, affine: Affine(spacing: spacing)), rescale: .identity) {
      for n in $0.indices { $0[n] = -600 }
    }
    var layers = [LabelLayer(name: LabelLayer.findings, size: Self.size)]
    func origins(_ runs: [Run], _ origin: Origin) -> [OriginChange] {
      Set(runs.map { SliceKey(k: Int($0.k), label: $0.new) }).map { OriginChange(key: $0, old: nil, new: origin) }
    }
    layers[0].apply(lesions, origins(lesions, origin))
    if let lungs {
      let runs = Self.box(2..<10, 2..<12, 2..<16, 1) + Self.box(14..<22, 2..<12, 2..<16, 2)
      layers.append(LabelLayer(name: LabelLayer.lungs, size: Self.size))
      layers[1].apply(runs, origins(runs, lungs))
    }
    return FollowUpScan(EditSession(volume: volume, layers: layers), findings: table)
  }

  private func isSaid(_ pair: FollowUpReport.Pair, _ before: Double?, _ after: Double?) -> Bool {
    func isNear(_ a: Double?, _ b: Double?) -> Bool {
      guard let a, let b else { return a == nil && b == nil }
      return abs(a - b) < 1e-9
    }
    let change: Double? = if let before, let after { after - before } else { nil }
    return isNear(pair.before, before) && isNear(pair.after, after) && isNear(pair.change, change)
  }

  @Test func numbersAreThoseOfTheVoxels() throws {
    // 4x5x6 voxels right of 2 mm³; 6x5x6 right and 2x2x2 left of 4 mm³, 3x1x1 of it outside the lungs.
    let before = try scan(Self.box(3..<7, 3..<8, 4..<10, 1), spacing: [1, 1, 2])
    let boxes = [
      Self.box(3..<9, 3..<8, 4..<10, 1), Self.box(15..<17, 3..<5, 12..<14, 2), Self.box(10..<13, 3..<4, 3..<4, 1),
    ]
    let after = try scan(Array(boxes.joined()), spacing: [1, 2, 2])
    let report = FollowUpReport(before, after, link: nil, facts: FollowUpFacts())
    let both = try #require(report.regions.first), right = report.regions[1], left = report.regions[2]
    #expect(isSaid(both.lung, 4.48, 8.96))
    #expect(isSaid(both.lesion, 0.24, 0.752))
    let percent: (Double, Double) = (12000 / 2240, 18800 / 2240)
    #expect(isSaid(both.percent, percent.0, percent.1))
    #expect(isSaid(right.lesion, 0.24, 0.72))
    #expect(isSaid(left.lesion, 0, 0.032))
    let zones = report.regions.dropFirst(3).compactMap(\.lesion.after)
    #expect(zones.count == 6)
    let sum: Double = zones.reduce(0, +)
    #expect(abs(sum - 0.752) < 1e-9)
    #expect(report.findings.map(\.finding.code) == ["GGO", "CON"])
    #expect(isSaid(report.findings[0].millilitres, 0.24, 0.732))
    #expect(isSaid(report.findings[1].millilitres, 0, 0.032))
    #expect(isSaid(report.sfr, 1, 1))
    #expect(report.doubts == [.outside(.after, millilitres: 0.012)])
  }

  /// Findings are joined by their codes, whatever their values.
  @Test func findingsAreJoinedByCode() throws {
    let other = try #require(
      LabelTable([
        Finding(value: 1, code: "CON", name: "Consolidation", colour: RGB(1, 2, 3)),
        Finding(value: 2, code: "GGO", name: "Ground glass", colour: RGB(3, 2, 1)),
      ]))
    let before = try scan(Self.box(3..<7, 3..<8, 4..<10, 2), spacing: [1, 1, 1], table: other)
    let after = try scan(Self.box(3..<7, 3..<8, 4..<8, 1), spacing: [1, 1, 1])
    let report = FollowUpReport(before, after, link: nil, facts: FollowUpFacts())
    #expect(report.findings.map(\.finding.code) == ["GGO"])
    #expect(isSaid(report.findings[0].millilitres, 0.12, 0.08))
  }

  /// Nothing drawn is not 0, no lungs no share, and what nobody has looked at is said to be so.
  @Test func whatIsNotKnownIsNotZero() throws {
    let none = try scan([], spacing: [1, 1, 1])
    let drawn = try scan(Self.box(3..<7, 3..<8, 4..<10, 1), spacing: [1, 1, 1], origin: .proposed, lungs: .proposed)
    let report = FollowUpReport(none, drawn, link: nil, facts: FollowUpFacts())
    #expect(isSaid(report.findings[0].millilitres, nil, 0.12))
    #expect(report.sfr.before == nil && report.regions[0].percent.before == nil)
    let proposed = report.regions[0].percent.isProposed
    #expect(!proposed.before && proposed.after)
    #expect(report.findings[0].millilitres.isProposed.after)
    #expect(
      report.doubts == [
        .nothingDrawn(.before), .lungsProposed(.after), .unreviewed(.after, millilitres: 0.12),
      ])
    let bare = try scan(Self.box(3..<7, 3..<8, 4..<10, 1), spacing: [1, 1, 1], lungs: nil)
    let without = FollowUpReport(bare, drawn, link: nil, facts: FollowUpFacts())
    #expect(isSaid(without.regions[0].lung, nil, 2.24))
    #expect(without.doubts.first == .noLungs(.before))
    #expect(isSaid(without.findings[0].millilitres, 0.12, 0.12))
  }

  @Test func patientModalityAndOrderAreSaid() throws {
    let one = try scan(Self.box(3..<7, 3..<8, 4..<10, 1), spacing: [1, 1, 1])
    func doubts(_ facts: FollowUpFacts) -> [FollowUpDoubt] { FollowUpReport(one, one, link: nil, facts: facts).doubts }
    #expect(doubts(FollowUpFacts(isSamePatient: true, days: 12, modalities: ("CT", "CT"))) == [])
    #expect(doubts(FollowUpFacts(isSamePatient: false, days: -3, modalities: ("CT", "MR"))) == [
      .otherPatient, .otherModality(before: "CT", after: "MR"), .reversed(days: 3),
    ])
    let link = ScanLink(VoxelGrid(size: Self.size, affine: Affine(spacing: [1, 1, 1])), VoxelGrid(size: Self.size, affine: Affine(spacing: [1, 1, 1], origin: [0, 0, 500])))
    #expect(FollowUpReport(one, one, link: link, facts: FollowUpFacts()).doubts == [.linkedByHeight])
  }

  /// Against Foundation's calendar.
  @Test func daysAreTheCalendars() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
    let start = try #require(calendar.date(from: DateComponents(year: 1996, month: 1, day: 1)))
    func text(_ n: Int) throws -> String {
      let day = calendar.dateComponents([.year, .month, .day], from: try #require(calendar.date(byAdding: .day, value: n, to: start)))
      return String(format: "%04d%02d%02d", day.year!, day.month!, day.day!)
    }
    for n in stride(from: 0, to: 12_000, by: 17) {
      #expect(FollowUpFacts.days(from: try text(0), to: try text(n)) == n)
      #expect(FollowUpFacts.days(from: try text(n), to: try text(0)) == -n)
    }
    for bad in ["", "2020", "2020-1-1", "20201301", "20200100", "００００００００", "99999999999999999999", "2020010a"] {
      #expect(FollowUpFacts.days(from: bad, to: "20200101") == nil, "\(bad)")
    }
  }

  @Test func programsReadTheSameNumbers() throws {
    let before = try scan(Self.box(3..<7, 3..<8, 4..<10, 1), spacing: [1, 1, 2])
    let after = try scan(Self.box(3..<9, 3..<8, 4..<10, 1), spacing: [1, 1, 2], origin: .proposed)
    let grid = VoxelGrid(size: Self.size, affine: Affine(spacing: [1, 1, 2]))
    let report = FollowUpReport(before, after, link: ScanLink(grid, grid), facts: FollowUpFacts(days: 40))
    let json = try #require(try JSONSerialization.jsonObject(with: Data(report.json.utf8)) as? [String: Any])
    #expect(json["format"] as? String == "stylet-follow-up" && json["days"] as? Int == 40)
    #expect(json["same_patient"] is NSNull)
    let link = try #require(json["link"] as? [String: Any])
    #expect(link["by"] as? String == "table" && link["matrix_mm"] as? [[Double]] == [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0]])
    let ml = try #require((json["findings"] as? [[String: Any]])?.first?["ml"] as? [String: Any])
    #expect(ml["before"] as? Double == 0.24 && ml["after"] as? Double == 0.36)
    #expect((ml["proposed"] as? [String: Bool]) == ["before": false, "after": true])
    let doubts = try #require(json["doubts"] as? [[String: Any]]).compactMap { $0["doubt"] as? String }
    #expect(doubts == ["linked_by_table", "unreviewed"])
    let rows = report.csv.split(separator: "\r\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    #expect(rows.allSatisfy { $0.count >= 9 })
    let lesion = try #require(rows.first { $0[0] == "lesion_ml" && $0[1] == "both" })
    #expect(lesion[3...7].map(String.init) == ["0.240000", "0.360000", "0.120000", "reviewed", "proposed"])
    #expect(rows.contains { $0[0] == "check unreviewed" && $0[1] == "after" })
  }
}
