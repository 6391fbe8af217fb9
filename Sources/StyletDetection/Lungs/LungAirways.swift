import StyletImaging

/// Trachea and bronchi outside the lungs on the coarse scan, and where the trachea parts.
struct LungAirways {
  /// 1: lumen of trachea and of bronchi outside the lungs, its rim included.
  var mask: [UInt8]
  /// Coarse coordinates; nil when the trachea does not part within the scan.
  var carina: SIMD3<Double>?
  var isFound: Bool
  /// Where the cross-sections that were followed down from the head end, coarse.
  private(set) var end: SIMD3<Double>?

  init(_ scan: CoarseScan, _ air: LungAir) {
    let l = scan.lattice
    mask = [UInt8](repeating: 0, count: l.count)
    isFound = false
    if let chain = Self.trachea(scan, air) {
      isFound = true
      grow(from: chain, scan, air)
    } else {
      let bronchi = LungBronchi(scan, air)
      mask = bronchi.tops()
      bronchi.addEntries(to: &mask)
      bronchi.follow(&mask)
      addRim(scan, air)
    }
  }

  /// A trachea reaches above the middle of the lungs. Gas of bowel and stomach that was taken for one does not.
  mutating func forget(unlessAbove lungs: [UInt8], _ l: LungLattice) {
    guard let own = l.bounds(of: mask), let theirs = l.bounds(of: lungs) else { return }
    guard own.k.upperBound <= (theirs.k.lowerBound + theirs.k.upperBound) / 2 else { return }
    mask = [UInt8](repeating: 0, count: l.count)
    (carina, end) = (nil, nil)
    isFound = false
  }

  /// The trachea's cross-sections, from the head down: of all chains of round pieces of gas that lie above each
  /// other, the longest one near the midline.
  private static func trachea(_ scan: CoarseScan, _ air: LungAir) -> [Int]? {
    let l = scan.lattice, hu = scan.hu
    // At more than one level: where its wall is thin a trachea is apart from the lung at the lower ones alone.
    let standards = scan.standards.trachea
    let most = Int(air.tissue) - standards.belowTissue
    let levels = standards.levels.map { Int16(min(Int(air.pure) + $0, most)) }
    let gas = levels.map { level in
      hu.withUnsafeBufferPointer { hu in
        air.outside.withUnsafeBufferPointer { outside in
          Components(in: l.box, slicewise: true) { hu[$0] < level && outside[$0] == 0 }
        }
      }
    }
    let pixel = Double(l.spacing.x * l.spacing.y)
    // The middle of the body on each slice, and its width.
    var middles = [(x: Double, width: Double)?](repeating: nil, count: l.nz)
    for z in 0..<l.nz {
      var low = l.nx, high = -1
      for y in stride(from: 0, to: l.ny, by: 2) {
        let row = l.at(0, y, z)
        var first = 0, last = l.nx - 1
        while first < l.nx, air.outside[row + first] == 1 || hu[row + first] < air.tissue { first += 1 }
        while last > first, air.outside[row + last] == 1 || hu[row + last] < air.tissue { last -= 1 }
        if first < last {
          low = min(low, first)
          high = max(high, last)
        }
      }
      if low < high { middles[z] = (Double(low + high) / 2, Double(high - low)) }
    }
    let midline = air.body.midline.map { ($0, standards.width / Double(l.spacing.x)) }
    var bySlice = [[AirColumn.Section]](repeating: [], count: l.nz)
    for level in gas.indices {
      let parts = gas[level]
      for n in 0..<parts.count {
        let p = parts.boxes[n], z = p.k.lowerBound
        guard let middle = middles[z] else { continue }
        let area = Double(parts.voxels[n]) * pixel
        let w = Double(p.i.count) * Double(l.spacing.x), h = Double(p.j.count) * Double(l.spacing.y)
        let place = parts.centroid(of: n)
        let off = midline.map { abs(place.x - $0[z]) / $1 } ?? abs(place.x - middle.x) / max(middle.width, 1)
        guard standards.area.contains(area), max(w, h) <= standards.widest, off < standards.off else { continue }
        let filling = area / (w * h)
        guard filling > standards.filling else { continue }
        // What the picture cuts may be the rim of a lung, unless it is gas alone.
        if standards.levels[level] > 0, parts.runs(of: n).contains(where: { run in
          l.box.offsets(of: run).contains { air.isCut($0, l) }
        }) { continue }
        let shape = min(w, h) / max(w, h)
        bySlice[z].append(
          .init(
            level: level, part: n, voxels: parts.voxels[n], place: place,
            score: (1 - standards.round + standards.round * shape) * (1 - standards.aside * off)
              * min(area / standards.full, 1)))
      }
    }
    var chain = AirColumn.longest(&bySlice, l, step: standards.step, ratio: standards.ratio)
    // Gas in the gullet makes a column, too: behind the trachea, next to the spine.
    if let spine = air.body.spine, !chain.isEmpty {
      let first = Dictionary(chain.map { (Int($0.place.z), $0.place) }, uniquingKeysWith: { a, _ in a })
      AirColumn.remove(chain, within: standards.same, from: &bySlice, l)
      let second = AirColumn.longest(&bySlice, l, step: standards.step, ratio: standards.ratio)
      func away(_ p: SIMD3<Double>) -> Double {
        abs(p.y - spine[min(max(Int(p.z), 0), l.nz - 1)].y) * Double(l.spacing.y)
      }
      var beside = 0, before = 0.0, apart = 0.0
      for candidate in second {
        guard let place = first[Int(candidate.place.z)] else { continue }
        beside += 1
        before += away(candidate.place) - away(place)
        apart += AirColumn.distance(candidate.place, place, l)
      }
      if Double(beside) * Double(l.spacing.z) > standards.beside, before > standards.before * Double(beside),
        apart < standards.near * Double(beside)
      {
        chain = second
      }
    }
    // Shorter ones occur in the gullet and the stomach; a scan of few slices has no longer one.
    let step = Double(l.spacing.z)
    guard !chain.isEmpty, Double(chain.count) * step >= min(standards.shortest, Double(l.nz) * step) else { return nil }
    return AirColumn.voxels(chain, of: gas, l)
  }

