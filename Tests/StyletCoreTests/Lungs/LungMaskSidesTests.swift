import StyletPhantom
import TestSupport
import Testing

@testable import StyletBase
@testable import StyletCore
@testable import StyletDetection
@testable import StyletImaging

/// A mask of one value that does not say which lung it is: one lung is not cut in two, two are not taken for one.
@Suite struct LungMaskSidesTests {
  private static let size = GridSize(20, 6, 4)!

  /// Boxes: right 2...7, left 12...17, with a bridge of one voxel between.
  private static func mask(_ value: UInt8, right: Bool, left: Bool, bridge: Bool = false) -> LabelMap {
    var runs: [Run] = []
    for k in 1...2 {
      for j in 1...4 {
        if right { runs.append(Run(k: k, j: j, i: 2, count: 6, old: 0, new: value)) }
        if left { runs.append(Run(k: k, j: j, i: 12, count: 6 - (j == 1 ? 1 : 0), old: 0, new: value)) }
      }
    }
    if bridge { runs.append(Run(k: 1, j: 2, i: 8, count: 4, old: 0, new: value)) }
    return map(size, runs)
  }

  private static func map(_ size: GridSize, _ runs: [Run]) -> LabelMap {
    var map = LabelMap(size: size)
    map.apply(Edit(name: "", tool: "", runs: runs))
    return map
  }

  /// A scan with bone about `middle`; without it nothing tells where the patient's middle is.
  private static func scan(middle: Int?) throws -> Volume {
    try Volume(grid: VoxelGrid(size: size, affine: Affine(spacing: [1, 1, 2])), rescale: .identity) { samples in
      samples.update(repeating: -1000)
      guard let middle else { return }
      for n in samples.indices where abs(n % size.i - middle) <= 2 { samples[n] = 500 }
    }
  }

  /// Whichever lung, wherever the patient lies in the picture. What the scan does not tell is asked for.
  @Test(arguments: [UInt8(1), 4, 255]) func oneLungAloneIsOneLung(_ value: UInt8) throws {
    for part in [LungLabels.right, LungLabels.left] {
      let mask = Self.mask(value, right: part == LungLabels.right, left: part == LungLabels.left)
      for middle in [9, 10, 11] {
        let taken = try LungMask(mask, on: Self.scan(middle: middle))
        #expect(taken.divided == nil && taken.placed == part && taken.leftOut == [], "\(middle)")
        #expect(taken.labels.plain == mask.plain.map { $0 == 0 ? 0 : part })
      }
      for scan in [try Self.scan(middle: nil), nil] {
        #expect { try LungMask(mask, on: scan) } throws: {
          ($0 as? Failure)?.advice?.contains("--map \(value)=RL") == true
        }
      }
      // A name or a rule decides before the place does.
      let named = try LungMask(mask, mapping: [value: 2], named: [value], on: Self.scan(middle: 10))
      #expect(named.placed == nil && named.labels.plain == mask.plain.map { $0 == 0 ? 0 : 2 })
    }
  }

  @Test func bothLungsAreBoth() throws {
    for bridge in [false, true] {
      for middle in [8, 10, 12] {
        let both = try LungMask(Self.mask(1, right: true, left: true, bridge: bridge), on: Self.scan(middle: middle))
        #expect(both.placed == nil && both.divided != nil)
      }
    }
  }

  /// Airways beside it do not say which lung a value is, and a name does not make one lung of two.
  @Test func airwaysAndNamesDoNotMakeOneLungOfTwo() throws {
    for (right, left) in [(true, true), (true, false), (false, true)] {
      var mask = Self.mask(1, right: right, left: left)
      mask.apply(Edit(name: "", tool: "", runs: [Run(k: 3, j: 2, i: 9, count: 2, old: 0, new: 3)]))
      let taken = try LungMask(mask, on: Self.scan(middle: 10))
      let sides = right && left ? nil : right ? LungLabels.right : LungLabels.left
      #expect(taken.placed == sides && (taken.divided != nil) == (sides == nil) && taken.leftOut == [])
      let parts = Set(taken.labels.plain).subtracting([0])
      #expect(parts == Set([LungLabels.airway] + (right ? [LungLabels.right] : []) + (left ? [LungLabels.left] : [])))
    }
    for (value, named) in [(UInt8(1), Set<UInt8>([1])), (2, []), (2, [2])] {
      let mask = Self.mask(value, right: true, left: true)
      #expect { try LungMask(mask, named: named, on: Self.scan(middle: 10)) } throws: {
        ($0 as? Failure)?.what.contains("on both sides") == true
      }
      #expect(throws: Never.self) { try LungMask(mask, named: named) }
    }
  }

  /// One lung that reaches across the middle is neither halved nor guessed.
  @Test func whatMayBeEitherIsAskedFor() throws {
    let mask = Self.mask(1, right: true, left: false)
    #expect(throws: Failure.self) { try LungMask(mask, on: Self.scan(middle: 6)) }
  }

  /// The lungs of a phantom as one value, together and one alone.
  @Test func thePhantomsLungsAreTold() throws {
    let phantom = try Phantom.make(PhantomSpecification(size: GridSize(96, 96, 48)!, seed: 5))
    let truth = phantom.lungs
    func only(_ parts: Set<UInt8>) -> LabelMap {
      var runs: [Run] = []
      for k in 0..<truth.size.k {
        for j in 0..<truth.size.j {
          truth.forEachRun(j: j, k: k) { i, count, value in
            if parts.contains(value) { runs.append(Run(k: k, j: j, i: i, count: count, old: 0, new: 1)) }
          }
        }
      }
      return Self.map(truth.size, runs)
    }
    #expect(try LungMask(only([1]), on: phantom.volume).placed == LungLabels.right)
    #expect(try LungMask(only([2]), on: phantom.volume).placed == LungLabels.left)
    let both = try LungMask(only([1, 2]), on: phantom.volume)
    #expect(both.divided != nil && both.placed == nil)
    // That its place told which it is stays with the project, until somebody has looked at it.
    for (part, side) in [(LungLabels.right, LungSide.right), (LungLabels.left, .left)] {
      var session = EditSession(volume: phantom.volume)
      let edit = try LungMask(only([part]), on: phantom.volume).edit(
        of: LabelLayer(name: LabelLayer.lungs, size: phantom.volume.size), session.annotations, volume: phantom.volume,
        source: "a.nii")
      try session.perform(try #require(edit))
      let remark = try #require(LungRecord(session.annotations)?.remarks.first)
      let place = try #require(remark.place)
      #expect(remark.badge == .sideByPlace(side) && phantom.lungs.size.contains(place))
      #expect(session.diseaseExtent()?.sidesAreProposed == true)
    }
  }
}
