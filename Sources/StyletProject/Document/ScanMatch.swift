import StyletBase
import StyletImaging

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
    return words("error.same-grid", ["content": Self.otherContent])
  }

  /// What other hashes say: they are of the files' bytes, and do not tell a voxel from a name in a header.
  static var otherContent: String { words("error.other-content") }

  /// That a project is of this scan.
  /// - Parameter scan: the path that the scan was opened at, for the message.
  func check(_ reference: ScanReference, of project: String, against scan: String) throws {
    guard let mismatch = mismatch(reference.grid, reference.fingerprint) else { return }
    throw Self.failure(project, scan, mismatch)
  }

  /// The way out of every mismatch.
  static var advice: String { words("error.advice.right-scan") }

  static func failure(_ project: String, _ scan: String, _ mismatch: String) -> Failure {
    Failure(.badData, path: project, words("error.not-this-scan",
      ["scan": scan, "difference": mismatch]), at: "scan", advice: advice)
  }
}

extension ScanReference {
  var match: ScanMatch { ScanMatch(grid: grid, fingerprint: fingerprint) }

  /// How the scan of another project, opened as well, differs from this one's, in words; nil where nothing speaks
  /// against their being one, wherever their files lie.
  public func mismatch(with other: ScanReference) -> String? {
    if let mismatch = match.mismatch(other.grid, other.fingerprint) { return mismatch }
    guard let own = sha256, let other = other.sha256, own != other else { return nil }
    return ScanMatch.otherContent
  }
}
