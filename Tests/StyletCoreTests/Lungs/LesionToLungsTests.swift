import TestSupport
import Testing

@testable import StyletCore
@testable import StyletDetection
@testable import StyletImaging

/// A lesion becomes part of the lung beside it, and the air around the patient does not.
@Suite struct LesionToLungsTests {
  private static let size = GridSize(24, 14, 5)!

  /// A patient in columns 3 to 20 and rows 2 to 11, of 40 HU, in air; right lung in columns 5 to 8, left in 14 to 18,
  /// rows 4 to 9, of -850 HU, with a hollow of air in column 10 of the tissue between.
  private static func scan(air: Int16 = -1000) throws -> (volume: Volume, lungs: LabelLayer) {
    let volume = try Volume(
      grid: VoxelGrid(size: size, affine: Affine(spacing: [0.7, 0.9, 2.5], origin: [0, 0, 0])), rescale: .identity
    ) { samples in
      for n in samples.indices {
        let i = n % size.i, j = n / size.i % size.j
        samples[n] = (3...20).contains(i) && (2...11).contains(j) ? 40 : air
        if (4...9).contains(j), (5...8).contains(i) || (14...18).contains(i) { samples[n] = -860 }
        if i == 10, j == 6 { samples[n] = -990 }
      }
    }
    var lungs = LabelLayer(name: LabelLayer.lungs, size: size)
    let runs = (0..<size.k).flatMap { k in
      (4...9).flatMap { j in
        [
          Run(k: k, j: j, i: 5, count: 4, old: 0, new: LungLabels.right),
          Run(k: k, j: j, i: 14, count: 5, old: 0, new: LungLabels.left),
        ]
      }
    }
    lungs.apply(Edit(name: "", tool: "", layer: LabelLayer.lungs, runs: runs))
    return (volume, lungs)
  }

  /// Voxels of columns in row 6 of slice 2, as a lesion.
  private func lesion(_ columns: ClosedRange<Int>) -> [LabelRun] {
    [LabelRun(k: 2, j: 6, i: columns.lowerBound..<columns.upperBound + 1, label: 1)]
  }

  private func columns(_ edit: Edit?) -> [Int] {
    (edit?.runs ?? []).flatMap { (Int($0.i)..<Int($0.i) + Int($0.count)).map { $0 } }.sorted()
  }

  @Test(arguments: [-1000, -3024, 300] as [Int16]) func airAroundThePatientStaysOut(_ air: Int16) throws {
    let (volume, lungs) = try Self.scan(air: air)
    let added = try #require(LesionToLungs(lesion(0...6), lungs: lungs, volume: volume))
    #expect(added.lung == LungLabels.right && columns(added.edit) == [3, 4] && added.outside == 3)
    let alone = try #require(LesionToLungs(lesion(0...2), lungs: lungs, volume: volume))
    #expect(alone.edit == nil && alone.outside == 3)
  }

  /// A hollow within the lesion is no air outside.
  @Test func aHollowGoesAlong() throws {
    let (volume, lungs) = try Self.scan()
    let added = try #require(LesionToLungs(lesion(8...11), lungs: lungs, volume: volume))
    #expect(added.lung == LungLabels.right && columns(added.edit) == [9, 10, 11] && added.outside == 0)
  }

  /// The lung that most of it lies in; where none of it does, the nearest.
  @Test func theLungIsTheOneThatMostOfItLiesIn() throws {
    let (volume, lungs) = try Self.scan()
    for (part, lung) in [(7...14, LungLabels.right), (8...15, LungLabels.left), (9...10, LungLabels.right), (12...13, LungLabels.left)] {
      let added = try #require(LesionToLungs(lesion(part), lungs: lungs, volume: volume))
      #expect(added.lung == lung, "\(part)")
    }
    #expect(
      LesionToLungs(lesion(9...10), lungs: LabelLayer(name: LabelLayer.lungs, size: Self.size), volume: volume) == nil)
    #expect(LesionToLungs([], lungs: lungs, volume: volume) == nil)
  }

  /// Lung that the picture's border cuts is no air outside.
  @Test func aCutLungIsNotOutside() throws {
    let volume = try Volume(
      grid: VoxelGrid(size: Self.size, affine: Affine(spacing: [0.7, 0.9, 2.5], origin: [0, 0, 0])), rescale: .identity
    ) { samples in
      for n in samples.indices { samples[n] = n % Self.size.i < 6 ? -900 : Int16(40 + n * 7 % 5) }
    }
    var lungs = LabelLayer(name: LabelLayer.lungs, size: Self.size)
    let runs = (0..<5).flatMap { k in (0..<14).map { Run(k: k, j: $0, i: 0, count: 6, old: 0, new: LungLabels.left) } }
    lungs.apply(Edit(name: "", tool: "", layer: LabelLayer.lungs, runs: runs))
    let added = try #require(LesionToLungs(lesion(2...9), lungs: lungs, volume: volume))
    #expect(added.lung == LungLabels.left && added.outside == 0 && columns(added.edit) == [6, 7, 8, 9])
  }
}
