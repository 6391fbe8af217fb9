#if Codecs
  import StyletBase
  import TestSupport
  import Testing

  @testable import StyletDICOM

  /// Whatever is done to a compressed image, it is decoded or refused: nothing traps, and a part is never taken for
  /// the whole.
  @Suite struct CodecHostileTests {
    struct Subject: CustomTestStringConvertible, Sendable {
      let testDescription: String
      let decoder: any PixelDecoder
      let image: TestImage
      let bytes: [UInt8]
    }

    private static func subjects() throws -> [Subject] {
      let image = try TestImage(columns: 13, rows: 10, stored: 12)
      let decoder = JPEG2000Decoder()
      return [
        Subject(
          testDescription: "JPEG-LS", decoder: JPEGLSDecoder(), image: image, bytes: try jpegLS(image, precision: 12)),
        Subject(
          testDescription: "JPEG 2000", decoder: decoder, image: image,
          bytes: try jpeg2000(image, JPEG2000Options(precision: 12))),
        Subject(
          testDescription: "JPEG 2000 in tiles", decoder: decoder, image: image,
          bytes: try jpeg2000(image, JPEG2000Options(precision: 12, tile: (7, 6), boxed: true))),
      ]
    }

    @Test(arguments: try subjects()) func everyTruncation(_ subject: Subject) throws {
      for count in 0..<subject.bytes.count {
        let part = subject.bytes[..<count]
        do {
          let decoded = try subject.decoder.decode([part], format: subject.image.format)
          #expect(values(decoded, subject.image.format) == subject.image.samples, "\(count) bytes")
        } catch { #expect(error is Failure, "\(error)") }
      }
    }

    @Test(arguments: try subjects()) func twentyThousandFlips(_ subject: Subject) throws {
      var random = SeededRandom(seed: 20)
      for round in 0..<20_000 {
        var bytes = subject.bytes
        // Every second time among the headers, where more depends on a bit.
        let reach = round % 2 == 0 ? bytes.count : min(bytes.count, 160)
        for _ in 0..<Int.random(in: 1...3, using: &random) {
          bytes[Int.random(in: 0..<reach, using: &random)] ^= 1 << UInt8.random(in: 0...7, using: &random)
        }
        do {
          let decoded = try subject.decoder.decode([bytes[...]], format: subject.image.format)
          if decoded.count != subject.image.format.bytesPerFrame { Issue.record("\(decoded.count) bytes") }
        } catch { if !(error is Failure) { Issue.record("\(error)") } }
      }
    }

    /// What OpenJPEG 2.5.0 must not be given, in either marker that can ask for it.
    @Test func highThroughputBlocks() throws {
      let image = try TestImage(columns: 13, rows: 10, stored: 12)
      let bytes = try jpeg2000(image, JPEG2000Options(precision: 12))
      let style = try #require(bytes.indices.dropFirst().first { bytes[$0 - 1] == 0xff && bytes[$0] == 0x52 }) + 11
      var main = bytes
      main[style] |= 0x40
      // COC in the first tile-part's header, which grows by eleven bytes.
      let tile = try #require(bytes.indices.dropFirst().first { bytes[$0 - 1] == 0xff && bytes[$0] == 0x90 })
      var inTile = bytes
      inTile[tile + 8] += 11
      inTile.insert(contentsOf: [0xff, 0x53, 0, 9, 0, 0, 2, 4, 4, 0x40, 1], at: tile + 11)
      for bytes in [main, inTile] {
        let failure = #expect(throws: Failure.self) {
          try JPEG2000Decoder().decode([bytes[...]], format: image.format)
        }
        #expect(failure?.what.contains("High-Throughput") == true, "\(failure?.description ?? "")")
      }
    }

    /// Sizes out of all proportion are refused before memory is taken for them.
    @Test func absurdSizes() throws {
      let image = try TestImage(columns: 13, rows: 10, stored: 12)
      let huge = try #require(
        PixelFormat(rows: 65535, columns: 65535, bitsAllocated: 16, bitsStored: 12, highBit: 11, signed: false))
      var ls = try jpegLS(image, precision: 12)
      let frame = try #require(ls.indices.dropFirst().first { ls[$0 - 1] == 0xff && ls[$0] == 0xf7 })
      ls.replaceSubrange(frame + 4..<frame + 8, with: [0xff, 0xff, 0xff, 0xff])
      var j2k = try jpeg2000(image, JPEG2000Options(precision: 12))
      for offset in [8, 12, 24, 28] { j2k.replaceSubrange(offset..<offset + 4, with: [0, 0, 0xff, 0xff]) }
      for (decoder, bytes) in [(JPEGLSDecoder() as any PixelDecoder, ls), (JPEG2000Decoder(), j2k)] {
        let failure = #expect(throws: Failure.self) { try decoder.decode([bytes[...]], format: huge) }
        #expect(failure?.what.contains("65535x65535") == true, "\(failure?.description ?? "")")
      }
      // As many tiles as there are pixels.
      j2k.replaceSubrange(24..<32, with: [0, 0, 0, 1, 0, 0, 0, 1])
      let failure = #expect(throws: Failure.self) { try JPEG2000Decoder().decode([j2k[...]], format: huge) }
      #expect(failure?.what.contains("tiles") == true)
    }
  }
#endif
