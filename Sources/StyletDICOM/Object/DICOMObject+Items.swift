import StyletBase

/// Sequences: their items are objects, read, changed and written like any other.
extension DICOMObject {
  /// The items of a sequence; empty when it is absent.
  /// - Throws: ``Failure`` when there are more than `most`.
  func items(_ tag: DICOMTag, atMost most: Int = .max) throws -> [DICOMObject] {
    var items: [DICOMObject] = []
    try forEachItem(tag) { item in
      guard items.count < most else {
        throw Failure(.badData, "a sequence has more than \(most) items", at: self[tag]?.place)
      }
      items.append(item)
    }
    return items
  }

  /// Calls `body` with each item of a sequence in turn; none of them is kept.
  func forEachItem(_ tag: DICOMTag, _ body: (DICOMObject) throws -> Void) throws {
    try eachItem(tag) { try body($1) }
  }

  /// Calls `body` with the offset of each item's own header, 0 where it was made here, and with the item.
  func eachItem(_ tag: DICOMTag, _ body: (Int, DICOMObject) throws -> Void) throws {
    if let entry = try only(tag) { try eachItem(of: entry, body) }
  }

  func eachItem(of entry: Entry, _ body: (Int, DICOMObject) throws -> Void) throws {
    switch entry.content {
    case .items(let items): for item in items { try body(0, item) }
    case .bytes, .made: break
    case .stored, .borrowed:
      let (source, encoding) = origin(of: entry)
      try DICOMParser(source: source, encoding: encoding, characterSet: characterSet)
        .eachItem(of: entry.element, depth: depth + 1, body)
    }
  }

  /// Changes the items of a sequence: their elements, their number, their order. Without a sequence there are none, and
  /// one is made where there are some afterwards. Whether it states its length stays as it is.
  ///
  /// - Throws: ``Failure`` where the items cannot be read, or `change` throws: nothing is changed then.
  mutating func editItems(_ tag: DICOMTag, _ change: (inout [DICOMObject]) throws -> Void) throws {
    var items = try items(tag)
    let isUnknown = !items.contains { $0.explicit }
    try change(&items)
    guard let element = self[tag] else {
      if !items.isEmpty { set(tag, items: items) }
      return
    }
    let entry = changed(element, items, isUnknown: isUnknown)
    put(entry.element, entry.content)
  }

  /// Changes item `n` of a sequence, from 0.
  ///
  /// - Throws: ``Failure`` where there is none.
  mutating func edit(_ tag: DICOMTag, item n: Int, _ change: (inout DICOMObject) throws -> Void) throws {
    try editItems(tag) { items in
      guard items.indices.contains(n) else {
        throw Failure(.badData, "there is no item \(n + 1), only \(items.count)", at: "\(tag)")
      }
      try change(&items[n])
    }
  }

  /// Changes this object and the items of all its sequences, at every depth, from the outside in: items that `change`
  /// leaves alone stay as they were read.
  mutating func editAll(_ change: (inout DICOMObject) throws -> Void) throws {
    try change(&self)
    // A file may have a sequence twice, although none should: each is gone through.
    for n in entries.indices where entries[n].element.isSequence {
      var items: [DICOMObject] = []
      try eachItem(of: entries[n]) { items.append($1) }
      let isUnknown = !items.contains { $0.explicit }
      var isChanged = false
      for m in items.indices {
        try items[m].editAll(change)
        if items[m].unchanged == nil { isChanged = true }
      }
      guard isChanged else { continue }
      entries[n] = changed(entries[n].element, items, isUnknown: isUnknown)
      unchanged = nil
    }
  }

  /// An empty object that can become an item of this one's sequences.
  func newItem() -> DICOMObject {
    DICOMObject(encoding: encoding, characterSet: characterSet, depth: depth + 1)
  }

  /// - Parameter isUnknown: the items were written implicitly, as those of UN are, also in explicit files.
  private func changed(_ element: DICOMElement, _ items: [DICOMObject], isUnknown: Bool) -> Entry {
    let vr: DICOMValueRepresentation = element.statedVR == .un && isUnknown ? .un : .sq
    return Entry(
      element: DICOMElement(tag: element.tag, statedVR: vr, length: element.length.map { _ in 0 }),
      content: .items(items.map(inCharacterSet)))
  }

  /// An item that tells how its text is written where that is not as in this object.
  func inCharacterSet(_ item: DICOMObject) -> DICOMObject {
    guard item.characterSet != characterSet, item[.specificCharacterSet] == nil, item.isTextForeign else { return item }
    var item = item
    item.set(.specificCharacterSet, texts: item.characterSet.definedTerms)
    return item
  }

  /// Whether there are other characters than ASCII's.
  private var isTextForeign: Bool {
    entries.contains { entry in
      switch entry.content {
      case .bytes(let bytes): entry.element.vr.isText && bytes.contains { $0 >= 0x80 || $0 == 0x1b }
      case .items(let items): items.contains { $0.characterSet == characterSet && $0.isTextForeign }
      // What was read is known by its own data set only.
      case .stored, .borrowed: true
      case .made: false
      }
    }
  }
}
