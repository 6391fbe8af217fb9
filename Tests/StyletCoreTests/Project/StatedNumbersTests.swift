import Testing

@testable import StyletBase
@testable import StyletCore
@testable import StyletImaging
@testable import StyletProject

/// Every number that a project states is held to what it can be when the project is read.
@Suite struct StatedNumbersTests {
  /// A project that states something of everything, as the program writes it.
  private static func whole() -> Project {
    let affine = Affine(spacing: [1, 1, 2], origin: [0, 0, 0])
    let grid = VoxelGrid(size: GridSize(100, 100, 50)!, affine: affine)
    var project = Project(
      scan: ScanReference(path: "ct.nii", grid: grid), reader: "r", labels: .standard)
    let word = Acceptance(time: "t", reader: "r", source: "net", parts: [.init(label: 1, millilitres: 3)])
    project.proposal = [
      .object(ProposalRecord(source: "net", millilitres: 12, interval: 3...20).json), .object(word.json),
      .object(["of": .string("another program"), "ml": .int(-1)]), .object(["source": .string("other"), "x": .int(-1)]),
    ]
    var record = LungRecord(.automatic, remarks: [LungRemark(.volume(millilitres: 40)), LungRemark(.ratio(-1))])
    record.air.append(.init(kind: .stomach, millilitres: 5, slices: 1...2, at: VoxelIndex(1, 1, 1)))
    project.lungs = [.object(record.json)]
    project.extent = [
      "findings": .array([
        .object(["label": .int(1), "voxels": .int(5), "millilitres": .double(0.01), "mean": .int(-700)])
      ]),
      "lungs": .object(["both": .object(["lung_ml": .int(20), "lesion": .object(["percent": .null])])]),
      "quantitative_ct": .object(["laa950_percent": .double(100)]),
    ]
    return project
  }

  private func problems(_ text: String) -> [ProjectProblem] {
    let log = ProblemLog()
    _ = Project.read(Array(text.utf8), log: log)
    return log.problems
  }

  @Test func whatTheProgramWritesIsSound() {
    #expect(problems(String(decoding: Self.whole().encoded(), as: UTF8.self)) == [])
  }

  /// Text of the file, what stands in its place, where that is, and whether the project is refused for it.
  @Test(arguments: [
    ("\"ml\": 12.0", "\"ml\": -12.0", "proposal[0].ml", true),
    ("\"ml\": 12.0", "\"ml\": 1e300", "proposal[0].ml", true),
    ("\"ml\": 12.0", "\"ml\": 1e999", "proposal[0].ml", true),
    ("\"ml\": 12.0", "\"ml\": \"NaN\"", "proposal[0].ml", true),
    ("\"ml\": 12.0", "\"ml\": null", "proposal[0].ml", false), ("\"ml\": 12.0", "\"ml\": true", "proposal[0].ml", true),
    ("\"ml\": 12.0", "\"ml\": 90000", "proposal[0].ml", false),
    ("[3.0, 20.0]", "[-3.0, 20.0]", "proposal[0].ml_interval[0]", true),
    ("[3.0, 20.0]", "[30.0, 20.0]", "proposal[0].ml_interval", true),
    ("[3.0, 20.0]", "[3.0]", "proposal[0].ml_interval", true),
    ("\"ml\": 3.0", "\"ml\": -3", "proposal[1].findings[0].ml", true),
    ("{\"label\": 1, \"ml\"", "{\"label\": 0, \"ml\"", "proposal[1].findings[0].label", true),
    ("\"ml\": 5.0", "\"ml\": -5", "lungs[0].air[0].ml", true),
    ("\"millilitres\": 40", "\"millilitres\": -40", "lungs[0].badges[0].volume.millilitres", true),
    ("\"voxels\": 5", "\"voxels\": -5", "extent.findings[0].voxels", false),
    ("\"millilitres\": 0.01", "\"millilitres\": -1", "extent.findings[0].millilitres", false),
    ("\"mean\": -700", "\"mean\": 1e300", "extent.findings[0].mean", false),
    ("\"lung_ml\": 20", "\"lung_ml\": \"20\"", "extent.lungs.both.lung_ml", false),
    ("\"percent\": null", "\"percent\": 101", "extent.lungs.both.lesion.percent", false),
    ("\"laa950_percent\": 100.0", "\"laa950_percent\": -1", "extent.quantitative_ct.laa950_percent", false),
    ("\"seconds\": 0.0", "\"seconds\": -1", "timing.seconds", true),
  ])
  func whatCannotBeIsNamed(_ was: String, _ now: String, _ place: String, _ isRefused: Bool) {
    let text = String(decoding: Self.whole().encoded(), as: UTF8.self)
    #expect(text.ranges(of: was).count == 1, "\(was) once in \(text)")
    let found = problems(text.replacing(was, with: now))
    #expect(found.map(\.place) == [place], "\(found)")
    #expect(found.first?.weight == (isRefused ? .error : .warning))
  }
}
