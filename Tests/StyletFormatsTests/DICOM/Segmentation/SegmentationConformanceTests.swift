import Foundation
import StyletImaging
import TestSupport
import Testing

@testable import StyletFormats

/// Segmentations of other programs, against the masks that they were made from (NRRD) or what pydicom reads.
@Suite struct SegmentationConformanceTests {
  private static let folder = ConformanceTests.folder + "/seg/"
  static let isThere = FileManager.default.fileExists(atPath: folder + "dcmqi")

  struct Pair: Sendable, CustomTestStringConvertible {
    let file: String
    /// Masks whose highest label counts.
    let truths: [String]
    var without: UInt8?
    var testDescription: String { file }
  }

  static let pairs = [
    Pair(file: "liver.dcm", truths: ["liver_seg.nrrd"]),
    Pair(
      file: "partial_overlaps.dcm",
      truths: ["partial_overlaps-1.nrrd", "partial_overlaps-2.nrrd", "partial_overlaps-3.nrrd"]),
    Pair(file: "23x38x3/seg/label.seg", truths: ["23x38x3/nrrd/label.nrrd"]),
    Pair(file: "24x38x3/seg/label.seg", truths: ["24x38x3/nrrd/label.nrrd"]),
    Pair(file: "sparse-labelmap-noppv.dcm", truths: ["sparse_labelmap_noppv_seg.nrrd"]),
    // 5 is what the masks have for slices that the segmentation leaves out.
    Pair(file: "sparse-labelmap-ppv5.dcm", truths: ["sparse_labelmap_ppv5_seg.nrrd"], without: 5),
  ]

  @Test(.enabled(if: isThere, "no conformance data"), arguments: pairs)
  func asDcmqiHasIt(_ pair: Pair) throws {
    let truths = try pair.truths.map { try FormatRegistry.standard.readLabels(Self.folder + "dcmqi/" + $0) }
    let grid = truths[0].description.grid
    let mask = try FormatRegistry.standard.readMask(Self.folder + "dcmqi/" + pair.file, on: grid)
    #expect(mask.description.format == "DICOM SEG")
    #expect(mask.description.problems.isEmpty == (pair.truths.count == 1))
    var row = [UInt8](repeating: 0, count: grid.size.i), expected = row
    var different = 0
    for k in 0..<grid.size.k {
      for j in 0..<grid.size.j {
        for i in row.indices { (row[i], expected[i]) = (0, 0) }
        mask.labels.forEachRun(j: j, k: k) { i, n, label in for x in i..<i + n { row[x] = label } }
        for truth in truths {
          truth.labels.forEachRun(j: j, k: k) { i, n, label in
            if label != pair.without { for x in i..<i + n { expected[x] = max(expected[x], label) } }
          }
        }
        if row != expected { different += 1 }
      }
    }
    #expect(different == 0)
  }

  struct Fact: Sendable, CustomTestStringConvertible {
    let file: String
    let size: [Int]
    let spacing: SIMD3<Double>
    let origin: PatientPoint
    /// Voxels of each label.
    let counts: [Int]
    /// Part of a problem that is said.
    var problem: String?
    var testDescription: String { file }
  }

  private static let pixel = 0.488281
  static let facts = [
    Fact(
      file: "ct_binary", size: [16, 16, 3], spacing: [pixel, pixel, 1.25], origin: [-125, -128.100006, 103.019997],
      counts: [638]),
    Fact(
      file: "ct_binary_fractional", size: [16, 16, 3], spacing: [pixel, pixel, 1.25],
      origin: [-125, -128.100006, 103.019997], counts: [638], problem: "FRACTIONAL (PROBABILITY)"),
    Fact(
      file: "ct_true_fractional", size: [16, 16, 3], spacing: [pixel, pixel, 1.25],
      origin: [-125, -128.100006, 103.019997], counts: [638], problem: "FRACTIONAL (PROBABILITY)"),
    // Two slices 202.5 mm apart and two more: 164 of the scan's slices.
    Fact(
      file: "ct_binary_overlap", size: [20, 18, 165], spacing: [pixel, pixel, 1.25],
      origin: [-125 - 2 * pixel, -128.100006 - pixel, -99.480003], counts: [48, 16],
      problem: "16 voxels of segment 1"),
    Fact(
      file: "ct_binary_single_frame", size: [128, 128, 1], spacing: [0.661468, 0.661468, 5],
      origin: [-158.135803, -179.035797, -75.699997], counts: [1832]),
  ]

  @Test(.enabled(if: isThere, "no conformance data"), arguments: facts)
  func asHighdicomHasIt(_ fact: Fact) throws {
    let grid = VoxelGrid(
      size: try #require(GridSize(fact.size[0], fact.size[1], fact.size[2])),
      affine: Affine(spacing: fact.spacing, origin: fact.origin))
    let path = Self.folder + "highdicom/data/test_files/seg_image_" + fact.file + ".dcm"
    let mask = try FormatRegistry.standard.readMask(path, on: grid)
    var counts = [Int](repeating: 0, count: 256)
    for label in mask.labels.plain { counts[Int(label)] += 1 }
    #expect(
      Array(counts[1...fact.counts.count]) == fact.counts && counts[0] + fact.counts.reduce(0, +) == grid.size.count)
    #expect(mask.description.problems.count == (fact.problem == nil ? 0 : 1))
    if let problem = fact.problem { #expect(mask.description.problems.first?.contains(problem) == true) }
  }

  /// Segmentations that lie in no patient.
  @Test(
    .enabled(if: isThere, "no conformance data"),
    arguments: [
      ("sm_control", "microscope slide"), ("sm_control_labelmap", "microscope slide"),
      ("sm_dots_tiled_full", "microscope slide"), ("cr_binary", "the frame has no position"),
    ])
  func refusals(_ file: String, _ words: String) throws {
    let path = Self.folder + "highdicom/data/test_files/seg_image_" + file + ".dcm"
    let f = failure { _ = try FormatRegistry.standard.readMask(path, on: TestSegmentation.scan) }
    #expect(f?.kind == .badData && f?.description.contains(words) == true, "\(String(describing: f))")
  }
}
