import Foundation
import TestSupport
import Testing

@testable import StyletBase
@testable import StyletCore
@testable import StyletImaging
@testable import StyletProject

/// What a command that only reads a project makes of its journal.
@Suite struct UnsavedStepsTests {
  /// Saved, then so many strokes that only the journal has.
  private func drawn(_ folder: String, _ strokes: Int) throws -> (files: ProjectFiles, opened: OpenedProject) {
    let files = try Case.files(in: folder)
    var opened = try Case.open(files)
    try opened.store.save(&opened.session)
    var random = SeededRandom(seed: 4)
    for n in 0..<strokes { try opened.session.perform(Case.stroke(opened.session, &random), stroke: n) }
    return (files, opened)
  }

  private func look(_ files: ProjectFiles, _ volume: Volume = Case.volume(), scan: String? = nil) throws
    -> UnsavedSteps?
  {
    try ProjectStore.open(files, volume: volume, fingerprint: scan, reader: "looker", readOnly: true).unsaved
  }

  /// The journal's lines changed in every way that there is; what is included is what opening would restore.
  @Test func everyStateOfAJournal() throws {
    try withTemporaryFolder { folder in
      let (files, opened) = try drawn(folder, 3)
      try opened.store.close(opened.session, keepingUnsaved: true)
      let journal = try read(files.journal), project = try read(files.project)
      let ends = journal.indices.filter { journal[$0] == 10 }.map { $0 + 1 }
      try #require(ends.count == 4)
      var damaged = journal
      damaged[ends[1] + 12] ^= 1
      var states: [(name: String, bytes: [UInt8], expected: UnsavedSteps?)] = [
        ("whole", journal, UnsavedSteps(included: 3)), ("empty", [], nil),
        ("begun", Array(journal[..<20]), UnsavedSteps(included: 0, leftOut: .unreadable)),
        ("header alone", Array(journal[..<ends[0]]), nil), ("junk", Array("a\nb\n".utf8),
          UnsavedSteps(included: 0, leftOut: .unreadable)),
        ("damaged", damaged, UnsavedSteps(included: 1, leftOut: .damaged, line: 3)),
        ("torn", journal.dropLast(3), UnsavedSteps(included: 2, leftOut: .incomplete)),
      ]
      for n in 0...3 {
        states.append(("cut at \(n)", Array(journal[..<ends[n]]), n == 0 ? nil : UnsavedSteps(included: n)))
      }
      for state in states {
        try write(state.bytes, files.journal)
        #expect(try look(files) == state.expected, "\(state.name)")
        #expect(try read(files.journal) == state.bytes && read(files.project) == project, "\(state.name)")
      }
      // The first line that is cut out makes all behind it useless.
      try write(Array(journal[..<ends[0]] + journal[ends[1]...]), files.journal)
      #expect(try look(files)?.included == 0 && look(files)?.leftOut == .damaged)
      try write(journal, files.journal)
      try write(project + [10], files.project)
      #expect(try look(files) == UnsavedSteps(included: 0, leftOut: .ofAnotherState, leftOutSteps: 3))
      let words = "3 unsaved steps are not included, being of another state of the project"
      #expect(try look(files)?.inWords == words)
      try FileManager.default.removeItem(atPath: files.journal)
      #expect(try look(files) == nil)
    }
  }

  @Test func ofAnotherScan() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      var opened = try ProjectStore.open(files, volume: Case.volume(), fingerprint: "a", reader: "r")
      var random = SeededRandom(seed: 4)
      try opened.session.perform(Case.stroke(opened.session, &random))
      try opened.store.close(opened.session, keepingUnsaved: true)
      #expect(try look(files, scan: "a") == UnsavedSteps(included: 1))
      #expect(try look(files, scan: "b") == UnsavedSteps(included: 0, leftOut: .ofAnotherScan, leftOutSteps: 1))
    }
  }

  /// While a session goes on its reader is named, to those who look and not to itself; what it leaves names nobody.
  @Test func aLiveSessionIsNamed() throws {
    try withTemporaryFolder { folder in
      let (files, opened) = try drawn(folder, 1)
      #expect(opened.unsaved == nil)
      let live = try #require(try look(files))
      #expect(live.included == 1 && live.session?.contains("reader-07") == true)
      #expect(live.inWords.hasPrefix("1 unsaved step is included; the project is open now, by reader-07 on "))
      #expect(live.inWordsForOthers == "1 unsaved step is included; the project is open now")
      let lock = try read(files.lock)
      try opened.store.close(opened.session, keepingUnsaved: true)
      #expect(try look(files)?.session == nil)
      // The lock of a program that died on this machine: this one's number, and nobody holds it.
      try write(lock, files.lock)
      #expect(try look(files) == UnsavedSteps(included: 1))
      // Of another machine, only that one knows.
      let host = ProcessInfo.processInfo.hostName
      let elsewhere = String(decoding: lock, as: UTF8.self).replacingOccurrences(of: host, with: "x.y")
      try write(Array(elsewhere.utf8), files.lock)
      #expect(try look(files)?.session?.contains("x.y") == true)
      #expect(try read(files.lock).count > 0 && names(folder).contains("ct.stylet.journal"))
    }
  }

  @Test func theAnswerForPrograms() throws {
    #expect((nil as UnsavedSteps?).json == .null)
    let json = UnsavedSteps(included: 2, leftOut: .damaged, line: 4, session: "r on h").json
    #expect(json["included"]?.int == 2 && json["left_out"]?.string == "damaged" && json["open_by"]?.string == "r on h")
    #expect(json["left_out_steps"] == .null && json["words"]?.string?.contains("line 4") == true)
  }
}

