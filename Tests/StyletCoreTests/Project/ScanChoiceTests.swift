import Foundation
import StyletImaging
import TestSupport
import Testing

@testable import StyletBase
@testable import StyletProject

/// Which scan of a path a project was drawn on is part of it.
@Suite struct ScanChoiceTests {
  @Test(arguments: [
    ScanChoice(), ScanChoice(series: "1.2.840.1"), ScanChoice(volume: 3), ScanChoice(series: "4", fillGaps: true),
    ScanChoice(fillGaps: true),
  ])
  func isKept(choice: ScanChoice) throws {
    try withTemporaryFolder { folder in
      let scan = try Case.files(in: folder).scan
      let files = ProjectFiles(scan: scan, choice: choice)
      var opened = try ProjectStore.open(files, volume: Case.volume(), reader: "r")
      try opened.store.save(&opened.session)
      try opened.store.close(opened.session, keepingUnsaved: false)
      // by the scan, by the project, and asked for again
      #expect(try ProjectFiles.resolve(scan).files.choice == choice)
      #expect(try ProjectFiles.resolve(files.project).files.choice == choice)
      #expect(try ProjectFiles.resolve(scan, choice: choice).files.choice == choice)
      let text = try String(contentsOfFile: files.project, encoding: .utf8)
      #expect(text.contains("\"series\"") == (choice.series != nil))
      #expect(text.contains("\"fill_gaps\": true") == choice.fillGaps)
      var asked: ScanChoice?
      let problems = try ProjectCheck.problems(at: files.project) {
        asked = $1
        return Case.grid
      }
      #expect(asked == choice && problems.isEmpty)
    }
  }

  @Test func anotherChoiceIsRefused() throws {
    try withTemporaryFolder { folder in
      let scan = try Case.files(in: folder).scan
      // nothing drawn yet: what is asked for counts
      #expect(try ProjectFiles.resolve(scan, choice: ScanChoice(volume: 1)).files.choice == ScanChoice(volume: 1))
      let files = ProjectFiles(scan: scan, choice: ScanChoice(series: "3"))
      var opened = try ProjectStore.open(files, volume: Case.volume(), reader: "r")
      try opened.store.save(&opened.session)
      try opened.store.close(opened.session, keepingUnsaved: false)
      for path in [scan, files.project] {
        do {
          _ = try ProjectFiles.resolve(path, choice: ScanChoice(series: "4", fillGaps: true))
          Issue.record("opened")
        } catch let failure as Failure {
          #expect(failure.kind == .usage)
          #expect(failure.what == "was drawn on series 3, not on series 4, gaps filled")
        }
      }
      // another project of the same scan is free to choose
      for name in ["x.stylet.journal", "x.stylet.history", "x.stylet.lock", "x.stylet.json.bak", "x.stylet.place.kept2"] {
        let f = #expect(throws: Failure.self, "\(name)") {
          try ProjectFiles.resolve(scan, project: folder + "/" + name)
        }
        #expect(f?.kind == .usage && f?.what.contains("is a name that is kept") == true, "\(name)")
      }
      let other = try ProjectFiles.resolve(scan, project: folder + "/b.json", choice: ScanChoice(series: "4"))
      #expect(other.files.choice == ScanChoice(series: "4"))
    }
  }
}
