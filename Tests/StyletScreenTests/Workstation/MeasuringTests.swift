import StyletBase
import StyletCore
import StyletImaging
import Testing

@testable import StyletScreen

/// Keys in; measurements in the project and on the screen out.
@Suite struct MeasuringTests {
  static let planes: [(String, Plane)] = [("", .axial), ("<Tab>", .coronal), ("<S-Tab>", .sagittal)]

  private func kept(_ bench: Bench) -> [Measurement] { bench.work.session.marks.measurements.map(\.measurement) }

  private func text(_ bench: Bench, _ traits: TerminalTraits = .init(tier: .mono, unicode: false)) -> String {
    ScreenRenderer(traits: traits).draw(bench.work.model, width: 120, height: 40).text
  }

  @Test(arguments: planes) func aRuler(_ keys: String, _ plane: Plane) throws {
    let bench = try Bench().play(keys + "mr")
    #expect(bench.work.mode == .measure && bench.notice.contains("Ruler 0.0 mm"))
    try bench.play("3<Right>2<Down>")
    let (end, mm): (VoxelIndex, Double) =
      switch plane {  // 3 to the right and 2 down, at 0.8, 1 and 2 mm
      case .axial: (VoxelIndex(13, 10, 6), (2.4 * 2.4 + 2 * 2).squareRoot())
      case .coronal: (VoxelIndex(13, 8, 4), (2.4 * 2.4 + 4 * 4).squareRoot())
      case .sagittal: (VoxelIndex(10, 11, 4), 5)
      }
    let words = "\(NumberText.fixed(mm, 1)) mm"
    #expect(bench.notice.contains(words) && text(bench).contains(" " + words))
    #expect(bench.work.session.revision == 0)
    try bench.play("<Space>")
    #expect(bench.work.mode == .navigate && bench.work.unsavedStrokes == 1 && bench.drawn.isEmpty)
    let m = try #require(kept(bench).first)
    #expect(m.points == [[10, 8, 6], SIMD3(end)] && m.plane == plane && m.id == "m1")
    #expect(m.slice == plane.coordinates(of: end, in: Bench.size).w)
    let entry = bench.work.session.annotations.measurements[0].object
    let stated = try #require(entry?["values"]?.object?["millimetres"]?.double)
    #expect(abs(stated - mm) < 1e-9)
  }

  @Test func aRulerBetweenSlices() throws {
    let bench = try Bench().play("zlmr4<Right>1<Down>2<PageUp>")
    #expect(bench.notice.contains("Ruler 5.2 mm"))  // 3.2, 1 and 4 mm
    try bench.play("<CR>")
    #expect(kept(bench).first?.plane == nil && kept(bench).first?.points == [[10, 8, 6], [14, 9, 8]])
    // its ends on their slices, and nothing between
    for (keys, shows) in [("", true), ("<PageDown>", false), ("<PageDown>", true), ("<PageDown>", false)] {
      try bench.play(keys)
      #expect(text(bench).contains("5.2 mm") == shows, "slice \(bench.cursor.k)")
    }
  }

