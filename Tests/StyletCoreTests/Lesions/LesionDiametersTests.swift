import Foundation
import TestSupport
import Testing

@testable import StyletCore
@testable import StyletImaging

@Suite struct LesionDiametersTests {
  static let affines = [
    Affine(spacing: [1, 1, 1]), Affine(spacing: [0.7, 1.9, 3], origin: [5, -60, 7]),
    Affine([0.8, 0, 0], [0.3, 0.9, 0], [0, 0.5, 2], origin: [1, 2, 3]),  // sheared in the slice and between slices
    Affine([0.6, 0.2, 0.1], [-0.5, 1.1, 0.3], [0.1, 0, 4], origin: .zero),
  ]

  /// Middles of the sides of voxels that face a voxel outside.
  private func boundary(_ mask: Set<SIMD2<Int>>) -> [SIMD2<Double>] {
    mask.flatMap { v in
      [SIMD2(1, 0), SIMD2(-1, 0), SIMD2(0, 1), SIMD2(0, -1)].compactMap { (step: SIMD2<Int>) -> SIMD2<Double>? in
        mask.contains(v &+ step) ? nil : SIMD2<Double>(v) + SIMD2<Double>(step) / 2
      }
    }
  }

  private func patient(_ p: SIMD2<Double>, _ affine: Affine) -> PatientPoint {
    affine.patient(of: SIMD3(p.x, p.y, 0))
  }

  private func runs(_ mask: Set<SIMD2<Int>>, k: Int = 0) -> [LabelRun] {
    let size = GridSize(16, 16, k + 1)!
    var layer = LabelLayer(name: LabelLayer.findings, size: size)
    var builder = EditBuilder(layer: layer)
    for v in mask { builder.set(j: v.y, k: k, v.x..<v.x + 1, to: 1) }
    builder.edit(name: "t", tool: "t", origin: .manual).map { layer.apply($0) }
    return ConnectedRuns(layer.labels).runs
  }

  private func diameters(_ mask: Set<SIMD2<Int>>, _ affine: Affine) throws -> LesionDiameters {
    var caliper = AxialCaliper(affine)
    caliper.measure(runs(mask))
    return try #require(caliper.diameters)
  }

  /// How far a direction reaches from a point to either side within the hull of points, by all their triangles'
  /// sides: the hull's chord lies between the outermost crossings of the segments between any two of them.
  private func chord(
    _ points: [PatientPoint], through at: PatientPoint, along: PatientPoint, across: PatientPoint
  ) -> Double {
    var (low, high) = (Double.infinity, -Double.infinity)
    let here = dot(at, along)
    for p in points {
      for q in points {
        let (a, b) = (dot(p, along) - here, dot(q, along) - here)
        guard a <= 1e-12, b >= -1e-12 else { continue }
        let ends = b - a < 1e-12 ? [p, q] : [p + (q - p) * (-a / (b - a))]
        for x in ends {
          low = min(low, dot(x, across))
          high = max(high, dot(x, across))
        }
      }
    }
    return high - low
  }

  @Test(arguments: affines.indices) func againstAllPairs(_ at: Int) throws {
    let affine = Self.affines[at]
    let normal = cross(affine[0], affine[1]) / length(cross(affine[0], affine[1]))
    var random = SeededRandom(seed: 7 + UInt64(at))
    for n in 0..<60 {
      var mask: Set<SIMD2<Int>> = []
      let (side, filled) = (1 + n % 7, [1, 0.7, 0.3][n % 3])
      for v in 0..<side {
        for u in 0..<max(side - n % 4, 1) where Double.random(in: 0..<1, using: &random) < filled {
          mask.insert(SIMD2(u + 3, v + 2))
        }
      }
      guard !mask.isEmpty else { continue }
      let points = boundary(mask).map { patient($0, affine) }
      var longest = 0.0
      for p in points { for q in points { longest = max(longest, length(p - q)) } }
      let found = try diameters(mask, affine)
      #expect(abs(found.length.millimetres - longest) < 1e-9, "\(mask)")
      let ends = [found.length.from, found.length.to]
      #expect(ends.allSatisfy { boundary(mask).contains($0) })
      let (from, to) = (patient(ends[0], affine), patient(ends[1], affine))
      #expect(abs(length(to - from) - longest) < 1e-9)

      let along = (to - from) / longest
      let across = cross(normal, along)
      let widest = points.map { chord(points, through: $0, along: along, across: across) }.max() ?? 0
      #expect(abs(found.width.millimetres - widest) < 1e-6, "\(mask)")
      let width = patient(found.width.to, affine) - patient(found.width.from, affine)
      #expect(abs(length(width) - widest) < 1e-6 && abs(dot(width, along)) < 1e-6)
      #expect(found.width.millimetres <= found.length.millimetres + 1e-9)
    }
  }

  @Test func knownShapes() throws {
    let affine = Affine(spacing: [0.5, 2, 1])
    let voxel = try diameters([SIMD2(4, 4)], affine)
    #expect(voxel.length.millimetres == 2 && voxel.width.millimetres == 0.5)
    let row = try diameters(Set((3..<13).map { SIMD2($0, 5) }), affine)
    #expect(abs(row.length.millimetres - 5) < 1e-12)
    #expect(row.length.from.y == 5 && Set([row.length.from.x, row.length.to.x]) == [2.5, 12.5])
    // two parts of one lesion: over what is between
    let parts = try diameters([SIMD2(2, 2), SIMD2(9, 2)], Affine(spacing: [1, 1, 1]))
    #expect(parts.length.millimetres == 8 && abs(parts.width.millimetres - 1) < 1e-12)
  }

  /// A disc of n mm measures n mm within a voxel, whatever the size.
  @Test func discs() throws {
    for radius in [2.3, 4, 5.5, 7] {
      var mask: Set<SIMD2<Int>> = []
      for v in 0..<16 {
        for u in 0..<16 where hypot(Double(u) - 7.6, Double(v) - 7.8) <= radius { mask.insert(SIMD2(u, v)) }
      }
      let d = try diameters(mask, Affine(spacing: [1, 1, 1]))
      #expect(abs(d.length.millimetres - 2 * radius) < 1, "\(radius)")
      #expect(abs(d.width.millimetres - 2 * radius) < 1, "\(radius)")
    }
  }

  /// The longest of the slices, the first of equals.
  @Test func longestSlice() throws {
    var caliper = AxialCaliper(Affine(spacing: [1, 1, 1]))
    caliper.measure(runs([SIMD2(1, 1), SIMD2(2, 1)], k: 0))
    caliper.measure(runs([SIMD2(1, 1), SIMD2(2, 1), SIMD2(3, 1)], k: 1))
    caliper.measure(runs([SIMD2(1, 1), SIMD2(1, 2), SIMD2(1, 3)], k: 2))
    caliper.measure(runs([SIMD2(9, 9)], k: 3))
    let d = try #require(caliper.diameters)
    #expect(d.k == 1 && d.length.millimetres == 3)
    caliper.reset()
    #expect(caliper.diameters == nil)
  }
}
