import Foundation
import SourceGraph
import Testing

/// The sources keep to their floors, and the folders of a module use one another one way. Where a test fails,
/// `make graph` shows the graph, and `make graph GRAPH="FROM TO"` the names behind an edge of it.
@Suite struct SourceGraphTests {
  private static let graph = Result {
    try SourceGraph(
      folder: URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Sources").path)
  }

  /// Of texts by path.
  private func graph(_ sources: [String: String]) -> SourceGraph {
    SourceGraph(sources.mapValues { Array($0.utf8) })
  }

  @Test func importsPointDown() throws {
    let graph = try Self.graph.get()
    #expect(graph.upwardImports(floors: SourceGraph.floors) == [])
    #expect(Set(SourceGraph.floors.keys).subtracting(graph.modules) == [], "a floor without a module")
  }

  @Test func foldersUseOneAnotherOneWay() throws {
    let graph = try Self.graph.get()
    for module in graph.modules {
      for knot in graph.cycles(in: module, without: SourceGraph.backward) {
        Issue.record("in a circle: \(knot.joined(separator: ", "))")
      }
    }
  }

  /// An exception that is none any more leaves the list.
  @Test func exceptionsAreNeeded() throws {
    let graph = try Self.graph.get()
    for (from, list) in SourceGraph.backward {
      for to in list {
        #expect(graph.uses[from]?[to] != nil, "\(from) does not use \(to)")
        #expect(
          graph.reach(from: to, without: SourceGraph.backward).contains(from), "\(to) does not use \(from)")
      }
    }
  }

