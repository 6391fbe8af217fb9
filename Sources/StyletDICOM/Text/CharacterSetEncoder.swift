import Glibc

/// The other way round: text as the bytes of a data set.
extension DICOMCharacterSet {
  /// Characters that the set does not have become "?": of ISO 2022 it is what stands before the first escape.
  func encode(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    if bytes.allSatisfy({ $0 < 0x80 }) { return bytes }
    switch self {
    case .utf8: return bytes
    case .wide(let name): return Self.encode(text, in: name)
    case .bytes(.single(let name)): return Self.encode(text, in: name)
    case .bytes: return text.unicodeScalars.map { $0.isASCII ? UInt8($0.value) : UInt8(ascii: "?") }
    }
  }

  /// SpecificCharacterSet's value that gives this set.
  var definedTerms: [String] {
    switch self {
    case .utf8: ["ISO_IR 192"]
    case .wide(let name): [name]
    case .bytes(nil), .bytes(.ascii): ["ISO_IR 6"]
    case .bytes(.ksX1001): ["", "ISO 2022 IR 149"]
    case .bytes(.gb2312): ["", "ISO 2022 IR 58"]
    case .bytes(let upper): [ISO2022Code.registrations.first { ISO2022Code(registration: $0[...]) == upper }]
      .map { "ISO_IR " + ($0 ?? "6") }
    }
  }

  private static func encode(_ text: String, in name: String) -> [UInt8] {
    #if canImport(Glibc)
      if name != "ISO-8859-1", let converter = iconv_open(name, "UTF-8"), converter != iconv_t(bitPattern: -1) {
        defer { iconv_close(converter) }
        return text.unicodeScalars.flatMap { encode($0, converter) ?? [UInt8(ascii: "?")] }
      }
    #endif
    let last: UInt32 = name == "ISO-8859-1" ? 0xff : 0x7f
    return text.unicodeScalars.map { $0.value <= last ? UInt8($0.value) : UInt8(ascii: "?") }
  }

  #if canImport(Glibc)
    /// nil for a character that the set does not have.
    private static func encode(_ scalar: Unicode.Scalar, _ converter: iconv_t) -> [UInt8]? {
      var input = Array(String(scalar).utf8).map { CChar(bitPattern: $0) }
      // No character of the sets here has more bytes.
      var out = [CChar](repeating: 0, count: 8)
      let written = input.withUnsafeMutableBufferPointer { input -> Int? in
        out.withUnsafeMutableBufferPointer { out in
          var from = input.baseAddress
          var left = input.count
          var to = out.baseAddress
          var room = out.count
          return iconv(converter, &from, &left, &to, &room) == 0 ? out.count - room : nil
        }
      }
      return written.map { out.prefix($0).map { UInt8(bitPattern: $0) } }
    }
  #endif
}

extension ISO2022Code {
  /// Those that ``init(registration:)`` knows.
  static let registrations = [
    "100", "101", "109", "110", "144", "127", "126", "138", "148", "203", "166", "13", "149", "58",
  ]
}
