import StyletImaging
import TestSupport
import Testing

@testable import StyletDICOM
@testable import StyletFiles

@Suite struct SegmentationReaderTests {
  private typealias Frame = TestSegmentation.Frame
  private let a = [1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1]
  private let b = [0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0]
  private let none = [Int](repeating: 0, count: 15)

  private func labels(_ slices: [Int: [Int]]) -> [UInt8] {
    (0..<4).flatMap { (slices[$0] ?? none).map { UInt8($0) } }
  }

  /// Frames of 15 bits, in any order, of some slices.
  @Test func binaryFramesInAnyOrder() throws {
    var seg = TestSegmentation(segments: [2, 1])
    seg.frames = [
      Frame(segment: 2, position: TestSegmentation.position(3), pixels: b),
      Frame(segment: 1, position: TestSegmentation.position(1), pixels: a),
      Frame(segment: 2, position: TestSegmentation.position(0), pixels: a),
    ]
    let expected = labels([3: b.map { $0 * 2 }, 1: a, 0: a.map { $0 * 2 }])
    for (defined, syntax) in [
      (true, TransferSyntax.explicitLittleEndian), (false, .explicitLittleEndian), (false, .implicitLittleEndian),
    ] {
      seg.defined = defined
      seg.syntax = syntax
      let mask = try readSegmentation(seg.file)
      #expect(mask.labels.plain == expected)
      #expect(mask.values == [1, 2] && mask.description.problems.isEmpty)
      #expect(mask.segments.map(\.value) == [2, 1] && mask.segments.map(\.name) == ["Part 2", "Part 1"])
      #expect(mask.segments[0].colour == RGB(0, 0, 0) && mask.segments[0].code == nil)
      #expect(TestSegmentation.scan.mismatch(with: mask.description.grid) == nil)
    }
  }

