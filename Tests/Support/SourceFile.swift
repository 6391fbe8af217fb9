import Foundation

/// A Swift file of `Sources`, as tests read it.
public struct SourceFile {
  /// Under `Sources`.
  public let name: String
  public let text: String

  /// Those of modules, or all.
  public static func all(_ modules: [String]? = nil) throws -> [SourceFile] {
    let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../Sources")
      .standardized.path
    let names = (FileManager.default.subpaths(atPath: sources) ?? []).filter { name in
      name.hasSuffix(".swift") && modules?.contains { name.hasPrefix($0 + "/") } ?? true
    }
    return try names.sorted().map {
      SourceFile(name: $0, text: try String(contentsOfFile: sources + "/" + $0, encoding: .utf8))
    }
  }
}
