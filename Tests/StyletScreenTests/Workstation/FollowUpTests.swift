import StyletBase
import StyletCore
import StyletImaging
import StyletReport
import Testing

@testable import StyletDetection
@testable import StyletScreen

/// Two scans of one patient side by side: keys in, panes and numbers out.
@Suite struct FollowUpTests {
  private static let size = GridSize(60, 50, 40)!

  /// A scan whose lungs and lesion are boxes, the patient's places the same for each grid, values rising along each axis.
  static func session(spacing: SIMD3<Double>, origin: PatientPoint, size: GridSize = size, lesion: Double = 20, lungs: Bool = true)
    throws -> EditSession
  {
    let grid = VoxelGrid(size: size, affine: Affine(spacing: spacing, origin: origin))
    let volume = try Volume(grid: grid, rescale: .identity) { samples in
      for n in samples.indices {
        let p = grid.patient(of: VoxelIndex(n % size.i, n / size.i % size.j, n / (size.i * size.j)))
        samples[n] = Int16(clamping: Int(-900 + 4 * p.x + 2 * p.y + 3 * p.z))
      }
    }
    func runs(_ low: PatientPoint, _ high: PatientPoint, _ label: UInt8) -> [Run] {
      var all: [Run] = []
      for k in 0..<size.k {
        for j in 0..<size.j {
          let inside = (0..<size.i).filter { i in
            let p = grid.patient(of: VoxelIndex(i, j, k))
            return (0..<3).allSatisfy { p[$0] >= low[$0] && p[$0] < high[$0] }
          }
          if let first = inside.first { all.append(Run(k: k, j: j, i: first, count: inside.count, old: 0, new: label)) }
        }
      }
      return all
    }
    var layers = [LabelLayer(name: LabelLayer.findings, size: size)]
    func draw(_ runs: [Run], _ layer: Int) {
      let keys = Set(runs.map { SliceKey(k: Int($0.k), label: $0.new) })
      layers[layer].apply(runs, keys.map { OriginChange(key: $0, old: nil, new: .manual) })
    }
    draw(runs([20, 30, 30], [20 + lesion, 45, 50], 1), 0)
    if lungs {
      layers.append(LabelLayer(name: LabelLayer.lungs, size: size))
      draw(runs([10, 12, 12], [52, 80, 90], 1) + runs([66, 12, 16], [104, 74, 96], 2), 1)
    }
    return EditSession(volume: volume, layers: layers)
  }

  /// The scan after lies 2 cm further along the table, has thinner slices and a larger lesion.
  static func bench(_ keys: String = "", days: Int? = 84, lungs: Bool = true) throws -> Bench {
    let after = try session(
      spacing: [2, 2, 2], origin: [0, 0, 0], size: GridSize(60, 50, 56)!, lesion: 28, lungs: lungs)
    var before = try session(spacing: [2, 2, 3], origin: [0, 0, 0], lungs: lungs)
    if lungs { before = try shifted(before, by: 120) }
    let bench = try Bench(session: after)
    bench.work.follow(EarlierScan(before, in: .standard, facts: FollowUpFacts(isSamePatient: true, days: days)))
    bench.work.waitForWork()
    return try bench.play(keys)
  }

  /// The same patient, elsewhere on the table.
  private static func shifted(_ session: EditSession, by mm: Double) throws -> EditSession {
    let grid = session.volume.grid
    var affine = grid.affine
    affine.origin.z += mm
    let volume = try Volume(grid: VoxelGrid(size: grid.size, affine: affine), rescale: .identity) { out in
      session.volume.withSamples { samples in for n in out.indices { out[n] = samples[n] } }
    }
    return EditSession(volume: volume, layers: session.layers)
  }

  private func text(_ bench: Bench, _ width: Int = 120, _ height: Int = 40) -> String {
    bench.work.draw(width: width, height: height).text
  }

  /// The slice that the pane before shows, base 1, and the one after.
  private func slices(_ bench: Bench) throws -> [Int] {
    let line = try #require(text(bench).split(separator: "\n").first { $0.contains("BEFORE") })
    return line.matches(of: /(\d+)\/\d+/).compactMap { Int($0.1) }
  }

