import StyletBase
import StyletImaging

/// Where the patient's body is, and the cage of its bones, on voxels of about 5 mm: what tells *where* a place lies
/// before anything is said of *what* lies there.
struct LungBody: Sendable {
  let lattice: LungLattice
  /// Coarse voxels in one of these, along each axis.
  let factor: SIMD3<Int>
  /// 1: tissue of the body, without couch, cushions and blankets.
  let tissue: [UInt8]
  /// 1: bone of the body.
  let bone: [UInt8]
  /// Convex outlines, slice by slice.
  let outline: LungHulls
  /// Of the bones of some slices together, for ribs run aslant.
  let cage: LungHulls
  /// The same with the tissue at the edge of what is known: beyond it there may be ribs.
  let openCage: LungHulls
  /// Whether bones make a cage on the scan at all.
  let hasCage: Bool
  /// The spine's middle, coarse x and y, slice by slice of the coarse scan; nil where no column of bone is seen.
  let spine: [SIMD2<Double>]?

  /// Whether the spine lies where the front should be: well in the front half of the outline of most slices.
  let isSpineInFront: Bool

  /// The patient's middle, coarse x slice by slice: the spine's, or the side on which the picture is cut through the
  /// body while it ends beyond the body on the other; nil where neither tells.
  let midline: [Double]?
  /// Where the picture is cut through the body on one side alone: -1 on that of low x, +1 on that of high x.
  let cutSide: Int?

  /// - Parameters:
  ///   - padding: coarse, 1 where nothing is known.
  ///   - level: HU from which on there is tissue.
  ///   - shift: of the scan's air, HU.
  init(_ scan: CoarseScan, padding: [UInt8], level: Int16, shift: Int) {
    let l = scan.lattice, standards = scan.standards.body
    func steps(_ mm: Float) -> Int { max(Int((standards.voxel / mm).rounded(.down)), 1) }
    let f = SIMD3(steps(l.spacing.x), steps(l.spacing.y), steps(l.spacing.z))
    factor = f
    let own = LungLattice(
      nx: (l.nx + f.x - 1) / f.x, ny: (l.ny + f.y - 1) / f.y, nz: (l.nz + f.z - 1) / f.z,
      spacing: l.spacing * SIMD3<Float>(SIMD3<Double>(f)))
    lattice = own
    var solid = [UInt8](repeating: 0, count: own.count), hard = solid, edge = solid
    let boneLevel = Int16(standards.bone + shift)
    let hu = scan.hu
    Self.fill(&solid, &hard, &edge) { solid, hard, edge in
      Parallel.forEach(own.nz) { z in
        for y in 0..<own.ny {
          for x in 0..<own.nx {
            var tissue = 0, all = 0, pad = 0, bone = 0
            for c in z * f.z..<min((z + 1) * f.z, l.nz) {
              for b in y * f.y..<min((y + 1) * f.y, l.ny) {
                for v in l.at(x * f.x, b, c)..<l.at(min((x + 1) * f.x, l.nx), b, c) {
                  all += 1
                  if padding[v] != 0 {
                    pad += 1
                  } else if hu[v] >= level {
                    tissue += 1
                    if hu[v] >= boneLevel { bone += 1 }
                  }
                }
              }
            }
            let n = own.at(x, y, z)
            if 2 * tissue >= all { solid.pointer[n] = 1 }
            if bone > 0 { hard.pointer[n] = 1 }
            if pad > 0 || x == 0 || y == 0 || x == own.nx - 1 || y == own.ny - 1 { edge.pointer[n] = 1 }
          }
        }
      }
    }
    let body = Self.body(solid, own)
    tissue = body
    for n in hard.indices where body[n] == 0 { hard[n] = 0 }
    bone = hard
    let hulls = LungHulls(body, own, reach: 0)
    outline = hulls
    let slices = max(Int((standards.cage / own.spacing.z).rounded()), 1)
    cage = LungHulls(hard, own, reach: slices)
    var more = hard
    for n in more.indices where edge[n] != 0 && body[n] != 0 { more[n] = 1 }
    openCage = LungHulls(more, own, reach: slices)
    hasCage = Double(cage.area) > standards.cagePart * Double(outline.area)
    let column = Self.spine(hard, own, standards)
    isSpineInFront = column.map { Self.isInFront($0, hulls, own, standards.front) } ?? false
    spine = column.map { column in
      (0..<l.nz).map { z in
        let p = column[min(z / f.z, own.nz - 1)]
        return SIMD2((p.x + 0.5) * Double(f.x) - 0.5, (p.y + 0.5) * Double(f.y) - 0.5)
      }
    }
    cutSide = Self.cutSide(body, own, standards)
    let cut = cutSide.map { $0 < 0 ? 0 : Double(l.nx - 1) }
    midline = spine.map { $0.map(\.x) } ?? cut.map { [Double](repeating: $0, count: l.nz) }
  }

