/// What a piece of air in the picture is, by where it lies and then by what it looks like.
enum AirVerdict: UInt8, Sendable {
  case lung, airway, oesophagus, stomach, bowel, outside, unexplained
}

/// Judges the pieces: those that are lung for sure first, then each other one by how it lies to them.
struct AirJudge {
  private let evidence: AirEvidence
  private let air: LungAir
  private let standards: LungStandards
  /// The slices of what is lung for sure.
  private let range: Range<Int>
  private(set) var verdicts: [AirVerdict]
  /// Slice by slice the outermost coarse x of lung for sure on either side of the spine.
  private let ends: [(right: Int?, left: Int?)]

  init(_ all: AirEvidence, _ air: LungAir) {
    var evidence = all
    let pieces = all.pieces, standards = all.scan.standards
    (self.air, self.standards) = (air, standards)
    let large = pieces.indices.filter { Self.isLungLike(pieces[$0], air, standards) }
    // Emphysema may have next to nothing but gas.
    let largest =
      Self.largest(large, pieces)
      ?? Self.largest(
        pieces.indices.filter { n in
          air.body.hasCage && Self.isInside(pieces[n], air, standards.place)
            && pieces[n].millilitres > standards.sure.large
        }, pieces)
    guard let largest else {
      verdicts = pieces.map { Self.isInside($0, air, standards.place) ? .unexplained : .outside }
      (self.evidence, range, ends) = (evidence, 0..<0, [])
      return
    }
    var sure = [Bool](repeating: false, count: pieces.count)
    sure[largest] = true
    for n in large where pieces[n].millilitres * standards.sure.share > pieces[largest].millilitres { sure[n] = true }
    var slices = pieces[largest].box.k
    for n in sure.indices where sure[n] {
      let own = pieces[n].box.k
      slices = min(slices.lowerBound, own.lowerBound)..<max(slices.upperBound, own.upperBound)
    }
    range = slices
    ends = Self.ends(of: sure, evidence, air)
    verdicts = sure.map { $0 ? .lung : .unexplained }
    self.evidence = evidence
    for _ in 0..<3 {
      evidence.look(at: verdicts.map { $0 == .lung })
      let before = verdicts
      verdicts = evidence.pieces.indices.map { n in
        sure[n] ? .lung : n == all.parts.gullet ? .oesophagus : verdict(evidence.pieces[n], before)
      }
    }
  }

  private static func ends(
    of sure: [Bool], _ evidence: AirEvidence, _ air: LungAir
  ) -> [(right: Int?, left: Int?)] {
    let l = evidence.scan.lattice, owner = evidence.parts.owner
    var out = [(right: Int?, left: Int?)](repeating: (nil, nil), count: l.nz)
    guard let spine = air.body.spine else { return out }
    for z in 0..<l.nz {
      for v in z * l.plane..<(z + 1) * l.plane where owner[v] != 0 && sure[Int(owner[v]) - 1] {
        let x = v % l.nx
        if Double(x) < spine[z].x {
          out[z].right = min(out[z].right ?? x, x)
        } else {
          out[z].left = max(out[z].left ?? x, x)
        }
      }
    }
    return out
  }

  private static func largest(_ some: [Int], _ pieces: [AirEvidence.Piece]) -> Int? {
    some.max { pieces[$0].millilitres < pieces[$1].millilitres }
  }

  /// Within the body and the cage of its bones. Of a lung that the picture cuts some lies within the bones that are
  /// seen, too.
  private static func isInside(_ p: AirEvidence.Piece, _ air: LungAir, _ s: LungStandards.Place) -> Bool {
    guard p.inOutline > s.inOutline else { return false }
    return !air.body.hasCage || p.inCage > s.inCage
      || (p.atEdge && p.inOpenCage > s.inCage && p.inCage > s.cutCage)
  }

  /// Broad, in the cage, and neither gas alone nor the foam of bowel.
  private static func isLungLike(_ p: AirEvidence.Piece, _ air: LungAir, _ standards: LungStandards) -> Bool {
    let s = standards.sure
    return !p.isGas && isInside(p, air, standards.place) && p.widest > s.widest && p.mean < s.mean
      && (p.millilitres > s.large || p.gas < s.gas || p.bright < s.bright)
  }

  /// First where it lies: in the body and the cage, and on the lungs' slices.
  private func verdict(_ p: AirEvidence.Piece, _ before: [AirVerdict]) -> AirVerdict {
    let s = standards.place
    let isLow = p.centre.z < Double(range.lowerBound) + s.low * Double(range.count)
    // Before the ends of the ribs lung lies as well, and hangs together with lung there.
    guard Self.isInside(p, air, s) || (p.inOutline > s.inOutline && p.open + p.walled > s.touching) else {
      return isLow && p.inOutline > s.inOutline && !p.atEdge ? .bowel : .outside
    }
    if 2 * p.box.k.clamped(to: range).count < p.box.k.count {
      return isLow ? .bowel : p.besideAirway > 0 ? .airway : .unexplained
    }
    return p.isGas ? gas(p, isLow: isLow) : foam(p, isLow: isLow, before)
  }

