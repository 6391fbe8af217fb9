import StyletBase
import StyletCore
import StyletImaging
import TestSupport
import Testing

@testable import StyletScreen

/// What a reader does with the lungs: looks, draws, takes, replaces, parts into zones.
@Suite struct LungKeysTests {
  // MARK: By themselves

  private func opened(_ volume: Volume, _ choice: LungsChoice, layers: [LabelLayer] = []) -> Workstation {
    let work = Workstation(
      session: EditSession(volume: volume, layers: layers), services: RecordingServices(), lungs: choice)
    work.handle(.resize(width: 200, height: 55))
    return work
  }

  /// Found before the first key of a script, no step to undo and nothing unsaved.
  @Test func theyAreFoundByThemselves() throws {
    let phantom = try LungBench.phantom.get()
    let work = opened(phantom.volume, .auto)
    #expect(work.wantsIdle)
    let screen = ScriptRunner(work, width: 200, height: 55).play([])
    #expect(work.lungs != nil && !work.isUnsaved && work.session.history.isEmpty && work.unsavedStrokes == 0)
    #expect(screen.text.contains("mL ~proposed"))
    ScriptRunner(work, width: 200, height: 55).play(try KeyNotation.parse("uu"))
    #expect(work.lungs != nil && work.notice?.text == Sentence.nothingToUndo)
    ScriptRunner(work, width: 200, height: 55).play(try KeyNotation.parse(":q<CR>"))
    #expect(work.isFinished)
  }

  /// Not when that is not wanted, when the project has them, or on what is no chest; and then nothing is said.
  @Test func whereTheyAreNotLookedFor() throws {
    let phantom = try LungBench.phantom.get()
    #expect(!opened(phantom.volume, .ask).wantsIdle)
    let layer = LabelLayer(name: LabelLayer.lungs, size: phantom.volume.size)
    #expect(!opened(phantom.volume, .auto, layers: [layer]).wantsIdle)
    let small = opened(try Bench.volume(), .auto)
    #expect(!small.wantsIdle && small.notice == nil)
    #expect(small.draw(width: 120, height: 40).text.contains("unknown: mL only"))
  }

  /// Who paints while they are looked for keeps what was painted, and the lungs come to it.
  @Test func drawingGoesOnMeanwhile() throws {
    let work = opened(try LungBench.phantom.get().volume, .auto)
    for key in try KeyNotation.parse("<Space>sl") { work.handle(.key(key)) }
    #expect(work.notice?.text.contains("not found yet") == true && !work.isOnLungs)
    work.waitForWork()
    #expect(work.lungs != nil && work.session.revision == 1 && work.session.history.done.count == 1 && work.isOnLungs)
    for key in try KeyNotation.parse("u") { work.handle(.key(key)) }
    #expect(work.session.findings.labels.isEmpty && work.lungs != nil)
  }

  /// Keys that are meant for the lungs do not go into the findings: they wait until the lungs are there, or until Esc.
  @Test func nothingMeantForTheLungsGoesIntoTheFindings() throws {
    let volume = try LungBench.phantom.get().volume
    let work = opened(volume, .auto)
    for key in try KeyNotation.parse("slp5<Right>p<Space>") { work.handle(.key(key)) }
    #expect(work.session.findings.labels.isEmpty && work.session.revision == 0)
    #expect(work.notice?.text.contains("nothing is drawn") == true)
    work.waitForWork()
    #expect(work.isOnLungs && work.session.findings.labels.isEmpty)
    let other = opened(volume, .auto)
    for key in try KeyNotation.parse("sl<Esc><Space>") { other.handle(.key(key)) }
    #expect(!other.session.findings.labels.isEmpty)
    other.waitForWork()
    #expect(!other.isOnLungs && other.lungs != nil)
  }

  // MARK: Drawing

