/// SHA-256 as lower-case hexadecimal.
package func sha256(_ bytes: [UInt8]) -> String { hexadecimal(SHA256.hash(data: bytes)) }

func hexadecimal(_ digest: SHA256.Digest) -> String {
  var text: [UInt8] = []
  for b in digest {
    for digit in [b >> 4, b & 15] { text.append(digit < 10 ? 48 + digit : 87 + digit) }
  }
  return String(decoding: text, as: UTF8.self)
}
