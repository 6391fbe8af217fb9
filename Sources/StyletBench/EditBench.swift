import StyletBase
import StyletCore
import StyletImaging
import StyletPhantom

/// What a stroke costs besides drawing it, and that nothing of it grows with the volume.
struct EditBench {
  let phantom: Phantom
  let folder: String

  func run() throws {
    let volume = phantom.volume
    var session = EditSession(volume: volume)
    var random = SplitMix64(seed: 7)
    var disc = Timings(), ball = Timings(), ledgerDisc = Timings(), ledgerBall = Timings(), undo = Timings()
    let size = volume.size
    for _ in 0..<300 {
      let at = VoxelIndex(
        size.i / 4 + random.below(size.i / 2), size.j / 4 + random.below(size.j / 2), random.below(size.k))
      for (shape, radius) in [(BrushTool.Shape.disc, 5.0), (.ball, 10.0)] {
        let context = ToolContext(layer: session.findings, volume: volume, plane: .axial, label: 1)
        let tool = BrushTool(radius: radius, shape: shape, path: [at])
        let edit = shape == .disc ? disc.measure { tool.edit(in: context) } : ball.measure { tool.edit(in: context) }
        guard let edit else { continue }
        var ledger = session.ledger
        ledger.apply(edit, volume: volume)  // takes the copy that the value semantics owe
        ledger.apply(edit.inverse, volume: volume)
        if shape == .disc {
          ledgerDisc.measure { ledger.apply(edit, volume: volume) }
        } else {
          ledgerBall.measure { ledger.apply(edit, volume: volume) }
        }
        try session.perform(edit)
      }
      if random.below(4) == 0 { _ = try undo.measure { try session.undo() } }
    }
    Report.times("brush, disc of 5 mm: the edit alone", disc, budget: "p99 ≤ 5 ms")
    Report.times("brush, ball of 10 mm: the edit alone", ball, budget: "p99 ≤ 5 ms")
    Report.times("live extent after a disc of 5 mm", ledgerDisc, budget: "≤ 0.1 ms")
    Report.times("live extent after a ball of 10 mm", ledgerBall)
    Report.times("undo", undo)
    var recount = Timings()
    let fresh = recount.measure { ExtentLedger(recounting: session.findings.labels, volume: volume) }
    precondition(fresh == session.ledger, "the live extent must equal a recount")
    Report.times("recount from zero (on opening)", recount)
  }
}

extension SplitMix64 {
  /// Uniform in 0..<n, near enough for a benchmark.
  mutating func below(_ n: Int) -> Int { Int(next() % UInt64(max(n, 1))) }
}
