import StyletBase
import Testing

@testable import StyletTriage

/// The rule's table, row by row, and what no row may do.
@Suite struct TriageRuleTests {
  private static let rule = TriageRule.standard

  private static func scan(_ grade: Int?, solid: Double = 0.1, _ remarks: [String] = []) -> TriageMeasures {
    var m = TriageMeasures()
    let percents = [0.0, 5, 15, 35, 57, 80]
    (m.sfrClass, m.extent, m.lungs) = (grade, grade.map { percents[$0] }, 4000)
    if let grade, grade > 0 {
      (m.groundGlass, m.consolidation) = (40 * percents[grade] * (1 - solid), 40 * percents[grade] * solid)
    }
    m.remarks = remarks
    return m
  }

  private static func patient(_ change: (inout ClinicalFields) -> Void) -> ClinicalFields {
    var fields = ClinicalFields()
    change(&fields)
    return fields
  }

  private static func tier(_ m: TriageMeasures?, _ c: ClinicalFields? = nil, asked: Int? = nil) -> TriageVerdict {
    TriageVerdict(rule, measures: m, clinical: c, asked: asked)
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let grade: Int
    var solid = 0.1
    let tier: TriageTier
    var patient: @Sendable (inout ClinicalFields) -> Void = { _ in }
    var testDescription: String { name }
  }

  static let rows = [
    Row(name: "emergency", grade: 0, tier: .p1) { $0.isEmergency = true },
    Row(name: "SpO2 89", grade: 0, tier: .p1) { $0.spo2 = 89 }, Row(name: "SpO2 90", grade: 0, tier: .p2) { $0.spo2 = 90 },
    Row(name: "SpO2 93", grade: 1, tier: .p2) { $0.spo2 = 93 }, Row(name: "SpO2 94", grade: 1, tier: .p4) { $0.spo2 = 94 },
    Row(name: "oxygen 6", grade: 0, tier: .p1) { $0.oxygen = 6 },
    Row(name: "oxygen 0.5", grade: 0, tier: .p2) { $0.oxygen = 0.5 },
    Row(name: "oxygen 0", grade: 0, tier: .p5) { $0.oxygen = 0 },
    Row(name: "30 breaths", grade: 0, tier: .p1) { $0.respiratoryRate = 30 },
    Row(name: "20 breaths", grade: 0, tier: .p5) { $0.respiratoryRate = 20 },
    Row(name: "NEWS2 7", grade: 0, tier: .p1) { $0.givenNEWS2 = 7 },
    Row(name: "NEWS2 5", grade: 0, tier: .p2) { $0.givenNEWS2 = 5 },
    Row(name: "NEWS2 4", grade: 0, tier: .p5) { $0.givenNEWS2 = 4 },
    Row(name: "one parameter of 3", grade: 0, tier: .p2) { $0.heartRate = 131 },
    Row(name: "critical", grade: 5, tier: .p1), Row(name: "severe", grade: 4, tier: .p2),
    Row(name: "extended, a third consolidated", grade: 3, solid: 0.34, tier: .p2), Row(name: "extended", grade: 3, tier: .p3),
    Row(name: "moderate, 65", grade: 2, tier: .p3) { $0.age = 65 },
    Row(name: "moderate, 64", grade: 2, tier: .p4) { $0.age = 64 },
    Row(name: "moderate, two comorbidities", grade: 2, tier: .p3) { $0.comorbidities = 2 },
    Row(name: "urgent", grade: 0, tier: .p3) { $0.isUrgent = true }, Row(name: "moderate", grade: 2, tier: .p4),
    Row(name: "minimal, 90 years", grade: 1, tier: .p4) { $0.age = 90 }, Row(name: "none", grade: 0, tier: .p5),
  ]

  @Test(arguments: rows) func theTable(_ row: Row) {
    let verdict = Self.tier(Self.scan(row.grade, solid: row.solid), Self.patient(row.patient))
    #expect(verdict.tier == row.tier && verdict.rank == row.tier.number, "\(verdict)")
    #expect(!verdict.reasons.isEmpty && !TriageWords.reasons(verdict, Self.rule, Self.scan(row.grade)).isEmpty)
  }

