import TestSupport
import Testing

@testable import StyletCore
@testable import StyletImaging

@Suite struct LungLedgerTests {
  private static func recount(_ session: EditSession) -> LungLedger {
    LungLedger(recounting: session.findings.labels, lungs: session.lungs?.labels, volume: session.volume)
  }

  /// Findings and lungs edited, undone and redone, limits moved: the ledger is a recount's, and empty at the beginning.
  @Test func thousandsOfOperationsOnBothLayers() throws {
    var random = SeededRandom(seed: 71)
    let volume = LungScene.volume()
    var session = EditSession(volume: volume)
    var withLungs = 0, lungEdits = 0
    for step in 1...2400 {
      switch Int.random(in: 0..<12, using: &random) {
      case 0...3: _ = try session.undo()
      case 4: _ = try session.redo()
      case 5:
        let mark = ZoneMark.allCases.randomElement(using: &random)!
        let at = LungScene.size.voxels.randomElement(using: &random)!
        if let edit = session.annotations.settingZone(mark, at: at, on: volume.grid) { try session.perform(edit) }
      default:
        guard let edit = LungScene.edit(session, &random) else { continue }
        lungEdits += edit.layer == LabelLayer.lungs ? 1 : 0
        try session.perform(edit, stroke: Bool.random(using: &random) ? step / 4 : nil)
      }
      if step % 100 == 0 {
        #expect(session.lungLedger == Self.recount(session))
        withLungs += session.lungLedger.hasLungs ? 1 : 0
      }
      if step % 400 == 0 { try Self.compare(session, lesionFindings: step % 800 == 0 ? nil : [1, 3]) }
    }
    #expect(withLungs > 12 && lungEdits > 400)
    #expect(session.lungLedger == Self.recount(session))
    while try session.undo() != nil {}
    #expect(session.lungLedger == LungLedger(volume) && session.diseaseExtent() == nil && session.zones == nil)
    while try session.redo() != nil {}
    #expect(session.lungLedger == Self.recount(session) && session.lungLedger.hasLungs)
  }

  /// Every number against a look at every voxel.
  private static func compare(_ session: EditSession, lesionFindings: Set<UInt8>?) throws {
    let scene = LungScene(session: session, lesionFindings: lesionFindings, zones: session.zones)
    guard let extent = session.diseaseExtent(lesionFindings: lesionFindings) else {
      #expect(scene.region { _, _ in true }.lungVoxels == 0)
      return
    }
    let zones = try #require(session.zones)
    #expect(extent.limits == zones)
    #expect(extent.both == scene.region { _, _ in true })
    #expect(extent.right == scene.region { lung, _ in lung == 1 })
    #expect(extent.left == scene.region { lung, _ in lung == 2 })
    for z in 0..<6 { #expect(extent.zones[z] == scene.region { zones.zone(lung: $0, k: $1) == z }) }
    for label in UInt8(1)...3 {
      #expect(extent.outside[label]?.voxels ?? 0 == scene.outside(label) && extent.outside[label]?.percent == nil)
      let slices = (0..<LungScene.size.k).filter {
        [.proposed, .interpolated].contains(session.findings.origins[SliceKey(k: $0, label: label)])
      }
      let unreviewed = LungScene.size.voxels.count { session.findings.labels[$0] == label && slices.contains($0.k) }
      #expect(extent.unreviewed[label] ?? 0 == unreviewed)
    }
    #expect(extent.groundGlass.voxels == scene.lesion { $0 >= -750 && $0 <= -300 })
    #expect(extent.consolidation.voxels == scene.lesion { $0 > -300 && $0 <= 100 })
    #expect(extent.otherDensity.voxels == scene.lesion { $0 < -750 || $0 > 100 })
    #expect(extent.highOpacity.voxels == scene.lesion { $0 >= -200 })
    #expect(
      extent.lungsAreProposed
        == session.lungs?.origins.contains { $0.value == .proposed && (1...2).contains($0.key.label) })
    let quantities = try #require(session.quantitativeCT(lesionFindings: lesionFindings))
    for (mine, without) in [(quantities.lungs, false), (quantities.withoutLesion, true)] {
      compare(mine.both, scene.values(withoutLesion: without), session)
      compare(mine.right, scene.values(.right, withoutLesion: without), session)
      compare(mine.left, scene.values(.left, withoutLesion: without), session)
    }
  }

