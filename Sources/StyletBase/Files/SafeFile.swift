import Glibc

/// What a file on the disk is, to notice that somebody else has changed it.
package struct FileState: Equatable {
  package let device: UInt64
  package let inode: UInt64
  package let size: Int
  package let seconds: Int
  let nanoseconds: Int

  /// nil when there is no such file.
  package init?(_ path: String) {
    var s = stat()
    guard stat(path.systemPath, &s) == 0 else { return nil }
    self.init(s)
  }

  /// Whether two paths are one file: by their names, there or not, or as the system has them.
  package static func isSame(_ one: String, _ other: String) -> Bool {
    if one.absolutePath == other.absolutePath { return true }
    guard let a = FileState(one), let b = FileState(other) else { return false }
    return (a.device, a.inode) == (b.device, b.inode)
  }

  package init(_ s: stat) {
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
package enum SafeFile {
  /// The largest file that is read in one piece, bytes. Journals and histories are read line by line, whatever their
  /// size.
  package static let limit = 256 << 20
  /// The largest project, bytes: a hundred million runs. A larger one is not written either.
  package static let projectLimit = 1 << 30

  /// All bytes of a project.
  package static func readProject(_ path: String) throws -> (bytes: [UInt8], state: FileState) {
    try read(path, limit: projectLimit)
  }

  /// Why a file cannot be opened for reading.
  package static func unreadable(_ path: String, _ code: Int32) -> Failure {
    guard code == EACCES || code == EPERM else {
      return SystemError(call: .open, code: code, path: path).failure(words("error.not-opened"), about: path)
    }
    return Failure(.noPermission, path: path, words("error.not-readable"), advice: words("error.ask-owner"))
  }

  /// All bytes of a regular file of at most `limit` bytes.
  package static func read(_ path: String, limit: Int = SafeFile.limit) throws -> (bytes: [UInt8], state: FileState) {
    let file = open(path.systemPath, O_RDONLY | O_CLOEXEC | O_NONBLOCK)  // a pipe must not make us wait
    guard file >= 0 else { throw unreadable(path, errno) }
    defer { close(file) }
    var s = stat()
    guard fstat(file, &s) == 0, s.st_mode & S_IFMT == S_IFREG else {
      throw Failure(.badData, path: path, words("error.no-file"), advice: words("error.regular-file"))
    }
    guard s.st_size <= limit else {
      throw Failure(
        .badData, path: path, words("error.too-large", ["bytes": Int(s.st_size), "limit": limit]),
        advice: words("error.right-file"))
    }
    let wanted = Int(s.st_size)
    var code: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
      count = 0
      while count < wanted {
        let n = Glibc.read(file, buffer.baseAddress! + count, wanted - count)
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
      throw SystemError(call: .open, code: code, path: path).failure(words("error.cannot-read"), about: path)
    }
    return (bytes, FileState(s))
  }

  /// The first bytes of a regular file, `count` at most.
  package static func beginning(of path: String, _ count: Int) throws(SystemError) -> [UInt8] {
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
  package static func replace(_ path: String, with bytes: [UInt8], backup: String?, calls: SystemCalls) throws(SystemError) {
    try rename(path, with: bytes, backup: backup, synced: true, calls: calls)
    try calls.syncFolder(folder(of: path))
  }

  /// As ``replace(_:with:backup:calls:)``, with bytes that are written a part at a time.
  package static func replace(
    _ path: String, calls: SystemCalls, writing: (_ file: Int32, _ path: String) throws(SystemError) -> Void
  ) throws(SystemError) {
    let temporary = path + Self.temporary
    try write(toNew: temporary, synced: true, calls: calls, writing)
    do throws(SystemError) {
      try calls.rename(temporary, path)
    } catch {
      try? calls.unlink(temporary)
      throw error
    }
    try calls.syncFolder(folder(of: path))
  }

  /// As ``replace(_:with:backup:calls:)``, but it is for the caller to sync the folder and, unless `synced`,
  /// the file.
  package static func rename(
    _ path: String, with bytes: [UInt8], backup: String?, synced: Bool, calls: SystemCalls
  ) throws(SystemError) {
    let temporary = path + Self.temporary
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
    try write(toNew: path, synced: synced, calls: calls) { file, path throws(SystemError) in
      try calls.write(bytes, to: file, path)
    }
  }

  private static func write(
    toNew path: String, synced: Bool, calls: SystemCalls, _ body: (Int32, String) throws(SystemError) -> Void
  ) throws(SystemError) {
    try calls.unlink(path)
    let file = try calls.open(path, O_WRONLY | O_CREAT | O_EXCL)
    defer { close(file) }
    do throws(SystemError) {
      try calls.makePrivate(file, path)
      try body(file, path)
      if synced { try calls.sync(file, path) }
    } catch {
      try? calls.unlink(path)
      throw error
    }
  }

  /// Gives the file at `path`, if there is one, the further name `backup`.
  private static func keep(_ path: String, as backup: String, calls: SystemCalls) throws(SystemError) {
    let link = backup + temporary
    try calls.unlink(link)
    do throws(SystemError) {
      do throws(SystemError) {
        try calls.link(path, link)
      } catch where error.code == ENOENT {
        return  // the first save
      } catch where [EPERM, EOPNOTSUPP, ENOTSUP, ENOSYS, EXDEV, EMLINK].contains(error.code) {
        guard let size = FileState(path)?.size else { throw error }
        try write(toNew: link, synced: true, calls: calls) { file, link throws(SystemError) in
          try copy(path, 0..<size, to: file, link, calls: calls)
        }
      }
      // A folder of that name is somebody's: it makes room as any other thing that is not ours does.
      if isFolder(backup) { try setAside(backup, calls: calls) }
      try calls.rename(link, backup)
      // Both are names of one file where a save was stopped behind this: then nothing was renamed.
      try? calls.unlink(link)
    } catch {
      try? calls.unlink(link)
      throw error
    }
  }

  /// Gives a file that is there a name beside it that is free, and returns that; nil where there is none.
  @discardableResult
  package static func setAside(
    _ path: String, of base: String? = nil, as word: String = kept, calls: SystemCalls
  ) throws(SystemError) -> String? {
    guard FileState(path) != nil else { return nil }
    let name = freeName(base ?? path, word)
    try calls.rename(path, name)
    return name
  }

  /// Whether a folder, and not a link to one, has that name.
  private static func isFolder(_ path: String) -> Bool {
    var s = stat()
    return lstat(path.systemPath, &s) == 0 && s.st_mode & S_IFMT == S_IFDIR
  }

  /// The end of a name while the file is written.
  package static let temporary = ".tmp"

  /// Ends of names: not used, so that `stylet recover` looks there; damaged, and used as far as it goes; used.
  package static let kept = ".kept", damaged = ".damaged", taken = ".taken"

  /// `.kept`, `.kept2` …: the first of them that is free.
  private static func freeName(_ path: String, _ word: String = kept) -> String {
    var name = path + word
    var n = 1
    while FileState(name) != nil {
      n += 1
      name = path + word + "\(n)"
    }
    return name
  }

  /// Whether two files have the same bytes. Cost: both.
  package static func isSame(_ a: String, as b: String) -> Bool {
    guard let size = FileState(a)?.size, size == FileState(b)?.size else { return false }
    guard let hash = try? ScanIdentity.sha256(of: a) else { return false }
    return (try? ScanIdentity.sha256(of: b)) == hash
  }

  /// What was set aside of a file and not used, the oldest first.
  package static func keptNames(_ path: String) -> [String] {
    let folder = folder(of: path), start = path.lastPathPart + kept
    let names = Paths.names(in: folder) ?? []
    let numbered = names.compactMap { name -> (n: Int, name: String)? in
      guard name.hasPrefix(start) else { return nil }
      let rest = name.dropFirst(start.count)
      return rest.isEmpty ? (1, name) : Int(rest).map { ($0, name) }
    }
    return numbered.sorted { $0.n < $1.n }.map { folder.appendingPath($0.name) }
  }

  /// - Throws: ``Failure`` when it cannot be said: a folder without permission, a bad disk.
  package static func isThere(_ path: String) throws -> Bool {
    var s = stat()
    if stat(path.systemPath, &s) == 0 { return true }
    if errno == ENOENT || errno == ENOTDIR { return false }
    throw SystemError(call: .open, code: errno, path: path).failure(words("error.cannot-look"), about: path)
  }

  /// Gives the file at `path`, whatever its size, a further name beside it that is free, and returns that. To be used
  /// where the file itself is then replaced, and not written on.
  package static func keepAside(_ path: String, as word: String, calls: SystemCalls) throws(SystemError) -> String {
    let name = freeName(path, word)
    try keep(path, as: name, calls: calls)
    return name
  }

  /// Keeps `bytes`, the content of the file at `path`, under a name beside it that is free, and returns that.
  package static func keepAside(_ bytes: [UInt8], of path: String, calls: SystemCalls) throws(SystemError) -> String {
    let kept = freeName(path)
    try replace(kept, with: bytes, backup: nil, calls: calls)
    return kept
  }

  /// Writes bytes of one file behind what another has.
  package static func copy(
    _ source: String, _ range: Range<Int>, to file: Int32, _ path: String, calls: SystemCalls
  ) throws(SystemError) {
    let from = open(source.systemPath, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard from >= 0 else { throw SystemError(call: .open, code: errno, path: source) }
    defer { close(from) }
    try copy(from, source, range, to: file, path, calls: calls)
  }

  /// The same of an open file. Cost: the bytes, a MB in memory at a time.
  package static func copy(
    _ from: Int32, _ source: String, _ range: Range<Int>, to file: Int32, _ path: String, calls: SystemCalls
  ) throws(SystemError) {
    var at = range.lowerBound
    while at < range.upperBound {
      let wanted = min(range.upperBound - at, 1 << 20)
      let bytes = try part(of: from, source, at..<at + wanted)
      try calls.write(bytes, to: file, path)
      at += wanted
    }
  }

  /// These bytes of an open file.
  package static func part(of file: Int32, _ path: String, _ range: Range<Int>) throws(SystemError) -> [UInt8] {
    var code: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
      count = 0
      while count < range.count {
        let n = pread(file, buffer.baseAddress! + count, range.count - count, off_t(range.lowerBound + count))
        if n < 0, errno == EINTR { continue }
        if n <= 0 {
          code = n < 0 ? errno : EIO  // shorter than it was
          return
        }
        count += n
      }
    }
    guard code == 0 else { throw SystemError(call: .sync, code: code, path: path) }
    return bytes
  }

  package static func folder(of path: String) -> String {
    let folder = path.pathFolder
    return folder.isEmpty ? "." : folder
  }
}
