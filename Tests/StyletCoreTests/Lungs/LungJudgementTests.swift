import TestSupport
import Testing

@testable import StyletCore
@testable import StyletDetection
@testable import StyletImaging

/// What is said of drawn lungs, and where: on blocks with known faults.
@Suite struct LungJudgementTests {
  /// 40 x 30 x n voxels of 5 x 5 x 2 mm, all of them `hu`.
  private static func finder(slices: Int, hu: (VoxelIndex) -> Int16 = { _ in -850 }) throws -> LungFinder {
    let size = try #require(GridSize(40, 30, slices))
    let grid = VoxelGrid(size: size, affine: Affine(spacing: [5, 5, 2]))
    let volume = try Volume(grid: grid, rescale: .identity) { out in
      for (n, v) in size.voxels.enumerated() { out[n] = hu(v) }
    }
    return LungFinder(volume, nil)
  }

  /// Blocks of labels: side, i, j, k.
  private static func drawn(
    _ finder: LungFinder, _ blocks: [(UInt8, Range<Int>, Range<Int>, Range<Int>)]
  ) -> LungDrawing.Drawn {
    var labels = LabelMap(size: finder.volume.size)
    for (side, i, j, k) in blocks {
      let runs = k.flatMap { k in j.map { Run(k: k, j: $0, i: i.lowerBound, count: i.count, old: 0, new: side) } }
      labels.apply(Edit(name: "", tool: "", runs: runs))
    }
    let counts = (0..<labels.size.k).map { k in
      var n = [0, 0, 0, 0]
      for j in 0..<labels.size.j { labels.forEachRun(j: j, k: k) { _, count, label in n[Int(label)] += count } }
      return n
    }
    return LungDrawing.Drawn(labels: labels, counts: counts)
  }

  @Test func endsThatDifferAreSaidWithTheirPlace() throws {
    var finder = try Self.finder(slices: 60)
    finder.judgeEnds(Self.drawn(finder, [(1, 2..<12, 5..<20, 0..<60), (2, 20..<35, 5..<20, 27..<46)]))
    #expect(finder.report.badges == [.unevenBases(millimetres: 54), .unevenTops(millimetres: 28)])
    #expect(finder.report.remarks.map(\.slices) == [0...27, 45...59])
    #expect(finder.report.remarks.map(\.place) == [VoxelIndex(27, 12, 27), VoxelIndex(27, 12, 45)])
    // as far as usual, and one lung alone
    for blocks in [
      [(UInt8(1), 2..<12, 5..<20, 0..<60), (2, 20..<35, 5..<20, 25..<48)], [(1, 2..<12, 5..<20, 0..<60)],
    ] {
      finder = try Self.finder(slices: 60)
      finder.judgeEnds(Self.drawn(finder, blocks))
      #expect(finder.report.remarks.isEmpty)
    }
  }

  /// One remark a side: the worst, with how many there are, at what the fuller slice has more.
  @Test func theWorstJumpIsSaid() throws {
    var finder = try Self.finder(slices: 12)
    let blocks: [(UInt8, Range<Int>, Range<Int>, Range<Int>)] = [
      (1, 2..<12, 5..<15, 0..<12), (1, 2..<12, 15..<19, 3..<6), (1, 12..<18, 5..<15, 8..<12),
      (2, 20..<30, 5..<25, 0..<10), (2, 20..<30, 5..<21, 10..<12),
    ]
    finder.judgeJumps(Self.drawn(finder, blocks))
    let remark = try #require(finder.report.remarks.first)
    #expect(finder.report.remarks.count == 1 && remark.slices == 7...8)
    #expect(remark.badge == .areaJump(.right, percent: 37.5, count: 1))
    let at = try #require(remark.place)
    #expect((12..<18).contains(at.i) && (5..<15).contains(at.j) && at.k == 8)
    // the scan's ends are no jumps, a lung's are
    finder = try Self.finder(slices: 12)
    finder.judgeJumps(Self.drawn(finder, [(1, 2..<12, 5..<15, 0..<12), (2, 20..<30, 5..<15, 4..<9)]))
    #expect(finder.report.badges == [.areaJump(.left, percent: 100, count: 2)])
    #expect(finder.report.remarks[0].slices == 3...4 && finder.report.remarks[0].place?.k == 4)
  }

  /// What was recovered is said with the largest piece's place; what is smaller than 2 mL is not.
  @Test func recoveredTissueIsSaidWithItsPlace() throws {
    var finder = try Self.finder(slices: 30)
    let scan = try #require(try CoarseScan(finder.volume, work: nil)), l = scan.lattice
    // mL of a voxel: 0.05
    func judged(_ blocks: [(Range<Int>, Range<Int>, Range<Int>)]) throws -> LungReport {
      finder = try Self.finder(slices: 30)
      var tissue = [UInt8](repeating: 0, count: l.count)
      for (i, j, k) in blocks { for z in k { for y in j { for x in i { tissue[l.at(x, y, z)] = 1 } } } }
      finder.judgeRecovered(tissue, .left, scan)
      return finder.report
    }
    let small = (30..<33, 3..<6, 25..<29)
    let said = try judged([(2..<8, 3..<9, 4..<8), (12..<16, 12..<17, 14..<17), small])
    #expect(said.remarks.count == 1 && said.remarks[0].slices == 4...16)
    let at = try #require(said.remarks[0].place)
    #expect((2..<8).contains(at.i) && (3..<9).contains(at.j) && (4..<8).contains(at.k))
    guard case .recovered(let mL, .left) = said.badges[0] else { return #expect(Bool(false)) }
    #expect(abs(mL - 0.05 * Double(6 * 6 * 4 + 4 * 5 * 3)) < 1e-6)
    #expect(try judged([small]).remarks.isEmpty && judged([]).remarks.isEmpty)
  }

  /// Two labels that meet in plain lung; and with pleura between them, or where they touch little.
  @Test func aStraightSplitIsSaid() throws {
    func judged(_ depth: Int, _ hu: @escaping (VoxelIndex) -> Int16) throws -> LungReport {
      var finder = try Self.finder(slices: 30, hu: hu)
      finder.report.remark(.dividedAtMidline)
      let scan = try #require(try CoarseScan(finder.volume, work: nil)), l = scan.lattice
      #expect(l.nx == 40 && l.nz == 30)
      var labels = [UInt8](repeating: 0, count: l.count)
      for z in 0..<l.nz {
        for y in 0..<depth { for x in 5..<35 { labels[l.at(x, y, z)] = x < 20 ? 1 : 2 } }
      }
      finder.judgeSplit(scan, labels)
      return finder.report
    }
    let split = try judged(20) { _ in -850 }
    #expect(split.badges == [.straightSplit(squareCentimetres: 60)])
    #expect(split.remarks[0].slices == 0...29 && split.remarks[0].place?.i == 19)
    #expect(try judged(20) { $0.i == 20 ? -700 : -850 }.badges == [.dividedAtMidline])
    #expect(try judged(3) { _ in -850 }.badges == [.dividedAtMidline])
  }
}