  @Test func twoAxes() throws {
    let bench = try Bench().play("mb6<Right><Space>3<Left>2<Up><Space>4<Down>2<Right>")
    #expect(bench.notice.contains("4.8 × 4.0 mm, 90 degrees"))
    try bench.play("<Space>")
    let m = try #require(kept(bench).first)
    #expect(m.shape == .bidirectional)
    let right: [SIMD3<Double>] = [[10, 8, 6], [16, 8, 6], [13, 6, 6], [13, 10, 6]]
    for (a, b) in zip(m.points, right) { #expect(length(a - b) < 1e-9) }
    #expect(text(bench).contains("4.8 x 4.0 mm"))
  }

  @Test(arguments: planes) func anEllipse(_ keys: String, _ plane: Plane) throws {
    let bench = try Bench().play(keys + "me3<Right>2<Down>")
    let size = Bench.size, spacing = plane.spacing(of: bench.work.volume.grid)
    let c = plane.coordinates(of: VoxelIndex(10, 8, 6), in: size)
    var values: [Double] = []
    for dv in -2...2 {
      for du in -3...3 where Double(du * du) / 9 + Double(dv * dv) / 4 <= 1 {
        values.append(bench.work.volume.value(at: plane.voxel(u: c.u + du, v: c.v + dv, w: c.w, in: size)))
      }
    }
    let mean = values.reduce(0, +) / Double(values.count)
    #expect(bench.notice.contains("mean \(NumberText.fixed(mean, 1)), "))
    #expect(bench.notice.contains("\(values.count) voxels"))
    try bench.play("<CR>")
    guard case .region(let r)? = bench.work.session.marks.measurements.first?.values else {
      Issue.record("no region")
      return
    }
    #expect(abs(r.mean - mean) < 1e-9 && r.voxels == values.count)
    #expect(abs(r.area - Double(values.count) * spacing.u * spacing.v) < 1e-9)
    #expect(text(bench).contains("\(NumberText.fixed(r.mean, 0).replacing("−", with: "-")) +- "))
  }

  @Test func aPolygon() throws {
    let bench = try Bench().play("mp4<Right><Space>a")
    #expect(bench.work.mode == .measure && bench.notice.contains("three corners"))
    try bench.play("3<Down><Space>5<Left><Space><BS>a")
    guard case .region(let r)? = bench.work.session.marks.measurements.first?.values else {
      Issue.record("no region")
      return
    }
    // (10, 8), (14, 8), (14, 11): rows of 5, 3, 2 and 1
    #expect(r.voxels == 11 && abs(r.area - 11 * 0.8) < 1e-9)
  }

  @Test(arguments: ["mr", "mb", "me", "mp"]) func escLeavesNoTrace(keys: String) throws {
    let bench = try Bench().play("<Space>" + keys + "3<Right><PageUp><Left><PageDown><Space>2<Down><Esc><Esc>")
    let clean = try Bench().play("<Space>")
    if keys == "mb" || keys == "mp" {
      #expect(bench.work.session.revision == 1 && bench.work.session.annotations == Annotations())
    }
    #expect(bench.work.mode == .navigate && bench.drawn == clean.drawn)
    let left = try Bench().play(keys + "<Esc>")
    #expect(left.work.session.revision == 0 && left.work.measuring == nil)
    #expect(text(left) == text(try Bench()))
  }

  @Test func refusals() throws {
    let bench = try Bench().play("mr<Space>")
    #expect(bench.notice.contains("dropped already") && bench.work.mode == .measure)
    try bench.play("<Esc>mb2<Right><Space>2<Left><Space>2<Right><Space>")
    #expect(bench.notice.contains("short axis has no length") && bench.work.mode == .measure)
    try bench.play("<Esc>me<PageUp><Right><Space>")
    #expect(bench.notice.contains("axial slice 7") && kept(bench).isEmpty)
    try bench.play("<Esc>mr<BS><Right><Space><Right><Space>")
    #expect(kept(bench).first?.points.first?.x == Double(bench.cursor.i - 1))
    #expect(try Bench().play("mx").notice.contains("Nothing is measured"))
    #expect(try Bench().play("mn").notice.contains("Nothing is measured"))
    #expect(try Bench().play("mm").notice.contains("Nothing is measured"))
  }

  @Test func undoneInOrderWithStrokes() throws {
    let bench = try Bench().play(":brush 1<CR><Space>mr3<Right><Space><PageUp><Space>ml")
    guard case .palette(let line) = bench.work.prompt else {
      Issue.record("no question for the name")
      return
    }
    #expect(line.input == "landmark ")
    try bench.play("left hilum<CR><Right>me2<Right>2<Down><Space>")
    let history = bench.work.session.history.done.map(\.name)
    #expect(
      history == ["Brush, slice 7", "Ruler, slice 7", "Brush, slice 8", "Landmark left hilum", "Ellipse, slice 8"])
    let (drawn, lists) = (bench.drawn, bench.work.session.annotations)
    try bench.play("<PageUp>u")
    #expect(bench.cursor.k == 7 && kept(bench).count == 1)  // undo shows where it was
    try bench.play("u")
    #expect(bench.work.session.marks.landmarks.isEmpty && bench.notice == "Undo Landmark left hilum")
    try bench.play("uu")
    #expect(kept(bench).isEmpty && bench.cursor.k == 6 && !bench.drawn.isEmpty)
    try bench.play("u")
    #expect(bench.drawn.isEmpty)
    try bench.play("5U")
    #expect(bench.drawn == drawn && bench.work.session.annotations == lists && bench.ledgerIsRight)
  }

  @Test func listNextDeleteAndName() throws {
    let bench = try Bench().play("mr3<Right><Space>4<PageUp>mr5<Down><Space>:landmark apex<CR>2<PageDown>")
    try bench.play("mm")
    guard case .help(Sentence.measurements, let sections, _) = bench.work.overlay else {
      Issue.record("no list")
      return
    }
    #expect(sections.map(\.title) == ["Measurements", "Landmarks"])
    #expect(sections[0].rows.map(\.text) == ["Ruler 2.4 mm, axial slice 7", "Ruler 5.0 mm, axial slice 11"])
    #expect(sections[1].rows[0].text.hasPrefix("apex, "))
    try bench.play("<Esc>mn")
    #expect(bench.cursor.k == 6 && bench.notice.hasPrefix("1 of 3: Ruler 2.4"))
    try bench.play("mn")
    #expect(bench.cursor.k == 10 && bench.notice.hasPrefix("2 of 3"))
    try bench.play("mN")
    #expect(bench.cursor.k == 6)
    try bench.play("3mn")
    #expect(bench.notice.hasPrefix("1 of 3"))
    try bench.play("mN")
    #expect(bench.notice.hasPrefix("3 of 3: apex"))
    try bench.play("mx")
    #expect(bench.work.session.marks.landmarks.isEmpty && kept(bench).count == 2)
    // the nearest on this slice, not the one gone to before
    try bench.play("u:measure-go 2<CR>:measure-name old scar<CR>")
    #expect(kept(bench)[1].name == "old scar" && text(bench).contains("5.0 mm old scar"))
    try bench.play(":measure-go 1<CR>4<PageUp>")
    try bench.play(":measure-delete<CR>")
    #expect(bench.work.session.annotations.measurements.count + bench.work.session.annotations.landmarks.count == 2)
    #expect(bench.work.session.annotations.measurements.contains { $0.object?["id"]?.string == "m1" })
    try bench.play("2u")
    #expect(kept(bench).count == 2 && bench.work.session.marks.landmarks.count == 1)
  }