  /// Every row of the rule decides some row of the table above.
  @Test func noRowIsUntested() {
    var seen: Set<Int> = []
    for row in Self.rows {
      for case .row(let n, _) in Self.tier(Self.scan(row.grade, solid: row.solid), Self.patient(row.patient)).reasons {
        seen.insert(n)
      }
    }
    #expect(seen == Set(Self.rule.rows.indices))
  }

  /// What is measured, or not, never lowers what was asked for; what is known raises it.
  @Test func nothingLowersWhatWasAsked() {
    for asked in 1...5 {
      for m in [nil, Self.scan(nil), Self.scan(0), Self.scan(3), Self.scan(5), Self.scan(0, ["notHU"])] {
        for c in [nil, Self.patient { $0.spo2 = 88 }, Self.patient { $0.spo2 = 99 }] {
          let own = Self.tier(m, c), verdict = Self.tier(m, c, asked: asked)
          #expect(verdict.rank == min(asked, own.rank), "\(asked) \(verdict)")
        }
      }
    }
  }

  /// PX is never below P3, and says why; people's words raise it.
  @Test func whatCannotBeToldIsPX() {
    for m in [nil, Self.scan(nil), Self.scan(nil, ["failed"]), Self.scan(0, ["noLungs"]), Self.scan(5, ["notHU"])] {
      let verdict = Self.tier(m)
      #expect(verdict.tier == .px && verdict.rank == 3 && !verdict.reasons.isEmpty, "\(verdict)")
      #expect(Self.tier(m, Self.patient { $0.spo2 = 88 }).tier == .p1)
      #expect(Self.tier(m, asked: 5).rank == 3 && Self.tier(m, asked: 2).tier == .p2)
    }
    // Doubtful numbers raise, and do not lower.
    #expect(Self.tier(Self.scan(0, ["littleAir"])).tier == .px && Self.tier(Self.scan(1, ["cutAtTop"])).tier == .px)
    let severe = Self.tier(Self.scan(5, ["littleAir"]))
    #expect(severe.tier == .p1 && severe.reasons.contains(.doubtful(["littleAir"])))
    // A remark that is none of these changes nothing.
    #expect(Self.tier(Self.scan(0, ["recovered"])).tier == .p5)
  }

