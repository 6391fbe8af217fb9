/// The registry of data elements (PS3.6 §6 to §9, PS3.7 annex E), with what the basic confidentiality profile says of
/// each (PS3.15 table E.1-1).
///
/// The rows are text that the program carries (``DICOMDictionaryRows``). An index of their tags is made at the first
/// look-up, in less than a millisecond; a look-up is a binary search in it, and makes values of a row only where they
/// are asked for.
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
    return index.first { Row(bytes: tags, start: $0.start).word(keywordColumn)?.elementsEqual(wanted) == true }
      .map { DICOMTag(code: $0.code) }
  }

  /// How many rows there are.
  static var count: Int { index.count + groups.count }

  // MARK: Rows

  private static let representationColumn = 1, multiplicityColumn = 2, keywordColumn = 3

  /// One line of the text.
  private struct Row {
    let bytes: UnsafeBufferPointer<UInt8>
    let start: Int

    /// The words from the column on.
    func words(from column: Int) -> some Sequence<Slice<UnsafeBufferPointer<UInt8>>> {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
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

  /// Text of the program itself: it lives as long as the program.
  private static var tags: UnsafeBufferPointer<UInt8> { buffer(DICOMDictionaryRows.tags) }

  private static func buffer(_ text: StaticString) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
  }

  private static let index: [(code: UInt32, start: Int)] = lines(tags).map {
    (number(tags, at: $0) { digit in digit }, $0)
  }

  /// The tags that repeat: which bits count, and what they must be. The digit "x" is 0 in both.
  private static let groups: [(mask: UInt32, code: UInt32, start: Int)] = {
    let text = buffer(DICOMDictionaryRows.groups)
    return lines(text).map { start in
      let mask = number(text, at: start) { $0 == UInt8(ascii: "x") ? UInt8(ascii: "0") : UInt8(ascii: "f") }
      return (mask, number(text, at: start) { $0 == UInt8(ascii: "x") ? UInt8(ascii: "0") : $0 }, start)
    }
  }()

  /// Where each line begins.
  private static func lines(_ text: UnsafeBufferPointer<UInt8>) -> [Int] {
    var lines: [Int] = []
    lines.reserveCapacity(6000)
    var start = 0
    for n in text.indices where text[n] == UInt8(ascii: "\n") {
      lines.append(start)
      start = n + 1
    }
    lines.append(start)
    return lines
  }

  /// The tag that a line begins with: eight hexadecimal digits, as `digit` makes them of the text's.
  private static func number(
    _ text: UnsafeBufferPointer<UInt8>, at start: Int, digit: (UInt8) -> UInt8
  ) -> UInt32 {
    var code: UInt32 = 0
    for n in start..<start + 8 {
      let digit = digit(text[n])
      code = code << 4 | UInt32(digit < UInt8(ascii: "a") ? digit &- UInt8(ascii: "0") : digit &- 87)
    }
    return code
  }

  private static func row(_ tag: DICOMTag) -> Row? {
    if tag.isPrivate { return nil }
    let rows = index
    var low = 0
    var high = rows.count
    while low < high {
      let middle = (low + high) / 2
      if rows[middle].code < tag.code { low = middle + 1 } else { high = middle }
    }
    if low < rows.count, rows[low].code == tag.code { return Row(bytes: tags, start: rows[low].start) }
    return groups.first { tag.code & $0.mask == $0.code }
      .map { Row(bytes: buffer(DICOMDictionaryRows.groups), start: $0.start) }
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
