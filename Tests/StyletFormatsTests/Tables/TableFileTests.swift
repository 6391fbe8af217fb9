import Foundation
import StyletBase
import TestSupport
import Testing

@testable import StyletFiles

@Suite struct TableFileTests {
  private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

  @Test func aNewTableBeginsWithItsHeader() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/table.csv"
      for n in 1...3 { try TableFile.append(to: path, header: "a,b\r\n") { _ in "\(n),x\r\n" } }
      #expect(try text(path) == "a,b\r\n1,x\r\n2,x\r\n3,x\r\n")
      try Data().write(to: URL(fileURLWithPath: folder + "/empty"))
      try TableFile.append(to: folder + "/empty", header: "h\n") { $0 == "h\n" ? "1\n" : "?" }
      #expect(try text(folder + "/empty") == "h\n1\n")
    }
  }

  @Test func theRowIsMadeForTheHeaderThatIsThere() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/table.csv"
      try Data("b,a\nold,row\n".utf8).write(to: URL(fileURLWithPath: path))
      try TableFile.append(to: path, header: "a,b\n") { header in
        #expect(header == "b,a\n")
        return "2,1\n"
      }
      #expect(try text(path) == "b,a\nold,row\n2,1\n")
    }
  }

  /// What cannot be added leaves the table as it is, and says whose fault it is.
  @Test func whatCannotBeAddedChangesNothing() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/table.csv"
      for content in ["a,b\n1,2", "a,b", String(repeating: "x", count: 1 << 20) + "x\n"] {
        try Data(content.utf8).write(to: URL(fileURLWithPath: path))
        #expect(throws: Failure.self) { try TableFile.append(to: path, header: "a,b\n") { _ in "3,4\n" } }
        #expect(try text(path) == content)
      }
      try Data("a\n".utf8).write(to: URL(fileURLWithPath: path))
      do {
        try TableFile.append(to: path, header: "a\n") { _ in throw Failure(.badData, "no") }
        Issue.record("nothing was thrown")
      } catch let failure as Failure {
        #expect(failure.path == path)
      }
      #expect(try text(path) == "a\n")
      #expect(throws: Failure.self) { try TableFile.append(to: folder, header: "a\n") { _ in "1\n" } }
      #expect(throws: Failure.self) { try TableFile.append(to: folder + "/no/table.csv", header: "a\n") { _ in "1\n" } }
    }
  }

  /// Many at once: every row is there, whole, under one header.
  @Test func rowsOfManyAtOnceAreAllThere() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/table.csv", long = String(repeating: "y", count: 5000)
      DispatchQueue.concurrentPerform(iterations: 24) { n in
        try? TableFile.append(to: path, header: "n,text\n") { _ in "\(n),\(long)\n" }
      }
      let lines = try text(path).split(separator: "\n")
      #expect(lines.first == "n,text" && lines.count == 25)
      #expect(Set(lines.dropFirst()) == Set((0..<24).map { "\($0),\(long)"[...] }))
    }
  }
}
