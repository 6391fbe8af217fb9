import StyletBase
import Testing

@testable import StyletDICOM

/// What a codestream states against what the header does.
@Suite struct CodedImageTests {
  private func format(
    columns: Int = 5, rows: Int = 3, allocated: Int = 16, stored: Int = 12, high: Int? = nil, signed: Bool = false
  ) throws -> PixelFormat {
    try #require(
      PixelFormat(
        rows: rows, columns: columns, bitsAllocated: allocated, bitsStored: stored, highBit: high ?? stored - 1,
        signed: signed))
  }

  private func image(
    columns: Int = 5, rows: Int = 3, components: Int = 1, precision: Int = 12, signed: Bool? = nil
  ) -> CodedImage {
    CodedImage(columns: columns, rows: rows, components: components, precision: precision, signed: signed)
  }

  private func tag(_ image: CodedImage, _ format: PixelFormat, mostPixels: Int = 1 << 20) -> String? {
    do {
      try image.check(format, mostPixels: mostPixels)
      return nil
    } catch {
      return (error as? Failure)?.place
    }
  }

  @Test func whatAgrees() throws {
    for precision in [2, 8, 12, 16] { #expect(tag(image(precision: precision), try format()) == nil) }
    // All bits stored are coded, so that the header's sign is as good as the codestream's.
    #expect(tag(image(precision: 12, signed: true), try format()) == nil)
    #expect(tag(image(precision: 16, signed: false), try format(signed: true)) == nil)
    #expect(tag(image(precision: 10, signed: true), try format(signed: true)) == nil)
    // The sample in the upper bits of words that are coded whole.
    #expect(tag(image(precision: 16), try format(high: 15)) == nil)
  }

  @Test func whatDoesNot() throws {
    #expect(tag(image(columns: 6), try format()) == "(0028,0011) Columns")
    #expect(tag(image(rows: 0), try format()) == "(0028,0011) Columns")
    #expect(tag(image(components: 3), try format()) == "(0028,0002) SamplesPerPixel")
    #expect(tag(image(precision: 17), try format()) == "(0028,0100) BitsAllocated")
    #expect(tag(image(precision: 9), try format(allocated: 8, stored: 8)) == "(0028,0100) BitsAllocated")
    #expect(tag(image(precision: 0), try format()) == "(0028,0100) BitsAllocated")
    #expect(tag(image(precision: 12), try format(high: 15)) == "(0028,0102) HighBit")
    #expect(tag(image(precision: 10, signed: true), try format()) == "(0028,0103) PixelRepresentation")
    #expect(tag(image(precision: 10, signed: false), try format(signed: true)) == "(0028,0103) PixelRepresentation")
  }

  @Test func moreThanTheBytesCanHold() throws {
    #expect(tag(image(), try format(), mostPixels: 15) == nil)
    #expect(tag(image(), try format(), mostPixels: 14) == "(7FE0,0010) PixelData")
    let huge = try format(columns: 65535, rows: 65535)
    #expect(tag(image(columns: 65535, rows: 65535), huge, mostPixels: .max) == "(7FE0,0010) PixelData")
  }

  /// Fewer bits than are stored keep their sign; more than a byte's are not made up.
  @Test func samplesOfFewerBits() throws {
    let coded: [UInt16] = [0, 1, 0x1ff, 0x200, 0x3ff]
    let signed = try format(rows: 1, signed: true)
    let frame = try image(rows: 1, precision: 10).frame(signed) { words in
      for n in words.indices { words[n] = coded[n] }
    }
    #expect(values(frame, signed) == [0, 1, 511, -512, -1])
    let unsigned = try format(rows: 1)
    let plain = try image(rows: 1, precision: 10).frame(unsigned) { words in
      for n in words.indices { words[n] = coded[n] }
    }
    #expect(values(plain, unsigned) == [0, 1, 511, 512, 1023])
    let narrow = try format(rows: 1, allocated: 8, stored: 8, signed: true)
    let bytes = try image(rows: 1, precision: 8).frame(narrow) { words in
      for n in words.indices { words[n] = coded[n] & 255 }
    }
    #expect(bytes == [0, 1, 255, 0, 255])
  }

  @Test func fragmentsAreOneImage() {
    let bytes: [UInt8] = [1, 2, 3, 4, 5]
    #expect(joined([bytes[..<2], bytes[2..<2], bytes[2...]]) == bytes)
    #expect(joined([]) == [])
  }
}
