import StyletBase
import StyletFiles

/// Finds the elements of data sets (PS3.5 §7): walks from header to header and fetches no value.
struct DICOMParser {
  let source: DICOMSource
  /// An element that does not state its VR, in a file that should, is read as implicit.
  let encoding: DICOMEncoding
  /// How text is written where a data set does not say: items of sequences inherit it.
  var characterSet = DICOMCharacterSet.ascii

  /// The deepest nesting of sequences that is followed; real files have fewer than ten.
  static let deepest = 32

  private var order: ByteOrder { encoding.order }
  private var explicit: Bool { encoding.explicit }

  init(source: DICOMSource, encoding: DICOMEncoding, characterSet: DICOMCharacterSet = .ascii) {
    self.source = source
    self.encoding = encoding
    self.characterSet = characterSet
  }

  init(source: DICOMSource, order: ByteOrder, explicit: Bool) {
    self.init(source: source, encoding: DICOMEncoding(order: order, explicit: explicit))
  }

  /// The elements from `start` on. Reading stops at the first element that `stop` accepts, which is the last one
  /// given, and whose value need not be complete; or else at `end`.
  func dataSet(
    from start: Int, to end: Int, depth: Int = 0, isDelimited: Bool = false,
    stop: (DICOMTag) -> Bool = { _ in false }
  ) throws -> DICOMObject {
    var entries: [DICOMObject.Entry] = []
    entries.reserveCapacity(depth == 0 ? 128 : 8)
    var offset = start
    var characterSet = characterSet
    var isWhole = true
    var isAscending = true
    while offset < end {
      let element = try header(at: offset, end: end)
      if element.tag == .itemEnd || element.tag == .sequenceEnd {
        // Strays; some writers close what they never opened.
        offset = element.offset
        continue
      }
      if let last = entries.last, last.element.tag >= element.tag { isAscending = false }
      entries.append(DICOMObject.Entry(element: element, content: .stored))
      if element.tag == .specificCharacterSet, let length = element.length, length <= 256,
        length <= end - element.offset
      {
        characterSet = DICOMCharacterSet(definedTerms: try source.bytes(at: element.offset, count: length))
      }
      if stop(element.tag) {
        isWhole = false
        break
      }
      offset = try self.end(of: element, container: end, depth: depth)
    }
    return DICOMObject(
      source: source, encoding: encoding, entries: entries, range: isWhole ? start..<end : nil, depth: depth,
      characterSet: characterSet, isDelimited: isDelimited,
      contradicted: isAscending ? [] : contradicted(entries.map(\.element), end: offset))
  }

  /// What stands among `elements` several times, and not with the same value (PS3.5 §7.1: each once, ascending).
  private func contradicted(_ elements: [DICOMElement], end: Int) -> Set<DICOMTag> {
    var first: [DICOMTag: Int] = [:]
    var found: Set<DICOMTag> = []
    func value(_ n: Int) -> Range<Int> {
      let element = elements[n]
      let next = n + 1 < elements.count ? elements[n + 1].start : end
      return element.offset..<max(element.offset, element.length.map { element.offset + $0 } ?? next)
    }
    for (n, element) in elements.enumerated() {
      guard let before = first[element.tag] else {
        first[element.tag] = n
        continue
      }
      guard !found.contains(element.tag) else { continue }
      let isWritten = element.vr.isWritten && elements[before].vr.isWritten
      if !isSame(value(before), value(n), isWritten: isWritten) { found.insert(element.tag) }
    }
    return found
  }

  /// Whether two values are the same, padding of what is written out apart. Long ones are not compared: they are not.
  private func isSame(_ a: Range<Int>, _ b: Range<Int>, isWritten: Bool) -> Bool {
    if a.isEmpty, b.isEmpty { return true }
    guard abs(a.count - b.count) <= (isWritten ? 2 : 0), a.count <= 1 << 20,
      let one = try? source.bytes(at: a.lowerBound, count: a.count),
      let other = try? source.bytes(at: b.lowerBound, count: b.count)
    else { return false }
    return one == other || isWritten && one.trimmingPadding() == other.trimmingPadding()
  }

  /// Calls `body` with the offset of each item's own header, and with its elements.
  func eachItem(of sequence: DICOMElement, depth: Int, _ body: (Int, DICOMObject) throws -> Void) throws {
    let end = sequence.length.map { sequence.offset + $0 } ?? source.size
    _ = try forEachItem(of: sequence, container: end, depth: depth) { parser, range, isDelimited in
      let item = try parser.dataSet(
        from: range.lowerBound, to: range.upperBound, depth: depth, isDelimited: isDelimited)
      try body(range.lowerBound - 8, item)
    }
  }

