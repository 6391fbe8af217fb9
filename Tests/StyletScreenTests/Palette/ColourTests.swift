import StyletImaging
import Testing

@testable import StyletScreen

@Suite struct ColourTests {
  private func rgb(_ ink: Ink) -> RGB {
    ink.rgb.map { RGB($0.r, $0.g, $0.b) } ?? XtermPalette.rgb(Int(ink.raw))
  }

  @Test(arguments: [ColourTier.direct, .indexed]) func greysRise(_ tier: ColourTier) {
    let scale = GreyScale(tier)
    #expect(tier == .direct ? scale.inks.count == 64 : (24...30).contains(scale.inks.count))
    let values = scale.inks.map { rgb($0).luma }
    for (a, b) in zip(values, values.dropFirst()) { #expect(a < b) }
    var last = 0
    for brightness in 0...255 {
      let level = scale.level(UInt8(brightness))
      #expect(level >= last)
      #expect(abs(Int(scale.values[level]) - brightness) <= 9)
      last = level
    }
    #expect(scale.level(0) == 0 && scale.level(255) == scale.inks.count - 1)
  }

  /// A tint gets brighter with the scan under it and can never be taken for a grey.
  @Test(arguments: [ColourTier.direct, .indexed]) func tintsRiseAndKeepTheirHue(_ tier: ColourTier) {
    let key = PicturePalette.Key(table: .standard, active: 1, erasing: false)
    let palette = PicturePalette(TerminalTraits(tier: tier), key)
    for finding in LabelTable.standard.findings {
      let inks = (0..<Tints.steps).map { rgb(palette.tint(finding.value, UInt8($0 * 255 / (Tints.steps - 1)))) }
      for (a, b) in zip(inks, inks.dropFirst()) { #expect(a.luma <= b.luma + 0.5, "\(finding.code) \(inks)") }
      #expect(inks[0].luma + 60 < inks[Tints.steps - 1].luma)
      let least = tier == .direct && finding.value != 1 ? 25 : 40
      for c in inks {
        #expect(Int(max(c.r, c.g, c.b)) - Int(min(c.r, c.g, c.b)) >= least, "\(finding.code) \(c)")
      }
      // Where a cell covers many voxels, air or aerated lung, ground glass and what is denser are still told apart.
      let coarse = [80, 140, 230].map { rgb(palette.coarseTint(finding.value, $0)) }
      #expect(coarse[0].luma + 15 < coarse[1].luma && coarse[1].luma + 15 < coarse[2].luma, "\(finding.code) \(coarse)")
    }
  }

  /// The lung window from air to vessels under a tint: as many levels as can be told, each lighter than the one before.
  @Test(arguments: [(ColourTier.direct, 16), (.indexed, 12)]) func greysLeftUnderATint(_ tier: ColourTier, _ least: Int) {
    let key = PicturePalette.Key(table: .standard, active: 1, erasing: false)
    let palette = PicturePalette(TerminalTraits(tier: tier), key)
    for finding in LabelTable.standard.findings {
      var levels: [Ink] = []
      for b in 0...255 where levels.last != palette.tint(finding.value, UInt8(b)) {
        levels.append(palette.tint(finding.value, UInt8(b)))
      }
      let lumas = levels.map { rgb($0).luma }
      #expect(levels.count >= least && Set(levels).count == levels.count, "\(finding.code) \(levels.count)")
      #expect(zip(lumas, lumas.dropFirst()).allSatisfy { $0 + 3 <= $1 }, "\(finding.code) \(lumas)")
    }
    // No colour of one finding is another's but the darkest: they are told apart at every brightness but in air.
    let all = LabelTable.standard.findings.map { f in Set((22...255).map { palette.tint(f.value, UInt8($0)) }) }
    for (n, a) in all.enumerated() { for b in all.dropFirst(n + 1) { #expect(a.isDisjoint(with: b)) } }
  }

  @Test func findingsDifferInSixteenColours() {
    let hues = LabelTable.standard.findings.map { Tints.nearestANSI($0.colour) }
    #expect(Set(hues).count == hues.count)
    #expect(hues.allSatisfy { (1...6).contains($0) })
  }

  @Test(arguments: [
    TerminalTraits(tier: .ansi), .init(tier: .ansi, unicode: false), .init(tier: .mono),
    .init(tier: .mono, unicode: false),
  ])
  func rampNeverTurnsBack(_ traits: TerminalTraits) {
    let ramp = ShadeRamp(traits)
    #expect(Set(ramp.cells).count == ramp.cells.count)
    for (col, row) in [(0, 0), (1, 3), (2, 2)] {
      var last = 0
      for brightness in 0...255 {
        let step = ramp.cells.firstIndex(of: ramp.cell(brightness, col: col, row: row))!
        #expect(step >= last)
        last = step
      }
      #expect(last == ramp.cells.count - 1)
    }
  }

  @Test func cubeNeverGivesGreyForAHue() {
    for finding in LabelTable.standard.findings {
      let c = XtermPalette.rgb(XtermPalette.nearestHue(finding.colour.mixed(with: RGB(128, 128, 128), 0.5)))
      #expect(!(c.r == c.g && c.g == c.b))
    }
  }
}
