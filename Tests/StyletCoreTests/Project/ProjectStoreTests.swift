import Foundation
import TestSupport
import Testing

@testable import StyletBase
@testable import StyletImaging
@testable import StyletProject

@Suite struct ProjectStoreTests {
  func kind(_ body: () throws -> Void) -> Failure.Kind? {
    do { try body() } catch { return (error as? Failure)?.kind }
    return nil
  }

  @Test func saveCloseOpen() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      #expect(files.project == folder + "/ct.stylet.json")
      var opened = try Case.open(files)
      #expect(!opened.store.hasUnsavedWork(opened.session))
      let last = try Case.work(&opened.session, steps: 5).last
      try opened.store.update { $0.reading["q"] = .string("yes") }
      #expect(opened.store.hasUnsavedWork(opened.session))
      try opened.store.save(&opened.session)
      #expect(!opened.store.hasUnsavedWork(opened.session))
      try opened.store.close(opened.session, keepingUnsaved: true)
      #expect(try names(folder) == ["ct.nii.gz", "ct.stylet.json", "ct.stylet.history"])
      for path in [files.project, files.history] {
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
      }
      var again = try Case.open(files)
      #expect(Drawing(again.session) == last && again.notices.isEmpty)
      #expect(again.store.project.reading["q"]?.string == "yes")
      #expect(again.store.project.scan.path == "ct.nii.gz")
      #expect(again.store.project.audit.map(\.action) == ["created", "saved"])
      let first = try read(files.project)
      try again.store.save(&again.session)
      #expect(try read(files.backup) == first)
      #expect(again.store.project.timing.sessions == 2)
    }
  }

  /// A project that nobody gave a name to is the first reader's who gives one; of nobody it is not said that they began it.
  @Test func aProjectWithoutAReaderIsTheFirstOnes() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      for (reader, owner, said) in [("", "", 0), ("", "", 0), ("b", "b", 0), ("c", "b", 1), ("", "b", 1), ("b", "b", 0)] {
        var opened = try Case.open(files, reader: reader)
        _ = try Case.work(&opened.session, steps: 1)
        try opened.store.save(&opened.session)
        #expect(opened.store.project.reader == owner && opened.notices.count == said, "\(reader): \(opened.notices)")
        try opened.store.close(opened.session, keepingUnsaved: true)
      }
    }
  }

  /// Opening and leaving without drawing leaves nothing behind; nor does throwing work away.
  @Test func nothingIsLeftBehind() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      for steps in [0, 4] {
        var opened = try Case.open(files)
        _ = try Case.work(&opened.session, steps: steps)
        try opened.store.close(opened.session, keepingUnsaved: steps == 0)
        #expect(try names(folder) == ["ct.nii.gz"])
      }
    }
  }

  /// The machine stops at each call of a save in turn, or one call fails: the project loads, and holds what
  /// was drawn, once.
  @Test(arguments: [true, false]) func everyStepOfASaveFails(stopping: Bool) throws {
    var step = 0
    while true {
      let finished = try withTemporaryFolder { folder in
        let files = try Case.files(in: folder)
        let faults = Faults()
        var opened = try Case.open(files, calls: faults.calls)
        _ = try Case.work(&opened.session, steps: 3)
        for _ in 0..<2 { try opened.store.save(&opened.session) }
        let old = try read(files.project)
        let last = try Case.work(&opened.session, steps: 4, seed: 3).last
        try opened.store.update { $0.reading["q"] = .int(1) }
        faults.arm(step, stopping: stopping)
        let failed = kind { try opened.store.save(&opened.session) }
        let calls = faults.count
        if !stopping {
          faults.disarm()
          let left = try names(folder)
          #expect(!left.contains { $0.hasSuffix(".tmp") }, "step \(step): \(left)")
          if failed != nil {
            #expect(opened.store.hasUnsavedWork(opened.session))
            #expect(try [read(files.project), read(files.backup)].contains(old))
            try opened.store.save(&opened.session)  // trying again is enough
          }
        }
        opened.session.recorder = nil
        try? FileManager.default.removeItem(atPath: files.lock)  // as after the death of its owner
        var again = try ProjectStore.open(files, volume: Case.volume(), reader: "reader-07")
        #expect(Drawing(again.session) == last, "step \(step)")
        #expect(again.store.project.reading["q"] == .int(1))
        // neither lost nor doubled: not a step of what can be taken back, wherever it stopped
        #expect(again.session.history.done == opened.session.history.done, "step \(step)")
        #expect(again.session.history.undone == opened.session.history.undone, "step \(step)")
        #expect(!again.notices.contains(.historyLeftAside))
        #expect(!again.notices.contains { if case .journalOfAnotherState = $0 { true } else { false } })
        while try again.session.undo() != nil {}
        #expect(again.session.findings.labels.isEmpty)
        return calls <= step
      }
      if finished { break }
      step += 1
    }
    #expect(step > 14)
  }

  @Test func anotherProgramChangedIt() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      var opened = try Case.open(files)
      _ = try Case.work(&opened.session, steps: 2)
      try opened.store.save(&opened.session)
      let own = try read(files.project)
      try write(own, files.project)  // touched, the same content
      try opened.store.save(&opened.session)
      let theirs = try read(files.project) + [10]
      try write(theirs, files.project)
      #expect(kind { try opened.store.save(&opened.session) } == .inUse)
      #expect(try read(files.project) == theirs)
      try opened.store.save(&opened.session, replacing: true)
      #expect(try read(files.backup) == theirs)
    }
  }

  @Test func theLock() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      let opened = try Case.open(files, reader: "reader-03")
      do {
        _ = try Case.open(files)
        Issue.record("opened twice")
      } catch let failure as Failure {
        #expect(failure.kind == .inUse && failure.what.contains("reader-03"))
        #expect(failure.what.contains("process \(getpid())") && failure.advice?.contains("close it there") == true)
        // Whoever followed an advice to delete the lock would make a second writer.
        #expect(failure.advice?.contains("delete") == false)
      }
      let look = try ProjectStore.open(files, volume: Case.volume(), reader: "r", readOnly: true)
      guard case .readOnly = look.store.access else {
        Issue.record("not read-only")
        return
      }
      try opened.store.close(opened.session, keepingUnsaved: false)
      // a dead process of this machine, then another machine, then rubbish
      var owner = ProjectLock.Owner.current(reader: "x")
      owner.pid = 1 << 22 + 1
      try write(owner.bytes, files.lock)
      let second = try Case.open(files)
      try second.store.close(second.session, keepingUnsaved: false)
      owner.host = "elsewhere"
      try write(owner.bytes, files.lock)
      #expect(kind { _ = try Case.open(files) } == .inUse)
      #expect(try read(files.lock) == owner.bytes)
      try write([0, 255], files.lock)
      let third = try Case.open(files)
      try third.store.close(third.session, keepingUnsaved: false)
      #expect(try names(folder) == ["ct.nii.gz"])
    }
  }

  /// Where flock does not exist the file itself is the lock.
  @Test func aFileSystemWithoutLocks() throws {
    try withTemporaryFolder { folder in
      let calls = SystemCalls { $0 == .lock ? ENOLCK : nil }
      let path = folder + "/l"
      var owner = ProjectLock.Owner.current(reader: "a")
      let lock = try ProjectLock.acquire(path, for: "p", owner: owner, calls: calls)
      #expect(kind { _ = try ProjectLock.acquire(path, for: "p", owner: owner, calls: calls) } == .inUse)
      lock.release()
      #expect(try names(folder).isEmpty)
      owner.pid = 1 << 22 + 1
      try write(owner.bytes, path)
      try ProjectLock.acquire(path, for: "p", owner: .current(reader: "b"), calls: calls).release()
    }
  }

  /// Nothing can be written: the project opens, says why, and refuses to draw.
  @Test func aReadOnlyFolder() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      let calls = SystemCalls { $0 == .open ? EROFS : nil }
      var opened = try Case.open(files, calls: calls)
      guard case .readOnly(let reason) = opened.store.access else {
        Issue.record("not read-only")
        return
      }
      #expect(reason.kind == .noPermission && reason.advice?.contains("--project") == true)
      var random = SeededRandom(seed: 1)
      let edit = Case.stroke(opened.session, &random)
      #expect(kind { try opened.session.perform(edit) } == .noPermission)
      #expect(kind { try opened.store.save(&opened.session) } == .noPermission)
      #expect(kind { try opened.store.update { $0.reading = [:] } } == .noPermission)
      #expect(opened.session.findings.labels.isEmpty)
      #expect(try names(folder) == ["ct.nii.gz"])
    }
  }

  @Test func theWrongScan() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      var opened = try Case.open(files)
      _ = try Case.work(&opened.session, steps: 2)
      try opened.store.confirmScan(sha256: ScanIdentity.sha256(of: files.scan))
      try opened.store.save(&opened.session)
      try opened.store.close(opened.session, keepingUnsaved: true)
      let before = try names(folder)
      // another scan of the same name but for its ending
      let other = try Case.files(in: folder, scan: "ct.mha")
      #expect(other.project == files.project)
      #expect(kind { _ = try Case.open(other) } == .badData)
      // another grid
      let moved = VoxelGrid(size: Case.size, affine: Affine(spacing: [1, 1, 1]))
      #expect(kind { _ = try Case.open(files, volume: Case.volume(moved)) } == .badData)
      #expect(try names(folder) == before.union(["ct.mha"]))
      // another content
      var again = try Case.open(files)
      #expect(kind { try again.store.confirmScan(sha256: sha256([1])) } == .badData)
      #expect(kind { try again.store.save(&again.session) } == .badData)
      try again.store.close(again.session, keepingUnsaved: false)
      // gone
      #expect(try ProjectFiles.resolve(files.project).files.scan == files.scan)
      try FileManager.default.removeItem(atPath: files.scan)
      do {
        _ = try ProjectFiles.resolve(files.project)
        Issue.record("found")
      } catch let failure as Failure {
        #expect(failure.kind == .noInput && failure.place == files.scan)
      }
      // moved: opened where it is now
      let kept = ProjectFiles(scan: other.scan, project: files.project)
      #expect(try Case.open(kept).notices == [.scanMoved(from: "ct.nii.gz")])
    }
  }

  /// What was read to find the scan is taken up, unless another project has been saved meanwhile.
  @Test func whatWasReadTravels() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      func save(steps: Int, seed: UInt64) throws -> Drawing {
        var opened = try Case.open(files)
        _ = try Case.work(&opened.session, steps: steps, seed: seed)
        try opened.store.save(&opened.session)
        try opened.store.close(opened.session, keepingUnsaved: true)
        return Drawing(opened.session)
      }
      func open(_ found: ResolvedFiles) throws -> Drawing {
        let opened = try ProjectStore.open(
          found.files, document: found.document, volume: Case.volume(), reader: "reader-07", readOnly: true)
        return Drawing(opened.session)
      }
      #expect(try ProjectFiles.resolve(files.scan).document == nil)
      let first = try save(steps: 3, seed: 1), found = try ProjectFiles.resolve(files.scan)
      #expect(try found.document != nil && open(found) == first)
      #expect(try open(ProjectFiles.resolve(files.project)) == first)
      let second = try save(steps: 4, seed: 2)
      #expect(try second != first && open(found) == second)
    }
  }

  /// A save goes through a symbolic link, and two names of a project share its lock.
  @Test func aLinkedProject() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      try FileManager.default.createDirectory(atPath: folder + "/store", withIntermediateDirectories: true)
      let link = folder + "/mine.json"
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "store/real.json")
      let linked = ProjectFiles(scan: files.scan, project: link)
      var opened = try Case.open(linked)
      _ = try Case.work(&opened.session, steps: 2)
      try opened.store.save(&opened.session)
      #expect(opened.store.project.scan.path == "../ct.nii.gz")
      let real = ProjectFiles(scan: files.scan, project: folder + "/store/real.json")
      #expect(kind { _ = try Case.open(real) } == .inUse)
      try opened.store.close(opened.session, keepingUnsaved: true)
      #expect(try names(folder + "/store") == ["real.json", "real.history"])
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "store/real.json")
      #expect(try ProjectFiles.resolve(link).files.scan == folder + "/store/../ct.nii.gz")
    }
  }

  @Test(arguments: [
    ("ct.nii.gz", "ct.stylet.json"), ("ct.NII", "ct.stylet.json"), ("a/b.c.mha", "a/b.c.stylet.json"),
    ("/d/case1/", "/d/case1.stylet.json"), ("/d/case1", "/d/case1.stylet.json"), (".nii", ".nii.stylet.json"),
    ("x.raw", "x.raw.stylet.json"),
  ])
  func defaultNames(scan: String, project: String) {
    #expect(ProjectFiles.defaultProject(for: scan) == project)
  }

  @Test func whatIsNotAFile() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      try FileManager.default.createDirectory(atPath: files.project, withIntermediateDirectories: true)
      #expect(kind { _ = try Case.open(files) } == .badData)
      try FileManager.default.removeItem(atPath: files.project)
      #expect(mkfifo(files.project, 0o600) == 0)
      #expect(kind { _ = try Case.open(files) } == .badData)
      #expect(try names(folder) == ["ct.nii.gz", "ct.stylet.json"])
      #expect(kind { _ = try ProjectFiles.resolve(folder + "/none") } == .noInput)
    }
  }
}
