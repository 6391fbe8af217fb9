import StyletImaging
import Testing

@testable import StyletCore

/// The projection of the highest values against one that goes voxel by voxel.
@Suite struct PeakProjectionTests {
  private static let size = GridSize(13, 14, 15)!

  /// Different everywhere, in no symmetry.
  private static func value(_ i: Int, _ j: Int, _ k: Int) -> Int16 {
    Int16((i * 37 + j * 101 + k * 61 + i * j * 7 + j * k * 3) % 997)
  }

  @Test(arguments: Viewpoint.Side.allCases, [1.0, -1.0]) func theHighestValueOfEachRayShows(
    _ side: Viewpoint.Side, _ slope: Double
  ) throws {
    let size = Self.size
    let grid = VoxelGrid(size: size, affine: Affine(spacing: [1, 1, 1], origin: [5, 6, 7]))
    let volume = try Volume(grid: grid, rescale: Rescale(slope: slope, intercept: 10)) { samples in
      for k in 0..<size.k {
        for j in 0..<size.j {
          for i in 0..<size.i { samples[(k * size.j + j) * size.i + i] = Self.value(i, j, k) }
        }
      }
    }
    let peaks = try #require(PeakProjection(volume, edge: 0.5))
    let n = 22
    let centre = grid.patient(of: VoxelIndex(6, 7, 7)) + 0.5
    let seen = peaks.render(
      SolidView(Viewpoint(from: side), centre: centre, mmPerSample: 1, width: n, height: n))
    let (right, up, away) = SolidRaysTests.atlas[side]!
    var best = [Double](repeating: -.infinity, count: n * n), depth = [Double](repeating: 0, count: n * n)
    for k in 0..<size.k {
      for j in 0..<size.j {
        for i in 0..<size.i {
          let v = VoxelIndex(i, j, k), d = grid.patient(of: v) - centre
          let at =
            Int((Double(n) / 2 - d[up.0] * up.1).rounded(.down)) * n
            + Int((d[right.0] * right.1 + Double(n) / 2).rounded(.down))
          let value = volume.value(at: v)
          if value > best[at] { (best[at], depth[at]) = (value, d[away.0] * away.1) }
        }
      }
    }
    let (black, white) = (peaks.range.lowerBound, peaks.range.upperBound)
    for at in 0..<n * n {
      guard best[at].isFinite else {
        #expect(seen[at].kind == .nothing)
        continue
      }
      let whole = min(max((best[at] - black) / (white - black), 0), 1) * 254
      // Dimmer with depth, by two fifths at most.
      #expect(seen[at].kind == .face)
      #expect(Double(seen[at].brightness) <= whole + 1 && Double(seen[at].brightness) >= whole * 0.6 - 2, "\(side) \(at)")
    }
    // A mirror image would not go along with the highest values.
    let expected = best.map { $0.isFinite ? $0 : black }, mirrored = (0..<n * n).map { expected[$0 / n * n + n - 1 - $0 % n] }
    func distance(_ other: [Double]) -> Double {
      zip(seen, other).reduce(0) { $0 + abs(Double($1.0.brightness) - ($1.1 - black) / (white - black) * 220) }
    }
    #expect(distance(expected) < 0.6 * distance(mirrored))
  }

  @Test func aScanOfOneValueIsNoTrap() throws {
    let volume = try Volume(grid: VoxelGrid(size: GridSize(1, 1, 1)!, affine: Affine(spacing: [1, 1, 1]))) { _ in }
    let peaks = try #require(PeakProjection(volume))
    #expect(peaks.render(SolidView(Viewpoint(from: .front), centre: .zero, mmPerSample: 1, width: 3, height: 3)).count == 9)
    #expect(peaks.render(SolidView(Viewpoint(from: .front), centre: .zero, mmPerSample: 0, width: 3, height: 3)).isEmpty)
  }
}