  @Test func theSameKeysDrawOnThem() throws {
    let b = try LungBench()
    let at = b.inside(LungLabels.right)
    b.go(to: at)
    try b.play("sl")
    #expect(b.bench.notice.contains("s1 right, s2 left") && b.text().contains("LUNGS"))
    #expect(b.text().contains("LL Left lung"))
    let before = b.lungs
    try b.play("s2:brush 20<CR><Space>")
    #expect(b.lungs[at] == LungLabels.left && b.bench.drawn.isEmpty)
    let keys = b.work.session.lungs?.origins ?? [:]
    #expect(keys[SliceKey(k: at.k, label: LungLabels.left)] == .accepted)
    #expect(keys[SliceKey(k: at.k, label: LungLabels.right)] == .accepted, "corrected by hand")
    #expect(keys[SliceKey(k: at.k - 1, label: LungLabels.right)] == .proposed)
    #expect(b.work.drawnLedger == ExtentLedger(recounting: b.lungs, volume: b.phantom.volume))
    try b.play("u")
    #expect(b.lungs.plain == before.plain && b.bench.notice.contains("on the lungs"))
    #expect(b.work.drawnLedger == ExtentLedger(recounting: b.lungs, volume: b.phantom.volume))
    // contour and clear, then back: findings are drawn again, with the finding chosen there
    try b.play("v<Space>3<Right><Space>3<Down><Space>a").play("s2x")
    #expect(!b.lungs.size.voxels.contains { $0.k == at.k && b.lungs[$0] == LungLabels.left })
    try b.play("sls3:brush 5<CR><Space>")
    #expect(b.bench.notice.isEmpty && b.bench.drawn.values.allSatisfy { $0 == 3 } && !b.bench.drawn.isEmpty)
    #expect(b.bench.ledgerIsRight)
  }

  /// Each layer keeps the label, the locks and the contours that were in the hand.
  @Test func eachLayerKeepsItsOwn() throws {
    let b = try LungBench()
    b.go(to: b.inside(LungLabels.left))
    try b.play("s2v<Space>4<Right><Space>4<Down><Space>a:lock<CR>:gate -700 100<CR>")
    let findings = b.bench.labels
    try b.play("sls3")
    #expect(!b.work.tool.gated && b.work.tool.locked.isEmpty && b.work.tool.finding == 3)
    try b.play("A")
    #expect(b.bench.notice == KeyTable.naming("\(Sentence.noContourToReopen)", .standard))
    try b.play("dd")
    #expect(b.bench.notice.contains("sl goes back") && b.bench.labels.plain == findings.plain)
    try b.play("sl")
    #expect(b.work.tool.gated && b.work.tool.locked == [2] && b.work.tool.finding == 2)
    try b.play("sl")
    #expect(b.work.tool.finding == 3)
  }

  @Test func savingOnTheLungsSavesTheFindingsTable() throws {
    let b = try LungBench()
    try b.play("sl:w<CR>:export a.nii<CR>")
    #expect(b.bench.services.calls == ["save 0", "export a.nii"] && b.work.findingsTable == .standard)
    try b.play(":import a.nii<CR>")
    #expect(b.bench.notice.contains("sl goes back"))
  }

  // MARK: Taking and replacing

  @Test func theyAreAccepted() throws {
    let b = try LungBench()
    #expect(b.text().contains("~proposed"))
    try b.play(":lungs-accept<CR>")
    #expect(b.work.session.lungs?.origins.values.allSatisfy { $0 == .accepted } == true)
    #expect(!b.text().contains("~proposed") && b.work.isUnsaved)
    let said = LungRecord(b.work.session.annotations)
    #expect(said?.source == .automatic && said?.accepted.map(\.reader) == [b.work.reader])
    #expect(said?.accepted.first?.source == nil, "this program's own")
    try b.play(":lungs-accept<CR>")
    #expect(b.bench.notice == Sentence.nothingToAcceptOfLungs)
    try b.play("u")
    #expect(b.text().contains("~proposed") && LungRecord(b.work.session.annotations)?.accepted.isEmpty != false)
  }

  @Test func aMaskReplacesThem() throws {
    let b = try LungBench(badges: [.noCarina])
    var one = LabelMap(size: b.phantom.volume.size)
    var edit = LungBench.drawing(b.phantom.lungs)
    for n in edit.runs.indices { edit.runs[n].new = edit.runs[n].new == LungLabels.airway ? 0 : 1 }
    edit.runs.removeAll { $0.new == 0 }
    one.apply(edit)
    b.bench.services.mask = ImportedMask(labels: one, findings: LungLabels.table, source: "lungs.nii.gz")
    try b.play(":lungs-import lungs.nii.gz<CR>")
    #expect(b.bench.notice.contains("divided between right and left"))
    let agree = b.lungs.size.voxels.filter { b.lungs[$0] == b.phantom.lungs[$0] }.count
    #expect(Double(agree) > 0.99 * Double(b.lungs.size.count))
    // What was remarked of the lungs before is gone; that the program told the sides apart is remarked.
    #expect(b.text().contains(" imported") && b.text().contains("1 note"))
    #expect(LungRecord(b.work.session.annotations)?.badges == [.dividedAtMidline])
    // Once more the same changes nothing, and the trail is not told.
    try b.play(":lungs-import lungs.nii.gz<CR>")
    #expect(b.bench.services.imports == ["lungs.nii.gz"])
    try b.play("u")
    #expect(b.lungs.plain == b.phantom.lungs.plain && b.text().contains("1 note"))
  }

