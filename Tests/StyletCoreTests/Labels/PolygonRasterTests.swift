import StyletImaging
import TestSupport
import Testing

@Suite struct PolygonRasterTests {
  private static func filled(_ polygons: [[SIMD2<Double>]], _ width: Int, _ height: Int) -> [UInt8] {
    var raster = PolygonRaster(width: width, height: height)
    for p in polygons { raster.add(p) }
    var out = [UInt8](repeating: 0, count: width * height)
    raster.takeRuns { v, us in for u in us { out[v * width + u] = 1 } }
    return out
  }

  /// The textbook's crossing test (W. R. Franklin), centre by centre.
  private static func naive(_ polygons: [[SIMD2<Double>]], _ width: Int, _ height: Int) -> [UInt8] {
    (0..<width * height).map { at in
      let (x, y) = (Double(at % width), Double(at / width))
      var inside = false
      for p in polygons {
        for n in p.indices {
          let a = p[n], b = p[(n + p.count - 1) % p.count]
          if (a.y > y) != (b.y > y), x < (b.x - a.x) * (y - a.y) / (b.y - a.y) + a.x { inside.toggle() }
        }
      }
      return inside ? 1 : 0
    }
  }

  /// Random polygons, several at once, reaching outside of the slice: as the naive rule, wherever no outline comes
  /// near a centre.
  @Test func asTheNaiveRule() {
    var random = SeededRandom(seed: 5)
    for _ in 0..<200 {
      let polygons = (0..<Int.random(in: 1...3, using: &random)).map { _ in
        (0..<Int.random(in: 3...9, using: &random)).map { _ in
          SIMD2(Double.random(in: -6...18, using: &random), Double.random(in: -6...15, using: &random))
        }
      }
      let (ours, naive) = (Self.filled(polygons, 13, 9), Self.naive(polygons, 13, 9))
      for at in ours.indices where ours[at] != naive[at] {
        #expect(ours[at] == 1 && Self.distance(polygons, Double(at % 13), Double(at / 13)) < 0.0142)
      }
    }
  }

  private static func distance(_ polygons: [[SIMD2<Double>]], _ x: Double, _ y: Double) -> Double {
    var best = Double.infinity
    for p in polygons {
      for n in p.indices {
        let a = p[n], d = p[(n + 1) % p.count] - a, q = SIMD2(x, y) - a
        let t = min(max((q * d).sum() / (d * d).sum(), 0), 1)
        best = min(best, ((q - d * t) * (q - d * t)).sum().squareRoot())
      }
    }
    return best
  }

  /// Outlines from centre to centre take their voxels in, on every side, and a point or a line its own.
  @Test func outlinesThroughCentres() {
    let square: [SIMD2<Double>] = [[1, 1], [3, 1], [3, 2], [1, 2]]
    let expected: [UInt8] = [0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0]
    #expect(Self.filled([square], 5, 4) == expected)
    let point: [SIMD2<Double>] = [[1, 0]], line: [SIMD2<Double>] = [[0, 0], [2, 2]]
    #expect(Self.filled([point], 3, 1) == [0, 1, 0])
    #expect(Self.filled([line], 3, 3) == [1, 0, 0, 0, 1, 0, 0, 0, 1])
    // A ring drawn from voxel to voxel, as OpenCV draws it: the hole's outline runs through voxels of the ring.
    let rim: [SIMD2<Double>] = [[0, 0], [4, 0], [4, 4], [0, 4]]
    let hole: [SIMD2<Double>] = [[1, 0], [3, 0], [4, 1], [4, 3], [3, 4], [1, 4], [0, 3], [0, 1]]
    #expect(Self.filled([rim, hole], 5, 5).count { $0 == 1 } == 16)
  }

  @Test func absurdCoordinates() {
    let undefined: [SIMD2<Double>] = [[.nan, 0], [1, 1], [0, 3]]
    let endless: [SIMD2<Double>] = [[.infinity, 0], [1, 1], [0, 3]]
    #expect(Self.filled([undefined, endless], 2, 2) == [0, 0, 0, 0])
    let huge: [SIMD2<Double>] = [[-1e300, -1e300], [1e300, -1e300], [1e300, 1e300], [-1e300, 1e300]]
    #expect(Self.filled([huge], 2, 2) == [1, 1, 1, 1])
    #expect(Self.filled([[]], 2, 1) == [0, 0])
  }

  /// One raster, used again and again, forgets.
  @Test func forgets() {
    var raster = PolygonRaster(width: 4, height: 3)
    for _ in 0..<2 {
      raster.add([[0.6, 0.6], [2.4, 0.6], [2.4, 1.4], [0.6, 1.4]])
      var count = 0
      raster.takeRuns { v, us in count += v == 1 && us == 1..<3 ? 1 : 100 }
      #expect(count == 1)
    }
    var isEmpty = true
    raster.takeRuns { _, _ in isEmpty = false }
    #expect(isEmpty)
  }
}
