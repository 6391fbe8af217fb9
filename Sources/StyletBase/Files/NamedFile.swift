import Glibc

/// A small file that a user names: keys to play, a key map, a model. Never more of it is read than it may have, and a
/// pipe that nobody writes to does not make the program wait.
public enum NamedFile {
  /// - Parameter limit: the most bytes that it may have.
  /// - Throws: ``Failure``: not there, may not be read, not a file, too large.
  public static func bytes(_ path: String, limit: Int) throws -> [UInt8] {
    // What the caller hands over is read as it comes.
    guard path == "/dev/stdin" || path.hasPrefix("/dev/fd/") else { return try SafeFile.read(path, limit: limit).bytes }
    let file = open(path.systemPath, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      throw Failure(.noInput, path: path, words("error.not-opened"), advice: words("error.give-file"))
    }
    defer { close(file) }
    var all: [UInt8] = [], more = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let n = read(file, &more, more.count)
      if n < 0, errno == EINTR { continue }
      if n <= 0 { break }
      all += more[..<n]
      guard all.count <= limit else {
        throw Failure(.badData, path: path, words("error.too-many-bytes",
          ["limit": limit]), advice: words("error.right-file"))
      }
    }
    return all
  }

  /// - Parameters:
  ///   - kind: what it should be, in words: "a script".
  ///   - advice: what to do where it is no text.
  public static func text(_ path: String, limit: Int, kind: String, advice: String) throws -> String {
    guard let text = String(validating: try bytes(path, limit: limit), as: UTF8.self) else {
      throw Failure(.badData, path: path, words("error.not-text", ["kind": kind]), advice: advice)
    }
    return text
  }
}