  @Test func laterSegmentsWinAndItIsSaid() throws {
    var seg = TestSegmentation(segments: [1, 2])
    seg.frames = [
      Frame(segment: 2, position: TestSegmentation.position(1), pixels: b),
      Frame(segment: 1, position: TestSegmentation.position(1), pixels: a),
    ]
    let mask = try readSegmentation(seg.file)
    #expect(mask.labels.plain == labels([1: zip(a, b).map { $1 == 1 ? 2 : $0 }]))
    #expect(
      mask.description.problems == [
        "1 voxel of segment 1 (Part 1) is also in segment 2 (Part 2), and is taken for 2"
      ])
  }

  @Test func fractionsFromHalfOfTheMaximum() throws {
    var seg = TestSegmentation(type: "FRACTIONAL", bits: 8)
    seg.extra = [TestElement(DICOMTag(0x0062, 0x000e), 200), TestElement(DICOMTag(0x0062, 0x0010), "CS", "OCCUPANCY")]
    let parts = [0, 1, 99, 100, 101, 200, 255, 0, 0, 0, 50, 150, 0, 0, 0]
    seg.frames = [Frame(segment: 1, position: TestSegmentation.position(2), pixels: parts)]
    let mask = try readSegmentation(seg.file)
    #expect(mask.labels.plain == labels([2: parts.map { $0 >= 100 ? 1 : 0 }]))
    #expect(mask.description.problems.first?.contains("FRACTIONAL (OCCUPANCY)") == true)
  }

  @Test func labelmaps() throws {
    for bits in [8, 16] {
      var seg = TestSegmentation(type: "LABELMAP", bits: bits, segments: [0, 7, 200])
      let pixels = [0, 7, 7, 200, 9, 0, 0, 7, 9, 9, 200, 0, 0, 0, 7]
      seg.extra = [TestElement(.pixelPaddingValue, 9)]
      seg.frames = [Frame(segment: 0, position: TestSegmentation.position(1), pixels: pixels)]
      let mask = try readSegmentation(seg.file)
      #expect(mask.labels.plain == labels([1: pixels.map { $0 == 9 ? 0 : $0 }]))
      #expect(mask.values == [7, 200] && mask.segments.map(\.value) == [7, 200])
      seg.extra = []
      let f = failure { _ = try readSegmentation(seg.file) }
      #expect(f?.what == "a pixel has the value 9, and no segment has that number")
    }
  }

  /// One frame a fragment, with RLE; and frames each deflated (PS3.5 A.4.13).
  @Test func compressedFrames() throws {
    var seg = TestSegmentation(type: "LABELMAP", bits: 8, segments: [1, 2], syntax: .rleLossless)
    seg.frames = [0, 2].map { Frame(segment: 0, position: TestSegmentation.position($0), pixels: $0 == 0 ? a : b) }
    func header(_ bytes: [UInt8]) -> [UInt8] {
      [1, 0, 0, 0, 64, 0, 0, 0] + [UInt8](repeating: 0, count: 56) + bytes + (bytes.count % 2 == 0 ? [] : [128])
    }
    seg.fragments = seg.frames.map { header([14] + $0.pixels.map { UInt8($0) }) }
    #expect(try readSegmentation(seg.file).labels.plain == labels([0: a, 2: b]))
    var bits = TestSegmentation(syntax: TransferSyntax(uid: "1.2.840.10008.1.2.8.1"))
    bits.frames = [a, b].enumerated().map {
      Frame(segment: 1, position: TestSegmentation.position($0), pixels: $1)
    }
    bits.fragments = bits.frames.map { frame in
      var one = bits
      one.frames = [frame]
      let packed = SyntheticSeries.deflate(one.pixelBytes)
      return packed.count % 2 == 0 ? packed : packed + [0]
    }
    #expect(try readSegmentation(bits.file).labels.plain == labels([0: a, 1: b]))
    // A fragment too many: whose it is cannot be known.
    bits.fragments?.append([0, 0])
    #expect(
      failure { _ = try readSegmentation(bits.file) }?.what.hasPrefix("3 fragments of pixels for 2 frames") == true)
    bits.fragments?.removeLast()
    bits.syntax = .rleLossless
    #expect(failure { _ = try readSegmentation(bits.file) }?.what.contains("one bit") == true)
  }

  /// A frame of two columns within the scan; and one that reaches beyond it.
  @Test func partsOfSlices() throws {
    var seg = TestSegmentation(columns: 2, rows: 2)
    seg.frames = [Frame(segment: 1, position: TestSegmentation.position(1) + [1.5, 0.75, 0], pixels: [1, 0, 1, 1])]
    let expected = [0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 1]
    #expect(try readSegmentation(seg.file).labels.plain == labels([1: expected]))
    seg.frames[0].position.x += 0.5
    #expect(failure { _ = try readSegmentation(seg.file) }?.what == "1 voxel of the mask lies outside the scan")
    seg.frames[0].pixels = [1, 0, 1, 0]
    #expect(try readSegmentation(seg.file).values == [1])
    seg.frames[0].position.z = 30 + 8
    #expect(failure { _ = try readSegmentation(seg.file) }?.what == "2 voxels of the mask lie outside the scan")
  }

  @Test func framesOffTheVoxelsAreRefusedWithNumbers() throws {
    func refused(_ words: String, _ change: (inout TestSegmentation) -> Void) {
      var seg = TestSegmentation()
      seg.frames = [0, 1].map { Frame(segment: 1, position: TestSegmentation.position($0), pixels: a) }
      change(&seg)
      let f = failure { _ = try readSegmentation(seg.file) }
      #expect(f?.kind == .badData && f?.what.contains(words) == true, "\(String(describing: f))")
    }
    refused("turned by 10° against the scan's axes") {
      $0.row = [0.984807753, 0.173648178, 0]
      $0.column = [-0.173648178, 0.984807753, 0]
    }
    refused("up to 0.4 of one off along k") { $0.frames[1].position.z += 0.8 }
    refused("up to 0.2 of one off along i") { $0.frames[1].position.x += 0.1 }
    refused("0.52 mm apart, the scan's voxels 0.5 mm") { $0.spacing.alongRow = 0.52 }
    refused("lie outside the scan") { $0.frames[1].position.z = 9e5 }
    refused("0.75 mm apart") { seg in
      seg.row = [0, 1, 0]
      seg.column = [1, 0, 0]
      seg.spacing = (alongRow: 0.75, alongColumn: 0.75)
    }
  }

  @Test func recognisedByItsClass() throws {
    let seg = TestSegmentation(frames: [Frame(segment: 1, position: TestSegmentation.position(0), pixels: a)])
    let body = TestWriter().dataSet(seg.elements)
    // The meta information that tests write says CT: the class in it, where there is one, counts.
    for (bytes, isSEG) in [(body, true), (SyntheticSeries().file(0), false), ([1, 2, 3], false)] {
      try withFile(bytes, "x") { path in
        let probe = try FileProbe(path)
        #expect(SegmentationReader().recognises(probe) == isSEG)
      }
    }
  }
}
