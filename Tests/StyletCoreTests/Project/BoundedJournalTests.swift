import Foundation
import TestSupport
import Testing

@testable import StyletBase
@testable import StyletCore
@testable import StyletProject

/// Journals that grow long are made shorter, without losing a step; what other programs do to one does not go unseen.
@Suite struct BoundedJournalTests {
  private final class Bench {
    let files: ProjectFiles
    let journal: JournalWriter
    var session = EditSession(volume: Case.volume())

    init(_ folder: String, compactAt: Int, calls: SystemCalls = .live) throws {
      files = try Case.files(in: folder)
      let header = JournalHeader(project: nil, grid: Case.grid, scan: "s", reader: "r")
      journal = JournalWriter(path: files.journal, header: header, compactAt: compactAt, calls: calls)
      try journal.create()
      session.recorder = journal
    }
  }

  /// Undone and done again without end: the file stays short, and leads to the same drawing and the same steps.
  @Test(arguments: [1, 2, 3, 4, 5, 6])
  func compaction(seed: UInt64) throws {
    try withTemporaryFolder { folder in
      let bench = try Bench(folder, compactAt: 4000)
      var random = SeededRandom(seed: seed), stroke = 0
      for n in 0..<600 {
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<4: _ = try bench.session.undo()
        case 4..<8: _ = try bench.session.redo()
        case 8:
          try bench.journal.append(.fields(["reading": .object(["n": .int(n)])]))
        default:
          if Bool.random(using: &random) { stroke += 1 }
          try bench.session.perform(Case.stroke(bench.session, &random), stroke: stroke)
        }
      }
      try bench.journal.flush()
      let contents = try #require(try JournalContents(path: bench.files.journal))
      #expect(contents.end == .whole && contents.length == bench.journal.length && contents.header.scan == "s")
      var replayed = EditSession(volume: Case.volume())
      for case .event(let event) in contents.entries { try replayed.replay(event) }
      #expect(Drawing(replayed) == Drawing(bench.session))
      #expect(replayed.history.done == bench.session.history.done)
      #expect(replayed.history.undone == bench.session.history.undone)
      // and goes on after it
      try bench.session.perform(Case.stroke(bench.session, &random), stroke: stroke + 1)
      #expect(try JournalContents(path: bench.files.journal)?.entries.count == contents.entries.count + 1)
    }
  }

  /// More than the 256 MiB that were once the most that could be read back, on a disk, all of it.
  @Test func aJournalOfAnySizeIsReadBack() throws {
    try withTemporaryFolder { folder in
      let bench = try Bench(folder, compactAt: .max)
      var random = SeededRandom(seed: 3)
      let long = String(repeating: "x", count: 16 << 20)
      for n in 0..<17 {
        try bench.session.perform(Case.stroke(bench.session, &random), stroke: n)
        try bench.journal.append(.fields(["reading": .object(["n": .int(n), "long": .string(long)])]))
      }
      try bench.journal.flush()
      #expect(bench.journal.length > 256 << 20)
      let contents = try #require(try JournalContents(path: bench.files.journal))
      #expect(contents.end == .whole && contents.entries.count == 34)
      var replayed = EditSession(volume: Case.volume())
      for case .event(let event) in contents.entries { try replayed.replay(event) }
      #expect(Drawing(replayed) == Drawing(bench.session))
    }
  }

  @Test func longJournalsAreWarnedOfInTime() {
    var growth = JournalGrowth()
    #expect(growth.warning(bytes: 64 << 20) == nil)
    #expect(growth.warning(bytes: 65 << 20) == 65)
    #expect(growth.warning(bytes: 66 << 20) == nil)
    #expect(growth.warning(bytes: 131 << 20) == 131)
  }

  @Test func undoAndRedoCostNothingInTheLongRun() throws {
    try withTemporaryFolder { folder in
      let bench = try Bench(folder, compactAt: 4000)
      var random = SeededRandom(seed: 2)
      for n in 0..<5 { try bench.session.perform(Case.stroke(bench.session, &random), stroke: n) }
      for _ in 0..<2000 {
        _ = try bench.session.undo()
        _ = try bench.session.redo()
      }
      #expect(bench.journal.length < 40_000, "\(bench.journal.length)")
    }
  }

  /// The machine stops at each call while the journal is made shorter, or one call fails: nothing accepted is missing.
  @Test(arguments: [true, false]) func everyStepOfACompactionFails(stopping: Bool) throws {
    var step = 0
    while true {
      let finished = try withTemporaryFolder { folder in
        let faults = Faults()
        let bench = try Bench(folder, compactAt: 3000, calls: faults.calls)
        var random = SeededRandom(seed: 5)
        let header = bench.journal.length
        for n in 0..<3 { try bench.session.perform(Case.stroke(bench.session, &random), stroke: n) }
        // Until the next line makes it shorter.
        var isUndone = false
        while bench.journal.length - header <= 3000 {
          _ = try isUndone ? bench.session.redo() : bench.session.undo()
          isUndone.toggle()
        }
        let edit = Case.stroke(bench.session, &random), before = bench.journal.length
        faults.arm(step, stopping: stopping)
        let isDone = (try? bench.session.perform(edit, stroke: 3)) != nil
        let calls = faults.count
        if !stopping {
          faults.disarm()
          if !isDone { try bench.session.perform(edit, stroke: 3) }
          _ = try bench.session.undo()
          try bench.journal.flush()
          #expect(bench.journal.length < before || step < calls)
        }
        let contents = try #require(try JournalContents(path: bench.files.journal))
        var replayed = EditSession(volume: Case.volume())
        for case .event(let event) in contents.entries { try replayed.replay(event) }
        #expect(Drawing(replayed) == Drawing(bench.session), "step \(step)")
        #expect(replayed.history.done == bench.session.history.done, "step \(step)")
        return calls <= step
      }
      if finished { break }
      step += 1
    }
    #expect(step > 5)
  }

  /// Saves in between: what a save has is not touched, and the history takes it over as it is.
  @Test func compactionBesidesSaves() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      var opened = try Case.open(files)
      for seed in 1...4 as ClosedRange<UInt64> {
        _ = try Case.work(&opened.session, steps: 40, seed: seed)
        try opened.store.save(&opened.session)
      }
      let drawn = Drawing(opened.session), history = opened.session.history.done
      try opened.store.close(opened.session, keepingUnsaved: true)
      let again = try Case.open(files)
      #expect(Drawing(again.session) == drawn && again.session.history.done == history)
      try again.store.close(again.session, keepingUnsaved: true)
    }
  }

  /// Cut short by another program: the next step is refused, a save keeps everything and starts again.
  @Test func aJournalCutByAnotherProgram() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      var opened = try Case.open(files)
      _ = try Case.work(&opened.session, steps: 6)
      #expect(truncate(files.journal, 300) == 0)
      var random = SeededRandom(seed: 4)
      let f = #expect(throws: Failure.self) { try opened.session.perform(Case.stroke(opened.session, &random)) }
      #expect(f?.what.contains("another program has changed it") == true && f?.advice?.contains(":w") == true)
      try opened.store.save(&opened.session)
      try opened.session.perform(Case.stroke(opened.session, &random))
      let drawn = Drawing(opened.session)
      try opened.store.close(opened.session, keepingUnsaved: true)
      let again = try Case.open(files)
      #expect(Drawing(again.session) == drawn)
      try again.store.close(again.session, keepingUnsaved: true)
    }
  }

  @Test(arguments: ["written over", "swapped", "added to"])
  func aJournalThatAnotherProgramWritesOn(_ how: String) throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      var opened = try Case.open(files)
      _ = try Case.work(&opened.session, steps: 6)
      var bytes = try read(files.journal)
      switch how {
      case "written over":
        bytes[200] ^= 1
        let file = Foundation.open(files.journal, O_WRONLY)
        #expect(pwrite(file, bytes, bytes.count, 0) == bytes.count)
        close(file)
      case "swapped":
        try write(Array("another file\n".utf8), folder + "/other")
        #expect(rename(folder + "/other", files.journal) == 0)
      default:
        let file = Foundation.open(files.journal, O_WRONLY | O_APPEND)
        #expect(Foundation.write(file, "more", 4) == 4)
        close(file)
      }
      var random = SeededRandom(seed: 4)
      let edit = Case.stroke(opened.session, &random)
      if how == "written over" {
        #expect(throws: Failure.self) { try opened.session.perform(edit) }
        try opened.store.save(&opened.session)
        try opened.session.perform(edit)
      } else {
        try opened.session.perform(edit)  // its own lines are whole, and it goes on with them
        if how == "swapped" { #expect(try read(files.journal + ".kept") == Array("another file\n".utf8)) }
      }
      let drawn = Drawing(opened.session)
      try opened.store.close(opened.session, keepingUnsaved: true)
      let again = try Case.open(files)
      #expect(Drawing(again.session) == drawn)
      try again.store.close(again.session, keepingUnsaved: true)
    }
  }

  /// The folder deleted and made again under a session: strokes and saves go on, and nobody else gets in.
  @Test func aFolderDeletedAndMadeAgain() throws {
    try withTemporaryFolder { outer in
      let folder = outer + "/case"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
      let files = try Case.files(in: folder)
      var opened = try Case.open(files)
      _ = try Case.work(&opened.session, steps: 3)
      try FileManager.default.removeItem(atPath: folder)
      var random = SeededRandom(seed: 4)
      #expect(throws: Failure.self) { try opened.session.perform(Case.stroke(opened.session, &random)) }
      #expect(throws: Failure.self) { try opened.store.save(&opened.session) }
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
      try opened.session.perform(Case.stroke(opened.session, &random))
      try opened.store.save(&opened.session)
      #expect(FileState(files.lock) != nil && FileState(files.project) != nil)
      _ = try Case.files(in: folder)
      #expect(throws: Failure.self) { try Case.open(files) }
      let drawn = Drawing(opened.session)
      try opened.store.close(opened.session, keepingUnsaved: true)
      let again = try Case.open(files)
      #expect(Drawing(again.session) == drawn)
      try again.store.close(again.session, keepingUnsaved: true)
    }
  }

  @Test func aJournalFoundOpenToAllIsMadePrivate() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      var opened = try Case.open(files)
      _ = try Case.work(&opened.session, steps: 2)
      try opened.store.close(opened.session, keepingUnsaved: true)
      chmod(files.journal, 0o666)
      let again = try Case.open(files)
      var s = stat()
      #expect(stat(files.journal, &s) == 0 && s.st_mode & 0o777 == 0o600)
      try again.store.close(again.session, keepingUnsaved: true)
    }
  }

  /// A script that was not to be saved: the journal is what it was, whatever it held.
  @Test func closedAsOpened() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      var first = try Case.open(files)
      _ = try Case.work(&first.session, steps: 3)
      let drawn = Drawing(first.session)
      try first.store.close(first.session, keepingUnsaved: true)
      let journal = try read(files.journal)
      var second = try Case.open(files)
      _ = try Case.work(&second.session, steps: 5, seed: 8)
      try second.store.closeAsOpened(second.session)
      #expect(try read(files.journal) == journal)
      var third = try Case.open(files)
      #expect(Drawing(third.session) == drawn)
      try third.store.save(&third.session)
      _ = try Case.work(&third.session, steps: 2, seed: 9)
      try third.store.closeAsOpened(third.session)
      #expect(FileState(files.journal) == nil)
    }
  }

  /// What was to be saved and could not be is in the journal, and stays there.
  @Test func closedAsOpenedAfterARefusedSave() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      let obstacle = files.project + ".tmp"
      var first = try Case.open(files)
      _ = try Case.work(&first.session, steps: 5)
      let drawn = Drawing(first.session)
      try FileManager.default.createDirectory(atPath: obstacle, withIntermediateDirectories: false)
      #expect(throws: Failure.self) { try first.store.save(&first.session) }
      try first.store.closeAsOpened(first.session)
      #expect(FileState(files.project) == nil)
      try FileManager.default.removeItem(atPath: obstacle)
      var second = try Case.open(files)
      #expect(Drawing(second.session) == drawn)
      try second.store.save(&second.session)
      try second.store.closeAsOpened(second.session)
      #expect(FileState(files.journal) == nil)
    }
  }

  /// A journal of which a power cut has left zeros: no step of it is there, which is said, and not that it was empty.
  @Test func zerosInThePlaceOfAJournalAreNoEmptyOne() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      var opened = try Case.open(files)
      try opened.store.save(&opened.session)
      try opened.store.close(opened.session, keepingUnsaved: false)
      for (bytes, isEmpty) in [([], true), ([UInt8](repeating: 0, count: 4096), false)] {
        try write(bytes, files.journal)
        let problems = try ProjectCheck.problems(at: files.project, describe: { _, _ in Case.grid }).filter {
          $0.place == files.journal
        }
        #expect(problems.map(\.weight) == [isEmpty ? .warning : .error], "\(problems)")
      }
    }
  }

  /// What is not wanted is passed over, and takes no room: its beginning stays, and the places of what follows.
  @Test func linesThatAreNotWantedAreNotKept() throws {
    try withTemporaryFolder { folder in
      let long = [UInt8](repeating: 0, count: 5 << 20), wanted = [65] + [UInt8](repeating: 66, count: 3 << 20)
      let content = wanted + [10] + long + [10, 65, 67, 10] + long
      try write(content, folder + "/f")
      let reader = try LineReader(folder + "/f") { $0.first == 65 }
      let first = try #require(try reader.next()), second = try #require(try reader.next())
      #expect(first.bytes.elementsEqual(wanted) && first.isWhole && first.end == wanted.count + 1)
      #expect(second.bytes.count < 1 << 20 && second.bytes.allSatisfy { $0 == 0 } && second.isWhole)
      #expect(second.end == first.end + long.count + 1)
      let third = try #require(try reader.next()), last = try #require(try reader.next())
      #expect(third.bytes.elementsEqual([65, 67]) && third.isWhole && third.end == second.end + 3)
      #expect(!last.isWhole && last.bytes.count < 1 << 20 && last.end == content.count)
      #expect(try reader.next() == nil)
    }
  }

  /// A line at a time, across the pieces that are read: the same lines as of the whole.
  @Test func linesOfAFile() throws {
    try withTemporaryFolder { folder in
      var bytes: [UInt8] = []
      for length in [0, 1, 5, 1 << 20, (1 << 20) - 1, 3 << 20, 0, 7] {
        bytes += [UInt8](repeating: 65, count: length) + [10]
      }
      for content in [bytes, bytes + [66, 67], [], [10], [66]] {
        try write(content, folder + "/f")
        let reader = try LineReader(folder + "/f")
        var whole = LinesOfBytes(content)
        while let line = whole.next() {
          let next = try #require(try reader.next())
          #expect(next.bytes.elementsEqual(line.bytes) && next.end == line.end && next.isWhole == line.isWhole)
        }
        #expect(try reader.next() == nil)
      }
    }
  }
}
