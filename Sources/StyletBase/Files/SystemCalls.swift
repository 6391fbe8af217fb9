import Glibc

/// A system call that failed.
package struct SystemError: Error, Hashable {
  package let call: SystemCalls.Call
  package let code: Int32
  package let path: String

  package init(call: SystemCalls.Call, code: Int32, path: String) {
    self.call = call
    self.code = code
    self.path = path
  }

  /// What a user is told. `doing`: "the project could not be saved".
  package func failure(_ doing: String, about path: String) -> Failure {
    let why = SystemReason.said(code)
    switch code {
    case ENOSPC, EDQUOT, EFBIG:
      return Failure(
        .io, path: path, words("error.disk.no-space", ["what": doing]), advice: words("error.disk.free-space"))
    case EACCES, EPERM, EROFS:
      return Failure(
        .noPermission, path: path, words("error.disk.failed", ["what": doing, "why": why]), at: self.path,
        advice: words("error.disk.writable"))
    case ESTALE:
      return Failure(
        .io, path: path, words("error.disk.changed", ["what": doing]), at: self.path,
        advice: words("error.disk.save-anew"))
    case ENAMETOOLONG:
      return Failure(
        .cannotCreate, path: path, words("error.disk.long-name", ["what": doing]), at: "…" + self.path.suffix(24),
        advice: ProjectNames.adviceOnLongName)
    case ENOENT:
      return Failure(
        .noInput, path: path, words("error.disk.failed", ["what": doing, "why": why]), at: self.path,
        advice: words("error.advice.check-path"))
    default:
      return Failure(
        .io, path: path, words("error.disk.failed", ["what": doing, "why": why]), at: self.path,
        advice: words("error.disk.check"))
    }
  }
}

/// Every call by which the project's files change, in one place, so that a test can make each of them fail.
package struct SystemCalls: Sendable {
  package enum Call: String, Sendable, CaseIterable {
    case open, write, sync, truncate, mode, link, rename, unlink, lock
  }

  /// The error number that a call shall fail with instead of being made; nil in earnest. A write that fails
  /// this way has written half of its bytes, as a full disk does.
  var fault: (@Sendable (Call) -> Int32?)?

  package static let live = SystemCalls()

  private func check(_ call: Call, _ path: String) throws(SystemError) {
    if let code = fault?(call) { throw SystemError(call: call, code: code, path: path) }
  }

  /// Repeats a call that a signal interrupts.
  @discardableResult
  private func run(
    _ call: Call, _ path: String, _ body: () -> Int
  ) throws(SystemError) -> Int {
    while true {
      let result = body()
      if result >= 0 { return result }
      guard errno == EINTR else { throw SystemError(call: call, code: errno, path: path) }
    }
  }

  /// Opens for writing, never through a symbolic link, closed in child processes; a new file is 0600.
  package func open(_ path: String, _ flags: Int32) throws(SystemError) -> Int32 {
    try check(.open, path)
    return Int32(try run(.open, path) { Int(Glibc.open(path.systemPath, flags | O_CLOEXEC | O_NOFOLLOW, 0o600)) })
  }

  /// Writes all bytes. On failure some may have been written.
  package func write(_ bytes: [UInt8], to file: Int32, _ path: String) throws(SystemError) {
    let fails = fault?(.write)
    var at = 0
    let end = fails == nil ? bytes.count : bytes.count / 2
    while at < end {
      at += try run(.write, path) {
        bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress! + at, end - at) }
      }
    }
    if let fails { throw SystemError(call: .write, code: fails, path: path) }
  }

  /// Contents and length are on the disk.
  package func sync(_ file: Int32, _ path: String) throws(SystemError) {
    try check(.sync, path)
    #if os(Linux)
      try run(.sync, path) { Int(fdatasync(file)) }
    #else
      try run(.sync, path) { Int(fsync(file)) }
    #endif
  }

  /// The names in a folder are on the disk. A file system that cannot do that is believed.
  package func syncFolder(_ path: String) throws(SystemError) {
    try check(.sync, path)
    let folder = Glibc.open(path.systemPath, O_RDONLY | O_CLOEXEC | O_DIRECTORY)
    guard folder >= 0 else { return }  // a folder may be writable and not readable
    defer { close(folder) }
    if fsync(folder) != 0, errno != EINVAL, errno != ENOTSUP, errno != EBADF {
      throw SystemError(call: .sync, code: errno, path: path)
    }
  }

  package func truncate(_ file: Int32, to length: Int, _ path: String) throws(SystemError) {
    try check(.truncate, path)
    try run(.truncate, path) { Int(ftruncate(file, off_t(length))) }
  }

  /// Only the owner may read and write. A file system without modes (FAT, exFAT: most sticks) is left as it is.
  package func makePrivate(_ file: Int32, _ path: String) throws(SystemError) {
    try check(.mode, path)
    do throws(SystemError) {
      try run(.mode, path) { Int(fchmod(file, 0o600)) }
    } catch {
      var own = stat()
      guard error.code == EPERM, fstat(file, &own) == 0, own.st_uid == geteuid() else { throw error }
    }
  }

  package func link(_ old: String, _ new: String) throws(SystemError) {
    try check(.link, new)
    try run(.link, new) { Int(Glibc.link(old.systemPath, new.systemPath)) }
  }

  package func rename(_ old: String, _ new: String) throws(SystemError) {
    try check(.rename, new)
    try run(.rename, new) { Int(Glibc.rename(old.systemPath, new.systemPath)) }
  }

  /// A file that is not there counts as removed.
  package func unlink(_ path: String) throws(SystemError) {
    try check(.unlink, path)
    try run(.unlink, path) { Glibc.unlink(path.systemPath) == 0 || errno == ENOENT ? 0 : -1 }
  }

  /// Whether the lock was had; nil where the file system has no locks.
  package func lock(_ file: Int32, _ path: String) throws(SystemError) -> Bool? {
    do throws(SystemError) {
      try check(.lock, path)
      try run(.lock, path) { Int(flock(file, LOCK_EX | LOCK_NB)) }
      return true
    } catch {
      switch error.code {
      case EWOULDBLOCK: return false
      case ENOLCK, ENOTSUP, EOPNOTSUPP, ENOSYS, EINVAL: return nil
      default: throw error
      }
    }
  }
}
