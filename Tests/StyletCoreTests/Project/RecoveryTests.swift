import Foundation
import TestSupport
import Testing

@testable import StyletBase
@testable import StyletCore
@testable import StyletImaging
@testable import StyletProject

@Suite struct RecoveryTests {
  func made(_ folder: String) throws -> (files: ProjectFiles, saved: Drawing, last: Drawing) {
    let files = try Case.files(in: folder)
    var opened = try Case.open(files)
    _ = try Case.work(&opened.session, steps: 3)
    try opened.store.save(&opened.session)
    try opened.store.save(&opened.session)
    let saved = Drawing(opened.session)
    let last = try Case.work(&opened.session, steps: 5, seed: 4).last!
    try opened.store.close(opened.session, keepingUnsaved: true)
    return (files, saved, last)
  }

  private func failure(_ body: () throws -> Void) -> Failure? {
    do { try body() } catch { return error as? Failure }
    return nil
  }

  /// The project itself is destroyed: its backup and the journal give everything.
  @Test func fromTheBackup() throws {
    try withTemporaryFolder { folder in
      let (files, _, last) = try made(folder)
      try write([UInt8](repeating: 0, count: 5000), files.project)
      #expect(throws: Failure.self) { try Case.open(files) }
      #expect(try !ProjectCheck.problems(at: files.project) { _, _ in Case.grid }.isEmpty)
      let report = try ProjectCheck.recover(files.project, reader: "r")
      #expect(report.base == files.backup && report.steps == 5 && report.unusableFrom == nil && report.kept.count == 2)
      var opened = try Case.open(files)
      #expect(Drawing(opened.session) == last && opened.notices.isEmpty)
      #expect(opened.store.project.audit.last?.action == "recovered")
      // and every step of it, those of before the saves too
      while try opened.session.undo() != nil {}
      #expect(opened.session.findings.labels.isEmpty)
    }
  }

  @Test func fromTheJournal() throws {
    try withTemporaryFolder { folder in
      let (files, _, last) = try made(folder)
      let report = try ProjectCheck.recover(files.project, reader: "r")
      #expect(report.base == files.project && report.steps == 5)
      #expect(Drawing(try Project(decoding: read(files.project), path: "p").layers[0]) == last)
      #expect(try ProjectCheck.recover(files.project, reader: "r").steps == 0)
      #expect(try ProjectCheck.problems(at: files.project) { _, _ in Case.grid } == [])
    }
  }

  /// A project that cannot be read just now is not replaced by an older state.
  @Test func whatCannotBeReadNowIsLeftAlone() throws {
    try withTemporaryFolder { folder in
      let (files, _, _) = try made(folder)
      let project = try read(files.project)
      func contents() throws -> [String: [UInt8]] {
        try names(folder).reduce(into: [:]) { $0[$1] = (try? read(folder + "/" + $1)) ?? [] }
      }
      // A project of a later version is whole, for all that this one knows.
      let text = String(decoding: project, as: UTF8.self)
      try write(Array(text.replacing("\"version\": 1,", with: "\"version\": 9,").utf8), files.project)
      var before = try contents()
      #expect(throws: Failure.self) { try ProjectCheck.recover(files.project, reader: "r") }
      #expect(try contents() == before)
      // Too large to be read, and a folder in its place.
      try write(project, files.project)
      #expect(truncate(files.project, off_t(SafeFile.projectLimit) + 1) == 0)
      #expect(throws: Failure.self) { try ProjectCheck.recover(files.project, reader: "r") }
      try FileManager.default.removeItem(atPath: files.project)
      try FileManager.default.createDirectory(atPath: files.project, withIntermediateDirectories: false)
      before = try contents()
      #expect(throws: Failure.self) { try ProjectCheck.recover(files.project, reader: "r") }
      #expect(try contents() == before)
    }
  }

  /// The project changed elsewhere, then a kill: opening sets the journal aside, and recovery finds it there.
  @Test func fromAJournalThatWasSetAside() throws {
    try withTemporaryFolder { folder in
      let (files, _, last) = try made(folder)
      let text = String(decoding: try read(files.project), as: UTF8.self)
      try write(Array(text.replacing("\"reading\": {}", with: "\"reading\": {\"x\": 1}").utf8), files.project)
      let opened = try Case.open(files)
      #expect(opened.notices.contains(.journalOfAnotherState(keptAs: files.journal + ".kept")))
      try opened.store.close(opened.session, keepingUnsaved: true)
      let report = try ProjectCheck.recover(files.project, reader: "r")
      #expect(report.steps == 5 && report.kept == [files.journal + ".taken"] && report.leftAside.isEmpty)
      let project = try Project(decoding: read(files.project), path: "p")
      #expect(Drawing(project.layers[0]) == last && project.reading["x"] == .int(1))
      // and only once
      #expect(try ProjectCheck.recover(files.project, reader: "r").steps == 0)
    }
  }

