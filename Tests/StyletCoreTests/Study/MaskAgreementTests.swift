import StyletImaging
import TestSupport
import Testing

@testable import StyletAgreement

/// Overlap and surfaces of masks: numbers of DeepMind's surface-distance (1f805ce), and a search through all elements.
@Suite struct MaskAgreementTests {
  private func agreement(
    _ a: LabelMap, _ b: LabelMap, _ grid: VoxelGrid, tolerance: Double = 1
  ) -> MaskAgreement { MaskAgreement((a, [1]), (b, [1]), grid: grid, tolerance: tolerance) }

  private struct Vector {
    let name: String
    let a, b: LabelMap
    let spacing: SIMD3<Double>
    let tolerance: Double
    /// Dice, surface Dice, HD95, Hausdorff, ASSD.
    let numbers: [Double]
  }

  private static let vectors: [Vector] = {
    let coarse: SIMD3<Double> = [0.7, 0.9, 2.5]
    let boxes = (StudyMasks.box(2..<9, 3..<8, 2..<7), StudyMasks.box(4..<11, 3..<9, 3..<7))
    func isInside(_ i: Int, _ j: Int, _ k: Int) -> Bool {
      (2..<14).contains(i) && (2..<12).contains(j) && (1..<11).contains(k)
    }
    let strewn = (
      StudyMasks.map { ($0 * 7 + $1 * 3 + $2 * 5) % 11 < 4 && isInside($0, $1, $2) },
      StudyMasks.map { ($0 * 5 + $1 * 11 + $2 * 3) % 13 < 5 && isInside($0, $1, $2) })
    return [
      Vector(
        name: "boxes", a: boxes.0, b: boxes.1, spacing: [1, 1, 1], tolerance: 1,
        numbers: [0.5830904, 0.7855763, 2, 2.2360680, 0.8100974]),
      Vector(
        name: "boxes of coarse slices", a: boxes.0, b: boxes.1, spacing: coarse, tolerance: 1.5,
        numbers: [0.5830904, 0.9083929, 2.5, 2.8653098, 0.8600981]),
      Vector(
        name: "voxels apart", a: StudyMasks.box(3..<4, 3..<4, 3..<4), b: StudyMasks.box(7..<8, 6..<7, 3..<4),
        spacing: coarse, tolerance: 1.5, numbers: [0, 0, 3.8897301, 3.8897301, 3.3511958]),
      Vector(
        name: "strewn", a: strewn.0, b: strewn.1, spacing: [1, 1, 1], tolerance: 1,
        numbers: [0.3861607, 0.9998961, 0, 1.4142136, 0.0159330]),
      Vector(
        name: "strewn, coarse slices", a: strewn.0, b: strewn.1, spacing: coarse, tolerance: 0.7,
        numbers: [0.3861607, 0.9995041, 0, 1.4, 0.0107755]),
      Vector(
        name: "at the grid's edge", a: StudyMasks.box(0..<5, 0..<4, 0..<12), b: StudyMasks.box(0..<6, 0..<4, 2..<12),
        spacing: coarse, tolerance: 1, numbers: [0.8333333, 0.9273054, 5, 5, 0.3964915]),
    ]
  }()

  @Test func numbersAreThoseOfSurfaceDistance() throws {
    for vector in Self.vectors {
      let found = agreement(vector.a, vector.b, StudyMasks.grid(vector.spacing), tolerance: vector.tolerance)
      let surface = try #require(found.surface)
      let numbers = [found.dice ?? -1, surface.dice, surface.hausdorff95, surface.hausdorff, surface.average]
      for (own, known) in zip(numbers, vector.numbers) {
        #expect(abs(own - known) < 1e-5, "\(vector.name): \(numbers)")
      }
    }
  }

