import StyletBase

/// Texts as value representations want them (PS3.5 §6.2).
enum DICOMText {
  /// The bytes of an element's values, parted by backslashes, of even length. What is no text for people is ASCII
  /// whatever the set.
  static func encode(
    _ texts: [String], _ vr: DICOMValueRepresentation, in characterSet: DICOMCharacterSet = .utf8
  ) -> [UInt8] {
    let set = vr.isText ? characterSet : .ascii
    var bytes = Array(texts.map { set.encode(clean($0, vr)) }.joined(separator: [UInt8(ascii: "\\")]))
    // Identifiers are padded with NUL, all else with a blank.
    if bytes.count % 2 == 1 { bytes.append(vr == .ui ? 0 : 0x20) }
    return bytes
  }

  /// A value without what it may not hold: control characters and the separator become blanks and "/"; what is
  /// longer than the VR allows is cut, at a character.
  private static func clean(_ text: String, _ vr: DICOMValueRepresentation) -> String {
    let isLongText = [.st, .lt, .ut].contains(vr)
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n" where isLongText: out.append(contentsOf: "\r\n".unicodeScalars)
      case "\r" where isLongText: break
      case "\\" where !isLongText: out.append("/")
      default: out.append(scalar.properties.generalCategory == .control ? " " : scalar)
      }
    }
    let clean = String(out)
    guard let limit = limits[vr], clean.unicodeScalars.count > limit else { return clean }
    var kept = ""
    var count = 0
    for character in clean {
      count += character.unicodeScalars.count
      if count > limit { break }
      kept.append(character)
    }
    return kept
  }

  /// The most characters of one value.
  private static let limits: [DICOMValueRepresentation: Int] = [
    .cs: 16, .sh: 16, .lo: 64, .pn: 64, .st: 1024, .lt: 10240, .ui: 64,
  ]

  /// A decimal string (DS): at most 16 characters, as near to the number as they allow; blank when it is not finite.
  static func decimal(_ x: Double) -> String {
    guard x.isFinite else { return "" }
    if x == 0 { return "0" }
    var shortest = "\(x)"
    if shortest.hasSuffix(".0") { shortest.removeLast(2) }
    if shortest.utf8.count <= 16 { return shortest }
    for digits in (1...16).reversed() {
      let text = x.printed("%.\(digits)g")
      if text.utf8.count <= 16 { return text }
    }
    return "0"
  }
}
