import StyletBase
import StyletFiles

/// The text of a header, line by line, with offsets. Bytes that are no UTF-8 are replaced, never refused.
struct HeaderLines {
  private let bytes: [UInt8]
  /// Offset of the next line.
  private(set) var position = 0
  /// Number of the line that was read last, from 1.
  private(set) var number = 0

  /// Headers end somewhere: no more than this is read of one.
  static let limit = 1 << 20

  /// Whether the file goes on beyond what was read.
  let isCut: Bool

  /// - Parameter path: only the first megabyte is looked at.
  init(_ path: String) throws {
    let file = try InputFile(path)
    self.init(try file.bytes(upTo: Self.limit), isCut: file.size > Self.limit)
  }

  init(_ bytes: [UInt8], isCut: Bool = false) {
    self.bytes = bytes
    self.isCut = isCut
  }

  /// The next line without its end (LF or CR LF), or nil at the end.
  mutating func next() -> String? {
    guard position < bytes.count else { return nil }
    let end = bytes[position...].firstIndex(of: 10) ?? bytes.count
    var line = bytes[position..<end]
    if line.last == 13 { line = line.dropLast() }
    position = min(end + 1, bytes.count)
    number += 1
    return String(decoding: line, as: UTF8.self)
  }

  var place: String { "line \(number)" }
}

extension StringProtocol {
  var words: [String] { split(omittingEmptySubsequences: true) { $0.isWhitespace }.map { String($0) } }
}

/// Finite numbers parted by white space.
/// - Throws: a ``Failure`` that quotes the word that is none, or says how many there should be.
func numbers(_ text: String, count: Int? = nil, of name: String, at place: String) throws -> [Double] {
  let values = try text.words.map { word in
    guard let value = Double(word), value.isFinite else {
      throw Failure(.badData, "\"\(word.prefix(40))\" in \(name) is not a number", at: place)
    }
    return value
  }
  if let count, values.count != count {
    throw Failure(.badData, "\(name) has \(values.count) numbers, not \(count)", at: place)
  }
  return values
}

/// Whole numbers parted by white space.
/// - Parameter range: what each of them can be: none is without, so that no arithmetic on them can trap.
func integers(
  _ text: String, in range: ClosedRange<Int>, count: Int? = nil, of name: String, at place: String
) throws -> [Int] {
  let values = try text.words.map { word in
    guard let value = Int(word) else {
      throw Failure(.badData, "\"\(word.prefix(40))\" in \(name) is not a whole number", at: place)
    }
    guard range.contains(value) else {
      throw Failure(
        .badData, "\(value) in \(name) is not from \(range.lowerBound) to \(range.upperBound)", at: place)
    }
    return value
  }
  if let count, values.count != count {
    throw Failure(.badData, "\(name) has \(values.count) numbers, not \(count)", at: place)
  }
  return values
}
