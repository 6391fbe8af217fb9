import StyletImaging

/// What a scan on the disk is, for those who hold projects and cannot read scans.
public struct ScanProbe {
  /// From the scan's header.
  package let grid: (_ scan: String, _ choice: ScanChoice) throws -> VoxelGrid
  /// The hash of its content, as it is computed when it is drawn on, and as earlier versions did where that differs.
  let identities: (_ scan: String, _ choice: ScanChoice) throws -> [String]
  /// ``ScanIdentity/fingerprint(ofFiles:)``; nil where it cannot be told.
  package let sample: (_ scan: String, _ choice: ScanChoice) throws -> String?

  public init(
    grid: @escaping (_ scan: String, _ choice: ScanChoice) throws -> VoxelGrid,
    identities: @escaping (_ scan: String, _ choice: ScanChoice) throws -> [String],
    sample: @escaping (_ scan: String, _ choice: ScanChoice) throws -> String?
  ) {
    (self.grid, self.identities, self.sample) = (grid, identities, sample)
  }

  /// Whether what a project states is of the scan at a path; nil where it states nothing but a grid.
  /// - Throws: where the scan cannot be read. Cost: all of the scan.
  package func fits(_ stated: ScanReference, at scan: String) throws -> Bool? {
    guard try grid(scan, stated.choice).mismatch(with: stated.grid) == nil else { return false }
    if let sha256 = stated.sha256 { return try identities(scan, stated.choice).contains(sha256) }
    guard let fingerprint = stated.fingerprint, let own = try sample(scan, stated.choice) else { return nil }
    return fingerprint == own
  }
}