  /// Slices on which the picture ends in the body behind tell nothing: the spine may lie beyond.
  private static func isInFront(
    _ spine: [SIMD2<Double>], _ outline: LungHulls, _ l: LungLattice, _ part: Double
  ) -> Bool {
    var inFront = 0, all = 0
    for z in 0..<l.nz {
      let rows = (0..<l.ny).filter { outline.span($0, z).low <= outline.span($0, z).high }
      guard let first = rows.first, let last = rows.last, last > first else { continue }
      all += 1
      if last < l.ny - 1, spine[z].y - Double(first) < part * Double(last - first) { inFront += 1 }
    }
    return 2 * inFront > all
  }

  /// -1 where the picture cuts the body on the side of low x and not on the other, +1 the other way round.
  private static func cutSide(_ body: [UInt8], _ l: LungLattice, _ standards: LungStandards.Body) -> Int? {
    var rows = 0, low = 0, high = 0
    for z in 0..<l.nz {
      for y in 0..<l.ny {
        let row = body[l.at(0, y, z)..<l.at(0, y, z) + l.nx]
        guard row.contains(1) else { continue }
        rows += 1
        low += Int(row.first ?? 0)
        high += Int(row.last ?? 0)
      }
    }
    let most = Double(max(low, high)), least = Double(min(low, high))
    guard most > standards.cut * Double(rows), least < standards.uncut * most else { return nil }
    return low > high ? -1 : 1
  }

  private static func fill(
    _ a: inout [UInt8], _ b: inout [UInt8], _ c: inout [UInt8],
    _ body: (SharedWriter<UInt8>, SharedWriter<UInt8>, SharedWriter<UInt8>) -> Void
  ) {
    a.withUnsafeMutableBufferPointer { a in
      b.withUnsafeMutableBufferPointer { b in
        c.withUnsafeMutableBufferPointer { c in
          guard let a = a.baseAddress, let b = b.baseAddress, let c = c.baseAddress else { return }
          body(SharedWriter(pointer: a), SharedWriter(pointer: b), SharedWriter(pointer: c))
        }
      }
    }
  }

  /// The tissue that hangs together with the largest piece when a rim is taken off in the plane, so that sheets of a
  /// couch fall away; then the rim again.
  private static func body(_ solid: [UInt8], _ l: LungLattice) -> [UInt8] {
    let core = core(solid, l)
    let cores = Components(in: l.box) { core[$0] != 0 }
    var body = [UInt8](repeating: 0, count: l.count)
    guard let largest = cores.largest else { return solid }
    cores.paint(1, into: &body, of: l.box) { $0 == largest }
    LungSteps.grow(&body, within: solid, l, steps: 3)
    return body
  }

  /// What is left of a mask when a voxel's rim is taken off in the plane; the lattice's own edge is no rim.
  static func core(_ solid: [UInt8], _ l: LungLattice) -> [UInt8] {
    var core = solid
    for z in 0..<l.nz {
      for y in 0..<l.ny {
        for x in 0..<l.nx {
          let v = l.at(x, y, z)
          guard solid[v] != 0 else { continue }
          if (x > 0 && solid[v - 1] == 0) || (x + 1 < l.nx && solid[v + 1] == 0)
            || (y > 0 && solid[v - l.nx] == 0) || (y + 1 < l.ny && solid[v + l.nx] == 0)
          {
            core[v] = 0
          }
        }
      }
    }
    return core
  }

