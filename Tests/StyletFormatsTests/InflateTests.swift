import StyletBase
import TestSupport
import Testing

@testable import StyletFiles
@testable import StyletFormats

@Suite struct InflateTests {
  private static let text: [UInt8] = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 * $0 / 7) }

  private func inflate(
    _ bytes: [UInt8], _ backend: InflateBackend, _ wrapping: InflateStream.Wrapping = .gzipOrZlib,
    upTo count: Int = 1 << 20
  ) throws -> [UInt8] {
    let stream = try InflateStream(source: ArrayStream(bytes), wrapping: wrapping, backend: backend) { 0 }
    return try stream.bytes(upTo: count)
  }

  @Test(arguments: InflateBackend.allCases) func everyWrapping(_ backend: InflateBackend) throws {
    func inflate(_ bytes: [UInt8], _ wrapping: InflateStream.Wrapping = .gzipOrZlib) throws -> [UInt8] {
      try self.inflate(bytes, backend, wrapping)
    }
    let zlib = try compressed(Self.text, .zlib)
    #expect(try inflate(try compressed(Self.text)) == Self.text)
    #expect(try inflate(zlib) == Self.text)
    #expect(try inflate(Array(zlib[2..<(zlib.count - 4)]), .raw) == Self.text)
  }

  @Test(arguments: InflateBackend.allCases) func severalMembersAndPadding(_ backend: InflateBackend) throws {
    func inflate(_ bytes: [UInt8]) throws -> [UInt8] { try self.inflate(bytes, backend) }
    let one = try compressed(Self.text)
    let two = try compressed([1, 2, 3])
    let none = try compressed([])
    #expect(try inflate(one + none + two + none) == Self.text + [1, 2, 3])
    #expect(try inflate(two + [0, 0, 0, 0]) == [1, 2, 3])
    #expect(try inflate(two + [0x1f]) == [1, 2, 3])
    #expect(throws: Failure.self) { try inflate(two + [0x1f, 0x8b]) }
  }

  /// Sources that give a byte at a time.
  @Test(arguments: InflateBackend.allCases) func smallReads(_ backend: InflateBackend) throws {
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
    let bytes = try compressed(small) + Self.named(compressed(small))
    let stream = try InflateStream(source: Slow(bytes), wrapping: .gzipOrZlib, backend: backend) { 0 }
    var out: [UInt8] = []
    while case let some = try stream.bytes(upTo: 7), !some.isEmpty { out += some }
    #expect(out == small + small)
  }

  /// A gzip member with all that its header may have: extra field, name, comment, header checksum (RFC 1952).
  private static func named(_ member: [UInt8]) throws -> [UInt8] {
    var header = Array(member[..<10])
    header[3] = 0x1e
    header += [3, 0, 7, 8, 9] + Array("a name\0a comment\0".utf8)
    var crc: UInt32 = 0xffff_ffff
    for byte in header {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xedb8_8320 : crc >> 1 }
    }
    crc = ~crc
    return header + [UInt8(truncatingIfNeeded: crc), UInt8(truncatingIfNeeded: crc >> 8)] + member[10...]
  }

  @Test(arguments: InflateBackend.allCases) func cutOrForeign(_ backend: InflateBackend) throws {
    let bytes = try compressed(Self.text)
    for n in [1, 9, 10, 11, bytes.count / 2, bytes.count - 9, bytes.count - 8, bytes.count - 1] {
      #expect(throws: Failure.self) { try inflate(Array(bytes[..<n]), backend) }
    }
    #expect(throws: Failure.self) { try inflate(Array("not compressed at all".utf8), backend) }
    #expect(try inflate(Self.named(bytes), backend) == Self.text)
  }

  /// Long matches, stored blocks and noise, read in pieces of every size; each cut and each turned bit of a small
  /// stream: the same bytes as before the damage, or a failure.
  @Test(arguments: InflateBackend.allCases) func damage(_ backend: InflateBackend) throws {
    var random = SplitMix64(seed: 5)
    var small = [UInt8](repeating: 7, count: 200) + (0..<200).map { UInt8($0 % 5) }
    for _ in 0..<200 { small.append(UInt8.random(in: 0...255, using: &random)) }
    for wrapping in [DeflateSink.Wrapping.gzip, .zlib] {
      let bytes = try compressed(small, wrapping)
      for n in bytes.indices {
        #expect(throws: Failure.self, "cut to \(n)") { try inflate(Array(bytes[..<n]), backend) }
        for bit in 0..<8 {
          var damaged = bytes
          damaged[n] ^= 1 << bit
          let out = try? inflate(damaged, backend, upTo: 4096)
          // Flags, time and system of the gzip header, and zlib's level, say nothing of the content.
          #expect(out == nil || out == small, "byte \(n) bit \(bit)")
        }
      }
    }
  }

  /// 3 MB with all lengths of matches, against what went in, whatever is read at a time.
  @Test(arguments: InflateBackend.allCases) func largeInPieces(_ backend: InflateBackend) throws {
    var random = SplitMix64(seed: 6)
    var plain: [UInt8] = []
    while plain.count < 3_000_000 {
      let n = Int.random(in: 1...3000, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: plain += [UInt8](repeating: UInt8.random(in: 0...255, using: &random), count: n)
      case 1: for _ in 0..<n { plain.append(UInt8.random(in: 0...255, using: &random)) }
      default:
        let back = min(plain.count, Int.random(in: 1...32768, using: &random))
        let from = plain.count - back
        plain += plain[from..<from + min(n, back)]
      }
    }
    let bytes = try compressed(plain)
    for piece in [1 << 22, 100_003, 65_536, 3_000] {
      let stream = try InflateStream(source: ArrayStream(bytes), wrapping: .gzipOrZlib, backend: backend) { 0 }
      var at = 0
      while case let some = try stream.bytes(upTo: piece), !some.isEmpty {
        #expect(some.elementsEqual(plain[at..<min(at + some.count, plain.count)]))
        at += some.count
      }
      #expect(at == plain.count)
    }
  }
}

