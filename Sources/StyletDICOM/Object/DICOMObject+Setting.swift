import StyletImaging

/// Changes.
///
/// Values are brought into the form that their VR asks for when they are set: even length, the longest text that fits,
/// no control characters, no separator within a value, the object's character set. An element with no value is
/// written empty (type 2). The VR is the dictionary's where none is given.
extension DICOMObject {
  /// Without a value: type 2.
  mutating func set(_ tag: DICOMTag, vr: DICOMValueRepresentation? = nil) { put(tag, vr, []) }

  /// Texts, names, dates, codes and unique identifiers; also numbers that are written out already.
  mutating func set(_ tag: DICOMTag, vr: DICOMValueRepresentation? = nil, _ texts: String...) {
    set(tag, vr: vr, texts: texts)
  }

  /// SpecificCharacterSet holds for what is set after it.
  mutating func set(_ tag: DICOMTag, vr: DICOMValueRepresentation? = nil, texts: [String]) {
    let bytes = DICOMText.encode(texts, vr ?? tag.dictionaryVR, in: characterSet)
    put(tag, vr, bytes)
    if tag == .specificCharacterSet { characterSet = DICOMCharacterSet(definedTerms: bytes[...]) }
  }

  /// Of VR DS (at most 16 characters each: eleven digits or more), FD or FL. Numbers that are not finite stay blank.
  mutating func set(_ tag: DICOMTag, vr: DICOMValueRepresentation? = nil, numbers: [Double]) {
    switch vr ?? tag.dictionaryVR {
    case .ds: set(tag, vr: vr, texts: numbers.map { DICOMText.decimal($0) })
    case .fd: put(tag, vr, encoding.bytes(numbers.map(\.bitPattern)))
    case .fl: put(tag, vr, encoding.bytes(numbers.map { Float($0).bitPattern }))
    case let other: preconditionFailure("\(other) is not DS, FD or FL")
    }
  }

  /// Of VR IS, US, SS, UL or SL.
  ///
  /// - Precondition: each fits: the caller has checked what comes from a file.
  mutating func set(_ tag: DICOMTag, vr: DICOMValueRepresentation? = nil, _ numbers: Int...) {
    set(tag, vr: vr, integers: numbers)
  }

  mutating func set(_ tag: DICOMTag, vr: DICOMValueRepresentation? = nil, integers: [Int]) {
    switch vr ?? tag.dictionaryVR {
    case .is: set(tag, vr: vr, texts: integers.map { "\(Int32($0))" })
    case .us: put(tag, vr, encoding.bytes(integers.map { UInt16($0) }))
    case .ss: put(tag, vr, encoding.bytes(integers.map { Int16($0) }))
    case .ul: put(tag, vr, encoding.bytes(integers.map { UInt32($0) }))
    case .sl: put(tag, vr, encoding.bytes(integers.map { Int32($0) }))
    case let other: preconditionFailure("\(other) is no VR of whole numbers")
    }
  }

  /// Of VR AT.
  mutating func set(_ tag: DICOMTag, vr: DICOMValueRepresentation? = nil, tags: [DICOMTag]) {
    put(tag, vr, encoding.bytes(tags.flatMap { [$0.group, $0.element] }))
  }

  /// Bytes as they are to stand in the file, in the object's byte order; an odd one out is padded with 0.
  mutating func set(_ tag: DICOMTag, vr: DICOMValueRepresentation? = nil, bytes: [UInt8]) {
    put(tag, vr, bytes.count % 2 == 0 ? bytes : bytes + [0])
  }

  /// Pixels that are made while they are written, little endian.
  mutating func set(_ tag: DICOMTag, vr: DICOMValueRepresentation? = nil, stream: DICOMStream) {
    put(DICOMElement(tag: tag, statedVR: vr ?? tag.dictionaryVR, length: stream.length), .made(stream))
  }

  /// Of VR SQ, with a length that is stated.
  mutating func set(_ tag: DICOMTag, items: [DICOMObject]) {
    put(DICOMElement(tag: tag, statedVR: .sq, length: 0), .items(items.map(inCharacterSet)))
  }

  /// Takes an element out, however often it stands there; nothing where it is absent.
  mutating func remove(_ tag: DICOMTag) { removeAll { $0.tag == tag } }

  mutating func removeAll(where isRemoved: (DICOMElement) -> Bool) {
    guard entries.contains(where: { isRemoved($0.element) }) else { return }
    entries.removeAll { isRemoved($0.element) }
    unchanged = nil
  }

  /// Takes over all elements of `other`; where both have one, that of `other` counts. What `other` was read from is
  /// referred to, not copied.
  ///
  /// - Precondition: texts are in this object's character set.
  mutating func merge(_ other: DICOMObject) {
    let origin = Origin(other.source, other.encoding)
    for entry in other.entries {
      switch entry.content {
      case .stored: put(entry.element, .borrowed(origin))
      case .bytes(let bytes) where other.order != order: put(entry.element, .bytes(entry.element.vr.swapped(bytes)))
      case .borrowed, .bytes, .items, .made: put(entry.element, entry.content)
      }
    }
  }

  private mutating func put(_ tag: DICOMTag, _ vr: DICOMValueRepresentation?, _ bytes: [UInt8]) {
    put(DICOMElement(tag: tag, statedVR: vr ?? tag.dictionaryVR, length: bytes.count), .bytes(bytes))
  }

  /// In the place of the element that is there, else after the last one with a lower tag.
  mutating func put(_ element: DICOMElement, _ content: Content) {
    unchanged = nil
    contradicted.remove(element.tag)
    let entry = Entry(element: element, content: content)
    // Mostly set in order.
    guard let last = entries.last, last.element.tag >= element.tag else { return entries.append(entry) }
    guard let old = entries.firstIndex(where: { $0.element.tag == element.tag }) else {
      let at = entries.lastIndex { $0.element.tag < element.tag }.map { $0 + 1 } ?? 0
      return entries.insert(entry, at: at)
    }
    entries[old] = entry
    // A file may have an element twice, although none should.
    var seen = false
    entries.removeAll { other in
      guard other.element.tag == element.tag else { return false }
      defer { seen = true }
      return seen
    }
  }
}
