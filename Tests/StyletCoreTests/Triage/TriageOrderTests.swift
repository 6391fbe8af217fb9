import Foundation
import StyletBase
import TestSupport
import Testing

@testable import StyletStudy
@testable import StyletTriage

/// A folder that goes with its test.
private final class Scratch {
  let path = NSTemporaryDirectory() + "stylet-order-\(UUID().uuidString.prefix(8))"
  init() { try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// The order of a study's cases: by tier and wait, told in the trail, and to readers by aliases alone.
@Suite struct TriageOrderTests {
  private static let now = "2026-03-01T10:00:00Z"

  private static func result(_ one: StudyCase, _ grade: Int, extent: Double) -> TriageResult {
    var result = TriageResult(one, measured: now), m = TriageMeasures()
    (m.sfrClass, m.extent, m.lungs, m.groundGlass, m.slices) = (grade, extent, 4000, 40 * extent, 40)
    (m.zones, m.remarks, m.slice) = ([1, nil, 3, 4, 5, 6], ["recovered"], 12)
    result.measures = m
    return result
  }

  /// Ten cases of a minute each: extent by number.
  private static func cases() -> [StudyCase] {
    PlannedStudy.cases(6).enumerated().map { n, one in
      var one = one
      one.added = "2026-03-01T09:\(10 + n):00Z"
      return one
    }
  }

  private static func order(
    _ cases: [StudyCase], _ grades: [(Int, Double)?], at time: String = now, overrides: TierOverrides = TierOverrides()
  ) -> TriageOrder {
    var results: [CaseID: TriageResult] = [:]
    for (one, grade) in zip(cases, grades) {
      if let grade { results[one.id] = result(one, grade.0, extent: grade.1) }
    }
    return TriageOrder(cases, results: results, clinical: nil, overrides: overrides, rule: .standard, time: time)
  }

  private static let grades: [(Int, Double)?] = [(0, 0), (1, 5), (5, 80), nil, (4, 57), (4, 66)]

  @Test func sickestFirstThenExtentThenArrival() {
    let order = Self.order(Self.cases(), Self.grades)
    #expect(order.rows.map(\.id.text) == ["C3", "C6", "C5", "C4", "C2", "C1"])
    #expect(order.rows.map(\.verdict.tier) == [.p1, .p2, .p2, .px, .p4, .p5])
    #expect(order.rows.map(\.arrival) == [2, 5, 4, 3, 1, 0])
    // Nothing is known: in order of arrival.
    #expect(Self.order(Self.cases(), []).rows.map(\.arrival) == Array(0..<6))
  }

  /// Waiting raises up to the second tier, before those of it that came later; and never above the sickest.
  @Test func nobodyWaitsForEver() {
    var cases = Self.cases()
    cases[0].added = "2026-02-01T00:00:00Z"
    let order = Self.order(cases, Self.grades)
    let aged = order.rows.first { $0.id.text == "C1" }
    #expect(aged?.rank == 2 && aged?.isAged == true && aged?.verdict.tier == .p5)
    #expect(order.rows.map(\.id.text) == ["C3", "C6", "C5", "C1", "C4", "C2"])
    let late = Self.order(Self.cases(), Self.grades, at: "2026-03-02T10:00:00Z")
    #expect(late.rows.map(\.rank) == [1, 2, 2, 2, 2, 2])
  }

  @Test func peopleOverruleTheRule() {
    let cases = Self.cases()
    var overrides = TierOverrides()
    overrides.add(.init(cases[0].id, .p1, because: "haemoptysis", time: Self.now))
    overrides.add(.init(cases[2].id, .p5, because: "read by telephone", time: Self.now))
    let order = Self.order(cases, Self.grades, overrides: overrides)
    #expect(order.rows.map(\.id.text) == ["C1", "C6", "C5", "C4", "C2", "C3"])
    #expect(order.rows.last?.verdict.reasons.first == .overridden("read by telephone"))
    overrides.add(.init(cases[2].id, nil, because: "no", time: Self.now))
    #expect(Self.order(cases, Self.grades, overrides: overrides).rows.first?.id.text == "C3")
  }

  @Test func whatWasAskedStays() {
    var cases = Self.cases()
    (cases[0].priority, cases[2].priority) = (2, 4)
    let order = Self.order(cases, Self.grades)
    #expect(order.rows.map(\.id.text) == ["C3", "C6", "C5", "C1", "C4", "C2"])
    #expect(order.rows[3].verdict.reasons.first == .asked(2, instead: 5))
  }

  /// What is written is read again, and what is damaged is none.
  @Test func filesComeBack() throws {
    let folder = Scratch()
    let study = StudyFolder(folder.path)
    let one = Self.cases()[2], own = Self.result(one, 5, extent: 80)
    try own.write(study, rule: .standard)
    #expect(try TriageResult.read(study, one.id) == own && own.fits(one))
    var other = one
    other.sha256 = sha256([1])
    #expect(!own.fits(other))
    for bad in ["", "{", "{}", "{\"format\": \"stylet-triage\", \"version\": 1}"] {
      try StudyFile.write(Array(bad.utf8), to: study.triageResult(one.id))
      #expect(throws: Failure.self) { try TriageResult.read(study, one.id) }
    }
    var overrides = TierOverrides()
    overrides.add(.init(one.id, .p2, because: "é \"x\"\nb", time: Self.now))
    overrides.add(.init(one.id, nil, because: "y", time: Self.now))
    try StudyFile.write(overrides.bytes, to: study.overrides)
    #expect(try TierOverrides.read(study).entries == overrides.entries)
    let order = OrderOfReading([Alias("234679cd")!: .init(tier: "p2", rank: 1)], unknown: 3), ann = ReaderName("ann")!
    try FileManager.default.createDirectory(atPath: study.reader(ann), withIntermediateDirectories: true)
    try StudyFile.write(order.bytes, to: study.order(ann))
    #expect(try OrderOfReading.read(study, ann) == order)
    let sign = TriageSign(time: Self.now, stale: 600, rule: "x 1")
    try sign.write(study)
    #expect(try TriageSign.read(study) == sign)
    #expect(sign.isFresh(at: "2026-03-01T10:10:00Z") && !sign.isFresh(at: "2026-03-01T10:10:01Z"))
    #expect(!sign.isFresh(at: "2026-03-01T09:49:59Z"), "from the future")
  }

  /// The trail has each order with its reason, `check` finds what somebody changed, and what was interrupted is no fault.
  @Test func theTrailHasItAndCheckStaysGreen() throws {
    let temporary = Scratch(), folder = StudyFolder(temporary.path + "/study")
    var study = PlannedStudy.study(PlannedStudy.readers(2))
    (study.rules.order, study.design.repeatsPer1000) = (.triage, 0)
    try StudyChange.begin(study, key: PlannedStudy.key, protocolText: nil, in: folder)
    let cases = Self.cases()
    do {
      let change = try StudyChange(folder)
      try change.add(cases)
      _ = try change.assign([PlannedStudy.assigned(6)])
    }
    let first = Self.order(cases, []), second = Self.order(cases, Self.grades)
    func write(_ order: TriageOrder) throws {
      let changes = order.changes(since: TriageOrder.tiers(folder))
      try StudyChange(folder).order(
        .prioritised, order.bytes, to: folder.triageOrder, cases: changes.map(\.id),
        because: changes.map(\.what).joined(separator: "; "))
    }
    try write(first)
    let old = try SafeFile.read(folder.triageOrder).bytes
    try write(second)
    #expect(try StudyCheck(folder).faults == [])
    let trail = try StudyTrail.read(folder, key: PlannedStudy.key)
    let last = try #require(trail.entries.last)
    #expect(last.act == .prioritised && last.withdrawal?.cases.count == 5)
    #expect(last.withdrawal?.reason.contains("C3 px to p1 (extent_from 5.0)") == true, "\(last)")
    // Killed between line and file: the next order writes it, and it is no fault.
    try StudyFile.write(old, to: folder.triageOrder)
    #expect(try StudyCheck(folder).faults == [] && StudyCheck(folder).remarks.contains { $0.path == "triage/order.json" })
    try write(second)
    #expect(try StudyCheck(folder).faults == [] && StudyCheck(folder).remarks == [])
    // A change of the study that was interrupted before is still one that was interrupted.
    try StudyFile.write(Array("{}\n".utf8), to: folder.triageOrder)
    #expect(try StudyCheck(folder).faults.map(\.path) == ["triage/order.json"])
  }

  /// A reader's file has aliases and tiers, and nothing that a case, or another reader's file, could be told by.
  @Test func readersLearnNoCase() throws {
    let cases = Self.cases()
    var design = StudyDesign()
    (design.readsPerCase, design.doublesPer1000, design.repeatsPer1000) = (2, 0, 0)
    let deal = try PlannedStudy.deal(2, cases, design), order = Self.order(cases, Self.grades)
    let files = deal.readers.map { order.order(for: $0, deal.design).bytes }
    let texts = files.map { String(decoding: $0, as: UTF8.self) }
    for (text, reader) in zip(texts, deal.readers) {
      for one in cases {
        for secret in ["\"\(one.id)\"", one.sha256, one.added, one.path] {
          #expect(!text.contains(secret), "\(secret)")
        }
      }
      let list = try #require(deal.list(of: reader))
      for row in list { #expect(text.contains(row.alias.text)) }
      // By alias: the file's own order says nothing either.
      let told = text.matches(of: #/"alias": ?"([a-z0-9]+)"/#).map { String($0.1) }
      #expect(told == list.map(\.alias.text).sorted())
    }
  }

  /// A tier would tell a repeated reading: there is none where lists follow triage.
  @Test func noReadingIsRepeatedUnderTriage() throws {
    let folder = Scratch()
    var study = PlannedStudy.study(PlannedStudy.readers(1))
    study.rules.order = .triage
    for (repeats, isTaken) in [(0, true), (50, false)] {
      study.design.repeatsPer1000 = repeats
      try study.write(StudyFolder(folder.path))
      if isTaken {
        #expect(try Study.read(StudyFolder(folder.path)) == study)
      } else {
        #expect(throws: Failure.self) { try Study.read(StudyFolder(folder.path)) }
      }
    }
  }

  @Test func clinicalTablesAreReadWithCare() throws {
    let folder = Scratch(), path = folder.path + "/c.csv", id = CaseID("C1")!
    func table(_ text: String) throws -> ClinicalTable {
      try text.write(toFile: path, atomically: false, encoding: .utf8)
      return try ClinicalTable(path) { ["C1", "234679cd"].contains($0) ? id : nil }
    }
    let good = try table("\u{feff}spo2,case,urgent,news2,age\r\n92.5,C1,yes,,\r\n,C9,,,70\n")
    #expect(good.rows[id]?.spo2 == 92.5 && good.rows[id]?.isUrgent == true && good.rows[id]?.age == nil)
    #expect(good.unknown == ["C9"])
    #expect(try table("case,age\n234679cd,70\n").rows[id]?.age == 70)
    for (bad, place) in [
      ("case,spo3\nC1,1\n", "line 1"), ("age\n1\n", "line 1"), ("case,case\n", "line 1"), ("case,spo2\nC1,992\n", "line 2"),
      ("case,spo2\nC1,nan\n", "line 2"), ("case,spo2\nC1,9o\n", "line 2"), ("case,urgent\nC1,maybe\n", "line 2"),
      ("case,age\nC1,1\nC1,2\n", "line 3"), ("case,age\nC1,1\n234679cd,2\n", "line 3"), ("case,age\nC1\n", "line 2"),
      ("case,age\n\"C1,2\n", "line 2"),
    ] {
      do {
        _ = try table(bad)
        Issue.record("\(bad) was taken")
      } catch let failure as Failure { #expect(failure.place == place, "\(bad): \(failure)") }
    }
  }
}
