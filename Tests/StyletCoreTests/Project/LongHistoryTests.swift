import Foundation
import TestSupport
import Testing

@testable import StyletBase
@testable import StyletProject

/// Histories, and what `recover` reads, of more than the 256 MiB that were once the most that could be read.
@Suite(.serialized) struct LongHistoryTests {
  private static let limit = 256 << 20

  /// Writes a file of such lines anew, with more that are blank for the most part, until it is longer than the limit.
  private static func lengthen(
    _ path: String, _ header: JournalHeader, _ entries: [JournalEntry], savedAs marks: [String] = []
  ) throws {
    _ = FileManager.default.createFile(atPath: path, contents: Data())
    let file = try #require(FileHandle(forWritingAtPath: path))
    var length = 0
    func write(_ json: [UInt8]) throws {
      let line = JournalLine.encode(json)
      try file.write(contentsOf: line)
      length += line.count
    }
    try write(JSONValue.object(header.json).bytes)
    let padding = [JournalEntry](repeating: .fields(["reading": .object([:])]), count: 64)
    let blanks = [UInt8](repeating: 32, count: limit / 64 + 1)
    for (n, entry) in (entries + padding + marks.map { .saved($0) }).enumerated() {
      let json = entry.encoded(number: n + 1, strokeOffset: 0)
      let isPadding = entries.count..<entries.count + padding.count ~= n
      try write(isPadding ? json.dropLast() + blanks + [UInt8(ascii: "}")] : json)
    }
    try file.close()
    #expect(length > limit)
  }

  private static let header = JournalHeader(project: nil, grid: Case.grid, reader: "r")

  /// Opened, all of it can be taken back; after a save the file is short again.
  @Test func aHistoryOfAnySizeIsReadBack() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      var first = try Case.open(files)
      _ = try Case.work(&first.session, steps: 6)
      try first.store.save(&first.session)
      let drawn = Drawing(first.session), history = first.session.history
      try first.store.close(first.session, keepingUnsaved: true)
      try Self.lengthen(
        files.history, Self.header, history.events.map { .event($0) }, savedAs: [sha256(read(files.project))])
      var opened = try Case.open(files)
      #expect(opened.notices.isEmpty && Drawing(opened.session) == drawn)
      #expect(opened.session.history.done == history.done && opened.session.history.undone == history.undone)
      while try opened.session.undo() != nil {}
      #expect(opened.session.findings.labels.isEmpty)
      try opened.store.save(&opened.session)
      try opened.store.close(opened.session, keepingUnsaved: true)
      #expect(FileState(files.history).map { $0.size < 8 << 20 } == true)
    }
  }

  /// A journal and a history of that size, and a project that is destroyed: everything is there, back to the beginning.
  @Test func recoveredAtAnySize() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      var first = try Case.open(files)
      _ = try Case.work(&first.session, steps: 3)
      try first.store.save(&first.session)
      try first.store.save(&first.session)
      let history = first.session.history
      let last = try #require(try Case.work(&first.session, steps: 5, seed: 4).last)
      try first.store.close(first.session, keepingUnsaved: true)
      let journal = try #require(try JournalContents(path: files.journal))
      try Self.lengthen(files.journal, journal.header, journal.entries)
      let marks = try [files.backup, files.project].map { try sha256(read($0)) }
      try Self.lengthen(files.history, Self.header, history.events.map { .event($0) }, savedAs: marks)
      try write([UInt8](repeating: 0, count: 5000), files.project)
      let report = try ProjectCheck.recover(files.project, reader: "r")
      #expect(report.base == files.backup && report.unusableFrom == nil && report.steps == 5 + 64)
      var opened = try Case.open(files)
      #expect(Drawing(opened.session) == last && opened.notices.isEmpty)
      while try opened.session.undo() != nil {}
      #expect(opened.session.findings.labels.isEmpty)
      try opened.store.close(opened.session, keepingUnsaved: false)
    }
  }
}
