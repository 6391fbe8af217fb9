import TestSupport
import Testing

@testable import StyletCore
@testable import StyletImaging
@testable import StyletProject

/// Thin pieces that only one of two drawn slices has: vessels that run obliquely, followed by the CT.
@Suite struct PiecePathTests {
  /// A tube of five voxels a slice that moves two voxels to the left and one back from slice to slice, and bends once;
  /// beside it a disc on every slice that both drawn slices have. Of the tube `length` slices are in the CT.
  private struct Tube {
    static let size = GridSize(44, 26, 9)!
    let length: Int

    func place(_ k: Int) -> SIMD2<Int> { k < 4 ? [5 + 2 * k, 5 + k] : [11 + 2 * (k - 3), 8 - (k - 3)] }

    func isIn(_ i: Int, _ j: Int, _ k: Int) -> Bool {
      let place = place(k)
      return k < length && DrawnScan.isIn(Double(place.x), Double(place.y), 1.2, i, j)
    }

    func isDisc(_ i: Int, _ j: Int) -> Bool { DrawnScan.isIn(35, 17, 6, i, j) }

    /// - Parameter turned: the feet are where the head was.
    func scan(turned: Bool = false, noise: Int16 = 60) -> DrawnScan {
      var random = SeededRandom(seed: 7)
      return DrawnScan(Self.size) { v in
        let k = turned ? Self.size.k - 1 - v.k : v.k
        let value: Int16 = isIn(v.i, v.j, k) || isDisc(v.i, v.j) ? 20 : -800
        return value + Int16.random(in: -noise...noise, using: &random)
      }
    }

    func voxels(_ k: Int) -> Set<SIMD2<Int>> {
      var out: Set<SIMD2<Int>> = []
      for j in 0..<Self.size.j { for i in 0..<Self.size.i where isIn(i, j, k) { out.insert([i, j]) } }
      return out
    }
  }

  private static let last = Tube.size.k - 1

  /// What is filled beside the disc.
  private func filled(_ scan: DrawnScan, _ k: Int) -> Set<SIMD2<Int>> { scan.voxels(k: k).filter { $0.x < 28 } }

  /// The tube comes out at something that is drawn: it is followed all the way, whichever slice has it.
  @Test(arguments: [false, true]) func isFollowedToWhatIsDrawn(turned: Bool) {
    let tube = Tube(length: 9)
    var scan = tube.scan(turned: turned)
    let (near, far) = turned ? (Self.last, 0) : (0, Self.last)
    scan.draw(k: near) { i, j in tube.isIn(i, j, 0) || tube.isDisc(i, j) }
    // A longer piece, which the tube ends in: more than eight times as large.
    let end = tube.place(Self.last)
    scan.draw(k: far) { i, j in tube.isDisc(i, j) || i >= end.x - 2 && i < 27 && j < 12 }
    var shape = scan
    scan.interpolate(1)
    shape.interpolate(0)
    for k in 1..<Self.last {
      let here = filled(scan, turned ? Self.last - k : k)
      #expect(!here.intersection(tube.voxels(k)).isEmpty, "\(k)")
      if k <= 4 { #expect(dice(here.filter { $0.x < 19 }, tube.voxels(k)) > 0.75, "\(k)") }
    }
    #expect((2..<6).allSatisfy { k in filled(shape, turned ? Self.last - k : k).intersection(tube.voxels(k)).isEmpty })
  }

  /// What the reader left out on the other slice ends somewhere: by the CT at most in the middle.
  @Test(arguments: [false, true]) func goesToTheMiddleOtherwise(turned: Bool) {
    let tube = Tube(length: 9)
    var scan = tube.scan(turned: turned)
    scan.draw(k: turned ? Self.last : 0) { i, j in tube.isIn(i, j, 0) || tube.isDisc(i, j) }
    scan.draw(k: turned ? 0 : Self.last) { i, j in tube.isDisc(i, j) }
    scan.interpolate(1)
    for k in 1..<Self.last {
      let here = filled(scan, turned ? Self.last - k : k)
      if k <= 4 { #expect(dice(here, tube.voxels(k)) > 0.75, "\(k)") } else { #expect(here.isEmpty, "\(k)") }
    }
  }

  /// Where the CT has no more of it, it ends.
  @Test func endsWithTheTissue() {
    let tube = Tube(length: 3)
    var scan = tube.scan()
    scan.draw(k: 0) { i, j in tube.isIn(i, j, 0) || tube.isDisc(i, j) }
    scan.draw(k: Self.last) { i, j in tube.isDisc(i, j) }
    scan.interpolate(1)
    for k in 1..<Self.last {
      let here = filled(scan, k)
      if k < 3 { #expect(dice(here, tube.voxels(k)) > 0.75, "\(k)") } else { #expect(here.isEmpty, "\(k)") }
    }
  }

  /// The way itself, against the tube's places; and which pieces have none.
  @Test func offsetsAreThoseOfTheTube() throws {
    let tube = Tube(length: 9)
    var scan = tube.scan()
    scan.draw(k: 0) { i, j in tube.isIn(i, j, 0) || tube.isDisc(i, j) }
    scan.draw(k: Self.last) { i, j in tube.isDisc(i, j) }
    let lower = try #require(SliceMask(scan.layer.labels, of: 1, k: 0))
    let upper = try #require(SliceMask(scan.layer.labels, of: 1, k: Self.last))
    let gap = SliceGap(lower: 0, upper: Self.last, slices: Array(1..<Self.last))
    func prior(_ group: ComponentGroup) -> ShapePrior {
      ShapePrior(group, lower: lower, upper: upper, margin: 4, spacing: [1, 1], gap: 16)
    }
    let groups = ComponentMatching(lower: lower, upper: upper, spacing: [1, 1], gap: 16).groups()
    let guide = CTGuide(
      scan.volume, gap: gap, priors: groups.map(prior), lower: lower, upper: upper, strength: 1)
    let tissue = try #require(guide?.tissue)
    func path(_ group: ComponentGroup) -> ObliquePieceTrack? {
      ObliquePieceTrack(of: prior(group), to: upper, in: scan.volume, gap: gap, tissue: tissue)
    }
    let sizes: [Int] = lower.components.map(\.voxels)
    #expect(sizes.sorted() == [5, 113])
    let thin = sizes[0] == 5 ? 0 : 1
    let found = try #require(path(ComponentGroup(lower: [thin], upper: [])))
    for k in 0...Self.last {
      let way = tube.place(k) &- tube.place(0)
      let off = found.offsets[k] - SIMD2(Double(way.x), Double(way.y))
      #expect(off.x.magnitude <= 1 && off.y.magnitude <= 1, "\(k): a bend may be cut by a voxel")
    }
    #expect(found.support == 4.5 / 8)
    #expect(path(ComponentGroup(lower: [1 - thin], upper: [])) == nil, "thick")
    #expect(path(ComponentGroup(lower: [thin], upper: [0])) == nil, "drawn on both slices")
  }
}
