import StyletImaging
import TestSupport
import Testing

@testable import StyletScreen

@Suite struct ScreenSizeTests {
  private static let overlays: [Overlay] = [
    .none,
    .hints(
      title: "window", rows: (0..<30).map { HintRow(key: "<PageDown> \($0)", text: "a command with a long name") }),
    .help(
      title: "Help",
      sections: (0..<7).map { s in
        HelpSection(title: "Title \(s)", rows: (0..<s).map { HintRow(key: "k\($0)", text: "does it") })
      }, scroll: 3),
    .palette(
      input: String(repeating: "word ", count: 40), cursor: 120,
      rows: (0..<40).map { HintRow(key: "\($0)", text: "command") }, selected: 39),
    .palette(input: "", cursor: -4, rows: [], selected: 7),
    .list(
      ListOverlay(
        title: "Things, in order", columns: [ListColumn("#"), ListColumn("wide × column", isNumber: false, width: 90)],
        rows: (0..<40).map { ["\($0)", "é…"] }, first: 3, count: 100, selected: 40,
        actions: [HintRow(key: "Enter", text: "go there")])),
    .page(
      PageOverlay(
        title: "A page", lines: (0..<30).map { PageOverlay.Line("line \($0) of é × words", $0 % 2 == 0 ? .text : .row) },
        chart: HistogramChart(
          start: -1024, width: 8, lungs: (0..<150).map { $0 * $0 % 97 }, lesion: (0..<150).map { $0 % 7 },
          bands: [.init(name: "ground glass", from: -750, to: -300), .init(name: "all", from: -2000, to: 9000)]))),
    .page(PageOverlay(title: "", lines: [], chart: HistogramChart(start: 0, width: 1, lungs: [], lesion: [], bands: []))),
    .list(ListOverlay(title: "", columns: [], rows: [], first: 0, count: 0, selected: 0, actions: [])),
    .list(
      ListOverlay(
        title: "Rows in full", columns: [ListColumn("what", isNumber: false)], rows: (0..<20).map { ["row \($0)"] },
        first: 0, count: 20, selected: 2, actions: [HintRow(key: "Enter", text: "go there")],
        detail: String(repeating: "all of it – é ", count: 30))),
    .question(
      text: String(repeating: "Leave without saving? ", count: 9),
      answers: [HintRow(key: "y", text: "yes"), HintRow(key: "n", text: "no")]),
  ]

  /// Every size from 1x1 up, every kind of terminal, every box: no trap, one column each, ASCII where asked.
  @Test func everySizeInEveryTerminal() throws {
    var bench = ViewBench(try .asymmetric(9, 7, 5, spacing: [0.7, 0.8, 5]), cursor: VoxelIndex(4, 3, 2))
    try bench.stamp(VoxelIndex(4, 3, 2), mm: 1, label: 1)
    bench.tool.contour = OpenContour(plane: .axial, w: 2, vertices: [.init(u: 0, v: 0), .init(u: 8, v: 6)])
    var n = 0
    for traits in TerminalTraits.all {
      let renderer = ScreenRenderer(traits: traits)
      for width in [1, 2, 5, 11, 39, 59, 60, 61, 63, 79, 80, 101, 133, 200, 300] {
        for height in [1, 2, 4, 10, 15, 16, 17, 20, 24, 31, 55, 100] {
          n += 1
          var model = bench.model
          model.overlay = Self.overlays[n % Self.overlays.count]
          model.view.layout = n % 5 == 0 ? .single : .three
          model.view.active = Plane.allCases[n % 3]
          model.view.findings = FindingsDisplay.allCases[n % 3]
          model.view.magnification = n % 4 == 0 ? .scale(mmPerPixel: 0.1) : .fit
          model.notice = Notice(
            .warning, "Unterstützt ∞ “quotes” \u{1b}[2J and more than one line of text will ever hold of it")
          model.title = "名前 é"
          let b = renderer.draw(model, width: width, height: height)
          #expect(b.width == width && b.height == height)
          let wrong = b.cells.first {
            traits.unicode ? $0.glyph != Cell.rest && ($0.glyph.columns ?? 0) < 1 : !$0.glyph.isASCII || $0.glyph.value < 32
          }
          #expect(wrong == nil, "\(traits) \(width)x\(height): \(String(describing: wrong))")
          if traits.tier == .direct {
            #expect(
              !b.cells.contains { c in
                [c.ink, c.paper].contains { $0.rgb.map { $0.r == 0 && $0.g == 0 && $0.b < 8 } ?? false }
              })
          }
          if traits.tier == .ansi { #expect(!b.cells.contains { $0.paper.raw > 7 }) }
        }
      }
    }
  }

  @Test func smallWindowSaysWhatItNeeds() throws {
    let bench = ViewBench(try .asymmetric(), cursor: VoxelIndex(1, 1, 1))
    let text = ScreenRenderer(traits: .init()).draw(bench.model, width: 40, height: 10).text
    #expect(text.contains("60×16"))
    #expect(text.contains("40×10"))
  }

  /// All that a layout has, whatever it is called: a rectangle that is added to it is held to the others.
  private func rects(of layout: ScreenLayout) -> [CellRect] {
    Mirror(reflecting: layout).children.flatMap { child -> [CellRect] in
      if let panes = child.value as? [ScreenLayout.Pane] { return panes.flatMap { [$0.heading, $0.image] } }
      if let pane = child.value as? ScreenLayout.Pane { return [pane.heading, pane.image] }
      return [child.value as? CellRect].compactMap { $0 }
    }
  }

  /// Panes, panel, lines and what takes room from the panes lie within the screen and on no common cell, and all panes
  /// can be used.
  @Test(arguments: [(60, 16), (80, 24), (120, 40), (200, 55), (250, 70), (300, 20), (61, 90)])
  func nothingOverlaps(_ size: (Int, Int)) throws {
    let grid = VoxelGrid(size: GridSize(512, 512, 275)!, affine: Affine(spacing: [0.78, 0.78, 1]))
    let open: [Set<ScreenPart>] = [[]] + ScreenPart.allCases.map { [$0] } + [Set(ScreenPart.allCases)]
    for active in Plane.allCases {
      for layout in PaneLayout.allCases {
        for parts in open {
          let l = ScreenLayout(
            width: size.0, height: size.1, grid: grid, active: active, layout: layout, findings: 4, parts: parts)
          #expect(l.panes.first.map { $0.plane == active } ?? !parts.isEmpty)
          if parts.isEmpty { #expect(l.panes.count == (layout == .three ? 3 : 1)) }
          #expect((l.form != nil) == parts.contains(.form))
          var taken = [Int](repeating: 0, count: size.0 * size.1)
          let rects = rects(of: l)
          #expect(rects.count >= 2 * l.panes.count + 3)
          for r in rects {
            for row in r.row..<r.row + r.height {
              for col in r.col..<r.col + r.width {
                guard col >= 0, row >= 0, col < size.0, row < size.1 else {
                  Issue.record("outside: \(r)")
                  continue
                }
                taken[row * size.0 + col] += 1
              }
            }
          }
          #expect(!taken.contains { $0 > 1 }, "\(parts) \(layout) \(active)")
          for pane in l.panes { #expect(pane.image.width >= 12 && pane.image.height >= 3, "\(pane)") }
        }
      }
    }
  }
}
