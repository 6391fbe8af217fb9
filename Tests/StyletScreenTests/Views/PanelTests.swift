import StyletBase
import StyletImaging
import TestSupport
import Testing

@testable import StyletScreen

@Suite struct PanelTests {
  @Test func numbersAreTheLedgers() throws {
    var bench = ViewBench(try .noise(GridSize(64, 64, 20)!, spacing: [1, 1, 2], seed: 4), cursor: VoxelIndex(30, 30, 9))
    try bench.stamp(VoxelIndex(30, 30, 9), mm: 6, label: 1)
    try bench.stamp(VoxelIndex(30, 30, 8), mm: 6, label: 1)
    try bench.stamp(VoxelIndex(10, 30, 8), mm: 3, label: 3)
    let b = ScreenRenderer(traits: .init(tier: .indexed)).draw(bench.model, width: 200, height: 55)
    let rows = b.text.split(separator: "\n").map(String.init)
    // 113 voxels in a disc of 6, 29 in one of 3, of 2 mm³ each.
    let ggo = try #require(rows.first { $0.contains("GGO Ground") })
    #expect(ggo.contains("0.45"))
    #expect(ggo.contains(" 113 "))
    let nod = try #require(rows.first { $0.contains("NOD Nodule") })
    #expect(nod.contains("0.06") && nod.contains(" 0 "))
    let total = try #require(rows.first { $0.contains("total") })
    #expect(total.contains("0.51"))
    #expect(total.contains("3 unsaved"))
  }

  @Test func activeFindingIsAlwaysListed() {
    let table = LabelTable.standard.findings
    for finding in table {
      for room in 1...5 {
        let seen = ExtentPanel.visible(table, active: finding.value, room: room)
        #expect(seen.contains(finding))
        #expect(seen.count == min(room, 4))
      }
    }
    #expect(ExtentPanel.visible(table, active: 1, room: 0).isEmpty)
  }

  /// What holds something goes before what is empty, in the order of the table; what has no row is said.
  @Test func nothingDrawnIsLost() {
    let table = (1...9).map { Finding(value: UInt8($0), code: "F\($0)", name: "", colour: RGB(9, 9, 9)) }
    for active in UInt8(1)...9 {
      for held in [[], [9], [2, 7], [1, 5, 8, 9], [1, 2, 3, 4, 5, 6, 7, 8, 9]] as [Set<UInt8>] {
        for room in 1...9 {
          let (shown, hidden) = ExtentPanel.rows(table, active: active, room: room) { held.contains($0) }
          #expect(shown.contains { $0.value == active } && shown.map(\.value) == shown.map(\.value).sorted())
          let seen = Set(shown.map(\.value))
          #expect(Set(hidden.map(\.value)) == held.subtracting(seen))
          #expect(shown.count + (hidden.isEmpty || room == 1 ? 0 : 1) <= room)
          let empty = seen.subtracting(held).subtracting([active])
          #expect(hidden.isEmpty || empty.isEmpty, "an empty one stands in the place of another")
        }
      }
    }
  }

