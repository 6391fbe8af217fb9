/// The bytes of a TOML text and a place among them, which knows its line.
struct TOMLScanner {
  private let bytes: [UInt8]
  private(set) var at = 0
  /// Base 1.
  private(set) var line = 1
  private var lineStart = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { (at, lineStart) = (3, 3) }
  }

  /// At a place inside of a text, of whose lines only errors speak.
  init(_ bytes: [UInt8], at: Int) { (self.bytes, self.at, lineStart) = (bytes, at, at) }

  /// The byte at the place; nil at the end.
  var byte: UInt8? { at < bytes.count ? bytes[at] : nil }

  /// The byte `offset` ≥ 0 further on.
  func peek(_ offset: Int) -> UInt8? { bytes.count - at > offset ? bytes[at + offset] : nil }

  func isNext(_ text: StaticString) -> Bool {
    guard bytes.count - at >= text.utf8CodeUnitCount else { return false }
    return text.withUTF8Buffer { $0.elementsEqual(bytes[at..<at + $0.count]) }
  }

  func slice(from start: Int) -> ArraySlice<UInt8> { bytes[start..<at] }

  /// An error at a place of the present line.
  func error(_ what: String, at offset: Int? = nil) -> TOMLSyntaxError {
    TOMLSyntaxError(what: what, line: line, column: max((offset ?? at) - lineStart, 0) + 1)
  }

  /// Steps over bytes of which none ends a line.
  mutating func skip(_ count: Int = 1) { at = min(at + count, bytes.count) }

  mutating func take(_ expected: UInt8) -> Bool {
    guard byte == expected else { return false }
    at += 1
    return true
  }

  /// Spaces and tabs.
  mutating func skipBlanks() {
    while let b = byte, b == 32 || b == 9 { at += 1 }
  }

  /// A line feed, or a carriage return with one.
  mutating func takeLineEnd() -> Bool {
    if byte == 10 {
      at += 1
    } else if byte == 13, peek(1) == 10 {
      at += 2
    } else {
      return false
    }
    line += 1
    lineStart = at
    return true
  }

  /// A comment up to the end of its line, if here is one.
  mutating func skipComment() throws(TOMLSyntaxError) {
    guard take(UInt8(ascii: "#")) else { return }
    while let b = byte, b != 10, !(b == 13 && peek(1) == 10) {
      if Self.isControl(b) { throw error("a control character in a comment") }
      at += 1
    }
  }

  /// Blanks, ends of lines and comments.
  mutating func skipLines() throws(TOMLSyntaxError) {
    repeat {
      skipBlanks()
      try skipComment()
    } while takeLineEnd()
  }

  /// What may follow a statement: blanks, a comment, and the end of the line or of the text.
  mutating func endStatement() throws(TOMLSyntaxError) {
    skipBlanks()
    try skipComment()
    guard takeLineEnd() || byte == nil else { throw error("the end of the line was expected") }
  }

  /// Those of keys without quotes.
  static func isBare(_ b: UInt8) -> Bool {
    switch b {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  /// Those that no text may hold as they are: all but the tab.
  static func isControl(_ b: UInt8) -> Bool { b < 32 && b != 9 || b == 127 }
}
