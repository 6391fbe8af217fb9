/// How text is written (SpecificCharacterSet, PS3.3 C.12.1.1.2): one set of bytes, UTF-8, GB 18030, or ISO 2022 with
/// escapes from one set to another (PS3.5 §6.1.2.5). Bytes that a set does not have become U+FFFD.
enum DICOMCharacterSet: Hashable, Sendable {
  case utf8
  /// GB18030 or GBK: two and four bytes, the second of which may look like a backslash.
  case wide(String)
  /// The set of bytes from 0x80 on where a value begins; nil where there is none. Below is ASCII.
  case bytes(ISO2022Code?)

  static let ascii = DICOMCharacterSet.bytes(nil)
  static let latin1 = DICOMCharacterSet.bytes(.single("ISO-8859-1"))

  /// - Parameter terms: SpecificCharacterSet's value. Sets that are not known are left out, and so is what is
  ///   wrong in the writing of a term ("ISO IR 100", "iso_ir_100"). Of several sets the first one of upper bytes
  ///   is where a value begins, also where the escape to it is forgotten.
  init(definedTerms terms: ArraySlice<UInt8>) {
    var upper: ISO2022Code?
    for term in terms.split(separator: UInt8(ascii: "\\")) {
      let name = term.compactMap { byte -> UInt8? in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - 32
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
        default: nil
        }
      }
      switch String(decoding: name, as: UTF8.self) {
      case "ISOIR192", "UTF8":
        self = .utf8
        return
      case "GB18030", "GBK":
        self = .wide("GB18030")
        return
      case let name where name.hasPrefix("ISOIR"): upper = upper ?? ISO2022Code(registration: name.dropFirst(5))
      case let name where name.hasPrefix("ISO2022IR"):
        upper = upper ?? ISO2022Code(registration: name.dropFirst(9))
      default: continue
      }
    }
    self = .bytes(upper)
  }

  /// The values of an element, between backslashes, without the padding around them.
  func values(_ bytes: ArraySlice<UInt8>) -> [String] {
    if bytes.allSatisfy({ $0 < 0x80 && $0 != 0x1b }) {
      return bytes.split(separator: UInt8(ascii: "\\"), omittingEmptySubsequences: false).map {
        String(decoding: $0.trimmingPadding(), as: UTF8.self)
      }
    }
    // Only after decoding is it known which bytes are backslashes.
    return decode(bytes).unicodeScalars.split(separator: "\\", omittingEmptySubsequences: false).map { value in
      let isText: (Unicode.Scalar) -> Bool = { $0 != " " && $0 != "\0" }
      guard let first = value.firstIndex(where: isText), let last = value.lastIndex(where: isText) else { return "" }
      return String(value[first...last])
    }
  }

  func decode(_ bytes: ArraySlice<UInt8>) -> String {
    switch self {
    case .utf8: return String(decoding: bytes, as: UTF8.self)
    case .wide(let name): return text(bytes, in: name)
    case .bytes(let upper): return ISO2022Decoder(upper: upper).decode(bytes)
    }
  }
}

/// A set that ISO 2022 switches to.
enum ISO2022Code: Hashable, Sendable {
  /// Bytes of their own, below 0x80: ASCII and, close enough, JIS X 0201 romaji.
  case ascii
  /// One byte a character, from 0x80 on; the name that iconv has for it.
  case single(String)
  /// Two bytes a character, below 0x80 (`lower`) or from 0x80 on: a part of an EUC, whose bytes are from 0x80 on, after
  /// a prefix.
  case double(String, prefix: [UInt8] = [], lower: Bool)

  static let jisX0208 = double("EUC-JP", lower: true)
  static let jisX0212 = double("EUC-JP", prefix: [0x8f], lower: true)
  static let ksX1001 = double("EUC-KR", lower: false)
  static let gb2312 = double("EUC-CN", lower: false)
  static let katakana = single("JIS X 0201")

  /// By the number in the ISO register of a set for the bytes from 0x80 on.
  init?(registration: Substring) {
    switch registration {
    case "100": self = .single("ISO-8859-1")
    case "101": self = .single("ISO-8859-2")
    case "109": self = .single("ISO-8859-3")
    case "110": self = .single("ISO-8859-4")
    case "144": self = .single("ISO-8859-5")
    case "127": self = .single("ISO-8859-6")
    case "126": self = .single("ISO-8859-7")
    case "138": self = .single("ISO-8859-8")
    case "148": self = .single("ISO-8859-9")
    case "203": self = .single("ISO-8859-15")
    case "166": self = .single("TIS-620")
    case "13": self = .katakana
    case "149": self = .ksX1001
    case "58": self = .gb2312
    default: return nil
    }
  }

  /// What follows ESC (PS3.3 tables C.12-3 and C.12-4), and whether it is for the upper bytes.
  static let escapes: [(bytes: [UInt8], code: ISO2022Code, isUpper: Bool)] = {
    let known: [(String, ISO2022Code, Bool)] = [
      ("(B", .ascii, false), ("(J", .ascii, false), (")I", .katakana, true), ("$B", .jisX0208, false),
      ("$@", .jisX0208, false), ("$(D", .jisX0212, false), ("$)C", .ksX1001, true), ("$)A", .gb2312, true),
      ("-A", .single("ISO-8859-1"), true), ("-B", .single("ISO-8859-2"), true), ("-C", .single("ISO-8859-3"), true),
      ("-D", .single("ISO-8859-4"), true), ("-L", .single("ISO-8859-5"), true), ("-G", .single("ISO-8859-6"), true),
      ("-F", .single("ISO-8859-7"), true), ("-H", .single("ISO-8859-8"), true), ("-M", .single("ISO-8859-9"), true),
      ("-b", .single("ISO-8859-15"), true), ("-T", .single("TIS-620"), true),
    ]
    return known.map { (Array($0.0.utf8), $0.1, $0.2) }
  }()
}

extension ArraySlice<UInt8> {
  /// Without the blanks and NULs around a text value.
  func trimmingPadding() -> ArraySlice<UInt8> {
    let isText: (UInt8) -> Bool = { $0 != 0x20 && $0 != 0 }
    guard let first = firstIndex(where: isText), let last = lastIndex(where: isText) else { return [] }
    return self[first...last]
  }
}
