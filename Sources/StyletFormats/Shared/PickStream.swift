import StyletFiles

/// Of every `period` bytes of a stream, the `length` from `offset` on: one volume out of many, one channel out of
/// each voxel. What lies between is sought over in a plain file and passed over elsewhere. Cost: one pass up to the
/// last byte that is wanted; 256 KB of buffer.
final class PickStream: ByteStream {
  private let source: any ByteStream
  private let period: Int
  private let offset: Int
  private let length: Int
  /// Whole periods of the source, where they are short: larger pieces are read straight to where they go.
  private let chunk: UnsafeMutableRawBufferPointer?
  /// How many bytes of the chunk there are.
  private var end = 0
  /// The next wanted byte: of the chunk, or of the period where there is no chunk.
  private var cursor = 0

  /// - Precondition: 0 ≤ offset, 0 < length, offset + length ≤ period.
  init(_ source: any ByteStream, period: Int, offset: Int, length: Int) {
    self.source = source
    self.period = period
    self.offset = offset
    self.length = length
    let size = 1 << 18
    chunk = period <= size / 16 ? .allocate(byteCount: size / period * period, alignment: 16) : nil
  }

  deinit { chunk?.deallocate() }

  var place: String { source.place }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard let chunk else { return try readLong(into: buffer) }
    guard let from = chunk.baseAddress, let to = buffer.baseAddress else { return 0 }
    var done = 0
    while done < buffer.count {
      if cursor >= end {
        end = try source.fill(chunk)
        cursor = offset
        if cursor >= end { break }
      }
      let within = (cursor - offset) % period
      let left = buffer.count - done
      if within == 0, left >= length, end - cursor >= length {
        let pieces = min(left / length, (end - cursor - length) / period + 1)
        copy(pieces, from + cursor, to + done)
        cursor += pieces * period
        done += pieces * length
      } else {
        let n = min(length - within, left, end - cursor)
        (to + done).copyMemory(from: from + cursor, byteCount: n)
        done += n
        cursor += n
        if within + n == length { cursor += period - length }
      }
    }
    return done
  }

  /// Gathers whole pieces.
  private func copy(_ pieces: Int, _ from: UnsafeMutableRawPointer, _ to: UnsafeMutableRawPointer) {
    let period = period
    func gather<T: BitwiseCopyable>(_: T.Type) {
      let size = MemoryLayout<T>.size
      for n in 0..<pieces {
        to.storeBytes(
          of: from.loadUnaligned(fromByteOffset: n &* period, as: T.self), toByteOffset: n &* size, as: T.self)
      }
    }
    switch length {
    case 1: gather(UInt8.self)
    case 2: gather(UInt16.self)
    case 4: gather(UInt32.self)
    case 8: gather(UInt64.self)
    default:
      for n in 0..<pieces { (to + n * length).copyMemory(from: from + n * period, byteCount: length) }
    }
  }

  private func readLong(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let gap = cursor < offset ? offset - cursor : cursor == offset + length ? period - length : 0
    if gap > 0 {
      guard try source.skip(gap) == gap else { return 0 }
      cursor = offset
    }
    let wanted = min(buffer.count, offset + length - cursor)
    let n = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]))
    cursor += n
    return n
  }
}
