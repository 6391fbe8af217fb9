import CZlib
import StyletBase

/// A line of the journal: CRC-32 of the JSON as eight hexadecimal digits, a blank, the JSON, a line feed.
enum JournalLine {
  static func encode(_ json: [UInt8]) -> [UInt8] {
    var line: [UInt8] = []
    line.reserveCapacity(json.count + 10)
    let sum = checksum(json[...])
    for shift in stride(from: 28, through: 0, by: -4) {
      let digit = UInt8(truncatingIfNeeded: sum >> UInt32(shift)) & 15
      line.append(digit < 10 ? 48 + digit : 87 + digit)
    }
    line.append(32)
    line.append(contentsOf: json)
    line.append(10)
    return line
  }

  /// What an editor adds, a carriage return at its end or a mark of byte order at the file's beginning, is no part of it.
  /// - Parameter whole: without its line feed.
  static func decode(_ whole: ArraySlice<UInt8>) -> JSONValue? {
    var line = whole
    if line.last == 13 { line = line.dropLast() }
    if line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
    guard line.count > 9, line[line.startIndex + 8] == 32 else { return nil }
    let json = line[(line.startIndex + 9)...]
    let stated = String(decoding: line.prefix(8), as: UTF8.self)
    guard stated.utf8.first != UInt8(ascii: "+"), UInt32(stated, radix: 16) == checksum(json) else { return nil }
    return try? JSONParser.parse(Array(json))
  }

  /// The lines of a journal or of a history.
  static func reader(_ path: String) throws -> LineReader { try LineReader(path, wanting: isBegun) }

  private static func isBegun(_ line: ArraySlice<UInt8>) -> Bool {
    let digits = line.prefix(8)
    return line.dropFirst(8).first == 32
      && digits.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0 | 0x20) }
  }

  /// The CRC-32 of bytes, going on from that of what comes before them.
  static func sum(_ bytes: [UInt8], after sum: UInt) -> UInt {
    bytes.withUnsafeBytes { UInt(crc32_z(uLong(sum), $0.baseAddress?.assumingMemoryBound(to: UInt8.self), $0.count)) }
  }

  private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.withUnsafeBytes {
      UInt32(truncatingIfNeeded: crc32_z(0, $0.baseAddress?.assumingMemoryBound(to: UInt8.self), $0.count))
    }
  }
}

/// What can be read of a journal.
struct JournalContents {
  enum End: Equatable {
    /// Every line is whole.
    case whole
    /// The last line has no end: the machine stopped while it was written.
    case torn
    /// A line (base 1, at this byte) is damaged although it was written to its end.
    case damaged(line: Int, offset: Int)
  }

  var header: JournalHeader
  var entries: [JournalEntry] = []
  /// Bytes of the header, and of the header and the entries.
  let headerEnd: Int
  var length: Int
  var end = End.whole
  /// One more than the greatest stroke number.
  var nextStroke = 0
  /// Bytes up to and with each entry.
  private(set) var ends: [Int] = []
  /// The marks of saves: the entries and the bytes up to and with each.
  private(set) var saves: [(project: String, entries: Int, end: Int)] = []

  /// The line from which on it is damaged.
  var damagedLine: Int? { if case .damaged(let line, _) = end { line } else { nil } }

  /// nil when not even the header can be read. Whatever the bytes, nothing traps.
  init?(_ bytes: [UInt8]) {
    var lines = LinesOfBytes(bytes)
    self.init { lines.next() }
  }

  /// Of a file of any size: a line at a time.
  /// - Throws: ``Failure`` when it cannot be read.
  init?(path: String) throws {
    let lines = try JournalLine.reader(path)
    try self.init { try lines.next() }
  }

  private init?(_ next: () throws -> LineReader.Line?) rethrows {
    let log = ProblemLog()
    guard let first = try next(), first.isWhole, let line = JournalLine.decode(first.bytes),
      let header = JournalHeader(line, log: log)
    else { return nil }
    self.header = header
    (headerEnd, length) = (first.end, first.end)
    while let line = try next() {
      guard line.isWhole, let value = JournalLine.decode(line.bytes),
        let entry = JournalEntry(value, number: entries.count + 1, log: log)
      else {
        end = line.isWhole ? .damaged(line: entries.count + 2, offset: length) : .torn
        return
      }
      if case .event(.performed(_, let stroke?)) = entry, stroke < Int.max { nextStroke = max(nextStroke, stroke + 1) }
      entries.append(entry)
      length = line.end
      ends.append(length)
      if case .saved(let project) = entry { saves.append((project, entries.count, length)) }
    }
  }

  /// Only so many entries.
  mutating func cut(toEntries count: Int) {
    guard count < entries.count else { return }
    length = count > 0 ? ends[count - 1] : headerEnd
    entries.removeSubrange(count...)
    ends.removeSubrange(count...)
    saves.removeAll { $0.entries > count }
  }

  /// The entries that the project with this hash (nil: no project file) does not hold yet; nil when the
  /// journal continues another state.
  func entries(after project: String?) -> ArraySlice<JournalEntry>? {
    let save = entries.lastIndex {
      if case .saved(let hash) = $0 { hash == project } else { false }
    }
    if let save { return entries[(save + 1)...] }
    return header.project == project ? entries[...] : nil
  }
}
