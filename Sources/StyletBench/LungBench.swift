import StyletBase
import StyletCore
import StyletImaging
import StyletPhantom

/// What lungs add to a stroke, and what the numbers for the panel cost.
struct LungBench {
  let phantom: Phantom

  func run() throws {
    let volume = phantom.volume, size = volume.size
    var lungs = LabelLayer(name: LabelLayer.lungs, size: size)
    let whole = ToolContext(layer: lungs, volume: volume, plane: .axial, label: 0)
    guard let drawn = ImportTool(mask: phantom.lungs, origin: .proposed).edit(in: whole) else { return }
    var taking = Timings()
    var empty = EditSession(volume: volume)
    try taking.measure { try empty.perform(drawn) }
    Report.times("lungs taken into a project, live extent with it", taking)
    lungs.apply(drawn)
    var session = EditSession(volume: volume, layers: [lungs])
    var random = SplitMix64(seed: 8)
    var disc = Timings(), ball = Timings(), whileDrawing = Timings(), corrected = Timings()
    for n in 0..<300 {
      // in a lung: where strokes cost most
      var at = VoxelIndex(0, 0, 0)
      repeat {
        at = VoxelIndex(random.below(size.i), random.below(size.j), random.below(size.k))
      } while phantom.lungs[at] == 0
      for (shape, radius) in [(BrushTool.Shape.disc, 5.0), (.ball, 10.0)] {
        let label = UInt8(n % 4 + 1)
        let context = ToolContext(layer: session.findings, volume: volume, plane: .axial, label: label)
        guard let edit = BrushTool(radius: radius, shape: shape, path: [at]).edit(in: context) else { continue }
        var ledger = session.ledger, inLungs = session.lungLedger
        let findings = session.findings.labels, labels = session.lungs?.labels
        for edit in [edit, edit.inverse] {  // takes the copies that the value semantics owe
          ledger.apply(edit, volume: volume)
          inLungs.apply(edit, findings: findings, lungs: labels, volume: volume)
        }
        func apply() {
          ledger.apply(edit, volume: volume)
          inLungs.apply(edit, findings: findings, lungs: labels, volume: volume)
        }
        if shape == .disc { disc.measure { apply() } } else { ball.measure { apply() } }
      }
      // made in a function of its own, so that nobody else holds the labels when they change
      if let edit = Self.disc(session, session.findings, UInt8(n % 4 + 1), at) {
        try whileDrawing.measure { try session.perform(edit) }
      }
      if let edit = Self.disc(session, session.lungs ?? lungs, n % 2 == 0 ? 0 : LungLabels.right, at) {
        try corrected.measure { try session.perform(edit) }
      }
    }
    Report.times("live extent with lungs after a disc of 5 mm", disc, budget: "≤ 0.1 ms")
    Report.times("live extent with lungs after a ball of 10 mm", ball)
    Report.times("a disc of 5 mm taken, with all that keeps up", whileDrawing)
    Report.times("a disc of 5 mm of lung corrected, the same", corrected)
    var extent = Timings(), densities = Timings(), recount = Timings()
    for _ in 0..<50 {
      _ = extent.measure { session.diseaseExtent() }
      _ = densities.measure { session.quantitativeCT() }
    }
    Report.times("extent of disease for the panel", extent)
    Report.times("quantitative CT", densities)
    let fresh = recount.measure {
      LungLedger(recounting: session.findings.labels, lungs: session.lungs?.labels, volume: volume)
    }
    precondition(fresh == session.lungLedger, "the live extent must equal a recount")
    Report.times("recount with lungs from zero (on opening)", recount)
  }

  private static func disc(_ session: EditSession, _ layer: LabelLayer, _ label: UInt8, _ at: VoxelIndex) -> Edit? {
    let context = ToolContext(layer: layer, volume: session.volume, plane: .axial, label: label)
    return BrushTool(radius: 5, shape: .disc, path: [at]).edit(in: context)
  }
}
