import CZlib
import StyletBase

/// Compresses what is written to it into another sink; ``finish()`` must come last.
package final class DeflateSink: ByteSink {
  package enum Wrapping {
    case gzip, zlib
    /// None: a bare deflate stream (RFC 1951).
    case raw
  }

  private let target: any ByteSink
  private let stream: UnsafeMutablePointer<z_stream>
  private let output: UnsafeMutableRawBufferPointer

  /// - Parameter level: zlib's, 1 (fast) to 9. CT barely shrinks further after 1; masks do.
  package init(_ target: any ByteSink, _ wrapping: Wrapping, level: Int32) throws {
    self.target = target
    output = .allocate(byteCount: 1 << 18, alignment: 16)
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let size = Int32(MemoryLayout<z_stream>.size)
    let bits: Int32 =
      switch wrapping {
      case .gzip: 15 + 16
      case .zlib: 15
      case .raw: -15
      }
    guard deflateInit2_(stream, level, Z_DEFLATED, bits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK else {
      throw Failure(.io, "not enough memory to compress")
    }
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
    output.deallocate()
  }

  package func write(_ bytes: UnsafeRawBufferPointer) throws {
    var rest = bytes
    while rest.count > 0 {
      let n = min(rest.count, 1 << 30)
      stream.pointee.next_in = UnsafeMutablePointer(mutating: rest.baseAddress?.assumingMemoryBound(to: UInt8.self))
      stream.pointee.avail_in = UInt32(n)
      try drain(Z_NO_FLUSH)
      rest = UnsafeRawBufferPointer(rebasing: rest[n...])
    }
  }

  package func finish() throws {
    stream.pointee.avail_in = 0
    try drain(Z_FINISH)
  }

  private func drain(_ flush: Int32) throws {
    repeat {
      stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
      stream.pointee.avail_out = UInt32(output.count)
      guard deflate(stream, flush) != Z_STREAM_ERROR else { throw Failure(.defect, "the compressor lost its state") }
      let n = output.count - Int(stream.pointee.avail_out)
      try target.write(UnsafeRawBufferPointer(rebasing: output[..<n]))
    } while stream.pointee.avail_out == 0
  }
}
