import StyletCore

/// The air in the body that is no lung, as rows of the account.
extension LungFinder {
  /// Rows for what the verdicts leave out. Of unexplained air and of gas in a pocket each piece has its own row;
  /// stomach, bowel and gullet have one a side.
  mutating func account(
    _ verdicts: [AirVerdict], _ evidence: AirEvidence, _ scan: CoarseScan, _ body: LungBody, shift: Int
  ) {
    let pieces = evidence.pieces, standards = self.standards.badges
    var left = 0.0
    var largest: (row: AirAccount.Row, millilitres: Double)?
    for (kind, members) in groups(verdicts, pieces, scan, body) {
      guard let most = members.max(by: { pieces[$0].millilitres < pieces[$1].millilitres }) else { continue }
      var box = pieces[most].box
      for n in members { box.formUnion(pieces[n].box) }
      let mL = members.reduce(0) { $0 + pieces[$1].millilitres }
      guard mL >= standards.told, let place = place(of: most, evidence, scan) else { continue }
      let slices = scan.slices(of: box.k, in: volume.size)
      if kind.kind == .airway {
        bronchi = (mL, slices, place.voxel)
        continue
      }
      let row = AirAccount.Row(
        kind: kind.kind, side: kind.side, millilitres: mL, slices: slices, at: place.voxel)
      report.air.append(row)
      guard kind.kind != .outside, pieces[most].millilitres > standards.gas else { continue }
      left += members.filter { pieces[$0].millilitres > standards.gas }.reduce(0) { $0 + pieces[$1].millilitres }
      if pieces[most].millilitres > largest?.millilitres ?? 0 { largest = (row, pieces[most].millilitres) }
    }
    if left > 0 { report.remark(.gasLeftOut(millilitres: left), at: largest?.row.place, slices: largest?.row.slices) }
    let bare = verdicts.indices.filter {
      verdicts[$0] == .lung && pieces[$0].isGas && pieces[$0].millilitres > standards.bare
        && isBare($0, evidence, scan, shift: shift)
    }
    if let most = bare.max(by: { pieces[$0].millilitres < pieces[$1].millilitres }),
      let place = place(of: most, evidence, scan)
    {
      report.remark(
        .pieceWithoutVessels(millilitres: pieces[most].millilitres), at: place.voxel, slices: place.slices)
    }
  }

  /// Whether a piece holds gas alone inside its rim, and is as dark as air: emphysema is not, and lung has vessels.
  private func isBare(_ piece: Int, _ evidence: AirEvidence, _ scan: CoarseScan, shift: Int) -> Bool {
    let l = scan.lattice, owner = evidence.parts.owner, number = Int32(piece + 1)
    let bright = scan.standards.pieces.bright + shift
    var sum = 0, inside = 0, vessels = 0
    let box = evidence.pieces[piece].box
    for z in box.k {
      for y in box.j {
        for v in l.at(box.i.lowerBound, y, z)..<l.at(box.i.upperBound, y, z) where owner[v] == number {
          var isInside = true
          l.forEachNeighbour(of: v) { if owner[$0] != number { isInside = false } }
          guard isInside else { continue }
          sum += Int(scan.hu[v])
          inside += 1
          if Int(scan.hu[v]) > bright { vessels += 1 }
        }
      }
    }
    return inside > 0 && sum < (standards.badges.bareGas + shift) * inside
      && Double(vessels) < standards.badges.bareVessels * Double(inside)
  }

  private struct Group: Hashable {
    var kind: AirAccount.Kind
    var side: LungSide?
    /// Of what has a row for each piece, the piece.
    var piece: Int?
  }

  private func groups(
    _ verdicts: [AirVerdict], _ pieces: [AirEvidence.Piece], _ scan: CoarseScan, _ body: LungBody
  ) -> [(Group, [Int])] {
    var all: [Group: [Int]] = [:], order: [Group] = []
    for n in verdicts.indices {
      guard let kind = verdicts[n].kind, pieces[n].millilitres > 0 else { continue }
      // What lies beyond the body's outline is no air in it.
      if kind == .outside, pieces[n].inOutline < standards.badges.inBody { continue }
      let isSingle = kind == .unexplained || kind == .outside
      let isMiddle = kind == .airway || kind == .oesophagus
      let group = Group(
        kind: kind, side: isMiddle ? nil : side(of: pieces[n], scan, body), piece: isSingle ? n : nil)
      if all[group] == nil { order.append(group) }
      all[group, default: []].append(n)
    }
    return order.map { ($0, all[$0] ?? []) }
  }

  private func side(of piece: AirEvidence.Piece, _ scan: CoarseScan, _ body: LungBody) -> LungSide? {
    let l = scan.lattice
    let middle = body.midline.map { $0[min(max(Int(piece.centre.z), 0), l.nz - 1)] } ?? Double(l.nx - 1) / 2
    let mm = (piece.centre.x - middle) * Double(l.spacing.x)
    let aside = standards.badges.aside
    return mm < -aside ? .right : mm > aside ? .left : nil
  }

  private func place(of piece: Int, _ evidence: AirEvidence, _ scan: CoarseScan) -> LungPlace? {
    let owner = evidence.parts.owner, number = Int32(piece + 1)
    return scan.place(in: volume.size, within: evidence.pieces[piece].box) { owner[$0] == number }
  }
}

extension AirVerdict {
  /// As what it stands in the account; nil for lung.
  fileprivate var kind: AirAccount.Kind? {
    switch self {
    case .lung: nil
    case .airway: .airway
    case .oesophagus: .oesophagus
    case .stomach: .stomach
    case .bowel: .bowel
    case .outside: .outside
    case .unexplained: .unexplained
    }
  }
}
