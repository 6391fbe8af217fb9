/// Writes JSON as UTF-8 bytes, members in the order given, without blanks at line ends.
package struct JSONWriter {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  package mutating func raw(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  package mutating func raw(_ text: [UInt8]) { bytes.append(contentsOf: text) }

  /// A number ≥ 0.
  package mutating func decimal(_ value: Int) { bytes.append(decimal: value) }

  /// On one line: `{"a": 1, "b": [2, 3]}`.
  package mutating func value(_ value: JSONValue) {
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
  package mutating func members(_ object: JSONObject, first: Bool) {
    for (n, member) in object.members.enumerated() {
      if n > 0 || !first { raw(", ") }
      string(member.name)
      raw(": ")
      value(member.value)
    }
  }

  /// Characters that must not reach a terminal as they are (C1, bidirectional marks …) are escaped: the text that is
  /// read back is the same.
  package mutating func string(_ text: String) {
    raw("\"")
    if text.utf8.allSatisfy({ $0 < 128 }) {
      for b in text.utf8 { ascii(b) }
    } else {
      for s in text.unicodeScalars {
        if s.isASCII {
          ascii(UInt8(s.value))
        } else if s.isUnsafeToShow {
          for unit in UTF16.encode(s)! { escape(unit) }
        } else {
          bytes.append(contentsOf: UTF8.encode(s)!)
        }
      }
    }
    raw("\"")
  }

  private mutating func ascii(_ b: UInt8) {
    switch b {
    case UInt8(ascii: "\""): raw("\\\"")
    case UInt8(ascii: "\\"): raw("\\\\")
    case 10: raw("\\n")
    case 13: raw("\\r")
    case 9: raw("\\t")
    case 0..<32, 127: escape(UInt16(b))
    default: bytes.append(b)
    }
  }

  private mutating func escape(_ unit: UInt16) {
    raw("\\u")
    for shift in [12, 8, 4, 0] {
      let digit = UInt8(unit >> shift & 15)
      bytes.append(digit < 10 ? 48 + digit : 87 + digit)
    }
  }
}

extension JSONValue {
  /// UTF-8, on one line.
  package var bytes: [UInt8] {
    var writer = JSONWriter()
    writer.value(self)
    return writer.bytes
  }
}
