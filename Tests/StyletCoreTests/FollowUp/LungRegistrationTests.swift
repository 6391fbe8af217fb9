import Foundation
import StyletBase
import StyletCore
import StyletImaging
import Testing

@testable import StyletDetection

/// Lungs laid on one another, against motions that are known.
@Suite struct LungRegistrationTests {
  private static let before = DrawnLungs.grid([5.1, 4.9, 5.4])
  private static let start = DrawnLungs().field(on: before)!

  /// The most that a place in the lungs lies off, mm, and the angle between both turns, degrees.
  private func error(_ found: Affine, _ truth: RigidMotion) -> (mm: Double, degrees: Double) {
    var most = 0.0
    for x in [-110.0, -40, 45, 105] {
      for y in [-60.0, 10, 70] {
        for z in [-90.0, 0, 100] {
          let p = PatientPoint(x, y, z)
          most = max(most, length(found.patient(of: p) - truth(p)))
        }
      }
    }
    let cosine = dot(found[0], truth.turn.0) + dot(found[1], truth.turn.1) + dot(found[2], truth.turn.2)
    return (most, acos(min(max((cosine - 1) / 2, -1), 1)) * 180 / .pi)
  }

  private func laid(_ lungs: DrawnLungs, on grid: VoxelGrid) throws -> LungRegistration {
    let field = try #require(lungs.field(on: grid))
    return try #require(LungRegistration(Self.start, field))
  }

  private static let motions: [(half: PatientPoint, shift: PatientPoint)] = [
    ([0, 0, 0], [0, 0, 0]), ([0.02, -0.05, 0.03], [14, -9, 31]), ([-0.12, 0.02, 0.05], [-40, 25, -160]),
    ([0.01, 0.11, -0.1], [5, 60, 400]),
  ]

  /// Turned up to 17°, far away on the table.
  @Test(arguments: motions.indices) func aKnownMotionIsFound(_ n: Int) throws {
    let truth = DrawnLungs.turned(Self.motions[n].half, shift: Self.motions[n].shift)
    var lungs = DrawnLungs()
    lungs.motion = truth
    var grid = DrawnLungs.grid([4.7, 5.3, 4.4], low: -190, high: 180)
    grid = VoxelGrid(size: grid.size, affine: Affine(grid.affine[0], grid.affine[1], grid.affine[2], origin: grid.affine.origin + Self.motions[n].shift))
    let found = try laid(lungs, on: grid)
    let off = error(found.motion, truth)
    #expect(off.mm < 2 && off.degrees < 0.8, "\(off)")
    #expect(found.quality.dice > 0.95 && found.quality.surfaceDistance < 1.5, "\(found.quality)")
    #expect(found.quality.doubts.filter { $0 != .turned } == [], "\(found.quality)")
    #expect(found.quality.doubts.contains(.turned) == (found.quality.degrees > 15))
    #expect(abs(found.quality.volumeRatio - 1) < 0.03)
  }

