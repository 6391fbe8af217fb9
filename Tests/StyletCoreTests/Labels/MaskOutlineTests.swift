import StyletImaging
import TestSupport
import Testing

/// What is traced must fill to the mask again: by our own filling, and by a naive one for each of the ways in which
/// other programs fill.
@Suite struct MaskOutlineTests {
  private static func trace(_ picture: [UInt8], _ width: Int, _ holes: MaskOutline.Holes) -> [MaskOutline] {
    picture.withUnsafeBufferPointer {
      MaskOutline.trace($0, width: width, height: picture.count / width, label: 1, holes: holes)
    }
  }

  private static func filled(_ outlines: [MaskOutline], _ width: Int, _ height: Int) -> [UInt8] {
    var raster = PolygonRaster(width: width, height: height)
    for outline in outlines { raster.add(outline.corners.map(\.place)) }
    var out = [UInt8](repeating: 0, count: width * height)
    raster.takeRuns { v, us in for u in us { out[v * width + u] = 1 } }
    return out
  }

  /// Whole corners: a doubled lattice in which the centre of voxel (u, v) lies between 2u and 2u + 1.
  private static func winding(_ outline: MaskOutline, _ u: Int, _ v: Int) -> (crossings: Int, turns: Int) {
    var (crossings, turns) = (0, 0)
    var a = outline.corners[outline.corners.count - 1]
    for b in outline.corners {
      // Edges that a ray from the centre towards +u meets.
      if a.u == b.u, Int(a.u) > 2 * u, (Int(a.v) > 2 * v) != (Int(b.v) > 2 * v) {
        crossings += 1
        turns += b.v > a.v ? 1 : -1
      }
      a = b
    }
    return (crossings, turns)
  }

  /// Every picture of 4 x 4.
  @Test func everySmallPicture() {
    for bits in 0..<65536 {
      let picture = (0..<16).map { UInt8(bits >> $0 & 1) }
      for holes in [MaskOutline.Holes.keyhole, .separate] {
        let outlines = Self.trace(picture, 4, holes)
        guard Self.filled(outlines, 4, 4) == picture else {
          Issue.record("picture \(bits), \(holes)")
          return
        }
      }
    }
  }

  /// Larger ones, with the naive rules: even-odd, non-zero winding, and the union of outlines filled one by one.
  @Test func randomPictures() {
    var random = SeededRandom(seed: 7)
    for n in 0..<60 {
      let density = [15, 45, 60, 75, 90][n % 5], width = 20, height = 17
      let picture = (0..<width * height).map { _ in UInt8(Int.random(in: 0..<100, using: &random) < density ? 1 : 0) }
      let joined = Self.trace(picture, width, .keyhole), separate = Self.trace(picture, width, .separate)
      #expect(Self.filled(joined, width, height) == picture)
      #expect(Self.filled(separate, width, height) == picture)
      #expect(joined.allSatisfy { !$0.isHole } && joined.count == separate.filter { !$0.isHole }.count)
      for at in n % 7..<picture.count where at % 7 == n % 7 {
        let of = joined.map { Self.winding($0, at % width, at / width) }
        let apart = separate.map { Self.winding($0, at % width, at / width) }
        let is1 = picture[at] == 1
        #expect((of.map(\.crossings).reduce(0, +) % 2 == 1) == is1)
        #expect(of.contains { $0.crossings % 2 == 1 } == is1)
        #expect(of.map(\.turns).reduce(0, +) == (is1 ? 1 : 0))
        #expect(apart.map(\.turns).reduce(0, +) == (is1 ? 1 : 0))
        #expect((apart.map(\.crossings).reduce(0, +) % 2 == 1) == is1)
      }
    }
  }

  private static func picture(_ rows: String...) -> (picture: [UInt8], width: Int) {
    (rows.joined().utf8.map { $0 == UInt8(ascii: "#") ? 1 : 0 }, rows[0].utf8.count)
  }

  /// A lone voxel, a line of one, corners that touch, holes that touch the rim and one another at a corner, an island
  /// in a hole, and holes one above another with one wall: each with as many outlines as it has parts.
  @Test func formsThatAreHard() {
    let forms: [(form: (picture: [UInt8], width: Int), parts: Int, holes: Int)] = [
      (Self.picture("...", ".#.", "..."), 1, 0),
      (Self.picture(".....", ".###.", "....."), 1, 0),
      (Self.picture("#..", ".#.", "..#"), 3, 0),
      (Self.picture("####", "#.##", "##.#", "####"), 1, 1),
      (Self.picture("####", "#.##", "####", "##.#"), 1, 1),
      (Self.picture(".###", "#.##", "####"), 1, 0),
      (Self.picture("#######", "#.....#", "#.###.#", "#.#.#.#", "#.###.#", "#.....#", "#######"), 2, 2),
      (Self.picture("#####", "##.##", "#####", "##.##", "#####", "##.##", "#####"), 1, 3),
      (Self.picture("####", "#..#", "##.#", "#..#", "####"), 1, 1),
    ]
    for (n, f) in forms.enumerated() {
      let (picture, width) = f.form
      let joined = Self.trace(picture, width, .keyhole), separate = Self.trace(picture, width, .separate)
      #expect(joined.count == f.parts, "form \(n)")
      #expect(separate.filter { !$0.isHole }.count == f.parts, "form \(n)")
      #expect(separate.filter(\.isHole).count == f.holes, "form \(n)")
      #expect(Self.filled(joined, width, picture.count / width) == picture, "form \(n)")
      #expect(Self.filled(separate, width, picture.count / width) == picture, "form \(n)")
    }
  }

  /// By hand: two voxels beside one another at (1, 2).
  @Test func cornersAreInTheirPlaces() {
    let (picture, width) = Self.picture("....", "....", ".##.")
    let outline = Self.trace(picture, width, .keyhole)[0]
    #expect(Set(outline.corners.map(\.place)) == [[0.51, 1.51], [2.49, 1.51], [2.49, 2.49], [0.51, 2.49]])
  }

  /// Every corner rounds to a voxel of the mask, and so does every place between two corners: readers that round
  /// first and take the outline in get the mask too.
  @Test func cornersRoundIntoTheMask() {
    var random = SeededRandom(seed: 3)
    let width = 24
    let picture = (0..<width * width).map { _ in UInt8(Int.random(in: 0..<100, using: &random) < 65 ? 1 : 0) }
    for outline in Self.trace(picture, width, .keyhole) {
      var a = outline.corners[outline.corners.count - 1]
      for b in outline.corners {
        let (u, v) = (min(a.u, b.u) >> 1...max(a.u, b.u) >> 1, min(a.v, b.v) >> 1...max(a.v, b.v) >> 1)
        #expect(a.u == b.u || a.v == b.v)
        for y in v { for x in u { #expect(picture[Int(y) * width + Int(x)] == 1) } }
        a = b
      }
    }
  }

  /// 2,000 holes, each behind the one above it: no stack may run out.
  @Test func aLongChainOfHoles() {
    let rows = (0..<4001).map { $0 % 2 == 0 ? "###" : "#.#" }
    let picture = rows.joined().utf8.map { $0 == UInt8(ascii: "#") ? UInt8(1) : 0 }
    let joined = Self.trace(picture, 3, .keyhole)
    #expect(joined.count == 1)
    #expect(Self.filled(joined, 3, 4001) == picture)
  }
}
