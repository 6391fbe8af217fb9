import Foundation
import StyletImaging
import TestSupport
import Testing

@testable import StyletDICOM
@testable import StyletFiles
@testable import StyletFormats

/// One slice whose rescale is not that of the others: its values are as its own header has them, and that is said.
@Suite struct DICOMOddRescaleTests {
  private static let count = 20, odd = 12

  private func series(_ elements: [TestElement], for odd: Set<Int> = [odd]) -> SyntheticSeries {
    var series = SyntheticSeries(count: Self.count)
    series.extra = { z in
      [TestElement(.bitsStored, 12), TestElement(.highBit, 11)] + (odd.contains(z) ? elements : [])
    }
    return series
  }

  private func load(_ series: SyntheticSeries) throws -> LoadedImage {
    try withTemporaryFolder { folder in
      for z in 0..<series.count { _ = try put(series.file(z), "slice-\(z)", in: folder) }
      let arriving = try DICOMSeriesReader().begin(folder, options: ReadOptions())
      try arriving.arrival.wait()
      let image = try FormatRegistry.standard.read(folder)
      #expect(arriving.arrival.volume.acquisition == image.volume.acquisition)
      return image
    }
  }

  @Test(arguments: [("0", "1"), ("-1000", "1"), ("-1024", "2"), ("-8192", "0.5"), ("3071", "-1"), ("-1024", "1.0007")])
  func eachSliceHasItsOwn(_ intercept: String, _ slope: String) throws {
    let series = series([TestElement(.rescaleIntercept, "DS", intercept), TestElement(.rescaleSlope, "DS", slope)])
    let image = try load(series)
    let rescale = Rescale(slope: try #require(Double(slope)), intercept: try #require(Double(intercept)))
    // What does not fit one scale exactly is said to be rounded: what is stored decides, not what could be.
    let isExact = slope != "1.0007"
    #expect(image.description.problems.contains { $0.contains("values are rounded to steps") } == !isExact)
    let slack = isExact ? 1e-9 : image.volume.rescale.slope / 2 + 1e-9
    for z in 0..<Self.count {
      for y in 0..<SyntheticSeries.rows {
        for x in 0..<SyntheticSeries.columns {
          let sample = Double(SyntheticSeries.sample(x, y, z))
          let truth = z == Self.odd ? rescale.slope * sample + rescale.intercept : sample - 1024
          #expect(abs(image.volume.value(at: VoxelIndex(x, y, z)) - truth) <= slack, "\(x) \(y) \(z)")
        }
      }
    }
    #expect(image.volume.acquisition.oddRescales == 1)
    let names = [intercept == "-1024" ? nil : "RescaleIntercept", slope == "1" ? nil : "RescaleSlope"].compactMap { $0 }
    let words = image.description.problems.first { $0.contains("of 1 of 20 slices") }
    #expect(words?.hasPrefix(names.joined(separator: " and ") + " of 1 of 20 slices ") == true, "\(words ?? "")")
    #expect(words?.hasSuffix("its values are HU only if that is right: slice-12") == true, "\(words ?? "")")
  }

  /// Half of the slices in steps of 2: all have steps of 1, and are not rounded.
  @Test func stepsOfOneSizeAreKept() throws {
    var series = series([])
    series.extra = { z in [TestElement(.rescaleSlope, "DS", z % 2 == 0 ? "2" : "1")] }
    let image = try load(series)
    #expect(image.volume.rescale == Rescale(slope: 1, intercept: -1024))
    #expect(series.isShown(by: image.volume) { sample, z in Double(sample * (z % 2 == 0 ? 2 : 1) - 1024) })
    #expect(!image.description.problems.contains { $0.contains("rounded") })
  }

  /// Numbers with and without a sign, of one rescale: what is stored fits, and no step is rounded.
  @Test(arguments: [0, 1]) func mixedSignsAreKept(_ first: Int) throws {
    var series = series([])
    func isSigned(_ z: Int) -> Bool { z % 2 == first }
    func sample(_ x: Int, _ y: Int, _ z: Int) -> Int {
      isSigned(z) ? SyntheticSeries.sample(x, y, z) - 1500 : SyntheticSeries.sample(x, y, z) + 500
    }
    series.extra = { z in
      let words = (0..<SyntheticSeries.rows).flatMap { y in
        (0..<SyntheticSeries.columns).map { x in UInt16(truncatingIfNeeded: sample(x, y, z)) }
      }
      return [
        TestElement(.pixelRepresentation, isSigned(z) ? 1 : 0), TestElement(.pixelData, "OW", .words(words)),
      ]
    }
    let image = try load(series)
    #expect(!image.description.problems.contains { $0.contains("rounded") }, "\(image.description.problems)")
    for z in 0..<Self.count {
      #expect(image.volume.value(at: VoxelIndex(4, 2, z)) == Double(sample(4, 2, z) - 1024), "\(z)")
    }
  }

  /// More than 65,536 steps are rounded, and no rescale is blamed that does not differ.
  @Test func whatDoesNotFitIsRounded() throws {
    var series = series([])
    series.extra = { z in
      let words = [UInt16](repeating: z == 0 ? 0x8000 : 0xffff, count: SyntheticSeries.rows * SyntheticSeries.columns)
      return [TestElement(.pixelRepresentation, z == 0 ? 1 : 0), TestElement(.pixelData, "OW", .words(words))]
    }
    let image = try load(series)
    let said = image.description.problems.filter { $0.contains("rounded") }
    #expect(said == ["the slices' values do not fit on one scale: values are rounded to steps of 1.5"])
    #expect(abs(image.volume.value(at: VoxelIndex(0, 0, 0)) + 33792) < 0.8)
    #expect(abs(image.volume.value(at: VoxelIndex(0, 0, 1)) - 64511) < 0.8)
  }

  @Test func manyAreNamedInPartAndNoneIsNoDoubt() throws {
    let some = try load(series([TestElement(.rescaleIntercept, "DS", "0")], for: [2, 3, 7, 9]))
    #expect(some.volume.acquisition.oddRescales == 4)
    let words = "their values are HU only if that is right: slice-2, slice-3, slice-7 and 1 more"
    #expect(some.description.problems.contains { $0.hasSuffix(words) })
    for same in [[], [TestElement(.rescaleIntercept, "DS", "-1024.0")]] {
      let image = try load(series(same))
      #expect(image.volume.acquisition.oddRescales == nil && image.description.problems == [])
    }
  }

  /// Another kind of image has no HU to be in doubt.
  @Test func onlyOfCT() throws {
    var series = series([])
    series.extra = { z in
      [
        TestElement(.modality, "CS", "MR"), TestElement(.sopClassUID, "UI", "1.2.840.10008.5.1.4.1.1.4"),
        TestElement(.rescaleIntercept, "DS", z == Self.odd ? "1" : "0"),
      ]
    }
    let image = try load(series)
    #expect(image.volume.acquisition.oddRescales == nil)
    #expect(image.description.problems.allSatisfy { !$0.contains("rescale") && !$0.contains("Rescale") })
  }
}
