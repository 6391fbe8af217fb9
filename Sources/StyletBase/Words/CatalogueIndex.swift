import Glibc

/// Where the messages of a catalogue stand in its bytes. It reads none of them: the program starts with it.
///
/// A catalogue is TOML of the plainest kind: `[table]` or `[table.inner]` and `key = "…"` or `key = """…"""`, each from
/// the beginning of a line on. The tests hold it to what ``TOMLTable`` reads.
struct CatalogueIndex: Sendable {
  private struct Entry {
    let table: Range<Int>, key: Range<Int>
    /// The opening quote.
    let text: Int
  }

  private let bytes: [UInt8]
  private let entries: [Entry]
  /// Numbers of entries, counted from 1, by the hash of their identifiers; 0 where there is none.
  private let slots: [Int32]

  /// Cost: the bytes, a line at a time.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    entries = Self.entries(bytes)
    var size = 16
    while size < entries.count * 2 { size *= 2 }
    var slots = [Int32](repeating: 0, count: size)
    for (n, entry) in entries.enumerated() {
      let table = Self.hash(bytes[entry.table])
      let start = entry.table.isEmpty ? table : Self.hash(CollectionOfOne(Self.point), table)
      var slot = Int(Self.hash(bytes[entry.key], start)) & (size - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = Int32(n + 1)
    }
    self.slots = slots
  }

  var count: Int { entries.count }

  /// The identifiers, by number.
  var identifiers: [String] {
    entries.map { entry in
      let key = String(decoding: bytes[entry.key], as: UTF8.self)
      return entry.table.isEmpty ? key : String(decoding: bytes[entry.table], as: UTF8.self) + "." + key
    }
  }

  /// The number of the message of an identifier.
  func number(of id: String) -> Int? {
    let id = id.utf8
    var slot = Int(Self.hash(id)) & (slots.count - 1)
    while slots[slot] != 0 {
      let n = Int(slots[slot]) - 1
      if isNamed(entries[n], id) { return n }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private func isNamed(_ entry: Entry, _ id: String.UTF8View) -> Bool {
    let head = entry.table.isEmpty ? 0 : entry.table.count + 1
    guard id.count == head + entry.key.count, id.suffix(entry.key.count).elementsEqual(bytes[entry.key]) else {
      return false
    }
    return id.prefix(entry.table.count).elementsEqual(bytes[entry.table])
      && (head == 0 || id[id.index(id.startIndex, offsetBy: head - 1)] == Self.point)
  }

  /// The message of a number; nil where it is no text.
  func text(_ n: Int) -> String? {
    var scanner = TOMLScanner(bytes, at: entries[n].text)
    return try? scanner.string()
  }

  // MARK: Lines

  private static func entries(_ bytes: [UInt8]) -> [Entry] {
    var entries: [Entry] = []
    entries.reserveCapacity(bytes.count / 64)
    bytes.withUnsafeBufferPointer { bytes in
      /// Where the byte stands next; the end where it does not.
      func next(_ byte: UInt8, from start: Int) -> Int {
        guard let base = bytes.baseAddress, start < bytes.count else { return bytes.count }
        guard let found = memchr(base + start, Int32(byte), bytes.count - start) else { return bytes.count }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
      }
      func isNext(_ text: StaticString, at: Int) -> Bool {
        text.withUTF8Buffer { bytes.count - at >= $0.count && $0.elementsEqual(bytes[at..<at + $0.count]) }
      }
      var table = 0..<0, at = 0
      while at < bytes.count {
        if bytes[at] == UInt8(ascii: "[") {
          table = at + 1..<next(UInt8(ascii: "]"), from: at + 1)
        } else if TOMLScanner.isBare(bytes[at]) {
          let start = at
          while at < bytes.count, TOMLScanner.isBare(bytes[at]) || bytes[at] == point { at += 1 }
          if isNext(" = \"", at: at) {
            entries.append(Entry(table: table, key: start..<at, text: at + 3))
            at += 3
            if isNext(quotes, at: at) {
              at += 3
              while at < bytes.count, bytes[at] != quote || !isNext(quotes, at: at) {
                at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
              }
            }
          }
        }
        at = next(10, from: at) + 1
      }
    }
    return entries
  }

  private static let quotes: StaticString = "\"\"\""
  private static let quote = UInt8(ascii: "\"")
  private static let point = UInt8(ascii: ".")

  // MARK: Hash

  /// FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv.
  private static func hash(_ bytes: some Sequence<UInt8>, _ start: UInt32 = noByte) -> UInt32 {
    bytes.reduce(start) { ($0 ^ UInt32($1)) &* 16_777_619 }
  }

  private static let noByte: UInt32 = 2_166_136_261
}
