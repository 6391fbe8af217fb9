import Glibc

/// What tells one scan from another whatever its name: a SHA-256 of its content.
public enum ScanIdentity {
  /// Of a file: its bytes' hash (of a header with its voxels in another file: the header's). Of a folder: the
  /// hash over the sorted hashes of all files in it, so that names do not matter. Lower-case hexadecimal.
  ///
  /// Hidden files and those of projects do not count: a project that lies in the scan's folder changes at each save.
  ///
  /// Reads everything; run it in the background and give up through `progress`, which is called with the
  /// bytes read so far.
  /// - Throws: ``Failure``, or what `progress` throws.
  public static func sha256(of path: String, progress: (Int) throws -> Void = { _ in }) throws -> String {
    guard Paths.exists(path) else {
      throw Failure(.noInput, path: path, words("error.no-scan"), advice: words("error.advice.check-path"))
    }
    var total = 0
    guard Paths.isFolder(path) else { return hexadecimal(try hash(path, &total, progress)) }
    var paths: [String] = []
    var folders = [path]
    while let folder = folders.popLast() {
      for name in Paths.names(in: folder) ?? [] where !name.hasPrefix(".") {
        let file = folder.appendingPath(name)
        var s = stat()
        guard lstat(file.systemPath, &s) == 0 else { continue }
        if s.st_mode & S_IFMT == S_IFDIR { folders.append(file) }
        if s.st_mode & S_IFMT == S_IFREG, !isOfProject(name) { paths.append(file) }
      }
    }
    return try sha256(ofFiles: paths, progress: progress)
  }

  /// Of the files that make up a scan: the hash over their sorted hashes.
  public static func sha256(ofFiles paths: [String], progress: (Int) throws -> Void = { _ in }) throws -> String {
    var total = 0
    let digests = try paths.map { try hash($0, &total, progress) }
    var all = SHA256()
    for digest in digests.sorted(by: { $0.lexicographicallyPrecedes($1) }) { all.update(data: digest) }
    return hexadecimal(all.finalize())
  }

  /// As ``sha256(ofFiles:progress:)``, of digests of the files that are known already, in hexadecimal.
  package static func sha256(ofDigests digests: [String]) -> String {
    var all = SHA256()
    for digest in digests.sorted() { all.update(data: bytes(ofHexadecimal: digest)) }
    return hexadecimal(all.finalize())
  }

  private static func bytes(ofHexadecimal text: String) -> [UInt8] {
    let digits = text.utf8.map { $0 < 58 ? $0 &- 48 : $0 &- 87 }
    return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }

  /// What tells scans apart at once, without reading all of them: the SHA-256 over each file's size, beginning, middle
  /// and end, whatever the files' names. Another scan under the same name has another one (of a gzip the end is the
  /// checksum of all); a change in the middle of an uncompressed file only ``sha256(ofFiles:progress:)`` finds.
  ///
  /// Cost: three short reads a file.
  /// - Throws: ``Failure`` naming a file that cannot be read.
  public static func fingerprint(ofFiles paths: [String]) throws -> String {
    let digests = try paths.map { SHA256.hash(data: try sample($0)) }
    var all = SHA256()
    for digest in digests.sorted(by: { $0.lexicographicallyPrecedes($1) }) { all.update(data: digest) }
    return hexadecimal(all.finalize())
  }

  private static func sample(_ path: String) throws -> [UInt8] {
    let file = open(path.systemPath, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else {
      throw SystemError(call: .open, code: errno, path: path).failure(words("error.cannot-read"), about: path)
    }
    defer { close(file) }
    var s = stat()
    guard fstat(file, &s) == 0 else {
      throw SystemError(call: .open, code: errno, path: path).failure(words("error.cannot-read"), about: path)
    }
    let size = max(Int(s.st_size), 0), part = 4096
    var bytes = Array("\(size) ".utf8)
    var buffer = [UInt8](repeating: 0, count: part)
    for at in [0, max(size / 2 - part / 2, 0), max(size - part, 0)] {
      let n = pread(file, &buffer, part, off_t(at))
      guard n >= 0 else {
        throw SystemError(call: .open, code: errno, path: path).failure(words("error.cannot-read"), about: path)
      }
      bytes += buffer[..<n]
    }
    return bytes
  }

  private static func isOfProject(_ name: String) -> Bool {
    (ProjectNames.endings + [ProjectNames.ending + ".bak"]).contains { name.hasSuffix($0) }
  }

  private static func hash(
    _ path: String, _ total: inout Int, _ progress: (Int) throws -> Void
  ) throws -> SHA256.Digest {
    let file = open(path.systemPath, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else {
      throw SystemError(call: .open, code: errno, path: path).failure(words("error.cannot-read"), about: path)
    }
    defer { close(file) }
    var hash = SHA256()
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let n = buffer.withUnsafeMutableBytes { read(file, $0.baseAddress!, $0.count) }
      if n < 0, errno == EINTR { continue }
      guard n >= 0 else {
        throw SystemError(call: .open, code: errno, path: path).failure(words("error.cannot-read"), about: path)
      }
      if n == 0 { return hash.finalize() }
      buffer.withUnsafeBytes { hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[..<n])) }
      total += n
      try progress(total)
    }
  }
}
