/// Which air in the body is the lungs'.
extension LungFinder {
  /// The air of both lungs: parts of the air in the body that hold together when a rim is taken off and that are not
  /// gas alone, as bowel and stomach are.
  mutating func aerated(_ scan: CoarseScan, _ air: LungAir, _ airways: LungAirways) -> [UInt8]? {
    let l = scan.lattice
    var inside = [UInt8](repeating: 0, count: l.count)
    for v in 0..<l.count where scan.hu[v] < air.tissue && air.outside[v] == 0 && airways.mask[v] == 0 { inside[v] = 1 }
    let core = eroded(inside, l)
    let parts = Components(in: l.box) { core[$0] != 0 }
    var gas = [Int](repeating: 0, count: parts.count), sum = gas, bright = gas
    var area = [Int: Int]()
    for (run, part) in parts.runs {
      let part = Int(part)
      for v in l.box.offsets(of: run) {
        if scan.hu[v] < air.pure { gas[part] += 1 }
        if Int(scan.hu[v]) > -700 + air.shift { bright[part] += 1 }
        sum[part] += Int(scan.hu[v])
      }
      if parts.voxels[part] > 30 { area[part * l.nz + Int(run.k), default: 0] += run.count }
    }
    var widest = [Int](repeating: 0, count: parts.count)
    for (key, n) in area { widest[key / l.nz] = max(widest[key / l.nz], n) }
    let pixel = Double(l.spacing.x * l.spacing.y)
    let (walls, sides) = Self.surroundings(parts, scan, air, bright: bright)
    let closed = walls.map { $0.wrappedSum() }
    func looksLikeLung(_ n: Int) -> Bool {
      let count = parts.voxels[n]
      guard sides[n] >= 3 else { return false }
      // Emphysema and a lung with air around it come near to gas; of that size nothing else does.
      let isLarge = Double(count) * l.millilitres > 300
      let mean = Double(sum[n]) / Double(count) - Double(air.shift)
      if isLarge, Double(count - gas[n]) * l.millilitres > 60 { return true }
      return mean > (isLarge ? -965 : -945) && Double(gas[n]) < (isLarge ? 0.9 : 0.7) * Double(count)
    }
    func isWide(_ n: Int) -> Bool { Double(widest[n]) * pixel > 800 && looksLikeLung(n) }
    let beyond = Self.beyond(parts, walls, lungs: (0..<parts.count).map { closed[$0] >= 3 && isWide($0) }, l)
    func isLung(_ n: Int) -> Bool { !beyond[n] && looksLikeLung(n) }
    let large = (0..<parts.count).filter { !beyond[$0] && isWide($0) }
    func most(_ some: [Int]) -> Int? { some.max { parts.voxels[$0] < parts.voxels[$1] } }
    guard var largest = most(large) else { return nil }
    // Foam below the legs may look like a lung that the picture cuts: a whole one of that size comes before it.
    for sides in 3...4 {
      guard let whole = most(large.filter { closed[$0] >= sides }) else { break }
      if 4 * parts.voxels[whole] > parts.voxels[largest] { largest = whole }
    }
    let main = parts.boxes[largest].k
    // The other lung, lobes apart from it, and islands of air in consolidation: not far below the largest part.
    let chosen = Set(
      (0..<parts.count).filter { n in
        let count = parts.voxels[n], own = parts.boxes[n].k
        guard n == largest || isLung(n), Double(count) * l.millilitres > 0.4 else { return false }
        if n == largest { return true }
        if 2 * own.clamped(to: main).count < own.count { return false }
        // Bowel near the diaphragm is of that size too, but has bubbles of gas.
        return count * 12 > parts.voxels[largest] || (Double(count) * l.millilitres > 1 && gas[n] * 4 < count)
      })
    var lungs = [UInt8](repeating: 0, count: l.count)
    parts.paint(1, into: &lungs, of: l.box) { chosen.contains($0) }
    grow(&lungs, within: inside, l)
    var other = [UInt8](repeating: 0, count: l.count)
    parts.paint(1, into: &other, of: l.box) { !chosen.contains($0) && Double(parts.voxels[$0]) * l.millilitres > 0.4 }
    grow(&other, within: inside, l)
    LungVeil.add(to: &lungs, scan, air, airways, other: other)
    var left = 0
    for n in 0..<parts.count where !chosen.contains(n) && sides[n] >= 3 && !beyond[n] {
      let mL = Double(parts.voxels[n]) * l.millilitres
      guard mL > 15, let place = scan.place(of: n, in: parts, volume.size) else { continue }
      left += parts.voxels[n]
      report.air.append(.init(kind: .bowel, millilitres: mL, slices: place.slices, at: place.voxel))
    }
    if left > 0 {
      let most = report.air.rows.first
      report.remark(
        .gasLeftOut(millilitres: Double(left) * l.millilitres), at: most?.place, slices: most?.slices)
    }
    let volume = Double(lungs.reduce(0) { $0 + Int($1) }) * l.millilitres
    let height = Double(l.nz) * Double(l.spacing.z)
    return volume > min(100, 0.8 * height) ? lungs : nil
  }

