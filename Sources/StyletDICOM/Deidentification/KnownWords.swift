/// The words of which texts that leave consist: what the field calls parts of the body, phases, kernels, scanners.
struct KnownWords: Sendable {
  private let words: Set<String>

  /// - Parameter words: in capitals, without accents.
  init(_ words: Set<String>) { self.words = words }

  /// What is left of a text: its known words, with what stood between them where that is one sign of writing.
  /// - Parameter identifiers: words that are not to stay, known or not, as ``folded(_:)`` has them.
  func kept(_ text: String, without identifiers: Set<String>, versions: Bool = false) -> String {
    var out = "", gap = "", wasDropped = false
    let parts = Self.parts(text), telling = TellingWords.of(parts, names: identifiers)
    for (n, part) in parts.enumerated() {
      guard part.isWord else {
        gap += part.text
        continue
      }
      guard isKnown(part.text, versions: versions), !telling.contains(n), !identifiers.contains(Self.folded(part.text))
      else {
        wasDropped = true
        continue
      }
      let isFirst = out.isEmpty
      if !isFirst || (!wasDropped && Self.isOpening(gap)) { out += wasDropped ? " " : Self.plain(gap) }
      out += part.text
      (gap, wasDropped) = ("", false)
    }
    if !wasDropped, Self.isClosing(gap) { out += gap }
    return out
  }

  /// Whether a text has known words alone, and none of them tells of somebody together with others.
  func isPlain(_ text: String) -> Bool {
    let parts = Self.parts(text)
    return parts.allSatisfy { !$0.isWord || isKnown($0.text, versions: false) } && TellingWords.of(parts).isEmpty
  }

  /// The words of a text, as ``folded(_:)`` has them.
  static func words(of text: String) -> [String] { parts(text).filter(\.isWord).map { folded($0.text) } }

