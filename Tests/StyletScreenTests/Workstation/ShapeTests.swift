import StyletCore
import StyletImaging
import Testing

@testable import StyletScreen

/// Operations on what is drawn, from keys to the mask.
@Suite struct ShapeTests {
  /// What a tool makes of the bench's labels: its own tests hold it to naive references.
  private func after(_ bench: Bench, _ tool: any Tool) -> [VoxelIndex: UInt8] {
    var layer = bench.work.session.findings
    if let edit = tool.edit(in: bench.work.context(erasing: false)) { layer.apply(edit) }
    var drawn: [VoxelIndex: UInt8] = [:]
    for k in 0..<Bench.size.k {
      for j in 0..<Bench.size.j {
        for i in 0..<Bench.size.i where layer.labels[VoxelIndex(i, j, k)] != 0 {
          drawn[VoxelIndex(i, j, k)] = layer.labels[VoxelIndex(i, j, k)]
        }
      }
    }
    return drawn
  }

  // MARK: Parameters that are names

  @Test func namesGoRound() throws {
    let bench = try Bench().play("<Space>ao")
    let first = "Smooth: ‹size 1.5 mm›, by blurring, volume kept, on the slice"
    #expect(bench.notice.hasPrefix(first), "\(bench.notice)")
    try bench.play("<Down><Right>")
    #expect(bench.notice.contains("‹by opening›"))
    try bench.play("2<Right>")
    #expect(bench.notice.contains("‹by blurring, volume kept›"))
    try bench.play("<Left>")
    #expect(bench.notice.contains("‹by closing›"))
    try bench.play("<Down><Right>")
    #expect(bench.notice.contains("‹on the whole finding›"))
    try bench.play("<Esc>")
    #expect(bench.work.session.history.done.count == 1)
  }

  // MARK: Each tool by its keys

  static let planes: [(String, Plane)] = [("", .axial), ("<Tab>", .coronal), ("<S-Tab>", .sagittal)]

  @Test(arguments: planes) func margin(_ keys: String, _ plane: Plane) throws {
    let bench = try Bench().play(keys + ":brush 2.1<CR>b<Space>am")
    let slice = ShapeScope.slice(plane.coordinates(of: bench.cursor, in: Bench.size).w)
    let grown = after(bench, MarginTool(margin: 3, scope: slice))
    let shrunk = after(bench, MarginTool(margin: -1, scope: .space))
    let before = bench.drawn
    try bench.play("2<Right>")
    #expect(bench.drawn == before)
    try bench.play("<CR>")
    #expect(bench.drawn == grown && grown.count > before.count && bench.ledgerIsRight)
    try bench.play("u")
    #expect(bench.drawn == before)
    try bench.play("am8<Left><Down><Right>")
    #expect(bench.work.preview?.work != nil, "the whole finding is worked on in the background")
    try bench.play("<CR>")
    #expect(bench.drawn == shrunk && shrunk.count < before.count && bench.ledgerIsRight)
    try bench.play("u.")
    #expect(bench.drawn == shrunk)
  }

  @Test func smooth() throws {
    // a disc with a thread, and a voxel by itself
    let bench = try Bench().play(":brush 3<CR><Space>:brush 0.1<CR>3lp3lp14h<Space>")
    let before = bench.drawn
    let expected = after(bench, SmoothTool(size: 2, scope: .slice(6)))
    try bench.play("ao<Right><CR>")
    #expect(bench.drawn == expected && expected != before)
    #expect(bench.notice.hasPrefix("Smooth, slice 7, 1 thin part kept: "))
    #expect(expected[bench.cursor] == 1 && expected[VoxelIndex(16, 8, 6)] == nil)
    // what opening would take away whole stays, and is told before it is taken
    try bench.play("uao<Down><Right>")
    #expect(bench.notice.contains(", 1 thin part kept;"), "\(bench.notice)")
    try bench.play("<CR>")
    #expect(bench.drawn[bench.cursor] == 1 && bench.drawn[VoxelIndex(16, 8, 6)] == nil)
  }

  private let ring = ":brush 0.1<CR>3k2hp4l4j4h4kp2l2j"