  /// The areas of all 256 ways, weighted by their codes.
  @Test func areasAreThoseOfSurfaceDistance() {
    for (spacing, sums) in [
      (SIMD3(1.0, 1, 1), [241.343139706, 30771.250312456, 5101347.181405662]),
      (SIMD3(0.7, 0.9, 2.5), [398.929856403, 50863.556691367, 8346595.788835127]),
    ] {
      let table = SurfaceArea.table(spacing).enumerated().map { (Double($0), $1) }
      #expect(abs(table.reduce(0) { $0 + $1.1 } - sums[0]) < 1e-6)
      #expect(abs(table.reduce(0) { $0 + $1.1 * $1.0 } - sums[1]) < 1e-4)
      #expect(abs(table.reduce(0) { $0 + $1.1 * $1.0 * $1.0 } - sums[2]) < 1e-2)
    }
  }

  /// Small masks by lot: each element against all of the other surface.
  @Test func distancesAreThoseOfASearchThroughAll() throws {
    var random = SeededRandom(seed: 7)
    for round in 0..<40 {
      let size = GridSize(3 + round % 5, 2 + round % 4, 1 + round % 6)!
      let masks = (0..<2).map { _ in StudyMasks.map(size) { _, _, _ in random.next() % 3 == 0 } }
      guard masks.allSatisfy({ !$0.isEmpty }) else { continue }
      let spacing: SIMD3<Double> = [0.7, 1.1, [0.5, 1, 3][round % 3]], tolerance = [0, 0.7, 1.5][round % 3]
      let grid = StudyMasks.grid(spacing, size)
      let surface = try #require(agreement(masks[0], masks[1], grid, tolerance: tolerance).surface)
      let naive = Naive(masks[0], masks[1], spacing: spacing, tolerance: tolerance)
      #expect(abs(surface.dice - naive.dice) < 1e-5, "\(round)")
      #expect(abs(surface.hausdorff - naive.hausdorff) < 1e-4, "\(round)")
      #expect(abs(surface.average - naive.average) < 1e-4, "\(round)")
      #expect(naive.percentiles.contains { abs(surface.hausdorff95 - $0) < 1e-4 }, "\(round)")
    }
  }

  /// Many elements, so that the tree has floors: a mask against one of a few voxels, far and near.
  @Test func aLargeTreeFindsTheNearest() {
    let size = GridSize(40, 36, 30)!, spacing: SIMD3<Double> = [0.6, 0.8, 1.9]
    var random = SeededRandom(seed: 3)
    let strewn = StudyMasks.map(size) { i, _, _ in random.next() % 40 == 0 && i < 30 }
    let box = VoxelBox(size)
    let surface = SurfaceElements(MaskBox([1], of: strewn, in: box), spacing: spacing)
    let asked = SurfaceElements(
      MaskBox([1], of: StudyMasks.map(size) { $0 % 13 == 5 && $1 % 11 == 3 && $2 % 7 == 2 }, in: box), spacing: spacing)
    let found = SurfaceTree(surface).squares(to: asked)
    for (place, square) in zip(asked.places, found) {
      let least = surface.places.map { other -> Float in
        let away = (other - place) * SIMD3<Float>(spacing)
        return (away * away).sum()
      }.min() ?? -1
      #expect(square == least)
    }
    #expect(surface.places.count > 5000 && asked.places.count > 100)
  }

