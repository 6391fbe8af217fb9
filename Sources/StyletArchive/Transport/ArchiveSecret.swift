import Glibc
import StyletBase
import StyletProject

/// Passwords and tokens: read where they are kept, given to the library alone. No message has one.
enum ArchiveSecret {
  private static let most = 1 << 16

  /// The first line.
  /// - Throws: a ``Failure``: not there, open to others, or empty.
  static func read(_ secret: ArchiveWeb.Secret?, archive: String) throws -> String {
    let bytes: [UInt8]
    switch secret {
    case nil: throw empty(archive)
    case .file(let path):
      var s = stat()
      if stat(path.systemPath, &s) == 0, s.st_mode & 0o077 != 0 {
        throw Failure(
          .noPermission, path: path, words("archive.open-secret"), advice: words("archive.open-secret-advice"))
      }
      bytes = try SafeFile.read(path, limit: most).bytes
    case .command(let command):
      do {
        bytes = Array(try CommandRun.answer(of: command, name: command[0], seconds: 60, most: most).utf8)
      } catch {
        // What it said may be the secret.
        throw Failure(
          .io, path: archive, words("archive.secret-command", ["command": command[0]]),
          advice: words("archive.secret-command-advice"))
      }
    }
    let line = bytes.prefix { $0 != 10 && $0 != 13 }
    guard !line.isEmpty, let text = String(validating: line, as: UTF8.self), !text.contains("\0") else {
      throw empty(archive)
    }
    return text
  }

  private static func empty(_ archive: String) -> Failure {
    Failure(.badData, path: archive, words("archive.empty-secret"), advice: words("archive.empty-secret-advice"))
  }
}