  /// Of gas alone: a bulla and a lung's bronchi touch lung without a wall or all around; stomach and bowel lie under it
  /// behind the wall of the diaphragm.
  private func gas(_ p: AirEvidence.Piece, isLow: Bool) -> AirVerdict {
    let touched = p.open + p.walled, s = standards.gas
    if touched > s.enclosed { return .lung }
    if isAside(p, touched) { return .outside }
    if p.open > s.open, p.isUnder < s.under || p.open > s.wideOpen { return .lung }
    if p.besideAirway > s.airway { return .airway }
    let isMidline = isMidline(p)
    // Air around a lung that has fallen together.
    if p.isUnder < s.collapseUnder, touched > s.collapseTouch, p.millilitres > s.collapse, !isMidline { return .lung }
    if isMidline { return gullet(p) }
    // High in the cage and aside nothing else holds gas, but the hollow of the back.
    if !isLow, isBelowApex(p), p.isUnder < s.highUnder, offMidline(p) > s.highAside {
      return isBehind(p, touched) ? .unexplained : .lung
    }
    if p.isUnder > s.stomachUnder || isLow {
      // Under lung, and open to it: the diaphragm is a wall, a band of scar in a lung is none all over.
      if p.open > s.open { return .unexplained }
      return isLeft(p) && p.isUnder > s.stomachUnder ? .stomach : .bowel
    }
    return .unexplained
  }

  /// Of air with tissue in it: lung, or the foam of bowel.
  private func foam(_ p: AirEvidence.Piece, isLow: Bool, _ before: [AirVerdict]) -> AirVerdict {
    let touched = p.open + p.walled, s = standards.foam
    // The rim of gas that is no lung.
    if p.besideOther > s.rim, p.besideOther > s.rimTimes * p.open, let n = p.neighbour, before[n] != .lung,
      2 * p.millilitres < evidence.pieces[n].millilitres
    {
      return before[n]
    }
    if p.open > s.open, p.isUnder < s.under || p.open > s.wideOpen { return .lung }
    guard p.millilitres > s.speck else { return touched > s.speckTouch ? .lung : .unexplained }
    if isAside(p, touched) { return .outside }
    // No lung is that broad and flat and apart from all other lung: air in a couch or a cushion.
    if touched < s.apart, p.widest > s.broad, p.millilitres * 1000 < s.flat * p.widest, isWhole(p) {
      return .unexplained
    }
    if isBehind(p, touched), p.millilitres < s.back { return .unexplained }
    let isFoam = p.gas > s.gas && p.bright > s.bright
    if isFoam, p.isUnder > s.bowelUnder || isLow { return .bowel }
    if p.besideAirway > s.airway, p.millilitres < s.airwayMost, !isRim(p) { return .airway }
    if isFoam, touched < s.gulletTouch {
      if isMidline(p) { return gullet(p) }
      if !isBelowApex(p) { return .unexplained }
    }
    let height = Double(p.box.k.count) * Double(evidence.scan.lattice.spacing.z)
    let hasGas = p.gas > s.gulletGas
    let isColumn = hasGas ? p.millilitres < s.gulletMost : height > s.column && p.bright < s.columnBright
    // Where the gullet would be as wide it would hold gas.
    let isEven = p.inner > s.evenLeast && p.even > s.even && p.box.k.lowerBound >= range.lowerBound
    if isMidline(p), touched < s.gulletTouch, isColumn, !(isEven && p.gas < s.gulletGas) { return gullet(p) }
    // Bubbles below the diaphragm; a lobe's base that a band of tissue or the heart parts from the rest is larger, or
    // within is lung all through, and what is left of air in a consolidation holds no gas.
    let most = isLow && abs(behindSpine(p)) > s.off ? s.bubblesOff : s.bubbles
    let isBelow = p.isUnder > s.bubblesUnder || isLow
    if isBelow, touched < s.bubblesTouch, p.millilitres < most, p.gas > s.bubblesGas, !isEven { return .bowel }
    // In front and beside bowel lies more of that, of which no gas is seen: apart from all lung, or, of what is small,
    // so near that thick slices have them touch. Of a base that the heart parts from the rest less is bright.
    let isApart = touched < standards.place.apart || touched < s.besideTouch && p.millilitres < s.hidden
    let isBright = p.bright > s.besideBright && !isEven
    if isLow, isApart, isBright, behindSpine(p) < -s.off, p.millilitres < most, isBesideBowel(p, before) {
      return .bowel
    }
    // In thick slices tissue hides the gas of a bubble. Air left in a consolidation lies in the back, or against lung.
    if isLow, touched == 0, p.isUnder > s.hiddenUnder, p.millilitres < s.hidden, behindSpine(p) < -s.off {
      return .bowel
    }
    return p.mean < s.mean ? .lung : .unexplained
  }

