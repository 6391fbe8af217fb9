import Foundation
import TestSupport
import Testing

@testable import StyletBase
@testable import StyletProject

/// Work never lands on another scan: one check before project, backup, journal and history are taken up.
@Suite struct ScanMatchTests {
  private func open(_ files: ProjectFiles, _ fingerprint: String?, identities: [String]? = nil) throws -> OpenedProject
  {
    try ProjectStore.open(
      files, volume: Case.volume(), fingerprint: fingerprint, identities: identities.map { all in { all } }, reader: "r"
    )
  }

  /// Before the first save there is only the journal: it knows its scan from the first stroke on.
  @Test func aJournalOfAnotherScanIsNotTakenUp() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      var first = try open(files, "a")
      _ = try Case.work(&first.session, steps: 4)
      try first.store.close(first.session, keepingUnsaved: true)
      let journal = try read(files.journal)

      let other = try open(files, "b")
      #expect(other.session.findings.labels.isEmpty)
      #expect(other.notices == [.journalOfAnotherScan(keptAs: files.journal + ".kept")])
      #expect(try read(files.journal + ".kept") == journal)
      try other.store.close(other.session, keepingUnsaved: true)

      try write(journal, files.journal)
      let again = try open(files, "a")
      #expect(again.notices == [.recovered(steps: 4)])
      try again.store.close(again.session, keepingUnsaved: true)
    }
  }

  /// Two scans of one name in turn, neither saved: each finds its own steps again, however often that goes on.
  @Test func twoScansOfOneNameFindTheirOwnSteps() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder), kept = files.journal + ".kept"
      var drawn: [String: Drawing] = [:]
      for (n, scan) in ["a", "b"].enumerated() {
        var opened = try open(files, scan)
        #expect(opened.session.findings.labels.isEmpty)
        drawn[scan] = try Case.work(&opened.session, steps: 4, seed: UInt64(n + 1)).last
        try opened.store.close(opened.session, keepingUnsaved: true)
      }
      // Whoever looks only has them, too, and moves nothing.
      let before = try names(folder)
      let looked = try ProjectStore.open(files, volume: Case.volume(), fingerprint: "a", reader: "r", readOnly: true)
      #expect(Drawing(looked.session) == drawn["a"] && looked.unsaved?.included == 4)
      #expect(looked.unsaved?.leftOut == nil)
      #expect(try names(folder) == before)
      // Without a project there is nothing to recover, and the advice says where the steps are.
      let f = #expect(throws: Failure.self) { try ProjectCheck.recover(files.project, reader: "r") }
      #expect(f?.what.contains(kept) == true && f?.advice?.contains("open the scan") == true)
      for scan in ["a", "b", "a", "b"] {
        let opened = try open(files, scan)
        #expect(Drawing(opened.session) == drawn[scan], "\(scan)")
        #expect(opened.notices.contains(.recovered(steps: 4)) && opened.notices.count == 3, "\(opened.notices)")
        #expect(opened.notices.contains { if case .journalTakenUp = $0 { true } else { false } })
        try opened.store.close(opened.session, keepingUnsaved: true)
        #expect(try names(folder).count { $0.contains(".journal") } == 2)
      }
      // Also where the other's journal is not there any more.
      try FileManager.default.removeItem(atPath: files.journal)
      var own = try open(files, "a")
      #expect(Drawing(own.session) == drawn["a"])
      try own.store.save(&own.session)
      try own.store.close(own.session, keepingUnsaved: false)
      #expect(try !names(folder).contains { $0.contains(".journal") })
    }
  }

  /// Steps in the journal's place are not given up for others, and those that fit another state are not taken up.
  @Test func aJournalThatWasSetAsideWaits() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      var first = try open(files, "a")
      _ = try Case.work(&first.session, steps: 4)
      try first.store.close(first.session, keepingUnsaved: true)
      let kept = try read(files.journal)
      try write(kept, files.journal + ".kept")
      var again = try open(files, "a")
      _ = try Case.work(&again.session, steps: 1, seed: 7)
      let drawn = Drawing(again.session)
      try again.store.close(again.session, keepingUnsaved: true)
      again = try open(files, "a")
      #expect(Drawing(again.session) == drawn)
      try again.store.save(&again.session)
      try again.store.close(again.session, keepingUnsaved: false)
      let saved = try open(files, "a")
      #expect(Drawing(saved.session) == drawn && saved.notices.isEmpty, "\(saved.notices)")
      try saved.store.close(saved.session, keepingUnsaved: false)
      #expect(try read(files.journal + ".kept") == kept)
    }
  }

  @Test func aProjectOfAnotherScanIsNotOpened() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      var first = try open(files, "a")
      _ = try Case.work(&first.session, steps: 4)
      try first.store.save(&first.session)
      try first.store.close(first.session, keepingUnsaved: true)
      let before = try names(folder).map { ($0, try read(folder + "/" + $0)) }
      let f = #expect(throws: Failure.self) { try open(files, "b") }
      #expect(f?.kind == .badData && f?.advice?.contains("--project") == true)
      #expect(try names(folder).count == before.count)
      for (name, bytes) in before { #expect(try read(folder + "/" + name) == bytes) }
      let again = try open(files, "a")
      #expect(!again.session.history.isEmpty)
      try again.store.close(again.session, keepingUnsaved: true)
    }
  }

  /// A project of an earlier version has no fingerprint: all of the scan is read, once.
  @Test func aProjectWithoutAFingerprint() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      var first = try open(files, nil)
      try first.store.confirmScan(sha256: String(repeating: "a", count: 64))
      _ = try Case.work(&first.session, steps: 2)
      try first.store.save(&first.session)
      try first.store.close(first.session, keepingUnsaved: true)
      #expect(throws: Failure.self) { try open(files, "f", identities: [String(repeating: "b", count: 64)]) }
      var again = try open(files, "f", identities: ["x", String(repeating: "a", count: 64)])
      try again.store.save(&again.session)
      try again.store.close(again.session, keepingUnsaved: true)
      #expect(throws: Failure.self) { try open(files, "g", identities: [String(repeating: "b", count: 64)]) }
      // The digest is for certain: a fingerprint that was changed by hand keeps nobody from the right scan.
      let changed = try open(files, "g", identities: [String(repeating: "a", count: 64)])
      #expect(changed.store.project.scan.fingerprint == "g")
      try changed.store.close(changed.session, keepingUnsaved: false)
    }
  }

  /// A scan that turns out to be another one while it is open: nothing more lands on it.
  @Test func aScanThatChangesWhileItIsOpen() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      var opened = try open(files, "a")
      _ = try Case.work(&opened.session, steps: 2)
      let drawn = Drawing(opened.session)
      #expect(throws: Failure.self) { try opened.store.scanHasChanged() }
      var random = SeededRandom(seed: 9)
      #expect(throws: Failure.self) { try opened.session.perform(Case.stroke(opened.session, &random)) }
      #expect(throws: Failure.self) { try opened.store.save(&opened.session) }
      #expect(throws: Failure.self) { try opened.store.update { $0.reading = ["a": .int(1)] } }
      #expect(Drawing(opened.session) == drawn && FileState(files.project) == nil)
      try opened.store.close(opened.session, keepingUnsaved: true)
    }
  }

  /// The first save of a project puts a backup that is there, perhaps another scan's, out of the way of the second.
  @Test func aBackupThatWasThereIsKept() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      try write(Array("other".utf8), files.backup)
      var opened = try open(files, "a")
      #expect(opened.notices == [.backupWithoutProject(files.backup)])
      try opened.store.save(&opened.session)
      try opened.store.save(&opened.session)
      #expect(try read(files.backup + ".kept") == Array("other".utf8))
      try opened.store.close(opened.session, keepingUnsaved: true)
    }
  }

  /// The scan on the disk was replaced: the project and its backup are still one another's, and that is what they are
  /// compared by.
  @Test func theBackupOfAReplacedScanIsTheProjects() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      var opened = try open(files, "a")
      _ = try Case.work(&opened.session, steps: 2)
      try opened.store.save(&opened.session)
      _ = try Case.work(&opened.session, steps: 2, seed: 2)
      try opened.store.save(&opened.session)
      try opened.store.close(opened.session, keepingUnsaved: false)
      func places() throws -> [String] {
        try ProjectCheck.problems(
          at: files.project, describe: { _, _ in Case.grid }, identify: { _, _ in [] }, sample: { _, _ in Self.another }
        ).map(\.place)
      }
      try Self.state(Self.own, files.project)
      try Self.state(Self.own, files.backup)
      #expect(try !places().contains(files.backup))
      try Self.state(Self.third, files.backup)
      #expect(try places().contains(files.backup))
    }
  }

  private static let own = String(repeating: "a", count: 64), another = String(repeating: "b", count: 64)
  private static let third = String(repeating: "c", count: 64)

  /// Has a project's file state a fingerprint.
  private static func state(_ fingerprint: String, _ path: String) throws {
    let text = String(decoding: try read(path), as: UTF8.self)
    let changed = text.replacing(/"fingerprint": "[^"]*"/, with: "\"fingerprint\": \"\(fingerprint)\"")
    #expect(changed.contains(fingerprint))
    try write(Array(changed.utf8), path)
  }

  @Test func fingerprints() throws {
    try withTemporaryFolder { folder in
      func file(_ name: String, _ bytes: [UInt8]) throws -> String {
        try write(bytes, folder + "/" + name)
        return folder + "/" + name
      }
      var random = SeededRandom(seed: 3)
      let a = (0..<50_000).map { _ in UInt8.random(in: 0...255, using: &random) }
      let path = try file("a", a), of = ScanIdentity.fingerprint(ofFiles:)
      let own = try of([path])
      #expect(try own == of([file("other name", a)]))
      for at in [0, 100, 25_000, 49_999] {
        var b = a
        b[at] ^= 1
        #expect(try of([file("b", b)]) != own, "\(at)")
      }
      #expect(try of([file("b", a.dropLast())]) != own && of([file("b", [])]) != own)
      // the order and the names of the files of a series do not matter
      let two = try [file("1", [1]), file("2", [2])]
      #expect(try of(two) == of(two.reversed()) && of(two) != of([two[0]]))
      #expect(throws: Failure.self) { try of([folder + "/none"]) }
    }
  }
}