/// Names that are near the limit of the file system.
@Suite struct ProjectNameTests {
  @Test func whatSavingNeedsIsCheckedBefore() throws {
    try withTemporaryFolder { folder in
      for (count, fits) in [(10, true), (234, true), (235, true), (236, false), (243, false), (300, false)] {
        let name = String(repeating: "n", count: count) + ".stylet.json"
        let files = ProjectFiles(scan: "ct", project: folder + "/" + name)
        let failure: Failure?
        do {
          try files.checkNames()
          failure = nil
        } catch { failure = error as? Failure }
        #expect((failure == nil) == fits, "\(count)")
        #expect(fits || failure?.advice?.contains("--project PATH") == true && failure?.kind == .cannotCreate)
      }
      // Two bytes a letter.
      let wide = ProjectFiles(scan: "ct", project: folder + "/" + String(repeating: "é", count: 120) + ".stylet.json")
      #expect(throws: Failure.self) { try wide.checkNames() }
    }
  }

  /// It opens to be looked at, and nothing can be drawn; no file is made.
  @Test func itOpensForLooking() throws {
    try withTemporaryFolder { folder in
      var files = try Case.files(in: folder)
      let name = String(repeating: "n", count: 240) + ".stylet.json"
      files = ProjectFiles(scan: files.scan, project: folder + "/" + name)
      let before = try names(folder)
      var opened = try Case.open(files)
      guard case .readOnly(let why) = opened.store.access else {
        Issue.record("writable")
        return
      }
      #expect(why.advice?.contains("--project PATH") == true && why.what.contains(".journal.tmp"))
      var random = SeededRandom(seed: 1)
      #expect(throws: Failure.self) { try opened.session.perform(Case.stroke(opened.session, &random)) }
      #expect(throws: Failure.self) { try opened.store.save(&opened.session) }
      #expect(try names(folder) == before)
    }
  }

  @Test func aNameThatOnlyTheSystemFindsTooLong() {
    let failure = SystemError(call: .rename, code: ENAMETOOLONG, path: "/f/" + String(repeating: "n", count: 300))
      .failure("the project could not be saved", about: "p")
    #expect(failure.what.contains("a name is too long") && failure.advice?.contains("--project PATH") == true)
    #expect("\(failure)".count < 250)
  }
}

/// What leads on from problems, by what is at fault.
@Suite struct ProjectAdviceTests {
  private func problem(_ cause: ProjectProblem.Cause, _ weight: ProjectProblem.Weight = .error) -> ProjectProblem {
    ProjectProblem(weight, at: "somewhere", "is odd", of: cause)
  }

  @Test func theGravestCauseDecides() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/p.stylet.json"
      let rows: [(causes: [ProjectProblem.Cause], said: String)] = [
        ([.signature], "sign it again"), ([.signature, .scan], "put the right scan back"),
        ([.scan], "put the right scan back"), ([.scan, .journal], "put the right scan back"),
        ([.version, .file], "newer"), ([.file, .scan, .signature], "no backup"), ([.journal], "open the project"),
        ([.journalFile], "make the journal readable"), ([.signature, .journal], "sign it again"),
      ]
      try write(Array("{\"format\": \"stylet-project\"".utf8), path)
      for row in rows {
        for causes in [row.causes, row.causes.reversed()] {
          let advice = ProjectAdvice.on(causes.map { problem($0) }, path)
          #expect(advice.contains(row.said) && !advice.contains("stylet recover"), "\(causes): \(advice)")
        }
      }
      // A remark decides nothing.
      #expect(ProjectAdvice.on([problem(.file, .warning), problem(.signature)], path).contains("sign it again"))
    }
  }

  @Test func recoveryIsNamedOnlyWhereItHelps() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      var opened = try Case.open(files)
      try opened.store.save(&opened.session)
      try opened.store.save(&opened.session)
      try opened.store.close(opened.session, keepingUnsaved: false)
      let whole = try read(files.backup)
      try write(Array(whole[..<100]), files.project)
      #expect(ProjectAdvice.onDamage(files.project).contains("`stylet recover \(files.project)`"))
      for bytes in [[], Array(whole[..<100]), Array("other".utf8)] as [[UInt8]] {
        try write(bytes, files.backup)
        #expect(!ProjectAdvice.onDamage(files.project).contains("stylet recover"))
        #expect(ProjectAdvice.missing(folder + "/none").advice == "check the path")
        let f = #expect(throws: Failure.self) { try ProjectCheck.recover(files.project, reader: "r") }
        #expect(f?.advice?.contains("stylet recover") == false, "\(String(describing: f))")
      }
      try write(whole, files.backup)
      try FileManager.default.removeItem(atPath: files.project)
      #expect(ProjectAdvice.missing(files.project).advice?.contains("stylet recover") == true)
      #expect(try ProjectCheck.recover(files.project, reader: "r").base == files.backup)
    }
  }
}