  @Test func slicesBeforeFollowTheSameAnatomy() throws {
    let bench = try Self.bench("20G")
    // Slice 20 after lies at 38 mm; before at 158 mm of the table, the 13.7th of 3 mm. The lungs of both are drawn by whole
    // voxels, and may lie half of one apart.
    let first = try slices(bench)
    #expect(first.count == 2 && first[1] == 20 && abs(first[0] - 14) <= 1, "\(first)")
    for (keys, slice) in [("<PageUp>", 21), ("9<PageUp>", 30), ("5G", 5), ("<PageDown>", 4)] {
      try bench.play(keys)
      let shown = try slices(bench)
      #expect(shown[1] == slice && abs(shown[0] - Int((Double(slice - 1) * 2 / 3).rounded()) - 1) <= 1, "\(keys) \(shown)")
    }
  }

  /// Nothing is drawn in two scans: the first frame names no key that does.
  @Test func firstKeysAreThoseOfLooking() throws {
    let bench = try Bench(session: try Self.session(spacing: [2, 2, 2], origin: .zero))
    bench.work.welcome([])
    #expect(text(bench).contains("paint"))
    bench.work.follow(EarlierScan(try Self.session(spacing: [2, 2, 3], origin: .zero), in: .standard))
    #expect(text(bench).contains("zF numbers") && !text(bench).contains("paint"))
  }

  /// A click in the pane before goes to the same place as one in the pane after; the wheel turns both.
  @Test func theMouseWorksInBothPanes() throws {
    let bench = try Self.bench("20G")
    _ = text(bench)
    let layout = ScreenLayout(width: 120, height: 40, model: bench.work.model)
    let before = try #require(layout.before?.image), after = try #require(layout.panes.first?.image)
    #expect(abs(before.width - after.width) <= 1)
    func click(_ rect: CellRect, _ col: Int, _ row: Int) -> VoxelIndex {
      bench.work.handle(MouseEvent(.press, col: rect.col + col, row: rect.row + row))
      bench.work.handle(MouseEvent(.release, col: rect.col + col, row: rect.row + row))
      return bench.work.model.view.cursor
    }
    let (col, row) = (before.width / 2 + 4, before.height / 2 - 3)
    let start = bench.work.model.view.cursor, there = click(before, col, row)
    #expect(there != start && there.k == start.k && click(after, col, row) == there)
    bench.work.handle(MouseEvent(.wheelUp, col: before.col + col, row: before.row + row))
    let up = bench.work.model.view.cursor.k
    bench.work.handle(MouseEvent(.wheelDown, col: after.col + col, row: after.row + row))
    #expect(up != there.k && bench.work.model.view.cursor.k == there.k)
  }

  /// Where the scan before ends there is no picture, and no other slice in its place.
  @Test func whereThereIsNoSliceNoneIsShown() throws {
    let after = try Self.session(spacing: [2, 2, 2], origin: .zero, size: GridSize(60, 50, 90)!)
    let before = try Self.session(spacing: [2, 2, 3], origin: .zero)
    let bench = try Bench(session: after)
    bench.work.follow(EarlierScan(before, in: .standard))
    bench.work.waitForWork()
    try bench.play("88G")
    #expect(try slices(bench) == [88] && text(bench).contains("does not reach"))
    try bench.play("20G")
    #expect(try slices(bench).count == 2)
  }

