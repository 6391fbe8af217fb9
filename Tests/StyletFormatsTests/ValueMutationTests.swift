import Foundation
import StyletBase
import StyletImaging
import StyletProject
import TestSupport
import Testing

@testable import StyletDICOM
@testable import StyletFiles
@testable import StyletFormats

/// The whole way from bytes to voxels with headers whose values, not bits, are wrong: extremes of each kind of number,
/// lists of other lengths, texts where numbers belong. What comes out is an image of a bounded size or a ``Failure``.
@Suite struct ValueMutationTests {
  private static let texts = [
    "", "0", "-0", "-1", "1", "2", "255", "256", "32767", "32768", "-32768", "-32769", "65535", "65536", "2147483647",
    "-2147483648", "4294967296", "9223372036854775807", "-9223372036854775808", "9223372036854774784",
    "18446744073709551616", "1e308", "-1e308", "1e-308", "1e999", "nan", "inf", "-inf", "0.5", "0.000001", "1\\2",
    "1\\2\\3\\4\\5\\6\\7", "x", "\\", "1 2 3", "\u{1b}[2J", String(repeating: "9", count: 400),
  ]

  /// Reads in every way there is, the gaps filled and labels, too.
  private func readAll(_ path: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let registry = FormatRegistry.standard
    for choice in [ScanChoice.standard, ScanChoice(volume: 0, fillGaps: true)] {
      var options = ReadOptions()
      options.choice = choice
      let f = failure {
        let image = try registry.read(path, options)
        #expect(image.volume.size.count <= 1 << 24, sourceLocation: sourceLocation)
        _ = image.description.problems.map(\.escapedForTerminal)
        _ = image.volume.value(at: VoxelIndex(0, 0, 0))
      }
      #expect(f?.kind != .defect, "\(String(describing: f))", sourceLocation: sourceLocation)
    }
    _ = failure { _ = try registry.describe(path) }
    let f = failure { _ = try registry.readLabels(path) }
    #expect(f?.kind != .defect, "\(String(describing: f))", sourceLocation: sourceLocation)
  }

  // MARK: DICOM

  /// Every element of a slice's header as every text, as every VR, and on all slices at once.
  @Test func everyElementOfASlice() throws {
    let usual: [DICOMTag] = SyntheticSeries().elements(0).map(\.tag).filter { $0 != .pixelData }
    let tags: [DICOMTag] = usual + [
      .pixelPaddingValue, .pixelPaddingRangeLimit, .numberOfFrames, .acquisitionNumber, .temporalPositionIdentifier,
      .rescaleType, .kvp, .convolutionKernel, .frameOfReferenceUID, .specificCharacterSet,
    ]
    for tag in tags {
      try withTemporaryFolder { folder in
        for (n, text) in Self.texts.enumerated() {
          for isAll in [false, true] {
            var series = SyntheticSeries(count: 3)
            series.extra = { z in z == 1 || isAll ? [TestElement(tag, ["DS", "IS", "LO", "UI"][n % 4], text)] : [] }
            for z in 0..<series.count { try put(series.file(z), "\(z)", in: folder) }
            readAll(folder)
          }
        }
      }
    }
  }

  /// Binary numbers at their extremes, in words of every length, and pixels that are not there.
  @Test func everyBinaryNumber() throws {
    let values: [[UInt8]] = [0, 1, 2, 3, 4, 6, 8, 12, 16].flatMap { count in
      [UInt8(0), 0xff, 0x7f, 0x80, 1].map { [UInt8](repeating: $0, count: count) }
    }
    let tags: [DICOMTag] = [
      .rows, .columns, .bitsAllocated, .bitsStored, .highBit, .pixelRepresentation, .samplesPerPixel,
      .pixelPaddingValue, .pixelPaddingRangeLimit, .imagePositionPatient, .imageOrientationPatient, .pixelSpacing,
      .rescaleSlope, .rescaleIntercept, .sliceThickness, .pixelData,
    ]
    for tag in tags {
      try withTemporaryFolder { folder in
        for vr in ["US", "SS", "UL", "SL", "FL", "FD", "OW", "UN"] {
          for (n, value) in values.enumerated() where (n + vr.utf8.count) % 2 == 0 || tag != .pixelData {
            var series = SyntheticSeries(count: 3)
            series.extra = { z in z > 0 ? [TestElement(tag, vr, .bytes(value))] : [] }
            for z in 0..<series.count { try put(series.file(z), "\(z)", in: folder) }
            _ = failure { _ = try DICOMSeriesReader().read(folder, options: ReadOptions()) }
          }
        }
      }
    }
  }

