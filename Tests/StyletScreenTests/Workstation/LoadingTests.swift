import Foundation
import StyletBase
import StyletCore
import StyletImaging
import StyletProject
import TestSupport
import Testing

@testable import StyletScreen

/// A workstation whose scan arrives when the test says so. The scan is ``Bench/volume(_:)``, from either end.
private final class LoadingBench {
  let work: Workstation
  let services = RecordingServices()
  let arrival: LoadingVolume
  private let gate: Gate

  /// The loading thread's side: pieces of slices, one at a time.
  private final class Gate: Sendable {
    let go = DispatchSemaphore(value: 0)
    let done = DispatchSemaphore(value: 0)
  }

  init(
    _ pieces: [Range<Int>], failing: Failure? = nil, layers: [LabelLayer] = [], annotations: Annotations = Annotations()
  ) throws {
    let whole = try Bench.volume()
    let gate = Gate()
    self.gate = gate
    arrival = try LoadingVolume(on: whole.grid, rescale: whole.rescale) { inlet in
      let plane = Bench.size.i * Bench.size.j
      for piece in pieces {
        gate.go.wait()
        defer { gate.done.signal() }
        whole.withSamples { for n in piece.lowerBound * plane..<piece.upperBound * plane { inlet.samples[n] = $0[n] } }
        inlet.publish(piece)
        try inlet.note(progress: Double(inlet.volume.arrived.count) / 12)
      }
      gate.go.wait()
      if let failing { throw failing }
    }
    work = Workstation(
      session: EditSession(volume: arrival.volume, layers: layers, annotations: annotations), arrival: arrival,
      services: services)
    work.handle(.resize(width: 120, height: 40))
  }

  /// Something drawn in each layer that there is.
  static let everyLayer: [LabelLayer] = [LabelLayer.findings, LabelLayer.lungs, LabelLayer.proposal].map { name in
    var layer = LabelLayer(name: name, size: Bench.size)
    layer.apply(Edit(name: "", tool: "", layer: name, runs: [Run(k: 5, j: 8, i: 2, count: 9, old: 0, new: 1)]))
    return layer
  }

  /// What the services say of the scan from now on.
  func say(_ check: ScanCheck) {
    services.scanCheck = check
    work.handle(.idle)
  }

  /// The next piece arrives.
  func step() {
    gate.go.signal()
    gate.done.wait()
  }

  /// The end of the loading, in the workstation too.
  func end() {
    endLoading()
    work.handle(.idle)
  }

  /// The last voxel is there, and the workstation has not looked yet.
  func endLoading() {
    gate.go.signal()
    try? arrival.wait()
  }

  func play(_ script: String) throws { for key in try KeyNotation.parse(script) { work.handle(.key(key)) } }

  var screen: String { work.draw(width: 120, height: 40).text }

  /// Labelled voxels.
  var drawn: Int {
    let ledger = work.session.ledger
    return ledger.labels.compactMap { ledger.extent(of: $0, volume: work.volume)?.voxels }.reduce(0, +)
  }
}

/// While the scan is being read.
@Suite struct LoadingTests {
  @Test func theCursorFollowsToTheMiddleAndRestsThere() throws {
    let bench = try LoadingBench([0..<2, 2..<4, 4..<9, 9..<12])
    #expect(bench.screen.contains("reading the scan: 0 %"))
    #expect(bench.work.view.cursor == VoxelIndex(10, 8, 6), "nothing is there: the middle")
    for (k, percent) in [(1, 16), (3, 33), (6, 75), (6, 100)] {
      bench.step()
      let screen = bench.screen
      #expect(bench.work.view.cursor == VoxelIndex(10, 8, k))
      #expect(screen.contains("reading the scan: \(percent) %") && screen.contains("Axial \(k + 1)/12"))
      #expect(bench.work.wantsIdle)
    }
    bench.end()
    #expect(!bench.screen.contains("reading") && !bench.work.wantsIdle && bench.work.view.cursor.k == 6)
  }

  @Test func theCursorFollowsFromTheHeadToo() throws {
    let bench = try LoadingBench([9..<12, 3..<9, 0..<3])
    bench.step()
    #expect(bench.screen.contains("Axial 10/12"))
    bench.step()
    #expect(bench.screen.contains("Axial 7/12"))
  }

  /// The scan is there, and whether it is the project's is not known yet: slices are looked at, and nothing is drawn.
  @Test func nothingIsDrawnWhileTheScanIsChecked() throws {
    let bench = try LoadingBench([0..<12])
    bench.services.scanCheck = .pending
    bench.step()
    bench.end()
    #expect(bench.screen.contains("checking the scan") && bench.work.wantsIdle)
    try bench.play("10G<Space>5G<Space>:w<CR>")
    #expect(bench.work.view.cursor.k == 9 && bench.drawn == 0 && bench.services.calls.isEmpty)
    #expect(bench.screen.contains("checking the scan, 7 keys wait"))
    bench.say(.pending)
    #expect(bench.drawn == 0)
    bench.say(.done)
    #expect(bench.services.calls == ["save 2"] && bench.work.view.cursor.k == 4 && bench.drawn > 0)
    #expect(!bench.screen.contains("checking"))
  }

