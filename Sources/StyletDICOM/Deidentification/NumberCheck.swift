import StyletBase
import StyletFiles

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

  /// Whether numbers are those of a patient or a date that were removed, or a text.
  func tells(_ bytes: ArraySlice<UInt8>, _ order: ByteOrder, of removed: RemovedValues) -> Bool {
    guard isWritten else {
      if vr != .at, Self.hasText(bytes, least: vr == .fd ? 8 : 6) { return true }
      // Of a floating number any letters may be its digits.
      if vr != .at, removed.hasName(in: bytes, least: vr == .fd || vr == .fl ? 5 : 4) { return true }
      return Self.wholes(bytes, vr, order).contains { removed.has(number: $0) }
    }
    let values = bytes.trimmingPadding().split(separator: 0x5c)
    if values.count > 1, !bytes.contains(0x2e) {
      let digits = bytes.filter { (0x30...0x39).contains($0) }
      if digits.count <= 16, removed.has(number: String(decoding: digits, as: UTF8.self)) { return true }
    }
    return values.contains { value in
      let text = String(decoding: value.trimmingPadding(), as: UTF8.self)
      let mantissa = text.prefix { $0 != "e" && $0 != "E" }
      let digits = mantissa.filter { ("0"..."9").contains($0) }
      guard digits.utf8.count >= 6 else { return false }
      // Places in millimetres have many digits, and few of them before the point; where there is one of them, not so
      // many as numbers of patients.
      let whole = mantissa.prefix { $0 != "." }.filter { ("0"..."9").contains($0) }
      let isPlace =
        mantissa.contains(".") && (1...3).contains(whole.count) && mantissa.count == text.count
        && (most != 1 || digits.utf8.count < 7)
      return !isPlace && removed.has(number: digits)
    }
  }

  /// Whole numbers of six digits and more among binary ones, as digits.
  private static func wholes(_ bytes: ArraySlice<UInt8>, _ vr: DICOMValueRepresentation, _ order: ByteOrder) -> [String] {
    let size = vr.wordSize
    guard size >= 4, vr != .at else { return [] }
    return stride(from: bytes.startIndex, to: bytes.endIndex - size + 1, by: size).compactMap { at in
      let word = bytes[at..<at + size]
      let bits = (order.isLittle ? Array(word.reversed()) : Array(word)).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      let number: Int64?
      switch vr {
      case .fd: number = Int64(exactly: Double(bitPattern: bits))
      case .fl: number = Int64(exactly: Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
      case .sl: number = Int64(Int32(truncatingIfNeeded: bits))
      default: number = Int64(exactly: bits)
      }
      return number.flatMap { abs($0) >= 100_000 ? "\(abs($0))" : nil }
    }
  }

  /// Whether bytes have a run of letters and signs of names, which rises and falls: a ramp is none.
  static func hasText(_ bytes: ArraySlice<UInt8>, least: Int) -> Bool {
    var run = 0, last: UInt8 = 0, rises = false, falls = false
    for byte in bytes {
      let isLetter = (0x41...0x5a).contains(byte & 0xdf) || byte == 0x20 || byte == 0x5e || byte == 0x2c
      guard isLetter else {
        run = 0
        continue
      }
      rises = run > 0 && (rises || byte > last)
      falls = run > 0 && (falls || byte < last)
      (run, last) = (run + 1, byte)
      if run >= least, rises, falls { return true }
    }
    return false
  }
}
