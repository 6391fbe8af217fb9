import StyletImaging

/// Which air is in the patient, and from which HU on a voxel is no air: thresholds that follow the scan, so that a
/// scanner that is 50 HU off, or contrast agent, moves them along.
struct LungAir {
  /// How far the scan's air lies from -1000 HU.
  let shift: Int
  /// Below it there is gas and nothing else, HU.
  let pure: Int16
  /// Below it there is lung or gas, above it tissue, HU.
  let tissue: Int16
  /// From it on there is bone, HU: 180, less where the scan's values are cut off.
  let bone: Int16
  /// 1: air around the patient, or padding; 0: all else.
  let outside: [UInt8]
  /// The patient's body and the cage of its bones.
  let body: LungBody

  /// Where readers draw the edge of a lung, HU: nearer to tissue than midway.
  var edge: Int16 { max(tissue, Int16(standards.edge + shift)) }
  /// Below it a voxel holds hardly anything but gas, HU: how far below the scan's own lung that is.
  let gas: Int16
  private let padding: [UInt8]
  private let standards: LungStandards.Air

  /// Whether nothing is known of a coarse voxel; false beyond the lattice.
  func isPadding(_ v: Int) -> Bool { padding.indices.contains(v) && padding[v] != 0 }

  /// Whether the picture or its padding ends in a row or a column at a coarse voxel: what lies there may go on.
  func isCut(_ v: Int, _ l: LungLattice) -> Bool {
    let x = v % l.nx, y = v / l.nx % l.ny
    return x == 0 || y == 0 || x == l.nx - 1 || y == l.ny - 1 || isPadding(v - 1) || isPadding(v + 1)
  }

  init(_ scan: CoarseScan) {
    let hu = scan.hu
    standards = scan.standards.air
    shift = scan.shift
    pure = Int16(standards.pure + shift)
    bone = Self.boneLevel(hu, shift: shift, standards)
    let first = Int16(standards.first + shift)
    padding = scan.padding
    body = LungBody(scan, padding: padding, level: first, shift: shift)
    let around = Self.outside(scan, padding, body, tissue: first, pure: pure)
    tissue = Self.optimalThreshold(
      hu, outside: around, from: first, shift: shift, within: standards.threshold)
    let isOther = abs(Int(tissue) - Int(first)) > standards.apart
    outside = isOther ? Self.outside(scan, padding, body, tissue: tissue, pure: pure) : around
    gas = Self.gasLevel(hu, outside: outside, shift: shift, standards)
  }

  /// Values that were cut to a window for soft tissue end at 170 to 250 HU, and a rib that is not as wide as a coarse
  /// voxel has less: a little above midway from muscle to the brightest. Where nothing is as bright as bone, none is.
  private static func boneLevel(_ hu: [Int16], shift: Int, _ standards: LungStandards.Air) -> Int16 {
    let usual = standards.bone + shift, muscle = standards.muscle + shift
    let top = Int(hu.max() ?? 0)
    guard top > standards.bright + shift else { return Int16(usual) }
    return Int16(min(usual, muscle + Int(standards.bonePart * Double(top - muscle))))
  }

  /// A little below the most frequent value of the air in the body that may be lung's.
  private static func gasLevel(
    _ hu: [Int16], outside: [UInt8], shift: Int, _ standards: LungStandards.Air
  ) -> Int16 {
    let low = standards.lung.lowerBound + shift, high = standards.lung.upperBound + shift, reach = 12
    var histogram = [Int](repeating: 0, count: high - low + 2 * reach + 1)
    for v in hu.indices where outside[v] == 0 {
      let n = Int(hu[v]) - low + reach
      if histogram.indices.contains(n) { histogram[n] += 1 }
    }
    var most = 0, mode = standards.usual + shift
    for level in low...high {
      let n = histogram[level - low...level - low + 2 * reach].reduce(0, +)
      if n > most { (most, mode) = (n, level) }
    }
    let level = max(mode - standards.gasBelow, standards.gas.lowerBound + shift)
    return Int16(min(level, standards.gas.upperBound + shift))
  }

