import Foundation
import StyletCore

/// Bytes that are read forwards, once.
protocol ByteStream: AnyObject {
  /// Puts up to `buffer.count` bytes into `buffer` and says how many; 0 only at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int
  /// Reads and forgets up to `count` bytes; how many there were.
  func skip(_ count: Int) throws -> Int
  /// Where reading stands in the file, for errors: "offset 1024".
  var place: String { get }
}

extension ByteStream {
  /// Reads until the buffer is full or the stream ends; how many bytes there were.
  func fill(_ buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    var done = 0
    while done < buffer.count {
      let n = try read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[done...]))
      if n == 0 { break }
      done += n
    }
    return done
  }

  func skip(_ count: Int) throws -> Int {
    let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: min(max(count, 1), 1 << 16), alignment: 8)
    defer { scratch.deallocate() }
    var done = 0
    while done < count {
      let n = try read(into: UnsafeMutableRawBufferPointer(rebasing: scratch[..<min(scratch.count, count - done)]))
      if n == 0 { break }
      done += n
    }
    return done
  }

  /// The next bytes, up to `count`; fewer only at the end.
  func bytes(upTo count: Int) throws -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: count) { buffer, used in
      used = try fill(UnsafeMutableRawBufferPointer(buffer))
    }
  }
}

/// A file open for reading. Errors say whether it is missing, closed to us or not a file.
final class InputFile: ByteStream {
  let path: String
  /// Bytes, when it was opened.
  let size: Int
  private(set) var position = 0
  private let descriptor: Int32

  init(_ path: String) throws {
    self.path = path
    // O_NONBLOCK: opening a pipe must not wait for a writer.
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw Failure.opening(path, errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let code = errno
      close(descriptor)
      throw Failure.opening(path, code)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw Failure(.badData, path: path, "not a file", advice: "name an image file")
    }
    size = Int(status.st_size)
  }

  deinit { close(descriptor) }

  var place: String { "offset \(position)" }

  /// - Parameter offset: from the start, not negative; past the end, the next read finds no bytes.
  func seek(to offset: Int) throws {
    guard lseek(descriptor, off_t(offset), SEEK_SET) >= 0 else {
      throw Failure(.io, path: path, String(cString: strerror(errno)), at: "offset \(offset)")
    }
    position = offset
  }

  func skip(_ count: Int) throws -> Int {
    let n = min(count, max(0, size - position))
    try seek(to: position + n)
    return n
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard let start = buffer.baseAddress, buffer.count > 0 else { return 0 }
    while true {
      let n = Foundation.read(descriptor, start, min(buffer.count, 1 << 30))
      if n >= 0 {
        position += n
        return n
      }
      if errno != EINTR { throw Failure(.io, path: path, String(cString: strerror(errno)), at: place) }
    }
  }
}

extension Failure {
  /// Why a file or folder could not be opened for reading.
  static func opening(_ path: String, _ code: Int32) -> Failure {
    switch code {
    case ENOENT, ENOTDIR:
      Failure(.noInput, path: path, "no such file or folder", advice: "check the path")
    case ENAMETOOLONG, ELOOP:
      Failure(.noInput, path: path, String(cString: strerror(code)).lowercased(), advice: "check the path")
    case EACCES, EPERM:
      Failure(.noPermission, path: path, "no permission to read it", advice: "ask its owner for read access")
    default: Failure(.io, path: path, "cannot be opened: \(String(cString: strerror(code)).lowercased())")
    }
  }
}