  /// All numbers by side would be the other side's.
  @Test func aMaskWithExchangedSidesIsRefused() throws {
    let b = try LungBench()
    let before = b.lungs.plain
    var exchanged = LabelMap(size: b.phantom.volume.size)
    var edit = LungBench.drawing(b.phantom.lungs)
    for n in edit.runs.indices where edit.runs[n].new != LungLabels.airway { edit.runs[n].new = 3 - edit.runs[n].new }
    exchanged.apply(edit)
    b.bench.services.mask = ImportedMask(labels: exchanged, findings: LungLabels.table, source: "lungs.nii.gz")
    try b.play(":lungs-import lungs.nii.gz<CR>")
    #expect(b.bench.notice.contains("and left are exchanged") && b.bench.notice.contains("--map"))
    #expect(b.lungs.plain == before && b.bench.services.imports.isEmpty)
    // With a word for it they are what they are.
    b.bench.services.mask?.mapping = [1: 2, 2: 1, 3: 3]
    try b.play(":lungs-import lungs.nii.gz<CR>")
    #expect(b.bench.services.imports == ["lungs.nii.gz"] && b.lungs.plain == before)
  }

  @Test func badgesAreNeverHidden() throws {
    let b = try LungBench(badges: [.noCarina, .jumps(count: 3)])
    for (width, height, words) in [
      (60, 16, "!2"), (80, 24, "2 notes"), (120, 40, "2 notes"), (200, 55, "2 notes"), (250, 70, "2 notes"),
    ] {
      #expect(b.text(width, height).contains(words), "\(width)x\(height)")
    }
    try b.play("O")
    #expect(b.text().contains("2 notes"))
    try b.play(":lungs-badges<CR>")
    let list = b.text(80, 24)
    for badge in [LungBadge.noCarina, .jumps(count: 3)] {
      #expect(list.contains(LungWords.name(badge)))
    }
    #expect(list.contains("Right lung") && list.contains(LungWords.text(.noCarina)), "the chosen row in full")
    try b.play("q")
    #expect(b.work.overlay == .none)
  }

  // MARK: Zones

  @Test func theLimitsAreMoved() throws {
    let b = try LungBench()
    let at = b.inside(LungLabels.right)
    b.go(to: VoxelIndex(at.i, at.j, at.k + 4))
    try b.play("mc")
    #expect(b.work.session.zones?.carina == LungZones.Limit(k: at.k + 4, source: .reader))
    b.go(to: VoxelIndex(at.i, at.j, at.k - 3))
    try b.play("mv")
    #expect(b.work.session.zones?.veins == LungZones.Limit(k: at.k - 3, source: .reader))
    #expect(b.text().contains("lower zone") == false && b.text().contains("middle zone"))
    try b.play("1<PageDown>")
    #expect(b.text().contains("lower zone"))
    b.go(to: VoxelIndex(at.i, at.j, at.k + 8))
    try b.play("mv")
    #expect(b.bench.notice.contains("cannot lie above") && b.work.session.zones?.veins.k == at.k - 3)
    b.go(to: VoxelIndex(at.i, at.j, at.k - 4))
    try b.play("mc")
    #expect(b.bench.notice.contains("cannot lie below") && b.work.session.zones?.carina.k == at.k + 4)
    try b.play("uu")
    #expect(b.work.session.zones?.carina.source == .thirds)
  }

