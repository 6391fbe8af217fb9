import Foundation
import StyletImaging
import StyletPhantom
import StyletProject
import StyletScreen
import StyletTerminal

/// What each tool costs a reader, from its key to the bytes for the terminal, on a lesion of the phantom.
///
/// A tool that works in the background is timed by the frames of a reader who scrolls on meanwhile.
struct ToolBench {
  let phantom: Phantom
  let folder: String
  /// Words in the names of the rows that are measured; nil: all.
  var only: String? = nil

  /// A tool as a reader calls it.
  private struct Row {
    let name: String
    /// Keys before each time, not timed.
    var before = ""
    /// The keys whose frames are timed, each on its own.
    let keys: String
    /// Keys after each time that take it back, not timed.
    var after = "u"
    let budget: String

    static func stroke(_ name: String, before: String = "", _ keys: String, after: String = "u") -> Row {
      Row(name: name, before: before, keys: keys, after: after, budget: "p99 ≤ 5 ms")
    }

    static func assist(_ name: String, before: String = "", _ keys: String, after: String = "<Esc>") -> Row {
      Row(name: name, before: before, keys: keys, after: after, budget: "≤ 100 ms")
    }

    static func long(_ name: String, before: String = "", _ keys: String, after: String = "<Esc>") -> Row {
      Row(name: name, before: before, keys: keys, after: after, budget: "p99 ≤ 16 ms")
    }
  }

  private static let strokes: [Row] = [
    .stroke("brush, disc of 5 mm", "<Space>"),
    .stroke("brush, ball of 10 mm", before: ":brush 10<Enter>b", "<Space>", after: "ub:brush 5<Enter>"),
    .stroke("brush through the gate", before: "t", "<Space>", after: "ut"),
    .stroke("adaptive brush, disc of 10 mm", before: ":brush 10<Enter>B", "<Space>", after: "uB:brush 5<Enter>"),
    .stroke("adaptive brush, ball of 10 mm", before: ":brush 10<Enter>bB", "<Space>", after: "ubB:brush 5<Enter>"),
    .stroke("brush beside interpolated slices", before: between + "i<Enter>", "<Space>", after: "4u"),
    .stroke(
      "fill", before: ":brush 1<Enter>p9<Right>9<Down>9<Left>9<Up>p4<Right>4<Down>", "f", after: "2u:brush 5<Enter>"),
    .stroke("clear the slice", before: "<Space>", "x", after: "2u"),
    .stroke("lesion deleted", before: "<Space>", "dd", after: "2u"),
    .stroke("undo", before: "<Space>", "u", after: ""),
    .stroke("repeat", before: "<Space><PageUp>", ".", after: "2u"),
    .stroke("measure, ends of a ruler", "mr<Right><Right><Space>"),
    .stroke("contour along edges, a step", before: "V<Space>", "<Right><Right><Down><Down>", after: "<BS><Esc>"),
  ]

  private static let assists: [Row] = [
    .assist("grow on the slice, and an arrow", "r<Right>"),
    .assist("grow from seeds on the slice, and an arrow", before: "<Space>", "as<Right>", after: "<Esc>u"),
    .assist(
      "contour along edges: start, four anchors, close",
      "V<Space>5<Right><Space>5<Down><Space>5<Left><Space>a", after: "u"),
    .assist(
      "contour opened again, closed",
      before: "v<Space>5<Right><Space>5<Down><Space>a", "A<Enter><Right><Enter>a", after: "2u"),
    .assist(
      "contour pasted on the next slice", before: "V<Space>9<Right><Space>9<Down><Space>a<PageUp>", "Ca", after: "2u"),
    .assist("copy from the slice below", before: "<Space><PageUp>", "c", after: "2u"),
    .assist("copy fitted to the scan, and an arrow", before: "<Space><PageUp>", "ac<Right>", after: "<Esc>u"),
    .assist("margin on the slice, and an arrow", before: "<Space>", "am<Right>", after: "<Esc>u"),
    .assist("smooth on the slice, and an arrow", before: "<Space>", "ao<Right>", after: "<Esc>u"),
    .assist("fill holes on the slice", before: "<Space>", "ah", after: "<Esc>u"),
    .assist("clip to values, and an arrow", before: "<Space>", "ax<Right>", after: "<Esc>u"),
    .assist("split by value, and an arrow", before: "<Space>", "ap<Right>", after: "<Esc>u"),
    .assist("take in another finding", before: "s2<Space>s1", "au", after: "<Esc>u"),
    .assist("lesions, list", before: "<Space>", "dl", after: "<Esc>u"),
  ]

