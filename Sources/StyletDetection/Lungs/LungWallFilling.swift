import Glibc
import StyletImaging

/// Tissue between aerated lung and the wall of the ribs: consolidation, collapse and effusion, where lung that touches
/// the wall lies around it.
struct LungWallFilling {
  /// 1: tissue that belongs to the lung.
  private(set) var mask: [UInt8]

  /// - Parameters:
  ///   - lung: 1 where the lung is, as far as known.
  ///   - forbidden: 1 where it is not.
  ///   - high: the slice from which on there is no diaphragm, coarse.
  ///   - floor: how low the lung should reach behind; nil where nothing tells.
  init(
    _ wall: LungWall, lung: [UInt8], _ scan: CoarseScan, shift: Int, forbidden: [UInt8], high: Int, floor: LungFloor?
  ) {
    let l = wall.lattice, count = LungWall.directions, standards = scan.standards.beforeWall
    mask = [UInt8](repeating: 0, count: l.count)
    // Of these no diaphragm may be part.
    var sure = mask
    let touch = Self.touching(wall)
    let around = Self.enclosed(wall, touch, high: high, standards)
    let behind = Self.behind(wall, touch, floor, standards)
    let most = Self.limits(wall.lung, touch, slices: wall.slices.count, rise: l.spacing.z, standards)
    let low = Int16(standards.tissue.lowerBound + shift), high = Int16(standards.tissue.upperBound + shift)
    let rx = Int(standards.widest / l.spacing.x), ry = Int(standards.widest / l.spacing.y)
    for z in wall.slices {
      let c = wall.axis[z - wall.slices.lowerBound]
      guard (0..<count).contains(where: { around[wall.at(z, $0)] || behind[wall.at(z, $0)] }) else { continue }
      for y in max(Int(c.y) - ry, 0)...min(max(Int(c.y) + ry, 0), l.ny - 1) {
        for x in max(Int(c.x) - rx, 0)...min(max(Int(c.x) + rx, 0), l.nx - 1) {
          let v = l.at(x, y, z)
          guard lung[v] == 0, forbidden[v] == 0, scan.hu[v] >= low, scan.hu[v] < high else { continue }
          let dx = (Float(x) - c.x) * l.spacing.x * wall.sign, dy = (Float(y) - c.y) * l.spacing.y
          let turn = (atan2(dy, dx) * 180 / .pi - LungWall.first) / LungWall.step
          guard turn >= 0, turn <= Float(count - 1) else { continue }
          let r = (dx * dx + dy * dy).squareRoot(), d = Int(turn.rounded()), n = wall.at(z, d)
          let shell = min(floor?.depth(z, LungWall.angle(d)) ?? 0, standards.shell)
          guard around[n] || behind[n] && r > wall.wall[n] - shell, r > wall.lung[n] else { continue }
          let a = Int(turn), t = turn - Float(a)
          let near = wall.wall[wall.at(z, a)], far = wall.wall[wall.at(z, min(a + 1, count - 1))]
          let limit = near.isNaN || far.isNaN ? wall.wall[n] : near + (far - near) * t
          // Of the voxels at the limit half are wall.
          guard r < min(limit, most[n]) - 0.1 * l.spacing.x else { continue }
          mask[v] = 1
          if around[n] || floor?.isAboveDome(z) == true { sure[v] = 1 }
        }
      }
    }
    mask = l.opening(mask, radius: min(3, 1.2 * l.spacing.max()))
    dropSmall(sure, l, standards)
  }

  /// A base without air is large: a small piece that may be the diaphragm is.
  private mutating func dropSmall(_ sure: [UInt8], _ l: LungLattice, _ standards: LungStandards.BeforeWall) {
    let parts = Components(in: l.box) { mask[$0] != 0 }
    var stays = parts.voxels.map { Double($0) * l.millilitres >= standards.lobe }
    for (run, part) in parts.runs where l.box.offsets(of: run).contains(where: { sure[$0] != 0 }) {
      stays[Int(part)] = true
    }
    for (run, part) in parts.runs where !stays[Int(part)] {
      for v in l.box.offsets(of: run) { mask[v] = 0 }
    }
  }

  /// The lowest slice on which lung touches the wall over some degrees of these directions, coarse; nil where it nowhere
  /// does.
  static func lowest(
    _ wall: LungWall, _ touch: [Bool], _ directions: ClosedRange<Float>, over degrees: Float
  ) -> Int? {
    let own = (0..<LungWall.directions).filter { directions.contains(LungWall.angle($0)) }
    let least = Int((degrees / LungWall.step).rounded(.up))
    return wall.slices.first { z in own.reduce(0) { $0 + (touch[wall.at(z, $1)] ? 1 : 0) } >= least }
  }

