import StyletImaging
import Testing

@testable import StyletScreen

@Suite struct SettingsTests {
  @Test func brushRadii() throws {
    let bench = try Bench().play("]")
    #expect(bench.work.tool.radius == 6)
    try bench.play("3[")
    #expect(bench.work.tool.radius == 3)
    try bench.play("99[")
    #expect(bench.work.tool.radius == 0.5)
    try bench.play("99999]")
    #expect(bench.work.tool.radius == 50)
    try bench.play(":brush 4.4<CR>]")
    #expect(bench.work.tool.radius == 5)
    try bench.play(":brush 4.4<CR>[")
    #expect(bench.work.tool.radius == 4)
    try bench.play(":brush 1000<CR>")
    #expect(bench.work.tool.radius == 4)
    #expect(bench.notice == "This needs a radius from 0.1 to 100 mm; for example :brush 4")
    try bench.play("b")
    #expect(bench.work.tool.shape == .ball && bench.notice == "Brush: ball, radius 4 mm")
  }

  @Test func findings() throws {
    let bench = try Bench().play("s3")
    #expect(bench.work.tool.finding == 3 && bench.notice == "NOD: Nodule")
    try bench.play(">")
    #expect(bench.work.tool.finding == 4)
    try bench.play(">")
    #expect(bench.work.tool.finding == 1)
    try bench.play("<lt>")
    #expect(bench.work.tool.finding == 4)
    try bench.play("2<lt>")
    #expect(bench.work.tool.finding == 2)
    try bench.play("s9")
    #expect(bench.work.tool.finding == 2 && bench.notice.contains("there are 1 GGO, 2 CON"))
    try bench.play(":finding nod<CR>")
    #expect(bench.work.tool.finding == 3)
    try bench.play(":finding consolidation<CR>")
    #expect(bench.work.tool.finding == 2)
  }

  @Test func takingTheFindingUnderTheCursor() throws {
    let bench = try Bench().play("s2<Space>s1<CR>")
    #expect(bench.work.tool.finding == 2)
    try bench.play("9<PgUp><CR>")
    #expect(bench.notice.hasPrefix("No finding under the cursor"))
  }

  @Test func anEmptyTableIsMet() throws {
    let none = try #require(LabelTable([]))
    let bench = try Bench(table: none).play("s1><lt><Space><CR>xc.f")
    #expect(bench.work.draw(width: 100, height: 30).width == 100)
    #expect(bench.ledgerIsRight)
  }

  @Test func findingsDisplay() throws {
    let bench = try Bench()
    var seen: [FindingsDisplay] = []
    for _ in 0..<3 { seen.append(try bench.play("o").work.view.findings) }
    #expect(seen == [.outlined, .hidden, .shown])
    try bench.play(":findings-display hidden<CR>")
    #expect(bench.work.view.findings == .hidden)
  }

  @Test(arguments: [
    ("wl", DisplayWindow.lung, "lung"), ("wm", .mediastinum, "mediastinum"), ("wb", .bone, "bone"),
    ("wf", .fat, "fat"), (":window 40 400<CR>", DisplayWindow(level: 40, width: 400), "custom"),
    (":window 400,40<CR>", DisplayWindow(level: 40, width: 400), "custom"),
    (":window -600 1500<CR>", DisplayWindow(level: -600, width: 1500), "custom"),
    (":window med<CR>", .mediastinum, "mediastinum"),
  ])
  func windows(_ keys: String, _ window: DisplayWindow, _ name: String) throws {
    let bench = try Bench().play(keys)
    #expect(bench.work.view.window == window && bench.work.view.windowName == name)
  }

  /// From the slice's own values: 20 x 16 voxels from -858 (k = 6) to -218.
  @Test func automaticWindow() throws {
    let view = try Bench().play("wa").work.view
    #expect(view.windowName == "auto")
    #expect(abs(view.window.level - -538) < 10 && view.window.width > 500 && view.window.width <= 640)
  }

  @Test func adjusting() throws {
    let bench = try Bench().play("W<Right>3<Left><Up>")
    #expect(bench.work.mode == .adjust && bench.work.model.modeName == "WINDOW")
    #expect(bench.work.view.window == DisplayWindow(level: -590, width: 1480))
    #expect(bench.work.view.windowName == "custom")
    try bench.play("J<PgUp>")
    #expect(bench.work.view.window.level == -690 && bench.cursor.k == 7)
    #expect(bench.cursor.i == 10 && bench.cursor.j == 8)
    try bench.play("99999<Left>99999<Up>")
    #expect(bench.work.view.window == DisplayWindow(level: 100_000, width: 1))
    try bench.play("<Esc><Right>")
    #expect(bench.work.mode == .navigate && bench.cursor.i == 11)
  }

  @Test func modeNames() throws {
    #expect(try Bench().work.model.modeName == "NAVIGATE")
    #expect(try Bench().play("p").work.model.modeName == "PAINT")
    #expect(try Bench().play("pe").work.model.modeName == "ERASE")
    #expect(try Bench().play("v").work.model.modeName == "CONTOUR")
  }
}
