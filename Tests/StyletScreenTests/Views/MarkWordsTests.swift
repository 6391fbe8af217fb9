import TestSupport
import Testing

@testable import StyletBase
@testable import StyletCore
@testable import StyletImaging
@testable import StyletScreen

/// Words beside marks: a number on the screen is one that was measured.
@Suite struct MarkWordsTests {
  private static let size = GridSize(60, 40, 3)!

  private static func marks(_ volume: Volume, _ random: inout SeededRandom) -> KnownAnnotations {
    let entries = (0..<Int.random(in: 1...12, using: &random)).map { n -> JSONValue in
      let isRuler = Bool.random(using: &random)
      let points = (0..<(isRuler ? 2 : 4)).map { _ -> SIMD3<Double> in
        SIMD3(Double(Int.random(in: 0..<60, using: &random)), Double(Int.random(in: 0..<40, using: &random)), 1)
      }
      let name = Int.random(in: 0..<4, using: &random) == 0 ? "node \(n)" : nil
      let m = Measurement(
        id: "m\(n)", shape: isRuler ? .ruler : .bidirectional, plane: .axial, points: points, name: name)
      return .object(m.json(volume.grid, values: nil))
    }
    var marks = KnownAnnotations()
    marks.update(Annotations(measurements: entries), volume)
    return marks
  }

  /// Many marks in panes of many sizes: every label that stands is whole, with a blank on both sides.
  @Test func noTwoTouch() throws {
    var random = SeededRandom(seed: 7), whole = 0, short = 0
    let volume = try Volume.noise(Self.size, spacing: [0.7, 0.7, 2], seed: 1)
    for _ in 0..<400 {
      let rect = CellRect(
        col: 3, row: 2, width: Int.random(in: 7...50, using: &random), height: Int.random(in: 4...20, using: &random))
      var model = ViewBench(volume, cursor: VoxelIndex(30, 20, 1)).model
      model.marks = Self.marks(volume, &random)
      let geometry = PaneGeometry(plane: .axial, rect: rect, grid: volume.grid, view: model.view)
      let glyphs = Glyphs(unicode: Bool.random(using: &random))
      var b = CellBuffer(width: 60, height: 24), places = LabelPlaces(pane: rect)
      b.fill(b.bounds, with: Cell("@"))
      MarkWords(theme: Theme(.mono), glyphs: glyphs).draw(rect, geometry, model, &places, into: &b)
      let forms = model.marks.measurements.enumerated().map { n, m in
        MeasureText.forms(m.values, name: m.measurement.name, number: n + 1).map { glyphs.plain($0) }
      }
      let all = Set(forms.flatMap { $0 })
      for row in 0..<b.height {
        let line = String(String.UnicodeScalarView((0..<b.width).map { b[$0, row].glyph }))
        for run in line.split(separator: "@") {
          #expect(run.hasPrefix(" ") && run.hasSuffix(" "), "\(line)")
          // Two that meet have the blanks of both between them.
          for piece in run.dropFirst().dropLast().split(separator: "  ") {
            #expect(all.contains(String(piece)), "\"\(piece)\" in \"\(line)\"")
            if piece.hasPrefix("#") { short += 1 } else { whole += 1 }
          }
        }
        for col in 0..<b.width where b[col, row].glyph != "@" {
          #expect(col > rect.col && col < rect.col + rect.width - 1 && row > rect.row, "the rim is not theirs")
        }
      }
    }
    #expect(whole > 100 && short > 20, "\(whole) \(short)")
  }

  /// One mark in a large pane has its words at once beside it, and a live one goes before all.
  @Test func aLoneMarkHasItsNumber() throws {
    let bench = try Bench().play("mr6<Right><Space>")
    let words = MeasureText.beside(bench.work.session.marks.measurements[0].values)
    let traits = TerminalTraits(tier: .mono)
    for (width, height) in [(80, 24), (120, 40), (200, 55)] {
      let text = ScreenRenderer(traits: traits).draw(bench.work.model, width: width, height: height).text
      #expect(text.contains(" \(words) "), "\(width)x\(height)")
    }
  }
}
