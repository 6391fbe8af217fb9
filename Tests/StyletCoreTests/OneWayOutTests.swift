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

  /// The lines of every source of the program, without comments.
  private func lines(_ body: (_ file: String, _ line: Substring) -> Void) throws {
    var read = 0
    for module in Self.modules {
      for name in FileManager.default.subpaths(atPath: Self.root + "/" + module) ?? [] where name.hasSuffix(".swift") {
        read += 1
        let text = try String(contentsOfFile: "\(Self.root)/\(module)/\(name)", encoding: .utf8)
        for line in text.split(separator: "\n") where !line.drop(while: { $0 == " " }).hasPrefix("//") {
          body("\(module)/\(name)", line)
        }
      }
    }
    #expect(read > 400, "\(read) sources")
  }

  /// What ends the program where it cannot be written, what loses bytes of a name, and what traps on purpose.
  @Test func noSourceGoesPastThem() throws {
    let past: [(what: String, pattern: Regex<Substring>)] = [
      ("print", /(?:^|[ ({;])print\(/), ("fputs", /\bfputs\(/), ("NSLog", /\bNSLog\(/), ("a handle", /FileHandle\(for[WU]|\.standardError\b/),
      ("write(toFile:", /\.write\(toFile:/), ("createFile", /\bcreateFile\(/), ("write(to: URL", /\.write\(to: URL/),
      ("URL of a path", /URL\(fileURLWithPath/), ("NSString", /\bas NSString\b|\bNSString\(/),
      ("lastPathComponent", /\.lastPathComponent\b/), ("fatalError", /\bfatalError\(/), ("try!", /\btry!/),
      ("Foundation", /\bimport Foundation\b/), ("swift-crypto", /\bimport Crypto\b/),
    ]
    try lines { file, line in
      for (what, pattern) in past where line.contains(pattern) && !line.contains("func print(") {
        Issue.record("\(file) has \(what): \(line)")
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
    try lines { file, line in
      if line.contains(/\bO_CREAT\b/) { seen.insert(file) }
    }
    #expect(seen == known)
  }

  /// Locks are those that the thread sanitizer sees.
  @Test func locksAreOfOneKind() throws {
    try lines { file, line in
      if line.contains(/\bMutex\b/), file != "StyletBase/Tasks/Lock.swift" { Issue.record("\(file): \(line)") }
    }
  }

  /// Standard error is written by one source.
  @Test func messagesAreWrittenInOnePlace() throws {
    var seen = Set<String>()
    try lines { file, line in
      if line.contains(/write\(\s*(?:STDERR_FILENO|2)\s*,/) { seen.insert(file) }
    }
    #expect(seen == ["StyletBase/Text/Messages.swift"])
  }
}
