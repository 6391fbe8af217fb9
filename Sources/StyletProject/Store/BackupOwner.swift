import StyletBase

/// Whose the backup is of a project that cannot be read: by what is left of the project, and by the scan that is there.
enum BackupOwner {
  /// Whether a backup is of another scan than the project at its side; false where nothing says so.
  /// - Parameters:
  ///   - project: what is left of it; nil where it is gone.
  ///   - probe: cost: all of the scan.
  static func isForeign(
    _ backup: Project, to files: ProjectFiles, project: [UInt8]?, _ probe: ScanProbe?
  ) -> Bool {
    let isStated = project.flatMap { isOfTheSameScan(StatedScan($0), backup.scan) }
    if isStated == true { return false }
    if let probe, let scan = scan(of: backup, files), let fits = (try? probe.fits(backup.scan, at: scan)) ?? nil {
      return !fits
    }
    return isStated == false
  }

  /// Whether the beginning of the file at a path states the scan that a project states.
  static func isSameScan(_ backup: String, as scan: ScanReference) -> Bool {
    guard let head = try? SafeFile.beginning(of: backup, StatedScan.room) else { return false }
    return isOfTheSameScan(StatedScan(head), scan) == true
  }

  /// nil where the two have nothing to be compared by. One of two hashes is enough: versions have made them otherwise.
  private static func isOfTheSameScan(_ stated: StatedScan, _ other: ScanReference) -> Bool? {
    let pairs = [(stated.sha256, other.sha256), (stated.fingerprint, other.fingerprint)]
    let known = pairs.compactMap { a, b in a.flatMap { a in b.map { a == $0 } } }
    return known.isEmpty ? nil : known.contains(true)
  }

  /// The scan that the backup names, or else the one that the project has its name of.
  private static func scan(of backup: Project, _ files: ProjectFiles) -> String? {
    let named = ProjectFiles.absolute(backup.scan.path, from: files.project)
    return Paths.exists(named) ? named : files.scansBeside.first(where: Paths.exists)
  }
}

/// What the beginning of a project's file says of its scan, whatever has become of the rest.
struct StatedScan {
  let sha256: String?
  let fingerprint: String?
  /// The scan's statement stands near the beginning.
  static let room = 4096

  init(_ bytes: [UInt8]) {
    let head = bytes.prefix(Self.room)
    let isProject = head.firstRange(of: Array(Project.format.utf8)) != nil
    sha256 = isProject ? Self.hash("sha256", head) : nil
    fingerprint = isProject ? Self.hash("fingerprint", head) : nil
  }

  private static func hash(_ name: String, _ head: ArraySlice<UInt8>) -> String? {
    guard let at = head.firstRange(of: Array("\"\(name)\"".utf8)) else { return nil }
    let value = head[at.upperBound...].drop { $0 <= 32 || $0 == UInt8(ascii: ":") }
    guard value.first == UInt8(ascii: "\"") else { return nil }
    let text = value.dropFirst().prefix { $0 != UInt8(ascii: "\"") }
    return text.count == 64 ? String(decoding: text, as: UTF8.self) : nil
  }
}

extension ScanMatch {
  /// Whether a file beside the project is a project of another scan, by what its beginning says of its own; false where
  /// that is not known.
  func isForeign(_ path: String) -> Bool {
    guard let own = fingerprint, let head = try? SafeFile.beginning(of: path, StatedScan.room) else { return false }
    return StatedScan(head).fingerprint.map { $0 != own } ?? false
  }
}
