import StyletImaging
import TestSupport
import Testing

@testable import StyletIntake

/// Noise and lung at the ends, against scans of which they are known.
@Suite struct ScanQualityTests {
  /// A body of `tissue` HU in air, with a lung within it where `hasLung` says, and normal noise.
  private func volume(
    noise: Double, tissue: Double = 40, seed: UInt64 = 1, hasLung: (Int) -> Bool = { _ in false }
  ) throws -> Volume {
    let size = try #require(GridSize(96, 96, 12))
    var random = SplitMix(seed)
    return try Volume(grid: VoxelGrid(size: size, affine: Affine(spacing: [1, 1, 2]))) { samples in
      for k in 0..<12 {
        for j in 0..<96 {
          for i in 0..<96 {
            let isBody = (10..<86).contains(i) && (10..<86).contains(j)
            let isLung = hasLung(k) && (30..<50).contains(i) && (30..<50).contains(j)
            let value = (isLung ? -800 : isBody ? tissue : -1000) + noise * random.normal()
            samples[(k * 96 + j) * 96 + i] = Int16(value.rounded())
          }
        }
      }
    }
  }

  private struct SplitMix {
    var state: UInt64
    init(_ seed: UInt64) { state = seed }

    mutating func next() -> Double {
      state &+= 0x9e37_79b9_7f4a_7c15
      var z = state
      z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
      z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
      return Double((z ^ (z >> 31)) >> 11) / 0x1p53
    }

    /// The sum of twelve, less six.
    mutating func normal() -> Double { (0..<12).reduce(-6.0) { sum, _ in sum + next() } }
  }

  @Test(arguments: [5.0, 10, 20]) func noiseIsFound(_ noise: Double) throws {
    let found = try #require(SoftTissueNoise.of(volume(noise: noise)))
    #expect(abs(found - noise) <= 0.1 * noise + 0.5, "\(found)")
  }

  @Test func withoutSoftTissueThereIsNone() throws {
    #expect(try SoftTissueNoise.of(volume(noise: 10, tissue: -500)) == nil)
  }

  /// 20 x 20 mm of lung, in the lowest plane alone.
  @Test func lungAtAnEndIsMeasured() throws {
    let lung = LungAtEnds.of(try volume(noise: 0) { $0 == 0 })
    #expect(lung.below == 400 && lung.above == 0)
    let both = LungAtEnds.of(try volume(noise: 0) { _ in true })
    #expect(both.below == 400 && both.above == 400)
  }
}
