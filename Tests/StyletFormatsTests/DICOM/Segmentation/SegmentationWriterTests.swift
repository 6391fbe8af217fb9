import Foundation
import StyletBase
import StyletImaging
import TestSupport
import Testing

@testable import StyletDICOM
@testable import StyletFiles

@Suite struct SegmentationWriterTests {
  static let findings = LabelTable.standard

  /// Labels with a look of their own from every side; every finding somewhere, and slices without any.
  static func labels(_ size: GridSize, seed: UInt64 = 4) -> [UInt8] {
    var random = SeededRandom(seed: seed)
    return size.voxels.map { v in
      let isEmpty = v.k % 3 == 1 || v.j == 2
      return !isEmpty && Int.random(in: 0..<3, using: &random) == 0
        ? [2, 4, 1][Int.random(in: 0..<3, using: &random)] : 0
    }
  }

  static func mask(_ volume: Volume, origin: Origin = .manual, scan: String? = nil, reader: String = "r07")
    -> MaskSource
  {
    MaskSource(
      layer: LabelLayer(labels(volume.size), size: volume.size, origin: origin), findings: findings, volume: volume,
      scan: scan, reader: reader, date: Moment(secondsSince1970: 1_700_000_000))
  }

  private func written<R>(_ mask: MaskSource, _ body: (DICOMObject) throws -> R) throws -> R {
    try withTemporaryFolder { folder in
      try SegmentationWriter().write(mask, to: folder + "/m.seg.dcm")
      return try body(try #require(try DICOMFile(path: folder + "/m.seg.dcm")).dataSet)
    }
  }

  private func text(_ d: DICOMObject, _ a: DICOMTag) throws -> String {
    try d.strings(a).joined(separator: "\\")
  }

  @Test func whatAResearchScanIsGiven() throws {
    let volume = randomVolume(GridSize(5, 7, 6)!)
    try written(Self.mask(volume)) { d in
      #expect(try text(d, .sopClassUID) == "1.2.840.10008.5.1.4.1.1.66.4")
      #expect(try text(d, .modality) == "SEG")
      #expect(try text(d, .segmentationType) == "BINARY")
      #expect(try d.integer(.bitsAllocated) == 1)
      #expect(try d.integer(.rows) == 7)
      #expect(try d.integer(.columns) == 5)
      #expect(try text(d, .contentDate) == "20231114")
      #expect(try text(d, .contentCreatorName) == "r07^")
      #expect(try text(d, .contentLabel) == "FINDINGS")
      #expect(try text(d, .imageComments) == ResearchUse.notice)
      #expect(try text(d, .manufacturer) == "Stylet")
      #expect(try text(d, .softwareVersions) == Release.version)
      for tag in CommonModules.identifying { #expect(d[tag]?.length == 0, "\(tag)") }
      #expect(d[DICOMTag.patientAge] == nil && d[DICOMTag.studyDescription] == nil)
      #expect(d[DICOMTag.referencedSeriesSequence] == nil)
      // In the table's order: 1, 2 and 4 are drawn.
      let segments = try d.items(DICOMTag.segmentSequence)
      #expect(try segments.map { try $0.integer(DICOMTag.segmentNumber) } == [1, 2, 3])
      #expect(try segments.map { try text($0, .segmentLabel) } == ["GGO", "CON", "OTH"])
      #expect(try segments.map { try text($0, .segmentAlgorithmType) } == ["MANUAL", "MANUAL", "MANUAL"])
      #expect(segments[0][DICOMTag.segmentAlgorithmName] == nil)
      #expect(try text(segments[0], .trackingID) == "Stylet GGO by r07")
      // Each slice that a segment is drawn on, once; no other.
      let frames = try d.items(DICOMTag.perFrameFunctionalGroupsSequence)
      let labels = Self.labels(volume.size)
      var expected: [[Int]] = []
      let planes = (0..<6).filter { k in labels[k * 35..<(k + 1) * 35].contains { $0 != 0 } }
      for (segment, label) in [(1, 1), (2, 2), (3, 4)] {
        for k in planes where labels[k * 35..<(k + 1) * 35].contains(UInt8(label)) {
          expected.append([segment, (planes.firstIndex(of: k) ?? 0) + 1])
        }
      }
      let dimensions = try frames.map { frame in
        try frame.items(DICOMTag.frameContentSequence)[0].numbers(DICOMTag.dimensionIndexValues)
          .map { Int($0) }
      }
      #expect(dimensions == expected)
      #expect(try d.integer(.numberOfFrames) == expected.count)
      #expect(d.elements.last?.length == ((expected.count * 35 + 7) / 8 + 1) / 2 * 2)
      #expect(frames.allSatisfy { $0[DICOMTag.derivationImageSequence] == nil })
    }
  }

  @Test func algorithmsAreNamed() throws {
    let volume = randomVolume(GridSize(5, 7, 6)!)
    for (origin, type) in [(Origin.proposed, "AUTOMATIC"), (.interpolated, "SEMIAUTOMATIC")] {
      try written(Self.mask(volume, origin: origin)) { d in
        let segment = try d.items(DICOMTag.segmentSequence)[0]
        #expect(try text(segment, .segmentAlgorithmType) == type)
        #expect(try text(segment, .segmentAlgorithmName) == "Stylet " + Release.version)
      }
    }
  }

  /// The same lesion in every export; another reader's is another.
  @Test func trackingIsStable() throws {
    func tracking(_ mask: MaskSource) throws -> [String] {
      try written(mask) { d in
        try d.items(DICOMTag.segmentSequence).map { try text($0, .trackingUID) }
          + [text(d, .studyInstanceUID), text(d, .frameOfReferenceUID)]
      }
    }
    let volume = randomVolume(GridSize(5, 7, 6)!)
    let first = try tracking(Self.mask(volume))
    #expect(Set(first).count == 5)
    #expect(try tracking(Self.mask(volume)) == first)
    let other = try tracking(Self.mask(volume, reader: "r08"))
    #expect(Set(other).intersection(first) == Set(first.suffix(2)))
    #expect(Set(try tracking(Self.mask(randomVolume(GridSize(5, 7, 6)!, seed: 2)))).isDisjoint(with: first))
  }

  @Test func nothingDrawnIsRefused() throws {
    let volume = randomVolume(GridSize(5, 7, 6)!)
    var mask = Self.mask(volume)
    mask.layer = LabelLayer(name: LabelLayer.findings, size: volume.size)
    try withTemporaryFolder { folder in
      let f = failure { try SegmentationWriter().write(mask, to: folder + "/m.dcm") }
      #expect(f?.what == "nothing is drawn, and a DICOM SEG needs a segment" && f?.advice == "draw a finding first")
      let left = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(left.isEmpty)
    }
  }

  @Test func bitsArePackedWithoutGaps() throws {
    var random = SeededRandom(seed: 8)
    for pixels in [1, 7, 8, 9, 15, 64, 65, 874] {
      let frames = (0..<5).map { _ in (0..<pixels).map { _ in UInt8.random(in: 0...3, using: &random) } }
      for label in [UInt8(1), 3, 255] {
        let sink = ByteCollector()
        let packer = BitPacker(sink)
        for frame in frames { try frame.withUnsafeBufferPointer { try packer.add($0, where: label) } }
        try packer.finish()
        var expected = [UInt8](repeating: 0, count: (5 * pixels + 7) / 8)
        for (n, x) in frames.joined().enumerated() where x == label { expected[n / 8] |= 1 << (n % 8) }
        #expect(sink.bytes == expected)
      }
    }
  }

  /// Known values of sRGB's corners in CIELab relative to D50 (Lindbloom's calculator).
  @Test func colours() {
    for (colour, l, a, b) in [
      (RGB(255, 255, 255), 100.0, 0.0, 0.0), (RGB(0, 0, 0), 0, 0, 0), (RGB(255, 0, 0), 54.29, 80.81, 69.89),
      (RGB(0, 255, 0), 87.82, -79.27, 80.99), (RGB(0, 0, 255), 29.57, 68.30, -112.03),
      (RGB(119, 119, 119), 50.03, 0, 0),
    ] {
      let lab = LabColour.lab(of: colour)
      #expect(abs(lab.l - l) < 0.05 && abs(lab.a - a) < 0.05 && abs(lab.b - b) < 0.05, "\(colour): \(lab)")
    }
    #expect(LabColour.encode(RGB(255, 255, 255)) == [65535, 32896, 32896])
    var random = SeededRandom(seed: 2)
    for _ in 0..<500 {
      let c = RGB(
        .random(in: 0...255, using: &random), .random(in: 0...255, using: &random), .random(in: 0...255, using: &random)
      )
      #expect(LabColour.decode(LabColour.encode(c).map { Double($0) }) == c)
    }
    #expect(
      LabColour.decode([1, 2]) == nil && LabColour.decode([1, -2, 3]) == nil && LabColour.decode([0, 0, 1e9]) == nil)
  }

  @Test func planesThatDICOMHasNot() {
    let sheared = VoxelGrid(
      size: GridSize(5, 5, 5)!, affine: Affine([1, 0, 0], [0.3, 1, 0.3], [0.3, 0.3, 1], origin: .zero))
    #expect(
      failure { _ = try SegmentationPlanes(sheared, isSliced: false) }?.what.contains("not perpendicular") == true)
    let wide = VoxelGrid(size: GridSize(70_000, 2, 1)!, affine: Affine(spacing: [1, 1, 1]))
    #expect(failure { _ = try SegmentationPlanes(wide, isSliced: false) }?.what.contains("70000x2") == true)
  }
}
