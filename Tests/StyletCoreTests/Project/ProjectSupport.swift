import Foundation
import Synchronization
import TestSupport

@testable import StyletBase
@testable import StyletCore
@testable import StyletImaging
@testable import StyletProject

/// A small scan, asymmetric in every axis, and projects of it.
enum Case {
  static let size = GridSize(7, 5, 4)!
  static let grid = VoxelGrid(
    size: size,
    affine: Affine([0.7, 0.01, 0], [0, 0.7, 0.1], [0, -0.2, 1.25], origin: [-120.5, 33.1, -700.25]))

  static func volume(_ grid: VoxelGrid = Case.grid) -> Volume {
    try! Volume(grid: grid) { samples in
      for n in samples.indices { samples[n] = Int16(truncatingIfNeeded: n * 37 % 2000 - 1000) }
    }
  }

  /// A scan file in `folder`; what is in it does not matter to Core.
  static func files(in folder: String, scan: String = "ct.nii.gz") throws -> ProjectFiles {
    let path = folder + "/" + scan
    try Data("scan".utf8).write(to: URL(fileURLWithPath: path))
    return ProjectFiles(scan: path)
  }

  static func open(
    _ files: ProjectFiles, volume: Volume = Case.volume(), reader: String = "reader-07",
    calls: SystemCalls = .live
  ) throws -> OpenedProject {
    try ProjectStore.open(
      files, volume: volume, reader: reader,
      new: Project(
        scan: ScanReference(path: ProjectFiles.relative(files.scan, to: files.project), grid: volume.grid),
        reader: reader, labels: .standard),
      calls: calls)
  }

  /// A stroke that changes something: a few random spans on a random slice.
  static func stroke(_ session: EditSession, _ random: inout SeededRandom) -> Edit {
    let size = session.volume.size
    while true {
      var builder = EditBuilder(layer: session.findings)
      let k = Int.random(in: 0..<size.k, using: &random), label = UInt8.random(in: 0...3, using: &random)
      for j in 0..<size.j where Bool.random(using: &random) {
        let i = Int.random(in: 0..<size.i, using: &random)
        builder.set(j: j, k: k, i..<i + Int.random(in: 1...4, using: &random), to: label)
      }
      let origin = Origin.allCases.randomElement(using: &random)!
      let edit = builder.edit(
        name: "Brush, slice \(k) \u{1f41e}\"", tool: "brush", parameters: ["radius": "5 mm", "gate": "off"],
        origin: origin)
      if let edit { return edit }
    }
  }

  /// Draws, undoes and redoes `count` times; the drawing after each step, the first before any.
  static func work(_ session: inout EditSession, steps count: Int, seed: UInt64 = 1) throws -> [Drawing] {
    var random = SeededRandom(seed: seed)
    var states = [Drawing(session)]
    var stroke = 0
    while states.count <= count {
      switch Int.random(in: 0..<6, using: &random) {
      case 0: if try session.undo() == nil { continue }
      case 1: if try session.redo() == nil { continue }
      default:
        if Bool.random(using: &random) { stroke += 1 }
        try session.perform(Case.stroke(session, &random), stroke: stroke)
      }
      states.append(Drawing(session))
    }
    return states
  }
}

/// All labels and origins of the findings, densely.
struct Drawing: Equatable {
  var labels: [UInt8] = []
  var origins: [SliceKey: Origin]

  init(_ session: EditSession) { self.init(session.findings) }

  init(_ layer: LabelLayer) {
    for k in 0..<layer.size.k {
      for j in 0..<layer.size.j {
        for i in 0..<layer.size.i { labels.append(layer.labels[VoxelIndex(i, j, k)]) }
      }
    }
    origins = layer.origins
  }
}

/// Makes system calls fail: the n-th one (base 0), or every one from it on, as when the machine stops there.
final class Faults: Sendable {
  private let state = Mutex((count: 0, from: Int.max, upTo: Int.max))
  private let code: Int32

  init(code: Int32 = EIO) { self.code = code }

  /// Calls made since the last `arm`.
  var count: Int { state.withLock { $0.count } }

  func arm(_ from: Int, stopping: Bool = false) {
    state.withLock { $0 = (0, from, stopping ? Int.max : from) }
  }

  func disarm() { arm(Int.max) }

  var calls: SystemCalls {
    SystemCalls { [self] call in
      state.withLock { state in
        defer { state.count += 1 }
        return state.count >= state.from && state.count <= state.upTo ? code : nil
      }
    }
  }
}

func read(_ path: String) throws -> [UInt8] { try Array(Data(contentsOf: URL(fileURLWithPath: path))) }

func write(_ bytes: [UInt8], _ path: String) throws { try Data(bytes).write(to: URL(fileURLWithPath: path)) }

func names(_ folder: String) throws -> Set<String> { Set(try FileManager.default.contentsOfDirectory(atPath: folder)) }
