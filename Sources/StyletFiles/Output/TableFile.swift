import Glibc
import StyletBase

/// A table of text that grows by a row at a time, from several programs at once.
public enum TableFile {
  /// The longest header that is read, bytes.
  private static let longestHeader = 1 << 20

  /// Adds a row at the end; a table that is not there or is empty begins with the header.
  ///
  /// While it works other programs that add rows wait (an advisory lock). The row is synced; when it cannot be written
  /// whole, the table is what it was before.
  /// - Parameters:
  ///   - header: the first line with its end, for a new table.
  ///   - row: makes the row, with its end, for the header that the table has.
  /// - Throws: ``Failure``; what `row` throws, said of the path.
  public static func append(to path: String, header: String, row: (_ header: String) throws -> String) throws {
    let file = open(path.systemPath, O_RDWR | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK | O_NOFOLLOW, 0o600)
    guard file >= 0 else {
      throw Failure(
        errno == EACCES || errno == EROFS ? .noPermission : .cannotCreate, path: path,
        words("error.output.no-append", ["why": reason(errno)]), advice: words("error.output.other-folder"))
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw Failure(.badData, path: path, words("error.output.append-file"), advice: words("error.output.leave-append"))
    }
    while flock(file, LOCK_EX) != 0 {
      guard errno == EINTR else { throw Failure(.io, path: path, words("error.output.not-locked",
        ["why": reason(errno)])) }
    }
    // What it is now, not what it was before the others let go of it.
    guard fstat(file, &status) == 0 else { throw unreadable(path) }
    let length = Int(status.st_size)
    let text: String
    do {
      text = try length == 0 ? header + row(header) : row(firstLine(file, path, length))
    } catch let failure as Failure {
      throw failure.about(path)
    }
    guard pwriteAll(file, Array(text.utf8), at: length), fsync(file) == 0 else {
      let code = errno
      ftruncate(file, off_t(length))
      throw Failure(
        .io, path: path, code == ENOSPC || code == EDQUOT || code == EFBIG ? words("error.output.full") : reason(code),
        advice: words("error.output.make-room-table"))
    }
  }

  /// With the check that the table ends with a whole row.
  private static func firstLine(_ file: Int32, _ path: String, _ length: Int) throws -> String {
    var last: UInt8 = 0
    guard pread(file, &last, 1, off_t(length - 1)) == 1 else {
      throw unreadable(path)
    }
    guard last == 10 else {
      throw Failure(
        .badData, path: path, words("error.output.no-end"), at: "offset \(length)",
        advice: words("error.output.end-row"))
    }
    let wanted = min(length, longestHeader)
    var n = 0
    let head = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
      while n < wanted {
        let got = pread(file, buffer.baseAddress! + n, wanted - n, off_t(n))
        if got < 0, errno == EINTR { continue }
        if got <= 0 { break }
        n += got
      }
      count = n
    }
    guard n == wanted else { throw unreadable(path) }
    guard let end = head.firstIndex(of: 10) else {
      throw Failure(
        .badData, path: path, words("error.output.long-header", ["bytes": longestHeader]),
        at: words("error.line", ["line": 1]))
    }
    return String(decoding: head[...end], as: UTF8.self)
  }

  private static func pwriteAll(_ file: Int32, _ bytes: [UInt8], at start: Int) -> Bool {
    bytes.withUnsafeBytes { bytes in
      var n = 0
      while n < bytes.count {
        let put = pwrite(file, bytes.baseAddress! + n, bytes.count - n, off_t(start + n))
        if put < 0, errno == EINTR { continue }
        guard put > 0 else { return false }
        n += put
      }
      return true
    }
  }

  private static func unreadable(_ path: String) -> Failure {
    Failure(
      .io, path: path, words("error.output.table-unreadable", ["why": reason(errno)]),
      advice: words("error.output.check-disk-table"))
  }

  private static func reason(_ code: Int32) -> String { SystemReason.said(code).lowercased() }
}