  /// Follows the lumen below the trachea at the highest threshold that does not leak into the lungs.
  private mutating func grow(from chain: [Int], _ scan: CoarseScan, _ air: LungAir) {
    let l = scan.lattice, standards = scan.standards.trachea
    let lowest = (chain.min() ?? 0) / l.plane
    // A thin slab holds little of them, and not much more of a lung.
    let share = min(Double(l.nz) * Double(l.spacing.z) / 100, 1)
    let most = Int(standards.most * share / l.millilitres) + 1
    var lumen: [Int] = chain
    var threshold = Int(air.pure)
    var first: [Int]?
    while threshold <= Int(air.tissue) - standards.riseBelow {
      guard let found = Self.region(chain, below: Int16(threshold), scan, air, floor: lowest, most: most) else { break }
      lumen = found
      if first == nil { first = found }
      threshold += standards.rise
    }
    for x in lumen { mask[x] = 1 }
    // Where it first parts in two on the way down.
    findCarina(l, standards, top: (chain.max() ?? 0) / l.plane, lowest: lowest)
    // In a picture that is cut between the lungs one main bronchus may be beyond it: then the trachea's end serves.
    end = Self.lowEnd(of: chain, l)
    let parting = carina ?? (air.body.cutSide != nil ? end : nil)
    if let parting {
      for x in lumen where x / l.plane < Int(parting.z.rounded()) {
        let p = SIMD3(Double(x % l.nx), Double(x / l.nx % l.ny), Double(x / l.plane))
        let d = (p - parting) * SIMD3<Double>(l.spacing)
        // The right main bronchus is the shorter one.
        let limit = p.x < parting.x ? standards.reach * standards.right : standards.reach
        if (d * d).sum() > limit * limit { mask[x] = 0 }
      }
    }
    if parting == nil, lumen.count - chain.count > most / 4 {
      // Not known where it parts, and much beyond the trachea: that may be lung.
      lumen = chain
      mask = [UInt8](repeating: 0, count: l.count)
      for x in lumen { mask[x] = 1 }
    }
    let bronchi = LungBronchi(scan, air)
    if carina == nil { bronchi.addEntries(to: &mask) }
    bronchi.follow(&mask)
    addRim(scan, air)
  }

  /// The middle of the lowest cross-section.
  private static func lowEnd(of chain: [Int], _ l: LungLattice) -> SIMD3<Double>? {
    guard let z = chain.min().map({ $0 / l.plane }) else { return nil }
    let slice = chain.filter { $0 / l.plane == z }
    let sum = slice.reduce(SIMD2(0.0, 0)) { $0 + SIMD2(Double($1 % l.nx), Double($1 / l.nx % l.ny)) }
    return SIMD3(sum / Double(slice.count), Double(z))
  }

