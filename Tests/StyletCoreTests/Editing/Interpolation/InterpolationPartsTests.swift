import TestSupport
import Testing

@testable import StyletCore
@testable import StyletImaging
@testable import StyletProject

/// What interpolation is made of, each against the plainest way to compute it.
@Suite struct InterpolationPartsTests {
  @Test(arguments: [SIMD2(1.0, 1.0), SIMD2(0.6, 1.3)]) func distancesAreThoseToTheNearestVoxel(spacing: SIMD2<Double>) {
    var random = SeededRandom(seed: 5)
    let box = SliceBox(i: -2..<11, j: 3..<12)
    for density in 1...6 as ClosedRange<UInt64> {
      let inside = (0..<box.count).map { _ in random.next() % 7 < density }
      let map = SignedDistance(inside, box: box, spacing: spacing)
      for n in 0..<box.count {
        var nearest = Double.infinity
        for m in 0..<box.count where inside[m] != inside[n] {
          let way = SIMD2(Double(n % box.width - m % box.width), Double(n / box.width - m / box.width)) * spacing
          nearest = min(nearest, (way * way).sum().squareRoot())
        }
        let expected = (nearest - spacing.min() / 2) * (inside[n] ? 1 : -1)
        #expect(abs(Double(map.values[n]) - expected) < 1e-4)
      }
    }
  }

  @Test func aRegionWithoutAnEdge() {
    let box = SliceBox(i: 0..<3, j: 0..<2)
    let all = SignedDistance([Bool](repeating: true, count: 6), box: box, spacing: [1, 1])
    let none = SignedDistance([Bool](repeating: false, count: 6), box: box, spacing: [1, 1])
    #expect(all.values.allSatisfy { $0 > 1000 } && none.values.allSatisfy { $0 < -1000 })
  }

  @Test func componentsAreThoseOfAWalk() throws {
    var random = SeededRandom(seed: 9)
    let size = GridSize(19, 9, 2)!
    for _ in 0..<60 {
      let plain = size.voxels.map { $0.k == 1 && random.next() % 5 < 2 ? UInt8(1 + random.next() % 2) : 0 }
      let labels = LabelLayer(plain, size: size).labels
      let mask = try #require(SliceMask(labels, of: 1, k: 1))
      var seen: [SIMD2<Int>: Int] = [:]
      var pieces = 0
      for j in 0..<size.j {
        for i in 0..<size.i where labels[VoxelIndex(i, j, 1)] == 1 && seen[[i, j]] == nil {
          var waiting = [SIMD2(i, j)]
          while let v = waiting.popLast() {
            guard labels[VoxelIndex(v.x, v.y, 1)] == 1, seen[v] == nil else { continue }
            seen[v] = pieces
            for dj in -1...1 { for di in -1...1 { waiting.append(v &+ SIMD2(di, dj)) } }
          }
          pieces += 1
        }
      }
      #expect(mask.components.count == pieces)
      var number: [Int: Int] = [:]
      for j in -1...size.j {
        for i in -1...size.i {
          let piece = mask.component(i: i, j: j)
          #expect((piece == nil) == (seen[[i, j]] == nil))
          if let piece, let walked = seen[[i, j]] {
            let before = number.updateValue(walked, forKey: piece)
            #expect(before == nil || before == walked)
          }
        }
      }
      for (n, piece) in mask.components.enumerated() {
        let own = seen.filter { $0.value == number[n] }.map(\.key)
        #expect(piece.voxels == own.count)
        let sum = own.reduce(SIMD2<Double>.zero) { $0 + SIMD2(Double($1.x), Double($1.y)) }
        let off = piece.centre * Double(own.count) - sum
        #expect(abs(off.x) + abs(off.y) < 1e-6)
        #expect(piece.box.i == own.map(\.x).min()!..<own.map(\.x).max()! + 1)
        #expect(piece.box.j == own.map(\.y).min()!..<own.map(\.y).max()! + 1)
      }
    }
    #expect(SliceMask(LabelMap(size: size), of: 1, k: 0) == nil)
  }

  @Test func likelierInsideIsPositive() throws {
    let inside = (0..<200).map { Float($0 % 41) }, outside = (0..<300).map { Float(-800 + $0 % 53) }
    let model = try #require(TissueModel(inside: inside, outside: outside))
    #expect(model.logRatio(20) > 2 && model.logRatio(-780) < -2)
    #expect(model.logRatio(3000) == model.logRatio(model.range.upperBound) && model.logRatio(-3000) < -2)
    #expect(TissueModel(inside: [5, 5], outside: [5]) == nil && TissueModel(inside: [], outside: [1, 2]) == nil)
  }

  @Test func slicesThatAreOutOfDate() {
    var scan = DrawnScan()
    for k in [1, 4, 8] { scan.disc(k: k, 8, 8, 3) }
    scan.disc(2, k: 0, 20, 15, 2)
    scan.disc(2, k: 9, 20, 15, 2)
    #expect(scan.layer.staleGaps(of: 1, changed: [4]).isEmpty)
    scan.interpolate()
    func stale(_ k: Int) -> [[Int]] { scan.layer.staleGaps(of: 1, changed: [k]).map(\.slices) }
    #expect(scan.layer.gaps(of: 1).map(\.slices) == [[2, 3], [5, 6, 7]])
    #expect(stale(0).isEmpty && stale(1) == [[2, 3]] && stale(4) == [[2, 3], [5, 6, 7]] && stale(9).isEmpty)
    scan.disc(k: 6, 9, 8, 4)
    #expect(stale(6) == [[5], [7]])
    // a slice cleared stays clear until a reader asks for all gaps
    if let edit = ClearTool(label: 1, w: 5).edit(in: scan.context(0)) { scan.layer.apply(edit) }
    #expect(stale(6) == [[7]])
    scan.interpolate()
    #expect(scan.origin(5) == .interpolated && !scan.voxels(k: 5).isEmpty)
  }
}
