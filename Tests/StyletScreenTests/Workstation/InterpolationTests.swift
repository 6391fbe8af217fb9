import StyletCore
import StyletImaging
import Testing

@testable import StyletScreen

/// Interpolation at the keyboard: shown, taken, accepted, corrected.
@Suite struct InterpolationTests {
  /// Discs on slices 4 and 9 (base 0), 7 voxels apart.
  private let discs = ":brush 3<CR>2<PageDown><Space>5<PageUp>3l<Space>2<PageDown>"

  /// - Parameter percent: how much the CT weight; in a debug build the shape alone is a hundred times as fast.
  private func ready(_ keys: String = "", percent: Double = 0) throws -> Bench {
    let bench = try Bench()
    bench.work.assistValues["interpolate"] = [percent]
    return try bench.play(discs + keys)
  }

  private func origin(_ bench: Bench, _ k: Int) -> Origin? {
    bench.work.session.findings.origins[SliceKey(k: k, label: 1)]
  }

  private func slices(_ bench: Bench) -> Set<Int> { Set(bench.drawn.keys.map(\.k)) }

  /// What the tool itself draws: its own tests say what that should be.
  private func interpolation(_ bench: Bench, strength: Double = 0) throws -> Edit {
    try #require(InterpolateTool(strength: strength).edit(in: bench.work.context(erasing: false)))
  }

  @Test func isShownAndTaken() throws {
    let bench = try Bench().play(discs)
    #expect(slices(bench) == [4, 9])
    let edit = try interpolation(bench, strength: 1)
    try bench.play("i")
    #expect(bench.work.mode == .preview && bench.notice.contains("CT weight 100 %"))
    bench.work.waitForWork()
    #expect(slices(bench) == [4, 9] && bench.work.preview?.edit == edit)
    try bench.play("<CR>")
    #expect(slices(bench) == Set(4...9) && bench.ledgerIsRight)
    #expect((5...8).allSatisfy { origin(bench, $0) == .interpolated })
    #expect(bench.work.session.history.done.count == 3 && bench.work.reinterpolation.isIdle)
    try bench.play("u")
    #expect(slices(bench) == [4, 9] && origin(bench, 6) == nil)
  }

  @Test func theArrowsSayHowMuchTheCTCounts() throws {
    let bench = try ready("i" + String(repeating: "<Left>", count: 12), percent: 30)
    #expect(bench.notice.contains("CT weight 0 %"))
    let edit = try interpolation(bench, strength: 0)
    try bench.play("<CR>")
    #expect(bench.work.session.history.done.last == edit)
  }

  @Test(arguments: ["x", ":lock GGO<CR>", "s2"]) func nothingToDo(keys: String) throws {
    let bench = try Bench().play("<Space>" + keys + "i")
    bench.work.waitForWork()
    let before = bench.drawn
    try bench.play("<CR>")
    #expect(bench.drawn == before && !bench.notice.isEmpty)
    try bench.play("<Esc>I")
    #expect(bench.drawn == before && bench.work.notice?.weight == .warning)
  }

  @Test func saysWhatIsInterpolated() throws {
    let bench = try ready("i<CR>")
    func text() -> String { bench.work.draw(width: 120, height: 40).text }
    #expect(bench.cursor.k == 7 && text().contains("interpolated") && text().contains("4 interpolated"))
    #expect(bench.work.model.isInterpolated)
    try bench.play("2<PageUp>")
    #expect(!bench.work.model.isInterpolated && text().contains("4 interpolated"))
    try bench.play("s2<PageDown>")
    #expect(!text().contains("interpolated"))
    try bench.play("s1I")
    #expect(bench.work.model.interpolatedSlices == 0 && bench.notice == "GGO: 4 interpolated slices accepted")
  }

