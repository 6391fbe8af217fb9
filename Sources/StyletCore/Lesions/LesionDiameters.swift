import StyletImaging

/// The longest diameter of a lesion on an axial slice, and the longest one across it.
///
/// Measured as with a caliper laid around the voxels of the lesion on the slice: between the middles of the voxels'
/// outer sides, where a surface drawn half-way between inside and outside has its corners (PyRadiomics' "Maximum 2D
/// diameter" is taken between these as well). So one voxel measures its spacing, n voxels in a row n of it. The voxels
/// whose centres lie in a disc measure 0.4 to 0.8 voxels more than the disc; from centre to centre it would be 0.15 to
/// 0.5 less, from corner to corner 0.9 to 1.2 more. Where the lesion is in several parts on the slice, or bent, the
/// caliper goes over what is between.
///
/// ``width`` is the longest chord of the convex hull at a right angle to ``length``, on the same slice (RECIST 1.1's
/// short axis). Right angles and lengths are those of the patient, in mm: unequal spacing and shear are in them.
public struct LesionDiameters: Hashable, Sendable {
  /// A distance between two points of the slice, in voxel indices (i, j), centres at whole numbers.
  public struct Line: Hashable, Sendable {
    public var from: SIMD2<Double>
    public var to: SIMD2<Double>
    public var millimetres: Double
  }

  /// Axial slice, base 0.
  public let k: Int
  public let length: Line
  public let width: Line

  /// Patient position of an end, mm.
  public func patient(of end: SIMD2<Double>, on grid: VoxelGrid) -> PatientPoint {
    grid.affine.patient(of: SIMD3(end.x, end.y, Double(k)))
  }
}

/// Measures lesions slice by slice, and keeps the longest.
///
/// Convex hull by a monotone chain over the rows (Andrew 1979), exact in whole numbers; the longest diagonal by
/// rotating calipers (Shamos 1978): the pairs of corners that parallel lines can touch are the same after the affine
/// map to millimetres. Cost: the runs of the slices that could beat the longest so far.
struct AxialCaliper {
  /// The in-plane vectors of the grid as axes of a right-angled system in the slice, mm.
  private let a: SIMD2<Double>
  private let b: SIMD2<Double>
  private var hull: [Corner] = []
  private var best: [Corner] = []
  private var bestSlice = 0
  private var bestPair = (0, 0)
  private var bestSquare = -1.0

  /// Twice a voxel index, so that the middles of sides are whole.
  private struct Corner: Equatable {
    var u: Int
    var v: Int
    var index: SIMD2<Double> { SIMD2(Double(u) / 2, Double(v) / 2) }
  }

  init(_ affine: Affine) {
    let along = length(affine[0])
    let shear = along > 0 ? dot(affine[0], affine[1]) / along : 0
    a = SIMD2(along, 0)
    b = SIMD2(shear, length(affine[1] - affine[0] * (along > 0 ? shear / along : 0)))
  }

  private func place(_ c: SIMD2<Double>) -> SIMD2<Double> { a * c.x + b * c.y }

  private func square(_ p: Corner, _ q: Corner) -> Double {
    let d = place(SIMD2(Double(p.u &- q.u), Double(p.v &- q.v))) / 2
    return (d * d).sum()
  }

  /// Forgets what was measured.
  mutating func reset() {
    bestSquare = -1
    best.removeAll(keepingCapacity: true)
  }

  /// - Parameter runs: a lesion's on one slice, by j and i ascending, at least one.
  mutating func measure(_ runs: some RandomAccessCollection<LabelRun>) {
    guard let first = runs.first, let last = runs.last else { return }
    var low = first.low, high = first.high
    for run in runs {
      low = min(low, run.low)
      high = max(high, run.high)
    }
    let across = a * Double(high - low + 1), down = b * Double(last.j - first.j + 1)
    let (one, other) = (across + down, across - down)
    guard max((one * one).sum(), (other * other).sum()) > bestSquare else { return }
    findHull(runs)
    let (square, pair) = longestDiagonal()
    guard square > bestSquare else { return }
    (bestSquare, bestPair, bestSlice) = (square, pair, Int(first.k))
    swap(&best, &hull)
  }

  /// Of the slices measured the longest; the first of them when two are as long.
  var diameters: LesionDiameters? {
    guard bestSquare >= 0 else { return nil }
    let length = line(best[bestPair.0].index, best[bestPair.1].index)
    return LesionDiameters(k: bestSlice, length: length, width: longestChord(across: length))
  }

  private func line(_ from: SIMD2<Double>, _ to: SIMD2<Double>) -> LesionDiameters.Line {
    let d = place(to - from)
    return LesionDiameters.Line(from: from, to: to, millimetres: (d * d).sum().squareRoot())
  }

