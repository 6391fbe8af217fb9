/// Bytes as Base64 text (RFC 4648, section 4), in one line and padded.
public enum Base64 {
  private static let letters = [UInt8]("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let pad = UInt8(ascii: "=")

  public static func encode(_ bytes: [UInt8]) -> String {
    var out: [UInt8] = []
    out.reserveCapacity((bytes.count + 2) / 3 * 4)
    for at in stride(from: 0, to: bytes.count, by: 3) {
      let count = min(bytes.count - at, 3)
      var group = 0
      for n in 0..<3 { group = group << 8 | (n < count ? Int(bytes[at + n]) : 0) }
      for n in 0..<4 { out.append(n <= count ? letters[group >> (18 - 6 * n) & 63] : pad) }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// nil of what is none: another letter, a length that is no multiple of four, padding that is not at the end.
  public static func decode(_ text: String) -> [UInt8]? {
    let text = Array(text.utf8)
    guard text.count % 4 == 0 else { return nil }
    let padding = text.suffix(2).reversed().prefix { $0 == pad }.count
    var out: [UInt8] = []
    out.reserveCapacity(text.count / 4 * 3)
    var group = 0
    for (n, letter) in text.enumerated() {
      guard let value = n < text.count - padding ? values[Int(letter)] : 0 else { return nil }
      group = group << 6 | Int(value)
      if n % 4 == 3 {
        for shift in [16, 8, 0] { out.append(UInt8(group >> shift & 255)) }
        group = 0
      }
    }
    return out.dropLast(padding)
  }

  private static let values: [UInt8?] = {
    var values = [UInt8?](repeating: nil, count: 256)
    for (n, letter) in letters.enumerated() { values[Int(letter)] = UInt8(n) }
    return values
  }()
}
