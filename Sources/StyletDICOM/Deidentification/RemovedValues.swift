import StyletBase

/// What was taken out of an object: to keep it out of texts that stay, and to look for it in what leaves. It is never
/// shown, nor written.
struct RemovedValues {
  /// As they stood in the file, without padding.
  private(set) var stored: Set<[UInt8]> = []
  /// Values of four characters and more, and the parts of names.
  private(set) var texts: Set<String> = []
  private(set) var dates: Set<String> = []
  /// Words that stand in no text that stays, as ``KnownWords/folded(_:)`` has them: of names, and identifiers.
  private(set) var identifiers: Set<String> = []
  /// The same of free texts alone: parts of names of two letters, too, which may be codes elsewhere ("CT", "LE").
  private(set) var namesInTexts: Set<String> = []
  /// Identifiers that are four or five digits: many a number of the scan has those.
  private(set) var shortNumbers: Set<String> = []
  /// Digits of what has six of them and more, whatever stood between them.
  private(set) var numbers: Set<String> = []
  /// Dates as numbers: the year first or last, of four digits or of two.
  private(set) var dateNumbers: Set<String> = []
  /// Of names, in either order; of dates, of four digits and of two.
  private var initials: Set<String> = [], years: Set<String> = []

  /// Shorter ones stand everywhere by chance.
  static let shortest = 4
  /// Longer ones are looked for by their beginning.
  private static let longest = 256

  /// Values that were not empty.
  var count: Int { texts.count + dates.count }

  /// - Parameters:
  ///   - bytes: the value, of whatever VR it is said to be.
  ///   - words: what consists of these alone tells of nobody, and stays where it stands, too.
  mutating func add(
    _ bytes: ArraySlice<UInt8>, _ vr: DICOMValueRepresentation, in set: DICOMCharacterSet, words: KnownWords
  ) {
    let value = bytes.trimmingPadding()
    guard !value.isEmpty else { return }
    switch vr {
    case .ds, .is, .us, .ss, .ul, .sl, .fl, .fd, .sv, .uv, .at, .tm, .sq: return
    case .da, .dt: for text in set.values(value) { add(date: text) }
    case .ui: for uid in set.values(value) where !Self.isStandard(uid) { add(text: uid, stored: []) }
    case .ob, .ow, .of, .od, .ol, .ov, .un:
      if Self.isText(value) { add(value, in: set, words: words) }
    case .pn: add(name: value, in: set)
    default: add(value, in: set, words: words)
    }
  }

  /// Whether bytes that nobody says the kind of are a text: no control characters, and letters more than anything else.
  private static func isText(_ value: ArraySlice<UInt8>) -> Bool {
    guard value.count <= 4096, value.allSatisfy({ $0 >= 0x20 && $0 != 0x7f || $0 == 10 || $0 == 13 || $0 == 0x1b }) else {
      return false
    }
    let letters = value.count { (0x30...0x39).contains($0) || (0x41...0x5a).contains($0 & 0xdf) }
    return 2 * letters > value.count || String(validating: value, as: UTF8.self) != nil
  }