  /// Turned in the patient, mirrored, with more of the grid around: the drawing is the same.
  @Test func theWayAGridLiesIsNoDifference() throws {
    let vector = Self.vectors[1], plain = agreement(vector.a, vector.b, StudyMasks.grid(vector.spacing), tolerance: 1.5)
    let (c, s) = (0.8, 0.6)
    let oblique = VoxelGrid(
      size: StudyMasks.size,
      affine: Affine([0.7 * c, 0.7 * s, 0], [-0.9 * s, 0.9 * c, 0], [0, 0, 2.5], origin: [-120, 40, 900]))
    #expect(agreement(vector.a, vector.b, oblique, tolerance: 1.5).surface == plain.surface)
    func mirrored(_ map: LabelMap) -> LabelMap {
      StudyMasks.map { map[VoxelIndex(StudyMasks.size.i - 1 - $0, $1, StudyMasks.size.k - 1 - $2)] != 0 }
    }
    let other = agreement(mirrored(vector.a), mirrored(vector.b), StudyMasks.grid(vector.spacing), tolerance: 1.5)
    let (own, known) = (try #require(other.surface), try #require(plain.surface))
    #expect(abs(own.dice - known.dice) < 1e-6 && abs(own.average - known.average) < 1e-6)
    #expect(own.hausdorff == known.hausdorff && other.dice == plain.dice)
    // The other way round nothing changes but whose is whose.
    let back = agreement(vector.b, vector.a, StudyMasks.grid(vector.spacing), tolerance: 1.5)
    #expect(back.first == plain.second && back.dice == plain.dice)
    #expect(back.surface?.hausdorff95 == plain.surface?.hausdorff95)
  }

  @Test func onShearedSlicesDistancesAreNotMeasured() {
    let sheared = VoxelGrid(size: StudyMasks.size, affine: Affine([1, 0, 0], [0, 1, 0], [0, 0.25, 1], origin: .zero))
    let vector = Self.vectors[0], found = agreement(vector.a, vector.b, sheared)
    #expect(found.surface == nil && found.dice != nil && !sheared.hasPerpendicularAxes)
    // What a header's rounding does to axes is none.
    let rounded = VoxelGrid(size: StudyMasks.size, affine: Affine([1, 0, 0], [0, 1, 0], [0, 0.0001, 1], origin: .zero))
    #expect(agreement(vector.a, vector.b, rounded).surface != nil)
  }

  @Test func emptyMasksGiveNothing() {
    let empty = StudyMasks.map { _, _, _ in false }, one = StudyMasks.box(3..<5, 3..<5, 3..<5)
    for (a, b) in [(empty, empty), (one, empty), (empty, one)] {
      let found = agreement(a, b, StudyMasks.grid([1, 1, 1]))
      #expect(found.dice == nil && found.jaccard == nil && found.surface == nil)
    }
    let same = agreement(one, one, StudyMasks.grid([1, 1, 2]))
    #expect(same.dice == 1 && same.jaccard == 1 && same.surface?.dice == 1 && same.surface?.hausdorff == 0)
    #expect(same.millilitres(same.first) == 0.016)
  }

  /// Labels are each reader's own, and several may be one.
  @Test func labelsAreTakenTogether() {
    var both = StudyMasks.box(2..<5, 2..<5, 2..<5)
    let rest = 2..<5
    both.apply(StudyMasks.runs(StudyMasks.size, 7) { (5..<8).contains($0) && rest.contains($1) && rest.contains($2) })
    let other = StudyMasks.map(StudyMasks.size, 3) { (2..<8).contains($0) && rest.contains($1) && rest.contains($2) }
    let found = MaskAgreement((both, [1, 7]), (other, [3]), grid: StudyMasks.grid([1, 1, 1]), tolerance: 1)
    #expect(found.dice == 1 && found.lesions.first == 1)
    #expect(MaskAgreement((both, [7]), (other, [3]), grid: StudyMasks.grid([1, 1, 1]), tolerance: 1).common == 27)
  }

  // MARK: Lesions

  @Test func lesionsAreMatchedOneToOne() {
    // Two of the first lie in one of the second; a third of the first touches by less than a tenth; one is alone.
    let a = StudyMasks.map { i, j, k in
      j < 4 && k < 4 && ((0..<4).contains(i) || (5..<7).contains(i)) || j > 8 && k < 2 && i < 6
        || (12..<14).contains(i) && (6..<8).contains(j) && k > 9
    }
    let b = StudyMasks.map { i, j, k in j < 4 && k < 4 && i < 7 || j > 8 && (1..<8).contains(k) && i > 4 }
    let found = agreement(a, b, StudyMasks.grid([1, 1, 1])).lesions
    #expect(found.first == 4 && found.second == 2 && found.matched == 1)
    #expect(found.precision == 0.5 && found.recall == 0.25 && found.f1 == 2.0 / 6)
    let none = LesionMatches([])
    #expect(none.precision == nil && none.recall == nil && none.f1 == nil)
    #expect(LesionMatches([found, found]).matched == 2)
  }

  /// Overlaps counted voxel by voxel.
  @Test func overlapsAreThoseOfTheVoxels() {
    var random = SeededRandom(seed: 11)
    for _ in 0..<30 {
      let size = GridSize(7, 6, 5)!
      let masks = (0..<2).map { _ in StudyMasks.map(size) { _, _, _ in random.next() % 6 == 0 } }
      let boxes = masks.map { MaskBox([1], of: $0, in: VoxelBox(size)) }
      let parts = boxes.map { Components($0, .corners) }
      var best: [(Double, Int, Int)] = []
      for a in 0..<parts[0].count {
        for b in 0..<parts[1].count {
          var common = 0
          for n in 0..<VoxelBox(size).count {
            let v = VoxelBox(size).voxel(at: n)
            if parts[0].part(at: v) == a, parts[1].part(at: v) == b { common += 1 }
          }
          let overlap = Double(common) / Double(parts[0].voxels[a] + parts[1].voxels[b] - common)
          if overlap >= 0.1 { best.append((overlap, a, b)) }
        }
      }
      var taken = (Set<Int>(), Set<Int>()), matched = 0
      for (_, a, b) in best.sorted(by: { ($1.0, $0.1, $0.2) < ($0.0, $1.1, $1.2) })
      where !taken.0.contains(a) && !taken.1.contains(b) {
        taken.0.insert(a)
        taken.1.insert(b)
        matched += 1
      }
      #expect(LesionMatches(boxes[0], boxes[1]).matched == matched)
    }
  }

  /// The same numbers without a tree, a box or a table by symmetry: all elements against all.
  private struct Naive {
    var dice = 0.0, hausdorff = 0.0, average = 0.0
    /// Where rounding may take the 95th percentile.
    var percentiles: [Double] = []

    init(_ a: LabelMap, _ b: LabelMap, spacing: SIMD3<Double>, tolerance: Double) {
      func elements(_ map: LabelMap) -> [(place: SIMD3<Double>, area: Double)] {
        let areas = SurfaceArea.table(spacing)
        var all: [(place: SIMD3<Double>, area: Double)] = []
        for k in 0...map.size.k {
          for j in 0...map.size.j {
            for i in 0...map.size.i {
              var code = 0
              for bit in 0..<8 where map[VoxelIndex(i - 1 + bit & 1, j - 1 + bit >> 1 & 1, k - 1 + bit >> 2)] != 0 {
                code |= 1 << bit
              }
              if code != 0, code != 255 { all.append((SIMD3(Double(i), Double(j), Double(k)) * spacing, areas[code])) }
            }
          }
        }
        return all
      }
      let surfaces = [elements(a), elements(b)]
      var area = 0.0, within = 0.0, sum = 0.0, directed: [[Double]] = []
      for way in 0..<2 {
        var all: [(distance: Double, area: Double)] = []
        for own in surfaces[way] {
          let distance = surfaces[1 - way].map { length($0.place - own.place) }.min() ?? .infinity
          all.append((distance, own.area))
          area += own.area
          sum += own.area * distance
          if distance <= tolerance + 1e-6 { within += own.area }
          hausdorff = max(hausdorff, distance)
        }
        all.sort { $0.distance < $1.distance }
        let whole = all.reduce(0) { $0 + $1.area }
        directed.append([0.94999, 0.95, 0.95001].map { part in
          var reached = 0.0
          return all.first { reached += $0.area; return reached >= part * whole }?.distance ?? hausdorff
        })
      }
      (dice, average) = (within / area, sum / area)
      for one in directed[0] { for other in directed[1] { percentiles.append(max(one, other)) } }
    }
  }
}
