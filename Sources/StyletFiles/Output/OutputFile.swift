import Glibc
import StyletBase

/// Bytes that are written forwards, once.
package protocol ByteSink: AnyObject {
  func write(_ bytes: UnsafeRawBufferPointer) throws
}

extension ByteSink {
  package func write(_ bytes: [UInt8]) throws { try bytes.withUnsafeBytes { try write($0) } }
}

/// A file that is there whole or not at all: written beside its place under another name, synced, and renamed by
/// ``commit(_:)``. Left uncommitted, or when the program is ended, it is removed. What it may replace is
/// ``OutputPolicy``'s to say; standard output (`-`), a pipe or a device is written as it is, never replaced.
public final class OutputFile: ByteSink {
  package private(set) var path: String
  /// Where the bytes go until the commit; nil when they go to a pipe or a device.
  package let temporary: String?
  private let descriptor: Descriptor
  private var isCommitted = false
  /// Bytes written so far.
  package private(set) var count = 0

  /// - Parameters:
  ///   - isText: a terminal may show it.
  ///   - isRewritten: its beginning is known at its end, which nothing but a file allows.
  package init(_ path: String, isText: Bool = false, isRewritten: Bool = false) throws {
    self.path = path
    switch try OutputPolicy.current.check(path) {
    case .file:
      let cut = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
      let temporary = String(path[..<cut]) + ".stylet-\(getpid())-\(UInt32.random(in: 0 ... .max)).tmp"
      self.temporary = temporary
      Leftovers.add(.file(temporary))
      descriptor = Descriptor(open(temporary.systemPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600))
      if descriptor.number < 0 { Leftovers.forget(.file(temporary)) }
    case .stream:
      temporary = nil
      descriptor = Descriptor(
        path == OutputPolicy.standardOutput
          ? fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3) : open(path.systemPath, O_WRONLY | O_CLOEXEC))
    }
    guard descriptor.number >= 0 else { throw Self.creating(path, errno) }
    guard temporary == nil else { return }
    if !isText, isatty(descriptor.number) == 1 {
      throw Failure(
        .usage, path: path, words("error.output.terminal"),
        advice: words("error.output.lead"))
    }
    if isRewritten, path == OutputPolicy.standardOutput || lseek(descriptor.number, 0, SEEK_CUR) < 0 {
      throw Failure(
        .usage, path: path, words("error.output.needs-file"),
        advice: words("error.output.file-or-form"))
    }
  }

  deinit {
    guard let temporary else { return }
    if !isCommitted { unlink(temporary.systemPath) }
    Leftovers.forget(.file(temporary))
  }

  /// Another place in the same folder, for what is named by what was written.
  package func place(at path: String) throws {
    try OutputPolicy.current.check(path)
    self.path = path
  }

  package func write(_ bytes: UnsafeRawBufferPointer) throws {
    var rest = bytes
    while let start = rest.baseAddress, rest.count > 0 {
      let n = Glibc.write(descriptor.number, start, min(rest.count, 1 << 30))
      if n < 0 {
        if errno == EINTR { continue }
        if errno == EPIPE, path == OutputPolicy.standardOutput { throw ReaderLeft() }
        throw failure(errno)
      }
      count += n
      rest = UnsafeRawBufferPointer(rebasing: rest[n...])
    }
  }

  /// A small file of text in one go.
  public static func write(_ bytes: [UInt8], to path: String) throws {
    let file = try OutputFile(path, isText: true)
    try file.write(bytes)
    try commit(file)
  }

  /// Writes over bytes that were written before.
  package func overwrite(_ bytes: [UInt8], at offset: Int) throws {
    let n = pwrite(descriptor.number, bytes, bytes.count, off_t(offset))
    guard n == bytes.count else { throw failure(n < 0 ? errno : ENOSPC) }
  }

  /// Puts files in their places, in order; none when one cannot be synced.
  package static func commit(_ files: OutputFile...) throws {
    for file in files where file.temporary != nil {
      guard fsync(file.descriptor.number) == 0 else { throw file.failure(errno) }
    }
    for file in files {
      guard let temporary = file.temporary else { continue }
      guard rename(temporary.systemPath, file.path.systemPath) == 0 else { throw creating(file.path, errno) }
      file.isCommitted = true
      // The name too is only safe once its folder is synced. A file system that cannot do it does it itself.
      let folder = file.path.lastIndex(of: "/").map { String(file.path[...$0]) } ?? "."
      let handle = open(folder.systemPath, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      if handle >= 0 {
        fsync(handle)
        close(handle)
      }
    }
  }

  private func failure(_ code: Int32) -> Failure {
    code == ENOSPC || code == EDQUOT
      ? Failure(.io, path: path, words("error.output.full"), advice: words("error.output.make-room"))
      : Failure(.io, path: path, words("error.output.not-written",
        ["why": SystemReason.said(code).lowercased()]))
  }

  private static func creating(_ path: String, _ code: Int32) -> Failure {
    switch code {
    case EACCES, EPERM, EROFS:
      Failure(.noPermission, path: path, words("error.output.permission"), advice: words("error.output.other-folder"))
    case ENAMETOOLONG: OutputPolicy.nameTooLong(path)
    case ENOENT, ENOTDIR:
      Failure(.cannotCreate, path: path, words("error.output.no-folder"), advice: words("error.output.make-folder"))
    default: Failure(.cannotCreate, path: path, words("error.output.not-created",
      ["why": SystemReason.said(code).lowercased()]))
    }
  }
}
