import CZlib
import StyletCore

/// What a gzip, zlib or raw deflate stream holds, in chunks: never more in memory than asked for, so that a
/// bomb cannot swell beyond what a header states. gzip files of several members are read as one.
///
/// Checksums are checked where the stream has them. Cost: one pass; 256 KB of buffer.
final class InflateStream: ByteStream {
  enum Wrapping { case gzipOrZlib, raw }

  private let source: any ByteStream
  private let fileOffset: () -> Int
  private let stream: UnsafeMutablePointer<z_stream>
  private let input: UnsafeMutableRawBufferPointer
  private var ended = false
  /// Whether bytes of another kind follow the last member.
  private(set) var hasTrailer = false

  /// - Parameter file: stands where the compressed data begin.
  convenience init(_ file: InputFile, wrapping: Wrapping = .gzipOrZlib) throws {
    try self.init(source: file, wrapping: wrapping) { file.position }
  }

  /// - Parameter offset: where `source` stands in its file.
  init(source: any ByteStream, wrapping: Wrapping, offset: @escaping () -> Int) throws {
    self.source = source
    fileOffset = offset
    input = .allocate(byteCount: 1 << 18, alignment: 16)
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let bits: Int32 = wrapping == .raw ? -15 : 15 + 32
    guard inflateInit2_(stream, bits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw Failure(.io, "not enough memory to decompress")
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    input.deallocate()
  }

  var place: String { "offset \(fileOffset() - Int(stream.pointee.avail_in)) of the compressed file" }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let wanted = min(buffer.count, 1 << 30)
    guard wanted > 0, !ended, let start = buffer.baseAddress else { return 0 }
    stream.pointee.next_out = start.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = UInt32(wanted)
    while stream.pointee.avail_out > 0, !ended {
      if stream.pointee.avail_in == 0 {
        guard try refill() else {
          throw Failure(.badData, "the compressed data are cut short", at: place, advice: "copy the file again")
        }
      }
      switch inflate(stream, Z_NO_FLUSH) {
      case Z_OK, Z_BUF_ERROR: break
      case Z_STREAM_END: try nextMember()
      case Z_MEM_ERROR: throw Failure(.io, "not enough memory to decompress", at: place)
      default:
        let why = stream.pointee.msg.map { String(cString: $0) } ?? "not deflate"
        throw Failure(.badData, "the compressed data are damaged (\(why))", at: place, advice: "copy the file again")
      }
    }
    return wanted - Int(stream.pointee.avail_out)
  }

  /// Keeps what is left of the input and reads on; false at the end of the file.
  private func refill() throws -> Bool {
    let left = Int(stream.pointee.avail_in)
    if left > 0, let next = stream.pointee.next_in, let base = input.baseAddress {
      base.copyMemory(from: next, byteCount: left)
    }
    let n = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: input[left...]))
    stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_in = UInt32(left + n)
    return n > 0
  }

  /// After the end of a member: another gzip member, or the end. Other bytes are padding, as gzip takes them.
  private func nextMember() throws {
    while stream.pointee.avail_in < 2 { if try !refill() { break } }
    if stream.pointee.avail_in >= 2, let next = stream.pointee.next_in, next[0] == 0x1f, next[1] == 0x8b {
      inflateReset(stream)
    } else {
      hasTrailer = stream.pointee.avail_in > 0
      ended = true
    }
  }

  /// What the first bytes of a compressed file hold, as far as they go; empty when they are not deflate.
  static func start(of head: [UInt8], upTo count: Int) -> [UInt8] {
    let bytes = ArrayStream(head)
    guard let stream = try? InflateStream(source: bytes, wrapping: .gzipOrZlib, offset: { 0 }) else { return [] }
    var out = [UInt8]()
    // Small reads, so that what stands before the cut is not lost with it.
    while out.count < count, let some = try? stream.bytes(upTo: min(16, count - out.count)), !some.isEmpty {
      out += some
    }
    return out
  }
}

/// Bytes in memory as a stream.
final class ArrayStream: ByteStream {
  private let bytes: [UInt8]
  private(set) var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var place: String { "offset \(position)" }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let n = min(buffer.count, bytes.count - position)
    buffer.copyBytes(from: bytes[position..<position + n])
    position += n
    return n
  }
}
