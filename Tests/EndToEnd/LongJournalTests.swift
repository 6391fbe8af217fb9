import Foundation
import TestSupport
import Testing

@testable import StyletBase
@testable import StyletProject

/// A journal that grows long is spoken of on the screen, once, long before it is a burden; a save ends it.
@Suite struct LongJournalTests {
  /// A saved project, and behind it a journal of one step and that many MiB.
  private func grown(_ size: Int) throws -> CaseFolder {
    let files = try CaseFolder()
    try files.draw("<Space>", lungs: "ask")
    let bytes = try Array(Data(contentsOf: URL(fileURLWithPath: files.project)))
    let project = try Project(decoding: bytes, path: files.project)
    let header = JournalHeader(project: sha256(bytes), grid: project.scan.grid, reader: "reader-07")
    let step = JournalEntry.fields(["reading": .object([:])]).encoded(number: 1, strokeOffset: 0)
    let long = step.dropLast() + [UInt8](repeating: 32, count: size << 20) + [UInt8(ascii: "}")]
    let lines = JournalLine.encode(JSONValue.object(header.json).bytes) + JournalLine.encode(Array(long))
    try Data(lines).write(to: URL(fileURLWithPath: files.journal))
    return files
  }

  /// The message line, after keys.
  private func said(_ keys: String, _ files: CaseFolder) throws -> String {
    let ran = try files.run(
      "open", CaseFolder.scanName, "--script", keys, "--lungs", "ask", "--size", "200x50", "--dump-screen", "-")
    try #require(ran.status == 0, "\(ran.err)")
    return String(ran.out.split(separator: "\n").last ?? "")
  }

  @Test func itIsSaidOnceAndASaveEndsIt() throws {
    let files = try grown(65)
    let line = try said("j", files)
    #expect(line.contains("65 MB of steps are not saved") && line.contains(":w"), "\(line)")
    // The next message stays: the same size is not warned of again.
    let next = try said("j:reader b<CR>j", files)
    #expect(!next.contains("not saved"), "\(next)")
    #expect(try files.run("open", CaseFolder.scanName, "--script", "j", "--save", "--lungs", "ask").status == 0)
    #expect(try !said("j", files).contains("not saved"))
  }

  @Test func aShortOneIsNot() throws {
    #expect(try !said("j", grown(8)).contains("not saved"))
  }
}
