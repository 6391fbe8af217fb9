/// Which air in the body is the lungs'.
extension LungFinder {
  /// The air of both lungs: parts of the air in the body that hold together when a rim is taken off and that are not
  /// gas alone, as bowel and stomach are.
  mutating func aerated(_ scan: CoarseScan, _ air: LungAir, _ airways: LungAirways) -> [UInt8]? {
    let l = scan.lattice
    var inside = [UInt8](repeating: 0, count: l.count)
    for v in 0..<l.count where scan.hu[v] < air.tissue && air.outside[v] == 0 && airways.mask[v] == 0 { inside[v] = 1 }
    let core = eroded(inside, l)
    let parts = LungComponents(l) { core[$0] != 0 }
    var gas = [Int](repeating: 0, count: parts.parts.count), sum = gas
    var area = [Int: Int]()
    parts.forEachRun { part, first, count in
      for v in first..<first + count {
        if scan.hu[v] < air.pure { gas[part] += 1 }
        sum[part] += Int(scan.hu[v])
      }
      if parts.parts[part].count > 30 { area[part * l.nz + first / l.plane, default: 0] += count }
    }
    var widest = [Int](repeating: 0, count: parts.parts.count)
    for (key, n) in area { widest[key / l.nz] = max(widest[key / l.nz], n) }
    let pixel = Double(l.spacing.x * l.spacing.y)
    let sides = Self.surroundings(parts, scan, air)
    func isLung(_ n: Int) -> Bool {
      let p = parts.parts[n]
      guard sides[n] >= 3 else { return false }
      // Emphysema comes near to gas; of that size nothing else does.
      let isLarge = Double(p.count) * l.millilitres > 300
      let mean = Double(sum[n]) / Double(p.count) - Double(air.shift)
      return mean > (isLarge ? -965 : -945) && Double(gas[n]) < (isLarge ? 0.9 : 0.7) * Double(p.count)
    }
    let large = parts.parts.indices.filter { isLung($0) && Double(widest[$0]) * pixel > 800 }
    guard let largest = large.max(by: { parts.parts[$0].count < parts.parts[$1].count }) else { return nil }
    let main = parts.parts[largest]
    // The other lung, lobes apart from it, and islands of air in consolidation: not far below the largest part.
    let chosen = Set(
      parts.parts.indices.filter { n in
        let p = parts.parts[n]
        guard n == largest || isLung(n), Double(p.count) * l.millilitres > 0.4 else { return false }
        if n == largest { return true }
        let overlap = min(p.box.high.z, main.box.high.z) - max(p.box.low.z, main.box.low.z) + 1
        if 2 * overlap < p.box.extent.z { return false }
        // Bowel near the diaphragm is of that size too, but has bubbles of gas.
        return p.count * 12 > main.count || (Double(p.count) * l.millilitres > 1 && gas[n] * 4 < p.count)
      })
    var lungs = [UInt8](repeating: 0, count: l.count)
    parts.paint(1, into: &lungs) { chosen.contains($0) }
    grow(&lungs, within: inside, l)
    var left = 0
    for (n, p) in parts.parts.enumerated() where !chosen.contains(n) && sides[n] >= 3 {
      if Double(p.count) * l.millilitres > 15 { left += p.count }
    }
    if left > 0 { report.badges.append(.gasLeftOut(millilitres: Double(left) * l.millilitres)) }
    let volume = Double(lungs.reduce(0) { $0 + Int($1) }) * l.millilitres
    let height = Double(l.nz) * Double(l.spacing.z)
    return volume > min(100, 0.8 * height) ? lungs : nil
  }

  /// On how many of the four sides in the axial plane there is tissue enough for a chest wall, for each part: 4 in the
  /// body, 3 where the picture cuts it, fewer for the foam of a table and the air under a blanket.
  private static func surroundings(_ parts: LungComponents, _ scan: CoarseScan, _ air: LungAir) -> [Int] {
    let l = scan.lattice
    var votes = [SIMD4<Int>](repeating: .zero, count: parts.parts.count)
    var asked = [Int](repeating: 0, count: parts.parts.count)
    var met = [Int](repeating: 0, count: parts.parts.count)
    parts.forEachRun { part, first, count in
      // Every seventh run of a large part says enough.
      met[part] += 1
      guard parts.parts[part].count > 30, met[part] % 7 == 0 || parts.parts[part].count < 2000 else { return }
      let v = first + count / 2, x = v % l.nx, y = v / l.nx % l.ny
      func tissue(_ steps: Int, _ step: Int, _ mm: Float) -> Int {
        var n: Float = 0
        var at = v
        for _ in 0..<steps {
          at += step
          if scan.hu[at] >= air.tissue { n += mm }
          if n >= 10 { return 1 }
        }
        return 0
      }
      asked[part] += 1
      votes[part] &+= SIMD4(
        tissue(x, -1, l.spacing.x), tissue(l.nx - 1 - x, 1, l.spacing.x),
        tissue(y, -l.nx, l.spacing.y), tissue(l.ny - 1 - y, l.nx, l.spacing.y))
    }
    return votes.indices.map { n in
      asked[n] == 0 ? 0 : (0..<4).filter { 2 * votes[n][$0] > asked[n] }.count
    }
  }

  /// Without the voxels that have a neighbour outside; what the lattice cuts keeps its edge.
  private func eroded(_ mask: [UInt8], _ l: LungLattice) -> [UInt8] {
    var out = [UInt8](repeating: 0, count: mask.count)
    for z in 0..<l.nz {
      for y in 0..<l.ny {
        for x in 0..<l.nx {
          let v = l.at(x, y, z)
          guard mask[v] != 0 else { continue }
          if x > 0, mask[v - 1] == 0 { continue }
          if x + 1 < l.nx, mask[v + 1] == 0 { continue }
          if y > 0, mask[v - l.nx] == 0 { continue }
          if y + 1 < l.ny, mask[v + l.nx] == 0 { continue }
          if !l.isThick {
            if z > 0, mask[v - l.plane] == 0 { continue }
            if z + 1 < l.nz, mask[v + l.plane] == 0 { continue }
          }
          out[v] = 1
        }
      }
    }
    return out
  }

  /// Two steps outwards within `limit`.
  private func grow(_ mask: inout [UInt8], within limit: [UInt8], _ l: LungLattice) {
    for _ in 0..<2 {
      let old = mask
      for z in 0..<l.nz {
        for y in 0..<l.ny {
          for x in 0..<l.nx {
            let v = l.at(x, y, z)
            guard old[v] == 0, limit[v] != 0 else { continue }
            if (x > 0 && old[v - 1] != 0) || (x + 1 < l.nx && old[v + 1] != 0)
              || (y > 0 && old[v - l.nx] != 0) || (y + 1 < l.ny && old[v + l.nx] != 0)
              || (z > 0 && old[v - l.plane] != 0) || (z + 1 < l.nz && old[v + l.plane] != 0)
            {
              mask[v] = 1
            }
          }
        }
      }
    }
  }
}
