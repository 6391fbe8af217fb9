import StyletImaging
import TestSupport
import Testing

@testable import StyletDICOM
@testable import StyletFiles

@Suite struct DICOMPixelTests {
  private func load(_ series: SyntheticSeries) throws -> LoadedImage {
    try withTemporaryFolder { folder in
      try series.write(to: folder)
      return try DICOMSeriesReader().read(folder, options: ReadOptions())
    }
  }

  /// Every width and place of the bits, with rubbish in the others, against arithmetic.
  @Test func everyBitLayout() throws {
    for allocated in [8, 16] {
      for stored in 1...allocated {
        for highBit in stored - 1..<allocated {
          for signed in [true, false] {
            let format = try #require(
              PixelFormat(
                rows: 1, columns: 64, bitsAllocated: allocated, bitsStored: stored, highBit: highBit, signed: signed))
            let words = (0..<64).map { ($0 &* 2_654_435_761 >> 3) & (1 << allocated - 1) }
            let expected = words.map { word in
              let bits = word >> (highBit + 1 - stored) & (1 << stored - 1)
              return signed && bits >> (stored - 1) == 1 ? bits - 1 << stored : bits
            }
            for order in [ByteOrder.little, .big] {
              let bytes = words.flatMap { word -> [UInt8] in
                if allocated == 8 { return [UInt8(word)] }
                return order == .little
                  ? [UInt8(word & 255), UInt8(word >> 8)] : [UInt8(word >> 8), UInt8(word & 255)]
              }
              var out = [Int16](repeating: 0, count: 64)
              out.withUnsafeMutableBufferPointer { out in
                bytes.withUnsafeBytes { format.unpack($0, order: order, into: out) }
              }
              #expect(zip(out, expected).allSatisfy { Int($0) + format.bias == $1 }, "\(format)")
            }
          }
        }
      }
    }
  }

  @Test func twelveOfSixteenBits() throws {
    for signed in [0, 1] {
      var series = SyntheticSeries()
      series.extra = { z in
        [
          TestElement(.bitsStored, 12), TestElement(.highBit, 11), TestElement(.pixelRepresentation, signed),
          // Samples from -200 on: two's complement in twelve bits, or 500 on.
          TestElement(
            .pixelData, "OW", .words(SyntheticSeries.frame(z) { ($0 + 700 * (1 - signed)) & 0xfff | 0xa000 })),
        ]
      }
      let image = try load(series)
      #expect(series.isShown(by: image.volume) { sample, _ in Double(sample + 700 * (1 - signed) - 1024) })
    }
  }

  @Test func bytes() throws {
    var series = SyntheticSeries(count: 2)
    series.extra = { z in
      [
        TestElement(.bitsAllocated, 8), TestElement(.bitsStored, 8), TestElement(.highBit, 7),
        TestElement(.pixelRepresentation, 0),
        TestElement(.pixelData, "OB", .bytes(SyntheticSeries.frame(z) { $0 + 200 }.map { UInt8($0) })),
      ]
    }
    let image = try load(series)
    #expect(image.description.voxelType == "uint8")
    #expect(series.isShown(by: image.volume) { sample, _ in Double(sample + 200 - 1024) })
  }

  /// Values past 32,767 keep their place: the intercept moves.
  @Test func sixteenUnsignedBits() throws {
    var series = SyntheticSeries()
    series.extra = { z in
      [
        TestElement(.pixelRepresentation, 0), TestElement(.rescaleIntercept, "DS", "-0.5"),
        TestElement(.rescaleSlope, "DS", "2"),
        TestElement(.pixelData, "OW", .words(SyntheticSeries.frame(z) { $0 + 65000 })),
      ]
    }
    let image = try load(series)
    #expect(series.isShown(by: image.volume) { sample, _ in Double(sample + 65000) * 2 - 0.5 })
    #expect(image.description.voxelType == "uint16")
    // What is said is the file's own, not that of the samples as they are kept.
    #expect(image.description.rescale == Rescale(slope: 2, intercept: -0.5))
  }

  @Test func interceptsBySliceAreExact() throws {
    var series = SyntheticSeries()
    series.extra = { z in [TestElement(.rescaleIntercept, "DS", "\(-1024 + 3 * z)")] }
    let image = try load(series)
    #expect(series.isShown(by: image.volume) { sample, z in Double(sample - 1024 + 3 * z) })
    #expect(image.volume.rescale.slope == 1)
    #expect(image.description.problems == ["the rescale differs from slice to slice (4 of them): each slice has its own"])
  }

  @Test func slopesBySliceAreRoundedAndSaidSo() throws {
    var series = SyntheticSeries()
    series.extra = { z in [TestElement(.rescaleSlope, "DS", "\(1 + Double(z) / 4.0001)")] }
    let image = try load(series)
    #expect(image.description.problems.contains { $0.contains("values are rounded to steps of") })
    let step = image.volume.rescale.slope
    #expect(step < 2.7)
    for z in 0..<4 {
      let v = try #require(image.volume.grid.voxel(at: series.position(z)))
      let value = Double(SyntheticSeries.sample(0, 0, z)) * (1 + Double(z) / 4.0001) - 1024
      #expect(abs(image.volume.value(at: v) - value) <= step / 2 + 1e-9)
    }
  }

  /// When whole steps would leave the range of an Int16 the values are rounded instead.
  @Test func interceptsTooFarApart() throws {
    var series = SyntheticSeries(count: 2)
    series.extra = { z in [TestElement(.rescaleIntercept, "DS", "\(90000 * z)")] }
    let image = try load(series)
    let step = image.volume.rescale.slope
    #expect(step > 1 && step < 2)
    #expect(image.description.problems.contains { $0.contains("rounded") })
    let v = try #require(image.volume.grid.voxel(at: series.position(1)))
    #expect(abs(image.volume.value(at: v) - Double(90000 + SyntheticSeries.sample(0, 0, 1))) <= step / 2 + 1e-9)
  }

  @Test func paddingAndInversionAreNotedAndLeftAlone() throws {
    var series = SyntheticSeries()
    series.extra = { _ in
      [TestElement(.pixelPaddingValue, 0xf830), TestElement(.photometricInterpretation, "CS", "MONOCHROME1")]
    }
    let image = try load(series)
    #expect(series.isShown(by: image.volume))
    #expect(image.description.facts.contains { $0 == ("pixel padding value", "-2000") })
    #expect(image.description.problems.contains { $0.contains("MONOCHROME1") })
  }
}
