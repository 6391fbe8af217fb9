import Glibc
import StyletBase

/// Bytes that are read forwards, once.
package protocol ByteStream: AnyObject {
  /// Puts up to `buffer.count` bytes into `buffer` and says how many; 0 only at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int
  /// Reads and forgets up to `count` bytes; how many there were.
  func skip(_ count: Int) throws -> Int
  /// Where reading stands in the file, for errors: "offset 1024".
  var place: String { get }
}

extension ByteStream {
  /// Reads until the buffer is full or the stream ends; how many bytes there were.
  package func fill(_ buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    var done = 0
    while done < buffer.count {
      let n = try read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[done...]))
      if n == 0 { break }
      done += n
    }
    return done
  }

  package func skip(_ count: Int) throws -> Int {
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
  package func bytes(upTo count: Int) throws -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: count) { buffer, used in
      used = try fill(UnsafeMutableRawBufferPointer(buffer))
    }
  }
}

/// A file open for reading, forwards from where it was sought to.
package final class InputFile: ByteStream {
  private let file: OpenFile
  package private(set) var position = 0

  /// - Throws: ``Failure``: missing, closed to us, or not a regular file.
  package init(_ path: String) throws { file = try OpenFile(path) }

  package var path: String { file.path }
  /// Bytes, when it was opened.
  package var size: Int { file.size }
  package var place: String { "offset \(position)" }

  /// - Parameter offset: from the start; past the end, the next read finds no bytes.
  package func seek(to offset: Int) throws {
    guard offset >= 0 else { throw Failure(.badData, path: path, "no such place in the file", at: "offset \(offset)") }
    position = offset
  }

  package func skip(_ count: Int) throws -> Int {
    let n = min(count, max(0, size - position))
    try seek(to: position + n)
    return n
  }

  package func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let n = try file.readSome(at: position, into: buffer)
    position += n
    return n
  }
}

extension Failure {
  /// Why a file or folder could not be opened for reading.
  static func opening(_ path: String, _ code: Int32) -> Failure {
    switch code {
    case ENOENT, ENOTDIR:
      Failure(.noInput, path: path, words("error.input.nothing"), advice: words("error.advice.check-path"))
    case ENAMETOOLONG, ELOOP:
      Failure(
        .noInput, path: path, SystemReason.said(code).lowercased(), advice: words("error.advice.check-path"))
    case EACCES, EPERM:
      Failure(.noPermission, path: path, words("error.input.permission"), advice: words("error.input.ask-owner"))
    default:
      Failure(
        .io, path: path, words("error.input.not-opened", ["why": SystemReason.said(code).lowercased()]),
        advice: words("error.disk.check"))
    }
  }
}
