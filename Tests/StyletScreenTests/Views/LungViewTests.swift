import StyletCore
import StyletImaging
import TestSupport
import Testing

@testable import StyletScreen

/// Outlines, zone limits and the lungs' part of the panel.
@Suite struct LungViewTests {
  private static func labels(_ size: GridSize, _ seed: UInt64) -> LabelMap {
    var random = SeededRandom(seed: seed), runs: [Run] = []
    for k in 0..<size.k {
      for j in 0..<size.j {
        let a = Int.random(in: 0..<size.i - 3, using: &random), n = Int.random(in: 1...3, using: &random)
        runs.append(Run(k: k, j: j, i: a, count: n, old: 0, new: UInt8.random(in: 1...3, using: &random)))
      }
    }
    var map = LabelMap(size: size)
    map.apply(Edit(name: "", tool: "", runs: runs))
    return map
  }

  /// Against the label under each pixel's centre and its four neighbours, in all planes and scales.
  @Test func outlinesAreTheRims() throws {
    let volume = try Volume.asymmetric(9, 7, 5, spacing: [0.7, 0.8, 3])
    let size = volume.size, map = Self.labels(size, 4)
    for plane in Plane.allCases {
      for scale in [0.0, 0.2, 0.7, 2.1] {
        var view = ViewState(cursor: VoxelIndex(4, 3, 2))
        view.active = plane
        if scale > 0 { view.magnification = .scale(mmPerPixel: scale) }
        let g = PaneGeometry(
          plane: plane, rect: CellRect(col: 3, row: 1, width: 23, height: 9), grid: volume.grid, view: view)
        let raster = OutlineRaster()
        raster.update(map, OutlineVersion(n: 1), g)
        func label(_ x: Int, _ y: Int) -> UInt8 { g.voxel(px: x, py: y).map { map[$0] } ?? 0 }
        for y in 0..<18 {
          for x in 0..<23 {
            let own = label(x, y)
            let around = [(x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)]
              .filter { (0..<23).contains($0.0) && (0..<18).contains($0.1) }
            let rim = own != 0 && around.contains { label($0.0, $0.1) != own }
            #expect(raster.rims[y * 23 + x] == (rim ? own : 0), "\(plane) \(scale) \(x),\(y)")
          }
        }
        raster.update(nil, OutlineVersion(n: 2), g)
        #expect(raster.isEmpty)
      }
    }
  }

  /// Outlined in their own ink, in every kind of terminal, and gone when hidden.
  @Test(arguments: TerminalTraits.all) func lungsAreOutlined(_ traits: TerminalTraits) throws {
    let b = try LungBench()
    b.go(to: b.inside(LungLabels.right))
    func picture() -> CellBuffer { ScreenRenderer(traits: traits).draw(b.work.model, width: 120, height: 40) }
    func marks(_ buffer: CellBuffer, _ label: UInt8) -> Int {
      let ink = LungInks.ink(label, traits.tier)
      let panes = ScreenLayout(width: 120, height: 40, model: b.work.model).panes[0].image
      var n = 0
      for row in panes.row..<panes.row + panes.height {
        for col in panes.col..<panes.col + panes.width {
          let cell = buffer[col, row]
          if traits.tier == .mono {
            n += cell.glyph == LungInks.glyph(label) && cell.attributes.contains(.bold) ? 1 : 0
          } else {
            n += cell.ink == ink || cell.paper == ink ? 1 : 0
          }
        }
      }
      return n
    }
    let shown = picture()
    #expect(marks(shown, LungLabels.right) > 20 && marks(shown, LungLabels.left) > 20)
    try b.play("O")
    #expect(b.bench.notice.contains("hidden"))
    #expect(marks(picture(), LungLabels.right) < marks(shown, LungLabels.right) / 4)
  }

  /// The dashes lie between the slices that they part, and say where they come from.
  @Test func zoneLimitsAreDrawn() throws {
    let b = try LungBench()
    let at = b.inside(LungLabels.right)
    b.go(to: at)
    try b.play("mc<Tab>")  // the coronal pane is large now
    let model = b.work.model
    let pane = try #require(ScreenLayout(width: 200, height: 55, model: model).pane(of: .coronal))
    let g = PaneGeometry(plane: .coronal, rect: pane.image, grid: model.volume.grid, view: model.view)
    let marks = PaneMarks(model, g, active: false)
    let rows = Set(marks.pixels.filter { $0.value == .zone }.map { $0.key / marks.width })
    #expect(rows.count == 2)
    let lower = try #require(rows.max()), upper = try #require(rows.min())
    // the pixel row above the carina's line shows its slice or one above it, the row below one below it
    func k(_ py: Int) -> Int? { g.voxel(px: marks.width / 2, py: py)?.k }
    #expect(try #require(k(upper - 1)) >= at.k && #require(k(upper + 1)) <= at.k && lower > upper)
    #expect(b.text().contains("carina, yours") && b.text().contains("veins 1/3"))
    try b.play("O")
    #expect(!b.text().contains("carina, yours"))
  }

