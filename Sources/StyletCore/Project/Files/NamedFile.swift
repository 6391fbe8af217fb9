import Foundation

/// A small file that a user names: keys to play, a key map, a model. Never more of it is read than it may have, and a
/// pipe that nobody writes to does not make the program wait.
public enum NamedFile {
  /// - Parameter limit: the most bytes that it may have.
  /// - Throws: ``Failure``: not there, may not be read, not a file, too large.
  public static func bytes(_ path: String, limit: Int) throws -> [UInt8] {
    // What the caller hands over is read as it comes.
    guard path == "/dev/stdin" || path.hasPrefix("/dev/fd/") else { return try SafeFile.read(path, limit: limit).bytes }
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw Failure(.noInput, path: path, "cannot be opened", advice: "give the path of a file")
    }
    defer { try? file.close() }
    var all: [UInt8] = []
    while let more = try? file.read(upToCount: 1 << 16), !more.isEmpty {
      all += more
      guard all.count <= limit else {
        throw Failure(.badData, path: path, "has more than \(limit) bytes", advice: "check that it is the right file")
      }
    }
    return all
  }

  /// - Parameters:
  ///   - kind: what it should be: "a script".
  ///   - advice: what to do where it is no text.
  public static func text(_ path: String, limit: Int, kind: String, advice: String) throws -> String {
    guard let text = String(validating: try bytes(path, limit: limit), as: UTF8.self) else {
      throw Failure(.badData, path: path, "is not \(kind): it must be UTF-8 text", advice: advice)
    }
    return text
  }
}
