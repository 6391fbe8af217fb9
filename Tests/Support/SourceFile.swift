import Foundation

/// A Swift file of `Sources`, as tests read it.
public struct SourceFile {
  /// Under `Sources`.
  public let name: String
  public let text: String

  private static let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../Sources").standardized.path

  /// The text of any file under `Sources`.
  public static func text(_ name: String) throws -> String {
    try String(contentsOfFile: sources + "/" + name, encoding: .utf8)
  }

  /// Those of modules, or all.
  public static func all(_ modules: [String]? = nil) throws -> [SourceFile] {
    let names = (FileManager.default.subpaths(atPath: sources) ?? []).filter { name in
      name.hasSuffix(".swift") && modules?.contains { name.hasPrefix($0 + "/") } ?? true
    }
    return try names.sorted().map { SourceFile(name: $0, text: try text($0)) }
  }
}
