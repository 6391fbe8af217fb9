/// Whether a value is the numbers that its element may have, and nothing else.
struct NumberCheck {
  let vr: DICOMValueRepresentation
  /// The most values; nil for any number of them.
  private let most: Int?

  init(vr: DICOMValueRepresentation, most: Int?) { (self.vr, self.most) = (vr, most) }

  /// By the dictionary; of several representations that which the file states.
  init(_ tag: DICOMTag, stated: DICOMValueRepresentation?) {
    let entry = DICOMDictionary.entry(tag)
    let allowed = entry?.representations ?? []
    let vr = stated.flatMap { allowed.contains($0) ? $0 : nil } ?? tag.dictionaryVR
    // "1", "1-3", "1-n", "2-2n".
    let last = entry?.multiplicity.split(separator: "-").last.map(String.init) ?? "1"
    self.init(vr: vr, most: Int(last))
  }

  var isWritten: Bool { vr == .ds || vr == .is }

  /// - Parameter bytes: not empty.
  func accepts(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard isWritten else {
      let size = vr == .at ? 4 : vr.wordSize
      return size > 1 && bytes.count % size == 0 && most.map { bytes.count <= $0 * size } ?? true
    }
    let values = bytes.trimmingPadding().split(separator: 0x5c, omittingEmptySubsequences: false)
    guard most.map({ values.count <= $0 }) ?? true else { return false }
    return values.allSatisfy { value in
      let text = value.trimmingPadding()
      guard !text.isEmpty else { return true }
      // Some write more than the 16 characters that are allowed.
      guard text.count <= 32, text.allSatisfy(Self.isSign), let number = Double(String(decoding: text, as: UTF8.self))
      else { return false }
      return number.isFinite
    }
  }

  /// Digits, signs, point, exponent.
  private static func isSign(_ b: UInt8) -> Bool {
    (0x30...0x39).contains(b) || b == 0x2b || b == 0x2d || b == 0x2e || b == 0x45 || b == 0x65
  }

  /// "064Y": three digits and the unit; those above a limit become one.
  /// - Returns: nil for what is no age.
  static func age(_ text: String, oldest: Int) -> String? {
    let bytes = Array(text.utf8)
    guard bytes.count == 4, bytes.prefix(3).allSatisfy({ (0x30...0x39).contains($0) }), "DWMY".utf8.contains(bytes[3])
    else { return nil }
    let number = bytes.prefix(3).reduce(0) { $0 * 10 + Int($1 - 0x30) }
    guard bytes[3] == UInt8(ascii: "Y"), number > oldest else { return text }
    return oldest < 100 ? "0\(oldest)Y" : "\(oldest)Y"
  }
}