/// Reading in another thread gives the same bytes, and the same failure after them.
@Suite struct ReadAheadTests {
  private static let bytes = (0..<2_000_003).map { UInt8(truncatingIfNeeded: $0 &* 7 ^ $0 >> 9) }

  final class Failing: ByteStream {
    let inner = ArrayStream(ReadAheadTests.bytes)
    var place: String { inner.place }
    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
      if inner.position > 1_500_000 { throw Failure(.badData, "broken", at: place) }
      return try inner.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(1000)))
    }
  }

  @Test func sameBytes() throws {
    for count in [0, 1, 1 << 18, 1_999_999, 2_000_003, 5_000_000] {
      for piece in [999, 1 << 18, 1 << 22] {
        let source = ArrayStream(Self.bytes)
        let stream = ReadAhead(source, count: count)
        var out: [UInt8] = []
        while case let some = try stream.bytes(upTo: piece), !some.isEmpty { out += some }
        stream.stop()
        #expect(out.count == min(count, Self.bytes.count) && out.elementsEqual(Self.bytes.prefix(count)))
        #expect(source.position == min(count, Self.bytes.count))
      }
    }
  }

  @Test func failuresComeAfterTheBytes() throws {
    let stream = ReadAhead(Failing(), count: 2_000_003)
    var read = 0
    let f = failure { while true { read += try stream.bytes(upTo: 1000).count } }
    #expect(f?.what == "broken" && read > 1_000_000 && read <= 1_501_000)
  }

  @Test func givenUp() throws {
    for n in [0, 1, 300_000] {
      let source = ArrayStream(Self.bytes)
      let stream = ReadAhead(source, count: Self.bytes.count)
      _ = try stream.skip(n)
      stream.stop()
      let there = source.position
      #expect(there <= n + 6 << 18)
      stream.stop()
      #expect(source.position == there)
    }
  }
}
