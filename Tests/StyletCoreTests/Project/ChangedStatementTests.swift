import Foundation
import TestSupport
import Testing

@testable import StyletBase
@testable import StyletCore
@testable import StyletProject

/// A project that states another scan than the one it names, while its backup states that one: somebody has changed it.
@Suite struct ChangedStatementTests {
  private static let right = String(repeating: "a", count: 64), wrong = String(repeating: "b", count: 64)

  private func probe(_ identities: @escaping () throws -> [String] = { [right] }) -> ScanProbe {
    ScanProbe(grid: { _, _ in Case.grid }, identities: { _, _ in try identities() }, sample: { _, _ in nil })
  }

  /// Saved twice, its digest changed by hand since.
  private func changed(in folder: String) throws -> ProjectFiles {
    let files = try Case.files(in: folder)
    var opened = try Case.open(files)
    try opened.store.confirmScan(sha256: Self.right)
    _ = try Case.work(&opened.session, steps: 2)
    try opened.store.save(&opened.session)
    _ = try Case.work(&opened.session, steps: 2, seed: 2)
    try opened.store.save(&opened.session)
    try opened.store.close(opened.session, keepingUnsaved: false)
    let text = String(decoding: try read(files.project), as: UTF8.self)
    try write(Array(text.replacing(Self.right, with: Self.wrong).utf8), files.project)
    return files
  }

  @Test func itLeadsBackToTheBackup() throws {
    try withTemporaryFolder { folder in
      let files = try changed(in: folder), damaged = try read(files.project)
      let problems = try ProjectCheck.problems(at: files.project, scan: probe()).filter { $0.weight == .error }
      #expect(problems.map(\.cause) == [.changed])
      #expect(ProjectAdvice.on(problems, files.project).contains("`stylet recover \(files.project)`"))
      let report = try ProjectCheck.recover(files.project, reader: "r", scan: probe())
      #expect(report.base == files.backup && report.kept == [files.project + ".kept"])
      #expect(try read(files.project + ".kept") == damaged)
      #expect(try Project(decoding: read(files.project), path: "p").scan.sha256 == Self.right)
      #expect(try ProjectCheck.problems(at: files.project, scan: probe()).allSatisfy { $0.weight == .warning })
      // and only once
      #expect(try ProjectCheck.recover(files.project, reader: "r", scan: probe()).base == files.project)
    }
  }

  /// Neither where the backup is no better, nor where the scan cannot be read, nor where it is not there.
  @Test(arguments: ["no backup", "both", "unreadable", "gone", "no probe"]) func nothingElseDoes(_ how: String) throws {
    try withTemporaryFolder { folder in
      let files = try changed(in: folder)
      var probe: ScanProbe? = self.probe()
      switch how {
      case "no backup": try FileManager.default.removeItem(atPath: files.backup)
      case "both": try write(read(files.project), files.backup)
      case "unreadable": probe = self.probe { throw Failure(.io, "bad disk") }
      case "gone": try FileManager.default.removeItem(atPath: files.scan)
      default: probe = nil
      }
      let before = try names(folder).sorted().map { try read(folder + "/" + $0) }
      if let probe {
        let problems = try ProjectCheck.problems(at: files.project, scan: probe).filter { $0.weight == .error }
        #expect(problems.map(\.cause) == [how == "unreadable" ? .scanFile : .scan], "\(problems)")
        let advice = ProjectAdvice.on(problems, files.project)
        #expect(!advice.contains("recover") && advice.contains("right scan") == (how != "unreadable"), "\(advice)")
      }
      let report = try ProjectCheck.recover(files.project, reader: "r", scan: probe)
      #expect(report.base == files.project && report.steps == 0)
      #expect(try names(folder).sorted().map { try read(folder + "/" + $0) } == before)
    }
  }

  /// What a journal is good for where there is no project: it was never saved, or goes on from what is gone.
  @Test func aJournalWithoutItsProject() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      var opened = try Case.open(files)
      _ = try Case.work(&opened.session, steps: 2)
      try opened.store.close(opened.session, keepingUnsaved: true)
      #expect(ProjectAdvice.missing(files.project).what.contains("was never saved"))
      var again = try Case.open(files)
      try again.store.save(&again.session)
      _ = try Case.work(&again.session, steps: 2, seed: 2)
      try again.store.close(again.session, keepingUnsaved: true)
      try FileManager.default.removeItem(atPath: files.project)
      let gone = ProjectAdvice.missing(files.project)
      #expect(gone.what.contains(files.journal) && gone.advice?.contains("a copy of it back") == true, "\(gone)")
      #expect(!"\(gone)".contains("recover") && !"\(gone)".contains("was never saved"))
      // Opening the scan does not promise it either.
      let new = try Case.open(files)
      #expect(new.notices.contains(.journalWithoutProject(keptAs: files.journal + ".kept")), "\(new.notices)")
      try new.store.close(new.session, keepingUnsaved: false)
      // No step at all: nothing is there.
      try FileManager.default.removeItem(atPath: files.journal + ".kept")
      try write([], files.journal)
      #expect(ProjectAdvice.missing(files.project).advice == "check the path")
      try write(Array("junk\n".utf8), files.journal)
      #expect(ProjectAdvice.missing(files.project).advice?.contains("a copy of it back") == true)
    }
  }
}
