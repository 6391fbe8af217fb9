import StyletTexts

/// The registry of data elements (PS3.6 §6 to §9, PS3.7 annex E), with what the basic confidentiality profile says of
/// each (PS3.15 table E.1-1).
///
/// The rows are text that the program carries (`Dictionary/elements.txt`), and they stay where they lie. Where each
/// begins is noted at the first look-up, in half a millisecond; a look-up bisects their tags, in less than a
/// microsecond, and makes values of a row only where they are asked for.
enum DICOMDictionary {
  /// A row.
  struct Entry: Hashable, Sendable {
    /// What the values may be, in the registry's order; empty where it says nothing.
    let representations: [DICOMValueRepresentation]
    /// How many values: "1", "2-2n".
    let multiplicity: String
    /// "PatientName"; empty for the few that never had one.
    let keyword: String
    let isRetired: Bool
    /// nil where the profile does not name the element.
    let profile: ConfidentialityProfile?
  }

  /// What the registry has for a tag, or for the groups that it is of (50xx, 60xx); nil where it has nothing, and for
  /// the elements of vendors.
  static func entry(_ tag: DICOMTag) -> Entry? { row(tag).map(entry) }

  /// The keyword; nil where there is none.
  static func keyword(_ tag: DICOMTag) -> String? { row(tag)?.word(keywordColumn).map(text) }

  /// What a value is where the file does not say; of several that which implicit VR means (PS3.5 annex A.1): words
  /// rather than bytes, and unsigned numbers rather than signed ones.
  static func representation(_ tag: DICOMTag) -> DICOMValueRepresentation? {
    guard let row = row(tag), row.bytes[row.start + 9] != UInt8(ascii: "-") else { return nil }
    let vr = DICOMValueRepresentation(row.bytes[row.start + 9], row.bytes[row.start + 10])
    return vr == .ob && row.bytes[row.start + 11] == UInt8(ascii: "/") ? .ow : vr
  }

  /// What the profile asks of an element: of those of vendors what its row on private attributes does.
  static func profile(_ tag: DICOMTag) -> ConfidentialityProfile? {
    tag.isPrivate ? .privateAttributes : row(tag).flatMap(profile)
  }

  /// The tag of a keyword that names one element; keywords of groups (60xx) are none's. Cost: a pass over all rows.
  static func tag(keyword: String) -> DICOMTag? {
    let wanted = Array(keyword.utf8)
    guard !wanted.isEmpty else { return nil }
    let row = rows.tags.first { $0.word(keywordColumn)?.elementsEqual(wanted) == true }
    return row.map { DICOMTag(code: $0.key.code) }
  }

  /// All keywords that name one element: for lists of many.
  static let tagsByKeyword: [String: DICOMTag] = {
    var found: [String: DICOMTag] = [:]
    found.reserveCapacity(rows.tags.count)
    for row in rows.tags {
      if let word = row.word(keywordColumn) { found[text(word)] = DICOMTag(code: row.key.code) }
    }
    return found
  }()

  /// How many rows there are.
  static var count: Int { rows.tags.count + rows.groups.count }

  // MARK: Rows

  private static let representationColumn = 1, multiplicityColumn = 2, keywordColumn = 3
  private static let newLine = UInt8(ascii: "\n")

  /// One line of the text.
  private struct Row: Sendable {
    let key: RowKey
    /// Where it begins.
    let start: Int

    var bytes: UnsafeBufferPointer<UInt8> { CarriedText.dicomElements }

    /// The words from the column on.
    func words(from column: Int) -> some Sequence<Slice<UnsafeBufferPointer<UInt8>>> {
      let end = bytes[start...].firstIndex(of: newLine) ?? bytes.endIndex
      return bytes[start..<end].split(separator: UInt8(ascii: " ")).dropFirst(column)
    }

    /// nil where the row has none.
    func word(_ column: Int) -> Slice<UnsafeBufferPointer<UInt8>>? {
      var start = start
      for _ in 0..<column {
        guard let blank = bytes[start...].firstIndex(of: UInt8(ascii: " ")) else { return nil }
        start = blank + 1
      }
      let word = bytes[start...].prefix { $0 > UInt8(ascii: " ") }
      return word.elementsEqual(CollectionOfOne(UInt8(ascii: "-"))) ? nil : word
    }
  }