  /// Air before or behind the patient in which the picture ends, be it as dense as a lung under a blanket: most of it
  /// lies before or behind `lungs`, of which those count that have a wall before and behind.
  private static func beyond(
    _ parts: Components, _ walls: [SIMD4<Int>], lungs: [Bool], _ l: LungLattice
  ) -> [Bool] {
    let within = lungs.indices.map { lungs[$0] && walls[$0][2] + walls[$0][3] == 2 }
    // Of each column from front to back, where lung begins and ends.
    var first = [Int](repeating: l.ny, count: l.nx * l.nz), last = [Int](repeating: -1, count: l.nx * l.nz)
    for (run, part) in parts.runs where within[Int(part)] {
      for n in Int(run.k) * l.nx + Int(run.low)...Int(run.k) * l.nx + Int(run.high) {
        first[n] = min(first[n], Int(run.j))
        last[n] = max(last[n], Int(run.j))
      }
    }
    var apart = [Int](repeating: 0, count: parts.count)
    for (run, part) in parts.runs where !within[Int(part)] {
      let part = Int(part), j = Int(run.j)
      for n in Int(run.k) * l.nx + Int(run.low)...Int(run.k) * l.nx + Int(run.high) where last[n] >= 0 {
        if (walls[part][2] == 0 && j < first[n]) || (walls[part][3] == 0 && j > last[n]) { apart[part] += 1 }
      }
    }
    return apart.indices.map { 2 * apart[$0] > parts.voxels[$0] }
  }

  /// On which of the four sides in the axial plane (right, left, front, back) there is tissue enough for a chest wall,
  /// for each part: on all in the body, on fewer for the foam of a table and the air under a blanket. A side on which
  /// the picture ends before counts too, in `sides`, where a part has vessels (`bright`) and tissue to its right or
  /// left, as a lung has.
  private static func surroundings(
    _ parts: Components, _ scan: CoarseScan, _ air: LungAir, bright: [Int]
  ) -> (walls: [SIMD4<Int>], sides: [Int]) {
    let l = scan.lattice
    // How often there is tissue, and how often the picture ends before it.
    var votes = [SIMD4<Int>](repeating: .zero, count: parts.count), open = votes
    var atCorner = [Bool](repeating: false, count: parts.count)
    var asked = [Int](repeating: 0, count: parts.count)
    var met = [Int](repeating: 0, count: parts.count)
    for (run, part) in parts.runs {
      // Every seventh run of a large part says enough.
      let part = Int(part), size = parts.voxels[part]
      met[part] += 1
      if run.j == 0 || Int(run.j) == l.ny - 1, run.low == 0 || Int(run.high) == l.nx - 1 { atCorner[part] = true }
      guard size > 30, met[part] % 7 == 0 || size < 2000 else { continue }
      let v = l.box.offsets(of: run).lowerBound + run.count / 2, x = v % l.nx, y = v / l.nx % l.ny
      func look(_ side: Int, _ steps: Int, _ step: Int, _ mm: Float) {
        var n: Float = 0
        var at = v
        for _ in 0..<steps {
          at += step
          if air.outside[at] != 0 {
            // Padding is where the picture ends.
            if scan.hu[at] <= -1085 || scan.hu[at] > -900 { open[part][side] += 1 }
            return
          }
          if scan.hu[at] >= air.tissue { n += mm }
          if n >= 8 {
            votes[part][side] += 1
            return
          }
        }
        open[part][side] += 1
      }
      asked[part] += 1
      look(0, x, -1, l.spacing.x)
      look(1, l.nx - 1 - x, 1, l.spacing.x)
      look(2, y, -l.nx, l.spacing.y)
      look(3, l.ny - 1 - y, l.nx, l.spacing.y)
    }
    func most(_ ayes: SIMD4<Int>, of all: Int) -> SIMD4<Int> {
      SIMD4<Int>.zero.replacing(with: 1, where: 2 &* ayes .> all)
    }
    var walls = [SIMD4<Int>](repeating: .zero, count: parts.count)
    var sides = [Int](repeating: 0, count: parts.count)
    for n in 0..<parts.count where asked[n] > 0 {
      walls[n] = most(votes[n], of: asked[n])
      let isBeside = walls[n][0] + walls[n][1] > 0
      let mayBeCut = isBeside && !atCorner[n] && 50 * bright[n] > parts.voxels[n]
      sides[n] = (mayBeCut ? most(votes[n] &+ open[n], of: asked[n]) : walls[n]).wrappedSum()
    }
    return (walls, sides)
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
