import StyletBase
import StyletImaging

/// The voxels that the contours of one region enclose on one slice.
///
/// CLOSEDPLANAR_XOR contours are combined by exclusive or (PS3.3 C.8.8.6.3). Of CLOSED_PLANAR ones the standard leaves
/// the combining open. The practice is this: one that lies wholly within another is a hole, within a hole an island;
/// a keyhole, which passes along itself, encloses by the even-odd rule; others are united, so that two that overlap do
/// not take their common part away, and one that stands twice counts once.
struct ContourLoops {
  /// What a reader of the file should be told.
  struct Seen {
    var twice = false
    var crossing = false
  }

  private var raster: PolygonRaster
  private let width: Int
  private let height: Int
  /// Steps of comparing contours on one slice; more are no drawing.
  private static let most = 50_000_000

  init(width: Int, height: Int) {
    raster = PolygonRaster(width: width, height: height)
    (self.width, self.height) = (width, height)
  }

  /// What one contour encloses by itself.
  private struct Area {
    let loop: PlacedContours.Loop
    let box: Box
    var runs: [(v: Int, u: Range<Int>)] = []
    var voxels = 0
    /// Contours around it, and the closest of them.
    var depth = 0
    var parent: Int?
    var holes: [Int] = []
  }

  private struct Box {
    var low = SIMD2(repeating: Double.infinity)
    var high = SIMD2(repeating: -Double.infinity)

    init(_ polygon: [SIMD2<Double>]) {
      for p in polygon {
        low = pointwiseMin(low, p - PolygonRaster.tolerance)
        high = pointwiseMax(high, p + PolygonRaster.tolerance)
      }
    }

    func meets(_ other: Box) -> Bool { all(low .<= other.high) && all(other.low .<= high) }
  }

  /// Calls `body` with the voxels, row by row, each once.
  ///
  /// Cost: that of filling each contour; where their boxes meet, besides, that of comparing the two.
  /// - Throws: a ``Failure`` where more contours lie upon one another than any drawing has.
  mutating func fill(
    _ loops: [PlacedContours.Loop], _ body: (_ v: Int, _ u: Range<Int>) -> Void
  ) throws -> Seen {
    var steps = 0
    var areas = loops.map { Area(loop: $0, box: Box($0.polygon)) }
    guard try Self.meet(areas, &steps) else {
      for loop in loops { raster.add(loop.polygon) }
      raster.takeRuns(body)
      return Seen()
    }
    var seen = Seen()
    var mask = [Bool](repeating: false, count: width * height)
    for loop in loops where loop.isXOR { raster.add(loop.polygon) }
    take(into: &mask)
    areas.removeAll(where: \.loop.isXOR)
    for n in areas.indices {
      raster.add(areas[n].loop.polygon)
      raster.takeRuns { v, u in
        areas[n].runs.append((v, u))
        areas[n].voxels += u.count
      }
    }
    // The largest first: what is around another one comes before it.
    areas = areas.enumerated().filter { $0.element.voxels > 0 }
      .sorted { ($1.element.voxels, $0.offset) < ($0.element.voxels, $1.offset) }.map(\.element)
    try relate(&areas, &seen, &steps)
    for area in areas where area.depth % 2 == 0 {
      raster.add(area.loop.polygon)
      for hole in area.holes { raster.add(areas[hole].loop.polygon) }
      take(into: &mask)
    }
    Self.runs(mask, width, body)
    return seen
  }

  /// Whether the boxes of any two meet.
  private static func meet(_ areas: [Area], _ steps: inout Int) throws -> Bool {
    let sorted = areas.map(\.box).sorted { $0.low.y < $1.low.y }
    for (n, box) in sorted.enumerated() {
      for other in sorted[(n + 1)...] {
        if other.low.y > box.high.y { break }
        if box.meets(other) { return true }
        try count(&steps, 1)
      }
    }
    return false
  }

  /// Finds what lies in what; takes away what stands twice.
  private func relate(_ areas: inout [Area], _ seen: inout Seen, _ steps: inout Int) throws {
    var kept: [Area] = []
    for var area in areas {
      var isTwice = false
      for (n, other) in kept.enumerated() {
        try Self.count(&steps, 1)
        guard other.box.meets(area.box) else { continue }
        try Self.count(&steps, area.runs.count + other.runs.count)
        let shared = Self.shared(area.runs, other.runs)
        if shared == area.voxels, shared == other.voxels {
          isTwice = true
          break
        }
        if shared == area.voxels {
          area.depth += 1
          area.parent = n
        } else if shared > 0 {
          seen.crossing = true
        }
      }
      if isTwice { seen.twice = true } else { kept.append(area) }
    }
    for n in kept.indices where kept[n].depth % 2 == 1 {
      if let parent = kept[n].parent { kept[parent].holes.append(n) }
    }
    areas = kept
  }

  private static func count(_ steps: inout Int, _ more: Int) throws {
    steps += more
    guard steps <= most else {
      throw Failure(.badData, "more contours lie upon one another on a slice than any drawing has")
    }
  }

  /// Voxels of both; runs are by row and column.
  private static func shared(_ a: [(v: Int, u: Range<Int>)], _ b: [(v: Int, u: Range<Int>)]) -> Int {
    var (n, m, count) = (0, 0, 0)
    while n < a.count, m < b.count {
      let (x, y) = (a[n], b[m])
      if x.v == y.v { count += max(min(x.u.upperBound, y.u.upperBound) - max(x.u.lowerBound, y.u.lowerBound), 0) }
      if (x.v, x.u.upperBound) < (y.v, y.u.upperBound) { n += 1 } else { m += 1 }
    }
    return count
  }

  private mutating func take(into mask: inout [Bool]) {
    let width = width
    raster.takeRuns { v, u in
      for x in u { mask[v * width + x] = true }
    }
  }

  private static func runs(_ mask: [Bool], _ width: Int, _ body: (Int, Range<Int>) -> Void) {
    guard width > 0 else { return }
    for v in 0..<mask.count / width {
      var u = 0
      while u < width {
        guard mask[v * width + u] else {
          u += 1
          continue
        }
        let start = u
        while u < width, mask[v * width + u] { u += 1 }
        body(v, start..<u)
      }
    }
  }
}
