import Foundation
import StyletBase
import TestSupport
import Testing

@testable import StyletDICOM
@testable import StyletFiles

@Suite struct SegmentationHostileTests {
  private typealias Frame = TestSegmentation.Frame

  private var sample: TestSegmentation {
    var seg = TestSegmentation(segments: [1, 2])
    let pixels = [1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1]
    seg.frames = [(1, 0), (1, 1), (2, 3)].map {
      Frame(segment: $0.0, position: TestSegmentation.position($0.1), pixels: pixels)
    }
    return seg
  }

  /// Never a trap; every error is a failure.
  private func read(_ bytes: [UInt8], _ path: String) {
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      _ = SegmentationReader().recognises(try FileProbe(path))
      _ = try SegmentationReader().readMask(path, on: TestSegmentation.scan, options: ReadOptions())
    } catch is Failure {
    } catch {
      Issue.record("\(error)")
    }
  }

  @Test func everyTruncation() throws {
    try withTemporaryFolder { folder in
      for defined in [true, false] {
        var seg = sample
        seg.defined = defined
        let bytes = seg.file
        for count in stride(from: 1, to: bytes.count, by: defined ? 1 : 3) {
          read(Array(bytes[..<count]), folder + "/a")
        }
        // Without the last bytes of pixels it is not read as if they were there.
        try Data(bytes.dropLast(2)).write(to: URL(fileURLWithPath: folder + "/a"))
        let f = failure {
          _ = try SegmentationReader().readMask(folder + "/a", on: TestSegmentation.scan, options: ReadOptions())
        }
        #expect(f?.what == "cut short: of 6 bytes of pixels 4 are there")
      }
    }
  }

  @Test func flippedBits() throws {
    try withTemporaryFolder { folder in
      var random = SeededRandom(seed: 11)
      var fractional = sample
      fractional.type = "FRACTIONAL"
      fractional.bits = 8
      let files = [sample.file, fractional.file]
      for round in 0..<1200 {
        var bytes = files[round % 2]
        for _ in 0..<Int.random(in: 1...6, using: &random) {
          bytes[Int.random(in: 132..<bytes.count, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        }
        read(bytes, folder + "/a")
      }
    }
  }

  @Test func absurdHeadersAreRefused() throws {
    func refused(_ words: String, _ change: (inout TestSegmentation) -> Void) {
      var seg = sample
      change(&seg)
      let f = failure { _ = try readSegmentation(seg.file) }
      #expect(f?.kind == .badData && f?.description.contains(words) == true, "\(String(describing: f))")
    }
    refused("2147483647 is not from 1 to 16777216") { $0.statedFrames = 2_147_483_647 }
    refused("0 is not from 1 to 16777216") { $0.statedFrames = 0 }
    refused("16000000 frames of 5x3 need 30000000") { $0.statedFrames = 16_000_000 }
    refused("functional groups for 3 frames, and 2 frames") { $0.statedFrames = 2 }
    refused("need 1073709057") {
      $0.statedFrames = 2
      $0.extra = [TestElement(.rows, 65535), TestElement(.columns, 65535)]
    }
    refused("0 is not from 1 to 65535") { $0.extra = [TestElement(.rows, 0)] }
    refused("1 bit a pixel, not 8") { $0.extra = [TestElement(.bitsAllocated, 8)] }
    refused("32 is not from 1 to 16, (0028,0100)") { $0.extra = [TestElement(.bitsAllocated, 32)] }
    refused("there are 400 segments") { $0.segments = Array(1...400) }
    refused("the segment number 256") { $0.segments = [1, 256] }
    refused("the segment number 0") { $0.segments = [0, 1] }
    refused("two segments have the number 1") { $0.segments = [1, 1] }
    refused("segment 2 is not among those described, frame 3") { $0.segments = [1] }
    refused("no segment is described") { $0.missing = [DICOMTag(0x0062, 0x0002)] }
    refused("no size") { $0.missing = [DICOMTag(0x5200, 0x9229)]; $0.extra = [orientationOnly] }
    refused("no orientation in the patient, frame 1") { $0.missing = [DICOMTag(0x5200, 0x9229)] }
    refused("functional groups for 0 frames") { $0.missing = [DICOMTag(0x5200, 0x9230)] }
    refused("microscope slide") {
      $0.missing = [DICOMTag(0x5200, 0x9230)]
      $0.extra = [TestElement(DICOMTag(0x0020, 0x9311), "CS", "TILED_FULL")]
    }
    refused("there are no pixels") { $0.missing = [.pixelData] }
    refused("\"SURFACE\" are not read") { $0.extra = [TestElement(DICOMTag(0x0062, 0x0001), "CS", "SURFACE")] }
    refused("three coordinates") { $0.frames[0].position.x = 1e30 }
    refused("perpendicular") { $0.column = [1, 0, 0] }
    refused("positive lengths") { $0.spacing.alongRow = -1 }
    refused("not a segmentation") { $0.extra = [TestElement(.sopClassUID, "UI", "1.2.840.10008.5.1.4.1.1.2")] }
  }

  private var orientationOnly: TestElement {
    TestElement(
      DICOMTag(0x5200, 0x9229), "SQ",
      .items(
        [
          [
            TestElement(
              DICOMTag(0x0020, 0x9116), "SQ",
              .items([[TestElement(.imageOrientationPatient, "DS", "1\\0\\0\\0\\1\\0")]], defined: true))
          ]
        ], defined: true))
  }
}
