import Foundation
import TestSupport
import Testing

@testable import StyletBase
@testable import StyletProject

@Suite struct JournalTests {
  /// Cut the journal at every byte: what is recovered is exactly the steps whose lines are whole.
  @Test func everyLength() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      var opened = try Case.open(files)
      let states = try Case.work(&opened.session, steps: 4)
      try opened.store.close(opened.session, keepingUnsaved: true)
      let bytes = try read(files.journal)
      let header = bytes.firstIndex(of: 10)!
      for length in 0...bytes.count {
        let cut = Array(bytes[..<length])
        try write(cut, files.journal)
        let again = try Case.open(files)
        let lines = length > header ? cut.filter { $0 == 10 }.count - 1 : 0
        #expect(Drawing(again.session) == states[lines], "\(length) bytes")
        if lines > 0 { #expect(again.notices.contains(.recovered(steps: lines))) }
        #expect(again.notices.contains(.lastStepIncomplete) == (length > header && cut.last != 10))
        try again.store.close(again.session, keepingUnsaved: true)
        // what was taken up is still there for the next time
        if lines > 0 { #expect(try read(files.journal) == Array(bytes[...cut.lastIndex(of: 10)!])) }
        for name in try names(folder) where name.contains(".kept") || name.contains(".damaged") {
          try FileManager.default.removeItem(atPath: folder + "/" + name)
        }
      }
    }
  }

