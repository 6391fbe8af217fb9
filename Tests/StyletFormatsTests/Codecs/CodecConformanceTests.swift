#if Codecs
  import Foundation
  import StyletBase
  import Testing

  @testable import StyletDICOM

  private let data = ConformanceTests.folder

  /// Real files in compressed and plain twins: the samples are the same.
  @Suite(.enabled(if: FileManager.default.fileExists(atPath: data), "no conformance data at \(data)"))
  struct CodecConformanceTests {
    /// The first frame's sample values, straight from the pixel data.
    private func firstFrame(_ path: String) throws -> [Int] {
      let file = try #require(try DICOMFile(path: data + "/" + path))
      let set = file.dataSet
      func number(_ tag: DICOMTag) throws -> Int {
        let number = try set.integer(tag)
        return try #require(number)
      }
      let stored = try number(.bitsStored)
      let rows = try number(.rows), columns = try number(.columns), allocated = try number(.bitsAllocated)
      let signed = try number(.pixelRepresentation) == 1
      let format = try #require(
        PixelFormat(
          rows: rows, columns: columns, bitsAllocated: allocated, bitsStored: stored, highBit: stored - 1,
          signed: signed))
      let pixels = try #require(set[.pixelData])
      guard file.transferSyntax.encoding == .encapsulated else {
        return values(Array(try set.source.bytes(at: pixels.offset, count: format.bytesPerFrame)), format)
      }
      let fragments = try EncapsulatedPixels(set.source, pixels).fragments.map {
        try set.source.bytes(at: $0.lowerBound, count: $0.count)
      }
      // Of several frames, the fragments up to the next start of an image.
      let next = fragments.dropFirst().firstIndex { $0.starts(with: [0xff, 0xd8]) } ?? fragments.count
      let decoder = try PixelDecoders.decoder(for: file.transferSyntax)
      return values(try decoder.decode(Array(fragments[..<next]), format: format), format)
    }

    @Test(arguments: ["jpegls", "j2k-ll", "jpegll-sv1", "rle"]) func oneSlice(_ name: String) throws {
      let folder = "dicom/one-slice-8-encodings/"
      #expect(try firstFrame(folder + name + ".dcm") == firstFrame(folder + "evrle.dcm"))
    }

    @Test(arguments: [
      "JPEGLSLosslessTransferSyntax_1.2.840.10008.1.2.4.80",
      "JPEG2000LosslessOnlyTransferSyntax_1.2.840.10008.1.2.4.90",
      "JPEGProcess14TransferSyntax_1.2.840.10008.1.2.4.57", "JPEGProcess14SV1TransferSyntax_1.2.840.10008.1.2.4.70",
    ])
    func helicalSlice(_ name: String) throws {
      let folder = "dicom/cornerstone-ct/CTImage.dcm"
      #expect(try firstFrame(folder + "_\(name).dcm") == firstFrame(folder))
    }

    /// Near-lossless by 1, as its header states, and JPEG 2000 with loss, as near as pydicom reads it.
    @Test(arguments: [
      ("JPEGLSLossyTransferSyntax_1.2.840.10008.1.2.4.81", 1), ("JPEG2000TransferSyntax_1.2.840.10008.1.2.4.91", 5),
    ])
    func withLoss(name: String, most: Int) throws {
      let folder = "dicom/cornerstone-ct/CTImage.dcm"
      let plain = try firstFrame(folder)
      let lossy = try firstFrame(folder + "_\(name).dcm")
      #expect(lossy.count == plain.count)
      #expect(zip(lossy, plain).allSatisfy { abs($0 - $1) <= most })
    }

    /// However the fragments are cut, with and without offset tables.
    @Test(arguments: [
      "fragmented_bot", "fragmented_no_bot", "not_fragmented_bot", "not_fragmented_no_bot",
    ])
    func fragments(_ name: String) throws {
      let folder = "dicom/dicomparser/encapsulated/single-frame/CT1_UNC."
      #expect(try firstFrame(folder + name + "_jpeg_ls.80.dcm") == firstFrame(folder + "explicit_little_endian.dcm"))
    }

    @Test(arguments: [
      "fragmented_no_bot_jpeg_ls.80", "not_fragmented_bot_jpeg_ls.80", "fragmented_no_bot_jpeg_lossless.57",
      "fragmented_no_bot_jpeg_lossless.70",
    ])
    func fragmentsOfTwoFrames(_ name: String) throws {
      let folder = "dicom/dicomparser/encapsulated/multi-frame/CT0012."
      #expect(try firstFrame(folder + name + ".dcm") == firstFrame(folder + "explicit_little_endian.dcm"))
    }

    /// Checksums (FNV-1a over the samples as 16-bit words) of what pydicom with pyjpegls reads.
    @Test(arguments: [
      ("000001", 0xff01_bbda_dfda_4848), ("000138", 0xf822_6b1a_1856_78fd), ("000275", 0x681c_6cb3_1c24_a088),
    ])
    func lidc(name: String, checksum: UInt64) throws {
      var hash: UInt64 = 0xcbf2_9ce4_8422_2325
      for sample in try firstFrame("thorax/lidc-0314/\(name).dcm") {
        for byte in [sample & 255, sample >> 8 & 255] { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      }
      #expect(hash == checksum)
    }
  }
#endif
