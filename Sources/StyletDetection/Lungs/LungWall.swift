import Glibc
import StyletBase
import StyletCore
import StyletImaging

/// The chest wall around one lung: how far from an axis through the lung the pleura of the ribs lies, slice by slice
/// and direction by direction, whether or not there is air before it.
///
/// The inner faces of the ribs are seen on any CT. Between them and from slice to slice a plane is fitted robustly, so
/// that shoulder blades behind them do not count; how far the pleura lies inside of it is measured on the same patient,
/// where aerated lung touches the wall.
struct LungWall {
  /// Directions: 0 is lateral, a quarter turn on is posterior, a quarter turn back anterior.
  static let first: Float = -95, step: Float = 2.5, directions = 92
  private static let turns = 2

  let lattice: LungLattice
  let standards: LungStandards.Wall
  let slices: ClosedRange<Int>
  /// +1 where lateral is towards higher x (left), -1 on the right.
  let sign: Float
  /// The axis: coarse x and y for each of `slices`.
  private(set) var axis: [SIMD2<Float>]
  /// The outermost lung, mm from the axis; negative without any.
  private(set) var lung: [Float]
  /// The pleura of the wall, mm from the axis; not a number where no rib tells.
  private(set) var wall: [Float]

  func at(_ z: Int, _ d: Int) -> Int { (z - slices.lowerBound) * Self.directions + d }

  /// Degrees of a direction.
  static func angle(_ d: Int) -> Float { first + Float(d) * step }

  /// - Parameters:
  ///   - air: 1 where the lung is air-filled.
  ///   - bone: HU from which a voxel is bone.
  /// - Returns: nil where there are too few ribs to tell. Cost: about 40 ms for a chest.
  init?(_ air: [UInt8], _ box: VoxelBox, side: UInt8, _ scan: CoarseScan, bone: Int16) {
    let l = scan.lattice
    guard l.nx > 2, l.ny > 2, box.k.count > 2, l.spacing.max() < 8 else { return nil }
    lattice = l
    standards = scan.standards.wall
    // Below the lung too: what fills its base is told by the wall there.
    slices = max(box.k.lowerBound - Int(standards.below / l.spacing.z), 0)...box.k.upperBound - 1
    sign = side == LungLabels.right ? -1 : 1
    axis = Self.axis(air, box, slices, l, deviation: standards.axis)
    let n = slices.count * Self.directions
    lung = [Float](repeating: -1, count: n)
    wall = [Float](repeating: .nan, count: n)
    let ribs = cast(air, scan, bone: bone)
    guard Double(ribs.lazy.filter({ $0 > 0 }).count) > standards.seen * Double(n) else { return nil }
    // Lung that touches the wall tells where the wall is better than bone behind it: the next turn begins from there.
    var known = [Float](repeating: 0, count: n)
    for _ in 0..<Self.turns {
      let surface = fitted(ribs, known)
      guard let gap = gaps(surface) else { return nil }
      for x in 0..<n {
        wall[x] = surface[x] - gap[x]
        known[x] = abs(wall[x] - lung[x]) < 2 && lung[x] >= 0 ? lung[x] + gap[x] : 0
      }
    }
  }

  /// The middle of the air on each slice, smoothed over slices.
  private static func axis(
    _ air: [UInt8], _ box: VoxelBox, _ slices: ClosedRange<Int>, _ l: LungLattice, deviation: Float
  ) -> [SIMD2<Float>] {
    var sums = [SIMD3<Float>](repeating: .zero, count: slices.count)
    for z in box.k {
      for y in box.j {
        let row = l.at(0, y, z)
        for x in box.i where air[row + x] != 0 {
          sums[z - slices.lowerBound] += SIMD3(Float(x), Float(y), 1)
        }
      }
    }
    let sigma = deviation / l.spacing.z
    return sums.indices.map { z in
      var s = SIMD3<Float>.zero
      for q in sums.indices {
        let d = Float(q - z) / sigma
        s += sums[q] * exp(-d * d / 2)
      }
      return s.z > 0 ? SIMD2(s.x, s.y) / s.z : SIMD2(Float(box.i.lowerBound), Float(box.j.lowerBound))
    }
  }

  /// Looks outwards: sets `lung`.
  /// - Returns: the first bone behind it, mm; 0 where the ray leaves the picture before.
  private mutating func cast(_ air: [UInt8], _ scan: CoarseScan, bone: Int16) -> [Float] {
    let l = lattice, stride: Float = 0.5 * min(l.spacing.x, l.spacing.y)
    let farthest = standards.farthest, dark = Int16(standards.air), most = standards.gas, nearest = standards.nearest
    var ribs = [Float](repeating: 0, count: lung.count)
    for z in slices {
      let centre = axis[z - slices.lowerBound]
      for d in 0..<Self.directions {
        let a = Self.angle(d) * .pi / 180
        let move = SIMD2(sign * cos(a) / l.spacing.x, sin(a) / l.spacing.y)
        var r: Float = 0, last: Float = -1, hit: Float = 0, gas: Float = 0
        while r < farthest {
          let p = centre + move * r
          let x = Int(p.x.rounded()), y = Int(p.y.rounded())
          guard x >= 0, x < l.nx, y >= 0, y < l.ny else { break }
          let v = l.at(x, y, z)
          if air[v] != 0 {
            last = r
            hit = 0
            gas = 0
          } else if scan.hu[v] < dark {
            // Air again: the patient's other side.
            gas += stride
            if gas > most { break }
          } else if hit == 0, r > nearest, scan.hu[v] >= bone {
            hit = r
          }
          r += stride
        }
        lung[at(z, d)] = last
        ribs[at(z, d)] = hit
      }
    }
    return ribs
  }

