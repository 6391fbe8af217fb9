import StyletImaging
import Testing

@testable import StyletScreen

@Suite struct DrawingTests {
  /// The voxels whose centres lie within `radius` mm of any of `centres`, on the plane's slice or in space.
  private func reference(_ centres: [VoxelIndex], radius: Double, plane: Plane?) -> Set<VoxelIndex> {
    var out = Set(centres)
    for k in 0..<Bench.size.k {
      for j in 0..<Bench.size.j {
        for i in 0..<Bench.size.i {
          let v = VoxelIndex(i, j, k)
          for c in centres {
            if let plane, plane.coordinates(of: v, in: Bench.size).w != plane.coordinates(of: c, in: Bench.size).w {
              continue
            }
            let d = SIMD3(Double(i - c.i), Double(j - c.j), Double(k - c.k)) * Bench.spacing
            if dot(d, d) <= radius * radius { out.insert(v) }
          }
        }
      }
    }
    return out
  }

  static let planes: [(String, Plane)] = [("", .axial), ("<Tab>", .coronal), ("<S-Tab>", .sagittal)]

  @Test(arguments: planes) func stamp(_ keys: String, _ plane: Plane) throws {
    let bench = try Bench().play(keys + ":brush 3<CR><Space>")
    #expect(Set(bench.drawn.keys) == reference([bench.cursor], radius: 3, plane: plane))
    #expect(Set(bench.drawn.values) == [1])
    #expect(bench.ledgerIsRight)
    #expect(bench.notice.isEmpty)  // the picture says it: words cost bytes at every stroke
  }

  @Test(arguments: planes) func ball(_ keys: String, _ plane: Plane) throws {
    let bench = try Bench().play(keys + ":brush 3<CR>b<Space>")
    #expect(Set(bench.drawn.keys) == reference([bench.cursor], radius: 3, plane: nil))
  }

  /// Movement paints, from where the pen was set down, and is one step to undo.
  @Test(arguments: planes) func penStroke(_ keys: String, _ plane: Plane) throws {
    let bench = try Bench().play(keys + ":brush 1<CR>p")
    #expect(bench.drawn.isEmpty)
    var centres = [bench.cursor]
    for _ in 0..<3 {
      try bench.play("<Right>")
      centres.append(bench.cursor)
    }
    try bench.play("<Down>")
    centres.append(bench.cursor)
    try bench.play("p<Left>")
    #expect(Set(bench.drawn.keys) == reference(centres, radius: 1, plane: plane))
    #expect(bench.work.session.history.done.count == 1)
    #expect(bench.work.unsavedStrokes == 1)
    try bench.play("u")
    #expect(bench.drawn.isEmpty && bench.ledgerIsRight)
    try bench.play("U")
    #expect(Set(bench.drawn.keys) == reference(centres, radius: 1, plane: plane))
  }

  @Test func countsMakeALine() throws {
    let one = try Bench().play(":brush 1<CR>p5<Right>")
    let many = try Bench().play(":brush 1<CR>p<Right><Right><Right><Right><Right>")
    #expect(one.drawn == many.drawn && one.drawn.count > 6)
  }

  /// Going to another slice paints nothing; what follows is a step of its own.
  @Test func slicesPartStrokes() throws {
    let bench = try Bench().play(":brush 0.5<CR>p<Right><PgUp>")
    #expect(Set(bench.drawn.keys.map(\.k)) == [6])
    try bench.play("<Right>p")
    #expect(Set(bench.drawn.keys.map(\.k)) == [6, 7])
    #expect(bench.work.session.history.done.count == 2)
  }

  /// What is gone to is no part of the stroke: where digits are tools, `40G` must not leave a pen that paints there.
  @Test(arguments: ["G", "3G", ":slice 3<CR>", ":9<CR>", "n", "gg"]) func goingSomewhereLiftsThePen(_ keys: String)
    throws
  {
    let bench = try Bench().play("11G<Space>6G:brush 0.5<CR>p<Right>")
    let drawn = bench.drawn
    #expect(bench.work.tool.penDown)
    try bench.play(keys + "<Right><Down>")
    #expect(!bench.work.tool.penDown && bench.drawn == drawn)
  }

  @Test func toolsByNumberDoNotPaintWhereACountWasMeant() throws {
    for (map, keys) in [(Keymap.builtIn(.itksnap), "40G"), (.builtIn(.slicer), "20G")] {
      let bench = try Bench(keymap: map).play(keys + "<Backspace><Backspace>5<CR><Down>")
      #expect(bench.drawn.isEmpty && !bench.work.tool.penDown && bench.work.view.cursor.k == 4)
    }
  }

  @Test func eachPenDownIsAStep() throws {
    let bench = try Bench().play(":brush 0.5<CR>p<Right>pp<Right>p")
    #expect(bench.work.session.history.done.count == 2)
  }