  @Test func anotherScanEndsTheWork() throws {
    let bench = try LoadingBench([0..<12])
    bench.services.scanCheck = .pending
    bench.step()
    bench.end()
    try bench.play("<Space>:w<CR>")
    bench.say(.another)
    #expect(bench.work.isFinished && bench.drawn == 0 && bench.services.calls.isEmpty)
    #expect(bench.work.session.revision == 0)
  }

  @Test func onceTouchedTheCursorStays() throws {
    let bench = try LoadingBench([0..<3, 3..<12])
    bench.step()
    _ = bench.screen
    try bench.play("l")
    bench.step()
    _ = bench.screen
    #expect(bench.work.view.cursor == VoxelIndex(11, 8, 2))
    bench.end()
    #expect(bench.work.view.cursor == VoxelIndex(11, 8, 2))
  }

  @Test func slicesWindowAndZoomWorkAtOnce() throws {
    let bench = try LoadingBench([0..<3, 3..<12])
    bench.step()
    try bench.play("3Gwm+<Tab>2G:120<CR>")
    #expect(bench.work.view.windowName == "mediastinum" && bench.work.view.magnification != .fit)
    #expect(bench.work.view.active == .coronal && bench.work.postponed.isEmpty)
    let screen = bench.screen
    #expect(screen.contains("reading the scan: 25 %") && !screen.contains("wait"))
    try bench.play(":q<CR>")
    #expect(bench.work.isFinished, "leaving too")
  }

  /// A voxel that has not come has no value, and no picture either.
  @Test func whatIsMissingIsEmpty() throws {
    let bench = try LoadingBench([0..<3, 3..<12])
    bench.step()
    try bench.play("2G")
    #expect(bench.screen.contains("−553 HU"))  // -900 + 10·10 + 30·8 + 7·1
    try bench.play("9G")
    #expect(bench.screen.contains("– HU"))
  }

  /// What draws waits, and what is typed after it as well; at the end all is done in order, on whole voxels.
  @Test func editsWaitForTheEnd() throws {
    let bench = try LoadingBench([0..<3, 3..<12])
    bench.step()
    try bench.play("10G<Space>5G<Space>:w<CR>")
    #expect(bench.work.view.cursor.k == 9, "what follows waits as well")
    #expect(bench.drawn == 0 && bench.services.calls.isEmpty && bench.work.session.revision == 0)
    #expect(bench.screen.contains("reading the scan: 25 %, 7 keys wait"))
    bench.step()
    bench.work.handle(.idle)
    #expect(bench.drawn == 0, "all slices are there, but the end is not")
    bench.end()
    #expect(bench.services.calls == ["save 2"] && bench.work.view.cursor.k == 4)
    let plain = try Bench().play("10G<Space>5G<Space>")
    #expect(bench.work.session.ledger == plain.work.session.ledger && bench.drawn > 0)
    #expect(!bench.screen.contains("wait"))
  }

  @Test func escForgetsWhatWaits() throws {
    let bench = try LoadingBench([0..<12])
    try bench.play("<Space>u<Esc>")
    #expect(bench.screen.contains("The 2 keys that waited for the scan are forgotten"))
    bench.step()
    bench.end()
    #expect(bench.work.session.revision == 0)
  }