  /// The inner face of the ribs everywhere: in each place a plane through the hits around it, those behind it (a
  /// shoulder blade seen between two ribs) losing their weight with each turn.
  /// - Parameter touches: where lung touches the wall, the rib's face that this tells; else 0.
  private func fitted(_ ribs: [Float], _ touches: [Float]) -> [Float] {
    let l = lattice, count = Self.directions
    let zReach = max(Int(22 / l.spacing.z), 1)
    var out = [Float](repeating: .nan, count: ribs.count)
    let lung = lung, slices = slices
    out.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      let out = SharedWriter(pointer: base)
      Parallel.forEach(slices.count) { z in
        var hits: [(u: Float, v: Float, r: Float, w: Float)] = []
        for d in 0..<count {
          hits.removeAll(keepingCapacity: true)
          for q in max(z - zReach, 0)...min(z + zReach, slices.count - 1) {
            let v = Float(q - z) * l.spacing.z
            for e in max(d - 10, 0)...min(d + 10, count - 1) {
              let known = touches[q * count + e], r = known > 0 ? known : ribs[q * count + e]
              guard r > 0 else { continue }
              let u = Float(e - d) * LungWall.step * .pi / 180 * r
              let near = u * u / 200 + v * v / 250
              guard near < 3 else { continue }
              // Bone far behind aerated lung is no rib of this wall, or its ray ran between two.
              let gap = r - lung[q * count + e]
              hits.append((u, v, r, exp(-near) * (known > 0 ? 0.7 : gap < 14 ? 1 : 0.35)))
            }
          }
          guard hits.count >= 12 else { continue }
          if let r = Self.plane(hits) { out.pointer[z * count + d] = r }
        }
      }
    }
    return out
  }

  /// The height at (0, 0) of a plane through the hits, by least squares reweighted eight times.
  private static func plane(_ hits: [(u: Float, v: Float, r: Float, w: Float)]) -> Float? {
    var height: Float = 0, du: Float = 0, dv: Float = 0, weight: Float = 0
    for turn in 0..<8 {
      var m = (w: Float(0.01), u: Float(0), v: Float(0), uu: Float(20), uv: Float(0), vv: Float(20))
      var b = SIMD3<Float>.zero
      let middle = hits[hits.count / 2].r
      weight = 0
      for h in hits {
        var w = h.w
        if turn > 0 {
          let e = h.r - (height + du * h.u + dv * h.v)
          let width: Float = e > 0 ? max(14 - 2 * Float(turn), 4) : 9
          w *= 1 / (1 + (e / width) * (e / width) * (e / width) * (e / width))
        }
        let r = h.r - middle
        weight += w
        m = (m.w + w, m.u + w * h.u, m.v + w * h.v, m.uu + w * h.u * h.u, m.uv + w * h.u * h.v, m.vv + w * h.v * h.v)
        b += SIMD3(r, r * h.u, r * h.v) * w
      }
      let c0 = m.uu * m.vv - m.uv * m.uv, c1 = m.uv * m.v - m.u * m.vv, c2 = m.u * m.uv - m.uu * m.v
      let det = m.w * c0 + m.u * c1 + m.v * c2
      guard det > 1e-3 else { return nil }
      height = middle + (c0 * b.x + c1 * b.y + c2 * b.z) / det
      du = (c1 * b.x + (m.w * m.vv - m.v * m.v) * b.y + (m.u * m.v - m.w * m.uv) * b.z) / det
      dv = (c2 * b.x + (m.u * m.v - m.w * m.uv) * b.y + (m.w * m.uu - m.u * m.u) * b.z) / det
    }
    return weight > 1.5 && height > 0 ? height : nil
  }

  /// How far inside the ribs the pleura lies, mm: what aerated lung shows around, and over all where none is near.
  private func gaps(_ surface: [Float]) -> [Float]? {
    let count = Self.directions, l = lattice
    let gap = surface.indices.map { surface[$0].isNaN || lung[$0] < 0 ? Float.nan : surface[$0] - lung[$0] }
    let near = gap.filter { $0 > -6 && $0 < 16 }.sorted()
    guard near.count > 60 else { return nil }
    let usual = near[near.count / 2]
    let zReach = max(Int(40 / l.spacing.z), 1), zStep = max(zReach / 8, 1)
    var out = [Float](repeating: usual, count: gap.count)
    for z in 0..<slices.count {
      for d in 0..<count where !surface[z * count + d].isNaN {
        var sum: Float = 0.5 * usual, weights: Float = 0.5
        let perBin = Self.step * .pi / 180 * surface[z * count + d]
        for q in stride(from: max(z - zReach, 0), through: min(z + zReach, slices.count - 1), by: zStep) {
          for e in stride(from: max(d - 16, 0), through: min(d + 16, count - 1), by: 2) {
            let g = gap[q * count + e]
            guard abs(g - usual) < 4 else { continue }
            let u = Float(e - d) * perBin, v = Float(q - z) * l.spacing.z
            let w = exp(-(u * u + v * v) / 450)
            sum += w * g
            weights += w
          }
        }
        out[z * count + d] = sum / weights
      }
    }
    return out
  }
}
