import Glibc
import StyletBase

/// The descending aorta on the coarse scan: a round tube of even density beside or before the spine, followed from
/// slice to slice. Consolidation may lie against it, and has its density without contrast agent.
///
/// On each slice each place scores by how much of a circle around it has another density outside than inside: lung, fat
/// or bone. The tube is the chain of places, slice above slice, that scores most; so where consolidation hides its
/// border it goes on as it does above and below.
struct LungAorta {
  /// Of each slice of `slices`: coarse x and y of the middle, and the radius, mm.
  private(set) var tube: [SIMD3<Double>] = []
  private(set) var slices = 0..<0
  /// How much of its border is seen, 0...1, over all slices.
  private(set) var seen = 0.0

  private let standards: LungStandards.Aorta
  private static let directions = 16

  /// - Parameters:
  ///   - within: the slices on which it is looked for.
  ///   - arch: to which slice it may reach, as straight as it goes there: its arch is no tube across slices.
  /// - Returns: nil where no tube is seen. Cost: 30 ms for a chest.
  init?(_ scan: CoarseScan, spine: [SIMD2<Double>], shift: Int, within: Range<Int>, arch: Int) {
    let l = scan.lattice
    standards = scan.standards.aorta
    let slices = within.clamped(to: 0..<l.nz)
    guard slices.count > 1, l.spacing.x < 6, l.spacing.y < 6 else { return nil }
    let search = Search(scan, spine: spine, shift: shift, slices: slices)
    guard search.nx > 0, search.ny > 0 else { return nil }
    // The second time only what is as dense as the tube of the first.
    guard let first = search.chain(blood: standards.blood) else { return nil }
    let values = first.filter { $0.score > 0.5 }.map { Int($0.mean) }.sorted()
    guard !values.isEmpty else { return nil }
    let usual = values[values.count / 2]
    guard let chain = search.chain(blood: usual - standards.other...usual + standards.other) else { return nil }
    self.slices = slices.lowerBound..<min(max(slices.upperBound, arch), l.nz)
    seen = chain.reduce(0) { $0 + Double($1.score) } / Double(chain.count)
    guard seen >= standards.least else { return nil }
    // Its width is that of the places around where its border is seen.
    let widths = chain.filter { $0.score > standards.sure }.map(\.radius).sorted()
    let width = widths.isEmpty ? 12 : widths[widths.count / 2]
    for place in chain {
      let radius = min(max(place.radius, width - standards.wider), width + standards.wider)
      tube.append(SIMD3(place.x, place.y, place.score > standards.sure ? radius : width))
    }
    while tube.count < self.slices.count, let last = tube.last { tube.append(last) }
  }

  /// Marks the tube, and what lies between it and the spine.
  func paint(_ value: UInt8, into mask: inout [UInt8], _ l: LungLattice, spine: [SIMD2<Double>]) {
    let step = SIMD2(Double(l.spacing.x), Double(l.spacing.y))
    for z in slices {
      let place = tube[z - slices.lowerBound], a = SIMD2(place.x, place.y), b = spine[z]
      let r = place.z + min(Double(l.spacing.x), standards.wall)
      let way = (b - a) * step, long = max((way * way).sum(), 1e-6)
      let low = pointwiseMin(a, b) - r / step, high = pointwiseMax(a, b) + r / step
      let xs = max(Int(low.x), 0)..<max(min(Int(high.x.rounded(.up)) + 1, l.nx), max(Int(low.x), 0))
      let ys = max(Int(low.y), 0)..<max(min(Int(high.y.rounded(.up)) + 1, l.ny), max(Int(low.y), 0))
      for y in ys {
        for x in xs {
          let d = (SIMD2(Double(x), Double(y)) - a) * step
          let t = min(max((d * way).sum() / long, 0), 1), off = d - way * t
          if (off * off).sum() <= r * r { mask[l.at(x, y, z)] = value }
        }
      }
    }
  }

  /// A place on a slice that may be the tube's middle.
  struct Place {
    var x = 0.0, y = 0.0, radius = 0.0
    var mean: Float = 0
    var score: Float = 0
  }

  /// The scores of all places, and the chains through them.
  private struct Search {
    let nx: Int
    let ny: Int
    private let slices: Range<Int>
    private let steps: Int
    private var places: [Place]
    private let standards: LungStandards.Aorta

