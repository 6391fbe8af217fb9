/// Where and how a text departs from JSON.
package struct JSONSyntaxError: Error, Hashable {
  package let what: String
  /// Bytes from the start.
  package let offset: Int
  /// Base 1; the column counts bytes.
  package let line: Int
  package let column: Int

  package var place: String { words("syntax.place", ["line": line, "column": column]) }
  /// "not JSON: a value was expected"
  package var said: String { words("syntax.not-json", ["what": what]) }
}

/// Reads JSON (RFC 8259) and nothing more lenient, from bytes that anybody may have written: invalid UTF-8, a
/// name that stands twice and nesting beyond ``depth`` are errors. Foundation's parser keeps neither the order
/// of members, nor a number's text, nor says where an error is.
package struct JSONParser {
  /// Lists and objects inside each other.
  package static let depth = 100

  private let bytes: [UInt8]
  private var at = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The one value that `bytes` hold. Cost: the bytes.
  package static func parse(_ bytes: [UInt8]) throws(JSONSyntaxError) -> JSONValue {
    var parser = JSONParser(bytes)
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { parser.at = 3 }  // editors on Windows put a mark in front
    let value = try parser.value(depth: 0)
    parser.skipBlanks()
    if parser.at < bytes.count { throw parser.error(words("syntax.after-end")) }
    return value
  }

  private var byte: UInt8? { at < bytes.count ? bytes[at] : nil }

  private func error(_ what: String, at offset: Int? = nil) -> JSONSyntaxError {
    let offset = min(offset ?? at, bytes.count)
    let before = bytes[..<offset]
    let start = before.lastIndex(of: 10).map { $0 + 1 } ?? 0
    return JSONSyntaxError(
      what: what, offset: offset, line: before.reduce(1) { $0 + ($1 == 10 ? 1 : 0) }, column: offset - start + 1)
  }

  private mutating func skipBlanks() {
    while let b = byte, b == 32 || b == 10 || b == 13 || b == 9 { at += 1 }
  }

  private mutating func take(_ expected: UInt8) -> Bool {
    skipBlanks()
    guard byte == expected else { return false }
    at += 1
    return true
  }

  private mutating func value(depth: Int) throws(JSONSyntaxError) -> JSONValue {
    skipBlanks()
    guard let byte else { throw error(words("syntax.ends-early")) }
    switch byte {
    case UInt8(ascii: "{"): return .object(try object(depth: depth))
    case UInt8(ascii: "["): return .array(try array(depth: depth))
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: throw error(words("syntax.value"))
    }
  }

  private mutating func word(_ text: StaticString, _ value: JSONValue) throws(JSONSyntaxError) -> JSONValue {
    let length = text.utf8CodeUnitCount
    let matches = text.withUTF8Buffer { $0.elementsEqual(bytes[at..<min(at + length, bytes.count)]) }
    guard matches else { throw error(words("syntax.value")) }
    at += length
    return value
  }

  private mutating func object(depth: Int) throws(JSONSyntaxError) -> JSONObject {
    guard depth < Self.depth else { throw error(words("syntax.nested", ["depth": Self.depth])) }
    at += 1
    if take(UInt8(ascii: "}")) { return JSONObject() }
    var members: [JSONObject.Member] = []
    var names = MemberNames()
    while true {
      skipBlanks()
      let start = at
      guard byte == UInt8(ascii: "\"") else { throw error(words("syntax.name")) }
      let name = try string()
      guard names.add(name, to: members) else { throw error(words("syntax.name-twice", ["name": name]), at: start) }
      guard take(UInt8(ascii: ":")) else { throw error(words("syntax.colon")) }
      members.append(JSONObject.Member(name: name, value: try value(depth: depth + 1)))
      if take(UInt8(ascii: ",")) { continue }
      guard take(UInt8(ascii: "}")) else { throw error(words("syntax.comma-or", ["mark": "}"])) }
      return JSONObject(checked: members)
    }
  }

  private mutating func array(depth: Int) throws(JSONSyntaxError) -> [JSONValue] {
    guard depth < Self.depth else { throw error(words("syntax.nested", ["depth": Self.depth])) }
    at += 1
    if take(UInt8(ascii: "]")) { return [] }
    var values: [JSONValue] = []
    while true {
      values.append(try value(depth: depth + 1))
      if take(UInt8(ascii: ",")) { continue }
      guard take(UInt8(ascii: "]")) else { throw error(words("syntax.comma-or", ["mark": "]"])) }
      return values
    }
  }

  private mutating func number() throws(JSONSyntaxError) -> JSONNumber {
    let start = at
    func isDigit(_ b: UInt8?) -> Bool { b.map { $0 >= 48 && $0 <= 57 } ?? false }
    if byte == UInt8(ascii: "-") { at += 1 }
    guard isDigit(byte) else { throw error(words("syntax.digit")) }
    if byte == UInt8(ascii: "0") { at += 1 } else { while isDigit(byte) { at += 1 } }
    if byte == UInt8(ascii: ".") {
      at += 1
      guard isDigit(byte) else { throw error(words("syntax.digit")) }
      while isDigit(byte) { at += 1 }
    }
    if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
      at += 1
      if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { at += 1 }
      guard isDigit(byte) else { throw error(words("syntax.digit")) }
      while isDigit(byte) { at += 1 }
    }
    return JSONNumber(checked: String(decoding: bytes[start..<at], as: UTF8.self))
  }

  private mutating func string() throws(JSONSyntaxError) -> String {
    let start = at
    at += 1
    let first = at
    var unescaped: [UInt8]? = nil
    /// All bits of the bytes: of ASCII alone the highest is not among them, and there is nothing to be checked.
    var bits: UInt8 = 0
    while let b = byte {
      switch b {
      case UInt8(ascii: "\""):
        let text: String? =
          if let unescaped {
            String(validating: unescaped, as: UTF8.self)
          } else if bits < 128 {
            String(decoding: bytes[first..<at], as: UTF8.self)
          } else {
            String(validating: bytes[first..<at], as: UTF8.self)
          }
        guard let text else { throw error(words("syntax.not-utf8"), at: start) }
        at += 1
        return text
      case UInt8(ascii: "\\"):
        var text = unescaped ?? Array(bytes[first..<at])
        unescaped = nil  // the only copy: appending stays in place
        try escape(into: &text)
        unescaped = text
      case 0..<32: throw error(words("syntax.control"))
      default:
        unescaped?.append(b)
        bits |= b
        at += 1
      }
    }
    throw error(words("syntax.text-open"), at: start)
  }

  private mutating func escape(into text: inout [UInt8]) throws(JSONSyntaxError) {
    let start = at
    at += 1
    let letter = byte
    at += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter!)
    case UInt8(ascii: "b"): text.append(8)
    case UInt8(ascii: "f"): text.append(12)
    case UInt8(ascii: "n"): text.append(10)
    case UInt8(ascii: "r"): text.append(13)
    case UInt8(ascii: "t"): text.append(9)
    case UInt8(ascii: "u"):
      var code = try fourDigits()
      if code >> 10 == 0xd800 >> 10, byte == UInt8(ascii: "\\") {
        at += 1
        guard byte == UInt8(ascii: "u") else { throw error(words("syntax.surrogate"), at: start) }
        at += 1
        let low = try fourDigits()
        guard low >> 10 == 0xdc00 >> 10 else { throw error(words("syntax.surrogate"), at: start) }
        code = 0x10000 + (code & 0x3ff) << 10 + (low & 0x3ff)
      }
      guard let scalar = Unicode.Scalar(code) else { throw error(words("syntax.surrogate"), at: start) }
      text.append(contentsOf: UTF8.encode(scalar)!)
    default: throw error(words("syntax.escape"), at: start)
    }
  }

  private mutating func fourDigits() throws(JSONSyntaxError) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let b = byte, let digit = Character(Unicode.Scalar(b)).hexDigitValue else {
        throw error(words("syntax.hexadecimal", ["count": 4]))
      }
      code = code << 4 | UInt32(digit)
      at += 1
    }
    return code
  }
}

/// Whether a name stands twice in an object: of a few members by looking through them, which is quicker than hashing.
private struct MemberNames {
  private var all: Set<String> = []
  private static let few = 16

  /// - Returns: false where a member has the name.
  mutating func add(_ name: String, to members: [JSONObject.Member]) -> Bool {
    if members.count < Self.few { return !members.contains { $0.name == name } }
    if members.count == Self.few { all = Set(members.map(\.name)) }
    return all.insert(name).inserted
  }
}
