/// A word or a mark of Swift source. Comments are none, and of a literal only what it interpolates is left.
struct Token {
  enum Kind: Equatable {
    case word
    /// A string or a number; what a string interpolates follows, in parentheses.
    case literal
    /// Of an operator of several characters its last one, of `...` and `..<` `o`.
    case mark(UInt8)
  }

  let kind: Kind
  /// Of a word; else empty.
  var text = ""
  /// In backticks, and so no keyword.
  var isQuoted = false

  static func mark(_ scalar: Unicode.Scalar) -> Kind { .mark(UInt8(ascii: scalar)) }
}

/// Cuts the bytes of a source into tokens, in one pass. A regex literal is known by `#/`, or where it follows a mark
/// that opens and neither a blank nor `)` follows its slash.
struct SwiftTokens {
  private let bytes: [UInt8]
  private var at = 0
  private var tokens: [Token] = []

  static func of(_ bytes: [UInt8]) -> [Token] {
    var scan = SwiftTokens(bytes: bytes)
    scan.tokens.reserveCapacity(bytes.count / 6)
    scan.code(isInterpolated: false)
    return scan.tokens
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private func byte(_ ahead: Int = 0) -> UInt8 { at + ahead < bytes.count ? bytes[at + ahead] : 0 }

  /// To the end, or to the parenthesis that ends an interpolation.
  private mutating func code(isInterpolated: Bool) {
    var open = 0
    while at < bytes.count {
      let next = byte()
      switch next {
      case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): at += 1
      case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "/"): skipLine()
      case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*"): skipComment()
      case UInt8(ascii: "/") where beginsRegex: skipRegex(end: [UInt8(ascii: "/")])
      case UInt8(ascii: "#") where byte(1) == UInt8(ascii: "/"): skipRegex(end: [UInt8(ascii: "/"), UInt8(ascii: "#")])
      case UInt8(ascii: "\""): string(hashes: 0)
      case UInt8(ascii: "#") where hashesBeforeQuote > 0: string(hashes: hashesBeforeQuote)
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        while byte().isInWord { at += 1 }
        tokens.append(Token(kind: .literal))
      case UInt8(ascii: "`"): quotedWord()
      case UInt8(ascii: ".") where byte(1) == UInt8(ascii: "."):
        while [UInt8(ascii: "."), UInt8(ascii: "<")].contains(byte()) { at += 1 }
        tokens.append(Token(kind: Token.mark("o")))
      case _ where next.isInWord:
        let start = at
        while byte().isInWord { at += 1 }
        tokens.append(Token(kind: .word, text: text(start..<at)))
      default:
        if next == UInt8(ascii: "(") { open += 1 }
        if next == UInt8(ascii: ")") {
          if isInterpolated, open == 0 { return }
          open -= 1
        }
        tokens.append(Token(kind: .mark(next)))
        at += 1
      }
    }
  }

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private mutating func quotedWord() {
    at += 1
    let start = at
    while at < bytes.count, byte() != UInt8(ascii: "`") { at += 1 }
    tokens.append(Token(kind: .word, text: text(start..<at), isQuoted: true))
    at += 1
  }

  private mutating func skipLine() {
    while at < bytes.count, byte() != UInt8(ascii: "\n") { at += 1 }
  }

  private mutating func skipComment() {
    var depth = 0
    repeat {
      if byte() == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "*") {
        depth += 1
        at += 2
      } else if byte() == UInt8(ascii: "*"), byte(1) == UInt8(ascii: "/") {
        depth -= 1
        at += 2
      } else {
        at += 1
      }
    } while depth > 0 && at < bytes.count
  }

  private var beginsRegex: Bool {
    guard case .mark(let mark)? = tokens.last?.kind, !" )".utf8.contains(byte(1)) else { return false }
    return "(,=:[".utf8.contains(mark)
  }

  /// To its end on the same line.
  private mutating func skipRegex(end: [UInt8]) {
    tokens.append(Token(kind: .literal))
    at += end.count
    while at < bytes.count, byte() != UInt8(ascii: "\n") {
      if end.indices.allSatisfy({ byte($0) == end[$0] }) {
        at += end.count
        return
      }
      at += byte() == UInt8(ascii: "\\") ? 2 : 1
    }
  }

  /// How many `#` stand here before a quote; 0 where no quote follows.
  private var hashesBeforeQuote: Int {
    var count = 0
    while byte(count) == UInt8(ascii: "#") { count += 1 }
    return byte(count) == UInt8(ascii: "\"") ? count : 0
  }

  private func stands(_ quotes: Int, thenHashes hashes: Int) -> Bool {
    (0..<quotes).allSatisfy { byte($0) == UInt8(ascii: "\"") }
      && (0..<hashes).allSatisfy { byte(quotes + $0) == UInt8(ascii: "#") }
  }

  private mutating func string(hashes: Int) {
    at += hashes
    let quotes = stands(3, thenHashes: 0) ? 3 : 1
    at += quotes
    tokens.append(Token(kind: .literal))
    while at < bytes.count {
      if stands(quotes, thenHashes: hashes) {
        at += quotes + hashes
        return
      }
      guard byte() == UInt8(ascii: "\\"), (0..<hashes).allSatisfy({ byte(1 + $0) == UInt8(ascii: "#") }) else {
        // A line ends a text of one line, whatever went wrong before.
        if quotes == 1, byte() == UInt8(ascii: "\n") { return }
        at += 1
        continue
      }
      at += 1 + hashes
      let isInterpolation = byte() == UInt8(ascii: "(")
      at += 1
      guard isInterpolation else { continue }
      tokens.append(Token(kind: Token.mark("(")))
      code(isInterpolated: true)
      tokens.append(Token(kind: Token.mark(")")))
      at += 1
    }
  }
}

extension UInt8 {
  /// Letter, digit or underscore; every byte of what is not ASCII counts as a letter.
  fileprivate var isInWord: Bool {
    self >= 0x80 || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) || self == UInt8(ascii: "_")
  }
}