  /// Whether a piece of bowel or stomach lies near, box to box.
  private func isBesideBowel(_ p: AirEvidence.Piece, _ before: [AirVerdict]) -> Bool {
    let mm = SIMD3<Double>(evidence.scan.lattice.spacing)
    func gap(_ a: Range<Int>, _ b: Range<Int>) -> Double {
      Double(max(a.lowerBound - b.upperBound, b.lowerBound - a.upperBound, 0))
    }
    return before.indices.contains { n in
      guard before[n] == .bowel || before[n] == .stomach else { return false }
      let own = evidence.pieces[n].box
      let d = SIMD3(gap(p.box.i, own.i), gap(p.box.j, own.j), gap(p.box.k, own.k)) * mm
      return (d * d).sum() < standards.foam.beside * standards.foam.beside
    }
  }

  /// Whether a small piece that touches no lung lies beyond all lung on its side, nearer to the skin: air in a fold, or
  /// between arm and chest, whose bones stand around it as a cage does.
  private func isAside(_ p: AirEvidence.Piece, _ touched: Double) -> Bool {
    let s = standards.place
    guard touched < s.apart, p.millilitres < s.small, let spine = air.body.spine else { return false }
    let l = evidence.scan.lattice
    let z = min(max(Int(p.centre.z.rounded()), 0), l.nz - 1), near = Int(s.around / l.spacing.z)
    let x = Int(p.centre.x.rounded()), isRight = p.centre.x < spine[z].x
    var sides: [Int] = []
    for k in max(z - near, 0)...min(z + near, l.nz - 1) {
      if let side = isRight ? ends[k].right : ends[k].left { sides.append(side) }
    }
    guard let end = isRight ? sides.min() : sides.max() else { return false }
    return Double(isRight ? end - x : x - end) * Double(l.spacing.x) > s.aside
  }

  /// Whether a piece apart from all lung lies behind the spine, where the back is hollow: air between it and the couch,
  /// with the bones of the shoulders around it as of a cage. Gas of a lung touches lung there.
  private func isBehind(_ p: AirEvidence.Piece, _ touched: Double) -> Bool {
    touched < standards.foam.apart && behindSpine(p) > standards.foam.behind
  }

  /// Whether a piece begins and ends within the scan.
  private func isWhole(_ p: AirEvidence.Piece) -> Bool {
    p.box.k.lowerBound > 0 && p.box.k.upperBound < evidence.scan.lattice.nz
  }

  /// Whether a piece lies well below the apex, and the scan goes on above the lungs: else what is high in them is not
  /// known. Beside the apex there are folds between neck and shoulder.
  private func isBelowApex(_ p: AirEvidence.Piece) -> Bool {
    range.upperBound < evidence.scan.lattice.nz
      && p.centre.z < Double(range.lowerBound) + standards.place.apex * Double(range.count)
  }

  /// How far behind the spine's middle a piece lies, mm, below 0 before it; 0 without a spine.
  private func behindSpine(_ p: AirEvidence.Piece) -> Double {
    let l = evidence.scan.lattice
    guard let spine = air.body.spine else { return 0 }
    return (p.centre.y - spine[min(max(Int(p.centre.z), 0), l.nz - 1)].y) * Double(l.spacing.y)
  }

  /// Thin, before the spine, and no rim of a lung.
  private func isMidline(_ p: AirEvidence.Piece) -> Bool {
    let s = standards.place
    return offMidline(p) < s.midline && p.widest < s.thin && !isRim(p)
  }

  /// Whether a piece is a rim of a lung that the picture cuts: air with tissue in it, and more than a few mL or without
  /// the gas that tubes hold.
  private func isRim(_ p: AirEvidence.Piece) -> Bool {
    p.atEdge && !p.isGas && (p.millilitres > standards.place.cut || p.gas < standards.foam.gulletGas)
  }

  /// The gullet lies before the spine's middle or left of it. Air to the right of it, beside the trachea, may be a cyst
  /// or lung behind consolidation: nothing tells.
  private func gullet(_ p: AirEvidence.Piece) -> AirVerdict {
    isLeft(p) || air.body.spine == nil || offMidline(p) < standards.place.gulletRight ? .oesophagus : .unexplained
  }

  /// How far to a side of the spine a piece lies, mm; of a scan without a spine as if it were midway between middle and
  /// side.
  private func offMidline(_ p: AirEvidence.Piece) -> Double {
    let l = evidence.scan.lattice
    guard let spine = air.body.spine else { return standards.place.unknown }
    return abs(p.centre.x - spine[min(max(Int(p.centre.z), 0), l.nz - 1)].x) * Double(l.spacing.x)
  }

  private func isLeft(_ p: AirEvidence.Piece) -> Bool {
    let l = evidence.scan.lattice
    let middle = air.body.spine.map { $0[min(max(Int(p.centre.z), 0), l.nz - 1)].x } ?? Double(l.nx) / 2
    return p.centre.x > middle
  }
}
