/// Writes JSON as UTF-8 bytes, members in the order given, without blanks at line ends.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []

  mutating func raw(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  mutating func raw(_ text: [UInt8]) { bytes.append(contentsOf: text) }

  /// A number ≥ 0.
  mutating func decimal(_ value: Int) { bytes.append(decimal: value) }

  /// On one line: `{"a": 1, "b": [2, 3]}`.
  mutating func value(_ value: JSONValue) {
    switch value {
    case .null: raw("null")
    case .bool(let b): b ? raw("true") : raw("false")
    case .number(let n): bytes.append(contentsOf: n.text.utf8)
    case .string(let s): string(s)
    case .array(let values):
      raw("[")
      for (n, v) in values.enumerated() {
        if n > 0 { raw(", ") }
        self.value(v)
      }
      raw("]")
    case .object(let object):
      raw("{")
      members(object, first: true)
      raw("}")
    }
  }

  /// `"a": 1, "b": 2`, with a comma in front unless `first`.
  mutating func members(_ object: JSONObject, first: Bool) {
    for (n, member) in object.members.enumerated() {
      if n > 0 || !first { raw(", ") }
      string(member.name)
      raw(": ")
      value(member.value)
    }
  }

  mutating func string(_ text: String) {
    raw("\"")
    for b in text.utf8 {
      switch b {
      case UInt8(ascii: "\""): raw("\\\"")
      case UInt8(ascii: "\\"): raw("\\\\")
      case 10: raw("\\n")
      case 13: raw("\\r")
      case 9: raw("\\t")
      case 0..<32, 127:
        raw("\\u00")
        for digit in [b >> 4, b & 15] { bytes.append(digit < 10 ? 48 + digit : 87 + digit) }
      default: bytes.append(b)
      }
    }
    raw("\"")
  }
}

extension JSONValue {
  /// UTF-8, on one line.
  var bytes: [UInt8] {
    var writer = JSONWriter()
    writer.value(self)
    return writer.bytes
  }
}
