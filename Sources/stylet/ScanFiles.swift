import StyletBase

/// The files of a scan as they are before it is read. Another scan that is put in their place meanwhile would give its
/// name and its digest to what is drawn on, or counted of, voxels that are not its own.
struct ScanFiles {
  private let path: String
  private let before: [String: FileState]

  /// Cost: a look at the file, or at each file of the folder; folders within it are not looked at.
  init(_ path: String) {
    self.path = path
    let files = Paths.isFolder(path) ? (Paths.names(in: path) ?? []).map { path.appendingPath($0) } : [path]
    before = files.reduce(into: [:]) { $0[$1] = FileState($1) }
  }

  /// What tells the scan that was read from others: its fingerprint, its digests.
  /// - Parameters:
  ///   - parts: the files that the scan turned out to be made of.
  ///   - identify: reads it of them.
  /// - Throws: ``Failure`` where one of them is not the file that it was; what `identify` throws.
  func identified<T>(_ parts: [String], by identify: () throws -> T) throws -> T {
    let identity = try identify()
    for part in parts {
      guard let state = before[part], FileState(part) != state else { continue }
      throw Failure(.badData, path: path, words("error.scan-changed"), advice: words("error.input.try-later"))
    }
    return identity
  }
}
