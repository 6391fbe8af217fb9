/// HMAC-SHA256 (RFC 2104, vectors in RFC 4231): a digest that only who has the key can make.
package enum KeyedHash {
  /// - Returns: 32 bytes. Cost: the message.
  package static func of(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
    let short = key.count > 64 ? ScanIdentity.digest(of: key) : key
    let block = short + [UInt8](repeating: 0, count: 64 - short.count)
    let inner = ScanIdentity.digest(of: block.map { $0 ^ 0x36 } + message)
    return ScanIdentity.digest(of: block.map { $0 ^ 0x5c } + inner)
  }

  /// Bytes in lower-case hexadecimal.
  package static func text(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var out: [UInt8] = []
    for b in bytes { out += [digits[Int(b >> 4)], digits[Int(b & 15)]] }
    return String(decoding: out, as: UTF8.self)
  }
}
