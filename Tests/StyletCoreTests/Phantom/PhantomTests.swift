import StyletCore
import TestSupport
import Testing

@Suite struct PhantomTests {
  private func make(
    _ i: Int, _ j: Int, _ k: Int, seed: UInt64 = 1, lesions: Int = 6, noise: Double = 20
  ) throws -> Phantom {
    try Phantom.make(PhantomSpecification(size: GridSize(i, j, k)!, seed: seed, lesions: lesions, noise: noise))
  }

  private func bytes(_ p: Phantom) -> [Int16] { p.volume.withSamples(Array.init) }

  @Test func sameSeedSameBytes() throws {
    let a = try make(40, 36, 30), b = try make(40, 36, 30), c = try make(40, 36, 30, seed: 2)
    #expect(bytes(a) == bytes(b))
    #expect(a.findings.plain == b.findings.plain && a.lungs.plain == b.lungs.plain && a.lesions == b.lesions)
    #expect(bytes(a) != bytes(c) && a.lesions != c.lesions)
  }

  /// The voxels of each lesion's truth come to the ellipsoid's volume within half a voxel layer of its surface.
  @Test(arguments: [(64, 64, 36, 1), (60, 48, 40, 2), (50, 40, 64, 3)])
  func truthIsTheAnalyticVolume(i: Int, j: Int, k: Int, seed: Int) throws {
    let p = try make(i, j, k, seed: UInt64(seed), lesions: 9)
    #expect(p.lesions.count == 9 && Set(p.lesions.map(\.label)) == [1, 2])
    var counted = [Int](repeating: 0, count: p.lesions.count)
    for x in p.volume.size.voxels {
      let at = p.volume.grid.patient(of: x)
      let inside = p.lesions.indices.filter { p.lesions[$0].contains(at) }
      #expect(inside.count <= 1)
      #expect(p.findings[x] == (inside.first.map { p.lesions[$0].label } ?? 0))
      if let n = inside.first {
        counted[n] += 1
        #expect(p.lungs[x] == (at.x < 0 ? 1 : 2), "a lesion lies in its lung")
      }
    }
    let spacing = p.volume.grid.spacing
    for (n, lesion) in p.lesions.enumerated() {
      let a = lesion.semiAxes, h = spacing / 2
      let outer = (a.x + h.x) * (a.y + h.y) * (a.z + h.z)
      let inner = max(a.x - h.x, 0) * max(a.y - h.y, 0) * max(a.z - h.z, 0)
      let volume = Double(counted[n]) * p.volume.grid.voxelVolume / 1000
      #expect(volume <= 4 / 3 * Double.pi * outer / 1000 && volume >= 4 / 3 * Double.pi * inner / 1000)
    }
    // Counting centres has no bias: over all lesions the error is far inside the layer.
    let all = Double(counted.reduce(0, +)) * p.volume.grid.voxelVolume / 1000
    let analytic = p.lesions.reduce(0) { $0 + $1.millilitres }
    #expect(abs(all - analytic) < 0.06 * analytic)
  }

  @Test func noFlipMapsItToItself() throws {
    let p = try make(48, 40, 36, noise: 0)
    let size = p.volume.size
    for axis in 0..<3 {
      var different = 0, labels = 0
      for x in size.voxels {
        let y = VoxelIndex(
          axis == 0 ? size.i - 1 - x.i : x.i, axis == 1 ? size.j - 1 - x.j : x.j, axis == 2 ? size.k - 1 - x.k : x.k)
        if abs(Int(p.volume[x]) - Int(p.volume[y])) > 100 { different += 1 }
        if p.findings[x] != p.findings[y] { labels += 1 }
      }
      #expect(different > size.count / 50 && labels > 20)
    }
  }

  /// The lungs: air-filled, the left one smaller; airways; and the tissues that HU bands are known for.
  @Test func tissuesAndLungs() throws {
    let p = try make(72, 60, 48, lesions: 0)
    #expect(p.findings.isEmpty)
    var ledger: [UInt8: (n: Int, sum: Double)] = [:]
    var bands = (air: 0, lung: 0, fat: 0, soft: 0, bone: 0)
    for x in p.volume.size.voxels {
      let hu = p.volume.value(at: x)
      ledger[p.lungs[x], default: (0, 0)].n += 1
      ledger[p.lungs[x], default: (0, 0)].sum += hu
      switch hu {
      case ..<(-950): bands.air += 1
      case -950 ..< -700: bands.lung += 1
      case -140 ..< -60: bands.fat += 1
      case 0..<120: bands.soft += 1
      case 250...: bands.bone += 1
      default: break
      }
      #expect((-1024...3071).contains(hu))
    }
    let right = try #require(ledger[1]), left = try #require(ledger[2]), airway = try #require(ledger[3])
    func litres(_ n: Int) -> Double { Double(n) * p.volume.grid.voxelVolume / 1e6 }
    #expect((1.5...3).contains(litres(right.n)) && (1.2...2.4).contains(litres(left.n)))
    #expect(Double(left.n) < 0.9 * Double(right.n))
    #expect((-870 ... -760).contains(right.sum / Double(right.n)) && (-870 ... -760).contains(left.sum / Double(left.n)))
    #expect(airway.sum / Double(airway.n) < -800 && (0.02...0.07).contains(litres(airway.n)))
    let all = Double(p.volume.size.count)
    for (share, range) in [
      (bands.air, 0.3...0.6), (bands.lung, 0.05...0.25), (bands.fat, 0.03...0.2), (bands.soft, 0.1...0.4),
      (bands.bone, 0.003...0.05),
    ] { #expect(range.contains(Double(share) / all)) }
  }

  @Test func noiseIsAsAsked() throws {
    let quiet = try make(60, 48, 10, noise: 0), loud = try make(60, 48, 10, noise: 30)
    var sum = 0.0, squares = 0.0, n = 0.0
    for x in quiet.volume.size.voxels where (20...80).contains(quiet.volume.value(at: x)) {
      let d = loud.volume.value(at: x) - quiet.volume.value(at: x)
      (sum, squares, n) = (sum + d, squares + d * d, n + 1)
    }
    let mean = sum / n, sd = (squares / n - mean * mean).squareRoot()
    #expect(abs(mean) < 1 && (18...34).contains(sd))
  }

  @Test func everySizeAndRefusals() throws {
    for size in [(1, 1, 1), (3, 200, 2), (20, 1, 7), (16, 16, 16)] {
      let p = try make(size.0, size.1, size.2, lesions: 2)
      #expect(p.lesions.count == 2)
    }
    #expect(try make(24, 24, 24, lesions: PhantomSpecification.maximumLesions).lesions.count == 24)
    let size = GridSize(8, 8, 8)!
    for bad in [
      PhantomSpecification(size: size, lesions: -1), PhantomSpecification(size: size, lesions: 25),
      PhantomSpecification(size: size, spacing: [0, 1, 1]), PhantomSpecification(size: size, spacing: [1, .nan, 1]),
      PhantomSpecification(size: size, noise: -1), PhantomSpecification(size: size, noise: .nan),
    ] {
      #expect(throws: Failure.self) { try Phantom.make(bad) }
    }
  }
}