  /// What is accepted on an interpolated slice is not taken away when its gap is computed anew.
  @Test func anAcceptedPieceStays() throws {
    let bench = try ready("i<CR>")
    let piece = [VoxelIndex(1, 1, 6), VoxelIndex(2, 1, 6)]
    var mask = LabelMap(size: Bench.size)
    mask.apply(Edit(name: "", tool: "", runs: [Run(k: 6, j: 1, i: 1, count: 2, old: 0, new: 1)]))
    let labels = mask
    bench.services.job = { _, _, _ in .lesions(labels, mapping: [1: 1], remarks: []) }
    try bench.play(":propose other<CR>")
    bench.work.waitForWork()
    let before = bench.drawn
    #expect(piece.allSatisfy { before[$0] == nil } && origin(bench, 6) == .interpolated)
    try bench.play("PnPa")
    bench.work.waitForWork()
    #expect(bench.work.reinterpolation.isIdle && piece.allSatisfy { bench.drawn[$0] == 1 } && bench.ledgerIsRight)
    #expect(origin(bench, 6) == .accepted && [5, 7, 8].allSatisfy { origin(bench, $0) == .interpolated })
    // its neighbours are corrected
    bench.work.jump(to: VoxelIndex(1, 1, 7))
    try bench.play("s1<Space>")
    bench.work.waitForWork()
    #expect(piece.allSatisfy { bench.drawn[$0] == 1 })
    try bench.play("uu")
    #expect(bench.drawn == before && origin(bench, 6) == .interpolated)
  }

  @Test func acceptedInOneStep() throws {
    let bench = try ready("i<CR>")
    let before = bench.work.session.findings
    try bench.play("I")
    #expect((4...9).allSatisfy { origin(bench, $0) == .manual })
    #expect(bench.work.session.findings.labels.isSame(as: before.labels))
    #expect(bench.work.session.history.done.last?.name == "Accept interpolation, 4 slices")
    try bench.play("u")
    #expect(bench.work.session.findings.origins == before.origins)
    try bench.play("U")
    #expect((5...8).allSatisfy { origin(bench, $0) == .manual } && bench.ledgerIsRight)
  }

  // MARK: Corrections

  /// A corrected slice counts as drawn; its neighbours follow, in the same step.
  @Test(arguments: ["4h<Space>", "e<Space>", "s2<Space>s1", "p3hp"]) func theNeighboursFollow(keys: String) throws {
    let bench = try ready("i<CR>")
    let before = bench.work.session.findings
    let steps = bench.work.session.history.done.count
    try bench.play(keys)
    let corrected = bench.drawn.filter { $0.key.k == 7 }
    let apart = bench.work.session.findings
    bench.work.waitForWork()
    #expect(bench.work.reinterpolation.isIdle && bench.ledgerIsRight)
    #expect(bench.drawn.filter { $0.key.k == 7 } == corrected && origin(bench, 7) == .manual)
    #expect([5, 6, 8].allSatisfy { origin(bench, $0) == .interpolated })
    // they are what the tool makes of the slices drawn now
    var afresh = apart
    let context = ToolContext(
      layer: afresh, volume: bench.work.volume, plane: .axial, label: 1, over: .unlabelled)
    if let edit = InterpolateTool(strength: 0).edit(in: context) { afresh.apply(edit) }
    #expect(bench.work.session.findings.labels.isSame(as: afresh.labels))
    #expect(!bench.work.session.findings.labels.isSame(as: apart.labels))
    // and one undo takes back both
    #expect(bench.work.session.history.done.count == steps + 1)
    try bench.play("u")
    #expect(bench.work.session.findings.labels.isSame(as: before.labels))
    #expect(bench.work.session.findings.origins == before.origins && bench.ledgerIsRight)
    try bench.play("U")
    #expect(bench.work.session.findings.labels.isSame(as: afresh.labels))
  }

