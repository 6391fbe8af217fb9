/// SHA-256 as lower-case hexadecimal.
package func sha256(_ bytes: [UInt8]) -> String { hexadecimal(SHA256.hash(data: bytes)) }

func hexadecimal(_ digest: SHA256.Digest) -> String {
  func digit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 87 + value }
  return String(unsafeUninitializedCapacity: 2 * digest.count) { text in
    for (n, b) in digest.enumerated() { (text[2 * n], text[2 * n + 1]) = (digit(b >> 4), digit(b & 15)) }
    return 2 * digest.count
  }
}
