import StyletReport
import TestSupport
import Testing

/// Text as a PDF, held to a reader of its own: objects by the table of places, pages by their tree, lines by their strings.
@Suite struct PDFTextTests {
  /// What a viewer finds.
  private struct Reader {
    let bytes: [UInt8]
    var places: [Int] = []

    init(_ bytes: [UInt8]) throws {
      self.bytes = bytes
      let text = String(decoding: bytes, as: UTF8.self)
      try #require(text.hasPrefix("%PDF-1.4\n") && text.hasSuffix("%%EOF\n"))
      let end = Array("startxref\n".utf8), at = try #require(bytes.lastRange(of: end)).upperBound
      let start = try #require(Int(line(at)))
      #expect(line(start) == "xref")
      let count = try #require(line(start + 5).split(separator: " ").last.flatMap { Int($0) })
      var row = start + 5 + line(start + 5).count + 1
      for n in 0..<count {
        // Each row has 20 bytes (7.5.4).
        #expect(bytes[row + 18] == 32 && bytes[row + 19] == 10)
        places.append(try #require(Int(String(decoding: bytes[row..<row + 10], as: UTF8.self))))
        if n > 0 { #expect(line(places[n]) == "\(n) 0 obj") }
        row += 20
      }
      #expect(line(row) == "trailer" && line(row + 8).contains("/Size \(count) "))
    }

    func line(_ at: Int) -> String { String(decoding: bytes[at...].prefix { $0 != 10 }, as: UTF8.self) }

    /// Of an object what stands behind its number.
    func object(_ n: Int) -> [UInt8] {
      let start = places[n] + line(places[n]).count + 1
      let end = bytes[start...].firstRange(of: Array("\nendobj".utf8))?.lowerBound ?? start
      return Array(bytes[start..<end])
    }

    func text(_ n: Int) -> String { String(decoding: object(n), as: UTF8.self) }

    /// Lines of each page, in Latin-1 and with Windows-1252 as numbers.
    func pages() throws -> [[String]] {
      #expect(text(1) == "<< /Type /Catalog /Pages 2 0 R >>")
      let kids = text(2).matches(of: #/(\d+) 0 R/#).compactMap { Int($0.1) }
      #expect(text(2).contains("/Count \(kids.count) "))
      return try kids.map { kid in
        #expect(text(kid).contains("/Parent 2 0 R") && text(kid).contains("/F1 3 0 R"))
        let content = try #require(text(kid).firstMatch(of: #/Contents (\d+) 0 R/#).flatMap { Int($0.1) })
        let stream = object(content), head = line(places[content] + line(places[content]).count + 1)
        let length = try #require(head.firstMatch(of: #/Length (\d+)/#).flatMap { Int($0.1) })
        let body = Array(stream.dropFirst(head.utf8.count + 8).prefix(length))
        #expect(String(decoding: stream.suffix(10), as: UTF8.self) == "\nendstream")
        #expect(stream.count == head.utf8.count + 8 + length + 10, "the length that is stated")
        return Self.strings(body)
      }
    }

    /// What is between parentheses and shown on a line of its own.
    static func strings(_ content: [UInt8]) -> [String] {
      var found: [String] = [], at = 0
      while at < content.count {
        guard content[at] == 40 else {
          at += 1
          continue
        }
        var text = ""
        at += 1
        while content[at] != 41 {
          if content[at] == 92 {
            if 48...55 ~= content[at + 1] {
              let code = content[at + 1..<at + 4].reduce(0) { $0 * 8 + UInt32($1 - 48) }
              text.unicodeScalars.append(Unicode.Scalar(code)!)
              at += 4
            } else {
              text.unicodeScalars.append(Unicode.Scalar(content[at + 1]))
              at += 2
            }
          } else {
            text.unicodeScalars.append(Unicode.Scalar(content[at]))
            at += 1
          }
        }
        if content[(at + 1)...].prefix(6).elementsEqual(Array(" Tj T*".utf8)) { found.append(text) }
        at += 1
      }
      return found
    }
  }

  @Test func linesComeBack() throws {
    let lines = ["Report (CT) \\ 1", "", "Étendue : 12,5 % – œuf… ≤ 3 mm²", "\u{1f600} 肺"] + (0..<130).map { "line \($0)" }
    let reader = try Reader(PDFText.render(lines, title: "Résumé (a)"))
    let pages = try reader.pages(), all = pages.flatMap { $0 }
    #expect(pages.count == 3 && pages.dropLast().allSatisfy { $0.count == 60 })
    #expect(all.count == lines.count && Array(all[4...]) == Array(lines[4...]))
    #expect(all[0] == "Report (CT) \\ 1" && all[1] == "")
    // – and … and œ are those of Windows-1252.
    #expect(all[2] == "Étendue : 12,5 % \u{96} \u{9c}uf\u{85} <= 3 mm²" && all[3] == "? ?")
    #expect(reader.text(4).contains("/Title (R\\351sum\\351 \\(a\\))"))
    #expect(reader.bytes.allSatisfy { $0 < 128 } == false && reader.bytes.dropFirst(16).allSatisfy { $0 < 128 })
  }

  @Test func nothingAndTheSame() throws {
    #expect(try Reader(PDFText.render([], title: "")).pages() == [[]])
    #expect(PDFText.render(["a"], title: "b") == PDFText.render(["a"], title: "b"))
  }
}
