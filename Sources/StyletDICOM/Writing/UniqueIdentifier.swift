import StyletBase
import StyletFiles

/// Unique identifiers under 2.25 (PS3.5 §B.2): 128 bits of a UUID as one decimal number; no registration needed.
enum UniqueIdentifier {
  /// A new one, from a random UUID (version 4).
  static func random() -> String {
    var generator = SystemRandomNumberGenerator()
    return uid(high: generator.next(), low: generator.next(), version: 4)
  }

  /// The same one for the same parts, and another for others: a UUID (version 8) from their SHA-256.
  ///
  /// Each part is told from its neighbours by its length: ("a", "bc") is not ("ab", "c").
  static func derived(from parts: String...) -> String {
    let text = parts.map { "\($0.utf8.count):\($0)" }.joined()
    return of(ScanIdentity.digest(of: Array(text.utf8)))
  }

  /// Of the first 16 of a hash's bytes.
  static func of(_ digest: [UInt8]) -> String {
    func word(_ start: Int) -> UInt64 { digest[start..<start + 8].reduce(0) { $0 << 8 | UInt64($1) } }
    return uid(high: word(0), low: word(8), version: 8)
  }

  /// Of a part of what is written of a mask: a new one, unless the mask says what it is made of.
  static func of(_ part: String, _ mask: MaskSource) -> String {
    mask.repeats.map { derived(from: "mask", part, $0) } ?? random()
  }

  private static func uid(high: UInt64, low: UInt64, version: UInt64) -> String {
    let high = high & ~0xf000 | version << 12
    let low = low & ~(3 << 62) | 2 << 62
    return "2.25.\(UInt128(high) << 64 | UInt128(low))"
  }
}
