import TestSupport
import Testing

@testable import StyletDetection
@testable import StyletImaging
@testable import StyletPhantom

/// What tells where air lies, and the pieces of it.
@Suite struct AirPieceTests {
  /// The spans of a convex hull against the ends of all segments between points.
  @Test(arguments: 0..<40) func hullsOfRows(seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    var ends: [(y: Int, low: Int, high: Int)] = []
    for y in 0..<Int.random(in: 1...9, using: &random) where y == 0 || Bool.random(using: &random) {
      let a = Int.random(in: 0..<20, using: &random)
      ends.append((y, a, a + Int.random(in: 0..<8, using: &random)))
    }
    let points = ends.flatMap { [(Double($0.low), $0.y), (Double($0.high), $0.y)] }
    let spans = ConvexRows(ends).spans
    #expect(spans.map(\.y) == Array((ends.first?.y ?? 0)...(ends.last?.y ?? 0)))
    for span in spans {
      var low = Double.infinity, high = -Double.infinity
      for p in points {
        for q in points where p.1 <= span.y && span.y <= q.1 {
          let x = p.1 == q.1 ? p.0 : p.0 + (q.0 - p.0) * Double(span.y - p.1) / Double(q.1 - p.1)
          (low, high) = (min(low, x), max(high, x))
        }
      }
      #expect(abs(span.low - low) < 1e-9 && abs(span.high - high) < 1e-9)
    }
    #expect(ConvexRows([]).spans.isEmpty)
  }

  /// Each place goes to a mark from which no way over lower ground leads than from any other.
  @Test(arguments: 0..<20) func floodingTakesTheLowestWay(seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    let l = LungLattice(nx: 5, ny: 4, nz: 3, spacing: [1, 1, 1])
    let cost = (0..<l.count).map { _ in UInt8.random(in: 0..<9, using: &random) }
    let domain = (0..<l.count).map { _ in UInt8(Int.random(in: 0..<5, using: &random) > 0 ? 1 : 0) }
    var marks = [Int32](repeating: 0, count: l.count)
    let seeds = [(0, Int32(1)), (l.count - 1, Int32(7))]
    for (v, mark) in seeds { marks[v] = mark }
    LungFlood.run(&marks, within: domain, l) { cost[$0] }
    /// The lowest that the highest place of a way can be, from a seed to everywhere.
    func ways(from seed: Int) -> [Int] {
      var best = [Int](repeating: .max, count: l.count)
      best[seed] = 0
      for _ in 0..<l.count {
        for v in 0..<l.count where best[v] < .max {
          let x = v % l.nx, y = v / l.nx % l.ny, z = v / l.plane
          for (n, isIn) in [
            (v - 1, x > 0), (v + 1, x + 1 < l.nx), (v - l.nx, y > 0), (v + l.nx, y + 1 < l.ny), (v - l.plane, z > 0),
            (v + l.plane, z + 1 < l.nz),
          ] where isIn && domain[n] != 0 {
            best[n] = min(best[n], max(best[v], Int(cost[n])))
          }
        }
      }
      return best
    }
    let all = seeds.map { ways(from: $0.0) }
    for v in 0..<l.count where domain[v] != 0 && !seeds.contains(where: { $0.0 == v }) {
      let lowest = min(all[0][v], all[1][v])
      if lowest == .max {
        #expect(marks[v] == 0)
      } else {
        let own = seeds.firstIndex { $0.1 == marks[v] }
        #expect(own.map { all[$0][v] } == lowest)
      }
    }
  }

  private static let made = Result {
    try Phantom.make(PhantomSpecification(size: GridSize(84, 70, 60)!, seed: 5, lesions: 0))
  }

  private func changed(_ p: Phantom, _ change: (VoxelIndex, Int16) -> Int16) throws -> Volume {
    let size = p.volume.size
    return try Volume(grid: p.volume.grid) { out in
      p.volume.withSamples { s in
        for (n, v) in size.voxels.enumerated() { out[n] = change(v, s[n]) }
      }
    }
  }

