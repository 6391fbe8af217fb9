import Glibc

/// Folders that are made, left and taken away.
extension Paths {
  /// Where files of a moment go: `TMPDIR`, or `/tmp`.
  static var temporary: String { environment("TMPDIR") ?? "/tmp" }

  /// The user's own folder: `HOME`, else what the system knows; "/" where it knows nothing.
  package static var home: String {
    if let home = environment("HOME") { return home }
    guard let user = getpwuid(getuid()), let folder = user.pointee.pw_dir else { return "/" }
    return text(folder)
  }

  /// Variables of the environment that are paths: those that are set.
  public static func environment(_ names: [String]) -> [String: String] {
    names.reduce(into: [:]) { all, name in all[name] = getenv(name).map { text($0) } }
  }

  private static func environment(_ name: String) -> String? {
    environment([name])[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Makes a folder of a new name that nobody else may look into.
  /// - Parameter beginning: of its name.
  /// - Throws: a ``Failure`` where it cannot be made.
  public static func makeTemporaryFolder(_ beginning: String = "stylet-") throws -> String {
    var path = temporary.appendingPath(beginning + "XXXXXX").systemPath
    guard mkdtemp(&path) != nil else {  // 0700
      throw Failure(
        .cannotCreate, path: temporary,
        words("error.no-temporary-folder", ["why": SystemReason.said(errno)]),
        advice: words("error.no-temporary-folder-advice"))
    }
    return text(path)
  }

  /// Makes a folder where there is none, for its owner alone unless another mode is given.
  /// - Parameter advice: what to do where it cannot be made.
  /// - Throws: a ``Failure`` that names it.
  package static func makeFolder(_ path: String, mode: mode_t = 0o700, advice: String? = nil) throws {
    guard mkdir(path.systemPath, mode) != 0, errno != EEXIST || !isFolder(path) else { return }
    throw Failure(.cannotCreate, path: path, words("error.no-folder", ["why": SystemReason.said(errno)]), advice: advice)
  }

  /// Takes a file away, or a folder with all that is in it. Links are taken away, not followed. What cannot be taken
  /// away stays.
  public static func remove(_ path: String) {
    var status = stat()
    guard lstat(path.systemPath, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      unlink(path.systemPath)
      return
    }
    for name in names(in: path) ?? [] { remove(path.appendingPath(name)) }
    rmdir(path.systemPath)
  }

  /// Bytes on the disk that a path lies on: those that a user without rights of his own may still write, and all. nil
  /// where the system does not say.
  public static func room(at path: String) -> (free: Int, all: Int)? {
    var disk = statvfs()
    guard statvfs(path.systemPath, &disk) == 0 else { return nil }
    func bytes(_ blocks: some BinaryInteger) -> Int {
      let (bytes, isTooMany) = Int(clamping: blocks).multipliedReportingOverflow(by: Int(clamping: disk.f_frsize))
      return isTooMany ? .max : bytes
    }
    return (bytes(disk.f_bavail), bytes(disk.f_blocks))
  }
}
