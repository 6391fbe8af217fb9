import Foundation
import StyletImaging

@testable import StyletScreen

/// How well text can be told from what it stands on, as terminals show it: the contrast of WCAG 2.1 over xterm's
/// colours.
enum ScreenContrast {
  /// A rung of the colour ladder: the tier that views draw for, and how many colours of its own the terminal has.
  enum Rung: String, CaseIterable {
    case direct, indexed, sixteen, eight, mono

    var traits: TerminalTraits {
      switch self {
      case .direct: TerminalTraits(tier: .direct)
      case .indexed: TerminalTraits(tier: .indexed)
      case .sixteen, .eight: TerminalTraits(tier: .ansi)
      case .mono: TerminalTraits(tier: .mono)
      }
    }

    /// Whether outlines and lines over the picture are drawn with a character: where there are few colours.
    func drawsLines(with glyph: Unicode.Scalar) -> Bool {
      (self == .sixteen || self == .eight) && [":", "'", "\"", ".", "*"].contains(glyph)
    }
  }

  /// Bright black counts as black: with eight colours it is bold black, and many themes have the background there.
  private static let ansi: [RGB] = [
    RGB(0, 0, 0), RGB(205, 0, 0), RGB(0, 205, 0), RGB(205, 205, 0), RGB(0, 0, 238), RGB(205, 0, 205), RGB(0, 205, 205),
    RGB(229, 229, 229), RGB(0, 0, 0), RGB(255, 0, 0), RGB(0, 255, 0), RGB(255, 255, 0), RGB(92, 92, 255),
    RGB(255, 0, 255), RGB(0, 255, 255), RGB(255, 255, 255),
  ]

  private static func shown(_ ink: Ink, isPaper: Bool, on rung: Rung) -> RGB {
    if ink == .standard { return isPaper ? RGB(0, 0, 0) : RGB(229, 229, 229) }
    if let c = ink.rgb { return RGB(c.r, c.g, c.b) }
    let n = Int(ink.raw)
    if n >= 16 { return XtermPalette.rgb(n) }
    // Bold may stay as dark as the plain colour.
    return rung == .eight ? ansi[n % 8] : ansi[n]
  }

  /// 1 for none to 21 for black on white.
  private static func ratio(_ a: RGB, _ b: RGB) -> Double {
    func light(_ c: RGB) -> Double {
      func part(_ v: UInt8) -> Double {
        let x = Double(v) / 255
        return x <= 0.03928 ? x / 12.92 : Foundation.pow((x + 0.055) / 1.055, 2.4)
      }
      return 0.2126 * part(c.r) + 0.7152 * part(c.g) + 0.0722 * part(c.b)
    }
    let (x, y) = (light(a), light(b))
    return (max(x, y) + 0.05) / (min(x, y) + 0.05)
  }

  /// The first letter, digit or character of an outline with less contrast than `least`, and where it stands; nil when all
  /// can be read.
  static func unreadable(_ screen: CellBuffer, _ rung: Rung, least: Double = 3) -> String? {
    for row in 0..<screen.height {
      for col in 0..<screen.width {
        let cell = screen[col, row]
        let isWord = Character(cell.glyph).isLetter || Character(cell.glyph).isNumber
        guard isWord || rung.drawsLines(with: cell.glyph) else { continue }
        var ink = shown(cell.ink, isPaper: false, on: rung), paper = shown(cell.paper, isPaper: true, on: rung)
        if cell.attributes.contains(.reverse) { swap(&ink, &paper) }
        if ratio(ink, paper) < least {
          let line = String(String.UnicodeScalarView((0..<screen.width).map { screen[$0, row].glyph }))
          return "\(rung) column \(col) row \(row): \(cell) in \"\(line)\""
        }
      }
    }
    return nil
  }
}