    init(_ scan: CoarseScan, spine: [SIMD2<Double>], shift: Int, slices: Range<Int>) {
      let l = scan.lattice, step = SIMD2(Double(l.spacing.x), Double(l.spacing.y))
      let standards = scan.standards.aorta
      self.slices = slices
      self.standards = standards
      let nx = Int((standards.across.upperBound - standards.across.lowerBound) / step.x) + 1
      let ny = Int((standards.back.upperBound - standards.back.lowerBound) / step.y) + 1
      let radii = Array(
        stride(from: standards.radius.lowerBound, through: standards.radius.upperBound, by: standards.radiusStep))
      (self.nx, self.ny) = (nx, ny)
      // An aorta leans by less than 45°.
      steps = max(Int((Double(l.spacing.z) / step.x).rounded()), 1)
      var places = [Place](repeating: Place(), count: slices.count * nx * ny)
      let circle = (0..<LungAorta.directions).map { n -> SIMD2<Double> in
        let a = 2 * Double.pi * Double(n) / Double(LungAorta.directions)
        return SIMD2(cos(a), sin(a))
      }
      places.withUnsafeMutableBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        let out = SharedWriter(pointer: base)
        Parallel.forEach(slices.count) { z in
          let off = SIMD2(standards.across.lowerBound, standards.back.lowerBound)
          let corner = spine[slices.lowerBound + z] + off / step
          let from = SIMD2(corner.x.rounded(), corner.y.rounded())
          for y in 0..<ny {
            for x in 0..<nx {
              let at = from + SIMD2(Double(x), Double(y)), off = (at - spine[slices.lowerBound + z]) * step
              guard (off * off).sum() > standards.nearest * standards.nearest else { continue }
              out.pointer[(z * ny + y) * nx + x] = Self.place(at, slices.lowerBound + z, scan, shift, circle, radii)
            }
          }
        }
      }
      self.places = places
    }

    /// The best circle around a place.
    private static func place(
      _ at: SIMD2<Double>, _ z: Int, _ scan: CoarseScan, _ shift: Int, _ circle: [SIMD2<Double>], _ radii: [Double]
    ) -> Place {
      let blood = scan.standards.aorta.blood, even = scan.standards.aorta.even
      let below = scan.standards.aorta.below, above = scan.standards.aorta.above
      let l = scan.lattice, step = SIMD2(Double(l.spacing.x), Double(l.spacing.y))
      func value(_ r: Double, _ n: Int) -> Int? {
        let x = Int((at.x + circle[n].x * r / step.x).rounded()), y = Int((at.y + circle[n].y * r / step.y).rounded())
        guard x >= 0, x < l.nx, y >= 0, y < l.ny else { return nil }
        return Int(scan.hu[l.at(x, y, z)])
      }
      var out = Place(x: at.x, y: at.y)
      guard let middle = value(0, 0), blood.contains(middle - shift) else { return out }
      // Rings from the middle outwards, while they are even.
      var sum = middle, count = 1, ring = Double(l.spacing.x)
      for radius in radii {
        let inner = radius - 0.8 * Double(l.spacing.x)
        while ring <= inner {
          for n in circle.indices {
            guard let v = value(ring, n) else { continue }
            sum += v
            count += 1
          }
          ring += Double(l.spacing.x)
        }
        let mean = sum / count
        guard blood.contains(mean - shift) else { return out }
        var uneven = 0, edges = 0
        for n in circle.indices {
          guard let v = value(inner, n), abs(v - mean) <= even else {
            uneven += 1
            continue
          }
          let beyond = [0.9, 1.9].lazy.compactMap { value(radius + $0 * Double(l.spacing.x), n) }
          if beyond.contains(where: { $0 < mean - below || $0 > mean + above }) { edges += 1 }
        }
        if uneven > 5 { break }
        let score = Float(edges - uneven) / Float(circle.count)
        if score > out.score {
          (out.score, out.radius, out.mean) = (score, radius, Float(mean - shift))
        }
      }
      return out
    }

    /// The chain from the lowest slice to the highest that scores most; nil without any score.
    func chain(blood: ClosedRange<Int>) -> [Place]? {
      let plane = nx * ny
      func score(_ n: Int) -> Float { blood.contains(Int(places[n].mean)) ? places[n].score : 0 }
      var best = (0..<plane).map { score($0) }
      var from = [Int32](repeating: 0, count: places.count)
      for z in 1..<slices.count {
        var next = [Float](repeating: 0, count: plane)
        for y in 0..<ny {
          for x in 0..<nx {
            var most = -Float.infinity, which = 0
            for b in max(y - steps, 0)...min(y + steps, ny - 1) {
              for a in max(x - steps, 0)...min(x + steps, nx - 1) {
                let s = best[b * nx + a] - standards.aside * Float(abs(a - x) + abs(b - y))
                if s > most { (most, which) = (s, b * nx + a) }
              }
            }
            next[y * nx + x] = most + score(z * plane + y * nx + x)
            from[z * plane + y * nx + x] = Int32(which)
          }
        }
        best = next
      }
      guard let most = best.max(), most > 0, var n = best.firstIndex(of: most) else { return nil }
      var out: [Place] = []
      for z in stride(from: slices.count - 1, through: 0, by: -1) {
        var place = places[z * plane + n]
        place.score = score(z * plane + n)
        out.append(place)
        n = Int(from[z * plane + n])
      }
      return out.reversed()
    }
  }
}
