import Foundation
import TestSupport
import Testing

@testable import StyletBase
@testable import StyletImaging
@testable import StyletProject

/// What must hold in a project's file, one violation after another: each is refused, or told by `validate`, with its
/// place in words that lead there; or it is allowed on purpose, and nothing is said.
@Suite struct ProjectInvariantTests {
  struct Violation: Sendable {
    var old: String
    var new: String
    /// nil: allowed.
    var weight: ProjectProblem.Weight?
    /// All of it stands in the problem's line.
    var said: [String] = []
  }

  private static func runs(_ new: String, _ said: [String]?) -> Violation {
    Violation(old: "\"3 9 2 1\"", new: "\"\(new)\"", weight: said == nil ? nil : .error,
      said: ["layers[0].slices[0].runs", "layer findings", "slice 1", "label 2"] + (said ?? []))
  }

  static let violations: [Violation] = [
    // Runs: pixels 3 to 11 and 14, of rows of 7; label 200 has 0 to 2, 12 and 13.
    runs("3 4 0 5 2 1", ["row 1", "number 3", "gap of 0"]), runs("3 9 2 0", ["row 1", "number 4", "no pixels"]),
    runs("3 0 9 1", ["row 0", "number 2", "no pixels"]), runs("3 33", ["outside the slice of 35 pixels"]),
    runs("14 1 20 1", ["row 2", "outside the slice"]), runs("36 1", ["outside the slice"]),
    runs("3 9 -2 1", ["number 3", "decimal number"]), runs("3 9 2", ["number 3", "without a length"]),
    runs("3  9", ["decimal number"]), runs("3,9", ["decimal number"]), runs("3 9.0", ["decimal number"]),
    runs("3 99999999999999999999", ["number 2", "too large"]),
    Violation(old: "\"3 9 2 1\"", new: "\"2 9\"", weight: .error,
      said: ["layer findings, slice 1, row 0", "labels 200 and 2 overlap", "i 2, j 0"]),
    Violation(old: "\"3 9 2 1\"", new: "\"7 9\"", weight: .error, said: ["slice 1, row 1", "overlap", "i 5, j 1"]),
    // Allowed: over the end of a row, leading zeros, nothing at all, the last pixel.
    runs("3 9", nil), runs("03 009 2 1", nil), runs("", nil), runs("14 21", nil),
    // Entries.
    Violation(old: "\"k\": 3", new: "\"k\": 4", weight: .error, said: ["layers[0].slices[2].k", "0 to 3"]),
    Violation(old: "\"k\": 3", new: "\"k\": -1", weight: .error, said: ["layers[0].slices[2].k"]),
    Violation(old: "\"k\": 3", new: "\"k\": 1", weight: .error,
      said: ["layers[0].slices[2].k", "layer findings, slice 1 stands twice for label 2"]),
    Violation(old: "\"label\": 200", new: "\"label\": 0", weight: .error, said: ["layers[0].slices[1].label"]),
    Violation(old: "\"label\": 200", new: "\"label\": 256", weight: .error, said: ["layers[0].slices[1].label"]),
    Violation(old: "\"label\": 200", new: "\"label\": 7", weight: .warning,
      said: ["layer findings", "label 7 is drawn but not in the label table"]),
    Violation(old: "\"imported\", ", new: "\"wished\", ", weight: .error, said: ["layers[0].slices[2].origin"]),
    Violation(old: "\"name\": \"lungs\", \"slices\": []",
      new: "\"name\": \"lungs\", \"slices\": [{\"k\": 0, \"label\": 9, \"runs\": \"0 1\"}]", weight: .warning,
      said: ["layer lungs", "label 9"]),
    Violation(old: "\"name\": \"lungs\", \"slices\": []",
      new: "\"name\": \"theirs\", \"slices\": [{\"k\": 0, \"label\": 9, \"runs\": \"0 1\"}]", weight: nil),
    // Slices in any order.
    Violation(old: "\"k\": 3", new: "\"k\": 0", weight: nil),
    // Names and keys that stand twice.
    Violation(old: "\"name\": \"lungs\"", new: "\"name\": \"findings\"", weight: .error,
      said: ["layers[1].name", "\"findings\" stands twice"]),
    Violation(old: "\"value\": 200", new: "\"value\": 2", weight: .error, said: ["labels[1].value", "2 stands twice"]),
    Violation(old: "\"u6\": 0.10", new: "\"k\": 1", weight: .error, said: ["line 13", "not JSON"]),
    Violation(old: "\"u11\"", new: "\"layers\"", weight: .error, said: ["line 29", "not JSON"]),
    Violation(old: "{\"at\": [1, 2, 3]}", new: "{\"id\": \"l1\"},\n {\"id\": \"l1\"}", weight: .warning,
      said: ["landmarks[1].id", "\"l1\" is there twice"]),
    Violation(old: "\"measurements\": []", new: "\"measurements\": [{\"id\": \"m1\"}, {\"id\": \"m1\"}]",
      weight: .warning, said: ["measurements[1].id", "\"m1\" is there twice"]),
    Violation(old: "\"measurements\": []", new: "\"measurements\": [{\"id\": \"l1\"}, {}, {}]", weight: nil),
    Violation(old: "\"name\": \"findings\"", new: "\"name\": \"drawn\"", weight: .warning,
      said: ["there is no layer \"findings\""]),
    // The grid that all of it is on.
    Violation(old: "[7, 5, 4]", new: "[7, 5, 3]", weight: .error, said: ["layers[0].slices[2].k", "0 to 2"]),
    Violation(old: "[7, 5, 4]", new: "[7, -5, 4]", weight: .error, said: ["scan.grid.size"]),
  ]

  private func problems(_ text: String) throws -> [ProjectProblem] {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      try write(Array(text.utf8), files.project)
      let grid = VoxelGrid(
        size: Case.size, affine: Affine(spacing: [0.5, 0.5, 1.25], direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
          origin: [-120.5, 33.1, -700.25]))
      let digest = String(repeating: "0a", count: 32)
      return try ProjectCheck.problems(at: files.project, describe: { _, _ in grid }, identify: { _, _ in [digest] })
    }
  }

  /// What the file says before anything is violated.
  private static let before = ProjectFileTests.full

  @Test func eachIsNamedOrAllowed() throws {
    let known = Set(try problems(Self.before))
    #expect(known.allSatisfy { $0.weight == .warning }, "\(known)")
    for violation in Self.violations {
      let text = Self.before.replacingOccurrences(of: violation.old, with: violation.new)
      try #require(text != Self.before, "\(violation)")
      let new = try problems(text).filter { !known.contains($0) }
      let title = "\(violation.old) → \(violation.new): \(new)"
      guard let weight = violation.weight else {
        #expect(new.isEmpty, "\(title)")
        continue
      }
      #expect(
        new.contains { problem in
          problem.weight == weight && violation.said.allSatisfy { problem.description.contains($0) }
        }, "\(title)")
      // What is an error keeps the project from being opened, and what is none does not.
      let opens = (try? Project(decoding: Array(text.utf8), path: "p")) != nil
      #expect(opens == (weight == .warning), "\(title)")
    }
  }
}
