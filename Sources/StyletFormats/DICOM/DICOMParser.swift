import StyletCore

/// Finds the elements of data sets (PS3.5 §7): walks from header to header and fetches no value.
struct DICOMParser {
  let source: DICOMSource
  let order: ByteOrder
  /// Whether elements state their VR. One that does not, in a file that should, is read as implicit.
  let explicit: Bool
  /// How text is written where a data set does not say: items of sequences inherit it.
  var characterSet = DICOMCharacterSet.ascii

  /// The deepest nesting of sequences that is followed; real files have fewer than ten.
  static let deepest = 32

  private static let undefined: UInt32 = 0xffff_ffff

  /// The elements from `start` on. Reading stops at the first element that `stop` accepts, which is the last one
  /// given, and whose value need not be complete; or else at `end`.
  func dataSet(
    from start: Int, to end: Int, depth: Int = 0, stop: (DICOMTag) -> Bool = { _ in false }
  ) throws -> DICOMDataSet {
    var elements: [DICOMElement] = []
    elements.reserveCapacity(depth == 0 ? 128 : 8)
    var offset = start
    var characterSet = characterSet
    while offset < end {
      let element = try header(at: offset, end: end)
      if element.tag == .itemEnd || element.tag == .sequenceEnd {
        // Strays; some writers close what they never opened.
        offset = element.offset
        continue
      }
      elements.append(element)
      if element.tag == .specificCharacterSet, let length = element.length, length <= 256,
        length <= end - element.offset
      {
        characterSet = DICOMCharacterSet(definedTerms: try source.bytes(at: element.offset, count: length))
      }
      if stop(element.tag) { break }
      offset = try self.end(of: element, container: end, depth: depth)
    }
    return DICOMDataSet(
      source: source, order: order, explicit: explicit, elements: elements, depth: depth, characterSet: characterSet)
  }

  /// Calls `body` with each item of a sequence in turn.
  func forEachItem(of sequence: DICOMElement, depth: Int, _ body: (DICOMDataSet) throws -> Void) throws {
    try eachItem(of: sequence, depth: depth) { try body($1) }
  }

  /// Calls `body` with the offset of each item's own header, and with its elements.
  func eachItem(of sequence: DICOMElement, depth: Int, _ body: (Int, DICOMDataSet) throws -> Void) throws {
    let end = sequence.length.map { sequence.offset + $0 } ?? source.size
    _ = try forEachItem(of: sequence, container: end, depth: depth) { parser, start, end in
      try body(start - 8, try parser.dataSet(from: start, to: end, depth: depth))
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
            tag: tag, vr: vr, offset: offset + 12, length: defined(try source.number(at: offset + 8, order)))
        }
        let length: UInt16 = try source.number(at: offset + 6, order)
        return DICOMElement(tag: tag, vr: vr, offset: offset + 8, length: Int(length))
      }
    }
    return DICOMElement(
      tag: tag, vr: tag.dictionaryVR, offset: offset + 8, length: defined(try source.number(at: offset + 4, order)))
  }

  private func defined(_ length: UInt32) -> Int? { length == Self.undefined ? nil : Int(length) }

  /// Where the next element begins.
  private func end(of element: DICOMElement, container: Int, depth: Int) throws -> Int {
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

  /// Calls `body` with each item's first and end offset, and returns where the sequence ends.
  private func forEachItem(
    of sequence: DICOMElement, container: Int, depth: Int, _ body: (DICOMParser, Int, Int) throws -> Void
  ) throws -> Int {
    guard depth <= Self.deepest else {
      throw Failure(
        .badData, "sequences are nested more than \(Self.deepest) deep",
        at: "\(sequence.tag), offset \(sequence.offset)")
    }
    // A sequence of unknown VR and undefined length is written implicitly (PS3.5 §6.2.2, note 3 and CP-246).
    let inner =
      sequence.vr == .un && sequence.length == nil && explicit
      ? DICOMParser(source: source, order: .little, explicit: false, characterSet: characterSet) : self
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
        try body(inner, item.offset, item.offset + length)
      } else {
        let last = try inner.endOfItem(item, container: end, depth: depth)
        try body(inner, item.offset, last.offset - 8)
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
