import StyletImaging
import Testing

@testable import StyletScreen

/// The wire, the last contour opened again or pasted, and the adaptive brush: keys in, mask out.
@Suite struct ContourEditingTests {
  private static let planes = DrawingTests.planes
  private static let size = GridSize(30, 28, 26)!

  /// Lung with a bright ball of 8 mm about the middle; `shift` voxels to the left per slice above it.
  private func bench(shift: Int = 0) throws -> Bench {
    let size = Self.size
    let grid = VoxelGrid(size: size, affine: Affine(spacing: [0.9, 1.0, 1.1]))
    let volume = try Volume(grid: grid) { out in
      for n in out.indices {
        let (i, j, k) = (n % size.i, n / size.i % size.j, n / (size.i * size.j))
        let d = SIMD3(Double(i - 15 - shift * (k - 13)), Double(j - 14), Double(k - 13)) * [0.9, 1.0, 1.1]
        out[n] = dot(d, d) <= 64 ? 30 : -850
      }
    }
    return try Bench(on: volume)
  }

  private func ball(_ bench: Bench, _ plane: Plane, w: Int) -> Set<VoxelIndex> {
    let volume = bench.work.volume
    var out: Set<VoxelIndex> = []
    for k in 0..<Self.size.k {
      for j in 0..<Self.size.j {
        for i in 0..<Self.size.i {
          let x = VoxelIndex(i, j, k)
          if volume[x] > -400, plane.coordinates(of: x, in: Self.size).w == w { out.insert(x) }
        }
      }
    }
    return out
  }

  private func dice(_ a: Set<VoxelIndex>, _ b: Set<VoxelIndex>) -> Double {
    Double(2 * a.intersection(b).count) / Double(max(a.count + b.count, 1))
  }

  /// Four anchors at the ball's ends along the screen's axes.
  private let around = "7l<Space>7h7k<Space>7j7h<Space>7l7j<Space>"

  /// A square of 25 voxels.
  private let square = "v<Space>4l<Space>4j<Space>4h<Space>"

  private func draw(_ bench: Bench) { _ = bench.work.draw(width: 120, height: 40) }

  // MARK: The wire

  @Test(arguments: planes) func theWireFollowsTheBorder(_ keys: String, _ plane: Plane) throws {
    let bench = try bench().play(keys + "V" + around)
    #expect(bench.work.model.modeName == "LIVE WIRE" && bench.work.tool.contour?.vertices.count == 4)
    try bench.play("a")
    let c = plane.coordinates(of: bench.cursor, in: Self.size)
    let want = ball(bench, plane, w: c.w)
    #expect(dice(Set(bench.drawn.keys), want) > 0.95)
    let straight = try self.bench().play(keys + "v" + around + "a")
    #expect(dice(Set(straight.drawn.keys), want) < 0.85)
    #expect(bench.work.session.history.done.count == 1 && bench.ledgerIsRight)
    // The same outline elsewhere, and taken away again.
    let count = bench.drawn.count
    try bench.play("<PgUp>.")
    #expect(bench.drawn.count == 2 * count)
    try bench.play("e.")
    #expect(bench.drawn.count == 2 * count)  // a contour is repeated as it was drawn: painted
    try bench.play("uu")
    #expect(bench.drawn.isEmpty)
  }

  @Test func theWireErases() throws {
    let bench = try bench().play(":brush 12<CR><Space>eV" + around + "a")
    let want = ball(bench, .axial, w: bench.cursor.k)
    #expect(!bench.drawn.isEmpty && dice(Set(bench.drawn.keys).intersection(want), want) < 0.1)
  }

  /// Straight and along edges within one contour; Backspace takes the way back with the vertex.
  @Test func waysChangeWithinAContour() throws {
    let bench = try bench().play("V7l<Space>7h7k<Space>v7j7h<Space>")
    let ways = try #require(bench.work.tool.contour?.ways)
    #expect(ways.map(\.isWired) == [true, false, false])
    #expect(ways[0].between.count >= 6 && ways[1].between.isEmpty)
    try bench.play("2<BS>")
    #expect(bench.work.tool.contour?.outline.count == 1)
    try bench.play("V7l7k<Space>")
    #expect(bench.work.tool.contour?.ways.first?.isWired == true)
  }

