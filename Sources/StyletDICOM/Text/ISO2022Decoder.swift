import Glibc

/// Decodes a text that switches between sets by escapes.
struct ISO2022Decoder {
  /// Of the upper bytes where a value begins.
  let upper: ISO2022Code?

  func decode(_ bytes: ArraySlice<UInt8>) -> String {
    var out = ""
    var lower = ISO2022Code.ascii
    var upper = self.upper
    var at = bytes.startIndex
    while at < bytes.endIndex {
      let byte = bytes[at]
      if byte == 0x1b {
        let rest = bytes[(at + 1)...]
        if let escape = ISO2022Code.escapes.first(where: { rest.starts(with: $0.bytes) }) {
          if escape.isUpper { upper = escape.code } else { lower = escape.code }
          at += 1 + escape.bytes.count
        } else {
          out += "\u{fffd}"
          at += 1
        }
        continue
      }
      let isUpper = byte >= 0x80
      let code = isUpper ? upper : lower
      if !isUpper, code == .ascii || byte <= 0x20 {
        // Delimiters bring back the sets that a value begins with (PS3.5 §6.1.2.5.3).
        if [0x09, 0x0a, 0x0c, 0x0d, 0x3d, 0x5c, 0x5e].contains(byte) {
          lower = .ascii
          upper = self.upper
        }
        out.unicodeScalars.append(Unicode.Scalar(byte))
        at += 1
        continue
      }
      // What is in one set is decoded at once.
      var end = at
      while end < bytes.endIndex, (bytes[end] >= 0x80) == isUpper, isUpper || bytes[end] > 0x20 { end += 1 }
      out += Self.text(bytes[at..<end], code)
      at = end
    }
    return out
  }

  private static func text(_ bytes: ArraySlice<UInt8>, _ code: ISO2022Code?) -> String {
    switch code {
    case .katakana:
      // Half-width katakana stand in Unicode in the order of JIS X 0201.
      return String(
        String.UnicodeScalarView(
          bytes.map {
            (0xa1...0xdf).contains($0) ? Unicode.Scalar(0xff61 + UInt16($0 - 0xa1)) ?? "\u{fffd}" : "\u{fffd}"
          }))
    case .single(let name): return StyletDICOM.text(bytes, in: name)
    case .double(let name, let prefix, _):
      var wide: [UInt8] = []
      wide.reserveCapacity(bytes.count * 2)
      var at = bytes.startIndex
      while at < bytes.endIndex {
        if bytes.endIndex - at >= 2 { wide += prefix }
        for byte in bytes[at..<min(at + 2, bytes.endIndex)] { wide.append(byte | 0x80) }
        at += 2
      }
      return StyletDICOM.text(wide[...], in: name)
    case .ascii, nil: return String(repeating: "\u{fffd}", count: bytes.count)
    }
  }
}

/// Decodes bytes by a set that the C library knows. Where it does not know it (its tables are an extra on some
/// systems), all but ASCII becomes U+FFFD.
func text(_ bytes: ArraySlice<UInt8>, in name: String) -> String {
  if name == "ISO-8859-1" { return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) })) }
  #if canImport(Glibc)
    guard let converter = iconv_open("UTF-8", name), converter != iconv_t(bitPattern: -1) else {
      return unknown(bytes)
    }
    defer { iconv_close(converter) }
    // No character is longer in UTF-8 than four times its bytes.
    var out = [CChar](repeating: 0, count: bytes.count * 4 + 16)
    var input = bytes.map { CChar(bitPattern: $0) }
    var text = ""
    input.withUnsafeMutableBufferPointer { input in
      out.withUnsafeMutableBufferPointer { out in
        var from = input.baseAddress
        var left = input.count
        while left > 0 {
          var to = out.baseAddress
          var room = out.count
          let result = iconv(converter, &from, &left, &to, &room)
          let written = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(out)[..<(out.count - room)])
          text += String(decoding: written, as: UTF8.self)
          guard result == -1, left > 0 else { break }
          text += "\u{fffd}"
          from = from.map { $0 + 1 }
          left -= 1
        }
      }
    }
    return text
  #else
    return unknown(bytes)
  #endif
}

private func unknown(_ bytes: ArraySlice<UInt8>) -> String {
  String(String.UnicodeScalarView(bytes.map { $0 < 0x80 ? Unicode.Scalar($0) : "\u{fffd}" }))
}
