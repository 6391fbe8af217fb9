import CZlib
import StyletBase
import StyletImaging
import StyletReport
import TestSupport
import Testing

@testable import StyletFiles
@testable import StyletFormats

/// PNG files, taken apart by a reader of the tests' own.
@Suite struct PNGTests {
  /// Pixels with a different look from every side: gradients for the filters, and noise.
  private func picture(_ width: Int, _ height: Int, grey: Bool, seed: UInt64 = 1) -> Bitmap {
    var random = SeededRandom(seed: seed)
    var picture = Bitmap(width: width, height: height)
    for y in 0..<height {
      for x in 0..<width {
        let noise = UInt8.random(in: 0...9, using: &random)
        let a = UInt8(truncatingIfNeeded: 3 * x + y) &+ noise
        picture[x, y] = grey ? RGB(a, a, a) : RGB(a, UInt8(truncatingIfNeeded: 5 * y), UInt8(truncatingIfNeeded: x * y))
      }
    }
    return picture
  }

  @Test(arguments: [[1, 1], [2, 1], [1, 3], [3, 2], [7, 5], [64, 33], [255, 17]], [true, false])
  func everyPixelComesBack(_ size: [Int], grey: Bool) throws {
    let picture = picture(size[0], size[1], grey: grey)
    let file = try PNGFile(PNGWriter.encode(picture))
    #expect(file.width == size[0] && file.height == size[1] && file.depth == 8)
    #expect(file.colourType == (grey ? 0 : 2))
    #expect(try file.picture() == picture)
  }

  /// One coloured pixel makes a picture one of colours.
  @Test func greyOnlyWhereAllIs() throws {
    var picture = picture(9, 4, grey: true)
    #expect(try PNGFile(PNGWriter.encode(picture)).colourType == 0)
    picture[8, 3] = RGB(1, 2, 3)
    let file = try PNGFile(PNGWriter.encode(picture))
    #expect(try file.colourType == 2 && file.picture() == picture)
  }

  @Test func chunksAreInOrderAndSayWhatItIs() throws {
    let file = try PNGFile(PNGWriter.encode(picture(4, 4, grey: false)))
    #expect(file.chunks.map(\.type) == ["IHDR", "sRGB", "tEXt", "IDAT", "IEND"])
    #expect(file.chunks[2].content == Array("Comment\0\(ResearchUse.notice)".utf8))
    let hostile = try PNGFile(PNGWriter.encode(picture(4, 4, grey: false), comment: "a\0b\u{1b}[2Jé\nc"))
    #expect(hostile.chunks[2].content == Array("Comment\0ab[2Jc".utf8))
    #expect(try PNGFile(PNGWriter.encode(picture(4, 4, grey: false), comment: "")).chunks.count == 4)
  }

  /// A slope is left with next to nothing by its filter: smaller than the samples deflated as they are.
  @Test func filtersServe() throws {
    var slope = Bitmap(width: 200, height: 200)
    for y in 0..<200 { for x in 0..<200 { slope[x, y] = RGB(UInt8(x), UInt8(y), UInt8((x + y) / 2)) } }
    let plain = try compressed(slope.bytes, .zlib)
    #expect(try PNGWriter.encode(slope).count < plain.count / 2)
  }
}

/// Chunks with their checksums checked, and the pixels by the specification.
private struct PNGFile {
  struct Bad: Error { let what: String }

  var chunks: [(type: String, content: [UInt8])] = []
  var width = 0, height = 0, depth = 0, colourType = 0

  init(_ bytes: [UInt8]) throws {
    func number(_ at: Int) -> Int { bytes[at..<at + 4].reduce(0) { $0 << 8 | Int($1) } }
    guard bytes.prefix(8) == [137, 80, 78, 71, 13, 10, 26, 10] else { throw Bad(what: "signature") }
    var at = 8
    while at < bytes.count {
      guard at + 12 <= bytes.count, at + 12 + number(at) <= bytes.count else { throw Bad(what: "length") }
      let end = at + 8 + number(at)
      let body = Array(bytes[at + 4..<end])
      guard Int(crc32_z(0, body, body.count)) == number(end) else { throw Bad(what: "checksum") }
      chunks.append((String(decoding: body.prefix(4), as: UTF8.self), Array(body.dropFirst(4))))
      at = end + 4
    }
    guard let header = chunks.first, header.type == "IHDR", header.content.count == 13 else {
      throw Bad(what: "header")
    }
    func word(_ n: Int) -> Int { header.content[4 * n..<4 * n + 4].reduce(0) { $0 << 8 | Int($1) } }
    (width, height, depth) = (word(0), word(1), Int(header.content[8]))
    colourType = Int(header.content[9])
    guard Array(header.content[10...]) == [0, 0, 0] else { throw Bad(what: "method") }
  }

  func picture() throws -> Bitmap {
    let data = chunks.filter { $0.type == "IDAT" }.flatMap(\.content)
    let n = colourType == 0 ? 1 : 3
    let stream = try InflateStream(source: ArrayStream(data), wrapping: .gzipOrZlib) { 0 }
    let rows = try stream.bytes(upTo: 1 << 24)
    guard rows.count == height * (1 + n * width) else { throw Bad(what: "\(rows.count) bytes of pixels") }
    var before = [UInt8](repeating: 0, count: n * width)
    var picture = Bitmap(width: width, height: height)
    for y in 0..<height {
      let line = rows[y * (1 + n * width)..<(y + 1) * (1 + n * width)]
      let filter = line.first ?? 9
      var row = Array(line.dropFirst())
      for x in row.indices {
        let a = x < n ? 0 : Int(row[x - n]), b = Int(before[x]), c = x < n ? 0 : Int(before[x - n])
        let add: Int
        switch filter {
        case 0: add = 0
        case 1: add = a
        case 2: add = b
        case 3: add = (a + b) / 2
        case 4:
          let p = a + b - c
          let near = [(abs(p - a), a), (abs(p - b), b), (abs(p - c), c)]
          add = near.min { $0.0 < $1.0 }?.1 ?? 0
        default: throw Bad(what: "filter \(filter)")
        }
        row[x] = UInt8((Int(row[x]) + add) & 255)
      }
      for x in 0..<width {
        picture[x, y] = n == 1 ? RGB(row[x], row[x], row[x]) : RGB(row[3 * x], row[3 * x + 1], row[3 * x + 2])
      }
      before = row
    }
    return picture
  }
}
