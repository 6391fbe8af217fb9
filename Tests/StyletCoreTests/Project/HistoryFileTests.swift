import Foundation
import TestSupport
import Testing

@testable import StyletBase
@testable import StyletCore
@testable import StyletProject

/// What can be taken back outlives save, close and opening.
@Suite struct HistoryFileTests {
  /// Work over several openings is the same as work in one go: every step, and what was taken back.
  @Test func outlivesClosing() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      var inOneGo = EditSession(volume: Case.volume())
      var length = 0
      for seed in 1...6 as ClosedRange<UInt64> {
        var opened = try Case.open(files)
        #expect(opened.session.history.done == inOneGo.history.done)
        #expect(opened.session.history.undone == inOneGo.history.undone)
        #expect(opened.notices.isEmpty && !opened.store.hasUnsavedWork(opened.session))
        for part in [seed, seed + 50] {
          let before = (try? read(files.history)) ?? []
          _ = try Case.work(&opened.session, steps: 5, seed: part)
          _ = try Case.work(&inOneGo, steps: 5, seed: part)
          inOneGo.endStroke()
          let journal = try read(files.journal).count
          #expect(try opened.store.save(&opened.session) == nil)
          // a save costs what was done since the one before
          let after = try read(files.history)
          #expect(after.starts(with: before) && after.count <= before.count + journal + 120)
          length = after.count
        }
        try opened.store.close(opened.session, keepingUnsaved: false)
      }
      #expect(length > 1000)
      var opened = try Case.open(files)
      while try opened.session.undo() != nil {}
      #expect(opened.session.findings.labels.isEmpty && opened.session.findings.origins.isEmpty)
    }
  }

  /// Steps of before, taken back and left unsaved, or given up: the next opening finds it so.
  @Test(arguments: [true, false]) func undoneAfterOpening(keeping: Bool) throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      var opened = try Case.open(files)
      let last = try Case.work(&opened.session, steps: 9, seed: 8).last
      try opened.store.save(&opened.session)
      try opened.store.close(opened.session, keepingUnsaved: true)
      var again = try Case.open(files)
      let saved = again.session.history
      _ = try again.session.undo()
      _ = try again.session.undo()
      #expect(Drawing(again.session) != last)
      let history = again.session.history, drawing = Drawing(again.session)
      try again.store.close(again.session, keepingUnsaved: keeping)
      var third = try Case.open(files)
      #expect(third.session.history.done == (keeping ? history : saved).done)
      #expect(third.session.history.undone == (keeping ? history : saved).undone)
      #expect(Drawing(third.session) == (keeping ? drawing : last))
      while try third.session.redo() != nil {}
      #expect(Drawing(third.session) == last || !saved.undone.isEmpty)
    }
  }

  private func saved(_ folder: String) throws -> (files: ProjectFiles, session: EditSession) {
    let files = try Case.files(in: folder)
    var opened = try Case.open(files)
    for seed in [3, 4] as [UInt64] {
      _ = try Case.work(&opened.session, steps: 4, seed: seed)
      try opened.store.save(&opened.session)
    }
    try opened.store.close(opened.session, keepingUnsaved: true)
    return (files, opened.session)
  }

  /// Opens, and undoes as far as it goes; the labels stay those of the project until something fits.
  private func open(_ files: ProjectFiles, like session: EditSession) throws -> OpenedProject {
    var opened = try Case.open(files)
    #expect(Drawing(opened.session) == Drawing(session))
    try opened.store.close(opened.session, keepingUnsaved: false)
    opened.session.recorder = nil
    return opened
  }

  /// Any byte damaged, any length cut: left aside with a word, or whole; never a trap.
  @Test func damageAndTearing() throws {
    try withTemporaryFolder { folder in
      let (files, session) = try saved(folder)
      let bytes = try read(files.history)
      let firstMark = try #require(HistoryContents(files.history).marks.first).end
      for n in Array(stride(from: 0, to: bytes.count, by: 97)) + bytes.indices.filter({ bytes[$0] == 10 }) {
        var damaged = bytes
        damaged[n] ^= 1
        for (content, isCut) in [(damaged, false), (Array(bytes[..<n]), true)] {
          try write(content, files.history)
          let opened = try open(files, like: session)
          #expect(opened.session.history.isEmpty, "byte \(n)")
          // a file that no save has ended yet held nothing
          #expect(opened.notices == (isCut && n < firstMark ? [] : [.historyLeftAside]), "byte \(n)")
        }
      }
      try write(bytes + Array("torn".utf8), files.history)
      #expect(try open(files, like: session).session.history.done == session.history.done)
    }
  }

  /// What cannot be read just now is neither damaged nor of another state, and says so.
  @Test func aHistoryThatCannotBeReadJustNow() throws {
    try withTemporaryFolder { folder in
      let (files, _) = try saved(folder)
      try FileManager.default.removeItem(atPath: files.history)
      try FileManager.default.createDirectory(atPath: files.history, withIntermediateDirectories: false)
      let problems = try ProjectCheck.problems(at: files.project, describe: { _, _ in Case.grid }).filter {
        $0.place == files.history
      }
      #expect(problems.count == 1 && problems.first?.weight == .warning)
      #expect(problems.first?.what.contains("not a file that can be read") == true, "\(problems)")
      #expect(problems.first?.what.contains("damaged") == false)
      let opened = try Case.open(files)
      #expect(opened.notices == [.historyUnreadable])
      try opened.store.close(opened.session, keepingUnsaved: false)
    }
  }

  /// A project that was changed by hand, put back to its backup, or begun anew.
  @Test func anotherState() throws {
    try withTemporaryFolder { folder in
      let (files, session) = try saved(folder)
      let project = try read(files.project), history = try read(files.history)
      let text = String(decoding: project, as: UTF8.self)
      try write(Array(text.replacingOccurrences(of: "reader-07", with: "reader-08").utf8), files.project)
      var opened = try Case.open(files)
      #expect(opened.notices.contains(.historyLeftAside) && opened.session.history.isEmpty)
      // what is done now begins a history of its own
      _ = try Case.work(&opened.session, steps: 3, seed: 9)
      try opened.store.save(&opened.session)
      try opened.store.close(opened.session, keepingUnsaved: false)
      let again = try Case.open(files)
      #expect(again.session.history.done == opened.session.history.done && !again.notices.contains(.historyLeftAside))
      try again.store.close(again.session, keepingUnsaved: false)
      // the backup's state is one that the history went through
      try write(project, files.project)
      try write(history, files.history)
      try write(try read(files.project), files.backup)
      let back = try open(files, like: session)
      #expect(back.session.history.done == session.history.done)
      try FileManager.default.removeItem(atPath: files.project)
      let gone = try Case.open(files)
      #expect(gone.session.history.isEmpty && gone.notices.contains(.historyLeftAside))
    }
  }

  @Test func theBackupPutBack() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      var opened = try Case.open(files)
      _ = try Case.work(&opened.session, steps: 4)
      try opened.store.save(&opened.session)
      let first = opened.session
      _ = try Case.work(&opened.session, steps: 4, seed: 2)
      try opened.store.save(&opened.session)
      try opened.store.close(opened.session, keepingUnsaved: false)
      try write(try read(files.backup), files.project)
      var back = try Case.open(files)
      #expect(back.session.history.done == first.history.done && back.notices.isEmpty)
      _ = try Case.work(&back.session, steps: 2, seed: 7)
      try back.store.save(&back.session)
      try back.store.close(back.session, keepingUnsaved: false)
      #expect(try Case.open(files).session.history.done == back.session.history.done)
    }
  }

  /// A history that somebody else wrote, for this very project: its steps are refused when they are taken back.
  @Test(arguments: [
    "0 0 0 1 5 1", "9 0 0 1 0 1", "0 9 0 1 0 1", "0 0 7 1 0 1", "0 0 6 2 0 1", "0 0 0 0 0 1",
    "1048576 1048576 1048576 1048576 0 1", "0 0 0 1 0 256", "0 0 0 1 0", "a", "0  0 0 1 0 1",
    "18446744073709551616 0 0 1 0 1",
  ], ["findings", "nowhere"])
  func hostile(runs: String, layer: String) throws {
    try withTemporaryFolder { folder in
      let (files, session) = try saved(folder)
      for word in ["edit", "undo", "redo"] {
        let header = JournalHeader(project: nil, grid: Case.grid, reader: "r")
        var bytes = JournalLine.encode(JSONValue.object(header.json).bytes)
        bytes += JournalLine.encode(
          Array(
            """
            {"n": 1, "\(word)": {"name": "", "tool": "", "parameters": {}, "layer": "\(layer)", \
            "origins": [[1048575, 255, null, "manual"]], "runs": "\(runs)"}}
            """.utf8))
        bytes += JournalLine.encode(Array("{\"n\": 2, \"saved\": \"\(sha256(try read(files.project)))\"}".utf8))
        try write(bytes, files.history)
        var opened = try open(files, like: session)
        if opened.session.history.isEmpty {
          #expect(opened.notices == [.historyLeftAside])
          continue
        }
        let isUndo = !opened.session.history.done.isEmpty
        #expect(throws: Failure.self) { _ = try isUndo ? opened.session.undo() : opened.session.redo() }
        #expect(opened.session.history.isEmpty)
        #expect(Drawing(opened.session) == Drawing(session))
        #expect(opened.session.ledger == session.ledger)
      }
    }
  }

  /// Where it cannot be written the project is saved all the same, and says so; nothing is lost while it is open.
  @Test func cannotBeWritten() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      var opened = try Case.open(files)
      #expect(opened.notices.isEmpty)
      try FileManager.default.createDirectory(atPath: files.history, withIntermediateDirectories: true)
      for seed in [1, 2] as [UInt64] {
        _ = try Case.work(&opened.session, steps: 3, seed: seed)
        #expect(try opened.store.save(&opened.session) != nil)
        #expect(!opened.store.hasUnsavedWork(opened.session))
      }
      try FileManager.default.removeItem(atPath: files.history)
      try opened.store.close(opened.session, keepingUnsaved: false)  // makes up for it
      #expect(try Case.open(files).session.history.done == opened.session.history.done)
    }
  }

  /// What is there and cannot be read is kept under another name, and a history begins beside it.
  @Test func cannotBeRead() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      try FileManager.default.createDirectory(atPath: files.history + "/mine", withIntermediateDirectories: true)
      var opened = try Case.open(files)
      #expect(opened.notices == [.historyUnreadable])
      _ = try Case.work(&opened.session, steps: 3, seed: 1)
      #expect(try opened.store.save(&opened.session) == nil)
      try opened.store.close(opened.session, keepingUnsaved: false)
      #expect(try Case.open(files).session.history.done == opened.session.history.done)
      #expect(Paths.isFolder(files.history + ".kept/mine"))
    }
  }

  /// A file that was mostly undone work is written anew, and says the same.
  @Test func growsNoFurtherThanItIsWorth() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/h"
      var header = JournalHeader(project: nil, grid: Case.grid, reader: "r")
      var state = RecalledHistory(path, project: nil, journal: nil, scan: ScanMatch(grid: Case.grid))
      var session = EditSession(volume: Case.volume())
      var longest = 0
      for round in 0..<12 as Range<UInt64> {
        let journal = JournalWriter(path: folder + "/j", header: header, calls: .live)
        try journal.create()
        session.recorder = journal
        let file = HistoryFile(path: path, state: state, header: header, slack: 2000, calls: .live)
        _ = try Case.work(&session, steps: 6, seed: round)
        for _ in 0..<10 {
          _ = try session.undo()
          _ = try session.redo()
        }
        try journal.append(.saved("\(round)"))
        session.endStroke()
        try file.keep(journal, savedAs: "\(round)", session.history)
        let kept = try read(path).count
        longest = max(longest, kept)
        if round % 2 == 0 { try file.close(journal, session.history) }
        if round % 2 == 0 { #expect(try read(path).count <= 2 * (session.history.memory + 2000)) }
        header.project = "\(round)"
        state = RecalledHistory(path, project: "\(round)", journal: nil, scan: ScanMatch(grid: Case.grid))
        #expect(state.history.done == session.history.done && state.history.undone == session.history.undone)
        try write([], folder + "/j")
      }
      #expect(try read(path).count < longest)
    }
  }
}
