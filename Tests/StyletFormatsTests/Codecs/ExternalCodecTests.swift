#if Codecs
  import StyletBase
  import Testing

  @testable import StyletDICOM

  /// Images that the libraries compress come back sample by sample.
  @Suite struct ExternalCodecTests {
    /// Bits allocated, bits stored, precision of the codestream, signed.
    private static let formats = [
      (16, 16, 16, false), (16, 16, 16, true), (16, 12, 12, false), (16, 12, 12, true), (16, 12, 16, true),
      (16, 13, 13, true), (8, 8, 8, false), (8, 8, 8, true), (16, 8, 8, true), (16, 2, 2, false),
    ]

    @Test(arguments: formats)
    func jpegLSIsExact(allocated: Int, stored: Int, precision: Int, signed: Bool) throws {
      let image = try TestImage(columns: 33, rows: 20, allocated: allocated, stored: stored, signed: signed)
      let bytes = try jpegLS(image, precision: precision)
      #expect(values(try JPEGLSDecoder().decode([bytes[...]], format: image.format), image.format) == image.samples)
    }

    @Test func jpegLSNearLosslessIsNear() throws {
      let image = try TestImage(columns: 33, rows: 20, stored: 12)
      let bytes = try jpegLS(image, precision: 12, near: 3)
      let decoded = values(try JPEGLSDecoder().decode([bytes[...]], format: image.format), image.format)
      let errors = zip(decoded, image.samples).map { abs($0 - $1) }
      #expect(errors.count == image.samples.count)
      #expect(errors.max() == 3)
    }

    @Test(arguments: formats)
    func jpeg2000IsExact(allocated: Int, stored: Int, precision: Int, signed: Bool) throws {
      let image = try TestImage(columns: 33, rows: 20, allocated: allocated, stored: stored, signed: signed)
      // As the header says, and with the other sign on the same bits.
      for coded in precision == stored && !signed ? [false] : [signed, false] {
        let bytes = try jpeg2000(image, JPEG2000Options(precision: precision, signed: coded))
        let decoded = try JPEG2000Decoder().decode([bytes[...]], format: image.format)
        #expect(values(decoded, image.format) == image.samples)
      }
    }

    /// A signed image of fewer bits than its header has keeps its sign in both.
    @Test func fewerBitsThanStored() throws {
      let image = try TestImage(columns: 9, rows: 14, stored: 10, signed: true)
      let wide = try #require(
        PixelFormat(rows: 14, columns: 9, bitsAllocated: 16, bitsStored: 16, highBit: 15, signed: true))
      let ls = try jpegLS(image, precision: 10)
      #expect(values(try JPEGLSDecoder().decode([ls[...]], format: wide), wide) == image.samples)
      let j2k = try jpeg2000(image, JPEG2000Options(precision: 10, signed: true))
      #expect(values(try JPEG2000Decoder().decode([j2k[...]], format: wide), wide) == image.samples)
      let unsigned = try jpeg2000(image, JPEG2000Options(precision: 10, signed: false))
      #expect(throws: Failure.self) { try JPEG2000Decoder().decode([unsigned[...]], format: wide) }
    }

    @Test func tilesAndBoxes() throws {
      let image = try TestImage(columns: 50, rows: 31, stored: 12)
      for options in [
        JPEG2000Options(precision: 12, tile: (16, 9)), JPEG2000Options(precision: 12, boxed: true),
        JPEG2000Options(precision: 12, tile: (16, 9), boxed: true),
      ] {
        let bytes = try jpeg2000(image, options)
        let decoded = try JPEG2000Decoder().decode([bytes[...]], format: image.format)
        #expect(values(decoded, image.format) == image.samples)
        // A byte that makes the length even does not matter.
        #expect(try JPEG2000Decoder().decode([(bytes + [0])[...]], format: image.format) == decoded)
      }
      let tiny = try jpeg2000(image, JPEG2000Options(precision: 12, tile: (1, 1)))
      #expect(throws: Failure.self) { try JPEG2000Codestream(tiny, mostTiles: 1549) }
      #expect(try JPEG2000Codestream(tiny, mostTiles: 1550).image.columns == 50)
    }

    @Test func fragmentsMayBeCutAnywhere() throws {
      let image = try TestImage(columns: 11, rows: 7, stored: 12)
      for (decoder, bytes) in [
        (JPEGLSDecoder() as any PixelDecoder, try jpegLS(image, precision: 12)),
        (JPEG2000Decoder(), try jpeg2000(image, JPEG2000Options(precision: 12))),
      ] {
        for cut in 0...bytes.count {
          let decoded = try decoder.decode([bytes[..<cut], bytes[cut...]], format: image.format)
          #expect(values(decoded, image.format) == image.samples, "cut at \(cut)")
        }
      }
    }

    /// Another image than the header describes is refused, and the tag is named.
    @Test func anotherImage() throws {
      let image = try TestImage(columns: 11, rows: 7, stored: 12)
      let turned = try #require(
        PixelFormat(rows: 11, columns: 7, bitsAllocated: 16, bitsStored: 12, highBit: 11, signed: false))
      let byte = try #require(
        PixelFormat(rows: 7, columns: 11, bitsAllocated: 8, bitsStored: 8, highBit: 7, signed: false))
      let ls = try jpegLS(image, precision: 12)
      let j2k = try jpeg2000(image, JPEG2000Options(precision: 12))
      let colour = try jpeg2000(image, JPEG2000Options(precision: 12, components: 3))
      func place(_ body: () throws -> [UInt8]) -> String? {
        do {
          _ = try body()
          return nil
        } catch { return (error as? Failure)?.place }
      }
      #expect(place { try JPEGLSDecoder().decode([ls[...]], format: turned) } == "(0028,0011) Columns")
      #expect(place { try JPEGLSDecoder().decode([ls[...]], format: byte) } == "(0028,0100) BitsAllocated")
      #expect(place { try JPEG2000Decoder().decode([j2k[...]], format: turned) } == "(0028,0011) Columns")
      #expect(place { try JPEG2000Decoder().decode([j2k[...]], format: byte) } == "(0028,0100) BitsAllocated")
      #expect(
        place { try JPEG2000Decoder().decode([colour[...]], format: image.format) } == "(0028,0002) SamplesPerPixel")
      #expect(throws: Failure.self) { try JPEGLSDecoder().decode([j2k[...]], format: image.format) }
      #expect(throws: Failure.self) { try JPEG2000Decoder().decode([ls[...]], format: image.format) }
      #expect(throws: Failure.self) { try JPEGLSDecoder().decode([], format: image.format) }
      #expect(throws: Failure.self) { try JPEG2000Decoder().decode([], format: image.format) }
    }
  }
#endif