  /// Every command of the table, right at the start: none traps, and none changes anything before the end.
  @Test func noCommandTouchesWhatIsMissing() throws {
    for command in CommandTable.all where !command.id.hasPrefix("leave") {
      let bench = try LoadingBench([0..<12], layers: LoadingBench.everyLayer)
      for argument in ["", "auto", "3", "x.csv"] { bench.work.run(Invocation(command.id, argument)) }
      #expect(
        bench.work.session.revision == 0 && bench.services.calls.isEmpty && !bench.work.isFinished, "\(command.id)")
      _ = bench.screen
      bench.step()
      bench.end()
      #expect(!bench.work.isLoading, "\(command.id)")
    }
  }

  /// A project with work in it: what is known of it is measured once the scan is there, not before.
  @Test func everyFrameOnTheWayIsDrawn() throws {
    let ellipse = Measurement(id: "m1", shape: .ellipse, plane: .axial, points: [[6, 8, 5]], radii: [3, 2])
    let annotations = Annotations(measurements: [.object(ellipse.json(try Bench.volume().grid, values: nil))])
    let bench = try LoadingBench([0..<3, 3..<12], layers: LoadingBench.everyLayer, annotations: annotations)
    #expect(bench.screen.contains("reading the scan: 0 %") && bench.work.model.proposed.isEmpty)
    bench.step()
    #expect(bench.screen.contains("25 %") && bench.work.model.proposed.isEmpty)
    bench.step()
    _ = bench.screen
    bench.end()
    #expect(bench.work.model.proposed.map(\.finding) == [1] && bench.work.proposalCatalogue().lesions.count == 1)
  }

  /// Numbers are compared once what is drawn is counted; between the last voxel and that nothing is said of them.
  @Test(arguments: [true, false]) func aSignatureIsJudgedWhenAllIsCounted(_ areToday: Bool) throws {
    let bench = try LoadingBench([0..<12], layers: Array(LoadingBench.everyLayer.prefix(2)))
    let form = try BuiltInProtocol.covidChest.form
    bench.work.take(reading: ReadingRecord().json, following: form.reference, form: form)
    var whole = EditSession(volume: try Bench.volume(), layers: bench.work.session.layers)
    whole.lesionFindings = form.lesionFindings
    var numbers = whole.signedNumbers(bench.work.findingsTable)
    if !areToday { numbers["findings"] = .array([]) }
    var record = ReadingRecord()
    let content = SignedContent(
      record, labels: bench.work.findingsTable, layers: whole.layers, annotations: Annotations())
    record.sign(
      reader: "reader-07", meaning: "author", following: form.reference, frozen: numbers, content: content)
    bench.work.take(reading: record.json, following: form.reference, form: form)
    bench.step()
    bench.endLoading()
    bench.work.checkSignature()
    _ = (bench.work.readingFacts(), bench.screen)
    #expect(bench.work.reading.signatureRemark == nil && !bench.work.session.isCounted)
    bench.work.handle(.idle)
    #expect(bench.work.session.isCounted && bench.work.readingFacts()["extent.percent"] != nil)
    let remark = bench.work.reading.signatureRemark
    #expect((remark?.contains("numbers come out otherwise") == true) == !areToday, "\(remark ?? "")")
  }

  @Test func theAutomaticWindowWaitsForItsSlice() throws {
    let bench = try LoadingBench([0..<5, 5..<12])
    bench.step()
    try bench.play("3Gwa")
    #expect(bench.work.view.windowName == "auto" && bench.work.postponed.isEmpty)
    try bench.play("wl9Gwa")
    #expect(bench.work.view.windowName == "lung" && bench.work.postponed.count == 1)
    bench.step()
    bench.end()
    #expect(bench.work.view.windowName == "auto")
  }

  /// Dragging paints with the pen down: pen and drag wait.
  @Test func dragsWait() throws {
    let bench = try LoadingBench([0..<12])
    _ = bench.screen
    let pane = try #require(bench.work.geometries.first { $0.plane == .axial }).rect
    let (col, row) = (pane.col + pane.width / 2, pane.row + pane.height / 2)
    bench.work.handle(.key(.character("p")))
    for (action, shift) in [(MouseEvent.Action.press, 0), (.drag, 3), (.drag, 5), (.release, 5)] {
      bench.work.handle(.mouse(MouseEvent(action, button: 0, col: col + shift, row: row)))
    }
    #expect(bench.drawn == 0 && bench.work.postponed.count > 3)
    bench.step()
    bench.end()
    #expect(bench.drawn > 0)
  }

  @Test func aStuckKeyFillsNoMemory() throws {
    let bench = try LoadingBench([0..<12])
    for _ in 0..<10_000 { bench.work.handle(.key(.character(" "))) }
    #expect(bench.work.postponed.count == 4096)
  }

  /// A scan that cannot be read to its end: nothing is drawn on it, and the work ends.
  @Test func aFailureEndsTheWork() throws {
    let failure = Failure(.badData, path: "x.nii.gz", "the compressed data are cut short")
    let bench = try LoadingBench([0..<6], failing: failure)
    bench.step()
    try bench.play("<Space>")
    bench.end()
    #expect(bench.work.isFinished && bench.arrival.failure as? Failure == failure)
    #expect(bench.work.session.revision == 0 && bench.services.calls.isEmpty)
  }

  @Test func aDroppedLineIsHandledAtOnce() throws {
    let bench = try LoadingBench([0..<12])
    try bench.play("<Space>")
    bench.work.handle(.hangUp)
    #expect(bench.work.isFinished && bench.services.calls == ["keep 0"])
  }

  /// A project with drawings: they are there at once, their extent at the end.
  @Test func theExtentComesWithTheScan() throws {
    var layer = LabelLayer(name: LabelLayer.findings, size: Bench.size)
    layer.apply(Edit(name: "", tool: "", runs: [Run(k: 5, j: 8, i: 2, count: 9, old: 0, new: 1)]))
    let bench = try LoadingBench([0..<12], layers: [layer])
    try bench.play("N")
    #expect(bench.screen.contains("EXTENT …") && bench.work.postponed.count == 1)
    bench.step()
    bench.end()
    #expect(bench.drawn == 9 && bench.work.view.cursor.k == 5)
    #expect(!bench.screen.contains("EXTENT …") && bench.screen.contains("EXTENT"))
  }
}