  /// Gas under the left dome, a voxel of tissue below the lung: not lung, and in the account.
  @Test func gasUnderTheDomeStandsInTheAccount() throws {
    let p = try Self.made.get(), size = p.volume.size, mm = p.volume.grid.spacing
    let lung = size.voxels.filter { p.lungs[$0] == 2 }
    let i = (lung.map(\.i).min()! + lung.map(\.i).max()!) / 2, j = (lung.map(\.j).min()! + lung.map(\.j).max()!) / 2
    let floor = try #require(lung.filter { $0.i == i && $0.j == j }.map(\.k).min())
    let radius = 26.0, centre = SIMD3(Double(i), Double(j), Double(floor) - 2 - radius / mm.z)
    func isGas(_ v: VoxelIndex) -> Bool {
      let d = (SIMD3(Double(v.i), Double(v.j), Double(v.k)) - centre) * mm
      guard (d * d).sum() < radius * radius else { return false }
      // A wall of a voxel stays between it and any lung.
      for a in -1...1 {
        for b in -1...1 {
          for c in -1...1 {
            let n = VoxelIndex(v.i + a, v.j + b, v.k + c)
            if size.contains(n), p.lungs[n] != 0 { return false }
          }
        }
      }
      return true
    }
    let gas = size.voxels.filter(isGas)
    let mL = Double(gas.count) * p.volume.grid.voxelVolume / 1000
    try #require(mL > 40)
    let there = Set(gas)
    let found = try #require(Lungs.find(in: changed(p) { there.contains($0) ? -1000 : $1 }))
    #expect(dice(found.labels, p.lungs, 1) > 0.965 && dice(found.labels, p.lungs, 2) > 0.96)
    let taken = gas.filter { found.labels[$0] != 0 }.count
    #expect(Double(taken) * p.volume.grid.voxelVolume / 1000 < 2)
    let below = found.report.air.rows.filter { ($0.kind == .stomach || $0.kind == .bowel) && $0.side != .right }
    #expect(below.reduce(0) { $0 + $1.millilitres } > 0.6 * mL)
    #expect(found.report.badges.contains { if case .gasLeftOut = $0 { true } else { false } })
    #expect(!found.report.badges.contains { if case .unexplainedAir = $0 { true } else { false } })
  }

  /// Gas under the right dome with no wall between it and the lung: it may be lung behind a band of scar, so it is not known, and said with its place.
  @Test func gasOpenToTheLungOverItIsNotKnown() throws {
    let p = try Self.made.get(), size = p.volume.size, mm = p.volume.grid.spacing
    let lung = size.voxels.filter { p.lungs[$0] == 1 }
    let i = (lung.map(\.i).min()! + lung.map(\.i).max()!) / 2, j = (lung.map(\.j).min()! + lung.map(\.j).max()!) / 2
    let floor = try #require(lung.filter { $0.i == i && $0.j == j }.map(\.k).min())
    let radius = 26.0, centre = SIMD3(Double(i), Double(j), Double(floor) - 0.3 * radius / mm.z)
    let gas = Set(
      size.voxels.filter { v in
        let d = (SIMD3(Double(v.i), Double(v.j), Double(v.k)) - centre) * mm
        return p.lungs[v] == 0 && (d * d).sum() < radius * radius
      })
    let found = try #require(Lungs.find(in: changed(p) { gas.contains($0) ? -1000 : $1 }))
    let row = try #require(found.report.air.rows.first { $0.kind == .unexplained })
    #expect(gas.contains(row.place))
    #expect(!found.report.air.rows.contains { $0.kind == .bowel })
  }

  /// The picture holds one lung and the ribs beside it, and ends before the spine: that lung is one, on its side.
  @Test(arguments: [1, 2]) func aPictureOfOneLung(label: Int) throws {
    let p = try Self.made.get(), size = p.volume.size, label = UInt8(label)
    let own = size.voxels.filter { p.lungs[$0] == label }.map(\.i)
    let i = label == 1 ? 0..<own.max()! : own.min()! + 1..<size.i
    let grid = VoxelGrid(
      size: GridSize(i.count, size.j, size.k)!, affine: Affine(spacing: p.volume.grid.spacing, origin: .zero))
    let cut = try Volume(grid: grid) { out in
      p.volume.withSamples { s in
        for (n, v) in grid.size.voxels.enumerated() { out[n] = s[(v.k * size.j + v.j) * size.i + v.i + i.lowerBound] }
      }
    }
    let found = try #require(Lungs.find(in: cut))
    var both = 0, sum = 0, other = 0
    for v in grid.size.voxels {
      let truth = p.lungs[VoxelIndex(v.i + i.lowerBound, v.j, v.k)] == label, mine = found.labels[v] == label
      sum += (truth ? 1 : 0) + (mine ? 1 : 0)
      both += truth && mine ? 1 : 0
      if found.labels[v] == 3 - label, truth { other += 1 }
    }
    #expect(Double(2 * both) > 0.94 * Double(sum), "\(both) of \(sum)")
    #expect(other == 0 && !found.report.badges.contains(.dividedAtMidline))
  }

