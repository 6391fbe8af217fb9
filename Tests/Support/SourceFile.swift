import Foundation

/// A Swift file of `Sources`, as tests read it.
public struct SourceFile {
  /// Under `Sources`.
  public let name: String
  public let text: String

  /// Those of modules.
  public static func all(_ modules: [String]) throws -> [SourceFile] {
    let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../Sources")
      .standardized.path
    return try modules.flatMap { module in
      let folder = sources + "/" + module
      let files = (FileManager.default.subpaths(atPath: folder) ?? []).filter { $0.hasSuffix(".swift") }.sorted()
      return try files.map {
        SourceFile(name: module + "/" + $0, text: try String(contentsOfFile: folder + "/" + $0, encoding: .utf8))
      }
    }
  }
}