  /// Where lung does not touch the wall behind though it reaches lower: a lobe without air, or fluid.
  private static func behind(
    _ wall: LungWall, _ touch: [Bool], _ floor: LungFloor?, _ standards: LungStandards.BeforeWall
  ) -> [Bool] {
    var out = [Bool](repeating: false, count: touch.count)
    guard let floor else { return out }
    let steady = steady(wall, touch, standards), count = LungWall.directions
    let top = wall.slices.upperBound - Int(standards.tip / wall.lattice.spacing.z)
    for n in out.indices {
      let z = n / count + wall.slices.lowerBound, angle = LungWall.angle(n % count)
      guard standards.back.contains(angle), floor.depth(z, angle) >= standards.depth, z <= top, !touch[n], steady[n]
      else { continue }
      out[n] = wall.wall[n] - max(wall.lung[n], 0) >= standards.depth
    }
    return out
  }

  /// Where lung touches the wall, by the majority of a place and its neighbours.
  static func touching(_ wall: LungWall) -> [Bool] {
    let count = LungWall.directions, last = wall.slices.count - 1
    let plain = wall.wall.indices.map { wall.lung[$0] >= 0 && wall.wall[$0] - wall.lung[$0] < wall.standards.touching }
    return plain.indices.map { n in
      let z = n / count, d = n % count
      var yes = 0, all = 0
      for q in max(z - 1, 0)...min(z + 1, last) {
        for e in max(d - 1, 0)...min(d + 1, count - 1) {
          all += 1
          if plain[q * count + e] { yes += 1 }
        }
      }
      return 2 * yes > all
    }
  }

  /// How far out the wall can lie at most, mm from the axis: between two places that lung touches it goes smoothly, so
  /// it bulges little over the line from one to the other, in the slice and from slice to slice. Infinity where lung
  /// does not touch it on both sides.
  /// - Parameters:
  ///   - lung: the outermost lung, and whether it touches the wall: slice after slice, direction after direction.
  ///   - rise: from slice to slice, mm.
  static func limits(
    _ lung: [Float], _ touch: [Bool], slices: Int, rise: Float,
    _ standards: LungStandards.BeforeWall = LungStandards.standard.beforeWall
  ) -> [Float] {
    let count = LungWall.directions
    var out = [Float](repeating: .infinity, count: touch.count)
    func sweep(_ lines: Int, _ length: Int, _ place: (Int, Int) -> Int, _ step: (Int) -> Float) {
      for line in 0..<lines {
        var from: Int?
        for n in 0..<length where touch[place(line, n)] {
          if let from, n > from + 1 {
            let a = lung[place(line, from)], b = lung[place(line, n)], far = Float(n - from)
            let gap = far * step(place(line, from)), bulge = standards.bulge + gap * gap / standards.bend
            for m in from + 1..<n {
              let p = place(line, m)
              out[p] = min(out[p], a + (b - a) * Float(m - from) / far + bulge)
            }
          }
          from = n
        }
      }
    }
    sweep(slices, count, { $0 * count + $1 }) { max(lung[$0], 1) * LungWall.step * .pi / 180 }
    sweep(count, slices, { $1 * count + $0 }) { _ in rise }
    return out
  }

  /// Where the wall hangs together, without a leap, with wall that lung touches: at the apex, where it bends most, the
  /// fit may leap to the collar-bone.
  private static func steady(_ wall: LungWall, _ touch: [Bool], _ standards: LungStandards.BeforeWall) -> [Bool] {
    let count = LungWall.directions, rise = wall.lattice.spacing.z
    var out = touch.indices.map { touch[$0] && !wall.wall[$0].isNaN }
    var waiting = out.indices.filter { out[$0] }
    while let n = waiting.popLast() {
      let r = wall.wall[n], arc = r * LungWall.step * .pi / 180
      func look(_ m: Int, _ far: Float) {
        guard out.indices.contains(m), !out[m], abs(wall.wall[m] - r) < standards.leap + standards.steepest * far else {
          return
        }
        out[m] = true
        waiting.append(m)
      }
      look(n - count, rise)
      look(n + count, rise)
      if n % count > 0 { look(n - 1, arc) }
      if n % count + 1 < count { look(n + 1, arc) }
    }
    return out
  }

