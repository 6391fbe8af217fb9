import StyletBase
import StyletImaging
import StyletProject

@testable import StyletStudy

/// A study on paper as it leaves: cases without scans.
enum LeavingStudy {
  /// What must not be in anything that leaves.
  static let secrets = [
    "MUELLER", "PID-4711", "site-of-lille", "reader-dupont", "/data/scans", "case-by-name", "1952-03",
  ]

  static func cases(_ count: Int) -> [StudyCase] {
    (0..<count).map { n in
      var one = StudyCase(
        id: CaseID("case-by-name-\(n)")!, path: "/data/scans/MUELLER-\(n).nii.gz", sha256: sha256(Array("\(n)".utf8)),
        fingerprint: sha256(Array("f\(n)".utf8)), files: 1, size: [64, 60, 40 + n], spacing: [0.75, 0.75, 2.5],
        site: "site-of-lille-\(n % 2)", patient: "PID-4711-\(n / 2)", added: "1952-03-01T09:30:00Z")
      (one.scanner, one.thickness) = (n % 2 == 0 ? "ACME CT-1" : nil, n == 3 ? nil : 2.5)
      one.contrast = n == 1 ? true : nil
      return one
    }
  }

  static let columns = [
    AnswerColumn(name: "pattern", kind: .word, title: "Pattern", words: ["typical", "other"]),
    AnswerColumn(name: "signs:halo", kind: .flag, title: "Signs: halo", words: []),
    AnswerColumn(name: "score", kind: .number, title: "Score", words: []),
  ]

  static var labels: ExportLabels { ExportLabels([LabelTable.standard])! }

  static func set(
    _ count: Int = 7, title: String = "Trial", images: ExportImages = .copy, test: Int = 4
  ) -> ExportedSet {
    var names = ExportNames(PlannedStudy.key)
    let lots = ExportLots(seed: 5, folds: 3, testOneOf: test), own = cases(count)
    let parts = lots.draw(own.map { (patient: $0.patient, site: $0.site) })
    var study = PlannedStudy.study(PlannedStudy.readers(2))
    study.title = title
    let rows = own.enumerated().map { n, one -> ExportedCase in
      var row = ExportedCase(
        name: names.name(.case, of: one.id.text), patient: names.name(.patient, of: one.patient),
        site: names.name(.site, of: one.site), part: parts[one.patient]!,
        readers: [names.name(.reader, of: "reader-dupont")], of: one)
      row.content.findings["GGO"] = .init(voxels: n * 10, millilitres: Double(n) * 0.014, percent: n == 2 ? nil : 0.5)
      // CON was not assessed in the first.
      if n > 0 { row.content.findings["CON"] = .init(voxels: 0, millilitres: 0, percent: 0) }
      row.content.lesion = n == 4 ? nil : .init(voxels: n * 10, millilitres: 0.1, percent: 1)
      row.content.unread = n == 1 ? [3, 4] : []
      if n != 5 { row.content.answers = ["pattern": .word("typical"), "signs:halo": .flag(n % 2 == 0)] }
      if n == 0 { row.content.answers["score"] = .number(0) }
      if n == 5 { row.content.notAssessed = ["pattern"] }
      return row
    }
    return ExportedSet(
      study: study, cases: rows, leftOut: [LeftOutCase(name: "c234", reason: .unread)], labels: labels,
      columns: columns, rule: ExportRule(), lots: lots, images: images, licence: "CC-BY-4.0")
  }
}