  /// The same place, at the same scale, in the middle of both.
  @Test(arguments: Plane.allCases) func planeScaleAndPlaceAreShared(_ plane: Plane) throws {
    let bench = try Self.bench(":pane \(plane.rawValue)<CR>")
    for keys in ["", "+++", "zc", "lllljjj", "-"] {
      try bench.play(keys)
      let model = bench.work.model, shown = try #require(model.followUp)
      let layout = ScreenLayout(width: 120, height: 40, model: model)
      let rect = try #require(layout.before?.image), pane = try #require(layout.panes.first)
      #expect(layout.panes.count == 1 && pane.plane == plane && abs(rect.width - pane.image.width) <= 1)
      let after = PaneGeometry(plane: plane, rect: pane.image, grid: model.volume.grid, view: model.view)
      let before = try #require(shown.geometry(beside: after, on: model.volume.grid, model.view, rect: rect))
      #expect(before.mmPerPixel == after.mmPerPixel && before.plane == plane)
      // The pixel of the cursor in both, but for the rounding to voxels and whole pixels.
      let cursor = model.volume.size.clamp(model.view.cursor)
      guard let there = shown.voxel(of: cursor, on: model.volume.grid), let a = after.cell(of: cursor) else { continue }
      let b = try #require(before.cell(of: there))
      let off = 2 + Int(3 / after.mmPerPixel)
      #expect(abs((b.col - rect.col) - (a.col - pane.image.col)) <= off && abs((b.row - rect.row) - (a.row - pane.image.row)) <= off, "\(keys)")
    }
  }

  @Test func numbersOfBothStandBelow() throws {
    let bench = try Self.bench("<Esc>")
    let shown = text(bench)
    for part in ["BEFORE (84 days earlier)", "AFTER", "lungs mL", "lesion %", "GGO mL", "by the lungs", "84 days between"] {
      #expect(shown.contains(part), "\(part) in\n\(shown)")
    }
    #expect(bench.work.model.modeName == "FOLLOW-UP")
    let report = try #require(bench.work.model.followUp?.report)
    #expect(report.doubts == [] && (report.findings.first?.millilitres.change ?? 0) > 1)
    #expect(report.link?.quality?.dice ?? 0 > 0.95)
    try bench.play("zF")
    #expect(text(bench).contains("Before and after") && text(bench).contains("right upper"))
  }

  @Test func withoutLungsItSaysHowItIsLinked() throws {
    let bench = try Self.bench("<Esc>", lungs: false)
    let shown = text(bench)
    #expect(shown.contains("table's position") && shown.contains("no lungs before") && shown.contains("?"), "\(shown)")
    #expect(shown.contains("+2.88?") || shown.contains("?"), "\(shown)")
  }

  /// Both are looked at: no key changes anything of either.
  @Test func nothingIsDrawn() throws {
    let bench = try Self.bench()
    let before = bench.drawn
    for keys in ["<Space>", "<Space>l<Space>", "x", ":clear<CR>", "mr<Space>ll<Space>", "<Space>am<CR>"] {
      try bench.play(keys + "<Esc><Esc>")
      #expect(bench.drawn == before && bench.work.session.history.done.isEmpty, "\(keys)")
    }
  }

  @Test func thePanesOfTheScanAfterComeBack() throws {
    let bench = try Self.bench("zf")
    #expect(!text(bench).contains("BEFORE") && bench.work.model.followUp == nil)
    try bench.play("zf")
    #expect(text(bench).contains("BEFORE"))
    let alone = try Bench().play("zf")
    #expect(alone.notice.contains("compare-scans"))
    try alone.play("zF")
    #expect(alone.notice.contains("compare-scans"))
  }

  /// Every size and kind of terminal; plain letters where there are no others.
  @Test(arguments: [(60, 16), (80, 24), (120, 40), (200, 55), (400, 120)]) func everySizeHasBoth(_ width: Int, _ height: Int) throws {
    for language in Language.allCases {
      try Words.$inTask.withValue(language) {
        let bench = try Self.bench("<Esc>")
        for tier in ColourTier.allCases {
          for unicode in [true, false] {
            let renderer = ScreenRenderer(traits: TerminalTraits(tier: tier, unicode: unicode))
            let drawn = renderer.draw(bench.work.model, width: width, height: height).text
            #expect(unicode || drawn.unicodeScalars.allSatisfy(\.isASCII), "\(tier)")
            let titles = language == .english ? ["BEFORE", "AFTER"] : unicode ? ["AVANT", "APRÈS"] : ["AVANT", "APRES"]
            for title in titles { #expect(drawn.contains(title), "\(width)x\(height) \(tier)\n\(drawn)") }
          }
        }
      }
    }
  }
}
