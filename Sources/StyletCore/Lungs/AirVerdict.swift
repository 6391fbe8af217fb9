/// What a piece of air in the patient's picture is, by where it lies and then by what it looks like.
enum AirVerdict: UInt8, Sendable {
  case lung, airway, oesophagus, stomach, bowel, outside, unexplained

  /// A verdict for each piece.
  static func judged(_ evidence: inout AirEvidence, _ air: LungAir, carina: SIMD3<Double>?) -> [AirVerdict] {
    let l = evidence.scan.lattice
    let all = evidence.pieces
    func isInside(_ p: AirEvidence.Piece) -> Bool {
      p.inOutline > 0.6 && (!air.body.hasCage || (p.atEdge ? p.inOpenCage : p.inCage) > 0.5)
    }
    // Lung for sure: large, within the cage and no gas alone.
    func isLungLike(_ p: AirEvidence.Piece) -> Bool {
      !p.isGas && isInside(p) && p.widest > 800 && p.mean < -450
        && (p.millilitres > 300 || p.gas < 0.15 || p.bright < 0.15)
    }
    let large = all.indices.filter { isLungLike(all[$0]) }
    var main = large.max { all[$0].millilitres < all[$1].millilitres }
    if main == nil {
      // Emphysema that has next to nothing but gas.
      main = all.indices.filter { all[$0].isGas && air.body.hasCage && isInside(all[$0]) && all[$0].millilitres > 300 }
        .max { all[$0].millilitres < all[$1].millilitres }
    }
    guard let main else { return all.map { isInside($0) ? .unexplained : .outside } }
    let range = all[main].box.k
    var sure = [Bool](repeating: false, count: all.count)
    for n in large where all[n].millilitres * 12 > all[main].millilitres { sure[n] = true }
    sure[main] = true
    var verdicts = [AirVerdict](repeating: .unexplained, count: all.count)
    for turn in 0..<2 {
      evidence.look(at: sure)
      for n in all.indices {
        let p = evidence.pieces[n]
        verdicts[n] = sure[n] && turn == 0 ? .lung : verdict(p, range, l, air, isInside: isInside(p), isSure: sure[n])
      }
      sure = verdicts.map { $0 == .lung }
    }
    return verdicts
  }

  private static func verdict(
    _ p: AirEvidence.Piece, _ range: Range<Int>, _ l: LungLattice, _ air: LungAir, isInside: Bool, isSure: Bool
  ) -> AirVerdict {
    if isSure { return .lung }
    let isLow = p.centre.z < Double(range.lowerBound) + 0.35 * Double(range.count)
    guard isInside else { return isLow && p.inOutline > 0.6 && !p.atEdge ? .bowel : .outside }
    // Beside the spine's front, thin.
    func isMidline() -> Bool {
      guard let spine = air.body.spine else { return false }
      let s = spine[min(max(Int(p.centre.z), 0), l.nz - 1)]
      return abs(p.centre.x - s.x) * Double(l.spacing.x) < 30 && p.widest < 700
    }
    let touched = p.open + p.walled
    if p.isGas {
      if p.open > 0.2, p.isUnder < 0.6 || p.open > 0.4 { return .lung }
      if touched > 0.5, p.millilitres < 6 { return .lung }
      if p.isUnder < 0.2, touched > 0.1, p.millilitres > 20, !isMidline() { return .lung }
      if isMidline() { return .oesophagus }
      if p.isUnder > 0.4 { return p.centre.x > Double(l.nx) / 2 ? .stomach : .bowel }
      return isLow ? .bowel : .unexplained
    }
    guard p.millilitres > 0.4 else { return touched > 0.3 ? .lung : .unexplained }
    if p.open > 0.1, p.isUnder < 0.6 { return .lung }
    if p.gas > 0.05, touched < 0.02, isLow, p.millilitres < 10 { return .bowel }
    let isFoam = p.gas > 0.08 && p.bright > 0.2
    if isFoam, p.isUnder > 0.4 || isLow { return .bowel }
    if isFoam, touched < 0.3 { return .unexplained }
    if isMidline(), p.gas > 0.05, p.millilitres < 10, touched < 0.3 { return .oesophagus }
    return p.mean < -350 ? .lung : .unexplained
  }
}
