import Foundation
import StyletBase
import StyletCore
import StyletFormats
import StyletImaging
import StyletPhantom
import StyletProject

/// Loading, saving and the journal.
struct FileBench {
  let phantom: Phantom
  let folder: String

  func run() throws {
    let registry = FormatRegistry.standard
    for name in ["scan.nii.gz", "scan.nii", "scan.nrrd", "scan.mha"] {
      let path = folder + "/" + name
      try registry.writer(for: path).write(phantom.volume, to: path)
      var load = Timings()
      for _ in 0..<3 { _ = try load.measure { try registry.read(path) } }
      let bytes = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
      Report.times("load \(name), \(bytes / 1_000_000) MB", load)
    }
    try project()
  }

  /// A project of 200,000 runs (a tenth of them in findings of one voxel, the worst that a drawing can be): saved and
  /// loaded, and the journal's part of a stroke.
  private func project() throws {
    let scan = folder + "/scan.nii"
    let files = ProjectFiles(scan: scan, project: folder + "/bench.stylet.json")
    let opened = try ProjectStore.open(files, volume: phantom.volume, reader: "bench")
    var session = opened.session
    let size = phantom.volume.size
    var random = SplitMix64(seed: 3)
    var runs: [Run] = []
    let wanted = min(200_000, size.k * size.j * 4)
    for n in 0..<wanted {
      let row = n / 4, lane = size.i / 4
      let start = (n % 4) * lane + random.below(lane / 2)
      let count = n % 10 == 0 ? 1 : 1 + random.below(lane / 2 - 1)
      runs.append(
        Run(k: row / size.j * max(size.k * size.j * 4 / wanted, 1) % size.k, j: row % size.j, i: start, count: count,
            old: 0, new: UInt8(1 + n % 2)))
    }
    try session.perform(Edit(name: "bench", tool: "bench", runs: runs))
    var save = Timings(), load = Timings(), append = Timings()
    for _ in 0..<5 { try save.measure { _ = try opened.store.save(&session, replacing: true) } }
    let brush = BrushTool(radius: 5, shape: .disc, path: [VoxelIndex(size.i / 2, size.j / 2, size.k / 2)])
    for n in 0..<200 {
      let context = ToolContext(layer: session.findings, volume: phantom.volume, plane: .axial, label: n % 2 == 0 ? 3 : 4)
      guard let edit = brush.edit(in: context) else { continue }
      try append.measure { try session.perform(edit) }
    }
    try opened.store.save(&session)
    try opened.store.close(session, keepingUnsaved: true)
    for _ in 0..<3 {
      try load.measure {
        let again = try ProjectStore.open(files, volume: phantom.volume, reader: "bench")
        try again.store.close(again.session, keepingUnsaved: true)
      }
    }
    Report.times("save a project of \(wanted) runs", save, budget: "≤ 60 ms")
    Report.times("open a project of \(wanted) runs", load)
    Report.times("a stroke with its journal, waiting for the last sync", append)
  }
}
