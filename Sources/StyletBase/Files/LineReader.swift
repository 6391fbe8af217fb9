import Glibc

/// The lines of a file, one after another, read a piece at a time: a file of any size, with no more memory than its
/// longest line takes that is one of those that are looked for.
package final class LineReader {
  package struct Line {
    /// Without its line feed.
    package var bytes: ArraySlice<UInt8>
    /// Bytes of the file up to and with it.
    package var end: Int
    /// Whether it ends with a line feed: only the last one may not.
    package var isWhole: Bool
  }

  private let file: Descriptor
  private let path: String
  private var buffer: [UInt8] = []
  /// Where the next line begins in the buffer, and where no line feed was found yet.
  private var start = 0
  private var searched = 0
  /// Bytes of the file up to the next line.
  private var offset = 0
  private var isAtEnd = false
  /// Bytes of the line that were not kept.
  private var dropped = 0
  private let isWanted: (ArraySlice<UInt8>) -> Bool
  private static let piece = 1 << 20
  /// What is kept of a line that is not wanted.
  private static let beginning = 64

  /// - Parameter isWanted: by its first bytes, whether a line may be one of those that are looked for. Of another one that
  ///   is long the beginning alone is kept: what a crash has left may go on for gigabytes without a line feed.
  /// - Throws: ``Failure``: not there, no permission, not a regular file.
  package init(_ path: String, wanting isWanted: @escaping (ArraySlice<UInt8>) -> Bool = { _ in true }) throws {
    self.path = path
    self.isWanted = isWanted
    file = Descriptor(open(path.systemPath, O_RDONLY | O_CLOEXEC | O_NONBLOCK))
    guard file.number >= 0 else { throw SafeFile.unreadable(path, errno) }
    var s = stat()
    guard fstat(file.number, &s) == 0, s.st_mode & S_IFMT == S_IFREG else {
      throw Failure(.badData, path: path, words("error.no-file"), advice: words("error.regular-file"))
    }
  }

  /// nil at the end.
  /// - Throws: ``Failure`` when the file cannot be read on.
  package func next() throws -> Line? {
    while true {
      if let feed = feed(from: searched) {
        let line = buffer[start..<feed]
        offset += feed + 1 - start + dropped
        (start, searched, dropped) = (feed + 1, feed + 1, 0)
        return Line(bytes: line, end: offset, isWhole: true)
      }
      if isAtEnd {
        guard start < buffer.count else { return nil }
        let line = buffer[start...]
        offset += line.count + dropped
        (start, searched, dropped) = (buffer.count, buffer.count, 0)
        return Line(bytes: line, end: offset, isWhole: false)
      }
      if dropped > 0 || buffer.count - start >= Self.piece && !isWanted(buffer[start...].prefix(Self.beginning)) {
        dropped += buffer.count - start - Self.beginning
        buffer.removeSubrange((start + Self.beginning)...)
      }
      searched = buffer.count
      try fill()
    }
  }

  private func feed(from start: Int) -> Int? {
    buffer.withUnsafeBytes { bytes in
      guard start < bytes.count, let base = bytes.baseAddress,
        let found = memchr(base + start, 10, bytes.count - start)
      else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }

  private func fill() throws {
    buffer.removeSubrange(..<start)
    searched -= start
    start = 0
    var n = -1
    var code: Int32 = 0
    buffer += [UInt8](unsafeUninitializedCapacity: Self.piece) { space, count in
      repeat { n = read(file.number, space.baseAddress, space.count) } while n < 0 && errno == EINTR
      code = errno
      count = max(n, 0)
    }
    guard n >= 0 else {
      throw SystemError(call: .open, code: code, path: path).failure(words("error.cannot-read"), about: path)
    }
    isAtEnd = n == 0
  }
}

/// The same of bytes in memory.
package struct LinesOfBytes {
  private let bytes: [UInt8]
  private var start = 0

  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  package mutating func next() -> LineReader.Line? {
    guard start < bytes.count else { return nil }
    let feed = bytes.withUnsafeBytes { bytes in
      memchr(bytes.baseAddress! + start, 10, bytes.count - start).map { UnsafeRawPointer($0) - bytes.baseAddress! }
    }
    let line = bytes[start..<(feed ?? bytes.count)]
    start = feed.map { $0 + 1 } ?? bytes.count
    return LineReader.Line(bytes: line, end: start, isWhole: feed != nil)
  }
}