  /// The threshold midway between the means on its two sides (Ridler and Calvard 1978), within the body.
  private static func optimalThreshold(
    _ hu: [Int16], outside: [UInt8], from first: Int16, shift: Int, within range: ClosedRange<Int>
  ) -> Int16 {
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
    return Int16(min(max(t, range.lowerBound + shift), range.upperBound + shift))
  }

  /// Slice by slice, the air that reaches the edge of the picture and lies mostly outside the body's convex outline, or
  /// is mostly nothing but air: a lung cut by a small field of view reaches the edge too. Slice by slice, because in
  /// the neck the airways lead out of the patient.
  private static func outside(
    _ scan: CoarseScan, _ padding: [UInt8], _ body: LungBody, tissue: Int16, pure: Int16
  ) -> [UInt8] {
    let l = scan.lattice, hu = scan.hu
    var out = padding
    let air = hu.withUnsafeBufferPointer { hu in
      padding.withUnsafeBufferPointer { padding in
        Components(in: l.box, slicewise: true) { hu[$0] < tissue && padding[$0] == 0 }
      }
    }
    var gas = [Int](repeating: 0, count: air.count), beyond = gas
    var atPadding = [Bool](repeating: false, count: air.count)
    hu.withUnsafeBufferPointer { hu in
      for (run, part) in air.runs {
        let own = l.box.offsets(of: run), part = Int(part)
        var n = 0
        for x in own where hu[x] < pure { n += 1 }
        gas[part] += n
        beyond[part] += run.count - body.inside(body.outline, of: run)
        if run.low > 0, padding[own.lowerBound - 1] != 0 { atPadding[part] = true }
        if Int(run.high) + 1 < l.nx, padding[own.upperBound] != 0 { atPadding[part] = true }
      }
    }
    air.paint(1, into: &out, of: l.box) { n in
      let p = air.boxes[n]
      let atEdge =
        p.i.lowerBound == 0 || p.j.lowerBound == 0 || p.i.upperBound == l.nx || p.j.upperBound == l.ny
      return (atEdge || atPadding[n]) && (2 * gas[n] > air.voxels[n] || 2 * beyond[n] > air.voxels[n])
    }
    addRim(of: padding, to: &out, scan, tissue: tissue)
    return out
  }

  /// Where padding cuts tissue, the voxels that hold some of both look like lung. Of what lies against padding that is
  /// outside which touches no other air of the body: a lung that is cut goes on.
  private static func addRim(of padding: [UInt8], to outside: inout [UInt8], _ scan: CoarseScan, tissue: Int16) {
    let l = scan.lattice, hu = scan.hu
    guard l.nx > 2, l.ny > 2, padding.contains(1) else { return }
    var rim: [Int] = []
    var isRim = [Bool](repeating: false, count: l.count)
    for z in 0..<l.nz {
      for y in 0..<l.ny {
        let ys = max(y - 1, 0)...min(y + 1, l.ny - 1)
        for x in 0..<l.nx {
          let v = l.at(x, y, z)
          guard outside[v] == 0, hu[v] < tissue else { continue }
          let xs = max(x - 1, 0)...min(x + 1, l.nx - 1)
          guard ys.contains(where: { b in xs.contains { padding[l.at($0, b, z)] != 0 } }) else { continue }
          isRim[v] = true
          rim.append(v)
        }
      }
    }
    for v in rim {
      var goesOn = false
      let x = v % l.nx, y = v / l.nx % l.ny
      for n in [x > 0 ? v - 1 : v, x + 1 < l.nx ? v + 1 : v, y > 0 ? v - l.nx : v, y + 1 < l.ny ? v + l.nx : v] {
        if outside[n] == 0, hu[n] < tissue, !isRim[n] { goesOn = true }
      }
      if !goesOn { outside[v] = 1 }
    }
  }
}
