import Glibc
import StyletBase

/// The files of a folder, sorted by path; hidden ones are left out.
struct FolderWalk: Sendable {
  private(set) var files: [String] = []
  /// Folders in it that were not searched, sorted by path.
  private(set) var folders: [String] = []
  /// Folders within that may not be read.
  private(set) var failures: [Failure] = []

  /// - Parameter deep: also the files of folders within. Links to files are followed, links to folders are not:
  ///   they may lead in a circle.
  /// - Parameter look: called for each folder; throw to give up.
  /// - Throws: ``Failure`` when the folder itself may not be read, or more is in it than in a scan (``FolderBound``).
  init(_ folder: String, deep: Bool, look: () throws -> Void = {}) throws {
    var waiting = [(path: folder, depth: 0)], count = try FolderCount(folder, .scan)
    while let (next, depth) = waiting.popLast() {
      try look()
      guard try count.enters(next, depth: depth) else { continue }
      guard let directory = opendir(next.systemPath) else {
        let failure = Failure(
          errno == ENOENT ? .noInput : .noPermission, path: next, SystemReason.said(errno).lowercased(),
          advice: "check its permissions")
        if next == folder { throw failure }
        failures.append(failure)
        continue
      }
      defer { closedir(directory) }
      while let entry = readdir(directory) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { Paths.text($0) }
        }
        if name.hasPrefix(".") { continue }
        try count.meet()
        let path = next.appendingPath(name)
        var kind = Int32(entry.pointee.d_type)
        if kind == Int32(DT_UNKNOWN) { kind = Self.kind(path, lstat) }
        if kind == Int32(DT_LNK), Self.kind(path, stat) == Int32(DT_REG) { kind = Int32(DT_REG) }
        if kind == Int32(DT_REG) { files.append(path) }
        if kind == Int32(DT_DIR) { if deep { waiting.append((path, depth + 1)) } else { folders.append(path) } }
      }
    }
    files.sort()
    folders.sort()
  }

  /// What readdir would say of the kind; some file systems do not.
  private static func kind(
    _ path: String, _ look: (UnsafePointer<CChar>, UnsafeMutablePointer<stat>) -> Int32
  ) -> Int32 {
    var status = stat()
    guard look(path.systemPath, &status) == 0 else { return Int32(DT_UNKNOWN) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return Int32(DT_REG)
    case S_IFDIR: return Int32(DT_DIR)
    case S_IFLNK: return Int32(DT_LNK)
    default: return Int32(DT_UNKNOWN)
    }
  }
}