  /// An editor that saved the journal with other ends of lines, or a mark of byte order, has lost no step: all are there,
  /// and the journal goes on.
  @Test(arguments: [[UInt8](), [0xEF, 0xBB, 0xBF]]) func savedByAnEditor(_ mark: [UInt8]) throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      var opened = try Case.open(files)
      let states = try Case.work(&opened.session, steps: 4)
      try opened.store.close(opened.session, keepingUnsaved: true)
      let lines = try read(files.journal).split(separator: 10)
      try write(mark + lines.flatMap { Array($0) + [13, 10] }, files.journal)
      var again = try Case.open(files)
      #expect(Drawing(again.session) == states.last && again.notices == [.recovered(steps: 4)], "\(again.notices)")
      let more = try Case.work(&again.session, steps: 2, seed: 5).last
      try again.store.close(again.session, keepingUnsaved: true)
      let last = try Case.open(files)
      #expect(Drawing(last.session) == more)
      #expect(try !names(folder).contains { $0.contains(".kept") })
      try last.store.close(last.session, keepingUnsaved: true)
    }
  }

  /// Damage a byte, here or there and at every end of a line: no trap, and never anything but the states that were.
  @Test func damagedBytes() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      var opened = try Case.open(files)
      let states = try Case.work(&opened.session, steps: 3)
      try opened.store.close(opened.session, keepingUnsaved: true)
      let bytes = try read(files.journal)
      let ends = bytes.indices.filter { bytes[$0] == 10 }
      for n in Set(Array(stride(from: 0, to: bytes.count, by: 5)) + ends).sorted() {
        var damaged = bytes
        damaged[n] ^= 1
        try write(damaged, files.journal)
        let again = try Case.open(files)
        let lines = bytes[..<n].filter { $0 == 10 }.count
        #expect(Drawing(again.session) == states[max(lines - 1, 0)], "byte \(n)")
        let kept = try names(folder).filter { $0.contains(".kept") || $0.contains(".damaged") }
        if n < bytes.count - 1 {  // a last line without its end is only incomplete
          #expect(kept.count == 1)
          #expect(try kept.map { try read(folder + "/" + $0) } == [damaged])
        }
        for name in kept { try FileManager.default.removeItem(atPath: folder + "/" + name) }
        try again.store.close(again.session, keepingUnsaved: true)
      }
    }
  }

  /// After a crash the work goes on, crashes again, and all of it is there; undo and redo too.
  @Test func crashAfterCrash() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      var last: Drawing?
      for round in 0..<6 as Range<UInt64> {
        var opened = try Case.open(files)
        if let last { #expect(Drawing(opened.session) == last) }
        last = try Case.work(&opened.session, steps: 7, seed: round).last
        if round == 3 { try opened.store.save(&opened.session) }
        if round == 3 { last = try Case.work(&opened.session, steps: 5, seed: 9).last }
        try opened.store.close(opened.session, keepingUnsaved: true)
      }
      var opened = try Case.open(files)
      #expect(Drawing(opened.session) == last)
      while try opened.session.undo() != nil {}
      while try opened.session.redo() != nil {}
      #expect(Drawing(opened.session) == last)
    }
  }

  /// Undo and redo reach over a save; so does their replay.
  @Test func undoAcrossASave() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      var opened = try Case.open(files)
      var random = SeededRandom(seed: 5)
      var states = [Drawing(opened.session)]
      for stroke in [1, 2, 2, 3] {
        try opened.session.perform(Case.stroke(opened.session, &random), stroke: stroke)
        states.append(Drawing(opened.session))
      }
      try opened.store.save(&opened.session)
      func crashed() throws -> Drawing {
        // a copy of the folder is what a crash leaves
        let copy = folder + "/copy\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: true)
        for name in try names(folder) where !name.hasPrefix("copy") && !name.hasSuffix(".lock") {
          try FileManager.default.copyItem(atPath: folder + "/" + name, toPath: copy + "/" + name)
        }
        return Drawing(try Case.open(ProjectFiles(scan: copy + "/ct.nii.gz")).session)
      }
      for expected in [3, 1, 0] {
        _ = try opened.session.undo()
        #expect(Drawing(opened.session) == states[expected])
        #expect(try crashed() == states[expected])
      }
      for expected in [1, 3] {
        _ = try opened.session.redo()
        #expect(Drawing(opened.session) == states[expected])
        #expect(try crashed() == states[expected])
      }
      try opened.store.save(&opened.session)
      _ = try opened.session.redo()
      #expect(try crashed() == states[4])
    }
  }

  /// A full disk: each step is refused and nothing is lost; with space again, work goes on.
  @Test func fullDisk() throws {
    try withTemporaryFolder { folder in
      let faults = Faults(code: ENOSPC)
      let files = try Case.files(in: folder)
      var opened = try Case.open(files, calls: faults.calls)
      var random = SeededRandom(seed: 77)
      var refused = 0
      for stopping in [false, true] {  // with and without the means to cut the file back
        for call in 0..<10 {
          let before = Drawing(opened.session)
          faults.arm(call, stopping: stopping)
          for _ in 0..<3 {  // a failed sync shows at the next step
            let before = Drawing(opened.session)
            do { try opened.session.perform(Case.stroke(opened.session, &random)) } catch let failure as Failure {
              #expect(failure.kind == .io && failure.advice?.contains("free some space") == true)
              #expect(Drawing(opened.session) == before)
              refused += 1
            }
          }
          faults.disarm()
          try opened.session.perform(Case.stroke(opened.session, &random))
          #expect(Drawing(opened.session) != before)
        }
      }
      #expect(refused > 5)
      let last = Drawing(opened.session)
      try opened.store.close(opened.session, keepingUnsaved: true)
      #expect(JournalContents(try read(files.journal))?.end == .whole)
      #expect(Drawing(try Case.open(files).session) == last)
    }
  }

  /// A journal somebody else wrote: the checksums are right, the edits are not. Refused, never a trap.
  @Test(arguments: [
    "0 0 0 1 5 1", "9 0 0 1 0 1", "0 9 0 1 0 1", "0 0 7 1 0 1", "0 0 6 2 0 1", "0 0 0 0 0 1", "0 0 1048576 1048576 0 1",
    "0 0 0 1 0", "0 0 0 1 0 256", "-1 0 0 1 0 1", "0 0 0 99999999999999999999 0 1", "a", " ", "0 0 0 1 0 1 ",
  ])
  func hostileRuns(runs: String) throws {
    for word in ["edit", "undo", "redo"] {
      try withTemporaryFolder { folder in
        let files = try Case.files(in: folder)
        let header = JournalHeader(project: nil, grid: Case.grid, reader: "r")
        let text = """
          {"n": 1, "\(word)": {"name": "", "tool": "", "parameters": {}, "layer": "findings", "origins": [], \
          "runs": "\(runs)"}}
          """
        var bytes = JournalLine.encode(JSONValue.object(header.json).bytes)
        bytes += JournalLine.encode(Array(text.utf8))
        try write(bytes + JournalLine.encode(Array("{}".utf8)), files.journal)
        let opened = try Case.open(files)
        #expect(opened.session.findings.labels.isEmpty)
        #expect(try read(files.journal + ".damaged").count > bytes.count)
        #expect(opened.notices == [.journalDamaged(line: 2, keptAs: files.journal + ".damaged")])
      }
    }
  }

  /// A journal of which nothing can be read is kept all the same, and that is said; an empty one held nothing.
  @Test func aJournalWithoutAFirstLineIsKept() throws {
    for damage in ["zeros", "cut header", "line feeds", "empty"] {
      try withTemporaryFolder { folder in
        let files = try Case.files(in: folder)
        var opened = try Case.open(files)
        _ = try Case.work(&opened.session, steps: 3)
        try opened.store.close(opened.session, keepingUnsaved: true)
        let journal = try read(files.journal)
        let left: [UInt8] =
          switch damage {
          case "zeros": [UInt8](repeating: 0, count: journal.count)
          case "cut header": Array(journal.prefix(20))
          case "line feeds": [UInt8](repeating: 10, count: 1000)
          default: []
          }
        try write(left, files.journal)
        var again = try Case.open(files)
        let kept = files.journal + ".kept"
        #expect(again.notices == (damage == "empty" ? [] : [.journalUnreadable(keptAs: kept)]), "\(damage)")
        _ = try Case.work(&again.session, steps: 1)
        try again.store.save(&again.session)
        try again.store.close(again.session, keepingUnsaved: false)
        #expect(FileManager.default.contents(atPath: kept).map { Array($0) } == (damage == "empty" ? nil : left), "\(damage)")
      }
    }
  }

  /// The journal of another state of the project, or of another scan, is kept and not used.
  @Test func aJournalOfAnotherState() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      var opened = try Case.open(files)
      _ = try Case.work(&opened.session, steps: 3)
      try opened.store.save(&opened.session)
      _ = try Case.work(&opened.session, steps: 3, seed: 2)
      try opened.store.close(opened.session, keepingUnsaved: true)
      let journal = try read(files.journal)
      var text = String(decoding: try read(files.project), as: UTF8.self)
      text = text.replacingOccurrences(of: "\"reading\": {}", with: "\"reading\": {\"by hand\": 1}")
      try write(Array(text.utf8), files.project)
      let again = try Case.open(files)
      #expect(again.notices == [.historyLeftAside, .journalOfAnotherState(keptAs: files.journal + ".kept")])
      #expect(try read(files.journal + ".kept") == journal)
      #expect(again.store.project.reading["by hand"] == .int(1))
    }
  }
}
