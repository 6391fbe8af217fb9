import StyletCore
import StyletImaging

@testable import StyletScreen

/// A session with a disc of the brush's size stamped as a tool would.
struct ViewBench {
  var session: EditSession
  var view: ViewState
  var tool = ToolState()
  var unsaved = 0

  init(_ volume: Volume, cursor: VoxelIndex) {
    session = EditSession(volume: volume)
    view = ViewState(cursor: cursor)
  }

  mutating func stamp(_ c: VoxelIndex, mm: Double, label: UInt8) throws {
    var builder = EditBuilder(layer: session.findings)
    let s = session.volume.grid.spacing
    let rj = Int(mm / s.y), ri = Int(mm / s.x)
    for dj in -rj...rj {
      for di in -ri...ri {
        let x = Double(di) * s.x, y = Double(dj) * s.y
        if x * x + y * y <= mm * mm { builder.set(j: c.j + dj, k: c.k, c.i + di..<c.i + di + 1, to: label) }
      }
    }
    if let edit = builder.edit(name: "stamp", tool: "brush", origin: .manual) {
      try session.perform(edit)
      unsaved += 1
    }
  }

  var model: ScreenModel {
    var m = ScreenModel(view: view, tool: tool, session: session, table: .standard)
    m.title = "scan.nii.gz"
    m.reader = "reader-07"
    m.modeName = "NAVIGATE"
    m.unsavedStrokes = unsaved
    return m
  }
}

extension TerminalTraits {
  static let all = ColourTier.allCases.flatMap { tier in
    [TerminalTraits(tier: tier, unicode: true), TerminalTraits(tier: tier, unicode: false)]
  }
}
