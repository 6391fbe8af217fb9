/// Which air in the body is the lungs'.
extension LungFinder {
  /// The air of both lungs: the pieces of air in the body whose verdict it is, and dense ground-glass beside them; and
  /// the other pieces.
  mutating func aerated(_ scan: CoarseScan, _ air: LungAir, _ airways: LungAirways)
    -> (lungs: [UInt8], other: [UInt8])?
  {
    let l = scan.lattice
    var inside = [UInt8](repeating: 0, count: l.count)
    for v in 0..<l.count where scan.hu[v] < air.tissue && air.outside[v] == 0 && airways.mask[v] == 0 { inside[v] = 1 }
    let pieces = AirPieces(inside, scan, air)
    let evidence = AirEvidence(pieces, scan, air, airways: airways.mask)
    let verdicts = AirJudge(evidence, air).verdicts
    var lungs = [UInt8](repeating: 0, count: l.count), other = lungs
    for v in 0..<l.count where pieces.owner[v] != 0 {
      let n = Int(pieces.owner[v]) - 1
      if verdicts[n] == .lung {
        lungs[v] = 1
      } else if evidence.pieces[n].millilitres > 0.4 {
        other[v] = 1
      }
    }
    guard verdicts.contains(.lung) else { return nil }
    // Before the spine what is too thin for a piece is no lung's either: a tube in the airways, gas in the gullet.
    if let spine = air.body.spine {
      for v in 0..<l.count where inside[v] != 0 && pieces.owner[v] == 0 {
        if abs(Double(v % l.nx) - spine[v / l.plane].x) * Double(l.spacing.x) < 25 { other[v] = 1 }
      }
    }
    LungVeil.add(to: &lungs, scan, air, airways, other: other)
    account(verdicts, evidence, scan, air.body)
    let volume = Double(lungs.reduce(0) { $0 + Int($1) }) * l.millilitres
    let height = Double(l.nz) * Double(l.spacing.z)
    return volume > min(100, 0.8 * height) ? (lungs, other) : nil
  }
}
