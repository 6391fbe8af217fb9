import StyletBase

/// What cases, patients, sites and readers are called outside the study: the same in every export of it, and nobody
/// without the study's key can tell whose name it is. Letters and digits alone, as BIDS wants them.
public struct ExportNames: Sendable {
  public enum Kind: String, Sendable {
    case `case` = "c", patient = "p", site = "s", reader = "r"
  }

  private let key: StudyKey
  private var known: [String: String] = [:]
  private var taken: Set<String> = []
  private static let length = 10

  public init(_ key: StudyKey) { self.key = key }

  /// HMAC(key, kind | name), told in letters. Of two that come to the same, which one in 10¹³ pairs does, the later
  /// gets another.
  public mutating func name(_ kind: Kind, of text: String) -> String {
    let message = "export \(kind.rawValue)|\(text)"
    if let name = known[message] { return name }
    for attempt in 0... {
      let name = kind.rawValue + letters("\(message)|\(attempt)")
      guard taken.insert(name).inserted else { continue }
      known[message] = name
      return name
    }
    return ""
  }

  private func letters(_ message: String) -> String {
    var letters: [UInt8] = [], round = 0
    // The largest multiple of the letters below 256: all are equally likely.
    let usable = 256 / Alias.letters.count * Alias.letters.count
    while letters.count < Self.length {
      letters += key.hash("\(message)|\(round)").filter { Int($0) < usable }.map {
        Alias.letters[Int($0) % Alias.letters.count]
      }
      round += 1
    }
    return String(decoding: letters.prefix(Self.length), as: UTF8.self)
  }
}
