import StyletBase
import StyletImaging
import StyletPhantom
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
    let a = try make(30, 26, 20), b = try make(30, 26, 20), c = try make(30, 26, 20, seed: 2)
    #expect(bytes(a) == bytes(b))
    #expect(a.findings.plain == b.findings.plain && a.lungs.plain == b.lungs.plain && a.lesions == b.lesions)
    #expect(bytes(a) != bytes(c) && a.lesions != c.lesions)
  }

  /// The voxels of each lesion's truth come to the ellipsoid's volume within half a voxel layer of its surface.
  @Test(arguments: [(54, 54, 30, 1), (48, 40, 30, 2), (40, 32, 48, 3)])
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
    // Counting centres has no bias. Over 40 seeds the error of the sum had a mean of -0.1 % and an sd of 3.3 % on
    // 48x40x30, the coarsest grid here (0.7 % on 96x80x64): three sd.
    let all = Double(counted.reduce(0, +)) * p.volume.grid.voxelVolume / 1000
    let analytic = p.lesions.reduce(0) { $0 + $1.millilitres }
    #expect(abs(all - analytic) < 0.1 * analytic)
  }

  /// Pleural consolidations are what of their ellipsoids lies in the lung; the others are where they were without.
  @Test func pleuralLesionsAreCutByTheLung() throws {
    var s = PhantomSpecification(size: GridSize(72, 60, 48)!, seed: 4, lesions: 3, noise: 0)
    let without = try Phantom.make(s)
    s.pleural = 4
    let p = try Phantom.make(s)
    #expect(p.lesions.count == 7 && Array(p.lesions.prefix(3)) == without.lesions)
    #expect(p.lungs.plain == without.lungs.plain)
    #expect(p.lesions.filter { $0.isPleural }.map { $0.centre.x < 0 } == [true, false, true, false])
    var counted = [Int](repeating: 0, count: 7), touching = counted, outside = counted
    for x in p.volume.size.voxels {
      let at = p.volume.grid.patient(of: x), lung = p.lungs[x]
      let n = p.lesions.firstIndex { $0.contains(at) }
      let isLesion = n.map { !p.lesions[$0].isPleural || lung == 1 || lung == 2 } ?? false
      #expect(p.findings[x] == (isLesion ? p.lesions[n!].label : 0))
      guard let n else { continue }
      if !isLesion { outside[n] += 1 }
      guard isLesion else { continue }
      counted[n] += 1
      for d in [-1, 1] {
        let beside = [VoxelIndex(x.i + d, x.j, x.k), VoxelIndex(x.i, x.j + d, x.k)]
        if beside.contains(where: { p.lungs[$0] == 0 }) { touching[n] += 1 }
      }
    }
    for n in 3..<7 {
      #expect(touching[n] > 3 && outside[n] > 3 && p.lesions[n].label == 2)
      let whole = ellipsoid(p.lesions[n].semiAxes)
      #expect(p.lesions[n].millilitres < 0.9 * whole && p.lesions[n].millilitres > 0.3 * whole)
    }
    let voxel = p.volume.grid.voxelVolume / 1000
    let all = Double(counted.reduce(0, +)) * voxel, exact = p.lesions.reduce(0) { $0 + $1.millilitres }
    #expect(abs(all - exact) < 0.1 * exact)
  }

  private func ellipsoid(_ a: SIMD3<Double>) -> Double { 4 / 3 * Double.pi * a.x * a.y * a.z / 1000 }

  @Test func noFlipMapsItToItself() throws {
    let p = try make(40, 32, 28, noise: 0)
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
    let p = try make(60, 48, 40, lesions: 0)
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
    for lung in [right, left] { #expect((-870 ... -760).contains(lung.sum / Double(lung.n))) }
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

  private func crowded(_ size: GridSize) -> PhantomSpecification {
    var s = PhantomSpecification(size: size, lesions: 20)
    s.pleural = 5
    return s
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
      crowded(size),
      PhantomSpecification(size: size, spacing: [0, 1, 1]), PhantomSpecification(size: size, spacing: [1, .nan, 1]),
      PhantomSpecification(size: size, noise: -1), PhantomSpecification(size: size, noise: .nan),
    ] {
      #expect(throws: Failure.self) { try Phantom.make(bad) }
    }
  }
}
