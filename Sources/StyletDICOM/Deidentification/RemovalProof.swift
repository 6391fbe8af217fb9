import StyletBase

/// Looks for what was removed in the bytes of what leaves: every value in each encoding it may have, dates as people
/// write them, capitals or not. A hit is none where the value there was put by the key or from a table, or is a number
/// that only has the same digits.
struct RemovalProof {
  private let made: Set<String>
  private let identifiers: Set<String>
  private let words: KnownWords
  /// Bytes to look for, in small letters, and whether they are one whole number.
  private let patterns: [[UInt8]]
  /// Patterns by their first four bytes, and which of those there may be.
  private let places: [UInt32: [Int]]
  private let filter: [Bool]
  /// Values that are looked for.
  let count: Int

  init(_ record: CleaningRecord, words: KnownWords, in set: DICOMCharacterSet) {
    (made, self.words) = (record.made, words)
    identifiers = record.removed.identifiers
    count = record.removed.count
    var all = Set(record.removed.stored.map(Self.folded))
    for text in record.removed.texts { all.formUnion(Self.encodings(text, set)) }
    for date in record.removed.dates {
      for form in MovedDate.forms(of: date) { all.formUnion(Self.encodings(form, set)) }
    }
    patterns = all.filter { $0.count >= 4 }
    var places: [UInt32: [Int]] = [:], filter = [Bool](repeating: false, count: 1 << 16)
    for (n, pattern) in patterns.enumerated() {
      let start = pattern[0..<4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      places[start, default: []].append(n)
      filter[Self.slot(start)] = true
    }
    (self.places, self.filter) = (places, filter)
  }

  private static func encodings(_ text: String, _ set: DICOMCharacterSet) -> Set<[UInt8]> {
    var found: Set<[UInt8]> = [folded(Array(text.utf8))]
    if !text.utf8.allSatisfy({ $0 < 0x80 }) {
      for set in [set, .latin1] {
        let bytes = set.encode(text)
        if !bytes.contains(UInt8(ascii: "?")) { found.insert(folded(bytes)) }
      }
    }
    let units = Array(text.utf16)
    found.insert(folded(units.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }))
    found.insert(folded(units.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }))
    return found
  }

  private static func folded(_ bytes: [UInt8]) -> [UInt8] { bytes.map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 } }

  private static func slot(_ start: UInt32) -> Int { Int((start &* 0x9e37_79b1) >> 16) }

  // MARK: Looking

  /// - Returns: the elements that have what was removed; `nil` stands for bytes that are no element's.
  func hits(in file: DICOMFile, path: String) throws -> [DICOMTag?] {
    let isDeflated = file.transferSyntax.encoding == .deflated
    let source = try DICOMSource(path: path)
    let pixels = file.dataSet[.pixelData]
    var spans = try Self.spans(file.meta)
    var parts = [0..<(isDeflated ? file.metaEnd : pixels?.start ?? source.size)]
    var found: [DICOMTag?] = []
    if isDeflated {
      found += try hits(source, parts, spans)
      (parts, spans) = ([0..<(pixels?.start ?? file.dataSet.source.size)], [])
    }
    spans += try Self.spans(file.dataSet)
    let end = try pixels.map { try file.dataSet.end(of: $0) } ?? file.dataSet.source.size
    if end < file.dataSet.source.size { parts.append(end..<file.dataSet.source.size) }
    return found + (try hits(file.dataSet.source, parts, spans))
  }

  private func hits(_ source: DICOMSource, _ parts: [Range<Int>], _ spans: [Span]) throws -> [DICOMTag?] {
    let spans = spans.sorted { $0.range.lowerBound < $1.range.lowerBound }
    let longest = patterns.reduce(4) { max($0, $1.count) }
    var found: [DICOMTag?] = []
    for part in parts {
      // Pieces that have the longest pattern in common.
      for start in stride(from: part.lowerBound, to: part.upperBound, by: 1 << 20) {
        let stop = min(start + 1 << 20 + longest, part.upperBound)
        let bytes = Self.folded(Array(try source.bytes(at: start, count: stop - start)))
        for (at, pattern) in occurrences(in: bytes) {
          let hit = start + at..<start + at + patterns[pattern].count
          let span = Self.span(of: hit, spans)
          if let span, try isChance(hit, span, source) { continue }
          if span == nil, Self.touches(hit, spans) { continue }
          found.append(span?.tag)
        }
      }
    }
    return found
  }

  private func occurrences(in bytes: [UInt8]) -> [(at: Int, pattern: Int)] {
    guard bytes.count >= 4, !patterns.isEmpty else { return [] }
    var found: [(Int, Int)] = []
    var start = UInt32(bytes[0]) << 16 | UInt32(bytes[1]) << 8 | UInt32(bytes[2])
    for n in 3..<bytes.count {
      start = start << 8 | UInt32(bytes[n])
      guard filter[Self.slot(start)], let candidates = places[start] else { continue }
      for pattern in candidates where bytes[(n - 3)...].starts(with: patterns[pattern]) { found.append((n - 3, pattern)) }
    }
    return found
  }

  // MARK: What is where

  private struct Span {
    let range: Range<Int>
    let tag: DICOMTag
    let vr: DICOMValueRepresentation
  }

  /// The values of an object and of its items, where they lie.
  private static func spans(_ object: DICOMObject) throws -> [Span] {
    var spans: [Span] = []
    for entry in object.entries {
      if entry.element.isSequence {
        try object.eachItem(of: entry) { spans += try Self.spans($1) }
      } else if let length = entry.element.length, entry.element.tag != .pixelData {
        let element = entry.element
        spans.append(Span(range: element.offset..<element.offset + length, tag: element.tag, vr: element.vr))
      }
    }
    return spans
  }

  /// The value that a hit lies in.
  private static func span(of hit: Range<Int>, _ spans: [Span]) -> Span? {
    var low = 0, high = spans.count
    while low < high {
      let middle = (low + high) / 2
      if spans[middle].range.lowerBound <= hit.lowerBound { low = middle + 1 } else { high = middle }
    }
    guard low > 0, spans[low - 1].range.upperBound >= hit.upperBound else { return nil }
    return spans[low - 1]
  }

  /// Whether a hit has the end or the beginning of a value, and what parts it from the next: by chance.
  private static func touches(_ hit: Range<Int>, _ spans: [Span]) -> Bool {
    spans.contains { $0.range.overlaps(hit) }
  }

  private func isChance(_ hit: Range<Int>, _ span: Span, _ source: DICOMSource) throws -> Bool {
    let whole = try source.bytes(at: span.range.lowerBound, count: span.range.count)
    let first = hit.lowerBound - span.range.lowerBound + whole.startIndex, end = first + hit.count
    var start = first, stop = end
    while start > whole.startIndex, whole[start - 1] != 0x5c { start -= 1 }
    while stop < whole.endIndex, whole[stop] != 0x5c { stop += 1 }
    let value = whole[start..<stop].trimmingPadding()
    let text = String(decoding: value, as: UTF8.self)
    if made.contains(text) { return true }
    switch span.vr {
    case .us, .ss, .ul, .sl, .fl, .fd, .sv, .uv, .at: return true
    case .ui: return RemovedValues.isStandard(text)
    case .ds, .is, .as, .tm, .da, .dt: return value.count != hit.count || value.count < 6
    default:
      // Within a longer word that is known.
      let isLetter = { (b: UInt8) in (0x30...0x39).contains(b) || (0x41...0x5a).contains(b & 0xdf) || b >= 0x80 }
      var left = first, right = end
      while left > start, isLetter(whole[left - 1]) { left -= 1 }
      while right < stop, isLetter(whole[right]) { right += 1 }
      guard right - left > hit.count else { return false }
      let word = String(decoding: whole[left..<right], as: UTF8.self)
      return words.isPlain(word) && KnownWords.words(of: word).allSatisfy { !identifiers.contains($0) }
    }
  }
}

extension DICOMFile {
  /// Where the meta information ends.
  fileprivate var metaEnd: Int { meta.elements.last.map { $0.offset + ($0.length ?? 0) } ?? 0 }
}

extension DICOMObject {
  /// Where an element of it ends.
  fileprivate func end(of element: DICOMElement) throws -> Int {
    try DICOMParser(source: source, encoding: encoding).end(of: element, container: source.size, depth: depth)
  }
}
