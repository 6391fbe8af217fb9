import Foundation
import StyletBase
import StyletCore
import StyletImaging
import TestSupport
import Testing

@testable import StyletStudy
@testable import StyletTriage

/// The tier of scans whose extent is known, as the program measures them, is the one that the true extent asks for, or
/// PX with the doubt that makes it so: of lungs that are mostly consolidated, or have hardly any air left, the program
/// finds too little and says that it may be.
@Suite struct TriagePaintedTests {
  /// %, the share of consolidation, the tier by the rule's table, and whether it is found.
  private static let wanted: [(percent: Double, solid: Double, tier: String, isFound: Bool)] = [
    (0, 0, "p5", true), (5, 0.2, "p4", true), (17, 0.1, "p4", true), (36, 0.1, "p3", true), (36, 0.6, "p2", false),
    (60, 0.2, "p2", true), (84, 0.2, "p1", false),
  ]

  @Test func theTierIsThatOfTheTrueExtentOrInDoubt() throws {
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
      let read = try TriageResult.read(StudyFolder(path + "/trial"), CaseID("C0000\(n + 1)")!)
      let result = try #require(read)
      let m = try #require(result.measures, "\(result.failure ?? "")")
      let verdict = TriageVerdict(.standard, measures: m, clinical: nil, asked: nil)
      let said: Comment = "\(painted.extent) %, \(painted.consolidation): \(m.extent ?? -1) %, \(verdict), \(m.remarks)"
      #expect(verdict.tier == (one.isFound ? right.tier : .px) && verdict.rank <= max(right.rank, 3), said)
      if verdict.tier == .px {
        #expect(verdict.reasons.contains { if case .doubtful(let all) = $0 { !all.isEmpty } else { false } }, said)
      }
    }
  }
}