  /// The machine stops at each call of a recovery in turn, or one call fails: recovering again gives everything, once.
  @Test(arguments: [true, false], ["the project", "its backup", "what was set aside"])
  func everyStepOfARecoveryFails(stopping: Bool, from base: String) throws {
    var step = 0
    while true {
      let finished = try withTemporaryFolder { folder in
        let (files, _, last) = try made(folder)
        if base == "its backup" { try write([UInt8](repeating: 0, count: 500), files.project) }
        if base == "what was set aside" { #expect(rename(files.journal, files.journal + ".kept") == 0) }
        let faults = Faults()
        faults.arm(step, stopping: stopping)
        let failed = failure { _ = try ProjectCheck.recover(files.project, reader: "r", calls: faults.calls) }
        let calls = faults.count
        try? FileManager.default.removeItem(atPath: files.lock)  // as after the death of its owner
        if !stopping { #expect(try !names(folder).contains { $0.hasSuffix(".tmp") }, "step \(step)") }
        _ = try ProjectCheck.recover(files.project, reader: "r")
        let project = try Project(decoding: read(files.project), path: "p")
        #expect(Drawing(project.layers[0]) == last, "step \(step), \(failed.map { "\($0)" } ?? "done")")
        #expect(try ProjectCheck.recover(files.project, reader: "r").steps == 0)
        let journals = try names(folder).filter { $0.contains(".journal.kept") || $0.hasSuffix(".journal") }
        #expect(journals.isEmpty, "step \(step)")
        return calls <= step
      }
      if finished { break }
      step += 1
    }
    #expect(step > 8)
  }

  /// A recovery that was stopped behind its last write, before the journal was put away: some of the steps would fit
  /// once more, and are not taken twice.
  @Test func notTakenTwice() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      var opened = try Case.open(files)
      try opened.store.save(&opened.session)
      func set(_ i: Int, _ label: UInt8, and other: Int? = nil) throws {
        var builder = EditBuilder(layer: opened.session.findings)
        builder.set(j: 0, k: 0, i..<i + 1, to: label)
        if let other { builder.set(j: 0, k: 0, other..<other + 1, to: 1) }
        let edit = try #require(builder.edit(name: "x", tool: "brush", parameters: [:], origin: .manual))
        try opened.session.perform(edit)
      }
      try set(0, 1)
      try set(0, 0, and: 2)
      let last = Drawing(opened.session)
      try opened.store.close(opened.session, keepingUnsaved: true)
      let journal = try read(files.journal)
      #expect(try ProjectCheck.recover(files.project, reader: "r").steps == 2)
      for path in [files.journal, files.journal + ".kept"] {
        try write(journal, path)
        #expect(try ProjectCheck.recover(files.project, reader: "r").steps == 0)
        #expect(Drawing(try Project(decoding: read(files.project), path: "p").layers[0]) == last)
        #expect(FileState(path) == nil)
      }
    }
  }

