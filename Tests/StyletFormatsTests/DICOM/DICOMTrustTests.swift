import Foundation
import StyletBase
import StyletImaging
import StyletProject
import TestSupport
import Testing

@testable import StyletDICOM
@testable import StyletFiles

/// What must not become a volume in silence: values that are no HU, scans that lie among one another, and numbers of a
/// header at their extremes.
@Suite struct DICOMTrustTests {
  private let reader = DICOMSeriesReader()

  private func load(
    _ series: SyntheticSeries..., choice: ScanChoice = .standard
  ) throws -> LoadedImage {
    try withTemporaryFolder { folder in
      for (n, one) in series.enumerated() { try one.write(to: folder, prefix: "p\(n)-") }
      var options = ReadOptions()
      options.choice = choice
      return try reader.read(folder, options: options)
    }
  }

  private func refusal(_ series: SyntheticSeries, _ other: SyntheticSeries? = nil) throws -> Failure? {
    do {
      if let other { _ = try load(series, other) } else { _ = try load(series) }
      return nil
    } catch {
      return error as? Failure
    }
  }

  // MARK: Hounsfield units

  @Test func aSliceWithoutARescaleAmongOthersIsRefused() throws {
    for gone in [[DICOMTag.rescaleIntercept, .rescaleSlope], [.rescaleIntercept]] {
      var series = SyntheticSeries()
      series.extra = { z in z == 2 ? gone.map { TestElement($0, "DS", "") } : [] }
      let failure = try refusal(series)
      #expect(failure?.what.hasPrefix("1 of 4 slices states no rescale") == true, "\(gone): \(String(describing: failure))")
    }
    // The slope alone is 1 either way.
    var same = SyntheticSeries()
    same.extra = { z in z == 2 ? [TestElement(.rescaleSlope, "DS", "")] : [] }
    #expect(try refusal(same) == nil)
    let said = "1 of 4 slices states no RescaleSlope, 1 is taken"
    #expect(try load(same).description.problems.contains { $0.hasPrefix(said) })
  }

  /// What is stated of the two is used, and what is said of the other is true.
  @Test func oneOfTheTwoIsMissingInAllSlices() throws {
    for (gone, words) in [
      (DICOMTag.rescaleSlope, "no RescaleSlope is stated: 1 is taken"),
      (.rescaleIntercept, "no RescaleIntercept is stated: 0 is taken, and values may not be HU"),
    ] {
      for missing in [true, false] {
        var series = SyntheticSeries()
        if missing { series.missing = [gone] } else { series.extra = { _ in [TestElement(gone, "DS", "")] } }
        let image = try load(series)
        #expect(image.description.problems == [words])
        #expect(image.volume.rescale == Rescale(slope: 1, intercept: gone == .rescaleSlope ? -1024 : 0))
      }
    }
  }

  /// Readers do not agree on what these mean: shifted or not, the first value or the last, 16 or nothing.
  @Test func whatReadersDisagreeOnIsRefused() throws {
    for (elements, words) in [
      ([TestElement(.bitsStored, 12), TestElement(.highBit, 15)], "HighBit is 15 with 12 BitsStored, where it must be"),
      ([TestElement(.rescaleSlope, "DS", "1\\2")], "RescaleSlope has 2 values: one is meant"),
      ([TestElement(.rescaleIntercept, "DS", "-1024\\0")], "RescaleIntercept has 2 values: one is meant"),
      ([TestElement(.rescaleSlope, "DS", "0x10")], "\"0x10\" is not a number"),
      ([TestElement(.rescaleIntercept, "DS", "-0x1p3")], "\"-0x1p3\" is not a number"),
      (
        [TestElement(.pixelData, "OW", .words([UInt16](repeating: 7, count: 31)))],
        "Pixel Data has 62 bytes, 60 are needed for 6x5 of 16 bits"
      ),
    ] {
      var series = SyntheticSeries()
      series.extra = { _ in elements }
      let failure = try refusal(series)
      #expect(failure?.what.contains(words) == true, "\(words): \(String(describing: failure))")
    }
    // A byte behind the pixels makes an odd length even.
    var padded = SyntheticSeries()
    padded.extra = { z in
      let words = SyntheticSeries.frame(z) { $0 }
      let bytes = words.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
      return [TestElement(.pixelData, "OW", .bytes(bytes + [0]))]
    }
    #expect(try load(padded).description.problems == [])
  }

  @Test func valuesThatAreNoHUAreSaid() throws {
    for (slope, intercept) in [("1e-300", "-1024"), ("1", "1e9"), ("-1", "-1024"), ("1000", "0"), ("1", "-40000")] {
      var series = SyntheticSeries()
      series.extra = { _ in
        [TestElement(.rescaleSlope, "DS", slope), TestElement(.rescaleIntercept, "DS", intercept)]
      }
      let problems = try load(series).description.problems
      #expect(problems.contains { $0.hasSuffix("makes values that are no HU of a CT") }, "\(slope): \(problems)")
    }
  }

