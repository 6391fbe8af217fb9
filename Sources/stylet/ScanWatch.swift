import StyletBase

/// Whether a scan that is open is still the one on the disk. Another one that was put in its place is another scan; one
/// that is gone for now, or was touched, is not.
struct ScanWatch {
  private var files: [(path: String, state: FileState?)]
  private let fingerprint: String
  private var isSaid = false

  /// - Parameters:
  ///   - parts: the files that the scan is made of.
  ///   - fingerprint: of them, as they were opened.
  init(_ parts: [String], fingerprint: String) {
    files = parts.map { ($0, FileState($0)) }
    self.fingerprint = fingerprint
  }

  /// Cost: a look at each file, and three short reads of each where one of them has changed.
  mutating func isReplaced() -> Bool { isReplaced(files.indices) }

  /// Whether that is so, and was not said before. Cost: a look at the first file and the last.
  mutating func turnsOutReplaced() -> Bool {
    guard !isSaid, let last = files.indices.last else { return false }
    isSaid = isReplaced(last > 0 ? [0, last] : [0])
    return isSaid
  }

  private mutating func isReplaced(_ looked: some Sequence<Int>) -> Bool {
    let changed = looked.filter { n in FileState(files[n].path).map { $0 != files[n].state } ?? false }
    guard !changed.isEmpty, let now = try? ScanIdentity.fingerprint(ofFiles: files.map(\.path)) else { return false }
    if now != fingerprint { return true }
    for n in changed { files[n].state = FileState(files[n].path) }
    return false
  }
}
