import StyletCore
import StyletImaging

/// Which of the lungs' voxels are right (1) and which left (2), also where the two touch in front of or behind the
/// mediastinum.
enum LungSides {
  /// - Parameters:
  ///   - lungs: 1 where there is lung, of either side.
  ///   - middle: the x, coarse, of the patient's midline on each slice.
  ///   - cutSide: -1 or +1 where the picture is cut through the body on the side of low or high x alone.
  /// - Returns: 1 right, 2 left, 0 no lung; and whether they fell apart of themselves.
  static func divide(
    _ lungs: [UInt8], middle: [Double], _ scan: CoarseScan, shift: Int, cutSide: Int? = nil
  ) -> (sides: [UInt8], isClean: Bool) {
    let l = scan.lattice, standards = scan.standards.sides
    var isClean = true
    var sides = [UInt8](repeating: 0, count: l.count)
    let parts = Components(in: l.box) { lungs[$0] != 0 }
    guard let largest = parts.voxels.max() else { return (sides, true) }
    // Of each part: how far it reaches to the right and the left of the midline, and the voxels that are right of it.
    var reach = [SIMD2<Double>](repeating: .zero, count: parts.count), right = [Int](repeating: 0, count: parts.count)
    for (run, part) in parts.runs {
      let m = middle[Int(run.k)], part = Int(part)
      reach[part] = pointwiseMax(reach[part], SIMD2(m - Double(run.low), Double(run.high) - m))
      right[part] += min(max(Int(m.rounded()) - Int(run.low), 0), run.count)
    }
    func isLarge(_ n: Int, of other: Int) -> Bool { Double(parts.voxels[n]) > standards.part * Double(other) }
    // Where a picture is cut between the lungs, what reaches over that edge and is apart from the one is the other's
    // rim. The spine is cut there too, and its middle is not where it seems.
    if let cutSide, let most = parts.largest, (right[most] * 2 > parts.voxels[most]) == (cutSide > 0) {
      for n in 0..<parts.count where n != most && !isLarge(n, of: largest) {
        let ends = parts.boxes[n].i
        if cutSide < 0, ends.lowerBound == 0 { right[n] = parts.voxels[n] }
        if cutSide > 0, ends.upperBound == l.nx { right[n] = 0 }
      }
    }
    func share(_ n: Int) -> Double { Double(right[n]) / Double(parts.voxels[n]) }
    var joined: [Int] = []
    for n in 0..<parts.count where isLarge(n, of: largest) {
      // Of a part that lies on both sides by more than a lung may lean over, the sides are looked for.
      let far = reach[n] * Double(l.spacing.x)
      if far.min() > standards.over, far.max() < standards.times * far.min() { joined.append(n) }
    }
    for side in [LungLabels.right, LungLabels.left] {
      parts.paint(side, into: &sides, of: l.box) { !joined.contains($0) && (share($0) > 0.5) == (side == LungLabels.right) }
    }
    for n in joined {
      var part = [UInt8](repeating: 0, count: l.count)
      parts.paint(1, into: &part, of: l.box) { $0 == n }
      // Of a patient who lies askew one lung alone may reach over the midline; so may one that is all there is.
      let hasOther = parts.voxels.indices.contains {
        $0 != n && isLarge($0, of: parts.voxels[n]) && (share($0) > 0.5) != (share(n) > 0.5)
      }
      let isOneSided = !(standards.one...1 - standards.one).contains(share(n))
      let isCut = cut(
        part, box: parts.boxes[n], middle: middle, scan, shift: shift,
        whole: hasOther || isOneSided ? (share(n) > 0.5 ? LungLabels.right : LungLabels.left) : nil, into: &sides)
      isClean = isClean && isCut
    }
    return (sides, isClean)
  }

