import Foundation
import TestSupport
import Testing

@testable import StyletDetection
@testable import StyletImaging

/// A tube beside a spine, with lung to its left and consolidation against it on some slices.
@Suite struct LungAortaTests {
  private static let size = GridSize(64, 60, 40)!
  private static let spine = SIMD2(24.0, 40.0)
  /// mm.
  private static let radius = 12.0, step = 2.4

  /// The tube's middle, voxels: it leans to the left on the way up.
  private static func middle(_ k: Int) -> SIMD2<Double> { SIMD2(34 + 0.1 * Double(k), 32) }

  private static func isTube(_ v: VoxelIndex) -> Bool {
    let d = (SIMD2(Double(v.i), Double(v.j)) - middle(v.k)) * step
    return (d * d).sum() < radius * radius
  }

  /// Against the tube's left side on eight slices.
  private static func isLesion(_ v: VoxelIndex) -> Bool {
    (16..<24).contains(v.k) && (30..<50).contains(v.i) && (26..<42).contains(v.j) && !isTube(v)
  }

  private static func scan(tube: Bool, blood: Int16 = 45) throws -> CoarseScan {
    let volume = try Volume(
      grid: VoxelGrid(size: size, affine: Affine(spacing: SIMD3(repeating: step))), rescale: .identity
    ) { out in
      for (n, v) in size.voxels.enumerated() {
        let d = (SIMD2(Double(v.i), Double(v.j)) - spine) * step
        let noise = Int16((v.i * 7 + v.j * 5 + v.k * 3) % 11 - 5)
        if (d * d).sum() < 15 * 15 {
          out[n] = 250
        } else if tube && isTube(v) {
          out[n] = blood + noise
        } else if isLesion(v) {
          out[n] = 40 + noise
        } else {
          // Fat around the spine and before it, lung beside.
          out[n] = (v.i < 32 ? -100 : -850) + noise
        }
      }
    }
    return try #require(try CoarseScan(volume, work: nil))
  }

  private static func aorta(_ scan: CoarseScan, arch: Int = 0) -> LungAorta? {
    LungAorta(
      scan, spine: [SIMD2<Double>](repeating: spine, count: size.k), shift: 0, within: 2..<36, arch: arch)
  }

  /// Without contrast agent, and with it.
  @Test(arguments: [Int16(45), 280]) func theTubeIsFollowedPastConsolidation(blood: Int16) throws {
    let scan = try Self.scan(tube: true, blood: blood), l = scan.lattice
    let aorta = try #require(Self.aorta(scan))
    try #require(aorta.slices == 2..<36 && aorta.tube.count == 34)
    for (k, place) in zip(aorta.slices, aorta.tube) {
      let off = (SIMD2(place.x, place.y) - Self.middle(k)) * Self.step
      #expect((off * off).sum().squareRoot() < 6 && abs(place.z - Self.radius) <= 3, "\(k)")
    }
    var mask = [UInt8](repeating: 0, count: l.count)
    aorta.paint(1, into: &mask, l, spine: [SIMD2<Double>](repeating: Self.spine, count: Self.size.k))
    let voxels = Self.size.voxels.filter { aorta.slices.contains($0.k) }
    let tube = voxels.filter(Self.isTube), lesion = voxels.filter(Self.isLesion)
    func painted(_ some: [VoxelIndex]) -> Int { some.count { mask[l.at($0.i, $0.j, $0.k)] != 0 } }
    #expect(Double(painted(tube)) > 0.93 * Double(tube.count))
    // Of what lies against it most stays free, and all from a few millimetres on.
    let apart = lesion.filter { v in
      let d = (SIMD2(Double(v.i), Double(v.j)) - Self.middle(v.k)) * Self.step
      return d.x > 0 && (d * d).sum().squareRoot() > Self.radius + 10
    }
    #expect(apart.count > 50 && painted(apart) == 0)
    // What lies between it and the spine is no lung either.
    #expect(mask[l.at(28, 36, 10)] != 0)
  }

  @Test func theArchIsReachedStraight() throws {
    let scan = try Self.scan(tube: true)
    let aorta = try #require(Self.aorta(scan, arch: 500))
    #expect(aorta.slices == 2..<Self.size.k && aorta.tube.count == Self.size.k - 2)
    #expect(aorta.tube.suffix(5).allSatisfy { $0 == aorta.tube.last })
  }

  @Test func withoutATubeThereIsNone() throws {
    let scan = try Self.scan(tube: false)
    #expect(Self.aorta(scan) == nil)
    let spine = [SIMD2<Double>](repeating: Self.spine, count: Self.size.k)
    for within in [0..<0, 3..<4, 50..<90] {
      #expect(LungAorta(scan, spine: spine, shift: 0, within: within, arch: 0) == nil)
    }
    // A spine at the picture's corner, and beyond it.
    for corner in [SIMD2(0.0, 0), SIMD2(63.0, 59), SIMD2(-500.0, 900)] {
      let spine = [SIMD2<Double>](repeating: corner, count: Self.size.k)
      #expect(LungAorta(scan, spine: spine, shift: 0, within: 0..<40, arch: 40) == nil)
    }
  }
}
