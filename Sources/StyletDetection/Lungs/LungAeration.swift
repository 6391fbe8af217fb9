import StyletImaging

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
    let gullet = LungGullet.columns(scan, air, airways: airways.mask)
    let pieces = AirPieces(inside, scan, air, gullet: gullet)
    let evidence = AirEvidence(pieces, scan, air, airways: airways.mask)
    let verdicts = AirJudge(evidence, air).verdicts
    var lungs = [UInt8](repeating: 0, count: l.count), other = lungs
    for v in 0..<l.count where pieces.owner[v] != 0 {
      let n = Int(pieces.owner[v]) - 1
      if verdicts[n] == .lung {
        lungs[v] = 1
      } else if evidence.pieces[n].millilitres > scan.standards.pieces.other {
        other[v] = 1
      }
    }
    guard verdicts.contains(.lung) else { return nil }
    returnDarkLung(to: &lungs, &other, scan, air)
    // Before the spine what is too thin for a piece is no lung's either: a tube in the airways, gas in the gullet.
    if let spine = air.body.spine {
      let standards = scan.standards
      let low = airways.carina.map { $0.z - standards.pieces.tubes / Double(l.spacing.z) } ?? 0
      for v in 0..<l.count where inside[v] != 0 && pieces.owner[v] == 0 {
        let aside = (Double(v % l.nx) - spine[v / l.plane].x) * Double(l.spacing.x)
        let isBesideGullet = aside < -standards.place.gulletRight && Double(v / l.plane) < low
        if abs(aside) < standards.pieces.midline, !isBesideGullet { other[v] = 1 }
      }
    }
    DenseGroundGlass.add(to: &lungs, scan, air, airways, other: other)
    DenseGroundGlass.addStrips(to: &lungs, scan, air, airways, other: other)
    account(verdicts, evidence, scan, air.body, shift: air.shift)
    let volume = Double(lungs.reduce(0) { $0 + Int($1) }) * l.millilitres
    let height = Double(l.nz) * Double(l.spacing.z)
    return volume > min(scan.standards.pieces.none, scan.standards.pieces.nonePart * height) ? (lungs, other) : nil
  }

  /// Where slices are thick no wall is seen between the stomach's gas and dark lung that lies over it, and a flood goes
  /// from one to the other. What is away from all that is as dark as the scan's air, and open to lung, is lung.
  func returnDarkLung(to lungs: inout [UInt8], _ other: inout [UInt8], _ scan: CoarseScan, _ air: LungAir) {
    let l = scan.lattice, hu = scan.hu, standards = scan.standards.pieces
    let dark = Int16(standards.dark + air.shift), wall = Int16(standards.wall + air.shift)
    var gas = [UInt8](repeating: 0, count: l.count)
    for v in 0..<l.count where other[v] != 0 && hu[v] < dark { gas[v] = 1 }
    gas = LungSteps.eroded(gas, l)
    LungSteps.grow(&gas, within: other, l, steps: 3, isSlicewise: true)
    let rest = Components(in: l.box) { other[$0] != 0 && gas[$0] == 0 }
    var faces = [SIMD2<Int>](repeating: .zero, count: rest.count)
    for (run, part) in rest.runs where Double(rest.voxels[Int(part)]) * l.millilitres > standards.returned {
      for v in l.box.offsets(of: run) {
        l.forEachNeighbour(of: v) { n in
          if other[n] == 0 || gas[n] != 0 {
            faces[Int(part)] &+= SIMD2(lungs[n] != 0 && max(hu[v], hu[n]) < wall ? 1 : 0, 1)
          }
        }
      }
    }
    for (run, part) in rest.runs
    where Double(faces[Int(part)][0]) > standards.open * Double(faces[Int(part)][1]) {
      for v in l.box.offsets(of: run) { (lungs[v], other[v]) = (1, 0) }
    }
  }
}