  /// Shrinks the part until it falls in two, then lets the two flood it again: through dark and wide places first, so
  /// that they meet on the bright, narrow line of the pleura between the lungs.
  /// - Parameter whole: the side it is of if it may be one lung; then it is that when it does not fall in two.
  /// - Returns: false when it did not fall in two and the midline had to serve.
  private static func cut(
    _ part: [UInt8], box: VoxelBox, middle: [Double], _ scan: CoarseScan, shift: Int, whole: UInt8?,
    into sides: inout [UInt8]
  ) -> Bool {
    let l = scan.lattice, standards = scan.standards.sides
    let small = LungLattice(nx: box.i.count, ny: box.j.count, nz: box.k.count, spacing: l.spacing)
    let rest = MaskBox(l.box, bytes: part).cropped(to: box).complement
    let wide = DistanceTransform(to: rest, spacing: SIMD3<Double>(l.spacing), limit: standards.bridge).squares
    let total = part.reduce(0) { $0 + Int($1) }
    func off(_ pieces: Components, _ n: Int) -> Double {
      let c = pieces.centroid(of: n)
      return c.x - middle[Int(c.z)]
    }
    var marks = [UInt8](repeating: 0, count: small.count)
    var isParted = false
    for r in stride(from: max(0.75 * l.spacing.min(), 1.5), to: Float(standards.bridge), by: 1.5) {
      let r2 = r * r
      let pieces = Components(in: box) { wide[$0] > r2 }
      let order = (0..<pieces.count).sorted { pieces.voxels[$0] > pieces.voxels[$1] }
      guard order.count >= 2 else {
        if order.isEmpty { break }
        continue
      }
      let a = pieces.voxels[order[0]], b = pieces.voxels[order[1]]
      let ax = off(pieces, order[0]), bx = off(pieces, order[1])
      let apart = abs(ax - bx) * Double(l.spacing.x)
      // A small one is a piece of the other lung only where it lies well on its side.
      let isLarge = b * 8 > total / 2 && b * 6 > a
      let isApart = min(abs(ax), abs(bx)) * Double(l.spacing.x) > standards.aside
        && Double(b) * l.millilitres > standards.least && b * 30 > a
      if isLarge || isApart, apart > standards.apart, ax * bx < 0 {
        pieces.paint(ax < bx ? 1 : 2, into: &marks, of: box) { $0 == order[0] }
        pieces.paint(ax < bx ? 2 : 1, into: &marks, of: box) { $0 == order[1] }
        // Others that lie well to a side are of it too.
        for side in [LungLabels.right, LungLabels.left] {
          pieces.paint(side, into: &marks, of: box) { n in
            let mm = off(pieces, n) * Double(l.spacing.x) * (side == LungLabels.right ? -1 : 1)
            return n != order[0] && n != order[1] && mm > standards.aside
          }
        }
        isParted = true
        break
      }
    }
    if !isParted, let whole {
      l.forEach(in: box) { _, there in if part[there] != 0 { sides[there] = whole } }
      return true
    }
    if !isParted {
      // What lies well to a side of the midline is that side's.
      let gap = standards.aside / Double(l.spacing.x)
      l.forEach(in: box) { at, there in
        guard part[there] != 0 else { return }
        let x = Double(there % l.nx) - middle[there / l.plane]
        if abs(x) > gap { marks[at] = x < 0 ? 1 : 2 }
      }
    }
    var domain = [UInt8](repeating: 0, count: small.count)
    var cost = [UInt8](repeating: 0, count: small.count)
    l.forEach(in: box) { at, there in
      domain[at] = part[there]
      let bright = min(max((Int(scan.hu[there]) + 950 - shift) / 8, 0), 80)
      let narrow = 60 - Int(min(wide[at].squareRoot() * 4, 60))
      cost[at] = UInt8(min(bright + narrow, 127))
    }
    LungFlood.run(&marks, within: domain, small) { cost[$0] }
    l.forEach(in: box) { at, there in
      guard part[there] != 0 else { return }
      sides[there] = marks[at] != 0 ? marks[at] : Double(there % l.nx) < middle[there / l.plane] ? 1 : 2
    }
    return isParted
  }
}
