extension TOMLScanner {
  /// A string of any of the four forms, from its opening quote on.
  mutating func string() throws(TOMLSyntaxError) -> String {
    if isNext("\"\"\"") { return try multiline(quote: UInt8(ascii: "\"")) }
    if isNext("'''") { return try multiline(quote: UInt8(ascii: "'")) }
    return try singleLine()
  }

  /// A string on one line, basic or literal, from its opening quote on: keys have no other form.
  mutating func singleLine() throws(TOMLSyntaxError) -> String {
    let start = at
    guard let quote = byte else { throw error("a quote was expected") }
    skip()
    var text: [UInt8] = []
    while let b = byte {
      if b == quote {
        skip()
        return String(decoding: text, as: UTF8.self)
      }
      if b == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        try escape(into: &text)
      } else {
        if b == 10 || b == 13 { break }
        if Self.isControl(b) { throw error("a control character in text") }
        text.append(b)
        skip()
      }
    }
    throw error("text without a closing quote", at: start)
  }

  private mutating func multiline(quote: UInt8) throws(TOMLSyntaxError) -> String {
    let opening = error("text without its three closing quotes")
    skip(3)
    _ = takeLineEnd()
    var text: [UInt8] = []
    while let b = byte {
      if takeLineEnd() {
        text.append(10)
      } else if b == quote {
        var count = 0
        while count < 5, byte == quote {
          skip()
          count += 1
        }
        // up to two quotes may stand before the three that close
        text.append(contentsOf: repeatElement(quote, count: count < 3 ? count : count - 3))
        if count >= 3 { return String(decoding: text, as: UTF8.self) }
      } else if b == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        if try !skipFoldedLines() { try escape(into: &text) }
      } else {
        if Self.isControl(b) { throw error("a control character in text") }
        text.append(b)
        skip()
      }
    }
    throw opening
  }

  /// A backslash that ends its line takes it away, with all blanks and empty lines that follow.
  private mutating func skipFoldedLines() throws(TOMLSyntaxError) -> Bool {
    guard let next = peek(1), [32, 9, 10, 13].contains(next) else { return false }
    let start = at
    skip()
    skipBlanks()
    guard takeLineEnd() else { throw error("a backslash before a blank must end its line", at: start) }
    repeat { skipBlanks() } while takeLineEnd()
    return true
  }

  private mutating func escape(into text: inout [UInt8]) throws(TOMLSyntaxError) {
    let start = at
    let letter = peek(1)
    skip(2)
    switch letter {
    case UInt8(ascii: "b"): text.append(8)
    case UInt8(ascii: "t"): text.append(9)
    case UInt8(ascii: "n"): text.append(10)
    case UInt8(ascii: "f"): text.append(12)
    case UInt8(ascii: "r"): text.append(13)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): text.append(letter!)
    case UInt8(ascii: "u"): text.append(contentsOf: UTF8.encode(try scalar(digits: 4, from: start))!)
    case UInt8(ascii: "U"): text.append(contentsOf: UTF8.encode(try scalar(digits: 8, from: start))!)
    default: throw error("an unknown escape", at: start)
    }
  }

  private mutating func scalar(digits: Int, from start: Int) throws(TOMLSyntaxError) -> Unicode.Scalar {
    var code: UInt32 = 0
    for _ in 0..<digits {
      guard let b = byte, let digit = Self.hexadecimal(b) else {
        throw error("\(digits) hexadecimal digits were expected", at: start)
      }
      code = code << 4 | digit
      skip()
    }
    guard let scalar = Unicode.Scalar(code) else { throw error("an escape that is no character", at: start) }
    return scalar
  }

  private static func hexadecimal(_ b: UInt8) -> UInt32? {
    switch b {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(b) - 48
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(b) - 87
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(b) - 55
    default: nil
    }
  }
}