  /// The names of the limits take a fifth of a pane at most, and hide no lung.
  @Test func namesOfLimitsAreShort() throws {
    let b = try LungBench()
    b.go(to: b.inside(LungLabels.right))
    let model = b.work.model
    for width in 8...140 {
      for plane in [Plane.coronal, .sagittal] {
        let rect = CellRect(col: 0, row: 0, width: width, height: 12)
        let g = PaneGeometry(plane: plane, rect: rect, grid: model.volume.grid, view: model.view)
        var buffer = CellBuffer(width: width, height: 12), places = LabelPlaces(pane: rect)
        buffer.fill(buffer.bounds, with: Cell("@"))
        ZoneWords(theme: Theme(.mono), glyphs: Glyphs(unicode: true), ink: .standard)
          .draw(rect, g, model, &places, into: &buffer)
        for row in 0..<12 {
          let words = (0..<width).count { buffer[$0, row].glyph != "@" }
          #expect(words * 5 <= width, "\(plane) \(width)")
        }
        if width == 60 { #expect(buffer.text.contains("carina")) }
      }
    }
  }

  /// An axial slice names its zone in a word, or not at all: a single letter would be a side.
  @Test func zonesAreNoLetters() throws {
    let b = try LungBench()
    for k in stride(from: 2, to: 38, by: 5) {
      b.go(to: VoxelIndex(20, 30, k))
      for width in 60...130 {
        let heading = try #require(b.text(width, 40).split(separator: "\n").first { $0.contains("Axial \(k + 1)/40") })
        let pane = heading.split(separator: "│")[0]
        #expect(!pane.split(separator: " ").dropFirst(2).prefix(1).contains { $0.count == 1 }, "\(heading)")
      }
    }
    b.go(to: b.inside(LungLabels.right))
    #expect(b.text(200, 55).contains(" zone"))
  }

  /// No size and no terminal traps, and where there is a panel the lungs' state is on it.
  @Test func everySize() throws {
    let b = try LungBench(badges: [.noCarina])
    b.go(to: b.inside(LungLabels.left))
    try b.play(":brush 20<CR><Space>")
    for traits in TerminalTraits.all {
      let renderer = ScreenRenderer(traits: traits)
      let sizes = [(60, 16), (61, 23), (79, 24), (80, 24), (100, 30), (120, 40), (200, 55), (250, 70), (300, 20)]
      for (width, height) in sizes {
        for layout in PaneLayout.allCases {
          for onLungs in [false, true] {
            try b.play(onLungs == b.work.isOnLungs ? "" : "sl")
            var model = b.work.model
            model.view.layout = layout
            let buffer = renderer.draw(model, width: width, height: height)
            let text = buffer.text
            // a blank may be drawn as a full block of its paper's colour
            #expect(text.contains("note") || text.contains("!1"), "\(traits) \(width)x\(height) \(layout)")
            if !traits.unicode { #expect(buffer.cells.allSatisfy { $0.glyph.isASCII }) }
          }
        }
      }
    }
  }

  // MARK: Bars

  @Test func barsAndPlots() {
    let bars = Bars(unicode: true), plain = Bars(unicode: false)
    #expect(bars.bar(0, width: 4) == "    " && bars.bar(1, width: 4) == "████" && bars.bar(0.5, width: 3) == "█▌ ")
    #expect(bars.bar(0.0001, width: 4) == "▏   " && bars.bar(.nan, width: 2) == "  " && bars.bar(7, width: 2) == "██")
    #expect(plain.bar(0.5, width: 4) == "##.." && plain.bar(0.4, width: 4) == "#-.." && plain.bar(0, width: 2) == "..")
    #expect(bars.plot([0, 1, 2, 4], width: 9) == " ▂▃▆")
    #expect(bars.plot([0, 0], width: 9) == "  " && bars.plot([], width: 9) == "")
    #expect(bars.plot([1, 1, 1, 1, 5], width: 4) == "▂▂█", "two become one when they are full")
    #expect(plain.plot([5, 2.5], width: 4) == "#~")
    #expect([0, 0.3, 1, 1.01, 21, 1e12].map(Bars.roundUp) == [0, 0.5, 1, 2, 50, 1e12])
    #expect((0..<3).map { String(bars.cell(0.5, row: $0, of: 3)) } == ["█", "▄", " "])
  }

  @Test func rowsAreSharedOut() {
    for height in 2...60 {
      for width in [26, 33, 37, 46, 53, 63, 64, 97] {
        for findings in [1, 4, 9] {
          let beside = width >= ExtentPanel.widthWithTool
          let parts = ExtentPanel.Parts(height: height, width: width, findings: findings, isBeside: beside)
          #expect(parts.findings >= (height > 2 ? 1 : 0))
          #expect(1 + (parts.hasTotal ? 1 : 0) + parts.findings + parts.lungs + parts.tool <= height)
          let noted = ExtentPanel.Parts(height: height, width: width, findings: findings, isBeside: beside, needed: 1)
          #expect(noted.findings >= (height > 2 ? 1 : 0) && noted.lungs == parts.lungs)
          let rows = 1 + (noted.hasTotal ? 1 : 0) + (noted.hasNote ? 1 : 0) + noted.findings + noted.lungs + noted.tool
          #expect(rows <= height)
        }
      }
    }
    // 80x24 and 60x16
    #expect(ExtentPanel.Parts(height: 8, width: 37, findings: 4, isBeside: false).lungs == 3)
    #expect(ExtentPanel.Parts(height: 5, width: 33, findings: 4, isBeside: false).findings == 2)
  }
}
