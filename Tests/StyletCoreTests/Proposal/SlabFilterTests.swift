import Foundation
import TestSupport
import Testing

@testable import StyletDetection
@testable import StyletImaging
@testable import StyletPhantom

@Suite struct SlabFilterTests {
  private let box = VoxelBox(i: 0..<23, j: 0..<17, k: 0..<5)

  private func values(_ seed: UInt64) -> [Float] {
    var random = SeededRandom(seed: seed)
    return (0..<box.count).map { _ in .random(in: -1...1, using: &random) }
  }

  /// Short kernels against the sum over all neighbours; long ones keep sum, centre and spread of a point.
  @Test func blurring() {
    let f = SlabFilters(box, spacing: SIMD3(1.5, 1.25, 5)), field = values(1)
    let found = f.blurred(field, 2, across: 4)
    func weights(_ deviation: Double, _ count: Int) -> [Double] {
      let reach = max(Int((3 * deviation).rounded()), 1)
      let all = (-reach...reach).map { exp(-Double($0 * $0) / (2 * deviation * deviation)) }
      let sum = all.reduce(0, +)
      return all.map { $0 / sum }
    }
    let x = weights(2 / 1.5, 23), y = weights(2 / 1.25, 17), z = weights(4.0 / 5, 5)
    for v in [VoxelIndex(0, 0, 0), VoxelIndex(11, 8, 2), VoxelIndex(22, 3, 4), VoxelIndex(5, 16, 1)] {
      var sum = 0.0
      for (c, wz) in z.enumerated() {
        for (b, wy) in y.enumerated() {
          for (a, wx) in x.enumerated() {
            let w = VoxelIndex(v.i + a - x.count / 2, v.j + b - y.count / 2, v.k + c - z.count / 2)
            if box.contains(w) { sum += wx * wy * wz * Double(field[box.offset(of: w)]) }
          }
        }
      }
      #expect(abs(Double(found[box.offset(of: v)]) - sum) < 1e-5)
    }
    let wide = VoxelBox(i: 0..<101, j: 0..<91, k: 0..<1)
    var point = [Float](repeating: 0, count: wide.count)
    point[wide.offset(of: VoxelIndex(50, 45, 0))] = 1
    let spread = SlabFilters(wide, spacing: SIMD3(1, 2, 5)).blurred(point, 8)
    var sum = 0.0, square = SIMD2<Double>.zero
    for n in spread.indices {
      let v = wide.voxel(at: n), d = SIMD2(Double(v.i - 50), 2 * Double(v.j - 45))
      sum += Double(spread[n])
      square += Double(spread[n]) * d * d
    }
    #expect(abs(sum - 1) < 1e-3 && abs(square.x / 64 - 1) < 0.1 && abs(square.y / 64 - 1) < 0.1)
  }

  /// Against the definition: the highest, over discs that hold the block, of the lowest value of the mask in each.
  @Test(arguments: [1.4, 2.6, 4.5]) func opening(radius: Double) {
    let spacing = SIMD3(1.5, 1.25, 5), f = SlabFilters(box, spacing: spacing), field = values(2)
    var random = SeededRandom(seed: 4)
    let mask = (0..<box.count).map { _ in UInt8(Int.random(in: 0..<5, using: &random) == 0 ? 0 : 1) }
    let found = f.opened(field, mask, radius: radius)
    var steps: [(Int, Int)] = []
    for b in -6...6 {
      for a in -6...6 {
        let x = Double(a) * spacing.x, y = Double(b) * spacing.y
        if x * x + y * y <= radius * radius + 1e-6 { steps.append((a, b)) }
      }
    }
    func beside(_ v: VoxelIndex) -> [Int] {
      steps.compactMap { a, b in
        let w = VoxelIndex(v.i + a, v.j + b, v.k)
        return box.contains(w) && mask[box.offset(of: w)] != 0 ? box.offset(of: w) : nil
      }
    }
    for n in field.indices {
      let v = box.voxel(at: n)
      let expected = mask[n] == 0 ? 0 : beside(v).map { m in beside(box.voxel(at: m)).map { field[$0] }.min()! }.max()!
      #expect(found[n] == expected)
    }
  }

  @Test func slabsBesides() {
    let f = SlabFilters(box, spacing: SIMD3(1, 1, 5)), field = values(3)
    let up = f.shifted(field, by: 1), most = f.chosen(field, -2...0) { max($0, $1) }
    for n in field.indices {
      let v = box.voxel(at: n)
      #expect(up[n] == field[box.offset(of: VoxelIndex(v.i, v.j, min(v.k + 1, 4)))])
      let below = (max(v.k - 2, 0)...v.k).map { field[box.offset(of: VoxelIndex(v.i, v.j, $0))] }
      #expect(most[n] == below.max())
    }
  }

  /// A shift of all HU changes no feature (but for what is cut off at the ends of the range), and each is finite.
  @Test func featuresStayWhenHUShift() throws {
    let p = try Phantom.make(PhantomSpecification(size: GridSize(72, 56, 36)!, seed: 2, lesions: 3, noise: 5))
    func features(_ shift: Int16) throws -> [[Float]] {
      let volume = try Volume(grid: p.volume.grid) { out in
        p.volume.withSamples { samples in
          for n in samples.indices { out[n] = min(max(samples[n], -950), 80) + shift }
        }
      }
      let slabs = try #require(ProposalSlabs(volume, p.lungs, block: 1.5, slab: 5))
      var all: [[Float]] = []
      let level = ProposalLevel(slabs, airy: -650).mode
      ProposalFeatures.make(slabs, level: level) { n, values in
        #expect(n == all.count && values.count == slabs.box.count)
        // the tissue below is told from lung by its HU alone
        all.append(ProposalFeatures.names[n].hasPrefix("dome") ? [] : values)
      }
      return all
    }
    let (one, other) = (try features(0), try features(20))
    #expect(one.count == ProposalFeatures.names.count && Set(ProposalFeatures.names).count == one.count)
    for (a, b) in zip(one, other) {
      #expect(a.allSatisfy(\.isFinite) && zip(a, b).allSatisfy { abs($0 - $1) <= 2 + 0.02 * abs($0) })
    }
  }
}