  @Test func undoWithThePenDownEndsTheStroke() throws {
    let bench = try Bench().play(":brush 0.5<CR>p<Right><Right>u")
    #expect(bench.drawn.isEmpty && bench.work.tool.penDown)
    try bench.play("<Right>")
    #expect(bench.work.session.history.done.count == 1 && bench.drawn.count == 2)
  }

  @Test func eraseTakesTheChosenFindingOnly() throws {
    let bench = try Bench().play(":brush 0.5<CR><Space>s2l<Space>e<Space>")
    #expect(Set(bench.drawn.values) == [1])
    try bench.play("h<Space>")
    #expect(bench.drawn.count == 1)
    #expect(bench.notice == "No CON here to erase")
    try bench.play("s1<Space>")
    #expect(bench.drawn.isEmpty && bench.ledgerIsRight)
    try bench.play("el<Space>")
    #expect(bench.drawn.count == 1)
  }

  /// Values rise along i: only voxels within the gate are painted.
  @Test func gate() throws {
    let bench = try Bench()
    let value = bench.work.volume.rescale.value(bench.work.volume[bench.cursor])
    try bench.play(":gate \(value - 15) \(value)<CR>:brush 3<CR><Space>")
    #expect(bench.work.tool.gated)
    let within = bench.drawn.keys.allSatisfy {
      (value - 15...value).contains(bench.work.volume.rescale.value(bench.work.volume[$0]))
    }
    #expect(within && !bench.drawn.isEmpty)
    try bench.play("t")
    #expect(bench.notice == "Gate off: all values")
    try bench.play(":gate -3000 -2000<CR>:brush 1<CR>3l<Space>")
    #expect(bench.notice.contains("within the gate"))
    try bench.play(":gate 5 -5<CR>")
    #expect(bench.notice.contains("for example :gate -750 -300"))
  }

  // MARK: Fill, copy, clear

  /// A ring around (10, 8) on the active plane's slice, drawn with a pen of one voxel.
  private let ring = ":brush 0.1<CR>3k2hp4l4j4h4kp2l2j"

  @Test(arguments: planes) func fill(_ keys: String, _ plane: Plane) throws {
    let bench = try Bench().play(keys + ring)
    #expect(bench.drawn.count == 16)
    try bench.play("f")
    #expect(bench.drawn.count == 25)
    try bench.play("f")
    #expect(bench.notice.contains("on GGO itself"))
    try bench.play("u9hf")
    #expect(bench.notice.contains("not enclosed"))
    #expect(bench.drawn.count == 16 && bench.ledgerIsRight)
  }

  @Test(arguments: planes) func copyTakesTheNearest(_ keys: String, _ plane: Plane) throws {
    let bench = try Bench().play(keys + ring + "f3<PgUp>")
    let far = bench.drawn.count
    #expect(far == 25)
    try bench.play("c")
    #expect(bench.drawn.count == 50)
    #expect(Set(bench.drawn.keys.map { plane.coordinates(of: $0, in: Bench.size).w }).count == 2)
    #expect(bench.notice.contains("from slice"))
    try bench.play("s2c")
    #expect(bench.notice == "No other slice has CON; draw it on one slice first")
  }

  /// Two slices as near: the one towards the feet.
  @Test func copyPrefersTheFeet() throws {
    let bench = try Bench().play(":brush 0.1<CR><Space>2<PgUp>3l<Space><PgDn>c")
    #expect(bench.drawn[VoxelIndex(10, 8, 7)] == 1)
    #expect(bench.drawn[VoxelIndex(13, 8, 7)] == nil)
    #expect(bench.notice.contains("from slice 7"))
  }

  @Test func copyLeavesOtherFindings() throws {
    let bench = try Bench().play(":brush 2<CR><Space><PgUp>s2:brush 0.1<CR><Space>s1c")
    #expect(bench.drawn[VoxelIndex(10, 8, 7)] == 2)
    #expect(bench.drawn[VoxelIndex(11, 8, 7)] == 1)
  }

  @Test(arguments: planes) func clear(_ keys: String, _ plane: Plane) throws {
    let bench = try Bench().play(keys + ":brush 2<CR>b<Space>s2:brush 0.1<CR><Space>s1")
    let w = plane.coordinates(of: bench.cursor, in: Bench.size).w
    let before = bench.drawn
    try bench.play("x")
    #expect(bench.drawn == before.filter { $0.value == 2 || plane.coordinates(of: $0.key, in: Bench.size).w != w })
    try bench.play("x")
    #expect(bench.notice == "No GGO on this slice to clear")
    try bench.play("u")
    #expect(bench.drawn == before && bench.ledgerIsRight)
  }

  // MARK: Repeat