  /// The eight digits that a row begins with, the first one in the highest byte: keys are in the order of the tags.
  private struct RowKey: Sendable {
    let digits: UInt64

    init(_ line: Slice<UnsafeBufferPointer<UInt8>>) {
      digits = line.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    init(_ tag: DICOMTag) {
      digits = (0..<8).reduce(UInt64(0)) { digits, n in
        let nibble = UInt64(tag.code >> UInt32(28 - 4 * n)) & 15
        return digits << 8 | (nibble < 10 ? nibble + 0x30 : nibble + 0x57)
      }
    }

    /// Lines shorter than a tag are none's, either.
    var isComment: Bool { digits >> 56 == 0x23 || digits >> 56 == 0 }

    /// Of a row of one tag.
    var code: UInt32 {
      (0..<8).reduce(UInt32(0)) { code, n in
        let digit = UInt32(truncatingIfNeeded: digits >> UInt64(56 - 8 * n)) & 255
        return code << 4 | (digit < 0x3a ? digit &- 0x30 : digit &- 0x57)
      }
    }

    /// FF for each "x": of digits and letters it alone has both 10 and 40 of its bits (hexadecimal).
    private var open: UInt64 { (digits & digits << 2 & 0x4040_4040_4040_4040) >> 6 * 255 }

    /// Of a row, whether it is of tags that repeat.
    var isGroup: Bool { open != 0 }

    /// Whether a tag's digits are these, where there is no "x".
    func includes(_ tag: RowKey) -> Bool { (digits ^ tag.digits) & ~open == 0 }
  }

  /// Where the rows are: those of one tag in the tags' order, and those of groups.
  private static let rows: (tags: [Row], groups: [Row]) = {
    var rows: (tags: [Row], groups: [Row]) = ([], [])
    rows.tags.reserveCapacity(6000)
    let text = CarriedText.dicomElements
    var start = 0
    for end in text.indices where text[end] == newLine {
      let key = RowKey(text[start..<end])
      let row = Row(key: key, start: start)
      start = end + 1
      if key.isComment { continue }
      if key.isGroup { rows.groups.append(row) } else { rows.tags.append(row) }
    }
    return rows
  }()

  private static func row(_ tag: DICOMTag) -> Row? {
    if tag.isPrivate { return nil }
    let key = RowKey(tag)
    let (tags, groups) = rows
    var low = 0
    var high = tags.count
    while low < high {
      let middle = (low + high) / 2
      if tags[middle].key.digits < key.digits { low = middle + 1 } else { high = middle }
    }
    if low < tags.count, tags[low].key.digits == key.digits { return tags[low] }
    return groups.first { $0.key.includes(key) }
  }

  private static func text(_ word: some Sequence<UInt8>) -> String { String(decoding: Array(word), as: UTF8.self) }

  /// "US/SS"
  private static func representations(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> [DICOMValueRepresentation] {
    stride(from: word.startIndex, to: word.endIndex - 1, by: 3).map {
      DICOMValueRepresentation(word[$0], word[$0 + 1])
    }
  }

  private static func profile(_ row: Row) -> ConfidentialityProfile? {
    var action: String?
    var options = ""
    for word in row.words(from: keywordColumn + 1) {
      switch word.first {
      case UInt8(ascii: "="): action = text(word.dropFirst())
      case UInt8(ascii: "+"): options = text(word.dropFirst())
      default: break
      }
    }
    return action.flatMap { ConfidentialityProfile(action: $0, options: options) }
  }

  private static func entry(_ row: Row) -> Entry {
    Entry(
      representations: row.word(representationColumn).map(representations) ?? [],
      multiplicity: row.word(multiplicityColumn).map(text) ?? "", keyword: row.word(keywordColumn).map(text) ?? "",
      isRetired: row.words(from: keywordColumn + 1).contains { $0.elementsEqual("ret".utf8) }, profile: profile(row))
  }
}
