import TestSupport
import Testing

@testable import StyletImaging

/// Balls, bounds, parts by a rule, and distances on all cores, against what their definitions say.
@Suite struct BallTests {
  @Test(arguments: MorphologyTests.sizes, [8, 40, 90] as [UInt64]) func openingAndClosing(size: GridSize, part: UInt64) {
    let spacing = SIMD3(1.0, 0.7, 1.6)
    for (seed, radius) in [(1, 1.1), (2, 1.75), (3, 0.0)] as [(UInt64, Double)] {
      let mask = MorphologyTests.mask(size, seed: seed, part: part)
      let all = MorphologyTests.voxels(of: mask.box)
      func isNear(_ v: VoxelIndex, _ belongs: (VoxelIndex) -> Bool) -> Bool {
        all.contains { o in
          let d = SIMD3(Double(v.i - o.i), Double(v.j - o.j), Double(v.k - o.k)) * spacing
          return belongs(o) && (d * d).sum() <= radius * radius * (1 + 1e-6)
        }
      }
      var grown = MaskBox(mask.box), core = grown
      for v in all {
        grown[v] = isNear(v) { mask[$0] }
        core[v] = !isNear(v) { !mask[$0] }
      }
      let closed = mask.closed(radius: radius, spacing: spacing), opened = mask.opened(radius: radius, spacing: spacing)
      for v in all {
        #expect(closed?[v] == !isNear(v) { !grown[$0] })
        #expect(opened?[v] == isNear(v) { core[$0] })
      }
    }
  }

  @Test(arguments: MorphologyTests.sizes) func boundsAndParts(size: GridSize) {
    for seed in 1...4 as ClosedRange<UInt64> {
      let mask = MorphologyTests.mask(size, seed: seed, part: 12 * seed)
      let own = MorphologyTests.voxels(of: mask.box).filter { mask[$0] }
      let bounds = mask.bounds
      #expect((bounds == nil) == own.isEmpty)
      if let bounds {
        #expect(own.allSatisfy(bounds.contains))
        let inner = mask.cropped(to: bounds)
        #expect(inner.voxels == own.count && inner.bounds == bounds)
        #expect(MorphologyTests.voxels(of: bounds).allSatisfy { inner[$0] == mask[$0] })
      }
      let whole = Components(mask, .faces), same = Components(in: mask.box) { mask.bytes[$0] != 0 }
      #expect(same.voxels == whole.voxels && same.boxes == whole.boxes)
      let slices = Components(in: mask.box, slicewise: true) { mask.bytes[$0] != 0 }
      var sum = 0
      for k in mask.box.k {
        let slice = mask.cropped(to: VoxelBox(i: mask.box.i, j: mask.box.j, k: k..<k + 1))
        sum += Components(slice, .faces).count
      }
      #expect(slices.count == sum)
      for part in 0..<whole.count {
        let mine = own.filter { whole.part(at: $0) == part }
        let mean = mine.reduce(SIMD3<Double>.zero) { $0 + SIMD3(Double($1.i), Double($1.j), Double($1.k)) }
        #expect(whole.centroid(of: part) == mean / Double(mine.count))
      }
      var painted = [UInt8](repeating: 0, count: mask.box.count)
      whole.paint(7, into: &painted, of: mask.box) { $0 % 2 == 0 }
      for v in MorphologyTests.voxels(of: mask.box) {
        let isPainted = whole.part(at: v).map { $0 % 2 == 0 } ?? false
        #expect(painted[mask.box.offset(of: v)] == (isPainted ? 7 : 0))
      }
    }
  }

  /// A box large enough for all cores.
  @Test func distancesOfALargeBox() {
    let spacing = SIMD3(0.8, 1.1, 2.5)
    var mask = MaskBox(VoxelBox(i: 0..<41, j: 0..<33, k: 0..<30))
    let seeds = [VoxelIndex(3, 30, 4), VoxelIndex(38, 2, 27)]
    for v in seeds { mask[v] = true }
    let squares = DistanceTransform(to: mask, spacing: spacing).squares
    let wrong = MorphologyTests.voxels(of: mask.box).filter { v in
      let least = seeds.map { s in
        let d = SIMD3(Double(v.i - s.i), Double(v.j - s.j), Double(v.k - s.k)) * spacing
        return (d * d).sum()
      }.min()!
      return abs(Double(squares[mask.box.offset(of: v)]) - least) > 1e-5 * max(least, 1)
    }
    #expect(wrong.isEmpty)
  }
}
