import Foundation
import StyletCore
import TestSupport
import Testing

@testable import StyletScreen

/// What is written can be read, on every rung of the colour ladder: the contrast of each cell that holds a letter or a
/// digit, by WCAG 2.1's formula over xterm's colours.
@Suite struct ContrastTests {
  /// A rung: the tier that views draw for, and how many colours of its own the terminal has.
  enum Rung: String, CaseIterable { case direct, indexed, sixteen, eight, mono }

  private static let ansi: [RGB] = [
    RGB(0, 0, 0), RGB(205, 0, 0), RGB(0, 205, 0), RGB(205, 205, 0), RGB(0, 0, 238), RGB(205, 0, 205), RGB(0, 205, 205),
    RGB(229, 229, 229), RGB(0, 0, 0), RGB(255, 0, 0), RGB(0, 255, 0), RGB(255, 255, 0), RGB(92, 92, 255),
    RGB(255, 0, 255), RGB(0, 255, 255), RGB(255, 255, 255),
  ]

  /// As the terminal shows it. Bright black counts as black: with eight colours it is bold black, and many themes have
  /// the background there.
  private static func shown(_ ink: Ink, isPaper: Bool, on rung: Rung) -> RGB {
    if ink == .standard { return isPaper ? RGB(0, 0, 0) : RGB(229, 229, 229) }
    if let c = ink.rgb { return RGB(c.r, c.g, c.b) }
    let n = Int(ink.raw)
    if n >= 16 { return XtermPalette.rgb(n) }
    // Bold may stay as dark as the plain colour.
    return rung == .eight ? ansi[n % 8] : ansi[n]
  }

  private static func contrast(_ a: RGB, _ b: RGB) -> Double {
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

  private static func tier(_ rung: Rung) -> ColourTier {
    switch rung {
    case .direct: .direct
    case .indexed: .indexed
    case .sixteen, .eight: .ansi
    case .mono: .mono
    }
  }

  /// Where text has too little contrast, if anywhere.
  private static func unreadable(_ b: CellBuffer, _ rung: Rung, least: Double = 3) -> String? {
    for row in 0..<b.height {
      for col in 0..<b.width {
        let cell = b[col, row]
        guard Character(cell.glyph).isLetter || Character(cell.glyph).isNumber else { continue }
        var (ink, paper) = (
          shown(cell.ink, isPaper: false, on: rung), shown(cell.paper, isPaper: true, on: rung)
        )
        if cell.attributes.contains(.reverse) { swap(&ink, &paper) }
        if contrast(ink, paper) < least {
          let line = String(String.UnicodeScalarView((0..<b.width).map { b[$0, row].glyph }))
          return "\(rung) column \(col) row \(row): \(cell) in \"\(line)\""
        }
      }
    }
    return nil
  }

  private static let screens: [(String, String)] = [
    ("first", ""), ("drawn", "<Space>s2<Right><Space>"), ("pen", "p"), ("erase", "ep"), ("hints", "w"), ("help", "?"),
    ("palette", ":br"), ("question", "<Space>:q<CR>"), ("contour", "v<Space><Right><Space>"), ("list", "<Space>dl"),
    ("page", ":messages<CR>"), ("refused", "Z!"), ("count", "12"), ("form", "R<CR>"), ("measure", "mr<Space><Right>"),
  ]

  @Test(arguments: Rung.allCases) func everyLetterCanBeRead(_ rung: Rung) throws {
    let traits = TerminalTraits(tier: Self.tier(rung))
    for (name, keys) in Self.screens {
      let bench = try Bench()
      bench.work.welcome(["The slices are 5 mm apart"])
      try bench.play(keys)
      let renderer = ScreenRenderer(traits: traits)
      for (width, height) in [(80, 24), (120, 40), (200, 55)] {
        // Twice: the second frame may choose other colours for the same look.
        for _ in 0..<2 {
          let screen = renderer.draw(bench.work.model, width: width, height: height)
          let found = Self.unreadable(screen, rung)
          #expect(found == nil, "\(name) \(width)x\(height): \(found ?? "")")
        }
      }
    }
  }

  @Test(arguments: Rung.allCases) func aBannerCanBeReadOverEverything(_ rung: Rung) throws {
    let bench = try Bench()
    let traits = TerminalTraits(tier: Self.tier(rung))
    let renderer = ScreenRenderer(traits: traits)
    for (width, height) in [(60, 16), (80, 24), (200, 55)] {
      for _ in 0..<2 {
        var screen = renderer.draw(bench.work.model, width: width, height: height)
        let text = "3/14  Type 40G to go to slice 40. PgUp and PgDn step through the slices, one after the other."
        Banner(traits).draw(text, into: &screen)
        #expect(screen.text.contains("3/14 Type 40G"))
        var line = CellBuffer(width: width, height: 1)
        for col in 0..<width { line[col, 0] = screen[col, 0] }
        let found = Self.unreadable(line, rung, least: 4.5)
        #expect(found == nil, "\(found ?? "")")
      }
    }
  }
}
