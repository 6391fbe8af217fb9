import Foundation
import StyletBase
import TestSupport
import Testing

@testable import StyletDICOM
@testable import StyletFiles

/// Nothing that is done to a file may trap; it is read or refused.
@Suite struct DICOMHostileTests {
  private static let syntaxes: [TransferSyntax] = [
    .implicitLittleEndian, .explicitLittleEndian, .explicitBigEndian, .deflatedLittleEndian, .rleLossless,
    .jpegLosslessFirstOrder,
  ]

  private func sample(_ syntax: TransferSyntax) -> [UInt8] {
    var series = SyntheticSeries(syntax: syntax)
    let sequence = TestElement(
      DICOMTag(0x0008, 0x1140), "SQ",
      .items([[TestElement(.rows, 3), TestElement(DICOMTag(0x0009, 1), "UN", .bytes([1, 2, 3]))]], defined: false))
    series.extra = { z in
      syntax.encoding == .encapsulated
        ? [sequence, TestElement(.pixelData, "OB", .fragments([[0, 1, 2, 3], [4, 5]]))] : [sequence]
    }
    return series.file(1)
  }

  /// Everything that is done with a file from elsewhere, short of stacking.
  private func readAll(_ bytes: [UInt8], _ path: String) {
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      guard let file = try DICOMFile(path: path) else { return }
      for element in file.dataSet.elements where element.tag != .pixelData {
        _ = try? file.dataSet.items(element.tag)
        _ = try? file.dataSet.numbers(element.tag)
        _ = try? file.dataSet.tags(element.tag)
      }
      guard case .slice(let slice) = try DICOMContent(file, at: DICOMLocation(path: path)) else { return }
      try slice.checkPixels()
      _ = try FrameReader().samples(slice)
    } catch {
      #expect(error is Failure, "\(error)")
    }
  }

  @Test(arguments: syntaxes) func everyTruncation(_ syntax: TransferSyntax) throws {
    try withTemporaryFolder { folder in
      let bytes = sample(syntax)
      for count in 0..<bytes.count { readAll(Array(bytes[..<count]), folder + "/a") }
    }
  }

  @Test(arguments: syntaxes) func everyByteWrongOnce(_ syntax: TransferSyntax) throws {
    try withTemporaryFolder { folder in
      let bytes = sample(syntax)
      var random = SeededRandom(seed: 11)
      for n in 132..<bytes.count {
        var broken = bytes
        broken[n] = [0, 0xff, 0x7f, broken[n] ^ 1 << UInt8.random(in: 0..<8, using: &random)].randomElement(
          using: &random)!
        readAll(broken, folder + "/a")
      }
    }
  }

  @Test func manyBytesWrong() throws {
    try withTemporaryFolder { folder in
      var random = SeededRandom(seed: 5)
      for round in 0..<600 {
        var bytes = sample(Self.syntaxes[round % Self.syntaxes.count])
        for _ in 0..<Int.random(in: 1...20, using: &random) {
          bytes[Int.random(in: 132..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
        }
        readAll(bytes, folder + "/a")
      }
    }
  }

  @Test func aTruncatedFileSaysWhere() throws {
    let bytes = sample(.explicitLittleEndian)
    let failure = try withTemporaryFolder { folder in
      try Data(bytes.dropLast(10)).write(to: URL(fileURLWithPath: folder + "/a"))
      return #expect(throws: Failure.self) {
        try DICOMSeriesReader().read(folder + "/a", options: ReadOptions())
      }
    }
    #expect(failure?.what == "cut short: of 60 bytes of pixels 50 are there")
    #expect(failure?.place?.hasPrefix("(7FE0,0010) PixelData, offset ") == true)
  }

  /// A deflate bomb ends at the limit; a damaged stream and a cut one say so.
  @Test func deflateIsBounded() throws {
    let zeros = SyntheticSeries.deflate([UInt8](repeating: 0, count: 1 << 20))
    #expect(try inflateDataSet(DICOMSource(memory: zeros), from: 0).count == 1 << 20)
    #expect(throws: Failure.self) {
      try inflateDataSet(DICOMSource(memory: zeros), from: 0, limit: 1 << 20 - 1)
    }
    for bytes in [Array(zeros.dropLast(3)), [0xff, 0xff, 0xff, 0xff], []] {
      #expect(throws: Failure.self) { try inflateDataSet(DICOMSource(memory: bytes), from: 0) }
    }
  }

  @Test func absurdHeadersAreRefused() throws {
    func refused(_ elements: [TestElement], _ part: String) throws {
      try withTemporaryFolder { folder in
        var series = SyntheticSeries(count: 1)
        series.extra = { _ in elements }
        try series.write(to: folder)
        let failure = #expect(throws: Failure.self) {
          try DICOMSeriesReader().read(folder, options: ReadOptions())
        }
        #expect(failure?.description.contains(part) == true, "\(failure?.description ?? "")")
      }
    }
    try refused([TestElement(.rows, 0)], "0 is not from 1 to 65535")
    try refused([TestElement(.rows, 65535), TestElement(.columns, 65535)], "need 8589672450")
    try refused([TestElement(.bitsAllocated, 32)], "pixels of 32 bits are not read")
    try refused([TestElement(.bitsStored, 17)], "17 is not from 1 to 16")
    try refused([TestElement(.highBit, 3)], "HighBit is 3 with 16 BitsStored, where it must be 15")
    try refused([TestElement(.pixelRepresentation, 2)], "2 is not from 0 to 1")
    try refused([TestElement(.pixelSpacing, "DS", "0\\1")], "PixelSpacing")
    try refused([TestElement(.pixelSpacing, "DS", "1")], "PixelSpacing")
    try refused([TestElement(.imagePositionPatient, "DS", "1\\2\\1e30")], "ImagePositionPatient")
    try refused([TestElement(.imageOrientationPatient, "DS", "1\\0\\0\\1\\0\\0")], "perpendicular")
    try refused([TestElement(.rescaleSlope, "DS", "0")], "RescaleSlope")
    try refused([TestElement(.photometricInterpretation, "CS", "PALETTE COLOR")], "PALETTE COLOR")
    try refused([TestElement(.pixelData, "OW", .words([1, 2]))], "the pixels are 4 bytes")
    try refused([TestElement(.pixelData, "OW", .fragments([[1, 2]]))], "of undefined length")
    try refused([TestElement(.numberOfFrames, "IS", "2")], "multi-frame")
    try refused([TestElement(.samplesPerPixel, 3)], "colour image")
  }
}
