import Foundation
import StyletImaging
import Testing

@testable import StyletFormats

/// Real files of other programs; what they hold was read with nibabel and SimpleITK and stands here as numbers.
@Suite struct ConformanceTests {
  static let folder =
    ProcessInfo.processInfo.environment["STYLET_CONFORMANCE_DATA"]
    ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("shared/data").path
  static let isThere = FileManager.default.fileExists(atPath: folder + "/formats")

  struct Fact: Sendable, CustomTestStringConvertible {
    var file: String
    /// Stored extents; a stored voxel; its value, where it lies (LPS mm), and the mean of all values.
    var size: [Int]
    var voxel: SIMD3<Int>
    var value: Double
    var point: PatientPoint
    var mean: Double
    var testDescription: String { file }
  }

  static let facts = [
    Fact(
      file: "formats/nifti-nibabel/tests/data/anatomical.nii", size: [33, 41, 25], voxel: [22, 13, 12], value: 9859,
      point: [12, 14, 8], mean: 8401.066725794532),
    Fact(
      file: "formats/nifti-reader-js/data/avg152T1_LR_nifti2.nii.gz", size: [91, 109, 91], voxel: [60, 36, 45],
      value: 255, point: [30, 54, 18], mean: 82.89716151375593),
    Fact(
      file: "formats/nifti-reader-js/data/air2.hdr.gz", size: [79, 67, 64], voxel: [52, 22, 32],
      value: 40.28816223144531, point: [-0.5649, -13.5047, 32.3629], mean: 33.64839542537876),
    Fact(
      file: "formats/nifti-reader-js/data/big.nii.gz", size: [64, 64, 21], voxel: [42, 21, 10],
      value: 0.37854525446891785, point: [168, -84, 60], mean: 0.13542099169935),
    Fact(
      file: "formats/nifti-orientations/PSR.nii.gz", size: [79, 67, 64], voxel: [52, 22, 32],
      value: 58.43598115444183, point: [-0.5649, 48.6289, -19.6998], mean: 33.64839512195657),
    Fact(
      file: "thorax/lung1_image.nrrd", size: [512, 512, 48], voxel: [341, 170, 24], value: -103,
      point: [48.4766, -228.0469, -657.5], mean: -577.9148241678873),
    Fact(
      file: "thorax/ct-64/ct-64.nrrd", size: [64, 64, 79], voxel: [42, 21, 39], value: -102,
      point: [46.8048, -176.8045, -204.75], mean: -465.62708292128167),
    Fact(
      file: "thorax/nodule-crops/DataCropped.mha", size: [113, 115, 14], voxel: [75, 38, 7], value: -840,
      point: [-37.9609, -19.1719, 34.875], mean: -478.35958335623593),
    Fact(
      file: "formats/metaimage/image5x6x7-with-123-spacing.mhd", size: [5, 6, 7], voxel: [3, 2, 3], value: 1,
      point: [3, 4, 9], mean: 0.07142857142857142),
    Fact(
      file: "formats/nrrd-odd/image10x11x12_compressed.nhdr", size: [10, 11, 12], voxel: [6, 3, 6], value: 834,
      point: [6, 6, 18], mean: 659.5),
    Fact(
      file: "formats/nrrd-pynrrd/nrrd/tests/data/BallBinary30x30x30_gz_byteskip_minus_one.nrrd", size: [30, 30, 30],
      voxel: [20, 10, 15], value: 257, point: [20, 10, 15], mean: 136.38133333333334),
  ]

  @Test(.enabled(if: isThere, "no conformance data"), arguments: facts)
  func asOtherReadersHaveIt(_ fact: Fact) throws {
    let image = try FormatRegistry.standard.read(Self.folder + "/" + fact.file)
    let grid = image.volume.grid
    let step = image.volume.rescale.slope
    #expect([grid.storedSize.i, grid.storedSize.j, grid.storedSize.k] == fact.size)
    let s = SIMD3(Double(fact.voxel.x), Double(fact.voxel.y), Double(fact.voxel.z))
    #expect(length(grid.storedAffine.patient(of: s) - fact.point) < 2e-4)
    let voxel = try #require(grid.voxel(at: fact.point))
    #expect(abs(image.volume.value(at: voxel) - fact.value) <= (image.description.voxelType == "float32" ? step : 1e-6))
    var sum = 0
    image.volume.withSamples { for x in $0 { sum &+= Int(x) } }
    let mean = image.volume.rescale.slope * Double(sum) / Double(grid.size.count) + image.volume.rescale.intercept
    #expect(abs(mean - fact.mean) < 1e-3)
  }

  /// One volume in 24 axis orders: all the same once canonical.
  @Test(.enabled(if: isThere, "no conformance data")) func orientations() throws {
    let folder = Self.folder + "/formats/nifti-orientations/"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(names.count == 24)
    let first = try FormatRegistry.standard.read(folder + "LPS.nii.gz").volume
    for name in names {
      let volume = try FormatRegistry.standard.read(folder + name).volume
      #expect(first.grid.mismatch(with: volume.grid, tolerance: 1e-4) == nil, "\(name)")
      #expect(first.withSamples { a in volume.withSamples { a.elementsEqual($0) } }, "\(name)")
    }
  }

  @Test(.enabled(if: isThere, "no conformance data"), arguments: zip(1...4, [3071, 3712, 2488, 3416]))
  func masksOfFourReaders(_ reader: Int, _ voxels: Int) throws {
    let mask = try FormatRegistry.standard.readLabels(Self.folder + "/thorax/lidc-0314-readers/reader\(reader).nii.gz")
    #expect(mask.values == [1])
    #expect(abs(mask.description.grid.voxelVolume - 0.6103515625) < 1e-9)
    var count = 0
    var slices: [Int] = []
    for k in 0..<mask.labels.size.k where mask.labels.isUsed(k: k) {
      slices.append(k)
      for j in 0..<mask.labels.size.j { mask.labels.forEachRun(j: j, k: k) { _, n, _ in count += n } }
    }
    #expect(count == voxels)
    let (first, last) = (try #require(slices.first), try #require(slices.last))
    #expect((151...152).contains(first) && (164...168).contains(last))
  }

  @Test(
    .enabled(if: isThere, "no conformance data"),
    arguments: [
      ("formats/nifti-reader-js/data/not-nifti.nii", "not a scan"),
      ("formats/nifti-nibabel/tests/data/analyze.hdr", "Analyze 7.5"),
      ("formats/nifti-nibabel/tests/data/example4d.nii.gz", "it holds 2 volumes"),
      ("formats/nifti-reader-js/data/5D_zeros.nii.gz", "it holds 3 volumes"),
      ("formats/metaimage/referring_to_system_file.mhd", "outside the folder"),
      ("formats/metaimage/image128x256x3RGB.mhd", "3 values in each voxel"),
      ("formats/nrrd-odd/image10x11x12_unsupported_version.nrrd", "version 1004"),
      ("formats/nrrd-pynrrd/nrrd/tests/data/BallBinary30x30x30_bz2.nrrd", "bzip2"),
      ("formats/nrrd-pynrrd/nrrd/tests/data/BallBinary30x30x30_byteskip_minus_five.nhdr", "-5 in byte skip is not from"),
    ])
  func refusals(_ file: String, _ words: String) throws {
    let f = failure { _ = try FormatRegistry.standard.read(Self.folder + "/" + file) }
    #expect(f?.kind == .badData && f?.what.contains(words) == true, "\(String(describing: f))")
  }
}