  /// Edges that are known to be there: a graph that finds nothing has no circle either.
  @Test func knownUsesAreFound() throws {
    let graph = try Self.graph.get()
    #expect(graph.folders.count > 50)
    #expect(graph.uses(of: "StyletCore/Edits", by: "StyletCore/Tools").contains {
      $0 == "StyletCore/Tools/FillTool.swift: Tool of StyletCore/Edits/Tool.swift"
    })
    #expect(graph.imports["StyletTerminal"]?["StyletScreen"] ?? 0 > 0)
  }

  // MARK: made-up trees

  @Test func aCircleOfTypesIsFound() {
    let graph = graph([
      "M/A/One.swift": "public struct One { let two: Two }",
      "M/B/Two.swift": "struct Two { var all: [Three] = [] }",
      "M/C/Three.swift": "enum Three { case of(One) }",
      "M/D/Four.swift": "func four() -> One { One() }",
    ])
    #expect(graph.cycles(in: "M") == [["M/A", "M/B", "M/C"]])
    #expect(graph.cycles(in: "M", without: ["M/C": ["M/A"]]) == [])
    #expect(graph.reach(from: "M/D") == ["M/A", "M/B", "M/C"])
  }

  @Test func aCircleOfCallsAndMembersIsFound() {
    let graph = graph([
      "M/A/One.swift": "extension String { var inCapitals: String { made() } }",
      "M/B/Two.swift": "func made() -> String { \"\\(\"a\".inCapitals)\" }",
    ])
    #expect(graph.cycles(in: "M") == [["M/A", "M/B"]])
    #expect(graph.uses(of: "M/A", by: "M/B") == ["M/B/Two.swift: .inCapitals of M/A/One.swift"])
  }

  /// Comments and literals are no code; what a literal interpolates is.
  @Test(arguments: [
    "// Two\nlet a = 1", "/* Two /* Two */ Two */", "let a = \"Two \\\" Two\"", "let a = #\"Two \" \\(Two) \"#",
    "let a = \"\"\"\n  Two \"Two\" \n  \"\"\"", "let a = b(/Two\\/{Two/)", "let a = #/Two{/#", "let a = 2 / 3 // Two",
  ])
  func whatIsNoCodeIsNoUse(_ text: String) {
    let graph = graph([
      "M/A/One.swift": text + "\nfunc end() { Three() }", "M/B/Two.swift": "struct Two {}\nstruct Three {}",
    ])
    #expect(graph.uses(of: "M/B", by: "M/A") == ["M/A/One.swift: Three of M/B/Two.swift"])
  }

  @Test(arguments: [
    "let a = \"x \\(Two(\")\")) y\"", "let a = #\"x \\#(Two()) y\"#", "let a = \"\"\"\n \\(b { Two() }) \"\n\"\"\"",
    "let a = \"\\(b ? \"\\(Two())\" : \"\")\"", "let a = 1..<Two.b", "extension Two {}", "let a = 4 / Two.b / 5",
    "let a = b.reduce(1, /) + Two.c",
  ])
  func whatIsCodeIsAUse(_ text: String) {
    let graph = graph(["M/A/One.swift": text, "M/B/Two.swift": "struct Two {}"])
    #expect(graph.uses(of: "M/B", by: "M/A") == ["M/A/One.swift: Two of M/B/Two.swift"])
  }

  /// A name means what is nearest: nested, private, generic, of the extended type, of the module, then of imports.
  @Test(arguments: [
    "struct One { enum Two { case a }; let two: Two }", "private struct Two {}\nlet two = Two()",
    "func f<Two>(_ two: Two) {}", "struct One<A: B, Two> { let two: Two }", "extension Host { var a: Two { b } }",
    "let a = other.Two()", "let a = f(Two: 1)", "func g() { func made() {}; made() }", "let made = 1\nlet a = made",
    "enum E { case made(Int) }\nlet e = E.made(1)", "extension Array { var x: Self { [made()] + y.made() } }",
  ])
  func aNearerNameIsNoUse(_ text: String) {
    let graph = graph([
      "M/A/One.swift": text, "M/A/Host.swift": "struct Host { struct Two {} }",
      "M/B/Two.swift": "struct Two {}\nfunc made() {}",
    ])
    #expect(graph.uses(of: "M/B", by: "M/A") == [])
  }

  @Test func otherModulesAreSeenByImport() {
    let sources = [
      "M/B/Two.swift": "public struct Two {}\nstruct Hidden {}\npublic extension Int { var doubled: Int { 2 * self } }",
      "N/A/One.swift": "import M\nlet a: Two = b(Hidden(), 1.doubled)", "N/A/None.swift": "let c: Two",
    ]
    let graph = graph(sources)
    #expect(
      graph.uses(of: "M/B", by: "N/A")
        == ["N/A/One.swift: .doubled of M/B/Two.swift", "N/A/One.swift: Two of M/B/Two.swift"])
    #expect(graph.upwardImports(floors: ["M": 0, "N": 1]) == [])
    #expect(graph.upwardImports(floors: ["M": 1, "N": 1]) == ["N imports M"])
    #expect(graph.upwardImports(floors: ["N": 1]) == ["M has no floor", "N imports M"])
  }

  /// A name that two extensions have, or a local variable besides, is nobody's.
  @Test func aMemberThatIsNotUniqueIsNoUse() {
    let graph = graph([
      "M/A/One.swift": "let a = b.twice + b.local",
      "M/B/Two.swift": "extension Int { var twice: Int { 1 }\nvar local: Int { 1 } }",
      "M/C/Three.swift": "extension String { var twice: Int { 1 }\nfunc f() { let local = 1 } }",
    ])
    #expect(graph.uses == [:])
  }

  @Test func brokenSourcesEnd() {
    for text in ["\"", "\"\\(", "/*", "`", "#\"\\#(", "}}}", ")))", "case", "extension", "<", "#/", "\"\"\"\\("] {
      _ = graph(["M/A/One.swift": text, "M/A/Two.swift": "enum E { case a, \(text)"])
    }
  }

  @Test func theTextNamesFloorsFoldersAndCircles() {
    let graph = graph([
      "StyletBase/A/One.swift": "struct One { let two: Two }",
      "StyletBase/B/Two.swift": "struct Two { let one: [One] }",
    ])
    #expect(graph.markdown.contains("## 1 StyletBase\n"))
    #expect(graph.markdown.contains("- StyletBase/A: StyletBase/B 1\n"))
    #expect(graph.markdown.contains("in a circle: StyletBase/A, StyletBase/B\n"))
    #expect(graph.dot.contains("\"StyletBase/A\" -> \"StyletBase/B\" [label = 1]"))
  }
}
