/// A multipart message (RFC 2046 §5.1) as it comes, in pieces of any size, taken apart while it comes: no more of it is
/// kept than a boundary or the headers of a part are long.
///
/// A pure machine over bytes: no file, no clock, no network. Cost: each byte once, and once more where a piece ends.
package struct MultipartReader {
  package enum Event: Equatable {
    /// A part begins. Its headers by their names in lower case.
    case part([String: String])
    /// So many bytes more of it; never none.
    case bytes(ArraySlice<UInt8>)
    case end
  }

  /// What is wrong with a message.
  package enum Fault: Error, Hashable {
    case boundary, headersTooLong, badHeaders, wrongLength, tooManyParts
    /// It ended without its closing boundary.
    case cut
  }

  private enum State { case preamble, headers, body, epilogue }

  /// The longest headers of one part, bytes; the most parts of a message.
  package static let mostHeaders = 16_384, mostParts = 1_000_000
  /// Blanks that may follow a boundary on its line.
  private static let mostPadding = 64

  private let delimiter: [UInt8]
  private var state = State.preamble
  /// Bytes that nothing is said of yet.
  private var waiting: [UInt8]
  /// Of the part that is being read.
  private var declared: Int?, seen = 0
  /// Nothing of it but the empty line after its headers was looked at.
  private var isOpening = false
  private var parts = 0

  /// Whether the closing boundary has come: without it a message is not whole, however it ended.
  package var isClosed: Bool { if case .epilogue = state { true } else { false } }

  /// - Parameter boundary: as the media type has it (``MediaType/boundary``).
  package init(boundary: String) throws(Fault) {
    guard (1...70).contains(boundary.utf8.count) else { throw .boundary }
    delimiter = Array("\r\n--\(boundary)".utf8)
    // The first boundary may stand at the very beginning, where no line has ended before it.
    waiting = [13, 10]
  }

  /// Takes the next bytes.
  /// - Parameter tell: called with what they hold, in order.
  package mutating func take(
    _ bytes: some Sequence<UInt8>, _ tell: (Event) throws -> Void
  ) throws {
    if isClosed { return }
    waiting.append(contentsOf: bytes)
    var at = 0
    defer { waiting.removeFirst(min(at, waiting.count)) }
    while try step(&at, tell) {}
  }

  /// The message has ended.
  package func finish() throws(Fault) { if !isClosed { throw .cut } }

  /// - Returns: false where more bytes are needed.
  private mutating func step(_ at: inout Int, _ tell: (Event) throws -> Void) throws -> Bool {
    switch state {
    case .epilogue:
      at = waiting.count
      return false
    case .headers:
      guard let end = try headersEnd(from: at) else { return false }
      let headers = try Self.headers(waiting[at..<end])
      parts += 1
      guard parts <= Self.mostParts else { throw Fault.tooManyParts }
      if let text = headers["content-length"] {
        guard let length = Int(text), length >= 0 else { throw Fault.badHeaders }
        declared = length
      } else {
        declared = nil
      }
      (seen, isOpening) = (0, true)
      at = end
      state = .body
      try tell(.part(headers))
      return true
    case .preamble, .body:
      let found = find(from: at)
      if isOpening {
        // The empty line that ends the headers may be the one before the boundary, of a part without bytes.
        if found.from == at, case .nothing = found.what { return false }
        isOpening = false
        let isEmpty = if case .text = found.what { false } else { found.from == at && declared ?? 0 == 0 }
        if !isEmpty {
          at += 2
          return true
        }
      }
      try pass(at..<found.from, tell)
      at = found.from
      switch found.what {
      case .nothing: return false
      case .text:
        // As much of it as cannot begin a boundary.
        try pass(at..<at + 2, tell)
        at += 2
      case .boundary(let next), .closing(let next):
        let isClosing = if case .closing = found.what { true } else { false }
        if case .body = state {
          if let declared {
            // A boundary before the end that a part has stated is one of its bytes.
            if seen < declared {
              try pass(at..<at + 2, tell)
              at += 2
              return true
            }
            guard seen == declared else { throw Fault.wrongLength }
          }
          try tell(.end)
        }
        at = next
        state = isClosing ? .epilogue : .headers
      }
      return true
    }
  }

  private mutating func pass(_ range: Range<Int>, _ tell: (Event) throws -> Void) throws {
    guard !range.isEmpty, case .body = state else { return }
    seen += range.count
    if let declared, seen > declared { throw Fault.wrongLength }
    try tell(.bytes(waiting[range]))
  }

  private enum Found { case nothing, text, boundary(Int), closing(Int) }

  /// The next place where a boundary is, or may be once more bytes are there; before it there is none.
  private func find(from start: Int) -> (from: Int, what: Found) {
    waiting.withUnsafeBufferPointer { bytes in
      var at = start
      while true {
        while at < bytes.count, bytes[at] != 13 { at += 1 }
        guard at < bytes.count else { return (bytes.count, .nothing) }
        var n = 1
        while n < delimiter.count, at + n < bytes.count, bytes[at + n] == delimiter[n] { n += 1 }
        if n == delimiter.count { return (at, Self.line(bytes, after: at + n)) }
        if at + n == bytes.count { return (at, .nothing) }
        at += 1
      }
    }
  }

  /// What follows the letters of a boundary: two hyphens, or blanks and the line's end. Anything else is no boundary.
  private static func line(_ bytes: UnsafeBufferPointer<UInt8>, after start: Int) -> Found {
    guard start < bytes.count else { return .nothing }
    if bytes[start] == 45 {
      guard start + 1 < bytes.count else { return .nothing }
      return bytes[start + 1] == 45 ? .closing(start + 2) : .text
    }
    var at = start
    while at < bytes.count, bytes[at] == 32 || bytes[at] == 9 {
      at += 1
      if at - start > mostPadding { return .text }
    }
    guard at < bytes.count else { return .nothing }
    guard bytes[at] == 13 else { return .text }
    guard at + 1 < bytes.count else { return .nothing }
    return bytes[at + 1] == 10 ? .boundary(at + 2) : .text
  }

  /// Where the headers end: the place of the empty line's own end.
  private func headersEnd(from start: Int) throws(Fault) -> Int? {
    func follows(_ at: Int) -> Bool { at + 1 < waiting.count && waiting[at] == 13 && waiting[at + 1] == 10 }
    if follows(start) { return start }
    var at = start
    while at < waiting.count {
      guard at - start <= Self.mostHeaders else { throw .headersTooLong }
      if waiting[at] == 13, follows(at), follows(at + 2) { return at + 2 }
      at += 1
    }
    return nil
  }

  private static func headers(_ bytes: ArraySlice<UInt8>) throws(Fault) -> [String: String] {
    var headers: [String: String] = [:]
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .badHeaders }
    for line in text.split(separator: "\r\n", omittingEmptySubsequences: true) {
      guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) else { throw .badHeaders }
      let name = line[..<colon].lowercased()
      let value = line[line.utf8.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
      if headers[name] == nil { headers[name] = String(value) }
    }
    return headers
  }
}
