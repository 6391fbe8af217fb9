import Foundation

/// Tissue between aerated lung and the wall of the ribs: consolidation, collapse and effusion, where lung that touches
/// the wall lies around it.
struct LungWallFilling {
  /// 1: tissue that belongs to the lung.
  private(set) var mask: [UInt8]

  /// How far on lung must touch the wall again, mm.
  private static let reach: Float = 70
  /// Only what is deeper than this somewhere, mm.
  private static let depth: Float = 8
  /// Nothing deeper, mm: it would not be the wall that is looked at.
  private static let deepest: Float = 90
  private static let widest: Float = 180

  /// - Parameters:
  ///   - lung: 1 where the lung is, as far as known.
  ///   - forbidden: 1 where it is not.
  init(_ wall: LungWall, lung: [UInt8], _ scan: CoarseScan, shift: Int, forbidden: [UInt8]) {
    let l = wall.lattice, count = LungWall.directions
    mask = [UInt8](repeating: 0, count: l.count)
    let touch = Self.touching(wall)
    let around = Self.enclosed(wall, touch)
    let low = Int16(-25 + shift), high = Int16(150 + shift)
    let rx = Int(Self.widest / l.spacing.x), ry = Int(Self.widest / l.spacing.y)
    for z in wall.slices {
      let c = wall.axis[z - wall.slices.lowerBound]
      guard (0..<count).contains(where: { around[wall.at(z, $0)] }) else { continue }
      for y in max(Int(c.y) - ry, 0)...min(max(Int(c.y) + ry, 0), l.ny - 1) {
        for x in max(Int(c.x) - rx, 0)...min(max(Int(c.x) + rx, 0), l.nx - 1) {
          let v = l.at(x, y, z)
          guard lung[v] == 0, forbidden[v] == 0, scan.hu[v] >= low, scan.hu[v] < high else { continue }
          let dx = (Float(x) - c.x) * l.spacing.x * wall.sign, dy = (Float(y) - c.y) * l.spacing.y
          let turn = (atan2(dy, dx) * 180 / .pi - LungWall.first) / LungWall.step
          guard turn >= 0, turn <= Float(count - 1) else { continue }
          let r = (dx * dx + dy * dy).squareRoot(), n = wall.at(z, Int(turn.rounded()))
          guard around[n], r > wall.lung[n] else { continue }
          let a = Int(turn), t = turn - Float(a)
          let near = wall.wall[wall.at(z, a)], far = wall.wall[wall.at(z, min(a + 1, count - 1))]
          let limit = near.isNaN || far.isNaN ? wall.wall[n] : near + (far - near) * t
          if r < limit { mask[v] = 1 }
        }
      }
    }
    mask = LungDistance.opening(mask, radius: min(3, 1.2 * l.spacing.max()), l)
  }

  /// Where lung touches the wall, by the majority of a place and its neighbours.
  static func touching(_ wall: LungWall) -> [Bool] {
    let count = LungWall.directions, last = wall.slices.count - 1
    let plain = wall.wall.indices.map { wall.lung[$0] >= 0 && wall.wall[$0] - wall.lung[$0] < LungWall.touching }
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

  /// Where lung does not touch the wall, but does above and below, or before and behind.
  private static func enclosed(_ wall: LungWall, _ touch: [Bool]) -> [Bool] {
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
    let nz = wall.slices.count
    let arc = { (p: Int) -> Float in
      let r = wall.wall[p]
      return (r.isNaN ? 90 : r) * LungWall.step * .pi / 180
    }
    let rise = { (_: Int) in l.spacing.z }
    sweep(1, count, nz, { $1 * count + $0 }, rise)
    sweep(2, count, nz, { (nz - 1 - $1) * count + $0 }, rise)
    sweep(4, nz, count, { $0 * count + $1 }, arc)
    sweep(8, nz, count, { $0 * count + count - 1 - $1 }, arc)
    // Beside the spine lies the aorta.
    func gutter(_ d: Int) -> Bool { LungWall.angle(d) > 112 }
    var out = touch.indices.map { n -> Bool in
      guard !touch[n], !wall.wall[n].isNaN, wall.lung[n] >= 0 else { return false }
      let deep = wall.wall[n] - wall.lung[n]
      guard deep > 3, deep < deepest else { return false }
      return gutter(n % count) ? sides[n] == 15 : sides[n] & 3 == 3 || sides[n] & 12 == 12
    }
    let map = LungLattice(nx: count, ny: nz, nz: 1, spacing: SIMD3(1, 1, 1))
    let parts = LungComponents(map) { out[$0] }
    var most = [Float](repeating: 0, count: parts.parts.count)
    parts.forEachRun { part, first, n in
      for p in first..<first + n { most[part] = max(most[part], wall.wall[p] - wall.lung[p]) }
    }
    parts.forEachRun { part, first, n in
      if most[part] < depth { for p in first..<first + n { out[p] = false } }
    }
    // Its edge is thinner than what counts as apart from the wall.
    for _ in 0..<3 {
      let old = out
      for n in out.indices where !old[n] && touch[n] && wall.wall[n] - wall.lung[n] > 2 {
        let d = n % count
        out[n] = (d > 0 && old[n - 1]) || (d + 1 < count && old[n + 1])
          || (n >= count && old[n - count]) || (n + count < old.count && old[n + count])
      }
    }
    return out
  }
}
