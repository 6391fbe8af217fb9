import StyletTexts

/// What codes mean, by the table that the program carries (`Dictionary/codes.txt`): never by what a file says.
enum KnownCodes {
  /// - Parameter scheme: CodingSchemeDesignator: "SCT", "DCM". "SNM3" and "99SDM" are older names of "SRT".
  /// - Returns: nil for a code that the table does not have. Cost: a pass over the table at the first call.
  static func meaning(_ code: String, scheme: String) -> String? {
    table[(older.contains(scheme) ? "SRT" : scheme) + " " + code]
  }

  /// Whether a code that the table does not have may be one of a scheme of the field's, by its form.
  static func isPlausible(_ code: String, scheme: String) -> Bool {
    let bytes = Array(code.utf8)
    let digits = bytes.allSatisfy { (0x30...0x39).contains($0) }
    switch scheme {
    case "DCM": return digits && bytes.count == 6
    case "SCT": return digits && (6...18).contains(bytes.count) && hasCheckDigit(bytes)
    case "SRT", "SNM3", "99SDM":
      let hex = bytes.dropFirst(2).allSatisfy { (0x30...0x39).contains($0) || (0x41...0x46).contains($0) }
      return bytes.count == 7 && (0x41...0x5a).contains(bytes[0]) && bytes[1] == UInt8(ascii: "-") && hex
    case "UCUM":
      let symbols = code.split { !$0.isLetter }.map(String.init)
      let isWritten = bytes.allSatisfy { (0x2a...0x39).contains($0) || (0x41...0x5a).contains($0 & 0xdf) }
      return isWritten && bytes.count <= 16 && symbols.allSatisfy(units.contains)
        && bytes.count { (0x30...0x39).contains($0) } <= 4
    case "FMA": return digits && (4...6).contains(bytes.count)
    default: return false
    }
  }

  /// Symbols of which units beside those of the table are made (UCUM, with the prefixes that are in use).
  private static let units: Set<String> = [
    "m", "cm", "mm", "um", "nm", "km", "g", "kg", "mg", "ug", "l", "L", "dl", "dL", "ml", "mL", "s", "ms", "us", "min",
    "h", "d", "wk", "mo", "a", "Hz", "kHz", "MHz", "V", "kV", "A", "mA", "uA", "C", "W", "kW", "J", "kJ", "eV", "keV", "Gy",
    "mGy", "cGy", "uGy", "Sv", "mSv", "uSv", "Bq", "kBq", "MBq", "GBq", "Ci", "mCi", "mol", "mmol", "umol", "deg",
    "rad", "K", "Cel", "Pa", "kPa", "N", "T", "mT", "cal", "kcal",
  ]

  private static let older: Set<String> = ["SNM3", "99SDM"]

  /// The last digit of an identifier of SNOMED CT (Verhoeff's).
  private static func hasCheckDigit(_ digits: [UInt8]) -> Bool {
    var check = 0
    for (n, digit) in digits.reversed().enumerated() { check = product(check, permuted(Int(digit) - 0x30, n)) }
    return check == 0
  }

  /// Of the dihedral group of order 10.
  private static func product(_ a: Int, _ b: Int) -> Int {
    if a < 5 { return b < 5 ? (a + b) % 5 : 5 + (a + b - 5) % 5 }
    return b < 5 ? 5 + (a - 5 - b + 5) % 5 : (a - b + 5) % 5
  }

  private static func permuted(_ digit: Int, _ times: Int) -> Int {
    (0..<times % 8).reduce(digit) { digit, _ in [1, 5, 7, 6, 2, 8, 3, 0, 9, 4][digit] }
  }

  private static let table: [String: String] = {
    var found: [String: String] = [:]
    found.reserveCapacity(4096)
    for line in CarriedText.dicomCodes.split(separator: UInt8(ascii: "\n")) where line.first != UInt8(ascii: "#") {
      let words = line.split(separator: UInt8(ascii: " "), maxSplits: 2)
      guard words.count == 3 else { continue }
      found[String(decoding: line[words[0].startIndex..<words[1].endIndex], as: UTF8.self)] =
        String(decoding: words[2], as: UTF8.self)
    }
    return found
  }()
}