  /// The rim, where a voxel is partly wall.
  private mutating func addRim(_ scan: CoarseScan, _ air: LungAir) {
    let l = scan.lattice, hu = scan.hu
    let core = mask
    for x in core.indices where core[x] == 1 {
      for step in [1, -1, l.nx, -l.nx] {
        let y = x + step
        if y >= 0, y < l.count, core[y] == 0, hu[y] < air.tissue, air.outside[y] == 0 { mask[y] = 1 }
      }
    }
  }

  /// The gas that is connected with the trachea; nil when it leaks. What the picture cuts below it is not known to be
  /// small.
  private static func region(
    _ chain: [Int], below t: Int16, _ scan: CoarseScan, _ air: LungAir, floor: Int, most: Int
  ) -> [Int]? {
    let l = scan.lattice
    let deepest = floor - Int((scan.standards.trachea.reach / Double(l.spacing.z)).rounded(.up))
    var seen = [UInt8](repeating: 0, count: l.count)
    var found = chain
    for x in chain { seen[x] = 1 }
    // Within a trachea's width of its own cross-sections all is trachea; beyond, it is counted.
    var beyond = 0
    var isCut = false
    var at = 0
    while at < found.count {
      let v = found[at]
      at += 1
      let x = v % l.nx, y = v / l.nx % l.ny, z = v / l.plane
      func look(_ n: Int) {
        if seen[n] == 0, scan.hu[n] < t, air.outside[n] == 0 {
          seen[n] = 1
          found.append(n)
          if n < floor * l.plane, air.isCut(n, l) { isCut = true }
        }
      }
      if x > 0 { look(v - 1) }
      if x + 1 < l.nx { look(v + 1) }
      if y > 0 { look(v - l.nx) }
      if y + 1 < l.ny { look(v + l.nx) }
      if z > max(deepest, 0) { look(v - l.plane) }
      if z + 1 < l.nz { look(v + l.plane) }
      if found.count - chain.count - beyond > 0 { beyond = found.count - chain.count }
      if isCut || beyond > most { return nil }
    }
    return found
  }

  /// Follows the trachea's cross-section down to where two pieces lie below it; bronchi that rise beside it do not
  /// count, but where it is lost: there the first slice with two pieces is taken.
  /// - Parameters:
  ///   - top: the trachea's highest slice.
  ///   - lowest: the lowest slice of the cross-sections that were followed; in the throat there are two pieces, too.
  private mutating func findCarina(_ l: LungLattice, _ standards: LungStandards.Trachea, top: Int, lowest: Int) {
    let pixel = Double(l.spacing.x * l.spacing.y)
    let parts = Components(in: l.box, slicewise: true) { mask[$0] == 1 }
    var bySlice = [[Int]](repeating: [], count: l.nz)
    for n in 0..<parts.count where Double(parts.voxels[n]) * pixel >= standards.lumen {
      bySlice[parts.boxes[n].k.lowerBound].append(n)
    }
    func middle(_ pieces: [Int], _ z: Int) -> SIMD3<Double>? {
      let places = pieces.map { parts.centroid(of: $0) }.sorted { $0.x < $1.x }
      guard places.count >= 2, let a = places.first, let b = places.last else { return nil }
      let apart = (b.x - a.x) * Double(l.spacing.x)
      guard apart > standards.apart.lowerBound, apart < standards.apart.upperBound,
        Double(z - lowest) * Double(l.spacing.z) < standards.longest
      else { return nil }
      return SIMD3((a.x + b.x) / 2, (a.y + b.y) / 2, Double(z) + 0.5)
    }
    var owner = [Int32](repeating: -1, count: l.count)
    var voxels = [[Int]](repeating: [], count: parts.count)
    for (run, part) in parts.runs {
      for v in l.box.offsets(of: run) {
        owner[v] = part
        voxels[Int(part)].append(v)
      }
    }
    let highest = min(top, l.nz - 1)
    var trachea = bySlice[highest].max { parts.voxels[$0] < parts.voxels[$1] }
    var z = highest
    while z > 0, let own = trachea {
      z -= 1
      var shared = [Int](repeating: 0, count: parts.count)
      for v in voxels[own] {
        let below = Int(owner[v - l.plane])
        if below >= 0 { shared[below] += 1 }
      }
      let pieces = bySlice[z].filter { shared[$0] > 0 }
      if let place = middle(pieces, z) {
        carina = place
        return
      }
      trachea = pieces.max { shared[$0] < shared[$1] }
    }
    for z in stride(from: highest, through: 0, by: -1) {
      if let place = middle(bySlice[z], z) {
        carina = place
        return
      }
    }
  }
}
