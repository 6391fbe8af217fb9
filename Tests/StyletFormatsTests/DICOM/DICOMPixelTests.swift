import StyletBase
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

  private static var eightBits: [TestElement] {
    [
      TestElement(.bitsAllocated, 8), TestElement(.bitsStored, 8), TestElement(.highBit, 7),
      TestElement(.pixelRepresentation, 0),
    ]
  }

  /// Two samples of a byte in a word, the first one in its lower byte.
  private func inWords(_ bytes: [UInt8]) -> TestElement {
    let even = bytes + [UInt8](repeating: 0, count: bytes.count % 2)
    let words = stride(from: 0, to: even.count, by: 2).map { UInt16(even[$0 + 1]) << 8 | UInt16(even[$0]) }
    return TestElement(.pixelData, "OW", .words(words))
  }

  /// Bytes in words: in big endian the second one comes first.
  @Test(arguments: [TransferSyntax.explicitLittleEndian, .explicitBigEndian])
  func bytesInWords(_ syntax: TransferSyntax) throws {
    for isOW in [true, false] {
      var series = SyntheticSeries(count: 2, syntax: syntax)
      series.extra = { z in
        let bytes = SyntheticSeries.frame(z) { $0 + 200 }.map { UInt8($0) }
        return Self.eightBits + [isOW ? inWords(bytes) : TestElement(.pixelData, "OB", .bytes(bytes))]
      }
      let image = try load(series)
      #expect(series.isShown(by: image.volume) { sample, _ in Double(sample + 200 - 1024) }, "OW \(isOW)")
    }
  }

  /// A frame of an odd number of bytes ends in the middle of a word.
  @Test(arguments: [TransferSyntax.explicitLittleEndian, .explicitBigEndian])
  func oddFramesInWords(_ syntax: TransferSyntax) throws {
    for (rows, order) in [(5, [2, 0, 3, 1]), (5, [1, 0, 2]), (4, [1, 0])] {
      let columns = 3, size = rows * columns
      var frames = SyntheticFrames(series: SyntheticSeries(syntax: syntax), order: order, intercepts: [0])
      let bytes = (0..<order.count * size).map { UInt8($0 * 3 + 1) }
      frames.pixels = inWords(bytes)
      frames.extra = Self.eightBits + [TestElement(.rows, rows), TestElement(.columns, columns)]
      let series = frames.series
      try withTemporaryFolder { folder in
        try frames.write(folder + "/x.dcm")
        let volume = try DICOMSeriesReader().read(folder + "/x.dcm", options: ReadOptions()).volume
        #expect(volume.size.count == order.count * size)
        for (f, z) in order.enumerated() {
          for n in 0..<size {
            let (y, x) = n.quotientAndRemainder(dividingBy: columns)
            let across = series.row * series.spacing.alongRow * Double(x)
            let point = series.position(z) + across + series.column * series.spacing.alongColumn * Double(y)
            let v = try #require(volume.grid.voxel(at: point))
            #expect(volume.value(at: v) == Double(bytes[f * size + n]), "frame \(f), pixel \(n)")
          }
        }
      }
    }
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

  /// How grey levels are to be shown changes no value; the slices that differ in it are named.
  @Test func inversionOfSomeSlicesIsSaidOfThem() throws {
    var series = SyntheticSeries()
    series.extra = { z in z == 2 ? [TestElement(.photometricInterpretation, "CS", "MONOCHROME1")] : [] }
    let image = try load(series)
    #expect(series.isShown(by: image.volume))
    let remarks = image.description.problems.filter { $0.contains("MONOCHROME1") }
    #expect(remarks.count == 1 && remarks[0].contains("of 1 of 4 slices") && remarks[0].hasSuffix(": 6-2"), "\(remarks)")
  }

  /// An attribute that makes values, places or identity and stands there twice: one of the two values is wrong.
  @Test(arguments: [
    (DICOMTag.rescaleIntercept, "DS", "-1024", "0"), (.rescaleSlope, "DS", "1", "2"),
    (.imagePositionPatient, "DS", "0\\0\\0", "0\\0\\1"), (.imageOrientationPatient, "DS", "1\\0\\0\\0\\1\\0", "0\\1\\0\\1\\0\\0"),
    (.pixelSpacing, "DS", "0.5\\0.75", "0.75\\0.5"), (.photometricInterpretation, "CS", "MONOCHROME2", "RGB"),
    (.seriesInstanceUID, "UI", "1.2.3", "1.2.4"), (.sopInstanceUID, "UI", "1.2.3.1", "1.2.3.2"),
    (.studyInstanceUID, "UI", "1.2", "1.3"), (.patientID, "LO", "A", "B"), (.patientName, "PN", "A^B", "A^C"),
    (.modality, "CS", "CT", "MR"),
  ])
  func whatStandsTwiceIsRefused(_ tag: DICOMTag, _ vr: String, _ one: String, _ other: String) throws {
    for values in [[one, other], [one, one, other]] {
      var series = SyntheticSeries()
      series.extra = { _ in values.map { TestElement(tag, vr, $0) } }
      let failure = #expect(throws: Failure.self) { try load(series) }
      #expect(failure?.description.contains("\(tag.name) is there twice") == true, "\(failure?.description ?? "")")
      #expect(failure?.description.contains("\(tag)") == true)
    }
  }

  @Test func bitsThatStandTwiceAreRefused() throws {
    for (tag, numbers) in [
      (DICOMTag.pixelRepresentation, [1, 0]), (.bitsStored, [16, 12]), (.rows, [5, 6]), (.pixelPaddingValue, [1, 2]),
    ] {
      var series = SyntheticSeries()
      series.extra = { _ in numbers.map { TestElement(tag, $0) } }
      let failure = #expect(throws: Failure.self) { try load(series) }
      #expect(failure?.description.contains("\(tag.name) is there twice") == true, "\(failure?.description ?? "")")
    }
  }

  /// The same value twice is that value, whatever pads it; so is what is out of order, and what makes no value.
  @Test func whatStandsTwiceAlikeIsRead() throws {
    var series = SyntheticSeries()
    series.extra = { _ in
      [
        TestElement(.rescaleIntercept, "DS", "-1024"), TestElement(.rescaleIntercept, "DS", " -1024 "),
        TestElement(.pixelRepresentation, 1), TestElement(.pixelRepresentation, 1),
        TestElement(.manufacturer, "LO", "One"), TestElement(.manufacturer, "LO", "Other"),
      ]
    }
    let image = try load(series)
    #expect(series.isShown(by: image.volume))
    #expect(!image.description.facts.contains { $0.value.contains("One") || $0.value.contains("Other") })
    try withTemporaryFolder { folder in
      let ordinary = SyntheticSeries()
      let pixels = ordinary.elements(0).filter { $0.tag == .pixelData }
      let others = ordinary.elements(0).filter { $0.tag != .pixelData && $0.tag != .imageType }.sorted { $1.tag < $0.tag }
      let first = ordinary.elements(0).filter { $0.tag == .imageType }
      let body = (first + others + pixels).flatMap { TestWriter().element($0) }
      let path = try put(TestWriter.file(body, syntax: TransferSyntax.explicitLittleEndian.uid), "x.dcm", in: folder)
      let volume = try DICOMSeriesReader().read(path, options: ReadOptions()).volume
      #expect(SyntheticSeries(count: 1).isShown(by: volume))
    }
  }
}
