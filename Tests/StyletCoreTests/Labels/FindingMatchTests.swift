import StyletBase
import StyletImaging
import TestSupport
import Testing

@Suite struct FindingMatchTests {
  private func segment(
    _ value: UInt8, _ name: String = "", code: String? = nil, type: String? = nil, colour: RGB? = nil
  ) -> Segment {
    let parts = type?.split(separator: ":").map(String.init)
    return Segment(
      value: value, name: name, code: code,
      type: parts.map { CodedConcept(scheme: $0[0], value: $0[1], meaning: $0.count > 2 ? $0[2] : "") }, colour: colour)
  }

  /// What a single label of value 9 becomes.
  private func match(_ segment: Segment?, value: UInt8 = 9, rules: String = "") throws -> FindingMatch.Row {
    let match = try FindingMatch(
      values: [value], segments: segment.map { [$0] } ?? [], findings: .standard,
      rules: MapRules(rules, findings: .standard))
    return try #require(match.rows.first)
  }

  /// The whole ladder: each step alone, and before those below it.
  @Test func eachStep() throws {
    let cases: [(Segment?, UInt8, FindingMatch.Reason)] = [
      (segment(9, "Nodule", code: "GGO", type: "SCT:9656002"), 1, .code),
      (segment(9, "Nodule", code: "ggo"), 1, .code),
      (segment(9, "Nodule", code: "XYZ", type: "SCT:9656002"), 2, .code),
      (segment(9, "Nodule", type: "DCM:112120"), 1, .code),
      (segment(9, "Nodule", type: "SRT:M-03010"), 3, .code),
      (segment(9, "Consolidation", type: "SCT:85756007"), 2, .name),  // Slicer's default, "Tissue"
      (segment(9, "CON"), 2, .name),
    ]
    for (segment, expected, reason) in cases {
      let row = try match(segment)
      #expect(row.finding?.value == expected && row.reason == reason, "\(String(describing: segment)): \(row)")
      let ruled = try match(segment, rules: "9=OTH")
      #expect(ruled.finding?.value == 4 && ruled.reason == .rule)
    }
    for value in UInt8(1)...4 {
      let row = try match(nil, value: value)
      #expect(row.finding?.value == value && row.reason == .value)
      #expect(try match(segment(value, "?!", code: " "), value: value).reason == .value)
      // A name or a type that nobody knows is no number alone: value 1 of a heart is not GGO.
      #expect(try match(segment(value, "Heart"), value: value).reason == .new)
      #expect(try match(segment(value, type: "SCT:80891009:Heart"), value: value).finding?.name == "Heart")
    }
  }

  @Test func namesThatMeanTheSame() throws {
    let names: [String: UInt8] = [
      "Ground-glass opacity": 1, "ground glass": 1, "GROUND_GLASS": 1, "GGO": 1, "ggos": 1, "Groundglass opacities": 1,
      "Verre dépoli": 1, "VERRE DEPOLI": 1, "ｇｇｏ": 1, "consolidation": 2, " Consolidations. ": 2, "Condensation": 2,
      "Pulmonary nodule": 3, "nodules": 3, "Nódulo": 3, "other": 4, "Autres": 4,
    ]
    for (name, value) in names { #expect(try match(segment(9, name)).finding?.value == value, "\(name)") }
    for name in ["Ground", "glass", "nod ule x", "Lung", "", "—"] {
      #expect(try match(segment(9, name)).reason == .new, "\(name)")
    }
  }

  @Test func newFindings() throws {
    let red = RGB(200, 0, 0)
    let match = try FindingMatch(
      values: [9, 1, 200, 9, 0],
      segments: [segment(1, "Heart", code: "HRT", colour: red), segment(200, "heart", code: "Z")],
      findings: .standard)
    // 1 is taken: the first free value. 200 has the same name, and the file tells it apart: so does the project.
    #expect(match.mapping == [1: 5, 9: 9, 200: 200])
    #expect(match.findings.findings.prefix(4) == LabelTable.standard.findings[...])
    #expect(
      match.findings.findings.dropFirst(4) == [
        Finding(value: 5, code: "HRT", name: "Heart", colour: red),
        Finding(value: 9, code: "L9", name: "Label 9", colour: .distinct(9)),
        Finding(value: 200, code: "Z", name: "heart", colour: .distinct(200)),
      ])
    // A code that a finding has already is not given twice.
    let twice = try FindingMatch(values: [9], segments: [], findings: #require(LabelTable([
      Finding(value: 1, code: "l9", name: "x", colour: red)
    ])))
    #expect(twice.findings[9]?.code == "L9-2")
  }

  @Test func manyToOneAndLeftOut() throws {
    let rules = try MapRules("2=GGO, 5 = con ,7=none", findings: .standard)
    let match = try FindingMatch(
      values: [1, 2, 5, 7], segments: [segment(1, "Left GGO", type: "DCM:112120")], findings: .standard, rules: rules)
    #expect(match.mapping == [1: 1, 2: 1, 5: 2, 7: 0])
    #expect(match.rows.map(\.reason) == [.code, .rule, .rule, .rule])
    #expect(match.findings == .standard)
  }

  /// By value before by name; by code and by name; of segments with the same name all.
  @Test func rulesForSegments() throws {
    let segments = [segment(5, "Lesion", code: "A"), segment(6, "lesion"), segment(7, "12")]
    func mapping(_ rules: String) throws -> [UInt8: UInt8] {
      try FindingMatch(
        values: [5, 6, 7], segments: segments, findings: .standard, rules: MapRules(rules, findings: .standard)
      ).mapping.filter { $0.value < 5 }
    }
    #expect(try mapping("Lesion=NOD") == [5: 3, 6: 3])
    #expect(try mapping("lesion=NOD,5=none") == [5: 0, 6: 3])
    #expect(try mapping("a=2") == [5: 2])
    #expect(try mapping("\"12\"=Consolidation") == [7: 2])
    #expect(try mapping("12=CON") == [:])
  }

  @Test func unusedRulesAreTold() throws {
    let rules = try MapRules("1=GGO,8=CON,heart=none,lesion=NOD", findings: .standard)
    let match = try FindingMatch(
      values: [1], segments: [segment(2, "Lesion")], findings: .standard, rules: rules)
    #expect(match.unusedRules == ["8=CON", "heart=none"])
  }

  @Test func noMoreThan255() throws {
    let full = try FindingMatch(values: Array(1...255), segments: [], findings: .standard)
    #expect(full.findings.findings.count == 255)
    #expect(full.mapping.allSatisfy { $0.key == $0.value })
    let failure = #expect(throws: Failure.self) {
      try FindingMatch(values: [3], segments: [segment(3, "One more")], findings: full.findings)
    }
    #expect(failure?.kind == .badData && failure?.what.contains("255") == true)
  }

  @Test func badRules() throws {
    for text in [
      "2", "=GGO", "2=", "2=XXX", "300=GGO", "0=GGO", "2=GGO=CON", "2=GGO,2=CON", "\"\"=GGO", "?=GGO", "2=\"none\"",
    ] {
      let failure = #expect(throws: Failure.self) { try MapRules(text, findings: .standard) }
      #expect(failure?.kind == .usage, "\(text)")
    }
    #expect(try MapRules("", findings: .standard) == MapRules(" , ", findings: .standard))
    #expect(try MapRules("2=GGO,2=1", findings: .standard).rules.count == 2)
    let quoted = try MapRules("\"a, b=c\"=0", findings: .standard).rules
    #expect(quoted.map(\.label) == [.name("abc")] && quoted.map(\.finding) == [nil])
  }
}
