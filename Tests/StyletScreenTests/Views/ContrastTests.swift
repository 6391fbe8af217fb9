import Testing

@testable import StyletScreen

/// What is written can be read, on every rung of the colour ladder: the contrast of each cell that holds a letter or a
/// digit, by WCAG 2.1's formula over xterm's colours.
@Suite struct ContrastTests {
  private static let screens: [(String, String)] = [
    ("first", ""), ("drawn", "<Space>s2<Right><Space>"), ("pen", "p"), ("erase", "ep"), ("hints", "w"), ("help", "?"),
    ("palette", ":br"), ("question", "<Space>:q<CR>"), ("contour", "v<Space><Right><Space>"), ("list", "<Space>dl"),
    ("page", ":messages<CR>"), ("refused", "Z!"), ("count", "12"), ("form", "R<CR>"), ("measure", "mr<Space><Right>"),
    ("solid", "<Space>s2<PageUp><Space>zdn"), ("solid cut", "<Space>zdx"), ("peaks", "zd"), ("beside", "<Space>zdb"),
    ("slab", "zm"), ("mosaic", "<Space>zp"), ("profile", "mf"), ("scales", "zgzb++++"),
  ]

  @Test(arguments: ScreenContrast.Rung.allCases) func everyLetterCanBeRead(_ rung: ScreenContrast.Rung) throws {
    let traits = rung.traits
    for (name, keys) in Self.screens {
      let bench = try Bench()
      bench.work.welcome(["The slices are 5 mm apart"])
      try bench.play(keys)
      let renderer = ScreenRenderer(traits: traits)
      for (width, height) in [(80, 24), (120, 40), (200, 55)] {
        // Twice: the second frame may choose other colours for the same look.
        for _ in 0..<2 {
          let screen = renderer.draw(bench.work.model, width: width, height: height)
          let found = ScreenContrast.unreadable(screen, rung)
          #expect(found == nil, "\(name) \(width)x\(height): \(found ?? "")")
        }
      }
    }
  }

  /// Headings, numbers and doubts of two scans side by side.
  @Test(arguments: ScreenContrast.Rung.allCases) func twoScansCanBeRead(_ rung: ScreenContrast.Rung) throws {
    let renderer = ScreenRenderer(traits: rung.traits)
    for (keys, lungs) in [("", true), ("<Esc>", true), ("<Esc>", false), ("zF", true)] {
      let bench = try FollowUpTests.bench(keys, lungs: lungs)
      for (width, height) in [(80, 24), (120, 40), (200, 55)] {
        let found = ScreenContrast.unreadable(renderer.draw(bench.work.model, width: width, height: height), rung)
        #expect(found == nil, "\(keys) \(width)x\(height): \(found ?? "")")
      }
    }
  }

  /// Letters, stripes and the panel of two readings that are compared.
  @Test(arguments: ScreenContrast.Rung.allCases) func comparedReadingsCanBeRead(_ rung: ScreenContrast.Rung) throws {
    for keys in ["", "n", "nnn", "n=", "no", "nDv", "Dl", "nDb"] {
      let bench = try ComparisonBench(isNamed: true).play(keys)
      let renderer = ScreenRenderer(traits: rung.traits)
      for (width, height) in [(80, 24), (120, 40), (200, 55)] {
        for _ in 0..<2 {
          let screen = renderer.draw(bench.work.model, width: width, height: height)
          let found = ScreenContrast.unreadable(screen, rung)
          #expect(found == nil, "\(keys) \(width)x\(height): \(found ?? "")")
        }
      }
    }
  }

  @Test(arguments: ScreenContrast.Rung.allCases) func aBannerCanBeReadOverEverything(_ rung: ScreenContrast.Rung) throws
  {
    let bench = try Bench()
    let traits = rung.traits
    let renderer = ScreenRenderer(traits: traits)
    for (width, height) in [(60, 16), (80, 24), (200, 55)] {
      for _ in 0..<2 {
        var screen = renderer.draw(bench.work.model, width: width, height: height)
        let text = "3/14  Type 40G to go to slice 40. PgUp and PgDn step through the slices, one after the other."
        Banner(traits).draw(text, into: &screen)
        #expect(screen.text.contains("3/14 Type 40G"))
        var line = CellBuffer(width: width, height: 1)
        for col in 0..<width { line[col, 0] = screen[col, 0] }
        let found = ScreenContrast.unreadable(line, rung, least: 4.5)
        #expect(found == nil, "\(found ?? "")")
      }
    }
  }
}
