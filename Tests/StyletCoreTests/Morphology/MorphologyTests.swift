import Foundation
import TestSupport
import Testing

@testable import StyletBase
@testable import StyletCore
@testable import StyletImaging

/// Boxes, distances, parts and blurring against what their definitions say, voxel by voxel.
@Suite struct MorphologyTests {
  static let sizes = [(7, 6, 5), (9, 1, 4), (1, 8, 3), (20, 3, 1), (1, 1, 1)].map { GridSize($0.0, $0.1, $0.2)! }

  /// A box inside a larger grid, so that indices of the grid and of the box differ.
  static func mask(_ size: GridSize, seed: UInt64, part: UInt64) -> MaskBox {
    var random = SeededRandom(seed: seed)
    var mask = MaskBox(VoxelBox(i: 3..<3 + size.i, j: 5..<5 + size.j, k: 2..<2 + size.k))
    for n in mask.bytes.indices { mask.bytes[n] = random.next() % 100 < part ? 1 : 0 }
    return mask
  }

  static func voxels(of box: VoxelBox) -> [VoxelIndex] {
    box.k.flatMap { k in box.j.flatMap { j in box.i.map { i in VoxelIndex(i, j, k) } } }
  }

  @Test(arguments: sizes, [0, 4, 30, 100] as [UInt64]) func distanceEqualsTheLeastOfAll(size: GridSize, part: UInt64) {
    for seed in 1...6 as ClosedRange<UInt64> {
      var random = SeededRandom(seed: seed)
      let spacing = SIMD3(
        Double.random(in: 0.3...3, using: &random), .random(in: 0.3...3, using: &random),
        .random(in: 0.3...5, using: &random))
      let mask = Self.mask(size, seed: seed, part: part)
      let all = Self.voxels(of: mask.box)
      let limit = seed % 2 == 0 ? Double.infinity : 2.5
      let isOutsideIn = seed % 3 == 0
      let distance = DistanceTransform(to: mask, spacing: spacing, limit: limit, isOutsideIn: isOutsideIn)
      for v in all {
        var least = Double.infinity
        for a in 0..<3 where isOutsideIn && mask.box[a].count > 1 {
          let at = [v.i, v.j, v.k][a]
          let steps = min(at - mask.box[a].lowerBound, mask.box[a].upperBound - 1 - at) + 1
          least = min(least, Double(steps * steps) * spacing[a] * spacing[a])
        }
        for o in all where mask[o] {
          let d = SIMD3(Double(v.i - o.i), Double(v.j - o.j), Double(v.k - o.k)) * spacing
          least = min(least, (d * d).sum())
        }
        let found = Double(distance.squares[mask.box.offset(of: v)])
        if least > limit * limit * 1.00001 {
          #expect(found == .infinity)
        } else if least < limit * limit * 0.99999 || least == .infinity {
          #expect(found == least || abs(found - least) <= 1e-5 * least, "\(v) \(found) \(least)")
        }
      }
      #expect(distance.within(0) == mask)
    }
  }

  @Test func nobodyWaitsForADistance() {
    let work = CancellableWork()
    work.cancel()
    #expect(DistanceTransform(to: Self.mask(Self.sizes[0], seed: 1, part: 9), spacing: [1, 1, 1], work: work) == nil)
  }