  /// The hull of the middles of all voxel sides, corners only, in order round it.
  private mutating func findHull(_ runs: some Collection<LabelRun>) {
    var left: [Corner] = [], right: [Corner] = []
    // Positive where c lies to the right of the way from a to b.
    func turn(_ a: Corner, _ b: Corner, _ c: Corner) -> Int {
      (b.v &- a.v) &* (c.u &- b.u) &- (b.u &- a.u) &* (c.v &- b.v)
    }
    /// - Parameter side: -1 keeps what lies furthest left, 1 right.
    func extend(_ chain: inout [Corner], _ c: Corner, _ side: Int) {
      if let last = chain.last, last.v == c.v {
        if side * (c.u - last.u) <= 0 { return }
        chain.removeLast()
      }
      while chain.count > 1, side * turn(chain[chain.count - 2], chain[chain.count - 1], c) >= 0 { chain.removeLast() }
      chain.append(c)
    }
    func take(_ j: Int, _ low: Int, _ high: Int) {
      for (v, beyond) in [(2 * j - 1, 0), (2 * j, 1), (2 * j + 1, 0)] {
        extend(&left, Corner(u: 2 * low - beyond, v: v), -1)
        extend(&right, Corner(u: 2 * high + beyond, v: v), 1)
      }
    }
    var row: (j: Int, low: Int, high: Int)?
    for run in runs {
      if let r = row, r.j == Int(run.j) {
        row = (r.j, r.low, Int(run.high))
      } else {
        if let r = row { take(r.j, r.low, r.high) }
        row = (Int(run.j), Int(run.low), Int(run.high))
      }
    }
    if let r = row { take(r.j, r.low, r.high) }
    if left.last == right.last { right.removeLast() }
    if left.first == right.first { right.removeFirst() }
    hull = left + right.reversed()
  }

  /// The longest distance between two corners of the hull: its square in mm², and the corners.
  private func longestDiagonal() -> (Double, (Int, Int)) {
    var longest = (-1.0, (0, 0))
    func look(_ p: Int, _ q: Int) {
      let d = square(hull[p], hull[q])
      if d > longest.0 { longest = (d, (p, q)) }
    }
    let n = hull.count
    func edge(_ p: Int) -> (u: Int, v: Int) {
      let from = hull[p], to = hull[p + 1 == n ? 0 : p + 1]
      return (to.u &- from.u, to.v &- from.v)
    }
    // Which way round the hull goes.
    let (e, f) = (edge(0), edge(1))
    let way = (e.u &* f.v &- e.v &* f.u).signum()
    var q = 1
    for p in 0..<n {
      let next = p + 1 == n ? 0 : p + 1
      let along = edge(p)
      for _ in 0..<n {
        look(p, q)
        look(next, q)
        let other = edge(q)
        let gain = way &* (along.u &* other.v &- along.v &* other.u)
        let after = q + 1 == n ? 0 : q + 1
        if gain > 0 {
          q = after
          continue
        }
        if gain == 0 {  // parallel sides: all four corners
          look(p, after)
          look(next, after)
        }
        break
      }
    }
    return longest
  }

  /// The longest chord of the best hull at a right angle to a line: it begins at one of the corners, because the
  /// chord's length along the line is concave and straight between corners. Of chords as long the first.
  private func longestChord(across length: LesionDiameters.Line) -> LesionDiameters.Line {
    let corners = best.map { place($0.index) }
    let whole = place(length.to) - place(length.from)
    let along = whole / max((whole * whole).sum().squareRoot(), .leastNormalMagnitude)
    // (t, s): along the line and across it.
    let turned = corners.map { SIMD2(($0 * along).sum(), $0.y * along.x - $0.x * along.y) }
    let tiny = 1e-9 * max(length.millimetres, 1)
    var widest = (-1.0, SIMD2<Double>.zero, SIMD2<Double>.zero)
    for (m, at) in turned.enumerated() {
      var low = (at.y, best[m].index), high = low
      for n in turned.indices {
        let next = n + 1 == turned.count ? 0 : n + 1
        let (p, q) = (turned[n], turned[next])
        guard min(p.x, q.x) <= at.x, at.x <= max(p.x, q.x), p.x != q.x else { continue }
        let part = (at.x - p.x) / (q.x - p.x)
        let s = p.y + (q.y - p.y) * part
        let index = best[n].index + (best[next].index - best[n].index) * part
        if s < low.0 { low = (s, index) }
        if s > high.0 { high = (s, index) }
      }
      if high.0 - low.0 > widest.0 + tiny { widest = (high.0 - low.0, low.1, high.1) }
    }
    return line(widest.1, widest.2)
  }
}
