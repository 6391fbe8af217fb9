import StyletBase
import StyletFiles
import StyletImaging

/// Writes ITK-SNAP's label description file, which names the values of a mask that is exported beside it.
///
/// Every finding of the table is listed, and label 0 as ITK-SNAP has it. The last comment is the notice.
struct ITKSnapLabelWriter: MaskWriter {
  let form = "itksnap"
  let extensions = ["label"]

  func write(_ mask: MaskSource, to path: String) throws {
    var lines = [
      "################################################",
      "# ITK-SnAP Label Description File",
      "# File format: ",
      "# IDX   -R-  -G-  -B-  -A--  VIS MSH  LABEL",
      "# Fields: ",
      "#    IDX:   Zero-based index ",
      "#    -R-:   Red color component (0..255)",
      "#    -G-:   Green color component (0..255)",
      "#    -B-:   Blue color component (0..255)",
      "#    -A-:   Label transparency (0.00 .. 1.00)",
      "#    VIS:   Label visibility (0 or 1)",
      "#    MSH:   Label mesh visibility (0 or 1)",
      "#  LABEL:   Label description ",
      "################################################",
      "# \(ResearchUse.inData)",
      Self.line(0, RGB(0, 0, 0), isShown: false, "Clear Label"),
    ]
    for finding in DrawnLabels(mask.labels).findings(of: mask.findings).sorted(by: { $0.value < $1.value }) {
      lines.append(Self.line(finding.value, finding.colour, isShown: true, finding.name))
    }
    try OutputFile.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: path)
  }

  /// As ITK-SNAP prints it: `"  %3d   %3d  %3d  %3d  %7.2g  %1d  %1d    \"%s\"\n"`. A quote in a name would end it.
  private static func line(_ value: UInt8, _ c: RGB, isShown: Bool, _ name: String) -> String {
    let shown = isShown ? 1 : 0
    let numbers = zip([value, c.r, c.g, c.b], [5, 6, 5, 5]).map { NumberText.padded("\($0)", $1) }.joined()
    return "\(numbers)        \(shown)  \(shown)  \(shown)    \"\(name.visibleLine().replacing("\"", with: "'"))\""
  }
}

/// Reads ITK-SNAP's label description files: values, names and colours. The header of comments may be missing, and
/// lines may end as on Windows; label 0 and labels beyond 255 are passed over; of a label that stands twice the last
/// counts. What the writer escapes in a name comes back as it was.
struct ITKSnapLabelReader: LabelTableReader {
  let name = "ITK-SNAP label description"

  func recognises(_ probe: FileProbe) -> Bool {
    var lines = HeaderLines(probe.head)
    // The last line of the head may be cut; a first one of 4,096 bytes is no label.
    while let line = lines.next() {
      if line.trimmed.isEmpty || line.hasPrefix("#") { continue }
      do {
        _ = try Self.segment(line, at: "")
        return true
      } catch {
        break
      }
    }
    return String(decoding: probe.head, as: UTF8.self).contains("ITK-SnAP Label Description File")
  }

  func readTable(_ path: String) throws -> [Segment] {
    try Failure.naming(path) {
      let file = try InputFile(path)
      guard file.size <= HeaderLines.limit else {
        throw Failure(.badData, "a label description of \(file.size) bytes; at most \(HeaderLines.limit) are read")
      }
      var lines = HeaderLines(try file.bytes(upTo: HeaderLines.limit))
      var segments: [UInt8: Segment] = [:]
      while let line = lines.next() {
        if line.trimmed.isEmpty || line.hasPrefix("#") { continue }
        if let segment = try Self.segment(line, at: lines.place) { segments[segment.value] = segment }
      }
      return segments.values.sorted { $0.value < $1.value }
    }
  }

  /// Seven numbers, then the name between quotes. nil for a label that is passed over.
  private static func segment(_ line: String, at place: String) throws -> Segment? {
    let quote = line.firstIndex(of: "\"") ?? line.endIndex
    let words = line[..<quote].words
    guard quote < line.endIndex, words.count >= 7 else {
      throw Failure(.badData, "seven numbers and a name in quotes were expected", at: place)
    }
    let numbers = try words.prefix(7).map { word in
      guard let value = Double(word), value.isFinite else {
        throw Failure(.badData, "\"\(word.prefix(40))\" is not a number", at: place)
      }
      return value
    }
    let colour = try numbers[1...3].map { value in
      guard let byte = UInt8(exactly: value) else {
        throw Failure(.badData, "\(value) is no colour 0...255", at: place)
      }
      return byte
    }
    guard let index = Int(exactly: numbers[0]), index >= 0 else {
      throw Failure(.badData, "\(numbers[0]) is no label", at: place)
    }
    guard let value = UInt8(exactly: index), value != 0 else { return nil }
    let name = line[line.index(after: quote)...].prefix { $0 != "\"" }
    return Segment(value: value, name: String(name).unescaped, colour: RGB(colour[0], colour[1], colour[2]))
  }
}
