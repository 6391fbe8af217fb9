import TestSupport
import Testing

@testable import StyletBase
@testable import StyletCore
@testable import StyletImaging
@testable import StyletProject

/// Interpolation between drawn slices: what comes out, and what stays as it was.
@Suite struct InterpolateTests {
  // MARK: Shapes

  @Test func equalDiscsMakeACylinder() {
    var scan = DrawnScan()
    for k in [2, 7] { scan.disc(k: k, 9, 11, 4) }
    scan.interpolate()
    for k in 3...6 { #expect(scan.voxels(k: k) == scan.voxels(k: 2)) }
    #expect(scan.voxels(k: 1).isEmpty && scan.voxels(k: 8).isEmpty)
  }

  /// A value that is the same everywhere teaches nothing: the shape alone counts.
  @Test func withoutContrastTheShapeCounts() {
    var plain = DrawnScan(), guided = DrawnScan()
    for k in [2, 6] {
      plain.disc(k: k, 9 + Double(k), 11, 4)
      guided.disc(k: k, 9 + Double(k), 11, 4)
    }
    plain.interpolate(0)
    guided.interpolate(1)
    #expect(plain.layer.labels.plain == guided.layer.labels.plain)
  }

  @Test(arguments: [SIMD3(1.0, 1.0, 2.0), SIMD3(0.6, 1.2, 3.0)]) func theMiddleIsTheMean(spacing: SIMD3<Double>) {
    var scan = DrawnScan(GridSize(36, 22, 5)!, spacing: spacing)
    scan.disc(k: 0, 17, 10, 3)
    scan.disc(k: 4, 17, 10, 8)
    scan.interpolate()
    for (k, radius) in [(1, 4.25), (2, 5.5), (3, 6.75)] {
      let middle = scan.voxels(k: k)
      for j in 0..<22 {
        for i in 0..<36 {
          // half a voxel on either side of the circle is anybody's
          let slack = spacing.y * 0.75
          if DrawnScan.isIn(17, 10, radius - slack, i, j, spacing) {
            #expect(middle.contains([i, j]), "\(k) \(i) \(j)")
          }
          if !DrawnScan.isIn(17, 10, radius + slack, i, j, spacing) {
            #expect(!middle.contains([i, j]), "\(k) \(i) \(j)")
          }
        }
      }
    }
  }

  @Test func discsThatDoNotOverlapMove() {
    var scan = DrawnScan()
    scan.disc(k: 1, 5, 6, 3)
    scan.disc(k: 5, 13, 14, 3)
    scan.interpolate()
    for (k, at) in [(2, 7.0), (3, 9.0), (4, 11.0)] {
      var expected = DrawnScan()
      expected.disc(k: 0, at, at + 1, 3)
      #expect(scan.voxels(k: k) == expected.voxels(k: 0), "\(k)")
    }
  }

  @Test func oneBecomesTwo() {
    var scan = DrawnScan()
    scan.draw(k: 1) { i, j in (4...20).contains(i) && (8...12).contains(j) }
    scan.disc(k: 7, 6, 10, 3)
    scan.disc(k: 7, 18, 10, 3)
    var turned = scan
    scan.interpolate()
    for k in 2...6 {
      let here = scan.voxels(k: k)
      #expect(here.contains([6, 10]) && here.contains([18, 10]))
      // between the two it thins, and never widens again
      let bridge = here.filter { $0.x == 12 }.count
      #expect(bridge <= scan.voxels(k: k - 1).filter { $0.x == 12 }.count)
    }
    #expect(!scan.voxels(k: 6).contains([12, 10]))
    // and two become one, the other way round
    for k in [1, 7] { if let e = ClearTool(label: 1, w: k).edit(in: turned.context(0)) { turned.layer.apply(e) } }
    for (i, j) in [(6, 10), (18, 10)] { turned.disc(k: 1, Double(i), Double(j), 3) }
    turned.draw(k: 7) { i, j in (4...20).contains(i) && (8...12).contains(j) }
    turned.interpolate()
    for k in 2...6 { #expect(dice(turned.voxels(k: k), scan.voxels(k: 8 - k)) > 0.97) }
  }

  @Test func aHoleStays() {
    var scan = DrawnScan()
    for k in [1, 5] { scan.draw(k: k) { DrawnScan.isIn(12, 10, 8, $0, $1) && !DrawnScan.isIn(12, 10, 4, $0, $1) } }
    scan.interpolate()
    for k in 2...4 { #expect(scan.voxels(k: k) == scan.voxels(k: 1)) }
  }

  /// The piece alone on its slice ends within half the gap and its radius; the other goes on.
  @Test func aPieceWithoutAPartnerEnds() {
    var scan = DrawnScan(GridSize(40, 22, 12)!)
    for k in [0, 11] { scan.disc(k: k, 6, 10, 4) }
    scan.disc(k: 0, 32, 10, 4.5)
    scan.interpolate()
    var before = scan.voxels(k: 0).filter { $0.x > 20 }
    for k in 1...10 {
      let here = scan.voxels(k: k).filter { $0.x > 20 }
      #expect(here.isSubset(of: before))
      #expect(here.isEmpty == (k >= 3), "4.5 mm, slices 2 mm apart: \(k)")
      #expect(scan.voxels(k: k).contains([6, 10]))
      before = here
    }
  }

  @Test func singleVoxelsAndTheVolumesEdge() {
    var scan = DrawnScan(GridSize(5, 3, 6)!)
    scan.draw(k: 0) { i, j in i == 0 && j == 0 }
    scan.draw(k: 4) { i, j in i == 0 && j == 0 }
    scan.interpolate(1)
    for k in 1...3 { #expect(scan.voxels(k: k) == [SIMD2(0, 0)]) }
    var all = DrawnScan(GridSize(5, 3, 6)!)
    for k in [0, 5] { all.draw(k: k) { _, _ in true } }
    all.interpolate(1)
    #expect(all.layer.labels.plain.allSatisfy { $0 == 1 })
    var line = DrawnScan(GridSize(1, 1, 4)!)
    for k in [0, 3] { line.draw(k: k) { _, _ in true } }
    line.interpolate(1)
    #expect(line.layer.labels.plain == [1, 1, 1, 1])
  }

  // MARK: The CT

  /// A tube that bends between the slices: its shape cannot be known, but seen.
  @Test func theBoundaryFollowsTheCT() {
    let size = GridSize(26, 20, 5)!
    func truth(_ i: Int, _ j: Int, _ k: Int) -> Bool {
      let bend = 3.6 - Double((k - 2) * (k - 2)) * 3.6 / 4
      return DrawnScan.isIn(11 + bend, 10 - bend / 2, 5, i, j)
    }
    var random = SeededRandom(seed: 3)
    var shape = DrawnScan(size, spacing: [0.7, 0.7, 1]) { v in
      (truth(v.i, v.j, v.k) ? 20 : -800) + Int16.random(in: -90...90, using: &random)
    }
    for k in [0, 4] { shape.draw(k: k) { truth($0, $1, k) } }
    var guided = shape
    shape.interpolate(0)
    guided.interpolate(1)
    for k in 1...3 {
      var expected = DrawnScan(size)
      expected.draw(k: k) { truth($0, $1, k) }
      #expect(dice(guided.voxels(k: k), expected.voxels(k: k)) > 0.93, "\(k)")
    }
    var middle = DrawnScan(size)
    middle.draw(k: 2) { truth($0, $1, 2) }
    #expect(dice(shape.voxels(k: 2), middle.voxels(k: 2)) < 0.7)
  }

  // MARK: What stays

  @Test func onlyFreeVoxelsOfTheGapsChange() throws {
    var random = SeededRandom(seed: 11)
    var changed = 0
    for round in 0..<24 {
      var scan = DrawnScan(GridSize(13, 11, 8)!, spacing: [0.8, 1, 1.5]) { _ in
        Int16.random(in: -900...100, using: &random)
      }
      let origins: [Origin] = [.manual, .grown, .copied, .imported, .interpolated, .proposed]
      for k in 0..<8 where random.next() % 3 != 0 {
        let (i, j) = (Double(random.next() % 13), Double(random.next() % 11))
        scan.disc(UInt8(1 + random.next() % 3 / 2), k: k, i, j, Double(1 + random.next() % 4),
          origin: origins[Int(random.next() % 6)])
      }
      let gate: ClosedRange<Double>? = round % 3 == 0 ? -700 ... -100 : nil
      let over: [DrawOver] = [.everything, .unlabelled, .finding(2)]
      let context = scan.context(gate: gate, over: over[round % 3])
      let drawn = Set(scan.layer.drawnSlices(of: 1))
      let before = scan.layer
      guard let edit = InterpolateTool(strength: round % 3 == 2 ? 0.5 : 0).edit(in: context) else { continue }
      changed += 1
      #expect(edit == InterpolateTool(strength: round % 3 == 2 ? 0.5 : 0).edit(in: context))
      scan.layer.apply(edit)
      let low = try #require(drawn.min()), high = try #require(drawn.max())
      for v in scan.layer.size.voxels where scan.layer.labels[v] != before.labels[v] {
        #expect(v.k > low && v.k < high && !drawn.contains(v.k))
        #expect([before.labels[v], scan.layer.labels[v]].sorted() == [0, 1])
        #expect(context.mayChange(before.labels[v]))
        if let gate { #expect(gate.contains(scan.volume.value(at: v))) }
      }
      for (key, origin) in scan.layer.origins where origin != before.origins[key] {
        #expect(key.label == 1 && origin == .interpolated && !drawn.contains(Int(key.k)))
      }
      for k in 0..<8 { #expect((scan.origin(k) == nil) == scan.voxels(k: k).isEmpty) }
      scan.layer.apply(edit.inverse)
      #expect(scan.layer.labels.plain == before.labels.plain && scan.layer.origins == before.origins)
    }
    #expect(changed > 6)
  }

  @Test func aLockedFindingIsLeftAlone() {
    var scan = DrawnScan()
    for k in [2, 7] { scan.disc(k: k, 9, 11, 4) }
    #expect(InterpolateTool().edit(in: scan.context(locked: [1])) == nil)
    #expect(InterpolateTool().edit(in: scan.context(0)) == nil)
    #expect(InterpolateTool().edit(in: scan.context(2)) == nil)
    scan.interpolate()
    #expect(AcceptInterpolationTool().edit(in: scan.context(locked: [1])) == nil)
  }

  // MARK: Origins

  @Test func whatWasInterpolatedIsReplaced() {
    var scan = DrawnScan()
    for k in [1, 8] { scan.disc(k: k, 9, 11, 4) }
    scan.interpolate()
    #expect(scan.layer.interpolatedSlices(of: 1) == Array(2...7))
    #expect(scan.interpolate() == nil)
    // a slice corrected is a drawn one, and those around it follow
    scan.disc(k: 4, 15, 11, 3)
    #expect(scan.origin(4) == .manual)
    let corrected = scan.voxels(k: 4)
    if let e = ClearTool(label: 1, w: 8).edit(in: scan.context(0)) { scan.layer.apply(e) }
    scan.disc(k: 8, 15, 11, 2)
    scan.interpolate()
    #expect(scan.voxels(k: 4) == corrected && !scan.voxels(k: 7).contains([6, 11]))
    #expect(scan.layer.interpolatedSlices(of: 1) == [2, 3, 5, 6, 7])
  }

  @Test func acceptedSlicesAreDrawn() throws {
    var scan = DrawnScan()
    for k in [2, 6] { scan.disc(k: k, 9, 11, 4) }
    scan.disc(2, k: 1, 20, 4, 2)
    scan.disc(2, k: 3, 20, 4, 2)
    scan.interpolate()
    scan.interpolate(label: 2)
    let before = scan.layer
    let edit = try #require(AcceptInterpolationTool().edit(in: scan.context()))
    #expect(edit.runs.isEmpty && edit.origins.count == 3)
    scan.layer.apply(edit)
    #expect(scan.layer.drawnSlices(of: 1) == Array(2...6) && scan.layer.gaps(of: 1).isEmpty)
    #expect(scan.origin(2, label: 2) == .interpolated && scan.layer.labels.plain == before.labels.plain)
    #expect(AcceptInterpolationTool().edit(in: scan.context()) == nil)
    scan.layer.apply(edit.inverse)
    #expect(scan.layer.origins == before.origins)
  }

  // MARK: Work

  @Test func progressAndCancel() {
    var scan = DrawnScan { v in v.i > 9 ? 0 : -800 }
    for k in [1, 8] { scan.disc(k: k, 9, 11, 4) }
    let work = CancellableWork()
    #expect(InterpolateTool().edit(in: scan.context(work: work)) != nil && work.progress == 1)
    let left = CancellableWork()
    left.cancel()
    for strength in [0, 1.0] { #expect(InterpolateTool(strength: strength).edit(in: scan.context(work: left)) == nil) }
  }
}
