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

  /// The model's sums for what the writer sends.
  @Test func costOfKnownChanges() {
    let paper = Ink.palette(234)
    var a = CellBuffer(width: 80, height: 24)
    a.fill(a.bounds, with: Cell(" ", ink: .palette(252), paper: paper))
    var b = a
    b.write("0.08", col: 9, row: 4, ink: .palette(252), paper: paper)
    // ESC[5;10H, two colours in one sequence of 20 bytes, four digits.
    #expect(b.transferBytes(after: a) == 7 + 20 + 4)
    b.write("79", col: 20, row: 4, ink: .palette(252), paper: paper)
    // ESC[7C over the gap.
    #expect(b.transferBytes(after: a) == 7 + 20 + 4 + 4 + 2)
    b.write("1", col: 15, row: 4, ink: .palette(252), paper: paper)
    // Two blanks and four are sent again, which is as short as a movement.
    #expect(b.transferBytes(after: a) == 7 + 20 + 4 + 2 + 1 + 4 + 2)
    // The next row from its beginning on: CR LF; ink alone changes.
    b.write("x", col: 0, row: 5, ink: .palette(7), paper: paper)
    #expect(b.transferBytes(after: a) == 7 + 20 + 4 + 2 + 1 + 4 + 2 + 2 + 5 + 1)
    // An attribute is added to the colours that are set; taking it off takes the colours too.
    b.write("y", col: 1, row: 5, ink: .palette(7), paper: paper, .bold)
    b.write("z", col: 2, row: 5, ink: .palette(7), paper: paper)
    #expect(b.transferBytes(after: a) == 7 + 20 + 4 + 2 + 1 + 4 + 2 + 2 + 5 + 1 + 4 + 1 + 3 + 14 + 1)
    #expect(a.transferBytes(after: a) == 0)
  }

  /// A slice further on a chest with the noise of a real one: all panes on the screen, half blocks and in detail.
  @Test func scrollIsCheap() throws {
    let volume = try Self.texturedChest()
    var bytes: [PictureGlyphs: [Int]] = [:]
    for glyphs in [PictureGlyphs.halves, .quadrants] {
      var bench = ViewBench(volume, cursor: VoxelIndex(150, 256, 1))
      bench.view.pictureChoice = PictureChoice(rawValue: glyphs.rawValue)
      let renderer = ScreenRenderer(traits: TerminalTraits(tier: .indexed))
      var last = renderer.draw(bench.model, width: 200, height: 55)
      for k in 2..<8 {
        bench.view.cursor.k = k
        let next = renderer.draw(bench.model, width: 200, height: 55)
        bytes[glyphs, default: []].append(next.transferBytes(after: last))
        last = next
      }
    }
    let halves = bytes[.halves]?.max() ?? 0, quadrants = bytes[.quadrants]?.max() ?? 0
    #expect(halves > 10_000 && halves <= 40_000, "\(halves)")
    #expect(quadrants <= 40_000 && quadrants * 2 <= halves * 3, "\(quadrants)")
  }

  /// 512 x 512 x 9 in a body's outline: lungs with vessels that move from slice to slice, soft tissue around; noise of 90
  /// HU that is correlated between neighbours, as a soft kernel leaves it.
  private static func texturedChest() throws -> Volume {
    var random = SeededRandom(seed: 314)
    let size = GridSize(512, 512, 9)!
    let grid = VoxelGrid(size: size, affine: Affine(spacing: [0.78, 0.78, 1]))
    return try Volume(grid: grid, rescale: .identity) { out in
      for k in 0..<9 {
        var line = [Int](repeating: 0, count: 512)
        for j in 0..<512 {
          var noise = 0
          for i in 0..<512 {
            noise = (noise + Int(truncatingIfNeeded: random.next() % 361) - 180) / 2
            line[i] = (line[i] + noise) / 2
            let (x, y) = (Double(i) - 256, Double(j) - 256)
            let isBody = x * x / 48_000 + y * y / 26_000 < 1
            let lung = min(hypotSquare(x - 95, y), hypotSquare(x + 95, y))
            let vessel = (i * 7 + j * 3 + k * 11) % 97 < 9 && (i * 3 - j * 5 + k * 7) % 61 < 12
            let base = !isBody ? -1000 : lung < 5_600 ? vessel ? -150 : -860 : 40
            out[(k * 512 + j) * 512 + i] = Int16(base + line[i])
          }
        }
      }
    }
  }

  private static func hypotSquare(_ x: Double, _ y: Double) -> Double { x * x + y * y * 0.5 }

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