  /// The column of bone that goes through the slices: of the bone summed along z the densest place of a vertebra's
  /// size, followed by the bone around it from slice to slice.
  private static func spine(
    _ bone: [UInt8], _ l: LungLattice, _ standards: LungStandards.Body
  ) -> [SIMD2<Double>]? {
    let r = max(Int((standards.spine / l.spacing.x).rounded()), 1)
    guard l.nx > 2 * r, l.ny > 2 * r else { return nil }
    var sum = [Int](repeating: 0, count: l.plane)
    for z in 0..<l.nz { for p in 0..<l.plane { sum[p] += Int(bone[z * l.plane + p]) } }
    let w = l.nx + 1
    var integral = [Int](repeating: 0, count: w * (l.ny + 1))
    for y in 0..<l.ny {
      var row = 0
      for x in 0..<l.nx {
        row += sum[y * l.nx + x]
        integral[(y + 1) * w + x + 1] = integral[y * w + x + 1] + row
      }
    }
    // The share of bone in a box, of which the picture may cut off a half.
    func share(_ x: Int, _ y: Int) -> Double {
      let x0 = max(x - r, 0), x1 = min(x + r + 1, l.nx), y0 = max(y - r, 0), y1 = min(y + r + 1, l.ny)
      let n = integral[y1 * w + x1] - integral[y0 * w + x1] - integral[y1 * w + x0] + integral[y0 * w + x0]
      return Double(n) / Double((x1 - x0) * (y1 - y0) * l.nz)
    }
    var best = 0.0, place = SIMD2(0, 0)
    for y in 0..<l.ny {
      for x in 0..<l.nx {
        let n = share(x, y)
        if n > best { (best, place) = (n, SIMD2(x, y)) }
      }
    }
    // A vertebra fills a good part of its box. Where bone is faint, or the picture ends before the spine, it must stand
    // out from the ribs elsewhere.
    let far = Int(standards.far / l.spacing.x)
    var elsewhere = 0.0
    for y in 0..<l.ny { for x in 0..<l.nx where abs(x - place.x) > far { elsewhere = max(elsewhere, share(x, y)) } }
    let standsOut = best > standards.faint && best > 2 * elsewhere && 2 * far < l.nx
    guard best > standards.spinePart || standsOut else { return nil }
    func centre(_ z: Int, _ near: SIMD2<Double>) -> SIMD2<Double>? {
      var s = SIMD3(0.0, 0, 0)
      let cx = Int(near.x.rounded()), cy = Int(near.y.rounded())
      guard cx + r >= 0, cy + r >= 0, cx - r < l.nx, cy - r < l.ny else { return nil }
      for c in max(z - 1, 0)...min(z + 1, l.nz - 1) {
        for y in max(cy - r, 0)...min(cy + r, l.ny - 1) {
          for x in max(cx - r, 0)...min(cx + r, l.nx - 1) where bone[l.at(x, y, c)] != 0 {
            s += SIMD3(Double(x), Double(y), 1)
          }
        }
      }
      return s.z > 0 ? SIMD2(s.x, s.y) / s.z : nil
    }
    var column = [SIMD2<Double>](repeating: SIMD2(Double(place.x), Double(place.y)), count: l.nz)
    for steps in [Array(l.nz / 2..<l.nz), Array((0..<l.nz / 2).reversed())] {
      var at = SIMD2(Double(place.x), Double(place.y))
      for z in steps {
        if let c = centre(z, at) { at += (c - at) * standards.follow }
        column[z] = at
      }
    }
    return column
  }

