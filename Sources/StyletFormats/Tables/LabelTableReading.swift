import StyletBase
import StyletFiles
import StyletImaging

/// A file that says what the values of a mask mean, and holds no voxels.
public protocol LabelTableReader: Sendable {
  var name: String { get }
  func recognises(_ probe: FileProbe) -> Bool
  /// Ascending by value, each once.
  /// - Throws: a ``Failure`` with the line or the place in the JSON.
  func readTable(_ path: String) throws -> [Segment]
}

/// JSON files, whole.
enum JSONFile {
  /// More than any table or slices of a scan need.
  static let limit = 1 << 26

  static func read(_ path: String) throws -> JSONValue {
    let file = try InputFile(path)
    guard file.size <= limit else {
      throw Failure(.badData, "a JSON file of \(file.size) bytes; at most \(limit) are read")
    }
    return try JSONValue(reading: file.bytes(upTo: file.size))
  }

  /// Whether a file begins as a JSON object and has one of these member names near its beginning.
  static func isLikely(_ probe: FileProbe, members: [String]) -> Bool {
    let head = String(decoding: probe.head, as: UTF8.self)
    guard head.first(where: { !$0.isWhitespace && $0 != "\u{feff}" }) == "{" else { return false }
    return members.contains { head.contains("\"\($0)\"") }
  }
}