  /// In capitals, without the accents of Latin letters.
  static func folded(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.uppercased() }
    var out = ""
    for scalar in text.unicodeScalars where !isAccent(scalar) { out += plainLetters[scalar] ?? String(scalar) }
    return out.uppercased()
  }

  // MARK: Words

  private func isKnown(_ word: String, versions: Bool) -> Bool {
    let folded = Self.folded(word)
    if words.contains(folded) { return true }
    // A letter of the Latin alphabet is a side or a plane; one of others may be a name.
    if folded.utf8.count == 1 { return true }
    let bytes = Array(folded.utf8)
    guard bytes.allSatisfy({ Self.isDigit($0) || Self.isCapital($0) || $0 == 0x2e }) else { return false }
    if Self.isNumber(bytes[...]) { return true }
    let letters = bytes.prefix(while: Self.isCapital), rest = bytes.dropFirst(letters.count)
    let digits = rest.prefix(while: Self.isDigit), end = rest.dropFirst(digits.count)
    // B60f, FC51, Br44; CHEST1.
    if !letters.isEmpty, (1...2).contains(digits.count), end.count <= 1, end.allSatisfy(Self.isCapital) {
      if letters.count <= 2 { return true }
      if end.isEmpty, words.contains(String(decoding: letters, as: UTF8.self)) { return true }
    }
    // 5MM, 1.25MM, 16P.
    let number = bytes.prefix { Self.isDigit($0) || $0 == 0x2e }, unit = bytes.dropFirst(number.count)
    if Self.isNumber(number), Self.units.contains(String(decoding: unit, as: UTF8.self)) || unit.count == 1 {
      return unit.allSatisfy(Self.isCapital)
    }
    return versions && Self.isVersion(bytes)
  }

  private static let units: Set<String> = ["MM", "CM", "S", "SEC", "MS", "KV", "KVP", "KEV", "MA", "MAS", "ML", "HU"]

  /// Up to three digits, and up to three behind a point.
  private static func isNumber(_ bytes: ArraySlice<UInt8>) -> Bool {
    let parts = bytes.split(separator: 0x2e, omittingEmptySubsequences: false)
    return (1...2).contains(parts.count) && parts.allSatisfy { (1...3).contains($0.count) && $0.allSatisfy(isDigit) }
  }

  /// "7.3.0", "VA48A", "2012B"; not what may be a date.
  private static func isVersion(_ bytes: [UInt8]) -> Bool {
    let capitals = bytes.prefix(while: isCapital), rest = bytes.dropFirst(capitals.count)
    if capitals.count == 2, capitals.first == UInt8(ascii: "V"), rest.count == 3, rest.prefix(2).allSatisfy(isDigit),
      isCapital(rest.last ?? 0)
    {
      return true
    }
    if bytes.count == 5, bytes.starts(with: "20".utf8), bytes.prefix(4).allSatisfy(isDigit), isCapital(bytes[4]) {
      return true
    }
    let parts = bytes.split(separator: 0x2e, omittingEmptySubsequences: false)
    guard (2...5).contains(parts.count),
      parts.allSatisfy({ (1...3).contains($0.count) && $0.allSatisfy(isDigit) })
    else { return false }
    let numbers = parts.map { $0.reduce(0) { 10 * $0 + Int($1 - 0x30) } }
    // 14.3.57, 57.3.14; 10.0.0.7, 192.168.17.4.
    let isDate = parts.count == 3 && (1...31).contains(numbers[1]) && (parts[2].count == 2 || parts[0].count > 1)
    let isAddress = parts.count == 4 && numbers[0] >= 10 && numbers.allSatisfy { $0 <= 255 }
    return !isDate && !isAddress
  }

  private static func isDigit(_ b: UInt8) -> Bool { (0x30...0x39).contains(b) }
  private static func isCapital(_ b: UInt8) -> Bool { (0x41...0x5a).contains(b) }

  // MARK: Between words

  struct Part {
    var text: String
    var isWord: Bool
  }

  /// Words, which are letters, digits and points between digits, and what stands between.
  private static func parts(_ text: String) -> [Part] {
    var parts: [Part] = []
    let scalars = Array(text.unicodeScalars)
    for (n, scalar) in scalars.enumerated() {
      let isPoint =
        scalar == "." && n > 0 && n + 1 < scalars.count && isDigit(scalars[n - 1]) && isDigit(scalars[n + 1])
      let isLetter = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      let isWord = isLetter || isPoint || isAccent(scalar) && parts.last?.isWord == true
      if parts.last?.isWord == isWord {
        parts[parts.count - 1].text.unicodeScalars.append(scalar)
      } else {
        parts.append(Part(text: String(scalar), isWord: isWord))
      }
    }
    return parts
  }

  /// An accent that is a letter of its own, behind the one it belongs to.
  private static func isAccent(_ scalar: Unicode.Scalar) -> Bool { (0x300...0x36f).contains(scalar.value) }
  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar.isASCII && isDigit(UInt8(scalar.value)) }

  /// Signs that people write between words, else a blank.
  private static func plain(_ gap: String) -> String {
    gap.utf8.count <= 3 && gap.utf8.allSatisfy { " _-/+.,:()&%*<>=^".utf8.contains($0) } ? gap : " "
  }

  private static func isOpening(_ gap: String) -> Bool { gap == "(" || gap == "+" || gap == "-" || gap == "<" }
  private static func isClosing(_ gap: String) -> Bool { gap == ")" || gap == "+" || gap == "%" || gap == "." }

  private static let plainLetters: [Unicode.Scalar: String] = {
    let rows = [
      ("ÀÁÂÃÄÅàáâãäåĀāĂăĄąǍǎ", "A"), ("ÇçĆćĈĉĊċČč", "C"), ("ĎďĐđÐð", "D"), ("ÈÉÊËèéêëĒēĔĕĖėĘęĚě", "E"), ("ĜĝĞğĠġĢģ", "G"),
      ("ĤĥĦħ", "H"), ("ÌÍÎÏìíîïĨĩĪīĬĭĮįİıǏǐ", "I"), ("Ĵĵ", "J"), ("Ķķ", "K"), ("ĹĺĻļĽľŁł", "L"), ("ÑñŃńŅņŇň", "N"),
      ("ÒÓÔÕÖØòóôõöøŌōŎŏŐőǑǒ", "O"), ("ŔŕŖŗŘř", "R"), ("ŚśŜŝŞşŠšȘș", "S"), ("ŢţŤťŦŧȚț", "T"),
      ("ÙÚÛÜùúûüŨũŪūŬŭŮůŰűŲųǓǔ", "U"), ("Ŵŵ", "W"), ("ÝýÿŶŷŸ", "Y"), ("ŹźŻżŽž", "Z"), ("ßẞ", "SS"), ("ÆæǼǽ", "AE"),
      ("Œœ", "OE"), ("Þþ", "TH"),
    ]
    return rows.reduce(into: [:]) { found, row in for s in row.0.unicodeScalars { found[s] = row.1 } }
  }()
}