  /// Where lung does not touch the wall, but does above and below, or before and behind; from `high` on, on one side.
  private static func enclosed(
    _ wall: LungWall, _ touch: [Bool], high: Int, _ standards: LungStandards.BeforeWall
  ) -> [Bool] {
    let reach = standards.reach, free = standards.free
    let count = LungWall.directions, l = wall.lattice
    var sides = [UInt8](repeating: 0, count: touch.count)
    func sweep(_ bit: UInt8, _ lines: Int, _ length: Int, _ place: (Int, Int) -> Int, _ step: (Int) -> Float) {
      for line in 0..<lines {
        var since = Float.infinity
        for n in 0..<length {
          let p = place(line, n)
          since = touch[p] ? 0 : since + step(p)
          if since < reach { sides[p] |= bit }
        }
      }
    }
    let nz = wall.slices.count, steady = steady(wall, touch, standards)
    let arc = { (p: Int) -> Float in
      let r = wall.wall[p]
      return (r.isNaN ? 90 : r) * LungWall.step * .pi / 180
    }
    let rise = { (_: Int) in l.spacing.z }
    sweep(1, count, nz, { $1 * count + $0 }, rise)
    sweep(2, count, nz, { (nz - 1 - $1) * count + $0 }, rise)
    sweep(4, nz, count, { $0 * count + $1 }, arc)
    sweep(8, nz, count, { $0 * count + count - 1 - $1 }, arc)
    // Beside the spine lies the aorta, and the directions end.
    func gutter(_ d: Int) -> Bool { LungWall.angle(d) > standards.gutter }
    // What may belong to a place that reaches there from before.
    var maybe = [Bool](repeating: false, count: touch.count), reached = maybe
    let freely = high...max(high, wall.slices.upperBound - Int(standards.tip / l.spacing.z))
    var out = touch.indices.map { n -> Bool in
      guard !touch[n], steady[n], wall.lung[n] >= 0 else { return false }
      let deep = wall.wall[n] - wall.lung[n]
      guard deep > standards.thin, deep < standards.deepest else { return false }
      if freely.contains(n / count + wall.slices.lowerBound), free.contains(LungWall.angle(n % count)), sides[n] != 0 {
        return true
      }
      let isBetween = sides[n] & 3 == 3, isBeside = sides[n] & 12
      guard gutter(n % count) else {
        // The heart, too, lies against the ribs, from the breastbone on.
        let mayBeHeart = LungWall.angle(n % count) < free.lowerBound && isBeside & 4 == 0 && deep > standards.heart
        let isAboveDome = sides[n] & 1 != 0 || LungWall.angle(n % count) > standards.dome
        return (isBeside == 12 && isAboveDome) || (isBetween && !mayBeHeart)
      }
      maybe[n] = isBetween && isBeside != 0
      reached[n] = sides[n] & 3 != 0 && isBeside & 4 != 0
      return sides[n] == 15
    }
    func isDeep(_ n: Int) -> Bool { wall.wall[n] - wall.lung[n] >= standards.depth }
    for turn in 0...Int(standards.onwards / l.spacing.z) {
      let old = out
      func was(_ n: Int) -> Bool { old.indices.contains(n) && old[n] && gutter(n % count) && isDeep(n) }
      for n in out.indices where reached[n] {
        if turn > 0, was(n - count) || was(n + count) { out[n] = true }
        if n % count > 0, out[n - 1], isDeep(n - 1) { out[n] = true }
      }
    }
    let map = VoxelBox(i: 0..<count, j: 0..<nz, k: 0..<1)
    let wider = Components(in: map) { out[$0] || maybe[$0] }
    var sure = [Int](repeating: 0, count: wider.count)
    for (run, part) in wider.runs { for p in map.offsets(of: run) where out[p] && isDeep(p) { sure[Int(part)] += 1 } }
    for (run, part) in wider.runs where 8 * sure[Int(part)] >= wider.voxels[Int(part)] {
      for p in map.offsets(of: run) { out[p] = true }
    }
    let parts = Components(in: map) { out[$0] }
    var most = [Float](repeating: 0, count: parts.count)
    for (run, part) in parts.runs {
      for p in map.offsets(of: run) { most[Int(part)] = max(most[Int(part)], wall.wall[p] - wall.lung[p]) }
    }
    for (run, part) in parts.runs where most[Int(part)] < standards.depth {
      for p in map.offsets(of: run) { out[p] = false }
    }
    // Its edge is thinner than what counts as apart from the wall.
    for _ in 0..<3 {
      let old = out
      for n in out.indices where !old[n] && touch[n] && wall.wall[n] - wall.lung[n] > 2 {
        let d = n % count
        out[n] =
          (d > 0 && old[n - 1]) || (d + 1 < count && old[n + 1])
          || (n >= count && old[n - count]) || (n + count < old.count && old[n + count])
      }
    }
    return out
  }
}