  private mutating func add(_ value: ArraySlice<UInt8>, in set: DICOMCharacterSet, words: KnownWords) {
    for text in set.values(value) {
      if text.utf8.count == 8, MovedDate.dayNumber(Array(text.utf8)[...]) != nil { add(date: text) }
      if (4...5).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
        shortNumbers.insert(text)
      }
      guard !words.isPlain(text), !Self.isNumber(text) else { continue }
      add(text: text, stored: Array(value))
      let single = KnownWords.words(of: text)
      if single.count == 1, let word = single.first, word.utf8.count >= Self.shortest { identifiers.insert(word) }
      if single.count > 1, text.utf8.count <= 64, !text.utf8.contains(0x20) {
        for word in single where word.utf8.count >= Self.shortest { identifiers.insert(word) }
      }
    }
  }

  /// "Doe^John^^Dr=…", and how people write it.
  private mutating func add(name: ArraySlice<UInt8>, in set: DICOMCharacterSet) {
    for text in set.values(name) {
      add(text: text, stored: Array(name))
      for group in text.split(separator: "=") {
        let parts = group.split(separator: "^").map { Self.trimmed($0) }.filter { !$0.isEmpty }
        for part in parts {
          add(text: part, stored: [])
          for word in KnownWords.words(of: part) where word.unicodeScalars.count >= 2 {
            namesInTexts.insert(word)
            if word.unicodeScalars.count >= 3 { identifiers.insert(word) }
          }
        }
        guard parts.count >= 2 else { continue }
        if let a = KnownWords.words(of: parts[0]).first?.first, let b = KnownWords.words(of: parts[1]).first?.first {
          note(initials: String(a), String(b))
        }
        for sign in [" ", ", ", ",", "_", "-", "."] {
          add(text: parts[0] + sign + parts[1], stored: [])
          add(text: parts[1] + sign + parts[0], stored: [])
        }
      }
    }
  }

  /// A text that was taken out of a place of free text, a file's name for one.
  mutating func add(text: String, stored: [UInt8]) {
    let text = Self.trimmed(text[...])
    // "000000" and "----" tell of nobody.
    guard text.unicodeScalars.count >= Self.shortest, Set(text.unicodeScalars).count > 1 else { return }
    note(digits: text)
    texts.insert(String(text.unicodeScalars.prefix(Self.longest).map(Character.init)))
    if (Self.shortest...Self.longest).contains(stored.count) { self.stored.insert(stored) }
  }

  private mutating func add(date: String) {
    let day = String(date.prefix(8))
    if note(day: day) { return }
    add(text: date, stored: [])
    // "1957-08-23", "23.08.1957", "08/23/1957".
    let digits = Array(date.utf8.filter { (0x30...0x39).contains($0) })
    guard digits.count == 8 else { return }
    let last = Array(digits[4...])
    for form in [digits, last + digits[2..<4] + digits[..<2], last + digits[..<4]] as [[UInt8]] {
      _ = note(day: String(decoding: form, as: UTF8.self))
    }
  }

  /// - Parameter day: YYYYMMDD.
  /// - Returns: whether it is one.
  private mutating func note(day: String) -> Bool {
    guard MovedDate.dayNumber(Array(day.utf8)[...]) != nil else { return false }
    guard dates.insert(day).inserted else { return true }
    dateNumbers.formUnion(MovedDate.numbers(of: day))
    let month = day.dropFirst(4).prefix(2)
    namesInTexts.insert("\(day.dropFirst(6)).\(month)")
    for year in [String(day.prefix(4)), String(day.dropFirst(2).prefix(2))] where years.insert(year).inserted {
      for pair in initials { namesInTexts.insert(pair + year) }
    }
    return true
  }

  /// "V Z", and with a year "VZ31".
  private mutating func note(initials first: String, _ second: String) {
    for (a, b) in [(first, second), (second, first)] where initials.insert(a + b).inserted {
      namesInTexts.insert(a + " " + b)
      for year in years { namesInTexts.insert(a + b + year) }
    }
  }

  /// Free texts have many digits that are no number together.
  private mutating func note(digits text: String) {
    guard text.utf8.count <= 32 else { return }
    let digits = text.filter { ("0"..."9").contains($0) }
    guard digits.utf8.count >= 6 else { return }
    numbers.insert(digits)
    let plain = digits.drop { $0 == "0" }
    if plain.utf8.count >= 6 { numbers.insert(String(plain)) }
  }

  /// Whether bytes of numbers have a name or an identifier of `least` letters or more.
  func hasName(in bytes: ArraySlice<UInt8>, least: Int) -> Bool {
    guard (least...4096).contains(bytes.count) else { return false }
    let folded = bytes.map { (0x61...0x7a).contains($0) ? $0 & 0xdf : $0 }
    return identifiers.contains { word in
      let letters = Array(word.utf8)
      return letters.count >= least && letters.allSatisfy { (0x41...0x5a).contains($0) }
        && folded.firstRange(of: letters) != nil
    }
  }

  /// Whether digits are those of a number or of a date that was removed.
  func has(number digits: String) -> Bool { numbers.contains(digits) || dateNumbers.contains(digits) }

  /// Numbers of a scan: not what may be somebody's number.
  private static func isNumber(_ text: String) -> Bool {
    let bytes = text.utf8
    guard bytes.allSatisfy({ (0x30...0x39).contains($0) || [0x2b, 0x2d, 0x2e, 0x45, 0x65, 0x20].contains($0) }) else {
      return false
    }
    return bytes.contains(0x2e) || bytes.count < 6
  }

  /// Of the standard's own: classes, transfer syntaxes, coding schemes.
  static func isStandard(_ uid: String) -> Bool {
    let root = "1.2.840.10008."
    guard uid.hasPrefix(root), uid.utf8.count <= 64 else { return false }
    let parts = uid.utf8.dropFirst(root.utf8.count).split(separator: 0x2e, omittingEmptySubsequences: false)
    guard parts.allSatisfy({ $0.allSatisfy { (0x30...0x39).contains($0) } && (1...4).contains($0.count) }) else {
      return false
    }
    // Nobody else's numbers fit behind it: parts are short, but for those of context groups (6.1).
    let arc = parts.prefix(2).map { String(Substring($0)) }.joined(separator: ".")
    return arcs.contains(arc) && (arc == "6.1" || parts.allSatisfy { $0.count <= 3 })
  }

  /// What PS3.6 annex A has UIDs under.
  private static let arcs: Set<String> = [
    "1.1", "1.2", "1.3", "1.4", "1.5", "1.9", "1.20", "1.40", "1.42", "2.6", "2.16", "3.1", "4.2", "5.1", "6.1", "7.1",
    "8.1", "9.1", "15.0", "15.1", "20.1",
  ]

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while let first = text.unicodeScalars.first, first == " " || first == "\0" { text.unicodeScalars.removeFirst() }
    while let last = text.unicodeScalars.last, last == " " || last == "\0" { text.unicodeScalars.removeLast() }
    return String(text)
  }
}
