import Foundation
import StyletBase
import StyletImaging
import StyletProject
import TestSupport
import Testing

@testable import StyletDICOM
@testable import StyletFiles

private let data = ConformanceTests.folder

/// Real files. What is expected was established with pydicom and SimpleITK.
@Suite(.enabled(if: FileManager.default.fileExists(atPath: data), "no conformance data at \(data)"))
struct DICOMConformanceTests {
  private let reader = DICOMSeriesReader()

  private func read(_ path: String) throws -> LoadedImage {
    try reader.read(data + "/" + path, options: ReadOptions())
  }

  private func refusal(_ path: String) -> Failure? {
    #expect(throws: Failure.self) { try reader.read(data + "/" + path, options: ReadOptions()) }
  }

  private func sum(_ volume: Volume) -> Double {
    volume.withSamples { $0.reduce(0) { $0 + volume.rescale.value($1) } }
  }

  private func samples(_ volume: Volume) -> [Int16] { volume.withSamples { Array($0) } }

  /// Every voxel of the series is that of its NRRD twin, which is read here with no more than zlib.
  @Test func wholeChest() throws {
    let image = try read("thorax/ct-64/dicom")
    #expect(image.volume.size == GridSize(64, 64, 79))
    let nrrd = [UInt8](try Data(contentsOf: URL(fileURLWithPath: data + "/thorax/ct-64/ct-64.nrrd")))
    let header = try #require(nrrd.indices.dropFirst().first { nrrd[$0] == 10 && nrrd[$0 - 1] == 10 })
    // The gzip header has ten bytes.
    let raw = try inflateDataSet(DICOMSource(memory: nrrd), from: header + 11)
    let twin = raw.withUnsafeBytes { bytes in
      (0..<bytes.count / 2).map { Int16(littleEndian: bytes.loadUnaligned(fromByteOffset: 2 * $0, as: Int16.self)) }
    }
    #expect(twin.count == image.volume.size.count)
    #expect(image.volume.withSamples { zip($0, twin).allSatisfy { image.volume.rescale.value($0) == Double($1) } })
    let origin = image.volume.grid.affine.origin
    #expect(length(origin - [-128.413806, -264.413806, -360.256]) < 1e-3)
    #expect(length(image.volume.grid.spacing - [4.171872, 4.171872, 3.98734]) < 1e-4)
  }

  @Test func oneSliceInManyEncodings() throws {
    let plain = try read("dicom/one-slice-8-encodings/evrle.dcm")
    for name in ["ivrle", "evrbe", "deflated", "rle", "jpegll-sv1"] {
      let other = try read("dicom/one-slice-8-encodings/\(name).dcm")
      #expect(samples(other.volume) == samples(plain.volume), "\(name)")
      #expect(other.volume.grid == plain.volume.grid)
      #expect(other.volume.rescale == plain.volume.rescale)
    }
    #expect(plain.volume.valueRange == -1024...1154)
    for (name, syntax) in [("jpegls", "JPEG-LS Lossless"), ("j2k-ll", "JPEG 2000 Lossless")] {
      let path = "dicom/one-slice-8-encodings/\(name).dcm"
      #if Codecs
        #expect(samples(try read(path).volume) == samples(plain.volume), "\(syntax)")
      #else
        #expect(refusal(path)?.what.contains(syntax) == true)
      #endif
    }
    let folder = try read("dicom/one-slice-8-encodings")
    #expect(samples(folder.volume) == samples(plain.volume))
  }

  @Test func oneHelicalSliceInManyEncodings() throws {
    let plain = try read("dicom/cornerstone-ct/CTImage.dcm")
    for name in [
      "BigEndianExplicitTransferSyntax_1.2.840.10008.1.2.2",
      "DeflatedExplicitVRLittleEndianTransferSyntax_1.2.840.10008.1.2.1.99",
      "LittleEndianExplicitTransferSyntax_1.2.840.10008.1.2.1",
      "LittleEndianImplicitTransferSyntax_1.2.840.10008.1.2",
      "RLELosslessTransferSyntax_1.2.840.10008.1.2.5", "JPEGProcess14TransferSyntax_1.2.840.10008.1.2.4.57",
      "JPEGProcess14SV1TransferSyntax_1.2.840.10008.1.2.4.70",
    ] {
      let other = try read("dicom/cornerstone-ct/CTImage.dcm_\(name).dcm")
      #expect(samples(other.volume) == samples(plain.volume), "\(name)")
    }
  }

