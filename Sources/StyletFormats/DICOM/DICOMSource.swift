import Foundation
import StyletCore

/// The bytes that a data set is parsed from: a file, fetched in blocks as far as it is asked for, or memory.
///
/// Made, used and let go by one thread.
final class DICOMSource {
  /// Bytes in all.
  let size: Int
  /// What was fetched last.
  private var block: ByteReader
  /// The open file; nil when `block` is all there is.
  private let descriptor: Int32?

  /// A header is seldom longer.
  private static let blockSize = 16_384

  /// - Throws: ``Failure`` naming `path` when it cannot be opened or is no regular file.
  init(path: String) throws {
    // A named pipe must not make a scan of a folder wait for ever.
    let fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard fd >= 0 else { throw Self.failure(errno, path) }
    var status = stat()
    guard fstat(fd, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(fd)
      throw Failure(.badData, path: path, "not a regular file")
    }
    descriptor = fd
    size = Int(status.st_size)
    block = ByteReader([])
  }

  init(memory bytes: [UInt8]) {
    descriptor = nil
    size = bytes.count
    block = ByteReader(bytes)
  }

  deinit { descriptor.map { _ = close($0) } }

  func number<T: FixedWidthInteger>(at offset: Int, _ order: ByteOrder, _ type: T.Type = T.self) throws -> T {
    try cover(offset, MemoryLayout<T>.size)
    block.order = order
    return try block.at(offset - block.fileOffset)
  }

  func bytes(at offset: Int, count: Int) throws -> ArraySlice<UInt8> {
    try cover(offset, count)
    return try block.at(offset - block.fileOffset, count: count)
  }

  /// Fills `buffer` with the bytes from `offset` on, past the block: for pixels.
  func copy(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws {
    guard offset >= 0, offset <= size, buffer.count <= size - offset else { throw tooShort(offset, buffer.count) }
    guard let descriptor else {
      return try block.at(offset, count: buffer.count).withUnsafeBytes { buffer.copyMemory(from: $0) }
    }
    try Self.read(descriptor, at: offset, into: buffer)
  }

  private func cover(_ offset: Int, _ count: Int) throws {
    guard offset >= 0, count >= 0, offset <= size, count <= size - offset else { throw tooShort(offset, count) }
    if offset >= block.fileOffset, offset + count <= block.fileOffset + block.bytes.count { return }
    guard let descriptor else { return }
    let wanted = min(max(count, Self.blockSize), size - offset)
    let bytes = try [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
      try Self.read(descriptor, at: offset, into: UnsafeMutableRawBufferPointer(buffer))
      filled = wanted
    }
    block = ByteReader(bytes, fileOffset: offset)
  }

  private func tooShort(_ offset: Int, _ count: Int) -> Failure {
    Failure(
      .badData, "cut short: \(count) bytes are wanted where the file ends at \(size)", at: "offset \(offset)",
      advice: "copy the file again")
  }

  private static func read(_ fd: Int32, at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws {
    var done = 0
    while done < buffer.count {
      let n = pread(fd, buffer.baseAddress.map { $0 + done }, buffer.count - done, off_t(offset + done))
      if n < 0, errno == EINTR { continue }
      guard n > 0 else {
        let why = n < 0 ? String(cString: strerror(errno)) : "the file became shorter while it was read"
        throw Failure(.io, "cannot be read: \(why)", at: "offset \(offset + done)")
      }
      done += n
    }
  }

  private static func failure(_ code: Int32, _ path: String) -> Failure {
    switch code {
    case ENOENT, ENOTDIR: Failure(.noInput, path: path, "no such file or folder")
    case EACCES, EPERM: Failure(.noPermission, path: path, "may not be read", advice: "check its permissions")
    default: Failure(.io, path: path, "cannot be opened: \(String(cString: strerror(code)))")
    }
  }
}
