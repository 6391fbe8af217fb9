import Glibc
import StyletBase

/// A file open for reading anywhere in it, by any number of threads at once: it keeps no place of its own.
package final class OpenFile: Sendable {
  package let path: String
  /// Bytes, when it was opened.
  package let size: Int
  private let descriptor: Descriptor

  /// - Throws: ``Failure``: missing, closed to us, or not a regular file.
  package init(_ path: String) throws {
    self.path = path
    // O_NONBLOCK: opening a pipe must not wait for a writer.
    descriptor = Descriptor(open(path.systemPath, O_RDONLY | O_CLOEXEC | O_NONBLOCK))
    guard descriptor.number >= 0 else { throw Failure.opening(path, errno) }
    var status = stat()
    guard fstat(descriptor.number, &status) == 0 else { throw Failure.opening(path, errno) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw Failure(.badData, path: path, words("error.input.not-file"), advice: words("error.input.name-image"))
    }
    size = Int(status.st_size)
  }

  /// Puts up to `buffer.count` bytes into `buffer` and says how many; 0 only at or past the end.
  ///
  /// - Parameter offset: from the start, not negative.
  func readSome(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard let start = buffer.baseAddress, buffer.count > 0 else { return 0 }
    while true {
      let n = pread(descriptor.number, start, min(buffer.count, 1 << 30), off_t(offset))
      if n >= 0 { return n }
      if errno != EINTR {
        throw Failure(
          .io, path: path, words("error.input.not-read",
            ["why": SystemReason.said(errno).lowercased()]), at: "offset \(offset)",
          advice: words("error.input.copy-again"))
      }
    }
  }

  /// Fills `buffer` with the bytes from `offset` on.
  package func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws {
    var done = 0
    while done < buffer.count {
      let n = try readSome(at: offset + done, into: UnsafeMutableRawBufferPointer(rebasing: buffer[done...]))
      guard n > 0 else {
        throw Failure(
          .io, path: path, words("error.input.shorter"), at: "offset \(offset + done)",
          advice: words("error.input.try-later"))
      }
      done += n
    }
  }

  /// The bytes from `offset` on, all within the file.
  package func bytes(at offset: Int, count: Int) throws -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      try read(at: offset, into: UnsafeMutableRawBufferPointer(buffer))
      filled = count
    }
  }
}