  /// What the unused bits hold does not matter: the values are those of the reference, a mosaic cut into tiles.
  @Test func twelveBits() throws {
    let images: [(String, ClosedRange<Double>, String)] = [
      ("12bitUnsigned", 0...2908, "2"), ("12bitUnsigned_0x0F0F", 0...4095, "3"),
      ("12bitSigned_0x0F0F", -2048...2047, "4"),
    ]
    for (name, range, twin) in images {
      let image = try read("dicom/12bit/In/\(name).dcm")
      #expect(image.volume.valueRange == range)
      let nifti = [UInt8](try Data(contentsOf: URL(fileURLWithPath: data + "/dicom/12bit/Ref/\(twin).nii")))
      let reader = ByteReader(nifti)
      let values = try stride(from: 352, to: nifti.count, by: 2).map { Double(try reader.at($0, Int16.self)) }
      var counts: [Double: Int] = [:]
      for value in values { counts[value, default: 0] += 1 }
      image.volume.withSamples { for s in $0 { counts[image.volume.rescale.value(s), default: 0] -= 1 } }
      // The mosaic's last tile is empty.
      #expect(counts.filter { $1 != 0 } == [0: -64 * 64], "\(name)")
    }
  }

  @Test func tiltedAndOblique() throws {
    let tilted = try read("dicom/uneven-tilted-missing/gantrytilting/001")
    #expect(tilted.volume.size == GridSize(512, 512, 4))
    #expect(length(tilted.volume.grid.affine.columns.2 - [0, 0, 5]) < 1e-9)
    #expect(tilted.description.problems.contains { $0.contains("tilted by 14°") })
    let oblique = try read("dicom/rt-utils/oriented_data")
    #expect(oblique.volume.size == GridSize(100, 50, 3))
    #expect(length(oblique.volume.grid.spacing - [2.5, 3.5, 4.5]) < 1e-6)
    #expect(abs(oblique.volume.rescale.slope - 0.001) < 1e-12)
  }

  @Test func gapsAndContradictionsAreRefused() throws {
    let folder = "dicom/uneven-tilted-missing"
    #expect(refusal(folder + "/sliceincrement/001")?.what.contains("10 mm between") == true)
    #expect(refusal(folder + "/sliceincrement/002")?.what.contains("where 0.75 mm is usual") == true)
    #expect(refusal(folder + "/notavolume/001")?.what.contains("of different acquisition") == true)
    #expect(refusal(folder + "/sliceorientation/001")?.what.contains("of different pixel spacing, orientation") == true)
    #expect(refusal("dicom/duplicate-positions")?.what.contains("unevenly spaced") == true)
  }

  @Test func whatIsNoSliceIsNamed() throws {
    #expect(refusal("dicom/rt-utils/empty")?.what.contains("1 RT structure set") == true)
    #expect(refusal("dicom/cornerstone-ct/no-pixel-data.dcm")?.what.hasPrefix("a structured report") == true)
    let cine = "dicom/dicomparser/encapsulated/multi-frame/IM00001.implicit_little_endian.dcm"
    #expect(refusal(cine)?.what.hasPrefix("a multi-frame image whose frames are not described") == true)
  }

  /// An Enhanced CT in every wrapping of its frames.
  @Test func enhancedCT() throws {
    let folder = "dicom/dicomparser/encapsulated/multi-frame/CT0012."
    let plain = try read(folder + "explicit_little_endian.dcm")
    #expect(plain.volume.size == GridSize(512, 512, 2))
    #expect(sum(plain.volume) == -337_621_504)
    #expect(plain.volume.valueRange == -1024...172)
    var names = [
      "fragmented_no_bot_jpeg_lossless.57", "fragmented_no_bot_jpeg_lossless.70", "not_fragmented_bot_rle",
      "not_fragmented_no_bot_rle",
    ]
    #if Codecs
      names += ["fragmented_no_bot_jpeg_ls.80", "not_fragmented_bot_jpeg_ls.80", "not_fragmented_no_bot_jpeg_ls.80"]
    #endif
    for name in names {
      let other = try read(folder + name + ".dcm")
      #expect(samples(other.volume) == samples(plain.volume), "\(name)")
      #expect(other.volume.grid == plain.volume.grid)
    }
  }

  @Test func gapsAreFilled() throws {
    for (folder, count, made) in [("sliceincrement/001", 5, "1 of 5"), ("sliceincrement/002", 5, "1 of 5")] {
      let path = data + "/dicom/uneven-tilted-missing/" + folder
      let image = try reader.read(path, options: ReadOptions(choice: ScanChoice(fillGaps: true)))
      #expect(image.volume.size.k == count)
      #expect(image.description.problems.contains { $0.hasPrefix(made + " slices is interpolated") })
    }
  }
}
