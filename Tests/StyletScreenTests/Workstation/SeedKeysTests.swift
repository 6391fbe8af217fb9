import StyletCore
import StyletImaging
import TestSupport
import Testing

@testable import StyletScreen

/// Growing from strokes by keys: marks of background, the lungs, previews.
@Suite struct SeedKeysTests {
  /// Two boxes of -600 HU that touch, in lung: what lies in the first may leak into the second.
  private func bench() throws -> Bench {
    let size = GridSize(30, 20, 6)!
    let volume = try Volume(grid: VoxelGrid(size: size, affine: Affine(spacing: [1, 1, 2]))) { samples in
      for (n, v) in size.voxels.enumerated() {
        let isLesion = (5..<25).contains(v.i) && (5..<15).contains(v.j) && (1..<5).contains(v.k)
        samples[n] = isLesion ? -600 : -860
      }
    }
    let lungs = LabelLayer(name: "lungs", size: size)
    var layer = lungs
    let half = BrushTool(radius: 17, shape: .ball, path: [VoxelIndex(0, 10, 3)])
    if let edit = half.edit(in: ToolContext(layer: lungs, volume: volume, plane: .axial, label: 2)) {
      layer.apply(edit)
    }
    let session = EditSession(volume: volume, layers: [LabelLayer(name: LabelLayer.findings, size: size), layer])
    return try Bench(session: session).play(":brush 1<CR>")
  }

  private func marked(_ bench: Bench) -> Int {
    guard let map = bench.work.model.background else { return 0 }
    return bench.work.volume.size.voxels.count { map[$0] != 0 }
  }

  @Test func backgroundIsSeenAndHolds() throws {
    let bench = try bench().play("5h<Space>")
    let stroke = bench.drawn
    try bench.play("as")
    let free = bench.work.preview?.edit?.voxels ?? 0
    #expect(free + stroke.count == 20 * 10)
    // a line of background through the middle: the strokes stay on their side
    try bench.play("<Esc>8l4kab2jab2jab2jab2jab")
    #expect(marked(bench) > 5 && bench.drawn == stroke && bench.work.session.revision == 1)
    try bench.play("8h4kas<CR>")
    #expect(bench.drawn.count < 200 && bench.drawn.count > 80)
    #expect(bench.drawn.keys.allSatisfy { $0.i < 20 } && stroke.keys.allSatisfy { bench.drawn[$0] == 1 })
    #expect(bench.ledgerIsRight)
    try bench.play("uaB")
    #expect(bench.drawn == stroke && marked(bench) == 0)
    try bench.play("aB")
    #expect(bench.work.notice?.weight == .warning)
  }

  @Test func aMarkIsTakenAwayAgain() throws {
    let bench = try bench().play("ab")
    #expect(marked(bench) == 5 && bench.drawn.isEmpty)
    try bench.play("ab")
    #expect(marked(bench) == 0 && bench.work.model.background == nil)
  }

  @Test func throughTheSlicesBesideTheScreen() throws {
    let bench = try bench().play("<Space>aS")
    #expect(bench.work.preview?.work != nil)
    try bench.play("<Esc>")
    #expect(bench.drawn.count == 5 && bench.work.preview == nil)
    try bench.play("aS<CR>")
    #expect(bench.drawn.count == 20 * 10 * 4 && bench.ledgerIsRight)
    #expect(bench.work.session.history.done.count == 2)
  }

  @Test func otherFindingsHoldAgainstIt() throws {
    let bench = try bench().play("s2<Space>6hs1<Space>as")
    let other = bench.drawn.filter { $0.value == 2 }
    try bench.play("<CR>")
    #expect(bench.drawn.filter { $0.value == 2 } == other)
    // the third parameter lets them grow as well
    try bench.play("uas<Down><Down><Right><CR>")
    #expect(bench.drawn.count { $0.value == 2 } > other.count)
    #expect(bench.ledgerIsRight)
  }

  @Test func withoutAStrokeItSaysWhatToDo() throws {
    let bench = try bench().play("as")
    #expect(bench.notice.contains("paint a few strokes"))
    // Nothing to accept: Enter leaves.
    try bench.play("<CR>")
    #expect(bench.drawn.isEmpty && bench.work.mode == .navigate)
  }

  @Test func withinTheLungs() throws {
    let bench = try bench().play(":within-lungs<CR>ar<CR>")
    let lungs = bench.work.session.layers[1].labels
    #expect(!bench.drawn.isEmpty && bench.drawn.keys.allSatisfy { lungs[$0] != 0 })
    #expect(bench.drawn.count < (try self.bench().play("ar<CR>").drawn.count))
    try bench.play("u10l<Space>")
    #expect(bench.drawn.isEmpty && bench.notice.contains("within the lungs"))
    try bench.play(":within-lungs<CR><Space>")
    #expect(bench.drawn.count == 5)
    // erasing is free everywhere
    try bench.play(":within-lungs<CR>e<Space>")
    #expect(bench.drawn.isEmpty)
    let without = try Bench().play(":within-lungs<CR>")
    #expect(without.notice.contains("not known yet") && !without.work.tool.withinLungs)
  }

  @Test func theLimitIsSaid() throws {
    let bench = try bench().play("ar<Down><Down><Down>" + String(repeating: "<Left>", count: 40))
    bench.work.waitForWork()
    #expect(bench.notice.contains("‹limit 0.1 mL›") && bench.notice.contains("stopped at the limit"), "\(bench.notice)")
    try bench.play("<CR>")
    #expect(bench.drawn.count == 50)
  }

  @Test func marksAreDots() throws {
    let bench = try bench()
    let plain = bench.work.draw(width: 100, height: 30)
    try bench.play(":brush 4<CR>")
    let before = bench.work.draw(width: 100, height: 30)
    try bench.play("ab")
    let after = bench.work.draw(width: 100, height: 30)
    #expect(before != after && plain != after)
  }
}
