import Foundation
import StyletBase
import StyletCore
import StyletImaging
import TestSupport
import Testing

@testable import StyletStudy
@testable import StyletTriage

/// The tier of scans whose extent is known, as the program measures them, is the one that the true extent asks for.
@Suite struct TriagePaintedTests {
  /// %, the share of consolidation, and the tier by the rule's table.
  private static let wanted: [(percent: Double, solid: Double, tier: String)] = [
    (0, 0, "p5"), (5, 0.2, "p4"), (17, 0.1, "p4"), (36, 0.1, "p3"), (36, 0.6, "p2"), (60, 0.2, "p2"), (84, 0.2, "p1"),
  ]

  @Test func theTierIsThatOfTheTrueExtent() throws {
    let path = NSTemporaryDirectory() + "stylet-painted-\(UUID().uuidString.prefix(8))"
    defer { try? FileManager.default.removeItem(atPath: path) }
    func good(_ arguments: [String]) throws -> Ran {
      let ran = try stylet(arguments, in: path)
      try #require(ran.status == 0, "\(arguments): \(ran.out)\(ran.err)")
      return ran
    }
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    _ = try good(["study", "init", "trial", "--reader", "ann"])
    var truths: [PaintedThorax] = []
    for (n, one) in Self.wanted.enumerated() {
      let thorax = try PaintedThorax(
        percent: one.percent, solid: one.solid, seed: UInt64(n + 3), size: GridSize(112, 96, 80)!)
      var series = SmallSeries(uid: "1.2.826.0.1.3680043.10.511.6\(n)")
      series.scan = thorax.volume
      try series.write(to: path + "/scan\(n)")
      _ = try good(["study", "add", "trial", "scan\(n)"])
      truths.append(thorax)
    }
    _ = try good(["triage", "--study", "trial", "--once"])
    for (n, one) in Self.wanted.enumerated() {
      // What the rule says of the truth is what the table above says.
      var truth = TriageMeasures()
      let painted = truths[n], grade = ChestStandards.standard.scales.sfr.grade(of: painted.extent).grade
      (truth.lungs, truth.extent, truth.sfrClass) = (100, painted.extent, grade)
      truth.consolidation = painted.extent * painted.consolidation
      truth.groundGlass = painted.extent - truth.consolidation
      let right = TriageVerdict(.standard, measures: truth, clinical: nil, asked: nil)
      #expect(right.tier.rawValue == one.tier, "\(painted.extent) \(painted.consolidation)")
      let result = try #require(TriageResult.read(StudyFolder(path + "/trial"), CaseID("C0000\(n + 1)")!))
      let m = try #require(result.measures, "\(result.failure ?? "")")
      let verdict = TriageVerdict(.standard, measures: m, clinical: nil, asked: nil)
      print("painted \(painted.extent) %, consolidation \(painted.consolidation): \(verdict.tier.label), "
        + "\(m.extent ?? -1) %, \(m.consolidationShare ?? 0), lungs \(m.lungs) mL, \(m.remarks) \(m.leftOut)")
      #expect(verdict.tier == right.tier, "\(painted.extent) %: \(verdict)")
    }
  }
}
