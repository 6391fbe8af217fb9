import StyletImaging
import TestSupport
import Testing

@testable import StyletScreen

/// Pictures in characters of more than two parts.
@Suite struct DetailPictureTests {
  /// Least squares the plain way: all pairs of whole brightnesses for each shape.
  private func best(_ samples: [Float], _ shapes: [GlyphShape]) -> Float {
    func error(_ w: [Float], _ ink: Float, _ paper: Float) -> Float {
      zip(w, samples).reduce(0) { sum, one in
        let e = one.1 - one.0 * ink - (1 - one.0) * paper
        return sum + e * e
      }
    }
    var least = Float.infinity
    for shape in shapes {
      for ink in stride(from: Float(0), through: 255, by: 5) {
        for paper in stride(from: Float(0), through: 255, by: 5) {
          least = min(least, error(shape.coverage, ink, paper))
        }
      }
    }
    return least
  }

  /// Every brightness as it is.
  private static let greys = GreyScale(pixels: 256, isLight: false)

  private func chosen(_ samples: [Float], _ fit: GlyphFit, _ greys: GreyScale = greys, before: UInt8? = nil) -> GlyphFit.Choice {
    var cell = [SIMD4<Float>]()
    for n in stride(from: 0, to: 32, by: 4) {
      cell.append(SIMD4(samples[n], samples[n + 1], samples[n + 2], samples[n + 3]))
    }
    return cell.withUnsafeBufferPointer { fit.choose($0.baseAddress!, greys: greys, before: before) }
  }

  /// Every character is found again in the picture that it makes, whichever of ink and paper is the brighter.
  @Test(arguments: PictureGlyphs.allCases) func everyShapeIsFound(_ glyphs: PictureGlyphs) {
    let fit = GlyphFit(glyphs)
    #expect(Set(fit.shapes.map(\.glyph)).count == fit.shapes.count)
    for (ink, paper) in [(220, 30), (40, 200)] as [(Float, Float)] {
      // Bars with a border within a part are told from columns that these samples have not.
      for shape in fit.shapes where shape.eighths == 0 {
        let choice = chosen(shape.coverage.map { $0 * ink + (1 - $0) * paper }, fit)
        let found = choice.shape > 0 ? fit.shapes[Int(choice.shape) - 1] : nil
        // Of wedges whose corners share parts of a cell the other one may be as near.
        #expect(found?.glyph == shape.glyph || found?.coverage == shape.coverage, "\(shape.glyph)")
        // A thin wedge fills no part of the cell: its ink is held to what there is.
        if shape.coverage.contains(1), shape.coverage.contains(0) {
          #expect(abs(choice.ink - ink) < 1 && abs(choice.paper - paper) < 1)
        }
      }
    }
  }

  @Test func noPairOfBrightnessesIsNearer() {
    var random = SeededRandom(seed: 5)
    let fit = GlyphFit(.quadrants)
    for _ in 0..<6 {
      let edge = Int(random.next() % 8)
      let samples = (0..<32).map {
        Float(60 + ($0 / 4 < edge ? 90 : 0) + ($0 % 4 < 2 ? 40 : 0)) + Float(random.next() % 30)
      }
      let choice = chosen(samples, fit)
      let w = choice.shape > 0 ? fit.shapes[Int(choice.shape) - 1].coverage : [Float](repeating: 0, count: 32)
      let own = zip(w, samples).reduce(Float(0)) {
        let e = $1.1 - $1.0 * choice.ink - (1 - $1.0) * choice.paper
        return $0 + e * e
      }
      // But for what a change of the character has to be worth.
      #expect(own <= best(samples, fit.shapes) + 32 * 2)
    }
  }

  /// Bars of all eighths across are found where samples are as fine as they are, with ink and paper exchanged too.
  @Test func barsAreFoundByEighths() {
    let fit = GlyphFit(.quadrants)
    for eighths in 1...7 {
      for (ink, paper) in [(210, 40), (60, 190)] as [(Float, Float)] {
        var columns = SIMD8<Float>()
        for n in 0..<8 { columns[n] = (n < eighths ? ink : paper) * 4 }
        let row: SIMD4<Float> = (columns.evenHalf + columns.oddHalf) / 8
        let cell = [SIMD4<Float>](repeating: row, count: 8)
        let choice = cell.withUnsafeBufferPointer {
          fit.choose($0.baseAddress!, columns: columns, greys: Self.greys, before: nil)
        }
        let wanted: UInt32 = eighths == 4 ? 0x258c : 0x2590 - UInt32(eighths)
        #expect(choice.shape > 0 && fit.shapes[Int(choice.shape) - 1].glyph.value == wanted)
        #expect(abs(choice.ink - ink) < 0.1 && abs(choice.paper - paper) < 0.1)
      }
    }
  }

