import CSHA256

/// The SHA-256 of bytes that come piece by piece.
package struct SHA256 {
  /// 32 bytes.
  package typealias Digest = [UInt8]

  private var state = stylet_sha256()

  package init() { stylet_sha256_begin(&state) }

  package mutating func update(data: [UInt8]) { data.withUnsafeBytes { update(bufferPointer: $0) } }

  package mutating func update(bufferPointer: UnsafeRawBufferPointer) {
    stylet_sha256_add(&state, bufferPointer.baseAddress, bufferPointer.count)
  }

  /// Of all that was given so far; more may be given afterwards.
  package func finalize() -> Digest {
    var end = state
    return Digest(unsafeUninitializedCapacity: 32) { digest, count in
      stylet_sha256_end(&end, digest.baseAddress)
      count = 32
    }
  }

  package static func hash(data: [UInt8]) -> Digest {
    var hash = SHA256()
    hash.update(data: data)
    return hash.finalize()
  }
}