  /// Positions of many slices: far apart, all in one, out of every number, as many as there may be between them.
  @Test func everyPlace() throws {
    let places: [(Int) -> String] = [
      { _ in "0\\0\\0" }, { "0\\0\\\($0 * $0)" }, { "0\\0\\\($0 == 2 ? 1e5 : Double($0))" },
      { "0\\0\\\($0 == 2 ? "999999.999" : "-999999.999")" }, { "\($0)\\0\\0" }, { "0\\0\\\(Double($0) * 1e-7)" },
      { "\($0 * 500_000)\\\($0 * 400_000)\\\(Double($0) * 0.01)" }, { "0\\0\\\($0 % 2 == 0 ? 1e-12 : 0.006)" },
    ]
    for place in places {
      try withTemporaryFolder { folder in
        var series = SyntheticSeries(count: 5)
        series.extra = { [TestElement(.imagePositionPatient, "DS", place($0))] }
        for z in 0..<series.count { try put(series.file(z), "\(z)", in: folder) }
        readAll(folder)
      }
    }
  }

  // MARK: Headers of text

  /// Every value of every line of an NRRD's and a MetaImage's header.
  @Test func everyFieldOfATextHeader() throws {
    for (name, bytes) in HandmadeImage().files where name.hasSuffix(".mha") || name.hasSuffix(".nrrd") {
      let separator: Character = name.hasSuffix(".mha") ? "=" : ":"
      let end: Int = name.hasSuffix(".mha")
        ? bytes.firstRange(of: Array("LOCAL\n".utf8))!.upperBound : bytes.firstRange(of: [10, 10])!.lowerBound
      let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
      try withTemporaryFolder { folder in
        for (n, line) in lines.enumerated() {
          guard let at = line.firstIndex(of: separator) else { continue }
          let words = line[line.index(after: at)...].split(separator: " ")
          for text in Self.texts {
            for word in words.indices {
              var changed = lines.map(String.init)
              var others = words.map(String.init)
              others[word] = others[word].hasPrefix("(") ? "(\(text),\(text),\(text))" : text
              changed[n] = "\(line[...at]) \(others.joined(separator: " "))"
              let whole = Array(changed.joined(separator: "\n").utf8) + bytes[end...]
              readAll(try put(whole, name, in: folder))
            }
          }
        }
      }
    }
  }

  /// Every field of a NIfTI header at the extremes of its type, in both byte orders.
  @Test func everyFieldOfANIfTIHeader() throws {
    let shorts: [Int] = [40, 42, 44, 46, 48, 50, 52, 54, 68, 70, 72, 74, 120, 122, 252, 254]
    let floats: [Int] = [56..<68, 76..<120, 124..<148, 256..<328].flatMap { range in
      Array(stride(from: range.lowerBound, to: range.upperBound, by: 4))
    }
    for order in [ByteOrder.little, .big] {
      let image = HandmadeImage(order: order)
      let bytes = image.niftiFile(.one)
      try withTemporaryFolder { folder in
        func read(_ at: Int, _ value: [UInt8]) throws {
          var changed = bytes
          changed.replaceSubrange(at..<at + value.count, with: value)
          readAll(try put(changed, "x.nii", in: folder))
        }
        for at in shorts {
          for n in [Int16.min, -1, 0, 1, 2, 7, 8, 255, 256, 512, 2048, Int16.max] { try read(at, image.raw(n)) }
        }
        for at in floats {
          for x in [0, -0.0, -1, 1e-38, 1e38, -1e38, .nan, .infinity, -.infinity, 352.5, 1e20] as [Float] {
            try read(at, image.raw(x.bitPattern))
          }
        }
      }
    }
  }
}