  /// A zone takes the room of what is worth less, never that of the display window.
  @Test func theWindowStandsBesideTheZone() throws {
    let b = try LungBench()
    b.go(to: b.inside(LungLabels.right))
    try b.play("wm")
    var whole = 0
    for width in 60...170 {
      func heading() -> Substring {
        b.work.draw(width: width, height: 40).text.split(separator: "\n", omittingEmptySubsequences: false)[1]
      }
      let shown = heading()
      try b.play("O")
      let hidden = heading()
      try b.play("O")
      #expect(shown.contains("mediastinum  L") == hidden.contains("mediastinum  L"), "\(width): \(shown)")
      #expect(!hidden.contains(" zone"))
      whole += shown.contains(" zone") ? 1 : 0
    }
    #expect(whole > 0)
  }

  /// Every zone's share in the panel is that of its voxels.
  @Test func thePanelFollowsTheZones() throws {
    let b = try LungBench()
    b.go(to: b.inside(LungLabels.left))
    try b.play(":brush 30<CR>b<Space>mc")
    let limits = try #require(b.work.session.zones)
    var lung = [Int](repeating: 0, count: 6), lesion = lung
    for v in b.lungs.size.voxels {
      guard let zone = limits.zone(lung: b.lungs[v], k: v.k) else { continue }
      lung[zone] += 1
      lesion[zone] += b.bench.labels[v] == 0 ? 0 : 1
    }
    let rows = b.text().split(separator: "\n").map(String.init)
    for level in LungZones.Level.allCases {
      let row = try #require(rows.first { $0.contains("│ " + ExtentText.row(level) + " ") })
      for zone in [level.rawValue, level.rawValue + 3] {
        let percent = ExtentText.percent(100 * Double(lesion[zone]) / Double(lung[zone]), atLeast: 1)
        #expect(row.contains(" " + percent), "zone \(zone): \(percent) in \(row)")
      }
    }
  }

  // MARK: Numbers

  @Test func percentFollowsTheStroke() throws {
    let b = try LungBench()
    b.go(to: b.inside(LungLabels.right))
    #expect(b.text().contains("SFR – none drawn"))
    try b.play(":brush 25<CR><Space>")
    #expect(b.percent > 0 && b.text().contains(ExtentText.percent(b.percent)))
    #expect(b.text().contains("SFR 1 minimal"))
    // what lies outside the lungs is said, and is no part of the percentage
    let before = b.percent
    b.go(to: VoxelIndex(0, 0, b.bench.cursor.k))
    try b.play("<Space>")
    #expect(b.percent == before && b.text().contains("outside") && b.text(80, 24).contains("outside the lungs"))
  }

  /// At 80 columns no line of the panel is cut, drawn or not.
  @Test func eightyColumnsHoldThePanel() throws {
    let b = try LungBench()
    b.go(to: b.inside(LungLabels.right))
    for keys in ["", ":brush 25<CR><Space>"] {
      try b.play(keys)
      // A message of two lines may cover the last of them.
      let rect = ScreenLayout(width: 80, height: 24, model: b.work.model).panel
      let panel = b.text(80, 24).split(separator: "\n", omittingEmptySubsequences: false)
        .dropFirst(rect.row).prefix(rect.height).map { $0.dropFirst(rect.col).prefix(rect.width) }
      #expect(panel.contains { $0.contains("SFR") })
      #expect(!panel.contains { $0.contains("…") }, "\(panel.joined(separator: "\n"))")
    }
  }

  /// However narrow the window, a finding's code stands whole.
  @Test func codesAreNeverCut() throws {
    let b = try LungBench()
    b.go(to: b.inside(LungLabels.right))
    try b.play(":brush 25<CR><Space>")
    for width in 60...110 {
      for height in [24, 45, 60] {
        let rows = b.text(width, height).split(separator: "\n").filter { $0.contains("1 G") || $0.contains("2 C") }
        #expect(rows.contains { $0.contains("1 GGO") } && !rows.contains { $0.contains("…") && $0.contains("1 G…") })
      }
    }
  }

