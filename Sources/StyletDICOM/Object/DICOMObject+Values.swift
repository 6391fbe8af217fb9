import StyletBase
import StyletFiles

/// Typed access to values.
///
/// Explicit VRs are trusted only as far as they make sense: a value is read by the VR that the file states when
/// that is a number or text, else by the dictionary's.
extension DICOMObject {
  /// The longest value that is taken for text or numbers.
  private static let longestValue = 1 << 20

  /// The value's bytes; nil when the element is absent or empty, and of sequences and streams that were made here.
  ///
  /// - Throws: ``Failure`` when there are more than `most`, and as all that reads a value where ``only(_:)`` does.
  func bytes(_ tag: DICOMTag, atMost most: Int = longestValue) throws -> ArraySlice<UInt8>? {
    try only(tag).flatMap { try bytes(of: $0, atMost: most) }
  }

  func bytes(of entry: Entry, atMost most: Int = longestValue) throws -> ArraySlice<UInt8>? {
    switch entry.content {
    case .bytes(let bytes): return bytes.isEmpty ? nil : bytes[...]
    case .items, .made: return nil
    case .stored, .borrowed:
      let element = entry.element
      guard let length = element.length, length > 0 else { return nil }
      guard length <= most else {
        throw Failure(.badData, "a value of \(length) bytes is too long", at: element.place)
      }
      return try origin(of: entry).source.bytes(at: element.offset, count: length)
    }
  }

  /// The values of a text element, without padding; empty when it is absent.
  func strings(_ tag: DICOMTag) throws -> [String] {
    guard let bytes = try bytes(tag) else { return [] }
    return characterSet.values(bytes)
  }

  /// The first value of a text element; nil when it is absent or blank.
  func string(_ tag: DICOMTag) throws -> String? {
    let first = try strings(tag).first
    return first?.isEmpty == false ? first : nil
  }

  /// Every value of a numeric element, binary or written out; empty when it is absent or blank.
  ///
  /// - Parameter signed: of words whose sign the dictionary leaves to PixelRepresentation ("US or SS").
  func numbers(_ tag: DICOMTag, signed: Bool? = nil) throws -> [Double] {
    guard let entry = try only(tag), let bytes = try bytes(of: entry) else { return [] }
    let element = entry.element
    let reader = ByteReader(Array(bytes), order: origin(of: entry).encoding.order, fileOffset: element.offset)
    var vr = element.vr.isBinaryNumber || element.vr.isWrittenNumber ? element.vr : tag.dictionaryVR
    if let signed, vr == .us || vr == .ss { vr = signed ? .ss : .us }
    func all<T>(_ size: Int, _ read: (Int) throws -> T) rethrows -> [T] {
      try stride(from: 0, through: bytes.count - size, by: size).map(read)
    }
    switch vr {
    case .us: return try all(2) { Double(try reader.at($0, UInt16.self)) }
    case .ss: return try all(2) { Double(try reader.at($0, Int16.self)) }
    case .ul: return try all(4) { Double(try reader.at($0, UInt32.self)) }
    case .sl: return try all(4) { Double(try reader.at($0, Int32.self)) }
    case .fl: return try all(4) { Double(try reader.at($0, Float.self)) }
    case .fd: return try all(8) { try reader.at($0, Double.self) }
    default:
      let texts = try strings(tag)
      if texts.allSatisfy(\.isEmpty) { return [] }
      return try texts.map { text in
        guard isDecimal(text), let value = Double(text), value.isFinite else {
          throw Failure(.badData, "\"\(text.prefix(32))\" is not a number", at: element.place)
        }
        return value
      }
    }
  }

  func number(_ tag: DICOMTag) throws -> Double? { try numbers(tag).first }

  /// The first value as a whole number; nil when the element is absent or blank.
  ///
  /// - Parameter range: what there can be: none is without, so that no arithmetic on what a file states can trap.
  /// - Throws: ``Failure`` when it is no whole number, or out of the range.
  func integer(_ tag: DICOMTag, in range: ClosedRange<Int>, signed: Bool? = nil) throws -> Int? {
    guard let value = try numbers(tag, signed: signed).first else { return nil }
    guard let whole = Int(exactly: value) else {
      throw Failure(.badData, "\(value) is not a whole number", at: self[tag]?.place)
    }
    guard range.contains(whole) else {
      throw Failure(
        .badData, "\(whole) is not from \(range.lowerBound) to \(range.upperBound)", at: self[tag]?.place)
    }
    return whole
  }

  /// The values of an AT element.
  func tags(_ tag: DICOMTag) throws -> [DICOMTag] {
    guard let entry = try only(tag), let bytes = try bytes(of: entry) else { return [] }
    let reader = ByteReader(
      Array(bytes), order: origin(of: entry).encoding.order, fileOffset: entry.element.offset)
    return try stride(from: 0, through: bytes.count - 4, by: 4).map {
      DICOMTag(try reader.at($0), try reader.at($0 + 2))
    }
  }
}

/// Whether a text is a number as DS and IS write it (PS3.5 §6.2): Swift reads hexadecimal ones besides.
private func isDecimal(_ text: String) -> Bool {
  text.utf8.allSatisfy { (0x30...0x39).contains($0) || [0x2b, 0x2d, 0x2e, 0x45, 0x65].contains($0) }
}

extension DICOMValueRepresentation {
  fileprivate var isBinaryNumber: Bool { [.us, .ss, .ul, .sl, .fl, .fd].contains(self) }
  fileprivate var isWrittenNumber: Bool { self == .ds || self == .is }
}
