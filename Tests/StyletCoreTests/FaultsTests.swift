import Foundation
import Testing

/// `Tests/Faults.md` names the tests that hold what once went wrong: each is there, in the file that it says.
@Suite struct FaultsTests {
  private static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

  /// A test that a line names, as `` `Suite.test` `` or `` `Suite.test` (FILE or FOLDER) ``.
  private struct Named: Hashable {
    let suite, test: String
    let place: String?
  }

  private static func named(in text: String) -> [Named] {
    text.matches(of: /`([A-Z]\w*Tests)\.(\w+)`(?:\s+\(([\w.]+)\))?/).map {
      Named(suite: String($0.1), test: String($0.2), place: $0.3.map(String.init))
    }
  }

  /// The tests of a source, as `Suite.test`: functions behind `@Test`, also where its arguments take lines.
  private static func tests(in source: String) -> Set<String> {
    var all = Set<String>(), suite = "", isTest = false
    for line in source.utf8.split(separator: UInt8(ascii: "\n")) {
      // Few lines are looked at more closely.
      guard let first = line.first(where: { $0 != UInt8(ascii: " ") }) else { continue }
      if line.first != UInt8(ascii: " "), let text = String(line),
        let name = text.firstMatch(of: /^(?:@Suite.*\s)?(?:struct|extension|final class) (\w+)/)
      {
        suite = String(name.1)
      }
      guard first != UInt8(ascii: "/"), isTest || first == UInt8(ascii: "@"), let text = String(line) else { continue }
      isTest = isTest || text.contains("@Test")
      if isTest, let name = text.firstMatch(of: /\bfunc (\w+)[(<]/) {
        all.insert(suite + "." + name.1)
        isTest = false
      }
    }
    return all
  }

  @Test func everyTestIsWhereItSays() throws {
    let text = try String(contentsOf: Self.tests.appendingPathComponent("Faults.md"), encoding: .utf8)
    let named = Self.named(in: text), names = FileManager.default.subpaths(atPath: Self.tests.path) ?? []
    #expect(named.count > 150 && names.count > 300, "\(named.count) tests, \(names.count) files")
    var read: [String: Set<String>] = [:]
    for one in named {
      let isFile = one.place?.hasSuffix(".swift") == true, file = isFile ? one.place : one.suite + ".swift"
      let files = names.filter {
        let parts = $0.split(separator: "/").map(String.init)
        return parts.last == file && (isFile || one.place == nil || parts.first == one.place)
      }
      #expect(files.count == 1, "\(one.suite).\(one.test) may be in \(files.sorted())")
      guard let path = files.first else { continue }
      if read[path] == nil {
        let source = try String(contentsOf: Self.tests.appendingPathComponent(path), encoding: .utf8)
        read[path] = Self.tests(in: source)
      }
      #expect(read[path]?.contains(one.suite + "." + one.test) == true, "\(one.suite).\(one.test) is not in \(path)")
    }
  }

  /// Each fault is followed by a test.
  @Test func noFaultIsWithoutATest() throws {
    let text = try String(contentsOf: Self.tests.appendingPathComponent("Faults.md"), encoding: .utf8)
    let faults = "\n\(text)".components(separatedBy: "\n- ").dropFirst().map {
      $0.components(separatedBy: "\n\n")[0]
    }
    #expect(faults.count > 90, "\(faults.count)")
    for fault in faults { #expect(!Self.named(in: fault).isEmpty, "\(fault)") }
  }

  @Test func whatIsFound() {
    let source = """
      @Suite struct ATests {
        @Test func one() {}
        @Test(arguments: [
          (1, "func none"),
        ])
        func two(_ n: Int) {}
        func helper() {}
        // @Test func three() {}
      }
      @Suite(.serialized) struct BTests {
        @Test func one() {}
      }
      """
    #expect(Self.tests(in: source) == ["ATests.one", "ATests.two", "BTests.one"])
    let named = Self.named(
      in: "- It fell.\n  `ATests.one`, `BTests.one` (EndToEnd),\n  `CTests.two`\n  (ATests.swift). `open`")
    #expect(named.map(\.place) == [nil, "EndToEnd", "ATests.swift"] && named.map(\.test) == ["one", "one", "two"])
  }
}
