/// Another program that finds lesions or lungs, as a user's settings name it.
public struct Segmenter: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case lesions, lungs
  }

  public var name: String
  /// The program and what it is told, word by word; `{scan}` and `{labels}` stand for the two files.
  public var words: [String]
  /// It may take so long, s.
  public var seconds: Double
  public var kind: Kind
  /// What the values of its mask mean: a finding's code, or right, left or airway. Lungs need none: 1 is right, 2 left
  /// and 3 airway then.
  public var labels: [UInt8: String]

  public static let usualSeconds = 600.0
  package static let scan = "{scan}", mask = "{labels}"

  /// The command with the names of the files in it. A name is never split, whatever blanks are in it.
  public func words(scan: String, labels: String) -> [String] {
    words.map { word in
      var out = "", rest = word[...]
      while let brace = rest.firstIndex(of: "{") {
        out += rest[..<brace]
        rest = rest[brace...]
        if rest.hasPrefix(Self.scan) {
          out += scan
          rest = rest.dropFirst(Self.scan.count)
        } else if rest.hasPrefix(Self.mask) {
          out += labels
          rest = rest.dropFirst(Self.mask.count)
        } else {
          out += "{"
          rest = rest.dropFirst()
        }
      }
      return out + rest
    }
  }

  /// The words of a command: parted by blanks, those in 'single' or "double" quotes kept together. No shell sees them:
  /// no variables, no pipes, no patterns.
  /// - Returns: nil when a quote is not closed.
  package static func split(_ command: String) -> [String]? {
    var words: [String] = [], word: String?, quote: Character?
    for c in command {
      if let open = quote {
        if c == open { quote = nil } else { word = (word ?? "") + String(c) }
      } else if c == "'" || c == "\"" {
        quote = c
        word = word ?? ""
      } else if c == " " || c == "\t" || c == "\n" {
        if let done = word { words.append(done) }
        word = nil
      } else {
        word = (word ?? "") + String(c)
      }
    }
    if quote != nil { return nil }
    if let done = word { words.append(done) }
    return words
  }
}