  @Test func aNarrowPanelShowsWhatIsDrawn() throws {
    let volume = try Volume.noise(GridSize(64, 64, 20)!, spacing: [1, 1, 2], seed: 4)
    var bench = ViewBench(volume, cursor: VoxelIndex(30, 30, 9))
    let table = try #require(
      LabelTable((1...9).map { Finding(value: UInt8($0), code: "FX\($0)", name: "x", colour: RGB(9, 200, 9)) }))
    func rows() -> [String] {
      var model = bench.model
      model.table = table
      let text = ScreenRenderer(traits: .init(tier: .indexed)).draw(model, width: 80, height: 24).text
      return text.split(separator: "\n").map(String.init)
    }
    try bench.stamp(VoxelIndex(30, 30, 9), mm: 6, label: 8)
    #expect(rows().contains { $0.contains("FX8") && $0.contains("0.23") })
    #expect(!rows().contains { $0.contains(" more") })
    for label in UInt8(1)...9 { try bench.stamp(VoxelIndex(30, 6 + 6 * Int(label), 8), mm: 2, label: label) }
    let more = try #require(rows().first { $0.contains(" more") })
    let seen = rows().count { $0.contains("│") && $0.contains("FX") && $0.contains("0.") }
    #expect(more.contains("+\(9 - seen) more") && seen >= 1, "\(more)")
  }

  /// A gate that is on is seen at every width, before where the cursor is.
  @Test func aGateIsInSight() throws {
    var bench = ViewBench(try .asymmetric(), cursor: VoxelIndex(1, 1, 1))
    bench.tool.gated = true
    bench.tool.gate = -950...(-700)
    for width in [60, 66, 80, 100, 120, 200] {
      for isErasing in [false, true] {
        var model = bench.model
        model.tool.erasing = isErasing
        let rows = ScreenRenderer(traits: .init(tier: .indexed)).draw(model, width: width, height: 24).text
          .split(separator: "\n").map(String.init)
        let status = try #require(rows.last { $0.contains("NAVIGATE") })
        #expect(status.contains(width >= 80 ? PanelText.gate(model.tool) : "gate "), "\(width): \(status)")
      }
    }
  }

  @Test func numbersAsText() {
    #expect(NumberText.fixed(-0.004, 2) == "0.00")
    #expect(NumberText.fixed(-812.4, 0) == "−812")
    #expect(NumberText.fixed(12.345, 1) == "12.3")
    #expect(NumberText.fixed(.nan, 2) == "–")
    #expect(NumberText.fixed(1e300, 0) == "1000000000000")
    #expect(NumberText.trimmed(5) == "5")
    #expect(NumberText.trimmed(2.5) == "2.5")
    #expect(NumberText.trimmed(10) == "10")
    #expect(PanelText.position([-34.21, 120, -4]) == "R 34.2  P 120.0  I 4.0 mm")
    #expect(PaneChrome.roundLength(most: 97) == 50)
    #expect(PaneChrome.roundLength(most: 0.6) == 0.5)
    #expect(Wrapping.lines("one two  three", 7) == ["one two", "three"])
    #expect(Wrapping.lines("abcdefgh", 3) == ["abc", "def", "gh"])
  }

  @Test func paletteShowsChosenRowAndCursor() throws {
    let bench = ViewBench(try .asymmetric(), cursor: VoxelIndex(1, 1, 1))
    var model = bench.model
    model.overlay = .palette(
      input: "wi", cursor: 2, rows: (0..<60).map { HintRow(key: "k", text: "command \($0)") }, selected: 41)
    for (w, h) in [(60, 16), (200, 55)] {
      let b = ScreenRenderer(traits: .init()).draw(model, width: w, height: h)
      #expect(b.text.contains("command 41"))
      let cursor = try #require(b.cursor)
      #expect(b[cursor.col - 1, cursor.row].glyph == "i")
    }
  }

  /// The numbers stay in sight while a command is typed.
  @Test func paletteLeavesThePanel() throws {
    let bench = ViewBench(try .asymmetric(), cursor: VoxelIndex(1, 1, 1))
    for layout in [PaneLayout.three, .single] {
      for (w, h) in [(60, 16), (80, 24), (120, 40), (200, 55)] {
        var model = bench.model
        model.view.layout = layout
        let panel = ScreenLayout(width: w, height: h, model: model).panel
        let renderer = ScreenRenderer(traits: .init())
        let before = renderer.draw(model, width: w, height: h)
        model.overlay = .palette(
          input: "w", cursor: 1, rows: (0..<60).map { HintRow(key: "k", text: "command \($0)") }, selected: 30)
        let after = renderer.draw(model, width: w, height: h)
        #expect(after.text.contains("command 30"), "\(w)x\(h) \(layout)")
        for row in panel.row..<panel.row + panel.height {
          for col in panel.col..<panel.col + panel.width {
            #expect(after[col, row] == before[col, row], "\(w)x\(h) \(layout): \(col), \(row)")
          }
        }
      }
    }
  }

  @Test func helpScrollsToItsEnd() throws {
    let sections = (0..<9).map { s in
      HelpSection(title: "Part \(s)", rows: (0..<8).map { HintRow(key: "\($0)", text: "row \(s)-\($0)") })
    }
    let bench = ViewBench(try .asymmetric(), cursor: VoxelIndex(1, 1, 1))
    var model = bench.model
    let last = HelpView.lastScroll(sections, width: 80, height: 24)
    #expect(last > 0)
    model.overlay = .help(title: "Help", sections: sections, scroll: 0)
    #expect(ScreenRenderer(traits: .init()).draw(model, width: 80, height: 24).text.contains("Part 0"))
    model.overlay = .help(title: "Help", sections: sections, scroll: last + 99)
    #expect(ScreenRenderer(traits: .init()).draw(model, width: 80, height: 24).text.contains("row 8-7"))
    #expect(HelpView.lastScroll(sections, width: 200, height: 100) == 0)
  }

  /// All answers are seen on the smallest screen.
  @Test func questionShowsItsAnswers() throws {
    var model = ViewBench(try .asymmetric(), cursor: VoxelIndex(1, 1, 1)).model
    let answers = ["save and leave", "leave", "stay"].map { HintRow(key: "x", text: $0) }
    model.overlay = .question(text: String(repeating: "This is a long question. ", count: 60), answers: answers)
    let text = ScreenRenderer(traits: .init()).draw(model, width: 60, height: 16).text
    for answer in answers { #expect(text.contains(answer.text)) }
  }
}
