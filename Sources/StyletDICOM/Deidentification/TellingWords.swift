/// Words that tell of somebody though each of them alone is a word of the field: dates, telephone and patient's numbers
/// in groups, ages, initials, names letter by letter and behind a title.
enum TellingWords {
  /// - Parameter names: what ``RemovedValues/namesInTexts`` has: of these, initials.
  /// - Returns: places in `parts` of such words.
  static func of(_ parts: [KnownWords.Part], names: Set<String> = []) -> Set<Int> {
    var found: Set<Int> = []
    let words = parts.indices.filter { parts[$0].isWord }
    let kinds = words.map { Kind(parts[$0].text) }
    var start = 0
    while start < words.count {
      let kind = kinds[start]
      var end = start + 1
      while end < words.count, kinds[end] == kind { end += 1 }
      let run = words[start..<end]
      switch kind {
      case .letter where run.count >= 3, .number where run.count >= 3: found.formUnion(run)
      // "J.D."; "14/03".
      case .letter where run.count == 2 && gap(parts, run).contains("."): found.formUnion(run)
      case .letter
      where run.count == 2 && names.contains(run.map { KnownWords.folded(parts[$0].text) }.joined(separator: " ")):
        found.formUnion(run)
      case .number where run.count == 2 && ["/", "-"].contains(gap(parts, run)):
        if run.allSatisfy({ parts[$0].text.utf8.count == 2 }) { found.formUnion(run) }
      case .age, .ofAge:
        found.formUnion(run)
        // "97 years", "aged 97".
        for near in [start - 1, end] where words.indices.contains(near) && kinds[near] == .number {
          found.insert(words[near])
        }
      case .title:
        // "Dr. Head", "Dr. A. Head".
        while end < words.count, kinds[end] == .letter { end += 1 }
        found.formUnion(words[start..<min(end + 1, words.count)])
      default: break
      }
      start = end
    }
    return found
  }

  private static func gap(_ parts: [KnownWords.Part], _ run: ArraySlice<Int>) -> String {
    run.first.map { parts[$0 + 1].text } ?? ""
  }

  private enum Kind {
    /// Whole numbers, with a letter behind or without.
    case number
    case letter
    /// "97Y"; "years".
    case age, ofAge
    case title
    case other

    init(_ word: String) {
      let folded = KnownWords.folded(word)
      let bytes = Array(folded.utf8), digits = bytes.prefix { (0x30...0x39).contains($0) }
      let rest = bytes[digits.count...]
      let isLetter = rest.count == 1 && (0x41...0x5a).contains(rest[rest.startIndex] & 0xdf)
      if !digits.isEmpty, isLetter, rest.first.map({ $0 & 0xdf }) == UInt8(ascii: "Y") {
        self = .age
      } else if Self.isSexAndAge(bytes) {
        self = .age
      } else if digits.isEmpty, TellingWords.titles.contains(folded) {
        self = .title
      } else if !digits.isEmpty, rest.isEmpty || isLetter {
        self = .number
      } else if digits.isEmpty, TellingWords.ages.contains(folded) {
        self = .ofAge
      } else {
        self = isLetter ? .letter : .other
      }
    }

    /// "F95", "95F": ages that are told apart, and a sex. Kernels are called so with lower numbers.
    private static func isSexAndAge(_ folded: [UInt8]) -> Bool {
      let sexes = Array("FMW".utf8)
      let digits: ArraySlice<UInt8>
      if let first = folded.first, sexes.contains(first) {
        digits = folded.dropFirst()
      } else if let last = folded.last, sexes.contains(last) {
        digits = folded.dropLast()
      } else {
        return false
      }
      guard (2...3).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
      return (90...130).contains(digits.reduce(0) { 10 * $0 + Int($1 - 0x30) })
    }
  }

  private static let titles: Set<String> = [
    "DR", "PROF", "PROFESSOR", "PROFESSEUR", "DOCTOR", "DOCTEUR", "MRS", "MISS", "MME", "MLLE", "MADAME", "MONSIEUR",
    "HERR", "FRAU", "SIG", "SIGNORA", "DOTT", "SRA", "DRA",
  ]

  private static let ages: Set<String> = [
    "Y", "YO", "YR", "YRS", "YEAR", "YEARS", "AGE", "AGED", "AN", "ANS", "JAHR", "JAHRE", "ANO", "ANOS", "ANNI",
  ]
}
