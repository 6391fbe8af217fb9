import Foundation

/// A system call that failed.
struct SystemError: Error, Hashable {
  let call: SystemCalls.Call
  let code: Int32
  let path: String

  /// What a user is told. `doing`: "the project could not be saved".
  func failure(_ doing: String, about path: String) -> Failure {
    let why = String(cString: strerror(code))
    switch code {
    case ENOSPC, EDQUOT, EFBIG:
      return Failure(.io, path: path, "\(doing): no space left", advice: "free some space and try again")
    case EACCES, EPERM, EROFS:
      return Failure(
        .noPermission, path: path, "\(doing): \(why)", at: self.path,
        advice: "make the folder writable, or open the scan with --project PATH in another place")
    case ESTALE:
      return Failure(
        .io, path: path, "\(doing): another program has changed it", at: self.path,
        advice: "save with :w, which begins it anew")
    case ENAMETOOLONG:
      return Failure(
        .cannotCreate, path: path, "\(doing): a name is too long", at: "…" + self.path.suffix(24),
        advice: ProjectFiles.adviceOnLongName)
    case ENOENT: return Failure(.noInput, path: path, "\(doing): \(why)", at: self.path, advice: "check the path")
    default:
      return Failure(.io, path: path, "\(doing): \(why)", at: self.path, advice: "check the disk and try again")
    }
  }
}

/// Every call by which the project's files change, in one place, so that a test can make each of them fail.
struct SystemCalls: Sendable {
  enum Call: String, Sendable, CaseIterable {
    case open, write, sync, truncate, mode, link, rename, unlink, lock
  }

  /// The error number that a call shall fail with instead of being made; nil in earnest. A write that fails
  /// this way has written half of its bytes, as a full disk does.
  var fault: (@Sendable (Call) -> Int32?)?

  static let live = SystemCalls()

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
  func open(_ path: String, _ flags: Int32) throws(SystemError) -> Int32 {
    try check(.open, path)
    return Int32(try run(.open, path) { Int(Foundation.open(path.systemPath, flags | O_CLOEXEC | O_NOFOLLOW, 0o600)) })
  }

  /// Writes all bytes. On failure some may have been written.
  func write(_ bytes: [UInt8], to file: Int32, _ path: String) throws(SystemError) {
    let fails = fault?(.write)
    var at = 0
    let end = fails == nil ? bytes.count : bytes.count / 2
    while at < end {
      at += try run(.write, path) {
        bytes.withUnsafeBytes { Foundation.write(file, $0.baseAddress! + at, end - at) }
      }
    }
    if let fails { throw SystemError(call: .write, code: fails, path: path) }
  }

  /// Contents and length are on the disk.
  func sync(_ file: Int32, _ path: String) throws(SystemError) {
    try check(.sync, path)
    #if os(Linux)
      try run(.sync, path) { Int(fdatasync(file)) }
    #else
      try run(.sync, path) { Int(fsync(file)) }
    #endif
  }

  /// The names in a folder are on the disk. A file system that cannot do that is believed.
  func syncFolder(_ path: String) throws(SystemError) {
    try check(.sync, path)
    let folder = Foundation.open(path.systemPath, O_RDONLY | O_CLOEXEC | O_DIRECTORY)
    guard folder >= 0 else { return }  // a folder may be writable and not readable
    defer { close(folder) }
    if fsync(folder) != 0, errno != EINVAL, errno != ENOTSUP, errno != EBADF {
      throw SystemError(call: .sync, code: errno, path: path)
    }
  }

  func truncate(_ file: Int32, to length: Int, _ path: String) throws(SystemError) {
    try check(.truncate, path)
    try run(.truncate, path) { Int(ftruncate(file, off_t(length))) }
  }

  /// Only the owner may read and write.
  func makePrivate(_ file: Int32, _ path: String) throws(SystemError) {
    try check(.mode, path)
    try run(.mode, path) { Int(fchmod(file, 0o600)) }
  }

  func link(_ old: String, _ new: String) throws(SystemError) {
    try check(.link, new)
    try run(.link, new) { Int(Foundation.link(old.systemPath, new.systemPath)) }
  }

  func rename(_ old: String, _ new: String) throws(SystemError) {
    try check(.rename, new)
    try run(.rename, new) { Int(Foundation.rename(old.systemPath, new.systemPath)) }
  }

  /// A file that is not there counts as removed.
  func unlink(_ path: String) throws(SystemError) {
    try check(.unlink, path)
    try run(.unlink, path) { Foundation.unlink(path.systemPath) == 0 || errno == ENOENT ? 0 : -1 }
  }

  /// Whether the lock was had; nil where the file system has no locks.
  func lock(_ file: Int32, _ path: String) throws(SystemError) -> Bool? {
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
