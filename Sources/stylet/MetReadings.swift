import Glibc
import StyletBase
import StyletCore
import StyletProject

/// The readings of one comparison, so that none is held against itself: that would be agreement, and mean nothing.
struct MetReadings {
  private struct Met {
    var path: String
    var digest: String
    var reader: String
    var audit: [AuditEntry]
    var ledger: ExtentLedger
  }

  private var met: [Met] = []

  /// Whether two arguments lead to one file or folder, by whatever name.
  /// - Throws: a ``Failure`` where they do. Cost: a look at each, nothing is read.
  static func check(_ paths: [String]) throws {
    var seen: [(path: String, id: [UInt64])] = []
    for path in paths {
      var s = stat()
      guard stat(path.systemPath, &s) == 0 else { continue }
      let id = [UInt64(truncatingIfNeeded: s.st_dev), UInt64(truncatingIfNeeded: s.st_ino)]
      if let other = seen.first(where: { $0.id == id }) { throw again(path, other.path) }
      seen.append((path, id))
    }
  }

  /// Takes in a reading of one scan that was opened.
  /// - Throws: a ``Failure`` where it is a copy of one before, or one reader's project at an earlier or later moment. Two
  ///   readers who drew nothing may have one and the same empty mask.
  /// - Returns: SHA-256 of its file.
  mutating func meet(_ path: String, _ opened: LabelledScan) throws -> String {
    let digest = try ScanIdentity.sha256(of: path), ledger = opened.session.ledger
    let project = opened.project
    for other in met {
      if other.digest == digest, project != nil || !ledger.labels.isEmpty { throw Self.again(path, other.path) }
      guard let project, !opened.reader.isEmpty, opened.reader == other.reader else { continue }
      if Self.isSame(project.audit, ledger, other) {
        throw Failure(
          .usage, path: path, words("cli.agree.same-project", ["other": other.path, "reader": opened.reader]),
          advice: words("cli.agree.same-advice"))
      }
    }
    met.append(Met(path: path, digest: digest, reader: opened.reader, audit: project?.audit ?? [], ledger: ledger))
    return digest
  }

  /// One trail is the beginning of the other, or they are one trail with the same drawn.
  private static func isSame(_ audit: [AuditEntry], _ ledger: ExtentLedger, _ other: Met) -> Bool {
    guard !audit.isEmpty, !other.audit.isEmpty else { return false }
    if audit == other.audit { return ledger == other.ledger }
    return audit.starts(with: other.audit) || other.audit.starts(with: audit)
  }

  private static func again(_ path: String, _ other: String) -> Failure {
    Failure(.usage, path: path, words("cli.agree.same", ["other": other]), advice: words("cli.agree.same-advice"))
  }
}