  /// With few tones the pair is taken that is nearest once it is shown in them.
  @Test func tonesOfTheTerminalDecide() {
    let fit = GlyphFit(.quadrants), greys = GreyScale(.indexed)
    var random = SeededRandom(seed: 21)
    for _ in 0..<40 {
      let base = Float(random.next() % 200)
      var samples = [Float]()
      for n in 0..<32 { samples.append(base + (n % 4 < 2 ? 14 : 0) + Float(random.next() % 24)) }
      let choice = chosen(samples, fit, greys)
      func error(_ w: [Float], _ ink: Float, _ paper: Float) -> Float {
        func tone(_ x: Float) -> Float { Float(greys.values[greys.level(UInt8(min(max(x, 0), 255).rounded()))]) }
        let (a, b) = (tone(ink), tone(paper))
        var sum: Float = 0
        for (part, sample) in zip(w, samples) {
          let e: Float = sample - part * a - (1 - part) * b
          sum += e * e
        }
        return sum
      }
      let own = error(
        choice.shape > 0 ? fit.shapes[Int(choice.shape) - 1].coverage : [Float](repeating: 0, count: 32), choice.ink,
        choice.paper)
      for shape in fit.shapes where shape.eighths == 0 {
        let inside = zip(shape.coverage, samples).filter { $0.0 == 1 }.map(\.1)
        let outside = zip(shape.coverage, samples).filter { $0.0 == 0 }.map(\.1)
        guard inside.count + outside.count == 32 else { continue }
        func mean(_ x: [Float]) -> Float { x.reduce(0, +) / Float(x.count) }
        #expect(own <= error(shape.coverage, mean(inside), mean(outside)) + 32 * 2 + 1)
      }
    }
  }

  /// Noise alone makes no characters, and does not change those that stand.
  @Test func nothingBoils() {
    let fit = GlyphFit(.octants)
    var random = SeededRandom(seed: 9)
    var shown: UInt8?
    var changes = 0
    for _ in 0..<50 {
      let samples = (0..<32).map { 100 + Float($0 % 4 < 2 ? 20 : 0) + Float(random.next() % 5) }
      let choice = chosen(samples, fit, before: shown)
      if let shown, choice.shape != shown { changes += 1 }
      shown = choice.shape
    }
    #expect(changes == 0 && shown != 0)
    #expect(chosen((0..<32).map { 100 + Float($0 & 1) * 3 }, fit).shape == 0)
  }

  @Test func namesOfCharactersFollowUnicode() {
    let glyphs = Set(GlyphShape.shapes(.octants).flatMap { [$0.glyph, $0.complement].compactMap { $0 } })
    func all(_ range: ClosedRange<UInt32>) -> Bool { range.allSatisfy { glyphs.contains(Unicode.Scalar($0)!) } }
    #expect(all(0x2596...0x259f) && all(0x1fb00...0x1fb3b) && all(0x1fb3c...0x1fb67) && all(0x1cd00...0x1cde5))
    // Block sextant 1-3-5-6, block octant 3 and 1-2-3-4-5-6-7, left to right and down.
    func shape(_ value: UInt32) -> [Float]? {
      GlyphShape.shapes(.octants).compactMap { shape -> [Float]? in
        if shape.glyph.value == value { return shape.coverage }
        return shape.complement?.value == value ? shape.coverage.map { 1 - $0 } : nil
      }.first
    }
    #expect(shape(0x1cd00)?.enumerated().filter { $0.element == 1 }.map(\.offset) == [8, 9, 12, 13])
    #expect(shape(0x1cde5)?.enumerated().filter { $0.element == 0 }.map(\.offset) == [0, 1, 4, 5])
    #expect(GlyphShape.complements["▘"] == "▟" && GlyphShape.complements["▚"] == "▞")
  }

  // MARK: Panes

