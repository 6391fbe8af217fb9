import StyletCore
import StyletImaging
import Testing

@testable import StyletScreen

/// The 3-D view on the screen: its cells on each rung of the colour ladder, what stands around it, and where it has
/// room.
@Suite struct SolidViewTests {
  /// Two lungs of different height with an airway between, a finding in the patient's left one; 60 mm across.
  static func work(lungs: Bool = true, findings: Bool = true) throws -> Workstation {
    let size = GridSize(30, 20, 24)!
    let volume = try Volume(grid: VoxelGrid(size: size, affine: Affine(spacing: [2, 2, 2.5]))) { samples in
      for n in samples.indices { samples[n] = n % 30 > 3 && n % 30 < 26 ? Int16(n % 30 * 10) : -1000 }
    }
    var session = EditSession(volume: volume)
    if lungs {
      var runs: [Run] = []
      for k in 3..<22 {
        for j in 3..<17 {
          // The right one is higher.
          runs.append(Run(k: k, j: j, i: 4, count: 8, old: 0, new: LungLabels.right))
          if k < 18 { runs.append(Run(k: k, j: j, i: 18, count: 8, old: 0, new: LungLabels.left)) }
        }
      }
      for k in 12..<24 { runs.append(Run(k: k, j: 9, i: 14, count: 2, old: 0, new: LungLabels.airway)) }
      try session.takeOver(
        Edit(name: "Lungs", tool: "lungs", layer: LabelLayer.lungs, runs: runs))
    }
    if findings {
      try session.perform(
        Edit(
          name: "Brush", tool: "brush",
          runs: (5..<9).flatMap { k in (6..<10).map { Run(k: k, j: $0, i: 20, count: 4, old: 0, new: 2) } }))
    }
    let work = Workstation(session: session, services: RecordingServices())
    work.handle(.resize(width: 80, height: 24))
    return work
  }

  static func play(_ keys: String, _ work: Workstation) throws {
    for key in try KeyNotation.parse(keys) { work.handle(.key(key)) }
  }

  private static func picture(_ screen: CellBuffer, _ width: Int) -> [String] {
    screen.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map { line in
      String(line.prefix(width))
    }
  }

  /// Where a label's cells lie in the picture, by their columns.
  private func columns(of label: UInt8, _ work: Workstation) throws -> ClosedRange<Int>? {
    let shown = try #require(work.model.solid)
    let picture = SolidPicture()
    picture.update(shown, work.model, columns: 53, rows: 21)
    let width = try #require(picture.view).width
    let found = picture.samples.indices.filter { picture.samples[$0].label == label }.map { $0 % width }
    return found.min().flatMap { low in found.max().map { low...$0 } }
  }

  @Test func thePatientsLeftIsAtTheRightFromTheFrontAndAtTheLeftFromBehind() throws {
    let work = try Self.work()
    try Self.play("zd", work)
    let front = try #require(try columns(of: 2, work))
    #expect(front.lowerBound > 27)
    try Self.play("vv", work)
    let back = try #require(try columns(of: 2, work))
    #expect(back.upperBound < 27)
  }

  @Test func lettersNameTheSidesOfThePatient() throws {
    let work = try Self.work()
    try Self.play("zd", work)
    func letters() -> [String] {
      let screen = work.draw(width: 80, height: 24)
      let width = ScreenLayout(width: 80, height: 24, model: work.model).solid?.width ?? 0
      return [(0, 11), (width - 1, 11), (width / 2, 1), (width / 2, 21)].map { String(screen[$0.0, $0.1].glyph) }
    }
    #expect(letters() == ["R", "L", "S", "I"])
    try Self.play("v", work)
    #expect(letters() == ["A", "P", "S", "I"])
    try Self.play("v", work)
    #expect(letters() == ["L", "R", "S", "I"])
    try Self.play("v", work)
    #expect(letters() == ["P", "A", "S", "I"])
    try Self.play("v", work)
    #expect(letters() == ["R", "L", "P", "A"])
    try Self.play("v", work)
    #expect(letters() == ["R", "L", "A", "P"])
  }

