/// Whether a scan and what was kept of one belong together: the one place that joins scan, project, backup, journal and
/// history, before anything of them is taken up.
struct ScanMatch {
  var grid: VoxelGrid
  /// nil where it is not known: by the grid alone then, as in earlier versions.
  var fingerprint: String?

  /// How it differs from what was kept, in words; nil where nothing speaks against it.
  func mismatch(_ grid: VoxelGrid, _ fingerprint: String?) -> String? {
    if let mismatch = self.grid.mismatch(with: grid) { return mismatch }
    guard let own = self.fingerprint, let other = fingerprint, own != other else { return nil }
    return "the same grid, and \(Self.otherContent)"
  }

  /// What other hashes say: they are of the files' bytes, and do not tell a voxel from a name in a header.
  static let otherContent = "another content of its files: voxels, or only words of a header"

  func fits(_ header: JournalHeader) -> Bool { mismatch(header.grid, header.scan) == nil }

  /// Whether a file beside the project is a project of another scan, by what its beginning says of its own; false where
  /// that is not known.
  func isForeign(_ path: String) -> Bool {
    guard let own = fingerprint, let head = try? SafeFile.beginning(of: path, StatedScan.room) else { return false }
    return StatedScan(head).fingerprint.map { $0 != own } ?? false
  }

  /// That a project is of this scan.
  /// - Parameter scan: the path that the scan was opened at, for the message.
  func check(_ reference: ScanReference, of project: String, against scan: String) throws {
    guard let mismatch = mismatch(reference.grid, reference.fingerprint) else { return }
    throw Self.failure(project, scan, mismatch)
  }

  /// The way out of every mismatch.
  static let advice =
    "put the right scan back, its headers, too, as they were; or give this one a project of its own: "
    + "`stylet open SCAN --project PATH`"

  static func failure(_ project: String, _ scan: String, _ mismatch: String) -> Failure {
    Failure(.badData, path: project, "was not drawn on this scan, \(scan): \(mismatch)", at: "scan", advice: advice)
  }
}

extension ScanReference {
  var match: ScanMatch { ScanMatch(grid: grid, fingerprint: fingerprint) }
}
