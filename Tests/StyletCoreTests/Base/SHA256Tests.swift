import CSHA256
import Testing

@testable import StyletBase

/// SHA-256 against FIPS 180-4's examples and a naive one, and the processor's own way against the plain one.
@Suite struct SHA256Tests {
  private func digest(_ text: String) -> String { sha256([UInt8](text.utf8)) }

  /// The examples of FIPS 180-4 and of NIST's collection.
  @Test func publishedVectors() {
    #expect(digest("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      digest("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
        == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    #expect(
      digest(
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu")
        == "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1")
    #expect(
      sha256([UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000))
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    #expect(sha256([0xbd]) == "68325720aabd7c82f30f554b313d0570c95accbb7dc4b5aae11204c08ffe732b")
  }

  /// Every length around the ends of blocks, given whole, in two parts at every place, and byte by byte.
  @Test func anyLengthInAnyParts() {
    var random = SystemRandomNumberGenerator()
    for length in 0...200 {
      let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
      let expected = Self.naive(bytes)
      #expect(SHA256.hash(data: bytes) == expected, "\(bytes)")
      for cut in stride(from: 0, through: length, by: 7) {
        var parts = SHA256()
        parts.update(data: Array(bytes[..<cut]))
        parts.update(data: [])
        parts.update(data: Array(bytes[cut...]))
        #expect(parts.finalize() == expected, "cut at \(cut): \(bytes)")
      }
      var single = SHA256()
      for byte in bytes { single.update(data: [byte]) }
      #expect(single.finalize() == expected, "\(bytes)")
      #expect(single.finalize() == expected)  // asking changes nothing
    }
  }

  /// Where the processor has no instructions of its own there is nothing to compare.
  @Test func bothWaysAgree() {
    for blocks in 0...9 {
      // A beginning at any address.
      for skipped in [0, 1, 3, 8] {
        let bytes = (0..<64 * blocks + skipped).map { _ in UInt8.random(in: 0...255) }
        let state = (0..<8).map { _ in UInt32.random(in: 0 ... .max) }
        var plain = state, fast = state
        let hasFast = bytes.withUnsafeBufferPointer { bytes -> Bool in
          guard let start = bytes.baseAddress.map({ $0 + skipped }) else { return false }
          stylet_sha256_plain(&plain, start, blocks)
          return stylet_sha256_fast(&fast, start, blocks) == 1
        }
        #expect(hasFast ? fast == plain : fast == state)
      }
    }
  }

  /// Bit by bit as FIPS 180-4, section 6.2 has it, on a padded copy; its constants are computed.
  private static func naive(_ message: [UInt8]) -> [UInt8] {
    var padded = message + [0x80]
    while padded.count % 64 != 56 { padded.append(0) }
    let bits = UInt64(message.count) * 8
    padded += (0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * UInt64($0))) }
    var hash = primes.prefix(8).map { fraction(Double($0).squareRoot()) }
    for block in stride(from: 0, to: padded.count, by: 64) {
      var w = (0..<16).map { t in (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(padded[block + 4 * t + $1]) } }
      for t in 16..<64 {
        let a = turned(w[t - 15], 7) ^ turned(w[t - 15], 18) ^ w[t - 15] >> 3
        let b = turned(w[t - 2], 17) ^ turned(w[t - 2], 19) ^ w[t - 2] >> 10
        w.append(w[t - 16] &+ a &+ w[t - 7] &+ b)
      }
      var v = hash
      for t in 0..<64 {
        let sum1 = turned(v[4], 6) ^ turned(v[4], 11) ^ turned(v[4], 25), choice = v[4] & v[5] ^ ~v[4] & v[6]
        let one = v[7] &+ sum1 &+ choice &+ constants[t] &+ w[t]
        let sum0 = turned(v[0], 2) ^ turned(v[0], 13) ^ turned(v[0], 22)
        let two = sum0 &+ (v[0] & v[1] ^ v[0] & v[2] ^ v[1] & v[2])
        v = [one &+ two] + v[..<7]
        v[4] = v[4] &+ one
      }
      hash = zip(hash, v).map { $0 &+ $1 }
    }
    return hash.flatMap { word in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> $0) } }
  }

  private static func turned(_ x: UInt32, _ n: UInt32) -> UInt32 { x >> n | x << (32 - n) }
  private static func fraction(_ x: Double) -> UInt32 { UInt32((x - x.rounded(.down)) * 0x1p32) }
  private static let primes = (2...311).filter { n in !(2..<n).contains { n % $0 == 0 } }
  /// Of the cube roots, by halving.
  private static let constants = primes.map { prime -> UInt32 in
    var low = 0.0, high = 7.0
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if middle * middle * middle <= Double(prime) { low = middle } else { high = middle }
    }
    return fraction(low)
  }
}