  private static let size = GridSize(96, 80, 64)!

  /// A bright block with an edge askew, on an even ground: no plane is like another.
  private func bench() throws -> ViewBench {
    let volume = try Volume(grid: VoxelGrid(size: Self.size, affine: Affine(spacing: [1, 1.2, 1.5]))) { samples in
      for n in samples.indices {
        let i = n % Self.size.i, j = n / Self.size.i % Self.size.j, k = n / Self.size.i / Self.size.j
        samples[n] = 2 * i + j + 3 * k > 230 && i > 20 && j < 70 ? 0 : -1000
      }
    }
    var bench = ViewBench(volume, cursor: VoxelIndex(48, 40, 32))
    bench.view.layout = .three
    return bench
  }

  @Test func aPaneInDetail() throws {
    var bench = try bench()
    bench.view.layout = .single
    func rows(_ picture: PictureGlyphs) -> [String] {
      let model = bench.model
      let buffer = ScreenRenderer(traits: TerminalTraits(tier: .direct, picture: picture)).draw(
        model, width: 60, height: 16)
      let pane = ScreenLayout(width: 60, height: 16, model: model).panes[0].image
      return (pane.row..<pane.row + pane.height).map { row in
        String(String.UnicodeScalarView((pane.col..<pane.col + pane.width).map { buffer[$0, row].glyph }))
      }
    }
    let halves = rows(.halves).joined()
    #expect(!halves.unicodeScalars.contains { "▘▝▖▗▚▞▛▜▙▟▌▐".unicodeScalars.contains($0) })
    #expect(rows(.quadrants) != rows(.sextants))
    let found = Set(rows(.quadrants).joined().unicodeScalars)
    #expect(found.contains { "▘▝▖▗▚▞▛▜▙▟▌▐▁▂▃▅▆▇▉▊▋▍▎▏".unicodeScalars.contains($0) })
  }

  /// What is drawn is half blocks, exact to the pixel; and all of it where a pixel is a voxel.
  @Test(arguments: Plane.allCases) func drawingsStayHalfBlocks(_ plane: Plane) throws {
    var bench = try bench()
    bench.view.active = plane
    bench.view.magnification = .scale(mmPerPixel: 3)
    try bench.stamp(bench.view.cursor, mm: 12, label: 1)
    let coarse = ScreenRenderer(traits: TerminalTraits())
    let fine = ScreenRenderer(traits: TerminalTraits(picture: .sextants))
    let a = coarse.draw(bench.model, width: 120, height: 40), b = fine.draw(bench.model, width: 120, height: 40)
    let pane = ScreenLayout(width: 120, height: 40, model: bench.model).panes[0].image
    let geometry = PaneGeometry(plane: plane, rect: pane, grid: bench.model.volume.grid, view: bench.view)
    let findings = FindingsRaster(bench.model.labels, geometry)
    var drawn = 0
    for row in 0..<pane.height {
      for col in 0..<pane.width where findings.labels[2 * row * findings.width + col] != 0 {
        let (x, y) = (a[pane.col + col, pane.row + row], b[pane.col + col, pane.row + row])
        #expect(x == y || CellBuffer.Halves(x) == CellBuffer.Halves(y))
        drawn += 1
      }
    }
    #expect(drawn > 0 && a != b)
    bench.view.magnification = .scale(mmPerPixel: 0.5)
    let model = bench.model
    let frames = [PictureGlyphs.halves, .sextants].map {
      ScreenRenderer(traits: TerminalTraits(picture: $0)).draw(model, width: 120, height: 40)
    }
    #expect(frames[0] == frames[1])
  }

  /// Frames in detail look as they were drawn, whatever stood before.
  @Test func economyExchangesNothingButColours() throws {
    var bench = try bench()
    let kept = ScreenRenderer(traits: TerminalTraits(picture: .octants))
    for k in [30, 31, 32, 20] {
      bench.view.cursor.k = k
      let next = kept.draw(bench.model, width: 100, height: 32)
      let cells = next.cells
      #expect(cells == next.economised(after: next).cells)
      for cell in cells {
        guard let other = GlyphShape.complements[cell.glyph], cell.glyph != " ", cell.glyph != "█" else { continue }
        #expect(GlyphShape.complements[other] == cell.glyph)
      }
    }
  }
}
