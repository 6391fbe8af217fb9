import StyletImaging

/// The colours of bodies in the 3-D view: each in steps from dark to lit.
struct SolidInks {
  /// Steps of light.
  static let steps = 12

  let greys: GreyScale
  private let findings: [[Ink]]
  private let airways: [Ink]
  private let limits: [Ink]
  /// What marks are written with, and on.
  let mark: Ink
  let black: Ink

  init(_ tier: ColourTier, _ table: LabelTable) {
    let mixer = Tints(tier)
    func lit(_ colour: RGB) -> [Ink] {
      (0..<Self.steps).map { step in
        let light = (Double(step) + 1) / Double(Self.steps)
        return mixer.solid(
          light <= 0.75
            ? colour.mixed(with: RGB(0, 0, 0), (0.75 - light) * 1.1)
            : colour.mixed(with: RGB(255, 255, 255), (light - 0.75) * 1.8))
      }
    }
    greys = GreyScale(tier)
    findings = (0...255).map { (value: Int) in
      table[UInt8(value)].map { lit($0.colour) } ?? (value == 0 ? [] : lit(RGB(0xc0, 0xc0, 0x60)))
    }
    airways = lit(RGB(0xd7, 0xd7, 0x87))
    limits = lit(LungInks.zone)
    mark = Theme(tier).accent
    black = tier == .mono ? .standard : greys.inks[0]
  }

  func ink(_ sample: SolidSample) -> Ink {
    let step = Int(sample.brightness) * Self.steps / 256
    switch sample.kind {
    case .nothing, .lung: return greys.inks[greys.level(sample.brightness)]
    case .airway: return airways[step]
    case .limit: return limits[step]
    case .finding: return findings[Int(sample.label)][step]
    case .face:
      return sample.label == 0 ? greys.inks[greys.level(sample.brightness)] : findings[Int(sample.label)][step]
    }
  }
}

extension SolidSample {
  /// Shown in grey.
  var isGrey: Bool { kind == .nothing || kind == .lung || kind == .face && label == 0 }
}