  /// Foam like lung between the patient and the edge of a round picture, with threads in it, and a couch.
  @Test func foamUnderThePatient() throws {
    let p = try Self.made.get(), size = p.volume.size
    let volume = try changed(p) { v, x in
      let a = (Double(v.i) + 0.5) / Double(size.i) - 0.5, b = (Double(v.j) + 0.5) / Double(size.j) - 0.5
      if a * a + b * b > 0.25 { return -1000 }
      guard v.j > size.j / 2, x < -900, p.lungs[v] == 0 else { return x }
      let n = v.i * 7 + v.j * 5 + v.k * 3
      return n % 17 == 0 ? -640 : Int16(-880 + n % 41)
    }
    let found = try #require(Lungs.find(in: volume))
    #expect(dice(found.labels, p.lungs, 1) > 0.96 && dice(found.labels, p.lungs, 2) > 0.96)
  }

  /// Air between lung and the wall before it: no program tells it from a bulla, but it must be said where.
  @Test func airWithoutVesselsIsSaid() throws {
    let p = try Self.made.get(), size = p.volume.size
    let lung = size.voxels.filter { p.lungs[$0] == 1 }
    let front = lung.map(\.j).min()!
    let gas = Set(lung.filter { $0.j < front + 12 })
    let edge = Set(lung.filter { $0.j == front + 12 })
    let found = try #require(
      Lungs.find(in: changed(p) { gas.contains($0) ? -1000 : edge.contains($0) ? -250 : $1 }))
    let taken = gas.filter { found.labels[$0] == 1 }
    try #require(Double(taken.count) * p.volume.grid.voxelVolume / 1000 > 30)
    let remark = found.report.remarks.first { if case .pieceWithoutVessels = $0.badge { true } else { false } }
    #expect(try gas.contains(#require(remark?.place)))
  }

  /// A broad, flat layer of air apart from all lung, in the cage and on the lungs' slices, is not known and so is no
  /// lung, and said with its place; the same layer thrice as thick may be a lobe's base.
  @Test(arguments: [3, 9]) func broadAndFlatAirIsUnexplained(slices: Int) throws {
    // Thin slices: what is thinner than 6 mm has an inside.
    let p = try Phantom.make(PhantomSpecification(size: GridSize(84, 70, 180)!, seed: 5, lesions: 0))
    let size = p.volume.size
    let lung = size.voxels.filter { p.lungs[$0] == 1 }
    let i = (lung.map(\.i).min()! + lung.map(\.i).max()!) / 2, j = (lung.map(\.j).min()! + lung.map(\.j).max()!) / 2
    let floor = try #require(lung.filter { $0.i == i && $0.j == j }.map(\.k).min())
    let top = floor - Int(24 / p.volume.grid.spacing.z)
    var layer = Set<VoxelIndex>()
    let volume = try changed(p) { v, x in
      // In the liver; the first and the last slice are a little smaller.
      let n = top - v.k, rim = slices == 3 && n != 1 ? 1 : 0
      guard (0..<slices).contains(n), x > -200, abs(v.i - i) < 8 - rim, abs(v.j - j) < 8 - rim else { return x }
      layer.insert(v)
      return Int16(-860 + (v.i * 7 + v.j * 5 + v.k * 3) % 31)
    }
    let mL = Double(layer.count) * p.volume.grid.voxelVolume / 1000
    try #require(mL > 12)
    let found = try #require(Lungs.find(in: volume))
    let taken = layer.count { found.labels[$0] != 0 }
    let said = found.report.remarks.first { if case .unexplainedAir = $0.badge { true } else { false } }
    guard slices == 3 else {
      #expect(taken > layer.count * 9 / 10 && said == nil, "\(taken) of \(layer.count)")
      return
    }
    #expect(taken < layer.count / 20, "\(taken) of \(layer.count)")
    #expect(try layer.contains(#require(said?.place)))
    guard case .unexplainedAir(.right, let left)? = said?.badge else { return #expect(Bool(false)) }
    #expect(abs(left - mL) < 0.1 * mL, "\(left) of \(mL) mL")
  }

  /// Gas before the spine's middle is the gullet's. Gas right of it may be a cyst beside the trachea or lung behind
  /// consolidation: it is no lung, and said with its place.
  @Test(arguments: [0.0, 14]) func gasRightOfTheGulletIsSaid(aside: Double) throws {
    let p = try Self.made.get(), size = p.volume.size, mm = p.volume.grid.spacing
    let ks = size.voxels.filter { p.lungs[$0] == 1 }.map(\.k)
    let low = try #require(ks.min()), high = try #require(ks.max())
    let i = size.i / 2 - Int((aside / mm.x).rounded())
    func ball(_ j: Int, _ k: Int, _ radius: Double) -> [VoxelIndex] {
      let r = SIMD3<Int>(SIMD3(repeating: radius) / mm)
      var out: [VoxelIndex] = []
      for c in -r.z...r.z {
        for b in -r.y...r.y {
          for a in -r.x...r.x {
            let d = SIMD3(Double(a), Double(b), Double(c)) * mm
            if (d * d).sum() <= radius * radius { out.append(VoxelIndex(i + a, j + b, k + c)) }
          }
        }
      }
      return out
    }
    func isSoft(_ v: VoxelIndex) -> Bool { p.lungs[v] == 0 && (-200...130).contains(p.volume.value(at: v)) }
    // The place farthest back that has soft tissue alone around, in the upper half of the lungs.
    let places = (size.j / 3..<size.j).reversed().flatMap { j in ((low + high) / 2..<high - 8).map { (j, $0) } }
    let place = try #require(places.first { j, k in ball(j, k, 16).allSatisfy(isSoft) })
    let gas = Set(ball(place.0, place.1, 10))
    let found = try #require(Lungs.find(in: changed(p) { gas.contains($0) ? -1000 : $1 }))
    #expect(gas.count { found.labels[$0] != 0 } == 0)
    let said = found.report.remarks.first { if case .unexplainedAir = $0.badge { true } else { false } }
    #expect((said?.place).map(gas.contains) == (aside == 0 ? nil : true))
    #expect((found.report.air.millilitres(of: .oesophagus) > 2) == (aside == 0))
  }

  /// The picture ends in the other lung, before the spine: the rim of it that is seen is thin and lies in the middle,
  /// as the gullet does, and is lung.
  @Test func aRimAtTheEdgeIsNoGullet() throws {
    let p = try Self.made.get(), size = p.volume.size
    // 17 mm beside the midline.
    let first = size.i / 2 - Int(17 / p.volume.grid.spacing.x) - 1
    let grid = VoxelGrid(
      size: GridSize(size.i - first, size.j, size.k)!, affine: Affine(spacing: p.volume.grid.spacing, origin: .zero))
    let cut = try Volume(grid: grid) { out in
      p.volume.withSamples { s in
        for (n, v) in grid.size.voxels.enumerated() { out[n] = s[(v.k * size.j + v.j) * size.i + v.i + first] }
      }
    }
    let found = try #require(Lungs.find(in: cut))
    let rim = grid.size.voxels.filter { p.lungs[VoxelIndex($0.i + first, $0.j, $0.k)] == 1 }
    try #require(Double(rim.count) * grid.voxelVolume / 1000 > 40)
    let taken = rim.count { found.labels[$0] == 1 }
    #expect(taken > rim.count * 9 / 10, "\(taken) of \(rim.count)")
    #expect(found.report.badges.contains(.cutAtSide))
    #expect(found.report.air.millilitres(of: .oesophagus) < 1)
  }
}
