import Glibc
import StyletBase
import StyletReport
import TestSupport
import Testing

@testable import StyletStudy

/// A study of many cases and readers: what its commands cost. Usually a tenth of the size that they are made for; with
/// `STYLET_STUDY_CASES=10000` the whole, whose figures are printed.
@Suite struct StudyScaleTests {
  @Test func whatAStudyCosts() throws {
    let asked = Paths.environment(["STYLET_STUDY_CASES"])["STYLET_STUDY_CASES"].flatMap { Int($0) }
    let count = asked ?? 1000, readers = asked == nil ? 8 : 20
    try withTemporaryFolder { path in
      let clock = ContinuousClock()
      var folder = StudyFolder(path)
      let made = try clock.measure {
        folder = try SyntheticStudy.make(
          in: path, readers: readers, cases: count * 26 / 25, gold: 26, sealed: count / readers / 2,
          project: asked == nil ? 200 : 42_000)
      }
      var written = 1
      let assign = try clock.measure { written = try StudyChange(folder).assign([]).written }
      #expect(written == 0)
      var assigned = 0
      let status = try clock.measure { assigned = try StudyStatus(folder).total.assigned }
      // The coordinator's page: all its forms, from nothing; then again, as the screen does when one log has changed.
      var page = 0, records: StudyRecords?
      func counted(_ records: StudyRecords) -> StudyBoard {
        StudyBoard(
          records, measures: StudyMeasures(nil, forms: StudyForms([]), protocolDigests: []), goldDigests: [:], rule: ExportRule(),
          now: SyntheticStudy.now)
      }
      let board = try clock.measure {
        let read = try StudyRecords(folder), board = counted(read)
        page = ReportPage.render(BoardWords(board).document()).utf8.count + JSONValue.object(board.json).text.utf8.count
        records = read
      }
      let again = try clock.measure { _ = counted(try StudyRecords(folder, after: records)) }
      #expect(page > 1000 && board < .seconds(1) && again < .seconds(1))
      var faults: [StudyFault] = []
      let check = try clock.measure { faults = try StudyCheck(folder, now: SyntheticStudy.now).faults }
      #expect(faults == [])
      let list = try clock.measure { _ = try ListedReading.read(folder, ReaderName("r00")!) }
      #expect(assigned > count)
      // As many cases again, dealt out and written.
      let more = try clock.measure {
        let change = try StudyChange(folder)
        let names = (0..<count).map { CaseID("N\($0)")! }
        let cases = PlannedStudy.cases(count).enumerated().map { n, one in
          StudyCase(
            id: names[n], path: one.path, sha256: sha256(Array("n\(n)".utf8)), fingerprint: one.fingerprint, files: 1,
            size: one.size, spacing: one.spacing, site: one.site, patient: one.patient, added: one.added)
        }
        try change.add(cases)
        _ = try change.assign([PlannedStudy.assigned(change.cases.count)])
      }
      #expect(assign < .seconds(5) && more < .seconds(10) && status < .seconds(1) && list < .seconds(0.2))
      guard asked != nil else { return }
      var usage = rusage()
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      print("made \(made), assign \(assign), more \(more), status \(status), check \(check), list \(list),",
        "board \(board), again \(again),",
        "\(usage.ru_maxrss >> 10) MB")
    }
  }
}
