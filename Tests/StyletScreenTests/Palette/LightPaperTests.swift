import StyletImaging
import Testing

@testable import StyletScreen

/// Terminals whose own paper is light.
@Suite struct LightPaperTests {
  /// Without colours ink is dark there: brighter is less of it, never a negative.
  @Test(arguments: [true, false]) func monoIsNoNegative(_ unicode: Bool) {
    var light = TerminalTraits(tier: .mono, unicode: unicode)
    light.isLight = true
    let dark = ShadeRamp(TerminalTraits(tier: .mono, unicode: unicode)), ramp = ShadeRamp(light)
    #expect(ramp.values == ramp.values.sorted() && ramp.cells.count == dark.cells.count)
    #expect(Set(ramp.cells) == Set(dark.cells))
    #expect(ramp.cell(0, col: 0, row: 0) == dark.cell(255, col: 0, row: 0))
    #expect(ramp.cell(255, col: 0, row: 0) == dark.cell(0, col: 0, row: 0))
  }

  /// Plain characters: air is blank, what is bright is full, more is never darker, and soft tissue in a bone window is the
  /// lightest of characters; on light paper the same with ink and paper exchanged. 3-D keeps all its steps.
  @Test(arguments: [false, true]) func plainPicturesAreSteep(_ isLight: Bool) throws {
    var traits = TerminalTraits(tier: .mono, unicode: false)
    traits.isLight = isLight
    let ramp = ShadeRamp(traits)
    let blank = Cell(" "), full = Cell(" ", .reverse)
    let steps = try (0...255).map { b in try #require(ramp.cells.firstIndex(of: ramp.scanCell(b, col: 1, row: 2))) }
    #expect(steps == steps.sorted() && Set(steps).count == ramp.cells.count)
    #expect(ramp.scanCell(60, col: 0, row: 0) == (isLight ? full : blank))
    #expect(ramp.scanCell(200, col: 0, row: 0) == (isLight ? blank : full))
    // 45 HU where −500 is black and 1300 white.
    #expect(ramp.scanCell((45 + 500) * 255 / 1800, col: 0, row: 0) == (isLight ? Cell(".", .reverse) : Cell(".")))
    #expect(ramp.cell(60, col: 0, row: 0) != ramp.cells[0])
    // Into a pipe goes what has no reverse: there contrast stays as it is.
    traits.reverses = false
    #expect(ShadeRamp(traits).scanCell(60, col: 0, row: 0) == ShadeRamp(traits).cell(60, col: 0, row: 0))
  }

  /// Darker greys are lifted, the ends stay, and the order too.
  @Test(arguments: [ColourTier.indexed, .direct]) func greysAreLifted(_ tier: ColourTier) {
    let plain = GreyScale(tier), light = GreyScale(tier, isLight: true)
    var last = 0
    for b in UInt8(0)...255 {
      #expect(light.level(b) >= plain.level(b) && light.level(b) >= last)
      last = light.level(b)
    }
    #expect(light.level(0) == plain.level(0) && light.level(255) == plain.level(255))
    #expect(light.level(64) > plain.level(64) + 1)
  }
}

/// What stays of the anatomy under a finding.
@Suite struct TintStepTests {
  /// In 24-bit colour at least twelve greys can be told apart under every tint, zoomed in or not.
  @Test func twelveStepsAreLeft() {
    let palette = PicturePalette(
      TerminalTraits(tier: .direct), PicturePalette.Key(table: .standard, active: 1, erasing: false))
    for finding in palette.findings(of: .standard) {
      let near = Set((0...255).map { palette.tint(finding, UInt8($0)) })
      let far = Set((0...255).map { palette.coarseTint(finding, UInt8($0)) })
      #expect(near.count >= 12 && far.count >= 12, "\(finding): \(near.count) \(far.count)")
    }
  }
}

extension PicturePalette {
  fileprivate func findings(of table: LabelTable) -> [UInt8] { table.findings.map(\.value) }
}