  @Test(arguments: planes) func repeatDrawsTheSameShapeFromTheCursor(_ keys: String, _ plane: Plane) throws {
    let bench = try Bench().play(keys + ":brush 1<CR>p3l2jp")
    let first = bench.drawn.keys.map { plane.coordinates(of: $0, in: Bench.size) }
    try bench.play("<PgUp>.")
    let w = bench.work.place.w
    let second = bench.drawn.keys.map { plane.coordinates(of: $0, in: Bench.size) }.filter { $0.w == w }
    #expect(Set(first.map { [$0.u, $0.v] }) == Set(second.map { [$0.u, $0.v] }))
    #expect(bench.work.session.history.done.count == 2)
  }

  @Test func repeatFollowsTheCursorAndTheFinding() throws {
    let bench = try Bench().play(":brush 0.1<CR><Space>s23l2j.")
    #expect(bench.drawn == [VoxelIndex(10, 8, 6): 1, VoxelIndex(13, 10, 6): 2])
  }

  @Test func repeatOnManySlicesIsOneStep() throws {
    let bench = try Bench().play(":brush 0.1<CR><Space><PgUp>3.")
    #expect(Set(bench.drawn.keys.map(\.k)) == [6, 7, 8, 9])
    #expect(bench.cursor.k == 9)
    #expect(bench.work.session.history.done.count == 2)
    try bench.play("u")
    #expect(bench.drawn.count == 1)
    try bench.play("U99.")
    #expect(Set(bench.drawn.keys.map(\.k)) == Set(6...11))
  }

  /// On another plane the stroke has the same size in mm.
  @Test func repeatOnAnotherPlane() throws {
    let bench = try Bench().play(":brush 0.1<CR>p4jp<Tab>.")
    let coronal = bench.drawn.keys.filter { $0.k != 6 }
    #expect(coronal == [VoxelIndex(10, 12, 8), VoxelIndex(10, 12, 7)] || Set(coronal.map(\.k)) == [7, 8])
  }

  @Test func everyRepeatableCommandIsRepeated() throws {
    let scripts = [
      "stamp": "<Space>", "pen": "pllp", "fill": ring + "f", "copy": "<Space><PgUp>c", "clear": "<Space>x",
      "contour-close": "v<Space>4l<Space>4j<Space>a", "grow": "r<CR>", "grow-space": ":grow-space<CR><CR>",
      "margin": "<Space>am<CR>", "smooth": "<Space>ao<CR>", "fill-holes": ring + "ah<CR>",
      "islands": ":brush 1<CR><Space>8h<Space>ai<CR>", "copy-fitted": "<Space><PageUp>ac<CR>",
      "clip": "<Space>:gate 0 1<CR>ax<CR>", "union": "<Space>s2au<CR>",
      "split": "<Space>ap" + String(repeating: "<Left>", count: 16) + "<CR>",
      "grow-seeds": "<Space>as<CR>", "grow-seeds-space": "<Space>aS<CR>",
      "interpolate": "<Space>3<PgUp><Space>i<CR>",
    ]
    #expect(Set(scripts.keys) == Set(CommandTable.all.filter(\.repeatable).map(\.id)))
    for (id, script) in scripts {
      let bench = try Bench().play(script)
      #expect(bench.work.lastStroke != nil, "\(id)")
    }
    #expect(try Bench().play(".").notice == "Nothing to repeat yet; draw something first")
  }

  // MARK: The journal

  @Test func aFullDiskRefusesTheStroke() throws {
    let bench = try Bench().play(":brush 1<CR>")
    let disk = FullDisk()
    bench.work.session.recorder = disk
    try bench.play("<Space>")
    let before = bench.drawn
    disk.isFull = true
    for keys in ["3l<Space>", "p2jp", "u", "x", "v<Space>3l<Space>3j<Space>a<Esc>", "<PgUp>.", "2."] {
      try bench.play(keys)
      #expect(bench.drawn == before, "\(keys)")
    }
    try bench.play("<Space>")
    #expect(bench.work.notice?.weight == .error)
    #expect(bench.notice == "Refused, nothing was changed: no space left on the disk, scan.stylet.journal; make room")
    #expect(bench.work.unsavedStrokes == 1 && bench.ledgerIsRight)
    disk.isFull = false
    try bench.play("<Space>")
    #expect(bench.drawn != before)
  }

  @Test func strokeNumbersNeverComeTwice() throws {
    let bench = try Bench().play(":brush 0.5<CR>")
    let disk = FullDisk()
    bench.work.session.recorder = disk
    try bench.play("pllplpjjp<PgUp>pkkp")
    let numbers = disk.strokes.compactMap { $0 }
    #expect(Set(numbers).count == 3 && numbers == numbers.sorted() && numbers.count == 6)
  }
}
