import StyletBase
import StyletCore
import StyletImaging
import StyletProject
import TestSupport
import Testing

@testable import StyletAgreement
@testable import StyletStudy

/// What two readings differ in, and what of it calls for a decision.
@Suite struct AdjudicationRuleTests {
  private static let size = GridSize(14, 11, 9)!

  private func finding(_ value: UInt8, _ code: String) -> Finding {
    Finding(value: value, code: code, name: "Finding \(code)", colour: RGB(1, 2, 3))
  }

  /// A project whose labels are drawn voxel by voxel.
  private func project(
    _ table: [Finding], lungs: ((VoxelIndex) -> UInt8)? = nil, _ label: (VoxelIndex) -> UInt8
  ) throws -> Project {
    let grid = VoxelGrid(size: Self.size, affine: Affine(spacing: [2, 2, 5]))
    var project = Project(
      scan: ScanReference(path: "x", grid: grid), reader: "", labels: try #require(LabelTable(table)))
    func layer(_ name: String, _ label: (VoxelIndex) -> UInt8) -> LabelLayer {
      var layer = LabelLayer(name: name, size: Self.size)
      let runs = Self.size.voxels.filter { label($0) != 0 }
        .map { Run(k: $0.k, j: $0.j, i: $0.i, count: 1, old: 0, new: label($0)) }
      layer.apply(runs, [])
      return layer
    }
    project.layers = [layer(LabelLayer.findings, label)]
    if let lungs { project.layers.append(layer(LabelLayer.lungs, lungs)) }
    return project
  }

  /// Random drawings in tables that call the same finding by other values, counted voxel by voxel; percent as the panel
  /// has it.
  @Test(arguments: 1...6) func countsAreThoseOfEachVoxel(_ seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    var drawn: [[UInt8]] = [], lungs: [UInt8] = []
    for _ in 0..<2 { drawn.append(Self.size.voxels.map { _ in UInt8.random(in: 0...3, using: &random) }) }
    lungs = Self.size.voxels.map { _ in UInt8.random(in: 0...3, using: &random) }
    func at(_ v: VoxelIndex) -> Int { (v.k * Self.size.j + v.j) * Self.size.i + v.i }
    // Label 3 of the first is in no table.
    let tables = [[finding(1, "GGO"), finding(2, "CON")], [finding(2, "GGO"), finding(1, "CON"), finding(3, "NOD")]]
    let names: [[UInt8: String]] = [[1: "GGO", 2: "CON", 3: "label-3"], [2: "GGO", 1: "CON", 3: "NOD"]]
    let projects = try (0..<2).map { n in
      try project(tables[n], lungs: { lungs[at($0)] }) { drawn[n][at($0)] }
    }
    let difference = ReadingDifference(projects[0], projects[1], form: nil, other: nil)
    #expect(difference.parts.map(\.finding.code) == ["GGO", "CON", "label-3", "NOD", "lesion"])
    let said = (0..<2).map { n in drawn[n].map { names[n][$0] } }
    let other = zip(said[0], said[1]).count { $0 != $1 }
    #expect(abs(difference.millilitres - Double(other) * 20 / 1000) < 1e-9)
    let extents = try projects.map { own in
      let session = EditSession(volume: randomVolume(own.scan.grid), layers: own.layers)
      return try #require(session.diseaseExtent()).both
    }
    for part in difference.parts {
      func isIn(_ n: Int, _ v: Int) -> Bool {
        part.finding == .lesion ? said[n][v] != nil : said[n][v] == part.finding.code
      }
      let voxels = said[0].indices
      #expect(part.overlap.first == voxels.count { isIn(0, $0) })
      #expect(part.overlap.second == voxels.count { isIn(1, $0) })
      #expect(part.overlap.common == voxels.count { isIn(0, $0) && isIn(1, $0) })
      let percent = (0..<2).map { n in
        extents[n].findings.reduce(0.0) { sum, one in
          let isOwn = part.finding == .lesion || names[n][one.key] == part.finding.code
          return sum + (isOwn ? 100 * Double(one.value.voxels) / Double(extents[n].lungVoxels) : 0)
        }
      }
      #expect(abs(try #require(part.percentDifference) - (percent[0] - percent[1])) < 1e-9)
    }
  }

  /// One finding in a row: so many voxels of each, and of both, of a hundred in the lungs.
  private func parts(_ a: Range<Int>, _ b: Range<Int>) throws -> ReadingDifference {
    let lungs: (VoxelIndex) -> UInt8 = { $0.k < 1 && $0.j < 10 && $0.i < 10 ? 1 : 0 }
    func drawn(_ range: Range<Int>) -> (VoxelIndex) -> UInt8 {
      { v in v.k == 0 && v.j < 10 && v.i < 10 && range.contains(v.j * 10 + v.i) ? 1 : 0 }
    }
    let table = [finding(1, "GGO")]
    return ReadingDifference(
      try project(table, lungs: lungs, drawn(a)), try project(table, lungs: lungs, drawn(b)), form: nil, other: nil)
  }

  @Test func whatIsAtTheLimitCallsForNothing() throws {
    let rule = AdjudicationRule(), ggo = ComparedFinding.finding(code: "GGO")
    #expect(rule.reasons(of: try parts(0..<10, 3..<13)) == [], "Dice 0.7")
    #expect(rule.reasons(of: try parts(0..<10, 4..<14)) == [.dice(ggo, 0.6)])
    #expect(rule.reasons(of: try parts(0..<20, 0..<25)) == [], "5 points")
    let far = rule.reasons(of: try parts(0..<20, 0..<26))
    #expect(far.count == 1 && { if case .extent(ggo, let x) = far[0] { abs(x - 6) < 1e-9 } else { false } }(), "\(far)")
    #expect(rule.reasons(of: try parts(0..<0, 0..<1)) == [.detection(ggo)])
    #expect(rule.reasons(of: try parts(0..<0, 0..<0)) == [])
    // Of one that is drawn in one alone, how far the lungs differ counts as well.
    #expect(rule.reasons(of: try parts(0..<9, 0..<0)).count == 2)
    var none = AdjudicationRule()
    (none.dice, none.extent, none.detection) = (0, 100, false)
    #expect(none.reasons(of: try parts(0..<10, 50..<100)) == [])
    #expect(none.reasons(of: try parts(0..<90, 0..<0)) == [])
  }

  /// Answers call for a decision where the rule names them; what is no answer of the field is none.
  @Test func answersAreAskedForByName() throws {
    let form = try BuiltInProtocol.covidChest.form
    func reading(_ answers: [String: AnswerValue]) throws -> Project {
      var own = try project([finding(1, "GGO")]) { _ in 0 }, record = ReadingRecord()
      for (field, value) in answers { record.set(ReadingAnswer(value, reader: "r"), for: field) }
      own.reading = record.json
      return own
    }
    let a = try reading(["technical": .word("limited"), "sfr": .word("normal")])
    let b = try reading(["technical": .word("diagnostic"), "sfr": .word("no such word")])
    let difference = ReadingDifference(a, b, form: form, other: form)
    #expect(difference.answers == form.fields.map(\.id).filter { ["technical", "sfr"].contains($0) })
    #expect(difference.millilitres == 0 && difference.parts == [])
    var rule = AdjudicationRule()
    #expect(rule.reasons(of: difference) == [])
    rule.answers = ["technical"]
    #expect(rule.reasons(of: difference) == [.answer(field: "technical")])
    #expect(ReadingDifference(a, a, form: form, other: form).answers == [])
  }

  @Test func theRuleIsReadBackAsItWasWritten() throws {
    try withTemporaryFolder { path in
      let folder = StudyFolder(path)
      var study = PlannedStudy.study(PlannedStudy.readers(2))
      (study.rules.adjudication.dice, study.rules.adjudication.extent) = (0.55, 2.5)
      (study.rules.adjudication.detection, study.rules.adjudication.answers) = (false, ["sfr", "technical"])
      try study.write(folder)
      #expect(try Study.read(folder) == study)
      let text = String(decoding: try SafeFile.read(folder.study).bytes, as: UTF8.self)
      // A study from before there was a rule.
      let old = text.replacing(/, "adjudication": \{[^}]*\}/, with: "")
      #expect(old != text)
      try StudyFile.write(Array(old.utf8), to: folder.study)
      #expect(try Study.read(folder).rules.adjudication == AdjudicationRule())
      for (was, now) in [("0.55", "1.5"), ("\"detection\": false", "\"detection\": 1"), ("[\"sfr\"", "[7")] {
        let wrong = text.replacing(was, with: now)
        #expect(wrong != text)
        try StudyFile.write(Array(wrong.utf8), to: folder.study)
        let failure = #expect(throws: Failure.self) { try Study.read(folder) }
        #expect(failure?.place?.contains("rules.adjudication") == true, "\(String(describing: failure))")
      }
    }
  }
}
