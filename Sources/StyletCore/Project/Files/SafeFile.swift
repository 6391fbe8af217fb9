import Crypto
import Foundation

/// What a file on the disk is, to notice that somebody else has changed it.
struct FileState: Equatable {
  let device: UInt64
  let inode: UInt64
  let size: Int
  let seconds: Int
  let nanoseconds: Int

  /// nil when there is no such file.
  init?(_ path: String) {
    var s = stat()
    guard stat(path.systemPath, &s) == 0 else { return nil }
    self.init(s)
  }

  init(_ s: stat) {
    device = UInt64(truncatingIfNeeded: s.st_dev)
    inode = UInt64(truncatingIfNeeded: s.st_ino)
    size = Int(s.st_size)
    #if os(Linux)
      (seconds, nanoseconds) = (Int(s.st_mtim.tv_sec), Int(s.st_mtim.tv_nsec))
    #else
      (seconds, nanoseconds) = (Int(s.st_mtimespec.tv_sec), Int(s.st_mtimespec.tv_nsec))
    #endif
  }
}

/// Reads and replaces whole files so that at no instant there is neither the old nor the new one.
enum SafeFile {
  /// The largest project or journal that is read, bytes: thirty million runs.
  static let limit = 256 << 20

  /// All bytes of a regular file of at most `limit` bytes.
  static func read(_ path: String, limit: Int = SafeFile.limit) throws -> (bytes: [UInt8], state: FileState) {
    let file = open(path.systemPath, O_RDONLY | O_CLOEXEC | O_NONBLOCK)  // a pipe must not make us wait
    guard file >= 0 else {
      throw SystemError(call: .open, code: errno, path: path).failure("cannot be opened", about: path)
    }
    defer { close(file) }
    var s = stat()
    guard fstat(file, &s) == 0, s.st_mode & S_IFMT == S_IFREG else {
      throw Failure(.badData, path: path, "not a file that can be read", advice: "give the path of a regular file")
    }
    guard s.st_size <= limit else {
      throw Failure(.badData, path: path, "\(s.st_size) bytes are more than the \(limit) that it may have")
    }
    let wanted = Int(s.st_size)
    var code: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
      count = 0
      while count < wanted {
        let n = Foundation.read(file, buffer.baseAddress! + count, wanted - count)
        if n == 0 { break }
        if n < 0 {
          if errno == EINTR { continue }
          code = errno
          break
        }
        count += n
      }
    }
    guard code == 0 else {
      throw SystemError(call: .open, code: code, path: path).failure("cannot be read", about: path)
    }
    return (bytes, FileState(s))
  }

  /// The first bytes of a regular file, `count` at most.
  static func beginning(of path: String, _ count: Int) throws(SystemError) -> [UInt8] {
    let file = open(path.systemPath, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw SystemError(call: .open, code: errno, path: path) }
    defer { close(file) }
    var s = stat()
    guard fstat(file, &s) == 0, s.st_mode & S_IFMT == S_IFREG else { return [] }
    var bytes = [UInt8](repeating: 0, count: count)
    let n = pread(file, &bytes, count, 0)
    guard n >= 0 else { throw SystemError(call: .open, code: errno, path: path) }
    return Array(bytes[..<n])
  }

  /// Puts `bytes` in the place of `path`: temporary file in the same folder, synced, renamed, folder synced.
  ///
  /// The previous file stays as `backup` (a second name of it; a copy where the file system has no links). When
  /// a step fails the old file is untouched and the temporary ones are removed; only the last step, syncing
  /// the folder, can fail with the new file in place.
  static func replace(_ path: String, with bytes: [UInt8], backup: String?, calls: SystemCalls) throws(SystemError) {
    try rename(path, with: bytes, backup: backup, synced: true, calls: calls)
    try calls.syncFolder(folder(of: path))
  }

  /// As ``replace(_:with:backup:calls:)``, but it is for the caller to sync the folder and, unless `synced`,
  /// the file.
  static func rename(
    _ path: String, with bytes: [UInt8], backup: String?, synced: Bool, calls: SystemCalls
  ) throws(SystemError) {
    let temporary = path + ".tmp"
    try write(bytes, toNew: temporary, synced: synced, calls: calls)
    do throws(SystemError) {
      if let backup { try keep(path, as: backup, calls: calls) }
      try calls.rename(temporary, path)
    } catch {
      try? calls.unlink(temporary)
      throw error
    }
  }

  /// Writes a new private file; one that is left from a crash is replaced. Gone again on failure.
  private static func write(
    _ bytes: [UInt8], toNew path: String, synced: Bool = true, calls: SystemCalls
  ) throws(SystemError) {
    try calls.unlink(path)
    let file = try calls.open(path, O_WRONLY | O_CREAT | O_EXCL)
    defer { close(file) }
    do throws(SystemError) {
      try calls.makePrivate(file, path)
      try calls.write(bytes, to: file, path)
      if synced { try calls.sync(file, path) }
    } catch {
      try? calls.unlink(path)
      throw error
    }
  }

  /// Gives the file at `path`, if there is one, the further name `backup`.
  private static func keep(_ path: String, as backup: String, calls: SystemCalls) throws(SystemError) {
    let link = backup + ".tmp"
    try calls.unlink(link)
    do throws(SystemError) {
      do throws(SystemError) {
        try calls.link(path, link)
      } catch where error.code == ENOENT {
        return  // the first save
      } catch where [EPERM, EOPNOTSUPP, ENOTSUP, ENOSYS, EXDEV, EMLINK].contains(error.code) {
        guard let old = try? read(path) else { throw error }
        try write(old.bytes, toNew: link, calls: calls)
      }
      try calls.rename(link, backup)
    } catch {
      try? calls.unlink(link)
      throw error
    }
  }

  /// Gives a file that is there a name beside it that is free.
  static func setAside(_ path: String, calls: SystemCalls) throws(SystemError) {
    guard FileState(path) != nil else { return }
    try calls.rename(path, freeName(path))
  }

  /// `.kept`, `.kept2` …: the first of them that is free.
  private static func freeName(_ path: String) -> String {
    var kept = path + ".kept"
    var n = 1
    while FileState(kept) != nil {
      n += 1
      kept = path + ".kept\(n)"
    }
    return kept
  }

  /// Keeps `bytes`, the content of the file at `path`, under a name beside it that is free, and returns that.
  static func keepAside(_ bytes: [UInt8], of path: String, calls: SystemCalls) throws(SystemError) -> String {
    let kept = freeName(path)
    try replace(kept, with: bytes, backup: nil, calls: calls)
    return kept
  }

  static func folder(of path: String) -> String {
    let folder = path.pathFolder
    return folder.isEmpty ? "." : folder
  }
}

/// SHA-256 as lower-case hexadecimal.
func sha256(_ bytes: [UInt8]) -> String { hexadecimal(SHA256.hash(data: bytes)) }

func hexadecimal(_ digest: SHA256.Digest) -> String {
  var text: [UInt8] = []
  for b in digest {
    for digit in [b >> 4, b & 15] { text.append(digit < 10 ? 48 + digit : 87 + digit) }
  }
  return String(decoding: text, as: UTF8.self)
}
