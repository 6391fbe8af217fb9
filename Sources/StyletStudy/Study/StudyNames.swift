import Glibc
import StyletBase

/// A name that becomes a part of a path: checked when it is made, so that no file can lead elsewhere by it.
public protocol StudyName: Hashable, Sendable, Comparable, CustomStringConvertible {
  var text: String { get }
  /// nil where the text is none.
  init?(_ text: String)
  /// What it has to be, for messages.
  static var wanted: String { get }
}

extension StudyName {
  public var description: String { text }
  public static func < (a: Self, b: Self) -> Bool { a.text.utf8.lexicographicallyPrecedes(b.text.utf8) }
}

/// Letters, digits, `-`, `_` and `.`; at most 64, the first a letter or a digit: no separator, no hidden file.
private func isPathName(_ text: String) -> Bool {
  guard (1...64).contains(text.utf8.count), let first = text.utf8.first else { return false }
  func isLetter(_ b: UInt8) -> Bool { (48...57).contains(b) || (65...90).contains(b) || (97...122).contains(b) }
  return isLetter(first) && text.utf8.allSatisfy { isLetter($0) || $0 == 45 || $0 == 46 || $0 == 95 }
}

/// What a study calls a case: never shown to a reader.
public struct CaseID: StudyName {
  public let text: String
  public static let wanted = "a case: letters, digits, - _ . (at most 64, the first a letter or digit)"

  public init?(_ text: String) {
    guard isPathName(text) else { return nil }
    self.text = text
  }
}

/// What a study calls a reader: the name of the reader's folder. Small letters alone, since some disks tell no others.
public struct ReaderName: StudyName {
  public let text: String
  public static let wanted = "a reader: small letters, digits, - _ . (at most 64, the first a letter or digit)"

  public init?(_ text: String) {
    guard isPathName(text), !text.utf8.contains(where: { (65...90).contains($0) }) else { return nil }
    self.text = text
  }
}

/// A machine, as the names of event logs have it.
public struct HostName: StudyName {
  public let text: String
  public static let wanted = "a machine: small letters, digits, - (at most 64)"

  public init?(_ text: String) {
    guard isPathName(text), !text.utf8.contains(where: { (65...90).contains($0) || $0 == 46 || $0 == 95 }) else {
      return nil
    }
    self.text = text
  }

  /// This one's, with `-` for what may not stand there.
  public static var here: HostName {
    var name = [CChar](repeating: 0, count: 257)
    guard gethostname(&name, name.count - 1) == 0 else { return HostName("localhost")! }
    let letters = Paths.text(name).lowercased().utf8.map { b in
      (48...57).contains(b) || (97...122).contains(b) ? b : UInt8(ascii: "-")
    }
    return HostName(String(decoding: letters.drop { $0 == 45 }.prefix(64), as: UTF8.self)) ?? HostName("localhost")!
  }
}

/// What a reader knows a reading by: it says nothing of the case, and of no other reading.
public struct Alias: StudyName {
  public let text: String
  public static let length = 8
  public static let wanted = "an alias: 8 of 2 3 4 6 7 9 c d f g h j k m n p r t v w x y"
  /// Without letters that look alike (0 O, 1 l I, 5 S, 8 B), and without vowels: no alias is a word.
  static let letters = [UInt8]("234679cdfghjkmnprtvwxy".utf8)

  public init?(_ text: String) {
    guard text.utf8.count == Self.length, text.utf8.allSatisfy(Self.letters.contains) else { return nil }
    self.text = text
  }

  /// The folder that its project lies in: no folder gets ten thousand files.
  public var folder: String { String(text.prefix(2)) }

  /// What stands for a digest of a scan where nothing may tell the scan.
  func blinded(_ digest: String) -> String { sha256(Array("stylet study scan|\(self)|\(digest)".utf8)) }

  /// HMAC(key, reader | case | occasion), told in letters.
  /// - Parameter occasion: 1 for a reader's first reading of the case, 2 for the repeat.
  /// - Parameter attempt: 0, and one more for each alias that was taken already.
  package init(of reader: ReaderName, _ case: CaseID, occasion: Int, attempt: Int = 0, key: StudyKey) {
    var letters: [UInt8] = [], round = 0
    while letters.count < Self.length {
      let message = ["alias", reader.text, `case`.text, "\(occasion)", "\(attempt)", "\(round)"].joined(separator: "|")
      // The largest multiple of the letters below 256: all are equally likely.
      let usable = 256 / Self.letters.count * Self.letters.count
      letters += key.hash(message).filter { Int($0) < usable }.map { Self.letters[Int($0) % Self.letters.count] }
      round += 1
    }
    text = String(decoding: letters.prefix(Self.length), as: UTF8.self)
  }
}