  /// Formulas of the reference, straight from a list of values.
  private static func compare(_ values: QuantitativeCT.Values?, _ list: [Double], _ session: EditSession) {
    guard let values else {
      #expect(list.isEmpty)
      return
    }
    let n = Double(list.count), millilitres = session.volume.grid.voxelVolume / 1000
    func near(_ a: Double?, _ b: Double) -> Bool { a.map { abs($0 - b) <= 1e-9 * max(abs(b), 1) } ?? false }
    func percent(_ isIt: (Double) -> Bool) -> Double { 100 * Double(list.count(where: isIt)) / n }
    #expect(values.voxels == list.count && near(values.volume, n * millilitres))
    let mean = list.reduce(0, +) / n
    func moment(_ p: Int) -> Double {
      list.reduce(0) { sum, x in sum + (0..<p).reduce(1.0) { product, _ in product * (x - mean) } } / n
    }
    #expect(near(values.mean, mean))
    #expect(near(values.sd, moment(2).squareRoot()))
    if moment(2) > 1e-9 {
      #expect(near(values.skewness, moment(3) / (moment(2) * moment(2).squareRoot())))
      #expect(near(values.kurtosis, moment(4) / (moment(2) * moment(2)) - 3))
    }
    #expect(near(values.mass, list.reduce(0) { $0 + (min(max($1, -1000), 100) + 1000) / 1000 } * millilitres))
    #expect(near(values.gas, list.filter { $0 >= -1000 && $0 <= 0 }.reduce(0) { $0 - $1 / 1000 } * millilitres))
    #expect(near(values.laa950, percent { $0 <= -950 }) && near(values.laa910, percent { $0 <= -910 }))
    #expect(near(values.haa, percent { $0 >= -600 && $0 <= -250 }))
    #expect(near(values.wellAerated, percent { $0 >= -950 && $0 <= -700 }))
    #expect(near(values.compromised, percent { $0 >= -500 && $0 <= 100 }))
    let at = 0.15 * (n - 1), low = Int(at)
    let between = list[low] + (list[min(low + 1, list.count - 1)] - list[low]) * (at - Double(low))
    #expect(near(values.perc15, between) && near(values.density, between + 1000))
    let parts = [-1000.0 ..< -900, -900 ..< -500, -500 ..< -100].map { part in percent { part.contains($0) } }
    #expect(zip(values.aeration, parts + [percent { $0 >= -100 && $0 <= 100 }]).allSatisfy { near($0.percent, $1) })
  }

  /// Samples that ascend with the values and against them, in steps of other than one, values beyond the range.
  @Test(arguments: [
    Rescale(slope: 1, intercept: -1024), Rescale(slope: -2, intercept: 10), Rescale(slope: 0.3, intercept: -400),
    Rescale(slope: 0.02, intercept: 0), Rescale(slope: 1, intercept: 9e4),
  ])
  func numbersWithAnyRescale(rescale: Rescale) throws {
    var random = SeededRandom(seed: 5)
    var session = EditSession(volume: LungScene.volume(rescale))
    for _ in 0..<200 {
      if let edit = LungScene.edit(session, &random) { try session.perform(edit) }
    }
    #expect(session.lungLedger == Self.recount(session))
    try Self.compare(session, lesionFindings: nil)
    let loaded = EditSession(volume: session.volume, layers: session.layers)
    #expect(loaded.lungLedger == session.lungLedger)
    let counted = EditSession(volume: session.volume, layers: session.layers, counts: session.counts)
    #expect(counted.isCounted && counted.lungLedger == session.lungLedger && counted.ledger == session.ledger)
  }

  /// An edit that is only looked at.
  @Test func previewed() throws {
    var random = SeededRandom(seed: 9)
    var session = EditSession(volume: LungScene.volume())
    for _ in 0..<100 {
      guard let edit = LungScene.edit(session, &random) else { continue }
      var layer = (edit.layer == LabelLayer.lungs ? session.lungs : session.findings)
        ?? LabelLayer(name: edit.layer, size: LungScene.size)
      layer.apply(edit)
      let preview = session.lungLedger(after: edit, labels: layer.labels)
      try session.perform(edit)
      #expect(preview == session.lungLedger)
    }
    #expect(session.lungLedger.hasLungs)
  }

  /// Airways are no lung, and without lung there is nothing to say of findings.
  @Test func airwaysAreNoLung() throws {
    var session = EditSession(volume: LungScene.volume())
    func draw(_ layer: String, _ label: UInt8, _ i: Range<Int>) throws {
      let labels = session.layers.first { $0.name == layer } ?? LabelLayer(name: layer, size: LungScene.size)
      var builder = EditBuilder(layer: labels)
      builder.set(j: 3, k: 2, i, to: label)
      try session.perform(try #require(builder.edit(name: "t", tool: "t", origin: .manual)))
    }
    try draw(LabelLayer.findings, 1, 0..<10)
    try draw(LabelLayer.lungs, 3, 2..<8)
    #expect(!session.lungLedger.hasLungs && session.diseaseExtent() == nil && session.quantitativeCT() == nil)
    #expect(session.lungLedger == LungLedger(session.volume))
    try draw(LabelLayer.lungs, 2, 4..<8)
    let extent = try #require(session.diseaseExtent())
    #expect(extent.left.lesion.voxels == 4 && extent.left.lesion.percent == 100 && extent.outside[1]?.voxels == 6)
    #expect(extent.right.lungVoxels == 0 && extent.right.lesion.percent == nil)
    #expect(extent.zonalScores == nil && extent.zonalScore == nil && extent.sfrClass == 5)
    #expect(session.lungLedger.slices == 2...2)
    #expect(session.lungLedger.lungVoxels(k: 2) == (0, 4) && session.lungLedger.voxels(of: 1, k: 2) == (0, 4))
    #expect(session.lungLedger.lungVoxels(k: 12) == (0, 0))
  }
}