  @Test func newsIsThePublishedScore() {
    func all(_ change: (inout ClinicalFields) -> Void) -> NEWS2 {
      Self.patient {
        ($0.respiratoryRate, $0.spo2, $0.oxygen, $0.systolic) = (16, 97, 0, 120)
        ($0.heartRate, $0.isAlert, $0.temperature) = (70, true, 37)
        change(&$0)
      }.news2
    }
    #expect(all { _ in }.score == 0)
    let cases: [(WritableKeyPath<ClinicalFields, Double?>, [(Double, Int)])] = [
      (\.respiratoryRate, [(8, 3), (9, 1), (11, 1), (12, 0), (20, 0), (21, 2), (24, 2), (25, 3)]),
      (\.spo2, [(91, 3), (92, 2), (93, 2), (94, 1), (95, 1), (96, 0)]), (\.oxygen, [(0, 0), (2, 2)]),
      (\.systolic, [(90, 3), (91, 2), (100, 2), (101, 1), (110, 1), (111, 0), (219, 0), (220, 3)]),
      (\.heartRate, [(40, 3), (41, 1), (50, 1), (51, 0), (90, 0), (91, 1), (110, 1), (111, 2), (130, 2), (131, 3)]),
      (\.temperature, [(35.0, 3), (35.1, 1), (36.0, 1), (36.1, 0), (38.0, 0), (38.1, 1), (39.0, 1), (39.1, 2)]),
    ]
    for (path, values) in cases {
      for (value, points) in values { #expect(all { $0[keyPath: path] = value }.score == points, "\(path) \(value)") }
    }
    #expect(all { $0.isAlert = false }.score == 3)
    // Nothing is assumed: with one missing there is no score.
    #expect(all { $0.temperature = nil }.score == nil && all { $0.temperature = nil }.highest == 0)
  }

  @Test func ageingRisesStepByStep() {
    let ageing = Self.rule.ageing
    let waits: [(Int, Double, Int)] = [
      (5, 0, 5), (5, 479, 5), (5, 480, 4), (5, 719, 4), (5, 720, 3), (5, 839, 3), (5, 840, 2), (5, 1e9, 2), (4, 239, 4),
      (4, 240, 3), (4, 360, 2), (3, 119, 3), (3, 120, 2), (3, 1e9, 2), (2, 1e9, 2), (1, 1e9, 1),
    ]
    for (tier, minutes, wanted) in waits { #expect(ageing.tier(tier, waited: minutes) == wanted, "\(tier) \(minutes)") }
  }

  @Test func theDiagnosisFollowsItsSigns() {
    func typical(_ change: (inout TriageMeasures) -> Void = { _ in }) -> ProposedDiagnosis {
      var m = Self.scan(3)
      (m.smallerSide, m.peripheral, m.lungPeripheral, m.pieces) = (0.4, 0.8, 0.6, 6)
      (m.slice, m.groundGlassSlice) = (11, 12)
      change(&m)
      return ProposedDiagnosis(Self.rule, m)
    }
    #expect(typical().sfr == .typical && typical().group == .fourOrFive)
    #expect(typical().evidence.first { $0.sign == .groundGlass }?.slice == 12)
    #expect(typical { $0.smallerSide = 0.02 }.sfr == .compatible && typical { $0.peripheral = 0.3 }.group == .three)
    #expect(typical { $0.pieces = 1 }.group == .three)
    let solid = typical { ($0.groundGlass, $0.consolidation) = (1, 99) }
    #expect(solid.sfr == .other && solid.group == .two)
    #expect(ProposedDiagnosis(Self.rule, Self.scan(0)).sfr == .normal)
    var emphysema = Self.scan(0)
    emphysema.laa950 = 22
    let other = ProposedDiagnosis(Self.rule, emphysema)
    #expect(other.sfr == .other && other.group == .one && other.evidence.contains { $0.sign == .emphysema && $0.value == 22 })
    for none in [nil, Self.scan(nil), Self.scan(4, ["notHU"])] {
      let own = ProposedDiagnosis(Self.rule, none)
      #expect(own.sfr == .notAssessable && own.group == .zero && own.evidence.isEmpty)
    }
  }

  /// A rule that is wrong is refused at its place.
  @Test func aRuleIsReadWithCare() throws {
    let text = CarriedRule.text
    #expect(try TriageRule.parse(text, name: "x") == Self.rule)
    for (old, new, place) in [
      ("{ tier = 1, emergency = true }", "{ tier = 6, emergency = true }", "rows[0].tier"),
      ("{ tier = 1, emergency = true }", "{ tier = 1 }", "rows[0].tier"),
      ("{ tier = 1, emergency = true }", "{ tier = 1, emergency = false }", "rows[0].emergency"),
      ("extent_from = 5", "extent_from = 7", "rows[5].extent_from"), ("spo2_below = 90", "spo2_beneath = 90", "rows[1]"),
      ("px = 3", "px = 5", "quality.px"), ("p5 = 480", "p5 = 0", "ageing.p5"), ("stale = 10\n", "", "list.stale"),
    ] {
      let other = text.replacing(old, with: new)
      #expect(other != text, "\(old)")
      do {
        _ = try TriageRule.parse(other, name: "x.toml")
        Issue.record("\(new) was taken")
      } catch let failure as Failure {
        #expect(failure.kind == .badData && failure.place?.hasPrefix(place) == true, "\(new): \(failure)")
      }
    }
  }
}
