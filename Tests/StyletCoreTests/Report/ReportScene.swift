import TestSupport

@testable import StyletCore
@testable import StyletImaging
@testable import StyletProject
@testable import StyletReport

/// A small scan with two lungs, two findings, one of them proposed and partly outside, and measurements.
struct ReportScene {
  static let size = GridSize(30, 20, 12)!
  static let grid = VoxelGrid(size: size, affine: Affine(spacing: [10, 10, 20], origin: [-150, -100, -120]))

  /// Right lung i 2..<12, left 18..<28; j 3..<17; k 0..<12.
  static func lung(_ v: VoxelIndex) -> UInt8 {
    guard (3..<17).contains(v.j) else { return 0 }
    return (2..<12).contains(v.i) ? 1 : (18..<28).contains(v.i) ? 2 : 0
  }

  /// 1 in the right upper zone; 2, proposed, across the left lung's outer side, half of it outside.
  static func finding(_ v: VoxelIndex) -> UInt8 {
    if (3..<8).contains(v.i), (4..<10).contains(v.j), (9..<12).contains(v.k) { return 1 }
    if (26..<30).contains(v.i), (5..<9).contains(v.j), (1..<3).contains(v.k) { return 2 }
    return 0
  }

  var project: Project
  var session: EditSession
  var content: ReportContent

  static func layer(_ name: String, _ origin: (UInt8) -> Origin, _ label: (VoxelIndex) -> UInt8) -> LabelLayer {
    var layer = LabelLayer(name: name, size: size)
    for value in UInt8(1)...3 {
      var builder = EditBuilder(layer: layer)
      for v in size.voxels where label(v) == value { builder.set(j: v.j, k: v.k, v.i..<v.i + 1, to: value) }
      if let edit = builder.edit(name: "test", tool: "test", origin: origin(value)) { layer.apply(edit) }
    }
    return layer
  }

  static let volume = try! Volume(grid: grid) { out in
    for (n, v) in size.voxels.enumerated() {
      let label = finding(v)
      out[n] = label == 1 ? -500 : label == 2 ? 20 : lung(v) != 0 ? -860 : 30
    }
  }

  /// - Parameters:
  ///   - name: of everything that a file can name.
  init(
    name: String = "", hasLungs: Bool = true, lungOrigin: Origin = .manual, drawn: Bool = true,
    reader: String = "reader-07"
  ) throws {
    var layers = [
      Self.layer(LabelLayer.findings, { $0 == 2 ? .proposed : .manual }) { drawn ? Self.finding($0) : 0 }
    ]
    if hasLungs { layers.append(Self.layer(LabelLayer.lungs, { _ in lungOrigin }, Self.lung)) }
    let ruler = Measurement(
      id: "m1", shape: .ruler, plane: .axial, points: [SIMD3(3, 4, 10), SIMD3(6, 8, 10)], name: "aorta" + name)
    let carina = Landmark(id: "zone-carina", name: "carina" + name, point: SIMD3(15, 10, 8))
    session = EditSession(
      volume: Self.volume, layers: layers,
      annotations: Annotations(
        measurements: [.object(ruler.json(Self.grid, values: nil))], landmarks: [.object(carina.json(Self.grid))]))
    var table = LabelTable.standard.findings
    for n in table.indices { (table[n].code, table[n].name) = (table[n].code + name, table[n].name + name) }
    project = Project(
      scan: ScanReference(path: "folder/ct.nii", sha256: "ab12", grid: Self.grid), reader: reader + name,
      readingProtocol: ProtocolReference(id: "covid-chest" + name, version: 3), labels: LabelTable(table)!)
    project.timing = Timing(sessions: 3, seconds: 930)
    project.audit = [
      AuditEntry(time: "2026-03-01T09:30:00Z", reader: "reader-07", action: .created),
      AuditEntry(time: "2026-03-01T09:40:00Z", reader: "reader-07", action: .saved),
      AuditEntry(time: "2026-03-02T10:00:00Z", reader: "reader-08" + name, action: .saved),
    ]
    content = ReportContent(
      project, session,
      scan: ReportContent.Scan(
        name: "ct\(name).nii", format: "NIfTI-1", facts: [.init("manufacturer", "Maker" + name)],
        problems: name.isEmpty ? [] : ["odd" + name]), time: "2026-03-03T08:00:00Z")
    var answers = ReportAnswers()
    answers.title = "Covid-19, chest CT" + name
    answers.missing = 1
    answers.sections = [
      .init(title: "Quality" + name, items: [
        .init(
          id: "quality", title: "Technical" + name, text: "diagnostic" + name, value: .string("diagnostic"),
          state: .answered),
        .init(id: "phase", title: "Phase", text: "", value: .null, state: .notAssessed),
        .init(id: "fat", title: "Fat", text: "", value: .null, state: .unanswered),
        .init(
          id: "class", title: "Class", text: "1", value: .int(1), state: .computed, note: "two classes apart" + name),
      ])
    ]
    answers.sections[0].items[3].isUnreviewed = content.lesionIsUnreviewed
    content.answers = answers
  }
}

extension ReadingFacts.Words {
  /// In few words, for tests.
  static let plain = ReadingFacts.Words(
    calcium: { "\($0)" }, badge: { "\($0)" }, contrast: "contrast medium", noLungs: "no lungs",
    lungsAreProposed: "lungs proposed", isUnreviewed: "unreviewed", withoutLesion: "without lesion")
}