  @Test(arguments: planes) func fillHoles(_ keys: String, _ plane: Plane) throws {
    let bench = try Bench().play(keys + ring + "s2<Space>s1")
    #expect(bench.drawn.count == 17)
    try bench.play("ah<CR>")
    #expect(bench.drawn.count == 25 && bench.drawn[bench.cursor] == 2)
    try bench.play("uah<Right><Right><CR>")
    #expect(bench.notice.contains("changes nothing with those closed on all sides"), "\(bench.notice)")
    try bench.play("<Esc>ah<Right><CR>")
    #expect(bench.drawn.count == 25)
  }

  /// A preview that would draw nothing holds nobody up: Enter leaves it, and so does the next tool.
  @Test func anEmptyPreviewIsLeft() throws {
    let bench = try Bench().play(ring + "ah<Right><Right>")
    func waited() throws { while bench.work.preview?.work != nil { bench.work.handle(.idle) } }
    try waited()
    #expect(bench.work.hasEmptyPreview)
    try bench.play("<CR>")
    #expect(bench.work.preview == nil && bench.notice.contains("changes nothing"))
    try bench.play("ah<Right><Right>")
    try waited()
    try bench.play("am")
    #expect(bench.work.preview?.assist.title.lowercased().contains("margin") == true, "\(bench.notice)")
    // One that would draw something is kept.
    try bench.play("<Esc>ahv")
    #expect(bench.work.preview?.edit != nil && bench.work.tool.contour == nil)
  }

  @Test func parts() throws {
    let bench = try Bench().play(":brush 2<CR><Space>8h:brush 0.9<CR><Space>")
    let all = bench.drawn
    try bench.play("ai<CR>")
    #expect(bench.drawn == all.filter { $0.key.i > 6 } && bench.drawn.count < all.count)
    try bench.play("uai2<Right><CR>")
    #expect(bench.drawn == all.filter { $0.key.i < 6 })
    try bench.play("uai<Right><CR>")
    #expect(bench.drawn == all.filter { $0.key.i > 6 })
    try bench.play("u3kai3<Right><CR>")
    #expect(bench.drawn == all && bench.notice.hasPrefix("The cursor is not on the finding chosen"), "\(bench.notice)")
    try bench.play("<Esc>")
    #expect(bench.work.session.history.done.count == 2)
  }

  @Test func copyFitted() throws {
    let bench = try Bench().play(":brush 2<CR><Space><PgUp>")
    let expected = after(bench, CopyFittedTool(from: 6, to: 7, rim: 2))
    try bench.play("ac2<Right><CR>")
    #expect(bench.drawn == expected && bench.drawn.keys.contains { $0.k == 7 })
    #expect(bench.work.session.findings.origins[SliceKey(k: 7, label: 1)] == .copied)
    try bench.play("s2ac")
    #expect(bench.notice.hasPrefix("No other slice has the finding chosen"))
  }

  /// Begins with the finding's usual values, or with the gate while it is on.
  @Test func clip() throws {
    let bench = try Bench().play(":brush 3<CR><Space>")
    let before = bench.drawn
    func value(_ v: VoxelIndex) -> Double { bench.work.volume.value(at: v) }
    try bench.play("ax")
    #expect(bench.notice.contains("from −750 HU, to −300 HU") && bench.notice.contains("nothing would change"))
    try bench.play("<Esc>:gate -520 -490<CR>ax<CR>")
    #expect(bench.drawn == before.filter { (-520.0 ... -490).contains(value($0.key)) } && bench.drawn.count > 1)
    try bench.play("uax<Right>")
    #expect(bench.notice.contains(":lungs finds them"))
    try bench.play("<CR>")
    #expect(bench.drawn == before && bench.work.mode == .navigate && bench.notice.contains(":lungs finds them"))
  }

