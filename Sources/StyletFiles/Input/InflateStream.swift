import StyletBase

/// What a gzip, zlib or raw deflate stream holds, in chunks: never more in memory than asked for, so that a
/// bomb cannot swell beyond what a header states. gzip files of several members are read as one.
///
/// Checksums are checked where the stream has them. Cost: one pass; 256 KB of buffer and the library's own.
package final class InflateStream: ByteStream {
  package enum Wrapping { case gzipOrZlib, raw }

  private let source: any ByteStream
  private let fileOffset: () -> Int
  private let engine: any InflateEngine
  private let input: UnsafeMutableRawBufferPointer
  /// The bytes of the input that are not taken yet.
  private var next = 0
  private var end = 0
  private var ended = false
  /// Whether the next bytes are the header of a member.
  private var isAtHeader = true
  /// Headers are given to the library whole, up to this length: ISA-L 2.30 loses its way in one that comes in pieces.
  private static let headerLength = 1 << 16
  /// Whether bytes of another kind follow the last member.
  private(set) var hasTrailer = false

  /// - Parameter file: stands where the compressed data begin.
  package convenience init(_ file: InputFile, wrapping: Wrapping = .gzipOrZlib) throws {
    try self.init(source: file, wrapping: wrapping) { file.position }
  }

  /// - Parameter offset: where `source` stands in its file.
  package convenience init(source: any ByteStream, wrapping: Wrapping, offset: @escaping () -> Int) throws {
    try self.init(source: source, wrapping: wrapping, backend: .fastest, offset: offset)
  }

  init(source: any ByteStream, wrapping: Wrapping, backend: InflateBackend, offset: @escaping () -> Int) throws {
    self.source = source
    fileOffset = offset
    engine = try backend.engine(wrapping)
    input = .allocate(byteCount: 1 << 18, alignment: 16)
  }

  deinit { input.deallocate() }

  package var place: String { "offset \(fileOffset() - (end - next)) of the compressed file" }

  package func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let wanted = min(buffer.count, 1 << 30)
    var given = 0
    while given < wanted, !ended {
      if isAtHeader {
        while end - next < Self.headerLength, try refill() {}
        isAtHeader = false
      }
      let hasInput = next < end ? true : try refill()
      let step = try inflated(into: UnsafeMutableRawBufferPointer(rebasing: buffer[given..<wanted]))
      next += step.taken
      given += step.given
      if step.isAtEnd {
        try nextMember()
      } else if step.given == 0, step.taken == 0 {
        // Where there is input and room for output, every step takes or gives.
        throw hasInput
          ? damage("it does not go on")
          : Failure(.badData, "the compressed data are cut short", at: place, advice: "copy the file again")
      }
    }
    return given
  }

  private func inflated(into room: UnsafeMutableRawBufferPointer) throws -> InflateStep {
    do {
      return try engine.step(UnsafeRawBufferPointer(rebasing: input[next..<end]), into: room)
    } catch let damage as InflateDamage { throw self.damage(damage.reason) }
  }

  private func damage(_ reason: String) -> Failure {
    Failure(.badData, "the compressed data are damaged (\(reason))", at: place, advice: "copy the file again")
  }

  /// Keeps what is left of the input and reads on; false at the end of the file.
  private func refill() throws -> Bool {
    let left = end - next
    if left > 0, let base = input.baseAddress { base.copyMemory(from: base + next, byteCount: left) }
    next = 0
    end = left
    let n = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: input[left...]))
    end += n
    return n > 0
  }

  /// After the end of a member: another gzip member, or the end. Other bytes are padding, as gzip takes them.
  private func nextMember() throws {
    while end - next < 2 { if try !refill() { break } }
    if end - next >= 2, input[next] == 0x1f, input[next + 1] == 0x8b {
      engine.reset()
      isAtHeader = true
    } else {
      hasTrailer = end > next
      ended = true
    }
  }

  /// What the first bytes of a compressed file hold, as far as they go; empty when they are not deflate.
  package static func start(of head: [UInt8], upTo count: Int) -> [UInt8] {
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
package final class ArrayStream: ByteStream {
  private let bytes: [UInt8]
  package private(set) var position = 0

  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  package var place: String { "offset \(position)" }

  package func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let n = min(buffer.count, bytes.count - position)
    buffer.copyBytes(from: bytes[position..<position + n])
    position += n
    return n
  }
}
