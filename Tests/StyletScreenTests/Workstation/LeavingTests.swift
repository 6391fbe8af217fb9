import StyletBase
import StyletCore
import StyletImaging
import Testing

@testable import StyletScreen

@Suite struct LeavingTests {
  @Test func saving() throws {
    let bench = try Bench().play("<Space>l<Space>")
    #expect(bench.work.unsavedStrokes == 2 && bench.work.isUnsaved)
    try bench.play(":w<CR>")
    #expect(bench.services.calls == ["save 2"] && bench.notice == "Saved thorax.stylet.json")
    #expect(bench.work.unsavedStrokes == 0 && !bench.work.isUnsaved && !bench.work.isFinished)
    try bench.play("u")
    #expect(bench.work.isUnsaved)
  }

  @Test func leavingSaved() throws {
    for keys in [":q<CR>", ":wq<CR>", "ZZ", ":q!<CR>"] {
      let bench = try Bench().play(keys)
      #expect(bench.work.isFinished && bench.services.calls.isEmpty, "\(keys)")
    }
  }

  @Test func leavingUnsavedAsks() throws {
    let bench = try Bench().play("<Space>:q<CR>")
    guard case .question(let text, let answers, _) = bench.work.overlay else {
      Issue.record("no question")
      return
    }
    #expect(text == "One stroke is not saved.")
    #expect(answers.map(\.key) == ["y", "n", "Esc"])
    // Other keys neither answer nor draw.
    try bench.play("q<CR><Space>lx")
    #expect(!bench.work.isFinished && bench.services.calls.isEmpty && bench.cursor.i == 10)
    try bench.play("<Esc>l")
    #expect(!bench.work.isFinished && bench.cursor.i == 11)
    try bench.play(":q<CR>y")
    #expect(bench.work.isFinished && bench.services.calls == ["save 1"])
  }

  @Test func leavingWithoutSaving() throws {
    for keys in ["<Space>:q<CR>n", "<Space>:q!<CR>"] {
      let bench = try Bench().play(keys)
      #expect(bench.work.isFinished && bench.services.calls == ["discard"], "\(keys)")
    }
  }

  @Test func savingAndLeaving() throws {
    for keys in ["<Space>:wq<CR>", "<Space>ZZ"] {
      let bench = try Bench().play(keys)
      #expect(bench.work.isFinished && bench.services.calls == ["save 1"], "\(keys)")
    }
  }

  /// What cannot be saved is not left.
  @Test func aFailedSaveStays() throws {
    for keys in ["<Space>:wq<CR>", "<Space>ZZ", "<Space>:w<CR>", "<Space>:q<CR>y"] {
      let bench = try Bench()
      bench.services.failure = Failure(.cannotCreate, path: "a.json", "cannot be written", advice: "free some space")
      try bench.play(keys)
      #expect(!bench.work.isFinished && bench.work.isUnsaved, "\(keys)")
      #expect(bench.work.notice == Notice(.error, "a.json: cannot be written; free some space"))
    }
  }

  @Test func aDroppedLineKeepsEverything() throws {
    let bench = try Bench().play("<Space>pll:")
    bench.work.handle(.hangUp)
    #expect(bench.work.isFinished && bench.services.calls == ["keep 3"])
    bench.work.handle(.key(.character("u")))
    #expect(!bench.drawn.isEmpty)
  }

  @Test func export() throws {
    let bench = try Bench().play(":export my masks/a b.nii.gz<CR>")
    #expect(bench.services.calls == ["export my masks/a b.nii.gz"] && bench.notice == "Exported my masks/a b.nii.gz")
    try bench.play(":export<CR>")
    #expect(bench.notice.contains("a file name"))
  }

  @Test func importing() throws {
    let bench = try Bench().play("<Space>")
    let before = bench.drawn
    var layer = LabelLayer(name: LabelLayer.findings, size: Bench.size)
    layer.apply(Edit(name: "", tool: "", runs: [Run(k: 2, j: 3, i: 4, count: 5, old: 0, new: 7)]))
    var table = LabelTable.standard
    _ = table.add(code: "EMP", name: "Emphysema", colour: RGB(1, 2, 3), value: 7)
    bench.services.mask = ImportedMask(labels: layer.labels, findings: table, source: "m.nii")
    try bench.play(":import dir/m.nii<CR>")
    #expect(bench.drawn.count == 5 && Set(bench.drawn.values) == [7])
    #expect(bench.work.table[7]?.code == "EMP" && bench.ledgerIsRight)
    #expect(bench.notice == "Imported m.nii: 1 finding; u undoes it")
    try bench.play("u")
    #expect(bench.drawn == before)
    bench.services.mask = ImportedMask(
      labels: LabelMap(size: try #require(GridSize(3, 3, 3))), findings: .standard, source: "x")
    try bench.play(":import x<CR>")
    #expect(bench.notice.contains("another grid") && bench.drawn == before)
  }

  @Test func unsavedFromTheJournalIsCounted() throws {
    var session = EditSession(volume: try Bench.volume())
    try session.replay(
      .performed(Edit(name: "Brush", tool: "brush", runs: [Run(k: 0, j: 0, i: 0, count: 1, old: 0, new: 1)]), stroke: 4)
    )
    let services = RecordingServices()
    let work = Workstation(session: session, services: services)
    #expect(work.isUnsaved && work.unsavedStrokes == 1)
    for key in try KeyNotation.parse("p3lpu") { work.handle(.key(key)) }
    #expect(work.session.history.done.count == 1)
  }

  @Test func theProjectOfAnotherIsReplacedOnlyWhenAsked() throws {
    let bench = try Bench()
    try bench.play("<Space>:w!<Enter>")
    #expect(bench.services.calls == ["save! 1"] && !bench.work.isUnsaved)
  }

  @Test func newsComesInAQuietMomentAndOnce() throws {
    let bench = try Bench()
    #expect(!bench.work.wantsIdle)
    bench.services.isWorking = true
    #expect(bench.work.wantsIdle)
    bench.services.pendingNews = Notice(.error, "the scan has changed")
    bench.work.handle(.idle)
    #expect(bench.notice == "the scan has changed")
    bench.work.say("something else")
    bench.work.handle(.idle)
    #expect(bench.notice == "something else")
  }
}