  @Test func clipToTheLungs() throws {
    let volume = try Bench.volume()
    var lungs = LabelLayer(name: "lungs", size: Bench.size)
    var builder = EditBuilder(layer: lungs)
    for k in 0..<12 { for j in 0..<16 { builder.set(j: j, k: k, 0..<10, to: UInt8(1 + k % 2)) } }
    lungs.apply(try #require(builder.edit(name: "", tool: "", origin: .imported)))
    let work = Workstation(session: EditSession(volume: volume, layers: [lungs]), services: RecordingServices())
    work.handle(.resize(width: 120, height: 40))
    func play(_ keys: String) throws { for key in try KeyNotation.parse(keys) { work.handle(.key(key)) } }
    func columns() -> Set<Int> {
      var out = Set<Int>()
      for j in 0..<16 { work.session.findings.labels.forEachRun(j: j, k: 6) { i, n, _ in out.formUnion(i..<i + n) } }
      return out
    }
    try play(":brush 2<CR><Space>")
    #expect(columns() == [8, 9, 10, 11, 12])
    try play("ax<Right><CR>")
    #expect(columns() == [8, 9])
    try play("uax<Right><CR>")
    #expect(columns() == [10, 11, 12])
  }

  @Test func takesInTheOtherFinding() throws {
    let bench = try Bench().play("s2:brush 1<CR><Space>6l<Space>s1")
    let before = bench.drawn
    try bench.play("au<CR>")
    #expect(bench.drawn == before.mapValues { $0 }.reduce(into: [:]) { $0[$1.key] = $1.key.i > 13 ? 1 : 2 })
    try bench.play("uau<Right><Right><CR>")
    #expect(Set(bench.drawn.values) == [1] && bench.drawn.count == before.count && bench.ledgerIsRight)
    try bench.play("au")
    #expect(bench.notice.hasPrefix("No other finding is under the cursor"))
    try bench.play("<Esc>u:draw-over unlabelled<CR>au")
    #expect(bench.notice.contains(":draw-over everything allows it"))
    try bench.play("<Esc>:draw-over everything<CR>:lock CON<CR>au")
    #expect(bench.notice.contains("locked"))
    #expect(bench.drawn == before)
  }

  @Test func splitsByValue() throws {
    let bench = try Bench().play("s2:brush 6<CR><Space>")
    let before = bench.drawn
    try bench.play("ap")
    #expect(bench.notice.contains("into NOD"), "\(bench.notice)")
    try bench.play("<Down><Left>")
    #expect(bench.notice.contains("into GGO"))
    try bench.play("<Up>8<Left><CR>")
    let expected = after(bench, SplitTool(into: 1, value: -500, least: 0.05, scope: .slice(6)))
    #expect(bench.drawn.count == before.count && Set(bench.drawn.values) == [1, 2] && bench.drawn == expected)
    #expect(bench.ledgerIsRight)
    // chosen again, a finding cannot be split into itself: the next of the list is offered
    try bench.play("us1ap")
    #expect(bench.notice.contains("into CON"))
  }

  @Test func aLockedFindingIsNotShaped() throws {
    let bench = try Bench().play("<Space>:lock<CR>")
    let before = bench.drawn
    for keys in ["am", "ao", "ah", "ai", "ac", "ax", "au", "ap"] {
      try bench.play(keys)
      #expect(bench.notice == "The finding chosen is locked; :lock unlocks it", "\(keys)")
      try bench.play("<CR><Esc>")
      #expect(bench.drawn == before)
    }
  }

  @Test func anEmptyTable() throws {
    let bench = try Bench(table: try #require(LabelTable([]))).play("<Space>ap<Down><Right><CR><Esc>T>am<CR>")
    #expect(bench.ledgerIsRight)
  }

  // MARK: The gate that goes with the finding

  @Test func gatePreset() throws {
    let bench = try Bench().play("T")
    #expect(bench.work.tool.gated && bench.work.tool.gate == -750 ... -300)
    #expect(bench.notice == "Gate as usual for GGO: −750 to −300 HU")
    try bench.play("s2")
    #expect(bench.work.tool.gate == -300...100 && bench.notice.contains("−300 to 100 HU"))
    try bench.play("s4")
    #expect(bench.work.tool.gate == -300...100 && bench.notice.contains("OTH has no usual values"))
    try bench.play("s1T")
    #expect(!bench.work.tool.gated)
    try bench.play("s2")
    #expect(!bench.work.tool.gated && bench.work.tool.gate == -750 ... -300)
    // a gate of the reader's own does not go with the finding
    try bench.play("T:gate -5 5<CR>s1")
    #expect(bench.work.tool.gated && bench.work.tool.gate == -5...5)
    try bench.play("Tts2t")
    #expect(bench.work.tool.gate == -750 ... -300)
  }
}
