import StyletBase
import StyletCore
import StyletImaging
import StyletProject

@testable import StyletScreen

/// A workstation on a small asymmetric scan: no two axes, spacings or voxels' neighbourhoods are alike.
struct Bench {
  let work: Workstation
  let services: RecordingServices

  static let size = GridSize(20, 16, 12)!
  static let spacing = SIMD3(0.8, 1.0, 2.0)

  /// Values rise by 10 HU along i, 30 along j and 7 along k from -900.
  static func volume(_ size: GridSize = size) throws -> Volume {
    try Volume(
      grid: VoxelGrid(size: size, affine: Affine(spacing: spacing, origin: [-10, 20, -30])), rescale: .identity
    ) { samples in
      for n in samples.indices {
        let i = n % size.i
        let j = n / size.i % size.j
        let k = n / (size.i * size.j)
        samples[n] = Int16(clamping: -900 + 10 * i + 30 * j + 7 * k)
      }
    }
  }

  init(_ size: GridSize = size, keymap: Keymap = .standard, table: LabelTable = .standard) throws {
    try self.init(on: try Self.volume(size), keymap: keymap, table: table)
  }

  /// On a scan of one's own.
  init(on volume: Volume, keymap: Keymap = .standard, table: LabelTable = .standard) throws {
    services = RecordingServices()
    work = Workstation(session: EditSession(volume: volume), table: table, keymap: keymap, services: services)
    work.handle(.resize(width: 120, height: 40))
  }

  /// On a scan of one's own.
  init(session: EditSession, keymap: Keymap = .standard) throws {
    services = RecordingServices()
    work = Workstation(session: session, keymap: keymap, services: services)
    work.handle(.resize(width: 120, height: 40))
  }

  /// Plays keys as written.
  @discardableResult
  func play(_ script: String) throws -> Self {
    for key in try KeyNotation.parse(script) { work.handle(.key(key)) }
    return self
  }

  var cursor: VoxelIndex { work.view.cursor }
  var labels: LabelMap { work.session.findings.labels }
  var notice: String { work.notice?.text ?? "" }

  /// Every labelled voxel.
  var drawn: [VoxelIndex: UInt8] {
    var out: [VoxelIndex: UInt8] = [:]
    for k in 0..<labels.size.k {
      for j in 0..<labels.size.j {
        labels.forEachRun(j: j, k: k) { i, count, label in
          for n in i..<i + count { out[VoxelIndex(n, j, k)] = label }
        }
      }
    }
    return out
  }

  /// Whether the ledger is what a recount gives.
  var ledgerIsRight: Bool {
    work.session.ledger == ExtentLedger(recounting: labels, volume: work.session.volume)
  }
}

extension Mode {
  /// Keys that lead to the mode from where the bench begins: what a test does in every mode it does in a new one, too.
  var keys: String {
    switch self {
    case .navigate: ""
    case .contour: "v<Space>l<Space>"
    case .adjust: "W"
    case .preview: "<Space>am"
    case .measure: "mr<Space>"
    case .solid: "<Space>zd"
    case .mosaic: "zp"
    }
  }
}

/// Files that are not there: remembers what was asked, and fails when told to.
final class RecordingServices: WorkstationServices {
  var calls: [String] = []
  var failure: Failure?
  var mask: ImportedMask?
  /// What was looked at when it was saved last.
  var place: PlaceRecord?
  /// As in a study.
  var noProposals: Failure?
  var asksForNothing = false
  var asksForReason = false
  /// Why it was signed so.
  var reasons: [String] = []
  func decided(because reason: String) { reasons.append(reason) }

  private func called(_ what: String) throws {
    calls.append(what)
    if let failure { throw failure }
  }

  func save(
    _ session: inout EditSession, findings: LabelTable, place: PlaceRecord, replacing: Bool
  ) throws -> String {
    try called("save\(replacing ? "!" : "") \(session.revision)")
    self.place = place
    session.endStroke()
    return "thorax.stylet.json"
  }

  /// Where the reader was who left without a save.
  var left: PlaceRecord?
  func leave(at place: PlaceRecord) { left = place }

  func record(_ findings: LabelTable) throws { try called("record \(findings.findings.count)") }

  /// What was recorded of the reading, the newest last.
  var readings: [ReadingRecord] = []
  var acts: [ReadingAct] = []

  func record(_ reading: ReadingRecord, following reference: ProtocolReference?, act: ReadingAct?) throws {
    try called("reading")
    readings.append(reading)
    if let act { acts.append(act) }
  }

  func readProtocol(_ asked: String) throws -> (form: ReadingProtocol, file: String?) {
    try ProtocolLibrary.read(asked)
  }

  var scanCheck = ScanCheck.done
  var isWorking = false
  var pendingNews: Notice?
  func news() -> Notice? {
    defer { pendingNews = nil }
    return pendingNews
  }

  func discard(_ session: EditSession) throws { try called("discard") }

  func keep(_ session: EditSession, findings: LabelTable) { calls.append("keep \(session.revision)") }

  func export(_ session: EditSession, findings: LabelTable, to path: String, replacing: Bool) throws -> String {
    try called("export \(path)")
    return path
  }

  var job: SegmenterJob?
  func segmenter(_ name: String) throws -> SegmenterJob {
    guard let job else { throw Sentence.noSegmenter(name) }
    return job
  }

  private(set) var imports: [String] = []
  func imported(_ source: String) { imports.append(source) }
  func importMask(from path: String, grid: VoxelGrid, findings: LabelTable) throws -> ImportedMask {
    try called("import \(path)")
    return mask ?? ImportedMask(labels: LabelMap(size: grid.size), findings: .standard, source: path)
  }
}

/// Refuses, as a full disk does, once told to.
final class FullDisk: SessionRecorder {
  var isFull = false
  var strokes: [Int?] = []

  func record(_ event: SessionEvent) throws {
    if isFull { throw Failure(.io, path: "scan.stylet.journal", "no space left on the disk", advice: "make room") }
    if case .performed(_, let stroke) = event { strokes.append(stroke) }
  }
}