  @Test func strokesShowAndUndoTakesThemBack() throws {
    let work = try Self.work()
    work.handle(.resize(width: 120, height: 40))
    try Self.play("zd", work)
    func samples() throws -> Int {
      let picture = SolidPicture()
      picture.update(try #require(work.model.solid), work.model, columns: 70, rows: 36)
      return picture.samples.count { $0.label != 0 }
    }
    let before = try samples()
    try Self.play("b4]<Space>", work)  // the view has the keys: it moves on beside them
    #expect(work.mode == .navigate && work.model.solid?.hasKeys == false)
    let after = try samples()
    #expect(after > before)
    try Self.play("u", work)
    #expect(try samples() == before)
    try Self.play("zd", work)
    #expect(work.mode == .solid)
  }

  @Test func enterGoesToTheChosenLesion() throws {
    let work = try Self.work()
    try Self.play("zd", work)
    try Self.play("<CR>", work)
    #expect(work.mode == .solid && work.notice?.weight == .warning)
    try Self.play("n", work)
    #expect(work.draw(width: 80, height: 24).text.contains("1/1"))
    try Self.play("<CR>", work)
    #expect(work.mode == .navigate && work.session.findings.labels[work.view.cursor] == 2)
  }

  @Test func withoutLungsItSaysSo() throws {
    let bare = try Self.work(lungs: false, findings: false)
    try Self.play("zd", bare)
    #expect(bare.model.solid?.peaks != nil && bare.model.solid?.scene == nil)
    #expect(bare.draw(width: 80, height: 24).text.contains("No lungs"))
    let drawn = try Self.work(lungs: false)
    try Self.play("zd", drawn)
    #expect(drawn.model.solid?.scene != nil && drawn.draw(width: 80, height: 24).text.contains("No lungs"))
    try Self.play("M", drawn)
    #expect(drawn.model.solid?.peaks != nil)
    let whole = try Self.work()
    try Self.play("zd", whole)
    #expect(whole.model.solid?.remark == "")
  }

  @Test func nothingIsKeptOnceItIsClosed() throws {
    let work = try Self.work()
    #expect(work.model.solid == nil && !work.wantsIdle)
    try Self.play("zd", work)
    #expect(work.wantsIdle)
    work.handle(.idle)
    #expect(work.model.solid?.isFine == true)
    weak var scene = work.model.solid?.scene
    #expect(scene != nil)
    _ = work.draw(width: 80, height: 24)
    try Self.play("<Esc>", work)
    _ = work.draw(width: 80, height: 24)
    work.handle(.idle)
    #expect(scene == nil && work.model.solid == nil && work.mode == .navigate && !work.wantsIdle)
  }

  @Test func itGoesAroundUntilItIsLeft() throws {
    let work = try Self.work()
    try Self.play("zd<Space>", work)
    let from = work.model.solid?.viewpoint
    work.handle(.idle)
    #expect(work.wantsIdle && work.model.solid?.viewpoint == from?.turned(by: SolidState.spin))
    try Self.play("<Esc>", work)
    #expect(work.mode == .solid)
    let rest = work.model.solid?.viewpoint
    work.handle(.idle)
    #expect(work.model.solid?.viewpoint == rest)
  }

  /// All sizes and rungs: nothing traps, and without Unicode all is ASCII.
  @Test(arguments: TerminalTraits.all) func itIsDrawnEverywhere(_ traits: TerminalTraits) throws {
    for keys in ["zd", "zdn", "zdx", "zdM", "zdb", "zd++x", "zdLLKK"] {
      let work = try Self.work()
      for (width, height) in [(60, 16), (80, 24), (100, 30), (200, 55), (400, 120)] {
        work.handle(.resize(width: width, height: height))
        let renderer = ScreenRenderer(traits: traits)
        try Self.play(keys, work)
        for isFine in [false, true] {
          if isFine { work.handle(.idle) }
          let screen = renderer.draw(work.model, width: width, height: height)
          #expect(traits.unicode || screen.cells.allSatisfy { $0.glyph.isASCII })
        }
        try Self.play("<Esc><Esc>", work)
      }
    }
  }
}