  @Test(arguments: sizes, [10, 35, 60, 100] as [UInt64]) func partsEqualTheFlood(size: GridSize, part: UInt64) {
    for seed in 1...8 as ClosedRange<UInt64> {
      let mask = Self.mask(size, seed: seed, part: part)
      for neighbourhood in Neighbourhood.allCases {
        let parts = Components(mask, neighbourhood)
        var number: [VoxelIndex: Int] = [:]
        var count = 0
        for v in Self.voxels(of: mask.box) where mask[v] && number[v] == nil {
          var waiting = [v]
          number[v] = count
          while let at = waiting.popLast() {
            for dk in -1...1 {
              for dj in -1...1 {
                for di in -1...1 where neighbourhood == .corners || abs(di) + abs(dj) + abs(dk) == 1 {
                  let next = VoxelIndex(at.i + di, at.j + dj, at.k + dk)
                  if mask[next], number[next] == nil {
                    number[next] = count
                    waiting.append(next)
                  }
                }
              }
            }
          }
          count += 1
        }
        #expect(parts.count == count)
        for v in Self.voxels(of: mask.box.grown(by: [1, 1, 1], within: VoxelBox(GridSize(50, 50, 50)!))) {
          #expect(parts.part(at: v) == number[v])
        }
        for n in 0..<parts.count {
          let own = number.filter { $0.value == n }.map(\.key)
          #expect(parts.voxels[n] == own.count)
          let box = parts.boxes[n]
          #expect(box.i == own.map(\.i).min()!..<own.map(\.i).max()! + 1)
          #expect(box.j == own.map(\.j).min()!..<own.map(\.j).max()! + 1)
          #expect(box.k == own.map(\.k).min()!..<own.map(\.k).max()! + 1)
        }
        let largest = parts.voxels.indices.first { parts.voxels[$0] == parts.voxels.max() }
        #expect(parts.largest == largest)
        var seen = MaskBox(mask.box)
        parts.forEachPart(rim: [2, 1, 1], within: mask.box) { n, one in
          #expect(one.voxels == parts.voxels[n])
          one.forEachRun { j, k, i in seen.set(true, j: j, k: k, i) }
          return true
        }
        #expect(seen == mask && parts.mask(in: mask.box) { _ in true } == mask)
      }
    }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>) func boundsAreThoseOfTheLabel(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let size = GridSize(40, 21, 35)!
    var map = LabelMap(size: size)
    var drawn: [VoxelIndex] = []
    for _ in 0..<Int(random.next() % 6) {
      let v = VoxelIndex(Int(random.next() % 40), Int(random.next() % 21), Int(random.next() % 35))
      let label = UInt8(1 + random.next() % 2)
      map.apply(Edit(name: "", tool: "", runs: [Run(k: v.k, j: v.j, i: v.i, count: 1, old: map[v], new: label)]))
      drawn.append(v)
    }
    func range(_ extent: Int) -> Range<Int> {
      let a = Int(random.next() % UInt64(extent)), b = Int(random.next() % UInt64(extent + 9))
      return min(a, b)..<max(a, b) + 1
    }
    for within in [VoxelBox(size), VoxelBox(i: range(40), j: range(21), k: range(35))] {
      let own = drawn.filter { map[$0] == 1 && within.contains($0) }
      let bounds = map.bounds(of: 1, within: within)
      if own.isEmpty {
        #expect(bounds == nil)
      } else {
        #expect(
          bounds
            == VoxelBox(
              i: own.map(\.i).min()!..<own.map(\.i).max()! + 1, j: own.map(\.j).min()!..<own.map(\.j).max()! + 1,
              k: own.map(\.k).min()!..<own.map(\.k).max()! + 1))
        let mask = MaskBox(of: 1, in: map, within: within, rim: [2, 0, 5])
        #expect(mask?.voxels == Set(own).count)
        #expect(own.allSatisfy { mask?[$0] == true })
      }
    }
  }

  /// The sum over the whole kernel, read literally.
  @Test(arguments: [GridSize(8, 7, 6)!, GridSize(9, 1, 5)!]) func blurEqualsTheSum(size: GridSize) throws {
    let spacing = SIMD3(0.7, 0.9, 1.6), deviation = 0.9
    let within = VoxelBox(i: 3..<3 + size.i, j: 5..<5 + size.j, k: 0..<2 + size.k + 4)
    let mask = Self.mask(size, seed: 5, part: 30)
    let values = try #require(GaussianBlur.values(mask, deviation: deviation, spacing: spacing, within: within))
    let reach = (0..<3).map { Int((3 * deviation / spacing[$0]).rounded(.up)) }
    for v in Self.voxels(of: mask.box) {
      var sum = 0.0, all = 0.0
      for k in v.k - reach[2]...v.k + reach[2] {
        for j in v.j - (size.j > 1 ? reach[1] : 0)...v.j + (size.j > 1 ? reach[1] : 0) {
          for i in v.i - reach[0]...v.i + reach[0] where within.contains(VoxelIndex(i, j, k)) {
            let d = SIMD3(Double(i - v.i), Double(j - v.j), Double(k - v.k)) * spacing
            let weight = exp(-(d * d).sum() / (2 * deviation * deviation))
            all += weight
            if mask[VoxelIndex(i, j, k)] { sum += weight }
          }
        }
      }
      #expect(abs(Double(values[mask.box.offset(of: v)]) - sum / all) < 1e-5)
    }
  }
}
