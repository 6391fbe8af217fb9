import Foundation
import StyletBase
import StyletCore
import StyletImaging
import StyletProject
import StyletScreen
import StyletTerminal

/// From a key to the bytes for the terminal.
struct FrameBench {
  let volume: Volume
  let folder: String

  func run() throws {
    let traits = TerminalTraits(tier: .indexed, unicode: true)
    // With a real journal: a stroke waits for it as it does for a reader.
    let files = ProjectFiles(scan: folder + "/frames.nii", project: folder + "/frames.stylet.json")
    let opened = try ProjectStore.open(files, volume: volume, reader: "bench")
    let workstation = Workstation(session: opened.session, traits: traits, services: NoServices(), title: "phantom")
    defer { try? opened.store.close(workstation.session, keepingUnsaved: false) }
    let screen = try CursesScreen(term: "xterm-256color", traits: traits, width: 200, height: 55)
    _ = screen.present(workstation.draw(width: 200, height: 55))

    /// Types one key as the event loop would, timed, and lets the quiet moment after it pass, timed apart.
    func type(_ key: Key, _ times: inout Timings, _ bytes: inout [Int]) {
      let sent = times.measure {
        workstation.handle(.key(key))
        return screen.present(workstation.draw(width: 200, height: 55))
      }
      workstation.handle(.idle)
      let later = screen.present(workstation.draw(width: 200, height: 55))
      bytes.append(sent.count + later.count)
    }
    func type(_ script: String) throws {
      for key in try KeyScript.parse(script) { workstation.handle(.key(key)) }
      workstation.handle(.idle)
      _ = screen.present(workstation.draw(width: 200, height: 55))
    }

    // As a reader has it: the lungs found and outlined, the panel with their numbers.
    try type(":lungs<Enter>")
    workstation.waitForWork()
    _ = screen.present(workstation.draw(width: 200, height: 55))

    for plane in Plane.allCases {
      var scroll = Timings(), move = Timings()
      var scrollBytes: [Int] = [], moveBytes: [Int] = []
      for n in 0..<200 {
        type(n % 100 < 50 ? .pageUp : .pageDown, &scroll, &scrollBytes)
        type(n % 100 < 50 ? .right : .left, &move, &moveBytes)
      }
      Report.times("scroll a slice, \(plane.rawValue)", scroll, budget: "p99 ≤ 16 ms")
      Report.counts("  bytes", scrollBytes, unit: "B", budget: "≤ 65536 B")
      Report.times("move the cursor, \(plane.rawValue)", move, budget: "p99 ≤ 16 ms")
      Report.counts("  bytes", moveBytes, unit: "B")

      var stamp = Timings()
      var stampBytes: [Int] = []
      for n in 0..<100 {
        // A fresh place each time, so that every stamp changes voxels; moving there is not counted. A hand takes
        // longer than this pause; in it the stroke before reaches the disk.
        try type("3<Right>" + (n % 20 == 19 ? "60<Left>2<Down>" : ""))
        usleep(60_000)
        type(.character(" "), &stamp, &stampBytes)
      }
      var paint = Timings()
      var paintBytes: [Int] = []
      try type("p")
      for n in 0..<200 { type(n % 40 < 20 ? .right : n % 40 == 20 ? .down : .left, &paint, &paintBytes) }
      try type("p")
      Report.times("stamp the brush, \(plane.rawValue)", stamp, budget: "p99 ≤ 5 ms")
      Report.counts("  bytes", stampBytes, unit: "B", budget: "≤ 150 B")
      Report.times("paint a step with the pen, \(plane.rawValue)", paint, budget: "p99 ≤ 16 ms")
      Report.counts("  bytes", paintBytes, unit: "B")
      try type("<Tab>")
    }
  }
}

/// No files: the benchmark of frames has nothing to keep.
final class NoServices: WorkstationServices {
  func save(
    _ session: inout EditSession, findings: LabelTable, place: PlaceRecord, replacing: Bool
  ) throws -> String { "" }
  func record(_ findings: LabelTable) throws {}
  func record(_ reading: ReadingRecord, following reference: ProtocolReference?, act: ReadingAct?) throws {}
  func readProtocol(_ asked: String) throws -> (form: ReadingProtocol, file: String?) {
    try ProtocolLibrary.read(asked)
  }
  let isWorking = false
  func news() -> Notice? { nil }
  func discard(_ session: EditSession) throws {}
  func keep(_ session: EditSession, findings: LabelTable) {}
  func export(_ session: EditSession, findings: LabelTable, to path: String, replacing: Bool) throws -> String { "" }
  func imported(_ source: String) {}
  func importMask(from path: String, grid: VoxelGrid, findings: LabelTable) throws -> ImportedMask {
    throw Failure(.noInput, "no files in the benchmark")
  }
}
