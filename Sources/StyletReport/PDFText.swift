import StyletBase

/// Plain text as a PDF (ISO 32000-1): A4, Courier, as many pages as it takes. Nothing is compressed, embedded or dated: the
/// same text gives the same bytes. Letters beyond those of Windows-1252 (Annex D.2) have none in this font and are written
/// in a plain form, or as "?".
public enum PDFText {
  /// Points; a line of 80 letters of 0.6 of the size.
  private static let page = (width: 595, height: 842), size = 9.5, leading = 12, margin = (left: 69, top: 60)
  private static let linesAPage = (page.height - 2 * margin.top) / leading

  /// - Parameters:
  ///   - lines: at most 80 letters each; longer ones run into the margin.
  ///   - title: for the viewer's window.
  public static func render(_ lines: [String], title: String) -> [UInt8] {
    var pages: [[String]] = stride(from: 0, to: lines.count, by: linesAPage).map {
      Array(lines[$0..<min($0 + linesAPage, lines.count)])
    }
    if pages.isEmpty { pages = [[]] }
    // Catalogue, pages, font, about; then a page and its content, one behind the other.
    let first = 5
    let kids = pages.indices.map { "\(first + 2 * $0) 0 R" }.joined(separator: " ")
    var objects: [[UInt8]] = [
      bytes("<< /Type /Catalog /Pages 2 0 R >>"),
      bytes("<< /Type /Pages /Kids [\(kids)] /Count \(pages.count) >>"),
      bytes("<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>"),
      bytes("<< /Title (") + string(title) + bytes(") /Producer (") + string("Stylet \(Release.version)") + bytes(") >>"),
    ]
    for (n, page) in pages.enumerated() {
      objects.append(
        bytes(
          "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 \(Self.page.width) \(Self.page.height)] "
            + "/Resources << /Font << /F1 3 0 R >> >> /Contents \(first + 2 * n + 1) 0 R >>"))
      let content = content(page, number: n + 1, of: pages.count)
      objects.append(bytes("<< /Length \(content.count) >>\nstream\n") + content + bytes("\nendstream"))
    }
    var out = bytes("%PDF-1.4\n%") + [0xe2, 0xe3, 0xcf, 0xd3, 0x0a], places: [Int] = []
    for (n, object) in objects.enumerated() {
      places.append(out.count)
      out += bytes("\(n + 1) 0 obj\n") + object + bytes("\nendobj\n")
    }
    let start = out.count
    out += bytes("xref\n0 \(objects.count + 1)\n0000000000 65535 f \n")
    for place in places {
      let digits = String(place)
      out += bytes(String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n")
    }
    out += bytes("trailer\n<< /Size \(objects.count + 1) /Root 1 0 R /Info 4 0 R >>\nstartxref\n\(start)\n%%EOF\n")
    return out
  }

  private static func content(_ lines: [String], number: Int, of count: Int) -> [UInt8] {
    var out = bytes("BT\n/F1 \(size) Tf\n\(leading) TL\n\(margin.left) \(page.height - margin.top) Td\n")
    for line in lines { out += bytes("(") + string(line) + bytes(") Tj T*\n") }
    out += bytes("ET\nBT\n/F1 8 Tf\n\(margin.left) \(margin.top / 2) Td\n(\(number)/\(count)) Tj\nET")
    return out
  }

  private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  /// Between parentheses: what means something there stands behind a backslash, and what is no ASCII as three octal
  /// digits.
  private static func string(_ text: String) -> [UInt8] {
    text.unicodeScalars.flatMap { scalar -> [UInt8] in
      codes(scalar).flatMap { code -> [UInt8] in
        switch code {
        case 40, 41, 92: return [92, code]
        case 32..<127: return [code]
        default: return [92, 48 + code >> 6, 48 + (code >> 3 & 7), 48 + (code & 7)]
        }
      }
    }
  }

  /// What Windows-1252 has between 0x80 and 0x9f.
  private static let windows: [Unicode.Scalar: UInt8] = [
    "€": 0x80, "‚": 0x82, "ƒ": 0x83, "„": 0x84, "…": 0x85, "†": 0x86, "‡": 0x87, "ˆ": 0x88, "‰": 0x89, "Š": 0x8a,
    "‹": 0x8b, "Œ": 0x8c, "Ž": 0x8e, "‘": 0x91, "’": 0x92, "“": 0x93, "”": 0x94, "•": 0x95, "–": 0x96, "—": 0x97,
    "˜": 0x98, "™": 0x99, "š": 0x9a, "›": 0x9b, "œ": 0x9c, "ž": 0x9e, "Ÿ": 0x9f,
  ]
  private static let plain: [Unicode.Scalar: String] = [
    "≤": "<=", "≥": ">=", "−": "-", "≈": "~", "→": "->", "\u{202f}": " ", "\u{2009}": " ", "\u{2011}": "-", "∞": "inf",
  ]

  private static func codes(_ scalar: Unicode.Scalar) -> [UInt8] {
    switch scalar.value {
    case 32..<127, 160..<256: [UInt8(scalar.value)]
    default: windows[scalar].map { [$0] } ?? plain[scalar].map { Array($0.utf8) } ?? [63]
    }
  }
}
