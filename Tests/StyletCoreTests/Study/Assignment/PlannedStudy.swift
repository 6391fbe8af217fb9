import StyletBase
import Testing

@testable import StyletStudy

/// Studies on paper: cases without scans.
enum PlannedStudy {
  static let key = StudyKey(bytes: (0..<32).map { UInt8($0) })
  static let time = "2026-03-01T09:30:00Z"

  static func readers(_ count: Int) -> [StudyReader] {
    (0..<count).map { StudyReader(name: ReaderName("r\($0 < 10 ? "0" : "")\($0)")!) }
  }

  static func study(
    _ readers: [StudyReader], seed: Int = 1, _ design: StudyDesign = StudyDesign(),
    _ amendments: [StudyAmendment] = []
  ) -> Study {
    var study = Study(
      id: "trial", title: "Trial", made: time, seed: seed, protocolUsed: nil, keyID: key.id, readers: readers,
      design: design, rules: StudyRules())
    study.amendments = amendments
    return study
  }

  /// - Parameter gold: every so-manieth is gold; 0 for none.
  static func cases(_ count: Int, sites: Int = 3, gold: Int = 0) -> [StudyCase] {
    (0..<count).map { n in
      var one = StudyCase(
        id: CaseID("C\(n + 1)")!, path: "../scans/\(n)", sha256: sha256(Array("\(n)".utf8)),
        fingerprint: sha256(Array("f\(n)".utf8)), files: 1, size: [64, 64, 40], spacing: [1, 1, 2.5],
        site: "site \(n * n % sites)", patient: "p\(n)", added: time)
      if gold > 0, n % gold == gold - 1 { one.use = .gold }
      return one
    }
  }

  static func assigned(_ through: Int) -> StudyAmendment { .assigned(time: time, through: through, due: nil) }

  static func deal(
    _ readers: Int, _ cases: [StudyCase], seed: Int = 1, _ design: StudyDesign = StudyDesign(), _ ends: [Int]? = nil
  ) throws -> StudyDeal {
    try StudyDeal(
      study(self.readers(readers), seed: seed, design, (ends ?? [cases.count]).map(assigned)), cases: cases, key: key)
  }
}
