/// A data set to be written: elements in ascending order of their tags, whatever order they are set in.
///
/// Values are brought into the form that their VR asks for when they are set: even length, the longest text that
/// fits, no control characters, no separator within a value. An element with no value is written empty (type 2).
struct DICOMElements: Sendable {
  private struct Element: Sendable {
    let attribute: DICOMAttribute
    let value: Value
  }

  private enum Value: Sendable {
    case bytes([UInt8])
    case items([DICOMElements])
  }

  private var elements: [Element] = []

  init() {}

  var isEmpty: Bool { elements.isEmpty }

  /// Without a value: type 2.
  mutating func set(_ attribute: DICOMAttribute) { put(attribute, .bytes([])) }

  /// Texts, names, dates, codes and unique identifiers; also numbers that are written out already.
  mutating func set(_ attribute: DICOMAttribute, _ texts: String...) { set(attribute, texts: texts) }

  mutating func set(_ attribute: DICOMAttribute, texts: [String]) {
    put(attribute, .bytes(DICOMText.encode(texts, attribute.vr)))
  }

  /// Of VR DS (at most 16 characters each: eleven digits or more) or FD. Numbers that are not finite stay blank.
  mutating func set(_ attribute: DICOMAttribute, numbers: [Double]) {
    switch attribute.vr {
    case .ds: set(attribute, texts: numbers.map { DICOMText.decimal($0) })
    case .fd: put(attribute, .bytes(numbers.flatMap { Self.littleEndian($0.bitPattern) }))
    default: preconditionFailure("\(attribute.vr) is not DS or FD")
    }
  }

  /// Of VR IS, US, SS, UL or SL.
  ///
  /// - Precondition: each fits: the caller has checked what comes from a file.
  mutating func set(_ attribute: DICOMAttribute, _ numbers: Int...) { set(attribute, integers: numbers) }

  mutating func set(_ attribute: DICOMAttribute, integers: [Int]) {
    switch attribute.vr {
    case .is: set(attribute, texts: integers.map { "\(Int32($0))" })
    case .us: put(attribute, .bytes(integers.flatMap { Self.littleEndian(UInt16($0)) }))
    case .ss: put(attribute, .bytes(integers.flatMap { Self.littleEndian(Int16($0)) }))
    case .ul: put(attribute, .bytes(integers.flatMap { Self.littleEndian(UInt32($0)) }))
    case .sl: put(attribute, .bytes(integers.flatMap { Self.littleEndian(Int32($0)) }))
    default: preconditionFailure("\(attribute.vr) is no VR of whole numbers")
    }
  }

  /// Of VR AT.
  mutating func set(_ attribute: DICOMAttribute, tags: [DICOMTag]) {
    put(attribute, .bytes(tags.flatMap { Self.littleEndian($0.group) + Self.littleEndian($0.element) }))
  }

  /// Of VR OB, OW or UN: bytes as they are to stand in the file; an odd one out is padded with 0.
  mutating func set(_ attribute: DICOMAttribute, bytes: [UInt8]) {
    put(attribute, .bytes(bytes.count % 2 == 0 ? bytes : bytes + [0]))
  }

  /// Of VR SQ.
  mutating func set(_ attribute: DICOMAttribute, items: [DICOMElements]) { put(attribute, .items(items)) }

  /// Takes over all elements of `other`; where both have one, that of `other` counts.
  mutating func merge(_ other: DICOMElements) {
    for element in other.elements { put(element.attribute, element.value) }
  }

  private mutating func put(_ attribute: DICOMAttribute, _ value: Value) {
    let element = Element(attribute: attribute, value: value)
    // Mostly set in order.
    let at = elements.lastIndex { $0.attribute.tag <= attribute.tag }.map { $0 + 1 } ?? 0
    if at > 0, elements[at - 1].attribute.tag == attribute.tag {
      elements[at - 1] = element
    } else {
      elements.insert(element, at: at)
    }
  }

  // MARK: Little endian, explicit VR (PS3.5 §7.1.2, §7.5) or implicit (§7.1.3)

  /// All lengths are defined.
  func encoded(explicit: Bool = true) -> [UInt8] {
    var out: [UInt8] = []
    encode(into: &out, explicit: explicit)
    return out
  }

  func encode(into out: inout [UInt8], explicit: Bool = true) {
    for element in elements {
      switch element.value {
      case .bytes(let bytes):
        Self.header(element.attribute, length: bytes.count, explicit: explicit, into: &out)
        out += bytes
      case .items(let items):
        Self.header(element.attribute, length: 0, explicit: explicit, into: &out)
        let start = out.count
        for item in items {
          out += Self.itemHeader
          let first = out.count
          item.encode(into: &out, explicit: explicit)
          Self.setLength(out.count - first, at: first - 4, in: &out)
        }
        Self.setLength(out.count - start, at: start - 4, in: &out)
      }
    }
  }

  /// The tag, VR and length of an element. A value that is too long for the 16 bits of its VR's length is written
  /// as UN, whose length has 32 (PS3.5 §6.2.2, note on values of 64 KB and more); readers take its VR from the
  /// dictionary.
  ///
  /// - Precondition: the length fits in 32 bits.
  static func header(
    _ attribute: DICOMAttribute, length: Int, explicit: Bool = true, into out: inout [UInt8]
  ) {
    guard explicit else {
      out += littleEndian(attribute.tag.group)
      out += littleEndian(attribute.tag.element)
      out += littleEndian(UInt32(length))
      return
    }
    let vr = length > 0xfffe && !attribute.vr.hasLongLength ? .un : attribute.vr
    out += littleEndian(attribute.tag.group)
    out += littleEndian(attribute.tag.element)
    out.append(vr.first)
    out.append(vr.second)
    if vr.hasLongLength {
      out += [0, 0]
      out += littleEndian(UInt32(length))
    } else {
      out += littleEndian(UInt16(length))
    }
  }

  private static let itemHeader: [UInt8] = [0xfe, 0xff, 0x00, 0xe0, 0, 0, 0, 0]

  private static func setLength(_ length: Int, at offset: Int, in out: inout [UInt8]) {
    for (n, byte) in littleEndian(UInt32(length)).enumerated() { out[offset + n] = byte }
  }

  private static func littleEndian<T: FixedWidthInteger>(_ n: T) -> [UInt8] {
    withUnsafeBytes(of: n.littleEndian) { Array($0) }
  }
}