  /// A drawn slice that changes takes the interpolated ones beside it along.
  @Test func aChangedNeighbour() throws {
    let bench = try ready("i<CR>2<PageUp>")
    let before = bench.drawn.filter { (5...8).contains($0.key.k) }
    try bench.play(":brush 6<CR><Space>")
    bench.work.waitForWork()
    let after = bench.drawn.filter { (5...8).contains($0.key.k) }
    #expect(after.count > before.count && bench.ledgerIsRight)
    try bench.play("u")
    #expect(bench.drawn.filter { (5...8).contains($0.key.k) } == before)
  }

  @Test func anotherStrokeBeginsItAnew() throws {
    let bench = try ready("i<CR>")
    try bench.play("4h<Space>")
    bench.work.handle(.idle)
    let first = bench.work.reinterpolation.work?.edit
    #expect(first != nil && bench.work.wantsIdle)
    try bench.play("4l<Space>")
    #expect(bench.work.reinterpolation.work == nil && bench.work.wantsIdle)
    let steps = bench.work.session.history.done.count
    let between = bench.work.session.findings
    while !bench.work.reinterpolation.isIdle { bench.work.handle(.idle) }
    #expect(bench.work.session.history.done.count == steps && bench.ledgerIsRight && !bench.work.wantsIdle)
    #expect(!bench.work.session.findings.labels.isSame(as: between.labels))
  }

  @Test func savingAndLeavingWaitForIt() throws {
    for keys in [":w<CR>", ":export x.nii.gz<CR>", ":q<CR>", "I"] {
      let bench = try ready("i<CR>4h<Space>")
      #expect(!bench.work.reinterpolation.isIdle)
      let wanted = try interpolation(bench)
      let count = bench.work.session.revision
      try bench.play(keys)
      #expect(bench.work.reinterpolation.isIdle && bench.work.session.revision >= count + 1, "\(keys)")
      #expect(bench.work.session.history.done.contains { step in wanted.runs.allSatisfy(step.runs.contains) })
    }
    for keys in ["u", ":q!<CR>"] {
      let bench = try ready("i<CR>4h<Space>")
      bench.work.handle(.idle)
      try bench.play(keys)
      #expect(bench.work.reinterpolation.isIdle, "\(keys)")
    }
    let bench = try ready("i<CR>4h<Space>")
    bench.work.handle(.hangUp)
    #expect(bench.work.reinterpolation.isIdle && bench.services.calls.last?.hasPrefix("keep") == true)
  }

  /// A preview shows the labels as they are: nothing changes beneath it.
  @Test func aPreviewComesFirst() throws {
    let bench = try ready("i<CR>4h<Space>")
    bench.work.handle(.idle)
    try bench.play("r")
    let before = bench.drawn
    for _ in 0..<3 { bench.work.handle(.idle) }
    bench.work.waitForWork()
    #expect(bench.drawn == before && bench.work.reinterpolation.work == nil && !bench.work.reinterpolation.isIdle)
    try bench.play("<Esc>")
    bench.work.waitForWork()
    #expect(bench.drawn != before && bench.work.reinterpolation.isIdle && bench.ledgerIsRight)
  }

  @Test func aFullDiskKeepsTheStroke() throws {
    let bench = try ready("i<CR>")
    let disk = FullDisk()
    bench.work.session.recorder = disk
    try bench.play("4h<Space>")
    let after = bench.drawn
    disk.isFull = true
    bench.work.waitForWork()
    #expect(bench.drawn == after && bench.work.reinterpolation.isIdle && bench.work.notice?.weight == .error)
    disk.isFull = false
    try bench.play("4l<Space>")
    bench.work.waitForWork()
    #expect(disk.strokes.count == 3 && disk.strokes[1] == disk.strokes[2] && disk.strokes[0] != disk.strokes[1])
  }
}

extension LabelMap {
  /// Whether every voxel has the same label.
  fileprivate func isSame(as other: LabelMap) -> Bool {
    guard size == other.size else { return false }
    for k in 0..<size.k {
      for j in 0..<size.j {
        for i in 0..<size.i where self[VoxelIndex(i, j, k)] != other[VoxelIndex(i, j, k)] { return false }
      }
    }
    return true
  }
}
