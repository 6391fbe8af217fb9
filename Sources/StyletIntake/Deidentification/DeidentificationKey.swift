import StyletBase
import StyletDICOM
import StyletFiles

/// The site's secret that pseudonyms are drawn by: a file that stays there.
public struct DeidentificationKey: Sendable {
  private let bytes: [UInt8]

  package var pseudonyms: Pseudonyms { Pseudonyms(key: bytes) }

  /// What a report names it by; it does not tell the key.
  public var id: String { String(sha256(Array("stylet deidentification key|".utf8) + bytes).prefix(16)) }

  /// 16 bytes or more of whatever kind; blanks and line ends around them are none of it.
  /// - Throws: a ``Failure``: not there, too short.
  public static func read(_ path: String) throws -> DeidentificationKey {
    guard Paths.exists(path) else {
      throw Failure(
        .noInput, path: path, words("deidentify.no-key"), advice: words("deidentify.no-key-advice"))
    }
    let content = try SafeFile.read(path, limit: 1 << 20).bytes
    let isText: (UInt8) -> Bool = { $0 > 0x20 }
    guard let first = content.firstIndex(where: isText), let last = content.lastIndex(where: isText),
      last - first + 1 >= 16
    else {
      throw Failure(
        .badData, path: path, words("deidentify.short-key"), advice: words("deidentify.no-key-advice"))
    }
    return DeidentificationKey(bytes: Array(content[first...last]))
  }

  /// A new one, of the system's randomness, in a file that is the owner's alone. What is there already stays.
  public static func make(_ path: String) throws {
    guard !Paths.exists(path) else { return }
    var source = SystemRandomNumberGenerator()
    let bytes = (0..<32).map { _ in UInt8.random(in: 0...255, using: &source) }
    try OutputFile.write(Array((KeyedHash.text(bytes) + "\n").utf8), to: path)
  }
}
