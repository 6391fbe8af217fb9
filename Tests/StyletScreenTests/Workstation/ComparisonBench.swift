import StyletCore
import StyletImaging
import StyletProject

@testable import StyletScreen

/// Two readings of the bench's scan, unlike in every plane: what both draw, what one alone does, and what they call by
/// two findings.
struct ComparisonBench {
  let work: Workstation
  let services = RecordingServices()

  /// Both: 3 x 2 x 2 voxels of finding 1. Only A: 4 voxels beside it. Only B: 12 voxels of finding 2. Otherwise called: 2.
  static let a: [Run] =
    common + [Run(k: 3, j: 6, i: 4, count: 4, old: 0, new: 1), Run(k: 9, j: 2, i: 15, count: 2, old: 0, new: 1)]
  static let b: [Run] =
    common
    + (0..<3).map { Run(k: 6, j: 9 + $0, i: 10, count: 4, old: 0, new: 2) }
    + [Run(k: 9, j: 2, i: 15, count: 2, old: 0, new: 3)]
  static let common: [Run] = [3, 4].flatMap { k in
    [4, 5].map { Run(k: k, j: $0, i: 4, count: 3, old: 0, new: 1) }
  }

  static func layer(_ runs: [Run]) -> LabelLayer {
    var layer = LabelLayer(name: LabelLayer.findings, size: Bench.size)
    let keys = Set(runs.map { SliceKey(k: Int($0.k), label: $0.new) })
    layer.apply(runs, keys.map { OriginChange(key: $0, old: nil, new: .manual) })
    return layer
  }

  /// - Parameters:
  ///   - answers: of A and of B, by field.
  init(
    size: (Int, Int) = (120, 40), answers: ([String: AnswerValue], [String: AnswerValue])? = nil, isNamed: Bool = false,
    isSigned: Bool = false
  ) throws {
    work = Workstation(session: EditSession(volume: try Bench.volume()), services: services, reader: "chief")
    work.handle(.resize(width: size.0, height: size.1))
    var reference: ProtocolReference?
    if answers != nil {
      let form = try BuiltInProtocol.covidChest.form
      reference = form.reference
      work.take(reading: ReadingRecord().json, following: form.reference, form: form)
    }
    func reading(_ runs: [Run], _ name: String, _ answers: [String: AnswerValue]) -> ComparedReadings.Reading {
      var record = ReadingRecord()
      for (field, value) in answers.sorted(by: { $0.key < $1.key }) {
        record.set(ReadingAnswer(value, reader: name), for: field)
      }
      if isSigned {
        record.sign(
          reader: name, meaning: "author", following: ProtocolReference(id: "covid-chest", version: 1), frozen: [:])
      }
      return ComparedReadings.Reading(
        drawing: Self.layer(runs), record: record, reference: reference, reader: name,
        input: ComparisonRecord.Input(file: name + "1", drawing: name + "2", answers: name + "3"))
    }
    try work.compare(
      ComparedReadings(
        reading(Self.a, "lecteur-07", answers?.0 ?? [:]), reading(Self.b, "lecteur-12", answers?.1 ?? [:]),
        isNamed: isNamed))
    work.waitForWork()
  }

  @discardableResult
  func play(_ script: String) throws -> Self {
    for key in try KeyNotation.parse(script) { work.handle(.key(key)) }
    return self
  }

  var notice: String { work.notice?.text ?? "" }
  var labels: LabelMap { work.session.findings.labels }

  /// Every labelled voxel.
  var drawn: [VoxelIndex: UInt8] { Self.voxels(labels) }

  static func voxels(_ labels: LabelMap) -> [VoxelIndex: UInt8] {
    var out: [VoxelIndex: UInt8] = [:]
    for k in 0..<labels.size.k {
      labels.forEachRun(k: k) { j, i, count, label in for n in i..<i + count { out[VoxelIndex(n, j, k)] = label } }
    }
    return out
  }

  static func voxels(_ runs: [Run]) -> [VoxelIndex: UInt8] { voxels(layer(runs).labels) }
}
