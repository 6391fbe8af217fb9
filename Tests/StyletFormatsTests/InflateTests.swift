import StyletCore
import Testing

@testable import StyletFormats

@Suite struct InflateTests {
  private static let text: [UInt8] = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 * $0 / 7) }

  private func inflate(_ bytes: [UInt8], _ wrapping: InflateStream.Wrapping = .gzipOrZlib) throws -> [UInt8] {
    let stream = try InflateStream(source: ArrayStream(bytes), wrapping: wrapping) { 0 }
    return try stream.bytes(upTo: 1 << 20)
  }

  @Test func everyWrapping() throws {
    let zlib = try compressed(Self.text, .zlib)
    #expect(try inflate(try compressed(Self.text)) == Self.text)
    #expect(try inflate(zlib) == Self.text)
    #expect(try inflate(Array(zlib[2..<(zlib.count - 4)]), .raw) == Self.text)
  }

  @Test func severalMembersAndPadding() throws {
    let one = try compressed(Self.text)
    let two = try compressed([1, 2, 3])
    let none = try compressed([])
    #expect(try inflate(one + none + two + none) == Self.text + [1, 2, 3])
    #expect(try inflate(two + [0, 0, 0, 0]) == [1, 2, 3])
    #expect(try inflate(two + [0x1f]) == [1, 2, 3])
    #expect(throws: Failure.self) { try inflate(two + [0x1f, 0x8b]) }
  }

  /// Sources that give a byte at a time.
  @Test func smallReads() throws {
    final class Slow: ByteStream {
      var bytes: ArraySlice<UInt8>
      init(_ bytes: [UInt8]) { self.bytes = bytes[...] }
      var place: String { "" }
      func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        guard let byte = bytes.popFirst() else { return 0 }
        buffer[0] = byte
        return 1
      }
    }
    let small = Array(Self.text[..<999])
    let bytes = try compressed(small) + compressed(small)
    let stream = try InflateStream(source: Slow(bytes), wrapping: .gzipOrZlib) { 0 }
    var out: [UInt8] = []
    while case let some = try stream.bytes(upTo: 7), !some.isEmpty { out += some }
    #expect(out == small + small)
  }

  @Test func cutOrForeign() throws {
    let bytes = try compressed(Self.text)
    for n in [1, 9, 10, 11, bytes.count / 2, bytes.count - 9, bytes.count - 8, bytes.count - 1] {
      #expect(throws: Failure.self) { try inflate(Array(bytes[..<n])) }
    }
    #expect(throws: Failure.self) { try inflate(Array("not compressed at all".utf8)) }
  }
}
