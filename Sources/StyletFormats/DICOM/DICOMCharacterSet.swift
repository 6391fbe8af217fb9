/// How text is written (PS3.3 C.12.1.1.2): the sets that the few texts shown here come in. Bytes that a set
/// does not have become U+FFFD.
enum DICOMCharacterSet: Hashable, Sendable {
  case ascii, latin1, utf8

  /// - Parameter terms: SpecificCharacterSet's value. Of several sets (code extensions) the first that is known
  ///   counts; a set that is not known is read as ASCII.
  init(definedTerms terms: ArraySlice<UInt8>) {
    for term in terms.split(separator: UInt8(ascii: "\\")) {
      switch String(decoding: term.trimmingPadding(), as: UTF8.self) {
      case "ISO_IR 100", "ISO 2022 IR 100":
        self = .latin1
        return
      case "ISO_IR 192":
        self = .utf8
        return
      default: continue
      }
    }
    self = .ascii
  }

  func decode(_ bytes: ArraySlice<UInt8>) -> String {
    switch self {
    case .utf8: return String(decoding: bytes, as: UTF8.self)
    case .latin1: return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    case .ascii:
      return String(String.UnicodeScalarView(bytes.map { $0 < 0x80 ? Unicode.Scalar($0) : "\u{fffd}" }))
    }
  }
}