  /// Steps that were set aside do not go into a signed reading: it is opened again first, as for an import.
  @Test(arguments: ["", ".kept"]) func whatIsSignedStays(_ ending: String) throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      var opened = try Case.open(files)
      try opened.store.save(&opened.session)
      var builder = EditBuilder(layer: opened.session.findings)
      builder.set(j: 1, k: 1, 1..<4, to: 1)
      try opened.session.perform(try #require(builder.edit(name: "x", tool: "brush", origin: .manual)))
      try opened.store.close(opened.session, keepingUnsaved: true)
      let journal = try read(files.journal)
      try FileManager.default.removeItem(atPath: files.journal)
      // Signed, and once more opened again.
      opened = try Case.open(files)
      var record = ReadingRecord(opened.store.project.reading)
      record.sign(
        reader: "a", meaning: "author", following: ProtocolReference(id: "p", version: 1), frozen: [:],
        content: SignedContent())
      try opened.store.update(noting: (.signed, "author")) { $0.reading = record.json }
      try opened.store.save(&opened.session)
      try opened.store.close(opened.session, keepingUnsaved: false)
      try write(journal, files.journal + ending)
      let before = try names(folder), project = try read(files.project)
      let refused = failure { _ = try ProjectCheck.recover(files.project, reader: "r") }
      #expect(refused?.what.contains("signed by a") == true, "\(String(describing: refused))")
      #expect(refused?.advice?.contains(":reopen") == true)
      #expect(try names(folder) == before)
      #expect(try read(files.project) == project)
      if !ending.isEmpty {
        opened = try Case.open(files)
        record.reopen(reader: "a", reason: "more to draw")
        try opened.store.update(noting: (.reopened, "more to draw")) { $0.reading = record.json }
        try opened.store.save(&opened.session)
        try opened.store.close(opened.session, keepingUnsaved: false)
        #expect(try ProjectCheck.recover(files.project, reader: "r").steps == 1)
      }
    }
  }

  /// A folder that has the backup's name makes room: saving and recovering work, and it is there under another name.
  @Test func aFolderInTheBackupsPlace() throws {
    try withTemporaryFolder { folder in
      let (files, _, last) = try made(folder)
      try FileManager.default.removeItem(atPath: files.backup)
      try FileManager.default.createDirectory(atPath: files.backup, withIntermediateDirectories: false)
      try write([1], files.backup + "/own")
      #expect(try ProjectCheck.recover(files.project, reader: "r").steps == 5)
      #expect(Drawing(try Project(decoding: read(files.project), path: "p").layers[0]) == last)
      #expect(try read(files.backup + ".kept/own") == [1] && !Paths.isFolder(files.backup))
      try FileManager.default.removeItem(atPath: files.backup)
      try FileManager.default.createDirectory(atPath: files.backup, withIntermediateDirectories: false)
      var opened = try Case.open(files)
      try opened.store.save(&opened.session)
      try opened.store.close(opened.session, keepingUnsaved: false)
      #expect(Paths.isFolder(files.backup + ".kept2") && !Paths.isFolder(files.backup))
    }
  }

  /// A recovery that fails leaves no second name of what is still in its place.
  @Test func nothingStaysOfARecoveryThatFails() throws {
    try withTemporaryFolder { folder in
      let (files, _, _) = try made(folder)
      for damage in [false, true] {
        if damage { try write([UInt8](repeating: 0, count: 300), files.project) }
        let before = try names(folder)
        let faults = Faults()
        for step in 0..<40 {
          faults.arm(step)
          guard failure({ _ = try ProjectCheck.recover(files.project, reader: "r", calls: faults.calls) }) != nil else {
            break
          }
          try? FileManager.default.removeItem(atPath: files.lock)  // which the fault may have left
          if FileState(files.journal) == nil { break }  // behind its last write
          let new = try names(folder).subtracting(before).filter { !$0.hasSuffix(".lock") && $0.contains(".taken") }
          #expect(new.isEmpty, "step \(step): \(new)")
        }
        try FileManager.default.removeItem(atPath: folder)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        _ = try made(folder)
      }
    }
  }

  /// What an opening had set aside is named, with what it is.
  @Test func whatLiesBesideItIsNamed() throws {
    try withTemporaryFolder { folder in
      let (files, _, _) = try made(folder)
      #expect(try ProjectCheck.recover(files.project, reader: "r").others.isEmpty)
      try FileManager.default.removeItem(atPath: files.project)
      var opened = try Case.open(files)
      try opened.store.save(&opened.session)
      try opened.store.save(&opened.session)
      try opened.store.close(opened.session, keepingUnsaved: false)
      let others = try ProjectCheck.recover(files.project, reader: "r").others
      #expect(others.count == 1 && others[0].hasPrefix(files.backup + ".kept: a project of this scan"), "\(others)")
    }
  }

  /// A backup that was copied there from another scan's project is put in no project's place.
  @Test(arguments: ["cut", "empty", "gone"]) func notFromAnotherScansBackup(_ how: String) throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      func save(_ hash: String, to path: String) throws {
        var opened = try ProjectStore.open(files, volume: Case.volume(), fingerprint: hash, reader: "r")
        try opened.store.confirmScan(sha256: hash)
        try opened.store.save(&opened.session)
        try opened.store.close(opened.session, keepingUnsaved: false)
        let bytes = try read(files.project)
        try FileManager.default.removeItem(atPath: files.project)
        try write(bytes, path)
      }
      let own = String(repeating: "a", count: 64), other = String(repeating: "b", count: 64)
      try save(other, to: folder + "/other")
      try save(own, to: folder + "/own")
      let whole = try read(folder + "/own")
      if how != "gone" { try write(how == "cut" ? Array(whole.prefix(whole.count / 2)) : [], files.project) }
      let probe = ScanProbe(grid: { _, _ in Case.grid }, identities: { _, _ in [own] }, sample: { _, _ in own })
      try write(try read(folder + "/other"), files.backup)
      let before = try names(folder).subtracting([files.lock.lastPathPart])
      let f = failure { _ = try ProjectCheck.recover(files.project, reader: "r", scan: probe) }
      #expect(f?.what.contains("is of another scan") == true, "\(f.map { "\($0)" } ?? "recovered")")
      #expect(f?.advice?.contains("recover") == false)
      #expect(try names(folder).subtracting([files.lock.lastPathPart]) == before)
      if how == "cut" { #expect(!ProjectAdvice.onDamage(files.project).contains("recover")) }
      #expect(!ProjectAdvice.onDamage(files.project, scan: probe).contains("stylet recover") || how == "gone")
      // Its own backup is.
      try write(whole, files.backup)
      #expect(try ProjectCheck.recover(files.project, reader: "r", scan: probe).base == files.backup)
    }
  }

  /// Steps on another scan are no part of this project, whatever their file is called.
  @Test func notFromAnotherScansJournal() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      func open(_ fingerprint: String) throws -> OpenedProject {
        try ProjectStore.open(files, volume: Case.volume(), fingerprint: fingerprint, reader: "r")
      }
      var other = try open("b")
      _ = try Case.work(&other.session, steps: 3)
      try other.store.close(other.session, keepingUnsaved: true)
      let journal = try read(files.journal)
      try FileManager.default.removeItem(atPath: files.journal)
      var own = try open("a")
      try own.store.save(&own.session)
      try own.store.close(own.session, keepingUnsaved: true)
      try write(journal, files.journal + ".kept")
      let report = try ProjectCheck.recover(files.project, reader: "r")
      #expect(report.steps == 0 && report.leftAside.count == 1 && report.leftAside[0].contains("another scan"))
      try write(journal, files.journal)
      #expect(try ProjectCheck.recover(files.project, reader: "r").steps == 0)
      #expect(try read(files.journal) == journal)
      let problems = try ProjectCheck.problems(at: files.project) { _, _ in Case.grid }
      #expect(problems.contains { $0.what.contains("another scan") })
    }
  }

  @Test func problemsAreListed() throws {
    try withTemporaryFolder { folder in
      let (files, _, _) = try made(folder)
      func places(_ grid: VoxelGrid = Case.grid) throws -> [String] {
        try ProjectCheck.problems(at: files.project) { _, _ in grid }.map(\.place)
      }
      #expect(try places() == [files.journal])
      let history = try read(files.history)
      try write(Array(history.dropLast(40)), files.history)
      #expect(try places() == [files.journal, files.history])
      try write(history, files.history)
      let other = VoxelGrid(size: Case.size, affine: Affine(spacing: [1, 1, 1]))
      #expect(try places(other) == ["scan.grid", files.journal])
      try write(try read(files.journal).dropLast(3).map { $0 }, files.journal)
      #expect(try places() == [files.journal, files.journal])
      try FileManager.default.removeItem(atPath: files.journal)
      try FileManager.default.removeItem(atPath: files.scan)
      #expect(try places() == ["scan.path"])
      var text = String(decoding: try read(files.project), as: UTF8.self)
      text = text.replacingOccurrences(of: "\"value\": 1,", with: "\"value\": 999,")
        .replacingOccurrences(of: "\"k\": 0", with: "\"k\": true")
      try write(Array(text.utf8), files.project)
      #expect(try places().count > 2)
      #expect(throws: Failure.self) { try ProjectCheck.problems(at: folder + "/none") { _, _ in Case.grid } }
    }
  }

  /// Killed while painting: what was accepted is there.
  @Test func killed() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("stylet-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    await #expect(processExitsWith: .signal(SIGKILL)) { [folder = folder as String] in
      var opened = try Case.open(try Case.files(in: folder))
      _ = try Case.work(&opened.session, steps: 30)
      kill(getpid(), SIGKILL)
    }
    var session = EditSession(volume: Case.volume())
    let last = try Case.work(&session, steps: 30).last
    let opened = try Case.open(ProjectFiles(scan: folder + "/ct.nii.gz"))
    #expect(Drawing(opened.session) == last)
    #expect(opened.notices == [.recovered(steps: 30)])
  }

  /// The system itself refuses to let files grow: steps are refused, a save fails, nothing is lost.
  @Test func aRealLimit() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("stylet-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    await #expect(processExitsWith: .exitCode(7)) { [folder = folder as String] in
      signal(SIGXFSZ, SIG_IGN)
      var opened = try Case.open(try Case.files(in: folder))
      var limit = rlimit(rlim_cur: 3000, rlim_max: 3000)
      setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
      var random = SeededRandom(seed: 1)
      for _ in 0..<200 {
        let edit = Case.stroke(opened.session, &random)
        do { try opened.session.perform(edit) } catch let failure as Failure {
          try write(Drawing(opened.session).labels, folder + "/labels")
          exit(failure.advice?.contains("free some space") == true ? 7 : 1)
        }
      }
    }
    let opened = try Case.open(ProjectFiles(scan: folder + "/ct.nii.gz"))
    #expect(Drawing(opened.session).labels == (try read(folder + "/labels")))
    #expect(opened.session.revision > 3)
  }
}