  // MARK: The screen

  /// The marks stand on the voxels they are of, in every plane, and the value beside them on every kind of terminal.
  @Test(arguments: planes) func whatIsShown(_ keys: String, _ plane: Plane) throws {
    let bench = try Bench().play(keys + "zl5<Left>mr6<Right>4<Up><Space>3<Down>2<Left>")
    let m = try #require(kept(bench).first)
    let layout = ScreenLayout(width: 120, height: 40, model: bench.work.model)
    let pane = try #require(layout.panes.first)
    let geometry = PaneGeometry(
      plane: plane, rect: pane.image, grid: bench.work.volume.grid, view: bench.work.view)
    let beside = MeasureText.beside(bench.work.session.marks.measurements[0].values)
    for traits in TerminalTraits.all {
      let buffer = ScreenRenderer(traits: traits).draw(bench.work.model, width: 120, height: 40)
      #expect(buffer.text.contains(beside))
      for p in m.points {
        let cell = try #require(geometry.cell(of: VoxelIndex(Int(p.x), Int(p.y), Int(p.z))))
        if traits.tier == .mono { #expect(buffer[cell.col, cell.row].glyph == "x") }
      }
    }
    // on its own slice only
    try bench.play("<PageUp>")
    #expect(!text(bench).contains(beside))
  }

  /// What a project holds is shown when it is opened, what it holds of others is not, and no byte of a name reaches
  /// the terminal as it is.
  @Test func whatAProjectHolds() throws {
    let volume = try Bench.volume()
    let m = Measurement(id: "m1", shape: .ruler, plane: .axial, points: [[10, 8, 6], [13, 8, 6]], name: "a\u{1b}[2J")
    let session = EditSession(
      volume: volume,
      annotations: Annotations(
        measurements: [.object(m.json(volume.grid, values: nil)), .string("theirs")],
        landmarks: [.object(Landmark(id: "l1", name: "b\u{7}", point: [10, 9, 6]).json(volume.grid))]))
    let work = Workstation(session: session, services: RecordingServices())
    let shown = ScreenRenderer(traits: .init(tier: .mono)).draw(work.model, width: 120, height: 40)
    #expect(shown.text.contains("2.4 mm a") && !shown.text.unicodeScalars.contains { $0.value < 32 && $0 != "\n" })
    for key in try KeyNotation.parse("mnmnmm") { work.handle(.key(key)) }
    #expect(work.notice?.text.contains("\u{7}") != true)
  }

  @Test func aFullDiskRefusesIt() throws {
    let bench = try Bench()
    let disk = FullDisk()
    bench.work.session.recorder = disk
    disk.isFull = true
    try bench.play("mr3<Right><Space>")
    #expect(bench.notice.hasPrefix("Refused") && kept(bench).isEmpty && bench.work.mode == .measure)
    disk.isFull = false
    try bench.play("<Space>")
    #expect(kept(bench).count == 1)
  }

  /// A drag of the mouse opens an ellipse and paints nothing.
  @Test func theMouseDoesNotPaint() throws {
    let bench = try Bench().play("zlme")
    for (action, col) in [(MouseEvent.Action.press, 20), (.drag, 30), (.drag, 40), (.release, 40)] {
      bench.work.handle(.mouse(MouseEvent(action, button: 0, col: col, row: 20)))
    }
    #expect(bench.drawn.isEmpty && bench.work.mode == .measure)
  }

  /// On the smallest scans, with everything at every edge.
  @Test(arguments: [GridSize(1, 1, 1)!, GridSize(1, 5, 1)!, GridSize(4, 1, 3)!])
  func smallScans(size: GridSize) throws {
    let bench = try Bench(size)
    for start in ["mr", "mb", "me", "mp"] {
      for _ in 0..<3 {
        try bench.play(start + "<Right><Space><Down><Space><Left><Up><Space><PageUp><Space><Tab><Space>a<Esc>mnmx")
        _ = bench.work.draw(width: 80, height: 24)
        try bench.play("<Esc>")
      }
    }
    while bench.work.session.history.done.count > 0 { try bench.play("u") }
    #expect(bench.work.session.annotations == Annotations())
  }
}
