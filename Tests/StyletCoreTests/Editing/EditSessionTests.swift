import StyletBase
import StyletCore
import StyletImaging
import TestSupport
import Testing

@Suite struct EditSessionTests {
  static let size = GridSize(19, 17, 12)!
  static let voxels = size.voxels
  static let volume = randomVolume(size, spacing: [1, 1.2, 2])

  /// A tool of any kind, with any settings, somewhere.
  static func anything(_ random: inout SeededRandom) -> (any Tool, Plane, UInt8, UInt8?, ClosedRange<Double>?) {
    let plane = Plane.allCases.randomElement(using: &random)!
    let extent = plane.size(of: size)
    func voxel() -> VoxelIndex { voxels.randomElement(using: &random)! }
    let w = Int.random(in: 0..<extent.w, using: &random)
    let tool: any Tool
    switch Int.random(in: 0..<10, using: &random) {
    case 0...3:
      let path = (0...Int.random(in: 0...1, using: &random)).map { _ in voxel() }
      let shape = Bool.random(using: &random) ? BrushTool.Shape.disc : .ball
      tool = BrushTool(radius: .random(in: 0...4, using: &random), shape: shape, path: path)
    case 4...5:
      tool = ContourTool(
        plane: plane, w: w,
        vertices: (0..<4).map { _ in
          .init(u: .random(in: 0..<extent.u, using: &random), v: .random(in: 0..<extent.v, using: &random))
        })
    case 6: tool = FillTool(at: voxel())
    case 7: tool = ClearTool(label: Bool.random(using: &random) ? 1 : nil, w: w)
    default: tool = CopyTool(from: w, to: min(w + 1, extent.w - 1), over: Bool.random(using: &random))
    }
    return (
      tool, plane, UInt8.random(in: 0...3, using: &random), Bool.random(using: &random) ? 2 : nil,
      Int.random(in: 0..<3, using: &random) == 0 ? -600...800 : nil
    )
  }

  static func edit(_ session: EditSession, _ random: inout SeededRandom) -> Edit? {
    let (tool, plane, label, erasing, gate) = anything(&random)
    return tool.edit(
      in: ToolContext(
        layer: session.findings, volume: volume, plane: plane, label: label, erasing: erasing, gate: gate))
  }

  /// Whatever is done, undone and redone: the ledger is what a recount gives, and undoing all gives nothing.
  @Test func randomWorkKeepsEverythingInStep() throws {
    var random = SeededRandom(seed: 2024)
    var session = EditSession(volume: Self.volume)
    for step in 1...1500 {
      switch Int.random(in: 0..<10, using: &random) {
      case 0...1: _ = try session.undo()
      case 2: _ = try session.redo()
      default:
        if let edit = Self.edit(session, &random) { try session.perform(edit, stroke: step / 3) }
      }
      if step % 100 == 0 {
        #expect(session.ledger == ExtentLedger(recounting: session.findings.labels, volume: Self.volume))
        checkOrigins(session.findings)
      }
    }
    while try session.undo() != nil {}
    #expect(session.findings.labels.isEmpty)
    #expect(session.findings.origins.isEmpty)
    #expect(session.ledger == ExtentLedger())
    while try session.redo() != nil {}
    #expect(session.ledger == ExtentLedger(recounting: session.findings.labels, volume: Self.volume))
  }

  /// A finding has an origin on exactly the slices that it is on.
  private func checkOrigins(_ layer: LabelLayer) {
    var drawn = Set<SliceKey>()
    for x in layer.size.voxels where layer.labels[x] != 0 { drawn.insert(SliceKey(k: x.k, label: layer.labels[x])) }
    #expect(Set(layer.origins.keys) == drawn)
  }

