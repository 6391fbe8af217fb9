import StyletBase

/// The coordinator's secret, 32 bytes: who has it can tell which case an alias stands for.
public struct StudyKey: Sendable {
  let bytes: [UInt8]

  /// Another one each time, of the system's own randomness: on Linux that of getrandom(2).
  public static func make() -> StudyKey {
    var source = SystemRandomNumberGenerator()
    return StudyKey(bytes: (0..<32).map { _ in UInt8.random(in: 0...255, using: &source) })
  }

  package init(bytes: [UInt8]) { self.bytes = bytes }

  /// What `study.json` names it by; it does not tell the key.
  public var id: String { String(sha256(Array("stylet study key|".utf8) + bytes).prefix(16)) }

  package func hash(_ message: String) -> [UInt8] { KeyedHash.of(Array(message.utf8), key: bytes) }

  // MARK: File

  /// One line: 64 hexadecimal digits.
  var text: [UInt8] { Array((KeyedHash.text(bytes) + "\n").utf8) }

  /// - Parameter id: the key that the study names; nil for any.
  /// - Throws: a ``Failure``: not there, no key, another study's.
  package static func read(_ path: String, id: String?) throws -> StudyKey {
    guard Paths.exists(path) else {
      throw Failure(.noInput, path: path, words("error.study.no-key"), advice: words("error.study.no-key-advice"))
    }
    let text = try SafeFile.read(path, limit: 1024).bytes.filter { $0 > 32 }
    let digits = text.compactMap { Character(Unicode.Scalar($0)).isASCII ? hexDigit($0) : nil }
    guard text.count == 64, digits.count == 64 else {
      throw Failure(.badData, path: path, words("error.study.bad-key"), advice: words("error.study.no-key-advice"))
    }
    let key = StudyKey(bytes: stride(from: 0, to: 64, by: 2).map { digits[$0] << 4 | digits[$0 + 1] })
    guard id == nil || key.id == id else {
      throw Failure(.badData, path: path, words("error.study.other-key"), advice: words("error.study.no-key-advice"))
    }
    return key
  }

  private static func hexDigit(_ b: UInt8) -> UInt8? {
    switch b {
    case 48...57: b - 48
    case 97...102: b - 87
    default: nil
    }
  }
}
