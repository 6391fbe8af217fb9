/// Which of the lungs' voxels are right (1) and which left (2), also where the two touch in front of or behind the
/// mediastinum.
enum LungSides {
  /// - Parameters:
  ///   - lungs: 1 where there is lung, of either side.
  ///   - middle: the x, coarse, of the patient's midline.
  /// - Returns: 1 right, 2 left, 0 no lung; and whether they fell apart of themselves.
  static func divide(
    _ lungs: [UInt8], middle: Double, _ scan: CoarseScan, shift: Int
  ) -> (sides: [UInt8], isClean: Bool) {
    let l = scan.lattice
    var isClean = true
    var sides = [UInt8](repeating: 0, count: l.count)
    let parts = LungComponents(l) { lungs[$0] != 0 }
    guard let largest = parts.parts.map(\.count).max() else { return (sides, true) }
    var joined: [Int] = []
    for (n, p) in parts.parts.enumerated() where p.count * 5 > largest {
      // Of a part that lies on both sides by more than a lung may lean over, the sides are looked for.
      let width = Double(l.spacing.x)
      let right = (middle - Double(p.box.low.x)) * width, left = (Double(p.box.high.x) - middle) * width
      if min(right, left) > 35, max(right, left) < 4 * min(right, left) { joined.append(n) }
    }
    for (n, p) in parts.parts.enumerated() where !joined.contains(n) {
      parts.paint(p.centroid.x < middle ? 1 : 2, into: &sides) { $0 == n }
    }
    for n in joined {
      var part = [UInt8](repeating: 0, count: l.count)
      parts.paint(1, into: &part) { $0 == n }
      isClean = cut(part, box: parts.parts[n].box, middle: middle, scan, shift: shift, into: &sides) && isClean
    }
    return (sides, isClean)
  }

  /// Shrinks the part until it falls in two, then lets the two flood it again: through dark and wide places first, so
  /// that they meet on the bright, narrow line of the pleura between the lungs.
  /// - Returns: false when it did not fall in two and the midline had to serve.
  private static func cut(
    _ part: [UInt8], box: LungBox, middle: Double, _ scan: CoarseScan, shift: Int, into sides: inout [UInt8]
  ) -> Bool {
    let l = scan.lattice, n = box.extent
    let wide = LungDistance.squared(in: box, l) { part[$0] == 0 }
    let small = LungLattice(nx: n.x, ny: n.y, nz: n.z, spacing: l.spacing)
    let total = part.reduce(0) { $0 + Int($1) }
    var marks = [UInt8](repeating: 0, count: small.count)
    var isParted = false
    for r in stride(from: max(0.75 * l.spacing.min(), 1.5), to: 30, by: 1.5) {
      let r2 = r * r
      let pieces = LungComponents(small) { wide[$0] > r2 }
      let order = pieces.parts.indices.sorted { pieces.parts[$0].count > pieces.parts[$1].count }
      guard order.count >= 2 else {
        if order.isEmpty { break }
        continue
      }
      let a = pieces.parts[order[0]], b = pieces.parts[order[1]]
      let ax = a.centroid.x + Double(box.low.x), bx = b.centroid.x + Double(box.low.x)
      let apart = abs(ax - bx) * Double(l.spacing.x)
      if b.count * 8 > total / 2, b.count * 6 > a.count, apart > 60, (ax - middle) * (bx - middle) < 0 {
        pieces.paint(ax < bx ? 1 : 2, into: &marks) { $0 == order[0] }
        pieces.paint(ax < bx ? 2 : 1, into: &marks) { $0 == order[1] }
        isParted = true
        break
      }
    }
    if !isParted {
      // What lies well to a side of the midline is that side's.
      let gap = 25 / Double(l.spacing.x)
      LungDistance.forEach(box, l) { at, there in
        guard part[there] != 0 else { return }
        let x = Double(there % l.nx) - middle
        if abs(x) > gap { marks[at] = x < 0 ? 1 : 2 }
      }
    }
    var domain = [UInt8](repeating: 0, count: small.count)
    var cost = [UInt8](repeating: 0, count: small.count)
    LungDistance.forEach(box, l) { at, there in
      domain[at] = part[there]
      let bright = min(max((Int(scan.hu[there]) + 950 - shift) / 8, 0), 80)
      let narrow = 60 - min(Int(wide[at].squareRoot() * 4), 60)
      cost[at] = UInt8(min(bright + narrow, 127))
    }
    flood(&marks, domain, cost, small)
    LungDistance.forEach(box, l) { at, there in
      guard part[there] != 0 else { return }
      sides[there] = marks[at] != 0 ? marks[at] : Double(there % l.nx) < middle ? 1 : 2
    }
    return isParted
  }

  /// Priority flooding from the marks (Meyer's watershed) with one queue for each of 128 costs.
  private static func flood(_ marks: inout [UInt8], _ domain: [UInt8], _ cost: [UInt8], _ l: LungLattice) {
    var queues = [[Int32]](repeating: [], count: 128)
    var heads = [Int](repeating: 0, count: 128)
    func neighbours(_ v: Int, _ body: (Int) -> Void) {
      let x = v % l.nx, y = v / l.nx % l.ny, z = v / l.plane
      if x > 0 { body(v - 1) }
      if x + 1 < l.nx { body(v + 1) }
      if y > 0 { body(v - l.nx) }
      if y + 1 < l.ny { body(v + l.nx) }
      if z > 0 { body(v - l.plane) }
      if z + 1 < l.nz { body(v + l.plane) }
    }
    for v in 0..<l.count where marks[v] != 0 {
      neighbours(v) { n in
        if domain[n] != 0, marks[n] == 0 {
          marks[n] = marks[v]
          queues[Int(cost[n])].append(Int32(n))
        }
      }
    }
    var level = 0
    while level < 128 {
      guard heads[level] < queues[level].count else {
        level += 1
        continue
      }
      let v = Int(queues[level][heads[level]])
      heads[level] += 1
      var lower = level
      neighbours(v) { n in
        if domain[n] != 0, marks[n] == 0 {
          marks[n] = marks[v]
          let c = max(Int(cost[n]), level)
          queues[c].append(Int32(n))
          lower = min(lower, c)
        }
      }
      level = lower
    }
  }
}
