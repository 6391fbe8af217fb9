import StyletBase
import StyletCore
import StyletImaging
import StyletProject
import TestSupport
import Testing

@testable import StyletStudy

/// The findings of a sealed project, without what is drawn.
@Suite struct SealedFindingsTests {
  private static func project() throws -> Project {
    let grid = VoxelGrid(size: GridSize(8, 8, 4)!, affine: Affine(spacing: [1, 1, 2]))
    // A name that says what layers begin with.
    let name = "\n  \"layers\": [", value: UInt8 = 7
    let table = try #require(LabelTable([Finding(value: value, code: "X", name: name, colour: RGB(1, 2, 3))]))
    var project = Project(scan: ScanReference(path: "x", grid: grid), reader: "ann", labels: table)
    project.layers[0].apply([Run(k: 1, j: 2, i: 3, count: 4, old: 0, new: 7)], [])
    return project
  }

  @Test func theBeginningSaysThem() throws {
    try withTemporaryFolder { path in
      let project = try Self.project(), file = path + "/a.stylet.json", bytes = project.encoded()
      try StudyFile.write(bytes, to: file)
      #expect(try SealedReading.findings(of: file, sealed: sha256(bytes)) == project.labels)
      // What is drawn is not looked at: it is when the case leaves.
      let cut = Array(bytes.prefix(bytes.count - 40))
      try StudyFile.write(cut, to: file)
      #expect(try SealedReading.findings(of: file, sealed: sha256(bytes)) == project.labels)
    }
  }

  /// Another program wrote it in one line, and behind its seal somebody else.
  @Test func elseTheWholeFile() throws {
    try withTemporaryFolder { path in
      let project = try Self.project(), file = path + "/a.stylet.json"
      let bytes = try JSONParser.parse(project.encoded()).bytes
      try StudyFile.write(bytes, to: file)
      #expect(try SealedReading.findings(of: file, sealed: sha256(bytes)) == project.labels)
      #expect(throws: Failure.self) { try SealedReading.findings(of: file, sealed: sha256([])) }
    }
  }
}
