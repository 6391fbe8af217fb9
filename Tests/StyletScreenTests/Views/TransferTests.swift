import StyletImaging
import TestSupport
import Testing

@testable import StyletScreen

@Suite struct TransferTests {
  /// DESIGN.md's budget: a stamp of 5 mm sends at most 150 bytes at 256 colours, on all panes and the panel.
  @Test(arguments: [(200, 55), (120, 40)]) func stampIsCheap(_ size: (Int, Int)) throws {
    let volume = try Volume.noise(GridSize(512, 512, 275)!, spacing: [0.78, 0.78, 1], seed: 7, slices: [40, 120, 159])
    for cursor in [VoxelIndex(184, 242, 159), VoxelIndex(361, 300, 120), VoxelIndex(150, 333, 40)] {
      var bench = ViewBench(volume, cursor: cursor)
      let renderer = ScreenRenderer(traits: TerminalTraits(tier: .indexed))
      var last = renderer.draw(bench.model, width: size.0, height: size.1)
      for n in 0..<4 {
        try bench.stamp(VoxelIndex(cursor.i + 4 * n, cursor.j, cursor.k), mm: 5, label: 1)
        let next = renderer.draw(bench.model, width: size.0, height: size.1)
        let bytes = next.transferBytes(after: last)
        #expect(bytes > 20 && bytes <= 150, "stamp \(n): \(bytes)")
        last = next
      }
      #expect(renderer.draw(bench.model, width: size.0, height: size.1).transferBytes(after: last) == 0)
    }
  }

  /// Whatever came before, the economised screen looks as it was drawn.
  @Test func economyChangesNoLook() {
    var random = SeededRandom(seed: 11)
    let inks = (232..<237).map { Ink.palette($0) }
    func frame() -> CellBuffer {
      var b = CellBuffer(width: 23, height: 9)
      for row in 0..<9 {
        for col in 0..<23 {
          let n = Int(random.next() % 20)
          let ink = inks.randomElement(using: &random)!
          let paper = inks.randomElement(using: &random)!
          b[col, row] =
            n == 0
            ? Cell("x", ink: ink, paper: paper, .bold)
            : n < 4 ? Cell(" ", ink: ink, paper: paper) : Cell("▀", ink: ink, paper: paper)
        }
      }
      return b
    }
    var last: CellBuffer?
    var saved = 0
    for _ in 0..<40 {
      let drawn = frame()
      let sent = drawn.economised(after: last)
      for (a, b) in zip(drawn.cells, sent.cells) {
        #expect(CellBuffer.Halves(a) == CellBuffer.Halves(b))
        if CellBuffer.Halves(a) == nil { #expect(a == b) }
      }
      if let last { saved += drawn.transferBytes(after: last) - sent.transferBytes(after: last) }
      last = sent
    }
    #expect(saved > 0)
  }

  /// The model's sums for what ncurses was seen to send.
  @Test func costOfKnownChanges() {
    let paper = Ink.palette(234)
    var a = CellBuffer(width: 80, height: 24)
    a.fill(a.bounds, with: Cell(" ", ink: .palette(252), paper: paper))
    var b = a
    b.write("0.08", col: 9, row: 4, ink: .palette(252), paper: paper)
    // ESC[5;10H, two colours of 11 bytes, four digits, reset.
    #expect(b.transferBytes(after: a) == 7 + 22 + 4 + 15)
    b.write("79", col: 20, row: 4, ink: .palette(252), paper: paper)
    #expect(b.transferBytes(after: a) == 7 + 22 + 4 + 5 + 2 + 15)
    b.write("1", col: 15, row: 4, ink: .palette(252), paper: paper)  // both gaps are now sent as they are
    #expect(b.transferBytes(after: a) == 7 + 22 + 4 + 2 + 1 + 4 + 2 + 15)
    #expect(a.transferBytes(after: a) == 0)
  }

  @Test func linkedPanesWaitWhileKeysRepeat() throws {
    let grid = VoxelGrid(size: GridSize(120, 120, 60)!, affine: Affine(spacing: [2, 2, 3]))
    let volume = try Volume(grid: grid, rescale: .identity) { out in
      for n in out.indices { out[n] = Int16(n % 120 * 577 % 1400 + n / 1440 * 97 % 300 - 1400) }
    }
    var bench = ViewBench(volume, cursor: VoxelIndex(40, 50, 30))
    let renderer = ScreenRenderer(traits: TerminalTraits(tier: .indexed))
    let first = renderer.draw(bench.model, width: 120, height: 40)
    bench.view.cursor = VoxelIndex(41, 50, 30)
    var model = bench.model
    model.hurried = true
    let hurried = renderer.draw(model, width: 120, height: 40)
    let settled = renderer.draw(bench.model, width: 120, height: 40)
    #expect(hurried.transferBytes(after: first) * 5 < settled.transferBytes(after: hurried))
    #expect(settled.text.contains("Sagittal 42/120"))
    #expect(hurried.text.contains("Sagittal 41/120"))
  }
}
