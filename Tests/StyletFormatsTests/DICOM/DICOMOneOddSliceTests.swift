import StyletBase
import StyletImaging
import TestSupport
import Testing

@testable import StyletDICOM
@testable import StyletFiles
@testable import StyletFormats

/// One slice among four whose header has numbers at their extremes, in a folder and in an archive: the others are read
/// as they are, and what becomes of the odd one is said with its name.
@Suite struct DICOMOneOddSliceTests {
  private static let odd = "odd-slice", count = 4

  private func name(_ z: Int) -> String { z == Self.count - 1 ? Self.odd : "slice-\(z)" }

  private func inFolder(_ series: SyntheticSeries) throws -> LoadedImage {
    try withTemporaryFolder { folder in
      for z in 0..<series.count { _ = try put(series.file(z), name(z), in: folder) }
      return try FormatRegistry.standard.read(folder)
    }
  }

  private func inArchive(_ series: SyntheticSeries) throws -> LoadedImage {
    let zip = TestZip((0..<series.count).map { TestZip.Member(name($0), series.file($0), method: 8) })
    return try withFile(zip.bytes, "CASE.zip") { try FormatRegistry.standard.read($0) }
  }

  /// Whether the slices before the odd one have every voxel at its place in the patient.
  private func areShown(by volume: Volume, _ series: SyntheticSeries) -> Bool {
    for z in 0..<Self.count - 1 {
      for y in 0..<SyntheticSeries.rows {
        for x in 0..<SyntheticSeries.columns {
          let point =
            series.position(z) + series.row * series.spacing.alongRow * Double(x)
            + series.column * series.spacing.alongColumn * Double(y)
          guard let v = volume.grid.voxel(at: point),
            abs(volume.value(at: v) - Double(SyntheticSeries.sample(x, y, z) - 1024)) < 1e-6
          else { return false }
        }
      }
    }
    return true
  }

  private static let words: [UInt16] = [0, 1, 7, 8, 12, 15, 16, 17, 0x7fff, 0x8000, 0xffff]
  private static let texts = [
    "-9223372036854775808", "9223372036854775807", "18446744073709551615", "1e308", "-1e308", "nan", "inf", "\\", "-1",
    "65536",
  ]

  @Test(arguments: [
    DICOMTag.bitsStored, .bitsAllocated, .highBit, .pixelRepresentation, .pixelPaddingValue, .pixelPaddingRangeLimit,
    DICOMTag(0x0028, 0x0106), DICOMTag(0x0028, 0x0107),
  ])
  func theOthersAreReadOrItIsNamed(_ tag: DICOMTag) throws {
    let values =
      Self.words.flatMap { word in ["US", "SS"].map { TestElement(tag, $0, .words([word])) } }
      + Self.texts.map { TestElement(tag, "DS", $0) }
      // Two values, and none, where one is expected.
      + [TestElement(tag, "US", .words([1, 0xffff])), TestElement(tag, "US", .words([]))]
    for value in values {
      var series = SyntheticSeries(count: Self.count)
      series.extra = { z in z == Self.count - 1 ? [value] : [] }
      var said: [String] = []
      for load in [inFolder, inArchive] {
        do {
          let image = try load(series)
          #expect(areShown(by: image.volume, series), "\(tag) \(value)")
          let isWhole = image.volume.size.k == Self.count
          #expect(isWhole || image.volume.size.k == Self.count - 1, "\(tag) \(value)")
          let isNamed = image.description.problems.contains { $0.contains(Self.odd) }
          #expect(isWhole || isNamed, "\(tag) \(value): \(image.description.problems)")
          said.append(isWhole ? "all" : "without it")
        } catch {
          #expect(error is Failure && "\(error)".contains(Self.odd), "\(tag) \(value): \(error)")
          said.append("refused")
        }
      }
      #expect(said[0] == said[1], "an archive is read as its folder: \(tag) \(value)")
    }
  }
}