  /// The way to the cursor is there when a frame is drawn, and is the way that a vertex there would get.
  @Test func theWayToTheCursorIsShown() throws {
    let bench = try bench().play("V7l<Space>7h7k")
    draw(bench)
    let live = try #require(bench.work.tool.contour?.live.first)
    #expect(live.between.count >= 6)
    try bench.play("<Space>")
    #expect(bench.work.tool.contour?.ways.first?.between == live.between)
    try bench.play("<Esc>V")
    #expect(bench.notice.hasPrefix("Going on") && bench.work.tool.contour?.vertices.count == 2)
  }

  // MARK: Opened again

  @Test(arguments: planes) func openedAgainItStandsForWhatItDrew(_ keys: String, _ plane: Plane) throws {
    let bench = try Bench().play(keys + ":brush 1<CR>s2<Space>s14k4h")
    let corner = bench.cursor
    try bench.play(square + "a")
    let first = bench.drawn
    try bench.play("9<PgUp>9lA")
    #expect(bench.work.mode == .contour && bench.work.tool.contour?.vertices.count == 4)
    #expect(bench.cursor == corner && bench.work.view.active == plane)
    // The third corner, three voxels to the left and up.
    try bench.play("2n<Space>3h3k")
    draw(bench)
    #expect(bench.drawn == first)
    try bench.play("<CR>a")
    let second = bench.drawn
    #expect(second.count < first.count && bench.ledgerIsRight)
    #expect(bench.work.session.history.done.count == 3)
    let direct = try Bench().play(keys + ":brush 1<CR>s2<Space>s14k4hv<Space>4l<Space>3hj<Space>h3j<Space>a")
    #expect(direct.drawn == second)
    try bench.play("u")
    #expect(bench.drawn == first && bench.ledgerIsRight)
    try bench.play("U")
    #expect(bench.drawn == second)
  }

  /// Opened twice it still stands for the first; undone, the one before is the last again.
  @Test func manyTimes() throws {
    let bench = try Bench().play("4k4h" + square + "a")
    let first = bench.drawn
    try bench.play("An<Space>2l<Space>a")
    let second = bench.drawn
    #expect(second.count > first.count)
    try bench.play("An<Space>2h<Space>a")
    #expect(bench.drawn == first && bench.work.session.history.done.count == 3)
    try bench.play("Aa")
    #expect(bench.notice == "The contour draws what it drew before")
    #expect(bench.work.session.history.done.count == 3 && bench.work.mode == .navigate)
    try bench.play("uA")
    #expect(bench.work.tool.contour?.vertices.contains(.init(u: 12, v: 4)) == true)
    // Undone while it is open: nothing is left to be taken back.
    try bench.play("uua")
    #expect(bench.drawn == second && bench.ledgerIsRight)
    try bench.play("uA")
    #expect(bench.notice == "No contour to open again; draw one with v or V")
    #expect(bench.work.mode == .navigate)
  }

  @Test func verticesAreAddedAndTakenAway() throws {
    let bench = try Bench().play("4k4h" + square + "aA2l<Space>")
    #expect(bench.work.tool.contour?.vertices.map(\.u) == [6, 8, 10, 10, 6])
    try bench.play("<Space>2k<Space>a")
    #expect(bench.drawn.count == 25 + 4)
    try bench.play("An<BS>")
    #expect(bench.work.tool.contour?.vertices.count == 4)
    try bench.play("<BS>")
    #expect(bench.notice == "No vertex under the cursor; n goes to one")
    try bench.play("n<BS>n<BS>")
    #expect(bench.notice == "A contour needs three vertices; Space drops one")
    #expect(bench.work.tool.contour?.vertices.count == 3)
  }

  /// Esc puts a vertex back where it was, then leaves; `v` goes on, and it still stands for what it drew.
  @Test func escapeGoesBackByLevels() throws {
    let bench = try Bench().play("4k4h" + square + "a")
    let first = bench.drawn
    try bench.play("A<Space>3k<Esc>")
    #expect(bench.work.mode == .contour && bench.work.tool.contour?.vertices.first == .init(u: 6, v: 4))
    try bench.play("<Esc>")
    #expect(bench.work.mode == .navigate && bench.drawn == first)
    try bench.play("v2n<Space>2h2k<Space>a")
    #expect(bench.drawn.count < first.count)
  }

