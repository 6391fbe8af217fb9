/// Which air is in the patient, and from which HU on a voxel is no air: thresholds that follow the scan, so that a
/// scanner that is 50 HU off, or contrast agent, moves them along.
struct LungAir {
  /// How far the scan's air lies from -1000 HU.
  let shift: Int
  /// Below it there is gas and nothing else, HU.
  let pure: Int16
  /// Below it there is lung or gas, above it tissue, HU.
  let tissue: Int16
  /// 1: air around the patient, or padding; 0: all else.
  let outside: [UInt8]

  init(_ scan: CoarseScan) {
    let hu = scan.hu
    shift = Self.airLevel(scan) + 1000
    pure = Int16(-940 + shift)
    let first = Int16(-500 + shift)
    let body = Self.outside(scan, tissue: first, pure: pure)
    tissue = Self.optimalThreshold(hu, outside: body, from: first, shift: shift)
    outside = abs(Int(tissue) - Int(first)) > 20 ? Self.outside(scan, tissue: tissue, pure: pure) : body
  }

  /// The most frequent value of air at the edges of the slices, where no lung is, HU; -1000 where it is not to be seen.
  private static func airLevel(_ scan: CoarseScan) -> Int {
    let l = scan.lattice, hu = scan.hu
    var histogram = [Int](repeating: 0, count: 256)  // from -1095
    var seen = 0
    func add(_ v: Int) {
      let x = Int(hu[v])
      seen += 1
      if x > -1095 && x < -840 { histogram[x + 1095] += 1 }
    }
    for z in 0..<l.nz {
      for y in 0..<l.ny {
        if y < 2 || y >= l.ny - 2 {
          for x in 0..<l.nx { add(l.at(x, y, z)) }
        } else {
          for x in [0, 1, l.nx - 2, l.nx - 1] where x >= 0 && x < l.nx { add(l.at(x, y, z)) }
        }
      }
    }
    // What many scanners write where they know nothing is no measurement.
    histogram[-1024 + 1095] = min(histogram[-1024 + 1095], histogram[-1027 + 1095] + histogram[-1021 + 1095])
    var best = -1, most = 0
    for level in 7..<195 {  // -1088 ... -900
      let n = histogram[level - 4...level + 4].reduce(0, +)
      if n > most { (best, most) = (level, n) }
    }
    guard best >= 0, most > seen / 50 else { return -1000 }
    let level = best - 1095
    // Lungs of low density have their own peak; air is never that dense.
    return level > -930 || abs(level + 1024) <= 3 ? -1000 : min(max(level, -1070), -930)
  }

  /// The threshold midway between the means on its two sides (Ridler and Calvard 1978), within the body.
  private static func optimalThreshold(_ hu: [Int16], outside: [UInt8], from first: Int16, shift: Int) -> Int16 {
    var histogram = [Int](repeating: 0, count: 1300)  // from -1100
    for x in hu.indices where outside[x] == 0 { histogram[min(Int(hu[x]) + 1100, 1299)] += 1 }
    var t = Int(first)
    for _ in 0..<40 {
      var low = (n: 0, sum: 0), high = (n: 0, sum: 0)
      for (b, n) in histogram.enumerated() where n > 0 {
        let value = b - 1100
        if value < t {
          low = (low.n + n, low.sum + n * value)
        } else {
          high = (high.n + n, high.sum + n * min(value, 150))
        }
      }
      guard low.n > 0, high.n > 0 else { break }
      let next = (low.sum / low.n + high.sum / high.n) / 2
      if next == t { break }
      t = next
    }
    return Int16(min(max(t, -520 + shift), -350 + shift))
  }

  /// Slice by slice, the air that reaches the edge of the picture and is mostly nothing but air: a lung cut by a small
  /// field of view reaches the edge too. Slice by slice, because in the neck the airways lead out of the patient.
  private static func outside(_ scan: CoarseScan, tissue: Int16, pure: Int16) -> [UInt8] {
    let l = scan.lattice, hu = scan.hu
    let padding = Int16(-1085)
    var out = [UInt8](repeating: 0, count: l.count)
    let air = hu.withUnsafeBufferPointer { hu in
      LungComponents(l, slicewise: true) { hu[$0] < tissue && hu[$0] > padding }
    }
    var gas = [Int](repeating: 0, count: air.parts.count)
    var atPadding = [Bool](repeating: false, count: air.parts.count)
    hu.withUnsafeBufferPointer { hu in
      air.forEachRun { part, first, count in
        var n = 0
        for x in first..<first + count where hu[x] < pure { n += 1 }
        gas[part] += n
        let x = first % l.nx
        if x > 0, hu[first - 1] <= padding { atPadding[part] = true }
        if x + count < l.nx, hu[first + count] <= padding { atPadding[part] = true }
      }
    }
    air.paint(1, into: &out) { n in
      let p = air.parts[n]
      let atEdge = p.box.low.x == 0 || p.box.low.y == 0 || p.box.high.x == l.nx - 1 || p.box.high.y == l.ny - 1
      return (atEdge || atPadding[n]) && 2 * gas[n] > p.count
    }
    for x in 0..<l.count where hu[x] <= padding { out[x] = 1 }
    return out
  }
}
