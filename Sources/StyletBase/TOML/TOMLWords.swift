/// Values that are a word without quotes: true and false, numbers, dates and times.
enum TOMLWord {
  /// - Parameter word: of letters, digits and `+ - _ . :`; a date and its time may have one blank between them.
  /// - Returns: nil when it is none of them.
  /// - Throws: what is wrong with one that nearly is.
  static func value(_ word: ArraySlice<UInt8>) throws(Mistake) -> TOMLValue? {
    let text = String(decoding: word, as: UTF8.self)
    switch text {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "inf", "+inf": return .float(.infinity)
    case "-inf": return .float(-.infinity)
    case "nan", "+nan", "-nan": return .float(.nan)
    default: break
    }
    if let kind = TOMLClock.kind(word) { return .moment(TOMLMoment(kind: kind, text: text)) }
    guard let number = Number(word) else { return nil }
    if number.isFloat { return Double(number.text).map(TOMLValue.float) }
    guard let whole = Int(number.text, radix: number.radix) else {
      throw Mistake(what: "a whole number beyond 64 bits")
    }
    return .integer(whole)
  }

  struct Mistake: Error { let what: String }

  /// A number's digits without the underscores between them.
  private struct Number {
    var text = ""
    var radix = 10
    var isFloat = false

    /// nil unless the word follows the grammar of numbers.
    init?(_ word: ArraySlice<UInt8>) {
      var rest = word
      if rest.count > 2, rest.first == UInt8(ascii: "0"), let radix = Self.radix(rest[rest.startIndex + 1]) {
        self.radix = radix
        rest = rest.dropFirst(2)
        guard digits(&rest), rest.isEmpty else { return nil }
        return
      }
      sign(&rest)
      let leading = rest.first
      let start = rest.startIndex
      guard digits(&rest) else { return nil }
      if leading == UInt8(ascii: "0"), rest.startIndex - start > 1 { return nil }
      if rest.first == UInt8(ascii: ".") {
        isFloat = true
        text += "."
        rest = rest.dropFirst()
        guard digits(&rest) else { return nil }
      }
      if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
        isFloat = true
        text += "e"
        rest = rest.dropFirst()
        sign(&rest)
        guard digits(&rest) else { return nil }
      }
      guard rest.isEmpty else { return nil }
    }

    private static func radix(_ letter: UInt8) -> Int? {
      switch letter {
      case UInt8(ascii: "x"): 16
      case UInt8(ascii: "o"): 8
      case UInt8(ascii: "b"): 2
      default: nil
      }
    }

    private mutating func sign(_ rest: inout ArraySlice<UInt8>) {
      guard let b = rest.first, b == UInt8(ascii: "+") || b == UInt8(ascii: "-") else { return }
      text.unicodeScalars.append(Unicode.Scalar(b))
      rest = rest.dropFirst()
    }

    /// At least one digit; an underscore stands between two digits.
    private mutating func digits(_ rest: inout ArraySlice<UInt8>) -> Bool {
      var wasDigit = false
      while let b = rest.first {
        if b == UInt8(ascii: "_") {
          guard wasDigit else { return false }
          wasDigit = false
        } else if Character(Unicode.Scalar(b)).hexDigitValue.map({ $0 < radix }) == true {
          text.unicodeScalars.append(Unicode.Scalar(b))
          wasDigit = true
        } else {
          break
        }
        rest = rest.dropFirst()
      }
      return wasDigit
    }
  }
}

/// Dates and times of RFC 3339, as TOML takes them: seconds are written, their fraction has any number of digits.
enum TOMLClock {
  /// nil when the word is no moment, or one that no calendar or clock has.
  package static func kind(_ word: ArraySlice<UInt8>) -> TOMLMoment.Kind? {
    var rest = word
    if !startsLikeDate(word) { return time(&rest) && rest.isEmpty ? .localTime : nil }
    guard date(&rest) else { return nil }
    if rest.isEmpty { return .localDate }
    guard take(&rest, "Tt ") != nil, time(&rest) else { return nil }
    if rest.isEmpty { return .localDateTime }
    return offset(&rest) && rest.isEmpty ? .dateTime : nil
  }

  /// Whether a word has a date's length and dashes, so that a blank after it may stand before a time.
  static func startsLikeDate(_ word: ArraySlice<UInt8>) -> Bool {
    let dash = UInt8(ascii: "-")
    return word.count >= 10 && word[word.startIndex + 4] == dash && word[word.startIndex + 7] == dash
  }

  private static func date(_ rest: inout ArraySlice<UInt8>) -> Bool {
    guard let year = number(&rest, 4), take(&rest, "-") != nil, let month = number(&rest, 2), (1...12).contains(month),
      take(&rest, "-") != nil, let day = number(&rest, 2)
    else { return false }
    let isLeap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...days[month - 1]).contains(day)
  }

  /// A second 60 is a leap second.
  private static func time(_ rest: inout ArraySlice<UInt8>) -> Bool {
    guard let hour = number(&rest, 2), hour < 24, take(&rest, ":") != nil, let minute = number(&rest, 2), minute < 60,
      take(&rest, ":") != nil, let second = number(&rest, 2), second <= 60
    else { return false }
    guard take(&rest, ".") != nil else { return true }
    guard number(&rest, 1) != nil else { return false }
    while number(&rest, 1) != nil {}
    return true
  }

  private static func offset(_ rest: inout ArraySlice<UInt8>) -> Bool {
    if take(&rest, "Zz") != nil { return true }
    guard take(&rest, "+-") != nil, let hour = number(&rest, 2), hour < 24, take(&rest, ":") != nil,
      let minute = number(&rest, 2), minute < 60
    else { return false }
    return true
  }

  private static func take(_ rest: inout ArraySlice<UInt8>, _ any: String) -> UInt8? {
    guard let b = rest.first, any.utf8.contains(b) else { return nil }
    rest = rest.dropFirst()
    return b
  }

  private static func number(_ rest: inout ArraySlice<UInt8>, _ count: Int) -> Int? {
    guard rest.count >= count else { return nil }
    var n = 0
    for b in rest.prefix(count) {
      guard (48...57).contains(b) else { return nil }
      n = n * 10 + Int(b) - 48
    }
    rest = rest.dropFirst(count)
    return n
  }
}
