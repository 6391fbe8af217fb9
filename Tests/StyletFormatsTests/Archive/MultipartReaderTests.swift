import Testing

@testable import StyletArchive

/// Multipart messages as servers send them, whole, in pieces and hostile.
@Suite struct MultipartReaderTests {
  typealias Fault = MultipartReader.Fault

  /// The parts of a message that comes in pieces of these lengths, the last one again and again.
  private func parts(_ text: String, boundary: String = "b", pieces: [Int] = [1 << 20]) throws -> [String] {
    var reader = try MultipartReader(boundary: boundary)
    var parts: [String] = [], open: [UInt8]?
    var rest = Array(text.utf8)[...], n = 0
    while !rest.isEmpty {
      let piece = rest.prefix(max(1, pieces[min(n, pieces.count - 1)]))
      rest = rest.dropFirst(piece.count)
      n += 1
      try reader.take(piece) { event in
        switch event {
        case .part(let headers):
          #expect(open == nil)
          open = Array(headers.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)|" }.joined().utf8)
        case .bytes(let bytes):
          #expect(!bytes.isEmpty)
          open?.append(contentsOf: bytes)
        case .end:
          parts.append(String(decoding: open ?? [], as: UTF8.self))
          open = nil
        }
      }
    }
    try reader.finish()
    return parts
  }

  private static let plain =
    "--b\r\nContent-Type: application/dicom\r\nContent-Length: 5\r\n\r\nhello\r\n--b\r\n\r\na\r\nb\r\n--b--\r\n"
  private static let parted = ["content-length=5|content-type=application/dicom|hello", "a\r\nb"]

  @Test func partsAndHeaders() throws {
    #expect(try parts(Self.plain) == Self.parted)
    // A preamble, an epilogue, blanks behind a boundary.
    let padded = Self.plain.replacing("--b\r\n", with: "--b \t\r\n")
    #expect(try parts("hello\r\n" + padded + "bye\r\n--b\r\n") == Self.parted)
    #expect(try parts("\r\n" + Self.plain) == Self.parted)
  }

  /// Wherever it is cut, and byte by byte, the same parts come.
  @Test func cutAnywhere() throws {
    let messages = [
      Self.plain, "--b\r\n\r\n\r\n--bc\r\n-\r\r\n--b-\r\n--b\r\nA: x\r\n\r\n\r\n--b--",
      "--b\r\nA: x\r\n\r\n--b\r\n\r\n--b--", "x\r\n--b\r\nContent-Length: 9\r\n\r\n\r\n--b\r\nab\r\n--b--\r\n",
    ]
    for text in messages {
      let whole = try parts(text)
      for at in 1..<text.utf8.count { #expect(try parts(text, pieces: [at, 1 << 20]) == whole, "\(at): \(text)") }
      for size in 1...5 { #expect(try parts(text, pieces: [size]) == whole, "\(size): \(text)") }
    }
  }

  /// What looks like a boundary and is none, and a boundary within the length that a part states.
  @Test func boundariesWithinParts() throws {
    #expect(try parts("--b\r\n\r\nx\r\n--bc\r\n--b-y\r\n--b\r\n\r\n--b--") == ["x\r\n--bc\r\n--b-y", ""])
    let stated = try parts("--b\r\nContent-Length: 13\r\n\r\nx\r\n--b--\r\n--b\r\n--b--")
    #expect(stated == ["content-length=13|x\r\n--b--\r\n--b"])
    #expect(try parts("--b\r\n\r\n--b is no boundary here\r\n--b--") == ["--b is no boundary here"])
    // A part without bytes, with and without a line's end of its own.
    #expect(try parts("--b\r\nA: x\r\n\r\n--b\r\nA: y\r\n\r\n\r\n--b--") == ["a=x|", "a=y|"])
    // A boundary of blanks and hyphens.
    #expect(try parts("--- -\r\n\r\nx\r\n---\r\n--- ---", boundary: "- -") == ["x\r\n---"])
  }

  /// Without the closing boundary nothing is whole, wherever it ended.
  @Test func withoutItsEnd() throws {
    let closing = try #require(Self.plain.firstRange(of: "--b--"))
    let all = Self.plain[..<closing.upperBound].utf8
    for count in 0..<all.count {
      #expect(throws: Fault.cut, "\(count)") { try parts(String(decoding: all.prefix(count), as: UTF8.self)) }
    }
    #expect(try parts(String(Self.plain[..<closing.upperBound])) == Self.parted)
  }

  @Test func whatIsNone() {
    #expect(throws: Fault.wrongLength) { try parts("--b\r\nContent-Length: 2\r\n\r\nhello\r\n--b--") }
    #expect(throws: Fault.cut) { try parts("--b\r\nContent-Length: 20\r\n\r\nhello\r\n--b--") }
    #expect(throws: Fault.badHeaders) { try parts("--b\r\nContent-Length: -1\r\n\r\nhello\r\n--b--") }
    #expect(throws: Fault.badHeaders) { try parts("--b\r\nContent-Length: 99999999999999999999\r\n\r\n\r\n--b--") }
    #expect(throws: Fault.badHeaders) { try parts("--b\r\nno colon\r\n\r\nhello\r\n--b--") }
    #expect(throws: Fault.headersTooLong) { try parts("--b\r\nA: " + String(repeating: "x", count: 20_000)) }
    #expect(throws: Fault.boundary) { try MultipartReader(boundary: "") }
    #expect(throws: Fault.boundary) { try MultipartReader(boundary: String(repeating: "b", count: 71)) }
  }

  /// No more is kept of a message than a boundary is long, however much of it comes.
  @Test func littleIsKept() throws {
    var reader = try MultipartReader(boundary: "b")
    var seen = 0
    try reader.take("--b\r\n\r\n".utf8) { _ in }
    let piece = [UInt8](repeating: 13, count: 1 << 16)
    for n in 1...64 {
      try reader.take(piece) { if case .bytes(let bytes) = $0 { seen += bytes.count } }
      #expect(n << 16 - seen <= 8, "\(n)")
    }
  }

  @Test func mediaTypes() {
    let quoted = MediaType(#"Multipart/Related; type="application/dicom"; boundary="a b\"c"; start=x"#)
    #expect(quoted?.name == "multipart/related" && quoted?.boundary == "a b\"c")
    #expect(MediaType("multipart/related;boundary=44f0b391-7d;type=\"application/dicom\"")?.boundary == "44f0b391-7d")
    #expect(MediaType("multipart/related; boundary==a=b=")?.boundary == "=a=b=")
    // A parameter inside of the quotes, as one server has it.
    let inside = MediaType(#"multipart/related; type="image/jls; transfer-syntax=1.2.840"; boundary=x"#)
    #expect(inside?.parameters["type"] == "image/jls" && inside?.parameters["transfer-syntax"] == "1.2.840")
    #expect(inside?.boundary == "x")
    for none in ["", "x", "/", "a/", "text/html; charset", "a/b; c=\"d", "a/b c"] {
      #expect(MediaType(none) == nil, "\(none)")
    }
    for none in [
      "text/html; boundary=x", "multipart/related", "multipart/x; boundary=\"\"", "multipart/x; boundary=\"a \"",
    ] {
      #expect(MediaType(none)?.boundary == nil, "\(none)")
    }
    #expect(MediaType("multipart/x; boundary=" + String(repeating: "x", count: 71))?.boundary == nil)
  }
}
