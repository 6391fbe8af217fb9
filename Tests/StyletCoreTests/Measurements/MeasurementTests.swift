import Foundation
import TestSupport
import Testing

@testable import StyletCore
@testable import StyletImaging

/// Foundation has one, too.
typealias Measurement = StyletCore.Measurement

/// Lengths, angles and statistics against the affine and plain loops, on a sheared grid that is unlike in every axis.
@Suite struct MeasurementTests {
  static let size = GridSize(23, 17, 11)!
  static let grid = VoxelGrid(
    size: size,
    affine: Affine([0.7, 0.05, 0.02], [-0.04, 0.9, 0.3], [0.1, -0.5, 2.1], origin: [-120.5, 33.1, -700.25]))

  static let volume = try! Volume(grid: grid) { samples in
    for n in samples.indices { samples[n] = Int16(truncatingIfNeeded: (n &* 2_654_435_761) % 3001 - 1024) }
  }

  static let scaled = try! Volume(grid: grid, rescale: Rescale(slope: -2, intercept: 10)) { samples in
    for n in samples.indices { samples[n] = Int16(truncatingIfNeeded: n * n % 701 - 350) }
  }

  /// Each coordinate of patient space written out.
  private func mm(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> Double {
    let d = b - a
    let x = 0.7 * d.x - 0.04 * d.y + 0.1 * d.z
    let y = 0.05 * d.x + 0.9 * d.y - 0.5 * d.z
    let z = 0.02 * d.x + 0.3 * d.y + 2.1 * d.z
    return (x * x + y * y + z * z).squareRoot()
  }

  @Test func rulersAreMillimetresOfThePatient() throws {
    var random = SeededRandom(seed: 3)
    func point() -> SIMD3<Double> {
      SIMD3((0..<3).map { Double(Int.random(in: 0..<Self.size[$0], using: &random)) })
    }
    for _ in 0..<200 {
      let a = point(), b = point()
      let ruler = Measurement(id: "m1", shape: .ruler, plane: nil, points: [a, b])
      guard case .length(let length) = ruler.values(in: Self.volume) else {
        Issue.record("no length")
        return
      }
      #expect(abs(length - mm(a, b)) < 1e-9)
    }
    // 3-4-5 by hand, on a plain grid
    let plain = try Volume(grid: VoxelGrid(size: Self.size, affine: Affine(spacing: [0.5, 2, 3]))) { _ in }
    let ruler = Measurement(shape: .ruler, plane: .axial, points: [[2, 5, 4], [8, 7, 4]])
    #expect(ruler.values(in: plain) == .length(5))
    #expect(ruler.slice == 4)
  }

  @Test(arguments: Plane.allCases) func theShortAxisIsPerpendicular(plane: Plane) throws {
    var random = SeededRandom(seed: 11)
    let (u, v, w) = plane.size(of: Self.size)
    func point() -> SIMD3<Double> {
      plane.point(
        u: Double(Int.random(in: 0..<u, using: &random)), v: Double(Int.random(in: 0..<v, using: &random)),
        w: Double(w / 2), in: Self.size)
    }
    for _ in 0..<100 {
      let (a, b, c, d) = (point(), point(), point(), point())
      let end = Self.grid.perpendicular(to: (a, b), from: c, towards: d, on: plane)
      guard a != b else {
        #expect(end == nil)
        continue
      }
      let e = try #require(end)
      #expect(e[plane.axes.w] == Double(w / 2))
      let along = Self.grid.displacement(from: a, to: b), across = Self.grid.displacement(from: c, to: e)
      #expect(abs(dot(along, across)) < 1e-9 * (1 + length(along) * length(across)))
      // no point of the line is nearer to the cursor
      let least = Self.grid.distance(e, d)
      for t in [-0.5, 0.9, 1.1, 2] { #expect(Self.grid.distance(c + (e - c) * t, d) >= least - 1e-9) }
      if Self.grid.distance(c, e) > 1e-6 {
        #expect(abs(try #require(Self.grid.angle((a, b), (c, e))) - 90) < 1e-6)
      }
    }
  }

  @Test func axesAreSortedAndTheirAngleStated() throws {
    let plain = try Volume(grid: VoxelGrid(size: Self.size, affine: Affine(spacing: [1, 2, 3]))) { _ in }
    let m = Measurement(
      shape: .bidirectional, plane: .axial, points: [[2, 2, 5], [2, 4, 5], [1, 3, 5], [9, 3, 5]])
    #expect(m.values(in: plain) == .axes(long: 8, short: 4, degrees: 90))
    let slanted = Measurement(
      shape: .bidirectional, plane: .axial, points: [[0, 0, 5], [4, 0, 5], [0, 0, 5], [4, 2, 5]])
    guard case .axes(_, _, let degrees) = slanted.values(in: plain) else { return #expect(Bool(false)) }
    #expect(abs(degrees - 45) < 1e-9)
    let none = Measurement(shape: .bidirectional, plane: .axial, points: [[1, 1, 5], [1, 1, 5], [1, 1, 5], [2, 1, 5]])
    #expect(none.values(in: plain) == nil)
  }

  // MARK: Regions

  /// Mean, SD over n and the rest of a plain list.
  private func check(_ r: RegionStatistics, _ values: [Double], _ plane: Plane, _ grid: VoxelGrid) {
    let n = Double(values.count)
    let mean = values.reduce(0, +) / n
    let sorted = values.sorted()
    #expect(r.voxels == values.count)
    #expect(abs(r.mean - mean) < 1e-8)
    #expect(abs(r.sd - (values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / n).squareRoot()) < 1e-8)
    #expect(r.minimum == sorted.first && r.maximum == sorted.last)
    let half = sorted.count / 2
    #expect(r.median == (sorted.count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2))
    let (a, b) = (grid.affine[plane.axes.u], grid.affine[plane.axes.v])
    let angle = acos(dot(a, b) / length(a) / length(b))
    #expect(abs(r.area - n * length(a) * length(b) * sin(angle)) < 1e-6)
  }

  @Test(arguments: Plane.allCases) func ellipsesAreWhatALoopFinds(plane: Plane) throws {
    var random = SeededRandom(seed: 21)
    let (nu, nv, nw) = plane.size(of: Self.size)
    let spacing = plane.spacing(of: Self.grid)
    for volume in [Self.volume, Self.scaled] {
      for _ in 0..<25 {
        let cu = Int.random(in: 0..<nu, using: &random), cv = Int.random(in: 0..<nv, using: &random)
        let w = Int.random(in: 0..<nw, using: &random)
        // away from the rim by less than anything a rounding could do
        let radii = SIMD2(Double.random(in: 0.3...9, using: &random), Double.random(in: 0.3...9, using: &random))
        let m = Measurement(
          id: "m1", shape: .ellipse, plane: plane,
          points: [plane.point(u: Double(cu), v: Double(cv), w: Double(w), in: Self.size)], radii: radii)
        var values: [Double] = []
        for v in 0..<nv {
          for u in 0..<nu {
            let x = Double(u - cu) * spacing.u / radii.x, y = Double(v - cv) * spacing.v / radii.y
            if x * x + y * y <= 1 { values.append(volume.value(at: plane.voxel(u: u, v: v, w: w, in: Self.size))) }
          }
        }
        guard case .region(let r) = m.values(in: volume) else { return #expect(Bool(false)) }
        check(r, values, plane, Self.grid)
      }
    }
    // the ends of the half axes belong
    let c = plane.point(u: 5, v: 5, w: 1, in: Self.size)
    let m = Measurement(
      shape: .ellipse, plane: plane, points: [c], radii: [3 * spacing.u, 2 * spacing.v])
    let rows = try #require(m.region(in: Self.grid)).rows
    #expect(rows.map(\.v) == Array(3...7) && rows.first?.u == 5..<6 && rows[2].u == 2..<9)
  }

  @Test(arguments: Plane.allCases) func polygonsAreWhatALoopFinds(plane: Plane) throws {
    var random = SeededRandom(seed: 8)
    let (nu, nv, nw) = plane.size(of: Self.size)
    for _ in 0..<25 {
      let w = Int.random(in: 0..<nw, using: &random)
      let corners = (0..<Int.random(in: 3...7, using: &random)).map { _ in
        SIMD2(Double(Int.random(in: 0..<nu, using: &random)), Double(Int.random(in: 0..<nv, using: &random)))
      }
      let m = Measurement(
        id: "m", shape: .polygon, plane: plane,
        points: corners.map { plane.point(u: $0.x, v: $0.y, w: Double(w), in: Self.size) })
      var values: [Double] = []
      for v in 0..<nv {
        for u in 0..<nu where Self.contains(corners, SIMD2(Double(u), Double(v))) {
          values.append(Self.volume.value(at: plane.voxel(u: u, v: v, w: w, in: Self.size)))
        }
      }
      guard case .region(let r) = m.values(in: Self.volume) else { return #expect(Bool(false)) }
      check(r, values, plane, Self.grid)
    }
  }

  /// By the crossings of a ray, and by hand on the edge.
  private static func contains(_ corners: [SIMD2<Double>], _ p: SIMD2<Double>) -> Bool {
    var inside = false
    for (a, b) in zip(corners, corners.dropFirst() + [corners[0]]) {
      let d = b - a, q = p - a
      let squared = (d * d).sum()
      let t = squared > 0 ? min(max((q * d).sum() / squared, 0), 1) : 0
      let away = q - d * t
      if (away * away).sum() < 1e-4 * 0.9 { return true }
      if (a.y > p.y) != (b.y > p.y), p.x < a.x + (p.y - a.y) / d.y * d.x { inside.toggle() }
    }
    return inside
  }

  @Test func aRegionOfOneVoxel() throws {
    let m = Measurement(shape: .ellipse, plane: .sagittal, points: [[22, 16, 0]], radii: [0.1, 0.1])
    guard case .region(let r) = m.values(in: Self.volume) else { return #expect(Bool(false)) }
    #expect(r.voxels == 1 && r.sd == 0 && r.mean == Self.volume.value(at: VoxelIndex(22, 16, 0)) && r.median == r.mean)
    // between four centres there is none
    let between = Measurement(shape: .ellipse, plane: .axial, points: [[3.5, 3.5, 2]], radii: [0.1, 0.1])
    #expect(between.values(in: Self.volume) == nil)
  }

  @Test func nothingOutsideTheGridIsMeasured() {
    let bad: [Measurement] = [
      Measurement(shape: .ruler, plane: nil, points: [[0, 0, 0], [23, 0, 0]]),
      Measurement(shape: .ruler, plane: nil, points: [[0, 0, 0], [.nan, 0, 0]]),
      Measurement(shape: .ruler, plane: nil, points: [[0, 0, 0]]),
      Measurement(shape: .ruler, plane: .axial, points: [[0, 0, 0], [1, 1, 1]]),
      Measurement(shape: .ellipse, plane: .axial, points: [[1, 1, 1]], radii: [.infinity, 1]),
      Measurement(shape: .ellipse, plane: .axial, points: [[1, 1, 1]], radii: [0, 1]),
      Measurement(shape: .ellipse, plane: nil, points: [[1, 1, 1]], radii: [1, 1]),
      Measurement(shape: .polygon, plane: .axial, points: [[1, 1, 1], [2, 2, 1]]),
      Measurement(shape: .bidirectional, plane: nil, points: [[1, 1, 1], [2, 2, 1], [1, 1, 1], [2, 2, 1]]),
    ]
    for m in bad { #expect(m.values(in: Self.volume) == nil) }
  }
}

extension SIMD3<Double> {
  fileprivate init(_ list: [Double]) { self.init(list[0], list[1], list[2]) }
}