  /// A rigid motion: no mirror image, no other size.
  @Test func whatIsFoundIsATurnAndAShift() throws {
    var lungs = DrawnLungs()
    lungs.motion = DrawnLungs.turned([0.05, 0.02, -0.06], shift: [3, 4, 5])
    lungs.stretch = 1.2
    let found = try laid(lungs, on: Self.before)
    #expect(abs(found.motion.determinant - 1) < 1e-9)
    for a in 0..<3 { #expect(abs(length(found.motion[a]) - 1) < 1e-9) }
  }

  /// Uneven surfaces and holes, as found lungs have them; slices of 6 mm beside voxels of 2 mm.
  @Test(arguments: [SIMD3(5.6, 4.6, 4.3), SIMD3(4.2, 4.2, 8)]) func noiseAndOtherVoxelsAreNoMatter(_ spacing: SIMD3<Double>) throws {
    let truth = DrawnLungs.turned([0.03, -0.02, 0.06], shift: [-8, 11, 17])
    var lungs = DrawnLungs()
    (lungs.motion, lungs.noise) = (truth, 2)
    let found = try laid(lungs, on: DrawnLungs.grid(spacing, low: -170, high: 180))
    let off = error(found.motion, truth)
    #expect(off.mm < 2.2 && off.degrees < 1, "\(off)")
  }

  /// A scan that ends within the lungs, above or below: where it ends is no surface.
  @Test(arguments: [(-150.0, 30.0), (-40.0, 160.0)]) func cutLungsStayInPlace(_ low: Double, _ high: Double) throws {
    let truth = DrawnLungs.turned([0.02, 0.03, -0.04], shift: [6, -7, 12])
    var lungs = DrawnLungs()
    lungs.motion = truth
    let field = try #require(lungs.field(on: DrawnLungs.grid([5, 5, 5], low: low, high: high)))
    for found in [LungRegistration(Self.start, field)?.motion, LungRegistration(field, Self.start)?.motion].enumerated() {
      let motion = try #require(found.element)
      let back = found.offset == 0 ? motion : Affine(
        motion.index(of: [1, 0, 0]) - motion.index(of: .zero), motion.index(of: [0, 1, 0]) - motion.index(of: .zero),
        motion.index(of: [0, 0, 1]) - motion.index(of: .zero), origin: motion.index(of: .zero))
      let off = error(back, truth)
      #expect(off.mm < 3 && off.degrees < 1, "\(found.offset): \(off)")
    }
    let quality = try #require(LungRegistration(Self.start, field)?.quality)
    #expect(quality.doubts.contains(.cut), "\(quality)")
  }

  /// Another inspiration: what lies above the diaphragm stays in place, and the ratio of volumes is said.
  @Test func anotherBreathIsSaid() throws {
    let truth = DrawnLungs.turned([0, 0.03, 0.02], shift: [4, 6, -9])
    var lungs = DrawnLungs()
    (lungs.motion, lungs.stretch) = (truth, 1.6)
    let found = try laid(lungs, on: DrawnLungs.grid([5, 5, 5], low: -260))
    let off = length(found.motion.patient(of: [60, 0, 70]) - truth([60, 0, 70]))
    #expect(off < 8, "\(off)")
    #expect(found.quality.volumeRatio > 1.25 && found.quality.doubts.contains(.breath), "\(found.quality)")
  }

  @Test func anotherPatientIsSaid() throws {
    var lungs = DrawnLungs()
    lungs.isOther = true
    let found = try laid(lungs, on: DrawnLungs.grid([5, 5, 5], low: -190, high: 180))
    #expect(found.quality.doubts.contains(.poorFit), "\(found.quality)")
  }

  @Test func oneLungIsSaid() throws {
    var lungs = DrawnLungs()
    lungs.sides = [LungLabels.left]
    let left = try #require(lungs.field(on: Self.before))
    let found = try #require(LungRegistration(Self.start, left))
    #expect(found.quality.doubts.contains(.oneLung))
    #expect(length(found.motion.patient(of: [70, 0, 0]) - [70, 0, 0]) < 2)
    lungs.sides = [LungLabels.right]
    let right = try #require(lungs.field(on: Self.before))
    #expect(LungRegistration(left, right) == nil)
  }

  /// The same lungs give the same, bit by bit, and the same scan nothing.
  @Test func itIsTheSameEveryTime() throws {
    var lungs = DrawnLungs()
    lungs.motion = DrawnLungs.turned([0.04, 0, 0.02], shift: [9, 9, 9])
    let after = try #require(lungs.field(on: Self.before))
    let all = (0..<2).compactMap { _ in LungRegistration(Self.start, after)?.motion }
    #expect(all.count == 2 && Set(all).count == 1)
    let same = try #require(LungRegistration(Self.start, Self.start))
    let off = error(same.motion, RigidMotion(from: .zero, to: .zero))
    #expect(off.mm < 1 && off.degrees < 0.3 && same.quality.dice > 0.98, "\(off) \(same.quality)")
  }

  /// A grid along the patient's other axes, oblique, or sheared: places are the patient's.
  @Test func gridsOfAnyKindAreThePatients() throws {
    let truth = DrawnLungs.turned([0.02, -0.03, 0.05], shift: [5, -6, 7])
    var lungs = DrawnLungs()
    lungs.motion = truth
    let (c, s) = (0.9659258262890683, 0.25881904510252074)
    let oblique = VoxelGrid(
      size: GridSize(80, 72, 78)!,
      affine: Affine([5 * c, 5 * s, 0], [-5 * s, 5 * c, 0], [0, 0.7, 5], origin: [-160, -225, -180]))
    let found = try laid(lungs, on: oblique)
    let off = error(found.motion, truth)
    #expect(off.mm < 2 && off.degrees < 0.8, "\(off)")
  }

  /// Lungs that are no lungs: a voxel, all of the scan, a flat scan, a grid of no volume.
  @Test func whatIsNoLungDoesNoHarm() throws {
    let grid = VoxelGrid(size: GridSize(20, 16, 12)!, affine: Affine(spacing: [2, 2, 2]))
    var one = LabelMap(size: grid.size)
    one.apply([Run(k: 5, j: 5, i: 5, count: 1, old: 0, new: 1)])
    var all = LabelMap(size: grid.size)
    for k in 0..<12 { for j in 0..<16 { all.apply([Run(k: k, j: j, i: 0, count: 20, old: 0, new: 2)]) } }
    let empty = LabelMap(size: grid.size)
    for a in [one, all, empty] {
      for b in [one, all, empty] {
        let link = try #require(ScanLink((a, grid), (b, grid)))
        for axis in 0..<3 { #expect(link.map[axis].sum().isFinite) }
        if a.isEmpty || b.isEmpty { #expect(link.way == .table) }
      }
    }
    let flat = VoxelGrid(size: grid.size, affine: Affine([2, 0, 0], [2, 0, 0], [0, 0, 2], origin: .zero))
    #expect(LungField(one, on: flat) == nil)
    #expect(LungField(empty, on: grid) == nil)
    let far = VoxelGrid(size: grid.size, affine: Affine(spacing: [2, 2, 1e6]))
    #expect(LungField(all, on: far) == nil)
  }

  /// Without lungs by the table where the scans overlap, else by the share of the height.
  @Test func withoutLungsPlacesAreLinkedAllTheSame() {
    let grid = VoxelGrid(size: GridSize(20, 16, 12)!, affine: Affine(spacing: [2, 2, 2]))
    func moved(_ z: Double, _ spacing: Double = 2) -> VoxelGrid {
      VoxelGrid(size: GridSize(20, 16, 24)!, affine: Affine(spacing: [2, 2, spacing], origin: [0, 0, z]))
    }
    let near = ScanLink(grid, moved(8, 1))
    #expect(near.way == .table && near.before([1, 2, 3]) == [1, 2, 3] && near.isDoubtful)
    let far = ScanLink(grid, moved(900, 1))
    #expect(far.way == .height)
    // The middle of the first slice before lies between the first two after.
    let first = far.map.patient(of: [0, 0, 0])
    #expect(abs(first.z - 900.5) < 1e-9 && abs(first.x) < 1e-9)
    #expect(length(far.before(first)) < 1e-9)
  }
}
