import Foundation

extension SourceGraph {
  /// Of all Swift files below a folder.
  public init(folder: String) throws {
    var sources: [String: [UInt8]] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder) where path.hasSuffix(".swift") {
      sources[path] = try [UInt8](Data(contentsOf: URL(fileURLWithPath: folder + "/" + path)))
    }
    self.init(sources)
  }
}
