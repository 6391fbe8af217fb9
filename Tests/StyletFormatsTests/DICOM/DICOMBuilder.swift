@testable import StyletDICOM
@testable import StyletFiles

/// A data element to be written; small enough to be wrong on purpose.
struct TestElement {
  enum Value {
    case text(String)
    case bytes([UInt8])
    /// Words in the file's byte order.
    case words([UInt16])
    /// A sequence, and whether it and its items state their lengths.
    case items([[TestElement]], defined: Bool)
    /// Fragments after an empty offset table.
    case fragments([[UInt8]])
    /// Bytes under an undefined length; their end is in them.
    case undefined([UInt8])
  }

  var tag: DICOMTag
  var vr: String
  var value: Value

  init(_ tag: DICOMTag, _ vr: String, _ value: Value) {
    self.tag = tag
    self.vr = vr
    self.value = value
  }

  init(_ tag: DICOMTag, _ vr: String, _ text: String) { self.init(tag, vr, .text(text)) }
  init(_ tag: DICOMTag, _ number: Int) { self.init(tag, "US", .words([UInt16(truncatingIfNeeded: number)])) }
}

/// Writes data sets as PS3.5 has them.
struct TestWriter {
  var order: ByteOrder = .little
  var explicit = true

  func dataSet(_ elements: [TestElement]) -> [UInt8] {
    elements.sorted { $0.tag < $1.tag }.flatMap(element)
  }

  /// A file with preamble and meta information; `syntax` is what it states, the data set is as it is given.
  static func file(_ dataSet: [UInt8], syntax: String?) -> [UInt8] {
    var meta = [TestElement(DICOMTag(0x0002, 0x0002), "UI", "1.2.840.10008.5.1.4.1.1.2")]
    if let syntax { meta.append(TestElement(.transferSyntaxUID, "UI", syntax)) }
    let body = TestWriter().dataSet(meta)
    let length = TestWriter().number(UInt32(body.count))
    let head = TestWriter().element(TestElement(DICOMTag(0x0002, 0x0000), "UL", .bytes(length)))
    return [UInt8](repeating: 0, count: 128) + Array("DICM".utf8) + head + body + dataSet
  }

  func number<T: FixedWidthInteger>(_ n: T) -> [UInt8] {
    withUnsafeBytes(of: order == .little ? n.littleEndian : n.bigEndian) { Array($0) }
  }

  private func tag(_ tag: DICOMTag) -> [UInt8] { number(tag.group) + number(tag.element) }

  func element(_ e: TestElement) -> [UInt8] {
    var value: [UInt8] = []
    var isUndefined = false
    switch e.value {
    case .text(let text):
      value = Array(text.utf8)
      if value.count % 2 == 1 { value.append(e.vr == "UI" ? 0 : 0x20) }
    case .bytes(let bytes): value = bytes
    case .words(let words): value = words.flatMap { number($0) }
    case .items(let items, let defined):
      isUndefined = !defined
      for item in items {
        let body = dataSet(item)
        value += tag(.item) + number(defined ? UInt32(body.count) : .max) + body
        if !defined { value += tag(.itemEnd) + number(UInt32(0)) }
      }
      if !defined { value += tag(.sequenceEnd) + number(UInt32(0)) }
    case .fragments(let fragments):
      isUndefined = true
      for fragment in [[]] + fragments { value += tag(.item) + number(UInt32(fragment.count)) + fragment }
      value += tag(.sequenceEnd) + number(UInt32(0))
    case .undefined(let bytes):
      isUndefined = true
      value = bytes
    }
    let length = isUndefined ? UInt32.max : UInt32(value.count)
    guard explicit else { return tag(e.tag) + number(length) + value }
    let vr = Array(e.vr.utf8)
    if DICOMValueRepresentation(vr[0], vr[1]).hasLongLength {
      return tag(e.tag) + vr + [0, 0] + number(length) + value
    }
    return tag(e.tag) + vr + number(UInt16(truncatingIfNeeded: length)) + value
  }
}

extension DICOMObject {
  /// A whole number of any size: what a test looks for it names itself.
  func integer(_ tag: DICOMTag, signed: Bool? = nil) throws -> Int? {
    try integer(tag, in: Int.min...Int.max, signed: signed)
  }
}