  /// Each tool's edit, taken back, gives the labels and origins of before, bit for bit; its inverse's inverse is it.
  @Test func inverseIsExact() {
    var random = SeededRandom(seed: 6)
    var layer = LabelLayer(name: LabelLayer.findings, size: Self.size)
    var met = Set<String>()
    for _ in 0..<150 {
      let (tool, plane, label, erasing, gate) = Self.anything(&random)
      let context = ToolContext(
        layer: layer, volume: Self.volume, plane: plane, label: label, erasing: erasing, gate: gate)
      guard let edit = tool.edit(in: context) else { continue }
      met.insert(edit.tool)
      #expect(edit.inverse.inverse == edit)
      #expect(tool.edit(in: context) == edit)
      var after = layer
      after.apply(edit)
      #expect(after.labels.plain != layer.labels.plain)
      var back = after
      back.apply(edit.inverse)
      #expect(back.labels.plain == layer.labels.plain)
      #expect(back.origins == layer.origins)
      layer = after
    }
    #expect(met.isSuperset(of: ["brush", "contour", "clear", "copy"]))
  }

  @Test func originsFollowTheDrawing() throws {
    let key = SliceKey(k: 5, label: 1)
    var session = EditSession(volume: Self.volume)
    func draw(_ origin: Origin, _ range: Range<Int>, _ label: UInt8) throws {
      var builder = EditBuilder(layer: session.findings)
      builder.set(j: 3, k: 5, range, to: label)
      try session.perform(try #require(builder.edit(name: "test", tool: "test", origin: origin)))
    }
    try draw(.proposed, 2..<8, 1)
    #expect(session.findings.origins == [key: .proposed])
    try draw(.manual, 2..<4, 0)  // a part erased: the reader has corrected the rest
    #expect(session.findings.origins == [key: .accepted])
    try draw(.grown, 4..<8, 2)  // overwritten whole
    #expect(session.findings.origins == [SliceKey(k: 5, label: 2): .grown])
    _ = try session.undo()
    #expect(session.findings.origins == [key: .accepted])
    _ = try session.undo()
    #expect(session.findings.origins == [key: .proposed])
    _ = try session.undo()
    #expect(session.findings.origins.isEmpty)
  }

  private final class Recorder: SessionRecorder {
    struct Full: Error {}
    var events: [SessionEvent] = []
    var full = false
    func record(_ event: SessionEvent) throws {
      if full { throw Full() }
      events.append(event)
    }
  }

  /// A replayed journal gives the same session; a full disk changes nothing.
  @Test func recordingAndReplay() throws {
    var random = SeededRandom(seed: 77)
    let recorder = Recorder()
    var session = EditSession(volume: Self.volume)
    session.recorder = recorder
    for step in 0..<120 {
      if step % 7 == 6 {
        _ = try session.undo()
      } else if step % 11 == 10 {
        _ = try session.redo()
      } else if let edit = Self.edit(session, &random) {
        try session.perform(edit, stroke: step / 2)
      }
    }
    var replayed = EditSession(volume: Self.volume)
    for event in recorder.events { try replayed.replay(event) }
    #expect(replayed.findings.labels.plain == session.findings.labels.plain)
    #expect(replayed.findings.origins == session.findings.origins)
    #expect(replayed.ledger == session.ledger)
    #expect(replayed.history.done == session.history.done && replayed.history.undone == session.history.undone)

    recorder.full = true
    let before = (session.findings.labels.plain, session.history.done, session.revision)
    let edit = try #require(
      BrushTool(radius: 9, path: [VoxelIndex(4, 4, 4)]).edit(
        in: ToolContext(layer: session.findings, volume: Self.volume, plane: .axial, label: 9)))
    #expect(throws: Recorder.Full.self) { try session.perform(edit) }
    #expect(throws: Recorder.Full.self) { try session.undo() }
    #expect(session.findings.labels.plain == before.0 && session.history.done == before.1)
    #expect(session.revision == before.2)
  }

  @Test func replayRefusesWhatDoesNotFit() throws {
    var session = EditSession(volume: Self.volume)
    for edit in [
      Edit(name: "bad", tool: "t", runs: [Run(k: 0, j: 0, i: 0, count: 2, old: 3, new: 1)]),
      Edit(name: "bad", tool: "t", runs: [Run(k: 99, j: 0, i: 0, count: 2, old: 0, new: 1)]),
      Edit(name: "bad", tool: "t", layer: "nowhere", runs: [Run(k: 0, j: 0, i: 0, count: 2, old: 0, new: 1)]),
    ] {
      #expect(throws: Failure.self) { try session.replay(.performed(edit, stroke: nil)) }
      #expect(session.findings.labels.isEmpty && session.history.done.isEmpty && session.ledger == ExtentLedger())
    }
  }
}