  /// The tag, VR, length and place of the value of the element at `offset`.
  func header(at offset: Int, end: Int) throws -> DICOMElement {
    guard end - offset >= 8 else {
      throw Failure(.badData, "cut short in the middle of an element", at: "offset \(offset)")
    }
    let tag = DICOMTag(try source.number(at: offset, order), try source.number(at: offset + 2, order))
    if explicit, tag.group != DICOMTag.item.group {
      let vr = DICOMValueRepresentation(
        try source.number(at: offset + 4, order), try source.number(at: offset + 5, order))
      if vr.isPlausible {
        if vr.hasLongLength {
          return DICOMElement(
            tag: tag, statedVR: vr, header: 12, offset: offset + 12,
            length: defined(try source.number(at: offset + 8, order)))
        }
        let length: UInt16 = try source.number(at: offset + 6, order)
        return DICOMElement(tag: tag, statedVR: vr, header: 8, offset: offset + 8, length: Int(length))
      }
    }
    return DICOMElement(
      tag: tag, statedVR: nil, header: 8, offset: offset + 8,
      length: defined(try source.number(at: offset + 4, order)))
  }

  private func defined(_ length: UInt32) -> Int? { length == DICOMEncoding.undefined ? nil : Int(length) }

  /// Where an element ends, and the next one begins.
  func end(of element: DICOMElement, container: Int, depth: Int) throws -> Int {
    guard let length = element.length else {
      return try forEachItem(of: element, container: container, depth: depth + 1) { _, _, _ in }
    }
    guard length <= container - element.offset else {
      throw Failure(
        .badData, "cut short: the value is \(length) bytes long and only \(container - element.offset) are there",
        at: "\(element.tag), offset \(element.offset)", advice: "copy the file again")
    }
    return element.offset + length
  }

  /// Calls `body` with where each item's elements lie and whether a delimiter ends it, and returns where the sequence
  /// ends.
  private func forEachItem(
    of sequence: DICOMElement, container: Int, depth: Int, _ body: (DICOMParser, Range<Int>, Bool) throws -> Void
  ) throws -> Int {
    guard depth <= Self.deepest else {
      throw Failure(
        .badData, "sequences are nested more than \(Self.deepest) deep",
        at: "\(sequence.tag), offset \(sequence.offset)")
    }
    // A sequence of unknown VR is written implicitly (PS3.5 §6.2.2, note 3 and CP-246). With a length that is stated
    // some programs write it as the rest of the file.
    let inner =
      explicit && sequence.vr == .un && (sequence.length == nil || isImplicit(sequence))
      ? DICOMParser(source: source, encoding: .implicitLittleEndian, characterSet: characterSet) : self
    let end = sequence.length.map { sequence.offset + $0 } ?? container
    var offset = sequence.offset
    while offset < end {
      let item = try inner.header(at: offset, end: end)
      if item.tag == .sequenceEnd { return item.offset }
      guard item.tag == .item else {
        throw Failure(
          .badData, "an item is expected in \(sequence.tag), not \(item.tag)", at: "offset \(offset)")
      }
      if let length = item.length {
        offset = try inner.end(of: item, container: end, depth: depth)
        try body(inner, item.offset..<item.offset + length, false)
      } else {
        let last = try inner.endOfItem(item, container: end, depth: depth)
        try body(inner, item.offset..<last.offset - 8, true)
        offset = last.offset
      }
    }
    guard sequence.length != nil else {
      throw Failure(
        .badData, "cut short in a sequence", at: "\(sequence.tag), offset \(sequence.offset)",
        advice: "copy the file again")
    }
    return end
  }

  /// Whether the first element of the first item states no VR.
  private func isImplicit(_ sequence: DICOMElement) -> Bool {
    let offset = sequence.offset + 8
    guard let length = sequence.length, length >= 16, let first: UInt16 = try? source.number(at: offset, .little),
      first != DICOMTag.item.group, let letters = try? source.bytes(at: offset + 4, count: 2)
    else { return false }
    return !DICOMValueRepresentation(letters[letters.startIndex], letters[letters.startIndex + 1]).isPlausible
  }

  /// The delimiter that ends an item of undefined length.
  private func endOfItem(_ item: DICOMElement, container: Int, depth: Int) throws -> DICOMElement {
    var offset = item.offset
    while offset < container {
      let element = try header(at: offset, end: container)
      if element.tag == .itemEnd { return element }
      offset = try end(of: element, container: container, depth: depth)
    }
    throw Failure(.badData, "cut short in an item", at: "offset \(item.offset)", advice: "copy the file again")
  }
}
