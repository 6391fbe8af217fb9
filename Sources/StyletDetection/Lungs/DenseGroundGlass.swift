import StyletImaging

/// Lung whose density lies between that of aerated lung and that of tissue over more than a rim: dense ground-glass.
///
/// Nothing else beside the lungs has such values in depth; at every border of lung and tissue they make a shell, as
/// thick as the scan's resolution, which an opening takes away.
enum DenseGroundGlass {
  /// - Parameters:
  ///   - lungs: 1 where there is aerated lung.
  ///   - other: 1 where gas in the body is not the lungs'.
  static func add(
    to lungs: inout [UInt8], _ scan: CoarseScan, _ air: LungAir, _ airways: LungAirways, other: [UInt8]
  ) {
    let l = scan.lattice, standards = scan.standards.groundGlass
    let most = Int16(standards.limit + air.shift)
    guard let tight = l.bounds(of: lungs) else { return }
    var veil = [UInt8](repeating: 0, count: l.count)
    l.forEach(in: l.widened(tight, by: standards.around)) { _, v in
      if scan.hu[v] < most, lungs[v] == 0, other[v] == 0, air.outside[v] == 0, airways.mask[v] == 0 { veil[v] = 1 }
    }
    guard Double(deep(veil, l)) * l.millilitres > standards.least else { return }
    // Vessels in it, and the noise, are no gaps.
    veil = l.closing(veil, radius: standards.radius)
    for v in 0..<l.count where lungs[v] != 0 || other[v] != 0 || airways.mask[v] != 0 { veil[v] = 0 }
    veil = l.opening(veil, radius: max(standards.radius, 1.2 * l.spacing.max()))
    let parts = Components(in: l.box) { veil[$0] != 0 }
    var surface = [Int](repeating: 0, count: parts.count), touching = surface
    for (run, part) in parts.runs {
      let part = Int(part), j = Int(run.j), k = Int(run.k)
      func face(_ v: Int) {
        guard veil[v] == 0 else { return }
        surface[part] += 1
        if lungs[v] != 0 { touching[part] += 1 }
      }
      let own = l.box.offsets(of: run)
      if run.low > 0 { face(own.lowerBound - 1) }
      if Int(run.high) + 1 < l.nx { face(own.upperBound) }
      for v in own {
        if j > 0 { face(v - l.nx) }
        if j + 1 < l.ny { face(v + l.nx) }
        if k > 0 { face(v - l.plane) }
        if k + 1 < l.nz { face(v + l.plane) }
      }
    }
    parts.paint(1, into: &lungs, of: l.box) { Double(touching[$0]) > standards.contact * Double(surface[$0]) }
  }

  /// Strips of lung that consolidation parts from the rest: beyond tissue that is no thicker than a few millimetres
  /// there is air again, apart from any other air. Nothing between lung and mediastinum or wall is as dark.
  static func addStrips(
    to lungs: inout [UInt8], _ scan: CoarseScan, _ air: LungAir, _ airways: LungAirways, other: [UInt8]
  ) {
    let l = scan.lattice, standards = scan.standards.strips
    let most = Int16(standards.limit + air.shift)
    // Of larger voxels the rim of lung is as wide as a strip.
    guard let tight = l.bounds(of: lungs), max(l.spacing.x, l.spacing.y) < standards.block,
      l.spacing.z < standards.slab
    else { return }
    let everywhere = [UInt8](repeating: 1, count: l.count)
    // The rim of all air has such values, too.
    var rim = lungs
    for v in rim.indices where other[v] != 0 || air.outside[v] != 0 || airways.mask[v] != 0 { rim[v] = 1 }
    LungSteps.grow(&rim, within: everywhere, l, steps: 1)
    var near = lungs
    let steps = max(Int(standards.beyond / max(l.spacing.x, l.spacing.y)), 2)
    LungSteps.grow(&near, within: everywhere, l, steps: steps, isSlicewise: true)
    var strips = [UInt8](repeating: 0, count: l.count)
    l.forEach(in: l.widened(tight, by: 10)) { _, v in
      if scan.hu[v] < most, near[v] != 0, rim[v] == 0 { strips[v] = 1 }
    }
    let parts = Components(in: l.box) { strips[$0] != 0 }
    strips = [UInt8](repeating: 0, count: l.count)
    var sums = [Int](repeating: 0, count: parts.count), around = [SIMD2<Int>](repeating: .zero, count: parts.count)
    for (run, part) in parts.runs {
      for v in l.box.offsets(of: run) {
        sums[Int(part)] += Int(scan.hu[v])
        for n in [v, v - 1, v + 1, v - l.nx, v + l.nx] where scan.hu.indices.contains(n) {
          around[Int(part)] &+= SIMD2(Int(scan.hu[n]), 1)
        }
      }
    }
    parts.paint(1, into: &strips, of: l.box) {
      Double(parts.voxels[$0]) * l.millilitres > standards.least
        && sums[$0] < (standards.mean + air.shift) * parts.voxels[$0]
        && around[$0][0] < (standards.around + air.shift) * around[$0][1]
    }
    guard strips.contains(1) else { return }
    var both = lungs
    for v in both.indices where strips[v] != 0 { both[v] = 1 }
    both = l.closing(both, radius: scan.standards.groundGlass.radius)
    LungSteps.grow(&strips, within: both, l, steps: 4, isSlicewise: true)
    for v in both.indices where strips[v] != 0 && other[v] == 0 && airways.mask[v] == 0 && air.outside[v] == 0 {
      lungs[v] = 1
    }
  }

  /// How many voxels have two more of theirs on all sides within the slice and one above and below: those of a shell
  /// have not.
  private static func deep(_ mask: [UInt8], _ l: LungLattice) -> Int {
    guard l.nx > 4, l.ny > 4 else { return 0 }
    var n = 0
    mask.withUnsafeBufferPointer { m in
      for z in 0..<l.nz {
        let down = z > 0 ? -l.plane : 0, up = z + 1 < l.nz ? l.plane : 0
        for y in 2..<l.ny - 2 {
          for v in l.at(2, y, z)..<l.at(l.nx - 2, y, z) where m[v] != 0 {
            let beside = m[v - 1] & m[v + 1] & m[v - 2] & m[v + 2]
            let before = m[v - l.nx] & m[v + l.nx] & m[v - 2 * l.nx] & m[v + 2 * l.nx]
            if beside & before & m[v + down] & m[v + up] != 0 { n += 1 }
          }
        }
      }
    }
    return n
  }
}