  /// The coarse x of row (y, z) that lie in an outline.
  func span(_ hulls: LungHulls, _ y: Int, _ z: Int) -> Range<Int> {
    let span = hulls.span(y / factor.y, z / factor.z)
    return span.low > span.high ? 0..<0 : span.low * factor.x..<(span.high + 1) * factor.x
  }

  /// How many voxels of a coarse run lie in an outline.
  func inside(_ hulls: LungHulls, of run: LabelRun) -> Int {
    span(hulls, Int(run.j), Int(run.k)).clamped(to: Int(run.low)..<Int(run.high) + 1).count
  }
}

/// Convex outlines of a mask, slice by slice: for each row the span that lies in it.
struct LungHulls: Sendable {
  private let ny: Int
  private var low: [Int16]
  private var high: [Int16]
  /// Voxels in all outlines.
  private(set) var area = 0

  /// - Parameter reach: slices above and below that are taken together.
  init(_ mask: [UInt8], _ l: LungLattice, reach: Int) {
    ny = l.ny
    low = [Int16](repeating: .max, count: l.ny * l.nz)
    high = [Int16](repeating: -1, count: l.ny * l.nz)
    var first = low, last = high
    for z in 0..<l.nz {
      for y in 0..<l.ny {
        let row = l.at(0, y, z)
        guard let a = (0..<l.nx).first(where: { mask[row + $0] != 0 }) else { continue }
        first[z * ny + y] = Int16(a)
        last[z * ny + y] = Int16((0..<l.nx).last { mask[row + $0] != 0 } ?? a)
      }
    }
    for z in 0..<l.nz {
      var ends: [(y: Int, low: Int, high: Int)] = []
      for y in 0..<l.ny {
        var a = Int16.max, b: Int16 = -1
        for c in max(z - reach, 0)...min(z + reach, l.nz - 1) {
          a = min(a, first[c * ny + y])
          b = max(b, last[c * ny + y])
        }
        if a <= b { ends.append((y, Int(a), Int(b))) }
      }
      for row in ConvexRows(ends).spans {
        low[z * ny + row.y] = Int16(row.low.rounded())
        high[z * ny + row.y] = Int16(row.high.rounded())
        area += max(Int(row.high.rounded()) - Int(row.low.rounded()) + 1, 0)
      }
    }
  }

  /// The span of a row that lies in the outline of a slice; empty where high is below low.
  func span(_ y: Int, _ z: Int) -> (low: Int, high: Int) {
    let n = z * ny + y
    return (Int(low[n]), Int(high[n]))
  }
}

/// The convex hull of rows, of which the two ends are given, row after row (Andrew's monotone chain).
struct ConvexRows {
  private(set) var spans: [(y: Int, low: Double, high: Double)] = []

  /// - Parameter ends: by y ascending.
  init(_ ends: [(y: Int, low: Int, high: Int)]) {
    guard let top = ends.first?.y, let bottom = ends.last?.y else { return }
    func chain(_ sign: Double, _ x: (Int) -> Int) -> [(y: Int, x: Int)] {
      var c: [(y: Int, x: Int)] = []
      for n in ends.indices {
        let p = (y: ends[n].y, x: x(n))
        while c.count >= 2 {
          let a = c[c.count - 2], b = c[c.count - 1]
          let cross = Double((b.y - a.y) * (p.x - a.x) - (b.x - a.x) * (p.y - a.y))
          if cross * sign >= 0 { c.removeLast() } else { break }
        }
        c.append(p)
      }
      return c
    }
    let lows = chain(-1) { ends[$0].low }, highs = chain(1) { ends[$0].high }
    func at(_ c: [(y: Int, x: Int)], _ y: Int, _ n: inout Int) -> Double {
      while n + 2 < c.count, c[n + 1].y < y { n += 1 }
      let a = c[n], b = c[min(n + 1, c.count - 1)]
      return a.y == b.y ? Double(a.x) : Double(a.x) + Double(b.x - a.x) * Double(y - a.y) / Double(b.y - a.y)
    }
    var p = 0, q = 0
    for y in top...bottom { spans.append((y, at(lows, y, &p), at(highs, y, &q))) }
  }
}
