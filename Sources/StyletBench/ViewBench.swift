import StyletBase
import StyletCore
import StyletImaging
import StyletPhantom
import StyletScreen
import StyletTerminal

/// From a key to the bytes for the terminal in the views beside the panes, with lungs and findings drawn.
struct ViewBench {
  let phantom: Phantom

  func run() throws {
    var session = EditSession(volume: phantom.volume)
    for (mask, layer) in [(phantom.lungs, LabelLayer.lungs), (phantom.findings, LabelLayer.findings)] {
      let whole = ToolContext(
        layer: LabelLayer(name: layer, size: phantom.volume.size), volume: phantom.volume, plane: .axial, label: 0)
      if let edit = ImportTool(mask: mask, origin: .proposed).edit(in: whole) { try session.takeOver(edit) }
    }
    try solid(session)
    for plane in Plane.allCases {
      for mode in Slab.Mode.allCases { try slab(session, plane, mode) }
    }
    try pages(session)
  }

  /// A workstation of so many cells, in 24-bit colour.
  private final class Desk {
    let work: Workstation
    private let screen: CursesScreen
    private let width: Int, height: Int

    init(_ session: EditSession, _ width: Int, _ height: Int) throws {
      let traits = TerminalTraits(tier: .direct, picture: .octants)
      (self.width, self.height) = (width, height)
      work = Workstation(session: session, traits: traits, services: NoServices(), title: "phantom")
      screen = try CursesScreen(term: "xterm-direct", traits: traits, width: width, height: height)
      work.handle(.resize(width: width, height: height))
      draw()
    }

    @discardableResult func draw() -> [UInt8] { screen.present(work.draw(width: width, height: height)) }

    func play(_ script: String) throws {
      for key in try KeyScript.parse(script) { work.handle(.key(key)) }
      work.handle(.idle)
      draw()
    }

    func time(_ keys: String, _ times: inout Timings) throws {
      for key in try KeyScript.parse(keys) {
        times.measure {
          work.handle(.key(key))
          draw()
        }
      }
    }
  }

  private func solid(_ session: EditSession) throws {
    let desk = try Desk(session, 120, 50)
    var first = Timings(), turning = Timings(), fine = Timings(), peaks = Timings(), cut = Timings()
    try desk.time("zd", &first)
    for _ in 0..<72 { try desk.time("<Left>", &turning) }
    for _ in 0..<10 {
      try desk.time("<Up>", &turning)
      fine.measure {
        desk.work.handle(.idle)
        desk.draw()
      }
    }
    try desk.play("0x")
    for _ in 0..<40 { try desk.time("<PageUp>", &cut) }
    try desk.play("xM")
    for _ in 0..<72 { try desk.time("<Left>", &peaks) }
    Report.times("3-D, first picture, 120x50", first, budget: "≤ 500 ms")
    Report.times("3-D, turned by a step", turning, budget: "≤ 50 ms")
    Report.times("3-D, refined at rest", fine)
    Report.times("3-D, the cut moved by a slice", cut, budget: "p99 ≤ 16 ms")
    Report.times("3-D, MIP turned by a step", peaks, budget: "≤ 50 ms")
  }

  private func slab(_ session: EditSession, _ plane: Plane, _ mode: Slab.Mode) throws {
    let desk = try Desk(session, 200, 55)
    for _ in Plane.allCases where desk.work.view.active != plane { try desk.play("<Tab>") }
    try desk.play(":slab \(mode.rawValue) 10<Enter>")
    var steps = Timings()
    for n in 0..<60 { try desk.time(n < 30 ? "<PageUp>" : "<PageDown>", &steps) }
    Report.times("slab \(mode.rawValue) of 10 mm, a step, \(plane.rawValue)", steps, budget: "p99 ≤ 16 ms")
  }

  private func pages(_ session: EditSession) throws {
    let desk = try Desk(session, 200, 55)
    for (name, open, keys, close) in [
      ("mosaic, the next slice", "zp", "<Right>", "<Esc>"), ("mosaic, the next page", "zp", "<PageDown>", "<Esc>"),
      ("grid and bar, scroll a slice", "zgzb++", "<PageUp>", "zgzb0"), ("profile shown", "", "mf", "<Esc>"),
      ("histogram of the slice shown", "", "mh", "<Esc>"),
    ] {
      var times = Timings()
      try desk.play(open)
      for _ in 0..<30 {
        try desk.time(keys, &times)
        if open.isEmpty { try desk.play(close) }
      }
      if !open.isEmpty { try desk.play(close) }
      Report.times(name, times, budget: "p99 ≤ 16 ms")
    }
  }
}
