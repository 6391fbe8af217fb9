import Foundation
import StyletCore
import StyletFormats

/// Scans and masks as subcommands meet them: found by content, read with progress, checked against each other.
enum Scans {
  /// Said first: what a missing file might have been does not matter.
  static func mustExist(_ path: String) throws {
    guard Paths.exists(path) else {
      throw Failure(.noInput, path: path, "there is no such file or folder", advice: "check the path")
    }
  }

  static func describe(_ path: String, _ choice: ScanChoice) throws -> ImageDescription {
    let line = ProgressLine(path)
    defer { line.finish() }
    return try FormatRegistry.standard.describe(path, ReadOptions(choice: choice) { line.update($0) })
  }

  static func read(_ path: String, _ choice: ScanChoice) throws -> LoadedImage {
    let line = ProgressLine(path)
    defer { line.finish() }
    return try FormatRegistry.standard.read(path, ReadOptions(choice: choice) { line.update($0) })
  }

  /// What tells the scan's content from another's. Reads everything.
  static func identity(of path: String, progress: (Int) throws -> Void = { _ in }) throws -> String {
    if let parts = try FormatRegistry.parts(of: path) {
      return try ScanIdentity.sha256(ofFiles: parts, progress: progress)
    }
    return try ScanIdentity.sha256(of: path, progress: progress)
  }

  /// What is said of a scan in a program's answer. Reads everything.
  static func facts(_ path: String, _ grid: VoxelGrid) throws -> ScanFacts {
    ScanFacts(name: (path as NSString).lastPathComponent, sha256: try identity(of: path), grid: grid)
  }

  /// Begins to read, for those who show how far it is themselves.
  static func begin(_ path: String, _ choice: ScanChoice) throws -> ArrivingImage {
    try FormatRegistry.standard.begin(path, ReadOptions(choice: choice))
  }

  static func writer(for path: String) throws -> any ImageWriter { try FormatRegistry.standard.writer(for: path) }

  /// "ct.nii.gz", "-truth" → "ct-truth.nii.gz".
  static func beside(_ path: String, _ suffix: String) -> String {
    let name = path.lastPathPart
    let dot = name.hasSuffix(".gz") ? (name.dropLast(3).lastIndex(of: ".") ?? name.endIndex) : name.lastIndex(of: ".")
    let at = dot ?? name.endIndex
    return path.pathFolder.appendingPath(name[..<at] + suffix + name[at...])
  }
}