  /// The panel never says that nothing is drawn while something is, and its last row is of one set of findings.
  @Test func thePanelContradictsNothing() throws {
    let b = try LungBench()
    b.go(to: VoxelIndex(0, 0, b.inside(LungLabels.right).k))
    try b.play(":brush 5<CR><Space>")
    #expect(b.percent == 0 && !b.text().contains("none drawn") && b.text().contains("SFR – none inside"))
    b.go(to: b.inside(LungLabels.right))
    try b.play("<Space>")
    #expect(b.text(200, 55).contains("in lungs: glass") && !b.text(200, 55).contains("HU: glass"))
    func row(_ title: String) -> String? {
      b.text().split(separator: "\n").map(String.init).last { $0.contains("  \(title) ") }
    }
    let all = try #require(row("total"))
    let (volume, ledger) = (b.work.session.volume, b.work.session.ledger)
    #expect(all.contains(PanelText.millilitres(ledger.millilitres(volume: volume))))
    // A finding that is no lesion is in neither number of the row.
    try b.play("s2<Space>")
    let counted = try #require(ledger.extent(of: 1, volume: volume)?.millilitres)
    b.work.session.lesionFindings = [1]
    let total = try #require(row("total"))
    let now = try #require(b.work.session.ledger.extent(of: 1, volume: volume)?.millilitres)
    let other = try #require(b.work.session.ledger.extent(of: 2, volume: volume)?.millilitres)
    #expect(now < counted && row("lesion") == nil && b.text().contains("without CON " + PanelText.millilitres(other)))
    let share = try #require(b.work.session.diseaseExtent()?.both.lesion.percent)
    #expect(share < b.percent)
    #expect(total.contains(PanelText.millilitres(now)) && total.contains(ExtentText.percent(share)))
  }

  /// A preview shows the percentage as it would be, and leaves no trace.
  @Test func thePreviewHasItsPercentage() throws {
    let b = try LungBench()
    b.go(to: b.inside(LungLabels.right))
    try b.play(":brush 20<CR><Space>")
    let before = b.percent
    try b.play("am8<Right>")
    let text = b.text()
    try b.play("<CR>")
    #expect(ExtentText.percent(b.percent) != ExtentText.percent(before) && text.contains(ExtentText.percent(b.percent)))
    try b.play("am4<Right><Esc>")
    #expect(b.text().contains(ExtentText.percent(b.percent)))
  }

  @Test func proposedFindingsAreMarked() throws {
    let b = try LungBench()
    b.go(to: b.inside(LungLabels.right))
    try b.play(":brush 20<CR><Space>2<PageUp><Space>")
    #expect(!b.text().contains(" ~" + ExtentText.percent(b.percent)))
    try b.play("i<CR>")
    #expect(b.text().contains("~" + ExtentText.percent(b.percent)))
    try b.play("I")
    #expect(!b.text().contains("~" + ExtentText.percent(b.percent)))
  }

  @Test func densityPages() throws {
    let b = try LungBench()
    b.go(to: b.inside(LungLabels.right))
    try b.play(":brush 25<CR><Space>:qct<CR>")
    let qct = try #require(b.work.session.quantitativeCT())
    let page = b.text(120, 50)
    let mean = NumberText.fixed(try #require(qct.lungs.both).mean, 1)
    #expect(page.contains("mean, HU") && page.contains(mean) && page.contains("proposal that no reader has accepted"))
    for badge in qct.lungs.badges { #expect(page.contains(QuantitativeCTWords.text(badge)), "\(badge)") }
    try b.play("<Esc>:histogram<CR>")
    let chart = b.text(120, 40)
    #expect(chart.contains("ground glass") && chart.contains("HU") && chart.contains("−800"))
    guard case .page(let page) = b.work.overlay, let shown = page.chart else {
      Issue.record("no chart")
      return
    }
    let lung = b.lungs.size.voxels.filter { b.lungs[$0] == 1 || b.lungs[$0] == 2 }
    let low = lung.filter { b.phantom.volume.value(at: $0) < -1024 + 8 * 20 && b.phantom.volume.value(at: $0) >= -1024 }
    #expect(shown.lungs.prefix(20).reduce(0, +) >= low.count && shown.lungs.reduce(0, +) <= lung.count)
    #expect(shown.lesion.reduce(0, +) > 0 && zip(shown.lungs, shown.lesion).allSatisfy { $0 >= $1 })
  }

  @Test func withoutLungsTheyAreRefused() throws {
    let bench = try Bench()
    for keys in [":qct<CR>", ":histogram<CR>", "mc", "mv", ":lungs-accept<CR>", ":lungs-badges<CR>"] {
      try bench.play(keys)
      #expect(bench.notice.contains(":lungs finds them"), "\(keys)")
    }
  }
}