  /// The erased region comes back before the contour erases anew, and the tool is as it was then.
  @Test func anErasingContourOpensAgain() throws {
    let bench = try Bench().play(":brush 9<CR><Space>e4k4h" + square + "aes2")
    try bench.play("A2n<Space>h<Space>k<BS>")
    #expect(bench.work.tool.erasing && bench.work.tool.finding == 1)
    try bench.play("a")
    let direct = try Bench().play(":brush 9<CR><Space>e4k4hv<Space>4l<Space>h4j<Space>3h<Space>a")
    #expect(bench.drawn == direct.drawn)
  }

  @Test func aVertexOfAnOpenContourIsMoved() throws {
    let bench = try Bench().play("4k4h" + square + "N<Space>2l2j<Space>")
    #expect(bench.work.tool.contour?.vertices.map(\.u).filter { $0 != 6 && $0 != 10 }.count == 1)
    #expect(bench.work.tool.contour?.vertices.count == 4)
  }

  // MARK: Pasted

  @Test(arguments: planes) func pastedItKeepsItsShape(_ keys: String, _ plane: Plane) throws {
    let bench = try Bench().play(keys + "3k4h" + square + "a9l<PgUp>Ca")
    #expect(bench.drawn.count == 50 && bench.ledgerIsRight)
    let by = Dictionary(grouping: bench.drawn.keys.map { plane.coordinates(of: $0, in: Bench.size) }, by: \.w)
    let slices = by.values.map { Set($0.map { [$0.u, $0.v] }) }
    #expect(slices.count == 2 && slices[0] == slices[1])
    // The one pasted is now the last: opened again, it leaves the first alone.
    try bench.play("Ann<Space>3h3k<Space>a")
    #expect(bench.drawn.count < 50 && bench.drawn.count > 25)
    try bench.play("<Tab>C")
    #expect(bench.notice.hasPrefix("The last contour lies on"))
  }

  /// A wire finds the edges of the slice that it is pasted on.
  @Test func aPastedWireFindsTheEdges() throws {
    let bench = try bench(shift: 1).play("V" + around + "a2<PgUp>C")
    #expect(bench.work.tool.contour?.vertices.count == 4)
    let before = Set(bench.drawn.keys)
    try bench.play("a")
    let new = Set(bench.drawn.keys).subtracting(before)
    let want = ball(bench, .axial, w: bench.cursor.k)
    #expect(new.allSatisfy { $0.k == bench.cursor.k })
    #expect(dice(new, want) > 0.93)
    let kept = Set(before.map { VoxelIndex($0.i, $0.j, $0.k + 2) })
    #expect(dice(new, want) > dice(kept, want))
  }

  @Test func nothingToPaste() throws {
    #expect(try Bench().play("C").notice == "No contour to paste; draw one with v or V")
    #expect(try Bench().play("vA").notice.contains("cannot be done while a contour is drawn"))
  }

  @Test func atTheEdgesOfAThinScan() throws {
    for size in [GridSize(1, 1, 1)!, GridSize(1, 9, 2)!, GridSize(12, 1, 3)!] {
      for keys in ["", "<Tab>", "<S-Tab>"] {
        let bench = try Bench(size).play(keys + "V<Space>99l<Space>99j<Space>99h99k<Space>")
        draw(bench)
        try bench.play("aA<Space>L<Space>n<BS>a<PgUp>Ca<Esc><Esc>B<Space>u")
        draw(bench)
        #expect(bench.ledgerIsRight)
      }
    }
  }

  // MARK: The adaptive brush

  @Test(arguments: planes) func theBrushStopsAtEdges(_ keys: String, _ plane: Plane) throws {
    let bench = try bench().play(keys + ":brush 6<CR>B")
    #expect(bench.notice == "Brush: disc, radius 6 mm, stops at edges")
    #expect(PanelText.brush(bench.work.tool) == "disc 6 mm adaptive")
    try bench.play("5l<Space>")
    let inside = ball(bench, plane, w: bench.work.place.w)
    #expect(!bench.drawn.isEmpty && Set(bench.drawn.keys).isSubset(of: inside))
    let one = bench.drawn.count
    try bench.play("9h.")
    #expect(Set(bench.drawn.keys).isSubset(of: inside) && bench.drawn.count > one)
    try bench.play("uup2lp")
    #expect(Set(bench.drawn.keys).isSubset(of: inside) && !bench.drawn.isEmpty)
    try bench.play("ueb<Space>eB<Space>")
    #expect(!Set(bench.drawn.keys).isSubset(of: ball(bench, plane, w: bench.work.place.w)))
  }
}
