import Foundation
import SourceGraph
import Testing

/// There is one way out for messages, one writer of files that leave and one kind of path: a second one would have
/// rules of its own. Nor is Foundation in the program: it would be most of it. A source that goes past them is named.
@Suite struct OneWayOutTests {
  /// All but the programs beside it.
  private static let modules = SourceGraph.floors.keys.filter { !["StyletBench", "StyletTrain"].contains($0) }.sorted()
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Sources").path

  /// Every source of the program by its name, read once.
  private static let sources = Result {
    try modules.flatMap { module -> [(file: String, text: Data)] in
      let names = (FileManager.default.subpaths(atPath: root + "/" + module) ?? []).filter { $0.hasSuffix(".swift") }
      return try names.map { ("\(module)/\($0)", try Data(contentsOf: URL(fileURLWithPath: "\(root)/\(module)/\($0)"))) }
    }
  }

  /// The lines that match, without comments, of every source of the program.
  /// - Parameter word: what each match has in it: sources without it are not looked through, which takes long.
  private func lines(
    _ word: String, _ pattern: Regex<Substring>, _ body: (_ file: String, _ line: Substring) -> Void
  ) throws {
    let sources = try Self.sources.get()
    #expect(sources.count > 400, "\(sources.count) sources")
    for source in sources where source.text.range(of: Data(word.utf8)) != nil {
      for bytes in source.text.split(separator: 10) where bytes.range(of: Data(word.utf8)) != nil {
        let line = String(decoding: bytes, as: UTF8.self)[...]
        if !line.drop(while: { $0 == " " }).hasPrefix("//"), line.contains(pattern) { body(source.file, line) }
      }
    }
  }

  /// What ends the program where it cannot be written, what loses bytes of a name, and what traps on purpose.
  @Test func noSourceGoesPastThem() throws {
    let past: [(what: String, pattern: Regex<Substring>)] = [
      ("print(", /(?:^|[ ({;])print\(/), ("fputs(", /\bfputs\(/), ("NSLog(", /\bNSLog\(/),
      ("FileHandle(for", /FileHandle\(for[WU]/), (".standardError", /\.standardError\b/),
      (".write(toFile:", /\.write\(toFile:/), ("createFile(", /\bcreateFile\(/), (".write(to: URL", /\.write\(to: URL/),
      ("URL(fileURLWithPath", /URL\(fileURLWithPath/), ("NSString", /\bas NSString\b|\bNSString\(/),
      (".lastPathComponent", /\.lastPathComponent\b/), ("fatalError(", /\bfatalError\(/), ("try!", /\btry!/),
      ("import Foundation", /\bimport Foundation\b/), ("import Crypto", /\bimport Crypto\b/),
    ]
    for (what, pattern) in past {
      try lines(what, pattern) { file, line in
        if !line.contains("func print(") { Issue.record("\(file) has \(what): \(line)") }
      }
    }
  }

  /// Files are opened for writing in the project's own files, the logs and claims of a study and a batch, the table that rows are added
  /// to, and the one writer.
  @Test func filesAreWrittenInFewPlaces() throws {
    let known: Set = [
      "StyletBase/Files/SafeFile.swift", "StyletProject/Files/ProjectLock.swift",
      "StyletProject/Journal/HistoryFile.swift", "StyletFiles/Output/OutputFile.swift",
      "StyletFiles/Output/TableFile.swift", "StyletStudy/Study/ReadingEvents.swift",
      "StyletStudy/Study/StudyClaim.swift", "StyletBatch/Run/BatchClaim.swift",
    ]
    var seen = Set<String>()
    try lines("O_CREAT", /\bO_CREAT\b/) { file, _ in seen.insert(file) }
    #expect(seen == known)
  }

  /// Locks are those that the thread sanitizer sees.
  @Test func locksAreOfOneKind() throws {
    try lines("Mutex", /\bMutex\b/) { file, line in
      if file != "StyletBase/Tasks/Lock.swift" { Issue.record("\(file): \(line)") }
    }
  }

  /// Standard error is written by one source.
  @Test func messagesAreWrittenInOnePlace() throws {
    var seen = Set<String>()
    try lines("write(", /write\(\s*(?:STDERR_FILENO|2)\s*,/) { file, _ in seen.insert(file) }
    #expect(seen == ["StyletBase/Text/Messages.swift"])
  }
}