  /// Two slices drawn, eight apart, and the cursor between them.
  private static let between = "<Space>8<PageUp><Space>4<PageDown>"

  private static let long: [Row] = [
    .long("grow in space", "ar"),
    .long("grow from seeds in space", before: "<Space>", "aS", after: "<Esc>u"),
    .long("interpolate 7 slices", before: between, "i", after: "<Esc>2u"),
    .long("margin in space", before: "ar<Enter>", "am<Down><Right>", after: "<Esc>u"),
    .long("smooth in space", before: "ar<Enter>", "ao<Up><Right>", after: "<Esc>u"),
    .long("parts in space", before: "ar<Enter>", "ai", after: "<Esc>u"),
    .long("lungs and airways", ":lungs<Enter>", after: "u"),
    .long("propose opacities", before: ":lungs<Enter>", ":propose<Enter>", after: "2u"),
  ]

  func run() throws {
    let traits = TerminalTraits(tier: .indexed, unicode: true)
    let files = ProjectFiles(scan: folder + "/tools.nii", project: folder + "/tools.stylet.json")
    let opened = try ProjectStore.open(files, volume: phantom.volume, reader: "bench")
    let workstation = Workstation(session: opened.session, traits: traits, services: NoServices(), title: "phantom")
    defer { try? opened.store.close(workstation.session, keepingUnsaved: false) }
    let screen = try CursesScreen(term: "xterm-256color", traits: traits, width: 200, height: 55)
    let desk = Desk(workstation: workstation, screen: screen)
    try desk.go(to: lesion)
    for row in Self.strokes + Self.assists where only.map(row.name.contains) ?? true {
      var times = Timings()
      var refused: String?
      for _ in 0..<(only == nil ? 30 : 300) {
        try desk.go(to: lesion)
        try desk.play(row.before)
        usleep(50_000)  // the stroke before reaches the disk, as it does between two of a hand's
        for key in try KeyScript.parse(row.keys) { desk.press(key, &times) }
        refused = refused ?? desk.refusal
        try desk.play(row.after)
      }
      Report.times(row.name, times, budget: refused.map { "REFUSED: " + $0 } ?? row.budget)
    }
    for row in Self.long where only.map(row.name.contains) ?? true {
      var frames = Timings(), whole = Timings()
      var refused: String?
      for _ in 0..<5 {
        try desk.go(to: lesion)
        try desk.play(row.before)
        try whole.measure {
          for key in try KeyScript.parse(row.keys) { desk.press(key, &frames) }
          refused = refused ?? desk.refusal
          repeat { desk.press(.pageUp, &frames); desk.press(.pageDown, &frames) } while workstation.wantsIdle
        }
        try desk.play(row.after)
      }
      Report.times(row.name + ": frames meanwhile", frames, budget: refused.map { "REFUSED: " + $0 } ?? row.budget)
      Report.times(row.name + ": until it is shown", whole)
    }
  }

  /// The middle of the first lesion.
  private var lesion: VoxelIndex {
    phantom.lesions.first.flatMap { phantom.volume.grid.voxel(at: $0.centre) } ?? VoxelIndex(0, 0, 0)
  }
}

/// The workstation and its screen, as the event loop has them.
private struct Desk {
  let workstation: Workstation
  let screen: CursesScreen

  /// One key, from the key to the bytes, timed; the quiet moment after it is not.
  func press(_ key: Key, _ times: inout Timings) {
    times.measure {
      workstation.handle(.key(key))
      _ = screen.present(workstation.draw(width: 200, height: 55))
    }
    workstation.handle(.idle)
    _ = screen.present(workstation.draw(width: 200, height: 55))
  }

  /// What the workstation did not do: a row that measures nothing must not look fast.
  var refusal: String? { workstation.notice.flatMap { $0.weight == .info ? nil : $0.text } }

  /// Arrows and page keys to a voxel, in the axial plane.
  func go(to v: VoxelIndex) throws {
    let c = workstation.view.cursor
    func steps(_ n: Int, _ more: String, _ less: String) -> String { n == 0 ? "" : "\(abs(n))" + (n > 0 ? more : less) }
    try play(
      steps(v.i - c.i, "<Right>", "<Left>") + steps(v.j - c.j, "<Down>", "<Up>")
        + steps(v.k - c.k, "<PageUp>", "<PageDown>"))
  }

  /// Keys that are not timed; what works in the background is waited for.
  func play(_ keys: String) throws {
    for key in try KeyScript.parse(keys) {
      workstation.handle(.key(key))
      workstation.waitForWork()
    }
    workstation.handle(.idle)
    _ = screen.present(workstation.draw(width: 200, height: 55))
  }
}