  /// Projections and lossy images are read, and nobody takes them for what they are not.
  @Test func whatWasMadeOfTheValuesIsSaid() throws {
    for kind in ["MIP", "MINIP", "AVERAGE"] {
      var series = SyntheticSeries()
      series.extra = { _ in [TestElement(.imageType, "CS", "DERIVED\\SECONDARY\\AXIAL\\\(kind)")] }
      let words = "ImageType says \(kind): values are made of several slices, and are not those of one place"
      #expect(try load(series).description.problems == [words])
    }
    for kind in ["SUBTRACTION", "VNC", "VMI", "IODINE"] {
      var series = SyntheticSeries()
      series.extra = { _ in [TestElement(.imageType, "CS", "DERIVED\\PRIMARY\\AXIAL\\\(kind)")] }
      let words = "ImageType says \(kind): values are calculated from other images, and may not be those of the tissue"
      #expect(try load(series).description.problems == [words])
    }
    var lossy = SyntheticSeries()
    lossy.extra = { _ in [TestElement(.lossyImageCompression, "CS", "01")] }
    #expect(
      try load(lossy).description.problems == [
        "LossyImageCompression is 01: values were changed when the images were compressed"
      ])
    for usual in ["DERIVED\\SECONDARY\\AXIAL\\MPR", "ORIGINAL\\PRIMARY\\AXIAL\\CT_SOM5 SPI"] {
      var series = SyntheticSeries()
      series.extra = { _ in [TestElement(.imageType, "CS", usual), TestElement(.lossyImageCompression, "CS", "00")] }
      #expect(try load(series).description.problems == [])
    }
  }

  @Test func whatIsNoHUIsSaid() throws {
    var silent = SyntheticSeries()
    silent.missing = [.rescaleIntercept, .rescaleSlope]
    #expect(try load(silent).description.problems.contains { $0.contains("no rescale is stated") })
    var typed = SyntheticSeries()
    typed.extra = { _ in [TestElement(.rescaleType, "LO", "US")] }
    #expect(try load(typed).description.problems.contains { $0.contains("rescale type is US") })
    #expect(try load(typed).volume.acquisition.otherUnit == AcquisitionFacts.OtherUnit("US"))
    typed.extra = { [TestElement(.rescaleType, "LO", $0 == 1 ? "US" : "HU")] }
    let some = try load(typed)
    #expect(some.description.problems.contains { $0.contains("rescale type of 1 of") && $0.contains("US: its values") })
    #expect(some.volume.acquisition.otherUnit == AcquisitionFacts.OtherUnit("US", slices: 1))
    for own in ["HU", "hu", "HU_MOD", "Hounsfield Units"] {
      typed.extra = { _ in [TestElement(.rescaleType, "LO", own)] }
      #expect(try load(typed).description.problems == [] && load(typed).volume.acquisition.otherUnit == nil, "\(own)")
    }
    var magnetic = SyntheticSeries()
    for sopClass in ["1.2.840.10008.5.1.4.1.1.4", "1.2.840.10008.5.1.4.1.1.2"] {
      magnetic.extra = { _ in [TestElement(.modality, "CS", "MR"), TestElement(.sopClassUID, "UI", sopClass)] }
      let image = try load(magnetic)
      #expect(image.description.problems.contains { $0.contains("modality is MR") })
      #expect(image.volume.acquisition.otherUnit == AcquisitionFacts.OtherUnit("MR"))
    }
    #expect(try load(SyntheticSeries()).volume.acquisition.otherUnit == nil)
    var differing = SyntheticSeries()
    differing.extra = { [TestElement(.rescaleIntercept, "DS", "\(-1024 - $0)")] }
    #expect(try load(differing).description.problems.contains { $0.contains("differs from slice to slice") })
    #expect(try load(SyntheticSeries()).description.problems == [])
  }

  @Test func aModalityTableIsRefused() throws {
    var series = SyntheticSeries()
    series.extra = { _ in [TestElement(.modalityLUT, "SQ", .items([[TestElement(.rescaleType, "LO", "US")]], defined: true))] }
    #expect(try refusal(series)?.what.contains("Modality LUT") == true)
  }

  // MARK: Which slices belong together

  /// Two passes, the second half a step higher: no volume of half steps.
  @Test(arguments: [
    (DICOMTag.acquisitionNumber, "IS", "1", "2", "acquisition 1"),
    (.temporalPositionIdentifier, "IS", "1", "2", "temporal position 1"),
    (.convolutionKernel, "SH", "B30f", "B70f", "kernel B30f"), (.frameOfReferenceUID, "UI", "1.2", "1.3", "frame of"),
    (.kvp, "DS", "80", "140", "tube voltage 80"), (.irradiationEventUID, "UI", "1.7", "1.8", "irradiation event 1.7"),
  ] as [(DICOMTag, String, String, String, String)])
  func interleavedScansAreAChoice(_ key: DICOMTag, _ vr: String, _ a: String, _ b: String, _ words: String) throws {
    func pass(_ value: String, higher: Double) -> SyntheticSeries {
      var series = SyntheticSeries(count: 6)
      series.origin.z += higher
      series.extra = { [TestElement(key, vr, value), TestElement(.sopInstanceUID, "UI", "1.9.\(value).\($0)")] }
      return series
    }
    let (first, second) = (pass(a, higher: 0), pass(b, higher: 1.25))
    let failure = try refusal(first, second)
    #expect(failure?.what.contains(words) == true && failure?.what.contains("different acquisition") == true)
    #expect(failure?.advice?.contains("--volume 1 ... 2") == true)
    for volume in 0...1 {
      let image = try load(first, second, choice: ScanChoice(volume: volume))
      #expect(image.volume.size.k == 6 && (volume == 0 ? first : second).isShown(by: image.volume))
    }
  }

  /// A number for each turn of the tube, and one pass after another, are one scan.
  @Test func turnsThatLieSideBySideAreOneScan() throws {
    for number in [{ $0 }, { $0 / 3 }, { $0 < 3 ? 1 : 2 }] as [@Sendable (Int) -> Int] {
      var series = SyntheticSeries(count: 6)
      series.extra = { [TestElement(.acquisitionNumber, "IS", "\(number($0))")] }
      let image = try load(series)
      #expect(series.isShown(by: image.volume) && image.description.problems == [])
    }
    // Some slices that do not say go with those that do.
    var some = SyntheticSeries(count: 6)
    some.extra = { $0 % 2 == 0 ? [TestElement(.acquisitionNumber, "IS", "1")] : [] }
    #expect(try refusal(some) == nil)
  }

  // MARK: Directions

  @Test func fewDigitsAreNormalised() throws {
    var series = SyntheticSeries()
    (series.row, series.column) = ([0.70, 0.70, 0], [-0.70, 0.70, 0])
    let spacing = try load(series).volume.grid.spacing
    #expect(zip([spacing.x, spacing.y, spacing.z].sorted(), [0.5, 0.75, 2.5]).allSatisfy { abs($0 - $1) < 1e-9 })
    series.row = [0.70, 0.60, 0]
    #expect(try refusal(series)?.what.contains("perpendicular unit vectors") == true)
  }

  @Test func noiseIsPutUpWithAndADifferenceIsNamed() throws {
    func series(_ noise: Double) -> SyntheticSeries {
      var series = SyntheticSeries(count: 6)
      series.extra = { z in
        let x = z % 2 == 0 ? noise : -noise
        return [TestElement(.imageOrientationPatient, "DS", "1\\\(x)\\0\\\(-x)\\1\\0")]
      }
      return series
    }
    #expect(try load(series(1e-7)).description.problems == [])
    #expect(try load(series(5e-4)).description.problems.contains { $0.contains("directions differ by up to 0.057") })
    let failure = try refusal(series(2e-3))
    #expect(failure?.what.contains("different orientation") == true)
    #expect(failure?.what.contains("0.002") == true && failure?.what.contains("-0.002") == true)
  }

  // MARK: Numbers at their extremes

  /// Whatever a number of the header is, the file is read or refused; others beside it are read.
  @Test(arguments: [
    DICOMTag.bitsStored, .bitsAllocated, .highBit, .pixelRepresentation, .pixelPaddingValue, .pixelPaddingRangeLimit,
    .rows, .columns, .samplesPerPixel, .numberOfFrames, .seriesNumber, .rescaleIntercept, .rescaleSlope,
    .sliceThickness, .kvp, .acquisitionNumber, .temporalPositionIdentifier,
  ])
  func extremesNeitherTrapNorSpoilTheFolder(_ tag: DICOMTag) throws {
    let extremes = [
      "-9223372036854775808", "9223372036854775807", "9223372036854774784", "-9223372036854774784", "1e308", "-1e308",
      "1e-308", "-32769", "65536", "0", "-1", "4294967296", "nan", "inf", "\\", "1\\2\\3", "18446744073709551615",
    ]
    for text in extremes {
      var series = SyntheticSeries(count: 4)
      series.extra = { z in z == 3 ? [TestElement(tag, "DS", text)] : [] }
      let failure = try refusal(series)
      var all = series
      all.extra = { _ in [TestElement(tag, "DS", text)] }
      _ = try refusal(all)
      // The last slice alone is missing where it cannot be read: the others are a volume.
      if let failure { #expect(!failure.what.isEmpty) }
    }
  }
}
