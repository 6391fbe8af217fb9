import Foundation

@testable import StyletScreen

/// A screen as a few lines of text that a person can read and compare: a line a row, first what all of the row's cells
/// come to (16 bits of FNV-1a of characters, inks, papers and attributes), then the row. Blocks stand as what they look
/// like: the brightness of a grey cell, the hue of a coloured one.
struct GoldenScreen: Equatable {
  let lines: [String]

  init(_ screen: CellBuffer) {
    lines = (0..<screen.height).map { row in
      let cells = (0..<screen.width).map { screen[$0, row] }
      var text = String(String.UnicodeScalarView(cells.filter { $0.glyph != Cell.rest }.map(Self.sign)))
      while text.last == " " { text.removeLast() }
      let sum = String(Self.sum(cells), radix: 16)
      return String(repeating: "0", count: 4 - sum.count) + sum + " " + text
    }
  }

  private static func sum(_ cells: [Cell]) -> UInt32 {
    var hash: UInt32 = 2_166_136_261
    for cell in cells {
      for word in [cell.glyph.value, UInt32(bitPattern: cell.ink.raw), UInt32(bitPattern: cell.paper.raw), UInt32(cell.attributes.rawValue)] {
        for shift in stride(from: 0 as UInt32, to: 32, by: 8) { hash = (hash ^ (word >> shift & 255)) &* 16_777_619 }
      }
    }
    return (hash ^ hash >> 16) & 0xffff
  }

  private static let ramp = Array(".:-=+*#%@".unicodeScalars)
  private static let hues = Array("rygcbm".unicodeScalars)
  private static let coverage: [Unicode.Scalar: Double] = Dictionary(
    uniqueKeysWithValues: GlyphShape.shapes(.octants).flatMap { shape in
      let part = shape.coverage.reduce(0) { $0 + Double($1) } / Double(GlyphShape.parts)
      return [(shape.glyph, part)] + (shape.complement.map { [($0, 1 - part)] } ?? [])
    })

  /// Only cells with two colours of the picture are put into other signs; a blank on the usual paper is a blank.
  private static func sign(_ cell: Cell) -> Unicode.Scalar {
    guard let ink = colour(cell.ink), let paper = colour(cell.paper) else { return cell.glyph }
    guard let part = cell.glyph == " " ? 0 : cell.glyph == "█" ? 1 : coverage[cell.glyph] else { return cell.glyph }
    let mean = ink * part + paper * (1 - part)
    let high = mean.max(), low = mean.min()
    if cell.glyph == " ", abs(high - 25) < 14, high - low < 12, high > 20 { return " " }
    guard high - low >= 40 else { return ramp[min(Int(mean.x * 0.2126 + mean.y * 0.7152 + mean.z * 0.0722) * ramp.count / 256, ramp.count - 1)] }
    let range = high - low
    let hue =
      high == mean.x ? (mean.y - mean.z) / range : high == mean.y ? 2 + (mean.z - mean.x) / range : 4 + (mean.x - mean.y) / range
    return hues[(Int((hue + 6).rounded())) % 6]
  }

  private static func colour(_ ink: Ink) -> SIMD3<Double>? {
    if let (r, g, b) = ink.rgb { return SIMD3(Double(r), Double(g), Double(b)) }
    guard ink.raw >= 16 else { return nil }
    let c = XtermPalette.rgb(Int(ink.raw))
    return SIMD3(Double(c.r), Double(c.g), Double(c.b))
  }

  // MARK: Files

  /// Tests/Goldens.
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../Goldens").standardized.path

  /// Whether this run writes them anew: STYLET_GOLDENS=write.
  static let isWriting = ProcessInfo.processInfo.environment["STYLET_GOLDENS"] == "write"

  /// The screens of a file, by their headings.
  static func read(_ name: String) throws -> [String: [String]] {
    let text = try String(contentsOfFile: folder + "/" + name + ".txt", encoding: .utf8)
    var found: [String: [String]] = [:], heading = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("== ") { heading = String(line.dropFirst(3)) } else if !line.isEmpty { found[heading, default: []].append(line) }
    }
    return found
  }

  static func write(_ screens: [(heading: String, screen: GoldenScreen)], to name: String) throws {
    let text = screens.map { "== \($0.heading)\n" + $0.screen.lines.joined(separator: "\n") + "\n" }.joined()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name + ".txt"))
  }
}
