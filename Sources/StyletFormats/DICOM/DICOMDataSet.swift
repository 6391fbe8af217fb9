import StyletCore

/// A data element by where its value lies; the value itself is fetched when asked for.
struct DICOMElement: Hashable, Sendable {
  let tag: DICOMTag
  let vr: DICOMValueRepresentation
  /// Of the value, in the source.
  let offset: Int
  /// Bytes of the value; nil when undefined: it ends with a delimiter.
  let length: Int?
}

/// The elements of a data set or of a sequence's item, with typed access to their values.
///
/// Explicit VRs are trusted only as far as they make sense: a value is read by the VR that the file states when
/// that is a number or text, else by the dictionary's.
struct DICOMDataSet {
  let source: DICOMSource
  let order: ByteOrder
  let explicit: Bool
  let elements: [DICOMElement]
  /// How deep in sequences this is; 0 for a file's own data set.
  let depth: Int
  /// SpecificCharacterSet, its own or that of the data set around it.
  let characterSet: DICOMCharacterSet

  /// The longest value that is taken for text or numbers.
  private static let longestValue = 1 << 20

  subscript(_ tag: DICOMTag) -> DICOMElement? { elements.first { $0.tag == tag } }

  /// The value's bytes; nil when the element is absent or empty.
  func bytes(_ tag: DICOMTag) throws -> ArraySlice<UInt8>? {
    guard let element = self[tag], let length = element.length, length > 0 else { return nil }
    guard length <= Self.longestValue else {
      throw Failure(.badData, "a value of \(length) bytes is too long", at: place(element))
    }
    return try source.bytes(at: element.offset, count: length)
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
    guard let element = self[tag], let bytes = try bytes(tag) else { return [] }
    let reader = ByteReader(Array(bytes), order: order, fileOffset: element.offset)
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
        guard let value = Double(text), value.isFinite else {
          throw Failure(.badData, "\"\(text.prefix(32))\" is not a number", at: place(element))
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
      throw Failure(.badData, "\(value) is not a whole number", at: self[tag].map(place))
    }
    guard range.contains(whole) else {
      throw Failure(
        .badData, "\(whole) is not from \(range.lowerBound) to \(range.upperBound)", at: self[tag].map(place))
    }
    return whole
  }

  /// The values of an AT element.
  func tags(_ tag: DICOMTag) throws -> [DICOMTag] {
    guard let element = self[tag], let bytes = try bytes(tag) else { return [] }
    let reader = ByteReader(Array(bytes), order: order, fileOffset: element.offset)
    return try stride(from: 0, through: bytes.count - 4, by: 4).map {
      DICOMTag(try reader.at($0), try reader.at($0 + 2))
    }
  }

  /// The items of a sequence; empty when it is absent.
  /// - Throws: ``Failure`` when there are more than `most`.
  func items(_ tag: DICOMTag, atMost most: Int = .max) throws -> [DICOMDataSet] {
    var items: [DICOMDataSet] = []
    try forEachItem(tag) { item in
      guard items.count < most else {
        throw Failure(.badData, "a sequence has more than \(most) items", at: self[tag].map(place))
      }
      items.append(item)
    }
    return items
  }

  /// Calls `body` with each item of a sequence in turn; none of them is kept.
  func forEachItem(_ tag: DICOMTag, _ body: (DICOMDataSet) throws -> Void) throws {
    guard let element = self[tag] else { return }
    try DICOMParser(source: source, order: order, explicit: explicit, characterSet: characterSet)
      .forEachItem(of: element, depth: depth + 1, body)
  }

  /// "(0028,0010) Rows, offset 1234"
  func place(_ element: DICOMElement) -> String { "\(element.tag), offset \(element.offset)" }
}

extension DICOMValueRepresentation {
  fileprivate var isBinaryNumber: Bool { [.us, .ss, .ul, .sl, .fl, .fd].contains(self) }
  fileprivate var isWrittenNumber: Bool { self == .ds || self == .is }
}

extension ArraySlice<UInt8> {
  /// Without the blanks and NULs around a text value.
  func trimmingPadding() -> ArraySlice<UInt8> {
    let isText: (UInt8) -> Bool = { $0 != 0x20 && $0 != 0 }
    guard let first = firstIndex(where: isText), let last = lastIndex(where: isText) else { return [] }
    return self[first...last]
  }
}
